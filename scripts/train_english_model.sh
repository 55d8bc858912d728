#!/usr/bin/env bash
# Makes the English model that ships with claimkit, from open data alone; about an hour and a half on two cores.
#
#   scripts/train_english_model.sh DATA OUT
#
# DATA holds train.jsonl and dev.jsonl (gold articles) and text/*.jsonl (articles without annotation); OUT is where
# the two steps leave their folders. The first step learns from the gold articles. The second goes on from there with
# narrower layers, on gold articles with other names and on as much text that the first model annotated.
set -euo pipefail
data=$1 out=$2
mkdir -p "$out"

python -m claimkit.training "$data/train.jsonl" --out "$out/first" --epochs 6

python "$(dirname "$0")/unlabelled_articles.py" "$data" >"$out/unlabelled.jsonl"
claimkit read "$out/unlabelled.jsonl" --model "$out/first" --format gold --output "$out/silver.jsonl"

python -m claimkit.training "$data/train.jsonl" --silver "$out/silver.jsonl" --start "$out/first" --inner 1024 \
  --out "$out/second" --epochs 3 --versions 3 --rate 1.2e-4 --seed 3
python -m claimkit.training.calibration "$out/second" "$data/dev.jsonl"
