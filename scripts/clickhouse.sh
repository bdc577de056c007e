#!/usr/bin/env bash
# Starts two ClickHouse servers of its own for the tests, two shards of one cluster, in a new folder and on free ports of this machine
# alone, and prints the address for RULEC_CLICKHOUSE. scripts/clickhouse.sh stop FOLDER ends them and removes the folder.
set -euo pipefail

server=$(command -v clickhouse-server || echo /usr/sbin/clickhouse-server)

if [[ "${1:-}" == stop ]]; then
  for pid in "$2"/*/pid; do
    kill "$(cat "$pid")" 2>/dev/null || true
  done
  for pid in "$2"/*/pid; do
    for _ in $(seq 50); do
      kill -0 "$(cat "$pid")" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$(cat "$pid")" 2>/dev/null || true
  done
  rm -rf "$2"
  exit
fi

# HTTP, TCP and a port between servers for the shard that is named.
ports() { echo "$((base + 3 * $1)) $((base + 3 * $1 + 1)) $((base + 3 * $1 + 2))"; }

configure() {
  local http tcp between
  read -r http tcp between <<<"$(ports "$1")"
  mkdir -p "$folder/$1/data" "$folder/$1/tmp"
  cat >"$folder/$1/users.xml" <<XML
<yandex>
  <profiles><default><max_memory_usage>4000000000</max_memory_usage></default></profiles>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
  </users>
  <quotas><default/></quotas>
</yandex>
XML
  cat >"$folder/$1/config.xml" <<XML
<yandex>
  <logger><level>warning</level><log>$folder/$1/log</log><errorlog>$folder/$1/errors</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>$http</http_port>
  <tcp_port>$tcp</tcp_port>
  <interserver_http_port>$between</interserver_http_port>
  <max_concurrent_queries>20</max_concurrent_queries>
  <mark_cache_size>100000000</mark_cache_size>
  <path>$folder/$1/data/</path>
  <tmp_path>$folder/$1/tmp/</tmp_path>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <remote_servers>
    <shards>
      <shard><replica><host>127.0.0.1</host><port>$((base + 1))</port></replica></shard>
      <shard><replica><host>127.0.0.1</host><port>$((base + 4))</port></replica></shard>
    </shards>
  </remote_servers>
</yandex>
XML
  "$server" --config-file="$folder/$1/config.xml" >"$folder/$1/output" 2>&1 </dev/null &
  echo $! >"$folder/$1/pid"
}

answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /ping HTTP/1.0\r\n\r\n' >&3 && grep -q 'Ok' <&3) 2>/dev/null
}

for attempt in 1 2 3 4 5; do
  folder=$(mktemp -d)
  base=$((49152 + RANDOM % 16000))
  configure 0
  configure 1
  for _ in $(seq 100); do
    if answers "$base" && answers $((base + 3)); then
      echo "http://127.0.0.1:$base/#$folder"
      exit
    fi
    sleep 0.1
  done
  cat "$folder"/*/output "$folder"/*/errors >&2 2>/dev/null || true
  "$0" stop "$folder" >&2 || true
done
exit 1
