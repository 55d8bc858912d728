"""Names: the likeliest lawful tags, each name once, with its type, whole, and where it stands."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from scripted_network import scripted

from claimkit.encoder.names import names_in
from claimkit.encoder.network import NAME_TAGS, NAME_TYPES
from claimkit.quotes.detector import Detector
from claimkit.records import NamedEntity

if TYPE_CHECKING:
    from scripted_network import ScriptedNetwork

    from claimkit.encoder.network import WindowReading

TEXT = "Ada Voss left Port Elm for Norway, said Voss."


def seeing(*names: tuple[str, str], markup: str = TEXT, context: int = 0) -> ScriptedNetwork:
    """A network that sees the names in the text, each where it first stands."""
    network = scripted(markup, context=context)
    return evolve(
        network,
        names=tuple((network.text.index(name), network.text.index(name) + len(name), label) for name, label in names),
    )


def found(network: ScriptedNetwork) -> list[tuple[str, str]]:
    """The names of all windows."""
    names = [name for reading in network.readings() for name in names_in(network.text, reading)]
    return [(network.text[name.start : name.end], name.label) for name in names]


def reading_of(tags: list[str], second_best: list[str] | None = None) -> WindowReading:
    """One window of one-letter words, each with a likeliest tag and the next."""
    (reading,) = scripted(" ".join("a" * len(tags))).readings()
    logs = np.full((len(tags), len(NAME_TAGS)), -9.0, dtype=np.float32)
    for row, tag in enumerate(second_best or []):
        logs[row, NAME_TAGS.index(tag)] = -1.0
    for row, tag in enumerate(tags):
        logs[row, NAME_TAGS.index(tag)] = -0.5
    return evolve(reading, names=logs)


def spans(reading: WindowReading) -> list[tuple[int, int, str]]:
    """First word, word after the last, and type of the names."""
    names = names_in("a " * len(reading.starts), reading)
    return [(name.start // 2, (name.end + 1) // 2, name.label) for name in names]


def test_names_have_their_words_and_types() -> None:
    """In order; what is seen nowhere is not there."""
    names = [("Ada Voss", "PERSON"), ("Port Elm", "GPE"), ("Norway", "GPE")]
    assert found(seeing(*names)) == names
    assert found(seeing()) == []


def test_a_name_is_a_record() -> None:
    """Offsets into the text, end exclusive."""
    network = seeing(("Norway", "GPE"))
    (reading,) = network.readings()
    assert list(names_in(TEXT, reading)) == [NamedEntity(27, 33, "GPE")]


def test_a_name_ends_where_its_word_does() -> None:
    """A word of several subwords is taken whole, and so is the last name of a text."""
    network = seeing(("Voss", "PERSON"), markup="So said Voss")
    assert found(network) == [("Voss", "PERSON")]


@pytest.mark.parametrize("context", [0, 3])
def test_context_gives_no_name_again(context: int) -> None:
    """A name that stands before the fresh part of a window was the matter of the window before."""
    names = [("Ada Voss", "PERSON"), ("Port Elm", "GPE"), ("Norway", "GPE")]
    network = seeing(*names, markup="Ada Voss left Port Elm ‖for Norway, said Voss.", context=context)
    assert found(network) == names


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param(["B-ORG", "I-ORG", "B-ORG"], [(0, 2, "ORG"), (2, 3, "ORG")], id="side-by-side"),
        pytest.param(["B-ORG", "B-NORP", "O"], [(0, 1, "ORG"), (1, 2, "NORP")], id="other-type"),
        pytest.param(["O", "B-FAC", "I-FAC"], [(1, 3, "FAC")], id="to-the-end"),
        pytest.param([], [], id="no-words"),
    ],
)
def test_tags_become_names(tags: list[str], expected: list[tuple[int, int, str]]) -> None:
    """A name begins with B and goes on with I."""
    assert spans(reading_of(tags)) == expected


@pytest.mark.parametrize(
    ("tags", "second", "expected"),
    [
        pytest.param(["I-LOC"], ["B-LOC"], [(0, 1, "LOC")], id="begins-with-i"),
        pytest.param(["B-ORG", "I-PERSON"], ["O", "I-ORG"], [(0, 2, "ORG")], id="changes-type"),
        pytest.param(["O", "I-GPE"], ["O", "B-GPE"], [(1, 2, "GPE")], id="after-outside"),
    ],
)
def test_unlawful_tags_give_way(tags: list[str], second: list[str], expected: list[tuple[int, int, str]]) -> None:
    """The likeliest sequence in which a name goes on only with its own type."""
    assert spans(reading_of(tags, second))[: len(expected)] == expected


@given(st.lists(st.lists(st.floats(-20, 0, width=32), min_size=13, max_size=13), min_size=1, max_size=12))
def test_names_never_overlap(logs: list[list[float]]) -> None:
    """Whatever the network says: in order, not empty, inside the text, of a known type."""
    reading = evolve(reading_of(["O"] * len(logs)), names=np.array(logs, dtype=np.float32))
    names = spans(reading)
    assert all(0 <= start < end <= len(logs) and label in NAME_TYPES for start, end, label in names)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(names))


def test_the_detector_finds_names_with_the_quotes() -> None:
    """The quotes are those that it finds without names, in one reading of the text."""
    markup = "⟦c1 Nobody came⟧, ⟦k1 said⟧ ⟦s1 Ada Voss⟧ of Norway."
    network = seeing(("Ada Voss", "PERSON"), ("Norway", "GPE"), markup=markup)
    detector = Detector(network)  # type: ignore[arg-type]
    quotes, names = detector.find_with_names(network.text)
    assert quotes == detector.find(network.text)
    assert [(network.text[name.start : name.end], name.label) for name in names] == [
        ("Ada Voss", "PERSON"),
        ("Norway", "GPE"),
    ]
