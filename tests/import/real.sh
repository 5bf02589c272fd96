#!/usr/bin/env bash
# Imports the one real response that the project was built on, where it is at hand: it is not part of the project.
# Usage: tests/import/real.sh PROGRAM [FILE]
set -euo pipefail
# Letters are compared in UTF-8, whatever the machine speaks.
export LC_ALL=C.UTF-8

program=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
real=${2:-$root/../shared/sources/000_24538ddda31c5018.txt}
if [ ! -f "$real" ]; then
    echo "skipped: the real response is not here ($real)"
    exit 0
fi

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
cp -r "$root/site.toml" "$root/content" "$site"
rm -rf "$site"/content/20*
fail() { echo "the real response: $*" >&2; exit 1; }

"$program" import --lang ru --site "$site" --sector organizational-work --report "$site/report.json" "$real"
response=$site/content/2024/organizational-work/blagoveshchensk.md
[ -f "$response" ] || fail "not imported as Благовещенск, 2024"
count() { grep -c "\"$1\": \"\?$2\"\?" "$site/report.json" || true; }
[ "$(count found answered)" = 5 ] || fail "not five answers of five"
# Counted by eye in the source: lists of 3, 3, 10 and 3 items in the first answer, of 6 in the second.
[ "$(count lists 4)" = 1 ] && [ "$(count lists 1)" = 1 ] || fail "not five lists"
[ "$(grep -c '^- ' "$response")" = 25 ] || fail "not 25 items"
# Every paragraph and item begins and ends as one: no line is left inside a sentence.
text() { sed '/^<!--/,/-->$/d' "$response" | grep -vE '^(#|---|source:|$)'; }
text | grep -nvE '[.:;]$' && fail "these do not end"
text | grep -v '^- ' | grep -nvE '^([[:upper:]«]|[0-9]{2}\.[0-9]{2})' && fail "these do not begin"
text | grep -nE '[^ ]  +[^ ]|[^ ]- [^ ]' && fail "blanks are left"
"$program" check --lang ru --site "$site" 2>&1 | grep -A5 '^ошибка' && fail "check finds errors"
# The cities it names, as counted by eye: each of the register's but its own, once in the one long passage, and nothing else.
"$program" build --lang ru --site "$site" >/dev/null 2>&1 || fail "does not build"
page=$site/public/2024/organizational-work/blagoveshchensk/index.html
named=$(grep -oE '<a [^>]*class="?city[^>]*>[^<]*' "$page" | sed 's/.*>//' | sort | tr '\n' ' ')
[ "$named" = "Владивостоке Дацин Минска Нижний Новгород Суйхуа Удаляньчи Хабаровск Харбин Хэйхэ Чжухай Южно-Сахалинск " ] ||
    fail "other cities are linked: $named"
echo "the real response: 11 cities named, 5 answers, 5 lists of 25 items, every letter and digit in place"
