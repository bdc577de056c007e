#!/usr/bin/env bash
# Holds doubles against twice as many digits at so many points (a thousand million unless given) of the samples and of small random
# documents, most of them on borders and thresholds with all doubles next to them. Prints a table; exit code 1 where a point outside the
# bands that `rulec verify` states is decided otherwise, or a sum is off by more than its band. docs/verification.md keeps a run.
#   scripts/band-points.sh [POINTS [THREADS [FILE]]]
# THREADS is 1 unless given; what is found does not depend on it. FILE keeps what is done: a run that was ended goes on from there.
set -euo pipefail
export LC_ALL=C
points=${1:-1000000000}
threads=${2:-1}
[[ $# -le 3 && $points =~ ^[1-9][0-9]*$ && $threads =~ ^[1-9][0-9]*$ ]] || {
  echo "usage: scripts/band-points.sh [POINTS [THREADS [FILE]]]" >&2
  exit 2
}
file=()
[[ $# -lt 3 ]] || file=("$(cd "$(dirname "$3")" && pwd)/$(basename "$3")")
cd "$(dirname "$0")/.."
dotnet build tests/Benchmarks -c Release --nologo -v quiet >&2
exec dotnet tests/Benchmarks/bin/Release/net10.0/RuleCompiler.Benchmarks.dll bands "$points" "$threads" ${file[@]+"${file[@]}"}
