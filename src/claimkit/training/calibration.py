"""``python -m claimkit.training.calibration MODEL GOLD``: fit what a model's confidence means, on held-out gold."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import numpy as np
import typer
from attrs import asdict

from claimkit.encoder.network import Network
from claimkit.evaluation.gold import gold_from
from claimkit.evaluation.scoring import LEVELS, content_words, paired
from claimkit.quotes.attributions import attributions_in
from claimkit.quotes.confidence import Calibration, parts_of

_RIDGE = 0.01
"""A little pull towards zero, so that a small gold set gives no extreme weights."""


def main(
    model: Annotated[Path, typer.Argument(help="A model folder; its model.json is rewritten.")],
    gold: Annotated[Path, typer.Argument(help="Gold articles that the model was not trained on.")],
) -> None:
    """Fit the calibration of a model and write it into its folder."""
    calibration = fitted(*judged(Network(model), gold))
    manifest = model / "model.json"
    config = json.loads(manifest.read_text(encoding="utf8"))
    config["confidence"] = {name: round(weight, 4) for name, weight in asdict(calibration).items()}
    manifest.write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    typer.echo(f"{calibration}")


def judged(network: Network, gold: Path) -> tuple[list[tuple[float, float]], list[bool]]:
    """What the network says of the parts of each attribution, and whether the gold has the attribution (close)."""
    parts, right = [], []
    for article in gold_from(gold):
        text = article["text"]
        subwords, readings = network.read(text)
        found = attributions_in(network, readings, subwords.quotations)
        wanted = [content_words(text, quote) for quote in article["quotes"]]
        words = [
            content_words(text, {"content": [(place.start, place.end) for place in each.contents]}) for each in found
        ]
        overlaps = {index: overlap for _, index, overlap in paired(wanted, words)}
        parts += [parts_of(attribution) for attribution in found]
        right += [overlaps.get(index, 0.0) >= LEVELS["close"] for index in range(len(found))]
    return parts, right


def fitted(parts: list[tuple[float, float]], right: list[bool]) -> Calibration:
    """Logistic regression of right on parts."""
    from scipy.optimize import minimize

    table = np.column_stack([np.array(parts).reshape(-1, 2), np.ones(len(parts))])
    signs = np.where(right, 1.0, -1.0)

    def loss(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        misfit = np.logaddexp(0.0, -signs * (table @ weights)).mean()
        return float(misfit + _RIDGE * (weights[:2] ** 2).sum() / len(table))

    return Calibration(*map(float, minimize(loss, np.zeros(3)).x))


if __name__ == "__main__":
    typer.run(main)
