from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.agreement import Agreement, agreement
from claimkit.comparison.people import COMPATIBILITIES
from claimkit.comparison.screening import LEAST, Situations, confidences, may_be_one
from claimkit.comparison.side_by_side import Agreements, SideBySide
from claimkit.comparison.verdict import judge
from claimkit.comparison.wordings import Wordings

WORDS = (
    "the The dam Orlik's bridge ceasefire cease fire cease-fire will won't not 12 twelve Vell Velle smugglers smuggler "
    "… [they] (laughs) organise organised of into in to Hmeimim Hmeymim rumours because “a “so dam” said”"
).split()

sayings = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=2, max_size=6)


def laid(said: list[str], *, least: float = 0.0) -> tuple[list[Agreement], Agreements]:
    """What `agreement` says of each pair of what is said, and what is said of all at once."""
    wordings = Wordings()
    wordings.add(said)
    order = sorted(range(len(wordings)), key=lambda number: (-wordings.fullness[number], wordings.texts[number]))
    pairs = list(combinations(order, 2))
    fuller, lesser = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    found = SideBySide(wordings).agreements(fuller, lesser, least=least)
    return [agreement(wordings.words_of(a), wordings.words_of(b)) for a, b in pairs], found


@settings(deadline=None, max_examples=50)
@given(sayings)
def test_all_at_once_agree_on_what_each_pair_agrees_on(said: list[str]) -> None:
    """The arrays hold what the alignment of each pair gives, to the last digit."""
    alone, found = laid(said)
    for row, one in enumerate(alone):
        if found.left_over[row]:
            continue
        counted = (found.shared[row], found.words[row], found.matter[row], found.differing[row], found.mutual[row])
        assert counted == (one.shared, one.words, one.matter, one.differing, one.relation in ("same", "edited"))
        negated = [contradiction for contradiction in one.contradictions if contradiction.startswith("negation")]
        assert found.contradicted[row] or not negated
        assert one.contradictions or not found.contradicted[row]
        assert found.doubtful[row] or len(one.contradictions) == len(negated)


@pytest.mark.parametrize(
    ("one", "other", "contradicted"),
    [
        pytest.param("the dam will hold", "the dam will not hold", True, id="negation"),
        pytest.param("12 smugglers left the bridge", "40 smugglers left the bridge", True, id="number"),
        pytest.param("12 smugglers left the bridge", "smugglers left the bridge", False, id="number cut"),
        pytest.param("12 smugglers left the bridge", "12 smugglers left the old bridge", False, id="number kept"),
    ],
)
def test_what_contradicts_for_sure_is_told_over_arrays(one: str, other: str, *, contradicted: bool) -> None:
    """Statements that press offices make by the hundred need not be aligned one by one to be kept apart."""
    _, found = laid([one, other])
    assert found.contradicted[0] == contradicted


@settings(deadline=None, max_examples=50)
@given(sayings)
def test_nothing_that_shares_enough_is_hopeless(said: list[str]) -> None:
    """What is dropped without a word shares less than was asked for."""
    alone, found = laid(said, least=LEAST)
    assert all(one.shared < LEAST for one, hopeless in zip(alone, found.hopeless, strict=True) if hopeless)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("the smugglers of Hmeimim left", "the smuggler of Hmeymim left", id="respelt"),
        pytest.param("We made real progress in our talks", "we made ... progress [on it]", id="ellipsis and brackets"),
        pytest.param("all in all the talks and the truce held", "in all the truce held", id="a gap that slides"),
        pytest.param("they called the delay “a disgrace”", "he said it was “a disgrace”", id="partly quoted"),
        pytest.param("we will win the bridge", "we will not win the bridge", id="negated"),
    ],
)
def test_ordinary_pairs_are_not_left_over(one: str, other: str) -> None:
    """What newspapers do to quotes is told over arrays."""
    (alone,), found = laid([one, other])
    assert not found.left_over[0]
    assert found.shared[0] == alone.shared > 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a ceasefire in the valley of Vell", "a cease fire in the valley of Vell", id="written apart"),
        pytest.param("word " * 2001, "word " * 2000 + "bridge", id="as long as a book"),
    ],
)
def test_what_takes_more_is_left_over(one: str, other: str) -> None:
    """Pairs that are not told over arrays say so."""
    _, found = laid([one, other])
    assert found.left_over[0]


@settings(deadline=None, max_examples=50)
@given(
    said=sayings,
    speakers=st.sampled_from(range(len(COMPATIBILITIES))),
    reported=st.booleans(),
    days=st.sampled_from([None, 0.0, 2.0, 3.0, 40.0, 90.0]),
    window=st.sampled_from([1.0, 60.0, float("inf")]),
)
def test_verdicts_at_once_are_those_on_each_pair(
    said: list[str], speakers: int, days: float | None, window: float, *, reported: bool
) -> None:
    """Where nothing contradicts, the confidence is the same number, and 0 where the verdict is no."""
    alone, found = laid(said)
    size = len(alone)
    situations = Situations(
        np.full(size, speakers), np.full(size, reported), np.full(size, np.nan if days is None else days), window
    )
    hopeful = may_be_one(found, situations)
    for row, sure in enumerate(confidences(found, situations).tolist()):
        assert hopeful[row] or not sure
        if found.left_over[row] or alone[row].contradictions:
            continue
        verdict = judge(alone[row], speakers=COMPATIBILITIES[speakers], reported=reported, days=days, window=window)
        assert sure == (verdict.confidence if verdict.relation else 0.0)
