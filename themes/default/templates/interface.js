{#- What is the same on every page and useless without script: wording, panel, dialog, buttons. Rendered once for the site. It stands in the
    head, so that nothing of it comes late; what the buttons do is in assets/digest.js. -#}
/* Made from templates/interface.js. */
(function () {
  "use strict";

  var root = document.documentElement;

  /* Settings for comfortable reading apply before anything is painted. A browser may forbid to look at what it remembers. */
  root.className = "script";
  try { Object.assign(root.dataset, JSON.parse(localStorage.getItem("asdg-comfort"))); } catch (error) { root.className = "script"; }

  /* Elements that are empty without script. They are filled while the page is read, so that nothing shifts. */
  function define(name, className, html) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback() {
        if (this.firstChild) return;
        this.className = className + " needs-script";
        this.innerHTML = html;
        if (name === "part-tools") this.parentElement.dataset.part = "";
      }
    });
  }
  define("page-tools", "actions", {{ <page_buttons/> | json }});
  define("part-tools", "tools", {{ <part_buttons/> | json }});

  /* The title of the page without that of the site; nothing on the home page. */
  function title() {
    var site = {{ site.title | json }};
    var end = " — " + site;
    if (document.title === site) return "";
    return document.title.endsWith(end) ? document.title.slice(0, -end.length) : document.title;
  }

  /* References, as Russian standards have them: GOST R 7.0.100-2018 (Библиографическая запись. Библиографическое описание) for lists of
     references, GOST R 7.0.108-2022 (Библиографические ссылки на электронные документы) for footnotes. In Russian whatever the language of
     the interface, since what they describe is. `part` holds the titles down to what is cited, each with a full stop and a blank before
     it; `author` and `year` may be empty. */
  function references(part, author, year, address, day) {
    function by(name) { return name ? " / " + name : ""; }
    var whole = {{ site.title | json }} + " : [сайт]" + by({{ site.publisher | json }}) + (year ? ". – " + year : "");
    var text = "Текст : электронный";
    whole += ". – URL: " + address + " (дата обращения: " + day + ")";
    if (!title()) return { record: whole + ". – " + text + ".", note: whole + ". – " + text + "." };
    var cited = title() + part + by(author);
    return { record: cited + ". – " + text + " // " + whole + ".", note: cited + " // " + whole + ". – " + text + "." };
  }

  window.digestInterface = {
    comfort: {{ <comfort_panel/> | json }},
    cite: {{ <references_dialog/> | json }},
    printed: {{ t(key="printed", address="%u", date="%d") | json }},
    references: references
  };
})();
