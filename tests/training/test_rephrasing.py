"""Rephrasing: the same said otherwise, and every span where its words are."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.evaluation.marked_text import parse_marked
from claimkit.training.rephrasing import rephrased

REPORTED = """=== harbor | The Gazette | 2026-02-03 |
Rain fell all night.

⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 that the pier is as good as gone, and the harbor will stay shut for a year⟧. She left early.

⟦s2 The mayor⟧ ⟦k2 said⟧ ⟦c2 nobody had been hurt in the whole of the old harbor⟧. ⟦s3 He⟧ ⟦k3 denied⟧ ⟦c3 a cover-up⟧.
---
1 indirect speech | Ada Voss | person
2 indirect speech | mayor | unnamed
3 indirect speech | mayor | unnamed
"""


def article() -> dict[str, Any]:
    """Three reported attributions in two paragraphs."""
    (parsed,) = parse_marked(REPORTED)
    return dict(parsed)


def attributions(of: dict[str, Any]) -> list[tuple[str, ...]]:
    """Each attribution as kind, source, cue and content in words."""
    return [
        (quote["kind"], *(" … ".join(of["text"][s:e] for s, e in quote[role]) for role in ("source", "cue", "content")))
        for quote in of["quotes"]
    ]


def all_draws() -> list[tuple[str, list[tuple[str, ...]]]]:
    """What becomes of the article by many draws."""
    drawn = [rephrased(article(), random.Random(seed)) for seed in range(400)]  # noqa: S311 - no secret is drawn
    return [(each["text"], attributions(each)) for each in drawn]


@pytest.mark.parametrize(
    "attribution",
    [
        ("direct", "Ada Voss", "said", "“The pier is as good as gone,” … “and the harbor will stay shut for a year.”"),
        ("direct", "the mayor", "said", '"Nobody had been hurt in the whole of the old harbor,"'),
        ("direct", "The mayor", "said", "“Nobody had been hurt in the whole of the old harbor.”"),
    ],
    ids=["parted by its cue", "before its cue", "behind its cue"],
)
def test_reported_speech_is_made_direct(attribution: tuple[str, ...]) -> None:
    """In the three orders of news, with marks, capitals and stops as news has them."""
    assert any(attribution in found for _, found in all_draws())


def test_readers_voices_are_signed() -> None:
    """A quotation in a paragraph of its own, and below it a dash and a name."""
    text = "=== a | | |\n⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier is gone⟧.\n---\n1 indirect speech | Ada Voss | person\n"
    (voice,) = parse_marked(text)
    drawn = [rephrased(voice, random.Random(seed)) for seed in range(200)]  # noqa: S311 - no secret is drawn
    assert any(
        each["text"].endswith("“The pier is gone.”\n— Ada Voss")
        and attributions(each) == [("direct", "Ada Voss", "—", "“The pier is gone.”")]
        for each in drawn
    )


def test_reported_speech_is_quoted_in_part() -> None:
    """The marks are words of content, and a stop at its end comes inside."""
    mixed = [content for _, found in all_draws() for kind, _, _, content in found if kind == "mixed"]
    assert any(content.endswith((".”", '."')) for content in mixed)
    assert any(content.endswith("harbor") and "”" in content for content in mixed)


def test_glosses_are_the_reporters_own() -> None:
    """What is added behind the content stays outside of it."""
    glossed = [(text, found) for text, found in all_draws() if "denied a cover-up, ending weeks of silence." in text]
    assert glossed
    assert all(("indirect", "He", "denied", "a cover-up") in found for _, found in glossed)


def test_what_is_passed_on_is_no_attribution_of_its_own() -> None:
    """Only the outermost is attributed; what was inside becomes its content."""
    passed_on = [found for _, found in all_draws() for each in found if "Ada Voss said that" in each[3]]
    assert passed_on
    assert not any(source == "Ada Voss" for found in passed_on for _, source, _, _ in found)


def test_other_sentences_stay_as_they_are() -> None:
    """Sentences without attributions are nobody's."""
    assert all(text.startswith("Rain fell all night.\n\n") and "She left early." in text for text, _ in all_draws())


@given(st.integers(0, 10_000))
def test_spans_hold_whole_words(seed: int) -> None:
    """No span begins or ends within a word, and no two of one attribution overlap."""
    new = rephrased(article(), random.Random(seed))  # noqa: S311 - no secret is drawn
    padded = f" {new['text']} "
    for quote in new["quotes"]:
        spans = sorted(span for role in ("content", "cue", "source") for span in quote[role])
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        for start, end in spans:
            assert not (padded[start].isalnum() and padded[start + 1].isalnum())
            assert not (padded[end].isalnum() and padded[end + 1].isalnum())


def test_the_article_given_stays_as_it_is() -> None:
    """Rephrasing returns a copy."""
    given_article = article()
    rephrased(given_article, random.Random(1))  # noqa: S311 - no secret is drawn
    assert given_article == article()
