// The settings for comfortable reading work at once, apply to all pages, and can be reset.

import assert from "node:assert/strict";
import { testEachKind, open, pageUrl } from "./site.mjs";

// The effect of each setting on the style. The colours are those of the page's background.
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

const measured = (tab) =>
  tab.evaluate(() => {
    const root = getComputedStyle(document.documentElement);
    const body = getComputedStyle(document.body);
    return {
      size: root.fontSize,
      // In em, the unit of WCAG 1.4.12.
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

testEachKind(
  "each setting works at once",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await tab.click(".comfort-open");
    for (const [name, value, property, expected] of SETTINGS) {
      await t.test(`${site.name}, ${name} ${value}`, async () => {
        // The system has the opposite colours, so that the page has to change.
        await tab.emulateMedia({ colorScheme: value === "light" ? "dark" : "light" });
        await choose(tab, name, "usual");
        assert.notEqual(property(await measured(tab)), expected);
        await choose(tab, name, value);
        assert.equal(property(await measured(tab)), expected);
      });
    }
  },
  isHome,
);

// Returns the colours of a page: all custom properties of the root that are colours.
const palette = (tab) =>
  tab.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText === ":root");
    const names = rules.flatMap((rule) => [...rule.style]).filter((name) => name.startsWith("--"));
    const root = getComputedStyle(document.documentElement);
    const values = [...new Set(names)].map((name) => [name, root.getPropertyValue(name).trim()]);
    return Object.fromEntries(values.filter(([, value]) => CSS.supports("color", value)));
  });

testEachKind(
  "light and dark colours are the same by system and by setting",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await tab.click(".comfort-open");
    const palettes = {};
    for (const scheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme: scheme });
      await choose(tab, "colours", "usual");
      palettes[scheme] = await palette(tab);
      assert.ok(Object.keys(palettes[scheme]).length > 10, JSON.stringify(palettes[scheme]));
      await tab.emulateMedia({ colorScheme: scheme === "light" ? "dark" : "light" });
      await choose(tab, "colours", scheme);
      assert.deepEqual(await palette(tab), palettes[scheme]);
    }
    assert.notDeepEqual(palettes.light, palettes.dark);
  },
  isHome,
);

testEachKind(
  "settings apply to the next page before its first paint",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    await chooseAll(tab);
    // The browser paints nothing before the body exists.
    await tab.addInitScript(() => {
      new MutationObserver((changes, observer) => {
        if (!document.body) return;
        observer.disconnect();
        window.atFirst = { ...document.documentElement.dataset };
      }).observe(document, { childList: true, subtree: true });
    });
    await tab.goto(pageUrl(site, site.page("response")));
    assert.deepEqual(await tab.evaluate(() => window.atFirst), ALL);
    await tab.click(".comfort-open");
    assert.deepEqual(await chosen(tab), ALL, "the panel shows the settings");
  },
  isHome,
);

testEachKind(
  "one button resets all settings, also for the next page",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const before = await measured(tab);
    await chooseAll(tab);
    assert.notDeepEqual(await measured(tab), before);
    await tab.click(".comfort-panel [type=reset]");
    await tab.waitForFunction(() => Object.keys(document.documentElement.dataset).length === 0);
    assert.deepEqual(await measured(tab), before);
    await tab.reload();
    assert.deepEqual(await measured(tab), before);
  },
  isHome,
);

testEachKind(
  "settings work if the browser refuses storage",
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
    assert.equal((await measured(tab)).size, "24px");
    assert.deepEqual(errors, []);
  },
  isHome,
);
