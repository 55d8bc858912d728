"""Many pairs of wordings laid side by side at once, with what `claimkit.comparison.agreement.agreement` says of each.

Laying one pair side by side takes some fifty microseconds, nearly all of it for telling one step of the alignment from
the next. Here rapidfuzz gives the words that agree, pair by pair, and everything after that is done for all pairs in
one go, over arrays with a *row* for each stretch that agrees and the gap before it. Most pairs share a phrase and
nothing else; they are dropped as soon as it is clear that they cannot share enough.

What is said of a pair here is what `agreement` says of it. Where that is not to be had over arrays ("cease fire" for
"ceasefire", stretches that could slide twice), nothing is said, and the pair is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import astuple, define, frozen
from rapidfuzz.distance import Indel, MatchingBlock

from claimkit.comparison.agreement import (
    LONGEST_EXCHANGE,
    RESPELT_SHARES,
    TOLD_COUNTS_LESS,
    rounded_all,
    weights_of_differences,
)
from claimkit.comparison.alignment import ACCIDENT, LONGEST_REPLACED, are_respelt
from claimkit.comparison.information import CONTENT
from claimkit.comparison.stretches import before_each, between
from claimkit.comparison.word_sets import WordSets
from claimkit.comparison.wordings import IS_ASIDE, IS_NAME, IS_TOLD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.comparison.wordings import Wordings

    Integers = NDArray[np.int64]
    Nats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_LONGEST = 2000
"""Words; longer wordings are left to `agreement`, which minds the memory."""

_LAST_CHARACTER = 0x10FFFF

_ROUNDING = 1e-6  # nats

_FIELD = 12
_CONTENT, _NEGATION, _NUMBER, _NAME, _ASIDE = _FIELDS = range(5)
_SORTS = 1 << len(_FIELDS)
"""What is counted of the words of a stretch, each in its bits of one number; a stretch has fewer than 4096 words."""


@frozen(eq=False)
class Agreements:
    """What pairs of a fuller and a lesser wording agree on, one entry a pair, as `Agreement` has it.

    Attributes:
        shared: Information of the matching words, in nats.
        words: Number of matching words, by `telling_words`.
        matter: What of ``shared`` comes from words that are neither names nor roles.
        differing: Information of the words that contradict the other wording.
        mutual: Whether the lesser has words of its own, or the same; otherwise it is only cut.
        contradicted: Whether a negation is lost or put in, or one number stands for another.
        doubtful: Whether numbers or names may stand for others.
        hopeless: Whether the two share less than was asked for; nothing else is said of such a pair.
        left_over: Whether nothing is said, and `agreement` must be asked.
    """

    shared: Nats
    words: Integers
    matter: Nats
    differing: Nats
    mutual: Flags
    contradicted: Flags
    doubtful: Flags
    hopeless: Flags
    left_over: Flags

    @classmethod
    def at_best(cls, shared: Nats, differing: Nats) -> Agreements:
        """The most that pairs could agree on which share so much at most, and differ in so much at least."""
        count = len(shared)
        words, matter = np.full(count, np.iinfo(np.int64).max), np.full(count, np.inf)
        mutual, other = np.ones(count, dtype=bool), np.zeros(count, dtype=bool)
        return cls(shared, words, matter, differing, mutual, other, other, other, other)

    def of(self, pairs: Integers) -> Agreements:
        """Those of some of the pairs."""
        return Agreements(*(column[pairs] for column in astuple(self, recurse=False)))


class SideBySide:
    """Lays pairs of some wordings side by side.

    Args:
        wordings: The wordings; a pair is two numbers of them.

    >>> from claimkit.comparison.wordings import Wordings
    >>> wordings = Wordings()
    >>> _ = wordings.add(["The dam at Orlik will hold", "the dam ... will hold", "So be it"])
    >>> found = SideBySide(wordings).agreements(np.array([0, 0]), np.array([1, 2]), least=5.0)
    >>> float(found.shared[0]), bool(found.mutual[0]), found.hopeless.tolist()
    (13.25, False, [False, True])
    """

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings
        self._vocabulary = wordings.vocabulary
        self._traits = traits = wordings.vocabulary.traits
        printed = wordings.printed()
        self._words, self._starts, self._gaps = printed.words, printed.starts, printed.gaps
        self._lengths = np.diff(printed.starts)
        self._odd = self._lengths > _LONGEST
        if len(self._vocabulary.words) >= _LAST_CHARACTER:
            owners = np.repeat(np.arange(len(self._lengths)), self._lengths)
            self._odd[owners[self._words >= _LAST_CHARACTER]] = True
        # One character a word: searching and aligning strings is fastest. Surrogates are characters like others here.
        self._text = (
            np.minimum(printed.words, _LAST_CHARACTER).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        )
        self._sets = WordSets(printed, traits)
        weights = printed.hundredths
        # In hundredths of nats; the sums may overflow, which differences between them make good again.
        self._weight = before_each(weights, np.int32)
        is_name = (printed.marks & IS_NAME).astype(bool)
        self._matter = before_each(np.where(is_name | traits.roles[printed.words], 0, weights), np.int32)
        told = (printed.marks & IS_TOLD).astype(bool)
        self._told = before_each(np.where(told, weights, 0), np.int32) if told.any() else None
        sorts = np.zeros(len(printed.words), dtype=np.uint8)
        for field, flags in (
            (_CONTENT, weights > 100 * CONTENT),
            (_NEGATION, traits.negations[printed.words]),
            (_NUMBER, traits.numbers[printed.words]),
            (_NAME, is_name & ~traits.common[printed.words]),
            (_ASIDE, (printed.marks & IS_ASIDE).astype(bool)),
        ):
            sorts |= flags.astype(np.uint8) << field
        counts = np.array([sum((sort >> field & 1) << (_FIELD * field) for field in _FIELDS) for sort in range(_SORTS)])
        self._counts = before_each(counts[sorts])

    def totals(self, numbers: Integers) -> Nats:
        """Information of all words of some wordings, in nats."""
        return _nats_between(self._weight, self._starts[numbers], self._starts[numbers + 1])

    def at_best(self, fuller: Integers, lesser: Integers) -> Agreements:
        """What pairs could agree on at most, in whatever order their words stand."""
        return Agreements.at_best(*self._sets.bounds(fuller, lesser))

    def agreements(self, fuller: Integers, lesser: Integers, *, least: float) -> Agreements:
        """What pairs agree on.

        Args:
            fuller: The fuller wording of each pair.
            lesser: The lesser one.
            least: Nats that a pair must share to be of interest.
        """
        left, right = self._starts[fuller], self._starts[lesser]
        pairs = _Pairs(fuller, lesser, left, right, self._odd[fuller] | self._odd[lesser])
        settled, unsettled = self._settled(pairs, self._rows(pairs))
        rows = self._without_accidents(pairs, settled)
        pairs.left_over[unsettled] = True
        hopeless = ~pairs.left_over & (self._most_shared(pairs, rows) < least - _ROUNDING)
        found = _Found.of(len(fuller))
        rows = rows.those(~(hopeless | pairs.left_over)[rows.pair])
        self._count_equal(pairs, rows, found)
        gaps = _Gaps.between(rows)
        for at_start in (True, False):
            gaps = self._without_respelt(pairs, gaps, found, at_start=at_start)
        self._count_gaps(pairs, gaps, found)
        return Agreements(
            rounded_all(found.shared),
            np.maximum(found.content, found.words // 2),
            rounded_all(found.matter),
            rounded_all(found.differing),
            mutual=found.other | ~found.cut,
            contradicted=found.contradicted,
            doubtful=found.doubtful,
            hopeless=hopeless,
            left_over=pairs.left_over,
        )

    def _rows(self, pairs: _Pairs) -> _Rows:
        """The words that agree: the lesser wording, if it stands in the fuller, or the longest common subsequence."""
        blocks: list[MatchingBlock] = []
        counts: list[int] = []
        text, lengths = self._text, self._lengths
        sizes, other_sizes = lengths[pairs.fuller].tolist(), lengths[pairs.lesser].tolist()
        for start, size, other_start, other_size in zip(
            pairs.left.tolist(), sizes, pairs.right.tolist(), other_sizes, strict=True
        ):
            one, two = text[start : start + size], text[other_start : other_start + other_size]
            at = one.find(two)
            if at >= 0:
                found = [MatchingBlock(at, 0, other_size), MatchingBlock(size, other_size, 0)]
            else:
                found = Indel.editops(one, two).as_matching_blocks()
            blocks += found
            counts.append(len(found))
        left, right, size_of = (
            np.array(column, dtype=np.int64)
            for column in ([x.a for x in blocks], [x.b for x in blocks], [x.size for x in blocks])
        )
        return _Rows(np.repeat(np.arange(len(counts)), counts), left, right, size_of)

    def _settled(self, pairs: _Pairs, rows: _Rows) -> tuple[_Rows, Integers]:
        """The rows, one-sided gaps slid to where they leave the longer stretches whole, as `align` does it.

        Also the pairs in which several gaps may slide, of which one may hold up the other.
        """
        (i, k), j, m = rows.gaps(), rows.left, rows.right
        inner = np.flatnonzero(~rows.is_first & (rows.size > 0) & ((i < j) != (k < m)))
        is_left = (i < j)[inner]
        base = np.where(is_left, pairs.left[rows.pair[inner]], pairs.right[rows.pair[inner]])
        start, end = base + np.where(is_left, i[inner], k[inner]), base + np.where(is_left, j[inner], m[inner])
        words = self._words
        may = (words[start - 1] == words[end - 1]) | (words[start] == words[end])
        inner, start, end = inner[may], start[may], end[may]
        several = np.bincount(rows.pair[inner], minlength=pairs.count) > 1
        once = ~several[rows.pair[inner]]
        inner, start, end = inner[once], start[once], end[once]
        size, following = rows.size[inner - 1], rows.size[inner]
        back = (size <= following) & self._alike(start - 1, end - 1, size, -1)
        onward = (following < size) & self._alike(start, end, following, 1)
        settled = _Rows(rows.pair, rows.left.copy(), rows.right.copy(), rows.size.copy())
        gone = np.zeros(len(rows.pair), dtype=bool)
        at, by = inner[back], size[back]
        settled.left[at] -= by
        settled.right[at] -= by
        settled.size[at] += by
        gone[at - 1] = True
        at = inner[onward]
        settled.size[at - 1] += following[onward]
        gone[at] = True
        return settled.those(~gone), np.flatnonzero(several)

    def _alike(self, start: Integers, end: Integers, size: Integers, step: int) -> Flags:
        """Whether so many words from one place on equal those from another, in one direction."""
        alike = np.ones(len(start), dtype=bool)
        active = np.arange(len(start))
        for n in range(int(size.max(initial=0))):
            active = active[size[active] > n]
            same = self._words[start[active] + step * n] == self._words[end[active] + step * n]
            alike[active[~same]] = False
            active = active[same]
            if not len(active):
                break
        return alike

    def _without_accidents(self, pairs: _Pairs, rows: _Rows) -> _Rows:
        """The rows without function words that only happen to agree between two stretches that differ."""
        (i, k), j, m = rows.gaps(), rows.left, rows.right
        both = (i < j) & (k < m)
        before_both = np.concatenate([both[1:], [False]])
        lone = both & before_both & (rows.size > 0)
        weight = self._weigh(pairs.left, rows.pair, j, j + rows.size)
        return rows.those(~(lone & (weight < ACCIDENT)))

    def _most_shared(self, pairs: _Pairs, rows: _Rows) -> Nats:
        """For each pair, nats that it shares at most: words that agree, and all that could be respelt in a gap."""
        gaps = _Gaps.between(rows)
        agreeing = self._weigh_both(
            pairs, rows.pair, rows.left, rows.left + rows.size, rows.right, rows.right + rows.size
        )
        respelt = self._weigh_both(pairs, gaps.pair, gaps.i, gaps.j, gaps.k, gaps.m)
        return pairs.summed(rows.pair, agreeing) + pairs.summed(gaps.pair, respelt)

    def _weigh(self, base: Integers, pair: Integers, start: Integers, end: Integers) -> Nats:
        """Information of stretches of one side of pairs."""
        place = base[pair]
        return _nats_between(self._weight, place + start, place + end)

    def _weigh_against(self, base: Integers, pair: Integers, start: Integers, end: Integers) -> Nats:
        """What stretches of one side can count against a match: less for the words of the reporter."""
        weight = self._weigh(base, pair, start, end)
        if self._told is None:
            return weight
        place = base[pair]
        return weight - TOLD_COUNTS_LESS * _nats_between(self._told, place + start, place + end)

    def _weigh_both(self, pairs: _Pairs, pair: Integers, i: Integers, j: Integers, k: Integers, m: Integers) -> Nats:
        """Information of stretches that are the same on both sides: the lesser, as a capital makes a name."""
        return np.minimum(self._weigh(pairs.left, pair, i, j), self._weigh(pairs.right, pair, k, m))

    def _counted(self, base: Integers, pair: Integers, start: Integers, end: Integers) -> _Counts:
        place = base[pair]
        return _Counts(between(self._counts, place + start, place + end))

    def _count_equal(self, pairs: _Pairs, rows: _Rows, found: _Found) -> None:
        """Count in the stretches that agree."""
        pair, i, k = rows.pair, rows.left, rows.right
        j, m = i + rows.size, k + rows.size
        found.shared += pairs.summed(pair, self._weigh_both(pairs, pair, i, j, k, m))
        self._count_matching(pairs, pair, i, j, found)

    def _count_matching(self, pairs: _Pairs, pair: Integers, i: Integers, j: Integers, found: _Found) -> None:
        place = pairs.left[pair]
        found.words += pairs.summed(pair, j - i).astype(np.int64)
        found.content += pairs.summed(pair, self._counted(pairs.left, pair, i, j)[_CONTENT]).astype(np.int64)
        found.matter += pairs.summed(pair, _nats_between(self._matter, place + i, place + j))

    def _without_respelt(self, pairs: _Pairs, gaps: _Gaps, found: _Found, *, at_start: bool) -> _Gaps:
        """The gaps without words at their start, or end, that are the same in another spelling; they are counted in."""
        gaps = gaps.copy()
        active = np.flatnonzero((gaps.i < gaps.j) & (gaps.k < gaps.m))
        while len(active):
            pair = gaps.pair[active]
            i = gaps.i[active] if at_start else gaps.j[active] - 1
            k = gaps.k[active] if at_start else gaps.m[active] - 1
            one, other = self._words[pairs.left[pair] + i], self._words[pairs.right[pair] + k]
            respelt = self._are_respelt(one, other)
            self._leave_joined(pairs, gaps, active[~respelt], at_start=at_start)
            active, pair, i, k = active[respelt], pair[respelt], i[respelt], k[respelt]
            same = (one == other)[respelt]
            shared = self._weigh_both(pairs, pair, i, i + 1, k, k + 1) * np.where(same, 1.0, RESPELT_SHARES)
            found.shared += pairs.summed(pair, shared)
            self._count_matching(pairs, pair, i, i + 1, found)
            if at_start:
                gaps.i[active] += 1
                gaps.k[active] += 1
                gaps.at_start[active] = False
            else:
                gaps.j[active] -= 1
                gaps.m[active] -= 1
                gaps.at_end[active] = False
            active = active[(gaps.i[active] < gaps.j[active]) & (gaps.k[active] < gaps.m[active])]
        return gaps

    def _are_respelt(self, one: NDArray[np.int32], other: NDArray[np.int32]) -> Flags:
        """Whether words are spellings or inflections of one; `are_respelt` is asked once for each two that may be."""
        traits = self._traits
        alike = (traits.initials[one] == traits.initials[other]) & (traits.initials[one] >= 0)
        alike &= ~(traits.common[one] & traits.common[other])
        may = np.flatnonzero(alike | (traits.stems[one] == traits.stems[other]))
        size, words = len(self._vocabulary.words), self._vocabulary.words
        codes, place = np.unique(one[may].astype(np.int64) * size + other[may], return_inverse=True)
        answers = np.array(
            [are_respelt(words[code // size], words[code % size]) for code in codes.tolist()], dtype=bool
        )
        respelt: Flags = np.zeros(len(one), dtype=bool)
        respelt[may] = answers[place]
        return respelt

    def _leave_joined(self, pairs: _Pairs, gaps: _Gaps, active: Integers, *, at_start: bool) -> None:
        """Leave over the pairs in which a gap has two words for one: "cease fire", "ceasefire"."""
        sides = (pairs.left, gaps.i, gaps.j), (pairs.right, gaps.k, gaps.m)
        for (base, start, end), (other_base, other_start, other_end) in (sides, sides[::-1]):
            two = active[end[active] - start[active] > 1]
            first = base[gaps.pair[two]] + (start[two] if at_start else end[two] - 2)
            place = other_start[two] if at_start else other_end[two] - 1
            whole = self._words[other_base[gaps.pair[two]] + place]
            joined = self._traits.joining(self._words[first], self._words[first + 1]) == whole
            pairs.left_over[gaps.pair[two[joined]]] = True

    def _count_gaps(self, pairs: _Pairs, gaps: _Gaps, found: _Found) -> None:
        """Count in what differs."""
        gaps = gaps.those((gaps.i < gaps.j) | (gaps.k < gaps.m))
        pair, i, j, k, m = gaps.pair, gaps.i, gaps.j, gaps.k, gaps.m
        left, right = self._counted(pairs.left, pair, i, j), self._counted(pairs.right, pair, k, m)
        put_in, taken = m > k, j > i
        aside, left_aside = put_in & (right[_ASIDE] == m - k), taken & (left[_ASIDE] == j - i)
        replaces = left_aside | (j - i <= m - k + LONGEST_REPLACED)
        bracketed = np.where(taken & put_in, aside & replaces, aside | left_aside)
        at_edge = gaps.at_start | gaps.at_end
        slot, other_slot = pairs.left[pair] + pairs.fuller[pair], pairs.right[pair] + pairs.lesser[pair]
        elided = self._gaps[slot + i] | self._gaps[slot + j] | self._gaps[other_slot + k] | self._gaps[other_slot + m]
        cut = ~put_in & ~bracketed
        weight = weights_of_differences(
            self._weigh_against(pairs.left, pair, i, j),
            self._weigh_against(pairs.right, pair, k, m),
            cut=cut,
            inserted=~taken,
            at_edge=at_edge,
            elided=elided,
        )
        found.differing += pairs.summed(pair, np.where(bracketed, 0.0, weight))
        found.cut |= pairs.any(pair, cut)
        found.other |= pairs.any(pair, ~cut)
        exchanged = ~bracketed & (np.maximum(j - i, m - k) <= LONGEST_EXCHANGE)
        only_cut = cut & (at_edge | elided)
        numbers, names = ((left[sort] > 0) & (right[sort] > 0) for sort in (_NUMBER, _NAME))
        negated = ~only_cut & ((left[_NEGATION] ^ right[_NEGATION]) & 1).astype(bool)
        is_word_for_word = (j - i == 1) & (m - k == 1)
        found.contradicted |= pairs.any(pair, exchanged & (negated | (numbers & is_word_for_word)))
        found.doubtful |= pairs.any(pair, exchanged & (numbers | names))


def _nats_between(before: NDArray[np.int32], starts: Integers, ends: Integers) -> Nats:
    """The sums of some stretches, in nats."""
    return between(before, starts, ends) / 100.0


@frozen(eq=False)
class _Pairs:
    """Pairs of wordings, where their words begin, and which of them are left to `agreement`."""

    fuller: Integers
    lesser: Integers
    left: Integers
    right: Integers
    left_over: Flags

    @property
    def count(self) -> int:
        return len(self.fuller)

    def summed(self, pair: Integers, amounts: NDArray[Any]) -> Nats:
        """The sum of what belongs to each pair."""
        sums: Nats = np.bincount(pair, amounts, minlength=self.count).astype(np.float64)
        return sums

    def any(self, pair: Integers, flags: Flags) -> Flags:
        """Whether anything that belongs to a pair is so."""
        found = np.zeros(self.count, dtype=bool)
        found[pair[flags]] = True
        return found


@frozen(eq=False)
class _Rows:
    """Stretches that agree, each with the gap before it; the last of a pair is empty and has the gap at the end.

    Attributes:
        pair: Which pair it is of.
        left: Where the stretch begins in the fuller wording.
        right: Where it begins in the lesser.
        size: Its words.
    """

    pair: Integers
    left: Integers
    right: Integers
    size: Integers

    def those(self, kept: Flags) -> _Rows:
        """Some of the rows."""
        return _Rows(self.pair[kept], self.left[kept], self.right[kept], self.size[kept])

    @property
    def is_first(self) -> Flags:
        """Whether a row is the first of its pair."""
        return np.concatenate([np.ones(min(1, len(self.pair)), dtype=bool), self.pair[1:] != self.pair[:-1]])

    def gaps(self) -> tuple[Integers, Integers]:
        """Where the gap before each row begins in the two wordings; it ends where the row begins."""
        first = self.is_first
        begins, other_begins = (
            np.where(first, 0, np.concatenate([np.zeros(min(1, len(side)), dtype=np.int64), (side + self.size)[:-1]]))
            for side in (self.left, self.right)
        )
        return begins, other_begins


@frozen(eq=False)
class _Gaps:
    """Stretches that differ: from ``i`` to ``j`` in the fuller wording, from ``k`` to ``m`` in the lesser.

    ``at_start`` and ``at_end`` say whether nothing that agrees comes before or after.
    """

    pair: Integers
    i: Integers
    j: Integers
    k: Integers
    m: Integers
    at_start: Flags
    at_end: Flags

    @classmethod
    def between(cls, rows: _Rows) -> _Gaps:
        """The gaps before rows, without empty ones."""
        i, k = rows.gaps()
        gaps = cls(rows.pair, i, rows.left, k, rows.right, rows.is_first, rows.size == 0)
        return gaps.those((i < rows.left) | (k < rows.right))

    def those(self, kept: Flags) -> _Gaps:
        """Some of the gaps."""
        return _Gaps(*(column[kept] for column in astuple(self, recurse=False)))

    def copy(self) -> _Gaps:
        """The gaps, to be narrowed."""
        return _Gaps(*(column.copy() for column in astuple(self, recurse=False)))


@define(eq=False)
class _Found:
    """What is counted for each pair; see `Agreements`."""

    shared: Nats
    words: Integers
    content: Integers
    matter: Nats
    differing: Nats
    cut: Flags
    other: Flags
    contradicted: Flags
    doubtful: Flags

    @classmethod
    def of(cls, count: int) -> _Found:
        """Nothing yet."""
        shared, matter, differing = (np.zeros(count) for _ in range(3))
        words, content = (np.zeros(count, dtype=np.int64) for _ in range(2))
        cut, other, contradicted, doubtful = (np.zeros(count, dtype=bool) for _ in range(4))
        return cls(shared, words, content, matter, differing, cut, other, contradicted, doubtful)


class _Counts:
    """What stretches have, by sort."""

    def __init__(self, packed: Integers) -> None:
        self._packed = packed

    def __getitem__(self, sort: int) -> Integers:
        return (self._packed >> (_FIELD * sort)) & ((1 << _FIELD) - 1)
