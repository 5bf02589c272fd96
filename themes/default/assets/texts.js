/* What the collection and the comparison share: the texts of responses, and what an address asks for of them.

   The texts are script files, since a browser reads nothing else from a folder on disk: an index of all responses (texts/index.…js), lists of
   those that belong to a topic, a course or a mentioned city (texts/lists.…js), and the text of each response (texts/2024/culture/omsk.…js),
   packed. Each of them calls one of the three functions below. */
(function () {
  "use strict";

  var shards = window.digestShards, all = shards.all, make = shards.make, load = shards.load;

  /* The parameters of an address, which may each stand there several times. */
  var FACETS = ["year", "sector", "region", "district", "size", "city", "mention", "topic", "course", "question"];

  function fill(pattern, values) {
    return pattern.replace(/%[st]/g, function (mark) { return values[mark]; });
  }

  function plain(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[\s\u00a0\u00ad\u2010-\u2014-]+/g, " ").trim();
  }

  /* An address as people read it; what is no address stays as it is. */
  function decoded(address) {
    try { return decodeURI(address); } catch (error) { return address; }
  }

  var index, lists;
  var packed = {};
  window.digestIndex = function (value) { index = value; };
  window.digestLists = function (value) { lists = value; };
  window.digestText = function (key, text) { packed[key] = text; };

  function textOf(response) {
    return load("../texts/" + response.key + "." + response.sum + ".js").then(function () {
      var text = packed[response.key];
      delete packed[response.key];
      return shards.unpack(text).then(function (json) { return JSON.parse(new TextDecoder("windows-1251").decode(json)); });
    });
  }

  /* The parameters of the address of the page. */
  function request() {
    var parameters = new URL(location.href).searchParams, asked = {};
    FACETS.forEach(function (facet) { asked[facet] = parameters.getAll(facet).filter(Boolean); });
    return asked;
  }

  /* What there is of each facet: ids with names, the latest year first. */
  function known(shownSize) {
    var years = {}, regions = {}, districts = {}, sizes = {}, questions = {};
    index.parts.forEach(function (part) {
      years[part.year] = true;
      part.questions.forEach(function (question) { questions[question[0]] = question; });
    });
    index.cities.forEach(function (city) {
      [regions, districts, sizes].forEach(function (names, number) { if (city[2 + number]) names[city[2 + number]] = true; });
    });
    function same(name) { return [name, name]; }
    return {
      year: Object.keys(years).map(same),
      sector: index.sectors,
      region: Object.keys(regions).map(same),
      district: Object.keys(districts).map(same),
      size: Object.keys(sizes).map(function (size) { return [size, shownSize(size)]; }),
      city: index.cities,
      mention: index.cities,
      topic: index.topics,
      course: index.courses,
      question: Object.keys(questions).map(function (id) { return [id, questions[id][2], questions[id][1]]; })
    };
  }

  /* The entries that are asked for, by id or by name; a question by its role, too. What nobody knows is kept apart. */
  function resolve(asked, entries) {
    var found = { unknown: [] };
    FACETS.forEach(function (facet) {
      found[facet] = [];
      asked[facet].forEach(function (value) {
        var fitting = entries[facet].filter(function (entry) {
          return entry[0] === value || entry[1] === value || (facet === "question" && entry[2] === value);
        });
        if (!fitting.length) found.unknown.push(value);
        fitting.forEach(function (entry) { if (found[facet].indexOf(entry) < 0) found[facet].push(entry); });
      });
    });
    return found;
  }

  /* The text of a passage. Its places get anchors of their own, and what is relative to the page of the response leads there. */
  function proseOf(response, html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    var home = "http://site/" + response.key + "/";
    all("[id]", template.content).forEach(function (place) { place.id = response.key + "/" + place.id; });
    all("img[src]", template.content).forEach(function (picture) {
      picture.setAttribute("src", "../" + response.key + "/" + picture.getAttribute("src"));
    });
    all("a[href]", template.content).forEach(function (link) {
      var href = link.getAttribute("href");
      if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return;
      var target = new URL(href, home);
      var place = /^\/(\d+\/[^/]+\/[^/]+)\/(?:index\.html)?$/.exec(target.pathname);
      if (place) link.dataset.place = place[1] + target.hash.replace("#", "/");
      link.setAttribute("href", ".." + target.pathname.replace(/\/$/, "/index.html") + target.hash);
    });
    return template.content;
  }

  /* All responses, the latest year first, by sector and city; `number` is that of the lists. */
  function responses() {
    var number = 0;
    var all = index.parts.map(function (part) {
      var sector = index.sectors[part.sector];
      return part.cities.map(function (city, at) {
        var key = part.year + "/" + sector[0] + "/" + index.cities[city][0];
        return { part: part, city: index.cities[city], sector: sector, key: key, sum: part.sums.slice(8 * at, 8 * at + 8), number: number++ };
      });
    });
    return all.sort(function (a, b) { return b[0].part.year - a[0].part.year || a[0].number - b[0].number; }).flat();
  }

  function language(page) {
    return page.dataset.lang ? { class: "prose", lang: page.dataset.lang } : { class: "prose" };
  }

  /* The address that is to be sent, and what the references name. */
  function canonical() {
    var link = document.querySelector("link[rel=canonical]");
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
    FACETS: FACETS,
    fill: fill,
    plain: plain,
    decoded: decoded,
    index: function (address) { return load(address).then(function () { return index; }); },
    lists: function () { return load("../" + index.lists).then(function () { return lists; }); },
    load: textOf,
    responses: responses,
    request: request,
    known: known,
    resolve: resolve,
    prose: proseOf,
    language: language,
    canonical: canonical
  };
})();
