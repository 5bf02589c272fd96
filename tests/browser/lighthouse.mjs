// Runs Lighthouse on every kind of page of both sites, as a phone and as a desktop. lighthouse.sh installs the packages.

import { pathToFileURL } from "node:url";
import { installed, startBrowser } from "./browser.mjs";
import { address, readSite } from "./pages.mjs";
import { serve } from "./server.mjs";

const load = (name) => import(pathToFileURL(installed.resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { default: desktop } = await load("lighthouse/core/config/desktop-config.js");
const { default: mobile } = await load("lighthouse/core/config/default-config.js");

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const MUST_BE_FULL = CATEGORIES.slice(1);

// Returns the audits that are skipped, with the reasons.
function skippedAudits(page) {
  // The canonical address is that of the published site, so it always differs from the address here.
  const audits = ["canonical"];
  // `noindex` is intended: the content of such a page is also on another page, or not yet published.
  if (/name="?robots/.test(page.html)) audits.push("is-crawlable");
  return audits;
}

// Lighthouse rejects pages with the status 404, so the file is opened by its own name.
const open = (root, page) => (page.kind === "not-found" ? new URL(page.path, root).href : address(root, page));

const [digest, example] = process.argv.slice(2);
const PORT = 9333;
const browser = await startBrowser(`--remote-debugging-port=${PORT}`);
let failed = false;

console.log(["page".padEnd(24), "form".padEnd(8), ...CATEGORIES].join("  "));
for (const [name, folder] of Object.entries({ digest, example })) {
  const site = readSite(name, folder);
  const server = await serve(folder);
  for (const page of site.kinds) {
    for (const [form, config] of Object.entries({ mobile, desktop })) {
      const flags = { port: PORT, onlyCategories: CATEGORIES, skipAudits: skippedAudits(page), logLevel: "error" };
      const { lhr } = await lighthouse(open(server.url, page), flags, config);
      if (lhr.runtimeError) throw new Error(`${name} ${page.kind}: ${lhr.runtimeError.message}`);
      const scores = CATEGORIES.map((id) => Math.round(lhr.categories[id].score * 100));
      console.log([`${name} ${page.kind}`.padEnd(24), form.padEnd(8), ...scores.map((score, index) => String(score).padStart(CATEGORIES[index].length))].join("  "));
      for (const id of MUST_BE_FULL) {
        const bad = lhr.categories[id].auditRefs.filter(({ id: audit, weight }) => weight > 0 && lhr.audits[audit].score !== null && lhr.audits[audit].score < 1);
        for (const { id: audit } of bad) {
          failed = true;
          console.log(`    ${id}: ${audit}: ${lhr.audits[audit].title}`);
          for (const item of lhr.audits[audit].details?.items?.slice(0, 5) ?? []) console.log(`      ${JSON.stringify(item.node?.snippet ?? item).slice(0, 200)}`);
        }
      }
    }
  }
  server.close();
}
await browser.close();
process.exitCode = failed ? 1 : 0;
