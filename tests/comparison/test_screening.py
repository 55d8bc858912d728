from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison import compatible
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.screening import Nodes, Screen, hopeful
from claimkit.comparison.verdict import agreement, judge
from claimkit.records import Speaker

WORDS = (
    "the The dam Orlik's bridge ceasefire cease fire cease-fire will won't not 12 twelve Vell Velle smugglers smuggler "
    "… [they] (laughs) organise organised of into in to Hmeimim Hmeymim rumours because"
).split()

sayings = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=2, max_size=5)


def bounds(said: list[str]) -> list[tuple[float, float]]:
    """For each pair, what it shares and what the screen says that it shares at most."""
    forms = [normalise(text) for text in said]
    pairs = list(combinations(range(len(said)), 2))
    left, right = np.array(pairs, dtype=np.int64).T
    most = Screen(forms).most_shared(left, right)
    return [(agreement(forms[a], forms[b]).shared, float(bound)) for (a, b), bound in zip(pairs, most, strict=True)]


@settings(deadline=None)
@given(sayings)
def test_nothing_shares_more_than_the_screen_allows(said: list[str]) -> None:
    """The bound is one: no alignment finds more, whatever is respelt, joined or put in."""
    assert all(shared <= bound for shared, bound in bounds(said))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a ceasefire in the Vell valley", "a cease fire in the Vell valley", id="written apart"),
        pytest.param("the smugglers of Hmeimim", "the smuggler of Hmeymim", id="respelt"),
        pytest.param("word " * 200, "word " * 150, id="longer than what is laid out"),
    ],
)
def test_the_bound_counts_what_is_spelt_in_another_way(one: str, other: str) -> None:
    """A word that an alignment may take for another spelling counts as shared."""
    ((shared, bound),) = bounds([one, other])
    assert 0.0 < shared <= bound


def test_strangers_that_share_a_phrase_are_told_apart() -> None:
    """Two wordings with a phrase in common and nothing else are bounded by that phrase."""
    ((_, bound),) = bounds(["we all know that the harbor was flooded", "we all know that a smuggler was arrested"])
    assert bound < 8.0


@settings(deadline=None)
@given(
    said=sayings,
    days=st.lists(st.sampled_from([None, 0.0, 2.0, 40.0, 90.0]), min_size=5, max_size=5),
    reported=st.booleans(),
)
def test_whatever_passes_the_verdict_passes_the_screen(
    said: list[str], days: list[float | None], *, reported: bool
) -> None:
    """The screen keeps every pair that is one quote, whoever speaks and whenever."""
    forms = [normalise(text) for text in said]
    people = [Speaker("Orla Brandt", "person"), Speaker("Tunde Okoro", "person"), Speaker()]
    moments = np.array([np.nan if day is None else day for day in days[: len(said)]])
    speakers = np.arange(len(said)) % 3
    nodes = Nodes(np.arange(len(said)), speakers, people, np.full(len(said), reported), moments, moments)
    pairs = list(combinations(range(len(said)), 2))
    left, right = np.array(pairs, dtype=np.int64).T
    passing = hopeful(Screen(forms), nodes, (left, right), test=compatible, window=60.0, told=False)
    for (a, b), passes in zip(pairs, passing.tolist(), strict=True):
        apart = None if np.isnan(moments[a]) or np.isnan(moments[b]) else abs(moments[a] - moments[b])
        verdict = judge(
            agreement(forms[a], forms[b]),
            speakers=compatible(people[a % 3], people[b % 3]),
            reported=reported,
            days=apart,
        )
        assert passes or verdict.relation is None
