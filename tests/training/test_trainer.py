"""Training, on a network of width 24: losses, resuming, export, and the command from gold to a model that reads."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from attrs import evolve
from tiny_base import INNER, LAYERS, WIDTH

from claimkit.encoder.subwords import FEATURES, UNKNOWN_CASE, load_tokenizer
from claimkit.errors import InputError
from claimkit.evaluation.marked_text import parse_marked
from claimkit.training.corpus import NO_LABEL, GoldArticle, gold_article, text_with_names

torch = pytest.importorskip("torch", reason="the extra claimkit[train] is not installed")

from claimkit.training import trainer  # noqa: E402 - needs torch
from claimkit.training.minilm import load_minilm, narrowed  # noqa: E402
from claimkit.training.network import Encoder, Heads, TagPaths  # noqa: E402
from claimkit.training.sentences import sentences_with_vectors  # noqa: E402
from claimkit.training.trainer import Network, Recipe, train  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path


RECIPE = Recipe(epochs=3, batch=400, warmup=2, sizes=(40, 80), context=8)


@pytest.fixture(scope="module")
def articles(base: Path, repository: Path) -> tuple[GoldArticle, ...]:
    """The first articles of our own gold."""
    tokenizer = load_tokenizer(base / "tokenizer.json")
    gold = parse_marked((repository / "tests/gold/direct.txt").read_text(encoding="utf8"))
    return tuple(gold_article(article, tokenizer) for article in gold[:3])


def fresh(base: Path, seed: int = 0) -> Network:
    """A network that was not trained."""
    torch.manual_seed(seed)
    encoder = Encoder(load_minilm(base, layers=1))
    return Network(encoder, Heads(WIDTH, inner=16))


def weights(network: Network) -> dict[str, np.ndarray]:
    """All weights by name."""
    return {name: weight.detach().numpy().copy() for name, weight in network.parameters().items()}


def assert_same(left: dict[str, np.ndarray], right: dict[str, np.ndarray]) -> None:
    """The same weights, to the last bit."""
    assert left.keys() == right.keys()
    for name, weight in left.items():
        assert np.array_equal(weight, right[name]), name


def test_a_base_keeps_its_lowest_layers(base: Path) -> None:
    """Width and sizes are those of the folder, and words stay as they are in training."""
    minilm = load_minilm(base, layers=1)
    assert (minilm.width, len(minilm.layers)) == (WIDTH, 1)
    assert not minilm.words.weight.requires_grad
    assert len(load_minilm(base, layers=LAYERS).layers) == LAYERS


def test_padding_changes_nothing(base: Path) -> None:
    """A window reads the same alone and beside a longer one."""
    encoder = fresh(base).encoder.eval()
    ids = torch.tensor([[101, 2000, 2001, 102]])
    features = torch.zeros(1, len(FEATURES), 4, dtype=torch.int64)
    alone, *_, meaning = encoder(ids, features)
    padded, *_, padded_meaning = encoder(
        torch.nn.functional.pad(ids, (0, 3)),
        torch.nn.functional.pad(features, (0, 3)),
        torch.tensor([[1, 1, 1, 1, 0, 0, 0]]),
    )
    assert torch.allclose(alone, padded[:, :4], atol=1e-5)
    assert torch.allclose(meaning, padded_meaning, atol=1e-5)


def test_narrowing_keeps_the_most_important_neurons(base: Path) -> None:
    """With all of them kept nothing changes; with half of them the shapes halve."""
    minilm = load_minilm(base, layers=1).eval()
    ids, added = torch.tensor([[101, 2000, 102]]), torch.zeros(1, 3, WIDTH)
    before = minilm(ids, added)
    assert torch.allclose(narrowed(minilm, inner=INNER)(ids, added), before, atol=1e-6)
    assert narrowed(minilm, inner=INNER // 2).layers[0].inner.weight.shape == (INNER // 2, WIDTH)
    assert minilm(ids, added).shape == before.shape


@pytest.mark.parametrize("gold", [[1, 2, 0], [0, -100, 2], [-100, -100, -100]], ids=["all", "some", "none"])
def test_paths_are_as_likely_as_their_sum_over_all(gold: list[int]) -> None:
    """Three tags, three words and one of padding: the loss is what counting all 27 paths gives."""
    torch.manual_seed(5)
    paths = TagPaths(3)
    for weight in paths.parameters():
        torch.nn.init.normal_(weight).requires_grad_(requires_grad=False)
    logits = torch.randn(1, 4, 3)
    mask = torch.tensor([[True, True, True, False]])
    scores = {
        path: float(
            paths.first[path[0]]
            + paths.last[path[-1]]
            + sum(logits[0, word, tag] for word, tag in enumerate(path))
            + sum(paths.between[here, there] for here, there in itertools.pairwise(path))
        )
        for path in itertools.product(range(3), repeat=3)
    }
    fitting = [
        score
        for path, score in scores.items()
        if all(wanted in (tag, -100) for wanted, tag in zip(gold, path, strict=True))
    ]
    expected = np.logaddexp.reduce(list(scores.values())) - np.logaddexp.reduce(fitting)
    assert float(paths(logits, torch.tensor([[*gold, 0]]), mask)) == pytest.approx(expected, abs=1e-4)


def test_training_lowers_the_loss(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """Ten passes over three articles teach something."""
    network = fresh(base)
    batch = next(trainer._batches(articles, evolve(RECIPE, hidden_words=0.0, hidden_case=0.0), epoch=0))
    with torch.no_grad():
        before = [float(part) for part in trainer._losses(network, batch, RECIPE)]
    train(network, [articles], evolve(RECIPE, epochs=10, encoder_rate=5e-3, head_rate=5e-3, average=0.8))
    with torch.no_grad():
        after = [float(part) for part in trainer._losses(network, batch, RECIPE)]
    *annotated, names = zip(before, after, strict=True)
    assert all(later < earlier for earlier, later in annotated)
    assert names == (0, 0)  # the articles say nothing about names


def test_training_is_deterministic(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """The same start and recipe give the same weights, and words are not among what changes."""
    once, again = (weights(train(fresh(base), [articles], RECIPE)) for _ in range(2))
    assert_same(once, again)
    start = weights(fresh(base))
    assert np.array_equal(once["encoder.minilm.words.weight"], start["encoder.minilm.words.weight"])
    assert not np.array_equal(once["encoder.tags.weight"], start["encoder.tags.weight"])


def test_a_resumed_run_ends_like_an_uninterrupted_one(
    base: Path, articles: tuple[GoldArticle, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after any pass and started anew from another random state, it comes to the same weights."""
    versions = [articles, articles[::-1]]
    whole = weights(train(fresh(base), versions, RECIPE))
    checkpoint = tmp_path / "checkpoint.pt"
    saved = trainer._Run.save

    def save_and_stop(run: trainer._Run, path: Path) -> None:
        saved(run, path)
        raise KeyboardInterrupt

    monkeypatch.setattr(trainer._Run, "save", save_and_stop)
    for seed in range(RECIPE.epochs):
        with pytest.raises(KeyboardInterrupt):
            train(fresh(base, seed), versions, RECIPE, checkpoint=checkpoint)
    monkeypatch.undo()
    assert_same(weights(train(fresh(base, seed=7), versions, RECIPE, checkpoint=checkpoint)), whole)


def test_hidden_words_and_case_follow_the_recipe(articles: tuple[GoldArticle, ...]) -> None:
    """All, or none; and what is hidden in an example does not change the article."""
    everything = evolve(RECIPE, hidden_words=1.0, hidden_case=1.0)
    nothing = evolve(RECIPE, hidden_words=0.0, hidden_case=0.0)
    draw = random.Random(0)  # noqa: S311 - no secret is drawn
    for batch in trainer._batches(articles, everything, epoch=0):
        for example in batch:
            hidden = trainer._hidden(example, everything, draw)
            assert set(hidden.ids.tolist()) == {103}
            assert set(hidden.features[list(FEATURES).index("case")].tolist()) == {UNKNOWN_CASE}
            assert (trainer._hidden(example, nothing, draw).ids == example.ids).all()
            assert (example.ids != 103).all()
    assert all((article.subwords.features[1] != UNKNOWN_CASE).all() for article in articles)


def test_batches_hold_every_window_once_and_keep_to_their_size(articles: tuple[GoldArticle, ...]) -> None:
    """Every word is in a batch, padding counts, and each pass cuts and orders anew."""
    passes = [list(trainer._batches(articles, RECIPE, epoch=epoch)) for epoch in (0, 0, 1)]
    shapes = [[[len(example.ids) for example in batch] for batch in found] for found in passes]
    assert shapes[0] == shapes[1] != shapes[2]
    for found in shapes:
        assert all(max(batch) + 2 <= RECIPE.batch for batch in found)
        assert all((max(batch) + 2) * len(batch) <= RECIPE.batch for batch in found)
        assert sum(map(sum, found)) >= sum(len(article.subwords) for article in articles)


def test_fields_without_a_label_cost_nothing() -> None:
    """Where the gold says nothing, no loss is taken, not even of nothing at all."""
    logits = [torch.zeros(2, 2), torch.zeros(0, 2)]
    labels = [np.array([NO_LABEL, 1]), np.array([], dtype=np.int64)]
    assert float(trainer._mean_loss(logits, labels)) == pytest.approx(np.log(2))
    assert float(trainer._mean_loss(logits, [np.array([NO_LABEL] * 2), labels[1]])) == 0.0


def losses_on_dev(monkeypatch: pytest.MonkeyPatch, losses: list[float]) -> list[dict[str, np.ndarray]]:
    """Let the loss on held-out articles be these, pass by pass; gives the averaged weights that were judged."""
    judged: list[dict[str, np.ndarray]] = []

    def loss_on(_network: Network, average: dict[str, torch.Tensor], *_given: object) -> float:
        judged.append({name: weight.numpy().copy() for name, weight in average.items()})
        return losses[len(judged) - 1]

    monkeypatch.setattr(trainer, "_loss_on", loss_on)
    return judged


def test_training_ends_early_and_keeps_the_best_weights(
    base: Path, articles: tuple[GoldArticle, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After as many passes in a row without a lesser loss as patience allows."""
    judged = losses_on_dev(monkeypatch, [3.0, 2.0, 2.5, 2.0, 0.0])
    told: list[str] = []
    network = train(fresh(base), [articles], evolve(RECIPE, epochs=5, patience=2), dev=articles[:1], report=told.append)
    assert_same(weights(network), judged[1])
    assert [line.partition("; ")[2] for line in told[:3]] == [
        "loss on held-out articles 3.0000, the least so far",
        "loss on held-out articles 2.0000, the least so far",
        "loss on held-out articles 2.5000; the least was 2.0000",
    ]
    assert told[4] == "2 passes in a row were no better on held-out articles: training ends."
    assert len(judged) == 4


def test_a_better_pass_renews_patience(
    base: Path, articles: tuple[GoldArticle, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is worse between two better ones ends nothing, and the last is kept if it is the best."""
    judged = losses_on_dev(monkeypatch, [3.0, 4.0, 2.0, 2.5, 1.0])
    network = train(fresh(base), [articles], evolve(RECIPE, epochs=5, patience=2), dev=articles[:1], report=[].append)
    assert_same(weights(network), judged[4])


def test_all_passes_are_made_where_they_are_asked_for(
    base: Path, articles: tuple[GoldArticle, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the loss, and the last weights are kept."""
    judged = losses_on_dev(monkeypatch, [1.0, 2.0, 3.0, 4.0])
    recipe = evolve(RECIPE, epochs=4, patience=1, all_passes=True)
    network = train(fresh(base), [articles], recipe, dev=articles[:1], report=[].append)
    assert_same(weights(network), judged[3])


def test_held_out_articles_change_no_weight(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """They are looked at only, with nothing hidden, and the same articles have the same loss."""
    recipe = evolve(RECIPE, epochs=1)
    assert_same(
        weights(train(fresh(base), [articles], recipe)),
        weights(train(fresh(base), [articles], recipe, dev=articles[:1], report=[].append)),
    )
    network = fresh(base)
    average = {name: weight.detach().clone() for name, weight in network.parameters().items()}
    once, again = (trainer._loss_on(network, average, articles, RECIPE) for _ in range(2))
    assert once == again > 0


@pytest.mark.parametrize(
    ("change", "named"),
    [({"seed": 1}, "seed"), ({"links": 0.5, "batch": 500}, "batch, links")],
    ids=["seed", "two"],
)
def test_a_checkpoint_goes_on_with_its_own_recipe_only(
    change: dict[str, Any], named: str, base: Path, articles: tuple[GoldArticle, ...], tmp_path: Path
) -> None:
    """The text names the settings that differ."""
    checkpoint, recipe = tmp_path / "checkpoint.pt", evolve(RECIPE, epochs=1)
    train(fresh(base), [articles], recipe, checkpoint=checkpoint)
    with pytest.raises(InputError, match=rf"made with other settings \({named}\). Delete it to begin anew"):
        train(fresh(base), [articles], evolve(recipe, **change), checkpoint=checkpoint)
    with pytest.raises(InputError, match=r"made with other settings \(articles\)"):
        train(fresh(base), [articles[:2]], recipe, checkpoint=checkpoint)


def test_meaning_is_learned_from_the_base(base: Path, articles: tuple[GoldArticle, ...]) -> None:
    """The vectors of sentences turn towards those of the whole base."""
    tokenizer = load_tokenizer(base / "tokenizer.json")
    sentences = sentences_with_vectors(["It rained.", "Nobody came.", "The pier is gone."], base, tokenizer)
    network = fresh(base)
    with torch.no_grad():
        before = float(trainer._meaning_loss(network, sentences, torch.device("cpu")))
    train(network, [articles], evolve(RECIPE, head_rate=1e-2, average=0.5, sentences_each=1), sentences=sentences)
    with torch.no_grad():
        after = float(trainer._meaning_loss(network, sentences, torch.device("cpu")))
    assert after < before * 0.7


def test_names_are_learned_from_texts_with_names(base: Path) -> None:
    """Which say nothing about quotes, so that all other losses are none."""
    text = {"id": "n", "text": "Ada Voss left Norway.", "names": [{"start": 0, "end": 8, "type": "PERSON"}]}
    named = text_with_names(text, load_tokenizer(base / "tokenizer.json"))
    network = fresh(base)
    ((batch,),) = [list(trainer._batches([named], RECIPE, epoch=0))]
    with torch.no_grad():
        *rest, before = map(float, trainer._losses(network, batch, RECIPE))
    assert rest == [0.0] * 4
    train(network, [[named]], evolve(RECIPE, epochs=20, head_rate=1e-2, average=0.5))
    with torch.no_grad():
        assert float(trainer._losses(network, batch, RECIPE)[-1]) < before * 0.7
