// The collection as a Word document: it is saved, its parts are well-formed, and it has the text of the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";
import { openTab, assertEmpty, plain, sites, pageUrl } from "./site.mjs";

const example = sites.find((site) => site.name === "example");
const onServer = (query) => pageUrl(example, example.page("collection")) + query;
const onDisk = (query) => pathToFileURL(join(example.folder, example.page("collection").path)).href + query;

// The first response with a table, with a numbered list, and with a picture.
const keyOf = (page) => page.path.split("/").slice(0, 3);
const first = (fits) => keyOf(example.pages.find((page) => page.kind === "response" && fits(page.html)));
const query = ([year, sector, city]) => `?year=${year}&sector=${sector}&city=${city}`;
const REQUESTS = {
  "a table": first((html) => /<div class="?table"? tabindex/.test(html)),
  "a numbered list": first((html) => /<ol(?: start=\S+)?><li/.test(html)),
  "a picture": first((html) => /<img src="?[^ ]+\.(?:png|jpg)/.test(html)),
};

// Returns the entries in the directory at the end of an archive.
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let number = bytes.readUInt16LE(end + 10); number > 0; number -= 1) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed;
    assert.equal(crc32(content), bytes.readUInt32LE(at + 16), name);
    assert.equal(content.length, bytes.readUInt32LE(at + 24), name);
    entries.set(name, content);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

// Opens a collection and saves it as a Word document.
async function saveDocument(t, address, options) {
  const tab = await openTab(t, options);
  const found = [];
  tab.on("pageerror", (error) => found.push(error.message));
  tab.on("console", (message) => message.type() === "error" && found.push(message.text()));
  await tab.goto(address);
  await tab.waitForFunction(() => document.documentElement.dataset.collected);
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("#_word").click()]);
  const entries = unzip(readFileSync(await download.path()));
  await tab.waitForFunction(() => !document.getElementById("_word").disabled);
  assertEmpty(found);
  return { tab, entries, name: download.suggestedFilename() };
}

// Parses the parts in the browser: returns the paragraphs of the document, and errors of XML.
const read = (tab, entries) =>
  tab.evaluate((parts) => {
    const parsed = parts.map(([name, xml]) => [name, new DOMParser().parseFromString(xml, "application/xml")]);
    const document = parsed.find(([name]) => name === "word/document.xml")[1];
    const names = (selector, attribute) => [...document.getElementsByTagName(selector)].map((element) => element.getAttribute(attribute));
    const relations = parsed.find(([name]) => name === "word/_rels/document.xml.rels")[1];
    return {
      broken: parsed.filter(([, xml]) => xml.getElementsByTagName("parsererror").length).map(([name]) => name),
      paragraphs: [...document.getElementsByTagName("w:p")].map((paragraph) => ({
        style: paragraph.querySelector("pStyle")?.getAttribute("w:val") ?? "",
        list: paragraph.querySelector("numPr numId")?.getAttribute("w:val") ?? "",
        text: [...paragraph.querySelectorAll("t, noBreakHyphen")].map((piece) => piece.textContent || "\u2011").join(""),
      })),
      anchors: names("w:hyperlink", "w:anchor").filter(Boolean),
      bookmarks: names("w:bookmarkStart", "w:name"),
      used: [...names("w:hyperlink", "r:id"), ...names("a:blip", "r:embed"), ...names("w:headerReference", "r:id")].filter(Boolean),
      relations: [...relations.documentElement.children].map((each) => ({ id: each.getAttribute("Id"), target: each.getAttribute("Target"), mode: each.getAttribute("TargetMode") })),
      headRows: document.getElementsByTagName("w:tblHeader").length,
      tables: document.getElementsByTagName("w:tbl").length,
      page: document.querySelector("pgSz").getAttribute("w:w"),
      fields: [...document.getElementsByTagName("w:instrText")].map((field) => field.textContent.trim()),
    };
  }, [...entries].filter(([name]) => /\.(?:xml|rels)$/.test(name)).map(([name, content]) => [name, content.toString("utf8")]));

const withoutSpaces = (texts) => texts.map((text) => plain(text.replaceAll("\u00ad", ""))).filter(Boolean).join(" ").replace(/\s+/g, "");

for (const [what, key] of Object.entries(REQUESTS)) {
  test(`a response with ${what}: the document has the whole text of the page, as headings, lists and tables`, async (t) => {
    const { tab, entries, name } = await saveDocument(t, onServer(query(key)));
    const document = await read(tab, entries);
    assert.match(name, /\.docx$/);
    assertEmpty(document.broken);
    const page = await tab.locator("#_gathered").evaluate((gathered) => {
      const texts = (selector) => [...gathered.querySelectorAll(selector)].map((element) => element.textContent);
      return {
        headings: texts("h2, h3, h4, h5, h6"), text: texts(".passage, .missing"), items: texts(".prose ul:not(.labels) > li, .prose ol > li").length,
        numbered: texts(".prose ol").length, heads: texts(".prose thead tr").length, tables: texts(".prose table").length, pictures: texts("img").length,
      };
    });
    const ofStyle = (style) => document.paragraphs.filter((each) => style.test(each.style));
    assert.deepEqual(ofStyle(/^Heading/).map(({ text }) => plain(text)), page.headings.map(plain));
    const body = document.paragraphs.slice(document.paragraphs.findIndex(({ style }) => style === "Heading1") + 1);
    const texts = body.filter(({ style, text }) => !/^Heading[12]$/.test(style) && !(style === "Note" && !page.text.includes(text)));
    assert.equal(withoutSpaces(texts.map(({ text }) => text)), withoutSpaces(page.text));
    assert.equal(document.paragraphs.filter(({ list }) => list).length, page.items, "every list item has its bullet or number");
    assert.equal(new Set(document.paragraphs.map(({ list }) => list).filter((list) => list > 1)).size, page.numbered, "every numbered list has its own start");
    assert.deepEqual([document.tables, document.headRows], [page.tables, page.heads]);
    assert.equal([...entries.keys()].filter((part) => part.startsWith("word/media/")).length, page.pictures);
    assert.equal(document.page, "11906");
  });
}

test("links have targets, and the contents have the headings of three levels", async (t) => {
  const { tab, entries } = await saveDocument(t, onServer("?year=2024&sector=organizational-work"));
  const { anchors, bookmarks, used, relations, paragraphs, fields } = await read(tab, entries);
  assertEmpty(anchors.filter((anchor) => !bookmarks.includes(anchor)));
  assert.equal(new Set(bookmarks).size, bookmarks.length, "names of bookmarks are unique");
  assert.ok(anchors.some((anchor) => !anchor.startsWith("_Toc")), "a response links another one");
  const known = new Map(relations.map((relation) => [relation.id, relation]));
  assertEmpty(used.filter((id) => !known.has(id)));
  assertEmpty(relations.filter(({ mode, target }) => !mode && !entries.has(`word/${target}`)).map(({ target }) => target));
  const outer = relations.filter(({ mode }) => mode === "External").map(({ target }) => target);
  assert.ok(outer.length > 0);
  assertEmpty(outer.filter((target) => !/^(?:https?|mailto):/.test(target) || target.includes("127.0.0.1") || target.endsWith("/index.html")));
  const headings = paragraphs.filter(({ style }) => /^Heading[123]$/.test(style)).map(({ style, text }) => [style.at(-1), text]);
  assert.deepEqual(paragraphs.filter(({ style }) => /^TOC\d/.test(style)).map(({ style, text }) => [style.at(-1), text]), headings);
  assert.match(fields[0], /^TOC \\o "1-3" \\h/);
  assert.match(entries.get("word/settings.xml").toString(), /<w:updateFields w:val="true"\/>/);
  assert.match(entries.get("word/styles.xml").toString(), /<w:lang w:val="ru-RU"\/>/);
});

test("the contents of long documents leave out the passages, of longer ones also the questions", async (t) => {
  for (const [query, depth] of [["?year=2024&sector=organizational-work&sector=culture", 2], ["?year=2024", 1]]) {
    const { tab, entries } = await saveDocument(t, onServer(query));
    const { paragraphs, fields } = await read(tab, entries);
    assert.ok(fields[0].startsWith(`TOC \\o "1-${depth}" \\h`), fields[0]);
    const headings = paragraphs.filter(({ style }) => /^Heading\d$/.test(style) && style.at(-1) <= depth);
    assert.equal(paragraphs.filter(({ style }) => /^TOC\d/.test(style)).length, headings.length);
  }
});

test("the document has title, city, year, sector, address and dates", async (t) => {
  const [year, sector, city] = REQUESTS["a table"];
  const { tab, entries } = await saveDocument(t, onServer(query([year, sector, city])));
  const { paragraphs } = await read(tab, entries);
  const texts = paragraphs.map(({ text }) => text);
  assert.equal(paragraphs.find(({ style }) => style === "Title").text, await tab.locator("h1").innerText());
  const source = texts.find((text) => text.includes(` · ${year} · `));
  assert.ok(source.endsWith(`. https://example.org/digest/${year}/${sector}/${city}/`), source);
  const dated = await tab.locator("#_collection").evaluate(({ dataset }) => `${dataset.versionName}: ${dataset.version}`);
  assert.ok(texts.includes(dated), dated);
  assert.ok(texts.map(plain).includes(plain(await tab.locator(".notice").innerText())), "the notice that the cities are fictional");
  assert.match(entries.get("docProps/core.xml").toString(), /<dc:language>ru-RU</);
});

test("on a disk the document has descriptions instead of pictures, and one note about it", async (t) => {
  const { tab, entries } = await saveDocument(t, onDisk(query(REQUESTS["a picture"])));
  const { broken, paragraphs } = await read(tab, entries);
  assertEmpty(broken);
  assertEmpty([...entries.keys()].filter((part) => part.startsWith("word/media/")));
  const { pictures } = await tab.locator("#_collection").evaluate(({ dataset }) => ({ ...dataset }));
  assert.equal(paragraphs.filter(({ text }) => text.includes(pictures)).length, 1);
  assert.ok((await tab.locator("#_progress").innerText()).includes(pictures));
  const described = await tab.locator("#_gathered img").first().getAttribute("alt");
  assert.ok(paragraphs.some(({ text }) => text.includes(described)), described);
});

test("characters that XML does not allow do not break the document", async (t) => {
  const tab = await openTab(t);
  await tab.goto(onServer(query(REQUESTS["a table"])));
  await tab.waitForFunction(() => document.documentElement.dataset.collected);
  const bad = "a\u0001b\ud800c]]>&\"<d>\u2011e\u00adf\ufffe";
  await tab.evaluate((bad) => { document.querySelector(".gathered .prose").append(bad); }, bad);
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("#_word").click()]);
  const { broken, paragraphs } = await read(tab, unzip(readFileSync(await download.path())));
  assertEmpty(broken);
  assert.ok(paragraphs.some(({ text }) => text.endsWith("abc]]>&\"<d>\u2011ef")));
});

for (const kind of ["response", "city", "question"]) {
  test(`${kind}: the page links its document; the button has the focus and nothing is saved without a click`, async (t) => {
    const tab = await openTab(t);
    let downloads = 0;
    tab.on("download", () => { downloads += 1; });
    await tab.goto(pageUrl(example, example.page(kind)));
    const link = tab.locator("page-tools a");
    assert.equal(await link.innerText(), "Собрать документ Word");
    await link.click();
    await tab.waitForFunction(() => document.activeElement?.id === "_word");
    assert.ok(await tab.locator(".gathered").count() > 0);
    assert.ok(await tab.locator("#_word").isVisible());
    assert.equal(downloads, 0);
  });
}
