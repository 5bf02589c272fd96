// No characters in any field of any file change a page: no script runs, and no text leaves its element.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { openTab } from "./site.mjs";

const root = new URL("../../", import.meta.url).pathname;

// Private-use characters and noncharacters (as escapes of YAML and TOML), ends of attributes and elements, template syntax.
const ATTACK = "\\uF8F00\\uF8F1\\uE000\\uFFFE\\uFDD0'\\\"><script>hit()</script><img src=x onerror=hit()> {{ 7*7 }} {% raw %}";
const hostile = (name) => `"${name} ${ATTACK}"`;
const raw = JSON.parse(`"${ATTACK}"`);

const FILES = {
  "site.toml": ["title", "description", "publisher", "notice", "license"].map((key) => `${key} = ${hostile(key)}\n`).join("")
    + 'base_url = "https://example.org/"\n',
  "content/cities.yaml": `primersk: {name: ${hostile("Примерск")}, region: ${hostile("край")}, aliases: [${hostile("другое имя")}]}\n`
    + `vydumsk: {name: Выдумск, country: ${hostile("страна")}}\n`,
  "content/topics.yaml": `roads: {name: ${hostile("Дороги")}, description: ${hostile("о дорогах")}, aliases: [${hostile("пути")}]}\n`,
  "content/courses.yaml": `estimates: {name: ${hostile("Сметы")}, description: ${hostile("о сметах")}, topics: [roads]}\n`,
  "content/sectors.yaml": `housing: {name: ${hostile("Хозяйство")}, in_question: ${hostile("хозяйства")}, description: ${hostile("о хозяйстве")}}\n`,
  "content/questionnaire.yaml": "questions:\n" + ["results", "plans", "support", "training"]
    .map((role) => `  - {id: ${role}, role: ${role}, title: ${hostile(role)}, wording: ${hostile("вопрос").replace("{{ 7*7 }} {% raw %}", "")}}\n`).join(""),
  "content/2024/edition.yaml": `title: ${hostile("Выпуск")}\nintroduction: ${hostile("Введение")}\n`,
  "content/2024/housing/primersk.md": `---\nrespondent: ${hostile("отдел")}\nsource: ${hostile("файл")}\nreceived: 2025-02-14\n---\n`
    + `## 1.\n\n### ${raw} {topic=roads}\n\n${raw}\n\n[${raw}](https://example.org/"onmouseover=hit())\n\n`
    + `## 2.\n\n- ${raw}\n\n## 3.\n\n- ${raw}\n\n## 4.\n\n- [${raw}](course:estimates)\n`,
};

async function pages(folder) {
  const names = await readdir(folder, { recursive: true });
  // Pages that moved redirect at once.
  return names.filter((name) => name.endsWith(".html") && !name.includes("print")).map((name) => join(folder, name));
}

test("hostile: characters in fields run no script and leave texts in their elements", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "asdg-site-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(root, "tests/base"), folder, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  await promisify(execFile)(resolve(root, process.env.ASDG_SITE_BINARY), ["build", "--quiet", "--site", folder]);
  const found = await pages(join(folder, "public"));
  assert.ok(found.length > 20, `${found.length} pages`);
  const tab = await openTab(t);
  const faults = [];
  await tab.exposeFunction("hit", () => faults.push(`a script ran on ${tab.url()}`));
  tab.on("dialog", (dialog) => faults.push(dialog.message()));
  for (const page of found) {
    await tab.goto(pathToFileURL(page).href);
    const strange = await tab.evaluate(() => ({
      elements: document.querySelectorAll("img[src=x], [onerror], [onmouseover], body script:not([type])").length,
      characters: /[\uE000-\uF8FF\uFDD0-\uFDEF\uFFFE\uFFFF]/.test(document.documentElement.outerHTML),
      sum: document.body.innerText.includes(" 49 "),
    }));
    assert.deepEqual(strange, { elements: 0, characters: false, sum: false }, page);
  }
  const response = join(folder, "public/2024/housing/primersk/index.html");
  await tab.goto(pathToFileURL(response).href);
  assert.match(await tab.locator("#results-roads, #results").first().innerText(), /<script>hit\(\)<\/script>/);
  assert.deepEqual(faults, []);
});
