"""Ugly files of writing that few files have: from right to left, notes above words, fonts without letters, text beyond the page, interviews.

`generate.py` calls `make()`; `python3 writing.py` makes these files only. Nothing here needs LibreOffice.
"""

import base64

from generate import ANSWERS, QUESTIONS, answered, p, package, r, text, word, write
from kinds import CODES, everything, flow, page, paper
from shapes import WRITER

QUESTIONS_AND_ANSWERS = list(enumerate(zip(QUESTIONS, ANSWERS), 1))


def texts():
    quoted = text("Открыты:\n- приёмная;\n- музей.")
    write("quoted-bars.txt", "".join(f"| {line}\n" if line else "|\n" for line in quoted.split("\n")).encode())
    write("interview.txt", ("ПРИМЕРСК\n\n" + "\n\n".join(f"В: {q}\nО: {a}" for _, (q, a) in QUESTIONS_AND_ANSWERS) + "\n").encode())
    write("interview-numbered.txt", (
        "ПРИМЕРСК\n\n" + "\n\n".join(f"В{n}. {q}\n\nО{n}. {a}" for n, (q, a) in QUESTIONS_AND_ANSWERS) + "\n").encode())
    write("brackets.txt", ("ПРИМЕРСК\n\n" + "\n\n".join(f"[{n}] {q}\n\n{a}" for n, (q, a) in QUESTIONS_AND_ANSWERS) + "\n").encode())
    write("brackets-alone.txt", ("ПРИМЕРСК\n\nОрганизационная работа, 2024 год\n\n" + "\n\n".join(
        f"[{n}] {a}" for n, a in enumerate(ANSWERS, 1)) + "\n").encode())
    write("degrees.txt", ("ПРИМЕРСК\n\n" + "\n\n".join(f"{n}° {q}\n\n{a}" for n, (q, a) in QUESTIONS_AND_ANSWERS) + "\n").encode())
    write("marks-left.txt", text("Сделано:\n\n[1] дом;\n\n[2] сад.\n\nСноска [1] стоит здесь.\n\n1° мороза было в мае.").encode())
    write("last-line-telephone-for.txt", text(answers=[*ANSWERS[:4], ANSWERS[4] + "\n\nТел. 00-00-00 для записи на курсы"]).encode())
    write("questions-listed.md", ("# ПРИМЕРСК\n\n" + "\n".join(f"{n}. {q}" for n, q in enumerate(QUESTIONS, 1)) + "\n\n" + "\n\n".join(
        f"Ответ на вопрос № {n}\n\n{a}" for n, a in enumerate(ANSWERS, 1)) + "\n").encode())


def mails():
    head = "From: otdel@example.org\r\nTo: soyuz@example.org\r\nSubject: Anketa\r\nMIME-Version: 1.0\r\n"
    plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    mixed = lambda *parts: (head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + "".join(f"--x\r\n{part}\r\n" for part in parts) + "--x--\r\n").encode()
    write("letter-forwarded.eml", mixed(plain + "Пересылаю анкету.", "Content-Type: message/rfc822\r\n\r\n" + head + plain + text()))
    write("letter-archive.eml", mixed(plain + "Анкета в архиве.", "Content-Type: application/zip; name=ankety.zip\r\nContent-Transfer-Encoding: base64\r\n"
                                      "Content-Disposition: attachment; filename=ankety.zip\r\n\r\nUEsDBAAAAAAAAAAA\r\n"))
    signed = b"0\x82\x01\0\x06\x09*\x86H\x86\xf7\x0d\x01\x07\x02\xa0\x82\0\xf1" + bytes(range(241))
    write("signed.docx.sig", signed)
    write("signed-text.sig", base64.encodebytes(signed))


def documents():
    moved = lambda t, by: r(t, f'<w:position w:val="{by}"/>')
    word("moved-letters.docx", answered({1: [
        p("Вывезено 500 м", moved("3", 8), " снега, собрано 10", moved("6", 6), " листьев и H", moved("2", -6), "O."), p(moved("Чуть выше.", 1))]}))
    rtl = lambda t: r(t, "<w:rtl/>")
    word("right-to-left.docx", answered({1: [
        p("Гости из города ", rtl("חיפה, ישראל"), " прислали письмо: ", rtl("שלום 2024 עולם"), "."),
        p(rtl("مرحبا بالعالم."), props="<w:bidi/>")]}))
    ruby = ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>хэй</w:t></w:r><w:r><w:t>хэ</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>黑河</w:t></w:r></w:rubyBase></w:ruby></w:r>")
    word("note-above.docx", answered({1: [p("Гости из города ", ruby, " уехали.")]}))
    word("questions-listed-auto.docx", [p("ПРИМЕРСК")] + [p(q, num=(1, 0)) for q in QUESTIONS] + [
        b for n, a in enumerate(ANSWERS, 1) for b in (p(f"Ответ на вопрос № {n}"), p(a))], numbers=[[("decimal", "%1.")]])
    broken = "<w:r><w:br/></w:r>"
    word("item-after-break.docx", [p("ПРИМЕРСК")] + [b for n, (q, a) in QUESTIONS_AND_ANSWERS for b in (
        p(broken, q, num=(1, 0)), *([p(a)] if n > 1 else [p("Сделано:"), p(broken, "дом;", num=(2, 0)), p("сад.", num=(2, 0))]))],
        numbers=[[("decimal", "%1.")], [("decimal", "%1)")]])
    blocks = ["ПРИМЕРСК"]
    for n, (q, a) in QUESTIONS_AND_ANSWERS:
        blocks += [f"{n}. {q}", a if n > 1 else "Гости из города <text:ruby><text:ruby-base>黑河</text:ruby-base>"
                   "<text:ruby-text>хэй<text:s/>хэ</text:ruby-text></text:ruby> уехали."]
    package("note-above.odt", [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {WRITER}><office:body><office:text>'
        + "".join(f"<text:p>{b}</text:p>" for b in blocks) + "</office:text></office:body></office:document-content>"))])


def type1(codes):
    """A font of Type 1 with a box for each code, whose glyphs have names that say nothing: the three parts of its file."""
    def crypt(data, key):
        out = bytearray()
        for byte in b"\0\0\0\0" + data:
            out.append(byte ^ (key >> 8))
            key = ((out[-1] + key) * 52845 + 22719) & 0xFFFF
        return bytes(out)

    number = lambda v: bytes([v + 139]) if abs(v) <= 107 else (
        bytes([(v - 108) // 256 + 247, (v - 108) % 256]) if v > 0 else bytes([(-v - 108) // 256 + 251, (-v - 108) % 256]))
    box = number(0) + number(500) + b"\x0d" + number(50) + number(0) + b"\x15" + number(400) + b"\x06" + number(600) + b"\x07" + number(-400) + b"\x06\x09\x0e"
    clear = ("%!PS-AdobeFont-1.0: Made-Up\n12 dict begin\n/FontName /Made-Up def\n/PaintType 0 def\n/FontType 1 def\n"
             "/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
             + "".join(f"dup {code} /g{code} put\n" for code in codes)
             + "readonly def\n/FontBBox {0 -200 1000 800} readonly def\ncurrentdict end\ncurrentfile eexec\n").encode()
    private = (b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n/ND {noaccess def} executeonly def\n"
               b"/NP {noaccess put} executeonly def\n/BlueValues [] def\n/password 5839 def\n/lenIV 4 def\n"
               + f"2 index /CharStrings {len(codes) + 1} dict dup begin\n".encode())
    for name in [".notdef", *(f"g{code}" for code in codes)]:
        glyph = crypt(box, 4330)
        private += f"/{name} {len(glyph)} RD ".encode() + glyph + b" ND\n"
    private += b"end\nend\nreadonly put\nnoaccess put\ndup/FontName get exch definefont pop\nmark currentfile closefile\n"
    return clear, crypt(private, 55665), (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"


def papers():
    CODES.clear()
    # As they stand on the page, from left to right.
    shown = ["Гости из города לארשי ,הפיח прислали письмо: םלוע 2024 םולש.", ".ملاعلاب ابحرم"]
    paper("right-to-left.pdf", [page(flow(everything({1: shown}))[0])])
    CODES.clear()
    content = page(flow(everything())[0])
    codes = sorted(CODES.values())
    parts = type1(codes)
    lengths = " ".join(f"/Length{n} {len(part)}" for n, part in enumerate(parts, 1))
    font = {
        3: f"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Made-Up /FirstChar 1 /LastChar {len(codes)} "
           f"/Widths [{' '.join('500' for _ in codes)}] /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /ABCDEF+Made-Up /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
           "/Descent -200 /CapHeight 700 /StemV 80 /FontFile 30 0 R >>",
        30: f"<< /Length {sum(map(len, parts))} {lengths} >>\nstream\n{b''.join(parts).decode('latin-1')}\nendstream",
    }
    paper("font-without-letters.pdf", [content], extra=font)
    CODES.clear()
    paper("outside.pdf", [page(flow(everything())[0] + [(700, 100, "Этого никто не видит.")])])
    for name, boxes in [("box-beside.pdf", "/MediaBox [0 0 595 842] /CropBox [900 900 1200 1200]"), ("box-empty.pdf", "/MediaBox [0 0 0 0]"),
                        ("all-outside.pdf", "/MediaBox [0 0 595 300]")]:
        paper(name, [page(flow(everything())[0])], boxes=boxes)
    # A glyph that is that of another letter in other places, as the file itself says.
    lines, y = flow(everything()[:2] + ["Гости уехали."])
    rest, _ = flow(everything(city="")[2:], y=y + 20)
    actual = "/Span << /ActualText <FEFF04130443043B044C> >> BDC " + page([(60, y, "Соль")]) + " EMC " + page([(82, y, "открыта.")])
    paper("actual-text.pdf", [page(lines) + "\n" + actual + "\n" + page(rest)])


def make():
    texts()
    mails()
    documents()
    papers()


if __name__ == "__main__":
    make()
