/* Sorts a list by name, by number or by change. The first choice is the order of the page; the address stores any other. */
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

    /* Sorting is stable: equal items keep the order of the page. */
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
      /* Some browsers do not allow this for files. */
      try { history.replaceState(history.state, "", address); } catch { return; }
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    window.addEventListener("popstate", restore);
    restore();
  });
})();
