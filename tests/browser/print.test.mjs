// What comes out of the printer: A4 with numbered pages, all of the text and nothing of the controls, and whence and when it came.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { none, onEveryKind, open } from "./site.mjs";

// The margin at the foot of a page is 20 mm; a page is 842 points high, and a point is 0.353 mm.
const HEIGHT = 842;
const FOOT = 57;
const BODY = ["-x", "0", "-y", "0", "-W", "596", "-H", String(HEIGHT - FOOT)];
const NUMBERS = ["-x", "0", "-y", String(HEIGHT - FOOT), "-W", "596", "-H", String(FOOT)];

const run = (program, options, input) => execFileSync(program, options, { input, encoding: "utf8" });
const pagesOf = (pdf, ...options) => run("pdftotext", [...options, "-", "-"], pdf).split("\f").slice(0, -1);

// Paper breaks lines where the window does not, and words, too.
const flat = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010\u2011-]/g, "");

// What is of use on a screen only: the ways about the site, the labels that are links and no text, and the controls.
const SCREEN_ONLY = "nav, form, button, summary, .needs-script, .screen, .onward, .related, .kin, .answer > .wording a, .passage > .tags";

const canonical = (page) => /<link href="?([^" >]+)"? rel="?canonical/.exec(page.html)?.[1];

// A piece may go on overleaf, and what is drawn in columns can come between its parts. So it is there whole, or in two parts.
function isThere(piece, text) {
  let known = 0;
  while (known < piece.length && text.includes(piece.slice(0, known + 1))) known += 1;
  return text.includes(piece.slice(known));
}

onEveryKind("on paper", async (t, site, page) => {
  const tab = await open(t, site, page);
  const menu = await tab.locator("nav.menu").innerText();
  const controls = (await tab.locator(".skip, button").allTextContents()).filter((text) => text.trim());
  const onScreen = await tab.evaluate(textsOfMain, SCREEN_ONLY);
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  await tab.emulateMedia({ media: "print" });
  const printed = await tab.evaluate(whatIsPrinted);
  const texts = await tab.evaluate(textsOfMain, "");
  const text = flat(pagesOf(pdf, "-raw", ...BODY).join(""));
  const name = `${site.name}, ${page.kind}`;

  await t.test(`${name}: the pages are of A4, with something on each and numbers from 1 on`, () => {
    const info = run("pdfinfo", ["-"], pdf);
    assert.match(info, /^Page size:.*\(A4\)$/m);
    const count = Number(/^Pages: +(\d+)$/m.exec(info)[1]);
    const numbers = pagesOf(pdf, "-raw", ...NUMBERS).map((number) => number.trim());
    assert.deepEqual(numbers, Array.from({ length: count }, (_, index) => String(index + 1)));
    none(pagesOf(pdf, "-raw", ...BODY).flatMap((body, index) => (body.trim() ? [] : [`page ${index + 1} is empty`])));
    // A page of prose of 11 points holds some 2000 letters. Much less would be paper wasted, much more is not to be read. Lists have
    // short lines, so that nothing of the kind can be said of them.
    const isProse = page.kind === "response";
    if (isProse) assert.ok(text.length / count > 900 && text.length / count < 3500, `${text.length} letters on ${count} pages`);
  });

  await t.test(`${name}: all of the content is there`, () => {
    none([...onScreen, ...texts].filter((piece) => !isThere(flat(piece), text)));
    const expected = flat(texts.join(""));
    // A search that nobody asked has a title only.
    assert.ok((expected.length > 20 || page.kind === "search") && text.length >= expected.length, `${text.length} letters of ${expected.length}`);
  });

  await t.test(`${name}: nothing of the ways about the site and its controls is there`, () => {
    none(printed.controls);
    // The page for what is not there has the menu once more, as its content.
    const content = flat(texts.join(""));
    none([menu, ...controls].map(flat).filter((piece) => text.includes(piece) && !content.includes(piece)));
  });

  await t.test(`${name}: it begins with the site and ends with whence and when it came`, () => {
    // From top to bottom, which is not always the order in which it was drawn.
    // pdftotext may put the upright names of columns anywhere into a layout.
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

  await t.test(`${name}: no heading stands alone at the foot of a page`, () => {
    // What counts the list below it, or words the question, is alone without it, too.
    const headings = new Set(printed.headings.map(flat));
    const alone = pagesOf(pdf, "-layout", ...BODY).flatMap((body, index) => {
      // A heading may be of several lines.
      const lines = body.split("\n").map(flat).filter(Boolean);
      const ends = [1, 2, 3, 4].map((count) => lines.slice(-count).join(""));
      const heading = ends.find((end) => headings.has(end));
      return heading ? [`page ${index + 1} ends with the heading ${heading}`] : [];
    });
    none(alone);
  });
});

// Runs in the page: the pieces of text that are seen in its main part, but for those in what fits the selector. What is for screen
// readers only is not seen.
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

// Runs in the page, while it looks as it does on paper. The contents of a collection that is made to be printed tell on paper, too, what
// is in it; the way to a response names its sector and year.
function whatIsPrinted() {
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  return {
    controls: visible("nav:not(.of-print, .page-response > .breadcrumbs), button, form, dialog, .skip, .needs-script").map((element) => element.outerHTML.slice(0, 200)),
    headings: visible("main :is(h1, h2, h3, h4, h5, h6, .block > .count-line, .wording)").map((element) => element.innerText),
    header: document.querySelector("body > header").innerText,
    footer: document.querySelector("body > footer").innerText,
  };
}
