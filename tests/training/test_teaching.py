"""Learning from teachers: shares of paths, losses against them, and a training that nobody annotated anything for."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve
from tiny_base import WIDTH

from claimkit.encoder.network import TAGS
from claimkit.encoder.subwords import load_tokenizer
from claimkit.errors import InputError
from claimkit.evaluation.marked_text import parse_marked
from claimkit.training.corpus import NO_LABEL, GoldArticle, gold_article, plain_text, text_with_names, with_spans

torch = pytest.importorskip("torch", reason="the extra claimkit[train] is not installed")

from claimkit.training import trainer  # noqa: E402 - needs torch
from claimkit.training.batches import WordReadings  # noqa: E402
from claimkit.training.minilm import load_minilm  # noqa: E402
from claimkit.training.network import Encoder, Heads, PathShares, TagPaths  # noqa: E402
from claimkit.training.teaching import Lesson, digest_of  # noqa: E402
from claimkit.training.trainer import Network, Recipe, train  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = Recipe(epochs=2, batch=600, warmup=2, sizes=(60, 60), context=8)
NAMED = {"id": "n", "text": "Ada Voss left Norway.", "names": [{"start": 0, "end": 8, "type": "PERSON"}]}


@pytest.fixture(scope="module")
def articles(base: Path, repository: Path) -> tuple[GoldArticle, ...]:
    """Two annotated articles, a text with names, and one with nothing."""
    tokenizer = load_tokenizer(base / "tokenizer.json")
    gold = parse_marked((repository / "tests/gold/direct.txt").read_text(encoding="utf8"))
    return (
        *(gold_article(article, tokenizer) for article in gold[:2]),
        text_with_names(NAMED, tokenizer),
        plain_text({"id": "p", "text": gold[2]["text"]}, tokenizer),
    )


def fresh(base: Path, *, layers: int = 1, seed: int = 0) -> Network:
    """A network that was not trained, which prefers some paths all the same."""
    torch.manual_seed(seed)
    encoder = Encoder(load_minilm(base, layers=layers))
    for weight in encoder.paths.parameters():
        torch.nn.init.normal_(weight)
    return Network(encoder, Heads(WIDTH, inner=16))


def paths_and_logits() -> tuple[TagPaths, torch.Tensor, torch.Tensor]:
    """A chain of three tags; two rows of three words and of one."""
    torch.manual_seed(5)
    paths = TagPaths(3)
    for weight in paths.parameters():
        torch.nn.init.normal_(weight).requires_grad_(requires_grad=False)
    return paths, torch.randn(2, 4, 3), torch.tensor([[True] * 3 + [False], [True] + [False] * 3])


def test_shares_are_those_of_all_paths_counted() -> None:
    """Of three words: what each tag, each step and each end weighs among the 27 paths."""
    paths, logits, mask = paths_and_logits()
    found = paths.shares(logits, mask)
    weights = {
        path: np.exp(-float(paths(logits[:1], torch.tensor([[*path, 0]]), mask[:1])))
        for path in itertools.product(range(3), repeat=3)
    }
    assert sum(weights.values()) == pytest.approx(1.0, abs=1e-4)
    tags, steps = np.zeros((4, 3)), np.zeros((3, 3, 3))
    for path, weight in weights.items():
        for word, tag in enumerate(path):
            tags[word, tag] += weight
        for word, (here, there) in enumerate(itertools.pairwise(path)):
            steps[word, here, there] += weight
    assert np.allclose(found.tags[0], tags, atol=1e-4)
    assert np.allclose(found.steps[0], steps, atol=1e-4)
    assert np.allclose(found.last[0], tags[2], atol=1e-4)
    assert np.allclose(found.last[1], found.first[1], atol=1e-5)  # one word is the first and the last


def test_nobody_surprises_oneself_less_than_others_do() -> None:
    """The cross-entropy is least, and flat, where learner and teacher agree; of one sure path it is that of gold."""
    paths, logits, mask = paths_and_logits()
    own = paths.shares(logits, mask)
    leaf = logits.clone().requires_grad_()
    least = paths.cross_entropy(leaf, own, mask)
    least.backward()
    assert float(leaf.grad.abs().max()) < 1e-5
    assert float(paths.cross_entropy(logits + torch.randn_like(logits), own, mask)) > float(least.detach())
    gold = torch.tensor([[1, 2, 0, 0], [2, 0, 0, 0]])
    sure = TagPaths(3).shares(100.0 * torch.nn.functional.one_hot(gold, 3), mask)
    expected = float(paths(logits, gold, mask))
    assert float(paths.cross_entropy(logits, sure, mask)) == pytest.approx(expected, abs=1e-3)
    assert torch.allclose(PathShares.mean([own, sure]).tags, (own.tags + sure.tags) / 2)


def test_runs_of_tags_are_spans(articles: tuple[GoldArticle, ...]) -> None:
    """A role that changes or begins anew ends a span, and nothing is said of links and fields."""
    ((example, *_), *_) = trainer._batches(articles[2:3], RECIPE, epoch=0)
    names = ("I-source", "I-source", "B-cue", "B-content", "I-content")[: len(example.tags)]
    tags = np.zeros(len(example.tags), dtype=np.int64)
    tags[: len(names)] = [TAGS.index(name) for name in names]
    found = with_spans(example, tags)
    assert found.sources.tolist() == [[0, 1]]
    assert found.cues.tolist() == [[2, 2]]
    assert found.contents.tolist() == [[3, len(names) - 1]]
    labels = (found.cue_of_content, found.source_of_cue, found.acts, found.negated, found.source_types)
    assert all(label.tolist() == [NO_LABEL] for label in labels)
    nothing = with_spans(example, np.zeros_like(tags))
    assert nothing.cues.shape == nothing.sources.shape == nothing.contents.shape == (0, 2)


def test_losses_on_a_batch_are_those_of_its_windows(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """Padding costs nothing: each loss is the mean over what has a label, wherever it stands."""
    network = fresh(base)
    network.parts.eval()
    (batch,) = trainer._batches(articles, evolve(RECIPE, batch=100_000), epoch=0)
    labels = {
        0: [example.tags for example in batch],
        1: [example.cue_of_content for example in batch],
        2: [example.source_of_cue for example in batch],
        4: [example.names for example in batch],
    }
    with torch.no_grad():
        together = trainer._losses(network, batch, RECIPE)
        alone = [trainer._losses(network, [example], RECIPE) for example in batch]
    for part, each in labels.items():
        counts = [int((row != NO_LABEL).sum()) for row in each]
        expected = sum(float(found[part]) * n for found, n in zip(alone, counts, strict=True)) / sum(counts)
        assert float(together[part]) == pytest.approx(expected, abs=1e-4)


def test_a_lesson_is_the_mean_of_the_teachers(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """Of any number of layers; they are asked about annotated spans, or about those that they see."""
    teachers = [fresh(base, layers=layers, seed=layers) for layers in (1, 2)]
    for teacher in teachers:
        teacher.parts.eval()
    (batch,) = trainer._batches(articles, evolve(RECIPE, batch=100_000), epoch=0)
    lesson = Lesson.of(teachers, batch)
    with torch.no_grad():
        readings = [WordReadings.of(teacher.encoder, batch) for teacher in teachers]
        names = torch.stack([reading.names.softmax(dim=-1) for reading in readings]).mean(dim=0)
    assert torch.allclose(lesson.names, names)
    assert torch.allclose(lesson.paths.tags.sum(dim=2), readings[0].mask.to(torch.float32), atol=1e-4)
    for before, asked, said in zip(batch, lesson.batch, lesson.spans, strict=True):
        annotated = bool((before.tags != NO_LABEL).any())
        assert (asked is before) == annotated
        assert annotated or set(asked.cue_of_content.tolist()) <= {NO_LABEL}
        assert said[0].shape == (len(asked.contents), len(asked.cues) + 1)
        assert torch.allclose(said[1].sum(dim=1), torch.ones(len(asked.cues)))


def test_a_learner_comes_to_say_what_its_teacher_says(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """From a text that nobody annotated, of which the loss on annotations is none."""
    teacher, learner = fresh(base, layers=2, seed=8), fresh(base)
    teacher.parts.eval()
    texts, recipe = articles[3:], evolve(RECIPE, epochs=12, encoder_rate=5e-3, head_rate=2e-2, average=0.5)
    (batch,) = trainer._batches(texts, evolve(RECIPE, batch=100_000), epoch=0)
    lesson = Lesson.of([teacher], batch)

    def losses() -> list[float]:
        learner.parts.eval()
        with torch.no_grad():
            return [float(part) for part in trainer._losses(learner, lesson.batch, evolve(RECIPE, taught=1.0), lesson)]

    with torch.no_grad():
        assert [float(part) for part in trainer._losses(learner, lesson.batch, RECIPE)] == [0.0] * 5
    before = losses()
    taught_before = {name: weight.clone() for name, weight in teacher.parameters().items()}
    train(learner, [texts], recipe, teachers=[teacher])
    after = losses()
    assert after[0] < before[0]
    assert after[4] < before[4]
    assert all(torch.equal(weight, taught_before[name]) for name, weight in teacher.parameters().items())


def test_nothing_taught_is_as_without_teachers(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """With a share of 0 the weights are the same; with the share of the recipe, they are others, and always these."""
    teacher = fresh(base, layers=2, seed=8)

    def learned(taught: float, *teachers: Network) -> torch.Tensor:
        recipe = evolve(RECIPE, epochs=1, taught=taught)
        return train(fresh(base), [articles[:1]], recipe, teachers=teachers).encoder.tags.weight.detach()

    assert torch.allclose(learned(0.0, teacher), learned(0.6), atol=1e-6)
    assert torch.equal(learned(0.6, teacher), learned(0.6, teacher))
    assert not torch.allclose(learned(0.6, teacher), learned(0.6), atol=1e-6)


def test_a_checkpoint_goes_on_with_its_own_teachers_only(
    base: Path, articles: tuple[GoldArticle, ...], tmp_path: Path
) -> None:
    """Others teach something else, even if they have the same shape."""
    checkpoint, recipe = tmp_path / "checkpoint.pt", evolve(RECIPE, epochs=1)
    one, other = fresh(base, seed=8), fresh(base, seed=9)
    assert digest_of([one]) == digest_of([fresh(base, seed=8)]) != digest_of([other])
    train(fresh(base), [articles[:1]], recipe, teachers=[one], checkpoint=checkpoint)
    train(fresh(base), [articles[:1]], recipe, teachers=[one], checkpoint=checkpoint)
    with pytest.raises(InputError, match=r"made with other settings \(teachers\). Delete it to begin anew"):
        train(fresh(base), [articles[:1]], recipe, teachers=[other], checkpoint=checkpoint)
