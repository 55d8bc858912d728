from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimkit.comparison.people import COMPATIBILITIES, People
from claimkit.records import Speaker

if TYPE_CHECKING:
    from claimkit.comparison.compatibility import Compatibility

SPEAKERS = [
    Speaker(name, kind) for name in ("Ada Brandt", "Tunde Okoro", "Orlik Council") for kind in ("person", "org")
]


def one_sided(one: Speaker, other: Speaker) -> Compatibility:
    """A test of a user that answers by whom it is given first."""
    return "different" if one.name < other.name else "same"


@pytest.mark.parametrize("speakers", [SPEAKERS, SPEAKERS[::-1]], ids=["in order", "the other way round"])
def test_neither_their_order_nor_that_of_input_decides_what_is_said_of_two(speakers: list[Speaker]) -> None:
    """A test is always given the same one of two speakers first, so that articles can come in any order."""
    people = People(one_sided)
    numbers = {speaker: people.number(speaker) for speaker in speakers}
    pairs = list(permutations(numbers, 2))
    expected = ["same" if one.name == other.name else "different" for one, other in pairs]
    assert [people.test(numbers[one], numbers[other]) for one, other in pairs] == expected
    ones, others = (np.array([numbers[pair[side]] for pair in pairs], dtype=np.int64) for side in (0, 1))
    assert [COMPATIBILITIES[code] for code in people.tests(ones, others).tolist()] == expected
