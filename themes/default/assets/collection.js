/* Builds a document of the responses that the address selects: collection/index.html?city=omsk&topic=parks&year=2024.

   texts.js loads the texts. Nothing else is parsed as HTML. */
(() => {
  "use strict";

  const page = document.getElementById("_collection");
  if (!page) return;
  const root = document.documentElement;
  const { all, make } = window.digestShards, texts = window.digestTexts;
  const { FACETS, fill, plain } = texts;
  let index;
  let lists;
  const form = document.getElementById("_collect");
  const status = document.getElementById("_progress");
  const bar = document.querySelector("main progress");
  const contents = page.querySelector(".contents");
  const body = document.getElementById("_gathered");
  const more = document.getElementById("_more");
  const wordButton = document.getElementById("_word");

  /* The number of responses shown at a time, at first without a request: a sector's edition. */
  const BATCH = 100;
  /* The number of responses that are loaded at the same time. */
  const MAX_LOADING = 8;
  /* The contents list the questions if there are at most so many responses. */
  const WITH_QUESTIONS = 100;
  /* The number of sheets from which on printing needs a confirmation. */
  const MANY_SHEETS = 200;
  /* The estimated number of characters on a sheet. The end of a block counts as END_OF_BLOCK characters. For seven selections from the example
     and the digest the estimate was right within a tenth. */
  const SHEET_CHARACTERS = 2000;
  const END_OF_BLOCK = 30;

  function setStatus(text) {
    status.textContent = text;
  }

  /* If the texts cannot be loaded, the page shows links to the responses. */
  function fail(text) {
    setStatus(text);
    bar.hidden = true;
    root.classList.add("no-texts");
  }

  /* The selection. */

  /* Returns the parameters of the address, including the words. */
  function request() {
    const asked = texts.request();
    asked.q = (new URL(location.href).searchParams.get("q") || "").trim();
    asked.words = plain(asked.q);
    asked.isEmpty = !asked.words && FACETS.every((facet) => !asked[facet].length);
    return asked;
  }

  /* Returns the label of a city size in the form. */
  function shownSize(size) {
    const box = form.querySelector("input[name=size][value=\"" + size + "\"]");
    return box ? box.parentElement.textContent.trim() : size;
  }

  /* Returns the numbers of the responses that belong to one of the requested entries; null if none is requested. */
  function members(chosen, entries, steps) {
    if (!chosen.length) return null;
    const numbers = new Set();
    chosen.forEach((entry) => {
      let number = 0;
      steps[entries.indexOf(entry)].forEach((step) => { number += step; numbers.add(number); });
    });
    return numbers;
  }

  /* Returns the responses that may contain a requested passage, the latest year first, by sector and city. */
  function select(found) {
    const within = lists && [
      members(found.topic, index.topics, lists.topics),
      members(found.course, index.courses, lists.courses),
      members(found.mention, index.cities, lists.mentions)
    ].filter(Boolean);
    function hasValue(facet, value) {
      return !found[facet].length || found[facet].some((entry) => entry[0] === value);
    }
    return texts.responses().filter((response) => {
      const city = response.city;
      return hasValue("year", String(response.part.year)) && hasValue("sector", response.sector[0]) && hasValue("city", city[0])
        && hasValue("region", city[2]) && hasValue("district", city[3]) && hasValue("size", city[4])
        && (!within || within.every((numbers) => numbers.has(response.number)));
    });
  }

  /* The document. */

  /* Returns a response's title without the values that are in the title of the document. */
  function titleOf(response, found) {
    const isSingle = function (facet) { return found[facet].length === 1; };
    const parts = [isSingle("city") ? "" : response.city[1], isSingle("year") ? "" : String(response.part.year)];
    const head = parts.filter(Boolean).join(", ");
    if (isSingle("sector")) return head || response.city[1];
    return head ? head + ": " + response.sector[1] : response.sector[1];
  }

  function titleOfAll(found, asked) {
    const parts = ["city", "mention", "topic", "course", "question", "sector", "region", "district", "size", "year"].map((facet) => {
      const names = found[facet].map((entry) => entry[1]);
      return names.length > 3 ? page.dataset[facet] + ": " + names.length : names.join(", ");
    });
    if (asked.q) parts.push(root.lang === "en" ? "“" + asked.q + "”" : "«" + asked.q + "»");
    return parts.filter(Boolean).join(", ");
  }

  function day(iso) {
    /* "en" alone would be American: «November 30, 2026», but pages have «30 November 2026». */
    return new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(iso));
  }

  /* Makes a function that tells whether a passage is shown. */
  function passageFilter(found, asked) {
    const words = asked.words ? asked.words.split(" ") : [];
    const hasEntry = function (ids, chosen) {
      return !chosen.length || chosen.some((entry) => (ids || []).indexOf(entry[0]) >= 0);
    };
    return function (passage, prose, response) {
      if (!hasEntry(passage.topics, found.topic) || !hasEntry(passage.courses, found.course)) return false;
      const mentions = function (city) { return passage.html.indexOf("/cities/" + city[0] + "/index.html\"") >= 0; };
      if (found.mention.length && !found.mention.some(mentions)) return false;
      if (!words.length) return true;
      const text = plain([response.city[1], response.city[2], response.sector[1], passage.title || "", prose.textContent].join(" "));
      const stems = new Set((text.match(/[а-я]+/g) || []).map(window.digestStem));
      return words.every((word) => text.indexOf(word) >= 0 || stems.has(window.digestStem(word)));
    };
  }

  /* Links to responses and passages in this document become internal links. This needs the whole document, because links also lead forward. */
  function resolveLinks() {
    all("a[data-place]", body).forEach((link) => {
      if (!document.getElementById(link.dataset.place)) return;
      link.setAttribute("href", "#" + encodeURI(link.dataset.place));
      delete link.dataset.place;
    });
  }

  /* Returns the requested questions of a response. */
  function questionsOf(response, found) {
    return response.part.questions.filter((question) => !found.question.length || found.question.some((entry) => entry[0] === question[0]));
  }

  /* Makes the article of a response, with the requested parts; null if there are none. */
  function makeArticle(response, text, shown) {
    const found = shown.found;
    const answers = questionsOf(response, found).map((question) => {
      const answer = text.answers.find((answer) => answer.question === question[0]);
      const passages = (answer ? answer.passages : []).map((passage) => {
        const prose = make("div", texts.language(page), [texts.prose(response, passage.html)]);
        if (!shown.isShown(passage, prose, response)) return null;
        const attributes = { class: "passage" };
        if (passage.anchor !== question[0]) attributes.id = response.key + "/" + passage.anchor;
        return make("div", attributes, [passage.title && make("h4", {}, [passage.title]), prose]);
      }).filter(Boolean);
      if (!passages.length && shown.isPart) return null;
      return make("section", { class: "answer", id: response.key + "/" + question[0] }, [
        make("h3", {}, [response.part.questions.indexOf(question) + 1 + ". " + question[2]]),
        !shown.isByTopic && make("p", { class: "wording" }, [question[3]])
      ].concat(passages.length ? passages : [make("p", { class: "missing" }, [page.dataset.missing])]));
    }).filter(Boolean);
    if (!answers.length) return null;
    const title = titleOf(response, found);
    const about = [text.respondent, text.retold && page.dataset.retold, text.received && page.dataset.received + " " + day(text.received)].filter(Boolean).join(". ");
    return make("article", { class: "gathered", id: response.key, "data-of": described(response) }, [
      make("h2", {}, [make("a", { href: "../" + response.key + "/index.html" }, [title]), text.draft && " ",
        text.draft && make("strong", { class: "draft" }, [page.dataset.draft])]),
      about && make("p", { class: "quiet" }, [about])
    ].concat(answers));
  }

  function described(response) {
    return [response.city[1], response.part.year, response.sector[1]].join(" · ");
  }

  function makeFailure(response) {
    return make("article", { class: "gathered", id: response.key, "data-of": described(response) }, [
      make("h2", {}, [make("a", { href: "../" + response.key + "/index.html" }, [response.city[1] + ", " + response.part.year + ": " + response.sector[1]])]),
      make("p", { class: "missing" }, [page.dataset.failed])
    ]);
  }

  function makeContentsEntry(element) {
    const title = element.querySelector("h2 a").textContent;
    const questions = all(".answer", element).map((answer) => make("li", {}, [make("a", { href: "#" + encodeURI(answer.id) }, [answer.querySelector("h3").textContent.replace(/^\d+\. /, "")])]));
    return make("li", {}, [
      make("span", { class: "line" }, [make("a", { href: "#" + encodeURI(element.id) }, [title]), make("span", { class: "sheet", "data-of": element.id })]),
      questions.length > 1 && make("ul", {}, questions)
    ]);
  }

  /* Each response gets its own named page, so that its title is at the top of its sheets. */
  let pageStyles = null;
  function nameSheets(element, title, number) {
    if (!pageStyles) {
      try { pageStyles = new CSSStyleSheet(); } catch { return; }
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat(pageStyles);
    }
    const text = title.replace(/["\\\n]/g, (letter) => "\\" + letter.charCodeAt(0).toString(16) + " ");
    try { pageStyles.insertRule("@page of-" + number + " { @top-left { content: \"" + text + "\"; font: 9pt serif; } }"); } catch { return; }
    element.style.setProperty("page", "of-" + number);
    /* The footer of the site follows the last response on the same sheet. */
    document.querySelector(".site-footer").style.setProperty("page", "of-" + number);
  }

  /* Shows up to `limit` more responses. */
  async function show(shown, limit) {
    const loading = {};
    const total = shown.responses.length, before = shown.count;
    function preload(number) {
      for (let next = number; next < Math.min(number + MAX_LOADING, total); next += 1) {
        loading[next] = loading[next] || texts.load(shown.responses[next]).catch(() => null);
      }
    }
    const list = contents.querySelector("ol");
    let paused = performance.now();
    bar.max = shown.isPart ? total - shown.next : Math.min(limit, total - shown.next);
    bar.value = 0;
    bar.hidden = false;
    more.hidden = true;
    while (shown.next < total && shown.count - before < limit) {
      preload(shown.next);
      const response = shown.responses[shown.next];
      const text = await loading[shown.next];
      delete loading[shown.next];
      const element = text ? makeArticle(response, text, shown) : makeFailure(response);
      if (element) {
        shown.count += 1;
        if (shown.responses.length > WITH_QUESTIONS) element.classList.add("of-many");
        nameSheets(element, shown.title + " — " + titleOf(response, shown.found), shown.count);
        body.append(element);
        list.append(makeContentsEntry(element));
        shown.sheets += Math.ceil((element.textContent.length + END_OF_BLOCK * all("p, li, tr, h3, h4", element).length) / SHEET_CHARACTERS);
      } else if (!shown.isByTopic) {
        shown.silent.push(titleOf(response, shown.found));
      }
      shown.next += 1;
      bar.value += 1;
      /* Lets the browser draw and react while many responses are added. */
      if (performance.now() - paused > 50) {
        setStatus(fill(page.dataset.loading, { "%s": shown.next, "%t": total }));
        await new Promise((resolve) => { setTimeout(resolve, 0); });
        paused = performance.now();
      }
    }
    bar.hidden = true;
    resolveLinks();
    showSummary(shown);
  }

  /* Shows the number of responses, the number of sheets, and the cities without an answer. */
  function showSummary(shown) {
    const left = shown.responses.length - shown.next;
    const lines = [fill(page.dataset.count, { "%s": shown.count })];
    if (left) lines.push(fill(page.dataset.piece, { "%s": shown.next, "%t": shown.responses.length }));
    document.getElementById("_part").textContent = left ? lines.join(" ") : "";
    if (shown.count) lines.push(fill(page.dataset.sheets, { "%s": shown.sheets }));
    setStatus(shown.count || left ? lines.join(" ") : page.dataset.none);
    const silent = document.getElementById("_silent");
    silent.hidden = !shown.silent.length;
    silent.textContent = page.dataset.silent + " " + shown.silent.join("; ");
    contents.hidden = shown.count < 2;
    wordButton.parentElement.hidden = !shown.count;
    more.hidden = !left;
    const buttons = all("button", more);
    buttons[0].textContent = fill(page.dataset.more, { "%s": Math.min(BATCH, left) });
    buttons[1].textContent = fill(page.dataset.all, { "%s": left });
    buttons[1].hidden = left <= BATCH;
    root.dataset.collected = left ? "part" : "all";
  }

  function showFacts(shown, asked) {
    const title = shown.title;
    document.querySelector("h1").textContent = title;
    document.title = title + document.title.slice(document.title.indexOf(" — "));
    const facts = document.getElementById("_facts");
    function fact(name, value) { facts.append(make("div", {}, [make("dt", {}, [name]), make("dd", {}, [value])])); }
    FACETS.forEach((facet) => {
      const names = shown.found[facet].map((entry) => entry[1]);
      if (names.length) fact(page.dataset[facet], names.join(", "));
    });
    if (asked.q) fact(page.dataset.q, asked.q);
    if (shown.found.unknown.length) fact(page.dataset.unknown, shown.found.unknown.join(", "));
    const address = texts.canonical();
    fact(page.dataset.address, make("a", { href: address }, window.digestInterface.breakable(texts.readable(address))));
    if (page.dataset.version) fact(page.dataset.versionName, page.dataset.version);
    fact(page.dataset.made, day(new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString()));
  }

  /* Links the comparison of the same cities, if there are not too many. */
  function linkComparison(shown) {
    const line = document.getElementById("_side-by-side"), cities = shown.found.city.length;
    line.hidden = cities < 1 || cities > 4;
    const address = new URL("../compare/index.html", location.href);
    ["city", "year", "sector", "question"].forEach((facet) => {
      shown.found[facet].forEach((entry) => address.searchParams.append(facet, entry[0]));
    });
    line.querySelector("a").href = address;
  }

  /* The form. Its boxes show the choices of the address; the browser submits it like any other form. */

  function fillForm(found, asked) {
    found.mention.forEach((city) => {
      const input = make("input", { type: "checkbox", name: "mention", value: city[0] });
      form.querySelector(".words").before(make("p", {}, [make("label", {}, [input, " " + page.dataset.mention + ": " + city[1]])]));
    });
    const boxes = all("input[type=checkbox]", form);
    boxes.forEach((box) => {
      box.checked = found[box.name].some((entry) => entry[0] === box.value);
    });
    form.elements.q.value = asked.q;
    function count() {
      all("details.facet", form).forEach((facet) => {
        const chosen = all("input:checked", facet).length;
        facet.querySelector(".count").textContent = chosen ? String(chosen) : "";
        facet.classList.toggle("is-chosen", chosen > 0);
      });
    }
    form.addEventListener("change", count);
    form.addEventListener("reset", () => { setTimeout(count, 0); });
    form.addEventListener("submit", (event) => {
      if (!form.elements.q.value.trim() && boxes.every((box) => !box.checked)) {
        event.preventDefault();
        return setStatus(page.dataset.pick);
      }
      /* A browser does not submit a disabled field, so an empty one does not appear in the address. */
      if (!form.elements.q.value.trim()) form.elements.q.disabled = true;
    });
    /* Going back shows the page as it was, with the disabled field. */
    window.addEventListener("pageshow", () => { form.elements.q.disabled = false; });
    count();
  }

  /* Printing. */

  function confirmPrinting(shown) {
    return shown.sheets < MANY_SHEETS || window.confirm(fill(page.dataset.confirm, { "%s": shown.sheets }));
  }

  function guardPrinting(shown) {
    function intercept(event) {
      if (confirmPrinting(shown)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener("click", (event) => {
      if (event.target.closest && event.target.closest("[data-do=print]")) intercept(event);
    }, true);
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyP") intercept(event);
    }, true);
  }

  /* The Word document: docx.js makes it. */

  async function saveWord() {
    wordButton.disabled = true;
    setStatus(page.dataset.making);
    try {
      await window.digestShards.load(page.dataset.docx);
      const made = await window.digestDocx();
      window.digestSave(made.document, document.querySelector("h1").textContent, ".docx");
      setStatus(made.lacksPictures ? page.dataset.wordMade + " " + page.dataset.pictures : page.dataset.wordMade);
    } catch {
      setStatus(page.dataset.broken);
    }
    wordButton.disabled = false;
    wordButton.focus();
  }

  /* The page. */

  async function collect() {
    const asked = request();
    if (!window.DecompressionStream) return fail(page.dataset.old);
    try {
      index = await texts.index(page.dataset.index);
      if (asked.topic.length || asked.course.length || asked.mention.length) lists = await texts.lists();
    } catch {
      return fail(page.dataset.broken);
    }
    const found = texts.resolve(asked, texts.allEntries(shownSize));
    fillForm(found, asked);
    const details = form.querySelector("details");
    details.open = asked.isEmpty;
    if (asked.isEmpty) return setStatus("");
    root.classList.add("has-request");
    const isByTopic = Boolean(found.topic.length || found.course.length || found.mention.length || asked.words);
    const shown = {
      found, isShown: passageFilter(found, asked), isByTopic, isPart: isByTopic || found.question.length > 0,
      title: titleOfAll(found, asked) || document.querySelector("h1").textContent,
      /* If all values of a parameter are unknown, nothing is selected. */
      responses: FACETS.some((facet) => asked[facet].length && !found[facet].length) ? [] : select(found),
      /* Title and contents take one sheet. */
      next: 0, count: 0, sheets: 1, silent: []
    };
    showFacts(shown, asked);
    linkComparison(shown);
    guardPrinting(shown);
    window.matchMedia("print").addEventListener("change", (event) => { if (event.matches) window.digestSheets(contents, body); });
    const buttons = all("button", more);
    buttons[0].addEventListener("click", () => { show(shown, BATCH); });
    buttons[1].addEventListener("click", () => { show(shown, Infinity); });
    wordButton.addEventListener("click", saveWord);
    await show(shown, BATCH);
    /* The browser could not scroll to the fragment of the address before the document was complete. `#_word` focuses the button for Word. */
    const place = location.hash && document.getElementById(texts.readable(location.hash.slice(1)));
    if (place) place.scrollIntoView();
    if (place === wordButton) wordButton.focus();
  }

  collect();
})();
