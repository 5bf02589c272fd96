/* Stems words for the search and for filters, with Snowball's algorithms for Russian and English. The results are those of pagefind_stem in the
   program. Words have to be in lower case, with ё as е. */
(() => {
  "use strict";

  /* Removes the ending that the first matching pattern describes; null if none matches. What a pattern captures is kept. */
  function strip(text, patterns) {
    for (const pattern of patterns) if (pattern.test(text)) return text.replace(pattern, "$1");
    return null;
  }

  const GERUND = [/()(?:[ыи]вши(?:сь)?|[ыи]в)$/, /([ая])в(?:ши(?:сь)?)?$/];
  const ADJECTIVE = [/()(?:[иы]ми|[ео]го|[ео]му|[иыео]е|[иыео]й|[еиыо]м|[иы]х|[ую]ю|[ая]я|[ое]ю)$/];
  const PARTICIPLE = [/()(?:[иы]вш|ующ)$/, /([ая])(?:ем|нн|вш|ющ|щ)$/];
  const REFLEXIVE = [/()с[яь]$/];
  const VERB = [
    /()(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)$/,
    /([ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|нно|но|ет|ют|ны|ть|ешь)$/
  ];
  const NOUN = [/()(?:иями|ями|ами|иям|ием|иях|ией|[еио]?й|ям|ем|ам|ом|ях|ах|ев|ов|[иь]е|[еи]и|[иь]ю|[иь]я|[аеиоуыьюя])$/];

  function russian(word) {
    let start = /^[^аеиоуыэюя]*[аеиоуыэюя]/.exec(word);
    if (!start) return word;
    start = start[0];
    const second = /^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/.exec(word);
    let rest = word.slice(start.length);
    let result = strip(rest, GERUND);
    if (result === null) {
      result = strip(rest, REFLEXIVE);
      if (result === null) result = rest;
      const adjective = strip(result, ADJECTIVE);
      if (adjective !== null) {
        const participle = strip(adjective, PARTICIPLE);
        result = participle === null ? adjective : participle;
      } else {
        for (const endings of [VERB, NOUN]) {
          const shorter = strip(result, endings);
          if (shorter !== null) { result = shorter; break; }
        }
      }
    }
    rest = result.replace(/и$/, "");
    const derived = rest.replace(/ость?$/, "");
    if (second && start.length + derived.length >= second[0].length) rest = derived;
    if (/ейше?$/.test(rest)) rest = rest.replace(/ейше?$/, "").replace(/нн$/, "н");
    else rest = rest.replace(/нн$/, "н").replace(/ь$/, "");
    return start + rest;
  }

  /* English: https://snowballstem.org/algorithms/english/stemmer.html */

  const EXCEPTIONS = new Map([["skis", "ski"], ["skies", "sky"], ["idly", "idl"], ["gently", "gentl"], ["ugly", "ugli"], ["early", "earli"],
    ["only", "onli"], ["singly", "singl"]].concat(["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"].map((word) => [word, word])));
  const STEP2 = [["ational", "ate"], ["ization", "ize"], ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"], ["tional", "tion"], ["biliti", "ble"],
    ["lessli", "less"], ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["ousli", "ous"], ["iviti", "ive"], ["fulli", "ful"],
    ["ogist", "og"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"], ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og", /l$/],
    ["li", "", /[cdeghkmnrt]$/]];
  const STEP3 = [["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""]];
  const STEP4 = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;

  function isShort(word) {
    return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word) || /past$/.test(word);
  }

  function english(word) {
    if (EXCEPTIONS.has(word)) return EXCEPTIONS.get(word);
    if (word.length < 3) return word;
    word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const start = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word) || /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word);
    const first = start ? start[0].length : word.length;
    const next = /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word.slice(first));
    const second = next ? first + next[0].length : word.length;
    function replace(list, from) {
      for (const rule of list) {
        if (!word.endsWith(rule[0])) continue;
        const stem = word.slice(0, -rule[0].length);
        if (stem.length >= from(rule) && (!rule[2] || rule[2].test(stem))) word = stem + rule[1];
        return;
      }
    }
    /* 1a */
    if (/sses$/.test(word)) word = word.slice(0, -2);
    else if (/(?:ied|ies)$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
    else if (/s$/.test(word) && !/(?:us|ss)$/.test(word) && /[aeiouy].+s$/.test(word)) word = word.slice(0, -1);
    /* 1b */
    let found = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word);
    if (found) {
      const stem = word.slice(0, -found[0].length);
      if (/^eed/.test(found[0])) {
        if (stem.length >= first && !/^(?:succ|proc|exc)$/.test(stem)) word = stem + "ee";
      } else if (found[0] === "ing" && /^[^aeiouy]y$/.test(stem)) {
        word = stem.slice(0, -1) + "ie";
      } else if (!(found[0] === "ing" && /^(?:even|cann|inn|earr|herr|out)$/.test(stem)) && /[aeiouy]/.test(stem)) {
        word = stem;
        if (/(?:at|bl|iz)$/.test(word)) word += "e";
        else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) { if (!/^[aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) word = word.slice(0, -1); }
        else if (word.length === first && isShort(word)) word += "e";
      }
    }
    /* 1c */
    word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
    replace(STEP2, () => first);
    replace(STEP3, (rule) => rule[0] === "ative" ? second : first);
    /* 4 */
    found = STEP4.exec(word);
    if (found) {
      const left = word.slice(0, found.index);
      if (left.length >= second && (found[0] !== "ion" || /[st]$/.test(left))) word = left;
    }
    /* 5 */
    if (/e$/.test(word)) {
      const before = word.slice(0, -1);
      if (before.length >= second || before.length >= first && !isShort(before)) word = before;
    } else if (/ll$/.test(word) && word.length - 1 >= second) {
      word = word.slice(0, -1);
    }
    return word.replace(/Y/g, "y");
  }

  window.digestStem = function (word) {
    const stem = /^[а-я]+$/.test(word) ? russian(word) : /^[a-z]+$/.test(word) ? english(word) : word;
    return stem || word;
  };
})();
