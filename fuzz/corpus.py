#!/usr/bin/env python3
"""Makes the initial corpus of the fuzz targets from the files of the tests: fuzz/corpus.py, then cargo +nightly fuzz run docx."""

import pathlib
import shutil
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent / "tests/import"
PARTS = {
    "docx": ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"],
    "odt": ["content.xml", "styles.xml", "Object 1/content.xml"],
}

for kind, parts in PARTS.items():
    folder = HERE / "corpus" / kind
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(TESTS.glob(f"*/*.{kind}")):
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                texts = [archive.read(part) if part in names else b"" for part in parts]
        except zipfile.BadZipFile:
            continue
        (folder / path.stem).write_bytes(b"\0".join(texts))
folder = HERE / "corpus/pdf"
folder.mkdir(parents=True, exist_ok=True)
for path in sorted(TESTS.glob("*/*.pdf")):
    shutil.copy(path, folder / path.stem)
for kind in ["markdown", "yaml", "settings"]:
    shutil.copytree(HERE.parent / "tests/fuzz" / kind, HERE / "corpus" / kind, dirs_exist_ok=True)
folder = HERE / "corpus/templates"
folder.mkdir(parents=True, exist_ok=True)
for number, path in enumerate(sorted((HERE.parent / "themes/default/templates").iterdir())):
    # The target reads the first byte as the number of the template.
    (folder / path.stem).write_bytes(bytes([number]) + path.read_bytes())
