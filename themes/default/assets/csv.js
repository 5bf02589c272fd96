/* The rows of a list that are on the screen as a table for Excel. digest.js loads this file when the reader asks for it.

   A row of a table has the table's own columns. Any other row is an item of a list: what several items share stands beside them, in an element
   `shared` of a group `sharing`; the heading of a group names its topic, its course or its city; year, sector and city stand in the address of the
   response: .../2024/culture/omsk/index.html. */
(() => {
  "use strict";

  const RESPONSE = /\/(\d{4})\/([^/]+)\/([^/]+)\/(?:index\.html)?$/;
  const BLOCKS = "p, li, dt, dd, h2, h3, div, td, th";
  /* What is no part of a text: tools, ways elsewhere, words for screen readers and signs for all others, what is recorded of it. */
  const APART = ".unseen, .tools, .onward, .record, .mark, .draft, button, read-more, [aria-hidden=true]";

  function all(selector, within) {
    return [...within.querySelectorAll(selector)];
  }

  function squeezed(text) {
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  }

  /* The words of an element, with a blank between blocks and a line between cells. */
  function textOf(element, leftOut = []) {
    if (!element) return "";
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
    if (!link) return "";
    const { home, base } = window.digestInterface;
    const published = base && link.href.startsWith(home) ? base.replace(/\/?$/, "/") + link.href.slice(home.length) : link.href;
    return published.replace(/\/index\.html(?=$|[?#])/, "/");
  }

  /* Tables. */

  /* 1 204 is a number for people only; a dash is none of what is counted. */
  function valueOf(element) {
    const text = textOf(element);
    if (text === "—") return "0";
    return /^\d{1,3}(?: \d{3})+$/.test(text) ? text.replace(/ /g, "") : text;
  }

  /* What stands in the head of a row besides its name is a column of its own. A cell with two numbers tells them, and its head their names. */
  function ofTable(table, rows, columns) {
    const heads = all("thead th", table);
    const texts = heads.flatMap((head) => head.dataset.heads ? head.dataset.heads.split("|") : [textOf(head, all(".count", head))]);
    texts.splice(1, 0, columns.note);
    const cells = rows.map((row) => {
      const name = row.querySelector("th"), link = name.querySelector("a");
      const rest = [...name.children].filter((part) => part !== link && !part.matches(".unseen")).map((part) => squeezed(part.textContent));
      const values = all("td", row).flatMap((cell) => {
        if (cell.dataset.number) return [cell.dataset.number, cell.dataset.entries];
        return Array(cell.colSpan).fill(valueOf(cell));
      });
      return [squeezed((link || name).textContent), rest.join("; ")].concat(values, address(link));
    });
    return [texts.concat(columns.address)].concat(cells);
  }

  /* Lists. */

  function ofItem(item, known, nameOf) {
    const sharing = item.closest(".sharing"), shared = sharing && sharing.querySelector(".shared"), group = item.closest("section");
    const data = { ...sharing && sharing.dataset, ...item.dataset };
    const links = all("a", item).concat(shared ? all("a", shared) : [], group ? all("h2 a", group) : []);
    const link = links.find((each) => RESPONSE.test(each.pathname)) || links[0];
    const [, year, sector, city] = link && RESPONSE.exec(link.pathname) || [];
    function linked(kind) {
      const to = links.find((each) => !each.className && each.pathname.includes("/" + kind + "/"));
      return to ? squeezed(to.textContent) : "";
    }
    function titled(kind) {
      return document.body.className === "page-" + kind && squeezed(document.querySelector("h1").textContent);
    }
    /* A link to a response reads «Омск» or «Омск: Ремонт дорог». */
    const first = shared && shared.querySelector("a") || item.querySelector("a"), named = first ? squeezed(first.textContent) : "";
    const cityName = known.cities.get(city) || (city ? named.split(": ")[0] : linked("cities"));
    const sectorName = known.sectors.get(sector) || sector || "";
    const topics = (data.topic || "").split(" ").map((id) => known.topics.get(id)).filter(Boolean);
    const beside = item.nextElementSibling && item.nextElementSibling.matches(".record") ? item.nextElementSibling : item;
    const states = all(".mark, .state, .draft", item).concat(all(".mark", beside)).map((mark) => squeezed(mark.textContent));
    /* That nothing is recorded is said once a group. */
    const none = document.querySelector("select[data-of=state] option[value=none]");
    if (!states.length && none) states.push(squeezed(none.text));
    /* A quotation ends with its sector, its question and its year. */
    const from = item.matches(".quotes > li") ? textOf(item.lastElementChild) : "";
    const question = from.startsWith(sectorName + ", ") ? from.slice(sectorName.length + 2).replace(new RegExp(", " + year + "$"), "") : "";
    const place = data.find || nameOf(item, "region");
    function text() {
      if (item.matches(".items > li, .request-wording")) return textOf(item);
      if (item.matches(".askers > li")) return textOf(item.querySelector(":scope > span") || shared);
      const quoted = item.querySelector(".quote, .prose");
      if (quoted || year) return textOf(quoted);
      return textOf(item, [first].concat(all("p", item).filter((line) => place && squeezed(line.textContent).startsWith(place))));
    }
    return {
      city: cityName,
      region: year ? "" : place,
      district: year ? "" : nameOf(item, "district"),
      size: year ? "" : nameOf(item, "size"),
      year: year && !titled("plans") ? year : "",
      planned: year && titled("plans") ? String(Number(year) + 1) : "",
      sector: sectorName,
      question,
      topic: topics.join("; ") || titled("topic") || linked("topics"),
      course: titled("course") || linked("courses"),
      state: [...new Set(states)].join("; "),
      title: shared && shared.querySelector(".of") ? squeezed(shared.querySelector(".of").textContent) : named.startsWith(cityName + ": ") ? named.slice(cityName.length + 2) : "",
      text: text(),
      address: address(link)
    };
  }

  /* A page has the beginnings of long texts. */
  function ofList(items, columns, nameOf) {
    const known = { cities: names("cities", "city"), topics: names("topics", "topic"), sectors: new Map(window.digestInterface.sectors) };
    const rows = items.map((item) => ofItem(item, known, nameOf));
    const isCut = rows.some((row) => row.text.endsWith("…")) || items.some((item) => item.querySelector("read-more"));
    const used = Object.keys(rows[0]);
    const heads = used.map((column) => columns[column === "text" && isCut ? "beginning" : column]);
    return [heads].concat(rows.map((row) => used.map((column) => row[column])));
  }

  /* As src/render/data/csv.rs writes it: no cell is a formula, whatever a city wrote. */
  function cell(text) {
    const guarded = /^[=+\-@＝＋－＠\t\r\n']/.test(text) ? "'" + text : text;
    return /[;\u0022\r\n]/.test(guarded) ? "\u0022" + guarded.replace(/\u0022/g, "\u0022\u0022") + "\u0022" : guarded;
  }

  /* Saves the items that are shown. `columns` are the names of the columns by what stands in them; `nameOf` tells the region, the district or the
     size of the city of an item. */
  window.digestCsv = function (items, columns, nameOf) {
    const shown = items.filter((item) => !item.hidden), table = items[0].closest("table");
    if (!shown.length) return;
    const rows = table ? ofTable(table, shown, columns) : ofList(shown, columns, nameOf);
    /* A column with nothing in it is left out. */
    const isUsed = rows[0].map((_, at) => rows.slice(1).some((row) => row[at]));
    const text = rows.map((cells) => cells.filter((_, at) => isUsed[at]).map(cell).join(";") + "\r\n").join("");
    /* The mark at the start makes Excel read it as UTF-8. */
    window.digestSave(new Blob(["\ufeff" + text], { type: "text/csv" }), document.title, ".csv");
  };
})();
