#!/usr/bin/env bash
# Opens the open data of a built site in LibreOffice and compares: what it sees in each CSV file, opened as in Russia, is what it sees on the
# sheet of the workbook. Installs LibreOffice from Debian's packages where there is none. Usage: tests/data/libreoffice.sh public
set -euo pipefail

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
office --convert-to "csv:Text - txt - csv (StarCalc):$rules,false,false,-1" --outdir "$work/sheets" "$data/digest.xlsx"

# The order of the sheets is that of the tables.
mkdir "$work/files"
tables="responses answers states passages plans requests mentions corrections cities topics courses sectors editions questions"
for table in $tables; do
  office --infilter="CSV:${rules%,*}" --convert-to "csv:Text - txt - csv (StarCalc):$rules" --outdir "$work/files" "$data/$table.csv"
done

# The titles of the columns differ; the workbook has real dates and truths, and no apostrophes in front of formulas.
plain() {
  tail -n +2 "$1" | sed -E \
    -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' -e 's#(^|;)([0-9]{2})/([0-9]{2})/([0-9]{4})(;|$)#\1\4-\2-\3\5#g' \
    -e 's/;TRUE(;|$)/;true\1/g' -e 's/;FALSE(;|$)/;false\1/g' -e "s/(^|;)(\"?)'/\1\2/g"
}
for table in $tables; do
  title=$(sed -n 's/^  "title": ".*: \(.*\)",$/\1/p' "$data/$table.schema.json" | head -n 1)
  diff <(plain "$work/sheets/digest-$title.csv") <(plain "$work/files/$table.csv") >"$work/diff" || {
    echo "$table.csv and the sheet «$title» differ in LibreOffice:"
    head -n 20 "$work/diff"
    exit 1
  }
  echo "$table: $(wc -l <"$work/files/$table.csv") lines are the same"
done
