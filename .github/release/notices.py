#!/usr/bin/env python3
"""Prints the licences of all crates that are linked into the program, and of the data of others in it (`*.license.txt`).

Usage: .github/release/notices.py [TARGET]

Their sources are those that cargo has built the program from. Equal texts are printed once.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = ("licen", "copying", "notice", "unlicense", "copyright")


def metadata(target):
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    known = subprocess.run(["rustc", "--print", "target-list"], capture_output=True, text=True, check=True).stdout
    if target in known.split():
        command += ["--filter-platform", target]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout)


def linked(data):
    """The packages that become part of the program: not what only builds it, tests it or writes code for it."""
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, waiting = set(), [root]
    while waiting:
        package = waiting.pop()
        if package in seen or any("proc-macro" in target["kind"] for target in packages[package]["targets"]):
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    # Crates of this repository have no source elsewhere: they are under the licence of the program.
    foreign = (packages[package] for package in seen if packages[package]["source"])
    return sorted(foreign, key=lambda package: (package["name"], package["version"]))


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    # The C sources in a `-sys` crate have a licence of their own.
    inside = folder.rglob("*") if package["name"].endswith("-sys") else folder.iterdir()
    files = sorted(path for path in inside if path.is_file() and path.name.lower().startswith(TEXTS))
    if not files and package.get("license_file"):
        files = [folder / package["license_file"]]
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in files]


def main():
    target = sys.argv[1] if len(sys.argv) > 1 else ""
    packages = linked(metadata(target))
    out = ["asdg-site contains the following crates, unchanged. Their source can be had at the addresses named.", ""]
    owners = {}
    for package in packages:
        name = f"{package['name']} {package['version']}"
        licence = package["license"] or "see its text below"
        out.append(f"{name}: {licence}")
        out.append(f"    https://crates.io/crates/{package['name']}/{package['version']}")
        found = texts(package)
        if not found:
            authors = ", ".join(package["authors"]) or f"the authors of {package['name']}"
            out.append(f"    Copyright: {authors}. The text of the licence is among those below.")
        for text in found:
            owners.setdefault(text, []).append(name)
    for path in sorted(ROOT.glob("crates/*/src/**/*.license.txt")):
        owners.setdefault(path.read_text(encoding="utf-8").strip(), []).append(path.relative_to(ROOT).as_posix().replace(".license.txt", ""))
    for text, names in owners.items():
        out += ["", "-" * 100, "Text of: " + ", ".join(dict.fromkeys(names)), "", text]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("\n".join(out))


main()
