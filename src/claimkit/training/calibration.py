"""``python -m claimkit.training.calibration MODEL GOLD``: fit what a model's confidence means, on held-out gold."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from attrs import Factory, asdict, define

from claimkit.encoder.network import Network
from claimkit.evaluation.gold import gold_from
from claimkit.evaluation.scoring import LEVELS, content_words, paired, same_source
from claimkit.quotes.attributions import attributions_in
from claimkit.quotes.confidence import Calibration, Scaling, log_odds, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimkit.quotes.attributions import Attribution
    from claimkit.records import Json

FIELDS = ("source", "act", "negated")
"""What is decided of a quote besides its words."""

_RIDGE = 1.0
"""A little pull towards what the network says, so that a small gold set gives no extreme weights."""


def main(
    model: Annotated[Path, typer.Argument(help="A model folder; its model.json is rewritten.")],
    gold: Annotated[Path, typer.Argument(help="Gold articles that the model was not trained on.")],
) -> None:
    """Fit the calibration of a model and write it into its folder."""
    typer.echo(f"{calibrate(model, gold)}")


def calibrate(model: Path, gold: Path) -> Calibration:
    """Fit what the confidence of a model means on articles that it was not trained on, and write it to its folder.

    Args:
        model: A model folder; its ``model.json`` is rewritten.
        gold: Gold articles.

    Returns:
        What was written.
    """
    calibration = fitted(judged(Network(model), gold_from(gold)))
    manifest = model / "model.json"
    config = json.loads(manifest.read_text(encoding="utf8"))
    config["confidence"] = _rounded(asdict(calibration))
    manifest.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    return calibration


@define
class Judged:
    """What the network was sure of, and whether it was right.

    Attributes:
        quotes: The parts of each attribution (`parts_of`), and whether the gold has it (close).
        source: Of those that it has, the probability of the source, and whether the gold agrees.
        act: The same for the act, where the gold has one.
        negated: The same for the negation.
    """

    quotes: list[tuple[tuple[float, float], bool]] = Factory(list)
    source: list[tuple[float, bool]] = Factory(list)
    act: list[tuple[float, bool]] = Factory(list)
    negated: list[tuple[float, bool]] = Factory(list)

    def by(self, calibration: Calibration) -> dict[str, list[tuple[float, bool]]]:
        """What the calibration makes of each decision, and whether it was right, by what is decided.

        >>> Judged([((2.0, 0.0), True)]).by(Calibration())
        {'quotes': [(0.8808, True)], 'source': [], 'act': [], 'negated': []}
        """
        found = {"quotes": [(calibration.of_parts(parts), right) for parts, right in self.quotes]}
        for name in FIELDS:
            scaling = getattr(calibration, name)
            found[name] = [(scaling.probability(sure), right) for sure, right in getattr(self, name)]
        return found


def judged(network: Network, gold: Iterable[Mapping[str, Json]]) -> Judged:
    """What the network says of gold articles, and how much of it is right."""
    seen = Judged()
    for article in gold:
        text = article["text"]
        subwords, readings = network.read(text)
        found = attributions_in(network, readings, subwords.quotations)
        wanted = [content_words(text, quote) for quote in article["quotes"]]
        words = [
            content_words(text, {"content": [(place.start, place.end) for place in each.contents]}) for each in found
        ]
        partners = {index: row for row, index, overlap in paired(wanted, words) if overlap >= LEVELS["close"]}
        for index, attribution in enumerate(found):
            seen.quotes.append((parts_of(attribution), index in partners))
            if index in partners and attribution.cue:
                _judge_links(seen, text, article["quotes"][partners[index]], attribution)
    return seen


def _judge_links(seen: Judged, text: str, gold: Mapping[str, Json], attribution: Attribution) -> None:
    source = attribution.source
    spans = {"source": [(source.start, source.end)] if source else []}
    seen.source.append((attribution.source_confidence, same_source(text, gold, spans)))
    if gold.get("act") is not None:
        seen.act.append((attribution.act_confidence, attribution.act == gold["act"]))
    if gold.get("negated") is not None:
        seen.negated.append((attribution.negated_confidence, attribution.negated == bool(gold["negated"])))


def fitted(seen: Judged) -> Calibration:
    """Logistic regressions of what was right on what the network said."""
    parts = [part for part, _ in seen.quotes]
    span, cue, offset = _regression(parts, [right for _, right in seen.quotes], width=2)
    scalings = {name: _scaling(getattr(seen, name)) for name in FIELDS}
    return Calibration(span, cue, offset, **scalings)


def _scaling(decisions: Sequence[tuple[float, bool]]) -> Scaling:
    return Scaling(
        *_regression([(log_odds(sure),) for sure, _ in decisions], [right for _, right in decisions], width=1)
    )


def _regression(parts: Sequence[tuple[float, ...]], right: Sequence[bool], *, width: int) -> tuple[float, ...]:
    """A weight for each of ``width`` parts, and an offset.

    Without decisions, or where all or none of them are right, there is nothing to fit: the odds stay as they are.
    """
    from scipy.optimize import minimize

    unchanged = np.eye(width + 1)[0]
    if not 0 < sum(right) < len(right):
        return tuple(map(float, unchanged))
    table = np.column_stack([np.array(parts), np.ones(len(parts))])
    signs = np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        misfit = np.logaddexp(0.0, -signs * (table @ weights)).mean()
        return float(misfit + _RIDGE * ((weights - unchanged)[:width] ** 2).sum() / len(table))

    return tuple(map(float, minimize(loss, unchanged).x))


def _rounded(weights: dict[str, Any]) -> dict[str, Any]:
    return {name: _rounded(value) if isinstance(value, dict) else round(value, 4) for name, value in weights.items()}


if __name__ == "__main__":
    typer.run(main)
