"""Renderings: reported speech that means what another article quotes, by vectors that the tests choose."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimkit.comparison import Comparator
from claimkit.comparison.compatibility import compatible
from claimkit.comparison.renderings import LEAST_ALIKE, LEAST_MARGIN, Renderings
from claimkit.records import Article, Quote, Span, Speaker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.records import Kind, SpeakerType

QUOTED = "We will keep the ferry to Vell running all winter, whatever the storms do to the pier"
TOLD = "that the boat to Vell would stay in service through the cold months despite pier damage"
OTHER = "that the harbor fees had doubled"

ANGLES = {QUOTED: 0.0, TOLD: 0.5, OTHER: 1.4}
"""Where the vector of each wording points, in radians."""


def meaning(text: str) -> NDArray[np.float32]:
    """The vector of a wording, or one that is far from all of them."""
    angle = ANGLES.get(text, np.pi)
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def article(
    identity: str,
    *said: tuple[str, Kind],
    speaker: str = "Ada Voss",
    kind: SpeakerType = "person",
    published: str | None = "2031-03-14",
) -> Article:
    """An article in which one speaker says these things."""
    text = "\n".join(words for words, _ in said)
    quotes = []
    for number, (words, how) in enumerate(said, start=1):
        start = text.index(words)
        span = (Span.of(text, start, start + len(words)),)
        quotes.append(Quote(f"q{number}", span, span, how, speaker=Speaker(speaker, kind)))
    return Article(text, id=identity, outlet=identity, published=published, quotes=tuple(quotes))


def found(*articles: Article) -> set[frozenset[str]]:
    """The pairs of wordings in which one renders the other."""
    return set(map(frozenset, Renderings(meaning, compatible).add(articles)))


def test_a_rendering_is_found() -> None:
    """The two are each other's nearest, and one is reported speech."""
    pair = article("a", (QUOTED, "direct")), article("b", (TOLD, "indirect"), (OTHER, "indirect"))
    assert found(*pair) == {frozenset({QUOTED, TOLD})}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(article("b", (TOLD, "direct")), id="neither is reported speech"),
        pytest.param(article("b", (TOLD, "indirect"), speaker="Ben Rask"), id="another speaker"),
        pytest.param(article("b", (TOLD, "indirect"), published="2031-03-19"), id="days later"),
        pytest.param(article("a", (TOLD, "indirect")), id="the same article"),
        pytest.param(article("b", (OTHER, "indirect")), id="not alike"),
    ],
)
def test_what_is_no_rendering(second: Article) -> None:
    """Each of the conditions is needed."""
    assert found(article("a", (QUOTED, "direct")), second) == set()


def test_unnamed_speakers_render_nothing() -> None:
    """Two officials may be two people."""
    unnamed = [
        article("a", (QUOTED, "direct"), speaker="official", kind="unnamed"),
        article("b", (TOLD, "indirect"), speaker="official", kind="unnamed"),
    ]
    assert found(*unnamed) == set()


def test_without_a_clear_margin_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies among much else on the same subject may render any of it."""
    first, second = article("a", (QUOTED, "direct")), article("b", (TOLD, "indirect"), (OTHER, "indirect"))
    assert np.cos(0.5) - np.cos(0.7) < LEAST_MARGIN < np.cos(0.5) - np.cos(1.4)
    assert np.cos(0.7) > LEAST_ALIKE
    monkeypatch.setitem(ANGLES, OTHER, 0.7)
    assert found(first, second) == set()


def test_the_order_of_articles_decides_nothing() -> None:
    """Nor the portions in which they come."""
    articles = [
        article("a", (QUOTED, "direct")),
        article("b", (TOLD, "indirect"), (OTHER, "indirect")),
        article("c", (OTHER, "direct"), (TOLD, "indirect")),
    ]
    wanted = found(*articles)
    assert wanted
    for order in permutations(articles):
        assert found(*order) == wanted
        renderings = Renderings(meaning, compatible)
        assert {frozenset(pair) for each in order for pair in renderings.add([each])} == wanted


def grouped(*wordings: str, means: bool = True, one_by_one: bool = False) -> list[set[str]]:
    """The groups of a direct quote and what others report."""
    first, *others = wordings
    articles = [article("a", (first, "direct"))]
    articles += [article(f"b{number}", (words, "indirect")) for number, words in enumerate(others)]
    comparator = Comparator(meaning=(lambda _: np.ones(1, dtype=np.float32)) if means else None)
    for portion in [[each] for each in articles] if one_by_one else [articles]:
        comparator.add(portion)
    return [{member.quote.text for member in group.members} for group in comparator.comparison().groups]


SAID = "Nobody on this board will sell the pier at Vell to pay for three weeks of ferry delays"
REPORTED = "that the trustees would not part with the landing stage over ferry delays"


@pytest.mark.parametrize("one_by_one", [False, True], ids=["at once", "one by one"])
def test_a_rendering_joins_the_quote(*, one_by_one: bool) -> None:
    """It shares fewer words than a paraphrase must without the vectors, and its relation and reason say what it is."""
    assert grouped(SAID, REPORTED, means=False) == []
    assert grouped(SAID, REPORTED, one_by_one=one_by_one) == [{SAID, REPORTED}]


@pytest.mark.parametrize(
    "opposite",
    [
        pytest.param("that the trustees would part with the landing stage over ferry delays", id="negation"),
        pytest.param(
            "that the trustees would not part with the landing stage over 9 weeks of ferry delays", id="number"
        ),
        pytest.param("that it would rain", id="nothing in common"),
    ],
)
def test_vectors_never_merge_by_themselves(opposite: str) -> None:
    """However alike two wordings are called, a contradiction or too little in common keeps them apart."""
    assert grouped(SAID, opposite) == []


def test_the_reason_is_told() -> None:
    """By `Comparator.explain`, as for any pair."""
    comparator = Comparator(meaning=lambda _: np.ones(1, dtype=np.float32))
    comparator.add([article("a", (SAID, "direct")), article("b", (REPORTED, "indirect"))])
    verdict = comparator.explain(("a", "q1"), ("b", "q1"))
    assert verdict.relation == "paraphrase"
    assert verdict.reasons[0] == "nearest in meaning of all that they say"
