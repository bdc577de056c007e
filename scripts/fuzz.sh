#!/usr/bin/env bash
# Runs inputs that nobody would write against what reads the files of others:
#   scripts/fuzz.sh [TARGET|all] [--inputs N] [--minutes M] [--corpus FOLDER] [--seed S]
# scripts/fuzz.sh --help names the targets. The assemblies are instrumented, so that inputs that reach something new are kept. Ends with 1
# where an input did what none may do; such inputs lie in FOLDER/findings with what happened. To see one again, without instruments:
#   scripts/fuzz.sh replay TARGET FILE
# A corpus without what adds nothing: scripts/fuzz.sh reduce TARGET FROM TO
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
project="$home/tests/Fuzz"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build "$project" -c Release -v q --nologo >&2
plain="$project/bin/Release/net10.0"
if [[ "${1:-}" == replay ]]; then
  exec dotnet "$plain/RuleCompiler.Fuzz.dll" "$@"
fi

instrumented="$home/artifacts/fuzz/bin"
if [[ ! -f "$instrumented/done" || "$plain/RuleCompiler.Fuzz.dll" -nt "$instrumented/done" ]]; then
  rm -rf "$instrumented"
  mkdir -p "$instrumented"
  cp -r "$plain/." "$instrumented"
  dotnet "$plain/RuleCompiler.Fuzz.dll" instrument "$instrumented" >&2
  touch "$instrumented/done"
fi
exec dotnet "$instrumented/RuleCompiler.Fuzz.dll" "$@"
