#!/usr/bin/env bash
# Make .venv if it is not there, and install exactly the packages of a pinned file into it.
#
#   tools/venv.sh requirements/run.txt
#
# PYTHON=... names the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! { new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; }; then
  found=
  for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python3.14}; do
    if command -v "$python" >/dev/null && new_enough "$python"; then
      found=$python
      break
    fi
  done
  if [ -z "$found" ]; then
    echo "Guiden needs Python 3.11 or newer, and found none. Install one, or say PYTHON=/path/to/python3 make ..." >&2
    exit 1
  fi
  if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$found lacks the venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
  fi
  echo "· making .venv with $("$found" --version)"
  rm -rf .venv
  "$found" -m venv .venv
fi

echo "· installing the packages of $1"
# Only built packages, and only those with the hashes written down: nothing runs at install time.
.venv/bin/python -m pip install -qq --disable-pip-version-check \
  --require-hashes --only-binary=:all: -r "$1"
