"""The network: a model folder that is checked, pickles as its path, and reads every window by itself."""

from __future__ import annotations

import json
import pickle
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import fields

from claimkit.encoder.network import TAGS, Links, Network, WindowReading
from claimkit.errors import ModelError
from claimkit.models import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "“The pier is gone,” said Ada Voss of the harbor. Nobody had looked, she added, and it rained all night. " * 12
OTHER = "The minister denied it. " * 40


@pytest.fixture(scope="module")
def network() -> Network:
    """The network that comes with claimkit."""
    return Network(ENGLISH)


def readings(network: Network, text: str) -> list[WindowReading]:
    """What the network sees in the windows of a text."""
    return list(network.read(text)[1])


def assert_equal(left: WindowReading | Links, right: WindowReading | Links) -> None:
    """All arrays are equal to the last bit."""
    for attribute in fields(type(left)):
        assert np.array_equal(getattr(left, attribute.name), getattr(right, attribute.name)), attribute.name


def some_links(network: Network, reading: WindowReading) -> Links:
    """The links between three contents, two cues and one source."""
    spans = np.array([[0, 1], [4, 4], [6, 9]])
    return network.links(reading, spans, spans[:2], spans[2:])


def test_a_window_has_its_words(network: Network) -> None:
    """Arrays of one length, with offsets into the text and a distribution over tags for each word."""
    (reading,) = readings(network, "Ada Voss\nwept.")
    assert ["Ada Voss\nwept."[start:end] for start, end in zip(reading.starts, reading.ends, strict=True)] == [
        "Ada",
        "Voss",
        "wept",
        ".",
    ]
    assert reading.paragraphs.tolist() == [0, 0, 1, 1]
    assert reading.fresh == 0
    assert reading.tags.shape == (4, len(TAGS))
    assert np.allclose(np.exp(reading.tags).sum(axis=1), 1, atol=1e-5)


def test_an_empty_text_has_no_windows(network: Network) -> None:
    """There is nothing to read."""
    assert readings(network, "") == []


def test_fresh_words_of_the_windows_tile_the_text(network: Network) -> None:
    """Each word is fresh in one window, in order; what comes before is context."""
    found = readings(network, LONG)
    assert len(found) > 1
    assert any(reading.fresh for reading in found)
    subwords, _ = network.read(LONG)
    fresh = np.concatenate([reading.starts[reading.fresh :] for reading in found])
    assert np.array_equal(fresh, subwords.starts[subwords.heads])


def test_windows_are_read_when_they_are_asked_for(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text costs what is looked at."""
    read: list[object] = []
    original = Network._read
    monkeypatch.setattr(Network, "_read", lambda *given: read.append(given) or original(*given))
    _, windows = network.read(LONG)
    assert read == []
    next(windows)
    assert len(read) == 1


def test_links_are_distributions(network: Network) -> None:
    """Rows sum to 1, and the first column stands for none of them."""
    links = some_links(network, readings(network, LONG)[0])
    assert [getattr(links, field.name).shape for field in fields(Links)] == [(3, 3), (2, 2), (2, 2), (2, 2), (1, 3)]
    for field in fields(Links):
        assert np.allclose(getattr(links, field.name).sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("counts", [(0, 0, 0), (2, 0, 0), (0, 2, 1), (1, 1, 0)], ids=str)
def test_links_of_few_spans(network: Network, counts: tuple[int, int, int]) -> None:
    """No contents, cues or sources are as good as many."""
    spans = [np.array([[0, 1], [3, 3]])[:count].reshape(-1, 2) for count in counts]
    links = network.links(readings(network, LONG)[0], *spans)
    contents, cues, sources = counts
    assert links.cue_of_content.shape == (contents, cues + 1)
    assert links.source_of_cue.shape == (cues, sources + 1)


def test_a_window_does_not_depend_on_its_neighbors(network: Network) -> None:
    """The same paragraph reads the same behind another, which fills a window of its own."""
    size = network.config["window"]
    filler = "rain " * (size - 1) + "."
    paragraph = "Ada Voss said that it would rain."
    (alone,) = readings(network, paragraph)
    before, behind = readings(network, f"{filler}\n{paragraph}")
    assert len(before.starts) == size
    assert np.array_equal(behind.tags.argmax(axis=1), alone.tags.argmax(axis=1))
    assert_equal(readings(network, f"{filler}\n{paragraph}")[1], behind)


def test_reading_again_gives_the_same(network: Network) -> None:
    """To the last bit, whatever was read in between."""
    once = readings(network, LONG)
    readings(network, OTHER)
    for left, right in zip(once, readings(network, LONG), strict=True):
        assert_equal(left, right)


def test_threads_change_nothing(network: Network) -> None:
    """One thread and two give the same, to the last bit."""
    two = Network(ENGLISH, threads=2)
    for left, right in zip(readings(network, LONG), readings(two, LONG), strict=True):
        assert_equal(left, right)
    assert_equal(some_links(network, readings(network, LONG)[0]), some_links(two, readings(two, LONG)[0]))


def test_a_network_pickles_as_its_path(network: Network) -> None:
    """Sessions stay behind; the other side loads its own, with as many threads."""
    readings(network, LONG)
    stored = pickle.dumps(Network(ENGLISH, threads=2))
    assert len(stored) < 1000
    assert len(pickle.dumps(network)) < 1000
    arrived = pickle.loads(stored)  # noqa: S301 - our own bytes
    assert (arrived.path, arrived.threads) == (ENGLISH, 2)
    assert_equal(readings(arrived, LONG)[0], readings(network, LONG)[0])


def flip_a_byte(folder: Path) -> None:
    """One byte of the heads is another."""
    damaged = bytearray((folder / "heads.onnx").read_bytes())
    damaged[1000] ^= 1
    (folder / "heads.onnx").write_bytes(damaged)


def set_format(folder: Path) -> None:
    """The folder is of a version to come."""
    config = json.loads((folder / "model.json").read_text(encoding="utf8"))
    (folder / "model.json").write_text(json.dumps({**config, "format": 99}), encoding="utf8")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param(shutil.rmtree, "is no model folder: it has no 'model.json'", id="no-folder"),
        pytest.param(lambda folder: (folder / "model.json").unlink(), "is no model folder", id="no-manifest"),
        pytest.param(lambda folder: (folder / "model.json").write_text("{"), "'model.json' .* is not", id="no-json"),
        pytest.param(lambda folder: (folder / "model.json").write_text("[1]"), "'model.json' .* is not", id="list"),
        pytest.param(lambda folder: (folder / "model.json").write_bytes(b"\xff"), "'model.json' .* is not", id="bytes"),
        pytest.param(flip_a_byte, "'heads.onnx' .* damaged or was exchanged. Reinstall", id="flipped-byte"),
        pytest.param(lambda folder: (folder / "tokenizer.json").unlink(), "'tokenizer.json' .* missing", id="no-file"),
        pytest.param(set_format, "has format 99, .* reads format 2. Train it again", id="format"),
    ],
)
def test_a_bad_folder_is_an_error_with_a_remedy(damage: Callable[[Path], object], told: str, tmp_path: Path) -> None:
    """It is told before anything is read, and says what to do."""
    folder = tmp_path / "model"
    shutil.copytree(ENGLISH, folder)
    damage(folder)
    with pytest.raises(ModelError, match=told):
        Network(folder).read("It rained.")


@pytest.mark.parametrize(
    "steps",
    [
        None,
        [],
        {"first": [0.0]},
        {"first": [0.0], "between": [[0.0]], "last": [0.0]},
        {"first": "a", "between": 0, "last": 0},
    ],
    ids=["null", "list", "part", "other shapes", "no numbers"],
)
def test_bad_steps_between_tags_are_an_error_with_a_remedy(steps: object, tmp_path: Path) -> None:
    """Whatever stands in the manifest."""
    shutil.copytree(ENGLISH, tmp_path / "en")
    manifest = tmp_path / "en" / "model.json"
    manifest.write_text(
        json.dumps({**json.loads(manifest.read_text(encoding="utf8")), "tag_steps": steps}), encoding="utf8"
    )
    with pytest.raises(ModelError, match=r"'tag_steps' of 'model.json' .* Reinstall claimkit"):
        _ = Network(tmp_path / "en").tag_steps


def test_a_copied_folder_is_as_good(tmp_path: Path, network: Network) -> None:
    """A model may lie anywhere."""
    shutil.copytree(ENGLISH, tmp_path / "model")
    assert_equal(readings(Network(tmp_path / "model"), LONG)[0], readings(network, LONG)[0])


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.onnx"])
def test_the_model_says_nothing_of_the_machine_that_made_it(name: str) -> None:
    """The exporter notes where its code was, and the export takes that out again."""
    content = (ENGLISH / name).read_bytes()
    assert b"site-packages" not in content
    assert b".py" not in content
