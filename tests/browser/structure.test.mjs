// The structure of every page of both sites. Pages are parsed, not displayed, because there are many.

import { test } from "node:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { BASE_PATH } from "./server.mjs";
import { openTab, assertEmpty, sites } from "./site.mjs";

for (const site of sites) {
  test(`${site.name}: every page has one h1, headings in order, one main element and a language`, async (t) => {
    const tab = await openTab(t);
    assertEmpty(
      await tab.evaluate(
        (pages) =>
          pages.flatMap(({ path, html }) => {
            const page = new DOMParser().parseFromString(html, "text/html");
            const found = [];
            const levels = [...page.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.localName[1]));
            const once = (selector) => {
              const count = page.querySelectorAll(selector).length;
              if (count !== 1) found.push(`${count} of ${selector}`);
            };
            once("h1");
            once("main");
            once("main h1");
            if (levels[0] !== 1) found.push(`the first heading is of level ${levels[0]}`);
            levels.forEach((level, number) => {
              if (level > levels[number - 1] + 1) found.push(`a heading of level ${level} below one of level ${levels[number - 1]}`);
            });
            if (page.documentElement.lang !== "ru") found.push(`lang is ${page.documentElement.lang}`);
            if (!page.title.trim()) found.push("no title");
            return found.map((what) => `${path}: ${what}`);
          }),
        site.pages,
      ),
    );
  });

  test(`${site.name}: internal links have targets`, async (t) => {
    const tab = await openTab(t);
    const links = await tab.evaluate(
      ({ pages, base }) =>
        pages.flatMap(({ path, html }) => {
          const page = new DOMParser().parseFromString(html, "text/html");
          const root = `http://site${base}`;
          return [...page.querySelectorAll("[href], [src]")]
            .map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("src"), root + path))
            .filter((url) => url.href.startsWith(root))
            .map((url) => ({ path, to: decodeURIComponent(url.pathname).slice(base.length) }));
        }),
      { pages: site.pages, base: BASE_PATH },
    );
    assertEmpty(links.filter(({ to }) => !existsSync(join(site.folder, to))).map(({ path, to }) => `${path} links to ${to}`));
  });
}
