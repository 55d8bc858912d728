"""One model folder whose weights are the mean of those of several (model soups).

    python scripts/mean_of_models.py OUT FOLDER FOLDER ... [--shares SHARE SHARE ...]

The folders are those of `claimkit train` runs that went on from one start, with other seeds or recipes; their mean is
as fast as one of them and often better than each (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482). Shares weigh
them, one a folder; without, all count alike. Subwords and windows are those of the first folder. What confidence means
is fitted afterwards: ``python -m claimkit.training.calibration OUT held-out.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from claimkit.errors import ClaimkitError, InputError
from claimkit.training.command import WEIGHTS
from claimkit.training.export import export
from claimkit.training.shipped import load_exported

if TYPE_CHECKING:
    from collections.abc import Sequence

State = dict[str, dict[str, torch.Tensor]]
FEWEST = 2


def main(out: Path, folders: Sequence[Path], shares: Sequence[float] = ()) -> None:
    """Write the folder of the mean."""
    shares = shares or [1.0] * len(folders)
    if len(folders) < FEWEST:
        message = f"A mean wants two model folders or more, and {len(folders)} was given. Pass OUT FOLDER FOLDER ..."
        raise InputError(message)
    if out.resolve() in {folder.resolve() for folder in folders}:
        message = f"The mean would be written over {str(out)!r}, of which it is made. Pass another folder first."
        raise InputError(message)
    if len(shares) != len(folders) or min(shares) < 0 or not sum(shares):
        message = f"{len(folders)} folders want as many shares, none below 0, and {list(shares)} were given."
        raise InputError(message)
    first = folders[0]
    mean = mean_of({str(folder): weights_in(folder) for folder in folders}, shares)
    network = load_exported(first)
    network.restore(mean)
    config = json.loads((first / "model.json").read_text(encoding="utf8"))
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state(), out / WEIGHTS)
    export(network, out, tokenizer=first / "tokenizer.json", window=config["window"], context=config["context"])


def weights_in(folder: Path) -> State:
    """The exact weights of a folder."""
    path = folder / WEIGHTS
    if not path.is_file():
        message = f"There is no {WEIGHTS} in {str(folder)!r}. Pass folders that claimkit train wrote."
        raise InputError(message)
    state: State = torch.load(path, weights_only=True, map_location="cpu")
    return state


def mean_of(states: dict[str, State], shares: Sequence[float]) -> State:
    """The mean of weights of the same names and shapes, by the folders that they are from, and the share of each."""
    (first, wanted), *others = ((folder, shapes_of(state)) for folder, state in states.items())
    for folder, shapes in others:
        differing = sorted(name for name in wanted.keys() | shapes.keys() if wanted.get(name) != shapes.get(name))
        if differing:
            message = (
                f"The networks in {first!r} and {folder!r} have other shapes ({differing[0]}: "
                f"{wanted.get(differing[0])} and {shapes.get(differing[0])}). Pass models that began with the same one."
            )
            raise InputError(message)
    weighed = [(state, share / sum(shares)) for state, share in zip(states.values(), shares, strict=True)]
    return {
        part: {
            name: torch.stack([state[part][name] * share for state, share in weighed]).sum(dim=0) for name in weights
        }
        for part, weights in next(iter(states.values())).items()
    }


def shapes_of(state: State) -> dict[str, tuple[int, ...]]:
    """The shape of each weight by its name."""
    return {
        f"{part}.{name}": tuple(weight.shape) for part, weights in state.items() for name, weight in weights.items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", default=[])
    given = parser.parse_args()
    try:
        main(given.out, given.folders, given.shares)
    except ClaimkitError as error:
        sys.exit(f"Error: {error}")
