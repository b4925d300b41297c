#!/usr/bin/env bash
# Other projects' own clients against the server given: in temporary virtual environments, on the
# loopback interface. A suite whose packages cannot be fetched is skipped. Arguments behind the
# server's name the suites, by default all.
set -euo pipefail

readonly stillwatch=$(realpath "$1")
shift
readonly here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly folder=$(mktemp -d "${TMPDIR:-/tmp}/stillwatch-gateways-XXXXXX")
trap 'rm -rf "$folder"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore

suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(http envoy otel litellm)
failed=0
for suite in "${suites[@]}"; do
  printf '\n== %s\n' "$suite"
  python=python3
  requirements=$here/requirements-$suite.txt
  if [ -e "$requirements" ]; then
    if ! { python3 -m venv "$folder/$suite" &&
      "$folder/$suite/bin/pip" install -q --disable-pip-version-check -r "$requirements"; } \
      >"$folder/$suite.log" 2>&1; then
      tail -n 3 "$folder/$suite.log"
      echo "SKIPPED: the packages in ${requirements##*/} cannot be installed here"
      continue
    fi
    python=$folder/$suite/bin/python
  fi
  "$python" "$here/${suite}_test.py" "$stillwatch" || { echo "FAILED: $suite"; failed=1; }
done
exit "$failed"
