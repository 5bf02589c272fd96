/* Numbers the sheets of a collection when it is printed. */
(() => {
  "use strict";

  const root = document.documentElement;
  const { all, make } = window.digestShards;

  /* A4 without the margins of the style sheet, in pixels, as Chromium rounds it for the window and for the pages. */
  const WINDOW = { width: 623, height: 971 };
  const SHEET = { width: 624, height: 972 };

  /* The numbers of the pages in the contents. No browser counts pages for a link yet (`target-counter`), but Chromium tells the page when it
     is about to print and has its style for paper on. A page is broken there just as a column is, so each response is laid out in columns as
     large as a page, and counted. Where the reader has chosen other paper, and in other browsers, there are no numbers. */
  window.digestSheets = function (contents, body) {
    const marks = all(".sheet", contents);
    marks.forEach((mark) => { mark.textContent = ""; });
    const probe = make("div", { class: "probe" });
    document.body.append(probe);
    const is = probe.getBoundingClientRect();
    probe.remove();
    if (is.width !== WINDOW.width || is.height !== WINDOW.height) return;
    function measured(className, measure) {
      root.classList.add(className);
      const result = measure();
      root.classList.remove(className);
      return result;
    }
    root.style.setProperty("--sheet-width", SHEET.width + "px");
    root.style.setProperty("--sheet-height", SHEET.height + "px");
    let next = 1 + measured("measures-front", () => Math.round(document.body.scrollWidth / SHEET.width));
    const first = measured("measures", () => {
      const pages = {};
      all(".gathered", body).forEach((element) => {
        pages[element.id] = next;
        next += Math.max(1, Math.round(element.scrollWidth / SHEET.width));
      });
      return pages;
    });
    marks.forEach((mark) => { mark.textContent = first[mark.dataset.of] || ""; });
  };
})();
