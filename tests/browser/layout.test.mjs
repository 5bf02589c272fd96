// Nothing is lost at the sides: no page scrolls sideways and no text is cut off, however narrow the window and large the text.

import { none, onEveryKind, open } from "./site.mjs";

// Each step goes on from the one before it; the panel with the settings stays open, as it has to fit, too. A window of 640 pixels with two
// dots to each is one of 1280 at a zoom of 200 %.
const STEPS = [
  ["at 320 pixels", {}],
  ["at 320 pixels with the largest text", { size: "200" }],
  ["at 320 pixels with wide spacing", { size: "150", spacing: "wide", font: "sans" }],
  ["at a zoom of 200 %", { size: "usual", spacing: "usual", font: "usual" }, { width: 640, height: 450 }],
];

onEveryKind("everything fits", async (t, site, page) => {
  const tab = await open(t, site, page, { width: 320, deviceScaleFactor: 2 });
  await tab.click(".comfort-open");
  for (const [title, settings, size] of STEPS) {
    await t.test(`${site.name}, ${page.kind}, ${title}`, async () => {
      for (const [name, value] of Object.entries(settings)) await tab.check(`.comfort-panel [name=${name}][value="${value}"]`);
      if (size) await tab.setViewportSize(size);
      none(await tab.evaluate(misfits));
    });
  }
});

// Runs in the page. Boxes that scroll, and what is for screen readers only, are meant to be larger inside than outside.
function misfits() {
  const found = [];
  const root = document.scrollingElement;
  const tell = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 60)}`;
  const all = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility() && !element.closest(".unseen"));
  if (root.scrollWidth > innerWidth) {
    found.push(`the page is ${root.scrollWidth} pixels wide in a window of ${innerWidth}`);
    const isInBox = (element) => {
      for (let box = element.parentElement; box !== root; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    for (const element of all) {
      if (element.getBoundingClientRect().right > innerWidth + 0.5 && !isInBox(element)) found.push(`too wide: ${tell(element)}`);
    }
  }
  for (const element of all) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const wider = cuts(overflowX) && element.scrollWidth > element.clientWidth;
    const higher = cuts(overflowY) && element.scrollHeight > element.clientHeight;
    if (element.textContent.trim() && (wider || higher)) found.push(`cut off: ${tell(element)}`);
  }
  return found;
}
