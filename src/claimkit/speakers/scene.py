"""The article as it stands when a source is to be resolved: who was named, who spoke, where sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from claimkit.speakers.lexicon import FUNCTION_WORDS, GROUPS, Gender, looks_like_person, role_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimkit.records import SpeakerType
    from claimkit.speakers.identity import Cast, Identity
    from claimkit.speakers.mentions import Name
    from claimkit.speakers.sources import Source

_SENTENCE_END = re.compile(
    r"(?<![ .][A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Sen)(?<!Rep)(?<!Gen)(?<!St)(?<!Gov)"
    r"[.!?][”\"’')\]]*\s+(?=[^a-z\s])|\n+"
)
_PLURAL_NOUN = re.compile(
    r"(?<!\w)(?:(?:[A-Z][\w.-]*|[a-z][\w-]+) ){0,3}[A-Za-z][a-z-]*(?:s|men|people|police)\b(?!['’])"
)
_AND = re.compile(r" and (?:the |his |her |its )?")
_FARTHEST_SENTENCE = 8
_SENTENCES_OF_PAIR = 1
_MOST_REFERENTS = 100
_MOST_UPCOMING = 12
_POINTS_LAST_SPEAKER = 2.0
_POINTS_SPEAKER_OF_PARAGRAPH = 1.0


@define(eq=False)
class Referent:
    """Somebody who was spoken of: an identity with a name, or a description that nobody named.

    Attributes:
        name: What to call them.
        type: See `claimkit.records.SpeakerType`.
        identity: Who it is, if named.
        head: The head noun of a description.
        modifiers: The other words of it.
        plural: Whether several are meant.
        gender: As far as known.
        role: Title or role as written.
        parts: Those who speak jointly.
        document: Whether it is a report, a statement and the like.
        spoke_at: Offsets of the sources that were resolved to it, in order.
    """

    name: str
    type: SpeakerType
    identity: Identity | None = None
    head: str = ""
    modifiers: tuple[str, ...] = ()
    plural: bool = False
    gender: Gender | None = None
    role: str | None = None
    parts: tuple[Referent, ...] = ()
    document: bool = False
    spoke_at: list[int] = field(factory=list)

    def last_before(self, offset: int) -> int | None:
        """Where it spoke last before ``offset``, or ``None``."""
        at = bisect_left(self.spoke_at, offset)
        return self.spoke_at[at - 1] if at else None


@frozen
class Candidate:
    """A referent with what speaks for it.

    Attributes:
        referent: Who may be meant.
        points: The more, the likelier; comparable among the candidates of one source only.
    """

    referent: Referent
    points: float


class Scene:
    """What is known of an article when one of its sources is to be resolved.

    Args:
        text: The article.
        cast: Who is named in it.
        quoted: Stretches in quotation marks; whoever is named in them is less likely to be taken up outside.
        upcoming: The sources of the article as read; those that follow a description may name whom it means.
    """

    def __init__(
        self, text: str, cast: Cast, quoted: Sequence[tuple[int, int]] = (), upcoming: Sequence[Source] = ()
    ) -> None:
        self.text = text
        self.cast = cast
        self.referents: list[Referent] = []
        self.last: Referent | None = None
        self.last_end = 0
        self.upcoming = sorted(upcoming, key=lambda source: source.start)
        self._upcoming_starts = [source.start for source in self.upcoming]
        self._of_identity: dict[int, Referent] = {}
        self._quoted = sorted(quoted)
        self._sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def referent_of(self, identity: Identity) -> Referent:
        """The one referent of an identity."""
        known = self._of_identity.get(id(identity))
        if known is None:
            known = Referent(
                identity.name,
                "person" if identity.type == "person" else "org",
                identity=identity,
                gender=identity.gender,
                role=next(iter(identity.roles), None),
            )
            self._of_identity[id(identity)] = known
        return known

    @property
    def recent(self) -> list[Referent]:
        """Those who spoke lately, in order of their first quote."""
        return self.referents[-_MOST_REFERENTS:]

    def after(self, source: Source) -> list[Source]:
        """The sources that follow nearest, in order."""
        at = bisect_right(self._upcoming_starts, source.start)
        return self.upcoming[at : at + _MOST_UPCOMING]

    def heard_in_document(self, offset: int) -> Referent | None:
        """Who was heard in the document that a source around ``offset`` is, if there is one."""
        at = bisect_right(self._upcoming_starts, offset) - 1
        if at < 0 or self.upcoming[at].end <= offset or self.upcoming[at].kind != "document":
            return None
        start = self.upcoming[at].start
        return next((each for each in reversed(self.recent) if each.last_before(start + 1) == start), None)

    def heard(self, referent: Referent, at: int, until: int) -> None:
        """Note that a source at ``at`` was resolved to a referent, so that later words can take it up."""
        if referent.name and not referent.spoke_at:
            self.referents.append(referent)
        referent.spoke_at.append(at)
        self.last, self.last_end = referent, max(self.last_end, until)

    def subject_before(self, offset: int) -> Identity | None:
        """The person whom the sentence right before ``offset`` begins with, if nobody was quoted since."""
        stop = self.end_before(offset)
        start = self.sentence_start(self.sentence_of(max(0, stop - 1)))
        if start < self.last_end:
            return None
        people = [
            (name, identity) for name, identity in self.cast.named_between(start, stop) if identity.type == "person"
        ]
        return people[0][1] if people and not people[0][0].possessive else None

    def end_before(self, offset: int) -> int:
        """Where the text before an offset ends, without the blanks behind it; without a copy of what may be long."""
        while offset and self.text[offset - 1].isspace():
            offset -= 1
        return offset

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that an offset lies in."""
        return bisect_right(self._sentences, offset) - 1

    def sentence_start(self, number: int) -> int:
        """Where a sentence begins."""
        return self._sentences[max(0, number)] if number < len(self._sentences) else len(self.text)

    def begins_sentence(self, offset: int) -> bool:
        """Whether a sentence begins at ``offset``, an article left out."""
        return offset - self.sentence_start(self.sentence_of(offset)) <= len("The ")

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset lies in quotation marks."""
        at = bisect_right(self._quoted, (offset, len(self.text))) - 1
        return at >= 0 and self._quoted[at][0] <= offset < self._quoted[at][1]

    def plural_nouns(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Descriptions of several people from ``start`` to ``end``: "armed gangs", "the Freedonian prosecutors"."""
        for match in _PLURAL_NOUN.finditer(self.text, start, end):
            word = match[0].rpartition(" ")[2].casefold()
            if role_head(word) or word in GROUPS or looks_like_person(word):
                yield _without_function_words(match[0], match.start()), match.end()

    def pairs_before(self, offset: int, sentences: int = _SENTENCES_OF_PAIR) -> Iterator[tuple[Referent, int]]:
        """Two people or two bodies with "and" between them near ``offset``, and where they begin."""
        start = self.sentence_start(self.sentence_of(offset) - sentences)
        for (left, first), (right, second) in pairwise(self.cast.named_between(start, offset)):
            if _AND.fullmatch(self.text, left.end, right.outer) and self._are_alike(left, first, right, second):
                parts = (self.referent_of(first), self.referent_of(second))
                name = " and ".join(part.name for part in parts)
                known = next((each for each in self.recent if each.name == name), None)
                yield known or Referent(name, parts[0].type, plural=True, parts=parts), left.outer

    def _are_alike(self, left: Name, first: Identity, right: Name, second: Identity) -> bool:
        """Whether two names can be one antecedent: two people, or two bodies that a sentence begins with."""
        if (
            first is second
            or "people" in (left.type, right.type)
            or (first.type == "person") != (second.type == "person")
        ):
            return False
        return first.type == "person" or self.begins_sentence(left.outer)

    def named_before(self, offset: int) -> Iterator[tuple[Name, Identity, int]]:
        """Names before ``offset`` in the sentences near it, the last first, with the distance in sentences."""
        here = self.sentence_of(offset)
        start = self.sentence_start(here - _FARTHEST_SENTENCE)
        for name, identity in reversed(self.cast.named_between(start, offset)):
            yield name, identity, here - self.sentence_of(name.start)


def _without_function_words(phrase: str, start: int) -> int:
    """Where a phrase begins once everything up to its last function word is left out."""
    words = phrase.split(" ")
    for place in range(len(words) - 2, -1, -1):
        word = words[place]
        verb = word.endswith(("ed", "ing", "ly")) and not word[0].isupper()
        if word.casefold() in FUNCTION_WORDS or verb:
            return start + len(" ".join(words[: place + 1])) + 1
    return start


class Candidates:
    """The referents that a source can mean, each with the best points that anything gives it."""

    def __init__(self, scene: Scene, offset: int) -> None:
        self._scene = scene
        self._offset = offset
        self._best: dict[int, Candidate] = {}

    def __bool__(self) -> bool:
        return bool(self._best)

    def add(self, referent: Referent, points: float, *, speaking: float = 1.0) -> None:
        """Put a referent forward; ``speaking`` weighs the points that it gets for having spoken before."""
        points += speaking * self._speaking_points(referent)
        known = self._best.get(id(referent))
        if known is None or points > known.points:
            self._best[id(referent)] = Candidate(referent, points)

    def ranked(self) -> list[Candidate]:
        """The candidates, the best first; of equal ones the first that was put forward."""
        return sorted(self._best.values(), key=lambda candidate: -candidate.points)

    def _speaking_points(self, referent: Referent) -> float:
        """Points for having spoken: most for the last speaker, some for one of the same paragraph."""
        points = _POINTS_LAST_SPEAKER if referent is self._scene.last else 0.0
        spoke = referent.last_before(self._offset)
        if spoke is not None and "\n" not in self._scene.text[spoke : self._offset]:
            points += _POINTS_SPEAKER_OF_PARAGRAPH
        return points
