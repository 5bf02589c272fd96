/* The field "your city" on the home page. It opens the page of the city, or a section of it: «Ёлкинск: просьбы к АСДГ». The script takes the names
   from the links on the page; for any other name, the form opens the list of cities. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-cities]");
  if (!form) return;
  const input = form.querySelector("input"), names = document.createElement("datalist");
  /* The sections of a city's page: their ids and names. */
  const sections = ["plans", "asks", "requests"].map((id) => [id, form.dataset[id]]);
  /* If at most so many cities match, their sections are suggested, too. */
  const MAX_CITIES = 2;

  function plain(text) {
    return text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/[\s\u00a0\u00ad\u2010-\u2014:-]+/g, " ").trim();
  }

  const cities = Array.from(document.querySelectorAll("#regions a"), (link) => {
    const name = link.textContent, label = (section) => name + ": " + section[0].toLowerCase() + section.slice(1);
    const targets = [[name, link.href]].concat(sections.map(([id, section]) => [label(section), link.href + "#" + id]));
    return targets.map(([text, href]) => ({ text, href, words: plain(text) }));
  });

  /* Finds the targets that contain all words of the field, by city: words that start with them, or else words that contain them. */
  function find(wanted) {
    const words = wanted.split(" ");
    for (const matches of [(text, word) => (" " + text).includes(" " + word), (text, word) => text.includes(word)]) {
      const found = cities.map((targets) => targets.filter((target) => words.every((word) => matches(target.words, word)))).filter((targets) => targets.length);
      if (found.length) return found;
    }
    return [];
  }

  function suggest() {
    const wanted = plain(input.value), found = wanted ? find(wanted) : [];
    const shown = cities.map((targets) => targets[0]).concat(found.length <= MAX_CITIES ? found.flat().filter((target) => target.href.includes("#")) : []);
    names.replaceChildren(...shown.map((target) => new Option(target.text)));
  }

  /* Part of a name is enough if only one city has it. */
  function go(event) {
    const wanted = plain(input.value), found = wanted ? find(wanted) : [];
    const exact = found.flat().find((target) => target.words === wanted);
    const target = exact || event.type === "submit" && found.length === 1 && found[0][0];
    if (!target) return;
    event.preventDefault();
    location.href = target.href;
  }

  names.id = "_cities";
  form.append(names);
  input.setAttribute("list", names.id);
  suggest();
  form.addEventListener("submit", go);
  /* Choosing a suggestion fires an input event without a type, or one of the type that replaces the text. */
  input.addEventListener("input", (event) => {
    if (!event.inputType || event.inputType === "insertReplacementText") go(event);
    suggest();
  });
})();
