"""Ugly files of kinds that `kinds.py` has in other shapes: names as adjectives, numbers in words, forms filled in over their lines.

`generate.py` calls `make()`; `python3 shapes.py` makes these files only. Nothing here needs LibreOffice.
"""

from generate import ANSWERS, QUESTIONS, answered, p, package, r, text, word, write
from kinds import CODES, everything, flow, page, paper

ORDINALS = ["первому", "второму", "третьему", "четвёртому", "пятому"]
WRITER = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
          'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
          'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')


def numbered(number):
    """Answers with numbers only."""
    return ("ПРИМЕРСК\n\nОрганизационная работа, 2024 год\n\n"
            + "\n\n".join(f"{number(n)}{a}" for n, a in enumerate(ANSWERS, 1)) + "\n")


def texts():
    write("city-adjective.txt", text(city="Администрация Усть-Выдуманского городского округа").encode())
    write("city-lower-case.txt", text(city="усть-выдуманск").encode())
    write("vopros-alone.txt", numbered(lambda n: f"Вопрос № {n}\n\n").encode())
    write("numbers-alone.txt", numbered(lambda n: f"{n}.\n").encode())
    write("ordinals.txt", numbered(lambda n: f"По {ORDINALS[n - 1]} вопросу.\n\n").encode())
    write("letters-alone.txt", numbered(lambda n: f"{'абвгд'[n - 1]}) ").encode())
    listed = "\n".join(f"{n}. {q}" for n, q in enumerate(QUESTIONS, 1))
    write("answers-by-question.txt", ("ПРИМЕРСК\n\n" + listed + "\n\n" + "\n\n".join(
        f"Ответ на вопрос № {n}\n\n{a}" for n, a in enumerate(ANSWERS, 1)) + "\n").encode())
    write("questions-repeated.txt", ("ПРИМЕРСК\n\nВопросы анкеты:\n" + listed + "\n\nОтветы на вопросы анкеты:\n\n" + "\n".join(
        f"{n}. {q}\n\n{a}\n" for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1))).encode())
    labels = ["Ответ. ", "Ответ администрации города: ", "Ответ на вопрос: ", "ОТВЕТ:\n\n", ""]
    write("answer-labels.txt", text(answers=[label + a for label, a in zip(labels, ANSWERS)]).encode())
    write("marks-rare.txt", text("Сделано:\n\n~ дом;\n\n~ сад.\n\nПосажено:\n\n(1) дуб;\n\n(2) клён.\n\nСобрано:\n\ni) яблоко;\n\nii) груша.\n\n"
                                 "Нужно:\n\n☑ река;\n\n☐ гора.\n\nПридумано:\n\n• - слово;\n\n• - песня.").encode())
    signed = {"signature-lines.txt": "И.о. главы администрации города Примерска\n\n____________ / Выдумкина О. П. /\n\n«14» февраля 2025 г.",
              "signature-electronic.txt": "Документ подписан электронной подписью\n\nСертификат 00AA11BB22CC\n\nВладелец Придумкин Андрей Борисович"}
    for name, end in signed.items():
        write(name, text(answers=[*ANSWERS[:4], ANSWERS[4] + "\n\n" + end]).encode())
    write("prompts-typed.txt", text(answers=[ANSWERS[0], "[введите ответ]", "Введите текст ответа здесь", *ANSWERS[3:]]).encode())


def documents():
    style = '<w:style w:type="character" w:styleId="Signs"><w:name w:val="Signs"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style>'
    word("signs-by-style.docx", answered({1: [
        p("Явка ", r("\u00b3", '<w:rStyle w:val="Signs"/>'), " 5 %, ", '<w:r><w:sym w:font="MT Extra" w:char="F04C"/></w:r>', " стоит здесь.")]}),
        styles=style)
    word("older-form-only.docx", answered({1: [
        p('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
          "<w:t>Только для прежних программ.</w:t></mc:Fallback></mc:AlternateContent></w:r>")]}))
    def lines(blocks):
        return "".join(b if b.startswith("<") else f"<text:p>{b}</text:p>" for b in blocks)

    listed = ("<text:list><text:list-header><text:p>Начало:</text:p><text:list><text:list-item><text:p>глубже</text:p></text:list-item></text:list>"
              "</text:list-header><text:list-item><text:p>раз</text:p></text:list-item><text:list-item><text:p>два</text:p></text:list-item></text:list>")
    levels = "".join(f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix="."/>' for n in (1, 2))
    forms = ('<office:forms><form:form><form:listbox form:id="k1"><form:option form:label="весна"/>'
             '<form:option form:label="осень" form:current-selected="true"/></form:listbox></form:form></office:forms>')
    blocks = ["ПРИМЕРСК"]
    for n, (q, a) in enumerate(zip(QUESTIONS, ANSWERS), 1):
        blocks += [f"{n}. {q}", a]
        if n == 1:
            blocks += [listed.replace("<text:list>", '<text:list text:style-name="L">', 1), 'Пора: <draw:control draw:control="k1"/>',
                       "<text:будущее>Чего ещё не придумали</text:будущее>"]
    package("list-header.odt", [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {WRITER}><office:automatic-styles><text:list-style style:name="L">{levels}'
        f"</text:list-style></office:automatic-styles><office:body><office:text>{forms}{lines(blocks)}</office:text></office:body>"
        "</office:document-content>"))])


def papers():
    CODES.clear()
    head, y = flow([*everything()[:2], "Всего дел: ____________________, гостей: ____________."])
    x, row, line = head[-1]
    above = [(x + 5 * (line.index("_") + 1), row, "сорок семь"), (x + 5 * (line.rindex(" ") + 2), row, "триста")]
    tail, _ = flow(everything(city="")[2:], y=y)
    shadow = [(x + 1.4, row + 1.4, line) for x, row, line in tail[-1:]]
    paper("overlaid.pdf", [page(head + above + tail + shadow)])
    boxes = {20 + n: f"<< /Type /Annot /Subtype /Widget /FT /Btn /T (b{n}) /AS /{state} /Rect [{60 + 80 * n} 500 {72 + 80 * n} 512] /P 10 0 R >>"
             for n, state in enumerate(["Yes", "Off"])}
    start, _ = flow(everything()[:2])
    rest, _ = flow(everything(city="")[2:], y=400)
    paper("form-boxes.pdf", [page(start + [(75, 340, "пирог"), (155, 340, "пряник")] + rest)], extra=boxes, annotations=list(boxes),
          form=f"/AcroForm << /Fields [{' '.join(f'{n} 0 R' for n in boxes)}] >>")
    # A program that made the file took the letters of Windows in Russia for those of Western Europe.
    paper("misread-letters.pdf", [page(flow([block.encode("cp1251").decode("latin-1") for block in everything()])[0])])
    # A font that is not in the file, with a table of characters that is not in the file either.
    unknown = {30: "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Unknown-H /DescendantFonts [31 0 R] >>",
               31: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (X) /Ordering (Y) /Supplement 0 >> >>"}
    drawing = page(flow(everything())[0]) + "\nBT /G 10 Tf 1 0 0 1 60 100 Tm <c4e3bac3> Tj ET"
    paper("unknown-font.pdf", [drawing], extra=unknown, fonts="/G 30 0 R ")


def make():
    texts()
    documents()
    papers()


if __name__ == "__main__":
    make()
