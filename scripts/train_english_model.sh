#!/usr/bin/env bash
# Makes the English model that ships with claimkit, from open data alone; about an hour on two cores.
#
#   scripts/train_english_model.sh DATA OUT
#
# DATA holds train.jsonl and dev.jsonl (gold articles) and text/*.jsonl (articles without annotation); OUT is where
# the steps leave their folders. The first step learns from the gold articles. The second goes on from there, on gold
# articles with other names and on as much text that the first model annotated. The third adds headlines. Chance and
# the order of sums differ from machine to machine, so expect the figures of the card to within a point.
set -euo pipefail
data=$1 out=$2
mkdir -p "$out"

python -m claimkit.training "$data/train.jsonl" --out "$out/first" --epochs 6

python "$(dirname "$0")/unlabelled_articles.py" "$data" >"$out/unlabelled.jsonl"
claimkit read "$out/unlabelled.jsonl" --model "$out/first" --format gold --output "$out/silver.jsonl"

python -m claimkit.training "$data/train.jsonl" --silver "$out/silver.jsonl" --start "$out/first" \
  --out "$out/second" --epochs 2 --versions 2 --rate 8e-5 --longest 256 --seed 5

python -m claimkit.training "$data/train.jsonl" --headlines --start "$out/second" \
  --out "$out/third" --epochs 1 --rate 6e-5 --longest 256 --average 0.99 --seed 9
python -m claimkit.training.calibration "$out/third" "$data/dev.jsonl"
