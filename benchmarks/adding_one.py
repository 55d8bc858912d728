"""How long it takes to add one article to a collection that is compared already, and whether the groups stay right.

Input: the lines of the stress set; see `stress.py`. All lines but the last N are added at once, the last N one by one;
then the groups are set against those of one run over all.

Prints time for the first, median and 95th percentile for the others, and the adjusted Rand index (Hubert and Arabie
1985) between both groupings: 1 if they are the same. The first of the others takes longer: what it is looked up in is
sorted then.

usage: python benchmarks/adding_one.py STRESS.tsv [--count N] [--last N] [--no-check]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter

from stress import Label, add_arguments, labels_of, pairs, read_stress

from claimkit.comparison import Comparator


def adjusted_rand(one: Label, other: Label) -> float:
    """The adjusted Rand index of two groupings of the same lines."""
    both = pairs(Counter((one[line], other[line]) for line in one).values())
    left, right = pairs(Counter(one.values()).values()), pairs(Counter(other.values()).values())
    expected = left * right / pairs([len(one)])
    most = (left + right) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def main() -> None:
    """Add, measure, compare."""
    arguments = argparse.ArgumentParser(description="Adding articles one by one to a collection that is compared.")
    add_arguments(arguments)
    arguments.add_argument("--last", type=int, default=500, metavar="N", help="how many articles come one by one")
    arguments.add_argument("--no-check", action="store_true", help="do not compare all again at once")
    options = arguments.parse_args()
    stress = read_stress(options.stress, options.count)
    first, last = stress.articles[: -options.last], stress.articles[-options.last :]
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
    print(f"{len(last)} one by one: median {statistics.median(times):.1f} ms, 95 % within {slow:.1f} ms, ", end="")
    print(f"the first {times[0]:.0f} ms")
    if options.no_check:
        return
    at_once = Comparator()
    at_once.add(stress.articles)
    index = adjusted_rand(labels_of(comparator, stress.ids), labels_of(at_once, stress.ids))
    print(f"adjusted Rand index against one run over all: {index:.6f}")


if __name__ == "__main__":
    main()
