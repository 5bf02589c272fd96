// The rows on the screen as a table: what the filter shows, with the addresses of the published pages, and no cell a formula.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { blank, open, plain, sites, where } from "./site.mjs";

const example = sites.find((site) => site.name === "example");
const COLUMNS = ["Город", "Год", "Сфера", "Тема", "Состояние", "Текст", "Адрес"];

// The cells of a table with `;` between them, as RFC 4180 quotes them.
function cells(text) {
  assert.equal(text[0], "\ufeff", "Excel reads UTF-8 only with the mark");
  const rows = [[]];
  for (const [, quoted, bare, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  assert.deepEqual(rows.pop(), []);
  return rows;
}

async function saved(tab) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(".as-table").first().click()]);
  assert.match(download.suggestedFilename(), /\.csv$/);
  return cells(readFileSync(await download.path(), "utf8"));
}

for (const [place, address] of [
  ["on a server", (page) => where(example, page)],
  ["on a disk", (page) => pathToFileURL(join(example.folder, page.path)).href],
]) {
  test(`${place}: the answers that the filter leaves, each with its city, year, sector and address`, async (t) => {
    const page = example.page("question");
    const tab = await blank(t);
    await tab.goto(address(page));
    const region = await tab.locator("select[data-of=region] option").nth(1).getAttribute("value") ?? await tab.locator("select[data-of=region] option").nth(1).innerText();
    const all = await saved(tab);
    await tab.locator("select[data-of=region]").selectOption(region);
    const [columns, ...rows] = await saved(tab);
    const shown = tab.locator(".quoted-answer:visible");
    assert.deepEqual(columns, COLUMNS);
    assert.equal(rows.length, await shown.count());
    assert.ok(rows.length > 0 && rows.length < all.length - 1);
    const [year, sector] = page.path.split("/");
    for (const [number, [city, itsYear, itsSector, , , text, itsAddress]] of rows.entries()) {
      assert.equal(city, plain(await shown.nth(number).locator("h2 a").innerText()));
      assert.equal(itsYear, year);
      assert.ok((await tab.locator(".breadcrumbs").innerText()).includes(itsSector), itsSector);
      assert.match(itsAddress, new RegExp(`^https://example\\.org/digest/${year}/${sector}/[a-z-]+/#`));
      const words = plain((await shown.nth(number).innerText()).replaceAll("\u00ad", ""));
      assert.ok(words.includes(text.slice(0, 30)), `${text} is not in ${words}`);
    }
  });
}

test("topics and states have columns of their own", async (t) => {
  const topic = await open(t, example, example.page("topic"));
  const [, ...passages] = await saved(topic);
  const title = plain(await topic.locator("h1").innerText());
  assert.ok(passages.every((row) => row[3] === title));
  const support = await open(t, example, example.page("support"));
  const [, ...requests] = await saved(support);
  const marks = await support.locator("#list .mark").allInnerTexts();
  assert.ok(marks.length > 0);
  // A request without a reply has no mark of its own.
  const states = new Set(requests.flatMap((row) => row[4].split(" | ")).filter(Boolean));
  assert.deepEqual(states, new Set([...marks.map(plain), "ответа пока нет"]));
  assert.ok(requests.some((row) => row[3]), "a request has a topic");
});

test("no text of a city is a formula, nor does it break a row", async (t) => {
  const tab = await open(t, example, example.page("question"));
  const texts = ["=1+1", "+7", "-1", "@a", "'b", "＝1", "a;\"b\"", "– c"];
  await tab.evaluate((texts) => {
    const proses = document.querySelectorAll(".quoted-answer .prose");
    texts.forEach((text, number) => { proses[number].textContent = text; });
  }, texts);
  const found = (await saved(tab)).slice(1, texts.length + 1).map((row) => row[5]);
  assert.deepEqual(found, ["'=1+1", "'+7", "'-1", "'@a", "''b", "'＝1", "a;\"b\"", "– c"]);
});
