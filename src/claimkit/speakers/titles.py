"""Where a title ends and a name begins, and what role the words around a name give: "Kremlin spokesman", "a nurse"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from attrs import frozen

from claimkit.speakers.lexicon import (
    DEGREES,
    DETERMINERS,
    FUNCTION_WORDS,
    INSIDE_NAMES,
    MAKERS,
    NAMES_IN_FRONT,
    OFFICE_WORDS,
    OFFICES_IN_CAPITALS,
    PLURAL_TITLES,
    QUANTIFIERS,
    SHORT_TITLES,
    SURNAMES_LIKE_TITLES,
    TITLES,
    WEEKDAYS,
    Gender,
    body_head,
    gender_of_noun,
    is_plural,
    looks_like_person,
    role_head,
    singular,
)
from claimkit.speakers.names import is_acronym
from claimkit.speakers.places import COUNTRY_OF, PEOPLES, PLACES

NameType = Literal["person", "org", "place", "people", "unknown"]
"""What a name stands for; ``"people"`` are adjectives and inhabitants of countries ("Turkish", "Turks")."""

LETTERS_AFTER = frozenset(
    """
    AC AM AO Bey CBE DBE Efendi Esq Hanim Hanım JP KBE KC Khanum MBE MD MEP MK MLA MLC MNA MP MPA MSP OAM OBE PhD QC
    Retd SAN SC Saheb Sahib TD ji nim sama san sensei
    """.split()
)
"""Letters and honorifics that follow a name and are no part of it."""

_COURTESY = frozenset("Mr Mrs Ms Miss Dr Sir Lord Lady".split())
_PREPOSITIONS_OF_OFFICE = ("of", "for", "to")
_NEVER_INSIDE = (
    FUNCTION_WORDS
    - INSIDE_NAMES
    - WEEKDAYS
    - frozenset("a an and at between by for from in is last next no of on one our the to up us with who".split())
)
"""Words that no name contains: a run with "Has" or "Why" in it is a headline."""

_NEIGHBORS = frozenset(("neighboring", "neighbouring", "nearby"))
_PAPERS = frozenset("Express Independent Leader Mail Mirror Star Sun Telegraph World".split())
_STRAY_ENDS = frozenset(("The", "A", "In", "But", "He", "She", "It"))
_BODIES_LIKE_ROLES = frozenset(("guard", "guards", "service"))
_WORDS_OF_FIELDS = frozenset("the and state nations force forces".split())
_HONORIFICS_BEHIND = frozenset("bey efendi hanim hanım ji khanum sahib saheb".split())
_HONORIFIC_SUFFIX = re.compile(r"-(?:san|sama|sensei|ji|nim)$")
_INSIDE_NAMES = frozenset("haji hajji shaikh sheik sheikh".split())
_PREFIXES = frozenset("co ex sub under vice".split())
_BEHIND_TITLES = frozenset(("elect", "designate", "emeritus", "ret", "retd", "rtd"))
_SECOND_WORDS = frozenset(("seri", "sri"))
"""Second words of Malay titles: "Tan Sri", "Datuk Seri"."""
_TRADE = re.compile(
    r"\w(?:ologist|ographer|ician|sman|swoman|keeper|worker|grower|monger|-of-(?:one|two|three|four|five|six))$"
)
"""How trades end that no given name ends like: capitalised before a name, they are its title."""
_WORDS_OF_NAME = 2
_LONGEST_PLACE = 3

_WORD = re.compile(r"[^ \u00a0]+")
_ROLE_WORD = re.compile(r"[\w.'’&/-]+")
_LONGEST_ROLE = 8
_STOPS_ROLE = FUNCTION_WORDS - frozenset("former new late first second third acting two three four".split())
_MODIFIERS_OF_TITLES = frozenset("former then acting late".split())
_LAST_PHRASE = re.compile(
    r"(?:^|[,.;:!?\n“”\"]|\b(?:said|says|told|by|and|but|that|with|to|for|of|from)\b)\s*"
    r"((?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w-]*['’]s)\s[^,.;:!?\n“”\"]{2,100})$"
)
_NO_APPOSITION = frozenset("and but or who which when as while where in on with at to for of by after before".split())
_ENDS_ROLE = frozenset(
    "of for at in with on to from who which said says told and is was has had are were also will that".split()
)


@frozen
class Run:
    """What the words of a capitalised run are: a role, then a name; either may be missing.

    Attributes:
        skipped: How many characters at the beginning belong to neither ("On", "The").
        role: Offsets of the title or role within the run, or ``None``.
        name: Offsets of the name within the run, or ``None``.
        type: What the name stands for, as far as the words themselves tell.
        capitals: Whether capitals tell nothing here: all of several words are written in them, or words such as "Is".
    """

    skipped: int
    role: tuple[int, int] | None
    name: tuple[int, int] | None
    type: NameType
    capitals: bool


@lru_cache(maxsize=50_000)
def parts_of_run(run: str) -> Run:
    """The title and the name in a run of capitalised words.

    >>> run = "On Foreign Minister Ann Example"
    >>> parts = parts_of_run(run)
    >>> run[slice(*parts.role)], run[slice(*parts.name)], parts.type
    ('Foreign Minister', 'Ann Example', 'person')
    """
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(run)]
    capitals = len(words) > 1 and run.isupper() and any(len(word) > len("SENS") for *_, word in words)
    capitals = capitals or any(word.casefold() in _NEVER_INSIDE and word[0].isupper() for *_, word in words[1:])
    while words and _begins_no_name([word for *_, word in words], first=words[0][0] == 0):
        words = words[1:]
    while len(words) > 1 and _ends_no_name(words[-1][2]):
        words = words[:-1]
    if not words:
        return Run(len(run), None, None, "unknown", capitals)
    words = words[_start_of_body([word for *_, word in words]) :]
    split = _length_of_title([word for *_, word in words])
    role = (words[0][0], words[split - 1][1]) if split else None
    if split == len(words):
        return Run(words[0][0], role, None, "unknown", capitals)
    name = (words[split][0], words[-1][1])
    suffix = _HONORIFIC_SUFFIX.search(run, *name)
    if suffix or run[name[1] :].strip().casefold() in _HONORIFICS_BEHIND:
        return Run(words[0][0], role, (name[0], suffix.start() if suffix else name[1]), "person", capitals)
    of_body = split and words[split - 1][2].casefold() in MAKERS
    kind: NameType = "org" if of_body else "person" if split else _type_of(run[slice(*name)])
    return Run(words[0][0], role, name, kind, capitals)


def _begins_no_name(words: list[str], *, first: bool) -> bool:
    """Whether the first word is a capitalised function word, or a particle left over behind one."""
    word, alone = words[0], len(words) == 1
    if word.islower() and not first and not alone:
        return True
    lowered = word.casefold().replace("’", "'")
    if not alone and (lowered in INSIDE_NAMES or (lowered in WEEKDAYS and _is_paper(words[1]))):
        return False
    return (lowered in FUNCTION_WORDS and word not in ("US", "WHO")) or (not alone and lowered in _NEIGHBORS)


def _is_paper(word: str) -> bool:
    """Whether a word after a weekday makes it a newspaper's name: "Sunday Mail", "Sunday Times"."""
    return body_head(word) is not None or word in _PAPERS


def _ends_no_name(word: str) -> bool:
    return word in LETTERS_AFTER or word in _STRAY_ENDS or word.casefold() in WEEKDAYS


def _start_of_body(words: list[str]) -> int:
    """Where a body begins that an office goes before: "President of the | Rice Exporters Association"."""
    of = words.index("of") if "of" in words else 0
    of_body = body_head(words[-1]) or any(body_head(word) and words[of + 1 :].count("of") for word in words[of + 1 :])
    if not of or not of_body or body_head(words[of - 1]) or not role_head(words[of - 1]):
        return 0
    return min(of + 1 + (words[of + 1 : of + 2] == ["the"]), len(words) - 1)


def _length_of_title(words: list[str]) -> int:
    """How many of the words at the beginning are a title or role."""
    last = len(words) - 1
    lowered = words[last].casefold()
    if body_head(lowered) and (not role_head(lowered) or (last and lowered in _BODIES_LIKE_ROLES)):
        return 0
    split = place = 0
    while place <= last:
        if _is_title(words, place, split):
            split = place + 1
            if split <= last and words[split] in _PREPOSITIONS_OF_OFFICE:
                split = _end_of_field(words, split + 1)
            place = max(place + 1, split)
        else:
            place += 1
    while 0 < split <= last and words[split].casefold().strip("().") in _BEHIND_TITLES:
        split += 1
    if 0 < split < last and words[split].casefold() in DEGREES and words[split + 1] == "Class":
        split += len(("Second", "Class"))
    if all(word.casefold() in OFFICE_WORDS or body_head(word) for word in words[split:]) and split <= last:
        return 0
    return split


def _is_title(words: list[str], place: int, split: int) -> bool:
    """Whether the word at ``place`` is a title there; ``split`` is where the titles before it end."""
    settled = _title_by_neighbors(words, place, split)
    if settled is not None:
        return settled
    word, last = words[place].strip("()"), len(words) - 1
    lowered, before = word.casefold().rstrip("."), words[place - 1] if place else ""
    if not role_head(word):
        return place == 0 and last >= _WORDS_OF_NAME and _TRADE.search(lowered) is not None
    if place == last:
        if (lowered in SHORT_TITLES and not word.endswith(".")) or before.rstrip(".") in _COURTESY:
            return False
        if place and _is_double_surname(word):
            return False
        # "Ann Bishop" is a name, "Anglican Bishop" is none
        return not (lowered in SURNAMES_LIKE_TITLES and place > split and not modifies(before))
    if singular(lowered) != lowered and lowered not in PLURAL_TITLES:
        return False
    if lowered in SURNAMES_LIKE_TITLES and place == last - 1 and before.endswith(".") and split == place:
        return False
    if lowered in OFFICE_WORDS and body_head(words[place + 1]):
        return False
    return not (place > 0 and body_head(word) and not modifies(before) and lowered not in TITLES)


def _title_by_neighbors(words: list[str], place: int, split: int) -> bool | None:
    """Whether the word at ``place`` is a title, if that hangs on the words beside it; ``None`` for other words."""
    word, following = words[place].strip("()"), words[place + 1] if place + 1 < len(words) else ""
    lowered, capitals = word.casefold().rstrip("."), word.replace(".", "")
    if capitals.isupper() and capitals.casefold() in OFFICES_IN_CAPITALS:
        return _is_office_in_capitals(capitals, words[place + 1 :], first=place == split)
    if (place == split > 0 and lowered in _SECOND_WORDS) or (
        lowered == "tan" and following.casefold() in _SECOND_WORDS
    ):
        return bool(following)
    if lowered == "sultan" and following[:2] in ("Al", "El", "bi"):
        return False  # a given name before a surname, a title before a given name
    if lowered in _INSIDE_NAMES and place > split and not modifies(words[place - 1]):
        return words[place - 1].casefold() in PLACES  # "Hassan Sheikh Example" has it as his father's name
    if words[place][0] == "(" and place == split > 0:
        return bool(following)  # "Deputy Commissioner (South) Ann Example"
    return False if lowered in NAMES_IN_FRONT and place == 0 else None


def _is_double_surname(word: str) -> bool:
    """Whether a word with a title as its second half is a surname: "Orsk-King", no "Vice-Chancellor"."""
    first, _, second = word.partition("-")
    prefix = modifies(first) or first.casefold() in _PREFIXES or word.casefold() in TITLES
    return second[:1].isupper() and not prefix


def _is_office_in_capitals(office: str, behind: list[str], *, first: bool) -> bool:
    """Whether an office is meant and no initials: "MK Ann Example", but "MK Example" and "U S Example" are names."""
    if not behind or len(behind[0]) == 1:
        return False
    full_name = len(behind) >= _WORDS_OF_NAME
    return full_name and first if len(office) == 1 else full_name or (first and len(office) > len("MK"))


def _end_of_field(words: list[str], start: int) -> int:
    """Where the field of an office ends that begins at ``start``, after "of": "State", "Defense for Affairs"."""
    size = len(words)
    end = start + field_length(words[start:])
    if end < size and words[end] in ("of", "for"):
        end += 1 + field_length(words[end + 1 :])
    if words[min(end, size) - 1] not in (*_PREPOSITIONS_OF_OFFICE, "the"):
        return min(end, size)
    # of a field that no list knows, the name is the last two words: "for Safeguards Ann Example"
    return size - _WORDS_OF_NAME if size - end > _WORDS_OF_NAME else size


def field_length(words: list[str]) -> int:
    """How many words at the beginning name an office's field or place.

    >>> field_length("Political Affairs Ann Example".split()), field_length("Argentina Ann Example".split())
    (2, 1)
    """
    length = 0
    while length < len(words):
        lowered = words[length].casefold()
        sizes = range(_LONGEST_PLACE, 0, -1)
        place = next((size for size in sizes if " ".join(words[length : length + size]).casefold() in PLACES), 0)
        if place:
            length += place
        elif lowered in OFFICE_WORDS or lowered in _WORDS_OF_FIELDS or (length and body_head(lowered)):
            length += 1
        else:
            break
    return min(length, len(words))


def modifies(word: str) -> bool:
    """Whether a word goes before titles and not before surnames ("Foreign", "Turkish", "NATO", "Court").

    >>> modifies("Foreign"), modifies("Ann")
    (True, False)
    """
    lowered = word.casefold().rstrip(".")
    return (
        lowered in OFFICE_WORDS or lowered in COUNTRY_OF or bool(body_head(word) or role_head(word)) or is_acronym(word)
    )


def _type_of(name: str) -> NameType:
    """What a name without a title stands for, as far as its own words tell."""
    lowered, words = name.casefold(), name.split()
    if lowered in PEOPLES:
        return "people"
    if lowered in PLACES or lowered.removesuffix(".") in PLACES:
        return "place"
    if is_acronym(name) or body_head(words[-1]) or any(word in ("of", "for", "and", "&") for word in words):
        return "org"
    several = len(words) > 1
    ends = (words[0].casefold(), words[-1].casefold())
    if several and (any(end in OFFICE_WORDS for end in ends) or any(body_head(word) for word in words[1:])):
        return "org"
    return "unknown"


def gender_of_role(role: str | None) -> Gender | None:
    """The gender that a title or role marks, the nearest word to the name first.

    >>> gender_of_role("Harbor Council spokeswoman"), gender_of_role("minister")
    ('f', None)
    """
    words = reversed(role.split()) if role else ()
    return next((gender for word in words if (gender := gender_of_noun(word))), None)


def role_before(before: str, *, titled: bool) -> str | None:
    """The role right before a name, where ``before`` ends with the blank between them.

    Args:
        before: The text before the name or before its title.
        titled: The name has a capitalised title already; only what modifies that title is wanted.

    >>> role_before("On Monday the Kremlin spokesman ", titled=False)
    'Kremlin spokesman'
    >>> role_before("said former Freedonian ", titled=True)
    'former Freedonian'
    """
    if not before or before[-1] not in " \u00a0":
        return None
    words = before.split()[-_LONGEST_ROLE:]
    if not words or (not titled and not _is_role_of_one(words[-1])):
        return None
    kept: list[str] = []
    for word in reversed(words):
        lowered = word.casefold()
        if lowered in DETERMINERS or lowered in QUANTIFIERS or lowered in _STOPS_ROLE or not _ROLE_WORD.fullmatch(word):
            break
        if word.endswith(".") and not is_acronym(word):
            break
        goes_on = word[0].isupper() or lowered in OFFICE_WORDS or lowered in _MODIFIERS_OF_TITLES
        if titled and not (goes_on or (_is_role_of_one(word) and not kept)):
            break
        kept.insert(0, word)
    role = " ".join(kept)
    return role if role and before[:-1].endswith(role) else None


def _is_role_of_one(word: str) -> bool:
    lowered = word.casefold()
    profession = lowered == word and lowered.endswith(("ist", "ian", "grapher")) and looks_like_person(lowered)
    return (role_head(word) is not None or profession) and not is_plural(lowered) and lowered not in _STOPS_ROLE


def role_before_comma(before: str) -> str | None:
    """The role in a phrase that introduces the name after its comma, or ``None``.

    >>> role_before_comma("said a spokesman for the group")
    'spokesman'
    """
    match = _LAST_PHRASE.search(before)
    return role_in_apposition(match[1]) if match else None


@lru_cache(maxsize=20_000)
def role_in_apposition(phrase: str) -> str | None:
    """The role that a phrase between commas gives the person beside it, or ``None``.

    >>> role_in_apposition("the hospital's chief nurse in town"), role_in_apposition("who left")
    ("hospital's chief nurse", None)
    """
    words = phrase.split()
    if not words or words[0].casefold() in _NO_APPOSITION:
        return None
    indefinite = words[0].casefold() in ("a", "an")
    if indefinite or words[0].casefold() in ("the", "its", "his", "her", "their"):
        words = words[1:]
    role: list[str] = []
    for word in words[: _LONGEST_ROLE + 1]:
        if word.casefold() in _ENDS_ROLE:
            break
        role.append(word)
    if not role or is_plural(role[-1].casefold()):
        return None
    trade = indefinite and role[-1].islower() and looks_like_person(role[-1])
    return " ".join(role) if trade or role_head(role[-1]) else None
