/* The field for the own city on the home page. It leads to the page of the city, or to a part of it: «Ёлкинск: просьбы к АСДГ». The names are
   those of the links on the page; another name is looked for in the list of cities. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-cities]");
  if (!form) return;
  const input = form.querySelector("input"), names = document.createElement("datalist");
  /* The parts of a city's page by their ids. */
  const parts = ["plans", "asks", "requests"].map((id) => [id, form.dataset[id]]);
  /* So many cities are told with their parts while they are typed. */
  const FEW = 2;

  function plain(text) {
    return text.normalize("NFC").toLowerCase().replace(/ё/g, "е").replace(/[\s\u00a0\u00ad\u2010-\u2014:-]+/g, " ").trim();
  }

  const cities = Array.from(document.querySelectorAll("#regions a"), (link) => {
    const name = link.textContent, label = (part) => name + ": " + part[0].toLowerCase() + part.slice(1);
    const ways = [[name, link.href]].concat(parts.map(([id, part]) => [label(part), link.href + "#" + id]));
    return ways.map(([text, href]) => ({ text, href, words: plain(text) }));
  });

  /* The ways with all words of the field, by city: as beginnings of words, or else anywhere in them. */
  function near(wanted) {
    const words = wanted.split(" ");
    for (const has of [(text, word) => (" " + text).includes(" " + word), (text, word) => text.includes(word)]) {
      const found = cities.map((ways) => ways.filter((way) => words.every((word) => has(way.words, word)))).filter((ways) => ways.length);
      if (found.length) return found;
    }
    return [];
  }

  function suggest() {
    const wanted = plain(input.value), found = wanted ? near(wanted) : [];
    const shown = cities.map((ways) => ways[0]).concat(found.length <= FEW ? found.flat().filter((way) => way.href.includes("#")) : []);
    names.replaceChildren(...shown.map((way) => new Option(way.text)));
  }

  /* A part of a name is enough where one city alone has it. */
  function go(event) {
    const wanted = plain(input.value), found = wanted ? near(wanted) : [];
    const exact = found.flat().find((way) => way.words === wanted);
    const way = exact || event.type === "submit" && found.length === 1 && found[0][0];
    if (!way) return;
    event.preventDefault();
    location.href = way.href;
  }

  names.id = "_cities";
  form.append(names);
  input.setAttribute("list", names.id);
  suggest();
  form.addEventListener("submit", go);
  /* A suggestion that is chosen is an input without a type, or one that replaces all there is. */
  input.addEventListener("input", (event) => {
    if (!event.inputType || event.inputType === "insertReplacementText") go(event);
    suggest();
  });
})();
