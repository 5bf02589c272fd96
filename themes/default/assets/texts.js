/* Functions that the collection and the comparison share: they load the texts of responses, and find out which ones the address selects.

   The texts are script files, because a browser loads nothing else from a folder on disk: an index of all responses (texts/index.…js), lists of
   the responses of each topic, course and mentioned city (texts/lists.…js), and the compressed text of each response
   (texts/2024/culture/omsk.…js). Each file calls one of the three functions below. */
(() => {
  "use strict";

  const shards = window.digestShards, { all, make, load } = shards;

  /* The parameters of the address. Each may occur several times. */
  const FACETS = ["year", "sector", "region", "district", "size", "city", "mention", "topic", "course", "question"];

  function fill(pattern, values) {
    return pattern.replace(/%[st]/g, (mark) => values[mark]);
  }

  function plain(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[\s\u00a0\u00ad\u2010-\u2014-]+/g, " ").trim();
  }

  /* Returns a readable address, or the text itself if it is not an address. */
  function readable(address) {
    try { return decodeURI(address); } catch { return address; }
  }

  let index;
  let lists;
  const packed = {};
  window.digestIndex = function (value) { index = value; };
  window.digestLists = function (value) { lists = value; };
  window.digestText = function (key, text) { packed[key] = text; };

  function loadText(response) {
    return load("../texts/" + response.key + "." + response.sum + ".js").then(() => {
      const text = packed[response.key];
      delete packed[response.key];
      return shards.unpack(text).then((json) => JSON.parse(new TextDecoder("windows-1251").decode(json)));
    });
  }

  /* Returns the parameters in the address of the page. */
  function request() {
    const parameters = new URL(location.href).searchParams, asked = {};
    FACETS.forEach((facet) => { asked[facet] = parameters.getAll(facet).filter(Boolean); });
    return asked;
  }

  /* Returns the entries of each facet: their ids and names, and the roles of questions. */
  function allEntries(shownSize) {
    const years = {}, regions = {}, districts = {}, sizes = {}, questions = {};
    index.parts.forEach((part) => {
      years[part.year] = true;
      part.questions.forEach((question) => { questions[question[0]] = question; });
    });
    index.cities.forEach((city) => {
      [regions, districts, sizes].forEach((names, number) => { if (city[2 + number]) names[city[2 + number]] = true; });
    });
    function pair(name) { return [name, name]; }
    return {
      year: Object.keys(years).map(pair),
      sector: index.sectors,
      region: Object.keys(regions).map(pair),
      district: Object.keys(districts).map(pair),
      size: Object.keys(sizes).map((size) => [size, shownSize(size)]),
      city: index.cities,
      mention: index.cities,
      topic: index.topics,
      course: index.courses,
      question: Object.keys(questions).map((id) => [id, questions[id][2], questions[id][1]])
    };
  }

  /* Finds the requested entries by id or by name, and questions also by role. Values without an entry go to `unknown`. */
  function resolve(asked, entries) {
    const found = { unknown: [] };
    FACETS.forEach((facet) => {
      found[facet] = [];
      asked[facet].forEach((value) => {
        const matches = entries[facet].filter((entry) => entry[0] === value || entry[1] === value || (facet === "question" && entry[2] === value));
        if (!matches.length) found.unknown.push(value);
        matches.forEach((entry) => { if (found[facet].indexOf(entry) < 0) found[facet].push(entry); });
      });
    });
    return found;
  }

  /* Returns the text of a passage as nodes, with ids that are unique in the document, and with links relative to this page. */
  function makeProse(response, html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const home = "http://site/" + response.key + "/";
    all("[id]", template.content).forEach((place) => { place.id = response.key + "/" + place.id; });
    all("img[src]", template.content).forEach((picture) => {
      picture.setAttribute("src", "../" + response.key + "/" + picture.getAttribute("src"));
    });
    all("a[href]", template.content).forEach((link) => {
      const href = link.getAttribute("href");
      if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return;
      const target = new URL(href, home);
      const place = /^\/(\d+\/[^/]+\/[^/]+)\/(?:index\.html)?$/.exec(target.pathname);
      if (place) link.dataset.place = place[1] + target.hash.replace("#", "/");
      link.setAttribute("href", ".." + target.pathname.replace(/\/$/, "/index.html") + target.hash);
    });
    return template.content;
  }

  /* Returns all responses, the latest year first, by sector and city. The lists refer to them by `number`. */
  function responses() {
    let number = 0;
    const parts = index.parts.map((part) => {
      const sector = index.sectors[part.sector];
      return part.cities.map((at, place) => {
        const city = index.cities[at], key = part.year + "/" + sector[0] + "/" + city[0];
        return { part, city, sector, key, sum: part.sums.slice(8 * place, 8 * place + 8), number: number++ };
      });
    });
    return parts.sort((a, b) => b[0].part.year - a[0].part.year || a[0].number - b[0].number).flat();
  }

  function language(page) {
    return page.dataset.lang ? { class: "prose", lang: page.dataset.lang } : { class: "prose" };
  }

  /* Updates the canonical link of the page, which the references contain, and returns its address. */
  function canonical() {
    let link = document.querySelector("link[rel=canonical]");
    if (!link) {
      link = make("link", { rel: "canonical" });
      document.head.append(link);
      link.href = location.href.replace(/#.*$/, "");
    } else {
      link.href = link.href.replace(/\?.*$/, "") + location.search;
    }
    return link.href;
  }

  window.digestTexts = {
    FACETS, fill, plain, readable, request, allEntries, resolve, responses, language, canonical,
    index: (address) => load(address).then(() => index),
    lists: () => load("../" + index.lists).then(() => lists),
    load: loadText,
    prose: makeProse
  };
})();
