#!/usr/bin/env bash
# Takes screenshots of every kind of page for visual checks: screenshots.sh DIGEST_FOLDER EXAMPLE_FOLDER OUTPUT_FOLDER
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: $0 DIGEST_FOLDER EXAMPLE_FOLDER OUTPUT_FOLDER" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=install.sh
source "$here/install.sh"
node "$here/screenshots.mjs" "$@"
