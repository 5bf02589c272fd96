// The comparison: the answers of the cities, or of the years of a city, in the address, in columns.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed } from "./browser.mjs";
import { openTab, assertEmpty, open, plain, sites, pageUrl } from "./site.mjs";

const { source: axe } = installed("axe-core");

const example = sites.find((site) => site.name === "example");
const page = example.page("compare");
const onServer = (query) => pageUrl(example, page) + query;
const onDisk = (query) => pathToFileURL(join(example.folder, page.path)).href + query;

// The responses of the example with their pages.
const responses = example.pages
  .filter(({ kind }) => kind === "response")
  .map((page) => {
    const [year, sector, city] = page.path.split("/");
    return { page, year, sector, city };
  });

// Two cities with responses of the same sector's edition, and a city with two years of a sector.
const [first, second] = responses.filter((one, at) => responses.some((other, number) => number !== at && other.year === one.year && other.sector === one.sector))
  .filter((one, _, all) => one.year === all[0].year && one.sector === all[0].sector);
const long = responses.find((one) => responses.some((other) => other.city === one.city && other.sector === one.sector && other.year > one.year));
const longYears = responses.filter((one) => one.city === long.city && one.sector === long.sector).map((one) => one.year).toSorted().reverse().slice(0, 2);

const PAIR = `?city=${first.city}&city=${second.city}&year=${first.year}&sector=${first.sector}`;
const YEARS = `?city=${long.city}&${longYears.map((year) => `year=${year}`).join("&")}&sector=${long.sector}`;

async function openComparison(t, address, options) {
  const tab = await openTab(t, options);
  const found = [];
  tab.on("pageerror", (error) => found.push(error.message));
  tab.on("console", (message) => message.type() === "error" && found.push(message.text()));
  tab.on("requestfailed", (request) => found.push(`failed: ${request.url()}`));
  await tab.goto(address);
  await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
  return { tab, found };
}

// Return the texts of a column, and of the page of a response.
const column = (tab, number) =>
  tab.locator(".row:not(.heads)").evaluateAll(
    (rows, number) => rows.flatMap((row) => [...row.children[number].querySelectorAll(".prose")].map((text) => text.textContent)),
    number,
  );
const pageTexts = (tab, { html }) =>
  tab.evaluate((html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return [...page.querySelectorAll(".passage > .prose")].map((text) => text.textContent);
  }, html);

for (const [place, address] of [["on a server", onServer], ["on a disk", onDisk]]) {
  test(`${place}, two cities: each column has all texts of its response`, async (t) => {
    const { tab, found } = await openComparison(t, address(PAIR));
    assert.deepEqual(await column(tab, 0), await pageTexts(tab, first.page));
    assert.deepEqual(await column(tab, 1), await pageTexts(tab, second.page));
    assertEmpty(found);
  });

  test(`${place}, a city in two years: the latest first`, async (t) => {
    const { tab, found } = await openComparison(t, address(YEARS));
    for (const [number, year] of longYears.entries()) {
      const response = responses.find((one) => one.city === long.city && one.sector === long.sector && one.year === year);
      assert.deepEqual((await column(tab, number)).toSorted(), (await pageTexts(tab, response.page)).toSorted());
    }
    assert.deepEqual((await tab.locator(".heads").first().innerText()).split(/\s+/).filter((word) => /^\d+$/.test(word)), longYears);
    assertEmpty(found);
  });
}

test("every question of the sector is a row; a question chosen by role is the only row", async (t) => {
  const { tab } = await openComparison(t, onServer(PAIR));
  const titles = await tab.locator("#_compared h3").allInnerTexts();
  const questions = await tab.evaluate((html) => {
    return [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(".answer > h2")].map((title) => title.textContent);
  }, first.page.html);
  assert.deepEqual(titles.map(plain), questions.map(plain));
  await tab.goto(onServer(`${PAIR}&question=plans`));
  await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
  assert.equal(await tab.locator("#_compared h3").count(), 1);
});

test("only the first four columns are shown, with a note; the default year is the latest that most cities have", async (t) => {
  const cities = [...new Set(responses.map((one) => one.city))].slice(0, 5);
  const { tab } = await openComparison(t, onServer(`?${cities.map((id) => `city=${id}`).join("&")}`));
  assert.equal(await tab.locator(".heads").first().locator("p").count(), 4);
  assert.match(await tab.locator("#_progress").innerText(), /первые четыре/);
});

test("the form shows the choices of the address, and submitting it changes the address", async (t) => {
  const { tab } = await openComparison(t, onServer(`?city=${first.city}&year=${first.year}&sector=${first.sector}`));
  assert.equal(await tab.locator("#_city-1").inputValue(), first.city);
  assert.equal(await tab.locator("#_sector").inputValue(), first.sector);
  await tab.locator("#_city-2").selectOption(second.city);
  await tab.locator("#_choice button").click();
  await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
  const chosen = new URL(tab.url()).searchParams;
  assert.deepEqual(chosen.getAll("city"), [first.city, second.city]);
  assert.deepEqual([...new Set(chosen.keys())].toSorted(), ["city", "sector", "year"]);
  assert.deepEqual(await column(tab, 1), await pageTexts(tab, second.page));
});

test("headings of the texts are visible, column names in cells are not", async (t) => {
  const { tab } = await openComparison(t, onServer("?city=elkinsk&city=primersk&year=2024&sector=organizational-work"));
  const headings = tab.locator(".cell .prose :is(h3, h4, h5, h6)");
  assert.ok((await headings.count()) > 0);
  for (const heading of await headings.all()) assert.ok((await heading.boundingBox()).height > 10, await heading.innerText());
  assert.ok((await tab.locator(".cell > h4").first().boundingBox()).height < 2);
});

test("an empty choice is reported; the form is open until something is chosen", async (t) => {
  const { tab } = await openComparison(t, onServer(""));
  await tab.locator("#_choice button").click();
  assert.match(await tab.locator("#_progress").innerText(), /Ничего не выбрано/);
  assert.equal(new URL(tab.url()).search, "");
  const isOpen = () => tab.locator("#_choice details").evaluate((details) => details.open);
  for (const [query, open] of [[`?city=${long.city}`, true], [YEARS, false], [PAIR, false]]) {
    await tab.goto(onServer(query));
    await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
    assert.equal(await isOpen(), open, query);
  }
});

test("home page and cities link the comparison; a city without a response and a digest of one city and year do not", async (t) => {
  const links = async (site, place) => {
    const tab = await open(t, site, place);
    await tab.waitForFunction(() => document.readyState === "complete");
    return tab.locator("main a[href*='compare/']").count();
  };
  const digest = sites.find((site) => site.name === "digest");
  assert.equal(await links(example, { kind: "city", path: "cities/lukomorinsk/index.html" }), 0);
  for (const kind of ["home", "cities", "city", "response"]) assert.equal(await links(digest, digest.page(kind)), 0, kind);
  for (const kind of ["home", "cities"]) assert.equal(await links(example, example.page(kind)), 1, kind);
});

test("a response, a question, a city and a collection link their comparison", async (t) => {
  const leads = { response: ["city", "year", "sector"], question: ["year", "sector", "question"], city: ["city"] };
  for (const [kind, names] of Object.entries(leads)) {
    const tab = await open(t, example, kind === "response" ? first.page : example.page(kind));
    const href = await tab.locator(".onward a[href*='compare/']").getAttribute("href");
    const address = new URL(href);
    assert.deepEqual([...address.searchParams.keys()].toSorted(), names.toSorted(), kind);
    await tab.goto(href);
    await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
    const unknown = await tab.locator("#_progress").innerText();
    assert.doesNotMatch(unknown, /Не найдено/, kind);
  }
  const tab = await open(t, example, { kind: "collection", path: `collection/index.html${PAIR}` });
  await tab.locator("a[href*='compare/']").click();
  await tab.waitForFunction(() => document.documentElement.dataset.compared === "all");
  assert.deepEqual(await column(tab, 0), await pageTexts(tab, first.page));
});

test("values in the address are text, and unknown ones are reported", async (t) => {
  const hostile = "<img src=x onerror=document.title=1>";
  const { tab, found } = await openComparison(t, onServer(`?city=${encodeURIComponent(hostile)}&city=${first.city}&sector=__proto__&year=%E0%A4%A`));
  assert.equal(await tab.locator("main img[src=x]").count(), 0);
  assert.ok((await tab.locator("#_progress").innerText()).includes(hostile));
  assertEmpty(found);
});

test("a narrow window shows one column, chosen by buttons, and nothing is cut off", async (t) => {
  const { tab } = await openComparison(t, onServer(PAIR), { width: 320, height: 640 });
  const shown = () => tab.locator(".row:not(.heads) > .cell").evaluateAll((cells) => cells.map((cell) => cell.checkVisibility()));
  assert.deepEqual(new Set(await shown()), new Set([true, false]));
  const wide = () => tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  assert.ok(await wide());
  const before = await shown();
  const button = tab.locator(".switch button").nth(1);
  await button.focus();
  await tab.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.deepEqual(await shown(), before.map((is) => !is));
  assert.ok(await wide());
  await tab.evaluate(() => scrollTo(0, 2000));
  assert.ok((await button.boundingBox()).y >= 0, "the buttons are sticky");
});

test("a printed comparison has all columns with their names", async (t) => {
  const { tab } = await openComparison(t, onServer(PAIR), { width: 320 });
  await tab.emulateMedia({ media: "print" });
  const hidden = await tab.locator(".cell").evaluateAll((cells) => cells.filter((cell) => !cell.checkVisibility() || cell.querySelector("h4").offsetWidth < 10).length);
  assert.equal(hidden, 0);
  const [left, right] = await tab.locator(".row:not(.heads)").first().locator(".cell").all();
  assert.equal((await left.boundingBox()).y, (await right.boundingBox()).y, "the cells are in one row");
});

for (const [title, options] of [["light", {}], ["dark", { colorScheme: "dark" }], ["narrow", { width: 320 }]]) {
  test(`axe finds nothing: ${title}`, async (t) => {
    const { tab } = await openComparison(t, onServer(PAIR), { ...options, bypassCSP: true });
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => window.axe.run({ runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
    assertEmpty(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 2).join(" ")}`));
  });
}

test("without script the page says so and links the responses", async (t) => {
  const tab = await open(t, example, page, { javaScriptEnabled: false });
  assert.match(plain(await tab.locator(".ways").innerText()), /включите в браузере JavaScript/);
  assert.notEqual(await tab.locator(".ways a").count(), 0);
  assert.equal(await tab.locator("#_choice").isVisible(), false);
});
