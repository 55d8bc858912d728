"""Many texts read as words at once.

What stands between two blanks is mostly a word or two whatever comes before and after, and was mostly seen before; so
each such *token* is read once, by `claimkit.comparison.normalisation`, and remembered. Brackets and ellipses, of which
the meaning depends on what stands beyond the next blank, are read together with what they reach. The words are those
that `normalise` gives, in a tenth of the time.
"""

from __future__ import annotations

from array import array
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from attrs import frozen

from claimkit.comparison.normalisation import is_partly_quoted, normalise, quotation_edges, words_in
from claimkit.comparison.stretches import before_each, places_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from claimkit.comparison.vocabulary import Vocabulary

    Numbers = NDArray[np.int32]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_MOST_IN_BRACKETS = 12
"""Tokens that brackets are followed through; a text with more in them is read as a whole."""

_PLAIN, _REACHING, _MARKED = range(3)
"""Sorts of tokens: what is read by itself; what has brackets or ellipses, and may reach further; such ones joined with
all that they reach, with words in brackets or gaps."""


class Marked(NamedTuple):
    """Which words of a text stand in brackets, and before which some may be missing, both in order.

    See `Wording.asides` and `Wording.gaps`.
    """

    asides: Sequence[int] = ()
    gaps: Sequence[int] = ()

    def behind(self, words: int) -> Marked:
        """The same behind so many words more."""
        return Marked([words + aside for aside in self.asides], [words + gap for gap in self.gaps])

    def with_more(self, other: Marked) -> Marked:
        """These and what comes further on."""
        return Marked([*self.asides, *other.asides], list(dict.fromkeys((*self.gaps, *other.gaps))))


@frozen(eq=False)
class Readings:
    """The words of many texts.

    Attributes:
        codes: The words of each text, one text after the other: each as twice its number, and one more where it begins
            with a capital.
        starts: Where each text begins; last, where the last ends.
        marked: The texts that have brackets or ellipses, by position.
        told: Where words stand outside the quotation marks of partly quoted texts, as places in ``codes``.
    """

    codes: Numbers
    starts: Integers
    marked: Mapping[int, Marked]
    told: Integers


class Reader:
    """Reads texts, and remembers the tokens that it has read.

    Args:
        vocabulary: Numbers the words.

    >>> from claimkit.comparison.vocabulary import Vocabulary
    >>> vocabulary = Vocabulary()
    >>> found = Reader(vocabulary).read(["The dam won't hold", "the dam [at Vell] … holds “for now”"])
    >>> [vocabulary.words[code // 2] for code in found.codes]
    ['the', 'dam', 'will', 'not', 'hold', 'the', 'dam', 'at', 'vell', 'holds', 'for', 'now']
    >>> found.starts.tolist(), found.marked, found.told.tolist()
    ([0, 5, 12], {1: Marked(asides=[2, 3], gaps=[4])}, [5, 6, 7, 8, 9])
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tokens = _Tokens(self)
        self._joined: dict[str, int] = {}
        self._marked: dict[int, Marked] = {}
        self._sorts = array("b")
        self._lengths = array("i")
        self._starts = array("i", [0])
        self._codes = array("i")
        self._offsets = array("i")

    def read(self, texts: Sequence[str]) -> Readings:
        """The words of some texts."""
        found, counts = array("i"), array("i")
        number = self._tokens.__getitem__
        quoted: list[int] = []
        for position, text in enumerate(texts):
            parts = text.split()
            found.extend(map(number, parts))
            counts.append(len(parts))
            if is_partly_quoted(text):
                quoted.append(position)
        tokens, owners = np.array(found, dtype=np.int32), np.repeat(np.arange(len(texts)), counts)
        kept = self._joining(texts, tokens, owners)
        tokens, owners = tokens[kept], owners[kept]
        codes, sizes = self._each(self._codes, tokens)
        before = before_each(sizes)
        starts = before[np.searchsorted(owners, np.arange(len(texts) + 1))]
        marked: dict[int, Marked] = {}
        for place in np.flatnonzero(np.array(self._sorts, dtype=np.int8)[tokens] == _MARKED).tolist():
            owner = int(owners[place])
            own = self._marked[int(tokens[place])].behind(int(before[place] - starts[owner]))
            marked[owner] = marked[owner].with_more(own) if owner in marked else own
        return Readings(codes, starts, marked, self._told(texts, quoted, tokens, owners, starts))

    def note(self, token: str) -> int:
        """Read a token that was not seen before, and number it."""
        words = words_in(token)
        if words is None:
            return self._append(token, (), _REACHING)
        return self._append(token, ((key, offset) for key, offset, _ in words), _PLAIN)

    def _append(self, token: str, words: Iterable[tuple[str, int]], sort: int) -> int:
        """Hold a token and its words, each with its offset in it; its number."""
        for key, offset in words:
            self._codes.append(2 * self._vocabulary.number(key) + token[offset].isupper())
            self._offsets.append(offset)
        self._starts.append(len(self._codes))
        self._lengths.append(len(token))
        self._sorts.append(sort)
        return len(self._sorts) - 1

    def _each(self, column: array[int], tokens: Numbers) -> tuple[Numbers, Integers]:
        """The entries of a column for the words of some tokens, and how many words each token has."""
        starts = np.array(self._starts, dtype=np.int64)
        sizes = starts[tokens + 1] - starts[tokens]
        return np.array(column, dtype=np.int32)[places_in(starts[tokens], sizes)], sizes

    def _joining(self, texts: Sequence[str], tokens: Numbers, owners: Integers) -> Flags:
        """Make one token of each bracket and ellipsis with what it reaches; which tokens are left then."""
        kept = np.ones(len(tokens), dtype=bool)
        reaching = np.flatnonzero(np.array(self._sorts, dtype=np.int8)[tokens] == _REACHING)
        firsts = np.searchsorted(owners, owners[reaching])
        for first, group in groupby(zip(firsts.tolist(), reaching.tolist(), strict=True), key=itemgetter(0)):
            text = texts[owners[first]]
            parts = text.split()
            for start, end, joined in _joined(text, parts, [place - first for _, place in group]):
                tokens[first + start] = self._number_of(joined)
                kept[first + start + 1 : first + end] = False
        return kept

    def _number_of(self, joined: str) -> int:
        """The number of tokens that are read together."""
        number = self._joined.get(joined)
        if number is None:
            wording = normalise(joined)
            is_marked = bool(wording.asides or wording.gaps)
            words = zip(wording.keys, wording.starts, strict=True)
            number = self._joined[joined] = self._append(joined, words, _MARKED if is_marked else _PLAIN)
            if is_marked:
                self._marked[number] = Marked(sorted(wording.asides), sorted(wording.gaps))
        return number

    def _told(
        self, texts: Sequence[str], quoted: Sequence[int], tokens: Numbers, owners: Integers, starts: Integers
    ) -> Integers:
        """Where words stand outside the quotation marks of the texts that have some; see `Readings.told`."""
        is_quoted = np.zeros(len(texts), dtype=bool)
        is_quoted[quoted] = True
        tokens, owners = tokens[is_quoted[owners]], owners[is_quoted[owners]]
        widths = np.array(self._lengths, dtype=np.int64)[tokens] + 1
        # Texts with a single blank between tokens are taken as if they stood in one, each with a blank behind it.
        spans = np.bincount(owners, widths, minlength=len(texts))
        found: list[Integers] = []
        edges: list[int] = []
        before = 0
        for position in quoted:
            text = texts[position]
            if spans[position] == len(text) + 1:
                edges += [before + edge for edge in quotation_edges(text)]
                before += len(text) + 1
            else:
                is_quoted[position] = False
                found.append(starts[position] + np.array(sorted(normalise(text).told), dtype=np.int64))
        spaced = is_quoted[owners]
        offsets, sizes = self._each(self._offsets, tokens[spaced])
        widths = widths[spaced]
        at = offsets + np.repeat(np.cumsum(widths) - widths, sizes)
        places = places_in(starts[:-1][is_quoted], np.diff(starts)[is_quoted])
        return np.concatenate([*found, places[np.searchsorted(edges, at, side="right") % 2 == 0]])


class _Tokens(dict[str, int]):
    """The number of each token; a new one is read."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, token: str) -> int:
        number = self[token] = self._reader.note(token)
        return number


def _joined(text: str, tokens: Sequence[str], reaching: Sequence[int]) -> list[tuple[int, int, str]]:
    """Which tokens of a text are read together, from one to before another, and what they are then.

    Args:
        text: The text.
        tokens: Its tokens.
        reaching: The places of those with brackets or ellipses.
    """
    is_spaced = len(text.strip()) == sum(map(len, tokens)) + len(tokens) - 1
    others = set(reaching)
    joined: list[tuple[int, int, str]] = []
    reached = 0
    for place in reaching:
        if place < reached:
            continue
        end = _end_of_marks(tokens, others, place)
        goes_on = place > 0 and tokens[place][0] == "." and tokens[place - 1][-1] == "."
        if end is None or goes_on or (end > place + 1 and not is_spaced):
            return [(0, len(tokens), text)]
        joined.append((place, end, " ".join(tokens[place:end])))
        reached = end
    return joined


def _end_of_marks(tokens: Sequence[str], reaching: Container[int], place: int) -> int | None:
    """Where what begins with a bracket or an ellipsis ends: brackets are closed, and no further one follows."""
    depth = 0
    for end in range(place, min(len(tokens), place + _MOST_IN_BRACKETS)):
        for mark in tokens[end]:
            if mark in "[(":
                depth += 1
            elif mark in ")]":
                depth = max(0, depth - 1)
        if not depth and end + 1 not in reaching:
            return end + 1
    return None
