// Printed pages: A4 with page numbers, the whole text without controls, with address and date.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { assertEmpty, testEachKind, open } from "./site.mjs";

// The bottom margin is 20 mm. A page is 842 points high, and a point is 0.353 mm.
const HEIGHT = 842;
const FOOT = 57;
const BODY = ["-x", "0", "-y", "0", "-W", "596", "-H", String(HEIGHT - FOOT)];
const NUMBERS = ["-x", "0", "-y", String(HEIGHT - FOOT), "-W", "596", "-H", String(FOOT)];

const run = (program, options, input) => execFileSync(program, options, { input, encoding: "utf8" });
const pagesOf = (pdf, ...options) => run("pdftotext", [...options, "-", "-"], pdf).split("\f").slice(0, -1);

// Paper has other line breaks, also inside words.
const flat = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010\u2011-]/g, "");

// Elements only for the screen: navigation, labels that are links, and controls.
const SCREEN_ONLY = "nav, form, button, summary, .needs-script, .screen, .onward, .related, .passage > details, .answer > .wording a, .passage > .tags";

const canonical = (page) => /<link href="?([^" >]+)"? rel="?canonical/.exec(page.html)?.[1];

// A text may continue on the next page, with columns between its parts. So it is found as a whole, or in two parts.
function containsText(piece, text) {
  let known = 0;
  while (known < piece.length && text.includes(piece.slice(0, known + 1))) known += 1;
  return text.includes(piece.slice(known));
}

testEachKind("on paper", async (t, site, page) => {
  const tab = await open(t, site, page);
  const menu = await tab.locator("nav.menu").innerText();
  const controls = (await tab.locator(".skip, button").allTextContents()).filter((text) => text.trim());
  const onScreen = await tab.evaluate(textsOfMain, SCREEN_ONLY);
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  await tab.emulateMedia({ media: "print" });
  const printed = await tab.evaluate(printedElements);
  const texts = await tab.evaluate(textsOfMain, "");
  const text = flat(pagesOf(pdf, "-raw", ...BODY).join(""));
  const name = `${site.name}, ${page.kind}`;

  await t.test(`${name}: pages are A4, none is empty, and they are numbered from 1`, () => {
    const info = run("pdfinfo", ["-"], pdf);
    assert.match(info, /^Page size:.*\(A4\)$/m);
    const count = Number(/^Pages: +(\d+)$/m.exec(info)[1]);
    const numbers = pagesOf(pdf, "-raw", ...NUMBERS).map((number) => number.trim());
    assert.deepEqual(numbers, Array.from({ length: count }, (_, index) => String(index + 1)));
    assertEmpty(pagesOf(pdf, "-raw", ...BODY).flatMap((body, index) => (body.trim() ? [] : [`page ${index + 1} is empty`])));
    // A page of prose of 11 points has some 2000 letters. Much less would waste paper, much more would be hard to read. Lists have
    // short lines, so the limits do not apply to them.
    const isProse = page.kind === "response";
    if (isProse) assert.ok(text.length / count > 900 && text.length / count < 3500, `${text.length} letters on ${count} pages`);
  });

  await t.test(`${name}: the whole content is printed`, () => {
    assertEmpty([...onScreen, ...texts].filter((piece) => !containsText(flat(piece), text)));
    const expected = flat(texts.join(""));
    // A search without a query has only a title.
    assert.ok((expected.length > 20 || page.kind === "search") && text.length >= expected.length, `${text.length} letters of ${expected.length}`);
  });

  await t.test(`${name}: neither navigation nor controls are printed`, () => {
    assertEmpty(printed.controls);
    // The page for a lost address repeats the menu as its content.
    const content = flat(texts.join(""));
    assertEmpty([menu, ...controls].map(flat).filter((piece) => text.includes(piece) && !content.includes(piece)));
  });

  await t.test(`${name}: it begins with the site and ends with address and date`, () => {
    // In order from top to bottom, which is not always the order of drawing.
    // pdftotext may put turned column names anywhere.
    const isUpright = page.kind === "topic-matrix";
    const all = isUpright ? text : flat(pagesOf(pdf, "-layout", ...BODY).join(""));
    const [header, footer] = [printed.header, printed.footer].map(flat);
    assert.ok(isUpright ? all.includes(header) : all.startsWith(header), header);
    assert.ok(isUpright ? all.includes(footer) : all.endsWith(footer), footer);
    if (page.kind !== "not-found") {
      const today = new Date().toLocaleDateString("ru-RU", { day: "2-digit", month: "2-digit", year: "numeric" });
      assert.ok(printed.footer.includes(canonical(page)) && printed.footer.includes(today), printed.footer);
    }
  });

  await t.test(`${name}: no heading is alone at the bottom of a page`, () => {
    // Without its list or answer, a line of counts or the wording of a question is alone, too.
    const headings = new Set(printed.headings.map(flat));
    const alone = pagesOf(pdf, "-layout", ...BODY).flatMap((body, index) => {
      // A heading may have several lines.
      const lines = body.split("\n").map(flat).filter(Boolean);
      const ends = [1, 2, 3, 4].map((count) => lines.slice(-count).join(""));
      const heading = ends.find((end) => headings.has(end));
      return heading ? [`page ${index + 1} ends with the heading ${heading}`] : [];
    });
    assertEmpty(alone);
  });
});

// Runs in the page: returns the visible texts in its main part, except inside elements that match the selector. Text for screen readers
// only is not visible.
function textsOfMain(but) {
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const isSeen = parentElement.checkVisibility({ visibilityProperty: true }) && !parentElement.closest(".unseen");
    if (data.trim() && isSeen && !(but && parentElement.closest(but))) texts.push(data);
  }
  return texts;
}

// Runs in the page with print styles. Two kinds of navigation are printed: the contents of a collection list what is in it, and the breadcrumbs
// of a response have its sector and year.
function printedElements() {
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  return {
    controls: visible("nav:not(.of-print, .page-response > .breadcrumbs), button, form, dialog, .skip, .needs-script").map((element) => element.outerHTML.slice(0, 200)),
    headings: visible("main :is(h1, h2, h3, h4, h5, h6, .block > .count-line, .wording)").map((element) => element.innerText),
    header: document.querySelector("body > header").innerText,
    footer: document.querySelector("body > footer").innerText,
  };
}
