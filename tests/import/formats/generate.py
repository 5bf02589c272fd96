#!/usr/bin/env python3
"""One made-up response of Примерск in ten formats.

    python3 tests/import/formats/generate.py

needs python-docx, LibreOffice (soffice) and, for the hyphenation in the PDF, Debian's package hyphen-ru.
It writes the files beside itself. Times and identifiers are removed, so that a second run changes nothing;
another version of LibreOffice will write other bytes. Everything in the text is made up.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent

# The document. Inline marks: **bold** and [text](address).
# Blocks: ("city", t), ("question", t), ("sub", t), ("p", t), ("ul", items), ("ol", items), ("table", caption, rows);
# an item is a text, or a text and the items below it, which are labelled а), б), в).
DOCUMENT = [
    ("city", "ПРИМЕРСК"),
    ("question", "1. Какие важнейшие дела удалось завершить Вашему городу в области организационной работы в 2024 году?"),
    ("p", "Организационной работой в администрации города Примерска занимается отдел по выдуманным делам, "
          "в котором трудятся семь человек. Население города на 1 января составило 65 130 человек, и с каждым "
          "десятым из них отдел за год хотя бы раз поговорил. Порядок работы отдела определён распоряжением "
          "главы города от 15.01.2024 № 7-р «О важных мелочах»."),
    ("sub", "Международные связи"),
    ("p", "В мае Примерск принял делегацию несуществующего города-побратима Фантазилья во главе с его мэром. "
          "Гости осмотрели дом-музей основателя города, купца Н.П. Муравьёва-Вымышленского, и в тот же день "
          "подписали соглашение на двух языках: о долгой торгово-экономической и культурной дружбе до 2030 года. "
          "**Главный итог года** — открытие в Фантазилье «Дома Примерска», где уже прошли две выставки и один "
          "концерт."),
    ("p", "За год состоялись:"),
    ("ul", ["три официальных приёма, в том числе один под открытым небом, с участием хора «Небылица» и "
            "учеников школы № 12;",
            "телемост с городом Вымыслово по вопросам нумерации выдуманных улиц;",
            "детский праздник «Рисуем то, чего нет» (320 участников)."]),
    ("table", "Сведения о визитах приведены в таблице.",
     [["Город", "Месяц", "Гостей", "Событие"],
      ["Фантазилья", "май", "14", "подписание соглашения"],
      ["Вымыслово", "сентябрь", "6", "День выдуманного города"]]),
    ("sub", "Выборы и работа с жителями"),
    ("p", "Отдел помогал избирательной комиссии готовить участки к голосованию 8 сентября. Самым трудным был участок "
          "на острове Мнимом, куда бюллетени доставили на воздушном шаре. По сравнению с прошлым, 2023 годом, самым обыкновенным за всю недолгую историю города, в "
          "2024 году число обращений жителей снизилось на 12 %, а доля ответов, данных раньше срока, выросла "
          "до 87 %. Подробный отчёт размещён на [городском портале](https://example.org/primersk/)."),
    ("p", "Избирателям и помощникам комиссий отдел предоставил:"),
    ("ul", [("помощь на дому:", ["доставку приглашений;", "запись в список по телефону;"]),
            ("обучение:", ["двухдневный семинар для секретарей;", "памятку «Сто вопросов урне»;"]),
            "транспорт для жителей отдалённых слобод."]),
    ("question", "2. Какие задачи в области организационной работы Ваш город ставит перед собой на 2025 год?"),
    ("p", "В 2025 году городу исполнится 250 лет, поэтому почти все задачи отдела связаны с юбилеем. Предстоит:"),
    ("ol", ["провести праздничную неделю «Примерск — пример всем» с 9 по 15 июня;",
            "принять не менее пяти делегаций и показать им набережную, которую к тому времени должны придумать "
            "до конца;",
            "перевести книгу почётных гостей в электронный вид;",
            "завершить перепись выдуманных памятников."]),
    ("p", "Кроме того, отдел намерен **сократить вдвое** число бумажных приглашений."),
    ("question", "3. Какая помощь дирекции АСДГ нужна Вашему городу для решения этих задач?"),
    ("p", "Просим дирекцию АСДГ разослать приглашения на юбилей городам-участникам и поделиться образцами "
          "протокольных сценариев. Были бы полезны:"),
    ("ul", ["сборник положений о почётных званиях;",
            "список городов, которые уже отмечали 250-летие;",
            "консультация по флажному протоколу."]),
    ("question", "4. Какие вопросы предлагаете вынести на обсуждение на встречах городов?"),
    ("p", "Считаем важным обсудить, как малому городу сохранить побратимские связи, если перелёт стоит дороже "
          "праздника. Ещё один вопрос — как отвечать на обращения, которые написала машина: осенью "
          "таких писем было 41, и на каждое ушло по полдня."),
    ("question", "5. Какие темы было бы полезно включить в программы курсов для муниципальных служащих?"),
    ("ul", ["протокол и деловой этикет;",
            "работа с обращениями граждан;",
            "как вести летопись города, который придуман недавно."]),
]

TITLE = "Анкета города Примерска, 2024 год"
LABELS = "абвгдежик"


def inline(text):
    """The pieces of a text: (text, bold, address)."""
    for piece in re.split(r"(\*\*.+?\*\*|\[.+?\]\(.+?\))", text):
        if piece.startswith("**"):
            yield piece[2:-2], True, None
        elif piece.startswith("["):
            label, address = re.fullmatch(r"\[(.+?)\]\((.+?)\)", piece).groups()
            yield label, False, address
        elif piece:
            yield piece, False, None


def typed(text):
    """A text as it is typed where there is no bold and no link."""
    return "".join(f"{t} ({a})" if a else t for t, _, a in inline(text))


# Word


def new_docx():
    """An empty document as offices have them: Times New Roman 14, justified, Russian."""
    d = docx.Document()
    normal = d.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.font.size = Pt(14)
    fonts = normal.element.rPr.rFonts
    for key in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(key), "Times New Roman")
    for lang in d.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "ru-RU")
    for style in d.styles:
        if style.name.startswith("Heading"):
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.attrib.clear()
            for key in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(key), "Times New Roman")
    # The hundred table styles of the template, of which one is used.
    for style in list(d.styles.element.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            d.styles.element.remove(style)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.space_after = Pt(0)
    section = d.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    d.core_properties.title = TITLE
    d.core_properties.author = "Отдел по выдуманным делам"
    d.core_properties.comments = ""
    return d


def runs(paragraph, text, bold=False, italic=False):
    for t, b, address in inline(text):
        if address:
            rid = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), rid)
            run = paragraph.add_run(t)
            run.font.underline = True
            link.append(run._r)
            paragraph._p.append(link)
        else:
            run = paragraph.add_run(t)
            run.bold = True if bold or b else None
            run.italic = True if italic else None
    return paragraph


def numbering(d, levels):
    """A new list of the document; its id. A level is its format and its text."""
    part = d.part.numbering_part.element
    abstract = 100 + len(part.findall(qn("w:abstractNum")))
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
    for i, (fmt, text) in enumerate(levels):
        font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>' if fmt == "bullet" else ""
        xml += (f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (i + 1)}" w:hanging="360"/></w:pPr>{font}</w:lvl>')
    element = parse_xml(xml + "</w:abstractNum>")
    part.insert(part.index(part.findall(qn("w:num"))[0]), element)
    return part.add_num(abstract).numId


def item(d, text, num, level):
    p = runs(d.add_paragraph(style="List Paragraph"), text)
    num_pr = p._p.get_or_add_pPr().get_or_add_numPr()
    num_pr.get_or_add_ilvl().val = level
    num_pr.get_or_add_numId().val = num


def fill(table, rows):
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            runs(table.cell(r, c).paragraphs[0], text, bold=r == 0).alignment = WD_ALIGN_PARAGRAPH.LEFT


def word_lists(path):
    """Lists of Word, headings by style. The last list is one by its paragraph style only."""
    d = new_docx()
    last = [b for b in DOCUMENT if b[0] == "ul"][-1]
    for block in DOCUMENT:
        kind, text = block[0], block[1]
        if kind == "city":
            d.add_heading(text, 1)
        elif kind == "question":
            d.add_heading(text, 2)
        elif kind == "sub":
            d.add_heading(text, 3)
        elif kind == "p":
            runs(d.add_paragraph(), text)
        elif block is last:
            for t in text:
                runs(d.add_paragraph(style="List Bullet"), t)
        elif kind == "ul":
            num = numbering(d, [("bullet", "\uf0b7"), ("russianLower", "%2)")])
            # A nested list begins anew under each item: Word counts so by itself.
            for t in text:
                if isinstance(t, tuple):
                    item(d, t[0], num, 0)
                    for sub in t[1]:
                        item(d, sub, num, 1)
                else:
                    item(d, t, num, 0)
        elif kind == "ol":
            num = numbering(d, [("decimal", "%1)")])
            for t in text:
                item(d, t, num, 0)
        elif kind == "table":
            runs(d.add_paragraph(), text)
            fill(d.add_table(len(block[2]), len(block[2][0])), block[2])
    save(d, path)


def blanks(text, every=7):
    """Doubles a blank here and there, as people do."""
    count = [0]

    def one(_):
        count[0] += 1
        return "  " if count[0] % every == 0 else " "

    return re.sub(" ", one, text)


def typed_lines(items, mark="- "):
    """The lines of a typed list."""
    for t in items:
        head, below = t if isinstance(t, tuple) else (t, [])
        yield mark + head
        for i, sub in enumerate(below):
            yield f"{LABELS[i]}) {sub}"


def typed_lists(path):
    """Marks typed into plain paragraphs, headings only bold."""
    d = new_docx()
    for block in DOCUMENT:
        kind, text = block[0], block[1]
        if kind == "city":
            runs(d.add_paragraph(), text, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
            d.add_paragraph()
        elif kind == "question":
            d.add_paragraph()
            runs(d.add_paragraph(), text, bold=True)
        elif kind == "sub":
            runs(d.add_paragraph(), text, bold=True, italic=True)
        elif kind == "p":
            p = runs(d.add_paragraph(), blanks(text))
            p.paragraph_format.first_line_indent = Cm(1.25)
        elif kind == "ul":
            for line in typed_lines(text):
                runs(d.add_paragraph(), blanks(line))
        elif kind == "ol":
            for i, t in enumerate(text):
                runs(d.add_paragraph(), f"{i + 1}) {t}")
        elif kind == "table":
            runs(d.add_paragraph(), text)
            fill(d.add_table(len(block[2]), len(block[2][0])), block[2])
    save(d, path)


def table(path):
    """Questions at the left, answers at the right."""
    d = new_docx()
    runs(d.add_paragraph(), "Ответы на вопросы анкеты", bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows = []
    for block in DOCUMENT[1:]:
        if block[0] == "question":
            rows.append((block[1], []))
        else:
            rows[-1][1].append(block)
    t = d.add_table(len(rows) + 1, 2)
    t.style = "Table Grid"
    runs(t.cell(0, 0).paragraphs[0], "Вопрос", bold=True)
    runs(t.cell(0, 1).paragraphs[0], "Город Примерск", bold=True)
    for r, (question, blocks) in enumerate(rows, 1):
        runs(t.cell(r, 0).paragraphs[0], question).alignment = WD_ALIGN_PARAGRAPH.LEFT
        cell = t.cell(r, 1)
        fresh = [cell.paragraphs[0]]

        def paragraph():
            return fresh.pop() if fresh else cell.add_paragraph()

        for block in blocks:
            kind, text = block[0], block[1]
            if kind == "sub":
                runs(paragraph(), text, bold=True)
            elif kind == "p":
                runs(paragraph(), text)
            elif kind == "ul":
                for line in typed_lines(text, "– "):
                    runs(paragraph(), line)
            elif kind == "ol":
                for i, line in enumerate(text):
                    runs(paragraph(), f"{i + 1}) {line}")
            elif kind == "table":
                runs(paragraph(), text)
                fill(cell.add_table(len(block[2]), len(block[2][0])), block[2])
    for row in t.rows:
        row.cells[0].width, row.cells[1].width = Cm(5), Cm(11.5)
    save(d, path)


def for_pdf(path):
    """What is printed: as word_lists, and with a running head, numbers of pages and hyphenation."""
    word_lists(path)
    d = docx.Document(path)
    d.styles["Normal"].font.size = Pt(13)
    settings = d.settings.element
    hyphenation = OxmlElement("w:autoHyphenation")
    settings.insert(1, hyphenation)
    section = d.sections[0]
    section.header.paragraphs[0].text = TITLE
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    p = section.footer.paragraphs[0]
    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    field.append(parse_xml(f'<w:r {nsdecls("w")}><w:t>1</w:t></w:r>'))
    p._p.append(field)
    d.save(path)


def save(d, path):
    d.save(path)
    tidy_zip(path)


def tidy_zip(path):
    """Writes a package anew: no thumbnail, no times, no names of programs, the same order and dates in every run."""
    with zipfile.ZipFile(path) as z:
        members = [(i.filename, z.read(i)) for i in z.infolist() if not i.is_dir()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, data in members:
            if name.startswith("Thumbnails/") or name.endswith(("thumbnail.jpeg", "stylesWithEffects.xml")):
                continue
            if name == "[Content_Types].xml":
                data = re.sub(rb'<Override [^>]*stylesWithEffects[^>]*/>', b"", data)
            if name == "word/_rels/document.xml.rels":
                data = re.sub(rb'<Relationship [^>]*stylesWithEffects[^>]*/>', b"", data)
            if name == "settings.xml":
                data = re.sub(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+', rb"\g<1>1", data)
            if name == "_rels/.rels":
                data = re.sub(rb'<Relationship [^>]*thumbnail[^>]*/>', b"", data)
            if name == "META-INF/manifest.xml":
                data = re.sub(rb'\s*<manifest:file-entry [^>]*Thumbnails[^>]*/>', b"", data)
            if name in ("meta.xml", "docProps/core.xml"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2025-02-14T10:00:00", data)
                data = re.sub(rb"PT\d+H?\d*M?\d*S", b"PT0S", data)
                data = re.sub(rb"PT[^<]*S<", b"PT0S<", data)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, data)


def tidy_pdf(path):
    data = path.read_bytes()
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20250214100000", data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
    path.write_bytes(data)


def soffice(source, target, to=None):
    """Converts one file to another with LibreOffice, in a profile of its own."""
    with tempfile.TemporaryDirectory() as tmp:
        env = dict(os.environ, TZ="UTC")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", "--convert-to",
             to or target.suffix[1:], "--outdir", f"{tmp}/out", str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        made = Path(tmp, "out", source.stem + target.suffix)
        shutil.copyfile(made, target)


# Text


def justified(line, width):
    """A line stretched to the width as PDF readers give it: a wide blank becomes two."""
    words = line.split(" ")
    gaps, missing = len(words) - 1, width - len(line)
    if not gaps:
        return line
    out = words[0]
    for i, word in enumerate(words[1:]):
        wide = missing >= gaps // 2 or (missing > 1 and i % 3 == 0)
        out += ("  " if wide else " ") + word
    return out


def wrapped(text, width, justify):
    lines = textwrap.wrap(text, width, break_on_hyphens=True, break_long_words=False)
    if not justify:
        return lines
    return [justified(line, width) for line in lines[:-1]] + lines[-1:]


def text(width=None, justify=False, mark="- ", page=None):
    """The response as lines of text; without the table. With `page`, three blank lines after so many."""
    lines = []

    def add(t):
        lines.extend(wrapped(t, width, justify) if width else [t])

    for block in DOCUMENT:
        kind, t = block[0], block[1]
        if kind == "city":
            lines.extend([t, ""])
        elif kind == "question":
            if lines[-1]:
                lines.append("")
            # Questions are set flush left.
            lines.extend(textwrap.wrap(t, width) if width else [t])
            lines.append("")
        elif kind in ("p", "sub"):
            add(typed(t))
        elif kind == "ul":
            for line in typed_lines(t, mark):
                add(typed(line))
        elif kind == "ol":
            for i, line in enumerate(t):
                add(f"{i + 1}) {typed(line)}")
    if page:
        out = []
        for i, line in enumerate(lines):
            out.append(line)
            if (i + 1) % page == 0:
                out.extend([""] * 3)
        lines = out
    return lines


def markdown():
    lines = []
    for block in DOCUMENT:
        kind, t = block[0], block[1]
        if kind in ("city", "question", "sub"):
            lines += ["#" * (("city", "question", "sub").index(kind) + 1) + " " + t, ""]
        elif kind == "p":
            lines += [t, ""]
        elif kind == "ul":
            for i in t:
                head, below = i if isinstance(i, tuple) else (i, [])
                lines.append("- " + head)
                lines += [f"  {LABELS[n]}) {sub}" for n, sub in enumerate(below)]
            lines.append("")
        elif kind == "ol":
            lines += [f"{n}) {i}" for n, i in enumerate(t, 1)] + [""]
        elif kind == "table":
            rows = ["| " + " | ".join(r) + " |" for r in block[2]]
            lines += [t, "", rows[0], "|" + "---|" * len(block[2][0]), *rows[1:], ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def check_text(lines):
    """What the text is there to show must still be there after a change of the words."""
    joined = "\n".join(re.sub(" +", " ", line) for line in lines)
    for wanted in ("торгово-\nэкономической", "Муравьёва-\nВымышленского", "\n2024 году"):
        if wanted not in joined:
            print("windows-1251.txt no longer shows", repr(wanted), file=sys.stderr)


def main():
    word_lists(HERE / "word-lists.docx")
    typed_lists(HERE / "typed-lists.docx")
    table(HERE / "table.docx")
    soffice(HERE / "word-lists.docx", HERE / "response.odt")
    soffice(HERE / "response.odt", HERE / "headings.docx", "docx:MS Word 2007 XML")
    with tempfile.TemporaryDirectory() as tmp:
        printed = Path(tmp, "response.docx")
        for_pdf(printed)
        soffice(printed, HERE / "response.pdf", 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}')
    tidy_zip(HERE / "response.odt")
    tidy_zip(HERE / "headings.docx")
    tidy_pdf(HERE / "response.pdf")

    hard = text(85, justify=True, page=30)
    check_text(hard)
    (HERE / "windows-1251.txt").write_bytes("\r\n".join(hard + [""]).encode("cp1251"))
    # As an editor saves it: a line a paragraph, a byte-order mark.
    (HERE / "utf-8.txt").write_bytes("\r\n".join(text(mark="– ") + [""]).encode("utf-8-sig"))
    (HERE / "utf-16.txt").write_bytes(b"\xff\xfe" + "\r\n".join(text(72) + [""]).encode("utf-16-le"))
    (HERE / "response.md").write_text(markdown(), encoding="utf-8", newline="\n")


main()
