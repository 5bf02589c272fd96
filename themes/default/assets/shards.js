/* Functions that the collection, the comparison and the search share: making elements, and loading data files. These files are scripts, because a
   browser loads nothing else from a folder on disk. */
window.digestShards = {
  all (selector, within) {
    return [...(within || document).querySelectorAll(selector)];
  },

  /* Creates an element. Its children are elements and texts. */
  make (name, attributes, children) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { element.setAttribute(key, attributes[key]); });
    (children || []).forEach((child) => { if (child) element.append(child); });
    return element;
  },

  /* Loads a data file. It calls a function of the page with its contents. */
  load (address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error(address)); };
      document.head.append(script);
    });
  },

  /* Decodes seven bits to a character, and inflates the bytes. */
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
