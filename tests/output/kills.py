#!/usr/bin/env python3
"""Kills builds at random moments. After each, the output folder must have a complete site and all files of the user.

Usage: tests/output/kills.py PROGRAM [KILLS] [SEED]

The site is tests/base in two versions, built alternately into one folder. In some rounds the user adds files to it, two builds run at the same
time, or the work folder is deleted. At the end an undisturbed build must leave no work folder.
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
        self.sites, self.user_files, self.counts = [], {}, {"killed": 0, "ended": 0, "busy": 0}
        # The files of the user that a killed build left in the work folder. The next build moves them back.
        self.pending = set()
        for number in range(2):
            site = folder / f"site-{number}"
            shutil.copytree(ROOT / "tests/base", site)
            with open(site / "site.toml", "a", encoding="utf-8") as settings:
                settings.write(f'base_url = "https://example.org/{number}/"\n')
            start = time.monotonic()
            assert self.start(number).wait() == 0
            self.build_time = time.monotonic() - start
            self.sites.append(files(self.public))

    def start(self, number):
        command = [self.program, "build", "--quiet", "--site", self.folder / f"site-{number}", "--output", self.public]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def add_file(self, name):
        try:
            (self.public / name).write_text(name)
            self.user_files[name] = name.encode()
        except FileNotFoundError:
            # If the folders are exchanged in two steps, the folder is missing for a moment.
            pass

    def round(self, number):
        builds = [self.start(self.random.randrange(2))]
        if self.random.random() < 0.2:
            builds.append(self.start(self.random.randrange(2)))
        end = time.monotonic() + self.random.random() * self.build_time * 1.2
        before = set(self.user_files) - self.pending
        adds = self.random.random() < 0.3
        removes = self.random.random() < 0.05
        while time.monotonic() < end:
            if adds and self.random.random() < 0.3:
                self.add_file(f"photo-{len(self.user_files)}.jpg")
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
            # Files that were only in the work folder are gone with it.
            surviving = self.surviving_files()
            self.user_files = {name: text for name, text in self.user_files.items() if name in before or name in surviving}
        self.check(number)

    def surviving_files(self):
        """Returns the names of the complete files of the user in the output folder and in the work folder."""
        both = [*self.public.rglob("photo-*"), *self.work.rglob("photo-*")]
        return {path.name for path in both if path.read_bytes() == path.name.encode()}

    def check(self, number):
        now = files(self.public)
        self.pending = {name for name, text in self.user_files.items() if now.pop(name, None) != text}
        lost = sorted(self.pending - self.surviving_files()) if self.pending else []
        assert not lost, f"round {number}: lost {lost[:5]}"
        for site in self.sites:
            if now == site:
                return
        differences = [sum(now.get(path) != text for path, text in site.items()) for site in self.sites]
        raise AssertionError(f"round {number}: torn, {differences} files differ, {len(now)} are there")

    def finish(self):
        assert self.start(0).wait() == 0
        self.check("last")
        assert not self.pending, f"not brought back: {sorted(self.pending)[:5]}"
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
        run.finish()
        print(f"{number} rounds, {run.counts}, {len(run.user_files)} files of the user's: nothing torn, nothing lost")


main()
