// The field for the reader's city on the home page, and the front of a city's page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertEmpty, testEachKind, open, plain, sites } from "./site.mjs";

const [digest, example] = ["digest", "example"].map((name) => sites.find((site) => site.name === name));
const PHONE = { width: 360, height: 640 };

test("on a phone the city field is on the first screen, and opens the page of the city", async (t) => {
  const tab = await open(t, example, example.page("home"), PHONE);
  const field = tab.locator("#_city");
  const { y, height } = await field.boundingBox();
  assert.ok(y + height < PHONE.height, `it ends at ${y + height}`);
  const link = tab.locator("#regions a").last();
  const [name, page] = [await link.textContent(), await link.evaluate((link) => link.href)];
  await field.fill(name.toUpperCase());
  await field.press("Enter");
  await tab.waitForURL(page);
  assert.equal(plain(await tab.locator("h1").innerText()), plain(name));
});

test("part of a name opens the list of cities, filtered by it", async (t) => {
  const tab = await open(t, example, example.page("home"));
  await tab.locator("#_city").fill("выдум");
  await tab.locator(".your-city button").click();
  await tab.waitForURL(/cities\/index\.html\?q=/);
  const shown = await tab.locator("#letters li").evaluateAll((items) => items.filter((item) => item.checkVisibility()).length);
  assert.ok(shown > 0 && shown < (await tab.locator("#letters li").count()), `${shown} are shown`);
});

test("part of a name that only one city has opens its page", async (t) => {
  const tab = await open(t, example, example.page("home"));
  await tab.locator("#_city").fill("лкинс");
  await tab.locator("#_city").press("Enter");
  await tab.waitForURL(/cities\/elkinsk\//);
});

test("the city field has the font size of its label, and its button beside it", async (t) => {
  const tab = await open(t, example, example.page("home"), PHONE);
  const [field, button] = await Promise.all(["#_city", ".your-city button"].map((place) => tab.locator(place).boundingBox()));
  assert.ok(Math.abs(field.y - button.y) < 4 && Math.abs(field.height - button.height) < 4);
  assert.equal(...(await tab.evaluate(() => ["#_city", ".your-city label"].map((place) => getComputedStyle(document.querySelector(place)).fontSize))));
});

test("each finding links an existing page", async (t) => {
  const tab = await open(t, example, example.page("home"));
  const links = await tab.locator(".findings a").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(links.length >= 4, `${links.length} findings`);
  for (const link of links) {
    const answer = await tab.goto(link);
    assert.equal(answer.status(), 200, link);
    const { hash } = new URL(link);
    if (hash) assert.equal(await tab.locator(hash).count(), 1, link);
  }
});

test("on a phone the text of a response begins within 500 pixels", async (t) => {
  const tab = await open(t, digest, digest.page("response"), PHONE);
  const { y } = await tab.locator(".prose").first().boundingBox();
  assert.ok(y < 500, `the text begins at ${y}`);
});

// The size of a window of 1280 by 1024 pixels at 400 %.
testEachKind("at 400 % the title begins on the first screen", async (t, site, page) => {
  const tab = await open(t, site, page, { width: 320, height: 256 });
  const { y } = await tab.locator("h1").boundingBox();
  assert.ok(y < 256, `the title begins at ${y}`);
});

test("at 1920 pixels text and contents use two thirds of the window, with lines of some 75 characters", async (t) => {
  const tab = await open(t, digest, digest.page("response"), { width: 1920, height: 1080 });
  const { lines, used } = await tab.evaluate(() => {
    const box = document.querySelector(".columns").getBoundingClientRect();
    const lines = [...document.querySelectorAll(".prose > p")].map((paragraph) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const count = new Set([...range.getClientRects()].map((rect) => Math.round(rect.bottom / 8))).size;
      return { count, length: paragraph.textContent.replaceAll("\u00ad", "").length / count };
    });
    return { lines, used: box.width / innerWidth };
  });
  const long = lines.filter(({ count }) => count > 3);
  assert.ok(long.length > 0);
  assertEmpty(long.filter(({ length }) => length > 78).map(({ length }) => `${length} characters a line`));
  assert.ok(used > 0.62, `${used} of the window`);
});

test("numbers do not break across lines, and are copied and found as typed", async (t) => {
  const tab = await open(t, digest, digest.page("response"), PHONE);
  const { parts, text } = await tab.evaluate(() => {
    const prose = document.querySelector(".prose"), number = document.querySelector(".whole");
    const parts = [];
    for (let width = 60; width < 200; width += 3) {
      prose.style.width = `${width}px`;
      prose.replaceChildren("слово и ", number, " слово");
      parts.push(number.getClientRects().length);
    }
    getSelection().selectAllChildren(prose);
    return { parts, text: getSelection().toString().trim() };
  });
  assert.deepEqual([...new Set(parts)], [1]);
  assert.match(text, /^слово и \d+(?:-\p{L}{1,3}|–\d+) слово$/u);
  const isFound = await tab.evaluate(() => {
    getSelection().removeAllRanges();
    return window.find("и " + document.querySelector(".whole").textContent);
  });
  assert.ok(isFound, "the browser's search finds it");
});

test("on a phone the page of a city begins with its responses, within 500 pixels", async (t) => {
  const tab = await open(t, digest, digest.page("city"), PHONE);
  const { y } = await tab.locator(".front table").boundingBox();
  assert.ok(y < 500, `the table begins at ${y}`);
});

test("the contents of a city's page link its sections, and are sticky in a wide window", async (t) => {
  const tab = await open(t, example, example.page("city"), { width: 1280 });
  const contents = tab.locator(".front > .contents");
  const hashes = await contents.locator("a[href^='#']").evaluateAll((links) => links.map((link) => link.hash));
  assert.ok(hashes.length > 3);
  for (const hash of hashes) assert.equal(await tab.locator(hash).count(), 1, hash);
  await tab.evaluate(() => scrollTo(0, 2000));
  const { y } = await contents.boundingBox();
  assert.ok(y >= 0 && y < 200, `they are at ${y}`);
});
