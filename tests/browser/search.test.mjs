// The search in a browser: its results are those of the command, over http and from a folder on disk. Keys, marks, choices and messages work.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { installed } from "./browser.mjs";
import { openTab, assertEmpty, plain, sites } from "./site.mjs";

const [digest, example] = ["digest", "example"].map((name) => sites.find((site) => site.name === name));
const queries = readFileSync(new URL("../search/queries.tsv", import.meta.url), "utf8").trim().split("\n").map((line) => {
  const [site, query, right] = line.split("\t");
  return { site, query, right: right.split(" ") };
});
const nothing = readFileSync(new URL("../search/nothing.txt", import.meta.url), "utf8").trim().split("\n");

const page = (base, query, more = "") => `${base}search/index.html?q=${encodeURIComponent(query)}${more}`;

async function results(tab) {
  await tab.waitForSelector("#_results[aria-busy=false]", { state: "attached" });
  return tab.$$eval("#_results h2 a[href]", (links) => links.map((link) => {
    const address = new URL(link.href);
    return `${/(\d+\/[^/]+\/[^/]+)\/index\.html$/.exec(address.pathname)[1]}${decodeURI(address.hash)}`;
  }));
}

async function search(tab, base, query, more) {
  await tab.goto(page(base, query, more));
  return results(tab);
}

// Over http, and every fifth query also from a folder on disk.
test("recall and precision are high, and results from disk are the same", async (t) => {
  const tab = await openTab(t);
  let [recall, precision] = [0, 0];
  for (const [number, { site, query, right }] of queries.entries()) {
    const { server, folder } = site === "digest" ? digest : example;
    const found = await search(tab, server.url, query);
    if (number % 5 === 0) assert.deepEqual(await search(tab, `file://${folder}/`, query), found, query);
    const hits = found.filter((key) => right.includes(key)).length;
    recall += hits / Math.min(10, right.length);
    precision += found.length ? hits / found.length : 1;
  }
  [recall, precision] = [recall / queries.length, precision / queries.length];
  t.diagnostic(`${queries.length} queries: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`);
  assert.ok(recall >= 0.97 && precision >= 0.95, `recall ${recall}, precision ${precision}`);
});

// The address of a response contains its city. The file of a response may have another name.
const responseOf = (folder, stem, ending) => {
  const city = /^city: *(\S+)/m.exec(readFileSync(`examples/digest/content/${folder}/${stem}.${ending}`, "utf8"));
  return `${folder}/${city ? city[1] : stem}`;
};

test("the page and the command find the same", async (t) => {
  const tab = await openTab(t);
  const more = ["музей -театр", "\"тихих музеев\"", "город:примерск дороги", "год:2023 музей", "ЖКХ", "vepsq", "бибилотека", "иблиотека", "пиблиотека", "ибблиотека",
    "ибблиотка", "римерск", "лиотека", "44-ФЗ", "сфера:культура лет", "тема:библиотеки"];
  const chosen = queries.filter(({ site }, number) => site === "example" && number % 5 === 0).map(({ query }) => query);
  for (const query of [...chosen, ...more, ...nothing]) {
    const output = execFileSync(process.env.ASDG_SITE_BINARY, ["search", "--quiet", "--site", "examples/digest", "--", query], { encoding: "utf8" });
    const lines = output.matchAll(/^content\/(\S+)\/([^\s/]+?)\.(md|yaml)(?::\d+)? #(\S+) /gm);
    const expected = [...lines].map(([, folder, stem, ending, anchor]) => `${responseOf(folder, stem, ending)}#${anchor}`);
    assert.deepEqual(await search(tab, example.server.url, query), expected, query);
  }
});

test("a query without results says so", async (t) => {
  const tab = await openTab(t);
  for (const query of nothing) {
    assert.deepEqual(await search(tab, example.server.url, query), [], query);
    assert.match(await tab.innerText("#_search-status"), /Ничего не найдено/, query);
  }
});

test("a query is not parsed as HTML", async (t) => {
  const tab = await openTab(t);
  const dialogs = [];
  tab.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  const others = [];
  tab.on("request", (request) => { if (!request.url().startsWith(example.server.url)) others.push(request.url()); });
  for (const query of ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "музей <b>", "constructor __proto__", "%", "(((", "\\", "-", "город:", "$& %s"]) {
    await search(tab, example.server.url, query);
    assert.equal(await tab.inputValue("#_words"), query);
    assert.equal(await tab.$$eval("main img, main b, main script", (found) => found.length), 0, query);
  }
  assert.deepEqual([dialogs, others], [[], []]);
});

test("keys focus and leave the field", async (t) => {
  const tab = await openTab(t);
  const isInField = () => tab.evaluate(() => document.activeElement.matches(".find input, #_words"));
  for (const address of [`${example.server.url}index.html`, page(example.server.url, "")]) {
    for (const press of [() => tab.keyboard.press("Slash"), () => tab.keyboard.press("Control+KeyK")]) {
      await tab.goto(address);
      await tab.waitForFunction(() => window.digestInterface && document.readyState === "complete");
      await press();
      assert.ok(await isInField(), address);
      await tab.keyboard.press("Escape");
      assert.ok(!(await isInField()), "Escape leaves an empty field");
    }
  }
  await tab.goto(`${example.server.url}index.html`);
  await tab.fill(".find input", "музей");
  await tab.press(".find input", "Enter");
  assert.equal((await results(tab)).length, 10);
  assert.equal(new URL(tab.url()).searchParams.get("q"), "музей");
});

test("the field suggests names", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "");
  const proposed = await tab.$$eval("#_words", ([field]) => [...field.list.options].map((option) => option.value.replace(/\s/g, " ")));
  assert.ok(["Примерск", "Библиотеки и музеи"].every((name) => proposed.includes(name)), proposed.join());
  assert.equal(new Set(proposed).size, proposed.length);
});

test("ten results are shown at a time, choices narrow them down, and the address has the choices", async (t) => {
  const tab = await openTab(t);
  assert.equal((await search(tab, example.server.url, "музей")).length, 10);
  await tab.click("#_more button");
  await tab.waitForFunction(() => document.querySelectorAll("#_results > li").length > 10);
  await tab.click("#_refine summary");
  await tab.waitForSelector("#_by-year");
  await tab.selectOption("#_by-year", "2023");
  const found = await results(tab);
  assert.ok(found.length && found.every((key) => key.startsWith("2023/")));
  assert.equal(new URL(tab.url()).searchParams.get("year"), "2023");
  await tab.reload();
  assert.deepEqual(await results(tab), found, "the address is enough to see the same");
  await tab.click("#_chosen button");
  await tab.waitForFunction(() => !new URL(location.href).searchParams.has("year"));
  assert.equal((await results(tab)).length, 10);
  const asOne = new URL(await tab.getAttribute("#_as-one a", "href"));
  assert.equal(asOne.searchParams.get("q"), "музей");
});

test("sizes of cities are buttons, which keep their place and the focus", async (t) => {
  const tab = await openTab(t, { width: 360, height: 640 });
  const all = await search(tab, example.server.url, "отходы");
  const small = tab.locator("#_sizes button:visible").first();
  const before = await small.boundingBox();
  assert.equal(plain(await small.innerText()), "до 50 тыс. (3)");
  await small.focus();
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => /size=under-50/.test(location.href));
  assert.equal((await results(tab)).length, 3);
  assert.equal(await small.getAttribute("aria-pressed"), "true");
  assert.equal(await small.evaluate((button) => button === document.activeElement), true);
  assert.deepEqual(await small.boundingBox(), before, "nothing moves");
  assert.equal(new URL(await tab.getAttribute("#_as-one a", "href")).searchParams.get("size"), "under-50");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => !/size=/.test(location.href));
  assert.deepEqual(await results(tab), all);
  await search(tab, example.server.url, "город:ёлкинск отходы");
  assert.equal(await tab.isVisible("#_sizes"), false, "one city has one size");
});

test("the other choices keep the focus if all of them are visible", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "музей");
  await tab.click("#_refine summary");
  await tab.focus("#_by-year");
  await tab.selectOption("#_by-year", "2023");
  await tab.waitForFunction(() => /year=2023/.test(location.href));
  await results(tab);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "_by-year");
});

for (const from of ["a server", "a folder on disk"]) {
  test(`from ${from} a result links the references of its passage, and closing them leaves the reader at the passage`, async (t) => {
    const tab = await openTab(t);
    await search(tab, from === "a server" ? example.server.url : `file://${example.folder}/`, "праздник без больших денег");
    await tab.locator("#_results > li").first().getByRole("link", { name: /^Ссылка ?: Праздник без больших денег$/ }).click();
    await tab.waitForSelector("dialog[open]");
    assert.match(plain(await tab.innerText("#_cite-address")), /elkinsk\/#discussion-city-events$/);
    assert.equal(new URL(tab.url()).search, "", "the address is that of the page");
    await tab.keyboard.press("Escape");
    assert.equal(await tab.evaluate(() => document.activeElement.closest("section").id), "discussion-city-events");
    await tab.goBack();
    assert.ok((await results(tab)).length > 0);
    await tab.emulateMedia({ media: "print" });
    assert.equal(await tab.locator("#_results .quiet a:visible").count(), 0);
  });
}

test("the page of a result has the words marked until the reader removes the marks", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "музеями");
  await tab.click("#_results a");
  await tab.waitForSelector(".marked-bar");
  const text = await tab.innerText("main");
  const marked = await tab.$$eval("main mark", (marks) => marks.map((mark) => mark.textContent.toLowerCase()));
  assert.ok(marked.length && marked.every((word) => /^музе/.test(word)), marked.join());
  await tab.click(".marked-bar button");
  assert.equal(await tab.$$eval("main mark", (marks) => marks.length), 0);
  assert.equal(await tab.innerText("main"), text);
});

test("without script the page says so and links every list", async (t) => {
  const tab = await openTab(t, { javaScriptEnabled: false });
  await tab.goto(page(example.server.url, "музей"));
  assert.ok(await tab.isVisible(".ways"));
  assert.ok(!(await tab.isVisible("#_search")));
  assert.ok((await tab.$$(".ways a")).length > 5);
});

test("axe finds nothing in any state", async (t) => {
  const { source } = installed("axe-core");
  for (const colorScheme of ["light", "dark"]) {
    const tab = await openTab(t, { colorScheme });
    for (const query of ["", "музей", "\"тихих музеев\"", "пингвин", "бибилотека", "Примерск"]) {
      await search(tab, example.server.url, query, query === "музей" ? "&year=2023" : "");
      if (query === "музей") {
        await tab.click("#_refine summary");
        await tab.waitForSelector("#_by-order");
      }
      await tab.evaluate(source);
      const { violations } = await tab.evaluate(() => axe.run({ resultTypes: ["violations"] }));
      assertEmpty(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${query}: ${id}: ${html}`)));
    }
  }
});

test("a result without a title has its city as title; excerpts separate cells and items", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "библиотека");
  const titles = (await tab.locator("#_results h2").allInnerTexts()).map(plain);
  assert.ok(titles.includes("Небылица: вопросы для обсуждения"), titles.join("; "));
  assert.ok(!titles.some((title) => ["Задачи", "Итоги года", "Вопросы для обсуждения"].includes(title)));
  const excerpts = (await tab.locator("#_results .excerpt").allInnerTexts()).map(plain);
  assert.match(excerpts.join("\n"), /посещаемость: Библиотека · До обновления · После · Рост, раз; имени Первого Читателя · 14 200 · 51 800 · 3,6; «У переезда»/);
  assert.match(excerpts.join("\n"), /концертов; Краеведческая работа в библиотеке$/m);
});

test("without results the page links lists, and does not propose to leave out a single word", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "ъщъщъщ");
  assert.doesNotMatch(await tab.innerText("#_search-status"), /одно из слов/);
  assert.ok((await tab.locator("#_lists a:visible").count()) > 2);
  await search(tab, example.server.url, "ъщъщъщ ыъыъыъ");
  assert.match(await tab.innerText("#_search-status"), /одно из слов/);
  await search(tab, example.server.url, "музей");
  assert.equal(await tab.locator("#_lists").isVisible(), false);
});

test("results are printed, with the query in the address", async (t) => {
  const tab = await openTab(t);
  await search(tab, example.server.url, "музей");
  // Links only for the screen are at the end of a line.
  const onScreen = (await tab.locator("#_results").innerText()).replace(/ Ссылка\n: .*/g, "");
  await tab.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("#_results").innerText(), onScreen);
  assert.match(await tab.locator("[data-printed]").innerText(), /search\/\?q=музей/);
});
