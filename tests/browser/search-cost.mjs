// Searches for words on the search page of a site, each in a new browser with an empty cache. Prints the bytes that a query transfers, in addition
// to the page itself with its scripts and styles, and the time from Enter until the list of results is complete.

import { startBrowser } from "./browser.mjs";
import { serve } from "./server.mjs";

const SLOWED = 4;

const [folder, ...words] = process.argv.slice(2);
const site = await serve(folder);
console.log("word | results | KB of the page | KB of the index | KB of texts | ms, first query | ms, same query again");
for (const word of words) {
  const browser = await startBrowser();
  const tab = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const bytes = { page: 0, index: 0, texts: 0 };
  const waiting = [];
  tab.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    const part = /\/texts\//.test(path) ? "texts" : /\/search\/.*\.js$/.test(path) ? "index" : "page";
    waiting.push(response.request().sizes().then((sizes) => (bytes[part] += sizes.responseBodySize)));
  });
  await tab.goto(`${site.url}search/index.html`, { waitUntil: "networkidle" });
  const ask = async () => {
    await tab.fill("#_words", word);
    const start = performance.now();
    await tab.press("#_words", "Enter");
    await tab.waitForFunction(() => document.querySelector("#_results[aria-busy=false] a[href]"));
    return Math.round(performance.now() - start);
  };
  const first = await ask();
  await tab.waitForLoadState("networkidle");
  const results = await tab.textContent("#_search-status");
  await tab.fill("#_words", "");
  await tab.press("#_words", "Enter");
  await tab.waitForFunction(() => !document.querySelector("#_results a[href]"));
  const again = await ask();
  await Promise.all(waiting);
  const shown = Object.values(bytes).map((sum) => (sum / 1000).toFixed(0));
  console.log([word, results.trim(), ...shown, first, again].join(" | "));
  await browser.close();
}
site.close();
