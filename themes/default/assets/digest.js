/* The script of all pages: settings for comfortable reading, filters of lists, links and references to passages, contents that follow the reader,
   the map, the date on paper, search keys.

   Reading needs none of this. All text comes from the page or from interface.js, in the language of the page. Without script the class
   `needs-script` hides elements that would not work. */
(() => {
  "use strict";

  const root = document.documentElement;

  function all(selector, within) {
    return [...(within || document).querySelectorAll(selector)];
  }

  /* The panel, the dialog and the wording from templates/interface.js, the same on every page. */
  const shared = window.digestInterface;

  /* Appends an element to another. */
  function add(html, parent) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return parent.appendChild(template.content.firstElementChild);
  }

  /* Comfort: the settings are data attributes of the root element, which the style sheet reads. interface.js applies the stored settings before
     the first paint. */

  const STORAGE_KEY = "asdg-comfort";

  function comfort() {
    const button = document.querySelector(".comfort-open");
    if (!button || !shared) return;
    const panel = add(shared.comfort, button.closest("header") || button.parentElement);
    const radios = all("input[type=radio]", panel);

    function show(open) {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    }
    function showSettings() {
      radios.forEach((radio) => { radio.checked = (root.dataset[radio.name] || "usual") === radio.value; });
    }
    function store() {
      const chosen = {};
      radios.forEach((radio) => { if (radio.checked && radio.value !== "usual") chosen[radio.name] = radio.value; });
      radios.forEach((radio) => {
        if (chosen[radio.name]) root.dataset[radio.name] = chosen[radio.name];
        else delete root.dataset[radio.name];
      });
      /* If the browser refuses storage, the settings last as long as the page. */
      try { localStorage.setItem(STORAGE_KEY, JSON.stringify(chosen)); } catch { return; }
    }

    showSettings();
    button.setAttribute("aria-controls", panel.id);
    show(false);
    button.addEventListener("click", () => { show(panel.hidden); });
    panel.addEventListener("change", store);
    panel.addEventListener("reset", () => {
      /* The radio buttons get their first values only after this event. */
      setTimeout(store, 0);
    });
    panel.addEventListener("submit", (event) => { event.preventDefault(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { show(false); button.focus(); }
    });
  }

  /* Filters. */

  function plain(text) {
    /* On a Mac й and ё may be two characters each. A stress mark is a separate character. */
    return text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "").replace(/[\s\u00a0\u00ad\u2010-\u2014-]+/g, " ").trim();
  }

  /* Loads a script that few readers need, once, then calls a function. If the stemmer cannot be loaded, a filter finds words only as they are
     typed. */
  const loading = {};
  function load(name, global, callback) {
    if (window[global]) return callback();
    if (!shared) return;
    if (!loading[name]) {
      loading[name] = document.createElement("script");
      loading[name].src = shared[name];
      document.head.appendChild(loading[name]);
    }
    loading[name].addEventListener("load", callback);
  }

  /* Returns the stems of the Russian words of a text. Latin words and numbers are compared as they are. */
  function stems(text) {
    return new Set((text.match(/[а-я]+/g) || []).map(window.digestStem));
  }

  function filter(form) {
    const lists = form.dataset.list.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const input = form.querySelector("input");
    const output = form.querySelector("output");
    const fold = form.querySelector("summary");
    if (!lists.length || !input || !output) return;
    const boxes = all("select", form), fields = [input].concat(boxes);
    const items = lists.flatMap((list) => all(form.dataset.items, list));
    /* A list may itself be a group. */
    const groups = form.dataset.groups ? lists.flatMap((list) => [list].filter((group) => group.matches(form.dataset.groups)).concat(all(form.dataset.groups, list))) : [];
    let texts = null;
    let stemsOf = null;
    let valuesOf = null;
    const collection = form.querySelector(".as-one");
    const collectionUrl = collection && collection.href;

    /* Returns the values and the link of an item. An element beside the items holds what several of them share. */
    function dataOf(item) {
      const sharing = item.closest(".sharing");
      const shared = sharing && sharing.querySelector(".shared");
      return { shared, data: Object.assign({}, sharing && sharing.dataset, item.dataset), link: shared && shared.querySelector("a") || item.querySelector("a") };
    }
    /* The address of an item's response contains year, sector and city: .../2024/culture/omsk/index.html. Items of a city link to
       .../cities/omsk/index.html. */
    function pathOf({ link }) {
      return link ? link.pathname.split("/").slice(-4) : [];
    }
    /* For each box, the option of each city, if the options list cities: regions, districts and sizes. */
    const cityOptions = boxes.map((box) => new Map(all("[data-cities]", box).flatMap((option) => option.dataset.cities.split(" ").map((city) => [city, option]))));
    function nameOf(item, of) {
      const at = boxes.findIndex((box) => box.dataset.of === of);
      const option = at >= 0 && cityOptions[at].get(pathOf(dataOf(item))[2]);
      return option ? option.text : "";
    }
    const topicBox = boxes.find((box) => box.dataset.of === "topic");
    const topicNames = new Map(topicBox ? Array.from(topicBox.options, (option) => [option.value, option.text]) : []);
    function text(item) {
      const { shared, data } = dataOf(item);
      const places = [nameOf(item, "region"), nameOf(item, "district")];
      const topics = (data.topic || "").split(" ").map((id) => topicNames.get(id) || "");
      /* On boards the heading of a group names the city or the topic. */
      const heading = shared && shared.closest("section").querySelector("h2 a");
      return plain([item, shared, heading].map((part) => part ? part.textContent : "").concat(Object.values(data), topics, places).join(" "));
    }
    /* Returns the values of an item for each box. */
    function values(item) {
      const found = dataOf(item), { data } = found, path = pathOf(found);
      return boxes.map(({ dataset: { of } }, at) => {
        const place = ["year", "sector", "city"].indexOf(of);
        if (place >= 0) return [path[place]];
        if (of === "topic") return (data.topic || "").split(" ");
        if (of === "state") return [data.state || "none"];
        const option = cityOptions[at].get(path[2]);
        return [option ? option.value : ""];
      });
    }
    /* Updates the link "as one document", which passes on the filter. In lists of cities, topics or courses, it passes the items left instead of the
       words. */
    function collect(hasWords, chosen) {
      const address = new URL(collectionUrl);
      /* A collection has whole answers, so it ignores the states of their items. */
      chosen.filter((box) => box.dataset.of !== "state").forEach((box) => { address.searchParams.append(box.dataset.of, box.value); });
      if (hasWords && !collection.dataset.by) address.searchParams.set("q", input.value.trim());
      if (hasWords && collection.dataset.by) {
        items.forEach((item) => {
          const id = item.hidden || !lists[0].contains(item) ? null : /([^/]+)\/index\.html/.exec(item.querySelector("a").pathname);
          if (id) address.searchParams.append(collection.dataset.by, id[1]);
        });
      }
      collection.href = address;
    }
    function apply() {
      const wanted = plain(input.value);
      const words = wanted ? wanted.split(" ") : [];
      /* The texts are read on first use, because reading thousands of items would delay every page with a list. */
      if (words.length) texts = texts || items.map(text);
      valuesOf = valuesOf || items.map(values);
      if (words.length) load("stemmer", "digestStem", () => { if (!stemsOf) { stemsOf = texts.map(stems); apply(); } });
      function has(number) {
        return function (word) { return texts[number].indexOf(word) >= 0 || stemsOf && stemsOf[number].has(window.digestStem(word)); };
      }
      const chosen = boxes.filter((box) => box.value);
      const counts = boxes.map(() => new Map());
      let shown = 0;
      items.forEach((item, number) => {
        const failing = boxes.filter((box, at) => box.value && !valuesOf[number][at].includes(box.value));
        const hasWords = words.every(has(number));
        item.hidden = !hasWords || failing.length > 0;
        if (!item.hidden) shown += 1;
        /* The counts of a box depend on the words and on the other boxes. */
        boxes.forEach((box, at) => {
          if (!hasWords || failing.some((other) => other !== box)) return;
          valuesOf[number][at].forEach((value) => { counts[at].set(value, (counts[at].get(value) || 0) + 1); });
        });
      });
      boxes.forEach((box, at) => {
        all("option", box).forEach((option) => {
          if (option.value) option.label = option.text + " (" + (counts[at].get(option.value) || 0) + ")";
        });
      });
      /* The class hides the counts of groups, because they count all items. */
      lists.forEach((list) => { list.classList.toggle("is-filtered", shown < items.length); });
      groups.forEach((group) => { group.hidden = all(form.dataset.items, group).every((item) => item.hidden); });
      if (collection) collect(words.length > 0, chosen);
      const pattern = shown ? form.dataset.status : words.length && form.dataset.noneNamed || form.dataset.none;
      if (fold) {
        if (chosen.length) fold.dataset.chosen = chosen.length;
        else delete fold.dataset.chosen;
      }
      output.textContent = words.length || chosen.length ? pattern.replace("%s", shown).replace("%t", items.length) : "";
    }
    function storeFilter() {
      const address = new URL(location.href);
      fields.forEach((field) => {
        if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
        else address.searchParams.delete(field.name);
      });
      /* Some browsers do not allow this for files. */
      try { history.replaceState(history.state, "", address); } catch { return; }
    }
    function restore() {
      const parameters = new URL(location.href).searchParams;
      fields.forEach((field) => {
        const wanted = parameters.get(field.name) || "";
        field.value = wanted;
        /* Old addresses contain the name instead of the id. */
        if (field.selectedIndex < 0) field.selectedIndex = Array.from(field.options).findIndex((option) => option.text === wanted);
        /* An unknown value chooses the first option, which filters nothing. */
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      });
      /* If the address has a filter, the map above the list is hidden, so that the results come first. */
      root.classList.toggle("is-asked", fields.some((field) => field.value));
      apply();
    }

    form.addEventListener("input", () => { apply(); storeFilter(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; apply(); storeFilter(); }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    const table = form.querySelector(".as-table");
    if (table) table.addEventListener("click", () => { load("table", "digestCsv", () => { window.digestCsv(items, shared.columns, nameOf); }); });
    window.addEventListener("popstate", restore);
    restore();
  }

  /* Links and references. */

  /* Returns the current date. A page may stay open overnight, so it is not stored. */
  function today() {
    const now = new Date();
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return two(now.getDate()) + "." + two(now.getMonth() + 1) + "." + now.getFullYear();
  }

  /* Returns the address to quote for the page, or for an anchor on it: the canonical address, or else the current one. */
  function address(anchor) {
    const canonical = document.querySelector("link[rel=canonical]");
    const page = canonical ? canonical.href : location.href.replace(/[?#].*$/, "");
    return anchor ? page + "#" + anchor : page;
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* Saves a file made by the page, such as a table or a document, under a name that every system allows. */
  window.digestSave = function (file, title, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = title.replace(/[^\p{L}\p{N} ,.()«»—-]+/gu, " ").replace(/\s+/g, " ").slice(0, 100).trim() + ending;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
  };

  /* Copies a text. Where the clipboard is not available, as on pages opened from disk, copies it from an invisible field. */
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    (document.querySelector("dialog[open]") || document.body).appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function references() {
    const page = document.querySelector("page-tools");
    if (!shared || !page && !document.querySelector("[data-part]")) return;
    const dialog = add(shared.cite, document.body);
    const status = add('<p class="unseen" id="_status" role="status"></p>', document.body);

    function announce(text) {
      status.textContent = "";
      setTimeout(() => { status.textContent = text; }, 50);
    }
    function report(button, promise) {
      promise.then(
        () => { announce(dialog.dataset.copied); button.dataset.done = ""; setTimeout(() => { delete button.dataset.done; }, 2000); },
        () => { announce(dialog.dataset.failed); });
    }
    /* Returns the part of the page that contains a button, with all headings above it. Without a part, the button is for the whole page. */
    function place(button) {
      const owner = button.closest("[data-part]");
      let titles = "";
      for (let part = owner; part; part = part.parentElement.closest("[data-part]")) {
        const heading = part.querySelector("h2, h3, h4");
        if (heading) titles = ". " + heading.textContent.trim().replace(/^\d+\.\s+/, "") + titles;
      }
      const text = owner ? all(".prose", owner).map((prose) => prose.innerText.trim()).join("\n\n") : "";
      return { anchor: owner ? owner.id : "", part: titles, text };
    }
    function cite(button) {
      const where = place(button);
      const author = document.querySelector("[data-author]");
      const made = shared.references(where.part, author ? author.textContent : "", page ? page.dataset.year : "", address(where.anchor), today());
      made.address = address(where.anchor);
      all("[data-reference]", dialog).forEach((field) => { field.replaceChildren(...shared.breakable(made[field.dataset.reference])); });
      dialog.cited = where.text;
      all("[data-do=quote]", dialog).forEach((button) => { button.parentElement.hidden = !where.text; });
      dialog.showModal();
    }

    /* A click outside of the dialog's box closes it. */
    dialog.addEventListener("click", ({ target, clientX, clientY }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)) dialog.close();
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest && event.target.closest("button[data-do]");
      if (!button) return;
      const action = button.dataset.do;
      if (action === "link") report(button, copy(address(place(button).anchor)));
      if (action === "cite") cite(button);
      /* The promise is rejected if the reader closes the sheet, which is no error. */
      if (action === "share") navigator.share({ title: document.title, url: address("") }).catch(() => {});
      if (action === "print") window.print();
      if (action === "close") dialog.close();
      if (action === "quote") report(button, copy(dialog.cited + "\n\n" + document.getElementById("_cite-note").textContent));
      if (action === "copy") {
        const field = document.getElementById(button.dataset.field);
        select(field);
        report(button, copy(field.textContent));
      }
    });
    /* Search results link to the references of their passages. When the dialog closes, the reader is at the passage. */
    if (location.search !== "?cite") return;
    const passage = document.getElementById(location.hash.slice(1));
    const part = passage && passage.closest("[data-part]");
    const opener = part && part.querySelector("[data-do=cite]");
    if (!opener) return;
    opener.focus({ preventScroll: true });
    opener.click();
    /* Copying the address or reloading should give the page, not the dialog. Some browsers do not allow this for files. */
    try { history.replaceState(null, "", location.pathname + location.hash); } catch { return; }
  }

  /* Links with the same text get a label that contains the heading above, so that a screen reader's list of links tells them apart. */

  function labelLinks() {
    all(".answer > .wording a").forEach((link) => {
      link.setAttribute("aria-label", link.textContent + ": " + link.closest(".answer").querySelector("h2").textContent.replace(/^\d+\.\s+/, ""));
    });
  }

  /* Contents: the current section is marked, and stays visible if the list is longer than its box. */

  function contents() {
    const nav = document.querySelector(".contents.follows");
    if (!nav || !window.IntersectionObserver) return;
    const links = {};
    all("a[href^='#']", nav).forEach((link) => { links[decodeURIComponent(link.hash.slice(1))] = link; });
    const places = all("[id]", document.querySelector("main")).filter((place) => links[place.id]);
    const visible = new Set();
    const button = nav.querySelector("contents-fold button");
    const answers = all("ol > li", nav);
    let current = null;

    /* In a narrow window the list is folded, and its button names the current question. */
    function unfold(isOpen) {
      nav.classList.toggle("is-open", isOpen);
      button.setAttribute("aria-expanded", String(isOpen));
    }
    if (button) {
      button.addEventListener("click", () => { unfold(!nav.classList.contains("is-open")); });
      nav.addEventListener("click", (event) => { if (event.target.closest("a")) unfold(false); });
      nav.addEventListener("keydown", (event) => { if (event.key === "Escape") { unfold(false); button.focus(); } });
    }

    function follow() {
      const reading = places.filter((place) => visible.has(place)).pop();
      const link = reading ? links[reading.id] : null;
      if (!link || link === current) return;
      if (current) current.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      current = link;
      const answer = answers.find((item) => item.contains(link));
      if (button && answer) {
        button.textContent = button.dataset.at.replace("%s", answers.indexOf(answer) + 1).replace("%t", answers.length);
      }
      const box = nav.parentElement;
      if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    }
    /* A section is current while it crosses a line in the upper third of the window. */
    const observer = new IntersectionObserver(((entries) => {
      entries.forEach((entry) => {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      });
      follow();
    }), { rootMargin: "-25% 0px -74% 0px" });
    places.forEach((place) => { observer.observe(place); });
  }

  /* The map is one stop for the Tab key. The left and right arrows move from city to city, from west to east, the up and down arrows to the nearest
     city in that direction. */

  function map(box) {
    const cities = all("a", box).map((link) => {
      const dot = link.querySelector("circle");
      return { link, x: dot.cx.baseVal.value, y: dot.cy.baseVal.value };
    }).sort((a, b) => a.x - b.x || a.y - b.y);
    function nearest(here, direction) {
      const others = cities.filter((city) => (city.y - here.y) * direction > 0);
      const distance = function (city) { return Math.abs(city.y - here.y) + 2 * Math.abs(city.x - here.x); };
      return others.sort((a, b) => distance(a) - distance(b))[0];
    }
    function setTabStop(at) { cities.forEach((city) => { city.link.setAttribute("tabindex", city === at ? "0" : "-1"); }); }
    setTabStop(cities[0]);
    box.addEventListener("keydown", (event) => {
      const at = cities.findIndex((city) => city.link === event.target), here = cities[at];
      if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = {
        ArrowRight: cities[at + 1], ArrowLeft: cities[at - 1], ArrowUp: nearest(here, -1), ArrowDown: nearest(here, 1), Home: cities[0], End: cities.at(-1)
      }[event.key];
      if (!next) return;
      event.preventDefault();
      setTabStop(next);
      next.link.focus();
    });
    box.addEventListener("focusin", (event) => { setTabStop(cities.find((city) => city.link === event.target)); });
  }

  /* Paper: a printed page has its address and date. */

  function preparePrint() {
    if (!shared) return;
    /* What a narrow window folds is unfolded on paper, and when the window becomes wider. */
    const folds = all("details.folds");
    function unfold(isOpen) { folds.forEach((fold) => { fold.open = isOpen; }); }
    shared.isNarrow.addEventListener("change", (narrow) => { unfold(!narrow.matches); });
    /* The script adds the line for the address to responses, which saves it in thousands of pages. */
    const foot = document.querySelector(".page-response .site-footer .frame");
    if (foot && !foot.querySelector("[data-printed]")) add('<p class="only-print" data-printed></p>', foot);
    window.addEventListener("beforeprint", () => {
      unfold(true);
      all("[data-printed]").forEach((line) => {
        let shown = address("");
        /* Readers see letters instead of percent codes. */
        try { shown = decodeURI(shown); } catch { shown = address(""); }
        line.replaceChildren(...shared.breakable(shared.printed.replace("%u", () => shown).replace("%d", today())));
      });
    });
  }

  /* Search: a key focuses the field, and the page of a result has the words of the query marked. */

  function bindKeys() {
    const field = document.querySelector("#_words, .find input");
    if (!field) return;
    document.addEventListener("keydown", (event) => {
      const isTyped = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
      /* Compares key positions, because a Russian layout has other letters there. */
      const isSlash = (event.code === "Slash" || event.key === "/") && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !isTyped;
      const isK = event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isSlash && !isK || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !field.value) field.blur();
    });
  }

  function markWords() {
    let found = null;
    /* The browser may refuse storage. */
    try { found = JSON.parse(localStorage.getItem("asdg-found")); } catch { return; }
    if (!found || !found.page || !location.pathname.replace(/(?:index\.html)?$/, "").endsWith("/" + found.page + "/")) return;
    localStorage.removeItem("asdg-found");
    load("marks", "digestMark", () => { window.digestMark(found.words); });
  }

  comfort();
  bindKeys();
  markWords();
  all("form[data-list]").forEach(filter);
  references();
  labelLinks();
  contents();
  all(".map-box").forEach(map);
  preparePrint();
})();
