// The map and the charts: names that do not lie on one another, cities that are found by keyboard, bars that are as long as their numbers.

import assert from "node:assert/strict";
import { none, onEveryKind, open } from "./site.mjs";

const hasMap = (page) => /class="?map\b/.test(page.html);
const hasBars = (page) => /<rect/.test(page.html);

onEveryKind("the names on the map lie on no other name and on no city", async (t, site, page) => {
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
  none(overlaps);
}, hasMap);

onEveryKind("a city on the map is reached by keyboard and says whether it answered", async (t, site, page) => {
  const tab = await open(t, site, page);
  const city = tab.locator(".map a").first();
  await tab.locator(".map-box").focus();
  await tab.keyboard.press("Tab");
  assert.ok(await city.evaluate((link) => link === document.activeElement), "the first city comes after the map's box");
  const [name, said] = await city.evaluate((link) => [link.querySelector("text").textContent, link.querySelector("title").textContent]);
  assert.match(said, new RegExp(`^${name}: (\\d+ анкет|анкеты нет)`), "the name comes first, as it is seen");
  const stroke = await city.locator(".reach").evaluate((circle) => getComputedStyle(circle).stroke);
  assert.notEqual(stroke, "none", "the focus is seen");
}, hasMap);

onEveryKind("bars are as long as their numbers", async (t, site, page) => {
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
    none(rows.filter((row) => Math.abs(row.length / longest - row.number / most) > 0.02).map((row) => JSON.stringify(row)));
  }
}, hasBars);
