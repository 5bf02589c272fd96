// Lists that are filtered by typing and choosing: results, messages, and the filter in the address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { testEachKind, open, plain, sites } from "./site.mjs";

const hasFilter = (page) => /class="filter /.test(page.html);

// Region, district and size of all cities in the open data. The options of the boxes are compared with them.
const registers = [process.env.DIGEST_FOLDER, process.env.EXAMPLE_FOLDER].map((folder) => JSON.parse(readFileSync(`${folder}/data/cities.json`, "utf8")));
const sizes = { "under-50": 50, "50-100": 100, "100-250": 250, "250-1000": 1000, "over-1000": Infinity };
const places = Object.fromEntries(registers.flat().map(({ city, region, country, federal_district, population }) => {
  const size = population ? Object.keys(sizes).find((id) => population <= sizes[id] * 1000) : "";
  return [city, { region: region ?? (country === "Россия" ? "" : country), district: federal_district ?? "", size }];
}));

// Returns the first filter of a page: its field, and the visible items of its list.
function filterOf(tab) {
  const form = tab.locator("form.filter").first();
  return {
    form,
    field: form.locator("input"),
    message: () => form.locator("output").innerText(),
    boxes: () => form.locator("select").all(),
    items: () =>
      form.evaluate(({ dataset }, places) =>
        dataset.list.split(" ").flatMap((id) => [...(document.getElementById(id)?.querySelectorAll(dataset.items) ?? [])]).map((item) => {
          // An element beside the items has what several of them share.
          const sharing = item.closest(".sharing");
          const shared = sharing?.querySelector(".shared");
          const named = shared?.closest("section").querySelector("h2 a");
          const data = { ...sharing?.dataset, ...item.dataset };
          const link = shared?.querySelector("a") ?? item.querySelector("a");
          // The address of the response contains year, sector and city.
          const [year, sector, city] = link.pathname.split("/").slice(-4);
          const place = places[city] ?? {};
          return {
            name: link.textContent.trim(),
            text: `${item.textContent} ${Object.values(data).join(" ")} ${shared?.textContent ?? ""} ${named?.textContent ?? ""} ${place.region ?? ""}`,
            of: { state: "none", ...data, ...place, year, sector, city },
            shown: item.checkVisibility(),
          };
        }),
        places,
      ),
  };
}

const names = (items) => items.map((item) => item.name);
const shown = (items) => names(items.filter((item) => item.shown));

testEachKind(
  "typing filters the list, the address has the words, and Escape resets the filter",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const { field, items, message } = filterOf(tab);
    const parameters = async () => new URL(await tab.evaluate(() => location.href)).searchParams;
    const all = await items();
    assert.deepEqual(shown(all), names(all), "at first everything is shown");

    const wanted = all.at(-1).name;
    const expected = names(all.filter((item) => item.text.toLowerCase().includes(wanted.toLowerCase())));
    await field.pressSequentially(wanted);
    assert.deepEqual(shown(await items()), expected);
    assert.match(await message(), new RegExp(`(^|\\D)${expected.length}\\D+${all.length}(\\D|$)`), "how many of how many");
    assert.equal((await parameters()).get(await field.getAttribute("name")), wanted);

    await tab.reload();
    assert.equal(await field.inputValue(), wanted);
    assert.deepEqual(shown(await items()), expected, "the address is enough to see the same");

    await field.press("Escape");
    assert.equal(await field.inputValue(), "");
    assert.deepEqual(shown(await items()), names(all));
    assert.equal(await message(), "");
    assert.equal(String(await parameters()), "");

    // On a Mac й is two characters. A stress mark is another one.
    for (const typed of [wanted.normalize("NFD"), wanted.replace(/[аеиоуыэюя]/i, "$&\u0301")]) {
      await field.fill(typed);
      assert.deepEqual(shown(await items()), expected, typed);
    }
  },
  hasFilter,
);

testEachKind(
  "capitals and the order of words do not matter",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const { field, items } = filterOf(tab);
    const { text } = (await items())[0];
    const words = text.split(/[^\p{L}]+/u).filter((word) => word.length > 3).slice(0, 2);
    await field.fill(words.join(" "));
    const usual = shown(await items());
    assert.notEqual(usual.length, 0);
    await field.fill(words.reverse().join("  ").toUpperCase());
    assert.deepEqual(shown(await items()), usual);
  },
  hasFilter,
);

testEachKind(
  "choosing filters the list, also by keyboard; the address has the choice, and typing narrows it down",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const { field, boxes, items, message } = filterOf(tab);
    const parameters = async () => new URL(await tab.evaluate(() => location.href)).searchParams;
    const all = await items();
    for (const box of await boxes()) {
      const of = await box.getAttribute("data-of");
      const name = await box.getAttribute("name");
      assert.notEqual((await tab.locator(`label[for="${await box.getAttribute("id")}"]`).innerText()).trim(), "");
      // The first option shows all. The arrow key chooses the second.
      await box.focus();
      await box.press("ArrowDown");
      const chosen = await box.inputValue();
      assert.notEqual(chosen, "");
      const fits = (item) => (of === "topic" ? (item.of.topic ?? "").split(" ") : [item.of[of]]).includes(chosen);
      const label = await box.locator("option:checked").evaluate((option) => option.label);
      const expected = names(all.filter(fits));
      assert.ok(expected.length > 0 && expected.length < all.length, `${of}: ${expected.length} of ${all.length}`);
      assert.deepEqual(shown(await items()), expected);
      assert.match(label, new RegExp(`\\(${expected.length}\\)$`), `${label}: each option says how much it leaves`);
      assert.match(await message(), new RegExp(`(^|\\D)${expected.length}\\D+${all.length}(\\D|$)`), "how many of how many");
      assert.equal((await parameters()).get(name), chosen);

      await tab.reload();
      assert.equal(await box.inputValue(), chosen);
      assert.deepEqual(shown(await items()), expected, "the address is enough to see the same");

      const wanted = expected[0];
      await field.fill(wanted);
      // Words match in any form, so more items may be left than those with the same letters.
      const left = shown(await items());
      const same = names(all.filter((item) => fits(item) && item.text.toLowerCase().includes(wanted.toLowerCase())));
      assert.deepEqual(same.filter((name) => !left.includes(name)), []);
      assert.deepEqual(left.filter((name) => !expected.includes(name)), []);
      await field.press("Escape");
      await box.selectOption("");
      assert.deepEqual(shown(await items()), names(all));
      assert.equal(String(await parameters()), "");
    }
  },
  (page) => hasFilter(page) && /<select /.test(page.html),
);

testEachKind(
  "a filter without results says so",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const { form, field, items, message } = filterOf(tab);
    await field.fill("ъщъ");
    assert.deepEqual(shown(await items()), []);
    assert.equal(await message(), (await form.getAttribute("data-none-named")) ?? (await form.getAttribute("data-none")));
    assert.notEqual(await message(), "");
    // Headings of empty groups would be all that is left of the list.
    const left = await form.evaluate(({ dataset }) => {
      const groups = dataset.groups
        ? dataset.list.split(" ").flatMap((id) => [...document.querySelectorAll(`#${id} :is(${dataset.groups}), #${id}:is(${dataset.groups})`)])
        : [];
      return groups.filter((group) => group.checkVisibility()).map((group) => group.textContent);
    });
    assert.deepEqual(left, []);
  },
  hasFilter,
);

testEachKind(
  "without script all items are listed and the filter is hidden",
  async (t, site, page) => {
    const tab = await open(t, site, page, { javaScriptEnabled: false });
    const { form, items } = filterOf(tab);
    assert.ok(!(await form.isVisible()));
    const all = await items();
    assert.deepEqual(shown(all), names(all));
  },
  hasFilter,
);

const [, example] = sites;

test("example: a city is found by its region, and by its name with е for ё and ё for е", async (t) => {
  const tab = await open(t, example, example.page("cities"));
  const { field, items } = filterOf(tab);
  const find = async (text) => {
    await field.fill(text);
    return shown(await items());
  };
  assert.deepEqual(await find("вымышленская область"), ["Выдумск", "Ёлкинск", "Еловск", "Нижний Вымысел", "Лукоморинск"]);
  assert.deepEqual(await find("елкинск"), ["Ёлкинск"]);
  assert.deepEqual(await find("ЁЛОВСК"), ["Еловск"]);
  assert.deepEqual(await find("фантазерск"), ["Фантазёрск"]);
  assert.deepEqual(await find("усть выдуманск"), ["Усть-Выдуманск"]);
});

test("example: a response is found by its topics, which the list does not show", async (t) => {
  const tab = await open(t, example, example.page("sector"));
  const { field, items } = filterOf(tab);
  const topic = "Международные связи";
  const box = tab.locator("select[data-of=topic]");
  // The label of an option also contains the count.
  const id = await box.evaluate((box, topic) => [...box.options].find((option) => option.text === topic).value, topic);
  await box.selectOption(id);
  const expected = shown(await items());
  assert.ok(expected.length > 1 && expected.length < (await items()).length);
  await box.selectOption("");
  await field.fill(topic);
  assert.deepEqual(shown(await items()), expected);
});

test("digest: cities that are only mentioned are found, too", async (t) => {
  const [digest] = sites;
  const tab = await open(t, digest, digest.page("cities"));
  const { field, items } = filterOf(tab);
  await field.fill("харб");
  assert.deepEqual(shown(await items()), ["Харбин"]);
});

test("example: a choice filters all lists of a topic's page", async (t) => {
  const tab = await open(t, example, { kind: "topic", path: "topics/water/index.html" });
  const { items } = filterOf(tab);
  const inSide = (await items()).filter(({ of }) => of.year).length - (await tab.locator("#passages li").count());
  assert.ok(inSide > 0, "responses that are on the topic as a whole stand in a list of their own");
  await tab.locator("select[data-of=size]").selectOption("100-250");
  const left = (await items()).filter((item) => item.shown);
  assert.ok(left.length > 0 && left.every(({ of }) => of.size === "100-250"));
});

test("example: cities with a filter in the address show results instead of the map, or that there are none", async (t) => {
  const tab = await open(t, example, { kind: "cities", path: "cities/index.html?q=небывал" }, { width: 360, height: 640 });
  const [link] = await tab.locator("#letters a:visible").all();
  const { y } = await link.boundingBox();
  assert.ok(y < 640, `it stands at ${y}`);
  await tab.locator("form.filter input").fill("Дебристан");
  assert.match(plain(await tab.locator("form.filter output").innerText()), /Такого города в дайджесте нет/);
});
