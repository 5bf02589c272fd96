// Pages have no motion if the reader's system asks for less.

import assert from "node:assert/strict";
import { assertEmpty, testEachKind, open } from "./site.mjs";

testEachKind("no element has a transition, an animation or smooth scrolling", async (t, site, page) => {
  const tab = await open(t, site, page);
  assertEmpty(
    await tab.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) =>
        [null, "::before", "::after"].flatMap((part) => {
          const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element, part);
          const still = scrollBehavior === "auto" && /^(0s(, )?)+$/.test(transitionDuration) && animationName === "none";
          return still ? [] : [`<${element.localName} class="${element.className}">${part ?? ""}`];
        }),
      ),
    ),
  );
  assert.equal(await tab.evaluate(() => document.getAnimations().length), 0);
});
