"""Components: the two factories in any pipeline, with the model that comes with claimkit."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import spacy
from confection import ConfigValidationError
from scripted_network import scripted

import claimkit
from claimkit.components import QuotesComponent, SpeakersComponent, entities_of
from claimkit.errors import ModelError, StorageError
from claimkit.quotes.detector import Detector
from claimkit.speakers.attributor import Attributor
from claimkit.storage import CONTENT, has_quotes, read_quotes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ada Voss runs the harbor. “The pier is gone,” she said. Nobody had looked, she added."
NETWORK = scripted(
    "Ada Voss runs the harbor. ⟦c1 “The pier is gone,”⟧ ⟦s1 she⟧ ⟦k1 said⟧. "
    "⟦c2 Nobody had looked⟧, ⟦s2 she⟧ ⟦k2 added⟧."
)


def test_quotes_component_stores_what_it_finds() -> None:
    """``find`` looks and stores nothing; calling the component stores."""
    doc = spacy.blank("en")(TEXT)
    component = QuotesComponent(Detector(NETWORK))  # type: ignore[arg-type]
    found = component.find(doc)
    assert not has_quotes(doc)
    assert [quote.text for quote in found] == ["The pier is gone,", "Nobody had looked"]
    assert component(doc) is doc
    assert read_quotes(doc) == found


def test_running_twice_gives_the_same() -> None:
    """Quotes again without their speakers, and then speakers again."""
    doc = spacy.blank("en")(TEXT)
    quotes, speakers = QuotesComponent(Detector(NETWORK)), SpeakersComponent(Attributor())  # type: ignore[arg-type]
    once = read_quotes(speakers(quotes(doc)))
    assert read_quotes(speakers(doc)) == once
    assert [quote.speaker.name for quote in read_quotes(quotes(doc))] == ["", ""]
    assert read_quotes(speakers(doc)) == once
    assert len(doc.spans[CONTENT]) == 2


def test_speakers_need_quotes() -> None:
    """The text says which component is missing, and where it belongs."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_speakers")
    with pytest.raises(StorageError, match="Put 'claimkit_quotes' into the pipeline that makes it, before"):
        nlp(TEXT)


@pytest.mark.parametrize("use_entities", [True, False], ids=["used", "unused"])
def test_entities_reach_the_attributor(*, use_entities: bool) -> None:
    """The attributor is given ``doc.ents``, unless it should not look at them."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Voss"}])  # type: ignore[attr-defined]
    doc = nlp(TEXT)
    given = []

    class Watching:
        def attribute(self, _text: str, quotes: object, entities: object) -> object:
            given.append(entities)
            return quotes

    QuotesComponent(Detector(NETWORK))(doc)  # type: ignore[arg-type]
    SpeakersComponent(Watching(), use_entities)(doc)  # type: ignore[arg-type]
    assert given == [entities_of(doc) if use_entities else ()]
    assert [(entity.start, entity.end, entity.label) for entity in entities_of(doc)] == [(0, 8, "PERSON")]


@pytest.mark.parametrize(
    ("factory", "config"),
    [
        pytest.param("claimkit_quotes", {"threads": "many"}, id="threads-word"),
        pytest.param("claimkit_quotes", {"model": ["en"]}, id="model-list"),
        pytest.param("claimkit_quotes", {"modle": "en"}, id="quotes-misspelt"),
        pytest.param("claimkit_speakers", {"use_entities": "perhaps"}, id="use_entities-word"),
        pytest.param("claimkit_speakers", {"entities": True}, id="speakers-unknown"),
    ],
)
def test_a_config_is_checked(factory: str, config: dict[str, object]) -> None:
    """A wrong type and an unknown argument are told when the component is added."""
    with pytest.raises(ConfigValidationError):
        spacy.blank("en").add_pipe(factory, config=config)


def test_a_missing_model_is_told_when_it_is_needed(tmp_path: Path) -> None:
    """`claimkit.load` tells at once; a component tells at its first Doc."""
    with pytest.raises(ModelError, match="is no model folder"):
        claimkit.load(tmp_path)
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_quotes", config={"model": str(tmp_path)})
    with pytest.raises(ModelError, match="is no model folder"):
        nlp(TEXT)


def test_the_default_pipeline_stores_what_read_finds() -> None:
    """`claimkit.load` and `claimkit.read` are two ways to the same quotes."""
    assert read_quotes(claimkit.load()(TEXT)) == claimkit.read(TEXT).quotes


def test_a_saved_pipeline_loads_without_an_import(tmp_path: Path) -> None:
    """A fresh process that never imports claimkit loads the pipeline and finds the same quotes."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_quotes", config={"threads": 1})
    nlp.add_pipe("claimkit_speakers", config={"use_entities": False})
    nlp.to_disk(tmp_path)
    program = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp(sys.argv[2])\n"
        "print([(span.id_, span.text) for span in doc.spans['claimkit_content']], nlp.get_pipe_config("
        "'claimkit_speakers')['use_entities'])"
    )
    finished = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-X", "utf8", "-c", program, str(tmp_path), TEXT],
        capture_output=True,
        check=True,
        encoding="utf8",
    )
    assert finished.stderr == ""
    doc = nlp(TEXT)
    expected = [(span.id_, span.text) for span in doc.spans[CONTENT]]
    assert finished.stdout == f"{expected} False\n"


def test_the_pipeline_tells_what_it_needs() -> None:
    """spaCy's analysis sees that the speakers need what the quotes assign."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_speakers")
    assert nlp.analyze_pipes()["problems"]["claimkit_speakers"] == ["doc.spans"]
