/* Sorts a list by name, by number, by change. The order of the page is the first; the address keeps another. */
(() => {
  "use strict";

  const language = document.documentElement.lang + "-u-kn";

  document.querySelectorAll("form[data-sort]").forEach((form) => {
    const list = document.getElementById(form.dataset.sort);
    const box = form.querySelector("select");
    if (!list || !box) return;
    const items = Array.from(list.children);
    const names = new Map(items.map((item) => [item, item.querySelector("a").textContent]));
    const orders = {
      name: (a, b) => names.get(a).localeCompare(names.get(b), language),
      number: (a, b) => b.dataset.number - a.dataset.number,
      change: (a, b) => b.dataset.change - a.dataset.change,
    };

    /* Sorting is stable: of equal items the one that the page has first stays first. */
    function sort() {
      list.append(...(box.selectedIndex > 0 ? items.slice().sort(orders[box.value]) : items));
    }
    function restore() {
      const wanted = new URL(location.href).searchParams.get(box.name);
      box.selectedIndex = Math.max(0, Array.from(box.options).findIndex(({ value }) => value === wanted));
      sort();
    }
    box.addEventListener("change", () => {
      sort();
      const address = new URL(location.href);
      if (box.selectedIndex > 0) address.searchParams.set(box.name, box.value);
      else address.searchParams.delete(box.name);
      /* Some browsers forbid this for files. */
      try { history.replaceState(history.state, "", address); } catch { return; }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    window.addEventListener("popstate", restore);
    restore();
  });
})();
