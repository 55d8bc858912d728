#!/usr/bin/env bash
# Makes the English model that ships with claimkit, from open data alone; some hours on two cores.
#
#   scripts/train_english_model.sh DATA OUT
#
# DATA holds train.jsonl and dev.jsonl (gold articles), text/*.jsonl (articles without annotation),
# names/wikigold.jsonl (texts with names) and gum/gum.jsonl, whose training part helps with names where its lines have
# them; OUT is where the steps leave their folders. The first model learns from the gold articles alone and annotates
# others. The second learns from both. Chance and the order of sums differ from machine to machine, so expect the
# figures of the card to within a point.
set -euo pipefail
data=$1 out=$2
here=$(dirname "$0")
mkdir -p "$out"

names=(--names "$data/names/wikigold.jsonl")
if head -n 1 "$data/gum/gum.jsonl" | grep -q '"names"'; then
  names+=(--names "$data/gum/gum.jsonl")
fi

python "$here/unlabelled_articles.py" "$data" >"$out/unlabelled.jsonl"
python "$here/unlabelled_articles.py" "$data" --sentences 12000 >"$out/sentences.txt"

claimkit train "$data/train.jsonl" --dev "$data/dev.jsonl" "${names[@]}" --sentences "$out/sentences.txt" \
  --base minilm --varied --rate 1.5e-4 --epochs 4 --output "$out/first"

claimkit read "$out/unlabelled.jsonl" --model "$out/first" --format gold --output "$out/silver.jsonl"

claimkit train "$data/train.jsonl" --silver "$out/silver.jsonl" --dev "$data/dev.jsonl" "${names[@]}" \
  --sentences "$out/sentences.txt" --start "$out/first" --varied --rate 1.2e-4 --epochs 6 --seed 41 \
  --output "$out/second"
