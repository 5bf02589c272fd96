// Every page of both sites loads its files from its own host, without errors in the console.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab, assertEmpty, sites, pageUrl } from "./site.mjs";

for (const site of sites) {
  test(`${site.name}: no page requests another host, lacks a file or has errors in the console`, async (t) => {
    const tab = await openTab(t);
    const found = [];
    let requests = 0;
    let current;
    const note = (what) => found.push(`${current.path}: ${what}`);
    tab.on("request", (request) => {
      requests += 1;
      if (!request.url().startsWith(site.server.url)) note(`request to ${request.url()}`);
    });
    // Leaving a page before its icon is loaded is not a failure.
    tab.on("requestfailed", (request) => {
      if (request.failure().errorText !== "net::ERR_ABORTED") note(`${request.failure().errorText}: ${request.url()}`);
    });
    tab.on("pageerror", (error) => note(error.message));
    // The page for a lost address has the status 404. The browser may report it when the next page is already open.
    const missing = site.pages.filter((page) => page.kind === "not-found").map((page) => pageUrl(site, page));
    const expected = (url, status) => missing.includes(url) && status !== 200;
    tab.on("response", (response) => {
      if (response.status() !== 200 && !expected(response.url(), response.status())) note(`${response.status()}: ${response.url()}`);
    });
    tab.on("console", (message) => {
      if (!expected(message.location().url, 404)) note(`console: ${message.text()} (${message.location().url})`);
    });
    for (current of site.pages) {
      await tab.goto(pageUrl(site, current));
      // A page that has moved redirects.
      if (current.kind === "moved") await tab.waitForURL(/\/collection\//);
    }
    assertEmpty(found);
    assert.ok(requests > site.pages.length, "style and script were requests for");
  });
}
