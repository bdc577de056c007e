#!/usr/bin/env bash
# How good the rules are on real tables: trains on each of the tables below with default options and the seeds 1 to SEEDS (5 unless
# given), and prints a markdown row of means per table, then the same for short expressions, then how many tables meet the aims.
#   scripts/tables.sh FOLDER [SEEDS [NAMES]]
# FOLDER holds the tables as CSV files, named as below. NAMES, a regular expression, takes only tables with such names. docs/tables.md keeps a run.
set -euo pipefail
export LC_ALL=C
[[ $# -ge 1 && -d $1 ]] || { echo "usage: scripts/tables.sh FOLDER [SEEDS [NAMES]]" >&2; exit 2; }
folder=$(cd "$1" && pwd)
seeds=${2:-5}
[[ $seeds =~ ^[1-9][0-9]*$ ]] || { echo "tables.sh: SEEDS is how many seeds to run, such as 5, not '$seeds'." >&2; exit 2; }
cd "$(dirname "$0")/.."

# Name, kind of figure, file, target, further options with @ for the folder.
tables=(
  "adult|accuracy|adult-train.csv|income|--test @adult-test.csv"
  "breast cancer (Wisconsin)|accuracy|breast-cancer-wisconsin-diagnostic.csv|diagnosis|"
  "pima diabetes|accuracy|pima-diabetes.csv|outcome|"
  "german credit|accuracy|german-credit.csv|credit_risk|"
  "banknote|accuracy|banknote-authentication.csv|class|"
  "wine red (good or not)|accuracy|wine-quality-red.csv|good|"
  "wine white (good or not)|accuracy|wine-quality-white.csv|good|"
  "wine white (quality)|r2|wine-quality-white.csv|quality|--task regression"
  "digits 8×8|accuracy|digits-8x8.csv|digit|"
  "iris|accuracy|iris.csv|species|"
  "titanic|accuracy|titanic.csv|Survived|"
  "california housing|r2|california-housing.csv|median_house_value|--task regression"
)

mapfile -t tables < <(printf '%s\n' "${tables[@]}" | grep -E -- "^[^|]*(${3:-.})" || true)
((${#tables[@]} > 0)) || { echo "tables.sh: no table's name has '$3'." >&2; exit 2; }

for file in adult-test.csv $(printf '%s\n' "${tables[@]}" | cut -d'|' -f3); do
  [[ -f $folder/$file ]] || { echo "tables.sh: $folder/$file is missing." >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A copy, which a build during the run does not change.
dotnet publish src/Trainer/Tool -c Release -o "$work/rulec" --nologo -v quiet >&2
rulec() { dotnet "$work/rulec/rulec.dll" "$@"; }

# The wines as good (a quality of 6 or more) or not: quality, the last column, is replaced.
for wine in wine-quality-red wine-quality-white; do
  awk -F, -v OFS=, '{ sub(/\r$/, "") } NR == 1 { $NF = "good" } NR > 1 { $NF = $NF >= 6 ? "yes" : "no" } { print }' \
    "$folder/$wine.csv" >"$work/$wine.csv"
done

# The file of a table: the derived one where the target is.
source_of() { if [[ $2 == good ]]; then echo "$work/$1"; else echo "$folder/$1"; fi; }

# Reads what rulec train --json prints: rules, nonlinear, terms, seconds, then network, rules and linear model on test rows, both AUC, and the
# numbers to review.
figures() {
  awk -v figure="$1" '
    { match($0, /^ */); depth = RLENGTH / 2; split($0, part, "\""); key[depth] = part[2]
      value = $NF; sub(/,$/, "", value) }
    depth == 1 { top[key[1]] = value }
    depth == 4 && key[3] == "test" { test[key[2], key[4]] = value }
    function auc(model) { return (model, "auc") in test ? test[model, "auc"] : "-" }
    END {
      if (!("rules" in top) || !(("rules", figure) in test)) { print "tables.sh: rulec did not print " figure " on test rows." >"/dev/stderr"; exit 1 }
      print top["rules"], top["nonlinear"], top["meanTerms"], top["seconds"], test["network", figure], test["rules", figure], test["linear", figure], auc("rules"), auc("network"), top["numbers"]
    }'
}

# run NAME FIGURE FILE TARGET OPTIONS: trains with every seed, prints the row of means, and keeps it as numbers in $work/means.
run() {
  local name=$1 figure=$2 target=$4 data seed options
  data=$(source_of "$3" "$target")
  read -ra options <<<"$5"
  : >"$work/seeds"
  for ((seed = 1; seed <= seeds; seed++)); do
    if ! rulec train "$data" --target "$target" "${options[@]/#@/$folder/}" --seed "$seed" -o "$work/table.rules.json" --json \
      >"$work/json" 2>"$work/log"; then
      echo "tables.sh: $name, seed $seed: $(tail -n 1 "$work/log")" >&2
      exit 1
    fi
    figures "$figure" <"$work/json" >>"$work/seeds"
  done
  awk -v name="$name" -v figure="$figure" -v means="$work/means" '
    { for (k = 1; k <= 10; k++) sum[k] += $k; if ($10 > review) review = $10; if ($1 > most) most = $1; hasAuc = $8 != "-" }
    # R² and AUC as they are, an accuracy in per cent and its difference in points.
    function shown(x) { return figure == "r2" ? sprintf("R² %.3f", x) : sprintf("%.1f %%", 100 * x) }
    function change(x) { return figure == "r2" ? sprintf("%+.3f", x) : sprintf("%+.1f", 100 * x) }
    END {
      for (k = 1; k <= 10; k++) mean[k] = sum[k] / NR
      printf "| %s | %s | %s | %s | %s | %.1f (%d) | %.1f | %.1f (%d) | %.1f | %s | %.1f |\n", name, shown(mean[5]), shown(mean[6]), change(mean[6] - mean[5]), \
        hasAuc ? sprintf("%.3f", mean[8]) : "", mean[1], most, mean[2], mean[10], review, mean[3], shown(mean[7]), mean[4]
      printf "%s|%s|%.6f|%.6f|%d|%.3f|%.3f\n", name, figure, mean[5], mean[6], most, mean[3], mean[4] >>means
    }' "$work/seeds"
}

heading() {
  echo "| table | full network | rules | difference | rules' AUC | rules (most) | nonlinear | numbers to review (most) | terms per expression | linear model | seconds |"
  echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
}

# within POINTS R2: on how many of the tables in $work/means the rules are no further below the full network.
within() {
  awk -F'|' -v points="$1" -v r2="$2" '
    { lost = $3 - $4; if ($2 == "r2" ? lost <= r2 + 1e-9 : 100 * lost <= points + 1e-7) near++; else far = far (far == "" ? "" : ", ") $1 }
    END { printf "Rules at most %s points (R²: %s) below the full network: %d of %d tables%s.\n", points, r2, near, NR, far == "" ? "" : "; not " far }' "$work/means"
}

each() {
  local options=$1 least=$2 table name figure file target further
  for table in "${tables[@]}"; do
    IFS='|' read -r name figure file target further <<<"$table"
    if (($(head -n 1 "$folder/$file" | tr -cd , | wc -c) > least)); then
      run "$name" "$figure" "$file" "$target" "$further $options"
    elif [[ $least != 0 ]]; then
      # A table with few inputs stands in the count with its figures of the first pass.
      grep -F "$name|" "$work/first" >>"$work/means"
    fi
  done
}

echo "Means over $seeds seeds, on test rows."
echo
heading
: >"$work/means"
each "" 0
awk -F'|' '{ rules += $5; terms += $6; seconds += $7 }
  END { printf "\nOver the tables: %.1f rules at most, %.1f terms per expression and %.1f seconds in the mean.\n", rules / NR, terms / NR, seconds / NR }' "$work/means"
echo
within 0.5 0.02
within 1.5 0.02
awk -F'|' '$5 <= 8 { few++ } END { printf "At most 8 rules with every seed: %d of %d tables.\n", few, NR }' "$work/means"

echo
echo "With \`--max-terms 10\`, the tables with more than 10 inputs:"
echo
heading
mv "$work/means" "$work/first"
: >"$work/means"
each "--max-terms 10" 10
echo
echo "Counting the others with their figures from above:"
echo
within 1 0.02
awk -F'|' '$6 > 10 { long = long (long == "" ? "" : ", ") $1 } END { print "More than 10 terms per expression in the mean: " (long == "" ? "none" : long) "." }' "$work/means"

[[ ${tables[0]} == adult* ]] || exit 0
echo
echo "Adult with less:"
echo
heading
for less in "--max-rules 4" "--max-rules 4 --max-terms 12"; do
  run "adult, \`$less\`" accuracy adult-train.csv income "--test @adult-test.csv $less"
done
