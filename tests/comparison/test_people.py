from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimkit.comparison import compatibility
from claimkit.comparison.people import COMPATIBILITIES, People
from claimkit.records import Speaker
from claimkit.registry import SpeakerRegistry

if TYPE_CHECKING:
    from claimkit.comparison.compatibility import Compatibility

SPEAKERS = [
    Speaker("Ada Brandt", "org"),
    Speaker("Ada Brandt", "person"),
    Speaker("Ada Brandt", "person", ""),
    Speaker("Ada Brandt", "person", "minister"),
    Speaker("Tunde Okoro", "person"),
]
"""In order of name, type and role."""


def one_sided(one: Speaker, other: Speaker) -> Compatibility:
    """A test of a user that says the one thing if it is given two in their order, and the other if not."""
    return "same" if SPEAKERS.index(one) < SPEAKERS.index(other) else "different"


@pytest.mark.parametrize("speakers", [SPEAKERS, SPEAKERS[::-1]], ids=["in order", "the other way round"])
def test_neither_their_order_nor_that_of_input_decides_what_is_said_of_two(speakers: list[Speaker]) -> None:
    """A test is always given the same one of two speakers first, so that articles can come in any order."""
    ask = compatibility.test_with(SpeakerRegistry(), one_sided)
    people = People(ask)
    for speaker in speakers:
        people.number(speaker)
    for one, other in combinations(SPEAKERS, 2):
        numbers = people.number(one), people.number(other)
        codes = people.tests(np.array(numbers), np.array(numbers[::-1]))
        assert ask(one, other) == ask(other, one) == "same"
        assert people.test(*numbers) == people.test(*numbers[::-1]) == "same"
        assert [COMPATIBILITIES[code] for code in codes.tolist()] == ["same", "same"]
