#!/usr/bin/env python3
"""Measures how soon a changed response is shown.

    tests/serve/reload.py target/release/asdg-site /tmp/d800 [EDITS]

Edits responses in a copy of the digest one after another. Measures the time from just before a file is written until its page with the new
words has arrived, which is what a browser waits for before it can render. Prints the median and the maximum.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from preview import Preview


def main():
    binary, digest = sys.argv[1], Path(sys.argv[2])
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    folder = Path(tempfile.mkdtemp())
    site = folder / "site"
    shutil.copytree(digest, site, ignore=shutil.ignore_patterns("public", ".public*"))
    preview = Preview(binary, site)
    responses = sorted(site.glob("content/*/*/*.md"))
    rng = random.Random(1)
    times = []
    for number in range(edits):
        response = rng.choice(responses)
        text = response.read_text(encoding="utf-8")
        marker = f"Правка{number:06}"
        page = f"{response.parts[-3]}/{response.parts[-2]}/{response.stem}/"
        status, before = preview.get(page)
        assert status == 200 and marker.encode() not in before, page
        revision = preview.news["revision"]
        start = time.monotonic()
        response.write_text(text.rstrip() + f"\n\n{marker} и слова, которых здесь не было.\n", encoding="utf-8")
        preview.wait_for_news(revision)
        _, after = preview.get(page)
        took = time.monotonic() - start
        assert marker.encode() in after, f"{page} does not show what was written"
        times.append(took * 1000)
        time.sleep(0.3)
    preview.stop()
    shutil.rmtree(folder)
    print(f"{len(responses)} responses, {edits} edits: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


main()
