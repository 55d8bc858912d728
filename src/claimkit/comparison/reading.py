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

from claimkit.comparison.normalisation import normalise, quotation_edges, words_in
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
        # Of each token: its sort, its characters, and where its words begin among all; last, where they end.
        self._sorts = array("b")
        self._lengths = array("i")
        self._starts = array("i", [0])
        # Of each word: its code, and its offset in the token.
        self._codes = array("i")
        self._offsets = array("i")

    def read(self, texts: Sequence[str]) -> Readings:
        """The words of some texts."""
        found, counts = array("i"), array("i")
        number = self._tokens.__getitem__
        quoted: dict[int, Sequence[int]] = {}
        for position, text in enumerate(texts):
            parts = text.split()
            found.extend(map(number, parts))
            counts.append(len(parts))
            edges = quotation_edges(text)
            if edges:
                quoted[position] = edges
        tokens, owners = np.array(found, dtype=np.int32), np.repeat(np.arange(len(texts)), counts)
        kept, remembered = self._join(texts, tokens, owners)
        tokens, owners = tokens[kept], owners[kept]
        codes, sizes = self._each(self._codes, tokens)
        before = before_each(sizes)
        starts = before[np.searchsorted(owners, np.arange(len(texts) + 1))]
        asides: dict[int, list[int]] = {}
        gaps: dict[int, dict[int, None]] = {}
        for place in np.flatnonzero(np.array(self._sorts, dtype=np.int8)[tokens] == _MARKED).tolist():
            owner, own = int(owners[place]), self._marked[int(tokens[place])]
            words = int(before[place] - starts[owner])
            asides.setdefault(owner, []).extend(words + aside for aside in own.asides)
            gaps.setdefault(owner, {}).update(dict.fromkeys(words + gap for gap in own.gaps))
        marked = {owner: Marked(asides[owner], list(gaps[owner])) for owner in asides}
        told = self._told(texts, quoted, tokens, owners, starts)
        self._forget(remembered)
        return Readings(codes, starts, marked, told)

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

    def _join(self, texts: Sequence[str], tokens: Numbers, owners: Integers) -> tuple[Flags, int]:
        """Make one token of each bracket and ellipsis with what it reaches.

        Returns:
            Which tokens are left, and how many are to be remembered; those after them are whole texts.
        """
        whole: list[tuple[int, str]] = []
        kept = np.ones(len(tokens), dtype=bool)
        reaching = np.flatnonzero(np.array(self._sorts, dtype=np.int8)[tokens] == _REACHING)
        firsts = np.searchsorted(owners, owners[reaching])
        for first, group in groupby(zip(firsts.tolist(), reaching.tolist(), strict=True), key=itemgetter(0)):
            text = texts[owners[first]]
            parts = text.split()
            stretches = _read_together(text, parts, [place - first for _, place in group])
            if stretches is None:
                whole.append((first, text))
                kept[first + 1 : first + len(parts)] = False
                continue
            for start, end in stretches:
                joined = " ".join(parts[start:end])
                if joined not in self._joined:
                    self._joined[joined] = self._read_as_one(joined)
                tokens[first + start] = self._joined[joined]
                kept[first + start + 1 : first + end] = False
        remembered = len(self._sorts)
        for first, text in whole:
            tokens[first] = self._read_as_one(text)
        return kept, remembered

    def _read_as_one(self, text: str) -> int:
        """Read tokens together, and number them as one."""
        wording = normalise(text)
        is_marked = bool(wording.asides or wording.gaps)
        words = zip(wording.keys, wording.starts, strict=True)
        number = self._append(text, words, _MARKED if is_marked else _PLAIN)
        if is_marked:
            self._marked[number] = Marked(sorted(wording.asides), sorted(wording.gaps))
        return number

    def _forget(self, remembered: int) -> None:
        """Forget all tokens but so many."""
        for number in range(remembered, len(self._sorts)):
            self._marked.pop(number, None)
        words = self._starts[remembered]
        del self._sorts[remembered:], self._lengths[remembered:], self._starts[remembered + 1 :]
        del self._codes[words:], self._offsets[words:]

    def _told(
        self,
        texts: Sequence[str],
        quoted: Mapping[int, Sequence[int]],
        tokens: Numbers,
        owners: Integers,
        starts: Integers,
    ) -> Integers:
        """Where words stand outside the quotations of the texts that have some, by where these begin and end."""
        is_quoted = np.zeros(len(texts), dtype=bool)
        is_quoted[list(quoted)] = True
        tokens, owners = tokens[is_quoted[owners]], owners[is_quoted[owners]]
        widths = np.array(self._lengths, dtype=np.int64)[tokens] + 1
        # Texts with a single blank between tokens are taken as if they stood in one, each with a blank behind it.
        spans = np.bincount(owners, widths, minlength=len(texts))
        found: list[Integers] = []
        edges: list[int] = []
        before = 0
        for position, own in quoted.items():
            text = texts[position]
            if spans[position] == len(text) + 1:
                edges += [before + edge for edge in own]
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


def _read_together(text: str, tokens: Sequence[str], reaching: Sequence[int]) -> list[tuple[int, int]] | None:
    """Which tokens of a text are read together, from one to before another; ``None`` if all are.

    Args:
        text: The text.
        tokens: Its tokens.
        reaching: The places of those with brackets or ellipses.
    """
    is_spaced = len(text.strip()) == sum(map(len, tokens)) + len(tokens) - 1
    others = set(reaching)
    stretches: list[tuple[int, int]] = []
    reached = 0
    for place in reaching:
        if place < reached:
            continue
        end = _end_of_marks(tokens, others, place)
        goes_on = place > 0 and tokens[place][0] == "." and tokens[place - 1][-1] == "."
        if end is None or goes_on or (end > place + 1 and not is_spaced):
            return None
        stretches.append((place, end))
        reached = end
    return stretches


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
