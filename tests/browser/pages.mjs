// The pages of the two built sites, found by what they say of themselves. It needs no browser.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// What the theme calls its pages: the class of the body is "page-" and one of these.
const KINDS = [
  "home", "edition", "changes", "sector", "response", "question", "cities", "city", "topics", "topic", "topic-matrix", "courses", "course",
  "wanted", "plans", "support", "agenda", "search", "collection", "compare", "data", "not-found",
];

// Kinds that a site with one edition does not have.
const LATER = ["changes"];

export function readSite(name, folder) {
  const pages = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".html"))
    .sort()
    .map((path) => {
      const html = readFileSync(join(folder, path), "utf8");
      const kind = /<body class="?page-([a-z-]+)/.exec(html)?.[1];
      if (!kind) throw new Error(`${join(folder, path)} does not say of what kind it is`);
      return { path, html, kind };
    });
  // The longest page of a kind has most of what such a page can have.
  const kinds = KINDS.map((kind) => {
    const longest = pages.filter((page) => page.kind === kind).sort((a, b) => b.html.length - a.html.length)[0];
    if (!longest && !LATER.includes(kind)) throw new Error(`${folder} has no page of the kind ${kind}`);
    return longest;
  }).filter((page) => page);
  return { name, folder, pages, kinds, page: (kind) => kinds.find((page) => page.kind === kind) };
}

// The address of a page below the root of its site. The page for what is not there is shown where nothing is.
export function address(root, page) {
  const path = page.kind === "not-found" ? "no/such/page/" : page.path.replace(/(^|\/)index\.html$/, "$1");
  return new URL(path, root).href;
}
