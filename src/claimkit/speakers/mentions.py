"""Names in plain text, and what is known of each: person or body, gender, the title or role that goes with it.

Works without a named entity recogniser: a name is a run of capitalised words, and what stands around it tells the
rest ("Kremlin spokesman Ann Example", "Example, a nurse,", "the Example Foundation", "Example (R-Ohio)").
Entities of a recogniser are used where the caller has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from attrs import evolve, frozen

from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.lexicon import (
    COMMON_ADJECTIVES,
    DETERMINERS,
    FUNCTION_WORDS,
    GROUPS,
    INSIDE_NAMES,
    OFFICE_WORDS,
    PARTICLES,
    PLURAL_TITLES,
    QUANTIFIERS,
    SHORT_TITLES,
    SUFFIXES,
    SURNAMES_LIKE_TITLES,
    TITLES,
    WEEKDAYS,
    Gender,
    body_head,
    document_head,
    gender_of_noun,
    is_plural,
    role_head,
    singular,
)
from claimkit.speakers.names import acronyms_of, fold, is_acronym
from claimkit.speakers.places import COUNTRY_OF, PEOPLES, PLACES

NameType = Literal["person", "org", "place", "people", "unknown"]
"""What a name stands for; ``"people"`` are adjectives and inhabitants of countries ("Turkish", "Turks")."""


@frozen
class Entity:
    """A named entity that a recogniser found.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        label: spaCy's label: ``"PERSON"``, ``"ORG"``, ``"GPE"``, ``"NORP"``, ...
    """

    start: int
    end: int
    label: str


@frozen
class Name:
    """A name where it stands in the text.

    Attributes:
        start: Offset of the first character of the name itself, after any title.
        end: Offset after its last character, before any possessive ending.
        text: The name as written.
        type: See `NameType`.
        role: The title or role with it, as written ("Kremlin spokesman"), or ``None``.
        gender: Marked by its title or role, if at all.
        outer: Offset where the role before it begins, or ``start``.
        possessive: Whether "'s" follows.
        article: Whether "the" goes before.
        acronym: The acronym in parentheses after it, or ``None``.
        headline: Whether it is written in capitals, as in a headline.
    """

    start: int
    end: int
    text: str
    type: NameType = "unknown"
    role: str | None = None
    gender: Gender | None = None
    outer: int = 0
    possessive: bool = False
    article: bool = False
    acronym: str | None = None
    headline: bool = False


_UPPER = "".join(re.escape(chr(code)) for code in range(0x530) if chr(code).isupper())
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Cmdr|Adm|Brig|Rev|Hon|Fr|Pres|"
    "Supt|Det|Insp|Const|St|Messrs|Jr|Sr|Inc|Corp|Co|Ltd|Bros|Dept|Amb|Atty|Min"
)
_SMALL_PARTICLES = "|".join(sorted(PARTICLES - {"as", "an", "e", "i", "st", "lo", "av", "af", "at", "y", "do", "ash"}))
_ITEM = (
    rf"(?:(?:{_ABBREVIATIONS})\.(?=[\s,;)])"
    rf"|[{_UPPER}]\.(?:[ -]?[{_UPPER}]\.){{0,3}}(?:[{_UPPER}]\b)?"
    rf"|(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]n|[Aa]r|[Aa]t|[Aa]d|[Aa]z|[Uu]l|[Uu]r|[DdLl]|[Bb]in|e|i|ex|ibn)[-'’‘][{_UPPER}]\w*"
    rf"(?:[-'’](?!s\b)\w+)*"
    rf"|(?:Channel|Radio|Flight|Resolution|Formula|Group|Democrats) \d{{1,4}}\b(?![,.:]\d)"
    rf"|[{_UPPER}]\w*(?:(?:[-&]|['’‘](?!s\b)|\.(?=[a-z]))\w+)*)"
)
_RUN = re.compile(rf"(?<![\w]){_ITEM}(?:[ \u00a0]{{1,2}}(?:(?:{_SMALL_PARTICLES})[ \u00a0]){{0,2}}{_ITEM})*")
_CONNECTOR = re.compile(r" (?:of|for|on|in|at|to|and|&)(?: the)? |, ?")
_ROLE_WORD = re.compile(r"[\w.'’&/-]+")
_APPOSITION = re.compile(r"(?: \([^)]{1,40}\))?,[ \u00a0]([^,.;:!?\n“”\"]{3,90})")
_ACRONYM_AFTER = re.compile(r" \((?:the |or )?([\w&.-]{2,12})(?:[;,)])")
_PARTY = re.compile(r"[DRI][-–][A-Z]\w*")
_PARTY_AFTER = re.compile(r",? \(?[DRI][-–][A-Z]| \((?:[DRI]|Rep|Dem|Lab|Con|Lib)[-–,/. ]|,? \d{1,3}[,.]| \(\d{1,3}\)")
_NEWS_AGENCY = re.compile(r" (?:news agency|magazine)\b")
_BODY_AFTER = re.compile(r" (?:newspaper|daily|website|television|radio|party|militants?|rebels?|movement|airline|group|company|faction|militia)\b")
_ARTICLE_BEFORE = re.compile(r"(?<!\w)[Tt]he[ \u00a0]$")
_SPEECH_AFTER = re.compile(
    r",? (?:also |has |had |then |later )?(?:said|says|told|tells|added|adds|wrote|noted|explained|tweeted|argued|stated)\b"
)
_COURTESY = frozenset("Mr Mrs Ms Miss Dr Sir Lord Lady".split())
_LETTERS_AFTER = frozenset("QC KC MP MEP PhD MD OBE MBE CBE Esq".split())
_LED = ("-led", "-based", "-backed", "-run", "-born", "-owned", "-controlled", "-sponsored", "-listed", "-year-old")
_SHORTEST_HEADLINE = 8
_LONGEST_GAP = 12
_LONGEST_NAME = 12


def find_names(text: str, entities: Sequence[Entity] = (), start: int = 0, end: int | None = None) -> tuple[Name, ...]:
    """The names in ``text[start:end]``, in order; they do not overlap.

    >>> [(name.text, name.type, name.role) for name in find_names("Kremlin spokesman Ann Example met Mr. Doe.")]
    [('Kremlin', 'place', None), ('Ann Example', 'person', 'Kremlin spokesman'), ('Doe', 'person', 'Mr.')]
    """
    end = len(text) if end is None else end
    labels = {(entity.start, entity.end): entity.label for entity in entities}
    names: list[Name] = []
    for first, last in _joined(text, start, end):
        names.extend(_names_of_run(text, first, last, start, headline=_is_headline(text, first, last)))
    names = _widened(text, names)
    if end - start == len(text):
        names = _without_strays(text, _without_openers(text, names))
    return tuple(_typed_by(names, labels) if labels else names)


_LOWER_WORD = re.compile(r"\b[a-z]\w+")
_OPENER_ENDINGS = ("ing", "ed", "ly")


def _without_openers(text: str, names: list[Name]) -> list[Name]:
    """The names without single words that only ever open a sentence and look like a verb or an adverb ("Amidst")."""
    lower = set(_LOWER_WORD.findall(text))
    known = {word for name in names if " " in name.text or not _begins_sentence(text, name.start, 0) for word in name.text.split()}
    return [
        name
        for name in names
        if " " in name.text
        or name.type not in ("unknown", "org")
        or name.role
        or name.text in known
        or is_acronym(name.text)
        or not (name.text.casefold().endswith(_OPENER_ENDINGS) or name.text.casefold() in COMMON_ADJECTIVES or name.text.lower() in lower)
        or not _begins_sentence(text, name.start, 0)
    ]


def _without_strays(text: str, names: list[Name]) -> list[Name]:
    """The names without a word before them that is a place, an acronym or an opener, where they also stand without it."""
    forms = {name.text for name in names}
    cut = []
    for name in names:
        first, _, rest = name.text.partition(" ")
        opens = _begins_sentence(text, name.start, 0)
        if name.role is None and rest in forms and name.type != "org" and rest.casefold() not in PLACES and _is_stray(first, opens=opens):
            begin = name.end - len(rest)
            cut.append(evolve(name, start=begin, outer=begin, text=rest))
        else:
            cut.append(name)
    return cut


def _is_stray(word: str, *, opens: bool) -> bool:
    lowered = word.casefold()
    if lowered in PLACES or is_acronym(word) and "." not in word or role_head(word) is not None:
        return True
    return opens and (
        lowered in COMMON_ADJECTIVES
        or document_head(word) is not None
        or lowered in FUNCTION_WORDS - INSIDE_NAMES
        or lowered.endswith(_OPENER_ENDINGS)
        and not gender_of_given_name(f"{word} x")
    )


def is_generic(name: str) -> bool:
    """Whether a body's name says only what it does, so that its owner belongs to it ("Foreign Ministry").

    >>> is_generic("Foreign Ministry"), is_generic("Example Trust")
    (True, False)
    """
    words = name.partition(" of ")[0].split() if " of " in name and not name.startswith(("Ministry", "Department")) else name.split()
    return all(word.casefold().rstrip(".") in OFFICE_WORDS or body_head(word) or word in ("of", "the", "and", "for") for word in words)


def _widened(text: str, names: list[Name]) -> list[Name]:
    """The names, with "Turkey's" and "Foreign Ministry" made one."""
    widened: list[Name] = []
    for name in names:
        owner = widened[-1] if widened else None
        if (
            owner is not None
            and owner.possessive
            and name.type == "org"
            and name.role is None
            and name.start - owner.end <= 3
            and text[owner.end : name.start].strip() in ("'s", "’s", "'", "’")
            and (is_generic(name.text) or name.acronym and fold(name.acronym) in acronyms_of(text[owner.start : name.end]))
        ):
            widened[-1] = evolve(name, start=owner.start, outer=owner.outer, text=text[owner.start : name.end], article=owner.article)
        else:
            widened.append(name)
    return widened


_TYPE_OF_LABEL: dict[str, NameType] = {
    "PERSON": "person", "PER": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "org", "NORP": "people",
}  # fmt: skip


def _typed_by(names: list[Name], labels: dict[tuple[int, int], str]) -> list[Name]:
    """The names with the type of the entity that has their last word; a title of ours is surer than a label."""
    ends = {end: (start, _TYPE_OF_LABEL.get(label)) for (start, end), label in labels.items()}
    typed = []
    for name in names:
        start, kind = ends.get(name.end, (name.start, None))
        known = kind is not None and start <= name.end and name.role is None
        typed.append(evolve(name, type=kind) if known and name.type in ("unknown", "person", "org") else name)
    return typed


def _is_headline(text: str, first: int, last: int) -> bool:
    """Whether the whole line is in capitals, so that case tells nothing about names."""
    if not text[first:last].isupper():
        return False
    line = text[text.rfind("\n", 0, first) + 1 : text.find("\n", last) if "\n" in text[last:] else len(text)]
    return " " in line and len(line) > _SHORTEST_HEADLINE and line.isupper()


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a "The" within one begins another."""
    for match in _RUN.finditer(text, start, end):
        first, last = match.span()
        while (cut := text.find(" The ", first, last)) >= 0:
            yield first, cut
            first = cut + 1
        yield first, last


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, those of one body joined: "Ministry | of | Defence"."""
    pending: tuple[int, int] | None = None
    for first, last in _runs(text, start, end):
        while last > first and text[last - 1] in " -\u00a0":
            last -= 1
        if pending is None:
            pending = (first, last)
            continue
        gap = text[pending[1] : first]
        if len(gap) <= _LONGEST_GAP and gap.strip().islower() and _spelled_by_acronym(text, pending[0], last):
            pending = (pending[0], last)
            continue
        if len(gap) <= 9 and _CONNECTOR.fullmatch(gap) and _one_body(text[pending[0] : pending[1]], gap, text[first:last]):
            pending = (pending[0], last)
            continue
        yield pending
        pending = (first, last)
    if pending is not None:
        yield pending


def _spelled_by_acronym(text: str, first: int, last: int) -> bool:
    """Whether the acronym in parentheses after a run has the initials of all of it: "Gas and Light (G&L)"."""
    acronym = _ACRONYM_AFTER.match(text, last)
    if acronym is None or not is_acronym(acronym[1].replace("&", "")):
        return False
    words = text[first:last].split()
    while words and words[0].casefold() in FUNCTION_WORDS:
        words = words[1:]
    return fold(acronym[1].replace("&", "")) in acronyms_of(" ".join(words))


@lru_cache(maxsize=50_000)
def _one_body(left: str, gap: str, right: str) -> bool:
    """Whether two runs are one name with the words between them."""
    words, following = left.split(), right.split()
    if following[0].casefold() in WEEKDAYS or words[-1].casefold() in WEEKDAYS:
        return False
    word = gap.strip(" ,").removesuffix(" the")
    if gap.startswith(","):
        return right.rstrip(".").casefold() in ("inc", "ltd", "llc", "jr", "sr", "plc")
    if len(words) > _LONGEST_NAME or words[0].casefold() in FUNCTION_WORDS and len(words) == 1:
        return False
    heads = [index for index, each in enumerate(words) if body_head(each)]
    if word in ("of", "for", "to") and role_head(words[-1]) and len(words) < 6 and not is_plural(words[-1].casefold()):
        return _field_length(following) > 0 or len(following) > 2
    if word in ("of", "for", "on"):
        return bool(heads) and (heads[-1] == len(words) - 1 or "of" in words or "for" in words)
    if word == "to":
        return words[-1] in ("Committee", "Campaign", "Coalition", "Center", "Centre") and following[0].casefold() not in COUNTRY_OF
    if word == "&":
        return True
    if word == "in":
        return words[-1] in ("Embassy", "Consulate")
    if word == "at":
        return False
    if gap.endswith("the "):
        return False
    if is_acronym(right) or right.casefold() in COUNTRY_OF or role_head(following[0]) or role_head(following[-1]):
        return False
    if "of" in words or "for" in words:
        return singular(following[-1].casefold()) in OFFICE_WORDS or following[-1].casefold() in OFFICE_WORDS or len(following) == 1 and not heads[-1:] == [len(words) - 1]
    if body_head(following[-1]) and all(each.casefold() in OFFICE_WORDS for each in words):
        return True
    if heads or words[-1].casefold() in COUNTRY_OF or is_acronym(words[-1]) or role_head(words[0]) or role_head(words[-1]):
        return False
    return body_head(following[-1]) is not None and len(words) <= 3


@frozen
class _Parts:
    """What the words of a run are: a role, then a name; either may be missing. Offsets count from the run's start."""

    skipped: int
    role: tuple[int, int] | None
    name: tuple[int, int] | None
    type: NameType
    headline: bool


@lru_cache(maxsize=50_000)
def _parts(run: str) -> _Parts:
    tokens = [(match.start(), match.end(), match.group()) for match in re.finditer(r"[^ \u00a0]+", run)]
    headline = len(tokens) > 1 and run.isupper() and sum(len(token[2]) > 4 for token in tokens) > 0
    while tokens and _opens_sentence(tokens[0][2], tokens[min(1, len(tokens) - 1)][2], alone=len(tokens) == 1) or len(tokens) > 1 and tokens[0][2].islower() and tokens[0][0]:
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1][2] in _LETTERS_AFTER or tokens[-1][2].casefold() in WEEKDAYS or tokens[-1][2] in ("The", "A", "In", "But", "He", "She", "It")):
        tokens = tokens[:-1]
    if not tokens:
        return _Parts(len(run), None, None, "unknown", headline)
    skipped = tokens[0][0]
    words = [token[2] for token in tokens]
    split = _role_words(words)
    role = (tokens[0][0], tokens[split - 1][1]) if split else None
    if split == len(words):
        return _Parts(skipped, role, None, "unknown", headline)
    name = (tokens[split][0], tokens[-1][1])
    kind: NameType = "person" if split else _type_of(tuple(words), run[name[0] : name[1]])
    return _Parts(skipped, role, name, kind, headline)


def _opens_sentence(word: str, following: str, *, alone: bool) -> bool:
    lowered = word.casefold().replace("’", "'")
    if not alone and (lowered in INSIDE_NAMES or lowered in WEEKDAYS and body_head(following)):
        return False
    return lowered in FUNCTION_WORDS and word not in ("US", "WHO")


def _role_words(words: list[str]) -> int:
    """How many of the words at the beginning are a title or role."""
    last = len(words) - 1
    if body_head(words[last]) and (not role_head(words[last]) or last and words[last].casefold() in ("guard", "guards", "service")):
        return 0
    split = index = 0
    while index <= last:
        word, place = words[index], index
        index += 1
        lowered = word.casefold().rstrip(".")
        if not role_head(word) or place == last and lowered in SHORT_TITLES and not word.endswith("."):
            continue
        if is_plural(lowered) and lowered not in PLURAL_TITLES and singular(lowered) != lowered and place < last:
            continue
        before = words[place - 1] if place else ""
        if place == last and before.rstrip(".") in _COURTESY:
            continue
        if lowered in SURNAMES_LIKE_TITLES and place == last and place > split and not _modifies(before):
            continue
        if lowered in SURNAMES_LIKE_TITLES and place == last - 1 and before.endswith(".") and split == place:
            continue
        if lowered in OFFICE_WORDS and place < last and body_head(words[place + 1]):
            continue
        if place > 0 and body_head(word) and place < last and not _modifies(before) and lowered not in TITLES:
            continue
        split = place + 1
        if split <= last and words[split] in ("of", "for", "to"):
            split += 1
            split += _field_length(words[split:])
            if split <= last and words[split] in ("of", "for"):
                split += 1 + _field_length(words[split + 1 :])
            split = min(split, last + 1)
            # of a field that no list knows, the name is the last two words: "for Safeguards Ann Example"
            if words[split - 1] in ("for", "of", "to", "the"):
                split = last - 1 if last - split >= 2 else last + 1
            index = split
    while 0 < split <= last and words[split].casefold() in ("elect", "designate", "emeritus"):
        split += 1
    if split and split <= last and all(word.casefold() in OFFICE_WORDS or body_head(word) for word in words[split:]):
        return 0
    return split


def _field_length(words: list[str]) -> int:
    """How many words at the beginning name an office's field or place: "the Air Force", "Argentina", "Political Affairs"."""
    length = 0
    while length < len(words):
        lowered = words[length].casefold()
        place = next((count for count in (3, 2, 1) if " ".join(words[length : length + count]).casefold() in PLACES), 0)
        if place:
            length += place
        elif lowered in OFFICE_WORDS or lowered in ("the", "and", "state", "nations", "force", "forces") or length and body_head(lowered):
            length += 1
        else:
            break
    return length


def _modifies(word: str) -> bool:
    lowered = word.casefold().rstrip(".")
    return body_head(word) is not None or lowered in OFFICE_WORDS or lowered in COUNTRY_OF or role_head(word) is not None or is_acronym(word)


def _type_of(words: tuple[str, ...], name: str) -> NameType:
    lowered = name.casefold()
    if lowered in PEOPLES:
        return "people"
    if lowered in PLACES or lowered.removesuffix(".") in PLACES:
        return "place"
    if body_head(words[-1]) or "of" in words and body_head(words[0]) or any(word in ("of", "for", "and") for word in words):
        return "org"
    if is_acronym(name):
        return "org"
    if len(words) > 1 and (words[0].casefold() in OFFICE_WORDS or words[-1].casefold() in OFFICE_WORDS):
        return "org"
    if len(words) > 1 and any(body_head(word) for word in words[1:]):
        return "org"
    return "unknown"


def _names_of_run(text: str, first: int, last: int, start: int, *, headline: bool) -> Iterator[Name]:
    run = text[first:last]
    parts = _parts(run)
    if parts.name is None:
        if run.casefold() in SURNAMES_LIKE_TITLES and not headline and _is_surname(text, run):
            yield Name(first, last, run, "unknown", outer=first, possessive=text[last : last + 2] in ("'s", "’s"))
        return
    begin, stop = first + parts.name[0], first + parts.name[1]
    # "Israeli Ann Example", "French Example": peoples before a name are no part of it
    kind, name = parts.type, text[begin:stop]
    if _PARTY.fullmatch(name):
        return
    headline = headline or parts.headline
    if headline and kind == "org" and " " not in name:
        kind = "unknown"
    article = bool(_ARTICLE_BEFORE.search(text, max(start, begin - 6), begin)) or run[: parts.skipped].casefold().endswith("the ")
    name = _without_peoples(name, kind, keep=article and len(name.split()) > 2)
    begin = stop - len(name)
    if kind == "unknown" and name.casefold() in PEOPLES or name.casefold().endswith(_LED):
        return
    if named := _NEWS_AGENCY.match(text, stop):
        stop, kind, name = named.end(), "org", text[begin : named.end()]
    elif _BODY_AFTER.match(text, stop):
        kind = "org" if kind == "unknown" else kind
    if kind in ("unknown", "org") and " " not in name and not is_acronym(name) and _is_common(name, alone=run == name) and _begins_sentence(text, begin, start):
        return
    if kind in ("unknown", "org") and (body := _body_before_person(text, begin, name)):
        yield Name(begin, begin + len(body), body, "org", outer=begin)
        begin += len(body) + 1
        name, kind = text[begin:stop], "person"
    role: str | None = text[first + parts.role[0] : first + parts.role[1]] if parts.role else None
    outer = first + parts.role[0] if parts.role else begin
    article = article or bool(_ARTICLE_BEFORE.search(text, max(start, outer - 6), outer))
    if kind not in ("org", "place") and outer == first + parts.skipped and (role is None or text[outer - 1 : outer] == " "):
        before = _role_before(text[max(start, outer - 90) : outer], titled=role is not None)
        if before:
            outer -= len(before[0])
            role = f"{before[1]} {role}" if role and before[1] else before[1] or role
    if role is None and kind in ("unknown", "person") and " " in name and text[outer - 2 : outer] == ", ":
        role = _role_before_comma(text[max(start, outer - 120) : outer - 2])
    gender = _gender(role)
    if role and kind in ("unknown", "people"):
        kind = "person"
    if role and role.endswith("Pope"):
        begin = first + parts.role[1] - len("Pope") if parts.role else begin
        name = text[begin:stop]
    acronym = _ACRONYM_AFTER.match(text, stop)
    after = text[stop : stop + 140]
    if kind == "unknown":
        if _PARTY_AFTER.match(after):
            kind = "person"
        elif acronym and is_acronym(acronym[1]) and not article and len(name.split()) == 2 and role:
            kind = "person"
        elif acronym and is_acronym(acronym[1]):
            kind = "org"
    if role is None and kind == "unknown" or kind == "person":
        apposed = _APPOSITION.match(after)
        found = _role_in_apposition(apposed[1]) if apposed else None
        if found:
            role, gender = role or found, gender or _gender(found)
            kind = "person"
    if kind == "unknown" and article and " " in name:
        kind = "org"
    if kind == "unknown" and 1 < len(name.split()) < 5 and not headline and _SPEECH_AFTER.match(after):
        kind = "person"
    yield Name(
        start=begin,
        end=stop,
        text=name,
        type=kind,
        role=role,
        gender=gender,
        outer=outer,
        possessive=after[:2] in ("'s", "’s") or name.endswith("s") and after[:1] in "'’" and after[:1] != "",
        article=article,
        acronym=acronym[1] if acronym and is_acronym(acronym[1].replace("&", "")) else None,
        headline=headline,
    )


_OFFICE_OF = re.compile(r"(?:of|at|for|from|with|to) (?:the )?$")
_END_OF_BODY = re.compile(r"(?:Inc|Corp|Co|Ltd|LLC|Inc\.|Corp\.|Co\.|Ltd\.|International|Council|Crime)$")


def _body_before_person(text: str, begin: int, name: str) -> str | None:
    """The body in front of a name that is its officer's: "CEO of the Health Council Ann Example"."""
    words = name.split(" ")
    sentence_end = any(word.endswith((".", ".com")) and _END_OF_BODY.match(word) for word in words[:-1])
    if len(words) < 3 or not (sentence_end or _OFFICE_OF.search(text, max(0, begin - 10), begin)):
        return None
    for count in range(len(words) - 2, 0, -1):
        person = words[count:]
        ends = body_head(words[count - 1]) or _END_OF_BODY.match(words[count - 1])
        if ends and 2 <= len(person) <= 3 and not any(body_head(each) or each.casefold() in OFFICE_WORDS or each in ("of", "and", "for", "the", "in", "on") for each in person):
            return " ".join(words[:count])
    return None


@lru_cache(maxsize=20_000)
def _without_peoples(name: str, kind: NameType, *, keep: bool) -> str:
    """The name without a people's adjective or a word like "NATO-led" before it, which belong to its description.

    ``keep``: the adjective may belong to the name of a body ("the Australian Example Study").
    """
    words = name.split(" ")
    led = max((place for place, word in enumerate(words[:-1]) if word.casefold().endswith(_LED)), default=-1)
    words = words[led + 1 :]
    while len(words) > 1 and kind == "unknown" and not keep:
        if words[0].casefold() in PEOPLES:
            words = words[1:]
        elif len(words) > 2 and f"{words[0]} {words[1]}".casefold() in PEOPLES:
            words = words[2:]
        else:
            break
    return " ".join(words)


def _is_common(word: str, *, alone: bool) -> bool:
    """Whether a capitalised word is an ordinary noun of news ("Police", "Witnesses", "Reports")."""
    lowered = word.casefold()
    return alone and bool(
        lowered in GROUPS or body_head(word) or document_head(word) or is_plural(lowered) and role_head(word) or lowered in OFFICE_WORDS
    )


def _begins_sentence(text: str, at: int, start: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return at == start or not before or before[-1] in ".!?\n\"“”'‘:;—–-)*•"


def _is_surname(text: str, word: str) -> bool:
    """Whether a title stands in the text as the surname of somebody: "Ann Bishop", later "Bishop"."""
    before = re.findall(rf"(?<![\w.])([A-Z][\w’'-]+) {re.escape(word)}\b(?! [A-Z])", text)
    return any(not _modifies(each) and each.casefold() not in FUNCTION_WORDS for each in before)


def _gender(role: str | None) -> Gender | None:
    if role is None:
        return None
    return next((found for word in reversed(role.split()) if (found := gender_of_noun(word))), None)


_LAST_PHRASE = re.compile(r"(?:^|[,.;:!?\n“”\"]|\b(?:said|says|told|by|and|but|that|with|to)\b)\s*((?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w-]*['’]s)\s[^,.;:!?\n“”\"]{2,100})$")


def _role_before_comma(before: str) -> str | None:
    """The role in "a spokesman for the group, " before the name that it introduces, or ``None``."""
    match = _LAST_PHRASE.search(before)
    return _role_in_apposition(match[1]) if match else None


_STOPS_ROLE = FUNCTION_WORDS - frozenset("former new late first second third acting two three four".split())


def _role_before(before: str, *, titled: bool) -> tuple[str, str] | None:
    """The role in lower case right before a name, with the blank after it, and the same without that blank.

    ``titled``: the name has a capitalised title already, so that only what modifies that title is wanted.
    """
    if not before or before[-1] not in " \u00a0":
        return None
    words = before.split()[-8:]
    if not words or not titled and (not role_head(words[-1]) or is_plural(words[-1].casefold()) or words[-1].casefold() in _STOPS_ROLE):
        return None
    kept = 0
    for word in reversed(words):
        lowered = word.casefold()
        if lowered in DETERMINERS or lowered in QUANTIFIERS or lowered in _STOPS_ROLE or word.endswith((".", "?", "!")) and not is_acronym(word):
            break
        if not _ROLE_WORD.fullmatch(word):
            break
        if titled and not (word[0].isupper() or lowered in OFFICE_WORDS or lowered in ("former", "then", "acting", "late")):
            break
        kept += 1
    if not kept:
        return None
    joined = " ".join(words[-kept:])
    at = before.rstrip().rfind(words[-kept]) if kept == 1 else before.rfind(joined)
    if at < 0:
        return None
    return before[at:], joined


@lru_cache(maxsize=20_000)
def _role_in_apposition(phrase: str) -> str | None:
    """The role that a phrase after a comma gives the person before it, or ``None``."""
    words = phrase.split()
    if not words or words[0].casefold() in ("and", "but", "or", "who", "which", "when", "as", "while", "where", "in", "on",
                                            "with", "at", "to", "for", "of", "by", "after", "before"):  # fmt: skip
        return None
    if words[0].casefold() in ("a", "an", "the", "its", "his", "her", "their"):
        words = words[1:]
    role: list[str] = []
    for word in words[:9]:
        lowered = word.casefold()
        if lowered in ("of", "for", "at", "in", "with", "on", "to", "from", "who", "which", "said", "says", "told", "and",
                       "is", "was", "has", "had", "are", "were", "also", "will", "that"):  # fmt: skip
            break
        role.append(word)
    if not role or not role_head(role[-1]) or is_plural(role[-1].casefold()):
        return None
    return " ".join(role)
