// Finds the pages of a built site and their kinds, without a browser.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The kinds of pages. The class of the body is "page-" and one of these.
const KINDS = [
  "home", "edition", "changes", "sector", "response", "question", "cities", "city", "topics", "topic", "topic-matrix", "courses", "course",
  "wanted", "plans", "support", "agenda", "search", "collection", "compare", "data", "not-found",
];

// Kinds that need several editions.
const OPTIONAL_KINDS = ["changes"];

export function readSite(name, folder) {
  const pages = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".html"))
    .sort()
    .map((path) => {
      const html = readFileSync(join(folder, path), "utf8");
      const kind = /<body class="?page-([a-z-]+)/.exec(html)?.[1];
      if (!kind) throw new Error(`${join(folder, path)} has no kind of page`);
      return { path, html, kind };
    });
  // The longest page of a kind has most of the elements of that kind.
  const kinds = KINDS.map((kind) => {
    const longest = pages.filter((page) => page.kind === kind).sort((a, b) => b.html.length - a.html.length)[0];
    if (!longest && !OPTIONAL_KINDS.includes(kind)) throw new Error(`${folder} has no page of the kind ${kind}`);
    return longest;
  }).filter((page) => page);
  return { name, folder, pages, kinds, page: (kind) => kinds.find((page) => page.kind === kind) };
}

// Returns the address of a page. The page for a lost address is shown at an address without a file.
export function address(root, page) {
  const path = page.kind === "not-found" ? "no/such/page/" : page.path.replace(/(^|\/)index\.html$/, "$1");
  return new URL(path, root).href;
}
