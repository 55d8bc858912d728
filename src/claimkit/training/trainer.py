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
from claimkit.training.batches import WordReadings, beside, padded
from claimkit.training.corpus import NO_LABEL, Example, GoldArticle, examples
from claimkit.training.teaching import Lesson, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claimkit.training.batches import SpanLogits
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
        all_passes: Make all of them and keep the last weights, whatever the loss on held-out articles, which rises in
            long trainings while the spans still get better.
        batch: Most subwords in a batch, padding included.
        encoder_rate: Highest learning rate of the encoder.
        head_rate: Highest learning rate of everything else.
        warmup: Steps until the rates are at their highest; they fall linearly from there.
        paths: Share of the loss on tags that is on whole sequences of them and not on each alone.
        links: Weight of the loss on links against that on tags; `fields`, `names` and `meaning` the same for those.
        taught: Share of the loss that is on what teachers say, where there are any; the rest is on annotations.
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
    all_passes: bool = False
    batch: int = 1600
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: int = 60
    paths: float = 0.5
    links: float = 0.3
    fields: float = 0.1
    names: float = 0.2
    meaning: float = 0.5
    taught: float = 0.6
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
    teachers: Sequence[Network] = (),
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
        teachers: Networks to learn from what they say of the same windows, with nothing hidden from them; of any
            size, on the device of the network and with its vocabulary. They are set to reading (``eval``).
        dev: Articles that are not learned from. After each pass the loss on them is measured with the averaged
            weights, and the best weights are kept, unless the recipe wants the last.
        checkpoint: Where to save after every pass, and where to go on from if it is there already.
        report: Is given a line about progress now and then.

    Returns:
        The network, with its weights averaged over the last steps, or with the best such weights by ``dev``
        unless the recipe wants the last.

    Raises:
        InputError: The checkpoint is of another recipe, of other articles, or of other teachers.
    """
    steps = sum(1 for _ in _batches(versions[0], recipe, epoch=0))
    for teacher in teachers:
        teacher.parts.eval()
    run = _Run.of(network, recipe, steps, articles=_digest([*versions, dev]), teachers=digest_of(teachers))
    if checkpoint and checkpoint.exists():
        run.resume(checkpoint)
    device = next(network.encoder.parameters()).device
    began = time.monotonic()
    for epoch in range(run.epoch, recipe.epochs):
        torch.manual_seed(recipe.seed * 1000 + epoch)
        network.parts.train()
        losses: list[list[float]] = []
        draw = random.Random(f"hidden {recipe.seed} {epoch}")  # noqa: S311 - no secret is drawn
        vectors = _sentence_batches(sentences, recipe, epoch=epoch)
        for step, batch in enumerate(_batches(versions[epoch % len(versions)], recipe, epoch=epoch), start=1):
            lesson = Lesson.of(teachers, batch) if teachers else None
            shown = [_hidden(example, recipe, draw) for example in (lesson.batch if lesson else batch)]
            parts = _losses(network, shown, recipe, lesson)
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
            better = run.judge(_loss_on(network, run.average, dev, recipe))
            best = ", the least so far" if better else f"; the least was {run.least:.4f}"
            report(f"pass {epoch + 1}/{recipe.epochs} done; loss on held-out articles {run.last:.4f}{best}")
        if checkpoint:
            run.save(checkpoint)
        if run.worse >= recipe.patience and not recipe.all_passes:
            report(f"{run.worse} passes in a row were no better on held-out articles: training ends.")
            break
    _take(network, run.best if run.best and not recipe.all_passes else run.average)
    network.parts.eval()
    return network


@define(eq=False)
class _Run:
    """Where a training stands: what a checkpoint holds.

    Attributes:
        articles: Tells apart what is learned from and judged by; `teachers` the same for those.
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
    teachers: str
    epoch: int = 0
    best: dict[str, Tensor] = field(factory=dict)
    least: float = float("inf")
    last: float = float("inf")
    worse: int = 0

    @classmethod
    def of(cls, network: Network, recipe: Recipe, steps: int, *, articles: str, teachers: str) -> _Run:
        optimizer = _optimizer(network, recipe)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps * recipe.epochs, recipe))
        average = {name: weight.detach().clone() for name, weight in network.parameters().items()}
        return cls(network, recipe, optimizer, schedule, average, articles, teachers)

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
            "teachers": self.teachers,
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
        now = {**asdict(self.recipe), "articles": self.articles, "teachers": self.teachers}
        then = {**state["recipe"], "articles": state["articles"], "teachers": state.get("teachers")}
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


def _loss_on(network: Network, weights: Mapping[str, Tensor], dev: Sequence[GoldArticle], recipe: Recipe) -> float:
    """The mean loss of given weights on the annotations of articles, with nothing hidden."""
    now = {name: weight.detach().clone() for name, weight in network.parameters().items()}
    _take(network, weights)
    network.parts.eval()
    with torch.no_grad():
        losses = [float(_weighted(_losses(network, batch, recipe), recipe)) for batch in _batches(dev, recipe, epoch=0)]
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
        example
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


def _losses(
    network: Network, batch: Sequence[Example], recipe: Recipe, lesson: Lesson | None = None
) -> tuple[Tensor, ...]:
    """Losses on tags, links from content to cue, links from cue to source, fields, and names."""
    words = WordReadings.of(network.encoder, batch)
    spans = words.spans(network.heads, batch)
    annotated = _losses_on_annotations(network, batch, words, spans, recipe)
    if lesson is None:
        return annotated
    taught = lesson.losses(network.encoder.paths, words, spans, share=recipe.paths)
    return tuple(
        (1 - recipe.taught) * ours + recipe.taught * theirs for ours, theirs in zip(annotated, taught, strict=True)
    )


def _losses_on_annotations(
    network: Network,
    batch: Sequence[Example],
    words: WordReadings,
    spans: Sequence[SpanLogits],
    recipe: Recipe,
) -> tuple[Tensor, ...]:
    gold = [
        [example.cue_of_content for example in batch],
        [example.source_of_cue for example in batch],
        [example.acts for example in batch],
        [example.negated for example in batch],
        [example.source_types for example in batch],
    ]
    to_cue, to_source, act, negated, source_type = (
        _mean_loss([said[head] for said in spans], gold[head]) for head in range(5)
    )
    tags = beside([example.tags for example in batch]).to(words.mask.device)
    whole = network.encoder.paths(words.tags, tags, words.mask) / max(1, int((tags != NO_LABEL).sum()))
    names = beside([example.names for example in batch]).to(words.mask.device)
    return (
        (1 - recipe.paths) * _word_loss(words.tags, tags) + recipe.paths * whole,
        to_cue,
        to_source,
        act + negated + source_type,
        _word_loss(words.names, names),
    )


def _word_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """The loss on each word alone, for each that has a label."""
    total = functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=NO_LABEL, reduction="sum")
    return total / max(1, int((labels != NO_LABEL).sum()))


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
    ids, features, mask = padded([(sentence.ids, sentence.features) for sentence in batch])
    *_, found = network.encoder(ids.to(device), features.to(device), mask.to(device))
    wanted = torch.from_numpy(np.stack([sentence.vector for sentence in batch])).to(device)
    return (1.0 - functional.cosine_similarity(found, wanted)).mean()
