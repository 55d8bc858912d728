"""Many texts read as words at once.

What stands between two blanks is mostly a word or two whatever comes before and after, and was mostly seen before; so
each such *token* is read once, by `claimkit.comparison.normalisation`, and remembered. Brackets and ellipses, of which
the meaning depends on what stands beyond the next blank, are read together with what they reach. The words are those
that `normalise` gives, in a tenth of the time.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from attrs import frozen

from claimkit.comparison.normalisation import Wording, is_partly_quoted, normalise, outside_marks, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from claimkit.comparison.vocabulary import Vocabulary

    Numbers = NDArray[np.int32]
    Integers = NDArray[np.int64]

_MOST_IN_BRACKETS = 12
"""Tokens that brackets are followed through; a text with more in them is read as a whole."""

_AT_ONCE = (0,)
"""Where the only word of most tokens starts."""


class Reading(NamedTuple):
    """The words of a text.

    Attributes:
        codes: Each word as twice its number, and one more where it begins with a capital.
        asides: As `Wording.asides`.
        gaps: As `Wording.gaps`.
    """

    codes: Sequence[int]
    asides: Sequence[int] = ()
    gaps: Sequence[int] = ()


@frozen(eq=False)
class Readings:
    """The words of many texts.

    Attributes:
        codes: The codes of the words of each text, as in `Reading`, one text after the other.
        starts: Where each text begins; last, where the last ends.
        marked: The reading of each text that has brackets or ellipses, by position.
        told: The words outside the quotation marks of partly quoted texts, by position, as `Wording.told`.
    """

    codes: Numbers
    starts: Integers
    marked: Mapping[int, Reading]
    told: Mapping[int, Sequence[int]]


class Reader:
    """Reads texts, and remembers the tokens that it has read.

    Args:
        vocabulary: Numbers the words.

    >>> from claimkit.comparison.vocabulary import Vocabulary
    >>> vocabulary = Vocabulary()
    >>> found = Reader(vocabulary).read(["The dam won't hold", "the dam [at Vell] … holds"])
    >>> [vocabulary.words[code // 2] for code in found.codes]
    ['the', 'dam', 'will', 'not', 'hold', 'the', 'dam', 'at', 'vell', 'holds']
    >>> found.starts.tolist(), found.marked[1].asides, found.marked[1].gaps
    ([0, 5, 10], [2, 3], [4])
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._codes: list[tuple[int, ...] | None] = []
        self._starts: list[tuple[int, ...] | None] = []
        self._token = _Tokens(self)
        self._parts: dict[str, Reading] = {}

    def read(self, texts: Sequence[str]) -> Readings:
        """The words of some texts."""
        tokens, counts = array("i"), array("i")
        number = self._token.__getitem__
        told: dict[int, Sequence[int]] = {}
        for position, text in enumerate(texts):
            parts = text.split()
            tokens.extend(map(number, parts))
            counts.append(len(parts))
            if is_partly_quoted(text):
                told[position] = self._told_in(text)
        every = np.array(tokens, dtype=np.int32)
        seen = np.flatnonzero(np.bincount(every, minlength=len(self._codes)))
        place = np.zeros(len(self._codes), dtype=np.int32)
        place[seen] = np.arange(len(seen), dtype=np.int32)
        token = place[every]
        codes_of = [self._codes[number] for number in seen.tolist()]
        owner = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
        needs_more = np.array([codes is None for codes in codes_of], dtype=bool)
        is_marked = np.zeros(len(texts), dtype=bool)
        is_marked[owner[needs_more[token]]] = True
        marked = {position: self._with_marks(texts[position]) for position in np.flatnonzero(is_marked).tolist()}
        plain = ~is_marked[owner]
        codes, sizes = _spread(codes_of, token[plain])
        lengths = np.bincount(owner[plain], sizes, minlength=len(texts)).astype(np.int64)
        for position, reading in marked.items():
            lengths[position] = len(reading.codes)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        words = np.empty(int(starts[-1]), dtype=np.int32)
        words[np.repeat(~is_marked, lengths)] = codes
        for position, reading in marked.items():
            words[starts[position] : starts[position + 1]] = reading.codes
        odd = {position: each for position, each in marked.items() if each.asides or each.gaps}
        return Readings(words, starts, odd, told)

    def _told_in(self, text: str) -> Sequence[int]:
        """What `Wording.told` says of a partly quoted text, in order."""
        starts: list[int] = []
        place = 0
        for token in text.split():
            place = text.index(token, place)
            own = self._starts[self._token[token]]
            if own is None:
                return sorted(normalise(text).told)
            starts += [place + start for start in own]
            place += len(token)
        return sorted(outside_marks(text, starts))

    def note(self, token: str) -> int:
        """Read a token that was not seen before, and number it."""
        words = words_in(token)
        number = self._vocabulary.number
        codes = None if words is None else tuple(2 * number(key) + token[start].isupper() for key, start, _ in words)
        self._codes.append(codes)
        starts = None if words is None else tuple(start for _, start, _ in words)
        self._starts.append(_AT_ONCE if starts == _AT_ONCE else starts)
        return len(self._codes) - 1

    def _with_marks(self, text: str) -> Reading:
        """The words of a text with brackets or ellipses, each of these read by itself with what it reaches."""
        tokens = text.split()
        known = [self._codes[self._token[token]] for token in tokens]
        spaced = len(text.strip()) == sum(map(len, tokens)) + len(tokens) - 1
        codes: list[int] = []
        asides: list[int] = []
        gaps: list[int] = []
        place = 0
        while place < len(tokens):
            plain = known[place]
            if plain is not None:
                codes += plain
                place += 1
                continue
            end = _end_of_marks(tokens, known, place)
            goes_on = place > 0 and tokens[place][0] == "." and tokens[place - 1][-1] == "."
            if end is None or goes_on or (end > place + 1 and not spaced):
                return self._whole(text)
            part = self._part(" ".join(tokens[place:end]))
            asides += [len(codes) + n for n in part.asides]
            gaps += [len(codes) + n for n in part.gaps]
            codes += part.codes
            place = end
        return Reading(codes, asides, list(dict.fromkeys(gaps)))

    def _part(self, text: str) -> Reading:
        if text not in self._parts:
            self._parts[text] = self._whole(text)
        return self._parts[text]

    def _whole(self, text: str) -> Reading:
        wording = normalise(text)
        return Reading(self._coded(wording), sorted(wording.asides), sorted(wording.gaps))

    def _coded(self, wording: Wording) -> list[int]:
        number = self._vocabulary.number
        return [
            2 * number(key) + wording.text[start].isupper()
            for key, start in zip(wording.keys, wording.starts, strict=True)
        ]


def _spread(codes_of: Sequence[tuple[int, ...] | None], tokens: Numbers) -> tuple[Numbers, Integers]:
    """The codes of some tokens, by the codes of each, and how many each has."""
    sizes = np.array([len(codes or ()) for codes in codes_of], dtype=np.int64)
    codes = np.fromiter(chain.from_iterable(codes or () for codes in codes_of), dtype=np.int32)
    starts = np.cumsum(sizes) - sizes
    own = sizes[tokens]
    first = np.repeat(starts[tokens] - (np.cumsum(own) - own), own)
    return codes[first + np.arange(len(first))], own


class _Tokens(dict[str, int]):
    """The number of each token; a new one is read."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, token: str) -> int:
        number = self[token] = self._reader.note(token)
        return number


def _end_of_marks(tokens: Sequence[str], known: Sequence[object], place: int) -> int | None:
    """Where what begins with a bracket or an ellipsis ends: brackets are closed, and no further one follows."""
    depth = 0
    for end in range(place, min(len(tokens), place + _MOST_IN_BRACKETS)):
        for mark in tokens[end]:
            if mark in "[(":
                depth += 1
            elif mark in ")]":
                depth = max(0, depth - 1)
        if not depth and (end + 1 == len(tokens) or known[end + 1] is not None):
            return end + 1
    return None
