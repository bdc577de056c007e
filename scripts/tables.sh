#!/usr/bin/env bash
# How good the rules are on real tables, and how good others are on the same rows: three folds of each of the tables below, default options.
# Prints a markdown row of means over the folds' test rows per table, then on how many tables the aims are met.
#   scripts/tables.sh FOLDER [NAMES]
# FOLDER holds the tables as CSV files, named as below. NAMES, a regular expression, takes only tables with such names. docs/tables.md keeps
# a run, and says what the folds are and how the others learn.
set -euo pipefail
export LC_ALL=C
[[ $# -ge 1 && $# -le 2 && -d $1 ]] || { echo "usage: scripts/tables.sh FOLDER [NAMES]" >&2; exit 2; }
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

# Name, kind of figure, file, target, and the file of test rows where the table has its own.
tables=(
  "adult|accuracy|adult-train.csv|income|adult-test.csv"
  "breast cancer (Wisconsin)|accuracy|breast-cancer-wisconsin-diagnostic.csv|diagnosis|"
  "pima diabetes|accuracy|pima-diabetes.csv|outcome|"
  "german credit|accuracy|german-credit.csv|credit_risk|"
  "banknote|accuracy|banknote-authentication.csv|class|"
  "wine red (good or not)|accuracy|wine-quality-red-good.csv|good|"
  "wine white (good or not)|accuracy|wine-quality-white-good.csv|good|"
  "wine white (quality)|r2|wine-quality-white.csv|quality|"
  "digits 8×8|accuracy|digits-8x8.csv|digit|"
  "iris|accuracy|iris.csv|species|"
  "titanic|accuracy|titanic.csv|Survived|"
  "california housing|r2|california-housing.csv|median_house_value|"
  "two circles|accuracy|two-circles.csv|class|"
)

mapfile -t tables < <(printf '%s\n' "${tables[@]}" | grep -E -- "^[^|]*(${2:-.})" || true)
((${#tables[@]} > 0)) || { echo "tables.sh: no table's name has '$2'." >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Copies, which a build during the run does not change.
dotnet publish src/Trainer/Tool -c Release -o "$work/rulec" --nologo -v quiet >&2
dotnet publish tests/Benchmarks -c Release -o "$work/benchmarks" --nologo -v quiet >&2
rulec() { dotnet "$work/rulec/rulec.dll" "$@"; }
benchmarks() { dotnet "$work/benchmarks/RuleCompiler.Benchmarks.dll" "$@"; }

# The tables that are made: two circles, and the wines as good (a quality of 6 or more) or not, in place of quality, the last column.
benchmarks circles "$work/two-circles.csv"
for wine in wine-quality-red wine-quality-white; do
  [[ ! -f $folder/$wine.csv ]] ||
    awk -F, -v OFS=, '{ sub(/\r$/, "") } NR == 1 { $NF = "good" } NR > 1 { $NF = $NF >= 6 ? "yes" : "no" } { print }' \
      "$folder/$wine.csv" >"$work/$wine-good.csv"
done

place_of() { if [[ -f $work/$1 ]]; then echo "$work/$1"; else echo "$folder/$1"; fi; }
for file in $(printf '%s\n' "${tables[@]}" | cut -d'|' -f3,5 | tr '|' ' '); do
  [[ -f $(place_of "$file") ]] || { echo "tables.sh: $(place_of "$file") is missing." >&2; exit 2; }
done

# Reads what rulec train --json prints: rules, terms, points, numbers to review, seconds, and the figure and AUC on test rows of the rules,
# the network and the linear model; - for what there is not.
figures() {
  awk -v figure="$1" '
    { match($0, /^ */); depth = RLENGTH / 2; split($0, part, "\""); key[depth] = part[2]
      value = $NF; sub(/,$/, "", value) }
    depth == 1 { top[key[1]] = value }
    depth == 4 && key[1] == "metrics" && key[3] == "test" { test[key[2], key[4]] = value }
    function both(model) { return test[model, figure] " " ((model, "auc") in test ? test[model, "auc"] : "-") }
    END {
      if (!("rules" in top) || !(("rules", figure) in test)) {
        print "tables.sh: rulec did not print " figure " on test rows." >"/dev/stderr"
        exit 1
      }
      print top["rules"], top["meanTerms"], "points" in top ? top["points"] : "-", top["numbers"], top["seconds"],
        both("rules"), both("network"), both("linear")
    }'
}

# fold K NAME FIGURE TARGET TRAIN TEST: the rules and the others on one fold; adds a line to $work/folds, the number of inputs at its end.
fold() {
  local seed=$1 name=$2 figure=$3 target=$4 train=$5 test=$6 task=classes options=()
  if [[ $figure == r2 ]]; then task=regression options=(--task regression); fi
  if ! rulec train "$train" --test "$test" --target "$target" "${options[@]}" --seed "$seed" -o "$work/table.rules.json" --json \
      >"$work/json" 2>"$work/log" ||
    ! benchmarks peers "$train" "$test" "$target" "$task" "$seed" >"$work/peers" 2>"$work/log"; then
    echo "tables.sh: $name, fold $seed: $(tail -n 1 "$work/log")" >&2
    exit 1
  fi
  sed "s/^/  $name, fold $seed: /" "$work/peers" >&2
  figures "$figure" <"$work/json" >"$work/rules"
  awk '$1 == "inputs" { inputs = $2 } { peer[$1] = $2 " " $3 } END { print peer["FastTree"], peer["LightGBM"], peer["GAM"], inputs }' \
    "$work/peers" | paste -d ' ' "$work/rules" - >>"$work/folds"
}

# run NAME FIGURE FILE TARGET TEST: all folds; prints the row of means, and keeps what the aims ask for in $work/means.
run() {
  local name=$1 figure=$2 target=$4 file test k
  file=$(place_of "$3")
  : >"$work/folds"
  [[ -n $5 ]] || benchmarks split "$file" "$target" "$work/split"
  for k in 1 2 3; do
    if [[ -n $5 ]]; then
      fold "$k" "$name" "$figure" "$target" "$file" "$(place_of "$5")"
    else
      fold "$k" "$name" "$figure" "$target" "$work/split/fold-$k-train.csv" "$work/split/fold-$k-test.csv"
    fi
  done
  awk -v name="$name" -v figure="$figure" -v means="$work/means" '
    { for (k = 1; k <= NF; k++) { sum[k] += $k; absent[k] = absent[k] || $k == "-" }
      if ($1 > rules) rules = $1
      if ($4 > review) review = $4
      inputs = $NF }
    function mean(k) { return sum[k] / NR }
    function larger(a, b) { return a > b ? a : b }
    # Accuracy in per cent, R² as it is, and the AUC behind it.
    function shown(k) {
      if (absent[k]) return "-"
      auc = absent[k + 1] ? "" : sprintf(", %.3f", mean(k + 1))
      return (figure == "r2" ? sprintf("%.3f", mean(k)) : sprintf("%.1f %%", 100 * mean(k))) auc
    }
    END {
      printf "| %s | %.1f (%d) | %.1f | %s ", name (figure == "r2" ? ", R²" : ""), mean(1), rules,
        mean(2), absent[3] ? "-" : sprintf("%.1f", mean(3))
      printf "| %.1f (%d) | %s | %s | %s | %s | %s | %s | %.1f |\n", mean(4), review,
        shown(6), shown(8), shown(10), shown(12), shown(14), shown(16), mean(5)
      # Name, figure, rules, network, the better boosted trees, most rules, terms, seconds, most numbers, inputs.
      printf "%s|%s|%.6f|%.6f|%.6f|%d|%.3f|%.3f|%d|%d\n", name, figure,
        mean(6), mean(8), larger(mean(12), mean(14)), rules, mean(2), mean(5), review, inputs >>means
    }' "$work/folds"
}

# within POINTS R2 best|network: on how many tables the rules are no further below the full network, or the best of it and boosted trees.
within() {
  awk -F'|' -v points="$1" -v r2="$2" -v of="$3" '
    { other = of == "best" && $5 > $4 ? $5 : $4; lost = other - $3
      if ($2 == "r2" ? lost <= r2 + 1e-9 : 100 * lost <= points + 1e-7) near++; else far = far (far == "" ? "" : ", ") $1 }
    END {
      above = of == "best" ? "the best of full network, FastTree and LightGBM" : "the full network"
      printf "Rules at most %s points (R²: %s) below %s: %d of %d tables%s.\n", points, r2, above, near, NR, far == "" ? "" : "; not " far
    }' "$work/means"
}

# reviewed NUMBERS: on how many tables with at most 25 inputs no fold has more numbers to review.
reviewed() {
  awk -F'|' -v most="$1" '
    $10 <= 25 { count++; if ($9 <= most) few++; else many = many (many == "" ? "" : ", ") $1 }
    END {
      printf "At most %d numbers to review in every fold: %d of %d tables with at most 25 inputs%s.\n", most, few, count,
        many == "" ? "" : "; not " many
    }' "$work/means"
}

echo "Means over 3 folds, on test rows: accuracy and AUC, or R²."
echo
echo "| table | rules (most) | terms per expression | points | numbers to review (most)" \
  "| rules | full network | linear model | FastTree | LightGBM | GAM | seconds |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
: >"$work/means"
for table in "${tables[@]}"; do
  IFS='|' read -r name figure file target test <<<"$table"
  run "$name" "$figure" "$file" "$target" "$test"
done
awk -F'|' '{ rules += $6; terms += $7; seconds += $8 }
  END {
    printf "\nOver the tables: %.1f rules at most, %.1f terms per expression and %.1f seconds in the mean.\n",
      rules / NR, terms / NR, seconds / NR
  }' "$work/means"
echo
within 1.0 0.01 best
within 0.5 0.02 network
within 1.5 0.02 network
awk -F'|' '$6 <= 8 { few++ } END { printf "At most 8 rules in every fold: %d of %d tables.\n", few, NR }' "$work/means"
reviewed 60
reviewed 100
