"""Spoils the files of the import tests at random, imports them all, and counts what must not happen.

    cargo build
    python3 tests/import/fuzz.py target/debug/asdg-site [SEED [FILES]]

A panic is always a fault of the program. A response that differs from its file was not written; it shows a rule that loses or
adds something, and is worth a look. The same seed gives the same files, which stay in the folder that is named at the end.
"""

import glob
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PIECES = [
    "«", "»", "-", "–", "—", " ", "\n", "\n\n", "1. ", "2)", "а) ", "•", "?", ":", ";", ".", "№", "ё", "é", "e\u0301", "😀",
    "\u200b", "\u00ad", "\t", "(", ")", "**", "*", "_", "|", "<b>", "<!--", "-->", "{", "}", "#", "## ", "https://a.б/", "Ответ:",
    "Вопрос № 1", "--", "С уважением", "г.", "ПРИМЕРСК", "Примерска", "2024", "İ", "ß", "ﬁ", "\u2028", "\r", "\f", "00.", "1.1.",
    "IV.", "²", "½", "٣", "𝟙",
]


def spoilt(text):
    chars = list(text)
    for _ in range(random.choice([1, 3, 10, 60])):
        at = random.randrange(len(chars) + 1)
        dice = random.random()
        if dice < 0.65:
            chars[at:at] = list(random.choice(PIECES))
        elif dice < 0.85:
            del chars[at : at + random.choice([1, 2, 30])]
        else:
            other = random.randrange(len(chars) + 1)
            chars[at:at] = chars[other : other + random.choice([5, 60, 400])]
    return "".join(chars)


def spoilt_archive(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith((".xml", ".rels")) and random.random() < 0.2:
                part = twisted(part.decode("utf-8", "ignore")).encode()
            elif name in ("word/document.xml", "content.xml"):
                pieces = re.split(r"(>[^<]{2,}<)", part.decode("utf-8", "ignore"))
                for number in range(1, len(pieces), 2):
                    if random.random() < 0.15:
                        pieces[number] = ">" + re.sub("[&<\f]", "", spoilt(pieces[number][1:-1])) + "<"
                part = "".join(pieces).encode()
            copy.writestr(name, part)
    return out.getvalue()


def twisted(xml):
    """XML whose elements changed places, came twice or went, and whose values are others; it stays well-formed where that is easy."""
    tags = re.findall(r"<[^>]*/>", xml) or ["<x/>"]
    elements = [match.group() for match in re.finditer(r"<(\w+:?\w*)[ >](?:(?!</?\1[ >]).)*</\1>", xml[:200_000], re.S)] or ["<x/>"]
    for _ in range(random.choice([1, 2, 8, 30])):
        dice = random.random()
        piece = random.choice(tags if dice < 0.3 else elements)
        at = xml.find(piece)
        if at < 0:
            continue
        if dice < 0.5:
            other = random.choice(elements)
            xml = xml[:at] + other + xml[at:]
        elif dice < 0.7:
            xml = xml[:at] + xml[at + len(piece):]
        else:
            values = ["0", "1", "-1", "9", "4294967295", "99999999999999999999", "", "true", "rId1", "bullet", "Symbol", "\uf0b3"]
            changed = re.sub(r'"[^"]*"', lambda match: f'"{random.choice(values)}"' if random.random() < 0.4 else match.group(), piece)
            xml = xml[:at] + changed + xml[at + len(piece):]
    return xml


def spoilt_pdf(data):
    data = bytearray(data)
    for _ in range(random.choice([1, 4, 20, 100])):
        if not data:
            break
        at = random.randrange(len(data))
        dice = random.random()
        if dice < 0.5:
            data[at] ^= 1 << random.randrange(8)
        elif dice < 0.7:
            del data[at : at + random.choice([1, 10, 200])]
        else:
            other = random.randrange(len(data))
            data[at:at] = data[other : other + random.choice([5, 60, 400])]
    return bytes(data)


def main():
    program = os.path.abspath(sys.argv[1])
    random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 1500
    paths = lambda *ends: sorted(path for end in ends for path in glob.glob(f"{HERE}/*/*{end}"))
    texts = [open(path, "rb").read().decode("utf-8", "ignore") for path in paths(".txt", "y/*.md")]
    archives = [open(path, "rb").read() for path in paths(".docx", ".odt")]
    papers = [open(path, "rb").read() for path in paths(".pdf")]
    folder = tempfile.mkdtemp()
    site, inbox = f"{folder}/site", f"{folder}/inbox"
    shutil.copytree(f"{HERE}/site", site)
    os.mkdir(inbox)
    for number in range(count):
        if number % 3:
            with open(f"{inbox}/{number}.{'md' if number % 7 == 0 else 'txt'}", "w", newline="") as file:
                file.write(spoilt(random.choice(texts)))
            continue
        if number % 4 == 0:
            with open(f"{inbox}/{number}.pdf", "wb") as file:
                file.write(spoilt_pdf(random.choice(papers)))
            continue
        try:
            data = spoilt_archive(random.choice(archives))
        except zipfile.BadZipFile:
            continue
        with open(f"{inbox}/{number}.docx", "wb") as file:
            file.write(data)
    words = [program, "import", inbox, "--site", site, "--lang", "en", "--dry-run"]
    words += ["--city", "primersk", "--year", "2024", "--sector", "culture"]
    run = subprocess.run(words, capture_output=True, text=True, errors="replace")
    panics = run.stderr.count("panicked")
    differences = re.findall(r"differs from the text of the file\n--> (.*)", run.stderr)
    print(run.stdout.strip().splitlines()[-1:], f"{panics} panics, {len(differences)} differences", *differences, folder, sep="\n")
    sys.exit(1 if panics else 0)


main()
