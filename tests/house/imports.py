#!/usr/bin/env python3
"""Prints which source files import which: imports.py [--rooms] [--circles] [--dot]

--rooms    imports between folders, with the lines of code of each
--circles  groups of files that import each other, other than a module and its own children
--dot      the graph for Graphviz

Paths are resolved to the file of the module; re-exports belong to the module that re-exports them.
"""
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CRATES = {"asdg_site": ROOT / "src"} | {p.parent.name.replace("-", "_"): p for p in ROOT.glob("crates/*/src")}


def modules():
    """Returns the files of the modules by module path, such as ("asdg_site", "view", "topic")."""
    found = {}
    for crate, folder in CRATES.items():
        for file in folder.rglob("*.rs"):
            parts = file.relative_to(folder).with_suffix("").parts
            parts = parts[:-1] if parts[-1] in ("mod", "lib") else parts
            if file.name != "main.rs":
                found[(crate, *parts)] = file
    return found


def paths(tree):
    """Returns all paths of a use tree: "a::{b, c::d}" gives a::b and a::c::d."""
    head, brace, rest = tree.partition("{")
    if not brace:
        return [tree.split(" as ")[0].strip()]
    parts, depth, last = [], 0, 0
    rest = rest[: rest.rfind("}")]
    for at, char in enumerate(rest):
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            parts.append(rest[last:at])
            last = at + 1
    parts.append(rest[last:])
    return [head.strip() + path for part in parts if part.strip() for path in paths(part.strip())]


def imports(module, file, known):
    """Returns the known modules that a module imports."""
    text = re.sub(r"//.*", "", file.read_text())
    text = re.split(r"#\[cfg\(test\)\]\s*mod tests \{", text)[0]
    trees = [" ".join(use.split()) for use in re.findall(r"\buse ([^;]+);", text)]
    found = [path for tree in trees for path in paths(tree)]
    found += re.findall(r"\b(?:crate|super|%s)(?:::\w+)+" % "|".join(CRATES), text)
    targets = set()
    for path in found:
        parts = path.split("::")
        if parts[0] == "crate":
            parts[0] = module[0]
        elif parts[0] in ("self", "super"):
            base = list(module)
            while parts and parts[0] in ("self", "super"):
                base = base[:-1] if parts.pop(0) == "super" else base
            parts = base + parts
        elif module + (parts[0],) in known:
            parts = list(module) + parts
        while tuple(parts) not in known and parts:
            parts.pop()
        if parts and tuple(parts) != module:
            targets.add(tuple(parts))
    return targets


def circles(graph):
    """Returns the strongly connected components of more than one file (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            group = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def main():
    known = modules()
    graph = {module: imports(module, file, known) for module, file in known.items()}
    name = lambda module: "::".join(module)
    if "--dot" in sys.argv:
        print("digraph {", *(f'"{name(a)}" -> "{name(b)}";' for a in graph for b in sorted(graph[a])), "}", sep="\n")
    if "--rooms" in sys.argv:
        folder_of, lines = lambda module: name(module[:2]), defaultdict(int)
        edges = defaultdict(set)
        for module, targets in graph.items():
            lines[folder_of(module)] += len(known[module].read_text().splitlines())
            edges[folder_of(module)] |= {folder_of(target) for target in targets} - {folder_of(module)}
        for folder in sorted(lines):
            print(f"{lines[folder]:6} {folder} -> {', '.join(sorted(edges[folder]))}")
    if "--circles" in sys.argv:
        # A module and its children may import each other; only other cycles are reported.
        is_nested = lambda a, b: a[: len(b)] == b or b[: len(a)] == a
        unrelated = {a: {b for b in targets if not is_nested(a, b)} for a, targets in graph.items()}
        for group in circles(unrelated):
            print("circle:", ", ".join(map(name, group)))
            for a in group:
                print("   ", name(a), "->", ", ".join(name(b) for b in sorted(unrelated[a] & set(group))))


main()
