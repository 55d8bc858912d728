"""Who "he", "she", "it" and "they" refer to.

Every candidate gets points for what speaks for it, after the classical factors of pronoun resolution (Lappin and
Leass 1994, "An Algorithm for Pronominal Anaphora Resolution": recency, subject before object, head before
possessor), and for what newspapers add: whoever was quoted last tends to go on speaking. Gender, number and kind
are no points but conditions.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claimkit.speakers.lexicon import HYPERNYMS, body_head, is_plural, role_head
from claimkit.speakers.names import fold
from claimkit.speakers.scene import Candidate, Candidates, Referent, Scene
from claimkit.speakers.sources import read_source

if TYPE_CHECKING:
    from claimkit.speakers.identity import Identity
    from claimkit.speakers.lexicon import Gender
    from claimkit.speakers.mentions import Name
    from claimkit.speakers.sources import Source

_OBLIQUE = re.compile(
    r"\b(?:of|by|with|to|for|against|from|about|on|in|at|over|between|under|than|after|before|behind|replaced?"
    r"|succeeded)\s+$",
    re.IGNORECASE,
)
_PERSON_AS_SUBJECT = re.compile(
    r"(?:The|An?) (?:[a-z][\w'’-]* ){0,4}?([a-z][\w-]+)"
    r"(?= (?:[a-z]+(?:ed|s)|began|came|did|felt|gave|had|held|left|made|put|ran|sat|sought|spoke|stood|took|went)\b)"
)
_COMPLEMENT = re.compile(r" (?:of|for|at|from) ")
_INDEFINITE = re.compile(r"\ban? $", re.IGNORECASE)
_EMPHASIS = re.compile(r" (?:himself|herself|itself)\b")
_TO_HER = re.compile(r"\b(?:ask(?:s|ed)?|told|tells|remind(?:s|ed)|warn(?:s|ed)) her\b(?! \w+ (?:to|that|if)\b)")
_TO_HIM = re.compile(r"\b(?:ask(?:s|ed)?|told|tells|remind(?:s|ed)|warn(?:s|ed)) him\b")
_WORD = re.compile(r"\w[\w.-]*")
_LONGEST_OPENING, _MOST_WORDS_OF_OPENING = 80, 6
_LONGEST_PREPOSITION = 12
_LONGEST_ARTICLE = len("The ")
_FARTHEST_SENTENCE = 8
_FARTHEST_SPEAKER = 16
_SENTENCES_OF_NOUNS = 2
_NAMES_AHEAD = 4

_PER_SENTENCE = -1.0
_PER_CHARACTER_AHEAD = -0.01
_SUBJECT = 1.0
_OPENS_LAST_SENTENCE = 1.0
_ITSELF = 2.0
_POSSESSOR = -0.8
_OBLIQUE_CASE = -0.8
_QUOTED = -2.5
_ADDRESSING = -6.0
_GENDER_KNOWN = 1.0
_GENDER_UNLIKELY = -7.0
_PERSON_KNOWN = 1.5
_BODY_KNOWN = 1.0
_PLACE = -0.5
_GROUP = 2.0
_BODY_AS_THEY = -1.5
_MERE_NOUN = 0.8
_NOUN_AS_SUBJECT = 2.0
_SAME_SENTENCE = 3.0


def antecedents_of_person(scene: Scene, offset: int, gender: Gender | None) -> list[Candidate]:
    """The people whom "he" or "she" at ``offset`` can mean, the best first."""
    candidates = Candidates(scene, offset)
    named = [each for each in scene.named_before(offset) if each[1].type != "org"]
    subjects = {distance: name.start for name, _, distance in named}
    for name, identity, distance in named:
        placed = identity.type == "unknown" and identity.locative
        placed = placed or (identity.type == "unknown" and (name.article or _is_indefinite(scene, name)))
        if name.type in ("people", "place") or placed or _contradicts(identity.gender, gender):
            continue
        points = _place_points(scene, name, distance, subject=subjects[distance] == name.start)
        points += _PERSON_KNOWN * (identity.type == "person") + _gender_points(identity, gender)
        candidates.add(scene.referent_of(identity), points)
    if not candidates:
        _add_those_ahead(scene, offset, gender, candidates)
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        spoke = referent.last_before(offset)
        body = referent.type == "org" or (referent.identity is not None and referent.identity.type == "org")
        body = body or referent.document
        known = referent.identity
        if spoke is None or referent.plural or body or _contradicts(known.gender if known else referent.gender, gender):
            continue
        distance = here - scene.sentence_of(spoke)
        if distance > _FARTHEST_SPEAKER:
            continue
        points = _PER_SENTENCE * distance + _SUBJECT + _PERSON_KNOWN
        points += _ADDRESSING * _addresses(scene, spoke, offset, gender)
        points += _gender_points(known, gender) if known else _GENDER_KNOWN * (referent.gender is not None)
        candidates.add(referent, points)
    if described := _described_subject(scene, here - 1, offset, gender):
        candidates.add(
            described, _PER_SENTENCE + _SUBJECT + _OPENS_LAST_SENTENCE + _PERSON_KNOWN + _NOUN_AS_SUBJECT, speaking=0.0
        )
    return candidates.ranked()


def _described_subject(scene: Scene, number: int, offset: int, gender: Gender | None) -> Referent | None:
    """Whoever a sentence begins with under a noun that nobody named has: "The advocate general sought time. He ..."."""
    start = scene.sentence_start(number)
    opening = _PERSON_AS_SUBJECT.match(scene.text, start, offset)
    if number < 0 or opening is None or "\n" in scene.text[start:offset]:
        return None
    head = role_head(opening[1]) or ""
    kin = {head, *HYPERNYMS.get(head, ())}
    named = (role for identity in scene.cast.near(offset) for role in identity.roles)
    if not head or body_head(head) or any(role_head(word) in kin for role in named for word in role.split()):
        return None
    source = read_source(scene.text, start, opening.end(1), split=False)
    if source.kind != "person" or _addresses(scene, start, offset, gender):
        return None
    known = _known_as(scene, source.phrase)
    return known or Referent(
        source.phrase, "unnamed", head=source.head, modifiers=source.modifiers, gender=source.gender
    )


def _addresses(scene: Scene, spoke: int, offset: int, gender: Gender | None) -> bool:
    """Whether whoever spoke at ``spoke`` spoke to "her", who is somebody else, and whom "she" then means."""
    pattern = _TO_HER if gender == "f" else _TO_HIM if gender == "m" else None
    stop = min(offset, scene.sentence_start(scene.sentence_of(spoke) + 1))
    return pattern is not None and pattern.search(scene.text, spoke, stop) is not None


def _add_those_ahead(scene: Scene, offset: int, gender: Gender | None, candidates: Candidates) -> None:
    """Add the people named right after, for an article that begins with "he"."""
    stop = scene.sentence_start(scene.sentence_of(offset) + 2)
    for name, identity in scene.cast.named_between(offset, stop)[:_NAMES_AHEAD]:
        likely = identity.type == "unknown" and " " in identity.name and not name.article
        if (identity.type == "person" or likely) and not _contradicts(identity.gender, gender):
            candidates.add(scene.referent_of(identity), _PER_CHARACTER_AHEAD * (name.start - offset))


def antecedents_of_it(scene: Scene, offset: int) -> list[Candidate]:
    """The bodies that "it" at ``offset`` can mean, the best first."""
    candidates = Candidates(scene, offset)
    named = [
        (name, identity, distance)
        for name, identity, distance in scene.named_before(offset)
        if identity.type != "person"
        and name.type != "people"
        and not (identity.type == "unknown" and identity.locative)
    ]
    subjects = {distance: name.start for name, _, distance in named}
    for name, identity, distance in named:
        points = _place_points(scene, name, distance, subject=subjects[distance] == name.start)
        points += _BODY_KNOWN * (identity.type == "org") + _PLACE * (name.type == "place")
        candidates.add(scene.referent_of(identity), points)
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        spoke = referent.last_before(offset)
        if spoke is None or referent.type == "person" or referent.plural:
            continue
        person = referent.identity is None and role_head(referent.head) and not body_head(referent.head)
        body = _body_of(scene, referent, spoke) if person else referent
        if body is None:
            continue
        distance = here - scene.sentence_of(spoke)
        if distance <= _FARTHEST_SENTENCE:
            candidates.add(body, _PER_SENTENCE * distance + _SUBJECT + _BODY_KNOWN)
    if source := _opening_body(scene, here, offset):
        known = _known_as(scene, source.phrase)
        described = known or Referent(source.phrase, "org", head=source.head, modifiers=source.modifiers)
        candidates.add(described, _SUBJECT + _BODY_KNOWN + _SAME_SENTENCE, speaking=0.0)
    return candidates.ranked()


def _body_of(scene: Scene, speaker: Referent, spoke: int) -> Referent | None:
    """The body that is described as somebody's: "the university" after "a spokesman for the university"."""
    at = scene.text.find(speaker.name, spoke, spoke + len(speaker.name) + _LONGEST_ARTICLE)
    match = _COMPLEMENT.search(scene.text, at, at + len(speaker.name)) if at >= 0 else None
    if match is None:
        return None
    source = read_source(scene.text, match.end(), at + len(speaker.name), split=False)
    if source.kind != "body":
        return None
    known = _known_as(scene, source.phrase)
    return known or Referent(source.phrase, "org", head=source.head, modifiers=source.modifiers)


def _opening_body(scene: Scene, number: int, offset: int) -> Source | None:
    """The body that a sentence begins with, if it is described and not named: "Borduria's defense ministry"."""
    start = scene.sentence_start(number)
    words = list(_WORD.finditer(scene.text, start, min(offset, start + _LONGEST_OPENING)))
    for word, after in pairwise(words[: _MOST_WORDS_OF_OPENING + 1]):
        if (
            word[0].islower()
            and body_head(word[0])
            and not is_plural(word[0])
            and not (body_head(after[0]) or role_head(after[0]))
        ):
            source = read_source(scene.text, start, word.end(), split=False)
            return source if source.kind == "body" and source.modifiers else None
    return None


def antecedents_of_they(scene: Scene, offset: int) -> list[Candidate]:
    """The groups, pairs and bodies that "they" at ``offset`` can mean, the best first."""
    candidates = Candidates(scene, offset)
    here = scene.sentence_of(offset)
    for referent in scene.recent:
        spoke = referent.last_before(offset)
        if spoke is None or (not referent.plural and referent.type != "org"):
            continue
        distance = here - scene.sentence_of(spoke)
        if distance <= _FARTHEST_SENTENCE:
            candidates.add(referent, _PER_SENTENCE * distance + _GROUP * referent.plural + _SUBJECT)
    for name, identity, distance in scene.named_before(offset):
        inhabitants = name.type == "people" and name.text.endswith("s")
        if identity.type == "org" and (inhabitants or name.type not in ("people", "place")):
            points = _place_points(scene, name, distance, subject=False) + _BODY_AS_THEY
            candidates.add(scene.referent_of(identity), points, speaking=0.0)
    _add_nouns(scene, offset, candidates)
    for pair, start in scene.pairs_before(offset):
        points = _PER_SENTENCE * (here - scene.sentence_of(start)) + _GROUP
        if scene.begins_sentence(start):
            points += _SUBJECT + _SAME_SENTENCE * (scene.sentence_of(start) == here)
        candidates.add(pair, points + _QUOTED * scene.is_quoted(start), speaking=0.0)
    return candidates.ranked()


def _add_nouns(scene: Scene, offset: int, candidates: Candidates) -> None:
    """Add the groups that are only mentioned near ``offset``: "armed gangs", "the prosecutors"."""
    here = scene.sentence_of(offset)
    for start, end in scene.plural_nouns(scene.sentence_start(here - _SENTENCES_OF_NOUNS), offset):
        source = read_source(scene.text, start, end, split=False)
        if source.kind in ("group", "body") and source.plural:
            known = _known_as(scene, source.phrase)
            described = known or Referent(
                source.phrase, "unnamed", head=source.head, modifiers=source.modifiers, plural=True
            )
            points = _PER_SENTENCE * (here - scene.sentence_of(start)) + _MERE_NOUN
            if scene.begins_sentence(start):
                points += _NOUN_AS_SUBJECT + _SAME_SENTENCE * (scene.sentence_of(start) == here)
            points += _QUOTED * scene.is_quoted(start)
            candidates.add(described, points, speaking=0.0)


def _is_indefinite(scene: Scene, name: Name) -> bool:
    """Whether an indefinite article makes a name a thing's: "a Bible"."""
    return _INDEFINITE.search(scene.text, max(0, name.outer - _LONGEST_ARTICLE), name.outer) is not None


def _contradicts(known: Gender | None, asked: Gender | None) -> bool:
    return known is not None and asked is not None and known != asked


def _place_points(scene: Scene, name: Name, distance: int, *, subject: bool) -> float:
    """Points for where a name stands: near or far, subject or object or possessor, quoted or not."""
    points = _PER_SENTENCE * distance
    if name.possessive:
        points += _POSSESSOR
    elif _OBLIQUE.search(scene.text, max(0, name.outer - _LONGEST_PREPOSITION), name.outer):
        points += _OBLIQUE_CASE
    elif subject:
        points += _SUBJECT
        # "Ms. Doe left early. She said": a sentence about somebody goes before whoever spoke last
        opens = name.outer - scene.sentence_start(scene.sentence_of(name.start)) <= _LONGEST_ARTICLE
        points += _OPENS_LAST_SENTENCE * (distance == 1 and opens)
    points += _ITSELF * (_EMPHASIS.match(scene.text, name.end) is not None)
    return points + _QUOTED * scene.is_quoted(name.start)


def _gender_points(identity: Identity, gender: Gender | None) -> float:
    """Points for a gender that is known or that the given name suggests."""
    suggested = identity.given_gender
    if gender is None or suggested is None:
        return 0.0
    return _GENDER_KNOWN if suggested == gender else _GENDER_UNLIKELY


def _known_as(scene: Scene, phrase: str) -> Referent | None:
    """Who was a source before under the same words."""
    return next((each for each in scene.recent if fold(each.name) == fold(phrase)), None)
