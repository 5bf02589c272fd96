// The most frequent tasks of readers, done on a phone from the home page: they need at most one search and one click, or two clicks.
// Everything that is clicked is in the window without scrolling. Each task ends where the answer can be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain, sites } from "./site.mjs";

const example = sites.find((site) => site.name === "example");
const PHONE = { width: 360, height: 640 };

// A reader with a phone, whose searches and clicks are counted.
async function reader(t) {
  const tab = await open(t, example, example.page("home"), PHONE);
  const cost = { searches: 0, clicks: 0 };
  const inWindow = async (target, what) => {
    await target.waitFor();
    const { y, height } = await target.boundingBox();
    assert.ok(y >= 0 && y + height <= PHONE.height, `${what} lies at ${Math.round(y)} to ${Math.round(y + height)}`);
  };
  const act = async (kind, action) => {
    const before = tab.url();
    await action();
    cost[kind] += 1;
    await tab.waitForLoadState("load");
    // A link to an anchor only scrolls, without a load event.
    await tab.waitForFunction((before) => location.href !== before || document.querySelector("dialog[open], details[open]"), before);
  };
  return {
    tab,
    // Types into a field and presses Enter.
    async search(field, words) {
      await inWindow(tab.locator(field), field);
      await act("searches", async () => {
        await tab.locator(field).fill(words);
        await tab.locator(field).press("Enter");
      });
    },
    async click(target, what) {
      await inWindow(target, what);
      await act("clicks", () => target.click());
    },
    // The answer begins in the window.
    async reads(target, pattern) {
      await target.waitFor();
      const { y } = await target.boundingBox();
      assert.ok(y >= 0 && y < PHONE.height - 40, `the answer begins at ${Math.round(y)}`);
      assert.match(plain(await target.innerText()), pattern);
    },
    spent(searches, clicks) {
      assert.ok(cost.searches <= 1 && cost.searches + cost.clicks <= 2, "one search and one click, or two clicks, at most");
      assert.deepEqual(cost, { searches, clicks });
    },
  };
}

test("the courses that a city asked for in 2024 take one search", async (t) => {
  const { tab, search, reads, spent } = await reader(t);
  await search(".find input", "Ёлкинск курсы 2024");
  const result = tab.locator("#_results > li", { hasText: "Ёлкинск: темы для курсов" }).filter({ hasText: "2024" }).first();
  await reads(result, /Ёлкинск: темы для курсов .*Приём делегаций/);
  spent(1, 0);
});

test("the courses of a city on its page take one search", async (t) => {
  const { tab, search, reads, spent } = await reader(t);
  await search("#_city", "Ёлкинск курсы");
  await reads(tab.locator("#requests ~ .requests > li").first(), /Приём делегаций.* Организационная работа, 2024$/);
  spent(1, 0);
});

test("waste in cities of a size takes one search and one click", async (t) => {
  const { tab, search, click, reads, spent } = await reader(t);
  await search(".find input", "отходы");
  await click(tab.getByRole("button", { name: "до 50 тыс." }), "the size");
  const found = tab.locator("#_results > li");
  await tab.waitForFunction(() => /size=under-50/.test(location.href) && document.querySelector("#_results > li"));
  const cities = await found.locator("h2 a").evaluateAll((links) => links.map((link) => link.pathname.split("/").at(-2)));
  assert.ok(cities.length > 0 && cities.every((city) => ["elovsk", "nebyval", "pridumannoe", "novyy-mirazh", "nebylitsa", "tridevyatsk"].includes(city)), cities.join(", "));
  await reads(tab.locator("#_search-status"), /^Найдено фрагментов: \d+\.$/);
  await reads(found.first(), /\S/);
  spent(1, 1);
});

test("replies to the requests of a city take one search in the city field", async (t) => {
  const { tab, search, reads, spent } = await reader(t);
  await search("#_city", "Ёлкинск просьбы");
  await reads(tab.locator("#asks ~ .requests .record").first(), /^Ответ дирекции: рассматривается 2 апреля 2025 г\. .*Откликнулись три города/);
  spent(1, 0);
});

test("the plans of a city with their outcomes take one search in the city field", async (t) => {
  const { tab, search, reads, spent } = await reader(t);
  await search("#_city", "Выдумск: планы и итоги");
  await reads(tab.locator("#plans + h3"), /^Планы на \d{4} год/);
  assert.match(plain(await tab.locator("#plans ~ .requests .record").first().innerText()), /^выполнено /);
  spent(1, 0);
});

test("the city field suggests the sections of a typed city's page", async (t) => {
  const tab = await open(t, example, example.page("home"), PHONE);
  const proposed = () => tab.locator("#_cities option").evaluateAll((options) => options.map((option) => option.text.replaceAll("\u00a0", " ")).filter((text) => text.includes(":")));
  assert.deepEqual(await proposed(), []);
  await tab.locator("#_city").pressSequentially("ёлк");
  assert.deepEqual(await proposed(), ["Ёлкинск: планы и итоги", "Ёлкинск: просьбы к АСДГ и ответы", "Ёлкинск: заявки на курсы"]);
  // Choosing a suggestion has this effect in a browser.
  await tab.locator("#_city").evaluate((field) => {
    field.value = [...document.querySelectorAll("#_cities option")].at(-1).text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  });
  await tab.waitForURL(/cities\/elkinsk\/index\.html#requests$/);
});

test("the outcomes of all plans, then of one city, take one click and one search", async (t) => {
  const { tab, click, search, reads, spent } = await reader(t);
  await click(tab.locator(".menu a", { hasText: "Планы" }), "the menu");
  await search(".filter input", "Выдумск");
  await reads(tab.locator("#list h2").filter({ visible: true }).first(), /^Выдумск$/);
  spent(1, 1);
});

test("a passage with its reference takes one search and one click", async (t) => {
  const { tab, search, click, reads, spent } = await reader(t);
  await search(".find input", "праздник без больших денег");
  await click(tab.getByRole("link", { name: /^Ссылка/ }).first(), "the link for the reference of the first result");
  await reads(tab.getByRole("button", { name: "Скопировать текст и ссылку на него" }), /\S/);
  await reads(tab.locator("#_cite-record"), /Ёлкинск.*Праздник без больших денег.* – URL: .*discussion.* \(дата обращения: /);
  await tab.keyboard.press("Escape");
  await reads(tab.locator("section:target .prose"), /Как устроить юбилей силами жителей/);
  spent(1, 1);
});

test("the list of a board begins on the first screen, with the number of active filters", async (t) => {
  for (const kind of ["plans", "support", "agenda"]) {
    const tab = await open(t, example, example.pages.find(({ path }) => path === `${kind}/index.html`), PHONE);
    const row = await tab.locator("#list .shared").first().boundingBox();
    assert.ok(row.y < PHONE.height, `${kind}: the first row is at ${Math.round(row.y)}`);
    const fold = tab.locator(".filter summary");
    assert.equal(await fold.getAttribute("data-chosen"), null);
    await fold.click();
    await tab.locator(".filter select[data-of=city]").selectOption("elkinsk");
    assert.equal(await fold.getAttribute("data-chosen"), "1");
    await tab.reload();
    assert.equal(await tab.locator(".filter details").evaluate((fold) => fold.open), false);
    assert.equal(await fold.getAttribute("data-chosen"), "1");
    assert.match(await tab.locator(".filter output").innerText(), /^Показано\s\d+\sиз\s\d+$/);
    await tab.setViewportSize({ width: 1280, height: 900 });
    await tab.locator(".filter select").first().waitFor();
    assert.equal(await fold.isVisible(), false);
  }
});

test("corrections are one line above the text, and open for a link to them", async (t) => {
  const page = example.pages.find(({ path }) => path === "2024/organizational-work/elkinsk/index.html");
  const tab = await open(t, example, page, PHONE);
  const { y } = await tab.locator(".prose").first().boundingBox();
  assert.ok(y < 500, `the text begins at ${Math.round(y)}`);
  assert.match(plain(await tab.locator(".corrections").innerText()), /^Исправлено 2 апреля 2025 г\.$/);
  await tab.goto(tab.url() + "#correction-1");
  await tab.reload();
  await tab.locator("#correction-1").waitFor();
});
