#!/usr/bin/env bash
# Checks all pages below the given folders with the Nu HTML checker, the one of validator.w3.org, and their feeds against the grammar of
# Atom with the checker of XML inside it. Installs it from npm (vnu-jar) and, where there is no Java, Java from Debian's packages.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if ! command -v java >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq default-jre-headless >/dev/null
fi
tools="${XDG_CACHE_HOME:-$HOME/.cache}/asdg-site-tests"
jar="$tools/node_modules/vnu-jar/build/dist/vnu.jar"
if [ ! -f "$jar" ]; then
  if ! command -v npm >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq npm >/dev/null
  fi
  mkdir -p "$tools"
  npm install --silent --no-audit --no-fund --prefix "$tools" vnu-jar@26.9.27
fi
for folder in "$@"; do
  java -Xss4m -jar "$jar" --errors-only --skip-non-html "$folder"
  if [ -f "$folder/feed.xml" ]; then
    java -cp "$jar" nu.validator.vendor.thaiopensource.relaxng.util.Driver -c "$here/atom.rnc" "$folder/feed.xml"
  fi
  echo "$folder: $(find "$folder" -name '*.html' | wc -l) pages are valid"
done
