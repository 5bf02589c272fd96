/* Saves the visible rows of a list as a CSV file for Excel. digest.js loads this file when the reader uses the button.

   Rows of a table have the columns of the table. Any other row is an item of a list, and its values come from several places: the element `shared`
   of a group `sharing` has what several items share; the heading of a group names its topic, course or city; the address of the response has year,
   sector and city: .../2024/culture/omsk/index.html. */
(() => {
  "use strict";

  const RESPONSE = /\/(\d{4})\/([^/]+)\/([^/]+)\/(?:index\.html)?$/;
  const BLOCKS = "p, li, dt, dd, h2, h3, div, td, th";
  /* Elements that do not belong to a text: tools, links to other pages, text for screen readers only or hidden from them, and records. */
  const EXCLUDED = ".unseen, .tools, .onward, .record, .mark, .draft, button, .more, [aria-hidden=true]";

  function all(selector, within) {
    return [...within.querySelectorAll(selector)];
  }

  function normalize(text) {
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
  }

  /* Returns the text of an element, with a space between blocks and a vertical line between cells. */
  function textOf(element, excluded = []) {
    if (!element) return "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "", last = null;
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement, block = parent.closest(BLOCKS);
      if (parent.closest(EXCLUDED) || excluded.some((part) => part.contains(parent)) || !walker.currentNode.data.trim() && block !== last) continue;
      if (block !== last && text) text += block && block.matches("td, th") ? " | " : " ";
      text += walker.currentNode.data;
      last = block;
    }
    return normalize(text);
  }

  /* Returns the names of the entries of a register by their ids, from the links and select boxes of this page. Links inside texts are left out:
     they have a class, and their text is the city's own wording. */
  function names(folder, box) {
    const found = new Map();
    all("main a:not([class])", document).forEach((link) => {
      const path = link.pathname.split("/").slice(-3);
      if (path[0] === folder && !found.has(path[1])) found.set(path[1], normalize(link.textContent));
    });
    all("select[data-of=" + box + "] option", document).forEach((option) => {
      if (option.value) found.set(option.value, normalize(option.text));
    });
    return found;
  }

  /* Returns the published address of a link, if the site has a base address. */
  function address(link) {
    if (!link) return "";
    const { home, base } = window.digestInterface;
    const published = base && link.href.startsWith(home) ? base.replace(/\/?$/, "/") + link.href.slice(home.length) : link.href;
    return published.replace(/\/index\.html(?=$|[?#])/, "/");
  }

  /* Tables. */

  /* Excel does not read 1 204 as a number. A dash stands for 0. */
  function valueOf(element) {
    const text = textOf(element);
    if (text === "—") return "0";
    return /^\d{1,3}(?: \d{3})+$/.test(text) ? text.replace(/ /g, "") : text;
  }

  /* The head of a row may contain a note after the name, which gets its own column. A cell with two numbers has them as data attributes, and its head
     has their names. */
  function tableRows(table, rows, columns) {
    const heads = all("thead th", table);
    const texts = heads.flatMap((head) => head.dataset.heads ? head.dataset.heads.split("|") : [textOf(head, all(".count", head))]);
    texts.splice(1, 0, columns.note);
    const cells = rows.map((row) => {
      const name = row.querySelector("th"), link = name.querySelector("a");
      const rest = [...name.children].filter((part) => part !== link && !part.matches(".unseen")).map((part) => normalize(part.textContent));
      const values = all("td", row).flatMap((writeCell) => {
        if (writeCell.dataset.number) return [writeCell.dataset.number, writeCell.dataset.entries];
        return Array(writeCell.colSpan).fill(valueOf(writeCell));
      });
      return [normalize((link || name).textContent), rest.join("; ")].concat(values, address(link));
    });
    return [texts.concat(columns.address)].concat(cells);
  }

  /* Lists. */

  function itemValues(item, entries, nameOf) {
    const sharing = item.closest(".sharing"), shared = sharing && sharing.querySelector(".shared"), group = item.closest("section, article");
    const data = { ...sharing && sharing.dataset, ...item.dataset };
    const links = all("a", item).concat(shared ? all("a", shared) : [], group ? all("h2 a", group) : []);
    const link = links.find((each) => RESPONSE.test(each.pathname)) || links[0];
    const [, year, sector, city] = link && RESPONSE.exec(link.pathname) || [];
    function linkedName(kind) {
      const to = links.find((each) => !each.className && each.pathname.includes("/" + kind + "/"));
      return to ? normalize(to.textContent) : "";
    }
    function pageTitle(kind) {
      return document.body.className === "page-" + kind && normalize(document.querySelector("h1").textContent);
    }
    /* The text of a link to a response is «Омск» or «Омск: Ремонт дорог». */
    const first = shared && shared.querySelector("a") || item.querySelector("a"), linkText = first ? normalize(first.textContent) : "";
    const cityName = entries.cities.get(city) || (city ? linkText.split(": ")[0] : linkedName("cities"));
    const sectorName = entries.sectors.get(sector) || sector || "";
    const topics = (data.topic || "").split(" ").map((id) => entries.topics.get(id)).filter(Boolean);
    const record = item.nextElementSibling && item.nextElementSibling.matches(".record") ? item.nextElementSibling : item;
    const states = all(".mark, .state, .draft", item).concat(all(".mark", record)).map((mark) => normalize(mark.textContent));
    /* Items without a mark have no record; the page says so only once in each group. */
    const none = document.querySelector("select[data-of=state] option[value=none]");
    if (!states.length && none) states.push(normalize(none.text));
    /* The last line of a quotation has its sector, question and year. */
    const source = item.matches(".quotes > li") ? textOf(item.lastElementChild) : "";
    const question = source.startsWith(sectorName + ", ") ? source.slice(sectorName.length + 2).replace(new RegExp(", " + year + "$"), "") : "";
    const place = data.find || nameOf(item, "region");
    function text() {
      if (item.matches(".items > li, .request-wording")) return textOf(item);
      if (item.matches(".askers > li")) return textOf(item.querySelector(":scope > span") || shared);
      const quoted = item.querySelector(".quotes > li > p:nth-child(2):not(:last-child), .quote, .prose");
      if (quoted || year) return textOf(quoted);
      return textOf(item, [first].concat(all("p", item).filter((line) => place && normalize(line.textContent).startsWith(place))));
    }
    return {
      city: cityName,
      region: year ? "" : place,
      district: year ? "" : nameOf(item, "district"),
      size: year ? "" : nameOf(item, "size"),
      year: year && !pageTitle("plans") ? year : "",
      planned: year && pageTitle("plans") ? String(Number(year) + 1) : "",
      sector: sectorName,
      question,
      topic: topics.join("; ") || pageTitle("topic") || linkedName("topics"),
      course: pageTitle("course") || linkedName("courses"),
      state: [...new Set(states)].join("; "),
      title: shared && shared.querySelector(".of") ? normalize(shared.querySelector(".of").textContent) : linkText.startsWith(cityName + ": ") ? linkText.slice(cityName.length + 2) : "",
      text: text(),
      address: address(link)
    };
  }

  /* Pages contain only the beginnings of long texts; the column is named accordingly. */
  function listRows(items, columns, nameOf) {
    const entries = { cities: names("cities", "city"), topics: names("topics", "topic"), sectors: new Map(window.digestInterface.sectors) };
    const rows = items.map((item) => itemValues(item, entries, nameOf));
    const isShortened = rows.some((row) => row.text.endsWith("…")) || items.some((item) => item.querySelector(".more"));
    const used = Object.keys(rows[0]);
    const heads = used.map((column) => columns[column === "text" && isShortened ? "beginning" : column]);
    return [heads].concat(rows.map((row) => used.map((column) => row[column])));
  }

  /* Writes a cell as src/render/data/csv.rs does. A text that Excel would take for a formula gets an apostrophe. */
  function writeCell(text) {
    const guarded = /^[=+\-@＝＋－＠\t\r\n']/.test(text) ? "'" + text : text;
    return /[;\u0022\r\n]/.test(guarded) ? "\u0022" + guarded.replace(/\u0022/g, "\u0022\u0022") + "\u0022" : guarded;
  }

  /* Saves the visible items. `columns` maps the values of an item to the names of their columns; `nameOf` returns the name of the region, the district
     or the size of an item's city. */
  window.digestCsv = function (items, columns, nameOf) {
    const shown = items.filter((item) => !item.hidden), table = items[0].closest("table");
    if (!shown.length) return;
    const rows = table ? tableRows(table, shown, columns) : listRows(shown, columns, nameOf);
    /* Empty columns are left out. */
    const isUsed = rows[0].map((_, at) => rows.slice(1).some((row) => row[at]));
    const text = rows.map((cells) => cells.filter((_, at) => isUsed[at]).map(writeCell).join(";") + "\r\n").join("");
    /* With a byte-order mark Excel reads the file as UTF-8. */
    window.digestSave(new Blob(["\ufeff" + text], { type: "text/csv" }), document.title, ".csv");
  };
})();
