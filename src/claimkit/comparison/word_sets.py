"""What pairs of wordings can share at most, whatever order their words stand in.

Most candidates share a phrase and little else. Which words of the one can stand in the other tells it long before the
two are aligned; here it is told of many pairs at once, with the words of each wording as bits of two numbers, so that a
word may seem to stand there that does not (Bloom 1970, "Space/Time Trade-offs in Hash Coding with Allowable Errors"),
and never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claimkit.comparison.agreement import RESPELT_SHARES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.comparison.vocabulary import Traits
    from claimkit.comparison.wordings import Printed

    Integers = NDArray[np.int64]
    Bits = NDArray[np.uint64]
    Nats = NDArray[np.float64]

_STEMS = 64
_INITIALS = 32
"""Bits for stems; and for initials of words that may be respelt, once for common ones and once for others."""

_ROUNDING = 1e-6  # nats


class WordSets:
    """The words of some wordings as sets.

    Args:
        printed: The wordings.
        traits: What is known of each word.

    >>> from claimkit.comparison.wordings import Wordings
    >>> wordings = Wordings()
    >>> _ = wordings.add(["The dam at Orlik will hold", "the dam at Orlik", "Nobody voted"])
    >>> sets = WordSets(wordings.printed(), wordings.vocabulary.traits)
    >>> whole, none = sets.most_shared(np.array([0, 0]), np.array([1, 2]))
    >>> round(float(whole), 2) == round(wordings.fullness[1], 2), float(none) < wordings.fullness[2]
    (True, True)
    """

    def __init__(self, printed: Printed, traits: Traits) -> None:
        self._words, self._starts = printed.words, printed.starts
        self._weights = printed.weights.astype(np.float16)  # exact, as information comes in quarters of nats
        self._lengths = np.diff(printed.starts)
        self._stem = _bit(traits.stems % _STEMS)
        may_be_respelt = traits.initials >= 0
        common, other = _bit(traits.initials % _INITIALS), _bit(traits.initials % _INITIALS + _INITIALS)
        # Two common words are never spellings of one, unless they share their stem.
        own = np.where(traits.common, common, other)
        respelt_by = np.where(traits.common, other, common | other)
        nothing = np.uint64(0)
        self._respelt_by = np.where(may_be_respelt, respelt_by, nothing)
        self._stems = self._union(self._stem)
        self._initials = self._union(np.where(may_be_respelt, own, nothing))
        self._joined = self._note_joined(traits)

    def _union(self, bits: Bits) -> Bits:
        """The bits of the words of each wording."""
        union: Bits = np.zeros(len(self._lengths), dtype=np.uint64)
        some = np.flatnonzero(self._lengths)
        if len(some):
            union[some] = np.bitwise_or.reduceat(bits[self._words], self._starts[some])
        return union

    def _note_joined(self, traits: Traits) -> NDArray[np.bool_]:
        """Which words are one with the next or the last if written together; that one stands there, too."""
        joined = np.zeros(len(self._words), dtype=bool)
        firsts = np.ones(len(self._words), dtype=bool)
        firsts[self._starts[1:][self._lengths > 0] - 1] = False
        firsts = np.flatnonzero(firsts)
        whole = traits.joining(self._words[firsts], self._words[firsts + 1])
        firsts, whole = firsts[whole >= 0], whole[whole >= 0]
        joined[firsts] = joined[firsts + 1] = True
        owners = np.searchsorted(self._starts, firsts, side="right") - 1
        np.bitwise_or.at(self._stems, owners, self._stem[whole])
        return joined

    def most_shared(self, ones: Integers, others: Integers) -> Nats:
        """Nats that pairs of wordings share at most."""
        swapped = self._lengths[ones] < self._lengths[others]
        shorter, longer = np.where(swapped, ones, others), np.where(swapped, others, ones)
        each = self._lengths[shorter]
        ends = np.cumsum(each)
        place = np.repeat(self._starts[shorter] - (ends - each), each) + np.arange(int(each.sum()))
        words = self._words[place]
        stands = (self._stem[words] & np.repeat(self._stems[longer], each)) != 0
        stands |= self._joined[place]
        respelt = (self._respelt_by[words] & np.repeat(self._initials[longer], each)) != 0
        share = self._weights[place] * np.where(stands, 1.0, np.where(respelt, RESPELT_SHARES, 0.0))
        before = np.concatenate([[0.0], np.cumsum(share)])
        most: Nats = before[ends] - before[ends - each] + _ROUNDING
        return most


def _bit(numbers: NDArray[np.int32]) -> Bits:
    """The number of which one bit is set."""
    bits: Bits = np.uint64(1) << numbers.astype(np.uint64)
    return bits
