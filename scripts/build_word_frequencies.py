"""Write ``src/claimkit/comparison/word_frequencies.txt``: how common the commonest English words of the news are.

Counts words of the open texts (Wikinews, Voice of America, US Senate press releases; all may train shipped data) in
the comparable form of `claimkit.comparison.normalisation`. Words that are mostly capitalised are left out: names are
not to be shipped, and a name should count as rare.
A line of the output is a rate in nats (-log of the relative frequency, rounded to 0.25) and all words that have it.

usage: CLAIMKIT_DATA=... python scripts/build_word_frequencies.py
"""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter, defaultdict
from pathlib import Path

from claimkit.comparison.normalisation import normalise

KEPT = 5000
STEP = 0.25
OUT = Path(__file__).parents[1] / "src" / "claimkit" / "comparison" / "word_frequencies.txt"


def main() -> None:
    """Count, and write the list."""
    data = Path(os.environ["CLAIMKIT_DATA"])
    total: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for path in sorted((data / "open" / "text").glob("*.jsonl")):
        for line in path.open(encoding="utf8"):
            wording = normalise(json.loads(line).get("text") or "")
            for key, start in zip(wording.keys, wording.starts, strict=True):
                total[key] += 1
                lower[key] += not wording.text[start].isupper()
    words = sum(total.values())
    common = [
        (key, count)
        for key, count in sorted(total.items(), key=lambda item: (-item[1], item[0]))
        if re.fullmatch("[a-z]+|[0-9]|1[0-9]|20", key) and (lower[key] >= 0.5 * count or key == "i")
    ][:KEPT]
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for key, count in common:
        lines[round(-math.log(count / words) / STEP) * STEP].append(key)
    OUT.write_text(
        "".join(f"{rate} {' '.join(sorted(keys))}\n" for rate, keys in sorted(lines.items())), encoding="utf8"
    )


if __name__ == "__main__":
    main()
