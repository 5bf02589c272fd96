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

  /* The bytes of what a file holds deflated, seven bits to a character. */
  unpack (text) {
    const bytes = [];
    let bits = 0;
    [...text].forEach((letter, at) => {
      bits = bits << 7 | letter.charCodeAt() & 127;
      if (at % 8) bytes.push(bits >> 7 - at % 8);
    });
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  }
};
