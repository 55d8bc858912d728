"""The speakers of a collection as numbers, and what is known of each two of them.

Speakers with the same name, type and role are one here. A test is asked of a speaker by these three, and once for each
two, however many quotes they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claimkit.comparison.compatibility import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from claimkit.comparison.compatibility import Compatibility, SpeakerTest
    from claimkit.records import Speaker

    Integers = NDArray[np.int64]

COMPATIBILITIES: tuple[Compatibility, ...] = ("same", "open", "different")
"""The answers of a test in the order of their codes, for arrays."""

_CODES: Mapping[Compatibility, int] = {answer: code for code, answer in enumerate(COMPATIBILITIES)}

_MOST_ANSWERS = 200_000
"""Answers that are remembered; what is forgotten is asked again."""


class People:
    """Numbers speakers from 0.

    Args:
        test: Tells whether two speakers can be one, whichever of them comes first.

    Attributes:
        speakers: The speakers.

    >>> from claimkit.comparison.compatibility import compatible
    >>> from claimkit.records import Speaker
    >>> people = People(compatible)
    >>> brandt, okoro = (people.number(Speaker(name, "person")) for name in ("Orla Brandt", "Tunde Okoro"))
    >>> people.test(brandt, people.number(Speaker("Brandt", "person"))), people.test(brandt, okoro)
    ('same', 'different')
    """

    def __init__(self, test: SpeakerTest) -> None:
        self.speakers: list[Speaker] = []
        self._ask = test
        self._numbers: dict[tuple[str, str, str | None], int] = {}
        self._answers: dict[tuple[int, int], Compatibility] = {}

    def number(self, speaker: Speaker) -> int:
        """The number of a speaker."""
        number = self._numbers.setdefault((speaker.name, speaker.type, speaker.role), len(self.speakers))
        if number == len(self.speakers):
            self.speakers.append(speaker)
        return number

    def test(self, one: int, other: int) -> Compatibility:
        """What the test says of two speakers, in whatever order they are given."""
        pair = (one, other) if one < other else (other, one)
        answer = self._answers.get(pair)
        if answer is None:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            answer = self._answers[pair] = self._ask(self.speakers[one], self.speakers[other])
        return answer

    def tests(self, ones: Integers, others: Integers) -> Integers:
        """What the test says of many pairs, as codes: see `COMPATIBILITIES`."""
        size = max(1, len(self.speakers))
        codes, position = np.unique(np.minimum(ones, others) * size + np.maximum(ones, others), return_inverse=True)
        said = [_CODES[self.test(*divmod(code, size))] for code in codes.tolist()]
        found: Integers = np.array(said, dtype=np.int64)[position]
        return found

    def is_named(self, number: int) -> bool:
        """Whether the speaker has a name."""
        return bool(self.speakers[number].name)

    def fullness(self, number: int) -> tuple[int, str]:
        """What speakers are ordered by, the fullest name first."""
        name = self.speakers[number].name
        return -len(fold_name(name)), name
