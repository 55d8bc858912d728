from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.agreement import agreement
from claimkit.comparison.side_by_side import SideBySide
from claimkit.comparison.wordings import Wordings

WORDS = (
    "the The dam Orlik's bridge ceasefire cease fire cease-fire will won't not 12 twelve Vell Velle smugglers smuggler "
    "… [they] (laughs) organise organised of into in to Hmeimim Hmeymim rumours because “a “so dam” said” be cause"
).split()

sayings = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=2, max_size=6)


def shared_at_most(said: list[str]) -> dict[tuple[int, int], tuple[float, float]]:
    """What each two of some wordings share, and what they can share at most, in nats."""
    wordings = Wordings()
    wordings.add(said)
    pairs = list(permutations(range(len(wordings)), 2))
    ones, others = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    most = SideBySide(wordings).most_shared(ones, others).tolist()
    words = [wordings.words_of(number) for number in range(len(wordings))]
    shared = [agreement(words[one], words[other]).shared for one, other in pairs]
    return dict(zip(pairs, zip(shared, most, strict=True), strict=True))


@settings(deadline=None, max_examples=100)
@given(sayings)
def test_no_two_share_more_than_they_can(said: list[str]) -> None:
    """However two wordings are aligned, they share no more than was told beforehand, from either side."""
    assert all(shared <= most for shared, most in shared_at_most(said).values())


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
    assert all(most >= 0.9 * min(wordings.fullness) for _, most in shared_at_most([one, other]).values())


def test_words_that_stand_in_one_alone_do_not_count() -> None:
    """What two wordings do not have in common is left out, so that most pairs need not be aligned."""
    (_, most), _ = shared_at_most(["the harbour was closed by a strike", "the vote was lost"]).values()
    wordings = Wordings()
    wordings.add(["the", "was"])
    assert most < 2.0 * sum(wordings.fullness)
