#!/usr/bin/env bash
# Packs a built program for people: the binary, the texts, the licences of what is linked into it, completions and the page of the manual.
# Usage: .github/release/pack.sh TARGET PROGRAM FOLDER
# writes FOLDER/asdg-site-TARGET.zip for Windows, .tar.gz for the rest. Tried by hand on any system with bash:
#   .github/release/pack.sh x86_64-unknown-linux-gnu target/release/asdg-site /tmp/dist
set -euo pipefail

target=$1 program=$2 folder=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
name=asdg-site-$target
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/$name/completions"
cp "$program" "$root/README.md" "$root/CHANGELOG.md" "$root/LICENSE" "$work/$name/"
# Windows calls it python.
python=$(command -v python3 || command -v python)
"$python" "$root/.github/release/notices.py" "$target" > "$work/$name/THIRD-PARTY-NOTICES.txt"
cp "$root/docs/ru/editor.md" "$work/$name/editor.ru.md"
# The example that the guide begins with; not what a build has made of it.
mkdir -p "$work/$name/examples/digest"
cp -r "$root/examples/digest/site.toml" "$root/examples/digest/content" "$work/$name/examples/digest/"
for shell in bash zsh fish powershell elvish; do
    case $shell in
        bash) file=asdg-site.bash ;;
        zsh) file=_asdg-site ;;
        fish) file=asdg-site.fish ;;
        powershell) file=asdg-site.ps1 ;;
        elvish) file=asdg-site.elv ;;
    esac
    # PowerShell of Windows takes a script without a byte-order mark for the old code page, so its descriptions are in English.
    "$program" completions "$shell" --lang en > "$work/$name/completions/$file"
done
"$program" man --lang en > "$work/$name/asdg-site.1"
mkdir -p "$work/$name/ru"
"$program" man --lang ru > "$work/$name/ru/asdg-site.1"

cd "$work"
case $target in
    *windows*)
        rm -f "$folder/$name.zip"
        # 7-Zip is on GitHub's Windows machines, zip is on the others.
        if command -v 7z > /dev/null; then 7z a -bso0 -tzip "$folder/$name.zip" "$name"; else zip -qr "$folder/$name.zip" "$name"; fi
        ;;
    *) tar -czf "$folder/$name.tar.gz" "$name" ;;
esac
echo "$folder/$name"
