"""Whether confidence means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from claimkit.errors import InputError
from claimkit.evaluation import score
from claimkit.evaluation.calibration import judged_quotes, reliability, threshold_for
from claimkit.exports import to_gold
from claimkit.records import Article, Quote, Span

if TYPE_CHECKING:
    from claimkit.evaluation.calibration import Judged

DECISIONS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30)


@pytest.mark.parametrize(
    ("judged", "error", "brier"),
    [
        pytest.param([(1.0, True), (0.0, False)], 0.0, 0.0, id="certain and right"),
        pytest.param([(1.0, False), (0.0, True)], 1.0, 1.0, id="certain and wrong"),
        pytest.param([(0.5, True), (0.5, False)], 0.0, 0.25, id="honest and unsure"),
        pytest.param([(0.75, True), (0.75, True)], 0.25, 0.0625, id="too modest"),
        pytest.param([], 0.0, 0.0, id="nothing decided"),
    ],
)
def test_confidence_is_compared_with_outcome(judged: list[Judged], error: float, brier: float) -> None:
    """The expected error asks for honesty, the Brier score for certainty, too."""
    found = reliability(judged)
    assert (found.expected_error, found.brier, found.count) == (error, brier, len(judged))


@given(DECISIONS, st.integers(1, 20))
def test_each_decision_is_in_one_bin(judged: list[Judged], bins: int) -> None:
    """Whatever its confidence, 0 and 1 included, and the bin holds the mean of what is in it."""
    found = reliability(judged, bins=bins)
    assert sum(each.count for each in found.bins) == len(judged)
    assert 0.0 <= found.expected_error <= 1.0 + 1e-9
    assert all(each.low - 1e-9 <= each.confidence <= each.high + 1e-9 for each in found.bins)


@given(DECISIONS, st.floats(0.1, 1))
def test_a_threshold_keeps_its_promise(judged: list[Judged], precision: float) -> None:
    """What is at least as sure reaches the precision; without a threshold, no confidence does."""
    threshold = threshold_for(judged, precision)
    for tried in {confidence for confidence, _right in judged} if threshold is None else {threshold}:
        kept = [right for confidence, right in judged if confidence >= tried]
        assert (sum(kept) / len(kept) >= precision) is (threshold is not None)


def read_article(*confidences: float) -> Article:
    """An article whose words are quotes of these confidences."""
    text = "rain wind hail snow fog"
    spans = [Span.of(text, start, start + 4) for start in (0, 5, 10, 15)]
    quotes = (
        Quote(f"q{number}", (span,), (span,), "indirect", confidence=confidence)
        for number, (span, confidence) in enumerate(zip(spans, confidences, strict=False), 1)
    )
    return Article(text, "a", quotes=tuple(quotes))


def test_quotes_are_judged_by_the_gold() -> None:
    """In the order of the text, each with its own confidence."""
    article = read_article(0.9, 0.4, 0.8)
    gold = [{"id": "a", "text": article.text, "quotes": [{"kind": "indirect", "content": [[0, 4], [10, 14]]}]}]
    scores = score(gold, to_gold([article]))
    assert judged_quotes([article], scores, level="partial") == ((0.9, True), (0.4, False), (0.8, False))
    assert judged_quotes([article], scores) == ((0.9, False), (0.4, False), (0.8, False))


def test_quotes_in_quotes_are_not_judged() -> None:
    """Gold has the outermost only."""
    article = read_article(0.9, 0.4)
    inner = evolve(article.quotes[1], inside="q1", depth=1)
    chain = evolve(article, quotes=(article.quotes[0], inner))
    assert judged_quotes([chain], score(to_gold([chain]), to_gold([chain]))) == ((0.9, True),)


def test_what_does_not_fit_is_told() -> None:
    """Scores of another reading, a level or a number of bins that does not exist."""
    article = read_article(0.9)
    scores = score(to_gold([article]), to_gold([article]))
    with pytest.raises(InputError, match="has 2 quotes, and the scores are of 1"):
        judged_quotes([read_article(0.9, 0.4)], scores)
    with pytest.raises(InputError, match="There is no level 'near'"):
        judged_quotes([article], scores, level="near")
    with pytest.raises(InputError, match="at least one bin"):
        reliability([], bins=0)
