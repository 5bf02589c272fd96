// The script and the program find the same stems: tests/all/search.rs generates the same words, and compares the same checksums. No browser is needed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
globalThis.window = globalThis;
runInThisContext(read("../../themes/default/assets/stem.js"));

const lines = read("../search/word-parts.txt").trim().split("\n").map((line) => line.split(" "));

function* generatedWords(language, count) {
  const [beginnings, middles, endings] = lines.slice(3 * language, 3 * language + 3);
  let seed = 19;
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let made = 0; made < count; made += 1) {
    let word = beginnings[random(beginnings.length)];
    for (let left = random(3); left > 0; left -= 1) word += middles[random(middles.length)];
    for (let left = 1 + random(2); left > 0; left -= 1) word += endings[random(endings.length)];
    yield word;
  }
}

test("the stems of 110,000 words are those of the program", () => {
  const found = [];
  for (const [language, count] of [[0, 80000], [1, 30000]]) {
    let hash = 2166136261;
    let number = 0;
    for (const word of generatedWords(language, count)) {
      for (const letter of `${word} ${globalThis.digestStem(word)}\n`) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
      number += 1;
      if (number % 1000 === 0) {
        found.push(hash.toString(16).padStart(8, "0"));
        hash = 2166136261;
      }
    }
  }
  assert.deepEqual(found, read("../search/stems.txt").trim().split("\n"));
});
