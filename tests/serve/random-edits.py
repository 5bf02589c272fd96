#!/usr/bin/env python3
"""Edits, renames and deletes files at random under a running `asdg-site serve`.

    tests/serve/random-edits.py target/debug/asdg-site examples/digest [EDITS] [SEED]

The server must never exit and must always answer. At the end it must serve exactly what `build` writes: every file, byte for byte, except for
the script that it adds to pages. The script works on a copy of the digest. On a failure it prints the seed and the last edits.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from preview import Preview


class Editor:
    """Makes random changes to files, in all the ways in which editors save, break, move and delete them."""

    def __init__(self, site, rng):
        self.site, self.rng = site, rng
        self.content = site / "content"
        self.log = []
        self.serial = 0

    def file(self, *patterns):
        found = sorted(path for pattern in patterns for path in self.site.glob(pattern) if path.is_file())
        return self.rng.choice(found) if found else None

    def response(self):
        return self.file("content/*/*/*.md", "content/*/*/*.yaml")

    def edit(self):
        habits = [
            (self.write, 30), (self.save_by_renaming, 15), (self.add_error, 10), (self.cut, 5), (self.empty, 3), (self.bytes, 3),
            (self.delete, 8), (self.rename, 6), (self.move_and_back, 3), (self.move_content, 2), (self.new_response, 5),
            (self.register, 4), (self.settings, 2), (self.theme, 4), (self.folder, 2), (self.stray, 3), (self.touch, 3),
        ]
        habit = self.rng.choices([habit for habit, _ in habits], [weight for _, weight in habits])[0]
        self.serial += 1
        try:
            self.log.append(f"{self.serial}: {habit.__name__} {habit() or ''}")
        except FileNotFoundError as error:
            self.log.append(f"{self.serial}: {habit.__name__}: {error}")

    def text(self, path):
        return path.read_bytes().decode("utf-8", "replace")

    def write(self):
        path = self.response()
        if path and path.suffix == ".md":
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nПравка {self.serial}: слова, которых здесь не было.\n")
        return path

    def save_by_renaming(self):
        path = self.response()
        if path:
            new = path.with_name(f".{path.name}.tmp")
            new.write_text(self.text(path) + f"\nСохранено под другим именем {self.serial}.\n", encoding="utf-8")
            backup = path.with_name(path.name + "~")
            path.rename(backup)
            time.sleep(self.rng.random() * 0.01)
            new.rename(path)
            backup.unlink()
        return path

    def add_error(self):
        path = self.response()
        if path:
            broken = self.rng.choice(["---\nrespondent: [\n---\n", "## 77. Нет такого вопроса\n\nТекст\n", "[x](topic:no-such-topic)\n"])
            path.write_text(broken + self.text(path), encoding="utf-8")
        return path

    def cut(self):
        path = self.response()
        if path:
            text = self.text(path)
            path.write_text(text[: self.rng.randrange(len(text) + 1)], encoding="utf-8")
        return path

    def empty(self):
        path = self.response()
        if path:
            path.write_bytes(b"")
        return path

    def bytes(self):
        path = self.response()
        if path:
            path.write_bytes(bytes(self.rng.randrange(256) for _ in range(200)))
        return path

    def delete(self):
        path = self.file("content/*/*/*", "content/*/*/*/*")
        if path:
            path.unlink()
        return path

    def rename(self):
        path = self.response()
        if path:
            path.rename(path.with_name(f"{self.rng.choice(['elkinsk', 'primersk', 'vydumsk', 'nikto'])}{path.suffix}"))
        return path

    def move_and_back(self):
        path = self.response()
        if path:
            away = self.site / f"away-{self.serial}"
            path.parent.rename(away)
            time.sleep(self.rng.random() * 0.05)
            away.rename(path.parent)
        return path

    def move_content(self):
        away = self.site / "content-away"
        self.content.rename(away)
        time.sleep(self.rng.random() * 0.1)
        away.rename(self.content)

    def new_response(self):
        path = self.response()
        if path:
            cities = ["primersk", "elkinsk", "vydumsk", "fantazersk"]
            new = path.with_name(self.rng.choice(cities) + ".md")
            new.write_text("## 1. Итоги\n\nНовая анкета вымышленного города.\n", encoding="utf-8")
            return new
        return None

    def register(self):
        path = self.file("content/*.yaml", "content/*/edition.yaml", "content/*/replies.yaml")
        if path:
            text = self.text(path)
            path.write_text(self.rng.choice([text + "\n# примечание\n", text.replace("name:", "nmae:", 1), text]), encoding="utf-8")
        return path

    def settings(self):
        path = self.site / "site.toml"
        text = self.text(path)
        path.write_text(self.rng.choice([text + "\n", text + "\nfeed = maybe\n", text.replace("title", "titel", 1)]), encoding="utf-8")

    def theme(self):
        folder = self.site / "themes" / "default"
        if folder.is_dir() and self.rng.random() < 0.3:
            shutil.rmtree(folder)
            return "removed"
        if not folder.is_dir():
            shutil.copytree(self.default_theme, folder)
            return "copied"
        path = self.file("themes/default/templates/*.html", "themes/default/assets/*.css", "themes/default/i18n/*.ftl")
        if path:
            path.write_text(self.rng.choice(["{% if %}", "", "\n"]) + self.text(path), encoding="utf-8")
        return path

    def folder(self):
        name = self.rng.choice(["2031", "2032", "not-a-year"])
        folder = self.content / name
        if folder.is_dir():
            shutil.rmtree(folder)
        else:
            (folder / "culture").mkdir(parents=True)
        return folder

    def stray(self):
        path = self.content / self.rng.choice(["письмо.docx", "Thumbs.db", ".hidden", "~$lock.docx", "readme.txt"])
        if path.exists():
            path.unlink()
        else:
            path.write_bytes(b"x")
        return path

    def touch(self):
        path = self.response()
        if path:
            path.touch()
        return path


class Reader(threading.Thread):
    """Requests pages all the time, whatever happens to the files."""

    def __init__(self, preview, pages, rng):
        super().__init__(daemon=True)
        self.preview, self.pages, self.rng = preview, pages, rng
        self.pages_read, self.failed, self.stopped = 0, None, False

    def run(self):
        while not self.stopped:
            page = self.rng.choice(self.pages)
            try:
                status, _ = self.preview.get(page)
            except OSError as error:
                self.failed = f"{page}: {error}"
                return
            if status not in (200, 302, 404, 500):
                self.failed = f"{page}: {status}"
                return
            self.pages_read += 1
            time.sleep(0.01)


def build(binary, site, output):
    """Builds the site and returns its files by path."""
    shutil.rmtree(output, ignore_errors=True)
    command = [binary, "build", "--drafts", "--quiet", "--site", str(site), "--output", str(output)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    listed = (output / ".asdg-site").read_text(encoding="utf-8").splitlines()[1:]
    return {path: (output / path).read_bytes() for path in listed}


def compare(preview, files):
    """Returns the files that are served differently from how they are built."""
    different = []
    for path, built in files.items():
        # Browsers request the folder, not its index.html.
        requested = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
        status, served = preview.get(requested)
        if status != 200 or served != built:
            different.append(f"{path} ({status})")
    return different


def main():
    binary, digest = sys.argv[1], Path(sys.argv[2])
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1_000_000)
    rng = random.Random(seed)
    folder = Path(tempfile.mkdtemp())
    site, good = folder / "site", folder / "good"
    shutil.copytree(digest, good, ignore=shutil.ignore_patterns("public", ".public*"))
    shutil.copytree(good, site)
    files = build(binary, good, folder / "out")
    preview = Preview(binary, site)
    editor = Editor(site, rng)
    Editor.default_theme = Path(__file__).parents[2] / "themes" / "default"
    reader = Reader(preview, [path for path in files if path.endswith(".html")], random.Random(seed + 1))
    reader.start()

    def fail(why):
        print(f"{why}\nseed {seed}; the last edits:\n" + "\n".join(editor.log[-15:]) + "\nthe program said:\n" + "".join(preview.output[-40:]))
        raise SystemExit(1)

    checked = 0
    for number in range(1, edits + 1):
        editor.edit()
        time.sleep(rng.choice([0, 0, 0.002, 0.02, 0.1]))
        if not preview.is_alive():
            fail(f"the server died with code {preview.process.returncode}")
        if reader.failed:
            fail(f"a reader got no answer: {reader.failed}")
        if number % 50 == 0:
            # Restore a site without errors, and make some valid edits.
            for name in ("content", "themes"):
                shutil.rmtree(site / name, ignore_errors=True)
                if (good / name).is_dir():
                    shutil.copytree(good / name, site / name)
            shutil.copy(good / "site.toml", site / "site.toml")
            for _ in range(5):
                editor.write()
            files = build(binary, site, folder / "out")
            end = time.monotonic() + 60
            while (different := compare(preview, files)) and time.monotonic() < end:
                time.sleep(0.2)
            if different:
                fail(f"after {number} edits {len(different)} of {len(files)} files are served otherwise than built: {different[:5]}")
            checked += 1
    reader.stopped = True
    preview.stop()
    shutil.rmtree(folder)
    print(
        f"{edits} edits (seed {seed}), {checked} times compared with a build, at the end {len(files)} files the same; "
        f"{reader.pages_read} pages were read meanwhile"
    )


main()
