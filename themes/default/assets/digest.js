/* What the pages of the digest can do besides being read: settings for comfortable reading, lists that are filtered by typing and choosing, links and
   references to passages, contents that follow the reader, the date on paper.

   Nothing here is needed for reading. All words come from the page or from interface.js, in its language. Elements of the class
   `needs-script` are hidden where there is no script, so that nothing is shown that does not work. */
(() => {
  "use strict";

  const root = document.documentElement;

  function all(selector, within) {
    return [...(within || document).querySelectorAll(selector)];
  }

  /* What templates/interface.js brings: panel, dialog and wording, the same on every page. */
  const shared = window.digestInterface;

  /* Puts an element at the end of another. */
  function add(html, parent) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return parent.appendChild(template.content.firstElementChild);
  }

  /* Comfort: the settings are data attributes of the root element, which the style sheet reads. interface.js applies what is remembered
     before anything is painted. */

  const MEMORY = "asdg-comfort";

  function comfort() {
    const button = document.querySelector(".comfort-open");
    if (!button || !shared) return;
    const panel = add(shared.comfort, button.closest("header") || button.parentElement);
    const radios = all("input[type=radio]", panel);

    function show(open) {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    }
    function mark() {
      radios.forEach((radio) => { radio.checked = (root.dataset[radio.name] || "usual") === radio.value; });
    }
    function remember() {
      const chosen = {};
      radios.forEach((radio) => { if (radio.checked && radio.value !== "usual") chosen[radio.name] = radio.value; });
      radios.forEach((radio) => {
        if (chosen[radio.name]) root.dataset[radio.name] = chosen[radio.name];
        else delete root.dataset[radio.name];
      });
      /* A browser may refuse to remember; the settings then last as long as the page. */
      try { localStorage.setItem(MEMORY, JSON.stringify(chosen)); } catch { return; }
    }

    mark();
    button.setAttribute("aria-controls", panel.id);
    show(false);
    button.addEventListener("click", () => { show(panel.hidden); });
    panel.addEventListener("change", remember);
    panel.addEventListener("reset", () => {
      /* The boxes are back at their first values only after this event. */
      setTimeout(remember, 0);
    });
    panel.addEventListener("submit", (event) => { event.preventDefault(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { show(false); button.focus(); }
    });
  }

  /* Filters. */

  function plain(text) {
    /* й and ё as a Mac types them are two characters, and a mark of stress is one of its own. */
    return text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "").replace(/[\s\u00a0\u00ad\u2010-\u2014-]+/g, " ").trim();
  }

  /* Loads a script that few readers need, once, and calls when it is there. Without the one that tells the stems of words they are looked for as
     they are typed. */
  const loading = {};
  function load(name, global, then) {
    if (window[global]) return then();
    if (!shared) return;
    if (!loading[name]) {
      loading[name] = document.createElement("script");
      loading[name].src = shared[name];
      document.head.appendChild(loading[name]);
    }
    loading[name].addEventListener("load", then);
  }

  /* The stems of the words of a text; of Latin letters and numbers the words themselves serve. */
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
    /* A list may be a group itself. */
    const groups = form.dataset.groups ? lists.flatMap((list) => [list].filter((whole) => whole.matches(form.dataset.groups)).concat(all(form.dataset.groups, list))) : [];
    let texts = null;
    let stemsOf = null;
    let valuesOf = null;
    const collection = form.querySelector(".as-one");
    const whole = collection && collection.href;

    /* Words, values and a link that several items share stand beside them. */
    function parts(item) {
      const sharing = item.closest(".sharing");
      const shared = sharing && sharing.querySelector(".shared");
      return { shared, data: Object.assign({}, sharing && sharing.dataset, item.dataset), link: shared && shared.querySelector("a") || item.querySelector("a") };
    }
    /* Year, sector and city stand in the address of the response that an item leads to: .../2024/culture/omsk/index.html. One of a city leads to
       .../cities/omsk/index.html. */
    function wayOf({ link }) {
      return link ? link.pathname.split("/").slice(-4) : [];
    }
    /* The options that name their cities: of regions, districts and sizes. */
    const ofCities = boxes.map((box) => new Map(all("[data-cities]", box).flatMap((option) => option.dataset.cities.split(" ").map((city) => [city, option]))));
    function nameOf(item, of) {
      const at = boxes.findIndex((box) => box.dataset.of === of);
      const option = at >= 0 && ofCities[at].get(wayOf(parts(item))[2]);
      return option ? option.text : "";
    }
    const topicBox = boxes.find((box) => box.dataset.of === "topic");
    const topicNames = new Map(topicBox ? Array.from(topicBox.options, (option) => [option.value, option.text]) : []);
    function text(item) {
      const { shared, data } = parts(item);
      const places = [nameOf(item, "region"), nameOf(item, "district")];
      const topics = (data.topic || "").split(" ").map((id) => topicNames.get(id) || "");
      /* Boards name the city or the topic of a group in its heading. */
      const named = shared && shared.closest("section").querySelector("h2 a");
      return plain([item, shared, named].map((part) => part ? part.textContent : "").concat(Object.values(data), topics, places).join(" "));
    }
    /* The values of an item for each box. */
    function values(item) {
      const found = parts(item), { data } = found, way = wayOf(found);
      return boxes.map(({ dataset: { of } }, at) => {
        const place = ["year", "sector", "city"].indexOf(of);
        if (place >= 0) return [way[place]];
        if (of === "topic") return (data.topic || "").split(" ");
        if (of === "state") return [data.state || "none"];
        const option = ofCities[at].get(way[2]);
        return [option ? option.value : ""];
      });
    }
    /* "As one document" takes along what is chosen. Words that leave whole cities, topics or courses become these. */
    function collect(hasWords, chosen) {
      const address = new URL(whole);
      /* A collection has whole answers, whatever is recorded of them. */
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
      /* Reading what thousands of items say would hold up every page with a list. */
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
        /* What a box would leave depends on the words and on the other boxes. */
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
      /* Counts of groups are those of all their items. */
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
    function keep() {
      const address = new URL(location.href);
      fields.forEach((field) => {
        if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
        else address.searchParams.delete(field.name);
      });
      /* Some browsers forbid this for files. */
      try { history.replaceState(history.state, "", address); } catch { return; }
    }
    function restore() {
      const parameters = new URL(location.href).searchParams;
      fields.forEach((field) => {
        const wanted = parameters.get(field.name) || "";
        field.value = wanted;
        /* Addresses may have the name as well, as they had before there were ids in them. */
        if (field.selectedIndex < 0) field.selectedIndex = Array.from(field.options).findIndex((option) => option.text === wanted);
        /* What is no option chooses nothing, not even that. */
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      });
      /* Who comes with a question first sees what answers it. */
      root.classList.toggle("is-asked", fields.some((field) => field.value));
      apply();
    }

    form.addEventListener("input", () => { apply(); keep(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; apply(); keep(); }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    const table = form.querySelector(".as-table");
    if (table) table.addEventListener("click", () => { load("table", "digestCsv", () => { window.digestCsv(items, shared.columns, nameOf); }); });
    window.addEventListener("popstate", restore);
    restore();
  }

  /* Links and references. */

  /* Asked for when it is needed: a page may stay open overnight. */
  function today() {
    const now = new Date();
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return two(now.getDate()) + "." + two(now.getMonth() + 1) + "." + now.getFullYear();
  }

  /* The address of the page, or of a place on it, as it is to be quoted: the one the site has, else the one at hand. */
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

  /* Saves a file that the page has made, as a table or a document, under a name that every system allows. */
  window.digestSave = function (file, title, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = title.replace(/[^\p{L}\p{N} ,.()«»—-]+/gu, " ").replace(/\s+/g, " ").slice(0, 100).trim() + ending;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
  };

  /* Where the clipboard is closed, as on pages opened from a disk, an invisible field does. */
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

    function say(text) {
      status.textContent = "";
      setTimeout(() => { status.textContent = text; }, 50);
    }
    function told(button, promise) {
      promise.then(
        () => { say(dialog.dataset.copied); button.dataset.done = ""; setTimeout(() => { delete button.dataset.done; }, 2000); },
        () => { say(dialog.dataset.failed); });
    }
    /* What a button is about: the part of the page that it stands in, with the headings down to it, or the whole page. */
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

    /* Beside the dialog is what does not lie in its box. */
    dialog.addEventListener("click", ({ target, clientX, clientY }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)) dialog.close();
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest && event.target.closest("button[data-do]");
      if (!button) return;
      const what = button.dataset.do;
      if (what === "link") told(button, copy(address(place(button).anchor)));
      if (what === "cite") cite(button);
      /* Whoever closes the sheet has shared nothing; that is no error. */
      if (what === "share") navigator.share({ title: document.title, url: address("") }).catch(() => {});
      if (what === "print") window.print();
      if (what === "close") dialog.close();
      if (what === "quote") told(button, copy(dialog.cited + "\n\n" + document.getElementById("_cite-note").textContent));
      if (what === "copy") {
        const field = document.getElementById(button.dataset.field);
        select(field);
        told(button, copy(field.textContent));
      }
    });
    /* A result of the search leads to the references of its passage. When they are closed, the reader is at the passage. */
    if (location.search !== "?cite") return;
    const passage = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = passage && passage.closest("[data-part]");
    const opener = part && part.querySelector("[data-do=cite]");
    if (!opener) return;
    opener.focus({ preventScroll: true });
    opener.click();
    /* Who takes the address or loads the page anew wants the page. Some browsers forbid this for files. */
    try { history.replaceState(null, "", location.pathname + location.hash); } catch { return; }
  }

  /* Links that read alike are told apart in a list of links, too, by the heading they stand below. */

  function names() {
    all(".answer > .wording a").forEach((link) => {
      link.setAttribute("aria-label", link.textContent + ": " + link.closest(".answer").querySelector("h2").textContent.replace(/^\d+\.\s+/, ""));
    });
  }

  /* Contents: the place that is being read is marked, and kept in sight where the list is longer than its box. */

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

    /* Where it is narrow, the list is folded, and its button says which question is being read. */
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
    /* A place counts as being read while it crosses a line in the upper third of the window. */
    const observer = new IntersectionObserver(((entries) => {
      entries.forEach((entry) => {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      });
      follow();
    }), { rootMargin: "-25% 0px -74% 0px" });
    places.forEach((place) => { observer.observe(place); });
  }

  /* The map is one stop for the Tab key. Arrows to the left and right lead from city to city, from west to east, those up and down to the nearest
     city that way. */

  function map(box) {
    const cities = all("a", box).map((link) => {
      const dot = link.querySelector("circle");
      return { link, x: dot.cx.baseVal.value, y: dot.cy.baseVal.value };
    }).sort((a, b) => a.x - b.x || a.y - b.y);
    function beyond(here, way) {
      const others = cities.filter((city) => (city.y - here.y) * way > 0);
      const far = function (city) { return Math.abs(city.y - here.y) + 2 * Math.abs(city.x - here.x); };
      return others.sort((a, b) => far(a) - far(b))[0];
    }
    function stop(at) { cities.forEach((city) => { city.link.setAttribute("tabindex", city === at ? "0" : "-1"); }); }
    stop(cities[0]);
    box.addEventListener("keydown", (event) => {
      const at = cities.findIndex((city) => city.link === event.target), here = cities[at];
      if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = {
        ArrowRight: cities[at + 1], ArrowLeft: cities[at - 1], ArrowUp: beyond(here, -1), ArrowDown: beyond(here, 1), Home: cities[0], End: cities.at(-1)
      }[event.key];
      if (!next) return;
      event.preventDefault();
      stop(next);
      next.link.focus();
    });
    box.addEventListener("focusin", (event) => { stop(cities.find((city) => city.link === event.target)); });
  }

  /* Paper: where a page was printed from, and when. */

  function paper() {
    if (!shared) return;
    /* What is folded where it is narrow is not on paper, nor when the window becomes wider. */
    const folds = all("details.folds");
    function unfold(isOpen) { folds.forEach((fold) => { fold.open = isOpen; }); }
    shared.isNarrow.addEventListener("change", (narrow) => { unfold(!narrow.matches); });
    /* Of thousands of responses none has the line for the address. */
    const foot = document.querySelector(".page-response .site-footer .frame");
    if (foot && !foot.querySelector("[data-printed]")) add('<p class="only-print" data-printed></p>', foot);
    window.addEventListener("beforeprint", () => {
      unfold(true);
      all("[data-printed]").forEach((line) => {
        let shown = address("");
        /* What people read has letters instead of their codes. */
        try { shown = decodeURI(shown); } catch { shown = address(""); }
        line.replaceChildren(...shared.breakable(shared.printed.replace("%u", () => shown).replace("%d", today())));
      });
    });
  }

  /* The search: a key leads to its field, and the page that a result leads to has the words of the query marked. */

  function searchKeys() {
    const field = document.querySelector("#_words, .find input");
    if (!field) return;
    document.addEventListener("keydown", (event) => {
      const isTyped = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
      /* By the place of the key, since a Russian layout has another letter there. */
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

  function marks() {
    let found = null;
    /* A browser may forbid to look at what it remembers. */
    try { found = JSON.parse(localStorage.getItem("asdg-found")); } catch { return; }
    if (!found || !found.page || !location.pathname.replace(/(?:index\.html)?$/, "").endsWith("/" + found.page + "/")) return;
    localStorage.removeItem("asdg-found");
    load("marks", "digestMark", () => { window.digestMark(found.words); });
  }

  comfort();
  searchKeys();
  marks();
  all("form[data-list]").forEach(filter);
  references();
  names();
  contents();
  all(".map-box").forEach(map);
  paper();
})();
