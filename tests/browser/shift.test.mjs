// Nothing moves while a page is loading: what one has begun to read stays where it is.

import { none, onEveryKind, open, where } from "./site.mjs";

const WIDTHS = [360, 1440];
// Only what is in the window counts as shifting: it is high enough for most pages, wherever one begins to read them.
const height = 6000;
const SETTINGS = { "": {}, " with remembered settings": { size: "150", spacing: "wide", font: "sans", colours: "dark" } };

onEveryKind("nothing shifts", async (t, site, page) => {
  const tab = await open(t, site, page);
  // Script and pictures come after the whole text has been painted, as they do over a slow line. Nearby they would come before. How
  // the text itself comes in depends on how busy the machine is, and nothing is said of it. Painting waits for interface.js as for the style.
  await tab.route(/(digest\.\w+\.js|\.(png|jpe?g|webp))$/, async (route) => {
    await tab.waitForFunction(isPainted);
    await tab.evaluate(markNextFrame);
    await route.continue();
  });
  for (const [title, settings] of Object.entries(SETTINGS)) {
    await tab.evaluate((value) => localStorage.setItem("asdg-comfort", value), JSON.stringify(settings));
    for (const width of WIDTHS) {
      await t.test(`${site.name}, ${page.kind}, at ${width} pixels${title}`, async () => {
        await tab.setViewportSize({ width, height });
        // From an empty page, so that what has been painted is not the page before.
        await tab.goto("about:blank");
        await tab.goto(where(site, page));
        none(await tab.evaluate(shifts));
      });
    }
  }
});

// The rest runs in the page.

const isPainted = () => document.readyState !== "loading" && performance.getEntriesByName("first-contentful-paint").length > 0;

async function markNextFrame() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  performance.mark("painted");
}

// What the script changed is painted in the next frame, and known in the one after.
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
