"""More ugly files: what readers of text pass over, questions that only their place shows, mails, and what is no document.

`generate.py` calls `make()`. Nothing here needs LibreOffice.
"""

import base64

from generate import ANSWERS, QUESTIONS, answered, bold, cell, drawing, ole, p, package, pdf, png, r, table, text, word, write

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def sym(font, code):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def m(inner):
    return f"<m:oMath {M}>{inner}</m:oMath>"


def mr(t):
    return f"<m:r><m:t>{t}</m:t></m:r>"


def fraction(above, below):
    return f"<m:f><m:num>{mr(above)}</m:num><m:den>{mr(below)}</m:den></m:f>"


def graphic(uri, inner):
    return (f'<w:r><w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="5" name="Объект"/><a:graphic><a:graphicData uri="{uri}">'
            f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")


def prompt(t, hidden=True):
    return (f'<w:sdt><w:sdtPr>{"<w:showingPlcHdr/>" if hidden else ""}<w:text/></w:sdtPr><w:sdtContent>'
            f"{r(t)}</w:sdtContent></w:sdt>")


def word_files():
    word("signs.docx", answered({1: [
        p("Явка ", sym("Symbol", "F0B3"), " 5 %, мороз 20 ", sym("Symbol", "F0B0"), "С ", sym("Symbol", "F0B1"), " 2, зал 3 ",
          sym("Symbol", "F0B4"), " 4 м, угол ", sym("Symbol", "F06A"), "."),
        p("Прежним шрифтом: ", r("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " 10, ",
          r("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), " готово."),
        p("Полем: ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SYMBOL 185 \\f "Symbol" </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>', " нуль."),
        p("Неизвестный знак ", sym("Wingdings", "F0C5"), " стоит здесь.")]}))
    word("formulas.docx", answered({1: [
        p("Сделано ", m(fraction("2", "3")), " плана, на дом пришлось 4", m(fraction("1", "5")), " улицы."),
        p("Всего ", m(f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('6')}</m:sup></m:sSup>"), " листьев, ",
          m(f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{mr('81')}</m:e></m:rad>"), " клумб."),
        p("Полем: ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\f(7;8) </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>', " пути."),
        p('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Equation.3" r:id="rId99"/></w:object></w:r>')]}))
    chart = (f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:chart><c:title><a:t>Посещаемость фонтанов</a:t></c:title>'
             "<c:ser><c:pt><c:v>2023</c:v></c:pt><c:pt><c:v>555</c:v></c:pt></c:ser></c:chart></c:chartSpace>")
    diagram = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}"><a:t>Замысел</a:t><a:t>Воплощение</a:t></dgm:dataModel>'
    word("left-out.docx", answered({1: [
        p("До."),
        p(graphic(CHART, f'<c:chart xmlns:c="{CHART}" r:id="rId10"/>')),
        p(graphic(DIAGRAM, f'<dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId11"/>')),
        p('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rId13"/></w:object></w:r>'),
        '<w:altChunk r:id="rId12"/>',
        p('<w:r><w:pict><v:shape><v:textpath string="Город чудес"/></v:shape></w:pict></w:r>'),
        p("<w:r><w:будущее>Чего Word ещё не придумал</w:будущее></w:r>"),
        p("После.")]}),
        parts=[("charts/chart1.xml", "chart", "", chart), ("diagrams/data1.xml", "diagramData", "", diagram),
               ("chunk.htm", "aFChunk", "", "<html><body><p>Вставленная страница</p></body></html>"),
               ("embeddings/book.xlsx", "package", "", "PK")])
    word("prompts.docx", answered({
        2: [p(prompt("Щелкните или коснитесь здесь, чтобы ввести текст."))],
        3: [p("Место для ввода текста.")],
        4: [p("Выбрано: ", prompt("Культура", hidden=False), "; ", '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
              '<w:result w:val="1"/><w:listEntry w:val="нет"/><w:listEntry w:val="да"/></w:ddList></w:ffData></w:fldChar></w:r>'
              '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', ".")]}))
    number = p("", num=(1, 0))
    word("cell-numbers.docx", answered({2: [table(
        ["№ п/п", "Дело", "Срок"], [cell(number), "Посадить лес", "май"], [cell(number), "Дождаться леса", "июнь"])]}),
        numbers=[[("decimal", "%1.")]])
    word("levels.docx", answered({
        1: [p("Начато:"), p("раз", num=(1, 1)), p("два", num=(1, 1)), p("три", num=(1, 1))],
        2: [p("Пропущены уровни:"), p("глубоко", num=(2, 2)), p("глубже", num=(2, 2)), p("выше", num=(2, 1)), p("наверху", num=(2, 0))]}),
        numbers=[[("bullet", "–"), ("bullet", "•")], [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")]])
    word("pictures-two-descriptions.docx", answered({1: [
        p(drawing("rId10", ' descr="Фонтан зимой"')), p(drawing("rId10", ' descr="Фонтан летом"')), p("Два вида фонтана.")]}),
        parts=[("media/image1.png", "image", "", png())])
    long = "Всё, что было задумано, удалось и превзошло ожидания выдуманных жителей. " * 12
    word("long-cells.docx", answered({1: [table(["№", "Дело", "Что вышло"], ["1", "Ярмарка", long.strip()], ["2", "Гулянья", "Все довольны."])]}))


def questions():
    for name, levels in (("questions-roman.docx", ("upperRoman", "%1.")), ("questions-labelled.docx", ("decimal", "Вопрос %1.")),
                         ("questions-zero.docx", ("decimalZero", "%1)")), ("questions-letters.docx", ("russianLower", "%1)"))):
        word(name, answered({}, lambda n, q: p(r(q, "<w:b/>"), num=(1, 0))), numbers=[[levels]])
    roman = ["I", "II", "III", "IV", "V"]
    write("questions-roman-typed.txt", ("ПРИМЕРСК\n\n" + "\n".join(
        f"{n}. {q}\n\n{a}\n" for n, q, a in zip(roman, QUESTIONS, ANSWERS))).encode())
    word("contents.docx", [p("Содержание")] + [
        p(f"{n}. {q}", "<w:r><w:tab/></w:r>", r(str(n)), style="TOC1") for n, q in enumerate(QUESTIONS, 1)] + answered({}))
    listed = "\n".join(f"{n}. {q}" for n, q in enumerate(QUESTIONS, 1))
    write("questions-listed.txt", ("ПРИМЕРСК\n\nОрганизационная работа, 2024 год\n\n" + listed + "\n\nОтветы\n\n" + "\n\n".join(
        f"{n}. {a}" for n, a in enumerate(ANSWERS, 1)) + "\n").encode())
    dated = ["Открыта приёмная:\n\n1) на Главной улице;\n\n2) на Боковой улице.\n\n03.09.2024 в честь праздника приняли 412 человек.", *ANSWERS[1:]]
    write("numbers-and-dates.txt", ("ПРИМЕРСК\n\nОрганизационная работа, 2024 год\n\n" + "\n\n".join(
        f"{n}. {a}" for n, a in enumerate(dated, 1)) + "\n").encode())
    other = [QUESTIONS[0], "Чем займётесь дальше?", QUESTIONS[2], "О чём поговорить, когда соберёмся все вместе", QUESTIONS[4]]
    write("between-neighbours.txt", ("ПРИМЕРСК\n\n" + "\n".join(
        f"{n}. {q}\n\n{a}\n" for n, (q, a) in enumerate(zip(other, ANSWERS), 1))).encode())
    headings = ["Главные достижения 2024 года в организационной работе", "Планы на 2025 год", "Помощь АСДГ", "Темы для встреч городов", "Курсы для служащих"]
    word("headings-for-questions.docx", [p(r("ПРИМЕРСК", "<w:b/>"))] + [b for q, a in zip(headings, ANSWERS) for b in (bold(q), p(a))])
    write("first-question-lost.txt", ("ПРИМЕРСК\n\n" + "Отдел выдуманных дел потрудился на славу и сделал всё, что мог придумать. " * 12 + "\n\n"
                                      + "\n".join(f"{n}. {q}\n\n{a}\n" for n, (q, a) in list(enumerate(zip(QUESTIONS, ANSWERS), 1))[1:])).encode())
    write("sixth-heading.txt", (text() + "\n6. Дополнительные сведения\n\nПросим прислать два экземпляра.\n").encode())
    write("marks.txt", text("Сделано:\n\n§ дом;\n\n§ сад.\n\nПосажено:\n\n✔ дуб;\n\n✔ клён.\n\nСобрано:\n\n+ яблоко;\n\n+ груша.\n\n"
                            "Нарисовано:\n\n-- река;\n\n-- гора.\n\nПридумано:\n\n_ слово;\n\n_ песня.").encode())
    write("nested-marks.txt", text("Сделано:\n\n1) дом:\n\n- крыша;\n\n• труба;\n\n• флюгер;\n\n- окно;\n\n2) сад.").encode())
    endings = {"last-line-years.txt": "2024-2025", "last-line-telephone.txt": "Телефон доверия: 8-800-000-00-00",
               "last-line-office.txt": "Глава города И.И. Придумкин открыл новую приёмную"}
    for name, end in endings.items():
        write(name, text(answers=[*ANSWERS[:4], ANSWERS[4] + "\n\n" + end]).encode())


    word("letters-for-bullets.docx", answered({1: [p("Сделано:"), p("o дом у реки;"), p("o XVI праздник выдумки;"), p("o 80-летие города.")]}))
    named = ["В 2024 году открыта приёмная, в 2024 году её посетили 412 человек.", "- в 2025 году составить карту;\n\n- открыть сад.", *ANSWERS[2:]]
    write("year-in-answers.txt", ("ПРИМЕРСК\n\nОрганизационная работа\n\n" + "\n\n".join(
        f"{n}. {a.removeprefix('- ')}" for n, a in enumerate(named, 1)) + "\n").encode())
    word("questions-twice.docx", [bold("ПРИМЕРСК")] + [p(f"{n}. {q}") for n, q in enumerate(QUESTIONS, 1)] + answered({})[1:])


def cities():
    write("city-spaced.txt", text(city="П Р И М Е Р С К").encode())
    write("city-blank-for-hyphen.txt", text(city="г. Усть Выдуманск").encode())
    write("city-latin.txt", text(city="Primersk").encode())
    second = "\n".join(f"{n}. {q.replace('организационной работы', 'культуры')}\n\n{a}\n" for n, (q, a) in enumerate(zip(QUESTIONS, reversed(ANSWERS)), 1))
    write("two-sectors.txt", (text() + "\nКультура\n\n" + second).encode())


def mails():
    head = ("From: primersk@example.org\r\nTo: digest@example.org\r\nSubject: =?utf-8?b?"
            + base64.b64encode("Ответы города Примерска".encode()).decode() + "?=\r\nMIME-Version: 1.0\r\n")
    body = base64.encodebytes(text(city="").encode("cp1251")).replace(b"\n", b"\r\n")
    write("letter.eml", (head + "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\n").encode() + body)
    write("quoted.txt", "".join(f"> {line}\n" for line in text().split("\n")).encode())

    def attached(*names):
        parts = '--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nДобрый день! Ответы во вложении.\r\n'
        for name in names:
            data = base64.encodebytes(text().encode()).decode().replace("\n", "\r\n")
            parts += (f'--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{name}"\r\n'
                      f"Content-Transfer-Encoding: base64\r\n\r\n{data}")
        return (head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + "--x--\r\n").encode()

    write("letter-attached.eml", attached("answers.txt"))
    write("letter-two-attached.eml", attached("one.txt", "two.txt"))
    write("outlook.msg", ole([("__properties_version1.0", b"\0" * 4096), ("__substg1.0_0037001F", "Ответы".encode("utf-16-le"))]))


def no_documents():
    write("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9")
    write("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64)
    write("sound.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\0" * 64)
    write("packed.rar", b"Rar!\x1a\x07\1\0" + b"\0" * 64)
    write("program.exe", b"MZ\x90\0\3\0\0\0" + b"\0" * 64)
    package("packed.zip", [("Примерск.txt", text())])


# PDF: pages of text in Arial-like Helvetica cannot show Russian letters; a font without outlines that maps its codes does.

CODES = {}


def encoded(t):
    return "".join(f"{CODES.setdefault(c, len(CODES) + 1):02x}" for c in t)


def page(lines, size=10):
    """The drawing instructions for lines: x, y from the top, text."""
    return "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {842 - y} Tm <{encoded(t)}> Tj ET" for x, y, t in lines)


def paper(name, pages, extra=(), annotations=(), form="", fonts="", boxes="/MediaBox [0 0 595 842]"):
    """A PDF of these pages of instructions; further objects may be referred to by their numbers from 20 on."""
    kids = [10 + 2 * n for n in range(len(pages))]
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
            + "\n".join(f"1 beginbfchar <{code:02x}> <{ord(c):04x}> endbfchar" for c, code in CODES.items())
            + "\nendcmap CMapName currentdict /CMap defineresource pop end end")
    widths = " ".join("250" if c == " " else "500" for c, _ in sorted(CODES.items(), key=lambda i: i[1]))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {form} >>",
        2: f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>",
        3: f"<< /Type /Font /Subtype /TrueType /BaseFont /Made-Up /FirstChar 1 /LastChar {len(CODES)} /Widths [{widths}] "
           "/FontDescriptor 5 0 R /ToUnicode 4 0 R >>",
        4: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        5: "<< /Type /FontDescriptor /FontName /Made-Up /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 "
           "/CapHeight 700 /StemV 80 >>",
    }
    for number, (kid, content) in enumerate(zip(kids, pages)):
        notes = f"/Annots [{' '.join(f'{a} 0 R' for a in annotations)}]" if annotations and number == 0 else ""
        objects[kid] = (f"<< /Type /Page /Parent 2 0 R {boxes} /Contents {kid + 1} 0 R "
                        f"/Resources << /Font << /F 3 0 R {fonts}>> /XObject << /I 6 0 R >> >> {notes} >>")
        objects[kid + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    objects[6] = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream"
    objects.update(extra)
    write(name, pdf([objects.get(n, "null").encode("latin-1") for n in range(1, max(objects) + 1)]))


def wrapped(t, width):
    lines = [""]
    for w in t.split():
        if lines[-1] and len(lines[-1]) + 1 + len(w) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + w
    return lines


def flow(blocks, x=60, y=60, width=90, step=14, gap=8):
    """Lines of paragraphs below each other."""
    out = []
    for block in blocks:
        for line in wrapped(block, width):
            out.append((x, y, line))
            y += step
        y += gap
    return out, y


def everything(changed=None, city="ПРИМЕРСК"):
    blocks = [city] if city else []
    for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1):
        blocks.append(f"{n}. {q}")
        blocks += (changed or {}).get(n, [a])
    return blocks


def papers():
    full = everything({1: ["Открыта приёмная для жителей выдуманных улиц. За год её посетили 412 человек."], 3: ["Предложений нет"],
                       4: ["Нет"], 5: ["Протокол"]})
    lines, _ = flow(full, gap=0)
    paper("open-lines.pdf", [page(lines)])
    story = ("Отдел по выдуманным делам открыл приёмную для жителей улиц, которых нет, и выслушал в ней 412 человек. "
             "Каждому выдан ответ на гербовой бумаге, а самым терпеливым ещё и памятный знак с видом города.")
    left, _ = flow(["1. " + QUESTIONS[0], story, story, story], y=90, width=42)
    right, _ = flow([b for n in (1, 2, 3, 4) for b in (f"{n + 1}. {QUESTIONS[n]}", ANSWERS[n] + " " + story)], x=320, y=93, width=42, step=13, gap=11)
    paper("columns-apart.pdf", [page([(260, 60, "ПРИМЕРСК")] + left + right)])
    head, y = flow(["ПРИМЕРСК", "1. " + QUESTIONS[0], "Проведены встречи:"])
    rows = []
    for row in (("№", "Встреча", "Гостей"), ("1", "День выдумки", "1200"), ("2", "Праздник небылиц", "80"), ("3", "Ярмарка", "5")):
        rows += [(x, y, t) for x, t in zip((60, 200, 400), row)]
        y += 24
    tail, _ = flow(["Всё прошло хорошо.", *everything(city="")[2:]], y=y)
    paper("table-unruled.pdf", [page(head + rows + tail)])
    paper("silent-page.pdf", [page(flow(everything()[:3])[0]), "q 500 0 0 700 40 40 cm /I Do Q", page(flow(everything()[3:])[0])])
    paper("browser.pdf", [page([(30, 20, "29.11.2026, 12:00 Анкета города")] + flow(everything()[:5])[0] + [(30, 825, "https://example.org/anketa?id=5 1/2")]),
                          page([(30, 20, "29.11.2026, 12:00 Анкета города")] + flow(everything()[5:])[0] + [(30, 825, "https://example.org/anketa?id=5 2/2")])])
    paper("stand-ins.pdf", [page(flow([b.replace("к", "ĸ") for b in everything()])[0])])
    fields, lines, y = {}, [(60, 60, "ПРИМЕРСК")], 90
    for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS)):
        lines += [(60, y, line) for line in wrapped(f"{n + 1}. {q}", 90)[:1]] + [(60, y + 14, line) for line in wrapped(f"{n + 1}. {q}", 90)[1:2]]
        value = ("\ufeff" + a).encode("utf-16-be").hex()
        fields[20 + n] = (f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (q{n}) /V <{value}> /Rect [60 {842 - y - 60} 530 {842 - y - 24}] /P 10 0 R >>")
        y += 80
    paper("form.pdf", [page(lines)], extra=fields, annotations=list(fields),
          form=f"/AcroForm << /Fields [{' '.join(f'{n} 0 R' for n in fields)}] >>")
    head, y = flow(["ПРИМЕРСК", "1. " + QUESTIONS[0], "За год открыты:"])
    items, y2 = flow(["приёмная для жителей улиц, которых нет на карте города, и для всех, кто их ищет давно и безуспешно;", "музей пропавших писем;",
                      "сад."], x=80, y=y, gap=0)
    dots = " ".join(f"{69} {842 - y0 + 2} 4 4 re f" for x, y0, line in items if line.startswith(("приём", "музей", "сад")))
    tail, _ = flow(everything(city="")[2:], y=y2 + 8)
    paper("bullets-drawn.pdf", [page(head + items + tail) + "\n" + dots])
    answers = [a + " " + story for a in ANSWERS]
    rows, y = [(60, 60, "ПРИМЕРСК")], 100
    for n, (q, a) in enumerate(zip(QUESTIONS, answers)):
        left, below = flow([f"{n + 1}. {q}"], y=y, width=32)
        right, y = flow([a], x=260, y=y + 6, width=54)
        rows += left + right
        y = max(y, below) + 30
    paper("beside-answers.pdf", [page(rows, size=9)])


def make():
    word_files()
    questions()
    cities()
    mails()
    no_documents()
    papers()


if __name__ == "__main__":
    make()
