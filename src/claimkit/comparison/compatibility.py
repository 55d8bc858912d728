"""Whether two speakers, as two articles name them, can be one.

Comparing needs less than identity: "the Kremlin" and its spokesman are not one speaker, yet one article may give to the
one what another gives to the other. A registry of speakers across articles can take this function's place: `Comparator`
takes any callable of its type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from attrs import frozen
from rapidfuzz.distance import Levenshtein

from claimkit.records import Speaker

Compatibility = Literal["same", "open", "different"]
"""Two names of one speaker; nothing speaks against it (nobody named, a body and a person); two known speakers."""

SpeakerTest = Callable[[Speaker, Speaker], Compatibility]

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative congressman congresswoman gov "
    "governor president vice prime minister foreign secretary chancellor king queen prince princess pope ayatollah "
    "sheikh general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm chairman chairwoman "
    "chief judge justice attorney mayor ambassador rev reverend bishop archbishop cardinal father sister the spokesman "
    "spokeswoman spokesperson former ex us then deputy".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())

_SHORTEST_RESPELT = 4
_RESPELT = 0.8
"""Letters, and share of equal letters, from which two words may be spellings of one name (Sergei, Sergey)."""

_SEATS = """
afghanistan: kabul, afghan
australia: canberra, australian
brazil: brasilia, brazilian
britain: london, downing street, uk, united kingdom, british
canada: ottawa, canadian
china: beijing, chinese
egypt: cairo, egyptian
european union: brussels, eu
france: paris, elysee, french
germany: berlin, german
greece: athens, greek
holy see: vatican
india: new delhi, delhi, indian
iran: tehran, iranian
iraq: baghdad, iraqi
israel: jerusalem, israeli
italy: rome, italian
japan: tokyo, japanese
lebanon: beirut, lebanese
mexico: mexican
north korea: pyongyang, north korean
pakistan: islamabad, pakistani
poland: warsaw, polish
russia: moscow, kremlin, russian
saudi arabia: riyadh, saudi
south korea: seoul, south korean
spain: madrid, spanish
syria: damascus, syrian
turkey: ankara, turkiye, turkish
ukraine: kyiv, kiev, ukrainian
united nations: un
united states: washington, white house, state department, pentagon, us, usa, america, american
venezuela: caracas, venezuelan
"""
"""Countries (and the like) with what the news says for their governments: seats, houses, adjectives."""

_COUNTRY_OF = {
    name.strip(): country
    for country, names in (line.split(": ") for line in _SEATS.strip().splitlines())
    for name in (country, *names.split(","))
}
_MARKS = re.compile(r"'s\b|[.']")
_COUNTRY = re.compile(rf"\b({'|'.join(sorted(_COUNTRY_OF, key=lambda name: (-len(name), name)))})\b")


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
    return _compare(_named(one), _named(other))


@frozen
class _Named:
    """What is compared of a speaker who is named."""

    name: str
    is_body: bool
    role: str


def _named(speaker: Speaker) -> _Named:
    """A place that stands for its government is a body, whatever it was taken for."""
    return _Named(speaker.name, speaker.type == "org" or _is_seat(speaker.name), speaker.role or "")


def _is_seat(name: str) -> bool:
    return fold_name(name) in _COUNTRY_OF


@lru_cache(maxsize=1 << 16)
def _compare(one: _Named, other: _Named) -> Compatibility:
    if fold_name(one.name) == fold_name(other.name) or _shares_a_speaker(one, other):
        return "same"
    if not one.is_body and not other.is_body:
        return "same" if _are_one_person(one.name, other.name) else "different"
    country, other_country = _country_of(one), _country_of(other)
    if one.is_body and other.is_body:
        if _contains(one.name, other.name) or _contains(other.name, one.name):
            return "same"
        if country is None or country != other_country:
            return "different"
        return "same" if _is_seat(one.name) and _is_seat(other.name) else "open"
    return "different" if country and other_country and country != other_country else "open"


def _shares_a_speaker(one: _Named, other: _Named) -> bool:
    """Whether one speaks for itself and with others: "A and B" against "B"."""
    names, others = one.name.split(" and "), other.name.split(" and ")
    if len(names) == len(others) == 1:
        return False
    alike = _are_one_person if not (one.is_body or other.is_body) else _are_one_body
    return any(alike(a, b) for a in names for b in others)


def _are_one_body(name: str, other: str) -> bool:
    return fold_name(name) == fold_name(other)


def fold_name(name: str) -> str:
    """A name without case, accents, marks, titles and article, for finding the same name again.

    >>> fold_name("President Ayşe Ünal-Köse"), fold_name("the Ministry of Health")
    ('ayse unal kose', 'ministry of health')
    """
    return " ".join(_name_words(name))


@lru_cache(maxsize=1 << 16)
def _name_words(name: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", _MARKS.sub("", anyascii(name).casefold()))
    bare = [word for word in words if word not in _SUFFIXES]
    while len(bare) > 1 and bare[0] in _TITLES:
        del bare[0]
    return tuple(bare)


@lru_cache(maxsize=1 << 16)
def _are_one_person(name: str, other: str) -> bool:
    longer, shorter = sorted((_name_words(name), _name_words(other)), key=len, reverse=True)
    if not shorter:
        return False
    if len(shorter) == 1:
        return shorter[0] in (longer[-1], longer[0]) or (len(longer) == 1 and _spelt_alike(longer[0], shorter[0]))
    if set(shorter) <= set(longer):
        return True
    if not _spelt_alike(longer[-1], shorter[-1]):
        return False
    return any(
        _spelt_alike(a, b) or (a[0] == b[0] and 1 in (len(a), len(b))) for a in longer[:-1] for b in shorter[:-1]
    )


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
    return _COUNTRY_OF[found.group(1)] if found else None
