// The rows on the screen as a table: what the filter shows, with the addresses of the published pages, and no cell a formula.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { blank, open, plain, sites, where } from "./site.mjs";

const example = sites.find((site) => site.name === "example");
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

// The columns of the file, and its rows by their names.
async function saved(tab) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(".as-table").first().click()]);
  assert.match(download.suggestedFilename(), /^\S+( \S+)*\.csv$/, "no blank stands beside another");
  const [columns, ...lines] = cells(readFileSync(await download.path(), "utf8"));
  const rows = lines.map((line) => {
    assert.equal(line.length, columns.length);
    return Object.fromEntries(columns.map((column, at) => [column, line[at]]));
  });
  for (const column of columns) assert.ok(rows.some((row) => row[column]), `${column} is empty`);
  assert.equal(new Set(columns).size, columns.length, "no column has the name of another");
  return { columns, rows };
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
    const { rows } = await saved(tab);
    const shown = tab.locator(".quoted-answer:visible");
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
  const passages = (await saved(topic)).rows;
  const title = plain(await topic.locator("h1").innerText());
  assert.ok(passages.every((row) => row["Тема"] === title));
  const links = await topic.locator(".quotes > li > p:first-child a").allTextContents();
  assert.deepEqual(passages.slice(0, links.length).map((row) => `${row["Город"]}: ${row["Заголовок"]}`), links.map(plain));
  const ends = await topic.locator(".quotes > li > p:last-child").allTextContents();
  assert.deepEqual(passages.slice(0, links.length).map((row) => `${row["Сфера"]}, ${row["Вопрос"]}`), ends.map(plain));
  const support = await open(t, example, example.page("support"));
  const requests = (await saved(support)).rows;
  const marks = await support.locator("#list .mark").allTextContents();
  assert.ok(marks.length > 0);
  // A request without a reply has no mark of its own.
  const states = new Set(requests.flatMap((row) => row["Состояние"].split("; ")).filter(Boolean));
  assert.deepEqual(states, new Set([...marks.map(plain), "ответа пока нет"]));
  assert.ok(requests.some((row) => row["Тема"]), "a request has a topic");
});

test("a plan has the year that it is for, a request its course, a city its region and size", async (t) => {
  const plans = await open(t, example, example.page("plans"));
  const year = /\d{4}/.exec(await plans.locator("h1").innerText())[0];
  const planned = await saved(plans);
  assert.deepEqual([...new Set(planned.rows.map((row) => row["План на год"]))], [year]);
  assert.ok(!planned.columns.includes("Год"));
  const courses = await open(t, example, { kind: "wanted", path: "courses/2024/index.html" });
  const names = (await courses.locator("#requests h2 a").allTextContents()).map(plain);
  const asked = (await saved(courses)).rows.map((row) => row["Курс"]).filter(Boolean);
  assert.deepEqual([...new Set(asked)], names);
  const cities = await open(t, example, example.page("cities"));
  const { rows } = await saved(cities);
  assert.equal(rows.length, await cities.locator("#letters li, #silent li").count());
  for (const [number, item] of (await cities.locator("#letters li").all()).entries()) {
    assert.equal(rows[number]["Город"], plain(await item.locator("a").innerText()));
    assert.equal(rows[number]["Регион"], plain(await item.locator("p").nth(1).innerText()));
    assert.equal(rows[number]["Текст"], plain(await item.locator("p").nth(2).innerText()));
  }
  assert.ok(rows.some((row) => row["Население"] === "больше 1 млн"));
});

test("a table has its own columns, a column for each number, and numbers that Excel can add", async (t) => {
  for (const kind of ["courses", "topics"]) {
    const tab = await open(t, example, example.page(kind));
    const { columns, rows } = await saved(tab);
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
    const { columns, rows } = await saved(tab);
    const heads = await tab.locator(`table:has(${table}) thead th, table${table} thead th`).evaluateAll((heads) => {
      return heads.map((head) => (head.querySelector("a") ?? head).textContent.replace(/\s+/g, " ").trim());
    });
    assert.deepEqual(columns.filter((column) => !["Пояснение", "Адрес"].includes(column)), heads, kind);
    const cells = await tab.locator(":is(#rows, #list) > tr").first().locator("td").evaluateAll((cells) => cells.map((cell) => cell.innerText.split(":")[0].trim()));
    assert.deepEqual(heads.slice(1).map((head) => rows[0][head]), cells.map((cell) => (cell === "—" ? "0" : plain(cell))), kind);
  }
});

test("no text of a city is a formula, nor does it break a row", async (t) => {
  const tab = await open(t, example, example.page("question"));
  const texts = ["=1+1", "+7", "-1", "@a", "'b", "＝1", "a;\"b\"", "– c"];
  await tab.evaluate((texts) => {
    const proses = document.querySelectorAll(".quoted-answer .prose");
    texts.forEach((text, number) => { proses[number].textContent = text; });
  }, texts);
  const found = (await saved(tab)).rows.slice(0, texts.length).map((row) => row["Начало текста"]);
  assert.deepEqual(found, ["'=1+1", "'+7", "'-1", "'@a", "''b", "'＝1", "a;\"b\"", "– c"]);
});
