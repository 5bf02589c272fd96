// Links and references to a page or a passage, as they are copied to the clipboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab, testEachKind, open, plain, sites, pageUrl } from "./site.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const canonical = (page) => /<link href="?([^" >]+)"? rel="?canonical/.exec(page.html)[1];
const isReferable = (page) => page.kind !== "not-found";
const isResponse = (page) => page.kind === "response";

// Day and month have one digit each, and have to be written with two.
const TODAY = "05.03.2025";
const setDay = (tab, day) => tab.clock.setFixedTime(new Date(2025, 2, day, 12));

async function openToday(t, site, page) {
  const tab = await openTab(t, CLIPBOARD);
  await setDay(tab, 5);
  await tab.goto(pageUrl(site, page));
  return tab;
}

// Returns the text that a button copies. The page reports success only after copying.
async function copied(tab, button) {
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  await button.click();
  await tab.waitForFunction((text) => document.getElementById("_status").textContent === text, await tab.getAttribute("dialog", "data-copied"));
  return tab.evaluate(() => navigator.clipboard.readText());
}

// Returns the link of a part, copied by the button in the dialog that the part opens.
async function linkOf(tab, part) {
  await part.locator("[data-do=cite]").first().click();
  const link = await copied(tab, tab.locator("[data-field=_cite-address]"));
  await tab.keyboard.press("Escape");
  return link;
}

testEachKind(
  "links of answers and passages open them",
  async (t, site, page) => {
    const tab = await open(t, site, page, CLIPBOARD);
    const parts = await tab.locator("[data-part]").all();
    assert.ok(parts.length > 5);
    // The first answer, its first passage, and the last part. The others do not differ from these.
    for (const part of [parts[0], parts[1], parts.at(-1)]) {
      const anchor = await part.getAttribute("id");
      assert.equal(await linkOf(tab, part), `${canonical(page)}#${anchor}`);
    }
  },
  isResponse,
);

testEachKind(
  "links of a page without a canonical address contain the current address",
  async (t, site, page) => {
    const tab = await open(t, site, page, CLIPBOARD);
    await tab.evaluate(() => document.querySelector("link[rel=canonical]").remove());
    const part = tab.locator(".passage[data-part]").first();
    const anchor = await part.getAttribute("id");
    const address = tab.url();
    await tab.goto(`${address}#${anchor}`);
    assert.equal(await linkOf(tab, part), `${address}#${anchor}`);
  },
  isResponse,
);

testEachKind(
  "link and references have the canonical address and the date, follow the standards, and are copied as shown",
  async (t, site, page) => {
    const tab = await openToday(t, site, page);
    assert.equal(await copied(tab, tab.locator(".actions [data-do=link]")), canonical(page));
    await tab.click(".actions [data-do=cite]");
    const { record, note } = await references(tab);
    const address = canonical(page);
    (page.kind === "home" ? assertRecordOfSite : assertRecord)(record, address);
    (page.kind === "home" ? assertRecordOfSite : assertNote)(note, address);
    assert.equal(await copied(tab, tab.locator("[data-field=_cite-record]")), record);
    assert.equal(await copied(tab, tab.locator("[data-field=_cite-note]")), note);
    assert.equal(plain(await tab.innerText("#_cite-note")), plain(note), "nothing that is copied is hidden");
  },
  isReferable,
);

testEachKind(
  "the reference to a passage has its title, its question and its address",
  async (t, site, page) => {
    const tab = await openToday(t, site, page);
    const passage = tab.locator(".passage[data-part]").first();
    const title = plain(await passage.locator("h3").innerText());
    const question = plain(await tab.locator(".answer", { has: passage }).locator("h2").first().innerText()).replace(/^\d+\. /, "");
    const address = `${canonical(page)}#${await passage.getAttribute("id")}`;
    await passage.locator("[data-do=cite]").click();
    const { record, note } = await references(tab);
    for (const reference of [record, note]) {
      assert.ok(plain(reference).includes(`. ${question}. ${title}`), reference);
    }
    assertRecord(record, address);
    assertNote(note, address);

    await tab.keyboard.press("Escape");
    await tab.click(".actions [data-do=cite]");
    assert.ok(!(await references(tab)).record.includes(title), "the next reference knows nothing of it");
  },
  isResponse,
);

testEachKind(
  "one button copies the text of a passage with its reference; its tool is visible",
  async (t, site, page) => {
    const tab = await openToday(t, site, page);
    const passage = tab.locator(".passage[data-part]").first();
    const tool = passage.locator("[data-do=cite]");
    assert.equal(await tool.evaluate((tool) => tool.checkVisibility({ opacityProperty: true })), true);
    await tool.click();
    const taken = await copied(tab, tab.locator("[data-do=quote]"));
    const { note } = await references(tab);
    assert.ok(taken.endsWith(`\n\n${note}`), taken);
    const words = plain(await passage.locator(".prose").innerText());
    assert.equal(plain(taken), `${words} ${plain(note)}`);
    await tab.keyboard.press("Escape");
    await tab.click(".actions [data-do=cite]");
    assert.equal(await tab.locator("[data-do=quote]").isVisible(), false, "a page is too much to be copied");
  },
  isResponse,
);

testEachKind(
  "a page left open overnight has the current day in its references",
  async (t, site, page) => {
    const tab = await openToday(t, site, page);
    await setDay(tab, 6);
    await tab.click(".actions [data-do=cite]");
    assert.match((await references(tab)).record, /\(дата обращения: 06\.03\.2025\)/);
  },
  isResponse,
);

// The exact text on pages with all elements that a reference can have: GOST R 7.0.100-2018 and GOST R 7.0.108-2022.
test("the references of the example's home page, of a response and of a passage in it", async (t) => {
  const site = sites.find(({ name }) => name === "example");
  const digest = "Дайджест вымышленных городов : [сайт] / Дирекция несуществующих городов (пример)";
  const access = (address) => `URL: https://example.org/digest/${address} (дата обращения: ${TODAY})`;
  const home = await openToday(t, site, site.page("home"));
  await home.click(".actions [data-do=cite]");
  const whole = `${digest}. – ${access("")}. – Текст : электронный.`;
  assert.deepEqual(plainReferences(await references(home)), { record: whole, note: whole });

  const path = "2024/culture/elkinsk/";
  const tab = await openToday(t, site, site.pages.find((page) => page.path === `${path}index.html`));
  const passage = tab.locator(".passage[data-part]").first();
  const anchor = `#${await passage.getAttribute("id")}`;
  for (const [pageUrl, part, place] of [[tab.locator(".actions"), "", ""], [passage, ". Итоги года. Книга воспоминаний", anchor]]) {
    await pageUrl.locator("[data-do=cite]").click();
    const cited = `Ёлкинск: культура, 2024${part} / отдел культуры`;
    const rest = `${digest}. – 2025. – ${access(path + place)}`;
    assert.deepEqual(plainReferences(await references(tab)), {
      record: `${cited}. – Текст : электронный // ${rest}.`,
      note: `${cited} // ${rest}. – Текст : электронный.`,
    });
    await tab.keyboard.press("Escape");
  }
});

const plainReferences = ({ record, note }) => ({ record: plain(record), note: plain(note) });

const references = async (tab) => ({ record: await tab.textContent("#_cite-record"), note: await tab.textContent("#_cite-note") });

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const place = (address) => `URL: ${escaped(address)} \\(дата обращения: ${escaped(TODAY)}\\)\\.`;

// GOST R 7.0.100-2018 on a part of a site: "Title. – Текст : электронный // Site : [сайт]. – URL: ... (дата обращения: ...)." A point
// and a dash separate the areas; a space precedes the sign that begins an element of an area.
function assertRecord(record, address) {
  assert.match(plain(record), new RegExp(`^\\S.*\\S\\. – Текст : электронный // \\S.* : \\[?сайт\\]?.*\\. – ${place(address)}$`));
}

// Both standards on a site as a whole: the kind of resource is at the end.
function assertRecordOfSite(record, address) {
  assert.match(plain(record), new RegExp(`^\\S[^/]* : \\[?сайт\\]?.*\\. – ${place(address)} – Текст : электронный\\.$`));
}

// GOST R 7.0.108-2022, a note on a part of a site. The dashes between the areas are optional.
function assertNote(note, address) {
  assert.match(plain(note), new RegExp(`^\\S.* // \\S.* : \\[?сайт\\]?.*\\.( –)? ${place(address)}( (– )?Текст : электронный\\.)?$`));
}

testEachKind(
  "if the system can share, a button passes the page to it",
  async (t, site, page) => {
    const tab = await openTab(t);
    await tab.addInitScript(() => {
      window.given = [];
      navigator.share = (what) => { window.given.push(what); return Promise.reject(new DOMException("", "AbortError")); };
    });
    await tab.goto(pageUrl(site, page));
    await tab.locator("page-tools [data-do=share]").click();
    assert.deepEqual(await tab.evaluate(() => window.given), [{ title: await tab.title(), url: canonical(page) }]);
  },
  isResponse,
);

testEachKind(
  "a fragment that cannot be decoded breaks neither references nor marks",
  async (t, site, page) => {
    const tab = await openToday(t, site, page);
    const errors = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    const found = JSON.stringify({ page: page.path.replace(/\/index\.html$/, ""), words: ["город", "года"] });
    await tab.evaluate((found) => localStorage.setItem("asdg-found", found), found);
    await tab.goto(pageUrl(site, page) + "?cite#%");
    await tab.locator("[data-do=cite]").first().click();
    await tab.locator("dialog[open]").waitFor();
    assert.deepEqual(errors, []);
  },
  isResponse,
);

testEachKind(
  "if the system cannot share, there is no button for it",
  async (t, site, page) => {
    const tab = await open(t, site, page);
    assert.equal(await tab.evaluate(() => "share" in navigator), false);
    assert.equal(await tab.locator("page-tools [data-do=share]").isVisible(), false);
  },
  isResponse,
);

test("over http a page links name and icon for the home screen; on a disk it does not", async (t) => {
  const site = sites.at(-1);
  const tab = await open(t, site, site.pages.find(({ kind }) => kind === "home"));
  const links = await tab.evaluate(() => Array.from(document.querySelectorAll("link[rel=manifest], link[rel=apple-touch-icon]"), ({ href }) => href));
  const isOnDisk = tab.url().startsWith("file:");
  assert.equal(links.length, isOnDisk ? 0 : 2);
  for (const link of links) {
    const { status, body } = await tab.evaluate(async (link) => {
      const answer = await fetch(link);
      return { status: answer.status, body: link.endsWith("png") ? null : await answer.json() };
    }, link);
    assert.equal(status, 200, link);
    if (body) {
      const icons = await tab.evaluate(([link, icons]) => Promise.all(icons.map(async ({ src }) => (await fetch(new URL(src, link))).status)), [link, body.icons]);
      assert.deepEqual(icons, [200, 200]);
      assert.ok(new URL(body.start_url, link).href.endsWith("/index.html"));
    }
  }
});
