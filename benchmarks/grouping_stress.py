"""Grouping on a synthetic stress set with known groups: how right, class by class, and how fast.

Input: the lines of the stress set; see `stress.py`. The set of a million quotes that the documentation speaks of is
``quote_stress.py 1000000 7``, that of a hundred thousand ``quote_stress.py 100000 7``.

Prints how long the lines took to become records, which is not what is measured; time and greatest memory of the
comparison, from records to groups; how long a group takes that somebody looks at, as it is made then; pairwise
precision, recall and F1; B-cubed; for each operator the share of its quotes that are with the exact copies of their
group; the largest false merge.

usage: python benchmarks/grouping_stress.py STRESS.tsv [--count N] [--errors N]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from typing import TYPE_CHECKING

from stress import (
    Label,
    Stress,
    add_arguments,
    false_merges,
    homes_of,
    labels_of,
    print_agreement,
    print_recall,
    read_stress,
)

from claimkit.comparison import Comparator

if TYPE_CHECKING:
    from claimkit.records import Comparison

LOOKED_AT = 200  # groups


def memory() -> float:
    """The most memory that the process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def milliseconds_a_group(comparison: Comparison) -> float:
    """How long one of the groups takes that is looked at, in the median of some."""
    times, looked_at = [0.0], []
    for place in range(0, len(comparison.groups), max(1, len(comparison.groups) // LOOKED_AT)):
        cpu = time.process_time()
        looked_at.append(comparison.groups[place])
        times.append(1000 * (time.process_time() - cpu))
    return statistics.median(times)


def print_errors(stress: Stress, comparison: Comparison, label: Label, home: dict[str, str], n: int) -> None:
    """Some false merges and some missed lines, to read."""
    gold_of = dict(zip(stress.ids, stress.gold, strict=True))
    group_of = {group.id: group for group in comparison.groups}
    for _, name in false_merges(stress, label)[:n]:
        print("merged", name)
        for member in group_of[name].members[:12]:
            said = f"{str(member.quote.speaker)!r} {member.published} {member.quote.text}"
            print(f"   {gold_of[member.article]} {member.relation} {member.confidence:.2f} {said}")
    missed = [
        (operator, article, home[gold])
        for article, gold, operator in zip(stress.articles, stress.gold, stress.operators, strict=True)
        if gold in home and label[article.id] != home[gold]
    ]
    for operator, article, at_home in missed[:: max(1, len(missed) // n)][:n]:
        said = f"{str(article.quotes[0].speaker)!r} {article.published} {article.text}"
        print(f"missed {operator} {said}\n       {group_of[at_home].wording if at_home in group_of else ''}")


def main() -> None:
    """Run the comparison and print the figures."""
    arguments = argparse.ArgumentParser(description="Grouping on a synthetic stress set with known groups.")
    add_arguments(arguments)
    arguments.add_argument("--errors", type=int, default=0, metavar="N", help="also print N false merges and N misses")
    options = arguments.parse_args()
    cpu = time.process_time()
    stress = read_stress(options.stress, options.count)
    print(f"{len(stress.articles)} records  {time.process_time() - cpu:.1f} CPU-s  {memory():.2f} GB")
    wall, cpu = time.perf_counter(), time.process_time()
    comparator = Comparator()
    comparator.add(stress.articles)
    comparison = comparator.comparison()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{len(comparison.groups)} groups  {cpu:.1f} CPU-s  {wall:.1f} s  {memory():.2f} GB")
    print(f"{milliseconds_a_group(comparison):.1f} ms a group that is looked at, in the median")
    label = labels_of(comparator, stress.ids)
    home = homes_of(stress, label)
    wrong = false_merges(stress, label)
    print_agreement(stress, label)
    print_recall(stress, label, home)
    print(f"merged    {len(wrong)} groups hold several true ones; the largest {wrong[0][0] if wrong else 1}")
    if options.errors:
        print_errors(stress, comparison, label, home, options.errors)


if __name__ == "__main__":
    main()
