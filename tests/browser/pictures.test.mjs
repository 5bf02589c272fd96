// The map and the charts: names do not overlap, cities are reachable by keyboard, and bars are in proportion to their numbers.

import assert from "node:assert/strict";
import { assertEmpty, testEachKind, open } from "./site.mjs";

const hasMap = (page) => /class="?map\b/.test(page.html);
const hasBars = (page) => /<rect/.test(page.html);

testEachKind("names on the map overlap neither names nor cities", async (t, site, page) => {
  const tab = await open(t, site, page);
  const overlaps = await tab.evaluate(() => {
    const cities = [...document.querySelectorAll(".map a:not(.tucked)")];
    const boxes = cities.map((city) => city.querySelector("text").getBoundingClientRect());
    const marks = [...document.querySelectorAll(".map a")].map((city) => [city, city.querySelector("circle:not(.reach)").getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return cities.flatMap((city, at) => [
      ...cities.slice(at + 1).filter((_, other) => meet(boxes[at], boxes[at + 1 + other])).map((other) => [city, other]),
      ...marks.filter(([other, box]) => other !== city && meet(boxes[at], box)).map(([other]) => [city, other]),
    ]).map(([city, other]) => `${city.textContent} / ${other.textContent}`);
  });
  assertEmpty(overlaps);
}, hasMap);

testEachKind("on a phone the map names some cities, without overlaps", async (t, site, page) => {
  if (!hasMap(page)) return;
  const tab = await open(t, site, page, { width: 360, height: 640 });
  const { names, found } = await tab.evaluate(() => {
    const boxOf = (element) => element.getBoundingClientRect();
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const names = [...document.querySelectorAll(".map text")].filter((name) => name.checkVisibility());
    const dots = [...document.querySelectorAll(".map a circle:not(.reach)")];
    const found = names.flatMap((name, at) => [
      ...names.slice(at + 1).filter((other) => meet(boxOf(name), boxOf(other))),
      ...dots.filter((dot) => dot.parentElement !== name.parentElement && meet(boxOf(name), boxOf(dot))),
    ].map((other) => `${name.textContent} / ${other.parentElement.textContent}`));
    return { names: names.length, found };
  });
  assert.ok(names > 0, "no name");
  assertEmpty(found);
});

testEachKind("the map is one stop for the Tab key, arrows reach every city, and labels have its state", async (t, site, page) => {
  const tab = await open(t, site, page);
  const cities = await tab.locator(".map a").count();
  const stops = tab.locator(".map a[tabindex='0']");
  await stops.waitFor();
  assert.equal(await stops.count(), 1);
  await stops.focus();
  await tab.keyboard.press("Home");
  const reached = new Set();
  const name = () => tab.evaluate(() => document.activeElement.querySelector("title").textContent);
  for (let number = 0; number < cities; number += 1) {
    reached.add(await name());
    await tab.keyboard.press("ArrowRight");
  }
  assert.equal(reached.size, cities);
  assertEmpty([...reached].filter((title) => !/: (?:\d+\s\p{L}+|анкеты нет|только упоминается)$/u.test(title)));
  const last = await name();
  const y = () => tab.evaluate(() => Number(document.activeElement.querySelector("circle").getAttribute("cy")));
  const before = await y();
  await tab.keyboard.press("ArrowUp");
  assert.ok(last === (await name()) || (await y()) < before, "up leads north");
  await tab.keyboard.press("Tab");
  assert.ok(await tab.evaluate(() => !document.activeElement.closest(".map")), "Tab leaves the map");
}, hasMap);

testEachKind("at 360 pixels every dot is inside the map, and the legend has each state that is shown", async (t, site, page) => {
  const tab = await open(t, site, page, { width: 360 });
  const found = await tab.locator(".map").evaluate((map) => {
    const box = map.querySelector(".map-box"), outer = box.getBoundingClientRect();
    const dots = [...map.querySelectorAll("a circle:not(.reach)")].map((dot) => dot.getBoundingClientRect());
    const names = (selector) => [...new Set([...map.querySelectorAll(selector)].map((element) => element.classList[element.matches("a") ? 0 : 1]))].sort();
    return {
      scrolls: box.scrollWidth > box.clientWidth,
      outside: dots.filter((dot) => dot.left < outer.left || dot.right > outer.right || dot.top < outer.top || dot.bottom > outer.bottom).length,
      states: names("a"), legend: names(".map-key"),
    };
  });
  assert.deepEqual([found.scrolls, found.outside], [false, 0]);
  assert.deepEqual(found.legend, found.states);
}, hasMap);

testEachKind("bars are in proportion to their numbers", async (t, site, page) => {
  const tab = await open(t, site, page);
  const tables = await tab.evaluate(() =>
    [...document.querySelectorAll(".bars")].map((table) =>
      [...table.querySelectorAll("tbody tr")].map((row) => ({
        number: Number.parseInt(row.querySelector("td").textContent, 10),
        length: row.querySelector("rect")?.getBoundingClientRect().width ?? null,
      })),
    ),
  );
  for (const rows of tables.filter((rows) => rows[0].length !== null)) {
    const most = Math.max(...rows.map((row) => row.number));
    const longest = Math.max(...rows.map((row) => row.length));
    assertEmpty(rows.filter((row) => Math.abs(row.length / longest - row.number / most) > 0.02).map((row) => JSON.stringify(row)));
  }
}, hasBars);
