"""Fitting the network to examples: a plain loop with averaged weights and checkpoints that can be resumed."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from attrs import asdict, evolve, frozen
from torch import Tensor, nn
from torch.nn import functional

from claimkit.encoder.subwords import FEATURES, UNKNOWN_CASE
from claimkit.training.corpus import NO_LABEL, Example, GoldArticle, examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claimkit.training.network import Encoder, Heads

_CASE = list(FEATURES).index("case")
_UNKNOWN_WORD = 103  # BERT's [MASK]


@frozen
class Recipe:
    """How to train; the defaults are what the shipped model was trained with.

    Attributes:
        epochs: Passes over the articles.
        batch: Most subwords in a batch, padding included.
        encoder_rate: Highest learning rate of the encoder.
        head_rate: Highest learning rate of everything else.
        warmup: Steps until the rates are at their highest; they fall linearly from there.
        links: Weight of the loss on links against that on tags; `fields` the same for fields.
        hidden_words: Share of subwords that are hidden from the network in each pass.
        hidden_case: Share of windows in which it is not told about capitals.
        average: Decay of the running average of the weights, which is what is kept.
        sizes: Range of window sizes; every pass draws a new one for each article, so that it is cut elsewhere.
        context: Most subwords of context at the beginning of a window.
        seed: Of everything that is drawn.
    """

    epochs: int = 6
    batch: int = 1600
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: int = 60
    links: float = 0.3
    fields: float = 0.1
    hidden_words: float = 0.05
    hidden_case: float = 0.1
    average: float = 0.998
    sizes: tuple[int, int] = (160, 320)
    context: int = 32
    seed: int = 0


@frozen(eq=False)
class Network:
    """The two parts that are trained together and exported apart."""

    encoder: Encoder
    heads: Heads

    def parameters(self) -> dict[str, nn.Parameter]:
        """All weights by name."""
        both = nn.ModuleDict({"encoder": self.encoder, "heads": self.heads})
        return dict(both.named_parameters())


def train(
    network: Network,
    versions: Sequence[Sequence[GoldArticle]],
    recipe: Recipe,
    *,
    checkpoint: Path | None = None,
    report: Callable[[str], None] = print,
) -> Network:
    """Fit a network to articles.

    Args:
        network: What to start from; it is changed in place.
        versions: What to learn, in one version or more of the same size; every pass takes the next.
        recipe: How.
        checkpoint: Where to save after every pass, and where to go on from if it is there already.
        report: Is given a line about progress now and then.

    Returns:
        The network, with its weights averaged over the last steps.
    """
    steps = sum(1 for _ in _batches(versions[0], recipe, epoch=0))
    optimizer = _optimizer(network, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps * recipe.epochs, recipe))
    average = {name: weight.detach().clone() for name, weight in network.parameters().items()}
    first = 0
    if checkpoint and checkpoint.exists():
        first = _resume(checkpoint, network, optimizer, schedule, average)
    began = time.monotonic()
    for epoch in range(first, recipe.epochs):
        torch.manual_seed(recipe.seed * 1000 + epoch)
        network.encoder.train(), network.heads.train()
        losses: list[list[float]] = []
        articles = versions[epoch % len(versions)]
        for step, batch in enumerate(_batches(articles, recipe, epoch=epoch), start=1):
            parts = _losses(network, batch)
            loss = parts[0] + recipe.links * (parts[1] + parts[2]) + recipe.fields * parts[3]
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([p for p in network.parameters().values() if p.requires_grad], 1.0)
            optimizer.step()
            schedule.step()
            _follow(average, network, min(recipe.average, 1 - 10 / (10 + epoch * steps + step)))
            losses.append([part.item() for part in parts])
            if step % 50 == 0:
                means = " ".join(f"{mean:.4f}" for mean in np.mean(losses[-50:], axis=0))
                report(f"epoch {epoch + 1}/{recipe.epochs} step {step}/{steps} {means} {time.monotonic() - began:.0f}s")
        if checkpoint:
            _save(checkpoint, network, optimizer, schedule, average, epoch + 1, recipe)
    for name, weight in network.parameters().items():
        weight.data.copy_(average[name])
    network.encoder.eval(), network.heads.eval()
    return network


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    free = {name: weight for name, weight in network.parameters().items() if weight.requires_grad}
    groups = [
        {"params": [w for n, w in free.items() if n.startswith("encoder.minilm")], "lr": recipe.encoder_rate},
        {"params": [w for n, w in free.items() if not n.startswith("encoder.minilm")], "lr": recipe.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    return min(1.0, (step + 1) / recipe.warmup) * max(0.02, 1 - step / max(1, steps))


def _follow(average: dict[str, Tensor], network: Network, decay: float) -> None:
    with torch.no_grad():
        for name, weight in network.parameters().items():
            if weight.requires_grad:
                average[name].lerp_(weight, 1 - decay)


def _save(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
    epoch: int,
    recipe: Recipe,
) -> None:
    state = {
        "epoch": epoch,
        "recipe": asdict(recipe),
        "encoder": network.encoder.state_dict(),
        "heads": network.heads.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "average": average,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)  # a session that is stopped while saving keeps the checkpoint before


def _resume(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
) -> int:
    state: dict[str, Any] = torch.load(path, weights_only=True)
    network.encoder.load_state_dict(state["encoder"])
    network.heads.load_state_dict(state["heads"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    for name, weight in state["average"].items():
        average[name].copy_(weight)
    return int(state["epoch"])


def _batches(articles: Sequence[GoldArticle], recipe: Recipe, *, epoch: int) -> Iterator[list[Example]]:
    """Windows of similar length together, in an order that epoch and seed decide."""
    draw = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - no secret is drawn
    found = [
        _hidden(example, recipe, draw)
        for article in articles
        for example in examples(article, size=draw.randint(*recipe.sizes), context=recipe.context)
        if len(example.words)
    ]
    found.sort(key=lambda example: len(example.ids) + draw.random() * 30)
    batches: list[list[Example]] = [[]]
    for example in found:
        longest = max(len(example.ids), *(len(other.ids) for other in batches[-1]), 0) + 2
        if batches[-1] and longest * (len(batches[-1]) + 1) > recipe.batch:
            batches.append([])
        batches[-1].append(example)
    draw.shuffle(batches)
    yield from batches


def _hidden(example: Example, recipe: Recipe, draw: random.Random) -> Example:
    """The example with some words hidden, and now and then without its capitals, so that neither is relied on."""
    chance = np.random.default_rng(draw.getrandbits(32))
    ids = np.where(chance.random(len(example.ids)) < recipe.hidden_words, _UNKNOWN_WORD, example.ids)
    features = example.features
    if draw.random() < recipe.hidden_case:
        features = features.copy()
        features[_CASE] = UNKNOWN_CASE
    return evolve(example, ids=ids, features=features)


def _losses(network: Network, batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Losses on tags, links from content to cue, links from cue to source, and fields."""
    longest = max(len(example.ids) for example in batch) + 2
    ids = torch.zeros(len(batch), longest, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    features = torch.zeros(len(batch), len(FEATURES), longest, dtype=torch.int64)
    for row, example in enumerate(batch):
        n = len(example.ids)
        ids[row, : n + 2] = torch.tensor([101, *example.ids.tolist(), 102])
        mask[row, : n + 2] = 1
        features[row, :, 1 : n + 1] = torch.from_numpy(example.features)
    hidden, logits = network.encoder(ids, features, mask)
    words = [torch.from_numpy(example.words) + 1 for example in batch]
    tag_loss = functional.cross_entropy(
        torch.cat([logits[row, index] for row, index in enumerate(words)]),
        torch.from_numpy(np.concatenate([example.tags for example in batch])),
    )
    gold = [
        [example.cue_of_content for example in batch],
        [example.source_of_cue for example in batch],
        [example.acts for example in batch],
        [example.negated for example in batch],
        [example.source_types for example in batch],
    ]
    outputs = [
        network.heads(
            hidden[row, index],
            torch.from_numpy(example.contents),
            torch.from_numpy(example.cues),
            torch.from_numpy(example.sources),
            torch.from_numpy(example.paragraphs),
        )
        for row, (index, example) in enumerate(zip(words, batch, strict=True))
    ]
    to_cue, to_source, act, negated, source_type = (
        _mean_loss([output[head] for output in outputs], gold[head]) for head in range(5)
    )
    return tag_loss, to_cue, to_source, act + negated + source_type


def _mean_loss(logits: list[Tensor], gold: Sequence[np.ndarray[Any, np.dtype[np.int64]]]) -> Tensor:
    """Mean cross-entropy over rows whose numbers of columns differ from window to window."""
    terms = [
        functional.cross_entropy(scores, torch.from_numpy(labels), ignore_index=NO_LABEL, reduction="sum")
        for scores, labels in zip(logits, gold, strict=True)
        if len(labels)
    ]
    count = sum(int((labels != NO_LABEL).sum()) for labels in gold)
    return torch.stack(terms).sum() / count if count else torch.zeros(())
