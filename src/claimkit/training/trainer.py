"""Fitting the network to examples: a plain loop with averaged weights and checkpoints that can be resumed."""

from __future__ import annotations

import hashlib
import random
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from attrs import asdict, define, evolve, field, frozen
from torch import Tensor, nn
from torch.nn import functional

from claimkit.encoder.subwords import FEATURES, UNKNOWN_CASE
from claimkit.errors import InputError
from claimkit.training.corpus import NO_LABEL, Example, GoldArticle, examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claimkit.training.network import Encoder, Heads
    from claimkit.training.sentences import Sentence

_CASE = list(FEATURES).index("case")
_UNKNOWN_WORD = 103  # BERT's [MASK]


@frozen
class Recipe:
    """How to train; the defaults are what the shipped model was trained with.

    Attributes:
        epochs: Most passes over the articles.
        patience: Passes in a row without a lesser loss on held-out articles after which training ends.
        batch: Most subwords in a batch, padding included.
        encoder_rate: Highest learning rate of the encoder.
        head_rate: Highest learning rate of everything else.
        warmup: Steps until the rates are at their highest; they fall linearly from there.
        paths: Share of the loss on tags that is on whole sequences of them and not on each alone.
        links: Weight of the loss on links against that on tags; `fields`, `names` and `meaning` the same for those.
        hidden_words: Share of subwords that are hidden from the network in each pass.
        hidden_case: Share of windows in which it is not told about capitals.
        average: Decay of the running average of the weights, which is what is kept.
        sizes: Range of window sizes; every pass draws a new one for each article, so that it is cut elsewhere.
        context: Most subwords of context at the beginning of a window.
        sentences_each: Steps after which a batch of sentences is learned, where there are any.
        seed: Of everything that is drawn.
    """

    epochs: int = 6
    patience: int = 2
    batch: int = 1600
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: int = 60
    paths: float = 0.5
    links: float = 0.3
    fields: float = 0.1
    names: float = 0.2
    meaning: float = 0.5
    hidden_words: float = 0.05
    hidden_case: float = 0.1
    average: float = 0.998
    sizes: tuple[int, int] = (96, 288)
    context: int = 32
    sentences_each: int = 6
    seed: int = 0


@frozen(eq=False)
class Network:
    """The parts that are trained together and exported apart."""

    encoder: Encoder
    heads: Heads

    @property
    def parts(self) -> nn.ModuleDict:
        """The parts by name."""
        return nn.ModuleDict({"encoder": self.encoder, "heads": self.heads})

    def parameters(self) -> dict[str, nn.Parameter]:
        """All weights by name."""
        return dict(self.parts.named_parameters())

    def state(self) -> dict[str, dict[str, Tensor]]:
        """The weights of each part, to be saved."""
        return {name: part.state_dict() for name, part in self.parts.items()}

    def restore(self, state: Mapping[str, Mapping[str, Tensor]]) -> None:
        """Take over saved weights; a head that was not saved keeps its own."""
        for name, part in self.parts.items():
            part.load_state_dict({**part.state_dict(), **state.get(name, {})})


def train(
    network: Network,
    versions: Sequence[Sequence[GoldArticle]],
    recipe: Recipe,
    *,
    sentences: Sequence[Sentence] = (),
    dev: Sequence[GoldArticle] = (),
    checkpoint: Path | None = None,
    report: Callable[[str], None] = print,
) -> Network:
    """Fit a network to articles.

    Args:
        network: What to start from; it is changed in place.
        versions: What to learn, in one version or more of the same size; every pass takes the next.
        recipe: How.
        sentences: Sentences with the vectors that the network should give them.
        dev: Articles that are not learned from. After each pass the loss on them is measured with the averaged
            weights, and the best weights are kept.
        checkpoint: Where to save after every pass, and where to go on from if it is there already.
        report: Is given a line about progress now and then.

    Returns:
        The network, with its weights averaged over the last steps, or with the best such weights by ``dev``.

    Raises:
        InputError: The checkpoint is of another recipe, or of other articles.
    """
    steps = sum(1 for _ in _batches(versions[0], recipe, epoch=0))
    run = _Run.of(network, recipe, steps, articles=_digest([*versions, dev]))
    if checkpoint and checkpoint.exists():
        run.resume(checkpoint)
    device = next(network.encoder.parameters()).device
    began = time.monotonic()
    for epoch in range(run.epoch, recipe.epochs):
        torch.manual_seed(recipe.seed * 1000 + epoch)
        network.parts.train()
        losses: list[list[float]] = []
        vectors = _sentence_batches(sentences, recipe, epoch=epoch)
        for step, batch in enumerate(_batches(versions[epoch % len(versions)], recipe, epoch=epoch), start=1):
            parts = _losses(network, batch, recipe, device)
            loss = _weighted(parts, recipe)
            if sentences and step % recipe.sentences_each == 0:
                loss = loss + recipe.meaning * _meaning_loss(network, next(vectors), device)
            run.step(loss, decay=min(recipe.average, 1 - 10 / (10 + epoch * steps + step)))
            losses.append([part.item() for part in parts])
            if step % 50 == 0:
                means = ", ".join(map("{} {:.3f}".format, _PARTS, np.mean(losses[-50:], axis=0)))
                spent = f"{time.monotonic() - began:.0f} s"
                report(f"pass {epoch + 1}/{recipe.epochs}, step {step}/{steps}, {spent}; loss on {means}")
        run.epoch = epoch + 1
        if dev:
            better = run.judge(_loss_on(network, run.average, dev, recipe, device))
            best = ", the least so far" if better else f"; the least was {run.least:.4f}"
            report(f"pass {epoch + 1}/{recipe.epochs} done; loss on held-out articles {run.last:.4f}{best}")
        if checkpoint:
            run.save(checkpoint)
        if dev and run.worse >= recipe.patience:
            report(f"{run.worse} passes in a row were no better on held-out articles: training ends.")
            break
    _take(network, run.best if dev and run.best else run.average)
    network.parts.eval()
    return network


@define(eq=False)
class _Run:
    """Where a training stands: what a checkpoint holds.

    Attributes:
        articles: Tells apart what is learned from and judged by.
        epoch: Passes done.
        average: Running average of the weights.
        best: The average after the pass with the least loss on dev, `least`.
        last: The loss on dev after the last pass.
        worse: Passes in a row that brought no lesser loss.
    """

    network: Network
    recipe: Recipe
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    average: dict[str, Tensor]
    articles: str
    epoch: int = 0
    best: dict[str, Tensor] = field(factory=dict)
    least: float = float("inf")
    last: float = float("inf")
    worse: int = 0

    @classmethod
    def of(cls, network: Network, recipe: Recipe, steps: int, *, articles: str) -> _Run:
        optimizer = _optimizer(network, recipe)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps * recipe.epochs, recipe))
        average = {name: weight.detach().clone() for name, weight in network.parameters().items()}
        return cls(network, recipe, optimizer, schedule, average, articles)

    def step(self, loss: Tensor, *, decay: float) -> None:
        """Learn from one batch."""
        weights = self.network.parameters()
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([weight for weight in weights.values() if weight.requires_grad], 1.0)
        self.optimizer.step()
        self.schedule.step()
        with torch.no_grad():
            for name, weight in weights.items():
                if weight.requires_grad:
                    self.average[name].lerp_(weight, 1 - decay)

    def judge(self, loss: float) -> bool:
        """Note the loss on dev; whether it is the least so far."""
        self.last = loss
        better = loss < self.least
        self.worse = 0 if better else self.worse + 1
        if better:
            self.least = loss
            self.best = {name: weight.clone() for name, weight in self.average.items()}
        return better

    def save(self, path: Path) -> None:
        state = {
            "recipe": asdict(self.recipe),
            "articles": self.articles,
            "network": self.network.state(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            **{name: getattr(self, name) for name in _KEPT},
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(path)  # whoever is stopped while saving keeps the checkpoint before

    def resume(self, path: Path) -> None:
        device = next(iter(self.average.values())).device
        state: dict[str, Any] = torch.load(path, weights_only=True, map_location=device)
        now = {**asdict(self.recipe), "articles": self.articles}
        then = {**state["recipe"], "articles": state["articles"]}
        changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
        if changed:
            message = (
                f"The checkpoint {str(path)!r} was made with other settings ({', '.join(changed)}). "
                "Delete it to begin anew, or train with the settings of before to go on."
            )
            raise InputError(message)
        self.network.restore(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        for name in _KEPT:
            setattr(self, name, state[name])


_PARTS = ("spans", "links to cues", "links to sources", "fields", "names")
"""What each of the losses is on."""

_KEPT = ("average", "epoch", "best", "least", "last", "worse")
"""What of a run a checkpoint holds as it is."""


def _digest(versions: Iterable[Iterable[GoldArticle]]) -> str:
    """Differs where other articles are learned from, or the same ones in another order."""
    seen = hashlib.sha256()
    for version in versions:
        for article in version:
            seen.update(f"{article.id}\n{article.attributions}\n".encode())
            seen.update(article.subwords.ids.tobytes() + article.names.tobytes())
    return seen.hexdigest()


def _take(network: Network, weights: Mapping[str, Tensor]) -> None:
    for name, weight in network.parameters().items():
        weight.data.copy_(weights[name])


def _weighted(parts: Sequence[Tensor], recipe: Recipe) -> Tensor:
    tags, to_cue, to_source, fields, names = parts
    return tags + recipe.links * (to_cue + to_source) + recipe.fields * fields + recipe.names * names


def _loss_on(
    network: Network, weights: Mapping[str, Tensor], dev: Sequence[GoldArticle], recipe: Recipe, device: torch.device
) -> float:
    """The mean loss of given weights on articles, with nothing hidden."""
    now = {name: weight.detach().clone() for name, weight in network.parameters().items()}
    _take(network, weights)
    network.parts.eval()
    plain = evolve(recipe, hidden_words=0.0, hidden_case=0.0)
    with torch.no_grad():
        losses = [
            float(_weighted(_losses(network, batch, plain, device), plain)) for batch in _batches(dev, plain, epoch=0)
        ]
    _take(network, now)
    return sum(losses) / max(1, len(losses))


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    free = {name: weight for name, weight in network.parameters().items() if weight.requires_grad}
    groups = [
        {"params": [w for n, w in free.items() if n.startswith("encoder.minilm")], "lr": recipe.encoder_rate},
        {"params": [w for n, w in free.items() if not n.startswith("encoder.minilm")], "lr": recipe.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    return min(1.0, (step + 1) / recipe.warmup) * max(0.02, 1 - step / max(1, steps))


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


def _losses(network: Network, batch: list[Example], recipe: Recipe, device: torch.device) -> tuple[Tensor, ...]:
    """Losses on tags, links from content to cue, links from cue to source, fields, and names."""

    def tensor(values: NDArray[np.int64]) -> Tensor:
        return torch.from_numpy(values).to(device)

    ids, features, mask = _padded([(example.ids, example.features) for example in batch])
    hidden, logits, names, _ = network.encoder(ids.to(device), features.to(device), mask.to(device))
    words = [tensor(example.words) + 1 for example in batch]
    tags = [example.tags for example in batch]
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
            *map(tensor, (example.contents, example.cues, example.sources)),
            tensor(example.paragraphs),
        )
        for row, (index, example) in enumerate(zip(words, batch, strict=True))
    ]
    to_cue, to_source, act, negated, source_type = (
        _mean_loss([output[head] for output in outputs], gold[head]) for head in range(5)
    )
    return (
        (1 - recipe.paths) * _word_loss(logits, words, tags) + recipe.paths * _path_loss(network, logits, words, tags),
        to_cue,
        to_source,
        act + negated + source_type,
        _word_loss(names, words, [example.names for example in batch]),
    )


def _padded(rows: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Windows of ids and features, with the markers at their ends, as tensors of one length, and what is no padding."""
    longest = max(len(ids) for ids, _ in rows) + 2
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    features = torch.zeros(len(rows), len(FEATURES), longest, dtype=torch.int64)
    for row, (subwords, shown) in enumerate(rows):
        n = len(subwords)
        ids[row, : n + 2] = torch.tensor([101, *subwords.tolist(), 102])
        mask[row, : n + 2] = 1
        features[row, :, 1 : n + 1] = torch.from_numpy(shown)
    return ids, features, mask


def _word_loss(logits: Tensor, words: Sequence[Tensor], gold: Sequence[NDArray[np.int64]]) -> Tensor:
    labels = torch.from_numpy(np.concatenate(gold)).to(logits.device)
    chosen = torch.cat([logits[row, index] for row, index in enumerate(words)])
    total = functional.cross_entropy(chosen, labels, ignore_index=NO_LABEL, reduction="sum")
    return total / max(1, int((labels != NO_LABEL).sum()))


def _path_loss(network: Network, logits: Tensor, words: Sequence[Tensor], gold: Sequence[NDArray[np.int64]]) -> Tensor:
    """The loss on whole sequences of tags, for each word that has one."""
    labelled = [
        (logits[row, index], torch.from_numpy(labels).to(logits.device))
        for row, (index, labels) in enumerate(zip(words, gold, strict=True))
        if (labels != NO_LABEL).any()
    ]
    if not labelled:
        return torch.zeros((), device=logits.device)
    chosen = nn.utils.rnn.pad_sequence([scores for scores, _ in labelled], batch_first=True)
    labels = nn.utils.rnn.pad_sequence([row for _, row in labelled], batch_first=True, padding_value=NO_LABEL)
    lengths = torch.tensor([len(row) for _, row in labelled], device=logits.device)
    mask = torch.arange(labels.shape[1], device=logits.device) < lengths[:, None]
    total: Tensor = network.encoder.paths(chosen, labels, mask)
    return total / int((labels != NO_LABEL).sum())


def _mean_loss(logits: list[Tensor], gold: Sequence[NDArray[np.int64]]) -> Tensor:
    """Mean cross-entropy over rows whose numbers of columns differ from window to window."""
    terms = [
        functional.cross_entropy(
            scores, torch.from_numpy(labels).to(scores.device), ignore_index=NO_LABEL, reduction="sum"
        )
        for scores, labels in zip(logits, gold, strict=True)
        if len(labels)
    ]
    count = sum(int((labels != NO_LABEL).sum()) for labels in gold)
    return torch.stack(terms).sum() / count if count else torch.zeros((), device=logits[0].device)


def _sentence_batches(sentences: Sequence[Sentence], recipe: Recipe, *, epoch: int) -> Iterator[list[Sentence]]:
    """Sentences in batches without end, in an order that epoch and seed decide."""
    draw = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - no secret is drawn
    while sentences:
        batch: list[Sentence] = []
        for sentence in draw.sample(sentences, len(sentences)):
            if batch and (max(len(other.ids) for other in [*batch, sentence]) + 2) * (len(batch) + 1) > recipe.batch:
                yield batch
                batch = []
            batch.append(sentence)
        yield batch


def _meaning_loss(network: Network, batch: Sequence[Sentence], device: torch.device) -> Tensor:
    """How far the vectors of sentences point away from those that they should have (1 - cosine)."""
    ids, features, mask = _padded([(sentence.ids, sentence.features) for sentence in batch])
    *_, found = network.encoder(ids.to(device), features.to(device), mask.to(device))
    wanted = torch.from_numpy(np.stack([sentence.vector for sentence in batch])).to(device)
    return (1.0 - functional.cosine_similarity(found, wanted)).mean()
