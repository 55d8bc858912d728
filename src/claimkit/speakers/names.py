"""How the names of one person or body relate: "Peskov" and "Dmitry Peskov", "HTS" and "Hayat Tahrir al-Sham".

Parsers of personal names such as nameparser take a whole string and sort its words into Western slots; a newspaper
asks something else: whether two forms can be one name, and which of them is the fuller. What is compared are the
folded words (anyascii, so that Erdoğan is Erdogan), and for misspellings rapidfuzz.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from claimkit.speakers.lexicon import PARTICLES, SUFFIXES

_MOST_NAMES = 100_000
"""Names and pairs of names remembered by each question below; a service that runs for months must not grow."""

Likeness = Literal["same", "short form", "family name", "given name", "spelling"]
"""How a form of a name relates to a fuller one."""

LIKENESSES: tuple[Likeness, ...] = ("same", "short form", "family name", "given name", "spelling")
"""The likenesses of names, the surest first."""

_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
_NOT_WORD = re.compile(r"[^\w\s]")
_COURTESY = frozenset("mr mrs ms miss dr sir prof sen rep lord lady dame".split())
_SMALL = PARTICLES | frozenset("of the for and in on at to by a an".split())

_SHORTEST_WITH_ARTICLE = 5
_LONGEST_ACRONYM = 7
_LONGEST_STATE = 3
"""Acronyms of states within a name, which go into its acronym whole ("US Weather Office", "USWO")."""
_LEAST_LETTERS_FOR_SPELLING = 5
_LEAST_SPELLING_LIKENESS = 0.77
"""Two slips in ten letters ("Bauchtman", "Buchtmann"); shorter names differ too easily by one letter."""


@lru_cache(maxsize=_MOST_NAMES)
def fold(text: str) -> str:
    """A name as it is compared: without diacritics, case, punctuation and article.

    >>> fold("The Erdoğan"), fold("al-Sham")
    ('erdogan', 'alsham')
    """
    plain = text if text.isascii() else anyascii(text)
    plain = _NOT_WORD.sub("", plain.replace("&", " and ").casefold())
    words = plain.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


@lru_cache(maxsize=_MOST_NAMES)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles, initials' points and suffixes such as "Jr.".

    >>> name_words("Dr. Ann B. Example Jr."), name_words("Bashar al-Assad")
    (('ann', 'b', 'example'), ('bashar', 'alassad'))
    """
    words = fold(name).split()
    while len(words) > 1 and words[0] in _COURTESY:
        words = words[1:]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    return tuple(words)


@lru_cache(maxsize=_MOST_NAMES)
def family_name(name: str) -> str:
    """The last of the folded words, the family name in most of the names that English-language news prints.

    >>> family_name("Sir Ben van der Example")
    'example'
    """
    words = name_words(name)
    return words[-1] if words else ""


@lru_cache(maxsize=_MOST_NAMES)
def without_article(word: str) -> str:
    """A folded word without an Arabic article in front.

    >>> without_article("alassad"), without_article("alan")
    ('assad', 'alan')
    """
    return word[2:] if len(word) > _SHORTEST_WITH_ARTICLE and word[:2] in ("al", "el") else word


def _same_word(short: str, full: str) -> bool:
    if short == full or without_article(short) == without_article(full):
        return True
    return (len(short) == 1 and full.startswith(short)) or (len(full) == 1 and short.startswith(full))


@lru_cache(maxsize=_MOST_NAMES)
def likeness(short: str, full: str) -> Likeness | None:
    """How ``short`` can be another form of the person's name ``full``, or ``None`` if it cannot.

    >>> likeness("Peskov", "Dmitry Peskov"), likeness("Ann Peskov", "Dmitry Peskov"), likeness("Hu", "Hu Jintao")
    ('family name', None, 'given name')
    >>> likeness("J. Doe", "Jane Doe"), likeness("Bauchtman", "Lydia Buchtmann")
    ('short form', 'spelling')
    """
    left, right = name_words(short), name_words(full)
    if not left or not right:
        return None
    if left == right:
        return "same"
    if len(left) == 1 or len(left) < len(right):
        found = _subsequence(left, right)
        if found is not None:
            if len(left) > 1:
                return "short form"
            return "family name" if found == len(right) - 1 else "given name"
    if len(left) == len(right) > 1 and all(map(_same_word, left, right)):
        return "short form"
    if len(left) == 1 and len(left[0]) >= _LEAST_LETTERS_FOR_SPELLING and _like(left[0], right[-1]):
        return "spelling"
    if len(left) == len(right) > 1 and all(a == b or _like(a, b) for a, b in zip(left, right, strict=True)):
        return "spelling"
    return None


def _subsequence(left: tuple[str, ...], right: tuple[str, ...]) -> int | None:
    """The place in ``right`` of the last word of ``left``, if the words of ``left`` stand in ``right`` in order."""
    position = len(right)
    last: int | None = None
    for word in reversed(left):
        position -= 1
        while position >= 0 and not _same_word(word, right[position]):
            position -= 1
        if position < 0:
            return None
        if last is None:
            last = position
    return last


def _like(left: str, right: str) -> bool:
    if left[:1] != right[:1] or min(len(left), len(right)) < _LEAST_LETTERS_FOR_SPELLING - 1:
        return False
    return DamerauLevenshtein.normalized_similarity(left, right) >= _LEAST_SPELLING_LIKENESS


_FORMS_OF_BODIES = frozenset(
    """
    inc corp corporation co company companies ltd llc plc ag sa nv gmbh group holdings motors motor airlines airways
    news agency newspaper magazine party movement organization organisation mosque hospital bank television tv radio
    channel network foundation club fc university college international the
    """.split()
)
_EXPANDED = {"us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union"}


@lru_cache(maxsize=_MOST_NAMES)
def body_words(name: str) -> tuple[str, ...]:
    """The folded words of a body's name, common acronyms of states spelled out.

    >>> body_words("the U.S. Weather Office")
    ('united', 'states', 'weather', 'office')
    """
    return tuple(word for part in fold(name).split() for word in _EXPANDED.get(part, part).split())


@lru_cache(maxsize=_MOST_NAMES)
def body_likeness(short: str, full: str) -> Likeness | None:
    """How ``short`` can be another form of the body's name ``full``, or ``None`` if it cannot.

    Words may be missing in front ("State Department" of "U.S. State Department"), and at the end those that only say
    what sort of body it is ("Example" of "Example Motors Inc."); "Example Aviation" is another body than "Example".

    >>> body_likeness("State Department", "U.S. State Department"), body_likeness("Example", "Example Aviation")
    ('short form', None)
    """
    left, right = body_words(short), body_words(full)
    if not left or not right:
        return None
    if left == right:
        return "same"
    if len(left) >= len(right):
        return None
    if right[: len(left)] == left and right[-1] in (
        "inc",
        "corp",
        "corporation",
        "ltd",
        "llc",
        "plc",
        "nv",
        "ag",
        "co",
    ):
        return "short form"
    if right[: len(left)] == left and all(word in _FORMS_OF_BODIES for word in right[len(left) :]):
        return "short form"
    if len(left) > 1 and right[-len(left) :] == left:
        return "short form"
    if len(left) > 1 and right[: len(left)] == left and right[len(left)] in ("of", "for", "in", "and"):
        return "short form"
    if len(left) > 1 and left[-1] == right[-1] and _subsequence(left, right) is not None:
        return "short form"
    return None


@lru_cache(maxsize=_MOST_NAMES)
def acronyms_of(name: str) -> frozenset[str]:
    """The acronyms that the initials of a name can make, in lower case and without points.

    >>> sorted(acronyms_of("Center of the Invented Arts"))
    ['cia', 'coia', 'cotia']
    """
    words = [word for part in name.replace("-", " ").split() if (word := _NOT_WORD.sub("", part))]
    if len(words) <= 1:
        return frozenset()
    whole = "".join(word if word.isupper() and 1 < len(word) <= _LONGEST_STATE else word[0] for word in words)
    capitals = "".join(word[0] for word in words if word.casefold() not in _SMALL)
    no_articles = "".join(word[0] for word in words if word.casefold() not in ("the", "al", "a"))
    return frozenset(fold(made) for made in (whole, capitals, no_articles) if len(made) > 1)


def is_acronym(text: str) -> bool:
    """Whether a word is written as an acronym: capitals only, two to seven, points allowed.

    >>> is_acronym("HTS"), is_acronym("U.N."), is_acronym("Kremlin")
    (True, True, False)
    """
    letters = text.replace(".", "").replace("-", "")
    return 1 < len(letters) <= _LONGEST_ACRONYM and letters.isupper() and " " not in text


_FEWEST_LETTERS_SPELLED = 3
_STATES = {"EU": "European Union", "UN": "United Nations"}


def spelled_out(text: str, acronym: str) -> str | None:
    """The words of a text whose initials are an acronym's, if they stand together somewhere: "Lake Fishers' Union".

    >>> spelled_out("The head of the Norvik Fishers' Union left. The NFU met.", "NFU")
    "Norvik Fishers' Union"
    """
    letters = acronym.replace(".", "")
    if not is_acronym(acronym) or not letters.isalpha():
        return None
    if len(letters) < _FEWEST_LETTERS_SPELLED:
        whole = _STATES.get(letters)
        return whole if whole is not None and whole in text else None
    found = _spelling(letters).search(text)
    return found.group() if found else None


@lru_cache(maxsize=1_000)
def _spelling(letters: str) -> re.Pattern[str]:
    first, *others = (rf"{letter}[a-z]+" for letter in letters)
    between = r"(?:['’]s?)? (?:(?:of|the|for|and|on|in|to) ){0,2}"
    # the letter first, so that the engine can leap to it
    opening = rf"{letters[0]}(?<![\w-].)" + first[1:]
    return re.compile(between.join([opening, *others]) + r"(?![\w-])")
