// No page scrolls sideways and no text is cut off, in narrow windows and with large text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertEmpty, testEachKind, open, sites } from "./site.mjs";

// Each step continues from the previous one. The panel with the settings stays open, because it has to fit, too. A window of 640 pixels with
// two dots to a pixel is one of 1280 at a zoom of 200 %.
const STEPS = [
  ["at 320 pixels", {}],
  ["at 320 pixels with the largest text", { size: "200" }],
  ["at 320 pixels with wide spacing", { size: "150", spacing: "wide", font: "sans" }],
  ["at a zoom of 200 %", { size: "usual", spacing: "usual", font: "usual" }, { width: 640, height: 450 }],
];

testEachKind("everything fits", async (t, site, page) => {
  const tab = await open(t, site, page, { width: 320, deviceScaleFactor: 2 });
  await tab.click(".comfort-open");
  for (const [title, settings, size] of STEPS) {
    await t.test(`${site.name}, ${page.kind}, ${title}`, async () => {
      for (const [name, value] of Object.entries(settings)) await tab.check(`.comfort-panel [name=${name}][value="${value}"]`);
      if (size) await tab.setViewportSize(size);
      assertEmpty(await tab.evaluate(overflowing));
    });
  }
});

// Runs in the page. Returns elements with overflow. Scrolling boxes and text for screen readers only may overflow.
function overflowing() {
  const found = [];
  const root = document.scrollingElement;
  const tell = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 60)}`;
  const all = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility() && !element.closest(".unseen"));
  if (root.scrollWidth > innerWidth) {
    found.push(`the page is ${root.scrollWidth} pixels wide in a window of ${innerWidth}`);
    const isInBox = (element) => {
      for (let box = element.parentElement; box !== root; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    for (const element of all) {
      if (element.getBoundingClientRect().right > innerWidth + 0.5 && !isInBox(element)) found.push(`too wide: ${tell(element)}`);
    }
  }
  for (const element of all) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const wider = cuts(overflowX) && element.scrollWidth > element.clientWidth;
    const higher = cuts(overflowY) && element.scrollHeight > element.clientHeight;
    if (element.textContent.trim() && (wider || higher)) found.push(`cut off: ${tell(element)}`);
  }
  return found;
}

const example = sites.find((site) => site.name === "example");

testEachKind("on a phone standalone controls are at least 24 pixels high", async (t, site, page) => {
  const tab = await open(t, site, page, { width: 360, height: 640 });
  await tab.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  const low = await tab.evaluate(() => [...document.querySelectorAll(".take > *, .filter summary, .contents li > a, .tools button, .your-city :is(input, button)")]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24)
    .map((element) => `${element.textContent.trim().slice(0, 40)}: ${element.getBoundingClientRect().height}`));
  assertEmpty(low);
});

test("from 768 pixels on the menu is one row below the search; on a phone the header takes a quarter of the window", async (t) => {
  for (const kind of ["home", "cities"]) {
    for (const width of [768, 1440]) {
      const tab = await open(t, example, example.page(kind), { width });
      const rows = await tab.locator(".menu a").evaluateAll((links) => new Set(links.map((link) => link.getBoundingClientRect().y)).size);
      assert.equal(rows, 1, `${kind}, ${width}`);
      const [field, menu] = await Promise.all([".find", ".menu"].map((place) => tab.locator(place).boundingBox()));
      assert.ok(field.y + field.height <= menu.y && field.width > 110, `${kind}, ${width}: ${field.width}`);
    }
    const tab = await open(t, example, example.page(kind), { width: 360, height: 640 });
    const { height } = await tab.locator(".site-header").boundingBox();
    assert.ok(height < 180, `${kind}: ${height}`);
  }
});

test("the table of topics and cities shows all columns in a wide window, and its first column is sticky", async (t) => {
  const tab = await open(t, example, example.page("topic-matrix"), { width: 1440 });
  const box = tab.locator(".table");
  assert.ok(await box.evaluate((box) => box.scrollWidth <= box.clientWidth));
  await tab.setViewportSize({ width: 360, height: 640 });
  const name = tab.locator(".matrix tbody th").first();
  const { x } = await name.boundingBox();
  await box.evaluate((box) => { box.scrollLeft = 200; });
  assert.equal((await name.boundingBox()).x, x);
});
