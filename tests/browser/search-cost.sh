#!/usr/bin/env bash
# Measures bytes and time of a query: search-cost.sh SITE WORD...
# SITE is a built site. Each word is searched for in a new browser, 360 pixels wide, with the processor throttled to a quarter.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 SITE WORD..." >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=install.sh
source "$here/install.sh"
node "$here/search-cost.mjs" "$@"
