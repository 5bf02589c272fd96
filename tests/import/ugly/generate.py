#!/usr/bin/env python3
"""The ugly files that cannot be written in a plain editor: other encodings, odd bytes, Word, PDF.

    python3 tests/import/ugly/generate.py

needs LibreOffice (soffice) for ole.doc, rtf.rtf, the two files named otherwise, the .odt and the PDFs, and
poppler's pdftoppm for the scan. It writes the files beside itself; the others are kept by hand. Times are removed
where that is possible: a second run changes nothing. The encrypted PDF, ole.doc and rtf.rtf come out differently every time
and are made only when they are missing. Everything in the texts is made up.
"""

import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent

QUESTIONS = [
    "Какие важные дела удалось завершить вашему городу в области организационной работы в 2024 году?",
    "Какие задачи в области организационной работы город ставит перед собой на 2025 год?",
    "Какая помощь дирекции АСДГ нужна городу, чтобы решить эти задачи?",
    "Какие вопросы вы предлагаете вынести на обсуждение на встречах городов?",
    "Какие темы полезно включить в программы курсов для муниципальных служащих?",
]
ANSWERS = [
    "Открыта приёмная для жителей выдуманных улиц. За год её посетили 412 человек.",
    "Составить карту несуществующих площадей.",
    "Нужны образцы положений о почётном жителе.",
    "Как принимать гостей, которые не приехали.",
    "Работа с обращениями граждан.",
]

# Plain text


def text(first=None, city="ПРИМЕРСК", answers=ANSWERS):
    answers = [first or answers[0], *answers[1:]]
    return f"{city}\n\n" + "\n".join(f"{n}. {q}\n\n{a}\n" for n, (q, a) in enumerate(zip(QUESTIONS, answers), 1))


def write(name, data):
    (HERE / name).write_bytes(data)


def texts():
    yo = text("Ёлка поставлена в срок: 29 декабря, в 5 часов утра. «Ещё не всё», — сказал № 1 — ёж.")
    write("windows-1251.txt", yo.encode("cp1251"))
    write("koi8-r.txt", yo.translate({0xAB: '"', 0xBB: '"', 0x2014: "-", 0x2116: "N"}).encode("koi8-r"))
    write("cp866.txt", yo.translate({0xAB: '"', 0xBB: '"', 0x2014: "-"}).replace("\n", "\r\n").encode("cp866"))
    write("mac-cyrillic.txt", yo.replace("\n", "\r").encode("mac-cyrillic"))
    write("utf-16be.txt", b"\xfe\xff" + yo.encode("utf-16-be"))
    write("utf-16le-no-mark.txt", yo.replace("\n", "\r\n").encode("utf-16-le"))
    write("broken-utf-8.txt", yo.encode().replace("утра".encode(), "утра".encode()[:-1] + b"\xff"))
    write("mac-line-ends.txt", yo.replace("\n", "\r").encode())
    lines = yo.split("\n")
    ends = ["\r\n", "\n", "\r", "\u2028"]
    write("mixed-line-ends.txt", "".join(line + ends[i % 4] for i, line in enumerate(lines)).encode("utf-8-sig"))
    write("blanks.txt", " \r\n\t\n\n   \u00a0\n\u3000\f\n\ufeff".encode())
    write("control-characters.txt", text(
        "От\u00adкры\u00adта при\u00adём\u00adная\u200b для жителей\u00a0выдуманных\u202fулиц.\x00 За\u2003год\tеё "
        "\x07посетили\x0b412\u00a0человек\x1f,\u2060 в\u200d том\u200c числе \u202a15\u202c детей и кто\u2011то "
        "ещё; но\x01мер дома 5.\ufeff Бо\u0438\u0306кие зв\u0435\u0308зды.").encode())
    write("tabs.txt", text("\tОткрыта приёмная:\n\t-\tдля жителей;\n\t-\tдля гостей.\n\t\tИтого\t412\tчеловек.\n"
                           "    Четыре пробела в начале строки.").encode())
    # Latin a, c, e, o, p, x, y, A, B, C, E, H, K, M, O, P, T, X in Russian words; and words that are Latin.
    latin = str.maketrans("асеорхуАВСЕНКМОРТХ", "aceopxyABCEHKMOPTX")
    mixed = text().replace("ПРИМЕРСК", "ПРИМЕРСК".translate(latin))
    for word in ("важные", "завершить", "вопросы", "жителей", "посетили", "карту", "почётном", "гостей"):
        mixed = mixed.replace(word, word[:2].translate(latin) + word[2:])
    mixed = mixed.replace("За год", "Газета «CAXAP» и сайт XOPOSHO.example. Зa гoд")
    write("latin-lookalikes.txt", mixed.encode())
    pages = [
        ["Анкета города Примерска", "", "ПРИМЕРСК", "", "1. " + QUESTIONS[0], "",
         "Открыта приёмная для жителей выдуманных улиц. За год её посетили 412 человек, каждый", "из которых оставил", "- 1 -"],
        ["Анкета города Примерска", "", "запись в книге. На каждую запись ответили.", "2. " + QUESTIONS[1], "",
         "1) составить карту;", "2) напечатать", "- 2 -"],
        ["Анкета города Примерска", "", "карту;", "3) раздать карту.", "3. " + QUESTIONS[2], "", ANSWERS[2], "- 3 -"],
        ["Анкета города Примерска", "", "4. " + QUESTIONS[3], "", ANSWERS[3], "5. " + QUESTIONS[4], "", ANSWERS[4], "- 4 -"],
    ]
    write("running-heads.txt", "\f".join("\n".join(p) + "\n" for p in pages).encode())
    numbered = [[*p[2:-1], "", f"Страница {n} из 4"] for n, p in enumerate(pages, 1)]
    write("pages-of.txt", "\n\n".join("\n".join(p) for p in numbered).encode() + b"\n")
    write("page-numbers-only.txt", b"\f".join(f"{n}\n\n- {n} -\n\nСтраница {n} из 3\n".encode() for n in (1, 2, 3)))
    html = "".join(f"<p><b>{n}. {q}</b></p><p>{a}</p>" for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1))
    write("html-named.doc", ('<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
                             '<meta charset="windows-1251"></head><body><h1>ПРИМЕРСК</h1>'
                             + html + "</body></html>\r\n").encode("cp1251"))
    write("text-named.docx", text().encode("cp1251"))


# Word

NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
      'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
      'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
      'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
      'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
      'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
      'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""{HEAD}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/>
<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="List Paragraph"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="a4"><w:name w:val="Вопрос анкеты"/><w:basedOn w:val="2"/></w:style>
</w:styles>"""


def numbering(*lists):
    """numbering.xml: the nth list is n; a list is its levels, a level its format and its text."""
    out = f"{HEAD}<w:numbering {NS}>"
    for n, levels in enumerate(lists, 1):
        out += f'<w:abstractNum w:abstractNumId="{n}">'
        for i, (fmt, txt) in enumerate(levels):
            out += f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{txt}"/></w:lvl>'
        out += "</w:abstractNum>"
    for n in range(1, len(lists) + 1):
        out += f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
    return out + "</w:numbering>"


def r(t, props=""):
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(t)}</w:t></w:r>'


def p(*inner, style="", num=None, props=""):
    inner = [i if i.startswith("<") else r(i) for i in inner]
    pr = (f'<w:pStyle w:val="{style}"/>' if style else "") + \
         (f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "") + props
    return f'<w:p>{f"<w:pPr>{pr}</w:pPr>" if pr else ""}{"".join(inner)}</w:p>'


def bold(t):
    return p(r(t, "<w:b/>"))


def cell(*blocks, props=""):
    blocks = [b if b.startswith("<") else p(b) for b in blocks] or [p()]
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{props}</w:tcPr>{"".join(blocks)}</w:tc>'


def table(*rows):
    # LibreOffice drops the cells of a column that the grid does not have.
    columns = max(map(len, rows))
    grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            + "".join(f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in row)}</w:tr>" for row in rows)
            + "</w:tbl>")


def answered(changed, question=None, city="ПРИМЕРСК"):
    """The response, with some answers replaced: number -> blocks."""
    out = [p(r(city, "<w:b/>"))] if city else []
    for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1):
        out.append(question(n, q) if question else p(f"{n}. {q}", style="2"))
        out += changed.get(n, [p(a)])
    return out


def package(name, members):
    with zipfile.ZipFile(HERE / name, "w") as z:
        for member, data in members:
            info = zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)


def word(name, blocks, parts=(), numbers=None, styles=""):
    """A .docx. A part is its name, its kind for the relationship, its content type and its bytes; its id is rId10, rId11, ..."""
    types = ('<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
             '<Default Extension="emf" ContentType="image/x-emf"/>')
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = list(parts)
    if numbers:
        parts.append(("numbering.xml", "numbering", main + "numbering+xml", numbering(*numbers)))
    for part, content in [("document.xml", main + "document.main+xml"), ("styles.xml", main + "styles+xml")] + \
            [(i[0], i[2]) for i in parts if i[2]]:
        types += f'<Override PartName="/word/{part}" ContentType="{content}"/>'
    rels = f'<Relationship Id="rId1" Type="{RELS}/styles" Target="styles.xml"/>' + "".join(
        f'<Relationship Id="rId{10 + i}" Type="{RELS}/{part[1]}" Target="{part[0]}"/>' for i, part in enumerate(parts))
    rel = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    body = "".join(blocks)
    section = "" if "<w:sectPr" in body else '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    package(name, [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'),
        ("_rels/.rels", f'{HEAD}<Relationships {rel}><Relationship Id="rId1" Type="{RELS}/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", f"{HEAD}<w:document {NS}><w:body>{body}{section}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", f"{HEAD}<Relationships {rel}>{rels}</Relationships>"),
        ("word/styles.xml", STYLES.replace("</w:styles>", styles + "</w:styles>")),
    ] + [("word/" + i[0], i[3]) for i in parts])


CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
WHO = 'w:author="Придумкин" w:date="2025-02-14T10:00:00Z"'


def png(width=24, height=16):
    """A picture of a made-up flag."""
    rows = b"".join(b"\0" + (b"\x20\x70\xc0" if y < height // 2 else b"\xe0\xb0\x20") * width for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def drawing(rid, described):
    return (f'<w:r><w:drawing><wp:inline><wp:extent cx="228600" cy="152400"/><wp:docPr id="1" name="Рисунок 1"{described}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            '<pic:nvPicPr><pic:cNvPr id="0" name="flag.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{rid}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></w:r>')


def words():
    word("questions-bold.docx", answered({}, lambda n, q: bold(q)))
    word("questions-auto-numbered.docx", answered(
        {1: [p(ANSWERS[0]), p("приём по вторникам;", num=(1, 0)), p("приём по четвергам.", num=(1, 0))]},
        lambda n, q: p(r(q, "<w:b/>"), num=(2, 0))), numbers=[[("decimal", "%1)")], [("decimal", "%1.")]])
    word("questions-own-style.docx", answered({}, lambda n, q: p(q, style="a4")))
    word("questions-split-runs.docx", answered({}, lambda n, q: p(
        '<w:proofErr w:type="spellStart"/>', *[r(c, "<w:b/>") for c in re.findall(r".{1,3}", f"{n}. {q}")],
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>')))
    word("soft-breaks.docx", [p(*[i for line in [
        "ПРИМЕРСК", *sum(([f"{n}. {q}", a] for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1)), [])]
        for i in (r(line), "<w:r><w:br/></w:r>")])])
    word("one-line-answers.docx", [p(r("г. Примерск", "<w:b/>"))] + [
        p(r(f"{n}. {q} ", "<w:b/>"), a) for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1)])
    word("city-in-table-head.docx", [table(["Вопрос анкеты", "Ответ г. Вымыслово"], *zip(
        (f"{n}. {q}" for n, q in enumerate(QUESTIONS, 1)), ANSWERS))])
    word("three-columns.docx", [p("Город: Примерск"), table(["№ п/п", "Вопрос", "Ответ"], *[
        (f"{n}.", q, cell("Предстоит:", p("составить карту;", num=(1, 0)), p("раздать карту.", num=(1, 0))) if n == 2 else a)
        for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1)])], numbers=[[("bullet", "–")]])
    word("questions-over-answers-table.docx", [p("ПРИМЕРСК"), table(*sum(
        ([[f"{n}. {q}"], [a]] for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1)), []))])
    word("two-cities-table.docx", [table(["Вопрос", "Небывальск", "Усть-Выдуманск"], *[
        (f"{n}. {q}", a, b) for n, (q, a, b) in enumerate(zip(QUESTIONS, ANSWERS, [
            "Спущен на воду паром «Небылица».", "Дождаться парома.", "Нужен второй паром.", "Паромы.",
            "Цифровые навыки."]), 1)])])
    word("two-cities.docx", [p("Небывальск", style="1")] + answered({}, city=None) + [p("Усть-Выдуманск", style="1")]
         + answered({1: [p("Спущен на воду паром «Небылица».")], 3: [p("Нужен второй паром.")]}, city=None))
    word("table-in-answer.docx", answered({1: [
        p("Итоги года приведены в таблице."),
        table(["Показатель", "2023", "2024"], ["Принято жителей", "388", "412"], ["Праздники | гулянья", "7", "9"],
              ["Выдумано улиц", "", "3"]),
        p("Все числа выдуманы.")]}))
    word("merged-cells.docx", answered({1: [
        table([cell("Показатель", props='<w:vMerge w:val="restart"/>'), cell("Год", props='<w:gridSpan w:val="2"/>')],
              [cell(props="<w:vMerge/>"), "2023", "2024"],
              [cell("Жители", props='<w:vMerge w:val="restart"/>'), "388", "412"],
              [cell(props="<w:vMerge/>"), cell("всё выдумано", props='<w:gridSpan w:val="2"/>')]),
        p("Таблица сверена.")]}))
    word("nested-table.docx", answered({1: [table(
        ["Месяц", "События"], ["май", cell(table(["9 мая", "концерт"], ["27 мая", "праздник двора"]), p())])]}))
    word("deep-list.docx", answered({1: [p("Отдел работает так:")] + [
        p(f"уровень {n}{';' if n < 6 else '.'}", style="a3", num=(1, n - 1)) for n in range(1, 7)]
        + [p("снова первый уровень.", style="a3", num=(1, 0)), p("Вот и всё.")]}),
        numbers=[[("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)"), ("bullet", "–"),
                  ("upperRoman", "%5."), ("bullet", "o")]])
    word("list-continued.docx", answered({2: [
        p("Предстоит:"), p("составить карту;", num=(1, 0)), p("раздать карту;", num=(1, 0)),
        p("Это летом. А зимой:"), p("собрать карту;", num=(1, 0)), p("спрятать карту.", num=(1, 0))]}),
        numbers=[[("decimal", "%1.")]])
    word("line-per-paragraph.docx", answered({1: [p(line) for line in (
        "Отдел по выдуманным делам открыл приёмную для жителей улиц, которых нет, и за год",
        "выслушал в ней 412 человек. Каждому выдан ответ на гербовой бумаге, а самым терпе-",
        "ливым — ещё и памятный знак. В приёмной также:",
        "- поставлены стулья, которые не скрипят, и стол, за которым удобно писать длинные",
        "заявления;",
        "- повешены часы.",
        "В будущем году приёмную ждёт переезд.")]},
        lambda n, q: "".join(p(line) for line in re.findall(r".{1,60}(?:\s|$)", f"{n}. {q}"))))
    word("tracked-changes.docx", answered({1: [
        p("Открыта ", f'<w:del w:id="1" {WHO}><w:r><w:delText xml:space="preserve">старая </w:delText></w:r></w:del>',
          f'<w:ins w:id="2" {WHO}>{r("новая ")}</w:ins>', "приёмная."),
        p(f'<w:del w:id="3" {WHO}><w:r><w:delText>Этого абзаца больше нет.</w:delText></w:r></w:del>',
          props=f'<w:rPr><w:del w:id="4" {WHO}/></w:rPr>'),
        p(f'<w:moveFrom w:id="5" {WHO}>{r("Перенесённая фраза. ")}</w:moveFrom>', "Стоит на месте. ",
          f'<w:moveTo w:id="6" {WHO}>{r("Перенесённая фраза.")}</w:moveTo>')]}))
    word("comments.docx", answered({1: [p(
        '<w:commentRangeStart w:id="0"/>', "Открыта приёмная.", '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>')]}),
        parts=[("comments.xml", "comments", CONTENT + "comments+xml",
                f'{HEAD}<w:comments {NS}><w:comment w:id="0" {WHO}>{p("Проверить: точно открыта?")}</w:comment></w:comments>')])
    box = p("Важно: приём по вторникам.") + p("Кроме праздников.")
    word("text-box.docx", answered({1: [p(
        "Открыта приёмная.", '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" '
        'distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2000000" cy="600000"/><wp:wrapNone/><wp:docPr id="2" name="Надпись 2"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
        f'<w:txbxContent>{box}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>'
        '</mc:Fallback></mc:AlternateContent></w:r>', " Работает весь год.")]}))
    word("footnotes.docx", answered({1: [p(
        "Открыта приёмная", '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
        " для жителей.")]}),
        parts=[("footnotes.xml", "footnotes", CONTENT + "footnotes+xml",
                f'{HEAD}<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
                f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " Распоряжение от 01.04.2024 № 0-р.")}</w:footnote></w:footnotes>')])
    for name, described in (("picture-described.docx", ' descr="Флаг Примерска: синее над жёлтым"'), ("picture-bare.docx", "")):
        word(name, answered({1: [p("Придуман флаг города."), p(drawing("rId10", described)), p("Флаг поднят.")]}),
             parts=[("media/image1.png", "image", "", png())])
    word("header-footer.docx", answered({}) + [
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/><w:footerReference w:type="default" r:id="rId11"/></w:sectPr>'],
        parts=[("header1.xml", "header", CONTENT + "header+xml", f'{HEAD}<w:hdr {NS}>{p("Анкета города Вымыслово")}</w:hdr>'),
               ("footer1.xml", "footer", CONTENT + "footer+xml",
                f'{HEAD}<w:ftr {NS}><w:p><w:fldSimple w:instr=" PAGE ">{r("1")}</w:fldSimple></w:p></w:ftr>')])
    word("city-in-header.docx", answered({}, city=None) + [
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/></w:sectPr>'],
        parts=[("header1.xml", "header", CONTENT + "header+xml", f'{HEAD}<w:hdr {NS}>{p("Администрация города Вымыслово")}</w:hdr>')])
    word("fields.docx", [
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', r(f"1. {QUESTIONS[0]}"), "<w:r><w:tab/></w:r>", r("1"),
          props='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'),
        p(r(f"2. {QUESTIONS[1]}"), "<w:r><w:tab/></w:r>", r("2"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')]
        + answered({1: [p(
            "Подробнее на ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK '
            '"https://example.org/primersk/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("портале города"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ", сегодня ",
            f'<w:fldSimple w:instr=" DATE ">{r("14.02.2025")}</w:fldSimple>', ".")]}))
    word("content-controls.docx", [
        '<w:sdt><w:sdtPr><w:alias w:val="Город"/></w:sdtPr><w:sdtContent>' + p("Примерск") + "</w:sdtContent></w:sdt>"]
        + answered({n: [p(f'<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r(a)}</w:sdtContent></w:sdt>')]
                    for n, a in enumerate(ANSWERS, 1) if n != 4}
                   | {4: [p('<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
                            + r("Место для ввода текста.") + "</w:sdtContent></w:sdt>")]}, city=None))
    word("hidden-text.docx", answered({1: [p("Открыта приёмная.", r(" Этого не показывать.", "<w:vanish/>"),
                                             r(" Вычеркнуто.", "<w:strike/>"), r(" И всё.", ""))]}))
    word("formats.docx", answered({1: [p(
        r("Жир", "<w:b/>"), r("ный", '<w:b/><w:lang w:val="en-US"/>'), r(" и", '<w:b w:val="0"/>'), r(" курсив ", "<w:i/>"),
        "с блуждающими", r(" блан", "<w:b/>"), r("ками ", "<w:b/>"), r(" ", "<w:b/>"), "площадью 5 м",
        r("2", '<w:vertAlign w:val="superscript"/>'), ", по формуле H", r("2", '<w:vertAlign w:val="subscript"/>'), "O, ",
        r("прописью", "<w:caps/>"), ", ", r("подчёркнуто", '<w:u w:val="single"/>'), r(".", "<w:b/>"))]}))
    word("symbols.docx", answered({1: [
        p("Телефон ", '<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>', " 00", "<w:r><w:noBreakHyphen/></w:r>", "00, при",
          "<w:r><w:softHyphen/></w:r>", "ёмная", "<w:r><w:tab/></w:r>", "открыта.", '<w:r><w:br w:type="page"/></w:r>', "Новая страница."),
        p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "<w:r><w:tab/></w:r>", "первый пункт;"),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>', " второй пункт.")]}))
    word("long-word-list.docx", answered({5: [p(f"тема № {n};", num=(1, 0)) for n in range(1, 61)]}),
         numbers=[[("bullet", "\uf0b7")]])
    # The least that Word opens; and the document has another name than usual.
    package("no-styles.docx", [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         f'<Override PartName="/word/document2.xml" ContentType="{CONTENT}document.main+xml"/></Types>'),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="/word/document2.xml"/></Relationships>'),
        ("word/document2.xml", f'{HEAD}<w:document {NS}><w:body>{"".join(answered({}))}</w:body></w:document>')])
    package("not-word.docx", [("readme.txt", "Это просто архив, и документа Word в нём нет.\n")])
    good = (HERE / "table-in-answer.docx").read_bytes()
    write("truncated.docx", good[:len(good) * 6 // 10])
    with zipfile.ZipFile(HERE / "table-in-answer.docx") as z:
        members = [(i.filename, z.read(i)) for i in z.infolist()]
    package("broken-xml.docx", [(n, d[:len(d) // 2] if n == "word/document.xml" else d) for n, d in members])
    write("~$nketa.docx", b"\x09\xcf\xf0\xe8\xe4" + b"\0" * 49 + "Придумкин".encode("utf-16-le").ljust(108, b"\0"))


# The container of OLE


def ole(streams):
    """A compound file with these streams, each of at least 4096 bytes."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    fat, data, entries = [0xFFFFFFFD, end], b"", []
    for name, content in streams:
        content = content.ljust(-(-max(len(content), 4096) // sector) * sector, b"\0")
        start, count = len(fat), len(content) // sector
        fat += [*range(start + 1, start + count), end]
        data += content
        entries.append((name, 2, start, len(content)))

    def entry(name, kind, start, size, left=free, right=free, child=free):
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, left, right, child) + b"\0" * 36
                + struct.pack("<IQ", start, size))

    directory = entry("Root Entry", 5, end, 0, child=1)
    for i, e in enumerate(entries):
        directory += entry(*e, right=i + 2 if i + 1 < len(entries) else free)
    directory = directory.ljust(sector, b"\0")
    table = b"".join(struct.pack("<I", i) for i in fat).ljust(sector, b"\xff")
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
              + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)).ljust(sector, b"\xff")
    return header + table + directory + data


# LibreOffice


def soffice(source, target, to=None):
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", "--convert-to",
                        to or target.suffix[1:], "--outdir", f"{tmp}/out", str(source)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ, TZ="UTC"))
        shutil.copyfile(Path(tmp, "out", source.stem + target.suffix), target)


def tidy_pdf(path):
    data = path.read_bytes()
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20250214100000", data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
    path.write_bytes(data)


def tidy_odt(path):
    with zipfile.ZipFile(path) as z:
        members = [(i.filename, z.read(i)) for i in z.infolist() if not i.is_dir()]
    out = []
    for name, data in members:
        if name.startswith("Thumbnails/"):
            continue
        if name == "META-INF/manifest.xml":
            data = re.sub(rb'\s*<manifest:file-entry [^>]*Thumbnails[^>]*/>', b"", data)
        if name == "meta.xml":
            data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2025-02-14T10:00:00", data)
            data = re.sub(rb"PT[^<]*S<", b"PT0S<", data)
        if name == "settings.xml":
            data = re.sub(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+', rb"\g<1>1", data)
        if name == "content.xml":
            seen = []

            def counted(m):
                if m[0] not in seen:
                    seen.append(m[0])
                return m[1] + str(seen.index(m[0]) + 1).encode()

            data = re.sub(rb"\b(ct|__Annotation__\d+_)\d{4,}", counted, data)
        out.append((name, data))
    with zipfile.ZipFile(path, "w") as z:
        for name, data in out:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, data)


def pdf(objects):
    """A PDF of these objects; the first is the catalogue."""
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for n, obj in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n".encode() + obj + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode()


def scan(source):
    """The first page of a PDF as one black-and-white picture."""
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(["pdftoppm", "-mono", "-r", "90", "-l", "1", "-singlefile", str(source), f"{tmp}/page"], check=True)
        raw = Path(tmp, "page.pbm").read_bytes()
    width, height = map(int, re.match(rb"P4\s+(?:#.*\n)?(\d+)\s+(\d+)\s", raw).groups())
    bits = raw[-(-(-width // 8) * height):]
    picture = zlib.compress(bits, 9)
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream",
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 1 /ColorSpace /DeviceGray "
        f"/Decode [1 0] /Filter /FlateDecode /Length {len(picture)} >>\nstream\n".encode() + picture + b"\nendstream"])


def converted():
    source = HERE / "table-in-answer.docx"
    # Once made these are kept: the converter writes other bytes every time.
    for name, to in (("ole.doc", "doc:MS Word 97"), ("rtf.rtf", "rtf")):
        if not (HERE / name).exists():
            soffice(source, HERE / name, to)
    shutil.copyfile(HERE / "rtf.rtf", HERE / "rtf-named.doc")
    shutil.copyfile(HERE / "deep-list.docx", HERE / "docx-named.doc")
    shutil.copyfile(HERE / "ole.doc", HERE / "doc-named.docx")
    write("encrypted.docx", ole([("EncryptedPackage", bytes(i * 37 % 251 for i in range(4096))), ("EncryptionInfo", b"\x04\0\x04\0\x40\0\0\0")]))
    if not (HERE / "encrypted.pdf").exists():
        soffice(source, HERE / "encrypted.pdf", 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
                '"DocumentOpenPassword":{"type":"string","value":"nebylitsa"}}')
    for name in ("deep-list", "tracked-changes", "merged-cells", "footnotes", "comments", "picture-described"):
        soffice(HERE / f"{name}.docx", HERE / f"{name}.odt")
        tidy_odt(HERE / f"{name}.odt")
    for name in ("table-in-answer", "footnotes", "deep-list"):
        soffice(HERE / f"{name}.docx", HERE / f"{name}.pdf")
        tidy_pdf(HERE / f"{name}.pdf")
    write("scan.pdf", scan(HERE / "table-in-answer.pdf"))
    with tempfile.TemporaryDirectory() as tmp:
        columns = Path(tmp, "two-columns.docx")
        word(str(columns), answered({1: [p(
            "Отдел по выдуманным делам открыл приёмную для жителей улиц, которых нет, и выслушал в ней 412 человек. "
            "Каждому выдан ответ на гербовой бумаге, а самым терпеливым — ещё и памятный знак с видом города.")] * 6})
            + ['<w:sectPr><w:pgSz w:w="11906" w:h="9000"/><w:pgMar w:top="800" w:bottom="800" w:left="1000" w:right="1000"/>'
               '<w:cols w:num="2" w:space="700"/></w:sectPr>'])
        soffice(columns, HERE / "two-columns.pdf")
        tidy_pdf(HERE / "two-columns.pdf")
    write("truncated.pdf", (HERE / "table-in-answer.pdf").read_bytes()[:9000])
    write("blank-page.pdf", pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"]))


if __name__ == "__main__":
    texts()
    words()
    converted()
    # The folder holds the files of the tests, and nothing else.
    sys.dont_write_bytecode = True
    import kinds
    import shapes
    import writing

    kinds.make()
    shapes.make()
    writing.make()
