"""What pairs of wordings can share at most, and must differ in at least, whatever order their words stand in.

Most candidates share a phrase and little else. Which words of the one can stand in the other tells it long before the
two are aligned; here it is told of many pairs at once, with the words of each wording as bits of a few numbers, so that
a word may seem to stand there that does not (Bloom 1970, "Space/Time Trade-offs in Hash Coding with Allowable Errors"),
and never the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from claimkit.comparison.agreement import ELIDED_COUNTS_AT_LEAST, RESPELT_SHARES, TOLD_COUNTS_LESS
from claimkit.comparison.alignment import RESPELT
from claimkit.comparison.stretches import before_each, places_in, sums_within
from claimkit.comparison.wordings import IS_ASIDE, IS_TOLD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.comparison.vocabulary import Traits
    from claimkit.comparison.wordings import Printed

    Integers = NDArray[np.int64]
    Bits = NDArray[np.uint64]
    Nats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_BLOCKS = 4
"""Numbers that hold a set; each word has its bits in one of them."""

_BITS = 64
"""Bits of a number."""

_LENGTHS = np.array([5, 6, 7, 8, 9, 11, 13])
"""Letters at which another class of lengths begins: words of which one is much longer are not spellings of one."""

_TELLING = 50
"""Hundredths of nats; what tells no more ("the", "and") is not looked up."""

_ROUNDING = 1e-6  # nats

_NOTHING = np.uint64(0)

_AT_ONCE = 1 << 16
"""Wordings of which sets are made at once."""

_WORDS_AT_ONCE = 1 << 21
"""Words that are looked up at once; pairs of long speeches would fill the memory."""

_COUNTS_AGAINST = np.array([1.0 - TOLD_COUNTS_LESS * bool(mark & IS_TOLD) for mark in range(1 << 8)])
_COUNTS_AGAINST[[mark for mark in range(1 << 8) if mark & IS_ASIDE]] = 0.0
"""What of its information a word that the other wording does not have counts at least, by what the print tells of it;
an aside may count nothing."""


class WordSets:
    """The words of some wordings as sets.

    Args:
        printed: The wordings.
        traits: What is known of each word.

    >>> from claimkit.comparison.wordings import Wordings
    >>> wordings = Wordings()
    >>> _ = wordings.add(["The dam at Orlik will hold", "the dam at Orlik", "Nobody voted"])
    >>> sets = WordSets(wordings.printed(), wordings.vocabulary.traits)
    >>> (whole, none), (nothing, all) = sets.bounds(np.array([0, 0]), np.array([1, 2]))
    >>> round(float(whole), 2) == round(wordings.fullness[1], 2), float(none) < wordings.fullness[2]
    (True, True)
    >>> float(nothing), round(float(all), 2) == round(wordings.fullness[2], 2)
    (0.0, True)
    """

    def __init__(self, printed: Printed, traits: Traits) -> None:
        words, starts = printed.words, printed.starts
        self._stem = _by_stem(traits.stems)
        self._stems = _unions(words, starts, self._stem.block, self._stem.bits)
        self._spelling, self._spelt_like = _by_spelling(traits)
        # Two common words are never spellings of one, unless they share their stem.
        self._is_common = traits.common.astype(np.int64)
        uncommon = np.where(traits.common, _NOTHING, self._spelling.bits)
        both = (_unions(words, starts, self._spelling.block, bits) for bits in (self._spelling.bits, uncommon))
        self._spellings = np.concatenate(list(both))
        joined = self._note_joined(words, starts, traits)
        telling = printed.hundredths > _TELLING
        before = before_each(telling)[starts]
        self._starts, self._lengths = before[:-1], np.diff(before)
        self._words, self._hundredths = words[telling], printed.hundredths[telling]
        self._marks, self._joined = printed.marks[telling], joined[telling]
        self._rest = sums_within(starts, np.where(telling, 0, printed.hundredths)) / 100.0
        has_gaps = _any(printed.gaps, starts[:-1] + np.arange(len(self._lengths)))
        self._counts_if_put_in = np.where(has_gaps, ELIDED_COUNTS_AT_LEAST, 1.0)

    def _note_joined(self, words: NDArray[np.int32], starts: Integers, traits: Traits) -> Flags:
        """Which words are one with the next or the last if written together; that one stands there, too."""
        joined = np.zeros(len(words), dtype=bool)
        firsts = np.ones(len(words), dtype=bool)
        firsts[starts[1:] - 1] = False
        firsts = np.flatnonzero(firsts)
        whole = traits.joining(words[firsts], words[firsts + 1])
        firsts, whole = firsts[whole >= 0], whole[whole >= 0]
        joined[firsts] = joined[firsts + 1] = True
        owners = np.searchsorted(starts, firsts, side="right") - 1
        np.bitwise_or.at(self._stems, owners * _BLOCKS + self._stem.block[whole], self._stem.bits[whole])
        return joined

    def bounds(self, fuller: Integers, lesser: Integers) -> tuple[Nats, Nats]:
        """Nats that pairs of a fuller and a lesser wording share at most, and nats in which they differ at least.

        Only words of the lesser are counted: what it leaves out of the fuller may count nothing. Words that tell next
        to nothing are half of all words, and are taken to be shared.
        """
        each = self._lengths[lesser]
        if len(each) > 1 and int(each.sum()) > _WORDS_AT_ONCE:
            middle = len(each) // 2
            halves = self.bounds(fuller[:middle], lesser[:middle]), self.bounds(fuller[middle:], lesser[middle:])
            most, least = (np.concatenate(side) for side in zip(*halves, strict=True))
            return most, least
        place = places_in(self._starts[lesser], each)
        words, other = self._words[place], np.repeat(fuller * _BLOCKS, each)
        stands = (self._stem.bits[words] & self._stems[other + self._stem.block[words]]) != 0
        stands |= self._joined[place]
        other += self._is_common[words] * (len(self._lengths) * _BLOCKS)
        respelt = (self._spelt_like[words] & self._spellings[other + self._spelling.block[words]]) != 0
        weights, bounds = self._hundredths[place] / 100.0, before_each(each)
        shares = weights * np.where(stands, 1.0, np.where(respelt, RESPELT_SHARES, 0.0))
        differs = np.where(stands | respelt, 0.0, weights * _COUNTS_AGAINST[self._marks[place]])
        counts = np.minimum(self._counts_if_put_in[fuller], self._counts_if_put_in[lesser])
        most = self._rest[lesser] + sums_within(bounds, shares) + _ROUNDING
        least = counts * sums_within(bounds, differs) - _ROUNDING
        return most, np.maximum(least, 0.0)


@frozen(eq=False)
class _Place:
    """Where each word has its bits: in which block of a set, and which bits."""

    block: Integers
    bits: Bits


def _by_stem(stems: NDArray[np.int32]) -> _Place:
    """The place of each word, the same for those with one stem."""
    block, bit = np.divmod(stems.astype(np.int64) % (_BLOCKS * _BITS), _BITS)
    return _Place(block, _bit(bit))


def _by_spelling(traits: Traits) -> tuple[_Place, Bits]:
    """The place of each word that may be respelt by its first letter and its length; and all bits of its spellings."""
    letter, block = np.divmod(traits.initials.astype(np.int64), _BLOCKS)
    classes = len(_LENGTHS) + 1
    first = letter % (_BITS // classes) * classes
    shortest = np.searchsorted(_LENGTHS, np.ceil(traits.lengths * RESPELT - _ROUNDING), side="right")
    longest = np.searchsorted(_LENGTHS, np.floor(traits.lengths / RESPELT + _ROUNDING), side="right")
    may_be_respelt = traits.initials >= 0
    own = _bit(first + np.searchsorted(_LENGTHS, traits.lengths, side="right"))
    like = np.zeros(len(own), dtype=np.uint64)
    for number in range(classes):
        like |= np.where((shortest <= number) & (number <= longest), _bit(first + number), _NOTHING)
    return _Place(block, np.where(may_be_respelt, own, _NOTHING)), np.where(may_be_respelt, like, _NOTHING)


def _unions(words: NDArray[np.int32], starts: Integers, block: Integers, bits: Bits) -> Bits:
    """The set of the words of each wording, by the bits of each word and the block that they are in."""
    union: Bits = np.zeros((len(starts) - 1, _BLOCKS), dtype=np.uint64)
    for first in range(0, len(union), _AT_ONCE):
        begins = starts[first : first + _AT_ONCE + 1]
        some = words[begins[0] : begins[-1]]
        of, own = block[some], bits[some]
        for number in range(_BLOCKS):
            these = np.where(of == number, own, _NOTHING)
            union[first : first + _AT_ONCE, number] = np.bitwise_or.reduceat(these, begins[:-1] - begins[0])
    return union.ravel()


def _bit(numbers: Integers) -> Bits:
    """The number of which one bit is set."""
    bits: Bits = np.uint64(1) << numbers.astype(np.uint64)
    return bits


def _any(marks: NDArray[Any], starts: Integers) -> Flags:
    """Whether any mark is set from each place to the next."""
    found: Flags = np.logical_or.reduceat(marks, starts).astype(bool) if len(starts) else np.zeros(0, dtype=bool)
    return found
