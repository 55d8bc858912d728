"""What rounding the weights to eight bits costs, on any gold file.

FOLDER is one that ``claimkit train`` wrote, with the exact weights in ``network.pt``. They are exported once more
without rounding, and both models read the gold articles; needs claimkit[train].

usage: python benchmarks/quantization_loss.py FOLDER GOLD
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch

import claimkit
from claimkit.evaluation import gold_from, predicted_for, score
from claimkit.training.command import WEIGHTS
from claimkit.training.export import export
from claimkit.training.shipped import load_exported

SHOWN = ("close.f1", "end2end.f1", "joint.f1", "words.f1")


def main(folder: Path, gold_file: Path) -> None:
    """Print the figures of both models, and their difference."""
    gold = gold_from(gold_file)
    config = json.loads((folder / "model.json").read_text(encoding="utf8"))
    network = load_exported(folder)
    network.restore(torch.load(folder / WEIGHTS, weights_only=True))
    network.parts.eval()
    with tempfile.TemporaryDirectory() as scratch:
        exact = export(
            network,
            Path(scratch),
            tokenizer=folder / "tokenizer.json",
            window=config["window"],
            context=config["context"],
            quantized=False,
        )
        sides = [score(gold, predicted_for(gold, nlp=claimkit.load(path))).figures() for path in (exact, folder)]
    print(f"{'':12} exact   eight bits  difference")
    for name in SHOWN:
        before, after = (side[name] for side in sides)
        print(f"{name:12} {before:.4f}  {after:.4f}      {after - before:+.4f}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("gold", type=Path)
    given = options.parse_args()
    main(given.folder, given.gold)
