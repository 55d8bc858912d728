"""Decoding: tags and their probabilities to spans, written as one tag a word."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimkit.encoder.leaning import adjoining, leaning
from claimkit.encoder.network import NAME_TAGS, TAGS, WindowReading
from claimkit.encoder.paths import TagSteps
from claimkit.quotes.decoding import spans_of
from claimkit.quotes.marks import Quotation, pair_marks

ALIKE = TagSteps.of({}, len(TAGS))
SHORT = {"o": "O", "S": "B-source", "s": "I-source", "C": "B-cue", "c": "I-cue", "T": "B-content", "t": "I-content"}


def reading_of(words: list[str], tags: str, *, sure: float = 0.9, paragraphs: list[int] | None = None) -> WindowReading:
    """A reading of words joined by blanks in which each word has the tag of its letter with probability ``sure``."""
    starts = np.cumsum([0, *(len(word) + 1 for word in words[:-1])])
    probabilities = np.full((len(words), len(TAGS)), (1 - sure) / (len(TAGS) - 1))
    for row, letter in enumerate(tags):
        probabilities[row, TAGS.index(SHORT[letter])] = sure
    ends = starts + np.array([len(word) for word in words])
    beside = adjoining(" ".join(words), starts, ends)
    return WindowReading(
        fresh=0,
        starts=starts,
        ends=ends,
        paragraphs=np.array(paragraphs or [0] * len(words)),
        adjoining=beside,
        leaning=leaning(" ".join(words), starts, ends, beside),
        tags=np.log(probabilities).astype(np.float32),
        names=np.zeros((len(words), len(NAME_TAGS)), dtype=np.float32),
        vectors=np.zeros((len(words), 4), dtype=np.float32),
    )


def found(reading: WindowReading, quotations: tuple[Quotation, ...] = ()) -> list[tuple[str, int, int]]:
    """The spans as role, first word, last word."""
    return [(span.role, span.first, span.last) for span in spans_of(reading, quotations, ALIKE)]


def test_spans_follow_their_tags() -> None:
    """A span runs from its B tag over its I tags."""
    reading = reading_of("Ada Voss said the pier is gone .".split(), "SsCTttto")
    assert found(reading) == [("source", 0, 1), ("cue", 2, 2), ("content", 3, 6)]


def test_two_spans_of_a_role_may_touch() -> None:
    """A B tag ends the span before it."""
    assert found(reading_of("a b c d".split(), "TtTt")) == [("content", 0, 1), ("content", 2, 3)]


def test_a_span_that_ends_with_the_window_is_found() -> None:
    """The last word needs no word after it."""
    assert found(reading_of("a b".split(), "oT")) == [("content", 1, 1)]


def test_a_window_without_words_has_no_spans() -> None:
    """Nothing in, nothing out."""
    assert found(reading_of([], "")) == []


def test_an_inside_tag_needs_a_beginning() -> None:
    """Where the network forgets the B tag, the likeliest sequence that makes sense is taken."""
    reading = reading_of("a b c d".split(), "ottt", sure=0.6)
    assert found(reading) == [("content", 1, 3)]


def test_a_span_ends_with_its_paragraph() -> None:
    """No span goes on over a paragraph break, however sure the network is."""
    reading = reading_of("a b c d".split(), "Tttt", sure=0.99, paragraphs=[0, 0, 1, 1])
    assert found(reading) == [("content", 0, 1), ("content", 2, 3)]


def test_content_does_not_begin_between_quotation_marks() -> None:
    """Where the network hesitates over the first words of a quotation, the marks decide."""
    words = "“ The pier is gone , ” she said".split()
    reading = reading_of(words, "oTtttttSC", sure=0.5)
    assert found(reading, pair_marks(" ".join(words)))[0] == ("content", 0, 6)


def test_content_may_begin_before_a_quotation() -> None:
    """A mixed quote has words of the reporter before the mark."""
    words = "She called it “ a ruin ”".split()
    assert found(reading_of(words, "SCTtttt"), pair_marks(" ".join(words)))[-1] == ("content", 2, 6)


@pytest.mark.parametrize(
    ("words", "likely", "nearly_as_likely", "span"),
    [
        ("Tavaria denies a charge .", "SCToo", "SCTto", ("content", 2, 3)),
        ("She would not comment on the pier .", "SccCTooo", "SccCTtto", ("content", 4, 6)),
        ("The head of customs said no .", "SssoCTo", "SsssCTo", ("source", 0, 3)),
    ],
    ids=["article", "preposition", "source"],
)
def test_spans_do_not_end_with_a_word_that_leans_on_the_next(
    words: str, likely: str, nearly_as_likely: str, span: tuple[str, int, int]
) -> None:
    """Where the network hesitates behind an article or a preposition, the span goes on."""
    readings = [reading_of(words.split(), tags) for tags in (likely, nearly_as_likely)]
    hesitant = np.log(0.6 * np.exp(readings[0].tags) + 0.4 * np.exp(readings[1].tags))
    assert span in found(evolve(readings[0], tags=hesitant))


def test_content_does_not_end_right_before_a_cue() -> None:
    """Where the network hesitates whether the words before a cue are its source, they are."""
    words = "Voss said it was over after Lind warned that rain came".split()
    ends_there, is_source = (reading_of(words, f"SCTttt{tag}CTtt").tags for tag in "tS")
    hesitant = evolve(reading_of(words, "SCTttttCTtt"), tags=np.log(0.6 * np.exp(ends_there) + 0.4 * np.exp(is_source)))
    assert ("source", 6, 6) in found(hesitant)


def test_a_cue_may_end_with_a_word_that_leans_on_the_next() -> None:
    """A cue such as "according to" is whole."""
    assert ("cue", 0, 1) in found(reading_of("According to Ada Voss".split(), "CcSs"))


def test_learned_steps_decide_where_words_leave_it_open() -> None:
    """A network that learned that content hardly stops after one word goes on."""
    learned = evolve(ALIKE, between=np.where(np.eye(len(TAGS))[5][:, None] * np.eye(len(TAGS))[0], -3.0, 0.0))
    stops, goes_on = (reading_of("a b c".split(), tags).tags for tags in ("oTo", "oTt"))
    hesitant = evolve(reading_of("a b c".split(), "oTo"), tags=np.log(0.6 * np.exp(stops) + 0.4 * np.exp(goes_on)))
    alike, stepping = (spans_of(hesitant, (), steps)[0].last for steps in (ALIKE, learned))
    assert (alike, stepping) == (1, 2)


def test_scare_quotes_stay_outside() -> None:
    """A quotation that the network sees no content in is no content."""
    words = "The “ safe zone ” grew".split()
    assert found(reading_of(words, "oooooo"), pair_marks(" ".join(words))) == []


def test_confidence_falls_with_the_certainty_of_the_ends() -> None:
    """A span with doubtful ends has less confidence than one with sure ends."""
    sure, doubtful = (spans_of(reading_of("a b c".split(), "oTt", sure=sure), (), ALIKE)[0] for sure in (0.99, 0.6))
    assert doubtful.confidence < sure.confidence <= 1.0


@given(st.text("oSsCcTt", max_size=30), st.data())
def test_spans_are_in_order_and_apart(tags: str, data: st.DataObject) -> None:
    """Whatever the tags say, spans do not overlap, and each lies in one paragraph."""
    paragraphs = sorted(data.draw(st.lists(st.integers(0, 3), min_size=len(tags), max_size=len(tags))))
    reading = reading_of(["word"] * len(tags), tags, paragraphs=paragraphs)
    spans = spans_of(reading, (), ALIKE)
    assert all(before.last < after.first for before, after in itertools.pairwise(spans))
    assert all(paragraphs[span.first] == paragraphs[span.last] for span in spans)


@pytest.mark.parametrize("context", [0, 2])
def test_only_context_may_begin_inside_a_span(context: int) -> None:
    """A window that begins in the middle of a span may begin with an I tag; another may not."""
    reading = reading_of("a b c d".split(), "ttoo", sure=0.99)
    roles = [span.role for span in spans_of(evolve(reading, fresh=context), (), ALIKE)]
    assert roles == ["content"]
