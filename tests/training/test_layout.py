"""Layouts: paragraphs joined and parted, articles strung together, and every span where its words are."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.training.layout import relaid, strung

ROLES = ("content", "cue", "source")
parts_of_text = st.lists(
    st.sampled_from(["It rained.", "“No.”", '"Yes! No?"', "Ada Voss", "he said", "Why?", "\n", "\n\n", " \n", "Mr."]),
    min_size=1,
    max_size=14,
)


@st.composite
def articles(draw: st.DrawFn) -> dict[str, Any]:
    """A text with attributions whose spans begin and end where parts of it do, and lie in order."""
    parts = draw(parts_of_text)
    text = " ".join(parts)
    starts = [len(" ".join(parts[:number])) + (number > 0) for number in range(len(parts))]
    spans = [(start, start + len(part)) for start, part in zip(starts, parts, strict=True) if part.strip()]
    quotes = []
    for _ in range(draw(st.integers(0, 2)) if spans else 0):
        chosen = {role: draw(st.lists(st.sampled_from(spans), max_size=2, unique=True).map(sorted)) for role in ROLES}
        if chosen["content"]:
            quotes.append({role: [list(span) for span in found] for role, found in chosen.items()})
    return {"id": "a", "text": text, "quotes": quotes}


def words(article: dict[str, Any]) -> list[list[str]]:
    """What the spans say."""
    return [[article["text"][s:e] for role in ROLES for s, e in quote[role]] for quote in article["quotes"]]


@given(articles(), st.integers(0, 40))
def test_spans_keep_their_words(article: dict[str, Any], seed: int) -> None:
    """To the last character, however the paragraphs change."""
    before = words(article)
    assert words(relaid(article, random.Random(seed))) == before  # noqa: S311 - no secret is drawn


@given(articles(), st.integers(0, 40))
def test_only_blanks_change(article: dict[str, Any], seed: int) -> None:
    """Nothing else of the text is lost, and the article given stays as it is."""
    text = article["text"]
    assert relaid(article, random.Random(seed))["text"].split() == text.split()  # noqa: S311
    assert article["text"] == text


@pytest.mark.parametrize("layout", ["It rained. Ada wept. Voss left.", "It rained.\n\nAda wept.\n\nVoss left."])
def test_paragraphs_are_parted_and_joined(layout: str) -> None:
    """Whatever the article looks like, some draws give it the other layout."""
    article = {"text": layout, "quotes": []}
    texts = {relaid(article, random.Random(seed))["text"] for seed in range(60)}  # noqa: S311
    assert {"It rained. Ada wept. Voss left.", "It rained.\n\nAda wept.\n\nVoss left."} <= texts


def test_a_quotation_is_not_parted() -> None:
    """Nor are two content spans of one attribution brought into one paragraph."""
    quoted = {"text": "“It rained. Ada wept.” So it was.", "quotes": []}
    apart = {
        "text": "It rained.\n\nAda wept.",
        "quotes": [{"content": [[0, 10], [12, 21]], "cue": [], "source": []}],
    }
    for seed in range(60):
        assert "“It rained. Ada wept.”" in relaid(quoted, random.Random(seed))["text"]  # noqa: S311
        assert relaid(apart, random.Random(seed))["text"] == apart["text"]  # noqa: S311


@given(st.lists(articles(), max_size=6), st.integers(0, 40), st.integers(1, 200))
def test_stringing_keeps_every_attribution(found: list[dict[str, Any]], seed: int, longest: int) -> None:
    """Each with its words, each once; only blank lines come in; no strung article is too long."""
    made = strung(found, random.Random(seed), longest=longest)  # noqa: S311
    before = sorted(quote for article in found for quote in words(article))
    assert sorted(quote for article in made for quote in words(article)) == before
    assert sorted(word for article in made for word in article["text"].split()) == sorted(
        word for article in found for word in article["text"].split()
    )
    assert all("+" not in article["id"] or len(article["text"]) <= longest for article in made)


def test_the_draw_decides_alone() -> None:
    """The same seed gives the same articles."""
    given_articles = [{"id": str(n), "text": f"Rain {n}.", "quotes": []} for n in range(20)]
    one, two, other = (strung(given_articles, random.Random(seed), longest=60) for seed in (1, 1, 2))  # noqa: S311
    assert one == two != other
    assert 1 < len(one) < len(given_articles)
