#!/usr/bin/env bash
# Tries a built program as people get it: alone, in an empty folder far from the project.
# Usage: .github/release/try.sh PROGRAM
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$work/$(basename "$1")
cp "$1" "$program"
fail() { echo "$*" >&2; exit 1; }

cd "$work"
said=$("$program" --version | tr -d '\r')
[ "$said" = "asdg-site $version" ] || fail "the program says it is «$said», Cargo.toml says $version"
cp -r "$root/examples/digest" digest
"$program" check --site digest --lang en
"$program" build --site digest --lang en
# The theme is inside the program.
[ -s digest/public/index.html ] && [ -s digest/public/404.html ] || fail "the example has no pages"
ls digest/public/*/*.css > /dev/null || fail "the example has no style"
echo "$said works by itself"
