// Lists saved as CSV: the rows that the filter leaves, with published addresses, and no formulas.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { openTab, open, plain, sites, pageUrl } from "./site.mjs";

const example = sites.find((site) => site.name === "example");
// Parses CSV with semicolons, quoted as in RFC 4180.
function parseCsv(text) {
  assert.equal(text[0], "\ufeff", "Excel reads UTF-8 only with the mark");
  const rows = [[]];
  for (const [, quoted, bare, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  assert.deepEqual(rows.pop(), []);
  return rows;
}

// Saves the file and returns its columns, and its rows by column.
async function saveTable(tab) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(".as-table").first().click()]);
  assert.match(download.suggestedFilename(), /^\S+( \S+)*\.csv$/, "the name has no adjacent spaces");
  const [columns, ...lines] = parseCsv(readFileSync(await download.path(), "utf8"));
  const rows = lines.map((line) => {
    assert.equal(line.length, columns.length);
    return Object.fromEntries(columns.map((column, at) => [column, line[at]]));
  });
  for (const column of columns) assert.ok(rows.some((row) => row[column]), `${column} is empty`);
  assert.equal(new Set(columns).size, columns.length, "names of columns are unique");
  return { columns, rows };
}

for (const [place, address] of [
  ["on a server", (page) => pageUrl(example, page)],
  ["on a disk", (page) => pathToFileURL(join(example.folder, page.path)).href],
]) {
  test(`${place}: the file has the filtered answers with city, year, sector and address`, async (t) => {
    const page = example.page("question");
    const tab = await openTab(t);
    await tab.goto(address(page));
    const region = await tab.locator("select[data-of=region] option").nth(1).getAttribute("value") ?? await tab.locator("select[data-of=region] option").nth(1).innerText();
    const all = await saveTable(tab);
    await tab.locator("select[data-of=region]").selectOption(region);
    const { rows } = await saveTable(tab);
    const shown = tab.locator("#answers > article:visible");
    assert.equal(rows.length, await shown.count());
    assert.ok(rows.length > 0 && rows.length < all.rows.length);
    const [year, sector] = page.path.split("/");
    for (const [number, row] of rows.entries()) {
      assert.equal(row["Город"], plain(await shown.nth(number).locator("h2 a").innerText()));
      assert.equal(row["Год"], year);
      assert.ok((await tab.locator(".breadcrumbs").innerText()).includes(row["Сфера"]), row["Сфера"]);
      assert.match(row["Адрес"], new RegExp(`^https://example\\.org/digest/${year}/${sector}/[a-z-]+/#`));
      const words = plain((await shown.nth(number).locator(".prose").innerText()).replaceAll("\u00ad", ""));
      assert.equal(plain(row["Начало текста"]), words);
    }
  });
}

test("topics, titles, questions and states have columns of their own", async (t) => {
  const topic = await open(t, example, example.page("topic"));
  const passages = (await saveTable(topic)).rows;
  const title = plain(await topic.locator("h1").innerText());
  assert.ok(passages.every((row) => row["Тема"] === title));
  const links = await topic.locator(".quotes > li > p:first-child a").allTextContents();
  assert.deepEqual(passages.slice(0, links.length).map((row) => `${row["Город"]}: ${row["Заголовок"]}`), links.map(plain));
  const ends = await topic.locator(".quotes > li > p:last-child").allTextContents();
  assert.deepEqual(passages.slice(0, links.length).map((row) => `${row["Сфера"]}, ${row["Вопрос"]}`), ends.map(plain));
  const support = await open(t, example, example.page("support"));
  const requests = (await saveTable(support)).rows;
  const marks = await support.locator("#list .mark").allTextContents();
  assert.ok(marks.length > 0);
  // A request without a reply has no mark.
  const states = new Set(requests.flatMap((row) => row["Состояние"].split("; ")).filter(Boolean));
  assert.deepEqual(states, new Set([...marks.map(plain), "ответа пока нет"]));
  assert.ok(requests.some((row) => row["Тема"]), "a request has a topic");
});

test("rows of plans have the planned year, of requests the course, of cities region and size", async (t) => {
  const plans = await open(t, example, example.page("plans"));
  const year = /\d{4}/.exec(await plans.locator("h1").innerText())[0];
  const planned = await saveTable(plans);
  assert.deepEqual([...new Set(planned.rows.map((row) => row["План на год"]))], [year]);
  assert.ok(!planned.columns.includes("Год"));
  const courses = await open(t, example, { kind: "wanted", path: "courses/2024/index.html" });
  const names = (await courses.locator("#requests h2 a").allTextContents()).map(plain);
  const requested = (await saveTable(courses)).rows.map((row) => row["Курс"]).filter(Boolean);
  assert.deepEqual([...new Set(requested)], names);
  const cities = await open(t, example, example.page("cities"));
  const { rows } = await saveTable(cities);
  assert.equal(rows.length, await cities.locator("#letters li, #silent li").count());
  for (const [number, item] of (await cities.locator("#letters li").all()).entries()) {
    assert.equal(rows[number]["Город"], plain(await item.locator("a").innerText()));
    assert.equal(rows[number]["Регион"], plain(await item.locator("p").nth(1).innerText()));
    assert.equal(rows[number]["Текст"], plain(await item.locator("p").nth(2).innerText()));
  }
  assert.ok(rows.some((row) => row["Население"] === "больше 1 млн"));
});

test("a file of a table has its columns, one for each number, and numbers that Excel can add", async (t) => {
  for (const kind of ["courses", "topics"]) {
    const tab = await open(t, example, example.page(kind));
    const { columns, rows } = await saveTable(tab);
    const second = kind === "courses" ? "заявок" : "фрагментов";
    const years = ["2022", "2023", "2024"].flatMap((year) => [`${year}, городов`, `${year}, ${second}`]);
    assert.deepEqual(columns.filter((column) => /^\d/.test(column)), years);
    assert.equal(rows.length, await tab.locator("#list tr").count());
    for (const [number, cell] of (await tab.locator("#list tr:first-child td.right").allInnerTexts()).entries()) {
      const [cities, entries = cities] = cell.replace("—", "0").match(/\d+/g);
      assert.deepEqual([rows[0][years[2 * number]], rows[0][years[2 * number + 1]]], [cities, entries]);
    }
    for (const row of rows) for (const year of years) assert.match(row[year], /^\d+$/);
  }
  for (const [kind, table] of [["topic-matrix", ".matrix"], ["edition", "#rows"], ["sector", "#rows"]]) {
    const tab = await open(t, example, example.page(kind));
    const { columns, rows } = await saveTable(tab);
    const heads = await tab.locator(`table:has(${table}) thead th, table${table} thead th`).evaluateAll((heads) => {
      return heads.map((head) => (head.querySelector("a") ?? head).textContent.replace(/\s+/g, " ").trim());
    });
    assert.deepEqual(columns.filter((column) => !["Пояснение", "Адрес"].includes(column)), heads, kind);
    const parseCsv = await tab.locator(":is(#rows, #list) > tr").first().locator("td").evaluateAll((parseCsv) => parseCsv.map((cell) => cell.innerText.split(":")[0].trim()));
    assert.deepEqual(heads.slice(1).map((head) => rows[0][head]), parseCsv.map((cell) => (cell === "—" ? "0" : plain(cell))), kind);
  }
});

test("texts that look like formulas are escaped and do not break rows", async (t) => {
  const tab = await open(t, example, example.page("question"));
  const texts = ["=1+1", "+7", "-1", "@a", "'b", "＝1", "a;\"b\"", "– c"];
  await tab.evaluate((texts) => {
    const proses = document.querySelectorAll("#answers > article .prose");
    texts.forEach((text, number) => { proses[number].textContent = text; });
  }, texts);
  const found = (await saveTable(tab)).rows.slice(0, texts.length).map((row) => row["Начало текста"]);
  assert.deepEqual(found, ["'=1+1", "'+7", "'-1", "'@a", "''b", "'＝1", "a;\"b\"", "– c"]);
});
