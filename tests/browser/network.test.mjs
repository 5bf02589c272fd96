// Every page of both sites loads what it needs from its own host, and has nothing to complain about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { blank, none, sites, where } from "./site.mjs";

for (const site of sites) {
  test(`${site.name}: no page asks another host, misses a file or complains in the console`, async (t) => {
    const tab = await blank(t);
    const found = [];
    let asked = 0;
    let current;
    const note = (what) => found.push(`${current.path}: ${what}`);
    tab.on("request", (request) => {
      asked += 1;
      if (!request.url().startsWith(site.server.url)) note(`request to ${request.url()}`);
    });
    // To leave a page before its icon is there is no failure of the page.
    tab.on("requestfailed", (request) => {
      if (request.failure().errorText !== "net::ERR_ABORTED") note(`${request.failure().errorText}: ${request.url()}`);
    });
    tab.on("pageerror", (error) => note(error.message));
    // The page for what is not there comes with the status 404. The browser may say so when the next page is already open.
    const missing = site.pages.filter((page) => page.kind === "not-found").map((page) => where(site, page));
    const expected = (url, status) => missing.includes(url) && status !== 200;
    tab.on("response", (response) => {
      if (response.status() !== 200 && !expected(response.url(), response.status())) note(`${response.status()}: ${response.url()}`);
    });
    tab.on("console", (message) => {
      if (!expected(message.location().url, 404)) note(`console: ${message.text()} (${message.location().url})`);
    });
    for (current of site.pages) {
      await tab.goto(where(site, current));
      // A page that has moved leads on by itself.
      if (current.kind === "moved") await tab.waitForURL(/\/collection\//);
    }
    none(found);
    assert.ok(asked > site.pages.length, "style and script were asked for");
  });
}
