#!/usr/bin/env bash
# Makes the English model that ships with claimkit, from open data alone; two days on one core, an hour on a large GPU.
#
#   scripts/train_english_model.sh DATA OUT
#
# DATA holds train.jsonl and dev.jsonl (gold articles), text/*.jsonl (articles without annotation), names/wikigold.jsonl
# and gum/gum.jsonl; OUT is where the steps leave their folders. The first step learns from the gold articles, the
# second goes on with those that we annotated ourselves (scripts/annotations), and so does the third. Then larger
# networks learn from all articles, and from some that were invented in the manner of other regions' press, and teach
# what they know to four that go on from the third. The mean of these and the third learns from all articles once more,
# and seven tenths of it before with three tenths of it after are what ships. When the shipped model was made, the first
# two steps had neither rephrased sentences nor steps between tags, half of our annotations came with the third, 29 of
# the invented articles with the last, and a GPU was given time rather than passes. That, chance, and the order of sums
# make another model each time: expect the figures of the card to within a point.
set -euo pipefail
data=$1 out=$2
here=$(dirname "$0")
mkdir -p "$out"

python "$here/annotated_articles.py" "$data" >"$out/annotated.jsonl"
python "$here/unlabelled_articles.py" "$data" >"$out/texts.jsonl"
python "$here/unlabelled_articles.py" "$data" --sentences 12000 >"$out/sentences.txt"
python "$here/names_of_gum.py" "$data/gum/gum.jsonl" >"$out/names.jsonl"

learn() {
  claimkit train "$data/train.jsonl" "$@" --dev "$data/dev.jsonl" --sentences "$out/sentences.txt" \
    --names "$data/names/wikigold.jsonl" --names "$out/names.jsonl" --varied --all-passes --window 224
}

learn --base minilm --rate 1.5e-4 --epochs 4 --seed 31 --output "$out/first"
learn "$out/annotated.jsonl" --start "$out/first" --rate 1.2e-4 --epochs 6 --seed 41 --output "$out/second"
learn "$out/annotated.jsonl" --start "$out/second" --rate 1.1e-4 --epochs 5 --seed 51 --output "$out/third"

all=("$out/annotated.jsonl" "$here"/annotations/written/*.txt)
teachers=()
for seed in 61 62 63 64 65 66 67 68; do
  learn "${all[@]}" --base minilm --layers 6 --batch 4000 --rate 2.5e-4 --epochs 12 --seed "$seed" \
    --output "$out/teacher-$seed"
  teachers+=(--teacher "$out/teacher-$seed")
done
taught=()
for seed in 71 72 73 74; do
  learn "${all[@]}" --start "$out/third" "${teachers[@]}" --texts "$out/texts.jsonl" \
    --batch 6000 --rate 1.6e-4 --epochs 6 --seed "$seed" --output "$out/taught-$seed"
  taught+=("$out/taught-$seed")
done
python "$here/mean_of_models.py" "$out/mean" "${taught[@]}" "$out/third"
learn "${all[@]}" --start "$out/mean" --rate 4e-5 --epochs 1 --seed 75 --output "$out/once-more"
python "$here/mean_of_models.py" "$out/english" "$out/mean" "$out/once-more" --shares 7 3
python -m claimkit.training.calibration "$out/english" "$data/dev.jsonl"
