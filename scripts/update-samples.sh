#!/usr/bin/env bash
# Trains the samples again and keeps the documents and the generated code for review. Nothing changes unless the trainer or the
# generator did: git diff shows what.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build src/Trainer/Tool -c Release --nologo -v quiet
rulec() { dotnet src/Trainer/Tool/bin/Release/net10.0/rulec.dll "$@"; }

rulec train samples/Xor/xor.csv --target out1,out2,out3 --hidden 5,5,5,5 --noise 0.01 --schedule note --seed 1 -o samples/Xor/Xor.rules.json
rulec train samples/Banknote/banknote-train.csv --test samples/Banknote/banknote-test.csv --target class -o samples/Banknote/Banknote.rules.json
rulec train samples/Adult/adult-train.csv --test samples/Adult/adult-test.csv --target income --ignore fnlwgt,education --max-numbers 60 -o samples/Adult/Adult.rules.json
rulec train samples/GermanCredit/german-credit.csv --target credit_risk --ignore personal_status_sex,foreign_worker --describe samples/GermanCredit/inputs.json --max-numbers 30 -o samples/GermanCredit/GermanCredit.rules.json
# The network of GeneSwitch is made by samples/GeneSwitch/train.py, which needs PyTorch; here it is only collapsed.
rulec collapse samples/GeneSwitch/gene-switch.onnx --data samples/GeneSwitch/gene-switch.csv --ignore states --labels one,two --max-terms 10 -o samples/GeneSwitch/GeneSwitch.rules.json

# What the rules of German credit mean is approved with the policies beside them; the build fails where they differ.
rulec approve samples/GermanCredit/GermanCredit.rules.json --by "Ann Example" --note "An example of an approval" --date 2026-11-27

for sample in Xor Banknote Adult GermanCredit GeneSwitch; do
  dotnet build "samples/$sample" -p:KeepGenerated=true --nologo -v quiet
done
