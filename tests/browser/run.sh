#!/usr/bin/env bash
# Tests two built sites in a browser: run.sh DIGEST_FOLDER EXAMPLE_FOLDER [TEST_FILE...]
# Without test files it runs all tests of this folder. README.md explains how to build the sites.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 DIGEST_FOLDER EXAMPLE_FOLDER [TEST_FILE...]" >&2
  exit 2
fi
DIGEST_FOLDER=$(realpath "$1")
EXAMPLE_FOLDER=$(realpath "$2")
# The tests of the preview run the program itself.
ASDG_SITE_BINARY=${ASDG_SITE_BINARY:-target/debug/asdg-site}
export DIGEST_FOLDER EXAMPLE_FOLDER ASDG_SITE_BINARY
shift 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ $# -eq 0 ]; then
  set -- "$here"/*.test.mjs
fi

# shellcheck source=install.sh
source "$here/install.sh"
node --test --test-reporter=spec --test-concurrency="$(nproc)" "$@"
