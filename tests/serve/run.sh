#!/usr/bin/env bash
# Runs random-edits.py, which edits files at random under a running preview: run.sh PROGRAM DIGEST [EDITS] [SEED]. Installs Python if it is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! command -v python3 >/dev/null; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 >/dev/null
fi
python3 "$here/random-edits.py" "$@"
