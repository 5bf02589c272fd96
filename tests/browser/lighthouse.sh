#!/usr/bin/env bash
# Runs Lighthouse on every kind of page: lighthouse.sh DIGEST_FOLDER EXAMPLE_FOLDER
# Fails if accessibility, best practices or SEO are below 100. The speed is only printed, because it depends on the machine.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 DIGEST_FOLDER EXAMPLE_FOLDER" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=install.sh
source "$here/install.sh"
# The last version that runs on Node.js 20.
need_package lighthouse 12.8.2
node "$here/lighthouse.mjs" "$@"
