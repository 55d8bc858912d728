#!/usr/bin/env bash
# Makes the English model that ships with claimkit, from open data alone; three hours on one core.
#
#   scripts/train_english_model.sh DATA OUT
#
# DATA holds train.jsonl and dev.jsonl (gold articles), text/*.jsonl (articles without annotation), names/wikigold.jsonl
# and gum/gum.jsonl; OUT is where the steps leave their folders. The first step learns from the gold articles, the
# second goes on with those that we annotated ourselves (scripts/annotations), and so does the third. When the shipped
# model was made, the first two steps had neither rephrased sentences nor steps between tags, and half of our
# annotations came with the third. That, chance, and the order of sums make another model each time: expect the figures
# of the card to within a point.
set -euo pipefail
data=$1 out=$2
here=$(dirname "$0")
mkdir -p "$out"

python "$here/annotated_articles.py" "$data" >"$out/annotated.jsonl"
python "$here/unlabelled_articles.py" "$data" --sentences 12000 >"$out/sentences.txt"
python "$here/names_of_gum.py" "$data/gum/gum.jsonl" >"$out/names.jsonl"

claimkit train "$data/train.jsonl" --dev "$data/dev.jsonl" --sentences "$out/sentences.txt" \
  --names "$data/names/wikigold.jsonl" --names "$out/names.jsonl" \
  --base minilm --varied --rate 1.5e-4 --epochs 4 --seed 31 --output "$out/first"

claimkit train "$data/train.jsonl" "$out/annotated.jsonl" --dev "$data/dev.jsonl" --sentences "$out/sentences.txt" \
  --names "$data/names/wikigold.jsonl" --names "$out/names.jsonl" \
  --start "$out/first" --varied --rate 1.2e-4 --epochs 6 --seed 41 --output "$out/second"

claimkit train "$data/train.jsonl" "$out/annotated.jsonl" --dev "$data/dev.jsonl" --sentences "$out/sentences.txt" \
  --names "$data/names/wikigold.jsonl" --names "$out/names.jsonl" \
  --start "$out/second" --varied --rate 1.1e-4 --epochs 5 --seed 51 --output "$out/third"
