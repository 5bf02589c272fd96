#!/usr/bin/env python3
"""One response in many shapes of Word, OpenDocument, PDF and plain text: how many come out whole?

    tests/import/matrix.py PROGRAM [RESPONSE.txt [KEPT]]

takes a response (the one of `formats/` by default) as PROGRAM itself imports it, writes it again in every shape, imports each shape into
a site of its own and compares: the answers, every letter and digit in order, where paragraphs and items begin. Needs LibreOffice (soffice) and, for what browsers print,
Chromium.
With KEPT, a folder, the shapes are kept there. The site is `site/` with the city of the response added where it is not known.
"""

import concurrent.futures
import difflib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]

# The response as blocks


def blocks(markdown):
    """What a response in Markdown says: (answer, kind, text); kind is question, item or text."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    out, answer, current = [], 0, None
    for line in body.split("\n") + [""]:
        item = re.match(r"\s*([-*+]|\d+[.)])\s+(.*)", line)
        if line.startswith("## "):
            answer += 1
            current = None
            out.append([answer, "question", re.sub(r"^## \d+\. ", "", line)])
            continue
        if not line.strip() or line.startswith("#"):
            current = None
        if not line.strip():
            continue
        line = line.lstrip("# ")
        if item and not line.startswith("**"):
            current = [answer, "item", item.group(2)]
            out.append(current)
        elif current is None:
            current = [answer, "text", line.strip()]
            out.append(current)
        else:
            current[2] += " " + line.strip()
    return [(a, k, re.sub(r"\\([^\w\s])", r"\1", re.sub(r"\{[^}\n]*\}|\*\*", "", t)).strip()) for a, k, t in out]


def letters(text):
    return re.sub(r"[^0-9A-Za-zА-Яа-яЁё]", "", text)


def difference(wanted, got):
    """What is wrong, or an empty text."""
    answers = lambda found: len({a for a, _, _ in found})
    said = []
    if answers(wanted) != answers(got):
        said.append(f"{answers(got)} answers")
    plain = lambda found: [(a, k, t) for a, k, t in found if k != "question"]
    wanted, got = plain(wanted), plain(got)
    a, b = ("".join(letters(t) for *_, t in found) for found in (wanted, got))
    if a != b:
        changes = [(a[i:j][:20], b[x:y][:20]) for tag, i, j, x, y in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if tag != "equal"]
        said.append(f"letters {changes[:2]}")
    else:
        def starts(found):
            at, out = 0, {}
            for answer, kind, text in found:
                out[at] = (answer, kind)
                at += len(letters(text))
            return out
        A, B = starts(wanted), starts(got)
        lost, more = len(A.keys() - B.keys()), len(B.keys() - A.keys())
        other = sum(A[k] != B[k] for k in A.keys() & B.keys())
        said += [f"{n} {word}" for n, word in ((lost, "joined"), (more, "broken"), (other, "of another kind")) if n]
    return "; ".join(said)


# Word


def run(text, props=""):
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(content, props=""):
    content = content if content.startswith("<") else run(content)
    return f'<w:p>{f"<w:pPr>{props}</w:pPr>" if props else ""}{content}</w:p>'


def number(list_, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def style(name):
    return f'<w:pStyle w:val="{name}"/>'


def grid(rows):
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    columns = "".join(f'<w:gridCol w:w="{9000 // len(rows[0])}"/>' for _ in rows[0])
    cells = lambda row: "".join(f"<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>{cell or '<w:p/>'}</w:tc>" for cell in row)
    return (f"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
            + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>")


FORMATS = {1: ("decimal", "%1."), 2: ("bullet", "–"), 3: ("bullet", "\uf0b7"), 4: ("upperRoman", "%1."), 5: ("decimal", "Вопрос %1."),
           6: ("decimalZero", "%1."), 7: ("russianLower", "%1)"), 8: ("decimal", "%1)"), 9: ("bullet", "•")}


def docx(path, body, section=""):
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl></w:abstractNum>'
        for n, (f, t) in FORMATS.items()) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in FORMATS)
    styles = ('<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/>'
              '<w:sz w:val="28"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
              '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
              + "".join(f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>' for n in (1, 2)))
    types = ("http://schemas.openxmlformats.org/package/2006/content-types", "application/vnd.openxmlformats-officedocument.wordprocessingml.")
    over = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{types[1]}{t}+xml"/>' for p, t in (
        ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footer1", "footer"), ("header1", "header")))
    rel = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types[0]}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/>{over}</Types>',
        "_rels/.rels": f'<Relationships {rel}><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships {rel}>' + "".join(
            f'<Relationship Id="{i}" Type="{R}/{k}" Target="{k}{n}.xml"/>' for i, k, n in (("s", "styles", ""), ("n", "numbering", ""), ("f", "footer", "1"), ("h", "header", "1"))) + "</Relationships>",
        "word/document.xml": f'<w:document {W} xmlns:r="{R}"><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/footer1.xml": f'<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple></w:p></w:ftr>',
        "word/header1.xml": f"<w:hdr {W}>{par('Анкета для дайджеста')}</w:hdr>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, HEAD + text)


QUESTIONS = {
    "dot": lambda n, q: par(f"{n}. {q}"),
    "bracket": lambda n, q: par(f"{n}) {q}"),
    "word": lambda n, q: par(f"Вопрос {n}. {q}"),
    "sign": lambda n, q: par(f"№ {n}. {q}"),
    "bare": lambda n, q: par(q),
    "bold": lambda n, q: par(run(q, "<w:b/>")),
    "bold-dot": lambda n, q: par(run(f"{n}. {q}", "<w:b/>")),
    "italic": lambda n, q: par(run(f"{n}. {q}", "<w:i/>")),
    "caps": lambda n, q: par(f"{n}. {q.upper()}"),
    "heading-1": lambda n, q: par(q, style(1)),
    "heading-2": lambda n, q: par(f"{n}. {q}", style(2)),
    "roman-typed": lambda n, q: par(f"{ROMAN[n - 1]}. {q}"),
    "zero-typed": lambda n, q: par(f"0{n}. {q}"),
    "auto": lambda n, q: par(q, number(1)),
    "auto-roman": lambda n, q: par(q, number(4)),
    "auto-word": lambda n, q: par(q, number(5)),
    "auto-zero": lambda n, q: par(q, number(6)),
    "auto-letter": lambda n, q: par(q, number(7)),
    "auto-bracket": lambda n, q: par(run(q, "<w:b/>"), number(8)),
    "pieces": lambda n, q: par("".join(run(c, "<w:b/>") for c in re.findall(r".{1,5}", f"{n}. {q}"))),
    "two-paragraphs": lambda n, q: "".join(par(line) for line in halves(f"{n}. {q}")),
    "line-break": lambda n, q: par("<w:r><w:br/></w:r>".join(run(line) for line in halves(f"{n}. {q}"))),
    "labels": lambda n, q: par(f"Вопрос № {n}") + par(q) + par("Ответ:"),
    "control": lambda n, q: f"<w:sdt><w:sdtPr/><w:sdtContent>{par(f'{n}. {q}')}</w:sdtContent></w:sdt>",
}


def halves(text):
    words = text.split()
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


ITEMS = {f"mark-{name}": (lambda mark: lambda t: par(f"{mark}{t}"))(mark) for name, mark in {
    "hyphen": "- ", "glued": "-", "dash": "– ", "bullet": "• ", "tab": "•\t", "section": "§ ", "check": "✔ ", "plus": "+ ", "two": "-- ",
    "underscore": "_ ", "o": "o ", "arrow": "→ ", "asterisk": "* ", "square": "▪ "}.items()}
ITEMS |= {"auto-dash": lambda t: par(t, number(2)), "auto-symbol": lambda t: par(t, number(3)), "auto-bullet": lambda t: par(t, number(9))}
CITIES = {
    "g": lambda city: par(f"г. {city}"),
    "spaced": lambda city: par(" ".join(city.upper())),
    "administration": lambda city: par(f"Администрация города {city}"),
    "title": lambda city: par(f"Город: {city}"),
    "heading": lambda city: par(city, style(1)),
    "table": lambda city: grid([[par("Город"), par(city)]]),
}


def body(found, city, question=QUESTIONS["dot"], item=ITEMS["mark-hyphen"], heading=None, text=par, before="", after=""):
    out = [heading(city) if heading else par(run(city.upper(), "<w:b/>"), '<w:jc w:val="center"/>'), before]
    for answer, kind, line in found:
        out.append(question(answer, line) if kind == "question" else item(line) if kind == "item" else text(line))
    return "".join(out) + after


def tables(found, city, columns):
    """Questions on the left, answers on the right; or all in one column; or the numbers in a column of their own."""
    rows, current = [], None
    for answer, kind, line in found:
        if kind == "question":
            current = [str(answer), line, ""]
            rows.append(current)
        else:
            current[2] += par(f"- {line}" if kind == "item" else line)
    if columns == 1:
        return par(city.upper()) + grid([[c] for n, q, a in rows for c in (par(f"{n}. {q}"), a)])
    if columns == 2:
        return par(city.upper()) + grid([[par(f"{n}. {q}"), a] for n, q, a in rows])
    return par(city.upper()) + grid([[par("№"), par("Вопрос"), par("Ответ")]] + [[par(n), par(q), a] for n, q, a in rows])


def words(found, city):
    """Shapes of Word: name -> (body, section)."""
    shapes = {f"question-{name}": body(found, city, question=make) for name, make in QUESTIONS.items()}
    shapes |= {f"item-{name}": body(found, city, item=make) for name, make in ITEMS.items()}
    shapes |= {f"city-{name}": body(found, city, heading=make) for name, make in CITIES.items()}
    shapes |= {f"table-{n}": tables(found, city, n) for n in (1, 2, 3)}
    listed = "".join(par(f"{a}. {t}") for a, k, t in found if k == "question")
    shapes["questions-before"] = body(found, city, before=listed)
    contents = "".join(par(run(f"{a}. {t}") + "<w:r><w:tab/></w:r>" + run(str(a)), style("TOC1")) for a, k, t in found if k == "question")
    shapes["contents"] = body(found, city, before=par("Содержание") + contents)
    shapes["signed"] = body(found, city, after=par("Глава города") + par("И. И. Придумкин") + par("Исп. Выдумкина А. А., тел. 00-00-00"))
    shapes["department"] = body(found, city, before=par("Отдел по делам дайджеста"))
    shapes["letter"] = body(found, city, before=par("Направляем ответы на вопросы анкеты."))
    shapes["blank-paragraphs"] = body(found, city, text=lambda t: par(t) + "<w:p/>")
    shapes["stretched"] = body(found, city, text=lambda t: par(t.replace(" ", "  ")))
    shapes["soft-hyphens"] = body(found, city, text=lambda t: par(re.sub(r"(\w{4})(?=\w{3})", "\\1\u00ad", t)))
    shapes["no-break"] = body(found, city, text=lambda t: par(t.replace(" ", "\u00a0")))
    shapes["runs"] = body(found, city, text=lambda t: par("".join(run(c) for c in re.findall(r".{1,7}", t))))
    shapes["controls"] = body(found, city, text=lambda t: f"<w:sdt><w:sdtPr/><w:sdtContent>{par(t)}</w:sdtContent></w:sdt>")
    shapes["inserted"] = body(found, city, text=lambda t: par(f'<w:ins w:id="1" w:author="x">{run(t)}</w:ins>'))
    for q in ("bold", "auto", "heading-1"):
        for i in ("mark-dash", "auto-dash"):
            shapes[f"{q}+{i}"] = body(found, city, question=QUESTIONS[q], item=ITEMS[i])
    return {name: (shape, "") for name, shape in shapes.items()}


A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="500" w:footer="500"/>'
FOOT, TOP = '<w:footerReference w:type="default" r:id="f"/>', '<w:headerReference w:type="default" r:id="h"/>'


def papers(found, city):
    """Shapes that are printed: the pages differ, and what stands on them."""
    spaced = lambda t: par(t, '<w:spacing w:after="160"/>')
    indented = lambda t: par(t, '<w:ind w:firstLine="709"/>')
    justified = lambda t: par(t, '<w:ind w:firstLine="709"/><w:jc w:val="both"/>')
    hyphenated = lambda t: par(run(re.sub(r"([бвгджзклмнпрст][аеиоуыюя])(?=[бвгджзклмнпрст][аеиоуыюя])", "\\1\u00ad", t)))
    cols = lambda n: f'<w:cols w:num="{n}" w:space="700"/>'
    pages = {"a4": A4 + MARGINS, "a5": '<w:pgSz w:w="8391" w:h="11906"/>' + MARGINS, "wide": '<w:pgSz w:w="16838" w:h="11906"/>' + MARGINS,
             "foot": FOOT + A4 + MARGINS, "head-foot": TOP + FOOT + A4 + MARGINS, "two": A4 + MARGINS + cols(2), "wide-two": '<w:pgSz w:w="16838" w:h="11906"/>' + MARGINS + cols(2),
             "wide-three": '<w:pgSz w:w="16838" w:h="11906"/>' + MARGINS + cols(3)}
    texts = {"plain": par, "spaced": spaced, "indented": indented, "justified": justified, "soft-hyphens": hyphenated}
    shapes = {f"{page}-{text}": (body(found, city, text=make), section) for page, section in pages.items() for text, make in texts.items()}
    for name in ("bold", "auto-roman", "heading-1"):
        shapes[f"question-{name}"] = (body(found, city, question=QUESTIONS[name], text=spaced), A4 + MARGINS)
    for name in ("auto-symbol", "auto-dash", "mark-section"):
        shapes[f"item-{name}"] = (body(found, city, item=ITEMS[name], text=spaced), A4 + MARGINS)
    for n in (2, 3):
        shapes[f"table-{n}"] = (tables(found, city, n), A4 + MARGINS)
    return shapes


def sheets(found, city):
    """Shapes that a browser prints: name -> HTML."""
    def page(style="", question="<h2>{n}. {q}</h2>", list_="ul", text="p", before=""):
        out, items = [f"<h1>{escape(city.upper())}</h1>{before}"], []
        for answer, kind, line in [*found, (0, "end", "")]:
            if kind == "item":
                items.append(f"<li>{escape(line)}</li>")
                continue
            if items:
                out.append(f"<{list_}>{''.join(items)}</{list_}>")
                items = []
            if kind == "question":
                out.append(question.format(n=answer, q=escape(line)))
            elif kind == "text":
                out.append(f"<{text}>{escape(line)}</{text}>")
        return f'<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>Анкета</title><style>{style}</style><body>{"".join(out)}</body></html>'
    cells = {}
    for answer, kind, line in found:
        cells.setdefault(answer, ["", ""])[kind != "question"] += f"{answer}. {escape(line)}" if kind == "question" else f"<p>{'– ' if kind == 'item' else ''}{escape(line)}</p>"
    rows = "".join(f"<tr><td>{q}</td><td>{a}</td></tr>" for q, a in cells.values())
    return {
        "plain": page(), "circles": page("ul { list-style: circle }"), "squares": page("ul { list-style: square }"), "justified": page("p, li { text-align: justify }"),
        "two": page("body { columns: 2 }"), "three": page("body { columns: 3; font-size: 11px } "), "two-justified": page("body { columns: 2; text-align: justify }"),
        "title-two": page("body { columns: 2 } h1 { column-span: all }"), "hyphens": page("body { hyphens: auto; text-align: justify; width: 12cm }"),
        "sans": page("body { font-family: 'DejaVu Sans', sans-serif; font-size: 13px }"), "indented": page("p { margin: 0; text-indent: 1.25cm } li, ul { margin: 0 }"),
        "bold": page(question="<p><b>{q}</b></p>"), "breaks": page(question="<div>{n}. {q}</div>", text="div"), "landscape": page("@page { size: A4 landscape }"),
        "table": page("table { border-collapse: collapse } td { border: 1px solid; vertical-align: top }").replace("</body>", "").split("<h2>")[0] + f"<table>{rows}</table></body></html>",
        "bare-table": page("td { vertical-align: top; padding: 4px 12px }").replace("</body>", "").split("<h2>")[0] + f"<table>{rows}</table></body></html>",
    }


def wrapped(line, width, hyphens=False):
    out = [""]
    for word in line.split():
        room = width - len(out[-1]) - 1
        if out[-1] and len(word) > room:
            if hyphens and len(word) > 9 and room > 5:
                out[-1] += f" {word[:4]}-"
                word = word[4:]
            out.append("")
        out[-1] += (" " if out[-1] else "") + word
    return out


def texts(found, city):
    """Shapes of plain text: name -> bytes."""
    def lines(width=0, between="\n\n", indent="", mark="- ", hyphens=False, question="{n}. {q}", quote="", end="\n"):
        out = []
        indented = lambda pieces, kind: [(indent if kind == "text" else "") + pieces[0], *pieces[1:]]
        for answer, kind, line in [(0, "text", city.upper()), *found]:
            line = question.format(n=answer, q=line, r=ROMAN[max(answer, 1) - 1]) if kind == "question" else mark + line if kind == "item" else line
            out.append("\n".join(quote + piece for piece in indented(wrapped(line, width, hyphens) if width else [line], kind)))
        return between.replace("\n", "\n" + quote if quote and between == "\n\n" else "\n").join(out).replace("\n", end) + end
    shapes = {
        "paragraphs": lines(), "wrapped-70": lines(70), "wrapped-90": lines(90), "wrapped-50": lines(50), "hyphens": lines(72, hyphens=True),
        "close": lines(between="\n"), "close-wrapped": lines(76, between="\n"), "indented": lines(76, between="\n", indent="     "),
        "quoted": lines(70, quote="> "), "quoted-close": lines(70, between="\n", quote="> "), "windows": lines(70, end="\r\n"), "mac": lines(end="\r"),
        "mark-dash": lines(70, mark="– "), "mark-bullet": lines(70, mark="•\t"), "mark-section": lines(70, mark="§ "), "mark-check": lines(mark="✔ "),
        "roman": lines(question="{r}. {q}"), "word": lines(question="Вопрос {n}. {q}"), "bracket": lines(70, question="{n}) {q}"), "bare": lines(question="{q}"),
        "stretched": lines().replace(" ", "  "), "tabs": lines(indent="\t", mark="\t- "),
    }
    out = {name: text.encode() for name, text in shapes.items()}
    out["windows-1251"] = lines(70).encode("cp1251", "replace")
    out["utf-16"] = lines(70).encode("utf-16")
    return out


# The run


def imported(program, site, file, *options):
    with tempfile.TemporaryDirectory() as tmp:
        copy = pathlib.Path(tmp) / "site"
        shutil.copytree(site, copy)
        subprocess.run([program, "import", "--lang", "ru", "--site", str(copy), "--quiet", *options, str(file)],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        found = sorted(copy.glob("content/2*/*/*.md"))
        return (found[0].stem, found[0].parts[-3], found[0].parts[-2], found[0].read_text()) if found else None


def convert(files, to, folder):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, files)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def printed(files, folder):
    """What a browser prints, with date, title, address and page numbers around each page."""
    for file in files:
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder / (file.stem + '.pdf')}", file.as_uri()],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    source = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "formats/utf-8.txt"
    with tempfile.TemporaryDirectory() as tmp:
        kept = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else pathlib.Path(tmp) / "shapes"
        # A response of a real city is imported into the digest of the project, others into the site of the tests.
        for registers, sector in ((HERE / "site", []), (HERE.parent.parent, ["--sector", "organizational-work"])):
            site = pathlib.Path(tmp) / "site"
            shutil.rmtree(site, ignore_errors=True)
            (site / "content").mkdir(parents=True)
            shutil.copy(registers / "site.toml", site)
            for register in (registers / "content").glob("*.yaml"):
                shutil.copy(register, site / "content")
            reference = imported(program, site, source, *sector)
            if reference:
                break
        else:
            sys.exit("the response itself is not imported")
        city, year, sector, text = reference
        name = re.search(rf"^{city}:\n(?:  #.*\n)*  name: (.*)", (site / "content/cities.yaml").read_text(), re.M).group(1)
        wanted = blocks(text)
        work = {kind: kept / kind for kind in ("docx", "odt", "pdf", "browser", "txt", "print", "html")}
        for folder in work.values():
            folder.mkdir(parents=True, exist_ok=True)
        for shape, (xml, section) in words(wanted, name).items():
            docx(work["docx"] / f"{shape}.docx", xml, section)
        for shape, (xml, section) in papers(wanted, name).items():
            docx(work["print"] / f"{shape}.docx", xml, section)
        for shape, data in texts(wanted, name).items():
            (work["txt"] / f"{shape}.txt").write_bytes(data)
        for shape, text in sheets(wanted, name).items():
            (work["html"] / f"{shape}.html").write_text(text)
        if shutil.which("chromium"):
            printed(sorted(work["html"].iterdir()), work["browser"])
        convert(sorted(work["docx"].glob("*.docx")), "odt", work["odt"])
        convert(sorted(work["print"].glob("*.docx")), "pdf", work["pdf"])
        for kind in ("docx", "odt", "pdf", "browser", "txt"):
            files = sorted(work[kind].iterdir())
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                results = list(pool.map(lambda file: imported(program, site, file, "--year", year, "--sector", sector), files))
            wrong = 0
            for file, result in zip(files, results):
                said = "refused" if result is None else ("another city" if result[0] != city else difference(wanted, blocks(result[3])))
                wrong += bool(said)
                if said:
                    print(f"{kind}  {file.stem}: {said}")
            print(f"{kind}: {len(files) - wrong} of {len(files)} whole")


if __name__ == "__main__":
    main()
