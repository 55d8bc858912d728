"""What is grouped: a wording as one speaker said it, wherever it was printed.

Identical wordings are compared once, so that a speech that a hundred outlets print is one node. But "we will see" by
one speaker today and in a month is two, and by two speakers anyway.
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

from claimkit.comparison.verdict import NEAR, enough_for, fewest_words_for, is_only_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        occurrences: The quotes that each is made of.
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
        self.occurrences: list[tuple[int, ...]] = []
        self.articles = array("i")
        self.reported = array("b")
        self.first = array("d")
        self.last = array("d")

    def __len__(self) -> int:
        return len(self.text)

    def days(self, number: int) -> tuple[float, ...]:
        """When a node was printed, in days; without the undated."""
        first, last = self.first[number], self.last[number]
        if first == last:
            return (first,)
        day = self._quotes.day
        return tuple(sorted({day[each] for each in self.occurrences[number] if not math.isnan(day[each])}))

    def days_apart(self, one: int, other: int) -> float | None:
        """Days between the nearest two moments of two nodes; ``None`` if one is undated."""
        if self.first[one] == self.last[one] and self.first[other] == self.last[other]:
            return abs(self.first[one] - self.first[other])
        return min((abs(a - b) for a in self.days(one) for b in self.days(other)), default=None)

    def make(self, wording: int) -> tuple[int, ...]:
        """Make the nodes of a wording, one for each speaker; their numbers."""
        first = len(self.text)
        only = self._quotes.only(wording)
        if only is not None:
            self._append(wording, self._quotes.person[only], (only,))
            return (first,)
        occurrences = sorted(self._quotes.of(wording), key=self._quotes.key)
        for person, them in self._by_speaker(wording, occurrences):
            self._append(wording, person, tuple(them))
        return tuple(range(first, len(self.text)))

    def _append(self, wording: int, person: int, occurrences: tuple[int, ...]) -> None:
        quotes = self._quotes
        self.wording.append(wording)
        self.text.append(quotes.wordings.texts[wording])
        self.person.append(person)
        self.occurrences.append(occurrences)
        if len(occurrences) == 1:
            (only,) = occurrences
            self.articles.append(1)
            self.reported.append(quotes.reported[only])
            self.first.append(quotes.day[only])
            self.last.append(quotes.day[only])
            return
        days = [day for each in occurrences if not math.isnan(day := quotes.day[each])]
        self.articles.append(len({quotes.article[each] for each in occurrences}))
        self.reported.append(any(quotes.reported[each] for each in occurrences))
        self.first.append(min(days, default=math.nan))
        self.last.append(max(days, default=math.nan))

    def _by_speaker(self, wording: int, occurrences: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """The occurrences of each node of a wording, with its speaker; the fullest name stands for each.

        Where nobody is named, the wording goes to the speaker whom most name, if it tells enough. What tells too little
        to be one quote gives a node for each occurrence.
        """
        people, person = self._people, self._quotes.person
        by_person: dict[int, list[int]] = {}
        for occurrence in occurrences:
            by_person.setdefault(person[occurrence], []).append(occurrence)
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
        for speaker, them in by_speaker:
            yield from ((speaker, part) for part in self._parts(wording, speaker, them))

    def _parts(self, wording: int, speaker: int, them: list[int]) -> Iterator[Sequence[int]]:
        """The occurrences of a wording by one speaker, those that tell enough to be one quote together."""
        if len(them) == 1:
            yield them
            return
        quotes = self._quotes
        words, weight = quotes.wordings.telling[wording], quotes.wordings.fullness[wording]
        reported = any(quotes.reported[each] for each in them)
        compatibility = self._people.test(speaker, speaker)
        enough = enough_for(compatibility, reported=reported)
        if reported and is_only_names(quotes.wordings.words_of(wording), enough):
            yield from ([each] for each in them)
        elif words >= fewest_words_for("different") and weight >= enough_for("different"):
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
