{#- What is the same on every page and useless without script: wording, panel, dialog, buttons. Rendered once for the
    site. It stands in the head, so that nothing of it comes late; what the buttons do is in assets/digest.js. -#}
/* Made from templates/interface.js. */
(() => {
  "use strict";

  const root = document.documentElement;

  /* Settings for comfortable reading apply before anything is painted. A browser may forbid to look at what it
     remembers. */
  root.className = "script";
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.getItem("asdg-comfort")));
  } catch {
    root.className = "script";
  }

  /* Elements that are empty without script. They are filled while the page is read, so that nothing shifts. */
  function define(name, className, html) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback() {
        if (this.firstChild) return;
        this.className = className + " needs-script";
        this.innerHTML = html;
        /* Where the system has a sheet for sharing, mostly on phones. */
        const share = navigator.share && this.querySelector("[data-do=share]");
        if (share) share.hidden = false;
      }
    });
  }
  define("comfort-tool", "comfort", {{ <comfort_opener/> | json }});
  define("contents-fold", "contents-fold", {{ <contents_button/> | json }});
  define("page-tools", "actions", {{ <page_buttons/> | json }});

  /* What a phone shows on its home screen; the files lie beside this one. From a folder on disk a browser would refuse
     the manifest, and say so. */
  if (location.protocol !== "file:") {
    for (const [rel, name] of [["manifest", "site.webmanifest"], ["apple-touch-icon", "touch-icon.png"]]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = new URL(name, document.currentScript.src).href;
      document.head.append(link);
    }
  }

  /* The comparison and the Word document of what the page is about: a response, a question or a city, which its address
     names. They need script as well, so no page has the links. */
  const home = new URL("../", document.currentScript.src).href;
  function subject() {
    const way = location.href.startsWith(home) ? location.href.slice(home.length).split(/[/?#]/) : [];
    switch (document.body.className) {
      case "page-city": return document.querySelector(".front .matrix") && { city: way[1] };
      case "page-question": return { year: way[0], sector: way[1], question: way[3] };
      case "page-response": return { city: way[2], year: way[0], sector: way[1] };
      default: return null;
    }
  }
  document.addEventListener("readystatechange", () => {
    const header = document.querySelector(".page-header"), about = header && subject();
    const tools = document.querySelector("page-tools");
    if (tools && about) {
      const word = tools.appendChild(document.createElement("a"));
      word.href = home + "collection/index.html?" + new URLSearchParams(about) + "#_word";
      word.textContent = {{ t(key="word") | json }};
    }
    {%- if site.is_comparable %}
      const isWay = header && (about || document.body.matches(".page-home, .page-cities"));
      if (!isWay) return;
      const link = document.createElement("a");
      link.href = home + "compare/index.html" + (about ? "?" + new URLSearchParams(about) : "");
      link.textContent = {{ t(key="compare") | json }};
      const places = ".page-header .onward, .front > .first .onward, .page-home .block:first-of-type > .onward";
      const ways = Array.from(document.querySelectorAll(places));
      const line = ways.at(-1) || header.appendChild(document.createElement("p"));
      line.classList.add("screen", "onward");
      const added = line.appendChild(document.createElement("span"));
      added.className = "needs-script";
      added.append(ways.length ? " · " : "", link);
    {%- endif %}
  }, { once: true });

  /* The link of the heading above an element, which thousands of quotations and items need not repeat. */
  function linkAbove(element) {
    while (element && !element.matches("h2, h3, h4, .request-city")) {
      element = element.previousElementSibling || element.parentElement;
    }
    return element && element.querySelector("a");
  }

  /* The way from a quotation to the whole. */
  customElements.define("read-more", class extends HTMLElement {
    connectedCallback() {
      const named = !this.firstChild && linkAbove(this);
      if (!named) return;
      const link = document.createElement("a");
      link.href = named.href;
      link.innerHTML = {{ <read_more/> | json }};
      link.lastChild.append(named.textContent);
      this.className = "onward needs-script";
      this.append(link);
    }
  });

  const isNarrow = matchMedia("(max-width: 40rem)");

  /* Inside of `data-parts` each section with an id gets tools, before the first element that is neither its heading
     nor its tags. */
  function equip(element) {
    if (element.nodeType === 1 && element.matches("details.folds")) element.open = !isNarrow.matches;
    const isFirst = "[data-parts] section[id] > :not(h2, h3, h4, .tags, .tools)";
    if (element.nodeType !== 1 || !element.matches(isFirst)) return;
    const part = element.parentElement;
    if ("part" in part.dataset || !part.querySelector(":scope > :is(h2, h3, h4)")) return;
    const tools = document.createElement("div");
    tools.className = "tools needs-script";
    tools.innerHTML = {{ <part_buttons/> | json }};
    part.dataset.part = "";
    part.insertBefore(tools, element);
  }

  /* The contents name the answers only; their passages are added below each. */
  function complete(contents) {
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

  /* The items of a list that is quoted lead to their places in the response. What is said to an item is no part of its
     link. */
  function lead(list) {
    const named = linkAbove(list);
    Array.from(list.children).forEach((item, number) => {
      if (!named || item.querySelector(":scope > a")) return;
      const link = document.createElement("a");
      link.href = named.href + "." + (Number(list.dataset.first) + number);
      const isRecord = (node) => node.nodeType === 1 && node.matches(".record");
      while (item.firstChild && !isRecord(item.firstChild)) link.append(item.firstChild);
      item.prepend(link);
    });
  }

  /* An observer is told of what has been read before it is painted, so that nothing shifts. */
  function equipAll(changes) {
    changes.forEach((change) => { change.addedNodes.forEach(equip); });
  }
  const observer = new MutationObserver(equipAll);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("readystatechange", () => {
    equipAll(observer.takeRecords());
    observer.disconnect();
    const target = document.getElementById(location.hash.slice(1)), fold = target && target.closest("details.folds");
    if (fold) fold.open = true;
    document.querySelectorAll(".contents.follows").forEach(complete);
    document.querySelectorAll(".items[data-first]").forEach(lead);
  }, { once: true });

  /* What the buttons do is needed when the page has been read. The file lies beside this one. */
  const actions = new URL({{ asset(name="digest.js") | json }}.split("/").pop(), document.currentScript.src).href;
  document.addEventListener("readystatechange", () => {
    const script = document.createElement("script");
    script.src = actions;
    document.head.appendChild(script);
  }, { once: true });

  /* The title of the page without that of the site; nothing on the home page. */
  function title() {
    const site = {{ site.title | json }};
    const end = " — " + site;
    if (document.title === site) return "";
    return document.title.endsWith(end) ? document.title.slice(0, -end.length) : document.title;
  }

  /* References, as Russian standards have them: GOST R 7.0.100-2018 (Библиографическая запись. Библиографическое
     описание) for lists of references, GOST R 7.0.108-2022 (Библиографические ссылки на электронные документы) for
     footnotes. In Russian whatever the language of the interface, since what they describe is. `part` holds the titles
     down to what is cited, each with a full stop and a blank before it; `author` and `year` may be empty. */
  function references(part, author, year, address, day) {
    function by(name) { return name ? " / " + name : ""; }
    let whole = {{ site.title | json }} + " : [сайт]" + by({{ site.publisher | json }}) + (year ? ". – " + year : "");
    const text = "Текст : электронный";
    whole += ". – URL: " + address + " (дата обращения: " + day + ")";
    if (!title()) return { record: whole + ". – " + text + ".", note: whole + ". – " + text + "." };
    const cited = title() + part + by(author);
    return { record: cited + ". – " + text + " // " + whole + ".", note: cited + " // " + whole + ". – " + text + "." };
  }

  /* A text with an address as nodes: a line rather ends after a part of the address than inside of one. */
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
