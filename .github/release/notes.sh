#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version, without its heading.
# Usage: .github/release/notes.sh VERSION
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
notes=$(awk -v version="$1" '
    /^## / { inside = ($2 == version); next }
    inside { print }
' "$root/CHANGELOG.md")
[ -n "${notes//[[:space:]]/}" ] || { echo "CHANGELOG.md has no section «## $1»" >&2; exit 1; }
echo "$notes"
