#!/usr/bin/env bash
# The note's experiment for the seeds FROM to TO (1 to 20 unless given): a line each, then how many end as the note says,
# with exactly two nonlinear PReLUs and every output of the 16 rows right to within 0.1. Fails when more than one seed in twenty does not.
#   scripts/xor-seeds.sh [FROM TO]
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:-1}
to=${2:-20}

dotnet build src/Trainer/Tool -c Release --nologo -v quiet
rulec() { dotnet src/Trainer/Tool/bin/Release/net10.0/rulec.dll "$@"; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

good=0
for ((seed = from; seed <= to; seed++)); do
  document=$folder/Xor.rules.json
  if ! result=$(rulec train samples/Xor/xor.csv --target out1,out2,out3 --hidden 5,5,5,5 --noise 0.01 --schedule note \
    --seed "$seed" -o "$document" --json 2>"$folder/log"); then
    echo "seed $seed: $(tail -n 1 "$folder/log")"
    continue
  fi
  nonlinear=$(sed -nE 's/^  "nonlinear": ([0-9]+).*/\1/p' <<<"$result")
  rules=$(sed -nE 's/^  "rules": ([0-9]+),.*/\1/p' <<<"$result")
  seconds=$(sed -nE 's/^  "seconds": ([0-9.]+).*/\1/p' <<<"$result")
  rulec predict "$document" samples/Xor/xor.csv -o "$folder/out.csv" 2>/dev/null
  # Columns 5 to 7 of the data against columns 3 to 5 of the predictions.
  error=$(paste -d, samples/Xor/xor.csv "$folder/out.csv" | awk -F, '
    NR > 1 { for (k = 5; k <= 7; k++) { d = $k - $(k + 5); if (d < 0) d = -d; if (d > worst) worst = d } }
    END { printf "%.4f", worst }')
  echo "seed $seed: $nonlinear nonlinear PReLUs, $rules rules, largest error $error, $seconds s"
  if [[ $nonlinear == 2 ]] && awk -v e="$error" 'BEGIN { exit !(e <= 0.1) }'; then
    good=$((good + 1))
  fi
done

total=$((to - from + 1))
echo "$good of $total seeds end with two nonlinear PReLUs and every row right to within 0.1"
((20 * good >= 19 * total))
