"""Which capitalised words of a text are one name: "Ministry of Health and Population", "Bashar al-Assad", "J.K. Doe".

A run is a stretch of capitalised words with the particles that names have between them. Runs are joined where the
words between them belong to the name of one body.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claimkit.speakers.lexicon import (
    FUNCTION_WORDS,
    OFFICE_WORDS,
    PARTICLES,
    WEEKDAYS,
    body_head,
    is_plural,
    role_head,
    singular,
)
from claimkit.speakers.names import acronyms_of, fold, is_acronym
from claimkit.speakers.places import COUNTRY_OF
from claimkit.speakers.titles import field_length

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER = "".join(re.escape(chr(code)) for code in range(0x530) if chr(code).isupper())
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Cmdr|Adm|Brig|Rev|Hon|Fr|Pres|"
    "Supt|Det|Insp|Const|Bro|Sis|Engr|Barr|Smt|Adv|Asst|Ald|Ven|St|Messrs|Jr|Sr|Inc|Corp|Co|Ltd|Bros|Dept|Amb|Atty|Min"
)
_SMALL_PARTICLES = "|".join(sorted(PARTICLES - {"as", "an", "st", "lo", "av", "af", "at", "op", "ash"}))
_RETIRED = r"\((?:[Rr]etd|[Rr]td|[Rr]et)\.?\) "
"""What stands between a rank and a name: "Lt. Gen. (Retd) Ann Example"."""
_ITEM = (
    rf"(?:(?:{_ABBREVIATIONS})\.(?=[\s,;)])|Dato['’](?=\s)|[A-Z]{{2,5}}\((?:[A-Z]{{1,4}}|Maoist|Marxist)\)"
    rf"|[{_UPPER}]\.(?:[ -]?[{_UPPER}]\.){{0,3}}(?:[{_UPPER}]\b)?"
    rf"|(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l|[Uu]r|[DdLl]|[Bb]in|e|i|ex|ibn)[-'’‘][{_UPPER}]\w*"
    rf"(?:[-'’](?!s\b)\w+)*"
    rf"|(?:Channel|Radio|Flight|Resolution|Formula|Group|Democrats) \d{{1,4}}\b(?![,.:]\d)"
    rf"|[{_UPPER}]\w*(?:(?:[-&]|–(?=[{_UPPER}])|['’‘](?!s\b)|\.(?=[a-z]))\w+)*)"
)
_RUN = re.compile(
    rf"(?<![\w-]){_ITEM}(?:[ \u00a0]{{1,2}}(?:(?:{_SMALL_PARTICLES})[ \u00a0]|{_RETIRED}){{0,2}}{_ITEM})*"
)
_PARTICLES_AT_END = re.compile(rf"(?<= )(?:(?:{_SMALL_PARTICLES}) )+$")
_CONNECTOR = re.compile(r" (?:of|for|on|in|at|to|and|&)(?: the)? |, ?")
_NICKNAME_MARKS = {" “": "” ", " ‘": "’ ", ' "': '" ', " '": "' ", " (": ") "}
_OF = re.compile(r" (?:of|for) ")
_ACRONYM_AFTER = re.compile(r" \((?:the |or )?([\w&.-]{2,12})(?:[;,)])")
_INSIDE_SPELLED = re.compile(r"['’]s? |,? (?:[a-z]+ ){0,2}")
_MOST_PARTS = 4
"""Runs with commas and small words between them that an acronym may spell together."""

_SHORTEST_SPELLED = 3
_SHORTEST_HEADLINE = 3
_SURE_HEADLINE = 5
"""A sentence of names alone ("Ann met Bob.") has fewer longer words than that."""

_LONGEST_HEADLINE = 180
_SMALL_WORDS = frozenset(
    "a about after against amid an and as at between but by for from in into nor of off on or over per than the to "
    "up via vs with".split()
)
"""Words that headlines leave small."""

_LONGEST_GAP = 12
_LONGEST_NAME = 12
_LONGEST_OFFICE = 6
_LONGEST_FIRST_HALF = 3
_SUFFIXES = frozenset("inc ltd llc jr sr plc".split())
_BEFORE_TITLES = OFFICE_WORDS | COUNTRY_OF.keys()
_BODIES_IN_PLACES = frozenset(("Embassy", "Consulate", "Cooperation", "Co-operation"))
_BODIES_TO_DO = frozenset("Committee Campaign Coalition Center Centre".split())
"""Bodies whose names go on with what they do ("Committee to Protect Rivers")."""


def joined_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words in ``text[start:end]``, those of one body joined.

    >>> text = "The Ministry of Works and Ann Example"
    >>> [text[first:last] for first, last in joined_runs(text, 0, len(text))]
    ['The Ministry of Works', 'Ann Example']
    """
    waiting: list[tuple[int, int]] = []
    for first, last in _runs(text, start, end):
        while last > first and text[last - 1] in " -\u00a0":
            last -= 1  # noqa: PLW2901 - the run without its last blanks is still the run
        if waiting and _belong_together(text, *waiting[-1], first, last):
            waiting[-1] = (waiting[-1][0], last)
        else:
            waiting.append((first, last))
        whole = _around_nickname(text, waiting)
        if whole is None:
            whole = _spelled_by_acronym(text, waiting)
        if whole is not None:
            waiting = [*waiting[:whole], (waiting[whole][0], last)]
        yield from waiting[:-_MOST_PARTS]
        waiting = waiting[-_MOST_PARTS:]
    yield from waiting


def _around_nickname(text: str, runs: list[tuple[int, int]]) -> int | None:
    """Which of the runs begins a name with a nickname in marks inside, if the last one ends it: "Ann ‘Bee’ Example"."""
    if len(runs) < len(("given", "nickname", "family")):
        return None
    (first, stop), (start, end), (after, last) = runs[-3:]
    nickname, longest = text[start:end], max(text.count(" ", first, stop), text.count(" ", after, last))
    if longest > 1 or text[stop:start] not in _NICKNAME_MARKS:
        return None
    if _PARTICLES_AT_END.sub("", text[end:after]) != _NICKNAME_MARKS[text[stop:start]]:
        return None
    if nickname.isupper() or nickname.count(" ") > 1 or any(map(body_head, text[first:last].split())):
        return None
    return len(runs) - 3


def _belong_together(text: str, first: int, stop: int, start: int, last: int) -> bool:
    """Whether the runs ``text[first:stop]`` and ``text[start:last]`` are one name with the words between them."""
    gap = text[stop:start]
    if len(gap) > _LONGEST_GAP:
        return False
    if gap in ("' ", "’ "):
        return is_plural(text[first:stop].casefold()) and body_head(text[start:last]) is not None
    if gap in ("'s ", "’s "):
        return _owns_its_office(text[first:stop], text[start:last])
    if _CONNECTOR.fullmatch(gap) is None:
        return False
    following = text[start:last]
    if gap == " and " and body_head(following) and _OF.match(text, last):
        return False  # "the Center for Rivers and Center for Lakes": another body begins
    while following.rpartition(" ")[2].casefold() in WEEKDAYS and " " in following:
        following = following.rpartition(" ")[0]
    return _one_body(text[first:stop], gap, following)


def _owns_its_office(owner: str, owned: str) -> bool:
    """Whether "'s" stands inside a body's name: "Prime Minister's Office", "People's Committee", no "Ann's Office"."""
    if owner == "People":
        return body_head(owned.split(maxsplit=1)[0]) is not None
    titles = [word for word in owner.split() if word not in ("The", "of")]
    return owned == "Office" and all(role_head(word) or word.casefold() in _BEFORE_TITLES for word in titles)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a "The" within one begins another."""
    for match in _RUN.finditer(text, start, end):
        first, last = match.span()
        while (cut := text.find(" The ", first, last)) >= 0:
            yield first, cut
            first = cut + 1
        yield first, last


def acronym_after(text: str, at: int, name: str = "") -> str | None:
    """The acronym in parentheses that follows ``at``, or ``None``.

    Args:
        text: The article.
        at: Where the name ends.
        name: The name; the beginnings of its words may make up a short form that is no acronym.

    >>> acronym_after("Health Aid Trust (HAT) met", 16), acronym_after("Ann Doe (left)", 7)
    ('HAT', None)
    >>> acronym_after("Norvik Office for Volcanoes (Norvolc) met", 27, "Norvik Office for Volcanoes")
    'Norvolc'
    """
    match = _ACRONYM_AFTER.match(text, at)
    if match is None:
        return None
    short = match[1]
    return short if is_acronym(short.replace("&", "")) or _is_short_for(short, name) else None


def _is_short_for(short: str, name: str) -> bool:
    """Whether a capitalised word consists of the beginnings of a name's words: "Norvolc", "NorFish"."""
    words = fold(name).split()
    letters = fold(short)
    if len(words) < _SHORTEST_SPELLED or not short[:1].isupper() or " " in letters or len(letters) < len("abc"):
        return False

    @cache
    def spells(letter: int, word: int) -> bool:
        if letter == len(letters):
            return True
        for place in range(word, len(words)):
            taken = 0
            while letters[letter : letter + taken + 1] == words[place][: taken + 1] and letter + taken < len(letters):
                taken += 1
                if spells(letter + taken, place + 1):
                    return True
        return False

    return letters[0] == words[0][0] and letters != words[0] and spells(0, 0)


def _spelled_by_acronym(text: str, runs: list[tuple[int, int]]) -> int | None:
    """Which of the runs begins the name that the acronym after the last one spells: "Gas, Oil and Light (GOAL)"."""
    last = runs[-1][1]
    if _ACRONYM_AFTER.match(text, last) is None or _is_spelled(text, *runs[-1]):
        return None
    for place in range(len(runs) - 2, -1, -1):
        if not _INSIDE_SPELLED.fullmatch(text, runs[place][1], runs[place + 1][0]):
            return None
        if _is_spelled(text, runs[place][0], last):
            return place
    return None


def _is_spelled(text: str, first: int, last: int) -> bool:
    """Whether the words of ``text[first:last]`` make up the acronym in parentheses after them."""
    words = text[first:last].split()
    while words and words[0].casefold() in FUNCTION_WORDS:
        words = words[1:]
    name = " ".join(words)
    acronym = acronym_after(text, last, name)
    return acronym is not None and (fold(acronym.replace("&", "")) in acronyms_of(name) or not is_acronym(acronym))


@lru_cache(maxsize=50_000)
def _one_body(left: str, gap: str, right: str) -> bool:
    """Whether two runs are one name with a connector such as " of the " between them."""
    words, following = left.split(), right.split()
    if {words[-1].casefold(), following[0].casefold()} & WEEKDAYS:
        return False
    if gap.startswith(","):
        return right.rstrip(".").casefold() in _SUFFIXES
    if len(words) > _LONGEST_NAME or (words[0].casefold() in FUNCTION_WORDS and len(words) == 1):
        return False
    connector = gap.strip().removesuffix(" the")
    office = role_head(words[-1]) and not is_plural(words[-1].casefold()) and len(words) < _LONGEST_OFFICE
    if office and connector in ("of", "for", "to"):
        return field_length(following) > 0 or len(following) > len("..")
    match connector:
        case "&":
            return True
        case "of" | "for" | "on":
            return _continues_body(words)
        case "to":
            return words[-1] in _BODIES_TO_DO and following[0].casefold() not in COUNTRY_OF
        case "in":
            return words[-1] in _BODIES_IN_PLACES
        case "and":
            return gap == " and " and _one_with_and(words, following)
    return False


def _continues_body(words: list[str]) -> bool:
    """Whether "of" after these words goes on with a body's name: a head at the end, or an "of" before."""
    heads = [place for place, word in enumerate(words) if body_head(word)]
    return bool(heads) and (heads[-1] == len(words) - 1 or "of" in words or "for" in words)


def _one_with_and(words: list[str], following: list[str]) -> bool:
    """Whether "and" stands inside a body's name ("Housing and Urban Works") and not between two speakers."""
    right, last = " ".join(following), following[-1].casefold()
    if is_acronym(right) or right.casefold() in COUNTRY_OF or role_head(following[0]) or role_head(last):
        return False
    if following[0] == words[0]:
        return False  # "Boreas and Boreas Aviation" are two
    fields = next((place for place, word in enumerate(words) if place and word in ("of", "for")), 0)
    if fields and role_head(words[fields - 1]) and words[-1].casefold() in OFFICE_WORDS:
        # "Minister for Planning and Investment", "Minister of Legal and Foreign Affairs Ann Example"
        return following[0].casefold() in OFFICE_WORDS
    if {"of", "for", "on"}.intersection(words):
        ends_with_head = body_head(words[-1]) is not None
        return last in OFFICE_WORDS or singular(last) in OFFICE_WORDS or (len(following) == 1 and not ends_with_head)
    if not body_head(last):
        return False
    if all(word.casefold() in OFFICE_WORDS for word in words):
        return True
    ends_itself = any(map(body_head, words)) or words[-1].casefold() in COUNTRY_OF or is_acronym(words[-1])
    return (
        not ends_itself and not role_head(words[0]) and not role_head(words[-1]) and len(words) <= _LONGEST_FIRST_HALF
    )


def is_headline(text: str, first: int, last: int) -> bool:
    """Whether ``text[first:last]`` stands in a headline, where case tells nothing about names.

    Headlines are written in capitals throughout, or With Every Longer Word Capitalized and no full stop.

    >>> is_headline("SEN. DOE ANNOUNCES BRIDGE", 5, 8), is_headline("Doe Opens Bridge Over River", 0, 14)
    (True, True)
    >>> is_headline("NATO said so", 0, 4)
    False
    """
    begin = text.rfind("\n", max(0, first - _LONGEST_HEADLINE), first) + 1
    if first - begin > _LONGEST_HEADLINE:
        return False
    stop = text.find("\n", last, begin + _LONGEST_HEADLINE)
    if stop < 0 and begin + _LONGEST_HEADLINE < len(text):
        return False
    return _is_capitalized(text[begin : stop if stop >= 0 else len(text)])


@lru_cache(maxsize=1_000)
def _is_capitalized(line: str) -> bool:
    """Whether a line is written in the way of headlines."""
    words = line.split()
    if len(words) < _SHORTEST_HEADLINE:
        return False
    if line.isupper():
        return True
    words = [word.strip("\"'“”‘’(),:;") for word in words]
    longer = [word for word in words if word[:1].isupper()]
    capitalized = all(word[:1].isupper() or not word[:1].isalpha() or word in _SMALL_WORDS for word in words)
    sentence = line.rstrip(" \r”’\"'").endswith((".", "!", ":"))
    return capitalized and len(longer) >= (_SURE_HEADLINE if sentence else _SHORTEST_HEADLINE)
