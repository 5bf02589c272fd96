/* Page numbers for the contents of a printed collection. */
(() => {
  "use strict";

  const root = document.documentElement;
  const { all, make } = window.digestShards;

  /* The text area of A4 in pixels, as Chromium rounds it for the window and for the pages. */
  const WINDOW = { width: 623, height: 971 };
  const SHEET = { width: 624, height: 972 };

  /* Writes the page numbers into the contents. No browser supports page numbers of links yet (`target-counter`), but Chromium fires an event
     when the print style applies, before it prints. It breaks columns and pages in the same way, so each response is laid out in columns as
     large as a page, and these are counted. For other paper sizes and in other browsers there are no numbers. */
  window.digestSheets = function (contents, body) {
    const numbers = all(".sheet", contents);
    numbers.forEach((number) => { number.textContent = ""; });
    const probe = make("div", { class: "probe" });
    document.body.append(probe);
    const box = probe.getBoundingClientRect();
    probe.remove();
    if (box.width !== WINDOW.width || box.height !== WINDOW.height) return;
    function countPages(className, count) {
      root.classList.add(className);
      const result = count();
      root.classList.remove(className);
      return result;
    }
    root.style.setProperty("--sheet-width", SHEET.width + "px");
    root.style.setProperty("--sheet-height", SHEET.height + "px");
    let page = 1 + countPages("measures-front", () => Math.round(document.body.scrollWidth / SHEET.width));
    const starts = countPages("measures", () => {
      const starts = {};
      all(".gathered", body).forEach((element) => {
        starts[element.id] = page;
        page += Math.max(1, Math.round(element.scrollWidth / SHEET.width));
      });
      return starts;
    });
    numbers.forEach((number) => { number.textContent = starts[number.dataset.of] || ""; });
  };
})();
