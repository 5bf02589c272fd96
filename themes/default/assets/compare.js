/* Puts cities, or the years of one city, side by side: compare/index.html?city=omsk&city=tomsk&year=2024&sector=culture.

   Each city and year that the address names is a column, each question a row. Without a year it is the latest in which most of the cities
   answered, or for a single city its last two. Without a sector all sectors follow each other. texts.js loads the texts; nothing but these is
   taken for HTML. */
(() => {
  "use strict";

  const page = document.getElementById("_compared");
  if (!page) return;
  const root = document.documentElement;
  const { all, make } = window.digestShards, texts = window.digestTexts;
  const form = document.getElementById("_choice");
  const status = document.getElementById("_progress");
  const hint = document.getElementById("_hint");

  /* More columns are too narrow to be read. */
  const MOST = 4;

  function say(text) {
    status.textContent = text;
  }

  /* A browser that cannot show the texts shows the ways to them. */
  function giveUp(text) {
    say(text);
    root.classList.add("no-texts");
  }

  function listed(names) {
    return new Intl.ListFormat(root.lang, { type: "conjunction" }).format(names);
  }

  /* What is compared. */

  /* The years of the columns, the latest first. */
  function yearsOf(found, responses) {
    if (found.year.length) return found.year.map((year) => Number(year[0])).sort((a, b) => b - a);
    const cities = new Map();
    responses.forEach((response) => {
      const year = response.part.year;
      cities.set(year, (cities.get(year) || new Set()).add(response.city));
    });
    const years = Array.from(cities.keys()).sort((a, b) => b - a);
    if (found.city.length === 1) return years.slice(0, 2);
    return years.sort((a, b) => cities.get(b).size - cities.get(a).size || b - a).slice(0, 1);
  }

  /* The columns, city by city in the order of the address. What they differ in is their name. */
  function columnsOf(found, responses) {
    const years = yearsOf(found, responses);
    return found.city.flatMap((city) => {
      return years.map((year) => {
        const name = years.length === 1 ? city[1] : found.city.length === 1 ? String(year) : city[1] + ", " + year;
        return {
          city, year, name,
          responses: responses.filter((response) => response.city === city && response.part.year === year)
        };
      });
    });
  }

  /* The questions of a sector, as rows: those of several years are one row where their ids agree, or else their roles. */
  function rowsOf(parts, found) {
    const rows = [];
    parts.forEach((part) => {
      part.questions.forEach((question) => {
        if (found.question.length && !found.question.some((entry) => entry[0] === question[0] || entry[2] === question[1])) return;
        let row = rows.find((row) => row.id === question[0])
          || rows.find((row) => row.role === question[1] && !row.of.has(part));
        if (!row) rows.push(row = { id: question[0], role: question[1], title: question[2], of: new Map() });
        row.of.set(part, question[0]);
      });
    });
    return rows;
  }

  /* What is shown. */

  function passageOf(response, passage) {
    return make("div", { class: "passage" }, [
      passage.title && make("h5", {}, [passage.title]), make("div", texts.language(page), [texts.prose(response, passage.html)])
    ]);
  }

  function cellOf(row, column, entry) {
    const parts = [make("h4", {}, [column.name])];
    if (!entry) parts.push(make("p", { class: "missing" }, [page.dataset.silent]));
    else if (!entry.text) parts.push(make("p", { class: "missing" }, [page.dataset.failed]));
    else {
      const id = row.of.get(entry.response.part);
      const answer = entry.text.answers.find((answer) => answer.question === id);
      if (answer) answer.passages.forEach((passage) => { parts.push(passageOf(entry.response, passage)); });
      else parts.push(make("p", { class: "missing" }, [page.dataset.missing]));
    }
    return make("div", { class: "cell" }, parts);
  }

  function headOf(column, entry) {
    const name = entry ? make("a", { href: "../" + entry.response.key + "/index.html" }, [column.name]) : column.name;
    const draft = entry && entry.text && entry.text.draft;
    return make("p", {}, [name, draft && " ", draft && make("strong", { class: "draft" }, [page.dataset.draft])]);
  }

  /* The section of a sector; nothing where none of the columns has a response. */
  async function sectionOf(sector, columns, found) {
    const entries = await Promise.all(columns.map((column) => {
      const response = column.responses.find((response) => response.sector === sector);
      if (!response) return null;
      return texts.load(response).catch(() => null).then((text) => ({ response, text }));
    }));
    const parts = entries.filter(Boolean).map((entry) => entry.response.part);
    const rows = rowsOf(Array.from(new Set(parts)), found);
    if (!rows.length) return null;
    const section = make("section", { "aria-labelledby": "_" + sector[0] }, [
      make("h2", { id: "_" + sector[0] }, [sector[1]]),
      make("div", { class: "row heads" }, columns.map((column, number) => headOf(column, entries[number])))
    ]);
    rows.forEach((row, number) => {
      section.append(make("h3", {}, [number + 1 + ". " + row.title]),
        make("div", { class: "row" }, columns.map((column, number) => cellOf(row, column, entries[number]))));
    });
    return section;
  }

  /* In a narrow window one column is shown at a time. */
  function switcher(columns) {
    const buttons = columns.map((column, number) => {
      const button = make("button", { type: "button" }, [column.name]);
      button.addEventListener("click", () => { choose(number); });
      return button;
    });
    function choose(chosen) {
      buttons.forEach((button, number) => { button.setAttribute("aria-pressed", String(number === chosen)); });
      all(".row", page).forEach((row) => {
        Array.from(row.children).forEach((cell, number) => { cell.classList.toggle("shown", number === chosen); });
      });
    }
    const box = make("div", { class: "switch", role: "group", "aria-label": page.dataset.switch }, buttons);
    return { box, choose };
  }

  /* More than two columns need the long side of the sheet. */
  function turnSheet() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.insertRule("@page { size: A4 landscape; margin: 15mm; }");
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
    } catch { return; }
  }

  function describe(found, columns) {
    const years = Array.from(new Set(columns.map((column) => column.year)));
    let title = listed(found.city.map((city) => city[1])) + ", " + listed(years.map(String));
    if (found.sector.length === 1) title += ": " + found.sector[0][1];
    document.querySelector("h1").textContent = title;
    document.title = title + document.title.slice(document.title.indexOf(" — "));
    texts.canonical();
  }

  /* The other years of a single column. */
  function suggest(found, columns, responses) {
    hint.textContent = "";
    hint.hidden = columns.length !== 1;
    if (hint.hidden) return;
    hint.append(page.dataset.alone);
    const years = new Set(responses.map((response) => response.part.year));
    years.delete(columns[0].year);
    if (!years.size) return;
    hint.append(" " + page.dataset.years + " ");
    Array.from(years).forEach((year, number) => {
      const address = new URL(location.href);
      address.searchParams.append("year", year);
      hint.append(number ? ", " : "", make("a", { href: address }, [String(year)]));
    });
  }

  /* The choice: the address in another form, which the browser sends as it does with any form. */

  function options(select, entries, chosen, first) {
    select.append(make("option", { value: "" }, [first]));
    entries.forEach((entry) => { select.append(make("option", { value: entry[0] }, [entry[1]])); });
    select.value = chosen ? chosen[0] : "";
  }

  function offer(found, known, columns) {
    const responses = texts.responses();
    const cities = known.city.filter((city) => responses.some((response) => response.city === city));
    all("select[name=city]", form).forEach((select, number) => { options(select, cities, found.city[number], page.dataset.none); });
    options(form.elements.sector, known.sector, found.sector[0], page.dataset.all);
    options(form.elements.question, known.question, found.question[0], page.dataset.all);
    all("input[name=year]", form).forEach((box) => {
      box.checked = columns.some((column) => String(column.year) === box.value);
    });
    const fields = all("select", form);
    form.addEventListener("submit", (event) => {
      if (all("select[name=city]", form).every((select) => !select.value)) {
        event.preventDefault();
        return say(page.dataset.pick);
      }
      /* An empty field is left out of the address. */
      fields.forEach((field) => { field.disabled = !field.value; });
    });
    /* The way back shows the page as it was left. */
    window.addEventListener("pageshow", () => { fields.forEach((field) => { field.disabled = false; }); });
  }

  async function compare() {
    if (!window.DecompressionStream) return giveUp(page.dataset.old);
    let index;
    try { index = await texts.index(page.dataset.index); } catch { return giveUp(page.dataset.broken); }
    const known = texts.known((size) => size);
    const found = texts.resolve(texts.request(), known);
    const responses = texts.responses().filter((response) => {
      return found.city.indexOf(response.city) >= 0 && (!found.sector.length || found.sector.indexOf(response.sector) >= 0);
    });
    let columns = columnsOf(found, responses);
    const cut = columns.length > MOST;
    columns = columns.slice(0, MOST);
    offer(found, known, columns);
    /* Who has not said what to put side by side is asked. */
    form.querySelector("details").open = columns.length < 2 || found.city.length < 2 && found.year.length < 2;
    const lines = found.unknown.length ? [page.dataset.unknown + ": " + found.unknown.join(", ") + "."] : [];
    if (!columns.length) return done(lines);
    root.classList.add("has-request");
    describe(found, columns);
    suggest(found, columns, responses);
    say(page.dataset.loading);
    const choice = switcher(columns);
    page.classList.add("of-" + columns.length);
    page.style.setProperty("--columns", columns.length);
    if (columns.length > 1) page.append(choice.box);
    if (columns.length > 2) turnSheet();
    for (const sector of index.sectors) {
      if (found.sector.length && found.sector.indexOf(sector) < 0) continue;
      const section = await sectionOf(sector, columns, found);
      if (section) page.append(section);
    }
    choice.choose(0);
    const questions = all("h3", page).length;
    if (cut) lines.push(page.dataset.most);
    lines.push(questions ? texts.fill(page.dataset.count, { "%s": columns.length, "%t": questions }) : page.dataset.empty);
    done(lines);
  }

  function done(lines) {
    say(lines.join(" "));
    root.dataset.compared = "all";
  }

  compare();
})();
