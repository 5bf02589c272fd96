/* Looks for what the address asks for: search/index.html?q=закупки&city=omsk.

   The index is script files, since a browser reads nothing else from a folder on disk: what is to be known at once (search/index.…js), keys with the
   passages they stand in (search/keys-….js), checksums of texts (search/texts-….js), the texts of responses (texts/2024/culture/omsk.…js), and the
   words that misspelt ones are compared with (search/words.…js). Only what a query needs is loaded. src/search/ in the program makes the index and
   answers queries in the same way; src/search/data.rs tells the form of the files. A query is text everywhere and never HTML. */
(() => {
  "use strict";

  const list = document.getElementById("_results");
  if (!list) return;
  const root = document.documentElement;
  const shards = window.digestShards, make = shards.make;
  const form = document.getElementById("_search");
  const status = document.getElementById("_search-status");
  const more = document.getElementById("_more");
  const refine = document.getElementById("_refine");
  const words = list.dataset;
  const stem = window.digestStem;

  /* So many results are shown at a time. */
  const PIECE = 10;
  /* So many texts are looked through for a phrase. */
  const MOST_CHECKED = 300;
  /* So many cities, topics and courses are shown above the passages. */
  const ENTRIES = 5;
  /* So many characters of a passage are shown. */
  const EXCERPT = 260;

  /* What levels are worth, and the levels from which on a passage has words of its own. */
  const WORTH = [1, 3, 5, 6, 7, 8, 11, 12];
  const ENTRY = 1;

  function hide(...ids) {
    ids.forEach((id) => { document.getElementById(id).hidden = true; });
  }

  function end(text) {
    status.textContent = text;
    list.setAttribute("aria-busy", "false");
  }

  function giveUp(text) {
    end(text);
    root.classList.add("no-texts");
  }

  /* Files. */

  let manifest = null;
  const packed = new Map();
  const blocks = new Map();
  window.digestSearch = (value) => { manifest = value; };
  window.digestSearchBlock = (value) => { blocks.set(...value); };
  window.digestSearchFile = window.digestText = (name, text) => { packed.set(name, text); };

  function unpack(name) {
    const text = packed.get(name);
    packed.delete(name);
    return shards.unpack(text).then((buffer) => new Uint8Array(buffer));
  }

  function read(bytes, encoding) {
    return new TextDecoder(encoding).decode(bytes);
  }

  function sumAt(sums, number) {
    return sums.slice(8 * number, 8 * number + 8);
  }

  /* Remembers what a function gave for an argument; what failed is tried again. */
  function once(give) {
    const known = new Map();
    return (argument) => {
      if (!known.has(argument)) known.set(argument, give(argument).catch((error) => { known.delete(argument); throw error; }));
      return known.get(argument);
    };
  }

  const load = once(shards.load);

  /* Numbers of variable length, one after the other. */
  function numbersOf(bytes) {
    const from = {
      at: 0,
      next () {
        let result = 0;
        let shift = 0;
        let byte;
        do { byte = bytes[from.at++]; result |= (byte & 127) << shift; shift += 7; } while (byte > 127);
        return result >>> 0;
      }
    };
    return from;
  }

  /* The place of the last entry of an ordered list that does not come after a value; -1 where there is none. */
  function lastUpTo(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const shard = once(async (number) => {
    const name = "keys-" + number;
    await load("../search/" + name + "." + sumAt(manifest.sums, number) + ".js");
    const bytes = await unpack(name), from = numbersOf(bytes), value = from.next;
    const entries = new Map();
    let before = new Uint8Array(0);
    function stretch(length) {
      from.at += length;
      return bytes.subarray(from.at - length, from.at);
    }
    function text(base) {
      const shared = value(), rest = value(), whole = new Uint8Array(shared + rest);
      whole.set(base.subarray(0, shared));
      whole.set(stretch(rest), shared);
      return whole;
    }
    function texts(base) {
      const found = [];
      for (let left = value(); left > 0; left -= 1) found.push(read(text(base)));
      return found;
    }
    while (from.at < bytes.length) {
      before = text(before);
      const entry = { keys: texts(before), ofStem: texts(before), forms: texts(before), stems: texts(before), count: value(), postings: null };
      if (entry.count) entry.postings = stretch(value());
      entries.set(read(before), entry);
    }
    return entries;
  });

  /* What the index has of a key or a listed form; nothing where it has neither. */
  async function entryOf(text) {
    const at = lastUpTo(manifest.shards, text);
    return at < 0 ? undefined : (await shard(at)).get(text);
  }

  /* Passages in order: two arrays side by side. */
  function passagesOf(entry) {
    const found = { number: new Uint32Array(entry.count), level: new Uint8Array(entry.count) };
    const from = numbersOf(entry.postings);
    let number = 0;
    for (let place = 0; place < entry.count; place += 1) {
      const value = from.next();
      number += value >>> 3;
      found.number[place] = number;
      found.level[place] = value & 7;
    }
    return found;
  }

  const textOf = once(async (response) => {
    const part = partOf(response), block = Math.floor(response / manifest.block);
    await load("../search/texts-" + block + "." + sumAt(manifest.blocks, block) + ".js");
    const key = part.year + "/" + manifest.sectors[part.sector][0] + "/" + manifest.cities[cityOf[response]][0];
    await load("../texts/" + key + "." + sumAt(blocks.get(block), response % manifest.block) + ".js");
    return JSON.parse(read(await unpack(key), "windows-1251"));
  });

  /* Words: what src/search/tokens.rs and words.rs do. */

  const LETTER = "(?![\\u{10000}-\\u{10ffff}])[\\p{Alphabetic}\\p{N}\\u0300\\u0301]";
  const LETTERS = "(?:" + LETTER + ")+";
  const GAP = "[ \\u00a0\\u2009\\u202f]";
  const TOKEN = new RegExp("\\d{1,3}(?:" + GAP + "\\d{3}(?!" + LETTER + "))+(?:[.,]\\d+(?!" + LETTER + "))*|\\d+(?:[.,]\\d+(?!" + LETTER + "))+|" +
    LETTERS + "(?:[-\\u2010\\u2011]" + LETTERS + ")*", "gu");
  const RUN = new RegExp(LETTERS, "gu");

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "");
  }

  function tokensOf(text) {
    return text.match(TOKEN) || [];
  }

  function partsOf(token) {
    return (token.match(RUN) || []).flatMap((run) => run.match(/\d+|\D+/g)).map(fold).filter(Boolean);
  }

  function numberOf(token) {
    return /^[\d\s.,]+$/.test(token) ? token.replace(/\s/g, "").replace(/,/g, ".") : null;
  }

  /* What a token is found by. */
  function keysOfToken(token) {
    const number = numberOf(token), parts = partsOf(token);
    if (number !== null) {
      if (number.split(".").length < 3) return { parts: [number], keys: [[number]], whole: null, digits: true };
      return { parts, keys: parts.map((part) => [part]), whole: number, digits: true };
    }
    return { parts, keys: parts.map(keysOf), whole: parts.length > 1 ? stem(parts.join("")) : null, digits: /[0-9]/.test(token) };
  }

  /* Listed forms with their keys, as far as they are known by now. */
  let listed;
  function keysOf(word) {
    return listed.get(word) || [stem(word)];
  }

  /* Has the keys of all words of a text known. */
  async function learn(text) {
    for (const word of tokensOf(text).flatMap(partsOf)) {
      if (listed.has(word)) continue;
      const entry = await entryOf(word), base = await entryOf(stem(word));
      if (entry && entry.keys.length) listed.set(word, entry.keys);
      else if (base && base.ofStem.length) listed.set(word, base.ofStem);
    }
  }

  /* Queries: what src/search/query.rs does. */

  const FACETS = ["city", "region", "year", "sector", "topic", "question"];
  const RUSSIAN = ["город", "регион", "год", "сфера", "тема", "вопрос"];
  const NAMES = new Map(FACETS.flatMap((facet, at) => [[facet, facet], [RUSSIAN[at], facet]]));
  const QUOTED = "\"([^\"]*)\"|«([^»]*)»|“([^”]*)”|„([^“]*)“";
  const CHUNK = new RegExp("([-\\u2212](?=\\S))?(?:" + QUOTED + "|([^\\s:]*:(?:" + QUOTED.replace(/\(/g, "(?:") + ")|\\S+))", "g");
  const VALUE = new RegExp("^(?:" + QUOTED + ")");

  async function parse(text) {
    const query = { text, wanted: [], unwanted: [], phrases: [], unwantedPhrases: [], filters: [] };
    let found = [];
    let run = "";
    for (const chunk of text.matchAll(CHUNK)) {
      const quoted = chunk.slice(2, 6).find((inner) => inner !== undefined);
      const isQuoted = quoted !== undefined, plain = quoted ?? chunk[6], isUnwanted = Boolean(chunk[1]);
      const filter = isQuoted || isUnwanted ? null : filterIn(plain);
      /* Words beside each other are read together, since a number may have blanks. */
      if (!filter && !isQuoted && !isUnwanted) {
        run += plain + " ";
        continue;
      }
      found = found.concat(await wordsOf(run));
      run = "";
      if (filter) {
        await learn(filter[1]);
        query.filters.push(filter);
      } else if (isQuoted) {
        const phrase = tokensOf(plain).flatMap(partsOf);
        if (!phrase.length) continue;
        (isUnwanted ? query.unwantedPhrases : query.phrases).push(phrase);
        if (!isUnwanted) found = found.concat(await wordsOf(plain));
      } else {
        query.unwanted = query.unwanted.concat(named(await wordsOf(plain)));
      }
    }
    found = found.concat(await wordsOf(run));
    query.wanted = named(found);
    return query;
  }

  /* What a passage must belong to: город:омск. */
  function filterIn(text) {
    const colon = text.indexOf(":"), facet = NAMES.get(text.slice(0, Math.max(0, colon)).toLowerCase());
    let value = text.slice(colon + 1);
    const quoted = VALUE.exec(value);
    if (quoted) value = quoted.slice(1).find((inner) => inner !== undefined);
    return facet && value ? [facet, value] : null;
  }

  async function isKey(key) {
    const entry = await entryOf(key);
    return entry && entry.count > 0;
  }

  async function wordsOf(text) {
    await learn(text);
    const found = [];
    for (const token of tokensOf(text)) {
      const keys = keysOfToken(token);
      if (keys.whole !== null && keys.digits && await isKey(keys.whole)) found.push({ text: partsOf(token).join(""), keys: [keys.whole] });
      else keys.parts.forEach((part, number) => { found.push({ text: part, keys: keys.keys[number] }); });
    }
    return found.filter((word) => !ignored.has(word.text));
  }

  /* Puts words together that are a name of something with other names. */
  function named(found) {
    const wanted = [];
    for (let at = 0; at < found.length;) {
      let run = found.slice(at, at + 8);
      const name = () => names.get(run.map((word) => word.keys[0]).join(" "));
      while (run.length > 1 && !name()) run = run.slice(0, -1);
      wanted.push({ words: run, name: name() });
      at += run.length;
    }
    return wanted;
  }

  /* Finding: what src/search/find.rs does. */

  /* The passages of two lists: those in both, or those in either. */
  function join(one, other, both, level) {
    const number = [], levels = [];
    let a = 0;
    let b = 0;
    while (a < one.number.length || b < other.number.length) {
      const x = a < one.number.length ? one.number[a] : Infinity, y = b < other.number.length ? other.number[b] : Infinity;
      if (x === y) { number.push(x); levels.push(level(one.level[a], other.level[b])); }
      else if (!both) { number.push(Math.min(x, y)); levels.push(x < y ? one.level[a] : other.level[b]); }
      if (x <= y) a += 1;
      if (y <= x) b += 1;
    }
    return { number, level: levels };
  }

  async function ofKeys(keys) {
    let found = { number: [], level: [] };
    for (const key of keys) {
      const entry = await entryOf(key);
      if (!entry || !entry.count) continue;
      const next = passagesOf(entry);
      found = found.number.length ? join(found, next, false, Math.max) : next;
    }
    return found;
  }

  async function ofWanted(wanted) {
    let found = null;
    for (const word of wanted.words) {
      const next = await ofKeys(word.keys);
      found = found ? join(found, next, true, Math.min) : next;
    }
    found = found || { number: [], level: [] };
    return wanted.name ? join(found, await ofKeys([wanted.name]), false, Math.max) : found;
  }

  /* The passages that have all words. What each is worth and its highest level are one number, so that lists are joined as any others. */
  async function scored(query) {
    let all = null;
    for (const wanted of query.wanted) {
      const { number, level } = await ofWanted(wanted);
      const weight = 2 + 31 - Math.clz32(Math.max(1, manifest.passages / Math.max(1, number.length)));
      const next = { number, level: Array.from(level, (level) => 8 * weight * WORTH[level] + level) };
      all = all ? join(all, next, true, (a, b) => a - a % 8 + b - b % 8 + Math.max(a % 8, b % 8)) : next;
    }
    all = all || { number: [...Array(manifest.passages).keys()], level: Array(manifest.passages).fill(ENTRY) };
    const without = new Set();
    for (const unwanted of query.unwanted) (await ofWanted(unwanted)).number.forEach((passage) => { without.add(passage); });
    const found = Array.from(all.number, (number, at) => ({ number, level: all.level[at] % 8, score: all.level[at] >> 3 })).filter((passage) => !without.has(passage.number));
    const own = found.filter((passage) => passage.level >= ENTRY);
    return own.length ? own : found;
  }

  function isEmpty(query) {
    return !query.wanted.length && !query.filters.length && !query.phrases.length;
  }

  /* Whether a name has all words of a text, in any form. */
  function hasAll(name, text) {
    const own = new Set(tokensOf(name).flatMap((token) => keysOfToken(token).keys.flat()));
    const wanted = tokensOf(text).flatMap((token) => keysOfToken(token).keys);
    return wanted.length > 0 && wanted.every((keys) => keys.some((key) => own.has(key)));
  }

  function isCalled(entry, text) {
    return entry[0] === text || entry[2].some((name) => hasAll(name, text));
  }

  /* What belongs to a query, as sets of numbers; topics are told by the passages on them. */
  async function filterOf(facet, value) {
    function numbers(entries, fits) {
      return new Set(entries.map((entry, number) => fits(entry) ? number : -1));
    }
    let set;
    switch (facet) {
      case "city":
        set = numbers(manifest.cities, (city) => isCalled(city, value));
        return (place) => set.has(place.city);
      case "region":
        set = numbers(manifest.cities, (city) => city[3] && hasAll(city[3], value));
        return (place) => set.has(place.city);
      case "year":
        return (place) => String(place.part.year) === value;
      case "sector":
        set = numbers(manifest.sectors, (sector) => isCalled(sector, value));
        return (place) => set.has(place.part.sector);
      case "topic":
        set = new Set();
        for (const topic of manifest.topics) {
          if (isCalled(topic, value)) (await ofKeys(["#" + topic[0]])).number.forEach((passage) => { set.add(passage); });
        }
        return (place) => set.has(place.number);
      default:
        return (place) => {
          const question = place.part.questions[place.question];
          return question[0] === value || question[1] === value || hasAll(question[2], value);
        };
    }
  }

  /* The cities, topics or courses that a query names. */
  function entriesOf(entries, query) {
    const wanted = query.wanted.flatMap((wanted) => wanted.words);
    if (!wanted.length) return [];
    return entries.filter((entry) => entry[2].some((name) => {
        const own = new Set(tokensOf(name).flatMap(partsOf).filter((part) => !ignored.has(part)).flatMap(keysOf));
        return wanted.every((word) => word.keys.some((key) => own.has(key)));
      }));
  }

  /* Corrections: what src/search/correct.rs does. */

  function withCapitals(letters) {
    return letters + letters.toUpperCase();
  }

  const LATIN = withCapitals("aceopxykmtbh"), ALIKE = withCapitals("асеорхукмтвн");
  const KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
  const LAYOUT = withCapitals("ёйцукенгшщзхъфывапролджэячсмитьбю");

  function mapped(text, from, to) {
    return Array.from(text, (letter) => { const at = from.indexOf(letter); return at < 0 ? letter : to[at]; }).join("");
  }

  async function unknownWords(query) {
    const unknown = [];
    for (const wanted of query.wanted) {
      if (wanted.name && await isKey(wanted.name)) continue;
      for (const word of wanted.words) {
        let known = false;
        for (const key of word.keys) known = known || await isKey(key);
        if (!known) unknown.push(word);
      }
    }
    return unknown;
  }

  /* The words that misspelt ones are compared with. */
  const wordsToCompare = once(async (sum) => {
    await load("../search/words." + sum + ".js");
    return read(await unpack("words")).split("\n").filter(Boolean).map((line) => {
      const [key, shown, count] = line.split("\t");
      return { key, shown: shown.replace(/^\+/, key), count: Number(count) };
    });
  });

  async function correct(query) {
    if (!(await unknownWords(query)).length) return null;
    const texts = [mapped(query.text, LATIN, ALIKE)];
    if (!/[а-яё]/i.test(query.text)) texts.push(mapped(query.text, KEYS, LAYOUT));
    for (const text of texts) {
      const other = await parse(text);
      if (!isEmpty(other) && !(await unknownWords(other)).length) return other;
    }
    const known = await wordsToCompare(manifest.words);
    const corrected = await parse(query.text);
    for (const word of await unknownWords(corrected)) {
      const near = nearest(known, word);
      if (!near) return null;
      const at = fold(corrected.text).indexOf(word.text);
      corrected.text = at < 0 ? near.shown : corrected.text.slice(0, at) + near.shown + corrected.text.slice(at + word.text.length);
      word.text = near.shown;
      word.keys = near.keys;
    }
    return corrected;
  }

  const LAST = 6;

  function nearest(known, word) {
    const own = word.keys[0], whole = word.text;
    if (!/^[^0-9]{4,}$/.test(own)) return null;
    const mayBeginOtherwise = whole.length > 4;
    const swapped = [own, whole].map((word) => word[1] + word[0] + word.slice(2));
    const longer = [];
    let best = null;
    let bestRank = Infinity;
    known.forEach((entry) => {
      const key = entry.key, shown = entry.shown;
      if (key.length < 4) return;
      const hasSameFirst = key[0] === own[0];
      /* Words of the last rank are taken only if none is longer. */
      let rank = null;
      if (whole.startsWith(key) && whole.length < key.length + 4) rank = whole.length - key.length;
      else if (!hasSameFirst && !mayBeginOtherwise) return;
      else if (isNear(own, key) || isNear(whole, key) || isNear(whole, shown)) rank = hasSameFirst ? 4 : 5;
      else if (mayBeginOtherwise && (lacksOne(swapped[0], key) || lacksOne(swapped[1], shown))) rank = LAST;
      if (rank !== null && (rank < bestRank || rank === bestRank && entry.count > best.count)) {
        best = entry;
        bestRank = rank;
      }
      if (key.length > own.length && key.length <= own.length + 4 && key.startsWith(own)) longer.push(entry);
    });
    if (best && (bestRank < LAST || !longer.length)) return { keys: [best.key], shown: best.shown };
    if (!longer.length) return null;
    return { keys: longer.map((entry) => entry.key), shown: longer.reduce((most, entry) => entry.count >= most.count ? entry : most).shown };
  }

  /* What follows in two words from the first letter on that differs. */
  function rests(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    return [one.slice(at), other.slice(at)];
  }

  function isNear(one, other) {
    if (one.length !== other.length) return lacksOne(one, other);
    const [a, b] = rests(one, other);
    return a && (one.length > 5 && a.slice(1) === b.slice(1) || a[1] && a[1] + a[0] + a.slice(2) === b);
  }

  function lacksOne(one, other) {
    const [a, b] = rests(one, other);
    return one.length !== other.length && Math.max(one.length, other.length) > 4 && (a.slice(1) === b || a === b.slice(1));
  }

  /* Places: what belongs to a passage. */

  let starts;
  let cityOf;
  let partNumbers;
  let firstOfPart;
  let ignored;
  let names;

  function prepare() {
    let passages = 0;
    starts = [];
    cityOf = [];
    partNumbers = [];
    firstOfPart = [];
    manifest.parts.forEach((part, number) => {
      let city = 0;
      firstOfPart.push(starts.length);
      part.cities.forEach((step, at) => {
        city += step;
        cityOf.push(city);
        partNumbers.push(number);
        starts.push(passages);
        for (let question = 0; question < part.questions.length; question += 1) passages += countAt(part, at, question);
      });
    });
    ignored = new Set(manifest.ignored);
    names = new Map(manifest.names);
    listed = new Map(Object.entries(manifest.listed));
    suggest();
  }

  /* The field proposes the names of cities, topics and courses. */
  function suggest() {
    const entries = [manifest.cities, manifest.topics, manifest.courses].flat();
    new Set(entries.map((entry) => entry[1])).forEach((name) => { form.elements.q.list.append(new Option(name)); });
  }

  function countAt(part, response, question) {
    return part.counts.charCodeAt(response * part.questions.length + question) - 48;
  }

  function partOf(response) {
    return manifest.parts[partNumbers[response]];
  }

  function placeOf(number) {
    const response = lastUpTo(starts, number), part = partOf(response);
    let left = number - starts[response];
    let question = 0;
    const at = response - firstOfPart[partNumbers[response]];
    while (left >= countAt(part, at, question)) { left -= countAt(part, at, question); question += 1; }
    return { number, response, part, city: cityOf[response], question, passage: left };
  }

  /* The passage as it stands in the text of its response. */
  function passageOf(text, place) {
    const id = place.part.questions[place.question][0];
    const answer = text.answers.find((answer) => answer.question === id);
    return answer.passages[place.passage];
  }

  /* The text of a passage, with a blank between blocks, and cells, rows and items told apart. */
  function plainText(html) {
    const template = document.createElement("template");
    /* A separator stands inside of the last cell of a row: the browser takes texts between rows out of the table. */
    const cells = html.replace(/<\/t[dh]>(\s*<\/?t[^dh])?/g, (end, row) => (row ? "; " : " · ") + end);
    template.innerHTML = cells.replace(/<\/(?:li|caption)>/g, "; $&").replace(/<(?:\/?(?:p|[uo]l|h\d|d[dt]|pre|blockquote)|br)\b/g, " $&");
    return template.content.textContent.replace(/([.,:!?…]?)[ \n·;]+/g, (gap, end) => end ? end + " " : /;/.test(gap) ? "; " : /·/.test(gap) ? " · " : " ").replace(/^[ ·;]+|[ ·;]+$/g, "");
  }

  /* Whether a passage has the phrases of a query. */
  function saysIt(passage, query) {
    const text = " " + tokensOf((passage.title || "") + "\n" + plainText(passage.html)).flatMap(partsOf).join(" ") + " ";
    function has(phrase) { return text.includes(" " + phrase.join(" ") + " "); }
    return query.phrases.every(has) && !query.unwantedPhrases.some(has);
  }

  /* What is shown. */

  /* Tells whether a token is one of the query. */
  function matcher(query, forms) {
    const keys = new Set(query.wanted.flatMap((wanted) => wanted.words).flatMap((word) => word.keys));
    return (token) => {
      if (keys.has(numberOf(token))) return true;
      const parts = partsOf(token);
      if (parts.length > 1 && keys.has(stem(parts.join("")))) return true;
      return parts.some((part) => {
        if (ignored.has(part)) return false;
        if (forms.has(part)) return true;
        if (listed.has(part)) return listed.get(part).some((key) => keys.has(key));
        return keys.has(stem(part)) || forms.has("=" + stem(part));
      });
    };
  }

  /* The listed forms of the keys of a query, and the listed stems with a mark in front. */
  async function formsOf(query) {
    const forms = new Set();
    for (const word of query.wanted.flatMap((wanted) => wanted.words)) {
      for (const key of word.keys) {
        const entry = await entryOf(key);
        if (!entry) continue;
        entry.forms.forEach((form) => { forms.add(form); });
        entry.stems.forEach((stem) => { forms.add("=" + stem); });
      }
    }
    return forms;
  }

  /* A text as nodes, with the words of the query marked. */
  function marked(text, fits) {
    const nodes = [];
    let end = 0;
    for (const token of text.matchAll(TOKEN)) {
      if (!fits(token[0])) continue;
      nodes.push(text.slice(end, token.index), make("mark", {}, [token[0]]));
      end = token.index + token[0].length;
    }
    nodes.push(text.slice(end));
    return nodes.filter(Boolean);
  }

  /* The part of a text with most words of the query. */
  function excerpt(text, fits) {
    const hits = Array.from(text.matchAll(TOKEN)).filter((token) => fits(token[0])).map((token) => ({ at: token.index, word: stem(fold(token[0])) }));
    let start = 0;
    let most = 0;
    hits.forEach((hit, number) => {
      const within = new Set();
      for (let next = number; next < hits.length && hits[next].at < hit.at + EXCERPT - 80; next += 1) within.add(hits[next].word);
      if (within.size > most) { most = within.size; start = hit.at; }
    });
    start = Math.max(0, start - 60);
    if (start) start = text.indexOf(" ", start) + 1;
    let end = text.length > start + EXCERPT ? text.lastIndexOf(" ", start + EXCERPT) : text.length;
    if (end <= start) end = Math.min(text.length, start + EXCERPT);
    return [start ? "…" : null].concat(marked(text.slice(start, end), fits), [end < text.length ? "…" : null]);
  }

  const language = words.lang ? { lang: words.lang } : {};

  function result(place, text, fits) {
    const part = place.part, sector = manifest.sectors[part.sector], city = manifest.cities[place.city];
    const folder = part.year + "/" + sector[0] + "/" + city[0];
    const about = [part.year, sector[1]], cite = [];
    const question = part.questions[place.question];
    /* A question is asked of all cities: «Омск: помощь АСДГ». */
    const titled = city[1] + ": " + question[2].replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
    const address = "../" + folder + "/index.html#";
    function item(link, ...text) {
      return make("li", {}, [make("h2", {}, [link]), make("p", { class: "quiet" }, [about.join(" · "), ...cite]), make("p", ...text)]);
    }
    if (!text) return item(make("a", { href: address + question[0] }, [titled]), { class: "missing" }, [words.failed]);
    const passage = passageOf(text, place);
    const link = make("a", { href: address + encodeURI(passage.anchor), ...language }, marked(passage.title || titled, fits));
    const plain = plainText(passage.html);
    /* The page that the link leads to marks these words: see digest.js. */
    const found = new Set(tokensOf((passage.title || "") + "\n" + plain).filter(fits).map(fold));
    link.dataset.found = JSON.stringify({ page: folder, words: Array.from(found) });
    if (passage.title) { about.unshift(city[1]); about.push(question[2]); }
    /* The page opens its references then: see digest.js. */
    const named = make("span", { class: "unseen", ...language }, [": " + link.textContent]);
    cite.push(" ", make("a", { class: "screen", href: link.href.replace("#", "?cite#") }, [words.cite, named]));
    return item(link, { class: "excerpt", ...language }, excerpt(plain, fits));
  }

  ["click", "auxclick"].forEach((name) => { list.addEventListener(name, remember); });
  function remember(event) {
    const link = event.target.closest("[data-found]");
    if (!link) return;
    /* A browser may refuse to remember; nothing is marked then. */
    try { localStorage.setItem("asdg-found", link.dataset.found); } catch { return; }
  }

  /* Shows ten more; those of phrases are looked for in the texts. */
  async function show(shown) {
    list.setAttribute("aria-busy", "true");
    more.hidden = true;
    const before = shown.count, isPhrase = shown.query.phrases.length + shown.query.unwantedPhrases.length > 0;
    while (shown.next < shown.places.length && shown.count - before < PIECE) {
      const batch = shown.places.slice(shown.next, shown.next + PIECE - (shown.count - before));
      const items = await Promise.all(batch.map(async (place) => {
        const text = await textOf(place.response).catch(() => null);
        return isPhrase && text && !saysIt(passageOf(text, place), shown.query) ? null : result(place, text, shown.fits);
      }));
      if (shown.run !== run) return;
      items.filter(Boolean).forEach((item) => { list.append(item); shown.count += 1; });
      shown.next += batch.length;
      if (isPhrase && shown.next >= shown.limit) break;
    }
    shown.limit = Math.max(shown.limit, shown.next) + (shown.count > before ? 0 : MOST_CHECKED);
    more.hidden = shown.next >= shown.places.length;
    tell(shown, isPhrase);
    list.setAttribute("aria-busy", "false");
  }

  function tell(shown, isPhrase) {
    const lines = [];
    const count = isPhrase ? shown.count : shown.places.length;
    const isAll = !isPhrase || shown.next >= shown.places.length;
    if (shown.corrected && count) lines.push(words.corrected.replace("%s", () => shown.query.text));
    if (count || !isAll) lines.push(words.count.replace("%s", count + (isAll ? "" : "+")));
    else lines.push(shown.query.wanted.length > 1 ? words.noneOfMany : words.none);
    document.getElementById("_lists").hidden = count > 0 || !isAll;
    if (!isAll) lines.push(words.checked.replace("%s", shown.next));
    status.textContent = lines.join(" ");
  }

  function showEntries(query) {
    const box = document.getElementById("_entries");
    box.textContent = "";
    [["city", "cities"], ["topic", "topics"], ["course", "courses"]].forEach(([kind, kinds]) => {
      entriesOf(manifest[kinds], query).slice(0, ENTRIES).forEach(([id, name]) => {
        box.append(make("li", {}, [make("a", { href: "../" + kinds + "/" + id + "/index.html" }, [name]), " ",
          make("span", { class: "quiet" }, [words[kind]])]));
      });
    });
    box.hidden = !box.firstChild;
  }

  /* What the results can be narrowed down to, with counts. */

  const CHOICES = ["city", "region", "district"].concat(FACETS.slice(2));

  function parameter(name) {
    return new URL(location.href).searchParams.get(name) || "";
  }

  function withParameter(name, value) {
    const address = new URL(location.href);
    address.hash = "";
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    return address;
  }

  function valueOf(facet, place) {
    const part = place.part, ofCity = { city: 0, region: 3, district: 4, size: 5 }[facet];
    if (ofCity !== undefined) return manifest.cities[place.city][ofCity];
    if (facet === "year") return String(part.year);
    return facet === "sector" ? manifest.sectors[part.sector][0] : part.questions[place.question][0];
  }

  function nameOf(facet, value) {
    let entries = { city: manifest.cities, sector: manifest.sectors, topic: manifest.topics }[facet];
    if (facet === "question") entries = manifest.parts.flatMap((part) => part.questions.map((question) => [question[0], question[2]])).reverse();
    const entry = entries && entries.find((entry) => entry[0] === value);
    return entry ? entry[1] : value;
  }

  /* Boxes stay where they are, with the focus; only their options change. */
  async function showChoices(places, chosen) {
    const numbers = new Set(places.map((place) => place.number));
    for (const box of form.querySelectorAll("select")) {
      const facet = box.name, counted = new Map();
      const count = (value) => { if (value) counted.set(value, (counted.get(value) || 0) + 1); };
      if (CHOICES.includes(facet)) {
        for (const [id] of facet === "topic" ? manifest.topics : []) (await ofKeys(["#" + id])).number.forEach((number) => { if (numbers.has(number)) count(id); });
        if (facet !== "topic") places.forEach((place) => { count(valueOf(facet, place)); });
        const options = Array.from(counted, ([value, count]) => [nameOf(facet, value), value, count]);
        options.sort(([a], [b]) => facet === "year" ? b - a : a.localeCompare(b, root.lang));
        box.replaceChildren(box.options[0], ...options.map(([name, value, count]) => new Option(name + " (" + count + ")", value)));
        box.parentElement.hidden = options.length < 2 && !chosen[facet];
      }
      box.value = chosen[facet];
      if (box.selectedIndex < 0) box.selectedIndex = 0;
    }
  }

  /* Cities compare themselves with those of their size, so the sizes lie open, each one click. A size leaves the counts of the others as they are. */
  const bySize = document.getElementById("_sizes"), sizes = Array.from(bySize.querySelectorAll("button"));
  sizes.forEach((button) => {
    button.addEventListener("click", () => { go(withParameter("size", button.value === parameter("size") ? "" : button.value)); });
  });

  function showSizes(places, chosen) {
    const shown = sizes.filter((button) => {
      const count = places.filter((place) => valueOf("size", place) === button.value).length, isChosen = chosen.size === button.value;
      button.lastElementChild.textContent = "(" + count + ")";
      button.setAttribute("aria-pressed", isChosen);
      button.hidden = !count && !isChosen;
      return !button.hidden;
    });
    bySize.hidden = shown.length < 2 && !chosen.size;
  }

  function showChosen(chosen) {
    const box = document.getElementById("_chosen");
    box.textContent = "";
    CHOICES.filter((facet) => chosen[facet]).forEach((facet) => {
      const name = nameOf(facet, chosen[facet]);
      const button = make("button", { type: "button", "aria-label": words.remove.replace("%s", () => name) }, [name + " ×"]);
      button.addEventListener("click", () => { go(withParameter(facet, "")); });
      box.append(make("li", {}, [button]));
    });
    box.hidden = !box.firstChild;
  }

  /* All of it. */

  let run = 0;

  async function search() {
    run += 1;
    const own = run;
    const text = parameter("q").normalize("NFC").trim();
    const chosen = {};
    ["order", "size", ...CHOICES].forEach((facet) => { chosen[facet] = parameter(facet); });
    form.elements.q.value = text;
    list.setAttribute("aria-busy", "true");
    list.textContent = "";
    more.hidden = true;
    hide("_entries", "_lists");
    /* What is printed and sent names the query. */
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical) canonical.href = canonical.href.split("?")[0] + location.search;
    document.title = (text ? text + " — " : "") + title;
    if (!window.DecompressionStream) return giveUp(words.old);
    try {
      if (!manifest) {
        await load(words.index);
        prepare();
      }
      status.textContent = text ? words.loading : "";
      let query = await parse(text);
      let corrected = null;
      let found = isEmpty(query) ? [] : await places(query);
      if (!found.length && !isEmpty(query)) {
        corrected = await correct(query);
        if (corrected) found = await places(corrected);
        if (corrected && found.length) query = corrected;
      }
      const forms = await formsOf(query);
      let left = found;
      for (const facet of CHOICES) {
        const value = chosen[facet];
        if (!value) continue;
        const numbers = facet === "topic" && new Set((await ofKeys(["#" + value])).number);
        left = left.filter((place) => numbers ? numbers.has(place.number) : valueOf(facet, place) === value);
      }
      if (own !== run) return;
      if (isEmpty(query)) {
        hide("_refine", "_as-one", "_sizes", "_chosen");
        return end("");
      }
      showEntries(query);
      showSizes(left, chosen);
      showChosen(chosen);
      if (chosen.size) left = left.filter((place) => valueOf("size", place) === chosen.size);
      if (chosen.order === "year") left = left.slice().sort((a, b) => b.part.year - a.part.year || b.score - a.score || a.number - b.number);
      refine.hidden = !found.length;
      refine.ontoggle = () => { if (refine.open && own === run) showChoices(left, chosen); };
      if (refine.open) showChoices(left, chosen);
      asOne(query, left.length);
      const shown = { query, corrected: corrected === query, places: left, next: 0, count: 0, limit: MOST_CHECKED, run: own, fits: matcher(query, forms) };
      more.querySelector("button").onclick = () => { show(shown); };
      await show(shown);
    } catch {
      if (own === run) giveUp(words.broken);
    }
  }

  async function places(query) {
    const filters = [];
    for (const filter of query.filters) filters.push(await filterOf(...filter));
    let found = (await scored(query)).map((passage) => Object.assign(placeOf(passage.number), { score: passage.score }));
    found = found.filter((place) => filters.every((fits) => fits(place)));
    return found.sort((a, b) => b.score - a.score || b.part.year - a.part.year || a.number - b.number);
  }

  /* "As one document" takes along the words and what is chosen. */
  function asOne(query, count) {
    const box = document.getElementById("_as-one"), link = box.querySelector("a");
    const address = new URL("../collection/index.html" + location.search, location.href);
    const plain = query.wanted.flatMap((wanted) => wanted.words).map((word) => word.text);
    address.searchParams.delete("order");
    address.searchParams.set("q", plain.join(" "));
    link.href = address;
    box.hidden = !count;
  }

  /* The state is in the address; a browser that forbids to change it loads the page anew. */
  function go(address) {
    try { history.pushState(null, "", address); } catch { location.href = address; return; }
    search();
  }

  const title = document.title;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(withParameter("q", form.elements.q.value.trim()));
  });
  form.elements.q.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && form.elements.q.value) { event.preventDefault(); form.elements.q.value = ""; }
  });
  form.addEventListener("change", ({ target }) => {
    if (!target.options) return;
    /* On a phone the boxes would hide what they leave. */
    if (window.digestInterface.isNarrow.matches) {
      refine.open = false;
      refine.firstElementChild.focus();
    }
    go(withParameter(target.name, target.value));
  });
  window.addEventListener("popstate", search);
  search();
})();
