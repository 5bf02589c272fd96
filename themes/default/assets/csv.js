/* The rows of a list that are on the screen as a table for Excel. digest.js loads this file when the reader asks for it.

   A row is an item that the filter shows. What several items share stands beside them, in an element `shared` of a group `sharing`; the heading of a
   group names its topic or its city; year, sector and city stand in the address of the response: .../2024/culture/omsk/index.html. */
(() => {
  "use strict";

  const RESPONSE = /\/(\d{4})\/([^/]+)\/([^/]+)\/(?:index\.html)?$/;
  const BLOCKS = "p, li, dt, dd, h2, h3, div, td, th";
  /* What is no part of a text: tools, ways elsewhere, words for screen readers, what is recorded of it. */
  const APART = ".unseen, .tools, .onward, .record, .mark, .draft, button, read-more";

  function all(selector, within) {
    return [...within.querySelectorAll(selector)];
  }

  function squeezed(text) {
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  }

  /* The words of an element, with a blank between blocks and a line between cells. */
  function textOf(element, leftOut) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "", last = null;
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement, block = parent.closest(BLOCKS);
      if (parent.closest(APART) || leftOut.some((apart) => apart.contains(parent)) || !walker.currentNode.data.trim() && block !== last) continue;
      if (block !== last && text) text += block && block.matches("td, th") ? " | " : " ";
      text += walker.currentNode.data;
      last = block;
    }
    return squeezed(text);
  }

  /* The names of the entries of a register by their ids, as links and boxes of this page have them. Links inside of texts have a class, and the
     words of the city. */
  function names(folder, box) {
    const found = new Map();
    all("main a:not([class])", document).forEach((link) => {
      const way = link.pathname.split("/").slice(-3);
      if (way[0] === folder && !found.has(way[1])) found.set(way[1], squeezed(link.textContent));
    });
    all("select[data-of=" + box + "] option", document).forEach((option) => {
      if (option.value) found.set(option.value, squeezed(option.text));
    });
    return found;
  }

  /* The address as it is to be sent: that of the published page, where the site has one. */
  function address(link) {
    const { home, base } = window.digestInterface;
    const published = base && link.href.startsWith(home) ? base.replace(/\/?$/, "/") + link.href.slice(home.length) : link.href;
    return published.replace(/\/index\.html(?=$|[?#])/, "/");
  }

  function row(item, known) {
    const sharing = item.closest(".sharing"), shared = sharing && sharing.querySelector(".shared"), group = item.closest("section");
    const links = all("a", item).concat(shared ? all("a", shared) : [], group ? all("h2 a", group) : []);
    const responses = links.filter((each) => RESPONSE.test(each.pathname));
    /* The row of a city in a table of all sectors is about none of them. */
    const isWhole = item.matches("tr") && new Set(responses.map((each) => RESPONSE.exec(each.pathname)[2])).size > 1;
    const link = !isWhole && responses[0] || links[0];
    const [, year, sector, city] = link && RESPONSE.exec(link.pathname) || [];
    function linked(kind) {
      const to = links.find((each) => !each.className && each.pathname.includes("/" + kind + "/"));
      return to ? squeezed(to.textContent) : "";
    }
    /* A link to a response reads «Омск» or «Омск: Ремонт дорог». */
    const first = shared && shared.querySelector("a") || item.querySelector("a"), named = first ? squeezed(first.textContent).split(": ")[0] : "";
    const cityName = known.cities.get(city) || (city ? named : linked("cities"));
    const topics = (item.dataset.topic || sharing && sharing.dataset.topic || "").split(" ").map((id) => known.topics.get(id)).filter(Boolean);
    const title = document.body.className === "page-topic" && squeezed(document.querySelector("h1").textContent);
    const beside = item.nextElementSibling && item.nextElementSibling.matches(".record") ? item.nextElementSibling : item;
    const states = all(".mark, .state, .draft", item).concat(all(".mark", beside)).map((mark) => squeezed(mark.textContent));
    /* That nothing is recorded is said once a group. */
    const none = document.querySelector("select[data-of=state] option[value=none]");
    if (!states.length && none) states.push(squeezed(none.text));
    const head = first && squeezed(first.textContent) === cityName ? [first] : [];
    const owner = item.matches(".askers > li") ? shared : item;
    return [
      cityName, year || "", known.sectors.get(sector) || sector || "", topics.join(" | ") || title || linked("topics"),
      [...new Set(states)].join(" | "), textOf(owner, head.concat(all(".quiet, .place", owner))) || textOf(owner, head), link ? address(link) : ""
    ];
  }

  /* As src/render/data/csv.rs writes it: no cell is a formula, whatever a city wrote. */
  function cell(text) {
    const guarded = /^[=+\-@＝＋－＠\t\r\n']/.test(text) ? "'" + text : text;
    return /[;\u0022\r\n]/.test(guarded) ? "\u0022" + guarded.replace(/\u0022/g, "\u0022\u0022") + "\u0022" : guarded;
  }

  /* Saves the items that are shown; `columns` are the names of the columns. */
  window.digestCsv = function (items, columns) {
    const known = { cities: names("cities", "city"), topics: names("topics", "topic"), sectors: new Map(window.digestInterface.sectors) };
    const rows = [columns].concat(items.filter((item) => !item.hidden).map((item) => row(item, known)));
    const text = rows.map((cells) => cells.map(cell).join(";") + "\r\n").join("");
    /* The mark at the start makes Excel read it as UTF-8. */
    window.digestSave(new Blob(["\ufeff" + text], { type: "text/csv" }), document.title, ".csv");
  };
})();
