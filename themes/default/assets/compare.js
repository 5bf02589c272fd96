/* Compares cities, or the years of one city: compare/index.html?city=omsk&city=tomsk&year=2024&sector=culture.

   Each city and year of the address is a column, each question a row. If the address has no year, the comparison shows the year with responses
   of the most cities, the latest of these, or for a single city its last two years. If it has no sector, the comparison shows all sectors one
   after the other. texts.js loads the texts; nothing else is parsed as HTML. */
(() => {
  "use strict";

  const page = document.getElementById("_compared");
  if (!page) return;
  const root = document.documentElement;
  const { all, make } = window.digestShards, texts = window.digestTexts;
  const form = document.getElementById("_choice");
  const status = document.getElementById("_progress");
  const hint = document.getElementById("_hint");

  /* More columns would be too narrow to read. */
  const MAX_COLUMNS = 4;

  function setStatus(text) {
    status.textContent = text;
  }

  /* If the texts cannot be loaded, the page shows links to the responses. */
  function fail(text) {
    setStatus(text);
    root.classList.add("no-texts");
  }

  function joinNames(names) {
    return new Intl.ListFormat(root.lang, { type: "conjunction" }).format(names);
  }

  /* Columns and rows. */

  /* Returns the years of the columns, the latest first. */
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

  /* Returns the columns, by city in the order of the address. A column's name is what it differs in: a city, a year, or both. */
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

  /* Returns the questions of a sector as rows. Questions of several years share a row if they have the same id, or else the same role. */
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

  /* The page. */

  function makePassage(response, passage) {
    return make("div", { class: "passage" }, [
      passage.title && make("h5", {}, [passage.title]), make("div", texts.language(page), [texts.prose(response, passage.html)])
    ]);
  }

  function makeCell(row, column, entry) {
    const parts = [make("h4", {}, [column.name])];
    if (!entry) parts.push(make("p", { class: "missing" }, [page.dataset.silent]));
    else if (!entry.text) parts.push(make("p", { class: "missing" }, [page.dataset.failed]));
    else {
      const id = row.of.get(entry.response.part);
      const answer = entry.text.answers.find((answer) => answer.question === id);
      if (answer) answer.passages.forEach((passage) => { parts.push(makePassage(entry.response, passage)); });
      else parts.push(make("p", { class: "missing" }, [page.dataset.missing]));
    }
    return make("div", { class: "cell" }, parts);
  }

  function makeHead(column, entry) {
    const name = entry ? make("a", { href: "../" + entry.response.key + "/index.html" }, [column.name]) : column.name;
    const draft = entry && entry.text && entry.text.draft;
    return make("p", {}, [name, draft && " ", draft && make("strong", { class: "draft" }, [page.dataset.draft])]);
  }

  /* Makes the section of a sector; null if no column has a response. */
  async function makeSection(sector, columns, found) {
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
      make("div", { class: "row heads" }, columns.map((column, number) => makeHead(column, entries[number])))
    ]);
    rows.forEach((row, number) => {
      section.append(make("h3", {}, [number + 1 + ". " + row.title]),
        make("div", { class: "row" }, columns.map((column, number) => makeCell(row, column, entries[number]))));
    });
    return section;
  }

  /* Makes the buttons that choose the column. A narrow window shows one column at a time. */
  function makeSwitch(columns) {
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

  /* Prints more than two columns in landscape format. */
  function useLandscape() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.insertRule("@page { size: A4 landscape; margin: 15mm; }");
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
    } catch { return; }
  }

  function describe(found, columns) {
    const years = Array.from(new Set(columns.map((column) => column.year)));
    let title = joinNames(found.city.map((city) => city[1])) + ", " + joinNames(years.map(String));
    if (found.sector.length === 1) title += ": " + found.sector[0][1];
    document.querySelector("h1").textContent = title;
    document.title = title + document.title.slice(document.title.indexOf(" — "));
    texts.canonical();
  }

  /* Links the other years if there is only one column. */
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

  /* The form. It shows the choices of the address; the browser submits it like any other form. */

  function fillSelect(select, entries, chosen, first) {
    select.append(make("option", { value: "" }, [first]));
    entries.forEach((entry) => { select.append(make("option", { value: entry[0] }, [entry[1]])); });
    select.value = chosen ? chosen[0] : "";
  }

  function fillForm(found, entries, columns) {
    const responses = texts.responses();
    const cities = entries.city.filter((city) => responses.some((response) => response.city === city));
    all("select[name=city]", form).forEach((select, number) => { fillSelect(select, cities, found.city[number], page.dataset.none); });
    fillSelect(form.elements.sector, entries.sector, found.sector[0], page.dataset.all);
    fillSelect(form.elements.question, entries.question, found.question[0], page.dataset.all);
    all("input[name=year]", form).forEach((box) => {
      box.checked = columns.some((column) => String(column.year) === box.value);
    });
    const fields = all("select", form);
    form.addEventListener("submit", (event) => {
      if (all("select[name=city]", form).every((select) => !select.value)) {
        event.preventDefault();
        return setStatus(page.dataset.pick);
      }
      /* A browser does not submit disabled fields, so empty ones do not appear in the address. */
      fields.forEach((field) => { field.disabled = !field.value; });
    });
    /* Going back shows the page as it was, with disabled fields. */
    window.addEventListener("pageshow", () => { fields.forEach((field) => { field.disabled = false; }); });
  }

  async function compare() {
    if (!window.DecompressionStream) return fail(page.dataset.old);
    let index;
    try { index = await texts.index(page.dataset.index); } catch { return fail(page.dataset.broken); }
    const entries = texts.allEntries((size) => size);
    const found = texts.resolve(texts.request(), entries);
    const responses = texts.responses().filter((response) => {
      return found.city.indexOf(response.city) >= 0 && (!found.sector.length || found.sector.indexOf(response.sector) >= 0);
    });
    let columns = columnsOf(found, responses);
    const isCut = columns.length > MAX_COLUMNS;
    columns = columns.slice(0, MAX_COLUMNS);
    fillForm(found, entries, columns);
    /* The form is open unless the address names something to compare. */
    form.querySelector("details").open = columns.length < 2 || found.city.length < 2 && found.year.length < 2;
    const lines = found.unknown.length ? [page.dataset.unknown + ": " + found.unknown.join(", ") + "."] : [];
    if (!columns.length) return finish(lines);
    root.classList.add("has-request");
    describe(found, columns);
    suggest(found, columns, responses);
    setStatus(page.dataset.loading);
    const columnSwitch = makeSwitch(columns);
    page.classList.add("of-" + columns.length);
    page.style.setProperty("--columns", columns.length);
    if (columns.length > 1) page.append(columnSwitch.box);
    if (columns.length > 2) useLandscape();
    for (const sector of index.sectors) {
      if (found.sector.length && found.sector.indexOf(sector) < 0) continue;
      const section = await makeSection(sector, columns, found);
      if (section) page.append(section);
    }
    columnSwitch.choose(0);
    const questions = all("h3", page).length;
    if (isCut) lines.push(page.dataset.most);
    lines.push(questions ? texts.fill(page.dataset.count, { "%s": columns.length, "%t": questions }) : page.dataset.empty);
    finish(lines);
  }

  function finish(lines) {
    setStatus(lines.join(" "));
    root.dataset.compared = "all";
  }

  compare();
})();
