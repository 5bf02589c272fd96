// The pages are used with the keyboard alone: everything is reached, and one sees where one is.

import assert from "node:assert/strict";
import { none, onEveryKind, open } from "./site.mjs";

// Where the focus is: what an assertion wants to know of it.
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

// Goes on by Tab until the focus is at what fits the selector. Every page ends somewhere: then the focus is at nothing.
async function tabTo(tab, selector) {
  for (;;) {
    await tab.keyboard.press("Tab");
    const place = await tab.evaluate((wanted) => (document.activeElement === document.body ? null : document.activeElement.matches(wanted)), selector);
    assert.notEqual(place, null, `Tab does not lead to ${selector}`);
    if (place) return;
  }
}

onEveryKind("with the keyboard", async (t, site, page) => {
  const tab = await open(t, site, page);
  const name = `${site.name}, ${page.kind}`;

  await t.test(`${name}: the skip link is first, shows itself and leads to the content`, async () => {
    await tab.keyboard.press("Tab");
    assert.ok((await focus(tab)).skip);
    const box = await tab.locator(".skip").boundingBox();
    assert.ok(box.y >= 0 && box.x >= 0, "the link is inside of the window");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => location.hash), "#_main");
    await tab.keyboard.press("Tab");
    assert.ok((await focus(tab)).main, "Tab goes on in the content");
  });

  await t.test(`${name}: the comfort panel opens by Enter, is next by Tab and closes by Escape`, async () => {
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

  // There is nothing to refer to on a page that is not there.
  if (page.kind === "not-found") return;
  await t.test(`${name}: the dialog with references keeps the focus until Escape and gives it back`, async () => {
    await tab.focus(".actions [data-do=cite]");
    await tab.keyboard.press("Enter");
    assert.ok((await focus(tab)).dialog);
    // Once around, forwards and backwards.
    const stops = (await tab.locator("dialog :is(button, [tabindex='0'])").count()) + 2;
    for (const key of [...Array(stops).fill("Tab"), ...Array(stops).fill("Shift+Tab")]) {
      await tab.keyboard.press(key);
      // After the last of a dialog a browser may offer its own buttons, for which the page has no focus at all.
      const now = await focus(tab);
      assert.ok(now.dialog || now.body, `the focus is at: ${now.text}`);
    }
    await tab.keyboard.press("Escape");
    assert.ok(!(await tab.isVisible("dialog")));
    assert.ok(await tab.evaluate(() => document.activeElement.matches(".actions [data-do=cite]")));
  });
});

// Both run in the page. The first finds what there is to reach, each with the look of the shapes in it: links on a map have no box that
// could be outlined, so that the focus draws a ring there. The second takes out what has been reached, and tells whether it shows that.
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
  return { seen: inWindow && (outlined || ringed), html: element.outerHTML.slice(0, 200) };
}

onEveryKind(
  "everything that can be used is reached by Tab and shows that it is reached",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    const unreached = await tab.evaluateHandle(reachable);
    const unseen = [];
    for (;;) {
      await tab.keyboard.press("Tab");
      const stop = await tab.evaluate(reach, unreached);
      if (!stop) break;
      if (!stop.seen) unseen.push(stop.html);
    }
    none(unseen);
    none(await unreached.evaluate((left) => [...left.keys()].map((element) => `not reached: ${element.outerHTML.slice(0, 200)}`)));
  },
  (page) => ["home", "response", "cities"].includes(page.kind),
);

onEveryKind(
  "the tool of a passage is seen at once, and reached by keyboard",
  async (t, site, page) => {
    const tab = await open(t, site, page, { width: 1440 });
    assert.equal(await tab.locator(".passage .tools").first().evaluate((element) => getComputedStyle(element).opacity), "1");
    await tabTo(tab, ".passage .tools button");
    const box = await tab.locator(":focus").boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.y + box.height <= 900, "it is inside of the window");
  },
  (page) => page.kind === "response",
);
