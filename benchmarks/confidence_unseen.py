"""Does confidence mean something on articles that it was not fitted on?

For each fifth of a gold file the calibration is fitted on the other four fifths, and judged on that one: expected
calibration error (ten bins), Brier score and number of decisions, for quotes, sources, acts and negations. Of further
gold files the same with the calibration that the model ships with.

usage: python benchmarks/confidence_unseen.py GOLD [OTHER_GOLD ...] [--model FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from claimkit.encoder.network import Network
from claimkit.evaluation.calibration import reliability
from claimkit.evaluation.gold import gold_from
from claimkit.models import ENGLISH
from claimkit.quotes.confidence import Calibration
from claimkit.training.calibration import FIELDS, Judged, fitted, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 5
KINDS = ("quotes", *FIELDS)


def joined(seen: Sequence[Judged]) -> Judged:
    """All decisions together."""
    return Judged(*([decision for each in seen for decision in getattr(each, kind)] for kind in KINDS))


def unseen(folds: Sequence[Judged]) -> dict[str, list[tuple[float, bool]]]:
    """Each fold by the calibration that was fitted on the others."""
    found: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for number, fold in enumerate(folds):
        others = joined([other for place, other in enumerate(folds) if place != number])
        for kind, decisions in fold.by(fitted(others)).items():
            found[kind] += decisions
    return found


def report(title: str, decisions: dict[str, list[tuple[float, bool]]]) -> None:
    """Prints a line for each kind of decision."""
    print(title)
    for kind, judgements in decisions.items():
        found = reliability(judgements)
        print(f"  {kind:8} error {found.expected_error:.3f}   Brier {found.brier:.3f}   of {found.count}")


def main() -> None:
    """Reads the gold and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--model", type=Path, default=ENGLISH)
    options = parser.parse_args()
    network = Network(options.model)
    first, *others = options.gold
    articles = gold_from(first)
    folds = [judged(network, articles[number::FOLDS]) for number in range(FOLDS)]
    report(f"{first}: fitted on other articles of it", unseen(folds))
    for path in others:
        seen = judged(network, gold_from(path))
        report(f"{path}: as shipped", seen.by(Calibration.of(network.config)))


if __name__ == "__main__":
    main()
