// Pages are small, so that they open quickly over a slow line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openTab, sites } from "./site.mjs";

const KB = 1024;
const packed = (data) => gzipSync(data, { level: 9 }).length;

// Returns the response of median length.
function typical(site) {
  const responses = site.pages.filter((page) => page.kind === "response").sort((a, b) => a.html.length - b.html.length);
  return responses[Math.floor(responses.length / 2)];
}

for (const site of sites) {
  test(`${site.name}: a typical response with its style and script is below 60 KB, the script below 10 KB`, async (t) => {
    const page = typical(site);
    const tab = await openTab(t);
    const { styles, scripts } = await tab.evaluate((html) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      const values = (selector, name) => [...parsed.querySelectorAll(selector)].map((element) => element.getAttribute(name));
      return { styles: values("link[rel=stylesheet]", "href"), scripts: values("script[src]", "src") };
    }, page.html);
    const weigh = (address) => packed(readFileSync(join(site.folder, dirname(page.path), address)));
    const sum = (addresses) => addresses.reduce((total, address) => total + weigh(address), 0);

    assert.equal(styles.length, 1);
    assert.ok(scripts.length > 0);
    const script = sum(scripts);
    const all = packed(page.html) + sum(styles) + script;
    t.diagnostic(`${page.path}: ${all} bytes, of which script ${script}`);
    assert.ok(script < 10 * KB, `${script} bytes of script`);
    assert.ok(all < 60 * KB, `${all} bytes`);
  });
}

test("the scripts of only the search page have at most 12 KB", (t) => {
  const assets = join(sites[0].folder, "assets");
  const scripts = readdirSync(assets).filter((name) => /^(search|stem|shards)\.[0-9a-f]+\.js$/.test(name));
  assert.equal(scripts.length, 3, scripts.join());
  // Uses gzip itself, because zlib in this program compresses a little less.
  const all = scripts.reduce((total, name) => total + execFileSync("gzip", ["-9c", join(assets, name)]).length, 0);
  t.diagnostic(`${all} bytes`);
  assert.ok(all <= 12 * KB, `${all} bytes`);
});
