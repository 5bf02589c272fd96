// Whoever asks the system for less motion gets none.

import assert from "node:assert/strict";
import { none, onEveryKind, open } from "./site.mjs";

onEveryKind("nothing moves for those who want no motion", async (t, site, page) => {
  const tab = await open(t, site, page);
  none(
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
