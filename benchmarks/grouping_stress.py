"""Grouping on a synthetic stress set with known groups: how right, class by class, and how fast.

Input: TSV lines ``id, gold group, operator, speaker id, speaker as written, day, outlet, text`` (the project's
stress-set generator writes them). Each line becomes an article with one direct quote.

Prints pairwise precision, recall and F1; B-cubed; for each operator the share of its quotes that are with the exact
copies of their group; the largest false merge; time and memory.

usage: python benchmarks/grouping_stress.py STRESS.tsv [--errors N]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison import compare
from claimkit.records import NOBODY, Article, Comparison, Quote, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_ZERO = date(2020, 1, 1)


@frozen
class Row:
    """A line of the stress set."""

    id: str
    gold: str
    operator: str
    speaker_id: str
    speaker: str
    day: str
    outlet: str
    text: str

    def article(self) -> Article:
        """The article with one quote that the line stands for."""
        span = Span.of(self.text, 0, len(self.text))
        who = Speaker(self.speaker, "person") if self.speaker else NOBODY
        published = (DAY_ZERO + timedelta(days=int(self.day))).isoformat()
        quote = Quote("q1", (span,), (span,), "direct", speaker=who)
        return Article(self.text, id=self.id, outlet=f"outlet {self.outlet}", published=published, quotes=(quote,))

    @property
    def is_exact(self) -> bool:
        """Whether it is an unaltered copy."""
        return self.operator.removeprefix("tmpl_") == "exact"


def labels_of(comparison: Comparison, rows: list[Row]) -> dict[str, str]:
    """The group of each line; a line of no group is a group of its own."""
    label = {row.id: f"alone {row.id}" for row in rows}
    label.update((member.article, group.id) for group in comparison.groups for member in group.members)
    return label


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs groups of these sizes hold."""
    return sum(size * (size - 1) // 2 for size in sizes)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def print_agreement(rows: list[Row], label: dict[str, str]) -> None:
    """Pairwise and B-cubed figures."""
    both = Counter((row.gold, label[row.id]) for row in rows)
    true, found = Counter(row.gold for row in rows), Counter(label.values())
    hits = pairs(both.values())
    precision, recall = hits / max(pairs(found.values()), 1), hits / max(pairs(true.values()), 1)
    print(f"pairwise  P {precision:.4f}  R {recall:.4f}  F1 {f1(precision, recall):.4f}")
    precision = sum(n * n / found[name] for (_, name), n in both.items()) / len(rows)
    recall = sum(n * n / true[known] for (known, _), n in both.items()) / len(rows)
    print(f"B-cubed   P {precision:.4f}  R {recall:.4f}  F1 {f1(precision, recall):.4f}")


def homes_of(rows: list[Row], label: dict[str, str]) -> dict[str, str]:
    """For each true group of several lines, the found group that holds most of its exact copies."""
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.is_exact:
            exact[row.gold][label[row.id]] += 1
    sizes = Counter(row.gold for row in rows)
    return {known: found.most_common(1)[0][0] for known, found in exact.items() if sizes[known] > 1}


def print_recall(rows: list[Row], label: dict[str, str], home: dict[str, str]) -> None:
    """The share of each operator's lines that are where their exact copies are."""
    total, found = Counter[str](), Counter[str]()
    for row in rows:
        if row.gold in home:
            total[row.operator] += 1
            found[row.operator] += label[row.id] == home[row.gold]
    print("recall    " + "  ".join(f"{name} {found[name] / n:.3f} ({n})" for name, n in sorted(total.items())))


def false_merges(rows: list[Row], label: dict[str, str]) -> list[tuple[int, str]]:
    """Found groups that hold several true groups: how many, and which; the worst first."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        inside[label[row.id]].add(row.gold)
    return sorted(((len(known), name) for name, known in inside.items() if len(known) > 1), reverse=True)


def print_errors(rows: list[Row], comparison: Comparison, label: dict[str, str], home: dict[str, str], n: int) -> None:
    """Some false merges and some missed lines, to read."""
    row_of = {row.id: row for row in rows}
    group_of = {group.id: group for group in comparison.groups}
    for _, name in false_merges(rows, label)[:n]:
        print("merged", name)
        for member in group_of[name].members[:12]:
            row = row_of[member.article]
            print(f"   {row.gold} {member.relation} {member.confidence:.2f} {row.speaker!r} {row.day} {row.text}")
    missed = [row for row in rows if row.gold in home and label[row.id] != home[row.gold]]
    for row in missed[:: max(1, len(missed) // n)][:n]:
        group = group_of.get(home[row.gold])
        print(f"missed {row.operator} {row.speaker!r} {row.day} {row.text}\n       {group.wording if group else ''}")


def main() -> None:
    """Run the comparison and print the figures."""
    arguments = argparse.ArgumentParser(description="Grouping on a synthetic stress set with known groups.")
    arguments.add_argument("stress", type=Path)
    arguments.add_argument("--errors", type=int, default=0, metavar="N", help="also print N false merges and N misses")
    options = arguments.parse_args()
    rows = [Row(*line.rstrip("\n").split("\t")) for line in options.stress.open(encoding="utf-8")]
    articles = [row.article() for row in rows]
    wall, cpu = time.perf_counter(), time.process_time()
    comparison = compare(articles)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    label = labels_of(comparison, rows)
    home = homes_of(rows, label)
    wrong = false_merges(rows, label)
    print(f"{len(rows)} quotes  {len(comparison.groups)} groups  {cpu:.1f} CPU-s  {wall:.1f} s  {memory:.2f} GB")
    print_agreement(rows, label)
    print_recall(rows, label, home)
    print(f"merged    {len(wrong)} groups hold several true ones; the largest {wrong[0][0] if wrong else 1}")
    if options.errors:
        print_errors(rows, comparison, label, home, options.errors)


if __name__ == "__main__":
    main()
