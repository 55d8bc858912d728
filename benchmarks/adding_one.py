"""How long it takes to add one article to a collection that is compared already, and whether the groups stay right.

Input: the TSV lines of the stress set, as for `grouping_stress.py`. All lines but the last N are added at once, the
last N one by one; then the groups are set against those of one run over all.

Prints time for the first, median and 95th percentile for the others, and the adjusted Rand index (Hubert and Arabie
1985) between both groupings: 1 if they are the same.

usage: python benchmarks/adding_one.py STRESS.tsv [--last N]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from pathlib import Path

from grouping_stress import Row, labels_of, pairs

from claimkit.comparison import Comparator, compare


def adjusted_rand(one: dict[str, str], other: dict[str, str]) -> float:
    """The adjusted Rand index of two groupings of the same lines."""
    both = pairs(Counter((one[line], other[line]) for line in one).values())
    left, right = pairs(Counter(one.values()).values()), pairs(Counter(other.values()).values())
    expected = left * right / pairs([len(one)])
    most = (left + right) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def main() -> None:
    """Add, measure, compare."""
    arguments = argparse.ArgumentParser(description="Adding articles one by one to a collection that is compared.")
    arguments.add_argument("stress", type=Path)
    arguments.add_argument("--last", type=int, default=500, metavar="N", help="how many articles come one by one")
    options = arguments.parse_args()
    rows = [Row(*line.rstrip("\n").split("\t")) for line in options.stress.open(encoding="utf-8")]
    articles = [row.article() for row in rows]
    first, last = articles[: -options.last], articles[-options.last :]
    comparator = Comparator()
    start = time.perf_counter()
    comparator.add(first)
    print(f"{len(first)} articles at once: {time.perf_counter() - start:.1f} s")
    times = []
    for article in last:
        start = time.perf_counter()
        comparator.add([article])
        times.append(1000 * (time.perf_counter() - start))
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"{len(last)} one by one: median {statistics.median(times):.1f} ms, 95 % within {slow:.1f} ms")
    one_by_one, at_once = labels_of(comparator.comparison(), rows), labels_of(compare(articles), rows)
    print(f"adjusted Rand index against one run over all: {adjusted_rand(one_by_one, at_once):.6f}")


if __name__ == "__main__":
    main()
