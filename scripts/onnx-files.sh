#!/bin/sh
# A table of the ONNX files below a folder: how far what `rulec predict` answers is from ONNX Runtime, and the rules that they give.
#   scripts/onnx-files.sh FOLDER
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project tests/Benchmarks -- onnx "$folder"
