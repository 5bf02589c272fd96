#!/usr/bin/env bash
# Opens the open data of a built site in LibreOffice and compares: what it sees in each CSV file, opened as in Russia, is what it sees on the
# sheet of the workbook, which has not the columns of IDs, and words in the place of IDs from a short list. Installs LibreOffice from Debian's packages where there is none. Needs Python.
# Usage: tests/data/libreoffice.sh public
set -euo pipefail

here=$(dirname "$0")
data="$1/data"
if ! command -v soffice >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Semicolon, quotation mark, UTF-8, from the first line, Russian, numbers and dates recognised.
rules=59,34,76,1,,1049,false,true,false
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>&1; }

# The titles of the columns differ; the workbook has real dates and truths, and no apostrophes in front of formulas.
plain() {
  tail -n +2 | sed -E \
    -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' \
    -e 's/;TRUE\b/;true/g' -e 's/;FALSE\b/;false/g' -e "s/(^|;)(\"?)'/\1\2/g"
}

# Writes a CSV file again. Where a table is named, it is without the columns that columns.txt marks with "+", and has the words of workbooks.
again() {
  python3 - "$here/columns.txt" "$here/../../crates/asdg-base/src/messages/ru/data.ftl" "$@" <<'PYTHON'
import csv, re, sys
names, messages, source, *table = sys.argv[1:]
lists = {"kind": "request", "outcome_of": "recorded", "status_of": "recorded"}
words = {match[1]: match[2] for match in re.finditer(r"^data-word-(\S+) = (.+)$", open(messages, encoding="utf-8").read(), re.M)}
lines = (line.split() for line in open(names, encoding="utf-8"))
marked = next((line[1:] for line in lines if table and line[0] == table[0] + ":"), [])
left_out = [number for number, name in enumerate(marked) if name.endswith("+")]
out = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
for row in csv.reader(open(source, encoding="utf-8", newline=""), delimiter=";"):
    if marked:
        row = [words.get(f"{lists.get(name, name)}-{cell}", cell) for name, cell in zip(marked, row, strict=True)]
    out.writerow([cell for number, cell in enumerate(row) if number not in left_out])
PYTHON
}

# Compares the tables of a workbook with their CSV files in a folder.
compare() {
  local book=$1 folder=$2 suffix=$3 table title
  shift 3
  office --convert-to "csv:Text - txt - csv (StarCalc):$rules,false,false,-1" --outdir "$work/sheets" "$book"
  for table in "$@"; do
    office --infilter="CSV:${rules%,*}" --convert-to "csv:Text - txt - csv (StarCalc):$rules" --outdir "$work/files" "$folder/$table$suffix.csv"
    title=$(sed -n 's/^  "title": ".*: \(.*\)",$/\1/p' "$data/$table.schema.json" | head -n 1)
    again "$work/sheets/$(basename "$book" .xlsx)-$title.csv" | plain >"$work/of-book"
    again "$work/files/$table$suffix.csv" "$table" | plain >"$work/of-file"
    diff "$work/of-book" "$work/of-file" >"$work/diff" || {
      echo "$table$suffix.csv and the sheet «$title» differ in LibreOffice:"
      head -n 20 "$work/diff"
      exit 1
    }
    echo "$table$suffix: $(wc -l <"$work/files/$table$suffix.csv") lines are the same"
  done
}

mkdir "$work/files"
for archive in "$data"/csv-*.zip; do
  year=$(basename "$archive" .zip)
  year=${year#csv-}
  python3 -m zipfile -e "$archive" "$work/csv-$year"
  compare "$data/digest-$year.xlsx" "$work/csv-$year" "-$year" responses answers plans requests corrections
done
compare "$data/registers.xlsx" "$data" "" cities topics courses sectors editions questions
