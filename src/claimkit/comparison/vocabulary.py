"""Words as numbers, so that many wordings fit into arrays; and what comparing needs to know of each word."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.information import information, is_common
from claimkit.comparison.normalisation import formulas, stem, words_in
from claimkit.comparison.verdict import NEGATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Codes = tuple[int, ...]
"""The words between two blanks, each as twice its number, and one more where it begins with a capital."""

_SHORTEST_RESPELT = 4
_NO_INITIAL = -2


class Vocabulary:
    """Numbers words from 0, in order of their first occurrence.

    >>> vocabulary = Vocabulary()
    >>> vocabulary.codes("The dam won't hold")
    [1, 2, 4, 6, 8]
    >>> [vocabulary.words[code // 2] for code in vocabulary.codes("the Dam")]
    ['the', 'dam']
    >>> vocabulary.codes("the dam [at Vell] holds") is None
    True
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.weights = array("d")
        self.common = array("b")
        self._numbers: dict[str, int] = {}
        self._readings = _Readings(self)
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

    def codes(self, text: str) -> list[int] | None:
        """The codes of the words of a text; ``None`` if its marks must be read as `normalise` does."""
        readings = self._readings
        found = [readings[token] for token in text.split()]
        if None in found:
            return None
        return [code for codes in found if codes for code in codes]

    def formulas(self) -> list[list[int]]:
        """What speakers of all sides say in these very words, as numbers."""
        return [[self.number(word) for word in formula] for formula in formulas()]

    @property
    def traits(self) -> Traits:
        """What is known of each word."""
        if self._traits is None or len(self._traits.stems) < len(self.words):
            self._traits = _traits_of(self.words)
        return self._traits


class _Readings(dict[str, "Codes | None"]):
    """What stands between two blanks, as codes; ``None`` where it takes more of the text to tell."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, token: str) -> Codes | None:
        words = words_in(token)
        number = self._vocabulary.number
        codes = None if words is None else tuple(2 * number(key) + token[start].isupper() for key, start, _ in words)
        self[token] = codes
        return codes


@frozen(eq=False)
class Traits:
    """What is known of words, as arrays, one entry a word.

    Attributes:
        stems: The same number where words are inflections of one.
        initials: The same number where words may be spellings of one by their first letter; -2 for those that are not.
        common: Whether it is among the commonest words.
        negations: Whether it negates.
        numbers: Whether it begins with a digit.
        roles: Whether it says who somebody is.
        apart: Whether it is two other words written as one.
    """

    stems: NDArray[np.int32]
    initials: NDArray[np.int32]
    common: NDArray[np.bool_]
    negations: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    roles: NDArray[np.bool_]
    apart: NDArray[np.bool_]


def _traits_of(words: Sequence[str]) -> Traits:
    stems: dict[str, int] = {}
    initials: dict[str, int] = {}
    known = frozenset(words)
    return Traits(
        np.array([stems.setdefault(stem(word), len(stems)) for word in words], dtype=np.int32),
        np.array(
            [initials.setdefault(word[0], len(initials)) if _may_be_respelt(word) else _NO_INITIAL for word in words],
            dtype=np.int32,
        ),
        _those(is_common(word) for word in words),
        _those(word in NEGATIONS for word in words),
        _those(word[0].isdigit() for word in words),
        _those(word in ROLES for word in words),
        _those(
            any(word[:cut] in known and word[cut:] in known for cut in range(1, len(word))) for word in words
        ),
    )


def _may_be_respelt(word: str) -> bool:
    return len(word) >= _SHORTEST_RESPELT and not word.isdigit()


def _those(answers: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array(list(answers), dtype=bool)
