// `asdg-site serve`: the browser of an editor follows changes of the files.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openTab } from "./site.mjs";

const root = new URL("../../", import.meta.url).pathname;
const PAGE = "2024/organizational-work/elkinsk/";
const FILE = "content/2024/organizational-work/elkinsk.md";

// Serves a copy of the example until the test ends.
async function serveExample(t, { prepare = async () => {}, options = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "asdg-site-"));
  await cp(join(root, "examples/digest"), folder, { recursive: true, filter: (path) => !path.includes("public") });
  await prepare(folder);
  const program = spawn(join(root, process.env.ASDG_SITE_BINARY), ["serve", "--site", folder, "--port", "0", "--lang", "ru", ...options]);
  t.after(async () => {
    program.kill();
    await rm(folder, { recursive: true });
  });
  let output = "";
  const url = await new Promise((resolve, reject) => {
    program.stdout.on("data", (text) => {
      output += text;
      const found = /http:\/\/\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    program.stderr.on("data", (text) => (output += text));
    program.on("exit", (code) => reject(new Error(`the program ended with code ${code}: ${output}`)));
  });
  const file = (name) => join(folder, name);
  const edit = async (name, change) => writeFile(file(name), change(await readFile(file(name), "utf8")));
  return { url, file, edit, output: () => output };
}

async function openServed(t, site, page) {
  const tab = await openTab(t);
  const faults = [];
  tab.on("pageerror", (error) => faults.push(String(error)));
  // The program ends before its pages are closed.
  const isEnd = (text) => /ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RE(FUSED|SET))/.test(text);
  tab.on("console", (message) => message.type() === "error" && !isEnd(message.text()) && faults.push(message.text()));
  tab.on("request", (request) => request.url().startsWith(new URL(site.url).origin) || faults.push(request.url()));
  t.after(() => assert.deepEqual(faults, []));
  await tab.goto(site.url + page);
  // The first event has arrived.
  await tab.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/client.js")));
  return tab;
}

const overlay = (tab) => tab.locator("asdg-site-problems section");
const waitForText = (tab, text) => tab.getByText(text).first().waitFor();

test("serve: an open page shows changes and keeps its scroll position", async (t) => {
  const site = await serveExample(t);
  const tab = await openServed(t, site, PAGE);
  await tab.evaluate(() => scrollTo(0, 700));
  const loaded = await tab.evaluate(() => performance.timeOrigin);
  await site.edit(FILE, (text) => `${text.trimEnd()}\n\nСловарь небывалых слов издан.\n`);
  await waitForText(tab, "Словарь небывалых слов издан.");
  assert.equal(await tab.evaluate(() => scrollY), 700, "before the page is loaded anew");
  await tab.waitForFunction((before) => performance.timeOrigin !== before, loaded);
  await waitForText(tab, "Словарь небывалых слов издан.");
  await tab.waitForFunction(() => Math.abs(scrollY - 700) < 5);
});

test("serve: saving by renaming a file is noticed", async (t) => {
  const site = await serveExample(t);
  const tab = await openServed(t, site, PAGE);
  for (const word of ["Первое", "Второе", "Третье"]) {
    const text = await readFile(site.file(FILE), "utf8");
    await writeFile(site.file(`${FILE}.new`), `${text.trimEnd()}\n\n${word} сохранение.\n`);
    await rename(site.file(`${FILE}.new`), site.file(FILE));
    await waitForText(tab, `${word} сохранение.`);
  }
});

test("serve: errors are shown over the last good page, and disappear when they are fixed", async (t) => {
  const site = await serveExample(t);
  const tab = await openServed(t, site, PAGE);
  const before = await tab.locator("h1").innerText();
  const good = await readFile(site.file(FILE), "utf8");
  await writeFile(site.file(FILE), `${good.trimEnd()}\n\n[куда-то](topic:no-such-topic)\n`);
  await waitForText(tab, /1 ошибка\. Виден прежний сайт/);
  const shown = await overlay(tab).innerText();
  assert.match(shown, /нет такой темы/);
  assert.match(shown, /elkinsk\.md:\d+:\d+/);
  assert.equal(await tab.locator("h1").innerText(), before, "the last good page stays");
  assert.match(site.output(), /нет такой темы/, "the terminal shows it, too");
  // Another page of the last good site shows them as well.
  await tab.goto(`${site.url}cities/`);
  await overlay(tab).waitFor();
  await tab.goto(site.url + PAGE);
  await writeFile(site.file(FILE), `${good.trimEnd()}\n\nПочинено.\n`);
  await waitForText(tab, "Починено.");
  // Only the warnings of the example are left, folded.
  assert.match(await overlay(tab).innerText(), /^\d+ предупреждени/);
  assert.equal(await tab.locator("asdg-site-problems details").getAttribute("open"), null);
  await tab.getByRole("button", { name: "Скрыть" }).click();
  await overlay(tab).waitFor({ state: "detached" });
});

test("serve: an unchanged page is not reloaded", async (t) => {
  const site = await serveExample(t);
  const other = await openServed(t, site, "2022/housing/primersk/");
  const tab = await openServed(t, site, PAGE);
  await other.evaluate(() => (window.isTheSame = true));
  await site.edit("content/topics.yaml", (text) => `${text}\n# примечание\n`);
  await site.edit(FILE, (text) => text.replace(/^respondent:.*$/m, "respondent: отдел небывалых дел"));
  await waitForText(tab, "отдел небывалых дел");
  await other.waitForTimeout(500);
  assert.equal(await other.evaluate(() => window.isTheSame), true);
});

test("serve: the page of a deleted response becomes that of a lost address, and comes back", async (t) => {
  const site = await serveExample(t);
  const response = "content/2022/housing/nebyval.md";
  // Chromium reports a lost address as an error, so errors of this tab are not checked.
  const tab = await openTab(t);
  await tab.goto(`${site.url}2022/housing/nebyval/`);
  const text = await readFile(site.file(response), "utf8");
  await unlink(site.file(response));
  await tab.locator("body.page-not-found").waitFor();
  await writeFile(site.file(response), text);
  await tab.locator("body.page-response").waitFor();
});

test("serve: drafts are shown with a mark, or left out by an option", async (t) => {
  // Nothing links to this response, otherwise leaving it out would be an error.
  const page = "2024/organizational-work/uslovnyy/";
  const draft = async (folder) => {
    const file = join(folder, "content/2024/organizational-work/uslovnyy.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("---\n", "---\ndraft: true\n"));
  };
  const shown = await openServed(t, await serveExample(t, { prepare: draft }), page);
  await shown.locator(".draft-note .draft").waitFor();
  const site = await serveExample(t, { prepare: draft, options: ["--no-drafts"] });
  const response = await fetch(site.url + page);
  assert.equal(response.status, 404);
});

test("serve: changes of the theme are shown at once", async (t) => {
  const site = await serveExample(t, {
    prepare: (folder) => cp(join(root, "themes/default"), join(folder, "themes/default"), { recursive: true }),
  });
  const tab = await openServed(t, site, PAGE);
  await site.edit("themes/default/assets/style.css", (style) => `${style}\nh1 { color: rgb(1, 2, 3); }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  await site.edit("themes/default/templates/response.html", (template) => `{% if %}${template}`);
  await waitForText(tab, /Виден прежний сайт/);
  assert.match(await overlay(tab).innerText(), /themes\/default\/templates\/response\.html:1/);
});

test("serve: a digest with errors shows them until it can be built", async (t) => {
  const site = await serveExample(t, { prepare: (folder) => rename(join(folder, "content/cities.yaml"), join(folder, "cities.yaml")) });
  const tab = await openTab(t);
  const response = await tab.goto(site.url);
  assert.equal(response.status(), 500);
  await waitForText(tab, "Сайт пока не собран");
  await waitForText(tab, "content/cities.yaml");
  await rename(site.file("cities.yaml"), site.file("content/cities.yaml"));
  await tab.locator("main").first().waitFor();
});
