// The settings for comfortable reading work at once, last from page to page, and go when they are no longer wanted.

import assert from "node:assert/strict";
import { onEveryKind, open, where } from "./site.mjs";

// What each setting is seen by. The colours are those of the page's ground.
const SETTINGS = [
  ["size", "125", (style) => style.size, "20px"],
  ["size", "150", (style) => style.size, "24px"],
  ["size", "200", (style) => style.size, "32px"],
  ["spacing", "wide", (style) => style.spacing.toFixed(2), "0.12"],
  ["font", "sans", (style) => /sans-serif$/.test(style.font), true],
  ["colours", "light", (style) => style.dark, false],
  ["colours", "dark", (style) => style.dark, true],
  ["colours", "black-on-white", (style) => `${style.ink} on ${style.ground}`, "rgb(0, 0, 0) on rgb(255, 255, 255)"],
  ["colours", "white-on-black", (style) => `${style.ink} on ${style.ground}`, "rgb(255, 255, 255) on rgb(0, 0, 0)"],
];

const ALL = { size: "150", spacing: "wide", font: "sans", colours: "white-on-black" };

const look = (tab) =>
  tab.evaluate(() => {
    const root = getComputedStyle(document.documentElement);
    const body = getComputedStyle(document.body);
    return {
      size: root.fontSize,
      // In widths of the letter m, which is what WCAG 1.4.12 measures in.
      spacing: (parseFloat(root.letterSpacing) || 0) / parseFloat(root.fontSize),
      font: body.fontFamily,
      ink: body.color,
      ground: body.backgroundColor,
      dark: parseInt(/\d+/.exec(body.backgroundColor)[0], 10) < 128,
    };
  });

const choose = (tab, name, value) => tab.check(`.comfort-panel [name=${name}][value="${value}"]`);
const chosen = (tab) =>
  tab.evaluate(() => Object.fromEntries([...document.querySelectorAll(".comfort-panel :checked")].map((radio) => [radio.name, radio.value])));

async function chooseAll(tab) {
  await tab.click(".comfort-open");
  for (const [name, value] of Object.entries(ALL)) await choose(tab, name, value);
}

const isHome = (page) => page.kind === "home";

onEveryKind(
  "each setting works at once",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await tab.click(".comfort-open");
    for (const [name, value, seen, expected] of SETTINGS) {
      await t.test(`${site.name}, ${name} ${value}`, async () => {
        // The opposite of what is chosen, so that the page has to change.
        await tab.emulateMedia({ colorScheme: value === "light" ? "dark" : "light" });
        await choose(tab, name, "usual");
        assert.notEqual(seen(await look(tab)), expected);
        await choose(tab, name, value);
        assert.equal(seen(await look(tab)), expected);
      });
    }
  },
  isHome,
);

// The colours of a page: every custom property of the root that is one.
const palette = (tab) =>
  tab.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText === ":root");
    const names = rules.flatMap((rule) => [...rule.style]).filter((name) => name.startsWith("--"));
    const root = getComputedStyle(document.documentElement);
    const values = [...new Set(names)].map((name) => [name, root.getPropertyValue(name).trim()]);
    return Object.fromEntries(values.filter(([, value]) => CSS.supports("color", value)));
  });

onEveryKind(
  "colours are the same whether the system or the reader chooses light or dark",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await tab.click(".comfort-open");
    const seen = {};
    for (const scheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme: scheme });
      await choose(tab, "colours", "usual");
      seen[scheme] = await palette(tab);
      assert.ok(Object.keys(seen[scheme]).length > 10, JSON.stringify(seen[scheme]));
      await tab.emulateMedia({ colorScheme: scheme === "light" ? "dark" : "light" });
      await choose(tab, "colours", scheme);
      assert.deepEqual(await palette(tab), seen[scheme]);
    }
    assert.notDeepEqual(seen.light, seen.dark);
  },
  isHome,
);

onEveryKind(
  "settings are there on the next page before anything of it is painted",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await chooseAll(tab);
    // Nothing is painted before there is a body.
    await tab.addInitScript(() => {
      new MutationObserver((changes, observer) => {
        if (!document.body) return;
        observer.disconnect();
        window.atFirst = { ...document.documentElement.dataset };
      }).observe(document, { childList: true, subtree: true });
    });
    await tab.goto(where(site, site.page("response")));
    assert.deepEqual(await tab.evaluate(() => window.atFirst), ALL);
    await tab.click(".comfort-open");
    assert.deepEqual(await chosen(tab), ALL, "the panel shows what is chosen");
  },
  isHome,
);

onEveryKind(
  "one button brings everything back, for the next page, too",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const before = await look(tab);
    await chooseAll(tab);
    assert.notDeepEqual(await look(tab), before);
    await tab.click(".comfort-panel [type=reset]");
    await tab.waitForFunction(() => Object.keys(document.documentElement.dataset).length === 0);
    assert.deepEqual(await look(tab), before);
    await tab.reload();
    assert.deepEqual(await look(tab), before);
  },
  isHome,
);

onEveryKind(
  "settings work where the browser remembers nothing",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const errors = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    await tab.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
    });
    await tab.reload();
    await chooseAll(tab);
    assert.equal((await look(tab)).size, "24px");
    assert.deepEqual(errors, []);
  },
  isHome,
);
