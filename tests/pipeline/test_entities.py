"""Named entities that the network sees: written to ``doc.ents`` where nothing else of the pipeline finds any."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
import spacy
from attrs import evolve
from scripted_network import scripted
from spacy.tokens import Doc

from claimkit.components import QuotesComponent, entities_of
from claimkit.quotes.detector import Detector

if TYPE_CHECKING:
    from spacy.language import Language

MARKUP = "⟦c1 “Nobody came,”⟧ ⟦k1 said⟧ ⟦s1 Ada Voss⟧ of Norway's port."
TEXT = "“Nobody came,” said Ada Voss of Norway's port."
SEEN = (("Ada Voss", "PERSON"), ("Norway", "GPE"))


def component(nlp: Language | None = None, *seen: tuple[str, str]) -> QuotesComponent:
    """A component whose network sees the names."""
    names = tuple((TEXT.index(name), TEXT.index(name) + len(name), label) for name, label in seen or SEEN)
    network = evolve(scripted(MARKUP), names=names)
    return QuotesComponent(Detector(network), nlp)  # type: ignore[arg-type]


def entities(doc: Doc) -> list[tuple[str, str]]:
    """Words and labels."""
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_names_become_entities() -> None:
    """Beside the quotes, and no more of them when the component runs again."""
    doc = component()(spacy.blank("en")(TEXT))
    assert entities(doc) == list(SEEN)
    assert entities(component()(doc)) == list(SEEN)


def test_finding_alone_writes_none() -> None:
    """``find`` looks and stores nothing."""
    doc = spacy.blank("en")(TEXT)
    component().find(doc)
    assert entities(doc) == []


def test_entities_take_whole_tokens() -> None:
    """A name that ends inside a token of another tokenizer takes all of it; two that then overlap leave one."""
    vocab = spacy.blank("en").vocab
    words = ["“Nobody", "came,”", "said", "Ada", "Voss", "of", "Norway's", "port."]
    doc = Doc(vocab, words=words, spaces=[True] * 7 + [False])
    assert doc.text == TEXT
    assert entities(component()(doc)) == [("Ada Voss", "PERSON"), ("Norway's", "GPE")]
    glued = Doc(vocab, words=["“Nobody", "came,”", "said", "Ada Voss of Norway's", "port."])
    assert entities(component()(glued)) == [("Ada Voss of Norway's", "PERSON")]


@pytest.mark.parametrize("place", ["before", "after"])
def test_another_recognizer_has_precedence(place: str) -> None:
    """Wherever it stands, and though it finds nothing in this text."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_quotes")
    ruler = nlp.add_pipe("entity_ruler", **{place: "claimkit_quotes"})  # type: ignore[arg-type]
    ruler.add_patterns([{"label": "GPE", "pattern": "Elmland"}])  # type: ignore[attr-defined]
    assert entities(component(nlp)(nlp.make_doc(TEXT))) == []


def test_components_for_other_things_are_no_matter() -> None:
    """Only what assigns ``doc.ents`` counts."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("claimkit_quotes")
    assert entities(component(nlp)(nlp.make_doc(TEXT))) == list(SEEN)


def test_entities_that_are_there_stay() -> None:
    """Whoever set them."""
    doc = spacy.blank("en")(TEXT)
    doc.set_ents([doc.char_span(20, 28, "ORG")])
    assert entities(component()(doc)) == [("Ada Voss", "ORG")]


def test_a_pipeline_pickles_with_the_component() -> None:
    """And the copy knows the pipeline that it stands in."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_quotes")
    copy = pickle.loads(pickle.dumps(nlp))  # noqa: S301 - our own bytes
    assert copy.pipe_names == ["claimkit_quotes"]
    assert copy.get_pipe("claimkit_quotes").nlp is copy


def test_our_own_names_change_no_speaker() -> None:
    """What the pipeline finds is what reading without one finds."""
    doc = component()(spacy.blank("en")(TEXT))
    assert doc.ents
    assert entities_of(doc) == ()
