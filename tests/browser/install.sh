#!/usr/bin/env bash
# Sourced by the scripts of this folder: installs what browser tests need and the machine lacks. Everything goes to Debian's places and
# to a cache folder, nothing into the checkout.

tools="${XDG_CACHE_HOME:-$HOME/.cache}/asdg-site-tests"

# need_program PROGRAM PACKAGE...: a program, and Debian's packages that bring it.
need_program() {
  if ! command -v "$1" >/dev/null; then
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${@:2}" >/dev/null
  fi
}

# need_package NAME VERSION: a package of npm in exactly this version.
need_package() {
  if ! grep -qs "\"version\": \"$2\"" "$tools/node_modules/$1/package.json"; then
    mkdir -p "$tools"
    npm install --silent --no-audit --no-fund --save-exact --prefix "$tools" "$1@$2"
  fi
}

# Chromium without its window starts in half the time. The fonts are named because a machine without Cyrillic letters shows boxes of another width.
command -v google-chrome >/dev/null || need_program chromium-headless-shell chromium-headless-shell fonts-liberation
need_program pdftotext poppler-utils
need_program node nodejs
need_program npm npm
need_package playwright-core 1.65.1
need_package axe-core 4.14.1

ASDG_SITE_BROWSER=$(command -v chromium-headless-shell || command -v google-chrome)
export ASDG_SITE_TOOLS="$tools" ASDG_SITE_BROWSER
