// axe finds no accessibility problems on any page in any state.

import { installed } from "./browser.mjs";
import { layOutAll, assertEmpty, testEachKind, open } from "./site.mjs";

const { source } = installed("axe-core");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Each state continues from the previous one, because loading a page and axe takes longer than the check.
const STATES = [
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

// The page for a lost address has no references.
const statesOf = (page) => (page.kind === "not-found" ? STATES.slice(0, -1) : STATES);

testEachKind("axe finds nothing", async (t, site, page) => {
  const tab = await open(t, site, page);
  await tab.evaluate(source);
  await layOutAll(tab);
  for (const [state, change] of statesOf(page)) {
    await t.test(`${site.name}, ${page.kind}, ${state}`, async () => {
      await change(tab);
      assertEmpty(await complaints(tab));
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
