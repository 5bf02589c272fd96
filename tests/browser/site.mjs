// Shared by the test files: both sites on a server, one browser, and a new browser context for each test.

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

export const pageUrl = (site, page) => address(site.server.url, page);

// Adds a test for every kind of page of both sites, or only for kinds whose page matches `isIncluded`.
export function testEachKind(title, body, isIncluded = () => true) {
  const all = sites.flatMap((site) => site.kinds.filter(isIncluded).map((page) => ({ site, page })));
  assert.notEqual(all.length, 0, `no page matches: ${title}`);
  for (const { site, page } of all) {
    test(`${site.name}, ${page.kind}: ${title}`, (t) => body(t, site, page));
  }
}

// Opens an empty tab with empty storage, which is closed after the test. Other options are those of Playwright's browser context. With reduced
// motion scrolling takes no time, so that positions are final right after a key press.
export async function openTab(t, { width = 1280, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "ru-RU", reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  return context.newPage();
}

// Opens a page in a new tab.
export async function open(t, site, page, options) {
  const tab = await openTab(t, options);
  await tab.goto(pageUrl(site, page));
  return tab;
}

// Lays out elements far outside the window as well.
export const layOutAll = (tab) => tab.evaluate(() => document.querySelectorAll("main *").forEach((element) => { element.style.contentVisibility = "visible"; }));

// Collapses white space, which is only layout.
export const plain = (text) => text.replace(/\s+/g, " ").trim();

// Fails unless the list is empty. The message contains the first five distinct entries.
export function assertEmpty(found) {
  const different = [...new Set(found)];
  const shown = different.slice(0, 5);
  if (different.length) assert.fail(`${different.length} found:\n${shown.join("\n")}${different.length > 5 ? "\n..." : ""}`);
}
