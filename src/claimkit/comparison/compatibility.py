"""Whether two speakers, as two articles name them, can be one.

Comparing needs less than identity: "the Kremlin" and its spokesman are not one speaker, yet one article may give to the
one what another gives to the other. The answer rests on the two speakers, and on what the user or a knowledge base says
of them (`test_with`); never on the other articles, so that the order in which these come decides nothing. `Comparator`
takes any callable of this type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from anyascii import anyascii
from attrs import frozen
from rapidfuzz.distance import Levenshtein

from claimkit.records import Speaker
from claimkit.registry.naming import TITLES, is_acronym_of, person_name, ties_of_people
from claimkit.speakers.places import COUNTRY_OF

if TYPE_CHECKING:
    from claimkit.registry import SpeakerRegistry

Compatibility = Literal["same", "open", "different"]
"""Two names of one speaker; nothing speaks against it (nobody named, a body and a person); two known speakers."""

SpeakerTest = Callable[[Speaker, Speaker], Compatibility]
"""Tells it of two speakers by their names, types and roles; speakers that are alike in these are taken for one, and of
two, the one that is first by these is given first, so that the order of input decides nothing."""

_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())

_SHORTEST_RESPELT = 4
_RESPELT = 0.8
"""Letters, and share of equal letters, from which two words may be spellings of one name (Sergei, Sergey)."""

_MOST_NAMES = 1 << 17
"""Names that are remembered taken apart; a collection of a million quotes has some sixty thousand."""

_MARKS = re.compile(r"'s\b|[.']")
_SEATS: Mapping[str, str] = MappingProxyType(
    {_MARKS.sub("", anyascii(name)): country for name, country in COUNTRY_OF.items()}
    | {
        "brussels": "european union",
        "pentagon": "united states",
        "state department": "united states",
        "un": "united nations",
        "united nations": "united nations",
    }
)
"""What the news says for governments (countries, peoples, capitals, seats), with the country, as `fold_name` has it."""

_COUNTRY = re.compile(rf"\b({'|'.join(sorted(_SEATS, key=lambda name: (-len(name), name)))})\b")


def compatible(one: Speaker, other: Speaker) -> Compatibility:
    """Whether two speakers can be one.

    Args:
        one: A speaker of one article.
        other: A speaker of another article.

    Returns:
        ``"same"`` for two names of one person or body, ``"different"`` for two known speakers that cannot be one, and
        ``"open"`` otherwise: somebody who is not named may be anybody, and a body may have spoken through a person.

    >>> compatible(Speaker("Orla Brandt", "person"), Speaker("Brandt", "person"))
    'same'
    >>> compatible(Speaker("Orla Brandt", "person"), Speaker("Jonas Brandt", "person"))
    'different'
    >>> compatible(Speaker("Kremlin", "org"), Speaker("Moscow", "org"))
    'same'
    >>> compatible(Speaker("Kremlin", "org"), Speaker("Orla Brandt", "person"))
    'open'
    """
    if not one.name or not other.name or "unnamed" in (one.type, other.type):
        return "open"
    return _compare(_named(one.name, one.type, one.role), _named(other.name, other.type, other.role))


def test_with(registry: SpeakerRegistry, test: SpeakerTest) -> SpeakerTest:
    """A test that knows the aliases, the distinctions and the knowledge base of a registry, and else asks ``test``.

    Whichever of two speakers it is given first, ``test`` gets them in one order.

    >>> from claimkit.registry import SpeakerRegistry
    >>> knows = test_with(SpeakerRegistry(aliases={"the Lion of Vell": "Orla Brandt"}), compatible)
    >>> knows(Speaker("Lion of Vell", "person"), Speaker("Orla Brandt", "person"))
    'same'
    """

    def ask(one: Speaker, other: Speaker) -> Compatibility:
        said = registry.said_of(one, other)
        if said:
            return said[0]
        return test(one, other) if _rank(one) <= _rank(other) else test(other, one)

    return ask


def _rank(speaker: Speaker) -> tuple[str, str, bool, str]:
    """What tells which of two speakers comes first."""
    return speaker.name, speaker.type, speaker.role is not None, speaker.role or ""


@frozen(eq=False)
class _Named:
    """What is compared of a speaker who is named.

    Attributes:
        name: The name.
        folded: The name as `fold_name` has it.
        each: The name, or those of several who speak together.
        is_body: Whether it is a body; a place that stands for its government is one, whatever it was taken for.
        role: The role, or nothing.
    """

    name: str
    folded: str
    each: tuple[str, ...]
    is_body: bool
    role: str


@lru_cache(maxsize=_MOST_NAMES)
def _named(name: str, kind: str, role: str | None) -> _Named:
    is_body = kind == "org" or _is_seat(name)
    return _Named(name, fold_name(name), tuple(name.split(" and ")), is_body, role or "")


def _is_seat(name: str) -> bool:
    return fold_name(name) in _SEATS


def _compare(one: _Named, other: _Named) -> Compatibility:
    if one.folded == other.folded or _shares_a_speaker(one, other):
        return "same"
    if not one.is_body and not other.is_body:
        return "same" if _are_one_person(one.name, other.name) else "different"
    country, other_country = _country_of(one), _country_of(other)
    if one.is_body and other.is_body:
        if _contains(one.name, other.name) or _contains(other.name, one.name):
            return "same"
        if is_acronym_of(one.name, other.name) or is_acronym_of(other.name, one.name):
            return "open"
        if country is None or country != other_country:
            return "different"
        return "same" if _is_seat(one.name) and _is_seat(other.name) else "open"
    return "different" if country and other_country and country != other_country else "open"


def _shares_a_speaker(one: _Named, other: _Named) -> bool:
    """Whether one speaks for itself and with others: "A and B" against "B"."""
    if len(one.each) == len(other.each) == 1:
        return False
    alike = _are_one_person if not (one.is_body or other.is_body) else _are_one_body
    return any(alike(a, b) for a in one.each for b in other.each)


def _are_one_body(name: str, other: str) -> bool:
    return fold_name(name) == fold_name(other)


def fold_name(name: str) -> str:
    """A name without case, accents, marks, titles and article, for finding the same name again.

    >>> fold_name("President Ayşe Ünal-Köse"), fold_name("the Ministry of Health")
    ('ayse unal kose', 'ministry of health')
    """
    return " ".join(_name_words(name))


@lru_cache(maxsize=_MOST_NAMES)
def _name_words(name: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", _MARKS.sub("", anyascii(name).casefold()))
    bare = [word for word in words if word not in _SUFFIXES]
    while len(bare) > 1 and bare[0] in TITLES:
        del bare[0]
    return tuple(bare)


def _are_one_person(name: str, other: str) -> bool:
    longer, shorter = _name_words(name), _name_words(other)
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    if not shorter:
        return False
    if len(shorter) == 1:
        return shorter[0] in (longer[-1], longer[0]) or (len(longer) == 1 and _spelt_alike(longer[0], shorter[0]))
    if set(shorter) <= set(longer) or _tie(name, other) or _tie(other, name):
        return True
    if not _spelt_alike(longer[-1], shorter[-1]):
        return False
    return any(
        _spelt_alike(a, b) or (a[0] == b[0] and 1 in (len(a), len(b))) for a in longer[:-1] for b in shorter[:-1]
    )


def _tie(name: str, other: str) -> bool:
    """Whether one is another form of the other: a nickname, the same words in another order, another spelling."""
    return ties_of_people(person_name(name), person_name(other)) not in (None, "misspelling")


def _spelt_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < _SHORTEST_RESPELT:
        return False
    return Levenshtein.normalized_similarity(one, other) >= _RESPELT


def _contains(name: str, other: str) -> bool:
    return f" {fold_name(other)} " in f" {fold_name(name)} "


def _country_of(speaker: _Named) -> str | None:
    """The country that a body is of by its name, and a person by the role."""
    text = speaker.name if speaker.is_body else speaker.role
    found = _COUNTRY.search(_MARKS.sub("", anyascii(text).casefold()))
    return _SEATS[found.group(1)] if found else None
