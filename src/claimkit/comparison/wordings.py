"""The distinct wordings of a collection, held as arrays of words.

A collection of a million quotes has some six hundred thousand wordings; as objects they would fill the memory, and
nothing could be done with many at once. So only their words are held, as numbers, and what the print tells of each
word. `Wordings.words_of` gives one of them for comparing.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.information import CONTENT, NAME
from claimkit.comparison.normalisation import (
    FORMULA,
    HEADLINE,
    SHORTEST_HEADLINE,
    Words,
    normalise,
)
from claimkit.comparison.reading import Marked, Reader
from claimkit.comparison.stretches import places_in, sums_within
from claimkit.comparison.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    Integers = NDArray[np.int64]
    Nats = NDArray[np.float64]
    Hundredths = NDArray[np.int16]
    Marks = NDArray[np.uint8]

_AT_ONCE = 1 << 14
"""Texts that are read at once."""

_UNMARKED = Marked()

IS_NAME, IS_FORMULA, IS_ASIDE, IS_TOLD = 1, 2, 4, 8
"""What the print tells of a word, as bits: see `Wording.names`, `weights`, `asides` and `told`."""


class Wordings:
    """Distinct wordings, numbered from 0 in order of their first occurrence.

    Texts with the same words are one wording, which the plainest of them stands for.

    Attributes:
        vocabulary: Their words.
        texts: The text that stands for each.
        fullness: Information of each in nats, as `Wording.fullness` has it.
        telling: Number of words that each counts for, by `telling_words`.

    >>> wordings = Wordings()
    >>> wordings.add(["The dam will hold", "The dam … will hold!", "the bridge", "…"])
    ([0, 0, 1, -1], frozenset())
    >>> wordings.texts
    ['The dam will hold', 'the bridge']
    >>> wordings.words_of(1).keys
    ('the', 'bridge')
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.texts: list[str] = []
        self.fullness = array("d")
        self.telling = array("i")
        self._reader = Reader(self.vocabulary)
        self._formulas = self.vocabulary.formulas()
        self._number: dict[bytes, int] = {}
        self._words = array("i")
        self._marks = array("B")
        self._starts = array("q", [0])
        self._odd: dict[int, tuple[int, int]] = {}
        self._gaps: dict[int, Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def words_of(self, number: int) -> Words:
        """One of them, for comparing."""
        first, end = self._starts[number], self._starts[number + 1]
        words, marks = self._words[first:end], self._marks[first:end]
        weights = tuple(map(self.vocabulary.weights.__getitem__, words))
        named, asides, told = [], [], []
        if any(marks):
            capped = list(weights)
            for position, mark in enumerate(marks):
                if mark & IS_NAME:
                    capped[position] = min(NAME, capped[position])
                    named.append(position)
                if mark & IS_FORMULA:
                    capped[position] = min(FORMULA, capped[position])
                if mark & IS_ASIDE:
                    asides.append(position)
                if mark & IS_TOLD:
                    told.append(position)
            weights = tuple(capped)
        return _Words(
            self.texts[number],
            tuple(map(self.vocabulary.words.__getitem__, words)),
            frozenset(asides),
            frozenset(self._gaps.get(number, ())),
            frozenset(named),
            frozenset(told),
            weights,
            self.fullness[number],
        )

    def total(self, number: int) -> float:
        """Information of all words of one of them in nats, with what stands in brackets."""
        first, end = self._starts[number], self._starts[number + 1]
        if any(mark & IS_ASIDE for mark in self._marks[first:end]):
            return sum(self.words_of(number).weights)
        return self.fullness[number]

    def add(self, texts: Sequence[str]) -> tuple[list[int], frozenset[int]]:
        """Hold some texts.

        Returns:
            The number of the wording of each, -1 for one without words; and the wordings that were there before and
            for which a plainer text stands now.
        """
        held = len(self.texts)
        numbers: list[int] = []
        renewed: set[int] = set()
        for start in range(0, len(texts), _AT_ONCE):
            theirs, printed_anew = self._take(texts[start : start + _AT_ONCE])
            numbers += theirs
            renewed.update(number for number in printed_anew if number < held)
        return numbers, frozenset(renewed)

    def _take(self, texts: Sequence[str]) -> tuple[list[int], set[int]]:
        """For each text its number; and the wordings that were there and for which one of these stands now."""
        read = self._read(texts)
        raw, size = read.words.tobytes(), read.words.itemsize
        bounds = (size * read.starts).tolist()
        held = len(self.texts)
        numbers: list[int] = []
        fresh: list[int] = []
        printed_anew: set[int] = set()
        for position, (text, start, end) in enumerate(zip(texts, bounds, bounds[1:], strict=False)):
            if start == end:
                numbers.append(-1)
                continue
            number = self._number.setdefault(raw[start:end], len(self.texts))
            numbers.append(number)
            marked = read.marked.get(position, _UNMARKED)
            if number == len(self.texts):
                self.texts.append(text)
                fresh.append(position)
            else:
                if (*map(len, marked), text) >= (*self._odd.get(number, (0, 0)), self.texts[number]):
                    continue
                self.texts[number] = text
                if number < held:
                    printed_anew.add(number)
                    self._print_anew(number, read, position)
                else:
                    fresh[number - held] = position
            self._note_marks(number, marked)
        self._hold(read, np.array(fresh, dtype=np.int64))
        return numbers, printed_anew

    def _note_marks(self, number: int, marked: Marked) -> None:
        """Note what is out of the ordinary in the text of a wording, and forget what was in one before."""
        if any(marked):
            self._odd[number] = len(marked.asides), len(marked.gaps)
            self._gaps[number] = marked.gaps
        elif number in self._odd:
            del self._odd[number], self._gaps[number]

    def _print_anew(self, number: int, read: _Read, position: int) -> None:
        """Hold what another text tells of a wording that is there."""
        self.fullness[number], self.telling[number] = float(read.fullness[position]), int(read.telling[position])
        first, end = read.starts[position : position + 2]
        self._marks[self._starts[number] : self._starts[number + 1]] = array("B", read.marks[first:end].tobytes())

    def _hold(self, read: _Read, fresh: Integers) -> None:
        """Hold wordings that are new, by the positions of their texts."""
        sizes = np.diff(read.starts)[fresh]
        places = places_in(read.starts[fresh], sizes)
        self._words.frombytes(read.words[places].tobytes())
        self._marks.frombytes(read.marks[places].tobytes())
        self._starts.extend((self._starts[-1] + np.cumsum(sizes)).tolist())
        self.fullness.extend(read.fullness[fresh].tolist())
        self.telling.extend(read.telling[fresh].tolist())

    def _read(self, texts: Sequence[str]) -> _Read:
        """The words of some texts, and what the print tells of them."""
        found = self._reader.read(texts)
        starts, sizes = found.starts, np.diff(found.starts)
        words = found.codes >> 1
        marks = self._names(words, starts, (found.codes & 1).astype(bool)) * np.uint8(IS_NAME)
        marks |= _standing(words, np.repeat(np.arange(len(texts)), sizes), self._formulas) * np.uint8(IS_FORMULA)
        marks[found.told] |= IS_TOLD
        for position, marked in found.marked.items():
            marks[starts[position] + np.array(marked.asides, dtype=np.int64)] |= IS_ASIDE
        hundredths = self._hundredths(words, marks)
        content = sums_within(starts, hundredths > 100 * CONTENT)
        return _Read(
            words,
            marks,
            starts,
            fullness=sums_within(starts, np.where(marks & IS_ASIDE, 0, hundredths)) / 100.0,
            telling=np.maximum(content, sizes // 2),
            marked=found.marked,
        )

    def _names(self, words: Numbers, starts: Integers, capital: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which words look like a part of a name, as `Wording.names` tells."""
        lengths = np.diff(starts)
        capitals = sums_within(starts, capital)
        headline = np.repeat((capitals > HEADLINE * lengths) & (lengths >= SHORTEST_HEADLINE), lengths)
        common = np.array(self.vocabulary.common, dtype=bool)[words]
        first = np.zeros(len(words), dtype=bool)
        first[starts[:-1][lengths > 0]] = True
        is_i = words == self.vocabulary.number("i")
        return capital & np.where(headline, ~common, ~is_i & ~(first & common))

    def _hundredths(self, words: Numbers, marks: Marks) -> Hundredths:
        """Information of words as they are printed, in hundredths of nats; `Wording.weights` has it in nats."""
        each = self.vocabulary.hundredths.astype(np.int16)[words]
        for mark, most in ((IS_NAME, NAME), (IS_FORMULA, FORMULA)):
            np.minimum(each, np.int16(100 * most), out=each, where=(marks & mark).astype(bool))
        return each

    def number_of(self, text: str) -> int | None:
        """The number of the wording with the words of a text, or ``None`` if there is none."""
        numbers = [self.vocabulary.known(key) for key in normalise(text).keys]
        return None if None in numbers else self._number.get(np.array(numbers, dtype=np.int32).tobytes())

    def keys(self, number: int) -> list[str]:
        """The words of one of them, as `Wording.keys` has them."""
        words = self.vocabulary.words
        return [words[word] for word in self._words[self._starts[number] : self._starts[number + 1]]]

    def words(self, first: int = 0, end: int | None = None) -> tuple[Numbers, Integers]:
        """The words of some wordings, as one array, and where each begins in it; last, where it ends."""
        starts = np.array(self._starts[first : None if end is None else end + 1], dtype=np.int64)
        return np.array(memoryview(self._words)[starts[0] : starts[-1]]), starts - starts[0]

    def printed(self) -> Printed:
        """All wordings as arrays."""
        words, starts = self.words()
        marks = np.array(self._marks, dtype=np.uint8)
        slots = np.zeros(len(words) + len(self) + 1, dtype=bool)
        for number, gaps in self._gaps.items():
            slots[[int(starts[number]) + number + gap for gap in gaps]] = True
        return Printed(words, marks, starts, self._hundredths(words, marks), slots)


@frozen(eq=False)
class _Words:
    """The words of a wording; see `claimkit.comparison.normalisation.Words`."""

    text: str
    keys: tuple[str, ...]
    asides: frozenset[int]
    gaps: frozenset[int]
    names: frozenset[int]
    told: frozenset[int]
    weights: tuple[float, ...]
    fullness: float


@frozen(eq=False)
class Printed:
    """Wordings as arrays, one entry a word, each wording after the other.

    Attributes:
        words: The words, by number.
        marks: What the print tells of each, as bits.
        starts: Where each wording begins; last, where the last ends.
        hundredths: Information of each word, in hundredths of nats.
        gaps: Whether words may be missing before a word; here each wording has one more entry, for its end.
    """

    words: Numbers
    marks: Marks
    starts: Integers
    hundredths: Hundredths
    gaps: NDArray[np.bool_]


@frozen(eq=False)
class _Read:
    """Some texts as they are read; see `Printed` and `claimkit.comparison.reading.Readings`."""

    words: Numbers
    marks: Marks
    starts: Integers
    fullness: Nats
    telling: Integers
    marked: Mapping[int, Marked]


def _standing(words: Numbers, owners: Integers, runs: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Which words belong to one of some runs of words, all within one wording."""
    found = np.zeros(len(words), dtype=bool)
    if not len(words):
        return found
    starting = np.zeros(int(words.max()) + 1, dtype=bool)
    firsts = np.array([run[0] for run in runs])
    starting[firsts[firsts < len(starting)]] = True
    candidates = np.flatnonzero(starting[words])
    beginning = words[candidates]
    for run in runs:
        at = candidates[beginning == run[0]]
        at = at[at + len(run) <= len(words)]
        for step, word in enumerate(run):
            at = at[words[at + step] == word]
        at = at[owners[at] == owners[at + len(run) - 1]]
        for step in range(len(run)):
            found[at + step] = True
    return found
