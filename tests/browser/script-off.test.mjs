// Without script the whole text is there, and no control that does not work.

import assert from "node:assert/strict";
import { layOutAll, assertEmpty, testEachKind, open, plain } from "./site.mjs";

testEachKind("the text without script is that with script, except controls", async (t, site, page) => {
  const without = await open(t, site, page, { javaScriptEnabled: false });
  const visible = async (tab) => {
    await layOutAll(tab);
    return tab.locator("body").innerText();
  };
  const text = plain(await visible(without));
  assert.ok(text.length > 100);
  // The page of the search field explains what works without script.
  assertEmpty(await without.locator("button, input:not(.find input), dialog").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)));

  const tab = await open(t, site, page, { bypassCSP: true });
  // Without script a collection only has links to other pages.
  await tab.addStyleTag({ content: ".needs-script, .more { display: none !important } .ways { display: block !important } .without-script { display: inline !important }" });
  assert.equal(plain(await visible(tab)), text);
});
