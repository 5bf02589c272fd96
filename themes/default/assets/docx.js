/* Makes a Word document of the collection (Office Open XML, ECMA-376). collection.js loads this file when the reader uses the button.

   The script reads everything from the page, so the document contains what the page shows: headings for Word's navigation, lists, tables, links,
   pictures and a contents field. From a folder on disk a browser does not let scripts read the pixels of pictures, so the document has their
   descriptions instead. A library would be too large: the smallest ones have more than 100 KB, and texts consist of only some twenty elements
   (src/markup/write.rs). */
(() => {
  "use strict";

  /* A4 in twentieths of a point, with the margins of print.css. */
  const PAGE = { w: 11906, h: 16838 }, MARGINS = { top: 1134, right: 850, bottom: 1134, left: 1701, header: 567, footer: 567, gutter: 0 };
  const TEXT_WIDTH = PAGE.w - MARGINS.left - MARGINS.right, INDENT = 425;
  /* English metric units: 9,525 to a pixel, 635 to a twentieth of a point, 36,000 to a millimetre. */
  const PIXEL = 9525, MAX_WIDTH = TEXT_WIDTH * 635, MAX_HEIGHT = 120 * 36000;
  /* The largest width of a picture in pixels: 165 mm at 250 dots an inch. */
  const MAX_PIXELS = 1600;
  /* The largest number of entries in the contents. A level of headings that would exceed it is left out. */
  const MAX_ENTRIES = 150;
  const SCHEMAS = "http://schemas.openxmlformats.org/", DRAWING = SCHEMAS + "drawingml/2006/", PACKAGE = SCHEMAS + "package/2006/";
  const OFFICE = SCHEMAS + "officeDocument/2006/relationships", DUBLIN = "http://purl.org/dc/";
  const NAMESPACES = { "xmlns:w": SCHEMAS + "wordprocessingml/2006/main", "xmlns:r": OFFICE };
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.", PACKAGE_TYPE = "application/vnd.openxmlformats-package.";
  const BLOCKS = ["P", "UL", "OL", "LI", "BLOCKQUOTE", "PRE", "FIGURE", "FIGCAPTION", "TABLE", "HR", "DIV", "SECTION", "H2", "H3", "H4", "H5", "H6"];
  const FORMATS = { STRONG: "b", B: "b", TH: "b", EM: "i", I: "i", CITE: "i", SUP: "sup", SUB: "sub", CODE: "code" };

  /* Escapes a text for XML, and removes characters that XML does not allow. */
  function escape(text) {
    const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" };
    return String(text).replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>\u0022]/g, (mark) => marks[mark]);
  }

  /* Writes an element. Its content is XML. */
  function tag(name, attributes, ...content) {
    const pairs = Object.entries(attributes || {}).map(([key, value]) => " " + key + "=\"" + escape(value) + "\"").join("");
    return "<" + name + pairs + (content.length ? ">" + content.flat().join("") + "</" + name + ">" : "/>");
  }

  /* Writes an element of WordprocessingML. Attributes without a prefix get the same namespace. */
  function w(name, attributes, ...content) {
    const own = Object.entries(attributes || {}).map(([key, value]) => [key.includes(":") ? key : "w:" + key, value]);
    return tag("w:" + name, Object.fromEntries(own), ...content);
  }

  function val(name, value) {
    return w(name, { val: value });
  }

  function styleTag(name) {
    return val("pStyle", name);
  }

  function locale(language) {
    return { ru: "ru-RU", en: "en-GB" }[language] || language;
  }

  /* Pictures. */

  /* Returns the bytes of a picture; null if the browser does not allow reading them. */
  async function readPicture(image, type) {
    const picture = new Image();
    picture.src = image.src;
    try {
      await picture.decode();
      const canvas = document.createElement("canvas"), scale = Math.min(1, MAX_PIXELS / picture.naturalWidth);
      canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => { canvas.toBlob(resolve, type, 0.85); });
      return new Uint8Array(await blob.arrayBuffer());
    } catch {
      return null;
    }
  }

  async function loadPictures(images, parts) {
    const loaded = new Map();
    for (const image of images) {
      if (loaded.has(image.src)) continue;
      const extension = /\.jpe?g$/i.test(image.src) ? "jpeg" : "png";
      const bytes = await readPicture(image, "image/" + extension);
      const name = "media/picture" + (loaded.size + 1) + "." + extension;
      if (bytes) parts.push(["word/" + name, bytes]);
      loaded.set(image.src, bytes && name);
    }
    return loaded;
  }

  /* The body. */

  /* Writes elements of the page as paragraphs and tables. `base` is the address that links are relative to, `wanted` the ids that internal links
     lead to, `missing` the text for a picture without bytes. */
  function writer({ base, language, wanted, pictures, missing }) {
    const out = [], relations = [], headings = [], lists = [], pending = [], bookmarkNames = new Map();
    let bookmarks = 0, pictureCount = 0;

    function relate(kind, target, mode) {
      const id = "r" + (relations.length + 1);
      relations.push(tag("Relationship", Object.assign({ Id: id, Type: OFFICE + "/" + kind, Target: target }, mode)));
      return id;
    }

    function run(text, format) {
      const shown = (format.code ? text : text.replace(/[ \t\r\n]+/g, " ")).replace(/\u00ad/g, "");
      const content = shown.split(/([\u2011\n])/).map((part) => {
        if (part === "\u2011") return w("noBreakHyphen");
        if (part === "\n") return w("br");
        return part && w("t", { "xml:space": "preserve" }, escape(part));
      });
      const isRaised = format.sup || format.sub, isForeign = format.lang && format.lang !== language;
      const properties = [
        format.link && val("rStyle", "Hyperlink"), format.code && w("rFonts", { ascii: "Courier New", hAnsi: "Courier New", cs: "Courier New" }),
        format.b && w("b"), format.i && w("i"), isRaised && val("vertAlign", format.sup ? "superscript" : "subscript"), isForeign && val("lang", locale(format.lang))
      ].filter(Boolean);
      return shown && w("r", null, properties.length ? w("rPr", null, properties) : "", content);
    }

    /* Writes a bookmark, the target of internal links. */
    function bookmark(name) {
      bookmarks += 1;
      return w("bookmarkStart", { id: bookmarks, name }) + w("bookmarkEnd", { id: bookmarks });
    }

    function bookmarkName(id) {
      if (!bookmarkNames.has(id)) bookmarkNames.set(id, "place" + (bookmarkNames.size + 1));
      return bookmarkNames.get(id);
    }

    /* Makes the next paragraph the target of links to an id. */
    function anchor(id) {
      if (wanted.has(id)) pending.push(bookmarkName(id));
    }

    /* Returns the absolute address of a link; "" for a path on this disk, which would not work on another computer. */
    function absolute(href) {
      let target;
      try { target = new URL(href, base); } catch { return ""; }
      return /^(?:https?|mailto|tel):$/.test(target.protocol) ? target.href.replace(/\/index\.html(?=$|[?#])/, "/") : "";
    }

    function link(element, format) {
      const href = element.getAttribute("href") || "", isInner = href[0] === "#", target = isInner || absolute(href);
      if (!target) return inlines(element, format);
      const to = isInner ? { anchor: bookmarkName(decodeURIComponent(href.slice(1))) } : { "r:id": relate("hyperlink", target, { TargetMode: "External" }) };
      return w("hyperlink", Object.assign(to, { history: 1 }), inlines(element, Object.assign({}, format, { link: true })));
    }

    function picture(image, format) {
      const name = pictures.get(image.src);
      if (!name) return run(missing.replace("%s", image.alt), Object.assign({}, format, { i: true }));
      const [width, height] = [image.width * PIXEL, image.height * PIXEL], scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
      const size = { cx: Math.max(1, Math.round(width * scale)), cy: Math.max(1, Math.round(height * scale)) };
      pictureCount += 1;
      const about = { id: pictureCount, name, descr: image.alt };
      const shape = tag("a:xfrm", null, tag("a:off", { x: 0, y: 0 }), tag("a:ext", size)) + tag("a:prstGeom", { prst: "rect" }, tag("a:avLst"));
      const fill = tag("a:blip", { "r:embed": relate("image", name) }) + tag("a:stretch", null, tag("a:fillRect"));
      const content = tag("pic:pic", { "xmlns:pic": DRAWING + "picture" }, tag("pic:nvPicPr", null, tag("pic:cNvPr", about), tag("pic:cNvPicPr")),
        tag("pic:blipFill", null, fill), tag("pic:spPr", null, shape));
      const graphic = tag("a:graphic", { "xmlns:a": DRAWING + "main" }, tag("a:graphicData", { uri: DRAWING + "picture" }, content));
      const inLine = { "xmlns:wp": DRAWING + "wordprocessingDrawing", distT: 0, distB: 0, distL: 0, distR: 0 };
      return w("r", null, w("drawing", null, tag("wp:inline", inLine, tag("wp:extent", size), tag("wp:docPr", about), graphic)));
    }

    function inline(node, format) {
      if (node.nodeType === Node.TEXT_NODE) return run(node.data, format);
      if (node.nodeName === "BR") return w("r", null, w("br"));
      if (node.nodeName === "IMG") return picture(node, format);
      if (node.nodeName === "A") return link(node, format);
      const style = FORMATS[node.nodeName];
      return inlines(node, style ? Object.assign({}, format, { [style]: true }) : format);
    }

    function inlines(element, format) {
      return [...element.childNodes].map((node) => inline(node, format)).join("");
    }

    /* Writes a paragraph. The first one of a list item has its number, the others only its indent. */
    function paragraph(content, context, extra) {
      const item = context.item, isFirst = item && !item.isOpen, properties = [context.style && styleTag(context.style), context.breaks && w("pageBreakBefore")];
      if (isFirst && item.list) properties.push(w("numPr", null, val("ilvl", item.level), val("numId", item.list)));
      else if (item) properties.push(w("ind", Object.assign({ left: INDENT * (item.level + 1) }, isFirst ? { hanging: INDENT } : {})));
      if (item) item.isOpen = true;
      out.push(w("p", null, w("pPr", null, properties.concat(extra).filter(Boolean)), pending.splice(0).map(bookmark), content));
    }

    function heading(level, text, context) {
      const name = "_Toc" + String(headings.length + 1).padStart(6, "0");
      pending.push(name);
      headings.push({ level, text, name });
      paragraph(run(text, context.format), { style: "Heading" + level, breaks: context.breaks });
    }

    function list(element, context) {
      const level = Math.min(8, context.item ? context.item.level + 1 : 0);
      let number = element.className === "labels" ? 0 : 1;
      if (element.nodeName === "OL") number = lists.push({ level, start: element.start }) + 1;
      [...element.children].forEach((child) => {
        anchor(child.id);
        blocks(child, { format: context.format, style: "ListParagraph", item: { list: number, level, isOpen: false } });
      });
    }

    function table(element, context) {
      const rows = [...element.querySelectorAll("tr")], columns = Math.max(1, ...rows.map((row) => row.cells.length));
      /* The widths of columns are in proportion to their longest cells, within limits. */
      const length = function (number) { return Math.max(6, ...rows.map((row) => (row.cells[number] ? row.cells[number].textContent.length : 0))); };
      const lengths = Array.from({ length: columns }, (_, number) => 6 + Math.min(40, length(number))), all = lengths.reduce((sum, other) => sum + other);
      const widths = lengths.map((part) => Math.floor(TEXT_WIDTH * part / all));
      const before = out.length;
      const rowTags = rows.map((row) => {
        const isHead = row.parentElement.nodeName === "THEAD";
        const cells = widths.map((width, number) => {
          const cell = row.cells[number], side = cell && /right|center/.exec(cell.className);
          paragraph(cell ? inline(cell, context.format) : "", { style: "TableText" }, side && val("jc", side[0]));
          return w("tc", null, w("tcPr", null, w("tcW", { w: width, type: "dxa" })), out.splice(before));
        });
        return w("tr", null, w("trPr", null, w("cantSplit"), isHead ? w("tblHeader") : ""), cells);
      });
      const properties = w("tblPr", null, val("tblStyle", "TableGrid"), w("tblW", { w: 5000, type: "pct" }));
      out.push(w("tbl", null, properties, w("tblGrid", null, widths.map((width) => w("gridCol", { w: width }))), rowTags));
      /* Word would join two adjacent tables. */
      paragraph("", { style: "TableText" });
    }

    function block(element, context) {
      anchor(element.id);
      const inner = Object.assign({}, context, element.lang ? { format: Object.assign({}, context.format, { lang: element.lang }) } : {});
      const level = /^H[2-6]$/.test(element.nodeName) && (element.closest(".prose") ? 4 : Number(element.nodeName[1]) - 1);
      const style = { BLOCKQUOTE: "Quote", FIGCAPTION: "Caption" }[element.nodeName] || element.matches(".quiet, .wording, .missing") && "Note";
      if (level) heading(level, element.textContent, inner);
      else if (element.nodeName === "UL" || element.nodeName === "OL") list(element, inner);
      else if (element.nodeName === "TABLE") table(element, inner);
      else if (element.nodeName === "HR") paragraph("", inner, w("pBdr", null, w("bottom", { val: "single", sz: 4, space: 1, color: "auto" })));
      else if (element.nodeName === "PRE") blocks(element, Object.assign(inner, { format: Object.assign({}, inner.format, { code: true }) }));
      else blocks(element, style ? Object.assign(inner, { style }) : inner);
    }

    function blocks(element, context) {
      let line = "";
      function end() {
        if (line) paragraph(line, context);
        line = "";
      }
      [...element.childNodes].forEach((node) => {
        if (BLOCKS.includes(node.nodeName)) {
          end();
          block(node, context);
        } else if (line || node.nodeType !== Node.TEXT_NODE || node.data.trim()) {
          line += inline(node, context.format);
        }
      });
      end();
    }

    return { out, relations, headings, lists, anchor, absolute, relate, run, inline, inlines, paragraph, heading, block };
  }

  /* Writes the contents as a field with the headings. Only Word can add the page numbers; it does so when it opens the document. */
  function contentsField(headings, title, run) {
    const depth = [3, 2].find((level) => headings.filter((heading) => heading.level <= level).length <= MAX_ENTRIES) || 1;
    function field(kind) { return w("r", null, w("fldChar", { fldCharType: kind })); }
    const code = " TOC \\o \u00221-" + depth + "\u0022 \\h \\z \\u ";
    const begin = field("begin") + w("r", null, w("instrText", { "xml:space": "preserve" }, escape(code))) + field("separate");
    const entries = headings.filter((heading) => heading.level <= depth).map(({ level, text, name }, number) => (
      w("p", null, w("pPr", null, styleTag("TOC" + level)), number ? "" : begin, w("hyperlink", { anchor: name, history: 1 }, run(text, {})))
    ));
    const first = w("p", null, w("pPr", null, styleTag("TOCHeading")), run(title, {})), last = w("p", null, field("end"));
    const kind = w("docPartObj", null, val("docPartGallery", "Table of Contents"), w("docPartUnique"));
    return w("sdt", null, w("sdtPr", null, kind), w("sdtContent", null, first, entries, last));
  }

  /* Parts that are the same in every document. */

  function styles(language) {
    function font(name) { return w("rFonts", { ascii: name, hAnsi: name, cs: name }); }
    function space(before, after) { return w("spacing", { before, after }); }
    function size(points) { return val("sz", 2 * points) + val("szCs", 2 * points); }
    function tab(leader) { return w("tabs", null, w("tab", Object.assign({ val: "right", pos: TEXT_WIDTH }, leader))); }
    function style(id, name, paragraph, letters) {
      const content = [val("name", name), val("basedOn", "Normal"), val("next", id === "ListParagraph" ? id : "Normal"), w("qFormat"), w("pPr", null, paragraph), w("rPr", null, letters)];
      return w("style", { type: "paragraph", styleId: id }, content);
    }
    function title(points) { return font("Arial") + w("b") + size(points); }
    const stays = w("keepNext") + w("keepLines"), sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    const headings = [[16, 480], [14, 360], [12, 240], [11, 180]].map(([points, before], level) => (
      style("Heading" + (level + 1), "heading " + (level + 1), stays + space(before, 60) + val("outlineLvl", level), title(points))
    ));
    const contents = [1, 2, 3].map((level) => (
      style("TOC" + level, "toc " + level, tab({ leader: "dot" }) + space(level === 1 ? 60 : 0, 0) + w("ind", { left: 284 * (level - 1), right: 567 }), level === 1 ? w("b") : "")
    ));
    const border = sides.map((side) => w(side, { val: "single", sz: 4, space: 0, color: "808080" }));
    const cell = w("tblCellMar", null, w("left", { w: 85, type: "dxa" }), w("right", { w: 85, type: "dxa" }));
    return w("styles", NAMESPACES,
      w("docDefaults", null, w("rPrDefault", null, w("rPr", null, font("Times New Roman"), size(12), val("lang", locale(language)))),
        w("pPrDefault", null, w("pPr", null, w("spacing", { after: 120, line: 264, lineRule: "auto" })))),
      w("style", { type: "paragraph", default: 1, styleId: "Normal" }, val("name", "Normal"), w("qFormat")),
      w("style", { type: "table", default: 1, styleId: "TableNormal" }, val("name", "Normal Table"), w("tblPr", null, cell)),
      style("Title", "Title", stays + space(0, 240), title(20)), headings, contents, style("TOCHeading", "TOC Heading", stays + space(360, 120), title(14)),
      style("ListParagraph", "List Paragraph", space(0, 60), ""), style("Quote", "Quote", w("ind", { left: 567, right: 567 }), w("i")),
      style("Caption", "caption", "", w("i") + size(10)), style("Note", "Note", "", val("color", "444444") + size(11)),
      style("TableText", "Table Text", space(20, 20), size(11)), style("Header", "header", tab() + space(0, 0), size(9)),
      w("style", { type: "character", styleId: "Hyperlink" }, val("name", "Hyperlink"), w("rPr", null, val("color", "0B4F9E"), val("u", "single"))),
      w("style", { type: "table", styleId: "TableGrid" }, val("name", "Table Grid"), val("basedOn", "TableNormal"), w("tblPr", null, w("tblBorders", null, border))));
  }

  /* Bullets are the first list. Each numbered list has its own number, so that it can have its own start. */
  function numbering(lists) {
    function kind(id, format, text) {
      const levels = Array.from({ length: 9 }, (_, level) => w("lvl", { ilvl: level }, val("start", 1), val("numFmt", format),
        val("lvlText", text.replace("%", "%" + (level + 1))), val("lvlJc", "left"), w("pPr", null, w("ind", { left: INDENT * (level + 1), hanging: INDENT }))));
      return w("abstractNum", { abstractNumId: id }, val("multiLevelType", "hybridMultilevel"), levels);
    }
    const numbered = lists.map(({ level, start }, number) => (
      w("num", { numId: number + 2 }, val("abstractNumId", 1), w("lvlOverride", { ilvl: level }, val("startOverride", start)))
    ));
    return w("numbering", NAMESPACES, kind(0, "bullet", "—"), kind(1, "decimal", "%."), w("num", { numId: 1 }, val("abstractNumId", 0)), numbered);
  }

  function settings() {
    const current = w("compatSetting", { name: "compatibilityMode", uri: "http://schemas.microsoft.com/office/word", val: 15 });
    return w("settings", NAMESPACES, val("defaultTabStop", 708), w("autoHyphenation"), val("updateFields", "true"), w("compat", null, current));
  }

  function pageHeader(title, run) {
    const number = w("fldSimple", { instr: " PAGE " }, w("r", null, w("t", null, "1")));
    return w("hdr", NAMESPACES, w("p", null, w("pPr", null, styleTag("Header")), run(title, {}), w("r", null, w("tab")), number));
  }

  function properties(title, author, language, made) {
    const namespaces = {
      "xmlns:cp": PACKAGE + "metadata/core-properties", "xmlns:dc": DUBLIN + "elements/1.1/", "xmlns:dcterms": DUBLIN + "terms/", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"
    };
    return tag("cp:coreProperties", namespaces, tag("dc:title", null, escape(title)), tag("dc:creator", null, escape(author)), tag("dc:language", null, escape(locale(language))),
      tag("dcterms:created", { "xsi:type": "dcterms:W3CDTF" }, made.toISOString().replace(/\.\d+/, "")));
  }

  /* The ZIP archive (PKWARE's APPNOTE). Entries are deflated if the browser supports it, and all have the same date. */

  const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
    let value = number;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ value >>> 1 : value >>> 1;
    return value;
  });

  async function deflate(bytes) {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      return null;
    }
  }

  /* Encodes numbers of two or four bytes, the lowest byte first. */
  function littleEndian(fields) {
    return Uint8Array.from(fields.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => value >>> 8 * at & 255)));
  }

  async function zip(parts) {
    const chunks = [], directory = [];
    let offset = 0;
    for (const [name, content] of parts) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content, small = await deflate(bytes);
      const title = new TextEncoder().encode(name), body = small || bytes;
      const crc = ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ sum >>> 8, -1);
      /* Version 2.0, names in UTF-8, the method, 1 January 1980. */
      const about = [[20, 2], [0x800, 2], [small ? 8 : 0, 2], [0, 2], [33, 2], [crc, 4], [body.length, 4], [bytes.length, 4], [title.length, 2], [0, 2]];
      directory.push(littleEndian([[0x02014b50, 4], [20, 2]].concat(about, [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]])), title);
      chunks.push(littleEndian([[0x04034b50, 4]].concat(about)), title, body);
      offset += 30 + title.length + body.length;
    }
    const length = directory.reduce((sum, part) => sum + part.length, 0);
    const end = littleEndian([[0x06054b50, 4], [0, 4], [parts.length, 2], [parts.length, 2], [length, 4], [offset, 4], [0, 2]]);
    return new Blob(chunks.concat(directory, end), { type: TYPE + "document" });
  }

  /* The document. */

  /* Writes the text before the contents: the selection, its address and dates, and notes on what is missing. */
  function writeFront(write, title, notes) {
    write.paragraph(write.run(title, {}), { style: "Title" });
    document.querySelectorAll("#_facts > div").forEach((fact) => {
      write.paragraph(write.run(fact.firstChild.textContent + ": ", { b: true }) + write.inlines(fact.lastChild, {}), { style: "Note" });
    });
    notes.filter(Boolean).forEach((note) => { write.paragraph(write.run(note, {}), { style: "Note" }); });
  }

  /* Writes a response: its heading, its city, year and sector with its address, and its text. */
  function writeResponse(write, article, breaks) {
    const title = article.querySelector("h2"), address = title.querySelector("a").cloneNode();
    address.textContent = window.digestTexts.readable(write.absolute(address.getAttribute("href")));
    write.anchor(article.id);
    write.heading(1, title.textContent.trim(), { format: {}, breaks });
    write.paragraph(write.run(article.dataset.of + (address.textContent && ". "), {}) + (address.textContent && write.inline(address, {})), { style: "Note" });
    [...article.children].slice(1).forEach((child) => { write.block(child, { format: {} }); });
  }

  /* Makes the document, and returns it with whether pictures are missing in it. */
  window.digestDocx = async function () {
    const words = document.getElementById("_collection").dataset, gathered = document.getElementById("_gathered"), parts = [];
    const language = document.documentElement.lang, title = document.querySelector("h1").textContent.trim(), site = document.querySelector(".site-title");
    const pictures = await loadPictures(gathered.querySelectorAll("img"), parts), lacksPictures = [...pictures.values()].includes(null);
    const wanted = new Set([...gathered.querySelectorAll("a[href^='#']")].map((link) => decodeURIComponent(link.hash.slice(1))));
    const write = writer({ base: window.digestTexts.canonical(), language, wanted, pictures, missing: words.picture });
    const articles = [...gathered.children];
    articles.forEach((article, number) => { writeResponse(write, article, number === 0 && articles.length > 1); });
    const body = write.out.splice(0);
    const silent = document.getElementById("_silent");
    const notes = [document.querySelector(".notice"), document.getElementById("_part"), silent.hidden ? null : silent].map((line) => line && line.textContent.trim());
    writeFront(write, title, notes.concat(lacksPictures && words.pictures));
    const header = w("headerReference", { type: "default", "r:id": write.relate("header", "header.xml") });
    const section = w("sectPr", null, header, w("pgSz", PAGE), w("pgMar", MARGINS));
    ["styles", "numbering", "settings"].forEach((kind) => { write.relate(kind, kind + ".xml"); });
    function relationships(list) { return tag("Relationships", { xmlns: PACKAGE + "relationships" }, list); }
    const kinds = ["document.main", "header", "styles", "numbering", "settings"].map((kind) => (
      tag("Override", { PartName: "/word/" + kind.replace(".main", "") + ".xml", ContentType: TYPE + kind + "+xml" })
    ));
    const xml = {
      "[Content_Types].xml": tag("Types", { xmlns: PACKAGE + "content-types" }, tag("Default", { Extension: "rels", ContentType: PACKAGE_TYPE + "relationships+xml" }),
        ["png", "jpeg"].map((kind) => tag("Default", { Extension: kind, ContentType: "image/" + kind })), kinds,
        tag("Override", { PartName: "/docProps/core.xml", ContentType: PACKAGE_TYPE + "core-properties+xml" })),
      "_rels/.rels": relationships([
        tag("Relationship", { Id: "r1", Type: OFFICE + "/officeDocument", Target: "word/document.xml" }),
        tag("Relationship", { Id: "r2", Type: PACKAGE + "relationships/metadata/core-properties", Target: "docProps/core.xml" })
      ]),
      "docProps/core.xml": properties(title, site ? site.textContent.trim() : "", language, new Date()),
      "word/document.xml": w("document", NAMESPACES, w("body", null, write.out, contentsField(write.headings, words.contents, write.run), body, section)),
      "word/header.xml": pageHeader(document.title, write.run),
      "word/styles.xml": styles(language),
      "word/numbering.xml": numbering(write.lists),
      "word/settings.xml": settings(),
      "word/_rels/document.xml.rels": relationships(write.relations)
    };
    const head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    return { document: await zip(Object.entries(xml).map(([name, content]) => [name, head + content]).concat(parts)), lacksPictures };
  };
})();
