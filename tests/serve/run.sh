#!/usr/bin/env bash
# Edits files at random under a running preview: run.sh PROGRAM DIGEST [EDITS] [SEED]; see random-edits.py. Installs Python where there is none.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! command -v python3 >/dev/null; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 >/dev/null
fi
python3 "$here/random-edits.py" "$@"
