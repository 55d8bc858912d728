"""What is grouped: a wording as one speaker said it, wherever it was printed.

Identical wordings are compared once, so that a speech that a hundred outlets print is one node. But "we will see" by
one speaker today and in a month is two, and by two speakers anyway.
"""

from __future__ import annotations

import math
from array import array
from itertools import chain
from typing import TYPE_CHECKING

from claimkit.comparison.verdict import NEAR, enough_for, fewest_words_for, is_only_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimkit.comparison.occurrences import Occurrences
    from claimkit.comparison.people import People

_ROUNDING = 1e-6  # days


class Nodes:
    """Numbers nodes from 0; a number is never given twice, and what it stands for never changes.

    Args:
        occurrences: The quotes.
        people: Their speakers.
        window_days: See `claimkit.comparison.Comparator`.

    Attributes:
        wording: The number of the wording of each.
        text: The text that stood for the wording when the node was made.
        person: The number of the speaker of each; of several names, the fullest.
        articles: How many articles carry it.
        reported: Whether it is reported speech somewhere.
        first: When it was first printed, in days; not a number if no date is known.
        last: When it was last printed.
    """

    def __init__(self, occurrences: Occurrences, people: People, *, window_days: float) -> None:
        self._quotes = occurrences
        self._people = people
        self._window = window_days
        self.wording = array("i")
        self.text: list[str] = []
        self.person = array("i")
        self.articles = array("i")
        self.reported = array("b")
        self.first = array("d")
        self.last = array("d")
        self._only = array("i")
        self._several: dict[int, tuple[int, ...]] = {}
        self._days: dict[int, tuple[float, ...]] = {}
        self._begins = array("i")
        self._ends = array("i")

    def __len__(self) -> int:
        return len(self.text)

    def of(self, wording: int) -> range:
        """The nodes of a wording; none if they were not made yet."""
        return range(self._begins[wording], self._ends[wording]) if wording < len(self._begins) else range(0)

    def is_alive(self, number: int) -> bool:
        """Whether a node was not replaced since by another."""
        return number in self.of(self.wording[number])

    def alive(self) -> Iterator[int]:
        """The nodes of all wordings."""
        return chain.from_iterable(map(range, self._begins, self._ends))

    def divided(self) -> Iterator[int]:
        """The wordings that have several nodes."""
        return (wording for wording, nodes in enumerate(map(range, self._begins, self._ends)) if len(nodes) > 1)

    def occurrences(self, number: int) -> tuple[int, ...]:
        """The quotes that a node is made of."""
        return self._several.get(number) or (self._only[number],)

    def days(self, number: int) -> tuple[float, ...]:
        """When a node was printed, in days; without the undated."""
        several = self._days.get(number)
        if several is not None:
            return several
        first = self.first[number]
        return () if math.isnan(first) else (first,)

    def days_apart(self, one: int, other: int) -> float | None:
        """Days between the nearest two moments of two nodes; ``None`` if one is undated."""
        if self.first[one] == self.last[one] and self.first[other] == self.last[other]:
            return abs(self.first[one] - self.first[other])
        return min((abs(a - b) for a in self.days(one) for b in self.days(other)), default=None)

    def make(self, wordings: Iterable[int]) -> range:
        """Make the nodes of some wordings anew, one for each speaker; their numbers, in order of the wordings."""
        first, quotes = len(self), self._quotes
        more = len(quotes.wordings) - len(self._begins)
        self._begins.extend([0] * more)
        self._ends.extend([0] * more)
        of, only = array("i"), array("i")
        parted: dict[int, tuple[int, Sequence[int]]] = {}
        for wording in wordings:
            self._begins[wording] = first + len(only)
            number = quotes.only(wording)
            if number is not None:
                of.append(wording)
                only.append(number)
            else:
                for person, them in self._parted(wording):
                    parted[len(only)] = person, them
                    of.append(wording)
                    only.append(them[0])
            self._ends[wording] = first + len(only)
        self.wording.extend(of)
        self.text.extend(map(quotes.wordings.texts.__getitem__, of))
        self.person.extend(map(quotes.person.__getitem__, only))
        self.articles.extend([1] * len(only))
        self.reported.extend(map(quotes.reported.__getitem__, only))
        self.first.extend(map(quotes.day.__getitem__, only))
        self.last.extend(self.first[first:])
        self._only.extend(only)
        for place, (person, them) in parted.items():
            self.person[first + place] = person
            if len(them) > 1:
                self._note_several(first + place, them)
        return range(first, len(self))

    def _note_several(self, number: int, them: Sequence[int]) -> None:
        """Note what is known of a node that is made of several quotes."""
        quotes = self._quotes
        days = tuple(sorted({day for each in them if not math.isnan(day := quotes.day[each])}))
        self.articles[number] = len({quotes.article[each] for each in them})
        self.reported[number] = any(quotes.reported[each] for each in them)
        self.first[number], self.last[number] = (days[0], days[-1]) if days else (math.nan, math.nan)
        if len(days) > 1:
            self._days[number] = days
        self._several[number] = tuple(them)

    def _parted(self, wording: int) -> Iterator[tuple[int, Sequence[int]]]:
        """For each node that a wording has, its speaker and its occurrences."""
        for speaker, them in self._by_speaker(wording):
            yield from ((speaker, part) for part in self._parts(wording, speaker, them))

    def _by_speaker(self, wording: int) -> Iterable[tuple[int, list[int]]]:
        """The occurrences of a wording by speaker, for whom the fullest name stands.

        Where nobody is named, the wording goes to the speaker whom most name, if it tells enough.
        """
        people, person = self._people, self._quotes.person
        occurrences = sorted(self._quotes.of(wording), key=self._quotes.key)
        by_person: dict[int, list[int]] = {}
        for occurrence in occurrences:
            by_person.setdefault(person[occurrence], []).append(occurrence)
        if len(by_person) == 1:
            return by_person.items()
        by_speaker: list[tuple[int, list[int]]] = []
        for number in sorted(filter(people.is_named, by_person), key=people.fullness):
            same = next((them for head, them in by_speaker if people.test(head, number) == "same"), None)
            if same is None:
                by_speaker.append((number, by_person[number]))
            else:
                same.extend(by_person[number])
        weight = self._quotes.wordings.fullness[wording]
        nameless = [each for each in occurrences if not people.is_named(person[each])]
        if nameless and by_speaker and weight >= enough_for("open"):
            max((them for _, them in by_speaker), key=len).extend(nameless)
        elif nameless:
            by_speaker.append((person[nameless[0]], nameless))
        return by_speaker

    def _parts(self, wording: int, speaker: int, them: list[int]) -> Iterator[Sequence[int]]:
        """The occurrences of a wording by one speaker, those that tell enough to be one quote together.

        What tells too little gives a node for each occurrence.
        """
        if len(them) == 1:
            yield them
            return
        quotes = self._quotes
        words, weight = quotes.wordings.telling[wording], quotes.wordings.fullness[wording]
        reported = any(quotes.reported[each] for each in them)
        decides_alone = words >= fewest_words_for("different") and weight >= enough_for("different")
        if decides_alone and not reported:
            yield them
            return
        compatibility = self._people.test(speaker, speaker)
        enough = enough_for(compatibility, reported=reported)
        if reported and is_only_names(quotes.wordings.words_of(wording), enough):
            yield from ([each] for each in them)
        elif decides_alone:
            yield them
        elif words >= fewest_words_for(compatibility, days=0.0) and weight >= enough:
            yield from self._spells(them, self._window)
        elif words >= fewest_words_for(compatibility, days=0.0) and weight >= enough_for(
            compatibility, reported=reported, days=0.0
        ):
            dated = [each for each in them if not math.isnan(quotes.day[each])]
            yield from self._spells(dated, NEAR)
            yield from ([each] for each in them if math.isnan(quotes.day[each]))
        else:
            yield from ([each] for each in them)

    def _spells(self, occurrences: Sequence[int], window: float) -> Iterator[list[int]]:
        """The occurrences, parted where no publication follows for longer than the window."""
        day, key = self._quotes.day, self._quotes.key
        spell = [each for each in occurrences if math.isnan(day[each])]
        dated = sorted((day[each], key(each), each) for each in occurrences if not math.isnan(day[each]))
        last = math.nan
        for moment, _, occurrence in dated:
            if moment - last > window + _ROUNDING:
                yield spell
                spell = []
            spell.append(occurrence)
            last = moment
        if spell:
            yield spell
