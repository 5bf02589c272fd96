// `asdg-site serve`: what an editor sees in the browser while the files change.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { blank } from "./site.mjs";

const root = new URL("../../", import.meta.url).pathname;
const PAGE = "2024/organizational-work/elkinsk/";
const FILE = "content/2024/organizational-work/elkinsk.md";

// A copy of the example that is served until the test ends.
async function served(t, { prepare = async () => {}, options = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "asdg-site-"));
  await cp(join(root, "examples/digest"), folder, { recursive: true, filter: (path) => !path.includes("public") });
  await prepare(folder);
  const program = spawn(join(root, process.env.ASDG_SITE_BINARY), ["serve", "--site", folder, "--port", "0", "--lang", "ru", ...options]);
  t.after(async () => {
    program.kill();
    await rm(folder, { recursive: true });
  });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    program.stdout.on("data", (text) => {
      said += text;
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    program.stderr.on("data", (text) => (said += text));
    program.on("exit", (code) => reject(new Error(`the program ended with code ${code}: ${said}`)));
  });
  const file = (name) => join(folder, name);
  const edit = async (name, change) => writeFile(file(name), change(await readFile(file(name), "utf8")));
  return { url, file, edit, said: () => said };
}

async function opened(t, site, page) {
  const tab = await blank(t);
  const faults = [];
  tab.on("pageerror", (error) => faults.push(String(error)));
  // The program ends before its pages do.
  const isEnd = (text) => /ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RE(FUSED|SET))/.test(text);
  tab.on("console", (message) => message.type() === "error" && !isEnd(message.text()) && faults.push(message.text()));
  tab.on("request", (request) => request.url().startsWith(new URL(site.url).origin) || faults.push(request.url()));
  t.after(() => assert.deepEqual(faults, []));
  await tab.goto(site.url + page);
  // The first news have come.
  await tab.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/client.js")));
  return tab;
}

const overlay = (tab) => tab.locator("asdg-site-problems section");
const told = (tab, text) => tab.getByText(text).first().waitFor();

test("serve: a page that is open shows what was written, where the reader was", async (t) => {
  const site = await served(t);
  const tab = await opened(t, site, PAGE);
  await tab.evaluate(() => scrollTo(0, 700));
  const loaded = await tab.evaluate(() => performance.timeOrigin);
  await site.edit(FILE, (text) => `${text.trimEnd()}\n\nСловарь небывалых слов издан.\n`);
  await told(tab, "Словарь небывалых слов издан.");
  assert.equal(await tab.evaluate(() => scrollY), 700, "before the page is loaded anew");
  await tab.waitForFunction((before) => performance.timeOrigin !== before, loaded);
  await told(tab, "Словарь небывалых слов издан.");
  await tab.waitForFunction(() => Math.abs(scrollY - 700) < 5);
});

test("serve: an editor that saves by renaming is an editor like any other", async (t) => {
  const site = await served(t);
  const tab = await opened(t, site, PAGE);
  for (const word of ["Первое", "Второе", "Третье"]) {
    const text = await readFile(site.file(FILE), "utf8");
    await writeFile(site.file(`${FILE}.new`), `${text.trimEnd()}\n\n${word} сохранение.\n`);
    await rename(site.file(`${FILE}.new`), site.file(FILE));
    await told(tab, `${word} сохранение.`);
  }
});

test("serve: what is wrong lies over the last good page, and goes when it is mended", async (t) => {
  const site = await served(t);
  const tab = await opened(t, site, PAGE);
  const before = await tab.locator("h1").innerText();
  const good = await readFile(site.file(FILE), "utf8");
  await writeFile(site.file(FILE), `${good.trimEnd()}\n\n[куда-то](topic:no-such-topic)\n`);
  await told(tab, /1 ошибка\. Виден прежний сайт/);
  const shown = await overlay(tab).innerText();
  assert.match(shown, /нет такой темы/);
  assert.match(shown, /elkinsk\.md:\d+:\d+/);
  assert.equal(await tab.locator("h1").innerText(), before, "the last good page stays");
  assert.match(site.said(), /нет такой темы/, "the terminal says it too");
  // Another page of the last good site says it as well.
  await tab.goto(`${site.url}cities/`);
  await overlay(tab).waitFor();
  await tab.goto(site.url + PAGE);
  await writeFile(site.file(FILE), `${good.trimEnd()}\n\nПочинено.\n`);
  await told(tab, "Починено.");
  // What is left are the warnings of the example, folded up.
  assert.match(await overlay(tab).innerText(), /^\d+ предупреждени/);
  assert.equal(await tab.locator("asdg-site-problems details").getAttribute("open"), null);
  await tab.getByRole("button", { name: "Скрыть" }).click();
  await overlay(tab).waitFor({ state: "detached" });
});

test("serve: a page that stays the same is not loaded again", async (t) => {
  const site = await served(t);
  const other = await opened(t, site, "2022/housing/primersk/");
  const tab = await opened(t, site, PAGE);
  await other.evaluate(() => (window.isTheSame = true));
  await site.edit("content/topics.yaml", (text) => `${text}\n# примечание\n`);
  await site.edit(FILE, (text) => text.replace(/^respondent:.*$/m, "respondent: отдел небывалых дел"));
  await told(tab, "отдел небывалых дел");
  await other.waitForTimeout(500);
  assert.equal(await other.evaluate(() => window.isTheSame), true);
});

test("serve: a response that goes leaves the page of a lost address, and comes back", async (t) => {
  const site = await served(t);
  const response = "content/2022/housing/nebyval.md";
  // Chromium calls a page that is not there a fault, so this window is not asked for faults.
  const tab = await blank(t);
  await tab.goto(`${site.url}2022/housing/nebyval/`);
  const text = await readFile(site.file(response), "utf8");
  await unlink(site.file(response));
  await tab.locator("body.page-not-found").waitFor();
  await writeFile(site.file(response), text);
  await tab.locator("body.page-response").waitFor();
});

test("serve: drafts are shown with their mark, and left out when asked for", async (t) => {
  // Nothing links to this one, or leaving it out would be an error.
  const page = "2024/organizational-work/uslovnyy/";
  const draft = async (folder) => {
    const file = join(folder, "content/2024/organizational-work/uslovnyy.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("---\n", "---\ndraft: true\n"));
  };
  const shown = await opened(t, await served(t, { prepare: draft }), page);
  await shown.locator(".draft-note .draft").waitFor();
  const site = await served(t, { prepare: draft, options: ["--no-drafts"] });
  const response = await fetch(site.url + page);
  assert.equal(response.status, 404);
});

test("serve: a theme that is worked on shows at once", async (t) => {
  const site = await served(t, {
    prepare: (folder) => cp(join(root, "themes/default"), join(folder, "themes/default"), { recursive: true }),
  });
  const tab = await opened(t, site, PAGE);
  await site.edit("themes/default/assets/style.css", (style) => `${style}\nh1 { color: rgb(1, 2, 3); }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  await site.edit("themes/default/templates/response.html", (template) => `{% if %}${template}`);
  await told(tab, /Виден прежний сайт/);
  assert.match(await overlay(tab).innerText(), /themes\/default\/templates\/response\.html:1/);
});

test("serve: a digest with errors says what is wrong until it can be shown", async (t) => {
  const site = await served(t, { prepare: (folder) => rename(join(folder, "content/cities.yaml"), join(folder, "cities.yaml")) });
  const tab = await blank(t);
  const response = await tab.goto(site.url);
  assert.equal(response.status(), 500);
  await told(tab, "Сайт пока не собран");
  await told(tab, "content/cities.yaml");
  await rename(site.file("cities.yaml"), site.file("content/cities.yaml"));
  await tab.locator("main").first().waitFor();
});
