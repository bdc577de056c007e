#!/usr/bin/env bash
# Changes the runtime's code in small ways and looks whether its tests notice:
#   scripts/mutants.sh [FOLDER|FILE…]
# such as scripts/mutants.sh Proofs/Band.cs Proofs/ComputedSums.cs, or Evaluation. Without any it is Proofs and Evaluation, which takes
# hours. The tests are those of the folders that are named; tests that take long are left out, and BandTests tries fewer points.
# TESTS holds another filter, as for dotnet test. A copy of this folder is changed; the report goes to artifacts/mutants.
set -euo pipefail
home="$(cd "$(dirname "$0")/.." && pwd)"
version=5.1.0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export RULEC_BAND_POINTS="${RULEC_BAND_POINTS:-100000}"

(($# > 0)) || set -- Proofs Evaluation
folders=()
patterns=()
for part in "$@"; do
  part="${part#src/Runtime/}"
  [[ -e "$home/src/Runtime/$part" ]] || { echo "There is no src/Runtime/$part." >&2; exit 2; }
  if [[ -d "$home/src/Runtime/$part" ]]; then patterns+=(-m "**/Runtime/$part/**/*.cs"); else patterns+=(-m "**/Runtime/$part"); fi
  folders+=("FullyQualifiedName~Runtime.Tests.${part%%/*}")
done

# More than some seconds each, or about files that stay as they are.
long=(
  ChangedNumberOfASampleIsRefused CellsAreThoseThatAreSeenAtAllRows NoClassIsLessThanRowsShow DocumentsOfAnySizeAreVerified
  NoRowContradictsAClaim NetstandardTests SolverTests TheHashFollowsTheMeaning ProofsHoldOnRandomRows OutputsBeyondTheRangesAreBounded
)
tests="${TESTS:-($(IFS='|'; echo "${folders[*]}"))$(printf '&FullyQualifiedName!~%s' "${long[@]}")}"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$home" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -c) | tar -x -C "$work"
dotnet tool install --tool-path "$work/tools" dotnet-stryker --version "$version" >/dev/null
cd "$work/tests/Runtime.Tests"
"$work/tools/dotnet-stryker" -f stryker-config.json -O "$home/artifacts/mutants" --test-case-filter "$tests" "${patterns[@]}"
