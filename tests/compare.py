#!/usr/bin/env python3
"""Compares the cost of builds with two versions of the program, run alternately on the same machine:

    tests/compare.py OLD NEW DIGEST [RUNS [NEW_DIGEST]]

OLD and NEW are binaries, DIGEST is a folder with a site.toml (`cargo run --release --example generate` makes one). NEW builds NEW_DIGEST if
it is given: a copy with settings that OLD does not know, such as `search = false`. Each run builds into memory (/dev/shm) without an old site. The script prints medians of processor time (user + system), elapsed time and peak memory,
then the bytes of the output and of its largest file. The last column is NEW divided by OLD.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def run(binary, digest, folder):
    """Builds once; returns processor seconds, elapsed seconds and MiB of memory."""
    shutil.rmtree(folder, ignore_errors=True)
    start = time.monotonic()
    process = subprocess.Popen([binary, "build", "--quiet", "--site", digest, "--output", folder])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{binary} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def size(folder):
    """Returns the size of all files and of the largest one, in MB, and the number of files."""
    sizes = [os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names]
    return sum(sizes) / 1e6, max(sizes) / 1e6, len(sizes)


def main():
    digests = [sys.argv[3], sys.argv[5] if len(sys.argv) > 5 else sys.argv[3]]
    programs = list(zip(sys.argv[1:3], digests))
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as work:
        found = [[], []]
        sizes = [None, None]
        for _ in range(runs):
            for number, (binary, digest) in enumerate(programs):
                folder = os.path.join(work, "site")
                found[number].append(run(binary, digest, folder))
                sizes[number] = size(folder)
    rows = ["processor time, s", "on the clock, s", "peak memory, MiB", "output, MB", "largest file, MB", "files"]
    medians = [[statistics.median(column) for column in zip(*runs_of)] + list(size_of) for runs_of, size_of in zip(found, sizes)]
    print(f"{'median of ' + str(runs):<20}{'old':>12}{'new':>12}{'new/old':>10}")
    for name, old, new in zip(rows, *medians):
        print(f"{name:<20}{old:>12.2f}{new:>12.2f}{new / old:>10.2f}")


main()
