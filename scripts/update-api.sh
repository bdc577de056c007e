#!/usr/bin/env bash
# Lists the public members of the libraries, or of those that are given, anew: PublicAPI.Unshipped.txt beside each project. Read the diff as
# a user of them would.
set -euo pipefail
cd "$(dirname "$0")/.."
for library in ${*:-src/Runtime src/Trainer/Library src/Trainer/Convolution}; do
  echo '#nullable enable' > "$library/PublicAPI.Unshipped.txt"
  dotnet format analyzers "$library" --no-restore --severity info --diagnostics RS0016 RS0036 RS0037
done
