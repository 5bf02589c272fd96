/* What the pages of the digest can do besides being read: settings for comfortable reading, lists that are filtered by typing and choosing, links and
   references to passages, contents that follow the reader, the date on paper.

   Nothing here is needed for reading. All words come from the page or from interface.js, in its language. Elements of the class
   `needs-script` are hidden where there is no script, so that nothing is shown that does not work. */
(function () {
  "use strict";

  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  /* What templates/interface.js brings: panel, dialog and wording, the same on every page. */
  var shared = window.digestInterface;

  /* Puts an element at the end of another. */
  function add(html, parent) {
    var template = document.createElement("template");
    template.innerHTML = html;
    return parent.appendChild(template.content.firstElementChild);
  }

  /* Comfort: the settings are data attributes of the root element, which the style sheet reads. interface.js applies what is remembered
     before anything is painted. */

  var MEMORY = "asdg-comfort";

  function comfort() {
    var button = document.querySelector(".comfort-open");
    if (!button || !shared) return;
    var panel = add(shared.comfort, button.closest("header") || button.parentElement);
    var radios = all("input[type=radio]", panel);

    function show(open) {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    }
    function mark() {
      radios.forEach(function (radio) { radio.checked = (root.dataset[radio.name] || "usual") === radio.value; });
    }
    function remember() {
      var chosen = {};
      radios.forEach(function (radio) { if (radio.checked && radio.value !== "usual") chosen[radio.name] = radio.value; });
      radios.forEach(function (radio) {
        if (chosen[radio.name]) root.dataset[radio.name] = chosen[radio.name];
        else delete root.dataset[radio.name];
      });
      /* A browser may refuse to remember; the settings then last as long as the page. */
      try { localStorage.setItem(MEMORY, JSON.stringify(chosen)); } catch (error) { return; }
    }

    mark();
    button.setAttribute("aria-controls", panel.id);
    show(false);
    button.addEventListener("click", function () { show(panel.hidden); });
    panel.addEventListener("change", remember);
    panel.addEventListener("reset", function () {
      /* The boxes are back at their first values only after this event. */
      setTimeout(remember, 0);
    });
    panel.addEventListener("submit", function (event) { event.preventDefault(); });
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { show(false); button.focus(); }
    });
  }

  /* Filters. */

  function plain(text) {
    /* й and ё as a Mac types them are two characters, and a mark of stress is one of its own. */
    return text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "").replace(/[\s\u00a0\u00ad\u2010-\u2014-]+/g, " ").trim();
  }

  /* Loads what tells the stems of words, once; without it words are looked for as they are typed. */
  var stemmer = null;
  function loadStems(then) {
    if (window.digestStem) return then();
    if (!shared) return;
    if (!stemmer) {
      stemmer = document.createElement("script");
      stemmer.src = shared.stemmer;
      document.head.appendChild(stemmer);
    }
    stemmer.addEventListener("load", then);
  }

  /* The stems of the words of a text; of Latin letters and numbers the words themselves serve. */
  function stems(text) {
    return new Set((text.match(/[а-я]+/g) || []).map(window.digestStem));
  }

  function filter(form) {
    var list = document.getElementById(form.dataset.list);
    var input = form.querySelector("input");
    var output = form.querySelector("output");
    if (!list || !input || !output) return;
    var fields = [input].concat(all("select", form));
    var items = all(form.dataset.items, list);
    var groups = form.dataset.groups ? all(form.dataset.groups, list) : [];
    var texts = null, stemsOf = null;
    var collection = form.querySelector(".as-one");
    var whole = collection && collection.href;

    /* Words that several items share stand beside them. */
    function text(item) {
      var sharing = item.closest(".sharing");
      var shared = sharing && sharing.querySelector(".shared");
      return plain([item.textContent, shared ? shared.textContent : ""].concat(Object.values(item.dataset)).join(" "));
    }
    /* Year and sector stand in the address of the response that an item leads to: .../2024/culture/omsk/index.html. */
    function optionOf(item, name) {
      var way = item.querySelector("a").pathname.split("/").slice(-4);
      return name === "year" ? way[0] : name === "sector" ? way[1] : item.dataset[name];
    }
    /* "As one document" takes along what is chosen. Words that leave whole cities, topics or courses become these. */
    function collect(hasWords, chosen) {
      var address = new URL(whole);
      chosen.forEach(function (box) { address.searchParams.append(box.dataset.of, box.value); });
      if (hasWords && !collection.dataset.by) address.searchParams.set("q", input.value.trim());
      if (hasWords && collection.dataset.by) {
        items.forEach(function (item) {
          var id = item.hidden ? null : /([^/]+)\/index\.html/.exec(item.querySelector("a").pathname);
          if (id) address.searchParams.append(collection.dataset.by, id[1]);
        });
      }
      collection.href = address;
    }
    function apply() {
      texts = texts || items.map(text);
      var wanted = plain(input.value);
      var words = wanted ? wanted.split(" ") : [];
      if (words.length) loadStems(function () { if (!stemsOf) { stemsOf = texts.map(stems); apply(); } });
      function has(number) {
        return function (word) { return texts[number].indexOf(word) >= 0 || stemsOf && stemsOf[number].has(window.digestStem(word)); };
      }
      var chosen = fields.slice(1).filter(function (box) { return box.value; });
      var shown = 0;
      items.forEach(function (item, number) {
        item.hidden = !words.every(has(number))
          || !chosen.every(function (box) { return optionOf(item, box.dataset.of) === box.value; });
        if (!item.hidden) shown += 1;
      });
      groups.forEach(function (group) { group.hidden = all(form.dataset.items, group).every(function (item) { return item.hidden; }); });
      if (collection) collect(words.length > 0, chosen);
      var pattern = shown ? form.dataset.status : form.dataset.none;
      output.textContent = words.length || chosen.length ? pattern.replace("%s", shown).replace("%t", items.length) : "";
    }
    function keep() {
      var address = new URL(location.href);
      fields.forEach(function (field) {
        if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
        else address.searchParams.delete(field.name);
      });
      /* Some browsers forbid this for files. */
      try { history.replaceState(history.state, "", address); } catch (error) { return; }
    }
    function restore() {
      var parameters = new URL(location.href).searchParams;
      fields.forEach(function (field) {
        var wanted = parameters.get(field.name) || "";
        field.value = wanted;
        /* Addresses may have the name as well, as they had before there were ids in them. */
        if (field.selectedIndex < 0) field.selectedIndex = Array.from(field.options).findIndex(function (option) { return option.text === wanted; });
        /* What is no option chooses nothing, not even that. */
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      });
      apply();
    }

    form.addEventListener("input", function () { apply(); keep(); });
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; apply(); keep(); }
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("popstate", restore);
    restore();
  }

  /* The field for a city leads to its page. The names are those of the links on the page; another name is looked for in the list of cities. */

  function yourCity(form) {
    var input = form.querySelector("input"), pages = new Map();
    all("#regions a").forEach(function (link) {
      pages.set(plain(link.textContent), link.href);
      form.querySelector("datalist").append(new Option(link.textContent));
    });
    function go(event) {
      var page = pages.get(plain(input.value));
      if (!page) return;
      event.preventDefault();
      location.href = page;
    }
    form.addEventListener("submit", go);
    /* A suggestion that is chosen is an input without a type, or one that replaces all there is. */
    input.addEventListener("input", function (event) {
      if (!event.inputType || event.inputType === "insertReplacementText") go(event);
    });
  }

  /* Links and references. */

  /* Asked for when it is needed: a page may stay open overnight. */
  function today() {
    var now = new Date();
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return two(now.getDate()) + "." + two(now.getMonth() + 1) + "." + now.getFullYear();
  }

  /* The address of the page, or of a place on it, as it is to be quoted: the one the site has, else the one at hand. */
  function address(anchor) {
    var canonical = document.querySelector("link[rel=canonical]");
    var page = canonical ? canonical.href : location.href.replace(/[?#].*$/, "");
    return anchor ? page + "#" + anchor : page;
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* Where the clipboard is closed, as on pages opened from a disk, an invisible field does. */
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    (document.querySelector("dialog[open]") || document.body).appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function references() {
    var page = document.querySelector("page-tools");
    if (!shared || !page && !document.querySelector("[data-part]")) return;
    var dialog = add(shared.cite, document.body);
    var status = add('<p class="unseen" id="_status" role="status"></p>', document.body);

    function say(text) {
      status.textContent = "";
      setTimeout(function () { status.textContent = text; }, 50);
    }
    function told(button, promise) {
      promise.then(
        function () { say(dialog.dataset.copied); button.dataset.done = ""; setTimeout(function () { delete button.dataset.done; }, 2000); },
        function () { say(dialog.dataset.failed); });
    }
    /* What a button is about: the part of the page that it stands in, with the headings down to it, or the whole page. */
    function place(button) {
      var owner = button.closest("[data-part]");
      var titles = "";
      for (var part = owner; part; part = part.parentElement.closest("[data-part]")) {
        var heading = part.querySelector("h2, h3, h4");
        if (heading) titles = ". " + heading.textContent.trim().replace(/^\d+\.\s+/, "") + titles;
      }
      return { anchor: owner ? owner.id : "", part: titles };
    }
    function cite(button) {
      var where = place(button);
      var author = document.querySelector("[data-author]");
      var made = shared.references(where.part, author ? author.textContent : "", page ? page.dataset.year : "", address(where.anchor), today());
      all("[data-reference]", dialog).forEach(function (field) { field.textContent = made[field.dataset.reference]; });
      dialog.showModal();
    }

    document.addEventListener("click", function (event) {
      var button = event.target.closest && event.target.closest("button[data-do]");
      if (!button) return;
      var what = button.dataset.do;
      if (what === "link") told(button, copy(address(place(button).anchor)));
      if (what === "cite") cite(button);
      if (what === "print") window.print();
      if (what === "close") dialog.close();
      if (what === "copy") {
        var field = document.getElementById(button.dataset.field);
        select(field);
        told(button, copy(field.textContent));
      }
    });
  }

  /* Links that read alike are told apart in a list of links, too, by the heading they stand below. */

  function names() {
    all(".answer > .wording a").forEach(function (link) {
      link.setAttribute("aria-label", link.textContent + ": " + link.closest(".answer").querySelector("h2").textContent.replace(/^\d+\.\s+/, ""));
    });
  }

  /* Contents: the place that is being read is marked, and kept in sight where the list is longer than its box. */

  function contents() {
    var nav = document.querySelector(".contents.follows");
    if (!nav || !window.IntersectionObserver) return;
    var links = {};
    all("a[href^='#']", nav).forEach(function (link) { links[decodeURIComponent(link.hash.slice(1))] = link; });
    var places = all("[id]", document.querySelector("main")).filter(function (place) { return links[place.id]; });
    var visible = new Set();
    var current = null;

    function follow() {
      var reading = places.filter(function (place) { return visible.has(place); }).pop();
      var link = reading ? links[reading.id] : null;
      if (!link || link === current) return;
      if (current) current.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      current = link;
      var box = nav.parentElement;
      if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    }
    /* A place counts as being read while it crosses a line in the upper third of the window. */
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      });
      follow();
    }, { rootMargin: "-25% 0px -74% 0px" });
    places.forEach(function (place) { observer.observe(place); });
  }

  /* The map: where only a part of it fits, that part begins where the cities are. */

  function map(box) {
    var cities = all("a.answered circle", box);
    if (!cities.length || box.scrollWidth <= box.clientWidth) return;
    var middle = cities.reduce(function (sum, city) { return sum + city.cx.baseVal.value; }, 0) / cities.length;
    box.scrollLeft = middle / box.querySelector("svg").viewBox.baseVal.width * box.scrollWidth - box.clientWidth / 2;
  }

  /* Paper: where a page was printed from, and when. */

  function paper() {
    if (!shared) return;
    window.addEventListener("beforeprint", function () {
      all("[data-printed]").forEach(function (line) {
        line.textContent = shared.printed.replace("%u", address("")).replace("%d", today());
      });
    });
  }

  /* The search: a key leads to its field, and the page that a result leads to has the words of the query marked. */

  function searchKeys() {
    var field = document.querySelector("#_words, .find input");
    if (!field) return;
    document.addEventListener("keydown", function (event) {
      var isTyped = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
      /* By the place of the key, since a Russian layout has another letter there. */
      var isSlash = (event.code === "Slash" || event.key === "/") && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !isTyped;
      var isK = event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isSlash && !isK || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !field.value) field.blur();
    });
  }

  function marks() {
    var found = null;
    /* A browser may forbid to look at what it remembers. */
    try { found = JSON.parse(localStorage.getItem("asdg-found")); } catch (error) { return; }
    var main = document.querySelector("main");
    if (!shared || !found || !found.page || !location.pathname.replace(/(?:index\.html)?$/, "").endsWith("/" + found.page + "/")) return;
    localStorage.removeItem("asdg-found");
    var words = new Set(found.words), letter = "[\\p{Alphabetic}\\p{N}\\u0300\\u0301]";
    var token = new RegExp("\\d{1,3}(?:[ \\u00a0\\u2009\\u202f]\\d{3}(?!" + letter + "))+|" + letter + "+(?:[-.,\\u2010\\u2011]" + letter + "+)*", "gu");
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) if (walker.currentNode.parentElement.closest(".prose, h3, h4")) texts.push(walker.currentNode);
    var made = [];
    texts.forEach(function (text) {
      var hits = Array.from(text.data.matchAll(token)).filter(function (hit) {
        return words.has(hit[0].toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, ""));
      });
      hits.reverse().forEach(function (hit) {
        var mark = document.createElement("mark");
        text.splitText(hit.index + hit[0].length);
        mark.append(text.splitText(hit.index));
        text.after(mark);
        made.push(mark);
      });
    });
    if (!made.length) return;
    var bar = add(shared.marked, document.body);
    bar.querySelector("button").addEventListener("click", function () {
      made.forEach(function (mark) { var parent = mark.parentNode; mark.replaceWith.apply(mark, mark.childNodes); parent.normalize(); });
      bar.remove();
    });
    /* The first hit of the passage may stand below what fits into the window. */
    var place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var first = place && place.querySelector("mark");
    if (first && first.getBoundingClientRect().bottom > window.innerHeight - 80) first.scrollIntoView({ block: "center" });
  }

  comfort();
  searchKeys();
  marks();
  all("form[data-list]").forEach(filter);
  all("form[data-cities]").forEach(yourCity);
  references();
  names();
  contents();
  all(".map-box").forEach(map);
  paper();
})();
