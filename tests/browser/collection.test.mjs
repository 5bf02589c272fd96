// Collections: the browser builds a document of the responses that the address selects. It is read, shared and printed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { installed } from "./browser.mjs";
import { openTab, assertEmpty, open, plain, sites, pageUrl } from "./site.mjs";

const { source: axe } = installed("axe-core");

const example = sites.find((site) => site.name === "example");
const collection = (site) => site.page("collection");
const onServer = (site, query) => pageUrl(site, collection(site)) + query;
const onDisk = (site, query) => pathToFileURL(join(site.folder, collection(site).path)).href + query;

// Returns the responses of a site that match, with their pages, by year, sector and city.
const responses = (site, isMatch) =>
  site.pages
    .filter((page) => page.kind === "response")
    .map((page) => {
      const [year, sector, city] = page.path.split("/");
      return { page, key: `${year}/${sector}/${city}`, year, sector, city };
    })
    .filter(isMatch);

// Returns the most frequent name: the city or the sector's edition with the most responses.
function mostFrequent(all, name) {
  const counts = new Map();
  all.forEach((response) => counts.set(name(response), (counts.get(name(response)) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}
const all = responses(example, () => true);
const city = mostFrequent(all, (response) => response.city);
const [year, sector] = mostFrequent(all, (response) => `${response.year}/${response.sector}`).split("/");
const years = [...new Set(all.map((response) => response.year))];
const cities = [...new Set(all.filter((response) => response.year === year).map((response) => response.city))].slice(0, 3);

const REQUESTS = {
  "a city": [`?city=${city}`, (response) => response.city === city],
  "a sector's edition": [`?year=${year}&sector=${sector}`, (response) => response.year === year && response.sector === sector],
  "three cities in two years": [
    `?${cities.map((id) => `city=${id}`).join("&")}&${years.slice(-2).map((id) => `year=${id}`).join("&")}`,
    (response) => cities.includes(response.city) && years.slice(-2).includes(response.year),
  ],
};

const ready = (tab) => tab.waitForFunction(() => document.documentElement.dataset.collected === "all");

async function openCollection(t, address, options) {
  const tab = await openTab(t, options);
  const found = [];
  tab.on("pageerror", (error) => found.push(error.message));
  tab.on("console", (message) => message.type() === "error" && found.push(message.text()));
  tab.on("requestfailed", (request) => found.push(`failed: ${request.url()}`));
  await tab.goto(address);
  await ready(tab);
  return { tab, found };
}

const shownKeys = (tab) => tab.locator(".gathered").evaluateAll((articles) => articles.map((article) => article.id));

// Return the texts of passages: of the document, and of the pages of responses.
const textsOf = (tab) => tab.locator(".gathered .prose").evaluateAll((texts) => texts.map((text) => text.textContent));
const textsOfPages = (tab, pages) =>
  tab.evaluate((pages) => {
    const parsed = pages.map((html) => new DOMParser().parseFromString(html, "text/html"));
    return parsed.flatMap((page) => [...page.querySelectorAll(".passage > .prose")].map((text) => text.textContent));
  }, pages.map((page) => page.html));

for (const [place, address] of [["on a server", onServer], ["on a disk", onDisk]]) {
  for (const [title, [query, isMatch]] of Object.entries(REQUESTS)) {
    test(`${place}, ${title}: the document contains all texts of the responses in order, and loads without errors`, async (t) => {
      const { tab, found } = await openCollection(t, address(example, query));
      const wanted = responses(example, isMatch);
      assert.deepEqual((await shownKeys(tab)).toSorted(), wanted.map(({ key }) => key).toSorted());
      const inOrder = (await shownKeys(tab)).map((key) => wanted.find((response) => response.key === key).page);
      assert.deepEqual(await textsOf(tab), await textsOfPages(tab, inOrder));
      assertEmpty(found);
    });
  }
}

test("a collection of a topic has as many passages as the page of the topic", async (t) => {
  const topic = example.page("topic");
  const id = topic.path.split("/")[1];
  const { tab, found } = await openCollection(t, onServer(example, `?topic=${id}`));
  const passages = await tab.locator(".gathered .passage").count();
  const counted = /id="?passages/.test(topic.html) && (await tab.evaluate((html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return page.querySelectorAll("#passages .quotes > li").length;
  }, topic.html));
  assert.equal(passages, counted);
  assert.equal(await tab.locator("h1").innerText(), await tab.evaluate((html) => {
    return new DOMParser().parseFromString(html, "text/html").querySelector("h1").textContent;
  }, topic.html));
  assertEmpty(found);
});

test("a collection by role or by words contains only matching questions or passages", async (t) => {
  const { tab } = await openCollection(t, onServer(example, `?year=${year}&question=plans`));
  const titles = await tab.locator(".gathered h3").allInnerTexts();
  assert.ok(titles.length > 1 && new Set(titles).size === 1, titles.join("; "));
  const word = (await tab.locator(".gathered .prose").last().innerText()).split(/[^\p{L}]+/u).find((word) => word.length > 7);
  await tab.goto(onServer(example, `?year=${year}&q=${encodeURIComponent(word.toUpperCase())}`));
  await ready(tab);
  const texts = await tab.locator(".gathered .passage").allInnerTexts();
  assert.notEqual(texts.length, 0);
  texts.forEach((text) => assert.ok(text.toLowerCase().replaceAll("\u00ad", "").includes(word.toLowerCase()), text));
});

test("links between texts are internal, other links lead to existing pages, and pictures are shown", async (t) => {
  const { tab } = await openCollection(t, onServer(example, `?${years.map((id) => `year=${id}`).join("&")}`));
  const links = await tab.locator("#_gathered a[href], #_collection nav a[href]").evaluateAll((links) =>
    links.map((link) => ({ href: link.href, raw: link.getAttribute("href") })),
  );
  const inside = links.filter(({ raw }) => raw.startsWith("#"));
  assert.ok(inside.length > 0);
  const ids = new Set(await tab.locator("[id]").evaluateAll((places) => places.map((place) => place.id)));
  assertEmpty(inside.filter(({ raw }) => !ids.has(decodeURIComponent(raw.slice(1)))).map(({ raw }) => raw));
  const root = pageUrl(example, example.page("home"));
  const paths = links.filter(({ raw, href }) => !raw.startsWith("#") && href.startsWith(root)).map(({ href }) => href.slice(root.length).split("#")[0]);
  assertEmpty(paths.filter((path) => !existsSync(join(example.folder, decodeURIComponent(path)))));
  assert.equal(ids.size, await tab.locator("[id]").count(), "ids are unique");
  const pictures = tab.locator("#_gathered img");
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await tab.waitForFunction((image) => image.complete, await picture.elementHandle());
    assert.ok(await picture.evaluate((image) => image.naturalWidth > 0), await picture.getAttribute("src"));
  }
});

test("unknown values and empty results are reported", async (t) => {
  const { tab } = await openCollection(t, onServer(example, "?city=no-such-city"));
  assert.match(await tab.locator("#_facts").innerText(), /no-such-city/);
  assert.equal(await tab.locator("#_progress").innerText(), await tab.locator("#_collection").getAttribute("data-none"));
  assert.equal(await tab.locator(".gathered").count(), 0);
});

test("values in the address are not parsed as HTML", async (t) => {
  const bad = encodeURIComponent("<img src=x onerror=window.bad=1>");
  const { tab, found } = await openCollection(t, onServer(example, `?q=${bad}&city=${bad}&mention=${bad}`));
  assert.equal(await tab.evaluate(() => window.bad), undefined);
  assert.equal(await tab.locator("main img").count(), 0);
  assertEmpty(found);
});

test("a text that cannot be loaded is replaced by a message with a link to its page", async (t) => {
  const tab = await openTab(t);
  await tab.route(new RegExp(`/texts/${year}/${sector}/`), (route) => (route.request().url().includes(`/${cities[0]}.`) ? route.abort() : route.continue()));
  await tab.goto(onServer(example, `?year=${year}&sector=${sector}`));
  await ready(tab);
  const wanted = responses(example, (response) => response.year === year && response.sector === sector);
  assert.equal(await tab.locator(".gathered").count(), wanted.length);
  const missing = tab.locator(`.gathered[id="${year}/${sector}/${cities[0]}"]`);
  assert.match(await missing.innerText(), new RegExp(await tab.locator("#_collection").getAttribute("data-failed")));
  assert.equal(await missing.locator("h2 a").getAttribute("href"), `../${year}/${sector}/${cities[0]}/index.html`);
});

for (const [title, options, prepare] of [
  ["without script", { javaScriptEnabled: false }, async () => {}],
  ["in a browser that cannot unpack texts", {}, (tab) => tab.addInitScript(() => delete window.DecompressionStream)],
]) {
  test(`${title}: the page explains the problem and links the editions`, async (t) => {
    const tab = await openTab(t, options);
    await prepare(tab);
    await tab.goto(onServer(example, `?city=${city}`));
    await tab.locator(".ways").waitFor({ state: "visible" });
    const links = tab.locator(".ways a");
    assert.ok((await links.count()) > 3);
    assert.equal(await tab.locator("#_collect").isVisible(), false);
    await links.first().click();
    await tab.locator("body.page-edition").waitFor();
  });
}

test("a collection can be chosen by keyboard; the address and the boxes show the choice", async (t) => {
  const tab = await open(t, example, collection(example));
  const facet = tab.locator("details.facet", { has: tab.locator(`input[name=city]`) });
  await facet.locator("summary").focus();
  await tab.keyboard.press("Enter");
  const box = facet.locator(`input[value="${city}"]`);
  for (let pressed = 0; pressed < 300 && !(await box.evaluate((input) => input === document.activeElement)); pressed += 1) {
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.press("Space");
  assert.equal(await facet.locator(".count").innerText(), "1");
  const submit = tab.locator("#_collect [type=submit]");
  for (let pressed = 0; pressed < 300 && !(await submit.evaluate((button) => button === document.activeElement)); pressed += 1) {
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.press("Enter");
  await tab.waitForURL((url) => url.search === `?city=${city}`);
  await ready(tab);
  assert.ok(await box.isChecked());
  assert.equal(await tab.evaluate(() => document.querySelector("link[rel=canonical]").href.split("?")[1]), `city=${city}`);
});

test("axe finds nothing in a document, light and dark, with the form open", async (t) => {
  const { tab } = await openCollection(t, onServer(example, `?city=${city}`));
  await tab.locator("#_collect summary").first().click();
  for (const summary of await tab.locator("details.facet > summary").all()) await summary.click();
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() =>
      window.axe.run({ runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, resultTypes: ["violations"] }),
    );
    assertEmpty(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme}, ${id}: ${html}`)));
  }
});

test("nothing scrolls sideways at 320 pixels", async (t) => {
  const { tab } = await openCollection(t, onServer(example, `?city=${city}`), { width: 320 });
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test("«as one document» passes on the filter: the chosen year, words, the cities left", async (t) => {
  const topic = example.pages.find((page) => page.kind === "topic" && /class="filter /.test(page.html) && /data-of="?year/.test(page.html));
  const tab = await open(t, example, topic);
  const link = tab.locator(".filter .as-one").first();
  const linkedQuery = async () => new URL(await link.evaluate((a) => a.href)).search;
  const id = topic.path.split("/")[1];
  assert.equal(await linkedQuery(), `?topic=${id}`);
  const box = tab.locator("select[data-of=year]").first();
  const chosen = await box.locator("option").nth(1).innerText();
  await box.selectOption(chosen);
  assert.equal(await linkedQuery(), `?topic=${id}&year=${chosen}`);
  await tab.locator(".filter input").first().fill("парк");
  assert.equal(await linkedQuery(), `?topic=${id}&year=${chosen}&q=${encodeURIComponent("парк")}`);

  await tab.goto(pageUrl(example, example.page("cities")));
  const name = plain(await tab.locator("#letters li a").first().innerText());
  const href = await tab.locator("#letters li a").first().getAttribute("href");
  await tab.locator(".filter input").first().fill(name);
  assert.match(await linkedQuery(), new RegExp(`city=${href.split("/").at(-2)}(&|$)`));
  await link.click();
  await ready(tab);
  assert.notEqual(await tab.locator(".gathered").count(), 0);
});

test("old addresses of print pages lead to the collections, also on a disk", async (t) => {
  for (const root of [pageUrl(example, example.page("home")), `${pathToFileURL(example.folder).href}/`]) {
    const tab = await openTab(t);
    await tab.goto(`${root}cities/${city}/print/index.html`);
    await tab.waitForURL((url) => url.pathname.endsWith("/collection/index.html"));
    await ready(tab);
    assert.equal(new URL(tab.url()).search, `?city=${city}`);
  }
});

test("a large collection is shown in batches, and also on paper says that it is incomplete", async (t) => {
  const tab = await openTab(t);
  // A batch has a hundred responses, more than the example has.
  await tab.route(/collection\.[0-9a-f]+\.js$/, async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    assert.match(script, /\bBATCH=100;/);
    await route.fulfill({ response, body: script.replace("BATCH=100;", "BATCH=2;") });
  });
  await tab.goto(onServer(example, `?city=${city}`));
  await tab.waitForFunction(() => document.documentElement.dataset.collected === "part");
  const wanted = responses(example, (response) => response.city === city).length;
  assert.equal(await tab.locator(".gathered").count(), 2);
  assert.match(await tab.locator("#_progress").innerText(), new RegExp(`2\\s.*${wanted}`));
  await tab.emulateMedia({ media: "print" });
  assert.match(await tab.locator("#_part").innerText(), new RegExp(`2\\s.*${wanted}`));
  await tab.emulateMedia({ media: "screen" });
  await tab.locator("#_more button").first().click();
  await tab.waitForFunction(() => document.querySelectorAll(".gathered").length === 4);
  await tab.locator("#_more button").last().click();
  await ready(tab);
  assert.equal(await tab.locator(".gathered").count(), wanted);
  assert.equal(await tab.locator("#_part").textContent(), "");
  assert.equal(await tab.locator("#_more").isVisible(), false);
});

test("the stated number of sheets is right within a fifth", async (t) => {
  for (const query of [REQUESTS["a sector's edition"][0], `?city=${city}&year=${year}`]) {
    const { tab } = await openCollection(t, onServer(example, query));
    const stated = Number(/около (\d+)/.exec(await tab.locator("#_progress").innerText())[1]);
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    const sheets = Number(/^Pages: +(\d+)$/m.exec(execFileSync("pdfinfo", ["-"], { input: pdf, encoding: "utf8" }))[1]);
    assert.ok(Math.abs(stated - sheets) <= Math.ceil(sheets / 5), `${query}: ${stated} instead of ${sheets}`);
  }
});

test("an empty choice is reported, and the contents separate the questions by commas", async (t) => {
  const tab = await openTab(t);
  await tab.goto(onServer(example, ""));
  await tab.locator("#_collect button[type=submit]").click();
  assert.match(await tab.locator("#_progress").innerText(), /Ничего не выбрано/);
  assert.equal(new URL(tab.url()).search, "");
  const { tab: other } = await openCollection(t, onServer(example, REQUESTS["a city"][0]));
  const separators = await other.locator(".contents ul li:not(:last-child)").evaluateAll((items) => items.map((item) => getComputedStyle(item, "::after").content));
  assert.ok(separators.length > 0);
  assert.deepEqual([...new Set(separators)], ['", "']);
});

test("printing hundreds of sheets needs a confirmation", async (t) => {
  const { tab } = await openCollection(t, onServer(example, `?city=${city}`));
  await tab.evaluate(() => (window.print = () => (window.printed = true)));
  await tab.locator(".actions [data-do=print]").click();
  assert.equal(await tab.evaluate(() => window.printed), true, "few sheets are printed at once");
  // Makes the texts of responses very long.
  await tab.addInitScript(() => {
    const parse = JSON.parse;
    JSON.parse = (text) => {
      const value = parse(text);
      for (const answer of value.answers ?? []) for (const passage of answer.passages) passage.html += `<p>${"слово ".repeat(40000)}</p>`;
      return value;
    };
    window.print = () => (window.printed = true);
  });
  await tab.reload();
  await ready(tab);
  const messages = [];
  tab.on("dialog", async (dialog) => {
    messages.push(dialog.message());
    await dialog.dismiss();
  });
  await tab.locator(".actions [data-do=print]").click();
  await tab.keyboard.press("Control+p");
  assert.equal(messages.length, 2);
  assert.match(messages[0], /\d{3}/);
  assert.equal(await tab.evaluate(() => window.printed), undefined);
});

// Paper.

const run = (program, options, input) => execFileSync(program, options, { input, encoding: "utf8", maxBuffer: 1 << 28 });
const flat = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010\u2011-]/g, "");

for (const [title, [query]] of Object.entries(REQUESTS)) {
  test(`on paper, ${title}: each response begins a sheet with its title at the top, and the contents have its number`, async (t) => {
    const { tab } = await openCollection(t, onServer(example, query));
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    assert.match(run("pdfinfo", ["-"], pdf), /^Page size:.*\(A4\)$/m);
    const sheets = run("pdftotext", ["-layout", "-", "-"], pdf).split("\f").slice(0, -1);
    const entries = await tab.locator(".contents > ol > li > .line").evaluateAll((lines) =>
      lines.map((line) => ({ title: line.querySelector("a").textContent, sheet: Number(line.querySelector(".sheet").textContent) })),
    );
    assert.notEqual(entries.length, 0);
    const heads = entries.map(({ title, sheet }, index) => {
      const text = flat(sheets[sheet - 1] ?? "");
      return text.includes(flat(`${index + 1}. ${title}`)) ? "" : `${title} is not on sheet ${sheet}: ${text.slice(0, 200)}`;
    });
    assertEmpty(heads.filter(Boolean));
    // Every sheet of a response has its title at the top.
    entries.forEach(({ title, sheet }, index) => {
      const until = entries[index + 1]?.sheet ?? sheets.length + 1;
      for (let number = sheet; number < until; number += 1) assert.ok(flat(sheets[number - 1].slice(0, 300)).includes(flat(title)), `sheet ${number}`);
    });
    const last = sheets.at(-1);
    assert.ok(flat(last).includes(flat(await tab.evaluate(() => document.querySelector("link[rel=canonical]").href))), "the address");
    assert.equal((await shownKeys(tab)).length, entries.length);
    assert.ok(flat(last).length > 200, "the footer of the site is not alone on its sheet");
  });
}
