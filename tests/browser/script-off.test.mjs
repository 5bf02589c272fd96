// Without script nothing is missing that can be read, and nothing is there that does not work.

import assert from "node:assert/strict";
import { layOut, none, onEveryKind, open, plain } from "./site.mjs";

onEveryKind("the text without script is the text with script, controls aside", async (t, site, page) => {
  const without = await open(t, site, page, { javaScriptEnabled: false });
  const visible = async (tab) => {
    await layOut(tab);
    return tab.locator("body").innerText();
  };
  const text = plain(await visible(without));
  assert.ok(text.length > 100);
  // The search field leads to a page that says what works without script.
  none(await without.locator("button, input:not(.find input), dialog").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)));

  const tab = await open(t, site, page, { bypassCSP: true });
  // A collection leads elsewhere those who have no script.
  await tab.addStyleTag({ content: ".needs-script, read-more { display: none !important } .ways { display: block !important } .without-script { display: inline !important }" });
  assert.equal(plain(await visible(tab)), text);
});
