#!/usr/bin/env bash
# Measures how soon a browser shows a changed response: reload.sh PROGRAM DIGEST [EDITS]
# It edits a copy of the digest. tests/serve/reload.py measures the same without a browser.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 PROGRAM DIGEST [EDITS]" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=install.sh
source "$here/install.sh"
node "$here/reload.mjs" "$@"
