/* Marks the words of a query on the page of a search result. digest.js loads this file when such a page is opened. */
(() => {
  "use strict";

  const LETTER = "[\\p{Alphabetic}\\p{N}\\u0300\\u0301]";
  const TOKEN = new RegExp("\\d{1,3}(?:[ \\u00a0\\u2009\\u202f]\\d{3}(?!" + LETTER + "))+|" + LETTER + "+(?:[-.,\\u2010\\u2011]" + LETTER + "+)*", "gu");

  /* `list` contains the words in the forms of the page, in lower case and with е for ё. */
  window.digestMark = function (list) {
    const words = new Set(list), texts = [], marks = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest(".prose, h3, h4")) texts.push(walker.currentNode);
    texts.forEach((text) => {
      const hits = Array.from(text.data.matchAll(TOKEN)).filter((hit) => words.has(hit[0].toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "")));
      hits.reverse().forEach((hit) => {
        const mark = document.createElement("mark");
        text.splitText(hit.index + hit[0].length);
        mark.append(text.splitText(hit.index));
        text.after(mark);
        marks.push(mark);
      });
    });
    if (!marks.length) return;
    const template = document.createElement("template");
    template.innerHTML = window.digestInterface.marked;
    const bar = document.body.appendChild(template.content.firstElementChild);
    bar.querySelector("button").addEventListener("click", () => {
      marks.forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
      bar.remove();
    });
    /* The first hit of the passage may be below the window. */
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const first = place && place.querySelector("mark");
    if (first && first.getBoundingClientRect().bottom > window.innerHeight - 80) first.scrollIntoView({ block: "center" });
  };
})();
