/* The search page. Shows the passages that match the query in the address: search/index.html?q=закупки&city=omsk.

   The index consists of script files, because a browser loads nothing else from a folder on disk:

   - the manifest (search/index.…js), which is loaded first,
   - shards: keys and the passages that contain them (search/keys-….js),
   - checksums of the texts (search/texts-….js),
   - the texts of responses (texts/2024/culture/omsk.…js),
   - the words that corrections are taken from (search/words.…js).

   The script loads only the files that a query needs. src/search/ in the program makes the index and answers queries in the same way;
   src/search/data.rs describes the format of the files. A query is always text, never HTML. */
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

  /* The number of results shown at a time. */
  const BATCH = 10;
  /* The number of texts that are searched for a phrase at a time. */
  const MAX_CHECKED = 300;
  /* The largest number of cities, of topics and of courses shown above the passages. */
  const MAX_ENTRIES = 5;
  /* The length of an excerpt, in characters. */
  const EXCERPT = 260;

  /* The score of each level, and the lowest level at which a word is in the passage itself. */
  const SCORES = [1, 3, 5, 6, 7, 8, 11, 12];
  const ENTRY = 1;

  function hide(...ids) {
    ids.forEach((id) => { document.getElementById(id).hidden = true; });
  }

  function finish(text) {
    status.textContent = text;
    list.setAttribute("aria-busy", "false");
  }

  function fail(text) {
    finish(text);
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

  function checksum(sums, number) {
    return sums.slice(8 * number, 8 * number + 8);
  }

  /* Caches the results of an asynchronous function. A call that failed is repeated. */
  function memo(get) {
    const results = new Map();
    return (argument) => {
      if (!results.has(argument)) results.set(argument, get(argument).catch((error) => { results.delete(argument); throw error; }));
      return results.get(argument);
    };
  }

  const load = memo(shards.load);

  /* Reads variable-length numbers, one after the other. */
  function reader(bytes) {
    const input = {
      at: 0,
      next () {
        let result = 0;
        let shift = 0;
        let byte;
        do { byte = bytes[input.at++]; result |= (byte & 127) << shift; shift += 7; } while (byte > 127);
        return result >>> 0;
      }
    };
    return input;
  }

  /* Returns the index of the last entry of a sorted list that is at most `value`, or -1. */
  function lastAtMost(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const shard = memo(async (number) => {
    const name = "keys-" + number;
    await load("../search/" + name + "." + checksum(manifest.sums, number) + ".js");
    const bytes = await unpack(name), input = reader(bytes), value = input.next;
    const terms = new Map();
    let previous = new Uint8Array(0);
    function slice(length) {
      input.at += length;
      return bytes.subarray(input.at - length, input.at);
    }
    function text(base) {
      const prefix = value(), rest = value(), result = new Uint8Array(prefix + rest);
      result.set(base.subarray(0, prefix));
      result.set(slice(rest), prefix);
      return result;
    }
    function texts(base) {
      const list = [];
      for (let left = value(); left > 0; left -= 1) list.push(read(text(base)));
      return list;
    }
    while (input.at < bytes.length) {
      previous = text(previous);
      const term = { keys: texts(previous), stemKeys: texts(previous), forms: texts(previous), stems: texts(previous), count: value(), postings: null };
      if (term.count) term.postings = slice(value());
      terms.set(read(previous), term);
    }
    return terms;
  });

  /* Finds the entry of a key or of a listed form in the index. */
  async function getTerm(text) {
    const at = lastAtMost(manifest.shards, text);
    return at < 0 ? undefined : (await shard(at)).get(text);
  }

  /* Decodes the passages of an entry: two arrays, the numbers in ascending order and the level of each. */
  function postings(term) {
    const found = { number: new Uint32Array(term.count), level: new Uint8Array(term.count) };
    const input = reader(term.postings);
    let number = 0;
    for (let at = 0; at < term.count; at += 1) {
      const value = input.next();
      number += value >>> 3;
      found.number[at] = number;
      found.level[at] = value & 7;
    }
    return found;
  }

  const textOf = memo(async (response) => {
    const part = partOf(response), block = Math.floor(response / manifest.block);
    await load("../search/texts-" + block + "." + checksum(manifest.blocks, block) + ".js");
    const key = part.year + "/" + manifest.sectors[part.sector][0] + "/" + manifest.cities[cityOf[response]][0];
    await load("../texts/" + key + "." + checksum(blocks.get(block), response % manifest.block) + ".js");
    return JSON.parse(read(await unpack(key), "windows-1251"));
  });

  /* Words, as in src/search/tokens.rs and words.rs. */

  const LETTER = "(?![\\u{10000}-\\u{10ffff}])[\\p{Alphabetic}\\p{N}\\u0300\\u0301]";
  const LETTERS = "(?:" + LETTER + ")+";
  const SPACE = "[ \\u00a0\\u2009\\u202f]";
  const TOKEN = new RegExp("\\d{1,3}(?:" + SPACE + "\\d{3}(?!" + LETTER + "))+(?:[.,]\\d+(?!" + LETTER + "))*|\\d+(?:[.,]\\d+(?!" + LETTER + "))+|" +
    LETTERS + "(?:[-\\u2010\\u2011]" + LETTERS + ")*", "gu");
  const WORD = new RegExp(LETTERS, "gu");

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[\u0300\u0301]/g, "");
  }

  function tokensOf(text) {
    return text.match(TOKEN) || [];
  }

  function partsOf(token) {
    return (token.match(WORD) || []).flatMap((run) => run.match(/\d+|\D+/g)).map(fold).filter(Boolean);
  }

  function numberOf(token) {
    return /^[\d\s.,]+$/.test(token) ? token.replace(/\s/g, "").replace(/,/g, ".") : null;
  }

  /* Finds the keys of a token. */
  function tokenKeys(token) {
    const number = numberOf(token), parts = partsOf(token);
    if (number !== null) {
      if (number.split(".").length < 3) return { parts: [number], keys: [[number]], whole: null, digits: true };
      return { parts, keys: parts.map((part) => [part]), whole: number, digits: true };
    }
    return { parts, keys: parts.map(wordKeys), whole: parts.length > 1 ? stem(parts.join("")) : null, digits: /[0-9]/.test(token) };
  }

  /* The listed forms loaded so far, with their keys. */
  let listed;
  function wordKeys(word) {
    return listed.get(word) || [stem(word)];
  }

  /* Loads the listed forms among the words of a text. */
  async function loadForms(text) {
    for (const word of tokensOf(text).flatMap(partsOf)) {
      if (listed.has(word)) continue;
      const form = await getTerm(word), stemTerm = await getTerm(stem(word));
      if (form && form.keys.length) listed.set(word, form.keys);
      else if (stemTerm && stemTerm.stemKeys.length) listed.set(word, stemTerm.stemKeys);
    }
  }

  /* Queries, as in src/search/query.rs. */

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
      const filter = isQuoted || isUnwanted ? null : parseFilter(plain);
      /* Adjacent words are parsed together, because a number may contain spaces. */
      if (!filter && !isQuoted && !isUnwanted) {
        run += plain + " ";
        continue;
      }
      found = found.concat(await wordsOf(run));
      run = "";
      if (filter) {
        await loadForms(filter[1]);
        query.filters.push(filter);
      } else if (isQuoted) {
        const phrase = tokensOf(plain).flatMap(partsOf);
        if (!phrase.length) continue;
        (isUnwanted ? query.unwantedPhrases : query.phrases).push(phrase);
        if (!isUnwanted) found = found.concat(await wordsOf(plain));
      } else {
        query.unwanted = query.unwanted.concat(conditions(await wordsOf(plain)));
      }
    }
    found = found.concat(await wordsOf(run));
    query.wanted = conditions(found);
    return query;
  }

  /* Parses a filter, such as город:омск. */
  function parseFilter(text) {
    const colon = text.indexOf(":"), facet = NAMES.get(text.slice(0, Math.max(0, colon)).toLowerCase());
    let value = text.slice(colon + 1);
    const quoted = VALUE.exec(value);
    if (quoted) value = quoted.slice(1).find((inner) => inner !== undefined);
    return facet && value ? [facet, value] : null;
  }

  async function isKey(key) {
    const term = await getTerm(key);
    return term && term.count > 0;
  }

  async function wordsOf(text) {
    await loadForms(text);
    const found = [];
    for (const token of tokensOf(text)) {
      const keys = tokenKeys(token);
      if (keys.whole !== null && keys.digits && await isKey(keys.whole)) found.push({ text: partsOf(token).join(""), keys: [keys.whole] });
      else keys.parts.forEach((part, number) => { found.push({ text: part, keys: keys.keys[number] }); });
    }
    return found.filter((word) => !ignored.has(word.text));
  }

  /* Makes conditions of words. Words that together are a name with synonyms become one condition. */
  function conditions(words) {
    const list = [];
    for (let at = 0; at < words.length;) {
      let run = words.slice(at, at + 8);
      const synonym = () => synonyms.get(run.map((word) => word.keys[0]).join(" "));
      while (run.length > 1 && !synonym()) run = run.slice(0, -1);
      list.push({ words: run, synonym: synonym() });
      at += run.length;
    }
    return list;
  }

  /* Matching, as in src/search/find.rs. */

  /* Intersects two lists of passages if `both`, else unites them. `level` combines the levels of a passage that is in both. */
  function merge(one, other, both, level) {
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

  /* Finds the passages that have any of the keys. */
  async function withAny(keys) {
    let found = { number: [], level: [] };
    for (const key of keys) {
      const term = await getTerm(key);
      if (!term || !term.count) continue;
      const next = postings(term);
      found = found.number.length ? merge(found, next, false, Math.max) : next;
    }
    return found;
  }

  /* Finds the passages that meet a condition. */
  async function matches(condition) {
    let found = null;
    for (const word of condition.words) {
      const next = await withAny(word.keys);
      found = found ? merge(found, next, true, Math.min) : next;
    }
    found = found || { number: [], level: [] };
    return condition.synonym ? merge(found, await withAny([condition.synonym]), false, Math.max) : found;
  }

  /* Finds the passages that meet all conditions, with their scores. While lists are merged, one number holds a score, times 8, and the highest level. */
  async function score(query) {
    let all = null;
    for (const condition of query.wanted) {
      const { number, level } = await matches(condition);
      const weight = 2 + 31 - Math.clz32(Math.max(1, manifest.passages / Math.max(1, number.length)));
      const next = { number, level: Array.from(level, (level) => 8 * weight * SCORES[level] + level) };
      all = all ? merge(all, next, true, (a, b) => a - a % 8 + b - b % 8 + Math.max(a % 8, b % 8)) : next;
    }
    all = all || { number: [...Array(manifest.passages).keys()], level: Array(manifest.passages).fill(ENTRY) };
    const excluded = new Set();
    for (const condition of query.unwanted) (await matches(condition)).number.forEach((passage) => { excluded.add(passage); });
    const found = Array.from(all.number, (number, at) => ({ number, level: all.level[at] % 8, score: all.level[at] >> 3 })).filter((passage) => !excluded.has(passage.number));
    const own = found.filter((passage) => passage.level >= ENTRY);
    return own.length ? own : found;
  }

  function isEmpty(query) {
    return !query.wanted.length && !query.filters.length && !query.phrases.length;
  }

  /* Whether a name contains all words of a text, in any form. */
  function hasWords(name, text) {
    const own = new Set(tokensOf(name).flatMap((token) => tokenKeys(token).keys.flat()));
    const wanted = tokensOf(text).flatMap((token) => tokenKeys(token).keys);
    return wanted.length > 0 && wanted.every((keys) => keys.some((key) => own.has(key)));
  }

  function hasName(entry, text) {
    return entry[0] === text || entry[2].some((name) => hasWords(name, text));
  }

  /* Makes a function that tells whether a passage matches a filter. */
  async function makeFilter(facet, value) {
    function numbers(entries, isMatch) {
      return new Set(entries.map((entry, number) => isMatch(entry) ? number : -1));
    }
    let set;
    switch (facet) {
      case "city":
        set = numbers(manifest.cities, (city) => hasName(city, value));
        return (hit) => set.has(hit.city);
      case "region":
        set = numbers(manifest.cities, (city) => city[3] && hasWords(city[3], value));
        return (hit) => set.has(hit.city);
      case "year":
        return (hit) => String(hit.part.year) === value;
      case "sector":
        set = numbers(manifest.sectors, (sector) => hasName(sector, value));
        return (hit) => set.has(hit.part.sector);
      case "topic":
        set = new Set();
        for (const topic of manifest.topics) {
          if (hasName(topic, value)) (await withAny(["#" + topic[0]])).number.forEach((passage) => { set.add(passage); });
        }
        return (hit) => set.has(hit.number);
      default:
        return (hit) => {
          const question = hit.part.questions[hit.question];
          return question[0] === value || question[1] === value || hasWords(question[2], value);
        };
    }
  }

  /* Finds the cities, topics or courses that a query names. */
  function namedEntries(entries, query) {
    const wanted = query.wanted.flatMap((condition) => condition.words);
    if (!wanted.length) return [];
    return entries.filter((entry) => entry[2].some((name) => {
        const own = new Set(tokensOf(name).flatMap(partsOf).filter((part) => !ignored.has(part)).flatMap(wordKeys));
        return wanted.every((word) => word.keys.some((key) => own.has(key)));
      }));
  }

  /* Corrections, as in src/search/correct.rs. */

  function withCapitals(letters) {
    return letters + letters.toUpperCase();
  }

  const LATIN = withCapitals("aceopxykmtbh"), LOOKALIKES = withCapitals("асеорхукмтвн");
  const ENGLISH_LAYOUT = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
  const RUSSIAN_LAYOUT = withCapitals("ёйцукенгшщзхъфывапролджэячсмитьбю");

  function mapLetters(text, from, to) {
    return Array.from(text, (letter) => { const at = from.indexOf(letter); return at < 0 ? letter : to[at]; }).join("");
  }

  async function unknownWords(query) {
    const unknown = [];
    for (const condition of query.wanted) {
      if (condition.synonym && await isKey(condition.synonym)) continue;
      for (const word of condition.words) {
        let isKnown = false;
        for (const key of word.keys) isKnown = isKnown || await isKey(key);
        if (!isKnown) unknown.push(word);
      }
    }
    return unknown;
  }

  /* Loads the words that corrections are taken from. */
  const loadWords = memo(async (sum) => {
    await load("../search/words." + sum + ".js");
    return read(await unpack("words")).split("\n").filter(Boolean).map((line) => {
      const [key, shown, count] = line.split("\t");
      return { key, shown: shown.replace(/^\+/, key), count: Number(count) };
    });
  });

  async function correct(query) {
    if (!(await unknownWords(query)).length) return null;
    const texts = [mapLetters(query.text, LATIN, LOOKALIKES)];
    if (!/[а-яё]/i.test(query.text)) texts.push(mapLetters(query.text, ENGLISH_LAYOUT, RUSSIAN_LAYOUT));
    for (const text of texts) {
      const other = await parse(text);
      if (!isEmpty(other) && !(await unknownWords(other)).length) return other;
    }
    const terms = await loadWords(manifest.words);
    const corrected = await parse(query.text);
    for (const word of await unknownWords(corrected)) {
      const correction = nearest(terms, word);
      if (!correction) return null;
      const at = fold(corrected.text).indexOf(word.text);
      corrected.text = at < 0 ? correction.shown : corrected.text.slice(0, at) + correction.shown + corrected.text.slice(at + word.text.length);
      word.text = correction.shown;
      word.keys = correction.keys;
    }
    return corrected;
  }

  const LAST = 6;

  function nearest(terms, word) {
    const stem = word.keys[0], whole = word.text;
    if (!/^[^0-9]{4,}$/.test(stem)) return null;
    /* The first letter of shorter words is taken to be right, because too many other words are as near. */
    const isLong = whole.length > 4;
    const swapped = [stem, whole].map((word) => word[1] + word[0] + word.slice(2));
    const completions = [];
    let best = null;
    let bestRank = Infinity;
    terms.forEach((term) => {
      const key = term.key, shown = term.shown;
      if (key.length < 4) return;
      const hasSameFirst = key[0] === stem[0];
      /* A correction of the last rank is used only if the word cannot be completed. */
      let rank = null;
      if (whole.startsWith(key) && whole.length < key.length + 4) rank = whole.length - key.length;
      else if (!hasSameFirst && !isLong) return;
      else if (isTypo(stem, key) || isTypo(whole, key) || isTypo(whole, shown)) rank = hasSameFirst ? 4 : 5;
      else if (isLong && (hasExtra(swapped[0], key) || hasExtra(swapped[1], shown))) rank = LAST;
      if (rank !== null && (rank < bestRank || rank === bestRank && term.count > best.count)) {
        best = term;
        bestRank = rank;
      }
      if (key.length > stem.length && key.length <= stem.length + 4 && key.startsWith(stem)) completions.push(term);
    });
    if (best && (bestRank < LAST || !completions.length)) return { keys: [best.key], shown: best.shown };
    if (!completions.length) return null;
    return { keys: completions.map((term) => term.key), shown: completions.reduce((most, term) => term.count >= most.count ? term : most).shown };
  }

  /* Returns two words without their common prefix. */
  function tails(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    return [one.slice(at), other.slice(at)];
  }

  function isTypo(one, other) {
    if (one.length !== other.length) return hasExtra(one, other);
    const [a, b] = tails(one, other);
    return a && (one.length > 5 && a.slice(1) === b.slice(1) || a[1] && a[1] + a[0] + a.slice(2) === b);
  }

  function hasExtra(one, other) {
    const [a, b] = tails(one, other);
    return one.length !== other.length && Math.max(one.length, other.length) > 4 && (a.slice(1) === b || a === b.slice(1));
  }

  /* Passages by their numbers. */

  let starts;
  let cityOf;
  let partNumbers;
  let firstOfPart;
  let ignored;
  let synonyms;

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
        for (let question = 0; question < part.questions.length; question += 1) passages += passageCount(part, at, question);
      });
    });
    ignored = new Set(manifest.ignored);
    synonyms = new Map(manifest.names);
    listed = new Map(Object.entries(manifest.listed));
    suggest();
  }

  /* Fills the suggestions of the field: the names of cities, topics and courses. */
  function suggest() {
    const entries = [manifest.cities, manifest.topics, manifest.courses].flat();
    new Set(entries.map((entry) => entry[1])).forEach((name) => { form.elements.q.list.append(new Option(name)); });
  }

  function passageCount(part, response, question) {
    return part.counts.charCodeAt(response * part.questions.length + question) - 48;
  }

  function partOf(response) {
    return manifest.parts[partNumbers[response]];
  }

  /* The passage with this number: its response, city and question, and its place among the passages of the answer. */
  function hitOf(number) {
    const response = lastAtMost(starts, number), part = partOf(response);
    let left = number - starts[response];
    let question = 0;
    const at = response - firstOfPart[partNumbers[response]];
    while (left >= passageCount(part, at, question)) { left -= passageCount(part, at, question); question += 1; }
    return { number, response, part, city: cityOf[response], question, passage: left };
  }

  /* Finds a passage in the text of its response. */
  function passageOf(text, hit) {
    const id = hit.part.questions[hit.question][0];
    const answer = text.answers.find((answer) => answer.question === id);
    return answer.passages[hit.passage];
  }

  /* Returns the text of a passage, with a space between blocks, and with separators between cells, rows and list items. */
  function plainText(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    function each(selector, add) { template.content.querySelectorAll(selector).forEach(add); }
    each("td, th", (cell) => cell.append(cell.nextElementSibling ? " · " : "; "));
    each("li", (item) => item.append("; "));
    each("p, ul, ol, h4, h5, h6, pre, blockquote, br", (block) => { block.before(" "); block.after(" "); });
    return template.content.textContent.replace(/([.,:!?…]?)[ \n·;]+/g, (gap, end) => end ? end + " " : /;/.test(gap) ? "; " : /·/.test(gap) ? " · " : " ").replace(/^[ ·;]+|[ ·;]+$/g, "");
  }

  /* Whether a passage contains the phrases of a query. */
  function hasPhrases(passage, query) {
    const text = " " + tokensOf((passage.title || "") + "\n" + plainText(passage.html)).flatMap(partsOf).join(" ") + " ";
    function has(phrase) { return text.includes(" " + phrase.join(" ") + " "); }
    return query.phrases.every(has) && !query.unwantedPhrases.some(has);
  }

  /* Results. */

  /* Makes a function that tells whether a token is one of the query. */
  function matcher(query, forms) {
    const keys = new Set(query.wanted.flatMap((condition) => condition.words).flatMap((word) => word.keys));
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

  /* Loads the listed forms of the keys of a query, and the listed stems after an equals sign. */
  async function getForms(query) {
    const forms = new Set();
    for (const word of query.wanted.flatMap((condition) => condition.words)) {
      for (const key of word.keys) {
        const term = await getTerm(key);
        if (!term) continue;
        term.forms.forEach((form) => { forms.add(form); });
        term.stems.forEach((stem) => { forms.add("=" + stem); });
      }
    }
    return forms;
  }

  /* Returns a text as nodes, with the words of the query marked. */
  function highlight(text, isMatch) {
    const nodes = [];
    let end = 0;
    for (const token of text.matchAll(TOKEN)) {
      if (!isMatch(token[0])) continue;
      nodes.push(text.slice(end, token.index), make("mark", {}, [token[0]]));
      end = token.index + token[0].length;
    }
    nodes.push(text.slice(end));
    return nodes.filter(Boolean);
  }

  /* Returns the part of a text with the most words of the query. */
  function excerpt(text, isMatch) {
    const hits = Array.from(text.matchAll(TOKEN)).filter((token) => isMatch(token[0])).map((token) => ({ at: token.index, word: stem(fold(token[0])) }));
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
    return [start ? "…" : null].concat(highlight(text.slice(start, end), isMatch), [end < text.length ? "…" : null]);
  }

  const language = words.lang ? { lang: words.lang } : {};

  function result(hit, text, isMatch) {
    const part = hit.part, sector = manifest.sectors[part.sector], city = manifest.cities[hit.city];
    const folder = part.year + "/" + sector[0] + "/" + city[0];
    const facts = [part.year, sector[1]], cite = [];
    const question = part.questions[hit.question];
    /* All cities are asked the same questions, so the title names the city: «Омск: помощь АСДГ». */
    const heading = city[1] + ": " + question[2].replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
    const address = "../" + folder + "/index.html#";
    function item(link, ...text) {
      return make("li", {}, [make("h2", {}, [link]), make("p", { class: "quiet" }, [facts.join(" · "), ...cite]), make("p", ...text)]);
    }
    if (!text) return item(make("a", { href: address + question[0] }, [heading]), { class: "missing" }, [words.failed]);
    const passage = passageOf(text, hit);
    const link = make("a", { href: address + encodeURI(passage.anchor), ...language }, highlight(passage.title || heading, isMatch));
    const plain = plainText(passage.html);
    /* digest.js marks these words on the page of the link. */
    const found = new Set(tokensOf((passage.title || "") + "\n" + plain).filter(isMatch).map(fold));
    link.dataset.found = JSON.stringify({ page: folder, words: Array.from(found) });
    if (passage.title) { facts.unshift(city[1]); facts.push(question[2]); }
    /* digest.js opens the references of the passage for this parameter. */
    const label = make("span", { class: "unseen", ...language }, [": " + link.textContent]);
    cite.push(" ", make("a", { class: "screen", href: link.href.replace("#", "?cite#") }, [words.cite, label]));
    return item(link, { class: "excerpt", ...language }, excerpt(plain, isMatch));
  }

  ["click", "auxclick"].forEach((name) => { list.addEventListener(name, remember); });
  function remember(event) {
    const link = event.target.closest("[data-found]");
    if (!link) return;
    /* If the browser refuses storage, nothing is marked. */
    try { localStorage.setItem("asdg-found", link.dataset.found); } catch { return; }
  }

  /* Shows the next results. Phrases are searched for in the texts. */
  async function show(shown) {
    list.setAttribute("aria-busy", "true");
    more.hidden = true;
    const before = shown.count, isPhrase = shown.query.phrases.length + shown.query.unwantedPhrases.length > 0;
    while (shown.next < shown.hits.length && shown.count - before < BATCH) {
      const batch = shown.hits.slice(shown.next, shown.next + BATCH - (shown.count - before));
      const items = await Promise.all(batch.map(async (hit) => {
        const text = await textOf(hit.response).catch(() => null);
        return isPhrase && text && !hasPhrases(passageOf(text, hit), shown.query) ? null : result(hit, text, shown.isMatch);
      }));
      if (shown.run !== run) return;
      items.filter(Boolean).forEach((item) => { list.append(item); shown.count += 1; });
      shown.next += batch.length;
      if (isPhrase && shown.next >= shown.limit) break;
    }
    shown.limit = Math.max(shown.limit, shown.next) + (shown.count > before ? 0 : MAX_CHECKED);
    more.hidden = shown.next >= shown.hits.length;
    showStatus(shown, isPhrase);
    list.setAttribute("aria-busy", "false");
  }

  function showStatus(shown, isPhrase) {
    const lines = [];
    const count = isPhrase ? shown.count : shown.hits.length;
    const isAll = !isPhrase || shown.next >= shown.hits.length;
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
      namedEntries(manifest[kinds], query).slice(0, MAX_ENTRIES).forEach(([id, name]) => {
        box.append(make("li", {}, [make("a", { href: "../" + kinds + "/" + id + "/index.html" }, [name]), " ",
          make("span", { class: "quiet" }, [words[kind]])]));
      });
    });
    box.hidden = !box.firstChild;
  }

  /* Choices that narrow down the results, with counts. */

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

  function valueOf(facet, hit) {
    const part = hit.part, ofCity = { city: 0, region: 3, district: 4, size: 5 }[facet];
    if (ofCity !== undefined) return manifest.cities[hit.city][ofCity];
    if (facet === "year") return String(part.year);
    return facet === "sector" ? manifest.sectors[part.sector][0] : part.questions[hit.question][0];
  }

  function nameOf(facet, value) {
    let entries = { city: manifest.cities, sector: manifest.sectors, topic: manifest.topics }[facet];
    if (facet === "question") entries = manifest.parts.flatMap((part) => part.questions.map((question) => [question[0], question[2]])).reverse();
    const entry = entries && entries.find((entry) => entry[0] === value);
    return entry ? entry[1] : value;
  }

  /* Replaces only the options of the boxes, so that they keep their places and the focus. */
  async function showChoices(hits, chosen) {
    const numbers = new Set(hits.map((hit) => hit.number));
    for (const box of form.querySelectorAll("select")) {
      const facet = box.name, counted = new Map();
      const count = (value) => { if (value) counted.set(value, (counted.get(value) || 0) + 1); };
      if (CHOICES.includes(facet)) {
        for (const [id] of facet === "topic" ? manifest.topics : []) (await withAny(["#" + id])).number.forEach((number) => { if (numbers.has(number)) count(id); });
        if (facet !== "topic") hits.forEach((hit) => { count(valueOf(facet, hit)); });
        const options = Array.from(counted, ([value, count]) => [nameOf(facet, value), value, count]);
        options.sort(([a], [b]) => facet === "year" ? b - a : a.localeCompare(b, root.lang));
        box.replaceChildren(box.options[0], ...options.map(([name, value, count]) => new Option(name + " (" + count + ")", value)));
        box.parentElement.hidden = options.length < 2 && !chosen[facet];
      }
      box.value = chosen[facet];
      if (box.selectedIndex < 0) box.selectedIndex = 0;
    }
  }

  /* Cities compare themselves with those of their size, so each size is one click away. Choosing a size does not change the counts of the others. */
  const bySize = document.getElementById("_sizes"), sizes = Array.from(bySize.querySelectorAll("button"));
  sizes.forEach((button) => {
    button.addEventListener("click", () => { go(withParameter("size", button.value === parameter("size") ? "" : button.value)); });
  });

  function showSizes(hits, chosen) {
    const shown = sizes.filter((button) => {
      const count = hits.filter((hit) => valueOf("size", hit) === button.value).length, isChosen = chosen.size === button.value;
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

  /* The page. */

  let run = 0;

  async function search() {
    const own = run += 1;
    const text = parameter("q").normalize("NFC").trim();
    const chosen = {};
    ["order", "size", ...CHOICES].forEach((facet) => { chosen[facet] = parameter(facet); });
    form.elements.q.value = text;
    list.setAttribute("aria-busy", "true");
    list.textContent = "";
    more.hidden = true;
    hide("_entries", "_lists");
    /* Printed pages and copied links contain the query. */
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical) canonical.href = canonical.href.split("?")[0] + location.search;
    document.title = (text ? text + " — " : "") + title;
    if (!window.DecompressionStream) return fail(words.old);
    try {
      if (!manifest) {
        await load(words.index);
        prepare();
      }
      status.textContent = text ? words.loading : "";
      let query = await parse(text);
      let corrected = null;
      let found = isEmpty(query) ? [] : await hits(query);
      if (!found.length && !isEmpty(query)) {
        corrected = await correct(query);
        if (corrected) found = await hits(corrected);
        if (corrected && found.length) query = corrected;
      }
      const forms = await getForms(query);
      let left = found;
      for (const facet of CHOICES) {
        const value = chosen[facet];
        if (!value) continue;
        const numbers = facet === "topic" && new Set((await withAny(["#" + value])).number);
        left = left.filter((hit) => numbers ? numbers.has(hit.number) : valueOf(facet, hit) === value);
      }
      if (own !== run) return;
      if (isEmpty(query)) {
        hide("_refine", "_as-one", "_sizes", "_chosen");
        return finish("");
      }
      showEntries(query);
      showSizes(left, chosen);
      showChosen(chosen);
      if (chosen.size) left = left.filter((hit) => valueOf("size", hit) === chosen.size);
      if (chosen.order === "year") left = left.slice().sort((a, b) => b.part.year - a.part.year || b.score - a.score || a.number - b.number);
      refine.hidden = !found.length;
      refine.ontoggle = () => { if (refine.open && own === run) showChoices(left, chosen); };
      if (refine.open) showChoices(left, chosen);
      linkCollection(query, left.length);
      const shown = { query, corrected: corrected === query, hits: left, next: 0, count: 0, limit: MAX_CHECKED, run: own, isMatch: matcher(query, forms) };
      more.querySelector("button").onclick = () => { show(shown); };
      await show(shown);
    } catch {
      if (own === run) fail(words.broken);
    }
  }

  async function hits(query) {
    const filters = [];
    for (const filter of query.filters) filters.push(await makeFilter(...filter));
    let found = (await score(query)).map((passage) => Object.assign(hitOf(passage.number), { score: passage.score }));
    found = found.filter((hit) => filters.every((isMatch) => isMatch(hit)));
    return found.sort((a, b) => b.score - a.score || b.part.year - a.part.year || a.number - b.number);
  }

  /* Updates the link "as one document", which passes on the words and the choices. */
  function linkCollection(query, count) {
    const box = document.getElementById("_as-one"), link = box.querySelector("a");
    const address = new URL("../collection/index.html" + location.search, location.href);
    const plain = query.wanted.flatMap((wanted) => wanted.words).map((word) => word.text);
    address.searchParams.delete("order");
    address.searchParams.set("q", plain.join(" "));
    link.href = address;
    box.hidden = !count;
  }

  /* The address holds the state. A browser that does not let scripts change it loads the new address. */
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
    /* On a phone the open boxes would hide the results. */
    if (window.digestInterface.isNarrow.matches) {
      refine.open = false;
      refine.firstElementChild.focus();
    }
    go(withParameter(target.name, target.value));
  });
  window.addEventListener("popstate", search);
  search();
})();
