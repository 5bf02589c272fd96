// Listens for changes of a site that is being edited: updates the page when it changed, and shows the problems.
// `asdg-site serve` adds this script to every page; it is never published.
(() => {
  const { news } = document.currentScript.dataset;
  let { page } = document.currentScript.dataset;
  let source, host, dismissed, reload;

  // A hidden page closes its connection: browsers allow only a few, and many pages may be open.
  const connect = () => {
    if (source || document.hidden) return;
    source = new EventSource(news);
    source.onmessage = (event) => update(JSON.parse(event.data));
  };
  const disconnect = () => {
    source?.close();
    source = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();

  async function update(latest) {
    show(latest);
    const response = await fetch(location.href, { cache: "no-store" }).catch(() => undefined);
    const checksum = response?.headers.get("etag")?.replaceAll('"', "");
    if (!response || checksum === page) return;
    page = checksum;
    // A browser needs longer to load a page than for all steps before, so the new content is shown first. When no more changes arrive, the page
    // is reloaded, because its scripts know only the content with which they started. The browser itself restores the scroll position.
    const isShown = response.ok && swap(new DOMParser().parseFromString(await response.text(), "text/html"));
    clearTimeout(reload);
    reload = setTimeout(() => location.reload(), isShown ? 400 : 0);
  }

  // Replaces the main part of the page by that of its new version; returns false if one of them does not have exactly one.
  function swap(latest) {
    const [ours, theirs] = [document, latest].map((page) => page.querySelectorAll("main"));
    if (ours.length !== 1 || theirs.length !== 1) return false;
    ours[0].replaceWith(document.adoptNode(theirs[0]));
    document.title = latest.title;
    return true;
  }

  function show({ revision, title, blocked, problems, more, close }) {
    host?.remove();
    host = undefined;
    if (!title || dismissed === revision) return;
    host = document.createElement("asdg-site-problems");
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    const list = element("details");
    list.open = blocked;
    list.className = blocked ? "blocked" : "";
    list.append(element("summary", title));
    const box = element("div");
    problems.forEach(({ error, text }) => {
      const drawn = element("pre", text);
      drawn.className = error ? "error" : "";
      box.append(drawn);
    });
    if (more) box.append(element("p", more));
    list.append(box);
    const button = element("button", close);
    button.type = "button";
    button.addEventListener("click", () => {
      dismissed = revision;
      host.remove();
    });
    const frame = element("section");
    frame.setAttribute("role", blocked ? "alert" : "status");
    frame.append(list, button);
    root.append(frame);
    document.body.append(host);
  }

  function element(name, text = "") {
    const created = document.createElement(name);
    created.textContent = text;
    return created;
  }

  // The content security policy of the page forbids an element `style`.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    section { position: fixed; z-index: 2147483647; inset: auto 1rem 1rem auto; max-width: min(60rem, calc(100vw - 2rem));
      padding: .5rem .75rem; box-sizing: border-box; color: #1b1b1b;
      background: #fff; border: 1px solid #8a8a8a; border-radius: .4rem; box-shadow: 0 .25rem 1.5rem rgb(0 0 0 / .35);
      font: 15px/1.45 system-ui, sans-serif; }
    section:has(.blocked) { border: 2px solid #b3261e; }
    summary { padding-right: 7rem; cursor: pointer; font-weight: 600; }
    .blocked summary { color: #b3261e; }
    div { max-height: 60vh; overflow: auto; margin-top: .5rem; }
    pre { margin: 0 0 .75rem; padding: .6rem .75rem; overflow: auto; background: #f4f4f4; border-left: 4px solid #9a6700;
      font: 13px/1.4 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
    pre.error { border-color: #b3261e; }
    p { margin: 0; }
    button { position: absolute; top: .35rem; right: .5rem; font: inherit; padding: .1rem .6rem; cursor: pointer; }
    @media print { section { display: none; } }
  `);
})();
