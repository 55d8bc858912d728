"""Grouping on a synthetic stress set with known groups: how right, class by class, and how fast.

Input: TSV lines ``id, gold group, operator, speaker id, speaker as written, day, outlet, text`` (the project's stress-set
generator writes them). Each line becomes an article with one direct quote.

Prints pairwise precision, recall and F1, B-cubed F1, the recall of each operator (the share of a class's quotes that are
with the exact copies of their group), the largest false merge, and the time.

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

from claimkit.comparison import compare
from claimkit.records import NOBODY, Article, Quote, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY_ZERO = date(2020, 1, 1)


def article(fields: Sequence[str]) -> Article:
    """The article with one quote that a line stands for."""
    identity, _, _, _, speaker, day, outlet, text = fields
    span = Span.of(text, 0, len(text))
    who = Speaker(speaker, "person") if speaker else NOBODY
    published = (DAY_ZERO + timedelta(days=int(day))).isoformat()
    quote = Quote("q1", (span,), (span,), "direct", speaker=who)
    return Article(text, id=identity, outlet=f"outlet {outlet}", published=published, quotes=(quote,))


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs groups of these sizes hold."""
    return sum(size * (size - 1) // 2 for size in sizes)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("stress", type=Path)
    arguments.add_argument("--errors", type=int, default=0, metavar="N", help="also print N missed and N wrong members")
    options = arguments.parse_args()
    rows = [line.rstrip("\n").split("\t") for line in options.stress.open(encoding="utf-8")]
    articles = [article(row) for row in rows]
    wall, cpu = time.perf_counter(), time.process_time()
    comparison = compare(articles)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

    gold = {row[0]: row[1] for row in rows}
    label = {row[0]: f"alone {row[0]}" for row in rows}
    for group in comparison.groups:
        for member in group.members:
            label[member.article] = group.id
    both = Counter((gold[row[0]], label[row[0]]) for row in rows)
    gold_sizes, label_sizes = Counter(gold.values()), Counter(label.values())
    hits, predicted, true = pairs(both.values()), pairs(label_sizes.values()), pairs(gold_sizes.values())
    precision, recall = hits / max(predicted, 1), hits / max(true, 1)
    b_precision = sum(n * n / label_sizes[found] for (_, found), n in both.items()) / len(rows)
    b_recall = sum(n * n / gold_sizes[known] for (known, _), n in both.items()) / len(rows)
    print(
        f"{len(rows)} quotes  {cpu:.1f} CPU-s  {wall:.1f} s  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )
    print(
        f"pairwise  P {precision:.4f}  R {recall:.4f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.4f}"
    )
    print(
        f"B-cubed   P {b_precision:.4f}  R {b_recall:.4f}  F1 {2 * b_precision * b_recall / (b_precision + b_recall):.4f}"
    )

    home: dict[str, str] = {}
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row[2].removeprefix("tmpl_") == "exact":
            exact[row[1]][label[row[0]]] += 1
    home = {known: labels.most_common(1)[0][0] for known, labels in exact.items()}
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        if row[1] in home and gold_sizes[row[1]] > 1:
            total[row[2]] += 1
            found[row[2]] += label[row[0]] == home[row[1]]
    print("recall    " + "  ".join(f"{name} {found[name] / n:.3f} ({n})" for name, n in sorted(total.items())))

    knowns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (known, name), n in both.items():
        knowns[name][known] += n
    wrong = sorted(((len(c), name) for name, c in knowns.items() if len(c) > 1), reverse=True)
    print(
        f"false merges: {len(wrong)} groups of {len(comparison.groups)}; the largest holds {wrong[0][0] if wrong else 1} true groups"
    )
    if not options.errors:
        return
    text = {row[0]: row for row in rows}
    for _, name in wrong[: options.errors]:
        print("wrong", name)
        for member in next(group for group in comparison.groups if group.id == name).members:
            print(
                f"   {text[member.article][1]} {member.relation} {member.confidence:.2f} {text[member.article][4]!r} {member.published} {member.quote.text}"
            )
    missed = [row for row in rows if row[1] in home and label[row[0]] != home[row[1]]]
    by_id = {group.id: group for group in comparison.groups}
    for row in missed[:: max(1, len(missed) // options.errors)][: options.errors]:
        group = by_id.get(home[row[1]])
        other = group.wording if group else next(r[7] for r in rows if r[1] == row[1] and "exact" in r[2])
        print("missed", row[2], repr(row[4]), row[5], row[7], "\n      ", other)


if __name__ == "__main__":
    main()
