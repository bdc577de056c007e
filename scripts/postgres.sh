#!/usr/bin/env bash
# Starts a PostgreSQL of its own for the tests, in a new folder and on a free port of this machine alone, and prints the connection string
# for RULEC_POSTGRES. scripts/postgres.sh stop FOLDER ends it and removes the folder.
set -euo pipefail

# PostgreSQL does not run as root; Debian's package brings a user for it.
as_server() {
  if [[ "$(id -u)" == 0 ]]; then
    su postgres -s /bin/bash -c "$(printf '%q ' "$@")"
  else
    "$@"
  fi
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[[ -n "$bin" ]] || bin=$(dirname "$(command -v pg_ctl)")

if [[ "${1:-}" == stop ]]; then
  as_server "$bin/pg_ctl" -D "$2/data" -m immediate stop >&2 || true
  rm -rf "$2"
  exit
fi

folder=$(mktemp -d)
chmod 755 "$folder"
[[ "$(id -u)" != 0 ]] || chown postgres "$folder"
as_server "$bin/initdb" -D "$folder/data" -A trust -U rulec -E UTF8 --locale=C.UTF-8 >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
for attempt in 1 2 3 4 5; do
  port=$((49152 + RANDOM % 16000))
  # What is lost in a crash does not matter here.
  if as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start \
    -o "-k $folder -p $port -c listen_addresses=127.0.0.1 -c fsync=off" >"$folder.log" 2>&1; then
    rm -f "$folder.log"
    echo "Host=127.0.0.1;Port=$port;Username=rulec;Database=postgres;Application Name=$folder"
    exit
  fi
done
cat "$folder.log" >&2
exit 1
