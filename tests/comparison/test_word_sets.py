from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.agreement import Agreement, agreement
from claimkit.comparison.side_by_side import SideBySide
from claimkit.comparison.wordings import Wordings

WORDS = (
    "the The dam Orlik's bridge ceasefire cease fire cease-fire will won't not 12 twelve Vell Velle smugglers smuggler "
    "… [they] (laughs) organise organised of into in to Hmeimim Hmeymim rumours because “a “so dam” said” be cause"
).split()

sayings = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=2, max_size=6)


def agreed(said: list[str]) -> dict[tuple[int, int], tuple[Agreement, float, float]]:
    """What each two of some wordings agree on; what they can share at most and must differ in at least, in nats."""
    wordings = Wordings()
    wordings.add(said)
    pairs = list(permutations(range(len(wordings)), 2))
    best = SideBySide(wordings).at_best(*np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    words = [wordings.words_of(number) for number in range(len(wordings))]
    found = [agreement(words[one], words[other]) for one, other in pairs]
    bounds = zip(best.shared.tolist(), best.differing.tolist(), strict=True)
    return {pair: (each, *both) for pair, each, both in zip(pairs, found, bounds, strict=True)}


@settings(deadline=None, max_examples=100)
@given(sayings)
def test_no_two_agree_better_than_they_can(said: list[str]) -> None:
    """However two are aligned, they share no more and differ in no less than was told beforehand, either way round."""
    for found, most, least in agreed(said).values():
        assert found.shared <= most
        assert found.differing >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("the smugglers of Hmeimim", "the smuggler of Hmeymim", id="respelt"),
        pytest.param("a ceasefire at Vell", "a cease fire at Vell", id="written apart"),
        pytest.param("the dam at Vell", "at Vell the dam", id="another order"),
    ],
)
def test_what_may_be_the_same_counts(one: str, other: str) -> None:
    """Other spellings count, and the order does not."""
    wordings = Wordings()
    wordings.add([one, other])
    assert all(most >= 0.9 * min(wordings.fullness) for _, most, _ in agreed([one, other]).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("the smugglers of Hmeimim", "the smuggler of Hmeymim", id="respelt"),
        pytest.param("they fled the old house", "“they” fled from all of it", id="the words of the reporter"),
        pytest.param("the dam holds", "the dam [at Orlik in Vell] holds", id="what stands in brackets"),
    ],
)
def test_what_may_count_nothing_does_not_count_against(one: str, other: str) -> None:
    """Another spelling, and an aside, are no contradiction; the words of a reporter are half of one."""
    wordings = Wordings()
    wordings.add([one, other])
    _, _, least = agreed([one, other])[0, 1]
    assert least < 0.5 * wordings.fullness[1]


def test_words_that_stand_in_one_alone_do_not_count() -> None:
    """What two wordings do not have in common is not shared, but differs, so that most pairs need not be aligned."""
    (_, most, least), _ = agreed(["the harbour was closed by a strike", "the vote was lost"]).values()
    wordings = Wordings()
    wordings.add(["the", "was", "vote lost"])
    assert most < 2.0 * sum(wordings.fullness[:2])
    assert least >= 0.99 * wordings.fullness[2]
