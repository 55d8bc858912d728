"""Storage: quotes put on a Doc by hand stay there, whatever spaCy does with the Doc."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin, SpanGroup

from claimkit.errors import StorageError
from claimkit.quotes.marks import without_marks
from claimkit.records import Evidence, Quote, Span, Speaker
from claimkit.storage import CONTENT, CUES, SOURCES, has_quotes, read_quotes, write_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

TEXT = "“The pier is gone,” said Ada Voss, the harbor-master. “Nobody looked.” It was late, she added."
VOSS = Speaker("Ada Voss", "person", "harbor-master", (Span.of(TEXT, 25, 33),), 0.9)


def span(words: str) -> Span:
    """The first place of these words in the text."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def quote(number: int, *contents: str, cue: str | None = None, source: str | None = None) -> Quote:
    """A quote of these words."""
    spans = tuple(map(span, contents))
    return Quote(
        id=f"q{number}",
        content=spans,
        bare=tuple(Span.of(TEXT, *without_marks(TEXT, part.start, part.end)) for part in spans),
        kind="direct" if contents[0].startswith("“") else "indirect",
        cue=span(cue) if cue else None,
        source=span(source) if source else None,
        speaker=VOSS,
        act="speech",
        negated=False,
        confidence=0.731,
        evidence=(Evidence("network", "tagged as content", spans[0], 0.5),),
    )


QUOTES = (
    quote(1, "“The pier is gone,”", "“Nobody looked.”", cue="said", source="Ada Voss, the harbor-master"),
    quote(2, "It was late", cue="added", source="she"),
)


@pytest.fixture
def nlp() -> Language:
    """An English tokenizer."""
    return spacy.blank("en")


@pytest.fixture
def doc(nlp: Language) -> Doc:
    """The text with its quotes."""
    doc = nlp(TEXT)
    write_quotes(doc, QUOTES)
    return doc


def through_bytes(doc: Doc) -> Doc:
    """What ``to_bytes`` keeps."""
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def through_docbin(doc: Doc) -> Doc:
    """What a DocBin with default flags keeps, in another vocabulary."""
    stored = DocBin(docs=[doc]).to_bytes()
    return next(DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab))


def through_pickle(doc: Doc) -> Doc:
    """What pickling keeps."""
    return pickle.loads(pickle.dumps(doc))  # noqa: S301 - our own bytes


def test_quotes_come_back_as_they_were(doc: Doc) -> None:
    """Every field of the record, and its spans exactly."""
    assert read_quotes(doc) == QUOTES


@pytest.mark.parametrize(
    "journey",
    [
        pytest.param(through_bytes, id="to_bytes"),
        pytest.param(through_docbin, id="DocBin"),
        pytest.param(through_pickle, id="pickle"),
        pytest.param(Doc.copy, id="copy"),
    ],
)
def test_quotes_survive(doc: Doc, journey: Callable[[Doc], Doc]) -> None:
    """Records and span groups are there on the other side."""
    arrived = journey(doc)
    assert read_quotes(arrived) == QUOTES
    assert [part.id_ for part in arrived.spans[CONTENT]] == ["q1", "q1", "q2"]


@spacy.Language.component("test_storage_writer")
def write_known_quotes(doc: Doc) -> Doc:
    """A component that finds the same quotes in every Doc."""
    write_quotes(doc, QUOTES)
    return doc


def test_quotes_survive_processes(nlp: Language) -> None:
    """The Docs that ``nlp.pipe(n_process=2)`` sends back carry the quotes."""
    nlp.add_pipe("test_storage_writer")
    assert [read_quotes(doc) for doc in nlp.pipe([TEXT] * 3, n_process=2, batch_size=1)] == [QUOTES] * 3


def test_quotes_outlive_a_memory_zone(nlp: Language) -> None:
    """Records made in a zone hold plain strings, and are valid after it."""
    with nlp.memory_zone():
        doc = nlp(TEXT)
        write_quotes(doc, QUOTES)
        found = read_quotes(doc)
    assert found == QUOTES
    assert [part.text for part in found[0].content] == ["“The pier is gone,”", "“Nobody looked.”"]


def test_spans_tell_what_they_are(doc: Doc) -> None:
    """Content is labeled by kind, cue and source by role; all have the id of their quote."""
    groups = {key: [(part.id_, part.label_, part.text) for part in doc.spans[key]] for key in (CONTENT, CUES, SOURCES)}
    assert groups == {
        CONTENT: [
            ("q1", "direct", "“The pier is gone,”"),
            ("q1", "direct", "“Nobody looked.”"),
            ("q2", "indirect", "It was late"),
        ],
        CUES: [("q1", "cue", "said"), ("q2", "cue", "added")],
        SOURCES: [("q1", "source", "Ada Voss, the harbor-master"), ("q2", "source", "she")],
    }


def test_a_quote_that_begins_inside_a_token_keeps_its_characters(nlp: Language) -> None:
    """The spaCy span takes the whole token; the record does not."""
    doc = Doc(nlp.vocab, words=["“The", "pier", "is", "gone,”said", "Ada"], spaces=[True, True, True, True, False])
    inside = Span.of(doc.text, 1, 17)
    write_quotes(doc, [Quote(id="q1", content=(inside,), bare=(inside,), kind="direct")])
    assert doc.spans[CONTENT][0].text == "“The pier is gone,”said"
    assert read_quotes(doc)[0].content == (inside,)
    assert inside.text == "The pier is gone"


def test_writing_again_replaces(doc: Doc) -> None:
    """What claimkit stored before is gone, also from the groups."""
    write_quotes(doc, QUOTES[1:])
    assert read_quotes(doc) == QUOTES[1:]
    assert [len(doc.spans[key]) for key in (CONTENT, CUES, SOURCES)] == [1, 1, 1]


def test_no_quotes_are_an_answer(nlp: Language) -> None:
    """A Doc without quotes is told from a Doc that nobody looked at."""
    doc = nlp("It rained.")
    assert not has_quotes(doc)
    write_quotes(doc, [])
    assert has_quotes(doc)
    assert read_quotes(doc) == ()


def test_a_doc_that_nobody_looked_at_is_an_error(nlp: Language) -> None:
    """The text says what to put where."""
    with pytest.raises(StorageError, match="Put 'claimkit_quotes' into the pipeline"):
        read_quotes(nlp("It rained."))


@pytest.mark.parametrize("key", [CONTENT, CUES, SOURCES])
def test_foreign_spans_are_left_untouched(nlp: Language, key: str) -> None:
    """Somebody else's group under our key is neither overwritten nor mistaken for ours."""
    doc = nlp(TEXT)
    doc.spans[key] = SpanGroup(doc, name=key, attrs={"theirs": 1}, spans=[doc[0:2], doc[3:4]])
    with pytest.raises(StorageError, match=rf"doc.spans\['{key}'\] holds 2 spans that claimkit did not put there"):
        write_quotes(doc, QUOTES)
    assert [part.text for part in doc.spans[key]] == ["“The", "is"]
    assert doc.spans[key].attrs == {"theirs": 1}
    assert set(doc.spans) == {key}


@pytest.mark.parametrize("version", [0, 2, "1", None], ids=str)
def test_another_version_is_an_error(doc: Doc, version: object) -> None:
    """What this claimkit does not know, it does not guess."""
    doc.spans[CONTENT].attrs["claimkit"] = version
    with pytest.raises(StorageError, match=f"have format {version!r}, and this version of claimkit reads format 1"):
        read_quotes(doc)
