"""What holds for every text: the attributor never fails, never invents, and always answers the same."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.records import NOBODY, NamedEntity, Quote, Span
from claimkit.speakers.attributor import Attributor
from claimkit.speakers.identity import Cast
from claimkit.speakers.mentions import find_names

WORDS = (
    "Ann Orsk Mr. Mrs. the The spokesman President of and , . : “ ” \" ' ’s he she it they said who Kremlin statement "
    "officials HTS (HTS) Ministry al- van der \n \n\n \u200b \u202e é İ ß 𝔄 ﬁ Police both A "
    "U.S. Jr. — - SEN. ROE, DOE two"
).split(" ")

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Quote], list[NamedEntity]]:
    """A text with quotes and entities anywhere in it, overlapping, empty or nested as chance has it."""
    text = draw(texts)
    offsets = st.integers(0, len(text))

    def span() -> Span:
        start, end = sorted((draw(offsets), draw(offsets)))
        return Span.of(text, start, end)

    quotes = []
    for number in range(draw(st.integers(0, 5))):
        content = tuple(sorted((span() for _ in range(draw(st.integers(1, 2)))), key=lambda each: each.start))
        values: dict[str, Any] = {
            "source": span() if draw(st.booleans()) else None,
            "cue": span() if draw(st.booleans()) else None,
        }
        kind = draw(st.sampled_from(("direct", "mixed", "indirect")))
        quotes.append(Quote(f"q{number}", content, content, kind, **values))
    entities = [
        NamedEntity(each.start, each.end, "PERSON") for each in (span() for _ in range(draw(st.integers(0, 2))))
    ]
    return text, quotes, entities


@settings(max_examples=150, deadline=None)
@given(articles())
def test_every_text_is_answered_twice_alike(article: tuple[str, list[Quote], list[NamedEntity]]) -> None:
    """No text raises, nothing but the speaker changes, mentions slice back, and a second run says the same."""
    text, quotes, entities = article
    attributed = Attributor().attribute(text, quotes, entities)
    assert attributed == Attributor().attribute(text, quotes, entities)
    assert attributed == Attributor().attribute(text, attributed, entities)
    assert [(quote.id, quote.content, quote.source) for quote in attributed] == [
        (quote.id, quote.content, quote.source) for quote in quotes
    ]
    for quote in attributed:
        assert all(text[span.start : span.end] == span.text for span in quote.speaker.mentions)
        assert list(quote.speaker.mentions) == sorted(quote.speaker.mentions, key=lambda span: (span.start, span.end))
        assert (quote.speaker == NOBODY) == (not quote.speaker.name)
        assert any(evidence.stage == "attributor" for evidence in (*quote.speaker.evidence, *quote.evidence))


@settings(max_examples=150, deadline=None)
@given(articles())
def test_names_are_never_invented(article: tuple[str, list[Quote], list[NamedEntity]]) -> None:
    """Every word of a speaker's name stands in the text, but for the "and" between several speakers."""
    text, quotes, _ = article
    for quote in Attributor().attribute(text, quotes):
        for word in quote.speaker.name.split():
            assert word.strip(",") in text or word == "and"


@settings(max_examples=100, deadline=None)
@given(texts)
def test_names_lie_in_the_text_one_after_the_other(text: str) -> None:
    """Names do not overlap, and each is what stands at its offsets."""
    names = find_names(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    assert all(left.end <= right.start for left, right in pairwise(names))


@settings(max_examples=50, deadline=None)
@given(texts)
def test_every_mention_belongs_to_one_identity(text: str) -> None:
    """The identities of an article share no mention."""
    starts = [name.start for identity in Cast(text).identities for name in identity.names]
    assert len(starts) == len(set(starts))


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009"], ids=["no-break", "narrow no-break", "thin"])
def test_other_blanks_change_no_speaker(blank: str) -> None:
    """Typesetters put them into names, and a name is told without them; spans have them as the text does."""
    text = "Lake Office of Forestry and Water met. “It fell,” said the Lake Office of Forestry and Water."
    start, end = text.index("the Lake"), len(text) - 1
    for written in (text, text.replace(" ", blank)):
        said, source = Span.of(written, *map(written.index, "“,")), Span.of(written, start, end)
        (quote,) = Attributor().attribute(written, [Quote("q1", (said,), (said,), "direct", source=source)])
        assert quote.speaker.name == "Lake Office of Forestry and Water"
        assert all(span == Span.of(written, span.start, span.end) for span in quote.speaker.mentions)
        assert quote.source == source


@pytest.mark.parametrize(
    "text",
    [
        "A" * 20_000,
        "Mr. " * 5_000,
        "Ann, " * 5_000,
        "the " * 5_000 + "minister",
        "A-" * 10_000,
        "of " * 5_000,
        "Ann" + " " * 50_000 + "Voss",
        "Ann Voss and" + "\u00a0" * 50_000 + "Bo Lind",
    ],
    ids=["one long word", "titles", "commas", "articles", "hyphens", "small words", "blanks", "blanks in a list"],
)
def test_long_monotonous_texts_take_no_time(text: str) -> None:
    """Nothing in the rules grows with the square of the text."""
    source = Span.of(text, 0, len(text))
    content = (Span.of(text, 0, 1),)
    started = time.process_time()
    assert len(Attributor().attribute(text, [Quote("q1", content, content, "indirect", source=source)])) == 1
    assert time.process_time() - started < 2
