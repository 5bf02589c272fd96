#!/usr/bin/env bash
# Opens the open data of a built site in LibreOffice and compares each CSV file, opened with Russian settings, with its sheet in the workbook. The
# workbook lacks the columns of ids, and has words instead of ids from a fixed set. Installs LibreOffice from Debian's packages if it is missing.
# Needs Python.
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

# CSV options: semicolon, quotation mark, UTF-8, from the first line, Russian, detect numbers and dates.
rules=59,34,76,1,,1049,false,true,false
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>&1; }

# Removes differences that are intended: the titles of columns, and the formats of dates, booleans and escaped formulas.
normalise() {
  tail -n +2 | sed -E \
    -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' \
    -e 's/;TRUE\b/;true/g' -e 's/;FALSE\b/;false/g' -e "s/(^|;)(\"?)'/\1\2/g"
}

# Rewrites a CSV file. If a table is named, leaves out the columns that columns.txt marks with "+", and uses the words of workbooks.
rewrite_csv() {
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

# Compares the sheets of a workbook with the CSV files in a folder.
compare() {
  local book=$1 folder=$2 suffix=$3 table title
  shift 3
  office --convert-to "csv:Text - txt - csv (StarCalc):$rules,false,false,-1" --outdir "$work/sheets" "$book"
  for table in "$@"; do
    office --infilter="CSV:${rules%,*}" --convert-to "csv:Text - txt - csv (StarCalc):$rules" --outdir "$work/files" "$folder/$table$suffix.csv"
    title=$(sed -n 's/^  "title": ".*: \(.*\)",$/\1/p' "$data/$table.schema.json" | head -n 1)
    rewrite_csv "$work/sheets/$(basename "$book" .xlsx)-$title.csv" | normalise >"$work/of-book"
    rewrite_csv "$work/files/$table$suffix.csv" "$table" | normalise >"$work/of-file"
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
