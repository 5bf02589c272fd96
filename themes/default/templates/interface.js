{#- The parts of pages that are the same everywhere and need script: wording, panel, dialog, buttons. Rendered once for
    the site. Pages load it in the head, so that nothing shifts; the actions of the buttons are in assets/digest.js. -#}
/* Made from templates/interface.js. */
(() => {
  "use strict";

  const root = document.documentElement;

  /* Settings for comfortable reading apply before the first paint. The browser may refuse storage. */
  root.className = "script";
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.getItem("asdg-comfort")));
  } catch {
    root.className = "script";
  }

  /* Elements that are empty without script. They are filled while the page is parsed, so that nothing shifts. */
  function define(name, className, html) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback() {
        if (this.firstChild) return;
        this.className = className + " needs-script";
        this.innerHTML = html;
        /* The system can share, which is mostly the case on phones. */
        const share = navigator.share && this.querySelector("[data-do=share]");
        if (share) share.hidden = false;
      }
    });
  }
  define("comfort-tool", "comfort", {{ <comfort_opener/> | json }});
  define("contents-fold", "contents-fold", {{ <contents_button/> | json }});
  define("page-tools", "actions", {{ <page_buttons/> | json }});

  /* Name and icon for the home screen of a phone, in the folder of this file. From a folder on disk a browser would
     refuse the manifest with an error in the console. */
  if (location.protocol !== "file:") {
    for (const [rel, name] of [["manifest", "site.webmanifest"], ["apple-touch-icon", "touch-icon.png"]]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = new URL(name, document.currentScript.src).href;
      document.head.append(link);
    }
  }

  /* Links to the comparison and the Word document of the page's subject: a response, a question or a city, found in its
     address. Both need script, so the HTML of the pages does not have the links. */
  const home = new URL("../", document.currentScript.src).href;
  function subject() {
    const path = location.href.startsWith(home) ? location.href.slice(home.length).split(/[/?#]/) : [];
    switch (document.body.className) {
      case "page-city": return document.querySelector(".front .matrix") && { city: path[1] };
      case "page-question": return { year: path[0], sector: path[1], question: path[3] };
      case "page-response": return { city: path[2], year: path[0], sector: path[1] };
      default: return null;
    }
  }
  document.addEventListener("readystatechange", () => {
    const header = document.querySelector(".page-header"), ids = header && subject();
    const tools = document.querySelector("page-tools");
    if (tools && ids) {
      const word = tools.appendChild(document.createElement("a"));
      word.href = home + "collection/index.html?" + new URLSearchParams(ids) + "#_word";
      word.textContent = {{ t(key="word") | json }};
    }
    {%- if site.is_comparable %}
      const hasLink = header && (ids || document.body.matches(".page-home, .page-cities"));
      if (!hasLink) return;
      const link = document.createElement("a");
      link.href = home + "compare/index.html" + (ids ? "?" + new URLSearchParams(ids) : "");
      link.textContent = {{ t(key="compare") | json }};
      const places = ".page-header .onward, .front > .first .onward, .page-home .block:first-of-type > .onward";
      const links = Array.from(document.querySelectorAll(places));
      const line = links.at(-1) || header.appendChild(document.createElement("p"));
      line.classList.add("screen", "onward");
      const added = line.appendChild(document.createElement("span"));
      added.className = "needs-script";
      added.append(links.length ? " · " : "", link);
    {%- endif %}
  }, { once: true });

  /* Returns the link of the heading above an element. Thousands of quotations and items need not repeat it. */
  function linkAbove(element) {
    while (element && !element.matches("h2, h3, h4, .shared")) {
      element = element.previousElementSibling || element.parentElement;
    }
    return element && element.querySelector("a");
  }

  /* Adds the link from a quotation to the full text. */
  function addReadMore(line) {
    const heading = linkAbove(line);
    if (!heading) return;
    const link = line.appendChild(document.createElement("a"));
    link.href = heading.href;
    link.innerHTML = {{ <read_more/> | json }};
    link.lastChild.append(heading.textContent);
    line.classList.add("onward", "needs-script");
  }

  const isNarrow = matchMedia("(max-width: 40rem)");

  /* Fills links to full texts, and opens folded parts in a wide window. Inside `data-parts` adds tools to each section
     with an id, before the first element that is neither its heading nor its tags. */
  function prepare(element) {
    if (element.nodeType !== 1) return;
    if (element.matches("p.more:empty")) addReadMore(element);
    if (element.matches("details.folds")) element.open = !isNarrow.matches;
    if (!element.matches("[data-parts] section[id] > :not(h2, h3, h4, .tags, .tools)")) return;
    const part = element.parentElement;
    if ("part" in part.dataset || !part.querySelector(":scope > :is(h2, h3, h4)")) return;
    const tools = document.createElement("div");
    tools.className = "tools needs-script";
    tools.innerHTML = {{ <part_buttons/> | json }};
    part.dataset.part = "";
    part.insertBefore(tools, element);
  }

  /* Adds the passages to the contents, which list only the answers. */
  function addPassages(contents) {
    contents.querySelectorAll("ol > li > a").forEach((link) => {
      const answer = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const list = document.createElement("ul");
      list.className = "needs-script";
      (answer ? answer.querySelectorAll("section[id]") : []).forEach((passage) => {
        const entry = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
        entry.href = "#" + passage.id;
        entry.textContent = passage.querySelector("h2, h3, h4").textContent;
      });
      if (list.firstChild) link.parentElement.appendChild(list);
    });
    contents.dataset.complete = "";
  }

  /* Links the items of a quoted list to their places in the response. A record at an item is not part of the link. */
  function linkItems(list) {
    const heading = linkAbove(list);
    Array.from(list.children).forEach((item, number) => {
      if (!heading || item.querySelector(":scope > a")) return;
      const link = document.createElement("a");
      link.href = heading.href + "." + (Number(list.dataset.first || 1) + number);
      const isRecord = (node) => node.nodeType === 1 && node.matches(".record");
      while (item.firstChild && !isRecord(item.firstChild)) link.append(item.firstChild);
      item.prepend(link);
    });
  }

  /* An observer gets new elements before they are painted, so that nothing shifts. */
  function prepareAll(changes) {
    changes.forEach((change) => { change.addedNodes.forEach(prepare); });
  }
  const observer = new MutationObserver(prepareAll);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("readystatechange", () => {
    prepareAll(observer.takeRecords());
    observer.disconnect();
    const target = document.getElementById(location.hash.slice(1)), fold = target && target.closest("details.folds");
    if (fold) fold.open = true;
    document.querySelectorAll(".contents.follows").forEach(addPassages);
    document.querySelectorAll(".sharing > .items").forEach(linkItems);
  }, { once: true });

  /* The actions of the buttons are loaded when the page has been parsed, from the folder of this file. */
  const actions = new URL({{ asset(name="digest.js") | json }}.split("/").pop(), document.currentScript.src).href;
  document.addEventListener("readystatechange", () => {
    const script = document.createElement("script");
    script.src = actions;
    document.head.appendChild(script);
  }, { once: true });

  /* Returns the title of the page without that of the site; "" on the home page. */
  function title() {
    const site = {{ site.title | json }};
    const end = " — " + site;
    if (document.title === site) return "";
    return document.title.endsWith(end) ? document.title.slice(0, -end.length) : document.title;
  }

  /* Returns references according to Russian standards: GOST R 7.0.100-2018 (Библиографическая запись. Библиографическое
     описание) for lists of references, GOST R 7.0.108-2022 (Библиографические ссылки на электронные документы) for
     footnotes. They are always in Russian, because the text they describe is. `part` contains the headings above the
     cited part and its own, each after a full stop and a space; `author` and `year` may be empty. */
  function references(part, author, year, address, day) {
    function by(name) { return name ? " / " + name : ""; }
    let whole = {{ site.title | json }} + " : [сайт]" + by({{ site.publisher | json }}) + (year ? ". – " + year : "");
    const text = "Текст : электронный";
    whole += ". – URL: " + address + " (дата обращения: " + day + ")";
    if (!title()) return { record: whole + ". – " + text + ".", note: whole + ". – " + text + "." };
    const cited = title() + part + by(author);
    return { record: cited + ". – " + text + " // " + whole + ".", note: cited + " // " + whole + ". – " + text + "." };
  }

  /* Returns a text with an address as nodes, so that lines break after the parts of the address, not inside them. */
  function breakable(text) {
    const parts = text.match(/.+?(?:[^/]\/(?=[^/])|(?=[?&])|$)/g) || [];
    return parts.flatMap((part) => [part, document.createElement("wbr")]);
  }

  window.digestInterface = {
    isNarrow,
    breakable,
    comfort: {{ <comfort_panel/> | json }},
    cite: {{ <references_dialog/> | json }},
    stemmer: new URL({{ asset(name="stem.js") | json }}.split("/").pop(), document.currentScript.src).href,
    marks: new URL({{ asset(name="marks.js") | json }}.split("/").pop(), document.currentScript.src).href,
    table: new URL({{ asset(name="csv.js") | json }}.split("/").pop(), document.currentScript.src).href,
    columns: {
      city: {{ t(key="city") | json }},
      region: {{ t(key="filter-region") | json }},
      district: {{ t(key="filter-district") | json }},
      size: {{ t(key="filter-size") | json }},
      year: {{ t(key="filter-year") | json }},
      planned: {{ t(key="table-planned") | json }},
      sector: {{ t(key="filter-sector") | json }},
      question: {{ t(key="compare-question") | json }},
      topic: {{ t(key="topic") | json }},
      course: {{ t(key="course-name") | json }},
      state: {{ t(key="filter-state") | json }},
      title: {{ t(key="table-title") | json }},
      text: {{ t(key="table-text") | json }},
      beginning: {{ t(key="table-beginning") | json }},
      note: {{ t(key="table-note") | json }},
      address: {{ t(key="collection-address") | json }}
    },
    sectors: {{ site.sectors | json }},
    home,
    base: {{ site.base_url | json }},
    marked: {{ <marked_bar/> | json }},
    printed: {{ t(key="printed", address="%u", date="%d") | json }},
    references
  };
})();
