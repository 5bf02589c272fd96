// Accessibility as far as a program can judge it: axe finds nothing to complain about, however the page looks.

import { installed } from "./browser.mjs";
import { layOut, none, onEveryKind, open } from "./site.mjs";

const { source } = installed("axe-core");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Each look goes on from the one before it: it takes longer to load a page and axe than to judge the page.
const LOOKS = [
  ["in light colours", () => {}],
  ["on a telephone", (tab) => tab.setViewportSize({ width: 360, height: 800 })],
  ["in dark colours", async (tab) => {
    await tab.setViewportSize({ width: 1280, height: 900 });
    await tab.emulateMedia({ colorScheme: "dark" });
  }],
  ["with the comfort panel open", async (tab) => {
    await tab.emulateMedia({ colorScheme: "light" });
    await tab.click(".comfort-open");
    await tab.waitForSelector(".comfort-panel", { state: "visible" });
  }],
  ["black on white", (tab) => tab.check("[value=black-on-white]")],
  ["white on black", (tab) => tab.check("[value=white-on-black]")],
  ["with the references open", async (tab) => {
    await tab.click(".comfort-panel [type=reset]");
    await tab.click(".comfort-open");
    await tab.click(".actions [data-do=cite]");
    await tab.waitForSelector("dialog", { state: "visible" });
  }],
];

// A page that is not there is nothing to refer to.
const looksOf = (page) => (page.kind === "not-found" ? LOOKS.slice(0, -1) : LOOKS);

onEveryKind("axe finds nothing", async (t, site, page) => {
  const tab = await open(t, site, page);
  await tab.evaluate(source);
  await layOut(tab);
  for (const [look, change] of looksOf(page)) {
    await t.test(`${site.name}, ${page.kind}, ${look}`, async () => {
      await change(tab);
      none(await complaints(tab));
    });
  }
});

async function complaints(tab) {
  const { violations } = await tab.evaluate(
    (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none: not }) => [`${id}: ${html}`, ...[any, all, not].flat().map((check) => check.message)].join("\n  ")),
  );
}
