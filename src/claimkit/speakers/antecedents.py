"""Who a pronoun or a description refers to: "he", "they", "the Kremlin spokesman", "the ministry", "who".

Every candidate gets points for what speaks for it, after the classical factors of pronoun resolution (Lappin and
Leass 1994, "An Algorithm for Pronominal Anaphora Resolution": recency, subject before object, head before
possessor), and for what newspapers add: whoever was quoted last tends to go on speaking. Gender, number and kind
are no points but conditions. The losers are kept, so that a decision can be explained.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import define, field, frozen

from claimkit.records import SpeakerType
from claimkit.speakers.identity import REACH, Cast, Identity
from claimkit.speakers.lexicon import (
    COMMON_ADJECTIVES,
    FUNCTION_WORDS,
    GROUPS,
    HYPERNYMS,
    LEADERS,
    OFFICE_WORDS,
    QUANTIFIERS,
    RANKS,
    WEEKDAYS,
    Gender,
    body_head,
    looks_like_person,
    role_head,
    singular,
)
from claimkit.speakers.mentions import Name
from claimkit.speakers.names import fold
from claimkit.speakers.places import COUNTRY_OF, same_country
from claimkit.speakers.sources import Source, read_source


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
        parts: The identities of joint speakers.
        spoke_at: Offsets of the sources that were resolved to it.
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


@frozen
class Candidate:
    """A referent with what speaks for it, in points."""

    referent: Referent
    points: float


_SENTENCE_END = re.compile(r"(?<![ .][A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Sen)(?<!Rep)(?<!Gen)(?<!St)(?<!Gov)[.!?][”\"’')\]]*\s+(?=[^a-z\s])|\n+")
_OBLIQUE = re.compile(r"\b(?:of|by|with|to|for|against|from|about|on|in|at|over|between|under|than|after|before|behind|replace|replaced|succeeded)\s+$", re.I)
_FARTHEST_SENTENCE = 8
_FARTHEST_INTRODUCTION = 3
_MOST_REFERENTS = 100
_MOST_UPCOMING = 12
_SENTENCES_OF_LEAD = 2

_POINTS_PER_SENTENCE = -1.0
_POINTS_LAST_SPEAKER = 2.0
_POINTS_SPEAKER_OF_PARAGRAPH = 1.0
_POINTS_NOUN = 0.8
_POINTS_SUBJECT = 1.0
_POINTS_POSSESSOR = -0.8
_POINTS_OBLIQUE = -0.8
_POINTS_QUOTED = -2.5
_POINTS_GENDER_KNOWN = 1.0
_POINTS_GENDER_UNLIKELY = -5.0
_POINTS_PERSON_KNOWN = 1.5


_PLURAL_NOUN = re.compile(r"(?<!\w)(?:(?:[A-Z][\w.-]*|[a-z][\w-]+) ){0,3}[A-Za-z][a-z-]*(?:s|men|people|police)\b(?!['’])")


def _without_function_words(phrase: str, start: int) -> int:
    """Where a phrase begins once everything up to its last function word is left out."""
    words = phrase.split(" ")
    for place in range(len(words) - 2, -1, -1):
        word = words[place]
        if word.casefold() in FUNCTION_WORDS or word.endswith(("ed", "ing", "ly")):
            return start + len(" ".join(words[: place + 1])) + 1
    return start


class Scene:
    """The article as it stands when a source is to be resolved: who was named, who spoke, where sentences begin."""

    def __init__(
        self, text: str, cast: Cast, quoted: Sequence[tuple[int, int]] = (), upcoming: Sequence[Source] = ()
    ) -> None:
        self.text = text
        self.cast = cast
        self.referents: list[Referent] = []
        self.last: Referent | None = None
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

    def heard(self, referent: Referent, at: int) -> None:
        """Note that a source at ``at`` was resolved to a referent, so that later words can take it up."""
        if referent.name and not referent.spoke_at:
            self.referents.append(referent)
        referent.spoke_at.append(at)
        self.last = referent

    @property
    def sentences(self) -> int:
        """How many sentences the article has."""
        return len(self._sentences)

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that an offset lies in."""
        return bisect_right(self._sentences, offset) - 1

    def sentence_start(self, number: int) -> int:
        """Where a sentence begins."""
        return self._sentences[max(0, number)] if number < len(self._sentences) else len(self.text)

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

    def named_before(self, offset: int) -> Iterator[tuple[Name, Identity, int]]:
        """Names before ``offset`` in the sentences near it, the last first, with the distance in sentences."""
        here = self.sentence_of(offset)
        start = self.sentence_start(here - _FARTHEST_SENTENCE)
        for name, identity in reversed(self.cast.named_between(start, offset)):
            yield name, identity, here - self.sentence_of(name.start)


def _ranked(found: dict[int, Candidate]) -> list[Candidate]:
    return sorted(found.values(), key=lambda candidate: -candidate.points)


def _keep_best(found: dict[int, Candidate], referent: Referent, points: float) -> None:
    known = found.get(id(referent))
    if known is None or points > known.points:
        found[id(referent)] = Candidate(referent, points)


def _place_points(scene: Scene, name: Name, distance: int, first_of_sentence: bool) -> float:
    points = _POINTS_PER_SENTENCE * distance
    if name.possessive:
        points += _POINTS_POSSESSOR
    elif _OBLIQUE.search(scene.text, max(0, name.outer - 12), name.outer):
        points += _POINTS_OBLIQUE
    elif first_of_sentence:
        points += _POINTS_SUBJECT
    if scene.is_quoted(name.start):
        points += _POINTS_QUOTED
    return points


def _speaking_points(scene: Scene, referent: Referent, offset: int) -> float:
    """Points for having spoken: most for the last speaker, some for one of the same paragraph."""
    points = 0.0
    if referent is scene.last:
        points += _POINTS_LAST_SPEAKER
    spoke = [at for at in referent.spoke_at if at < offset]
    if spoke and "\n" not in scene.text[max(spoke) : offset]:
        points += _POINTS_SPEAKER_OF_PARAGRAPH
    return points


def _points_for_gender(identity: Identity, gender: Gender | None) -> float:
    if gender is None:
        return 0.0
    if identity.gender:
        return _POINTS_GENDER_KNOWN
    suggested = identity.given_gender
    return 0.0 if suggested is None else _POINTS_GENDER_KNOWN if suggested == gender else _POINTS_GENDER_UNLIKELY


def antecedents_of_person(scene: Scene, offset: int, gender: Gender | None) -> list[Candidate]:
    """The people whom "he" or "she" at ``offset`` can mean, the best first."""
    found: dict[int, Candidate] = {}
    first_of: dict[int, int] = {}
    named = list(scene.named_before(offset))
    for name, identity, distance in named:
        if identity.type != "org":
            first_of[distance] = name.start
    for name, identity, distance in named:
        if identity.type == "org" or name.type in ("people", "place") or identity.gender and gender and identity.gender != gender:
            continue
        referent = scene.referent_of(identity)
        if identity.type == "unknown" and identity.locative:
            continue
        points = _place_points(scene, name, distance, first_of.get(distance) == name.start)
        points += _POINTS_PERSON_KNOWN * (identity.type == "person") + _points_for_gender(identity, gender)
        _keep_best(found, referent, points + _speaking_points(scene, referent, offset))
    if not found:
        following = scene.cast.named_between(offset, scene.sentence_start(scene.sentence_of(offset) + 2))
        for name, identity in following[:4]:
            likely = identity.type == "person" or identity.type == "unknown" and " " in identity.name and not name.article
            if likely and not (identity.gender and gender and identity.gender != gender):
                _keep_best(found, scene.referent_of(identity), 0.01 * (offset - name.start))
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        if referent.plural or referent.type == "org" or referent.gender and gender and referent.gender != gender:
            continue
        if referent.identity and referent.identity.type == "org":
            continue
        distance = here - scene.sentence_of(max(referent.spoke_at))
        if distance < 0 or distance > _FARTHEST_SENTENCE * 2:
            continue
        points = _POINTS_PER_SENTENCE * distance + _POINTS_SUBJECT + _POINTS_PERSON_KNOWN
        points += _points_for_gender(referent.identity, gender) if referent.identity else _POINTS_GENDER_KNOWN * (referent.gender is not None)
        _keep_best(found, referent, points + _speaking_points(scene, referent, offset))
    return _ranked(found)


def antecedents_of_it(scene: Scene, offset: int) -> list[Candidate]:
    """The bodies that "it" at ``offset`` can mean, the best first."""
    found: dict[int, Candidate] = {}
    named = [
        each
        for each in scene.named_before(offset)
        if each[1].type != "person" and each[0].type != "people" and not (each[1].type == "unknown" and each[1].locative)
    ]
    first_of = {distance: name.start for name, _, distance in named}
    for name, identity, distance in named:
        referent = scene.referent_of(identity)
        points = _place_points(scene, name, distance, first_of[distance] == name.start)
        points += 1.0 * (identity.type == "org") - 0.5 * (name.type == "place")
        _keep_best(found, referent, points + _speaking_points(scene, referent, offset))
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        if referent.type == "person" or referent.plural:
            continue
        distance = here - scene.sentence_of(max(referent.spoke_at))
        if 0 <= distance <= _FARTHEST_SENTENCE:
            points = _POINTS_PER_SENTENCE * distance + _POINTS_SUBJECT + 1.0
            _keep_best(found, referent, points + _speaking_points(scene, referent, offset))
    return _ranked(found)


def antecedents_of_they(scene: Scene, offset: int) -> list[Candidate]:
    """The groups, pairs and bodies that "they" at ``offset`` can mean, the best first."""
    found: dict[int, Candidate] = {}
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        distance = here - scene.sentence_of(max(referent.spoke_at))
        if distance < 0 or distance > _FARTHEST_SENTENCE or referent.type == "person" and not referent.plural:
            continue
        if referent.type == "unnamed" and not referent.plural:
            continue
        points = _POINTS_PER_SENTENCE * distance + 2.0 * referent.plural + _POINTS_SUBJECT
        _keep_best(found, referent, points + _speaking_points(scene, referent, offset))
    for name, identity, distance in scene.named_before(offset):
        if identity.type != "org" or name.type == "people" and not name.text.endswith("s") or name.type == "place":
            continue
        _keep_best(found, scene.referent_of(identity), _place_points(scene, name, distance, False) - 1.5)
    for start, end in scene.plural_nouns(scene.sentence_start(here - 2), offset):
        points = _POINTS_PER_SENTENCE * (here - scene.sentence_of(start)) + _POINTS_NOUN
        source = read_source(scene.text, start, end, split=False)
        if source.kind in ("group", "body") and source.plural:
            known = next((each for each in scene.recent if fold(each.name) == fold(source.phrase)), None)
            described = known or Referent(source.phrase, "unnamed", head=source.head, modifiers=source.modifiers, plural=True)
            _keep_best(found, described, points - 2.0 * scene.is_quoted(start))
    return _ranked(found)


def _content_words(words: Sequence[str]) -> list[str]:
    return [word for phrase in words for word in phrase.replace("’s", "").replace("'s", "").split()]


def _agree(modifiers: Sequence[str], described: Sequence[str]) -> float | None:
    """Points for modifiers that both descriptions share, ``None`` if they contradict each other."""
    points = 0.0
    ours, theirs = _content_words(modifiers), _content_words(described)
    folded = {fold(word) for word in theirs}
    for word in ours:
        if fold(word) in folded or any(same_country(word, other) for other in theirs):
            points += 1.5
        elif word.casefold() in COUNTRY_OF and any(other.casefold() in COUNTRY_OF for other in theirs):
            return None
        elif word.casefold() in OFFICE_WORDS and word.casefold() not in ("former", "the", "new"):
            if any(other.casefold() in OFFICE_WORDS and other.casefold() not in ("former", "new") for other in theirs):
                return None
            points -= 0.5
        else:
            points -= 0.3
    return points


def _recency(scene: Scene, starts: Sequence[int], offset: int) -> float:
    here = scene.sentence_of(offset)
    before = [at for at in starts if at < offset]
    if before:
        return max(-4.0, -0.3 * (here - scene.sentence_of(max(before))))
    return max(-4.0, -1.0 - 0.5 * (scene.sentence_of(min(starts)) - here))


def role_points(source: Source, role: str) -> float | None:
    """Points for a description and a role meaning one person, ``None`` if they cannot."""
    heads = [head for word in role.split() if (head := role_head(word))]
    if not heads:
        return None
    if heads[-1] == "counterpart" and source.head in LEADERS:
        heads[-1] = source.head
    if heads[-1] == source.head:
        points = 3.0
    elif source.head in heads:
        points = 2.5
    elif HYPERNYMS.get(source.head, frozenset()).intersection(heads):
        points = 1.5
    else:
        return None
    agreed = _agree(source.modifiers, [word for word in role.split() if role_head(word) != source.head])
    return None if agreed is None else points + agreed


def antecedents_of_role(scene: Scene, source: Source) -> list[Candidate]:
    """The people whom a description such as "the Kremlin spokesman" can mean, the best first."""
    found: dict[int, Candidate] = {}
    alike = HYPERNYMS.get(source.head, frozenset())
    for identity in scene.cast.near(source.start):
        if identity.type == "org" or identity.gender and source.gender and identity.gender != source.gender:
            continue
        best = max((points for role in identity.roles if (points := role_points(source, role)) is not None), default=None)
        if best is not None:
            referent = scene.referent_of(identity)
            points = best + _recency(scene, identity.starts, source.start) + _speaking_points(scene, referent, source.start) * 0.5
            _keep_best(found, referent, points)
    for referent in scene.recent:
        if referent.identity or referent.plural or referent.head not in (source.head, *alike):
            continue
        agreed = _agree(source.modifiers, referent.modifiers)
        if agreed is not None:
            points = 2.0 + agreed + _recency(scene, referent.spoke_at, source.start)
            _keep_best(found, referent, points + _speaking_points(scene, referent, source.start) * 0.5)
    return _ranked(found)


OPEN_BODIES = frozenset(
    """company firm group organization organisation agency newspaper paper airline party union bank club team network
    broadcaster channel station magazine website charity automaker carmaker manufacturer maker retailer body watchdog
    institute university hospital giant publisher outlet movement militia country nation""".split()
)
"""Heads that often take up a name that does not contain them ("Boeing ... the company")."""


def antecedents_of_body(scene: Scene, source: Source) -> list[Candidate]:
    """The bodies that a description such as "the ministry" can mean, the best first."""
    found: dict[int, Candidate] = {}
    alike = HYPERNYMS.get(source.head, frozenset())
    country = source.head in ("country", "nation", "kingdom", "republic")
    for identity in scene.cast.near(source.start):
        if identity.type == "person":
            continue
        kinds = {name.type for name in identity.names}
        words = identity.name.split()
        heads = {head for word in words if (head := body_head(word))}
        if country:
            if "place" not in kinds:
                continue
            points = 1.0
        elif kinds & {"place", "people"} or len(words) == 1 and source.head in heads:
            continue
        elif source.head in heads:
            points = 3.0
        elif alike & heads:
            points = 2.0
        elif source.head in OPEN_BODIES and not heads and not identity.locative:
            points = 0.8 if identity.type == "org" else 0.3
        else:
            continue
        agreed = _agree(source.modifiers, [word for word in words if body_head(word) != source.head])
        if agreed is None:
            continue
        referent = scene.referent_of(identity)
        before = [at for at in identity.starts if at < source.start]
        if not before and not points >= 3.0:
            continue
        _keep_best(
            found,
            referent,
            points + agreed + _recency(scene, identity.starts, source.start) + _speaking_points(scene, referent, source.start) * 0.5,
        )
    for referent in scene.recent:
        if referent.identity or referent.type != "org" or referent.head != source.head and referent.head not in alike:
            continue
        agreed = _agree(source.modifiers, referent.modifiers)
        if agreed is not None:
            points = 3.0 * (referent.head == source.head) + agreed + _recency(scene, referent.spoke_at, source.start)
            _keep_best(found, referent, points + _speaking_points(scene, referent, source.start) * 0.5)
    return _ranked(found)


def antecedents_of_group(scene: Scene, source: Source) -> list[Candidate]:
    """The groups mentioned as sources before that "the officials" or "health officials" can take up, best first."""
    found: dict[int, Candidate] = {}
    head = singular(source.head)
    for referent in scene.recent:
        if not referent.plural or singular(referent.head) != head:
            continue
        theirs = {fold(word) for word in _content_words(referent.modifiers)}
        if not {fold(word) for word in _content_words(source.modifiers)} <= theirs:
            continue
        _keep_best(found, referent, 1.0 + _recency(scene, referent.spoke_at, source.start))
    return _ranked(found)


def fuller_description(scene: Scene, source: Source) -> tuple[int, int] | None:
    """Where the text before a bare noun ("police") gives it with a name or a people ("Freedonian police"), the last time."""
    word = scene.text[source.start : source.end].split()[-1]
    pattern = _fuller(word.casefold())
    found = None
    for match in pattern.finditer(scene.text, max(0, source.start - REACH), source.start):
        start = match.start(1)
        words = match[1].split()
        while words and words[0].casefold() in FUNCTION_WORDS:
            start += scene.text[start : match.end()].find(words[0]) + len(words[0]) + 1
            words = words[1:]
        if words and any(each[0].isupper() and each.casefold().removesuffix("'s").removesuffix("’s") not in WEEKDAYS for each in words):
            found = (start, match.end())
    return found


_FIELDS = "(?:central|military|local|federal|state|health|defense|army|interim|transitional)"


@cache
def _fuller(word: str) -> re.Pattern[str]:
    return re.compile(rf"((?:(?:[A-Z][\w'’&-]*|(?:[A-Z]\.)+)[ ]){{1,4}}(?:{_FIELDS}[ ])?)(?i:{re.escape(word)})\b")


_SPEAKS = re.compile(r"[^.;:!?\n]{0,60}?\b(?:as saying|said|says|told|tells|spoke|announced|added|warned|denied)\b")


def named_next(scene: Scene, source: Source, upcoming: Sequence[Source]) -> Identity | None:
    """Who is named right after somebody was only described: "Freedonia's justice minister says ... Ann Example told ...".

    News briefs open with a description and give the name in the next sentence. The name must be new there, stand
    near, and must not be introduced as somebody else.
    """
    here = scene.sentence_of(source.start)
    if scene.text[source.start : source.end].split()[0].casefold() in QUANTIFIERS:
        return None
    last = here + _FARTHEST_INTRODUCTION
    named = (scene.cast.identity_of(following.name) for following in upcoming if following.name and scene.sentence_of(following.start) <= last)
    speaking = {id(identity) for identity in named}
    lead = here < _SENTENCES_OF_LEAD
    stop = scene.sentence_start(here + _FARTHEST_INTRODUCTION + 1) if here + _FARTHEST_INTRODUCTION + 1 < scene.sentences else len(scene.text)
    for name, identity in scene.cast.named_between(source.end, stop):
        if identity.starts[0] != name.start or identity.gender and source.gender and identity.gender != source.gender:
            continue
        speaks = id(identity) in speaking
        if source.kind == "person":
            if identity.type == "org" or " " not in identity.name or name.type in ("place", "people"):
                continue
            free = name.role is None or is_rank(name.role)
            points = None if free else role_points(source, name.role or "")
            spokesperson = source.head.startswith("spokes") and not source.definite
            if points is not None and points >= 1.5 and (speaks or points >= 2.5):
                return identity
            if spokesperson:
                continue
            if free and (speaks or identity.type == "person" and _SPEAKS.match(scene.text, name.end)):
                return identity
            if lead and speaks and not free:
                return identity
        elif speaks and name.type not in ("place", "people") and not _surely_person(identity):
            heads = {head for word in identity.name.split() if (head := body_head(word))}
            after = scene.text[name.end : name.end + 25].split()
            heads |= {head for word in after[:2] if (head := body_head(word))}
            if source.head in heads or heads & HYPERNYMS.get(source.head, frozenset()) or source.head in OPEN_BODIES and not heads:
                return identity
    return None


def _surely_person(identity: Identity) -> bool:
    return identity.type == "person" and bool(identity.roles or identity.given_gender or len({name.text for name in identity.names}) > 1)


def is_rank(role: str) -> bool:
    """Whether a title goes with any office ("Mr.", "Colonel") and so excludes none."""
    return all(word.rstrip(".").casefold() in RANKS for word in role.split())


def last_speaker_described(scene: Scene, source: Source) -> Referent | None:
    """The last speaker, if "the scientist" can be them: a person near, of whom no office is known."""
    last = scene.last
    if last is None or last.identity is None or last.identity.type != "person" or not scene.text[source.start :][:4].casefold() == "the ":
        return None
    if scene.sentence_of(source.start) - scene.sentence_of(max(last.spoke_at)) > _FARTHEST_INTRODUCTION:
        return None
    if source.gender and last.identity.given_gender and last.identity.given_gender != source.gender:
        return None
    return last if all(is_rank(role) for role in last.identity.roles) else None


def last_body_named(scene: Scene, offset: int) -> Identity | None:
    """The body named last before ``offset``, in this sentence or the two before it."""
    for name, identity, distance in scene.named_before(offset):
        if distance > _FARTHEST_INTRODUCTION - 1:
            return None
        if identity.type == "org" and name.type == "org":
            return identity
    return None


def last_two_people(scene: Scene, offset: int) -> tuple[Identity, ...]:
    """The two people named last before ``offset``, in order of their first mention: "both men", "the two leaders"."""
    found: list[Identity] = []
    for _, identity, _ in scene.named_before(offset):
        if identity.type == "person" and identity not in found:
            found.append(identity)
        if len(found) == 2:
            return tuple(sorted(found, key=lambda each: each.starts[0]))
    return ()


_BODY_OF_DOCUMENT = re.compile(r"\s(?:\w+ed\s)?(?:by|from|of)\s(?:the\s)?")


def body_behind_document(scene: Scene, source: Source) -> Identity | None:
    """Whose document "the report" is, by what stood with the same noun before: "a report by the Example Bank"."""
    pattern = _document_noun(source.head)
    found = [match for match in pattern.finditer(scene.text, max(0, source.start - REACH), source.start)]
    for match in reversed(found[-3:]):
        names = scene.cast.named_between(max(0, match.start() - 40), match.start())
        for name, identity in reversed(names):
            between = scene.text[name.end : match.start()].strip(" '’s").casefold().split()
            close = all(word in OFFICE_WORDS or word in COMMON_ADJECTIVES for word in between)
            if close and identity.type != "person" and name.type not in ("people", "place"):
                return identity
        by = _BODY_OF_DOCUMENT.match(scene.text, match.end())
        if by:
            following = [each for each in scene.cast.named_between(by.end(), by.end() + 60) if each[0].outer - by.end() <= 12 and each[0].type != "people"]
            if following:
                return following[0][1]
    return None


@cache
def _document_noun(head: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{re.escape(head)})s?\b")
