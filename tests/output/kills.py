#!/usr/bin/env python3
"""Kills builds at random moments, and looks each time whether the output folder is whole and the user's files are there.

Usage: tests/output/kills.py PROGRAM [KILLS] [SEED]

The site is tests/base in two versions, built in turn into one folder. Now and then the user puts a file there meanwhile, two builds run at the
same time, or the work folder is removed. After all of it an undisturbed build must leave nothing behind.
"""

import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = ".asdg-site"


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


class Kills:
    def __init__(self, program, folder, seed):
        self.program, self.folder, self.random = program, folder, random.Random(seed)
        self.public, self.work = folder / "public", folder / ".public.asdg-site"
        self.sites, self.mine, self.counts = [], {}, {"killed": 0, "ended": 0, "busy": 0}
        # Of the user's files those that a killed build left in the work folder. The next build brings them back.
        self.late = set()
        for number in range(2):
            site = folder / f"site-{number}"
            shutil.copytree(ROOT / "tests/base", site)
            with open(site / "site.toml", "a", encoding="utf-8") as settings:
                settings.write(f'base_url = "https://example.org/{number}/"\n')
            start = time.monotonic()
            assert self.start(number).wait() == 0
            self.took = time.monotonic() - start
            self.sites.append(files(self.public))

    def start(self, number):
        words = [self.program, "build", "--quiet", "--site", self.folder / f"site-{number}", "--output", self.public]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def put(self, name):
        try:
            (self.public / name).write_text(name)
            self.mine[name] = name.encode()
        except FileNotFoundError:
            # Where folders take two steps to change places there is none for a moment.
            pass

    def round(self, number):
        builds = [self.start(self.random.randrange(2))]
        if self.random.random() < 0.2:
            builds.append(self.start(self.random.randrange(2)))
        end = time.monotonic() + self.random.random() * self.took * 1.2
        before = set(self.mine) - self.late
        puts = self.random.random() < 0.3
        removes = self.random.random() < 0.05
        while time.monotonic() < end:
            if puts and self.random.random() < 0.3:
                self.put(f"photo-{len(self.mine)}.jpg")
                time.sleep(0.002)
        if removes:
            shutil.rmtree(self.work, ignore_errors=True)
        for build in builds:
            code = build.poll()
            if code is None:
                build.kill()
                build.wait()
                self.counts["killed"] += 1
            else:
                assert code in (0, 2), f"round {number}: exit code {code}"
                self.counts["busy" if code else "ended"] += 1
        if removes:
            # What was only in the work folder, the user has removed.
            found = self.found()
            self.mine = {name: text for name, text in self.mine.items() if name in before or name in found}
        self.look(number)

    def found(self):
        """The user's files in the output folder and in the work folder, by their names."""
        both = [*self.public.rglob("photo-*"), *self.work.rglob("photo-*")]
        return {path.name for path in both if path.read_bytes() == path.name.encode()}

    def look(self, number):
        now = files(self.public)
        self.late = {name for name, text in self.mine.items() if now.pop(name, None) != text}
        lost = sorted(self.late - self.found()) if self.late else []
        assert not lost, f"round {number}: lost {lost[:5]}"
        for site in self.sites:
            if now == site:
                return
        differences = [sum(now.get(path) != text for path, text in site.items()) for site in self.sites]
        raise AssertionError(f"round {number}: torn, {differences} files differ, {len(now)} are there")

    def end(self):
        assert self.start(0).wait() == 0
        self.look("last")
        assert not self.late, f"not brought back: {sorted(self.late)[:5]}"
        assert not self.work.exists(), sorted(self.work.rglob("*"))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else time.time_ns()
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        run = Kills(program, pathlib.Path(folder), seed)
        number = 0
        while run.counts["killed"] < kills:
            run.round(number)
            number += 1
            if number % 100 == 0:
                print(number, run.counts, flush=True)
        run.end()
        print(f"{number} rounds, {run.counts}, {len(run.mine)} files of the user's: nothing torn, nothing lost")


main()
