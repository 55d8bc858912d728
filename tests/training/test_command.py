"""``claimkit train``: annotated articles in, a model folder out that reads and from which training can go on."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from attrs import evolve, frozen
from tiny_base import WIDTH, tiny_base
from typer.testing import CliRunner

import claimkit
from claimkit import cli
from claimkit.encoder.datelines import dateline_of
from claimkit.encoder.network import Network as Reading
from claimkit.encoder.windows import windows
from claimkit.errors import InputError, ModelError
from claimkit.evaluation.marked_text import parse_marked

torch = pytest.importorskip("torch", reason="the extra claimkit[train] is not installed")

from claimkit.training import command  # noqa: E402 - needs torch
from claimkit.training.command import Corpora, Start, train_model  # noqa: E402
from claimkit.training.shipped import load_exported  # noqa: E402
from claimkit.training.trainer import Network, Recipe  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOW = 64
RECIPE = Recipe(epochs=2, encoder_rate=1e-3, head_rate=6e-3, seed=3)
NAMED = {"id": "n", "text": "Ada Voss left Norway.", "names": [
    {"start": 0, "end": 8, "type": "PERSON"}, {"start": 14, "end": 20, "type": "GPE"}]}  # fmt: skip


@frozen
class Data:
    """What the tests train with and on: a tiny base, and files of articles."""

    base: Path
    folder: Path
    gold: list[Mapping[str, Any]]

    def corpora(self, **others: object) -> Corpora:
        """Three articles to learn from, one to hold out, and some of everything else."""
        files = {name: (self.folder / f"{name}.jsonl",) for name in ("gold", "dev", "silver", "names")}
        return Corpora(**{**files, "sentences": self.folder / "sentences.txt", **others})  # type: ignore[arg-type]

    @property
    def start(self) -> Start:
        """Two layers, begun anew."""
        return Start(base=self.base, layers=1)


@frozen
class Trained:
    """A training that is over: the folder, what was told, and the network before it was rounded."""

    folder: Path
    told: list[str]
    network: Network


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Data:
    """Our own gold and invented sentences."""
    folder = tmp_path_factory.mktemp("data")
    gold = [
        article
        for name in ("direct", "reported")
        for article in parse_marked((repository / f"tests/gold/{name}.txt").read_text(encoding="utf8"))
    ]
    texts: dict[str, list[Any]] = {"gold": gold[:3], "dev": gold[3:4], "silver": gold[4:6], "names": [NAMED]}
    for name, articles in texts.items():
        lines = "".join(json.dumps(article) + "\n" for article in articles)
        (folder / f"{name}.jsonl").write_text(lines + "\n", encoding="utf8")
    (folder / "sentences.txt").write_text("It rained.\nNobody came.\n\nThe pier is gone.\n", encoding="utf8")
    return Data(tiny_base(tmp_path_factory.mktemp("base")), folder, gold)


@pytest.fixture(scope="module")
def trained(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """What ``claimkit train`` makes in two passes."""
    networks: list[Network] = []
    train = command.train

    def train_and_keep(network: Network, *given: Any, **options: Any) -> Network:  # noqa: ANN401 - passed on
        networks.append(network)
        return train(network, *given, **options)

    folder = tmp_path_factory.mktemp("trained") / "model"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "train", train_and_keep)
        result = CliRunner().invoke(
            cli.app,
            [
                *("train", str(data.folder / "gold.jsonl"), "--output", str(folder), "--varied"),
                *(f"--{name}={data.folder / name}.jsonl" for name in ("dev", "silver", "names")),
                *("--sentences", str(data.folder / "sentences.txt"), "--base", str(data.base), "--layers", "1"),
                *("--epochs", "2", "--rate", "0.001", "--seed", "3", "--window", str(WINDOW), "--device", "cpu"),
            ],
        )
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{folder}\n"
    return Trained(folder, result.stderr.splitlines(), networks[0])


def test_the_folder_has_what_reading_and_further_training_need(trained: Trained) -> None:
    """No checkpoint is left; the manifest tells the layout of windows and what confidence means."""
    written = {file.name for file in trained.folder.iterdir()}
    assert written == {
        *("encoder.onnx", "heads.onnx", "model.json", "tokenizer.json"),
        *("network.pt", "report.txt", "held-out.jsonl"),
    }
    config = json.loads((trained.folder / "model.json").read_text(encoding="utf8"))
    assert (config["window"], config["context"], config["attention_heads"]) == (WINDOW, RECIPE.context, 2)
    assert {"span", "cue", "offset", "source", "act", "negated"} <= config["confidence"].keys()


def test_what_is_going_on_is_told_in_words(trained: Trained) -> None:
    """How much there is to learn from, how each pass went, the report, and what to do with the folder."""
    first, place, one, two, *report, last = trained.told
    assert first == "3 articles to learn from, 1 held out"
    assert place == "Computing on cpu"
    for number, line in enumerate((one, two), start=1):
        assert re.fullmatch(rf"pass {number}/2 done; loss on held-out articles \d\.\d{{4}}, the least so far", line)
    assert report == (trained.folder / "report.txt").read_text(encoding="utf8").rstrip().splitlines()
    assert last == f"Wrote {trained.folder}. Use it with claimkit.load({str(trained.folder)!r})."


def test_the_report_is_on_held_out_articles(trained: Trained) -> None:
    """A model that was begun anew has nothing before it to compare with."""
    report = (trained.folder / "report.txt").read_text(encoding="utf8")
    assert report.startswith("After training, on 1 held-out articles\n")
    assert "Before training" not in report


def test_the_folder_reads(trained: Trained, data: Data) -> None:
    """`claimkit.load` takes it; what so small a network finds is of no matter."""
    nlp = claimkit.load(trained.folder)
    for article in claimkit.read_all((article["text"] for article in data.gold[:3]), nlp=nlp):
        assert article.warnings == ()
        for quote in article.quotes:
            assert all(article.text[span.start : span.end] == span.text for span in quote.content)


def test_an_exported_network_reads_like_the_trained_one(trained: Trained, data: Data) -> None:
    """Vectors, tags, names and meaning to the precision of int8, links and fields exactly."""
    network, reading = trained.network, Reading(trained.folder)
    for article in data.gold[:3]:
        subwords, seen = reading.read(article["text"])
        layout = windows(subwords.paragraphs, subwords.quoted, size=WINDOW, context=RECIPE.context)
        for window, place in islice(zip(seen, layout, strict=True), 3):
            inside = slice(place.start, place.end)
            ids = torch.tensor([[101, *subwords.ids[inside].tolist(), 102]])
            features = torch.nn.functional.pad(torch.from_numpy(subwords.features[:, inside]), (1, 1))
            heads = np.flatnonzero(subwords.heads[inside]) + 1
            spans = np.array([[0, 1], [3, 3], [5, 6]])
            with torch.no_grad():
                vectors, tags, names, _ = network.encoder(ids, features[None])
                exact = network.heads(
                    torch.from_numpy(window.vectors),
                    *(torch.from_numpy(rows) for rows in (spans, spans[:2], spans[1:])),
                    torch.from_numpy(window.paragraphs),
                )
            assert np.abs(window.vectors - vectors[0, heads].numpy()).mean() < 0.05
            behind = window.starts >= (dateline_of(article["text"]) or (0, 0))[1]  # in a dateline, tags are not asked
            for logs, logits in ((window.tags, tags), (window.names, names)):
                difference = np.abs(np.exp(logs) - torch.softmax(logits[0, heads], dim=-1).numpy())
                assert difference[behind].mean() < 0.01
            links = reading.links(window, spans, spans[:2], spans[1:])
            for ours, theirs in zip(
                (links.cue_of_content, links.source_of_cue, links.acts, links.negated, links.source_types),
                exact,
                strict=True,
            ):
                assert np.allclose(ours, torch.softmax(theirs, dim=-1).numpy(), atol=1e-4)


def test_an_exported_network_comes_back(trained: Trained) -> None:
    """Every weight, to within its rounding; vectors of words are rounded too, and heads and biases are not."""
    exact = {name: weight.detach() for name, weight in trained.network.parameters().items()}
    found = {name: weight.detach() for name, weight in load_exported(trained.folder).parameters().items()}
    assert found.keys() == exact.keys()
    for name, weight in found.items():
        assert weight.shape == exact[name].shape
        step = 0.0 if name.startswith("heads") or weight.dim() == 1 else float(exact[name].abs().max()) / 63
        assert float((weight - exact[name]).abs().max()) <= step * 0.51 + 1e-6, name
    assert load_exported(trained.folder).encoder.minilm.layers[0].heads == 2


def test_a_network_that_came_back_reads_nearly_the_same(trained: Trained, data: Data) -> None:
    """So that training goes on where it ended, but for the rounding."""
    again, reading = load_exported(trained.folder), Reading(trained.folder)
    again.parts.eval()
    subwords = reading.read(data.gold[0]["text"])[0]
    ids = torch.tensor([[101, *subwords.ids[:60].tolist(), 102]])
    features = torch.nn.functional.pad(torch.from_numpy(subwords.features[:, :60]), (1, 1))[None]
    with torch.no_grad():
        outputs = zip(trained.network.encoder(ids, features), again.encoder(ids, features), strict=True)
        for exact, found in outputs:
            assert float((exact - found).abs().mean()) < 0.05 * float(exact.abs().mean())


def test_training_goes_on_from_exact_weights(trained: Trained) -> None:
    """A folder of ``claimkit train`` keeps what the export rounds."""
    found = Start(folder=trained.folder).network().parameters()
    assert all(torch.equal(weight, found[name]) for name, weight in trained.network.parameters().items())


@pytest.mark.parametrize("damage", ["nothing", "text"], ids=["no-manifest", "damaged"])
def test_a_folder_that_is_no_model_cannot_be_trained_on(damage: str, trained: Trained, tmp_path: Path) -> None:
    """It is told as for reading."""
    if damage == "text":
        for name in ("encoder.onnx", "heads.onnx", "model.json", "tokenizer.json"):
            (tmp_path / name).write_bytes((trained.folder / name).read_bytes())
        (tmp_path / "heads.onnx").write_bytes(b"rain")
    with pytest.raises(ModelError, match=r"is no model folder|is damaged or was exchanged"):
        load_exported(tmp_path)


@pytest.fixture
def no_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training without what comes after it, for tests that look at the weights."""
    for step in ("export", "calibrate", "_report"):
        monkeypatch.setattr(command, step, lambda *_given, **_options: None)


@pytest.mark.usefixtures("no_export")
def test_a_seed_decides_everything(trained: Trained, data: Data, tmp_path: Path) -> None:
    """The same command writes the same weights, to the byte; another seed writes others."""
    saved = []
    for name, recipe in (("same", RECIPE), ("other", evolve(RECIPE, seed=4))):
        train_model(data.corpora(), tmp_path / name, recipe, start=data.start, varied=True, device="cpu", say=[].append)
        saved.append((tmp_path / name / "network.pt").read_bytes())
    assert saved[0] == (trained.folder / "network.pt").read_bytes()
    assert saved[1] != saved[0]


@pytest.mark.usefixtures("no_export")
def test_a_training_that_was_stopped_goes_on(data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same command again ends with the same weights; with other articles it says what is other."""
    from claimkit.training import trainer

    saved = trainer._Run.save

    def save_and_stop(run: trainer._Run, path: Path) -> None:
        saved(run, path)
        raise KeyboardInterrupt

    def train(out: Path, **others: object) -> bytes:
        train_model(data.corpora(**others), out, RECIPE, start=data.start, device="cpu", say=[].append)
        return (out / "network.pt").read_bytes()

    with monkeypatch.context() as patch:
        patch.setattr(trainer._Run, "save", save_and_stop)
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path / "stopped")
    with pytest.raises(InputError, match=r"made with other settings \(articles\). Delete it to begin anew"):
        train(tmp_path / "stopped", names=())
    assert train(tmp_path / "stopped") == train(tmp_path / "whole")


@pytest.mark.usefixtures("no_export")
def test_a_tenth_is_held_out(data: Data, tmp_path: Path) -> None:
    """Where no held-out articles are given; of fewer than ten articles none can be spared."""
    told: list[str] = []
    many = tmp_path / "many.jsonl"
    many.write_text(
        "".join(json.dumps({**data.gold[0], "id": f"a{number}"}) + "\n" for number in range(10)), encoding="utf8"
    )
    plain = {"dev": (), "silver": (), "names": (), "sentences": None}
    for gold in (many, data.folder / "gold.jsonl"):
        out = tmp_path / gold.stem
        train_model(
            data.corpora(gold=(gold,), **plain), out, evolve(RECIPE, epochs=1), start=data.start, say=told.append
        )
    assert [line for line in told if "held out" in line] == [
        "9 articles to learn from, 1 held out",
        "3 articles to learn from, 0 held out",
    ]
    held_out = (tmp_path / "many" / "held-out.jsonl").read_text(encoding="utf8").splitlines()
    assert len(held_out) == 1
    assert not (tmp_path / "gold" / "held-out.jsonl").exists()


@pytest.mark.usefixtures("no_export")
def test_teachers_teach_from_texts(trained: Trained, data: Data, tmp_path: Path) -> None:
    """A folder of ``claimkit train`` and one without exact weights, on texts that each pass draws anew."""
    rounded = tmp_path / "rounded"
    shutil.copytree(trained.folder, rounded, ignore=shutil.ignore_patterns("network.pt"))
    texts = tmp_path / "texts.jsonl"
    texts.write_text(
        "".join(json.dumps({"id": str(n), "text": f"It rained {n} times."}) + "\n" for n in range(9)), encoding="utf8"
    )
    result = CliRunner().invoke(
        cli.app,
        [
            *("train", str(data.folder / "gold.jsonl"), "--output", str(tmp_path / "out"), "--epochs", "1"),
            *("--teacher", str(trained.folder), "--teacher", str(rounded), "--texts", str(texts), "--batch", "400"),
            *("--base", str(data.base), "--layers", "1", "--device", "cpu"),
        ],
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "network.pt").is_file()


def test_texts_want_teachers(data: Data, tmp_path: Path) -> None:
    """Nobody annotated them; before anything is read, the error says what to pass."""
    with pytest.raises(InputError, match=r"Nobody says what there is to learn in texts\.jsonl\. Pass teachers"):
        train_model(data.corpora(texts=(Path("texts.jsonl"),)), tmp_path, RECIPE, start=data.start)


def test_a_teacher_has_the_subwords_of_the_learner(trained: Trained, data: Data, tmp_path: Path) -> None:
    """Or its words would be others."""
    tokenizer = json.loads((trained.folder / "tokenizer.json").read_text(encoding="utf8"))
    vocabulary = tokenizer["model"]["vocab"]
    vocabulary["harborward"] = vocabulary.pop("harbor")
    base = tmp_path / "base"
    shutil.copytree(data.base, base)
    (base / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf8")
    with pytest.raises(InputError, match="cuts texts into other subwords than the model that training begins with"):
        train_model(
            data.corpora(), tmp_path / "out", RECIPE, start=Start(base=base, layers=1), teachers=(trained.folder,)
        )


def test_every_pass_draws_other_texts(data: Data, tmp_path: Path) -> None:
    """So many as have the characters of the share together."""
    texts = tmp_path / "texts.jsonl"
    length = sum(len(article["text"]) for article in data.gold[:3])
    lines = [json.dumps({"id": str(n), "text": "It rained. " * (length // 40)}) + "\n" for n in range(8)]
    texts.write_text("".join(lines), encoding="utf8")
    corpora = data.corpora(texts=(texts,), text_share=0.6)
    tokenizer = command.load_tokenizer(data.base / "tokenizer.json")
    draw = random.Random(1)  # noqa: S311 - no secret is drawn
    versions = command._versions(data.gold[:3], corpora, tokenizer, draw, passes=3, varied=False)
    drawn = [[article.id for article in version if article.id.isdigit()] for version in versions]
    assert [len(each) for each in drawn] == [2, 2, 2]
    assert len({tuple(each) for each in drawn}) > 1


@pytest.mark.parametrize(
    ("name", "line", "error"),
    [
        pytest.param("gold", '{"id": "a", "text": "It rained.", "quotes": []}', "There is no attribution to learn in", id="no-attribution"),  # noqa: E501
        pytest.param("gold", "{", "gold.jsonl", id="gold-no-json"),
        pytest.param("names", '{"id": "a", "text": "It rained."}', "names.jsonl, line 1: not a text with names", id="no-names"),  # noqa: E501
        pytest.param("names", '{"id": "a", "text": "", "names": [{"start": 1}]}', "each name with 'start', 'end' and 'type'", id="no-end"),  # noqa: E501
    ],
)  # fmt: skip
def test_wrong_files_are_told(name: str, line: str, error: str, data: Data, tmp_path: Path) -> None:
    """Which file, and what is needed."""
    file = tmp_path / f"{name}.jsonl"
    file.write_text(line + "\n", encoding="utf8")
    with pytest.raises(InputError, match=error):
        train_model(data.corpora(**{name: (file,)}), tmp_path / "model", RECIPE, start=data.start, say=[].append)


def test_a_model_is_not_written_over_itself(data: Data, tmp_path: Path) -> None:
    """An interrupted training could not go on from what it was begun with."""
    with pytest.raises(InputError, match="Pass another folder for the new model"):
        train_model(data.corpora(), tmp_path, RECIPE, start=Start(folder=tmp_path / ".." / tmp_path.name))


@pytest.mark.parametrize("device", ["moon", "cuda:77"])
def test_a_device_that_is_not_there_is_told(device: str, data: Data, tmp_path: Path) -> None:
    """With the word of torch, and what can be passed."""
    with pytest.raises(InputError, match=rf"torch cannot compute on '{device}' here .* Pass 'cpu', or nothing"):
        train_model(data.corpora(), tmp_path / "model", RECIPE, start=data.start, device=device)


def test_without_a_base_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base is no dependency of claimkit."""
    monkeypatch.setattr(command, "BASE", ("no_such_package", "model"))
    with pytest.raises(InputError, match="Pass --base with a BERT model folder"):
        command.installed_base()


def test_the_vectors_of_sentences_are_those_of_the_base(data: Data) -> None:
    """Of length 1, alike however many sentences are read at once; a line without words is left out."""
    from claimkit.encoder.subwords import load_tokenizer
    from claimkit.training.sentences import sentences_with_vectors

    tokenizer = load_tokenizer(data.base / "tokenizer.json")
    texts = ["It rained.", "", "The pier is gone, and nobody looked."]
    found = sentences_with_vectors(texts, data.base, tokenizer)
    assert [len(sentence.ids) for sentence in found] == [3, 9]
    assert all(math.isclose(float(np.linalg.norm(sentence.vector)), 1.0, abs_tol=1e-5) for sentence in found)
    (alone,) = sentences_with_vectors(texts[:1], data.base, tokenizer)
    assert alone.vector.shape == (WIDTH,)
    assert np.allclose(alone.vector, found[0].vector, atol=1e-5)
    assert sentences_with_vectors([], data.base, tokenizer) == ()
    (long,) = sentences_with_vectors(["rain " * 300], data.base, tokenizer)
    assert len(long.ids) == 120


def test_the_command_explains_itself() -> None:
    """Every option has a line of help."""
    result = CliRunner().invoke(cli.app, ["train", "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    for option in (
        "--dev",
        "--start",
        "--base",
        "--silver",
        "--varied",
        "--patience",
        "--all-passes",
        "--seed",
        "--device",
        "--teacher",
    ):
        assert option in result.output


def test_without_torch_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One line, and no traceback."""
    for name in [name for name in sys.modules if name.startswith("claimkit.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torch", None)
    result = CliRunner().invoke(cli.app, ["train", "gold.jsonl", "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: Training needs 'torch', which is not installed. Run: pip install 'claimkit[train]'\n"
    )
