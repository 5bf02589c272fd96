// Pages work with the keyboard alone: all controls are reachable, and the focus is visible.

import assert from "node:assert/strict";
import { assertEmpty, testEachKind, open } from "./site.mjs";

// Describes the element with the focus for assertions.
const focus = (tab) =>
  tab.evaluate(() => {
    const element = document.activeElement;
    const within = (selector) => element.closest(selector) !== null;
    return {
      text: element.textContent.trim() || element.id || element.tagName,
      body: element === document.body,
      skip: within(".skip"),
      main: within("main"),
      panel: within(".comfort-panel"),
      dialog: within("dialog"),
      opener: within(".comfort-open"),
    };
  });

// Presses Tab until the focus is on an element that matches the selector. At the end of the page nothing has the focus.
async function tabTo(tab, selector) {
  for (;;) {
    await tab.keyboard.press("Tab");
    const place = await tab.evaluate((wanted) => (document.activeElement === document.body ? null : document.activeElement.matches(wanted)), selector);
    assert.notEqual(place, null, `Tab does not lead to ${selector}`);
    if (place) return;
  }
}

testEachKind("with the keyboard", async (t, site, page) => {
  const tab = await open(t, site, page);
  const name = `${site.name}, ${page.kind}`;

  await t.test(`${name}: the skip link is first, becomes visible and moves to the content`, async () => {
    await tab.keyboard.press("Tab");
    assert.ok((await focus(tab)).skip);
    const box = await tab.locator(".skip").boundingBox();
    assert.ok(box.y >= 0 && box.x >= 0, "the link is inside of the window");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => location.hash), "#_main");
    await tab.keyboard.press("Tab");
    assert.ok((await focus(tab)).main, "Tab goes on in the content");
  });

  await t.test(`${name}: Enter opens the comfort panel, Tab moves into it, and Escape closes it`, async () => {
    await tab.focus(".comfort-open");
    await tab.keyboard.press("Tab");
    assert.ok(!(await focus(tab)).panel, "what is closed is not on the way");
    await tab.keyboard.press("Shift+Tab");
    await tab.keyboard.press("Enter");
    assert.ok(await tab.isVisible(".comfort-panel"));
    assert.equal(await tab.getAttribute(".comfort-open", "aria-expanded"), "true");
    await tab.keyboard.press("Tab");
    assert.ok((await focus(tab)).panel);
    await tab.keyboard.press("Escape");
    assert.ok(!(await tab.isVisible(".comfort-panel")));
    assert.equal(await tab.getAttribute(".comfort-open", "aria-expanded"), "false");
    assert.ok((await focus(tab)).opener);
  });

  // The page for a lost address has no references.
  if (page.kind === "not-found") return;
  await t.test(`${name}: the dialog with references traps the focus, and Escape returns it to the button`, async () => {
    await tab.focus(".actions [data-do=cite]");
    await tab.keyboard.press("Enter");
    assert.ok((await focus(tab)).dialog);
    // Once around, forwards and backwards.
    const stops = (await tab.locator("dialog :is(button, [tabindex='0'])").count()) + 2;
    for (const key of [...Array(stops).fill("Tab"), ...Array(stops).fill("Shift+Tab")]) {
      await tab.keyboard.press(key);
      // After the last control of a dialog, the focus may be on buttons of the browser; then the page has no focus.
      const now = await focus(tab);
      assert.ok(now.dialog || now.body, `the focus is at: ${now.text}`);
    }
    await tab.keyboard.press("Escape");
    assert.ok(!(await tab.isVisible("dialog")));
    assert.ok(await tab.evaluate(() => document.activeElement.matches(".actions [data-do=cite]")));
  });
});

// Both run in the page. The first returns the reachable elements with the styles of the shapes in them: links on a map have no box that
// could be outlined, so the focus draws a ring there. The second removes the element with the focus, and returns whether the focus is visible.
function reachable() {
  window.rings = (element) =>
    [...element.querySelectorAll("circle, rect, path")].map((shape) => {
      const { stroke, strokeWidth } = getComputedStyle(shape);
      return stroke === "none" ? "" : `${stroke} ${parseFloat(strokeWidth) * shape.getScreenCTM().a >= 1.5}`;
    });
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter((element) => element.checkVisibility() && element.tabIndex >= 0);
  return new Map(all.map((element) => [element, window.rings(element)]));
}

function reach(left) {
  const element = document.activeElement;
  if (element === document.body) return null;
  const atRest = left.get(element);
  left.delete(element);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const inWindow = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const ringed = window.rings(element).some((ring, index) => ring.endsWith("true") && ring !== atRest?.[index]);
  return { isVisible: inWindow && (outlined || ringed), html: element.outerHTML.slice(0, 200) };
}

testEachKind(
  "all controls are reachable by Tab, with a visible focus",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const unreached = await tab.evaluateHandle(reachable);
    const unseen = [];
    for (;;) {
      await tab.keyboard.press("Tab");
      const stop = await tab.evaluate(reach, unreached);
      if (!stop) break;
      if (!stop.isVisible) unseen.push(stop.html);
    }
    assertEmpty(unseen);
    assertEmpty(await unreached.evaluate((left) => [...left.keys()].map((element) => `not reached: ${element.outerHTML.slice(0, 200)}`)));
  },
  (page) => ["home", "response", "cities"].includes(page.kind),
);

testEachKind(
  "the button of a passage is visible at once, and reachable by keyboard",
  async (t, site, page) => {
    const tab = await open(t, site, page, { width: 1440 });
    assert.equal(await tab.locator(".passage .tools").first().evaluate((element) => getComputedStyle(element).opacity), "1");
    await tabTo(tab, ".passage .tools button");
    const box = await tab.locator(":focus").boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.y + box.height <= 900, "it is inside of the window");
  },
  (page) => page.kind === "response",
);
