// Edits responses of a served digest one after another, each with its page open. Measures the time from just before the file is written
// until the browser has drawn the new words.

import { spawn } from "node:child_process";
import { appendFile, cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowser } from "./browser.mjs";

const [program, digest, edits = "50"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "asdg-site-"));
await cp(digest, folder, { recursive: true, filter: (path) => !/\/\.?public/.test(path) });
const server = spawn(program, ["serve", "--site", folder, "--port", "0", "--lang", "en"]);
const url = await new Promise((resolve, reject) => {
  server.stdout.on("data", (text) => /http:\/\/\S+/.test(text) && resolve(/http:\/\/\S+/.exec(text)[0]));
  server.on("exit", (code) => reject(new Error(`the program ended with code ${code}`)));
});
const browser = await startBrowser();
const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
const files = await readdir(join(folder, "content"), { recursive: true });
const responses = files.filter((file) => /^\d+\/[^/]+\/[^/]+\.md$/.test(file)).sort();
const times = [];
for (let edit = 0; edit < Number(edits); edit += 1) {
  const response = responses[(edit * 7919) % responses.length];
  await tab.goto(url + response.replace(".md", "/"));
  await tab.waitForTimeout(500);
  const words = `Правка ${edit}: слова, которых здесь не было.`;
  // Searches for the words whenever the browser draws.
  const shown = tab.waitForFunction((text) => document.body?.innerText.includes(text), words);
  const start = performance.now();
  await appendFile(join(folder, "content", response), `\n\n${words}\n`);
  await shown;
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const [median, worst] = [times[times.length >> 1], times.at(-1)].map(Math.round);
console.log(`${responses.length} responses, ${times.length} edits seen in a browser: median ${median} ms, worst ${worst} ms`);
await browser.close();
server.kill();
await rm(folder, { recursive: true });
