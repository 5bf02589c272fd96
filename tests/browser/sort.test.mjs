// Lists are sorted by name, by number or by change, and the address has the order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { testEachKind, open, plain, sites } from "./site.mjs";

const rows = (tab) =>
  tab.locator("#list > tr").evaluateAll((items) =>
    items.map((item) => ({ name: item.querySelector("a").textContent, number: +item.dataset.number, change: +item.dataset.change })),
  );

const isSorted = (list, before) => list.every((item, at) => at === 0 || before(list[at - 1], item));

const ORDERS = {
  name: (a, b) => a.name.localeCompare(b.name, "ru-u-kn") <= 0,
  number: (a, b) => a.number >= b.number,
  change: (a, b) => a.change >= b.change,
};

testEachKind(
  "each order sorts all rows, and the first is that of the page",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const box = tab.locator("form[data-sort] select");
    const first = await rows(tab);
    for (const order of await box.locator("option").evaluateAll((options) => options.map((option) => option.value))) {
      await box.selectOption(order);
      const sorted = await rows(tab);
      assert.equal(sorted.length, first.length);
      assert.ok(isSorted(sorted, ORDERS[order]), `${order}: ${JSON.stringify(sorted)}`);
      await tab.reload();
      assert.deepEqual(await rows(tab), sorted, `the address is enough for ${order}`);
    }
    await box.selectOption({ index: 0 });
    assert.deepEqual(await rows(tab), first);
    assert.equal(new URL(tab.url()).search, "");
  },
  (page) => page.html.includes("data-sort="),
);

test("without script the order is shown as text", async (t) => {
  const [, example] = sites;
  const tab = await open(t, example, example.page("topics"), { javaScriptEnabled: false });
  assert.equal(await tab.locator("form[data-sort] select").isVisible(), false);
  assert.equal(plain(await tab.locator("form[data-sort]").innerText()), "Порядок: по названию");
});
