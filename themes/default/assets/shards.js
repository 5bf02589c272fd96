/* What the collection and the search share: elements, and files of the site that are scripts, since a browser reads nothing else from a folder on
   disk. */
window.digestShards = {
  all (selector, within) {
    return [...(within || document).querySelectorAll(selector)];
  },

  /* An element; what it holds are elements and texts. */
  make (name, attributes, children) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    (children || []).forEach((child) => { if (child) element.append(child); });
    return element;
  },

  /* Loads a file, which calls a function of the page with what it holds. */
  load (address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error(address)); };
      document.head.append(script);
    });
  },

  /* The bytes of what a file holds in base64 and deflated. */
  unpack (text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  }
};
