#!/usr/bin/env bash
# Measures how soon a changed response is seen in a browser: reload.sh PROGRAM DIGEST [EDITS]
# The digest is copied, so nothing of it is lost. tests/serve/reload.py measures the same without a browser.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 PROGRAM DIGEST [EDITS]" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=install.sh
source "$here/install.sh"
node "$here/reload.mjs" "$@"
