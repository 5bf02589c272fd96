#!/usr/bin/env bash
# Sourced by the scripts of this folder: installs missing programs and packages for the browser tests. Packages of Debian go to their usual
# places, those of npm to a cache folder; nothing goes into the checkout.

tools="${XDG_CACHE_HOME:-$HOME/.cache}/asdg-site-tests"

# need_program PROGRAM PACKAGE...: installs a program from these Debian packages, if it is missing.
need_program() {
  if ! command -v "$1" >/dev/null; then
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${@:2}" >/dev/null
  fi
}

# need_package NAME VERSION: installs an npm package in exactly this version.
need_package() {
  if ! grep -qs "\"version\": \"$2\"" "$tools/node_modules/$1/package.json"; then
    mkdir -p "$tools"
    npm install --silent --no-audit --no-fund --save-exact --prefix "$tools" "$1@$2"
  fi
}

# Headless Chromium starts in half the time. Without fonts with Cyrillic letters, texts would be boxes of another width.
command -v google-chrome >/dev/null || need_program chromium-headless-shell chromium-headless-shell fonts-liberation
need_program pdftotext poppler-utils
need_program node nodejs
need_program npm npm
need_package playwright-core 1.65.1
need_package axe-core 4.14.1

ASDG_SITE_BROWSER=$(command -v chromium-headless-shell || command -v google-chrome)
export ASDG_SITE_TOOLS="$tools" ASDG_SITE_BROWSER
