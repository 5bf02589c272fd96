// A digest opened from a disk, without a server, works as well.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { openTab, assertEmpty, sites } from "./site.mjs";

for (const site of sites) {
  test(`${site.name}: on a disk, links, a filter and copying work from the home page to a response`, async (t) => {
    const tab = await openTab(t, { permissions: ["clipboard-read", "clipboard-write"] });
    const found = [];
    tab.on("pageerror", (error) => found.push(error.message));
    tab.on("console", (message) => found.push(message.text()));
    tab.on("requestfailed", (request) => found.push(`failed: ${request.url()}`));
    tab.on("request", (request) => {
      if (!request.url().startsWith("file:")) found.push(`request to ${request.url()}`);
    });
    const addressOf = (page) => pathToFileURL(join(site.folder, page.path)).href;

    // Clicks the first link in the content to a page of a kind.
    async function follow(kind) {
      const wanted = site.pages.filter((page) => page.kind === kind).map(addressOf);
      const hrefs = await tab
        .locator("main a[href]")
        .evaluateAll((links) => links.map((link) => new URL(link.getAttribute("href"), document.baseURI).href.split("#")[0]));
      const number = hrefs.findIndex((href) => wanted.includes(href));
      assert.notEqual(number, -1, `${tab.url()} does not lead to a page of the kind ${kind}`);
      await tab.locator("main a[href]").nth(number).click();
      await tab.waitForURL((url) => wanted.includes(url.href.split("#")[0]));
      assert.equal(await tab.getAttribute("body", "class"), `page-${kind}`);
    }

    await tab.goto(addressOf(site.page("home")));
    await follow("sector");
    await follow("response");
    await tab.locator(".passage[data-part] [data-do=cite]").first().click();
    await tab.click("[data-field=_cite-address]");
    await tab.waitForFunction(() => document.getElementById("_status").textContent !== "");
    assert.equal(await tab.textContent("#_status"), await tab.getAttribute("dialog", "data-copied"));
    const anchor = await tab.locator(".passage[data-part]").first().getAttribute("id");
    assert.match(await tab.evaluate(() => navigator.clipboard.readText()), new RegExp(`#${anchor}$`));
    await tab.keyboard.press("Escape");

    await tab.goto(addressOf(site.page("topics")));
    const items = tab.locator("#list > tr");
    const count = await items.count();
    await tab.fill(".filter input", await items.last().locator("a").innerText());
    assert.ok(await items.last().isVisible());
    const left = await tab.locator("#list > tr:visible").count();
    assert.ok(left < count, `${left} of ${count}`);
    assertEmpty(found);
  });
}
