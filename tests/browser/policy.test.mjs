// The content security policy: it is first in each page, allows what the site does, and blocks active content of texts, even if a theme
// prints the texts as markup.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { openTab, assertEmpty, sites, pageUrl } from "./site.mjs";
import { serve } from "./server.mjs";

const root = new URL("../../", import.meta.url).pathname;
const program = resolve(root, process.env.ASDG_SITE_BINARY);

// Opens a tab that records the errors of its pages, and requests to hosts other than `own`.
async function watchedTab(t, own) {
  const tab = await openTab(t);
  const found = [];
  await tab.exposeFunction("violated", (what) => found.push(`${what} on ${tab.url()}`));
  await tab.addInitScript(() => addEventListener("securitypolicyviolation", (event) =>
    window.violated(`${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`)));
  tab.on("pageerror", (error) => found.push(`${error.message} on ${tab.url()}`));
  tab.on("console", (message) => message.type() === "error" && !message.text().includes("404") && found.push(message.text()));
  tab.on("request", (request) => request.url().startsWith(own) || found.push(`request to ${request.url()}`));
  return { tab, found };
}

for (const site of sites) {
  test(`${site.name}: the policy is the first element of every head, and the same on all pages`, () => {
    const policies = site.pages.map(({ html }) => /<head>\s*<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"/.exec(html)?.[1]);
    assert.deepEqual([...new Set(policies)].length, 1, String([...new Set(policies)]));
    assert.match(policies[0], /^default-src 'self';/);
    assert.doesNotMatch(policies[0], /unsafe|http|\*/);
  });

  for (const [place, own, address] of [
    ["on a server", site.server.url, (page) => pageUrl(site, page)],
    ["on a disk", "file:", (page) => pathToFileURL(join(site.folder, page.path)).href],
  ]) {
    test(`${site.name}: the policy allows what the pages do ${place}`, async (t) => {
      const { tab, found } = await watchedTab(t, own);
      const collection = site.page("collection");
      for (const page of [...site.kinds, ...site.pages.filter(({ kind }) => kind === "moved").slice(0, 1)]) {
        // The links of that page start at the root of a host.
        if (page.kind === "not-found" && place === "on a disk") continue;
        await tab.goto(address(page));
        if (page.kind === "moved") await tab.waitForURL(/\/collection\//);
        const opener = tab.locator(".comfort-open");
        if (await opener.count()) await opener.click();
      }
      // Submitting the form reloads the page, which then loads the texts.
      await tab.goto(address(collection));
      await tab.locator("#_q").evaluate((input) => (input.value = "а"));
      await tab.locator("#_collect").evaluate((form) => form.submit());
      await tab.locator("#_gathered section").first().waitFor();
      assertEmpty(found);
    });
  }
}

// Active content that a text may contain, each with its own name.
const ATTACKS = [
  "<script>hit('script')</script>",
  "<img src=x.png onerror=hit('handler')>",
  "<svg onload=hit('svg')></svg>",
  "<script src=https://elsewhere.example/hit.js></script>",
  "<script src='data:text/javascript,hit(%22data%22)'></script>",
  "<img src=https://elsewhere.example/hit.png>",
  "<iframe srcdoc='<script>parent.hit(1)</script>'></iframe>",
  "<iframe src='javascript:parent.hit(2)'></iframe>",
  "<object data='data:text/html,<script>parent.hit(3)</script>'></object>",
  "<embed src=https://elsewhere.example/hit.pdf>",
  "<base href=https://elsewhere.example/>",
  "<link rel=stylesheet href=https://elsewhere.example/hit.css>",
  "<style>@import 'https://elsewhere.example/hit2.css'; .hit { position: fixed }</style>",
  "<p class=hit style='position: fixed'>текст</p>",
  "<a id=hit href=javascript:hit('link')>ссылка</a>",
  "<form id=hit-form action=https://elsewhere.example/ method=post><button>отправить</button></form>",
].join("");

// Makes a digest whose theme prints a text as markup, on every page in head and body.
async function hostileDigest(t) {
  const folder = await mkdtemp(join(tmpdir(), "asdg-site-"));
  t.after(() => rm(folder, { recursive: true }));
  await cp(join(root, "tests/base"), folder, { recursive: true });
  const settings = await readFile(join(folder, "site.toml"), "utf8");
  await writeFile(join(folder, "site.toml"), `publisher = ${JSON.stringify(ATTACKS)}\ntheme = "open"\n${settings}`);
  await mkdir(join(folder, "themes/open/templates"), { recursive: true });
  await writeFile(join(folder, "themes/open/theme.toml"), 'extends = "default"\n');
  const base = await readFile(join(root, "themes/default/templates/base.html"), "utf8");
  const open = base.replace(/\{%-? block main %\}/, (block) => "{{ site.publisher | safe }}" + block).replace("</head>", "{{ site.publisher | safe }}</head>");
  assert.equal(open.split("{{ site.publisher | safe }}").length, 3);
  await writeFile(join(folder, "themes/open/templates/base.html"), open);
  return folder;
}

// Opens pages, and returns the attacks that ran, requested another host or took effect.
async function runAttacks(t, addresses) {
  const tab = await openTab(t);
  const hits = [];
  await tab.exposeFunction("hit", (name) => hits.push(name));
  await tab.route("https://elsewhere.example/**", (route) => {
    hits.push(route.request().url());
    return route.fulfill({ contentType: "text/javascript", body: "hit('elsewhere')" });
  });
  for (const address of addresses) {
    await tab.goto(address);
    await tab.evaluate(() => document.getElementById("hit")?.click());
    await tab.evaluate(() => document.getElementById("hit-form")?.submit());
    if (await tab.evaluate(() => getComputedStyle(document.querySelector("p.hit")).position === "fixed")) hits.push("style");
    assert.equal(new URL(tab.url()).host, new URL(address).host);
  }
  return hits;
}

const built = async (folder) => {
  await promisify(execFile)(program, ["build", "--quiet", "--site", folder]);
  const names = await readdir(join(folder, "public"), { recursive: true });
  return names.filter((name) => name.endsWith("index.html") && !name.includes("print"));
};

test("policy: active content of texts does not run, even if printed as markup", async (t) => {
  const folder = await hostileDigest(t);
  const pages = await built(folder);
  assert.ok(pages.length > 10, `${pages.length} pages`);
  const server = await serve(join(folder, "public"));
  t.after(() => server.close());
  assert.deepEqual(await runAttacks(t, pages.map((page) => server.url + page)), [], "on a server");
  assert.deepEqual(await runAttacks(t, pages.map((page) => pathToFileURL(join(folder, "public", page)).href)), [], "on a disk");

  // Without the policy it runs, so the attack works.
  const page = join(folder, "public/index.html");
  const html = await readFile(page, "utf8");
  const without = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  assert.notEqual(without, html);
  await writeFile(page, without);
  const hits = await runAttacks(t, [pathToFileURL(page).href]).catch((error) => [error.message]);
  assert.notDeepEqual(hits, []);
});

test("policy: active content of texts does not run in a preview either", async (t) => {
  const folder = await hostileDigest(t);
  const server = spawn(program, ["serve", "--site", folder, "--port", "0"]);
  t.after(() => server.kill());
  const url = await new Promise((found, failed) => {
    let output = "";
    server.stdout.on("data", (text) => {
      output += text;
      const address = /http:\/\/\S+/.exec(output);
      if (address) found(address[0]);
    });
    server.on("exit", () => failed(new Error(output)));
  });
  const pages = ["", "cities/", "topics/", "2024/", "2024/housing/primersk/", "collection/", "no/such/page"];
  assert.deepEqual(await runAttacks(t, pages.map((page) => url + page)), []);
});
