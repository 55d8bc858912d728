"""How two names relate that two articles use: one name in two spellings, a short form, or two names.

`claimkit.speakers.names` asks the same within one article, where a surname that stands alone means somebody who is
named there, and may therefore guess. Across articles nothing vouches for that, so the questions here are narrower: a
spelling counts as the same only where transliteration explains the difference. The steps are common to the
transliterations of Arabic, Cyrillic, Turkish and German names in English-language news; anyascii does the letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from attrs import field, frozen
from rapidfuzz.distance import DamerauLevenshtein

from claimkit.registry.nicknames import may_stand_for
from claimkit.speakers.lexicon import (
    COMMON_ADJECTIVES,
    FUNCTION_WORDS,
    OFFICE_WORDS,
    PARTICLES,
    QUANTIFIERS,
    body_head,
)
from claimkit.speakers.names import acronyms_of, body_likeness, body_words, fold, is_acronym, without_article
from claimkit.speakers.places import COUNTRY_OF, PLACES

_MOST_NAMES = 100_000
"""Names and pairs of names that are remembered; a service that runs for months must not grow."""

Sort = Literal["person", "body"]
"""What a name is compared as."""

Tie = Literal["spelling", "order", "short form", "nickname", "misspelling", "acronym", "surname"]
"""How a name relates to a fuller or an equal one; `TIES` tells it in words."""

TIES: dict[Tie, str] = {
    "spelling": "another spelling of",
    "order": "the same words in another order as",
    "short form": "short for",
    "nickname": "a familiar form of",
    "misspelling": "one slip away from",
    "acronym": "the acronym of",
    "surname": "a surname or initials of",
}

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative congressman congresswoman gov "
    "governor president vice prime minister foreign secretary chancellor king queen prince princess pope ayatollah "
    "sheikh general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm chairman chairwoman "
    "chief judge justice attorney mayor ambassador rev reverend bishop archbishop cardinal father sister the spokesman "
    "spokeswoman spokesperson former ex us then deputy hon".split()
)
_GIVEN_PARTICLES = frozenset("al ben".split())
"""Particles of family names that are given names where a name begins with them."""

_GENERATIONS = frozenset("jr sr".split())
_NUMBER = re.compile(r"i{2,3}|iv|vi{0,3}|ix|x{1,2}(?:i{1,3}|iv|vi{0,3}|ix)?")
"""Numbers of monarchs, popes, and sons of their fathers; "I" and "V" are too often something else."""

_MONARCHS = frozenset("king queen prince princess pope emir sultan".split())
_MONARCH = "monarch"
_NOT_OWN = OFFICE_WORDS | FUNCTION_WORDS | QUANTIFIERS | COMMON_ADJECTIVES
"""Words that make no name a body's own, even where a sentence begins with them."""

_OF_PHRASES = frozenset("for from in of on the to with".split())
"""Words of descriptions that were taken for names ("spokesperson for President Brandt")."""

_KUNYA = frozenset("abu umm".split())
"""Particles that make a name of its own: Abu Ahmed is not Ahmed."""

_LETTERS_AFTER = frozenset("cbe esq kc mbe md mep mp obe phd qc".split())

_FAMILY_FIRST = frozenset(
    """
    abe aso bai ban cai cao chang chen cheng cho choi chung dang deng ding dinh dong du duong fan fang feng fu gao geng
    gu guo han hao he ho hu hua huang hwang jang jeon jia jiang jin jung kan kang kim kishida koizumi kong kwon lai lam
    lee lei leung li liang liao lim lin ling liu lu luo ma mao mei meng min moon ngo nguyen noda oh pan park peng pham
    phan qian qin qiu ren roh seo shao shen shi shin son song su suga sun tan tang tao tian to tong tran trinh tsai vo
    wan wang wei wen wong woo wu xi xia xiao xie xu yan yang yao ye yi yin yoo yoon you yu yuan yun zeng zhai zhang zhao
    zheng zhong zhou zhu
    """.split()
)
"""Family names that English-language news leaves in front, as Chinese, Korean, Vietnamese and some Japanese do."""

_ARTICLE = re.compile(r"\b(?:a[lnrtz]|el|ash?|ad)-(?=\w)|^al (?=\w)", re.IGNORECASE)
"""The Arabic article, as it sounds before each letter."""

_STATES = {
    tuple(name.split()): tuple(usual.split())
    for name, usual in (
        ("america", "united states"),
        ("britain", "united kingdom"),
        ("burma", "myanmar"),
        ("cote divoire", "ivory coast"),
        ("czechia", "czech republic"),
        ("great britain", "united kingdom"),
        ("holland", "netherlands"),
        ("turkiye", "turkey"),
        ("united states of america", "united states"),
        ("usa", "united states"),
    )
}
"""States by the names that news use for them; a capital or a seat of government is another speaker."""

_INITIALS = re.compile(r"\b([^\W\d_])\.(?=\s?[^\W\d_])")
_SHORTEST_SOUND = 4
_SHORTEST_TYPO = 6
_TYPO = 0.85
"""Letters, and likeness, from which two family names may be one with a slip of the finger."""

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^(ye|je)(?=[^aeiouy])", "e"),
        (r"^(gh|q|k)(?=[aeiou]\w*dd?h?af)", "g"),
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"ph", "f"),
        (r"ae", "ai"),
        (r"ck|q", "k"),
        (r"(?<=\w\w)kh(?=\w)", "h"),
        (r"ou|oo", "u"),
        (r"(?<=[^q])ue(?=[^aeiouy])", "u"),
        (r"oe(?=[^aeiouy])", "o"),
        (r"(ey|ej)$", "ei"),
        (r"(?<=[^aeiou])(iyy|iy|yy|ij|ii|y)$", "i"),
        (r"ff$", "v"),
        (r"(?<=a)h$", ""),
        (r"(\w)\1", r"\1"),
    )
)


@lru_cache(maxsize=_MOST_NAMES)
def sound(word: str) -> str:
    """A folded word without what transliterations do in different ways; short words stay as they are.

    >>> sound("zelenskyy") == sound("zelenskiy") == sound("zelensky"), sound("sergey") == sound("sergei")
    (True, True)
    >>> sound("mueller") == sound("muller"), sound("smith") == sound("smyth"), sound("lee") == sound("li")
    (True, False, False)
    """
    if len(word) < _SHORTEST_SOUND or not word.isalpha():
        return word
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


@frozen
class PersonName:
    """A person's name as it is compared.

    Attributes:
        words: The folded words without titles, particles, articles and suffixes, in order.
        sounds: The same as `sound` has them.
        generation: "jr", "sr", a number such as "ii", or "monarch" for one who has a title and a given name only
            ("Queen Ada"); empty otherwise.
        is_full: Whether a family name and a given name, or at least two initials, are there; or a monarch's number.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    generation: str = ""
    is_full: bool = field(init=False, eq=False, repr=False)

    @is_full.default
    def _holds_enough(self) -> bool:
        if len(self.words) <= 1:
            return bool(self.words and _NUMBER.fullmatch(self.generation))
        if not _OF_PHRASES.isdisjoint(self.words):
            return False
        initials = sum(len(word) == 1 for word in self.words[:-1])
        return len(self.words[-1]) > 1 and (len(self.words[0]) > 1 or initials > 1)


@lru_cache(maxsize=_MOST_NAMES)
def person_name(name: str) -> PersonName:
    """A person's name taken apart.

    >>> person_name("President Ayşe van der Ünal-Köse Jr.")
    PersonName(words=('ayse', 'unalkose'), sounds=('ayse', 'unalkose'), generation='jr')
    >>> person_name("J.K. Example").words, person_name("Example").is_full
    (('j', 'k', 'example'), False)
    """
    words = fold(_ARTICLE.sub("", _INITIALS.sub(r"\1 ", name))).split()
    first = words[0] if words else ""
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    generation = ""
    while len(words) > 1 and (words[-1] in _GENERATIONS | _LETTERS_AFTER or _NUMBER.fullmatch(words[-1])):
        last = words.pop()
        generation = generation or ("" if last in _LETTERS_AFTER else last)
    if len(words) == 1 and first in _MONARCHS and words[0] != first:
        generation = generation or _MONARCH
    bare = tuple(
        without_article(word)
        for place, word in enumerate(words)
        if word not in PARTICLES or word in _KUNYA or (place == 0 and (word in _GIVEN_PARTICLES or len(word) == 1))
    ) or tuple(words)
    return PersonName(bare, tuple(sound(word) for word in bare), generation)


def are_strangers(one: PersonName, other: PersonName) -> bool:
    """Whether two full names have no tie for sure; cheap to ask, for most of those that share a family name.

    >>> are_strangers(person_name("Orla Brandt"), person_name("Jonas Brandt"))
    True
    """
    if not (one.is_full and other.is_full) or len(one.words) != len(other.words):
        return False
    first, second = one.sounds, other.sounds
    if first[0][:1] == second[0][:1] or first[0] == second[-1] or first[-1] == second[0]:
        return False
    return not may_stand_for(one.words[0], other.words[0])


def ties_of_people(one: PersonName, other: PersonName) -> Tie | None:
    """How one person's name relates to another that is as full or fuller, or ``None``.

    >>> ties_of_people(person_name("Tayyip Erdogan"), person_name("Recep Tayyip Erdoğan"))
    'short form'
    >>> ties_of_people(person_name("Jane Smith"), person_name("John Smith"))
    """
    if one.generation == _MONARCH:
        return "short form" if one.words == other.words and other.is_full else None
    if one.generation != other.generation and one.generation and other.generation:
        return None
    if not one.is_full:
        return "surname" if other.is_full and _is_surname(one, other) else None
    if not other.is_full:
        return None
    return _tie_of_full(one, other)


def _tie_of_full(one: PersonName, other: PersonName) -> Tie | None:
    if one.sounds == other.sounds:
        return "spelling" if one.generation == other.generation else "short form"
    if len(one.words) == len(other.words):
        if one.sounds == (*other.sounds[1:], other.sounds[0]) or other.sounds == (*one.sounds[1:], one.sounds[0]):
            return "order"
        if one.sounds[-1] == other.sounds[-1] and all(map(_may_be_one, one.words[:-1], other.words[:-1])):
            if sum(map(len, one.words)) > sum(map(len, other.words)):
                return None
            return "nickname" if all(len(word) > 1 for word in (*one.words, *other.words)) else "short form"
        return "misspelling" if _differ_by_a_slip(one.words, other.words) else None
    if len(one.words) > len(other.words):
        return None
    if one.sounds[-1] == other.sounds[-1] and _stand_within(one.words[:-1], other.words[:-1]):
        return "short form"
    # Iberian names end in the mother's family name, which news mostly leaves out
    if len(other.words) - len(one.words) == 1 and one.sounds == other.sounds[: len(one.words)] and one.words[1:]:
        return "short form" if len(one.words[-1]) > 1 else None
    return None


def _is_surname(one: PersonName, other: PersonName) -> bool:
    """Whether one, a single word or an initial with it, is what a full name is called by in short."""
    family = other.sounds[-1]
    if other.words[-2:-1] and other.words[-2] in _KUNYA:
        return False
    if len(one.words) == 1:
        return one.sounds[0] == family or (one.words[0] == other.words[0] and one.words[0] in _FAMILY_FIRST)
    return one.sounds[-1] == family and one.words[0] == other.words[0][:1]


def _may_be_one(one: str, other: str) -> bool:
    if 1 in (len(one), len(other)):
        return one[:1] == other[:1]
    return sound(one) == sound(other) or may_stand_for(one, other)


def _may_be_fuller(word: str, other: str) -> bool:
    """Whether a given name can be the other's; an initial is no fuller form of a name."""
    return (len(word) == 1 or len(other) > 1) and _may_be_one(word, other)


def _stand_within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the given names of one stand among those of the other, in order; none is an initial in the fuller."""
    place = 0
    for word in short:
        while place < len(full) and not _may_be_fuller(word, full[place]):
            place += 1
        if place == len(full):
            return False
        place += 1
    return True


def _differ_by_a_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether only the family names differ, by as little as a slip of the finger."""
    return (
        one[:-1] == other[:-1]
        and min(len(one[-1]), len(other[-1])) >= _SHORTEST_TYPO
        and DamerauLevenshtein.normalized_similarity(one[-1], other[-1]) >= _TYPO
    )


@lru_cache(maxsize=_MOST_NAMES)
def body_name(name: str) -> tuple[str, ...]:
    """The words by which a body is compared.

    >>> body_name("the U.S. Weather Office"), body_name("Hay'at Tahrir al-Sham")
    (('united', 'states', 'weather', 'office'), ('hayat', 'tahrir', 'sham'))
    """
    plain = _ARTICLE.sub("", name.replace("'s ", "s ").replace("’s ", "s "))
    words = tuple(without_article(word) for word in body_words(plain))
    return _STATES.get(words, words)


@lru_cache(maxsize=_MOST_NAMES)
def is_telling(name: str) -> bool:
    """Whether a body's name is its own: many states have a "Defense Ministry", and many towns "police".

    >>> is_telling("Norland Defense Ministry"), is_telling("Defense Ministry"), is_telling("police")
    (True, False, False)
    """
    own = (
        word in COUNTRY_OF or not (word in _NOT_OWN or body_head(word))
        for word in (fold(part) for part in name.split() if part != part.casefold())
    )
    return any(own) or is_acronym(name)


def ties_of_bodies(one: str, other: str) -> Tie | None:
    """How a body's name relates to one that is as full or fuller, or ``None``; acronyms are another question.

    A place is no short form of a body that is called after it, nor a body of its branch somewhere, nor one of several
    that are named together.

    >>> ties_of_bodies("Defense Ministry", "Norland Defense Ministry"), ties_of_bodies("Vell Cars", "Vell Cars Inc.")
    ('short form', 'short form')
    >>> ties_of_bodies("Vell Front", "Vell Front in Norland"), ties_of_bodies("Norland", "Bank of Norland")
    (None, None)
    """
    left, right = body_name(one), body_name(other)
    if not left or not right or left == right:
        return None
    if len(left) == len(right):
        return "spelling" if tuple(map(sound, left)) == tuple(map(sound, right)) else None
    if one.casefold() in PLACES or "," in other or body_likeness(one, other) != "short form":
        return None
    if right[: len(left)] == left:
        return "short form" if right[len(left)] not in ("in", "and") else None
    if right[-len(left) :] == left:
        return "short form" if right[-len(left) - 1] not in ("of", "for", "in", "and") else None
    return None


def is_acronym_of(short: str, full: str) -> bool:
    """Whether one word in capitals can be made of the initials of a name.

    >>> is_acronym_of("HTS", "Hay'at Tahrir al-Sham"), is_acronym_of("HTS", "Harbor Council")
    (True, False)
    """
    return is_acronym(short) and fold(short) in acronyms_of(full)
