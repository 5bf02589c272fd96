/* The collection as a Word document (Office Open XML, ECMA-376). collection.js loads this file when the reader asks for it.

   Everything is read from the page, so the document has what the page shows: headings for Word's navigation, lists, tables, links, pictures and a
   contents field. A browser gives out no pixels of pictures from a folder on disk; there their descriptions stand instead. Chosen over a library
   because the smallest ones have more than 100 KB, and the texts know only some twenty elements (src/markup/write.rs). */
(() => {
  "use strict";

  /* A4 in twentieths of a point, with the margins of print.css. */
  const PAGE = { width: 11906, height: 16838, top: 1134, right: 850, bottom: 1134, left: 1701 };
  const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
  /* English metric units: 914,400 an inch. */
  const EMU = 9525, WIDEST = TEXT_WIDTH * 635, HIGHEST = 120 * 36000;
  /* Pictures are made no larger than this, in pixels: 165 mm at 250 dots an inch. */
  const MOST_PIXELS = 1600;
  /* The contents leave out a level of headings that would make them longer. */
  const MOST_ENTRIES = 250;
  const INDENT = 425;
  const HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const SCHEMAS = "http://schemas.openxmlformats.org/";
  const OFFICE = SCHEMAS + "officeDocument/2006/relationships";
  const W = " xmlns:w=\"" + SCHEMAS + "wordprocessingml/2006/main\" xmlns:r=\"" + OFFICE + "\"";
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const BLOCKS = ["P", "UL", "OL", "LI", "BLOCKQUOTE", "PRE", "FIGURE", "FIGCAPTION", "TABLE", "HR", "DIV", "SECTION", "H2", "H3", "H4", "H5", "H6"];
  const STYLED = { STRONG: "b", B: "b", TH: "b", EM: "i", I: "i", CITE: "i", SUP: "sup", SUB: "sub", CODE: "code" };

  /* Text for XML, without the characters that XML cannot hold. */
  function escaped(text) {
    const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" };
    return text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>\u0022]/g, (mark) => marks[mark]);
  }

  function locale(language) {
    return { ru: "ru-RU", en: "en-US" }[language] || language;
  }

  /* Pictures. */

  /* The bytes of a picture, or nothing where the browser does not give them. */
  async function pixels(image, type) {
    const picture = new Image();
    picture.src = image.src;
    try {
      await picture.decode();
      const canvas = document.createElement("canvas"), scale = Math.min(1, MOST_PIXELS / picture.naturalWidth);
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
      const bytes = await pixels(image, "image/" + extension);
      const name = "media/picture" + (loaded.size + 1) + "." + extension;
      if (bytes) parts.push(["word/" + name, bytes]);
      loaded.set(image.src, bytes && name);
    }
    return loaded;
  }

  /* The body. */

  /* Writes elements of the page as paragraphs and tables. `base` is the address that links are relative to, `wanted` the ids that they lead to,
     `picture` the words for a picture that is missing. */
  function writer({ base, language, wanted, pictures, picture: missing }) {
    const out = [], relations = [], headings = [], lists = [], pending = [], places = new Map();
    let bookmarks = 0, drawn = 0;

    function relate(kind, target, mode) {
      relations.push("<Relationship Id=\"r" + (relations.length + 1) + "\" Type=\"" + OFFICE + "/" + kind + "\" Target=\"" + escaped(target) + "\"" + (mode || "") + "/>");
      return "r" + relations.length;
    }

    function run(text, format) {
      if (!format.code) text = text.replace(/[ \t\r\n]+/g, " ");
      const content = text.replace(/\u00ad/g, "").split(/([\u2011\n])/).map((piece) => {
        if (piece === "\u2011") return "<w:noBreakHyphen/>";
        if (piece === "\n") return "<w:br/>";
        return piece && "<w:t xml:space=\"preserve\">" + escaped(piece) + "</w:t>";
      }).join("");
      const properties = (format.link ? "<w:rStyle w:val=\"Hyperlink\"/>" : "")
        + (format.code ? "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>" : "")
        + (format.b ? "<w:b/>" : "") + (format.i ? "<w:i/>" : "")
        + (format.sup || format.sub ? "<w:vertAlign w:val=\"" + (format.sup ? "super" : "sub") + "script\"/>" : "")
        + (format.lang && format.lang !== language ? "<w:lang w:val=\"" + escaped(locale(format.lang)) + "\"/>" : "");
      return content && "<w:r>" + (properties && "<w:rPr>" + properties + "</w:rPr>") + content + "</w:r>";
    }

    /* A mark that links of the document lead to. */
    function bookmark(name) {
      bookmarks += 1;
      return "<w:bookmarkStart w:id=\"" + bookmarks + "\" w:name=\"" + name + "\"/><w:bookmarkEnd w:id=\"" + bookmarks + "\"/>";
    }

    function place(id) {
      if (!places.has(id)) places.set(id, "place" + (places.size + 1));
      return places.get(id);
    }

    /* The next paragraph is the place that an id names. */
    function anchor(id) {
      if (wanted.has(id)) pending.push(place(id));
    }

    /* The address that a link leads to; nothing for a path on this disk, which means nothing on another. */
    function absolute(href, isShown) {
      let target;
      try { target = new URL(href, base); } catch { return ""; }
      if (!/^(?:https?|mailto|tel):$/.test(target.protocol)) return "";
      const address = target.href.replace(/\/index\.html(?=$|[?#])/, "/");
      return isShown ? window.digestTexts.decoded(address) : address;
    }

    function link(element, format) {
      const href = element.getAttribute("href") || "", content = inlines(element, Object.assign({}, format, { link: true }));
      if (href[0] === "#") return "<w:hyperlink w:anchor=\"" + place(decodeURIComponent(href.slice(1))) + "\" w:history=\"1\">" + content + "</w:hyperlink>";
      const target = absolute(href);
      if (!target) return inlines(element, format);
      const id = relate("hyperlink", target, " TargetMode=\"External\"");
      return "<w:hyperlink r:id=\"" + id + "\" w:history=\"1\">" + content + "</w:hyperlink>";
    }

    function picture(image, format) {
      const name = pictures.get(image.src);
      if (!name) return run(missing.replace("%s", image.alt), Object.assign({}, format, { i: true }));
      const scale = Math.min(1, WIDEST / (image.width * EMU), HIGHEST / (image.height * EMU));
      const width = Math.max(1, Math.round(image.width * EMU * scale)), height = Math.max(1, Math.round(image.height * EMU * scale));
      drawn += 1;
      const about = " id=\"" + drawn + "\" name=\"" + name + "\" descr=\"" + escaped(image.alt) + "\"", drawing = SCHEMAS + "drawingml/2006/";
      return "<w:r><w:drawing><wp:inline xmlns:wp=\"" + drawing + "wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"" + width
        + "\" cy=\"" + height + "\"/><wp:docPr" + about + "/><a:graphic xmlns:a=\"" + drawing + "main\"><a:graphicData uri=\"" + drawing + "picture\"><pic:pic xmlns:pic=\""
        + drawing + "picture\"><pic:nvPicPr><pic:cNvPr" + about + "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"" + relate("image", name)
        + "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"" + width + "\" cy=\"" + height
        + "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
    }

    function inline(node, format) {
      if (node.nodeType === Node.TEXT_NODE) return run(node.data, format);
      if (node.nodeName === "BR") return "<w:r><w:br/></w:r>";
      if (node.nodeName === "IMG") return picture(node, format);
      if (node.nodeName === "A") return link(node, format);
      const style = STYLED[node.nodeName];
      return inlines(node, style ? Object.assign({}, format, { [style]: true }) : format);
    }

    function inlines(element, format) {
      return [...element.childNodes].map((node) => inline(node, format)).join("");
    }

    /* A paragraph. The first of a list's item has its number, further ones its indent. */
    function paragraph(content, at, extra) {
      let properties = at.style ? "<w:pStyle w:val=\"" + at.style + "\"/>" : "";
      if (at.breaks) properties += "<w:pageBreakBefore/>";
      const item = at.item, left = item && INDENT * (item.level + 1);
      if (item && item.list && !item.isOpen) {
        properties += "<w:numPr><w:ilvl w:val=\"" + item.level + "\"/><w:numId w:val=\"" + item.list + "\"/></w:numPr>";
      } else if (item) {
        properties += "<w:ind w:left=\"" + left + "\"" + (item.isOpen ? "" : " w:hanging=\"" + INDENT + "\"") + "/>";
      }
      if (item) item.isOpen = true;
      out.push("<w:p>" + (properties || extra ? "<w:pPr>" + properties + (extra || "") + "</w:pPr>" : "") + pending.splice(0).map(bookmark).join("") + content + "</w:p>");
    }

    function heading(level, text, at) {
      const name = "_Toc" + String(headings.length + 1).padStart(6, "0");
      pending.push(name);
      headings.push({ level, text, name });
      paragraph(run(text, at.format), { style: "Heading" + level, breaks: at.breaks });
    }

    function list(element, at) {
      const level = Math.min(8, at.item ? at.item.level + 1 : 0);
      let number = element.className === "labels" ? 0 : 1;
      if (element.nodeName === "OL") {
        lists.push({ level, start: element.start });
        number = lists.length + 1;
      }
      [...element.children].forEach((child) => {
        anchor(child.id);
        blocks(child, { format: at.format, style: "ListParagraph", item: { list: number, level, isOpen: false } });
      });
    }

    function table(element, at) {
      const rows = [...element.querySelectorAll("tr")], columns = Math.max(1, ...rows.map((row) => row.cells.length));
      /* Columns are as wide as their longest cells, within limits. */
      const lengths = Array.from({ length: columns }, (_, number) => 4 + Math.min(40, Math.max(6, ...rows.map((row) => (row.cells[number] ? row.cells[number].textContent.length : 0)))));
      const widths = lengths.map((length) => Math.floor(TEXT_WIDTH * length / lengths.reduce((sum, other) => sum + other)));
      out.push("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>"
        + widths.map((width) => "<w:gridCol w:w=\"" + width + "\"/>").join("") + "</w:tblGrid>");
      rows.forEach((row) => {
        out.push("<w:tr><w:trPr><w:cantSplit/>" + (row.parentElement.nodeName === "THEAD" ? "<w:tblHeader/>" : "") + "</w:trPr>");
        widths.forEach((width, number) => {
          const cell = row.cells[number], side = cell && /right|center/.exec(cell.className);
          out.push("<w:tc><w:tcPr><w:tcW w:w=\"" + width + "\" w:type=\"dxa\"/></w:tcPr>");
          paragraph(cell ? inline(cell, at.format) : "", { style: "TableText" }, side && "<w:jc w:val=\"" + side[0] + "\"/>");
          out.push("</w:tc>");
        });
        out.push("</w:tr>");
      });
      out.push("</w:tbl>");
      /* Two tables in a row would become one. */
      paragraph("", { style: "TableText" });
    }

    function block(element, at) {
      anchor(element.id);
      const inner = Object.assign({}, at, element.lang ? { format: Object.assign({}, at.format, { lang: element.lang }) } : {});
      const level = /^H[2-6]$/.test(element.nodeName) && (element.closest(".prose") ? 4 : Number(element.nodeName[1]) - 1);
      if (level) heading(level, element.textContent, inner);
      else if (element.nodeName === "UL" || element.nodeName === "OL") list(element, inner);
      else if (element.nodeName === "TABLE") table(element, inner);
      else if (element.nodeName === "HR") paragraph("", inner, "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>");
      else if (element.nodeName === "BLOCKQUOTE") blocks(element, Object.assign(inner, { style: "Quote" }));
      else if (element.nodeName === "FIGCAPTION") blocks(element, Object.assign(inner, { style: "Caption" }));
      else if (element.nodeName === "PRE") blocks(element, Object.assign(inner, { format: Object.assign({}, inner.format, { code: true }) }));
      else if (element.matches(".quiet, .wording, .missing")) blocks(element, Object.assign(inner, { style: "Note" }));
      else blocks(element, inner);
    }

    function blocks(element, at) {
      let line = "";
      function end() {
        if (line) paragraph(line, at);
        line = "";
      }
      [...element.childNodes].forEach((node) => {
        if (BLOCKS.indexOf(node.nodeName) >= 0) {
          end();
          block(node, at);
        } else if (line || node.nodeType !== Node.TEXT_NODE || node.data.trim()) {
          line += inline(node, at.format);
        }
      });
      end();
    }

    return { out, relations, headings, lists, anchor, absolute, relate, run, inline, inlines, paragraph, heading, block };
  }

  /* The contents as a field with the headings in it. Only Word can add the numbers of their pages, which it does when it opens the document. */
  function contentsField(headings, title, run) {
    const depth = [3, 2].find((level) => headings.filter((heading) => heading.level <= level).length <= MOST_ENTRIES) || 1;
    function field(kind) { return "<w:r><w:fldChar w:fldCharType=\"" + kind + "\"/></w:r>"; }
    const begin = field("begin") + "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-" + depth + "\" \\h \\z \\u </w:instrText></w:r>" + field("separate");
    const entries = headings.filter((heading) => heading.level <= depth).map(({ level, text, name }, number) => (
      "<w:p><w:pPr><w:pStyle w:val=\"TOC" + level + "\"/></w:pPr>" + (number ? "" : begin) + "<w:hyperlink w:anchor=\"" + name + "\" w:history=\"1\">" + run(text, {}) + "</w:hyperlink></w:p>"
    ));
    return "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
      + "<w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/></w:pPr>" + run(title, {}) + "</w:p>" + entries.join("")
      + "<w:p>" + field("end") + "</w:p></w:sdtContent></w:sdt>";
  }

  /* Parts that are the same for every document. */

  function style(id, name, properties, letters, more) {
    return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name + "\"/><w:basedOn w:val=\"Normal\"/>" + (more || "") + "<w:qFormat/><w:pPr>"
      + properties + "</w:pPr><w:rPr>" + letters + "</w:rPr></w:style>";
  }

  function styles(language) {
    const sans = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>", serif = sans.replace(/Arial/g, "Times New Roman");
    function space(before, after) { return "<w:spacing w:before=\"" + before + "\" w:after=\"" + after + "\"/>"; }
    function size(points) { return "<w:sz w:val=\"" + 2 * points + "\"/><w:szCs w:val=\"" + 2 * points + "\"/>"; }
    const stays = "<w:keepNext/><w:keepLines/>", next = "<w:next w:val=\"Normal\"/>";
    const titles = [[16, 480, 60], [14, 360, 60], [12, 240, 60], [12, 180, 60]].map(([points, before, after], number) => (
      style("Heading" + (number + 1), "heading " + (number + 1), stays + space(before, after) + "<w:outlineLvl w:val=\"" + number + "\"/>", sans + (number < 3 ? "<w:b/>" : "<w:b/><w:i/>") + size(points), next)
    ));
    const contents = [1, 2, 3].map((level) => (
      style("TOC" + level, "toc " + level, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"" + TEXT_WIDTH + "\"/></w:tabs>" + space(level === 1 ? 60 : 0, 0)
        + "<w:ind w:left=\"" + 284 * (level - 1) + "\" w:right=\"567\"/>", level === 1 ? "<w:b/>" : "", next)
    ));
    return "<w:styles" + W + "><w:docDefaults><w:rPrDefault><w:rPr>" + serif + size(12) + "<w:lang w:val=\"" + escaped(locale(language)) + "\"/></w:rPr></w:rPrDefault>"
      + "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
      + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
      + style("Title", "Title", stays + space(0, 240), sans + "<w:b/>" + size(20), next) + titles.join("") + contents.join("")
      + style("TOCHeading", "TOC Heading", stays + space(360, 120), sans + "<w:b/>" + size(14), next)
      + style("ListParagraph", "List Paragraph", space(0, 60), "") + style("Quote", "Quote", "<w:ind w:left=\"567\" w:right=\"567\"/>", "<w:i/>")
      + style("Caption", "caption", "", "<w:i/>" + size(10)) + style("Note", "Note", "", "<w:color w:val=\"444444\"/>" + size(11))
      + style("TableText", "Table Text", space(20, 20), size(11)) + style("Header", "header", "<w:tabs><w:tab w:val=\"right\" w:pos=\"" + TEXT_WIDTH + "\"/></w:tabs>" + space(0, 0), size(9))
      + "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4F9E\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
      + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
      + ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => "<w:" + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>").join("")
      + "</w:tblBorders></w:tblPr></w:style></w:styles>";
  }

  /* Bullets are the first list; each numbered list has its own number, so that it begins where the text says. */
  function numbering(lists) {
    function levels(format, text) {
      return Array.from({ length: 9 }, (_, level) => (
        "<w:lvl w:ilvl=\"" + level + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text.replace("%", "%" + (level + 1)) + "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\""
          + INDENT * (level + 1) + "\" w:hanging=\"" + INDENT + "\"/></w:pPr></w:lvl>"
      )).join("");
    }
    function kind(id, content) { return "<w:abstractNum w:abstractNumId=\"" + id + "\"><w:multiLevelType w:val=\"hybridMultilevel\"/>" + content + "</w:abstractNum>"; }
    return "<w:numbering" + W + ">" + kind(0, levels("bullet", "—")) + kind(1, levels("decimal", "%.")) + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      + lists.map(({ level, start }, number) => (
        "<w:num w:numId=\"" + (number + 2) + "\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"" + level + "\"><w:startOverride w:val=\"" + start + "\"/></w:lvlOverride></w:num>"
      )).join("") + "</w:numbering>";
  }

  function settings() {
    return "<w:settings" + W + "><w:defaultTabStop w:val=\"708\"/><w:autoHyphenation/><w:updateFields w:val=\"true\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";
  }

  function pageHeader(title, run) {
    return "<w:hdr" + W + "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>" + run(title, {}) + "<w:r><w:tab/></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:hdr>";
  }

  function properties(title, author, language, made) {
    const core = "http://purl.org/dc/";
    return "<cp:coreProperties xmlns:cp=\"" + SCHEMAS + "package/2006/metadata/core-properties\" xmlns:dc=\"" + core + "elements/1.1/\" xmlns:dcterms=\"" + core
      + "terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" + escaped(title) + "</dc:title><dc:creator>" + escaped(author) + "</dc:creator><dc:language>"
      + escaped(locale(language)) + "</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + made.toISOString().replace(/\.\d+/, "") + "</dcterms:created></cp:coreProperties>";
  }

  /* The archive (PKWARE's APPNOTE): entries are deflated where the browser can, all of one date. */

  const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
    let value = number;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ value >>> 1 : value >>> 1;
    return value;
  });

  async function deflated(bytes) {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      return null;
    }
  }

  /* Numbers of two or four bytes, the lowest byte first. */
  function little(fields) {
    return Uint8Array.from(fields.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => value >>> 8 * at & 255)));
  }

  async function zip(parts) {
    const pieces = [], directory = [];
    let offset = 0;
    for (const [name, content] of parts) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content, small = await deflated(bytes);
      const title = new TextEncoder().encode(name), body = small || bytes;
      const crc = ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ sum >>> 8, -1);
      /* Version 2.0, names in UTF-8, the method, 1 January 1980. */
      const about = [[20, 2], [0x800, 2], [small ? 8 : 0, 2], [0, 2], [33, 2], [crc, 4], [body.length, 4], [bytes.length, 4], [title.length, 2], [0, 2]];
      directory.push(little([[0x02014b50, 4], [20, 2]].concat(about, [[0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]])), title);
      pieces.push(little([[0x04034b50, 4]].concat(about)), title, body);
      offset += 30 + title.length + body.length;
    }
    const length = directory.reduce((sum, piece) => sum + piece.length, 0);
    const end = little([[0x06054b50, 4], [0, 4], [parts.length, 2], [parts.length, 2], [length, 4], [offset, 4], [0, 2]]);
    return new Blob(pieces.concat(directory, end), { type: TYPE + "document" });
  }

  /* All of it. */

  /* What stands before the contents: what the document is made of, its address and dates, what it lacks. */
  function front(write, title, notes) {
    write.paragraph(write.run(title, {}), { style: "Title" });
    document.querySelectorAll("#_facts > div").forEach((fact) => {
      write.paragraph(write.run(fact.firstChild.textContent + ": ", { b: true }) + write.inlines(fact.lastChild, {}), { style: "Note" });
    });
    notes.filter(Boolean).forEach((note) => { write.paragraph(write.run(note, {}), { style: "Note" }); });
  }

  /* A response: its heading, its city, year and sector with its address, its text. */
  function response(write, article, breaks) {
    const title = article.querySelector("h2"), address = title.querySelector("a").cloneNode();
    address.textContent = write.absolute(address.getAttribute("href"), true);
    write.anchor(article.id);
    write.heading(1, title.textContent.trim(), { format: {}, breaks });
    write.paragraph(write.run(article.dataset.of + (address.textContent && ". "), {}) + (address.textContent && write.inline(address, {})), { style: "Note" });
    [...article.children].slice(1).forEach((child) => { write.block(child, { format: {} }); });
  }

  /* The document, and whether pictures are missing in it. */
  window.digestDocx = async function () {
    const words = document.getElementById("_collection").dataset, gathered = document.getElementById("_gathered"), parts = [];
    const language = document.documentElement.lang, title = document.querySelector("h1").textContent.trim();
    const pictures = await loadPictures(gathered.querySelectorAll("img"), parts), lacksPictures = [...pictures.values()].includes(null);
    const wanted = new Set([...gathered.querySelectorAll("a[href^='#']")].map((link) => decodeURIComponent(link.hash.slice(1))));
    const write = writer({ base: window.digestTexts.canonical(), language, wanted, pictures, picture: words.picture });
    const articles = [...gathered.children];
    articles.forEach((article, number) => { response(write, article, number === 0 && articles.length > 1); });
    const body = write.out.splice(0);
    const silent = document.getElementById("_silent");
    const said = [document.querySelector(".notice"), document.getElementById("_part"), silent.hidden ? null : silent].map((line) => line && line.textContent.trim());
    front(write, title, said.concat(lacksPictures && words.pictures));
    const head = write.relate("header", "header.xml"), site = document.querySelector(".site-title");
    ["styles", "numbering", "settings"].forEach((kind) => { write.relate(kind, kind + ".xml"); });
    const section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"" + head + "\"/><w:pgSz w:w=\"" + PAGE.width + "\" w:h=\"" + PAGE.height + "\"/><w:pgMar w:top=\"" + PAGE.top
      + "\" w:right=\"" + PAGE.right + "\" w:bottom=\"" + PAGE.bottom + "\" w:left=\"" + PAGE.left + "\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";
    const contents = contentsField(write.headings, words.contents, write.run);
    const relationships = "<Relationships xmlns=\"" + SCHEMAS + "package/2006/relationships\">";
    const types = ["document.main", "header", "styles", "numbering", "settings"].map((kind) => (
      "<Override PartName=\"/word/" + kind.replace(".main", "") + ".xml\" ContentType=\"" + TYPE + kind + "+xml\"/>"
    ));
    const xml = {
      "[Content_Types]": "<Types xmlns=\"" + SCHEMAS + "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>" + types.join("")
        + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
      "_rels/": relationships + "<Relationship Id=\"r1\" Type=\"" + OFFICE + "/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"r2\" Type=\"" + SCHEMAS
        + "package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>",
      "docProps/core": properties(title, site ? site.textContent : "", language, new Date()),
      "word/document": "<w:document" + W + "><w:body>" + write.out.join("") + contents + body.join("") + section + "</w:body></w:document>",
      "word/header": pageHeader(document.title, write.run),
      "word/styles": styles(language),
      "word/numbering": numbering(write.lists),
      "word/settings": settings(),
      "word/_rels/document.xml": relationships + write.relations.join("") + "</Relationships>"
    };
    const texts = Object.keys(xml).map((name) => [name + (name.includes("_rels/") ? ".rels" : ".xml"), HEADER + xml[name]]);
    return { document: await zip(texts.concat(parts)), lacksPictures };
  };
})();
