/* Puts together what the address of the page asks for: collection/index.html?city=omsk&topic=parks&year=2024.

   texts.js loads the texts. Nothing but these texts is taken for HTML. */
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
  const word = document.getElementById("_word");

  /* So many responses are shown without being asked for: a sector's edition. */
  const PIECE = 100;
  /* So many are loaded ahead of the one that is being shown. */
  const AHEAD = 8;
  /* The contents name the questions of so many responses. */
  const WITH_QUESTIONS = 100;
  /* From so many sheets on, printing is asked about. */
  const MANY_SHEETS = 200;
  /* So many characters are on a printed page, where the end of a block counts as so many. Of seven selections from the example and the digest
     the estimate was right within a tenth. */
  const ON_A_SHEET = 2000;
  const END_OF_BLOCK = 30;

  function say(text) {
    status.textContent = text;
  }

  /* A browser that cannot show the texts together shows the ways to them. */
  function giveUp(text) {
    say(text);
    bar.hidden = true;
    root.classList.add("no-texts");
  }

  /* What is asked for. */

  /* The parameters, and the words. */
  function request() {
    const asked = texts.request();
    asked.q = (new URL(location.href).searchParams.get("q") || "").trim();
    asked.words = plain(asked.q);
    asked.isEmpty = !asked.words && FACETS.every((facet) => !asked[facet].length);
    return asked;
  }

  /* The size of a city in words, as the choice has it. */
  function shownSize(size) {
    const box = form.querySelector("input[name=size][value=\"" + size + "\"]");
    return box ? box.parentElement.textContent.trim() : size;
  }

  /* The numbers of the responses that belong to one of the entries; nothing where none is asked for. */
  function members(chosen, entries, steps) {
    if (!chosen.length) return null;
    const numbers = new Set();
    chosen.forEach((entry) => {
      let number = 0;
      steps[entries.indexOf(entry)].forEach((step) => { number += step; numbers.add(number); });
    });
    return numbers;
  }

  /* The responses that may have something of it, the latest year first, by sector and city. */
  function select(found) {
    const within = lists && [
      members(found.topic, index.topics, lists.topics),
      members(found.course, index.courses, lists.courses),
      members(found.mention, index.cities, lists.mentions)
    ].filter(Boolean);
    function fits(facet, value) {
      return !found[facet].length || found[facet].some((entry) => entry[0] === value);
    }
    return texts.responses().filter((response) => {
      const city = response.city;
      return fits("year", String(response.part.year)) && fits("sector", response.sector[0]) && fits("city", city[0])
        && fits("region", city[2]) && fits("district", city[3]) && fits("size", city[4])
        && (!within || within.every((numbers) => numbers.has(response.number)));
    });
  }

  /* The document. */

  /* What the title of the document does not say. */
  function titleOf(response, found) {
    const one = function (facet) { return found[facet].length === 1; };
    const parts = [one("city") ? "" : response.city[1], one("year") ? "" : String(response.part.year)];
    const head = parts.filter(Boolean).join(", ");
    if (one("sector")) return head || response.city[1];
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
    /* "en" alone would be American: «November 30, 2026» beside «30 November 2026» on the pages. */
    return new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : root.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(iso));
  }

  /* What a passage has to have to be shown. */
  function passageFilter(found, asked) {
    const words = asked.words ? asked.words.split(" ") : [];
    const holds = function (ids, chosen) {
      return !chosen.length || chosen.some((entry) => (ids || []).indexOf(entry[0]) >= 0);
    };
    return function (passage, prose, response) {
      if (!holds(passage.topics, found.topic) || !holds(passage.courses, found.course)) return false;
      const mentions = function (city) { return passage.html.indexOf("/cities/" + city[0] + "/index.html\"") >= 0; };
      if (found.mention.length && !found.mention.some(mentions)) return false;
      if (!words.length) return true;
      const text = plain([response.city[1], response.city[2], response.sector[1], passage.title || "", prose.textContent].join(" "));
      const stems = new Set((text.match(/[а-я]+/g) || []).map(window.digestStem));
      return words.every((word) => text.indexOf(word) >= 0 || stems.has(window.digestStem(word)));
    };
  }

  /* Links to what is in the document lead there; it is known only when all of it is. */
  function resolveLinks() {
    all("a[data-place]", body).forEach((link) => {
      if (!document.getElementById(link.dataset.place)) return;
      link.setAttribute("href", "#" + encodeURI(link.dataset.place));
      delete link.dataset.place;
    });
  }

  /* The questions of a response that are asked for. */
  function questionsOf(response, found) {
    return response.part.questions.filter((question) => !found.question.length || found.question.some((entry) => entry[0] === question[0]));
  }

  /* A response, or what is asked for of it; nothing where it has nothing of that. */
  function article(response, text, shown) {
    const found = shown.found;
    const answers = questionsOf(response, found).map((question) => {
      const answer = text.answers.find((answer) => answer.question === question[0]);
      const passages = (answer ? answer.passages : []).map((passage) => {
        const prose = make("div", texts.language(page), [texts.prose(response, passage.html)]);
        if (!shown.fits(passage, prose, response)) return null;
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

  function failure(response) {
    return make("article", { class: "gathered", id: response.key, "data-of": described(response) }, [
      make("h2", {}, [make("a", { href: "../" + response.key + "/index.html" }, [response.city[1] + ", " + response.part.year + ": " + response.sector[1]])]),
      make("p", { class: "missing" }, [page.dataset.failed])
    ]);
  }

  function contentsEntry(element) {
    const title = element.querySelector("h2 a").textContent;
    const questions = all(".answer", element).map((answer) => make("li", {}, [make("a", { href: "#" + encodeURI(answer.id) }, [answer.querySelector("h3").textContent.replace(/^\d+\. /, "")])]));
    return make("li", {}, [
      make("span", { class: "line" }, [make("a", { href: "#" + encodeURI(element.id) }, [title]), make("span", { class: "sheet", "data-of": element.id })]),
      questions.length > 1 && make("ul", {}, questions)
    ]);
  }

  /* Each response has pages of its own kind, whose head names it. */
  let heads = null;
  function head(element, title, number) {
    if (!heads) {
      try { heads = new CSSStyleSheet(); } catch { return; }
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat(heads);
    }
    const text = title.replace(/["\\\n]/g, (letter) => "\\" + letter.charCodeAt(0).toString(16) + " ");
    try { heads.insertRule("@page of-" + number + " { @top-left { content: \"" + text + "\"; font: 9pt serif; } }"); } catch { return; }
    element.style.setProperty("page", "of-" + number);
    /* The foot of the site goes on where the last response ends. */
    document.querySelector(".site-footer").style.setProperty("page", "of-" + number);
  }

  /* Shows so many responses more; gives when they are there. */
  async function show(shown, limit) {
    const loading = {};
    const total = shown.responses.length, before = shown.count;
    function ahead(number) {
      for (let next = number; next < Math.min(number + AHEAD, total); next += 1) {
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
      ahead(shown.next);
      const response = shown.responses[shown.next];
      const text = await loading[shown.next];
      delete loading[shown.next];
      const element = text ? article(response, text, shown) : failure(response);
      if (element) {
        shown.count += 1;
        if (shown.responses.length > WITH_QUESTIONS) element.classList.add("of-many");
        head(element, shown.title + " — " + titleOf(response, shown.found), shown.count);
        body.append(element);
        list.append(contentsEntry(element));
        shown.sheets += Math.ceil((element.textContent.length + END_OF_BLOCK * all("p, li, tr, h3, h4", element).length) / ON_A_SHEET);
      } else if (!shown.isByTopic) {
        shown.silent.push(titleOf(response, shown.found));
      }
      shown.next += 1;
      bar.value += 1;
      /* The window is to follow while much is put into it. */
      if (performance.now() - paused > 50) {
        say(fill(page.dataset.loading, { "%s": shown.next, "%t": total }));
        await new Promise((resolve) => { setTimeout(resolve, 0); });
        paused = performance.now();
      }
    }
    bar.hidden = true;
    resolveLinks();
    told(shown);
  }

  /* What is said of the document: how much there is of it, how many sheets it takes, who did not answer. */
  function told(shown) {
    const left = shown.responses.length - shown.next;
    const lines = [fill(page.dataset.count, { "%s": shown.count })];
    if (left) lines.push(fill(page.dataset.piece, { "%s": shown.next, "%t": shown.responses.length }));
    document.getElementById("_part").textContent = left ? lines.join(" ") : "";
    if (shown.count) lines.push(fill(page.dataset.sheets, { "%s": shown.sheets }));
    say(shown.count || left ? lines.join(" ") : page.dataset.none);
    const silent = document.getElementById("_silent");
    silent.hidden = !shown.silent.length;
    silent.textContent = page.dataset.silent + " " + shown.silent.join("; ");
    contents.hidden = shown.count < 2;
    word.parentElement.hidden = !shown.count;
    more.hidden = !left;
    const buttons = all("button", more);
    buttons[0].textContent = fill(page.dataset.more, { "%s": Math.min(PIECE, left) });
    buttons[1].textContent = fill(page.dataset.all, { "%s": left });
    buttons[1].hidden = left <= PIECE;
    root.dataset.collected = left ? "part" : "all";
  }

  function describe(shown, asked) {
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
    fact(page.dataset.address, make("a", { href: address }, window.digestInterface.breakable(texts.decoded(address))));
    if (page.dataset.version) fact(page.dataset.versionName, page.dataset.version);
    fact(page.dataset.made, day(new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString()));
  }

  /* The way to the same cities side by side, if there are few enough. */
  function sideBySide(shown) {
    const line = document.getElementById("_side-by-side"), cities = shown.found.city.length;
    line.hidden = cities < 1 || cities > 4;
    const address = new URL("../compare/index.html", location.href);
    ["city", "year", "sector", "question"].forEach((facet) => {
      shown.found[facet].forEach((entry) => address.searchParams.append(facet, entry[0]));
    });
    line.querySelector("a").href = address;
  }

  /* The choice. The boxes are the address in another form: the form sends them as the browser does with any. */

  function choice(found, asked) {
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
        return say(page.dataset.pick);
      }
      /* An empty field is left out of the address. */
      if (!form.elements.q.value.trim()) form.elements.q.disabled = true;
    });
    /* The way back shows the page as it was left. */
    window.addEventListener("pageshow", () => { form.elements.q.disabled = false; });
    count();
  }

  /* Printing. */

  function mayPrint(shown) {
    return shown.sheets < MANY_SHEETS || window.confirm(fill(page.dataset.confirm, { "%s": shown.sheets }));
  }

  function guardPrinting(shown) {
    function stop(event) {
      if (mayPrint(shown)) return;
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener("click", (event) => {
      if (event.target.closest && event.target.closest("[data-do=print]")) stop(event);
    }, true);
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyP") stop(event);
    }, true);
  }

  /* The document for Word, made by docx.js. */

  async function saveWord() {
    word.disabled = true;
    say(page.dataset.making);
    try {
      await window.digestShards.load(page.dataset.docx);
      const made = await window.digestDocx();
      window.digestSave(made.document, document.querySelector("h1").textContent, ".docx");
      say(made.lacksPictures ? page.dataset.wordMade + " " + page.dataset.pictures : page.dataset.wordMade);
    } catch {
      say(page.dataset.broken);
    }
    word.disabled = false;
    word.focus();
  }

  /* All of it. */

  async function collect() {
    const asked = request();
    if (!window.DecompressionStream) return giveUp(page.dataset.old);
    try {
      index = await texts.index(page.dataset.index);
      if (asked.topic.length || asked.course.length || asked.mention.length) lists = await texts.lists();
    } catch {
      return giveUp(page.dataset.broken);
    }
    const found = texts.resolve(asked, texts.known(shownSize));
    choice(found, asked);
    const details = form.querySelector("details");
    details.open = asked.isEmpty;
    if (asked.isEmpty) return say("");
    root.classList.add("has-request");
    const isByTopic = Boolean(found.topic.length || found.course.length || found.mention.length || asked.words);
    const shown = {
      found, fits: passageFilter(found, asked), isByTopic, isPart: isByTopic || found.question.length > 0,
      title: titleOfAll(found, asked) || document.querySelector("h1").textContent,
      /* What asks for something unknown only asks for nothing that is there. */
      responses: FACETS.some((facet) => asked[facet].length && !found[facet].length) ? [] : select(found),
      /* What stands before the first response takes a sheet. */
      next: 0, count: 0, sheets: 1, silent: []
    };
    describe(shown, asked);
    sideBySide(shown);
    guardPrinting(shown);
    window.matchMedia("print").addEventListener("change", (event) => { if (event.matches) window.digestSheets(contents, body); });
    const buttons = all("button", more);
    buttons[0].addEventListener("click", () => { show(shown, PIECE); });
    buttons[1].addEventListener("click", () => { show(shown, Infinity); });
    word.addEventListener("click", saveWord);
    await show(shown, PIECE);
    /* The place that the address names is there only now. `#_word` offers the document for Word. */
    const place = location.hash && document.getElementById(texts.decoded(location.hash.slice(1)));
    if (place) place.scrollIntoView();
    if (place === word) word.focus();
  }

  collect();
})();
