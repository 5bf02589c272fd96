// Nothing moves while a page is loading, so that readers can start to read.

import { assertEmpty, testEachKind, open, pageUrl } from "./site.mjs";

const WIDTHS = [360, 1440];
// Only shifts inside the window count. It is high enough for most pages.
const height = 6000;
const SETTINGS = { "": {}, " with remembered settings": { size: "150", spacing: "wide", font: "sans", colours: "dark" } };

testEachKind("nothing shifts", async (t, site, page) => {
  const tab = await open(t, site, page);
  // Script and pictures are delayed until the whole text has been painted, as on a slow line. A local server would send them earlier. How the
  // text itself arrives depends on the load of the machine, and is not tested. Painting waits for interface.js as for the style.
  await tab.route(/(digest\.\w+\.js|\.(png|jpe?g|webp))$/, async (route) => {
    // A picture of a page that the next test has left already has no one to wait for it.
    await deliver(tab, route).catch(() => {});
  });
  for (const [title, settings] of Object.entries(SETTINGS)) {
    await tab.evaluate((value) => localStorage.setItem("asdg-comfort", value), JSON.stringify(settings));
    for (const width of WIDTHS) {
      await t.test(`${site.name}, ${page.kind}, at ${width} pixels${title}`, async () => {
        await tab.setViewportSize({ width, height });
        // Starts from an empty page, so that the paint is not that of the previous page.
        await tab.goto("about:blank");
        await tab.goto(pageUrl(site, page));
        assertEmpty(await tab.evaluate(shifts));
      });
    }
  }
});

async function deliver(tab, route) {
  await tab.waitForFunction(isPainted);
  await tab.evaluate(markNextFrame);
  await route.continue();
}

// The functions below run in the page.

const isPainted = () => document.readyState !== "loading" && performance.getEntriesByName("first-contentful-paint").length > 0;

async function markNextFrame() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  performance.mark("painted");
}

// Changes of the script are painted in the next frame, and reported in the one after.
async function shifts() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  await frame();
  const [painted] = performance.getEntriesByName("painted");
  const found = [];
  const tell = ({ node, previousRect, currentRect }) =>
    `${node?.outerHTML?.slice(0, 100) ?? "?"}: from ${previousRect.x}, ${previousRect.y} to ${currentRect.x}, ${currentRect.y}`;
  const note = (entries) =>
    entries
      .filter((entry) => entry.startTime >= painted.startTime)
      .forEach((entry) => found.push(`shift of ${entry.value}: ${entry.sources.map(tell).join("; ")}`));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  await frame();
  await frame();
  note(observer.takeRecords());
  return found;
}
