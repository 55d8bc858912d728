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

# Seats of government and adjectives that the news uses for the country that they stand for.
_SEATS = """
russia: kremlin moscow russian; united states: washington white house us u s america american usa state department pentagon;
britain: london downing street uk united kingdom british; france: paris elysee french; germany: berlin german;
china: beijing chinese; turkey: ankara turkish turkiye; iran: tehran iranian; israel: jerusalem israeli; syria: damascus syrian;
ukraine: kyiv kiev ukrainian; european union: brussels eu; japan: tokyo japanese; south korea: seoul south korean;
north korea: pyongyang north korean; india: new delhi delhi indian; pakistan: islamabad pakistani; iraq: baghdad iraqi;
saudi arabia: riyadh saudi; egypt: cairo egyptian; canada: ottawa canadian; australia: canberra australian;
italy: rome italian; spain: madrid spanish; poland: warsaw polish; holy see: vatican; afghanistan: kabul afghan;
lebanon: beirut lebanese; venezuela: caracas venezuelan; mexico: mexican; brazil: brasilia brazilian; greece: athens greek;
united nations: un
"""
_MULTIWORD = (
    "white house",
    "state department",
    "downing street",
    "united kingdom",
    "united states",
    "new delhi",
    "south korean",
    "north korean",
    "south korea",
    "north korea",
    "saudi arabia",
    "european union",
    "united nations",
    "holy see",
)


def _seats() -> dict[str, str]:
    seats: dict[str, str] = {}
    for entry in _SEATS.split(";"):
        country, names = (part.strip() for part in entry.split(":"))
        seats[country] = country
        rest = f" {' '.join(names.split())} "
        for phrase in _MULTIWORD:
            if f" {phrase} " in rest:
                seats[phrase] = country
                rest = rest.replace(f" {phrase} ", " ")
        seats.update((name, country) for name in rest.split() if len(name) > 1)
    return seats


_COUNTRY_OF = _seats()
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
    >>> compatible(Speaker("Kremlin", "org"), Speaker("Russia", "org")), compatible(Speaker("officials", "unnamed"), Speaker("Russia", "org"))
    ('same', 'open')
    """
    if not one.name or not other.name or "unnamed" in (one.type, other.type):
        return "open"
    return _compare(one.name, _is_body(one), one.role or "", other.name, _is_body(other), other.role or "")


@lru_cache(maxsize=1 << 16)
def _compare(name: str, is_body: bool, role: str, other: str, other_is_body: bool, other_role: str) -> Compatibility:
    if " and " in name or " and " in other:
        parts = [(a, b) for a in name.split(" and ") for b in other.split(" and ")]
        if any(
            fold_name(a) == fold_name(b) or (not is_body and not other_is_body and _are_one_person(a, b))
            for a, b in parts
        ):
            return "same"
    if fold_name(name) == fold_name(other):
        return "same"
    if not is_body and not other_is_body:
        return "same" if _are_one_person(name, other) else "different"
    country, other_country = _country_of(f"{name} {role}"), _country_of(f"{other} {other_role}")
    if is_body and other_is_body:
        if (country and country == other_country) or _contains(name, other) or _contains(other, name):
            return "same"
        return "different"
    return "different" if country and other_country and country != other_country else "open"


def fold_name(name: str) -> str:
    """A name without case, accents, marks, titles and article, for finding the same name again.

    >>> fold_name("President Ayşe Ünal-Köse"), fold_name("the Ministry of Health")
    ('ayse unal kose', 'ministry of health')
    """
    return " ".join(_name_words(name))


@lru_cache(maxsize=1 << 16)
def _name_words(name: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b|[.'’]", "", anyascii(name).casefold()))
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
    return (
        one.isalpha()
        and other.isalpha()
        and min(len(one), len(other)) > 3
        and (Levenshtein.normalized_similarity(one, other) >= 0.8)
    )


def _contains(name: str, other: str) -> bool:
    return f" {fold_name(other)} " in f" {fold_name(name)} "


@lru_cache(maxsize=1 << 16)
def _country_of(text: str) -> str | None:
    found = _COUNTRY.search(re.sub(r"[.'’]", "", anyascii(text).casefold()))
    return _COUNTRY_OF[found.group(1)] if found else None


def _is_body(speaker: Speaker) -> bool:
    """Whether it is a body, or a place that stands for one."""
    return speaker.type == "org" or fold_name(speaker.name) in _COUNTRY_OF
