#!/usr/bin/env bash
# Serves simulated gateway traffic with known harvesters and shows who was flagged and why. Leaves
# nothing behind.
set -euo pipefail

readonly stillwatch=$(realpath "$1")
readonly folder=$(mktemp -d "${TMPDIR:-/tmp}/stillwatch-demo-XXXXXX")
server=

stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }

step "1. A gateway's log of two weeks: ordinary customers, and some who harvest"
"$stillwatch" simulate "$folder/log"

step "2. The server, on a store of its own"
: >"$folder/server.log"  # It is read before the server may have begun to write it.
"$stillwatch" serve --store "$folder/store" --key-file "$folder/key" --address 127.0.0.1:0 \
  --metrics-address '' --http-address '' >"$folder/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  port=$(sed -n 's/.*listening on port \([0-9]*\).*/\1/p' "$folder/server.log")
  [ -z "$port" ] || break
  kill -0 "$server" 2>/dev/null || { cat "$folder/server.log"; exit 1; }
  sleep 0.1
done
export STILLWATCH_SERVER=127.0.0.1:$port
cat "$folder/server.log"

step "3. The log goes in over gRPC, each call durable before it is acknowledged"
"$stillwatch" ingest "$folder/log/calls.jsonl.zst"

step "4. Who was flagged"
"$stillwatch" findings list --limit 15

step "5. Why: one of them"
first=$("$stillwatch" findings list --limit 1 -o json | grep -o 'fnd-[0-9a-f]*' | head -1)
"$stillwatch" findings get "$first"

step "6. Against what is known of the simulated accounts"
"$stillwatch" accounts list --verdict flagged --limit 0 -o json |
  grep -o '"name":"accounts/[^"]*"' | sed 's/.*accounts\///; s/"//' | sort >"$folder/flagged"
count() { # label: how many there are, and how many of them are flagged
  awk -F, -v label="$1" '$2 == label { print $1 }' "$folder/log/labels.csv" | sort >"$folder/$1"
  printf '%s of %s' "$(comm -12 "$folder/$1" "$folder/flagged" | wc -l)" \
    "$(wc -l <"$folder/$1")"
}
echo "flagged: $(count harvest) harvesting accounts, $(count benign) ordinary ones"
