"""Words as numbers, so that many wordings fit into arrays; and what comparing needs to know of each word."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.agreement import NEGATIONS, ROLES
from claimkit.comparison.information import information, is_common
from claimkit.comparison.normalisation import formulas, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]

_SHORTEST_RESPELT = 4
_NO_INITIAL = -2


class Vocabulary:
    """Numbers words from 0, in order of their first occurrence.

    Attributes:
        words: The words.
        weights: Information of each, in nats.
        common: Whether it is among the commonest words.

    >>> vocabulary = Vocabulary()
    >>> vocabulary.number("dam"), vocabulary.number("bridge"), vocabulary.number("dam"), vocabulary.known("Vell")
    (0, 1, 0, None)
    >>> vocabulary.words, list(vocabulary.common)
    (['dam', 'bridge'], [0, 1])
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.weights = array("d")
        self.common = array("b")
        self._numbers: dict[str, int] = {}
        self._traits: Traits | None = None
        self._hundredths = array("i")

    def number(self, word: str) -> int:
        """The number of a word in comparable form."""
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.weights.append(information(word))
            self._hundredths.append(round(100 * self.weights[-1]))
            self.common.append(is_common(word))
        return number

    def known(self, word: str) -> int | None:
        """The number of a word, if it has one."""
        return self._numbers.get(word)

    @property
    def hundredths(self) -> NDArray[np.int32]:
        """Information of each word, in hundredths of nats."""
        return np.array(self._hundredths, dtype=np.int32)

    def formulas(self) -> list[list[int]]:
        """What speakers of all sides say in these very words, as numbers."""
        return [[self.number(word) for word in formula] for formula in formulas()]

    @property
    def traits(self) -> Traits:
        """What is known of each word."""
        if self._traits is None or len(self._traits.stems) < len(self.words):
            self._traits = _traits_of(self.words, self._numbers)
        return self._traits


@frozen(eq=False)
class Traits:
    """What is known of words, as arrays, one entry a word.

    Attributes:
        stems: The same number where words are inflections of one.
        initials: The same number where words may be spellings of one by their first letter; -2 for those that are not.
        lengths: Letters of each.
        common: Whether it is among the commonest words.
        negations: Whether it negates.
        numbers: Whether it begins with a digit.
        roles: Whether it says who somebody is.
        joined: Pairs of words that are a third one if written as one, as ``first * len(words) + second``; sorted.
        joins: That third word, for each.
        opens: Whether it is the first of such a pair.
        closes: Whether it is the second.
    """

    stems: NDArray[np.int32]
    initials: NDArray[np.int32]
    lengths: NDArray[np.int32]
    common: NDArray[np.bool_]
    negations: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    roles: NDArray[np.bool_]
    joined: NDArray[np.int64]
    joins: NDArray[np.int32]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]

    def joining(self, firsts: Numbers, seconds: Numbers) -> Numbers:
        """For pairs of words, the word that they are if written as one, or -1."""
        found = np.full(len(firsts), -1, dtype=np.int32)
        if not len(self.joined):
            return found
        some = np.flatnonzero(self.opens[firsts] & self.closes[seconds])
        pairs = firsts[some].astype(np.int64) * len(self.stems) + seconds[some]
        place = np.minimum(np.searchsorted(self.joined, pairs), len(self.joined) - 1)
        is_one = self.joined[place] == pairs
        found[some[is_one]] = self.joins[place[is_one]]
        return found


def _traits_of(words: Sequence[str], numbers: Mapping[str, int]) -> Traits:
    stems: dict[str, int] = {}
    initials: dict[str, int] = {}
    written_apart = [
        (numbers[word[:cut]] * len(words) + numbers[word[cut:]], number)
        for number, word in enumerate(words)
        for cut in range(1, len(word))
        if word[:cut] in numbers and word[cut:] in numbers
    ]
    joined, joins = np.array(sorted(written_apart), dtype=np.int64).reshape(-1, 2).T
    opens, closes = (np.bincount(side, minlength=len(words)) > 0 for side in np.divmod(joined, max(1, len(words))))
    return Traits(
        np.array([stems.setdefault(stem(word), len(stems)) for word in words], dtype=np.int32),
        np.array(
            [initials.setdefault(word[0], len(initials)) if _may_be_respelt(word) else _NO_INITIAL for word in words],
            dtype=np.int32,
        ),
        np.array(list(map(len, words)), dtype=np.int32),
        _those(is_common(word) for word in words),
        _those(word in NEGATIONS for word in words),
        _those(word[0].isdigit() for word in words),
        _those(word in ROLES for word in words),
        joined,
        joins.astype(np.int32),
        opens,
        closes,
    )


def _may_be_respelt(word: str) -> bool:
    return len(word) >= _SHORTEST_RESPELT and not word.isdigit()


def _those(answers: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array(list(answers), dtype=bool)
