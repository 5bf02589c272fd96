/* What the collection and the search share: elements, and files of the site that are scripts, since a browser reads nothing else from a folder on
   disk. */
window.digestShards = {
  all: function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  },

  /* An element; what it holds are elements and texts. */
  make: function (name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { if (child) element.append(child); });
    return element;
  },

  /* Loads a file, which calls a function of the page with what it holds. */
  load: function (address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error(address)); };
      document.head.append(script);
    });
  },

  /* The bytes of what a file holds in base64 and deflated. */
  unpack: function (text) {
    var bytes = Uint8Array.from(atob(text), function (letter) { return letter.charCodeAt(0); });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).arrayBuffer();
  }
};
