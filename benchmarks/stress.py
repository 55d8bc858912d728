"""The synthetic stress set with known groups, as articles; and how right a grouping of it is.

Input: TSV lines ``id, gold group, operator, speaker id, speaker as written, day, outlet, text`` (the project's
stress-set generator writes them). Each line becomes an article with one direct quote.

The other benchmarks of grouping import this; it prints nothing by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.records import NOBODY, Article, Quote, Span, Speaker

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from claimkit.comparison import Comparator

Label = dict[str, str]
"""The group of each line, by id."""

DAY_ZERO = date(2020, 1, 1)


@frozen
class Stress:
    """Lines of the stress set.

    Attributes:
        articles: What is to be compared.
        gold: The true group of each.
        operators: How each was made from the words of its group.
    """

    articles: list[Article]
    gold: list[str]
    operators: list[str]

    @property
    def ids(self) -> list[str]:
        """The id of each line."""
        return [article.id for article in self.articles]


def add_arguments(arguments: argparse.ArgumentParser) -> None:
    """Let the user say which lines to read."""
    from pathlib import Path

    arguments.add_argument("stress", type=Path, help="lines of the stress set")
    arguments.add_argument("--count", type=int, metavar="N", help="read the first N lines only")


def read_stress(path: Path, count: int | None = None) -> Stress:
    """The first lines of a stress set, or all."""
    stress = Stress([], [], [])
    published: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, count):
            identity, gold, operator, _, speaker, day, outlet, text = line.rstrip("\n").split("\t")
            if day not in published:
                published[day] = (DAY_ZERO + timedelta(days=int(day))).isoformat()
            stress.articles.append(_article(identity, speaker, published[day], outlet, text))
            stress.gold.append(intern(gold))
            stress.operators.append(intern(operator))
    return stress


def _article(identity: str, speaker: str, published: str, outlet: str, text: str) -> Article:
    span = (Span.of(text, 0, len(text)),)
    who = Speaker(intern(speaker), "person") if speaker else NOBODY
    quote = Quote("q1", span, span, "direct", speaker=who)
    return Article(text, id=identity, outlet=intern(f"outlet {outlet}"), published=published, quotes=(quote,))


def labels_of(comparator: Comparator, ids: Iterable[str]) -> Label:
    """The group of each line; a line of no group is a group of its own."""
    label = {identity: f"alone {identity}" for identity in ids}
    label.update((article, group) for (article, _), group in comparator.group_of_each().items())
    return label


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs groups of these sizes hold."""
    return sum(size * (size - 1) // 2 for size in sizes)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def print_agreement(stress: Stress, label: Label) -> None:
    """Pairwise and B-cubed figures."""
    both = Counter((gold, label[line]) for gold, line in zip(stress.gold, stress.ids, strict=True))
    true, found = Counter(stress.gold), Counter(label.values())
    hits = pairs(both.values())
    precision, recall = hits / max(pairs(found.values()), 1), hits / max(pairs(true.values()), 1)
    print(f"pairwise  P {precision:.4f}  R {recall:.4f}  F1 {f1(precision, recall):.4f}")
    precision = sum(n * n / found[name] for (_, name), n in both.items()) / len(label)
    recall = sum(n * n / true[known] for (known, _), n in both.items()) / len(label)
    print(f"B-cubed   P {precision:.4f}  R {recall:.4f}  F1 {f1(precision, recall):.4f}")


def homes_of(stress: Stress, label: Label) -> dict[str, str]:
    """For each true group of several lines, the found group that holds most of its exact copies."""
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gold, operator, line in zip(stress.gold, stress.operators, stress.ids, strict=True):
        if operator.removeprefix("tmpl_") == "exact":
            exact[gold][label[line]] += 1
    sizes = Counter(stress.gold)
    return {known: found.most_common(1)[0][0] for known, found in exact.items() if sizes[known] > 1}


def print_recall(stress: Stress, label: Label, home: dict[str, str]) -> None:
    """The share of each operator's lines that are where their exact copies are."""
    total, found = Counter[str](), Counter[str]()
    for gold, operator, line in zip(stress.gold, stress.operators, stress.ids, strict=True):
        if gold in home:
            total[operator] += 1
            found[operator] += label[line] == home[gold]
    print("recall    " + "  ".join(f"{name} {found[name] / n:.3f} ({n})" for name, n in sorted(total.items())))


def false_merges(stress: Stress, label: Label) -> list[tuple[int, str]]:
    """Found groups that hold several true groups: how many, and which; the worst first."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for gold, line in zip(stress.gold, stress.ids, strict=True):
        inside[label[line]].add(gold)
    return sorted(((len(known), name) for name, known in inside.items() if len(known) > 1), reverse=True)
