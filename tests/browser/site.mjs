// What the test files share: both sites on a server, one browser, and a fresh window for each test.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startBrowser } from "./browser.mjs";
import { address, readSite } from "./pages.mjs";
import { serve } from "./server.mjs";

const folders = { digest: process.env.DIGEST_FOLDER, example: process.env.EXAMPLE_FOLDER };
const browser = await startBrowser();

export const sites = await Promise.all(
  Object.entries(folders).map(async ([name, folder]) => ({ ...readSite(name, folder), server: await serve(folder) })),
);

after(async () => {
  await browser.close();
  sites.forEach((site) => site.server.close());
});

export const where = (site, page) => address(site.server.url, page);

// A test for every kind of page of both sites, or for those kinds only whose page `fits`.
export function onEveryKind(title, body, fits = () => true) {
  const all = sites.flatMap((site) => site.kinds.filter(fits).map((page) => ({ site, page })));
  assert.notEqual(all.length, 0, `no page fits: ${title}`);
  for (const { site, page } of all) {
    test(`${site.name}, ${page.kind}: ${title}`, (t) => body(t, site, page));
  }
}

// A window with nothing in it and nothing remembered, which ends with the test. The rest are options of Playwright's browser context.
// The reader wants little motion, so that scrolling takes no time: after a key is pressed, all is where it will be.
export async function blank(t, { width = 1280, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "ru-RU", reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  return context.newPage();
}

// The same with a page in it.
export async function open(t, site, page, options) {
  const tab = await blank(t, options);
  await tab.goto(where(site, page));
  return tab;
}

// Lays out what is far from the window, too, as it is when a reader comes near.
export const layOut = (tab) => tab.evaluate(() => document.querySelectorAll("main *").forEach((element) => { element.style.contentVisibility = "visible"; }));

// White space is how a text is laid out, not what it says.
export const plain = (text) => text.replace(/\s+/g, " ").trim();

// Fails with what was found, where nothing should be: each thing once, and no more of them than one wants to read.
export function none(found) {
  const different = [...new Set(found)];
  const shown = different.slice(0, 5);
  if (different.length) assert.fail(`${different.length} found:\n${shown.join("\n")}${different.length > 5 ? "\n..." : ""}`);
}
