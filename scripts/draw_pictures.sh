#!/usr/bin/env bash
# Draws docs/images/*.png: what claimkit makes of examples/articles, as a browser shows it.
# Run it when the pages or the model have changed, and look at the pictures before you commit them.
# Needs a python with claimkit, Chromium (or another browser of its family, named in $BROWSER) and pngquant.
set -euo pipefail
cd "$(dirname "$0")/.."
images=$PWD/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$images"

python - "$work" <<'PAGES'
import sys
from pathlib import Path

import claimkit

comparison = claimkit.compare(claimkit.read_all(claimkit.read_jsonl("examples/articles/articles.jsonl")))
gazette = next(article for article in comparison.articles if article.id == "gazette")
for name, record in {"comparison": comparison, "group": comparison.groups[0], "article": gazette}.items():
    (Path(sys.argv[1]) / f"{name}.html").write_text(claimkit.page(record), encoding="utf-8")
PAGES

browser() {
  "${BROWSER:-chromium}" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    "$@" 2>"$work/browser.log"
}

# height_of NAME WIDTH: down to the end of the first row of outlets, or of a page without any: a picture is a glance. A
# page forbids all scripts, so a copy without that rule is measured.
height_of() {
  sed -z 's/<meta http-equiv="Content-Security-Policy"[^>]*>//' "$work/$1.html" >"$work/measured.html"
  cat >>"$work/measured.html" <<'MEASURE'
<script>
const cards = [...document.querySelectorAll(".version")].map(card => card.getBoundingClientRect());
const bottoms = cards.filter(card => card.top === cards[0].top).map(card => card.bottom + 12);
document.body.dataset.height = Math.ceil(Math.max(...bottoms) > 0 ? Math.max(...bottoms) : document.body.scrollHeight);
</script>
MEASURE
  browser --window-size="$2,400" --dump-dom "file://$work/measured.html" | grep -o 'data-height="[0-9]*"' | tr -dc 0-9
}

# draw NAME WIDTH SUFFIX SCHEME: a picture of the page in so wide a window, with two pixels to one of the page. What
# Chromium calls color scheme 0 is dark, and 1 is light.
draw() {
  browser --force-device-scale-factor=2 --blink-settings="preferredColorScheme=$4" \
    --window-size="$2,$(height_of "$1" "$2")" --screenshot="$work/drawn.png" "file://$work/$1.html"
  pngquant --force --strip --speed 1 --quality 60-95 --output "$images/$1$3.png" "$work/drawn.png"
}

draw group 1270 "" 1
draw group 1270 -dark 0
draw article 1000 "" 1
draw comparison 1000 "" 1
cp "$work/comparison.html" "$work/page.html"
draw page 390 -phone 0
ls -l "$images"
