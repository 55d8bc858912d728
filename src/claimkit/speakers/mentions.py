"""Names in plain text, and what is known of each: person or body, gender, the title or role that goes with it.

Works without a named entity recogniser: a name is a run of capitalised words, and what stands around it tells the
rest ("Kremlin spokesman Ann Example", "Example, a nurse,", "the Example Foundation", "Example (R-Ohio)").
Entities of a recogniser are used where the caller has them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.lexicon import (
    COMMON_ADJECTIVES,
    FUNCTION_WORDS,
    GROUPS,
    INSIDE_NAMES,
    MAKERS,
    OFFICE_WORDS,
    RANKS,
    ROLES_OF_BODIES,
    SURNAMES_LIKE_TITLES,
    WEEKDAYS,
    Gender,
    body_head,
    document_head,
    is_plural,
    role_head,
)
from claimkit.speakers.names import acronyms_of, fold, is_acronym
from claimkit.speakers.places import PEOPLES, PLACES
from claimkit.speakers.runs import acronym_after, is_headline, joined_runs
from claimkit.speakers.titles import (
    LETTERS_AFTER,
    NameType,
    Run,
    gender_of_role,
    modifies,
    parts_of_run,
    role_before,
    role_before_comma,
    role_in_apposition,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimkit.records import NamedEntity


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


_TYPE_OF_LABEL: dict[str, NameType] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
    "FAC": "org",
    "NORP": "people",
}
_APPOSITION = re.compile(r"(?: \([^)]{1,40}\))?,[ \u00a0]([^,.;:!?\n“”\"]{3,90})")
_PARTY = re.compile(r"[DRI][-–][A-Z]\w*")
_PARTY_OR_AGE = re.compile(r",? \(?[DRI][-–][A-Z]| \((?:[DRI]|Rep|Dem|Lab|Con|Lib)[-–,/. ]|,? \d{1,3}[,.]| \(\d{1,3}\)")
_PART_OF_NAME = re.compile(r" (?:news agency|magazine)\b")
_BODY_AFTER = re.compile(
    r" (?:newspaper|daily|website|television|radio|party|militants?|rebels?|movement|airline|group|company|faction"
    r"|militia)\b"
)
_ARTICLE_BEFORE = re.compile(r"(?<!\w)[Tt]he[ \u00a0]$")
_SPEECH_AFTER = re.compile(
    r",? (?:also |has |had |then |later )?"
    r"(?:said|says|told|tells|added|adds|wrote|noted|explained|tweeted|argued|stated|replied|replies|answered|recalled"
    r"|recalls|joked|laughed|laughs|shrugged|reckons|thinks)\b"
)
_OF_PEOPLE_ONLY = re.compile(r" (?:bin|bint|ibn|von|van) ")
_AGED = "-year-old "
_OFFICE_OF = re.compile(r"(?:of|at|for|from|with|to) (?:the )?(?:[a-z]+ )?$")
_END_OF_BODY = re.compile(r"(?:Inc|Corp|Co|Ltd)\.?$|(?:LLC|International|Council|Crime)$")
_NO_PERSONS = frozenset("of and for the in on".split())
_POSSESSIVES = ("'s", "’s")
_LED = ("-led", "-based", "-backed", "-run", "-born", "-owned", "-controlled", "-sponsored", "-listed", "-year-old")
_OFFICER_AFTER = re.compile(
    r" (?:CEO|CFO|chief executive|chair(?:man|woman|person)?|spokes(?:man|woman|person)|(?:general|managing) director)"
    r"\b"
)
"""Whom bodies have: "Norvik CEO Ann Example"."""
_SEATED = ("-based", "-headquartered", "-listed", "-owned")
_OPENER_ENDINGS = ("ing", "ed", "ly")
_OPENS_AFTER = frozenset(".!?\n\"“”'‘:;—–-)*•")
_CLAUSE_END = re.compile(r"[.,;:!?\n“”\"]")
_LOWER_AFTER = re.compile(r" ([a-z]+)\b")
_LOWER_WORD = re.compile(r"\b[a-z]\w+")
_ARTICLE_REACH, _ROLE_REACH, _PHRASE_REACH, _OFFICE_REACH = 6, 90, 120, 24
_SURNAME_REACH = 10_000
_SHORTEST_PERSON, _LONGEST_PERSON = 2, 4


def find_names(
    text: str, entities: Sequence[NamedEntity] = (), start: int = 0, end: int | None = None
) -> tuple[Name, ...]:
    """The names in ``text[start:end]``, in order; they do not overlap.

    >>> [(name.text, name.type, name.role) for name in find_names("Kremlin spokesman Ann Example met Mr. Doe.")]
    [('Kremlin', 'place', None), ('Ann Example', 'person', 'Kremlin spokesman'), ('Doe', 'person', 'Mr.')]
    """
    end = len(text) if end is None else end
    names = [name for first, last in joined_runs(text, start, end) for name in _names_of_run(text, first, last, start)]
    names = _with_owners(text, names)
    if end - start == len(text):
        names = _without_strays(text, _without_openers(text, names))
    return tuple(_with_entities(text, names, entities) if entities else names)


def _with_entities(text: str, names: Sequence[Name], entities: Sequence[NamedEntity]) -> list[Name]:
    """The names with the types that a recogniser gives their last words, and with the entities that rules missed.

    A title of ours is surer than a label: a name with a title stays a person.
    """
    labels = {entity.end: _TYPE_OF_LABEL.get(entity.label) for entity in entities}
    typed = []
    for name in names:
        kind = labels.get(name.end)
        settled = name.role is not None or name.type in ("place", "people")
        typed.append(name if kind is None or settled else evolve(name, type=kind))
    for entity in entities:
        kind, form = _TYPE_OF_LABEL.get(entity.label), text[entity.start : entity.end]
        free = all(entity.end <= name.start or name.end <= entity.start for name in typed)
        if kind is not None and free and form == form.strip() and form and "\n" not in form:
            typed.append(Name(entity.start, entity.end, form, kind, outer=entity.start))
    return sorted(typed, key=lambda name: name.start)


def _without_openers(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without single words that only ever open a sentence and are ordinary words ("Amidst", "Leaving")."""
    known = {
        word
        for name in names
        if " " in name.text or not _opens_sentence(text, name.start, 0)
        for word in name.text.split()
    }
    ordinary = set(_LOWER_WORD.findall(text)) | COMMON_ADJECTIVES

    def is_opener(name: Name) -> bool:
        participle = name.text.endswith(("ing", "ed")) and text[name.end : name.end + 1] == ","
        told = not participle and (name.role or name.type not in ("unknown", "org"))
        if " " in name.text or told or is_acronym(name.text):
            return False
        lowered = name.text.casefold()
        looks_ordinary = lowered in ordinary or lowered.endswith(_OPENER_ENDINGS)
        return looks_ordinary and name.text not in known and _opens_sentence(text, name.start, 0)

    return [name for name in names if not is_opener(name)]


def _without_strays(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without a word before them that is none of theirs, where they also stand without it.

    "Senator from Vermont Ann Example" and "Ann Example" are one form; so are "Actual Example" and "Example".
    """
    forms = {name.text for name in names}
    cut = []
    for name in names:
        first, _, rest = name.text.partition(" ")
        known = rest in forms and rest.casefold() not in PLACES and name.role is None
        opens = _opens_sentence(text, name.start, 0)
        if known and _is_stray(first, rest, opens=opens, of_body=name.type == "org"):
            begin = name.end - len(rest)
            cut.append(evolve(name, start=begin, outer=begin, text=rest))
        else:
            cut.append(name)
    return cut


def _is_stray(word: str, rest: str, *, opens: bool, of_body: bool) -> bool:
    lowered = word.casefold()
    if of_body:
        return opens and " " in rest and lowered.endswith(_OPENER_ENDINGS) and lowered not in OFFICE_WORDS
    if lowered in PLACES or (is_acronym(word) and "." not in word) or role_head(word) is not None:
        return True
    if not opens or gender_of_given_name(f"{word} X"):
        return False
    ordinary = (
        lowered in COMMON_ADJECTIVES or lowered in FUNCTION_WORDS - INSIDE_NAMES or document_head(word) is not None
    )
    return ordinary or lowered.endswith(_OPENER_ENDINGS)


def is_generic(name: str) -> bool:
    """Whether a body's name says only what it does, so that its owner belongs to it ("Foreign Ministry").

    >>> is_generic("Foreign Ministry"), is_generic("Example Trust")
    (True, False)
    """
    field_follows = name.startswith(("Ministry", "Department"))
    words = (name if field_follows else name.partition(" of ")[0]).split()
    return all(word.casefold().rstrip(".") in OFFICE_WORDS or body_head(word) or word in _NO_PERSONS for word in words)


def _with_owners(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with "Turkey's" and "Foreign Ministry" made one."""
    widened: list[Name] = []
    for name in names:
        owner = widened[-1] if widened else None
        if owner and owner.possessive and name.type == "org" and name.role is None and _owns(text, owner, name):
            whole = text[owner.start : name.end]
            widened[-1] = evolve(name, start=owner.start, outer=owner.outer, text=whole, article=owner.article)
        else:
            widened.append(name)
    return widened


def _owns(text: str, owner: Name, name: Name) -> bool:
    """Whether the possessive right before a body's name is a part of that name."""
    if text[owner.end : name.start].strip(" \u00a0") not in (*_POSSESSIVES, "'", "’"):
        return False
    spelled = name.acronym is not None and fold(name.acronym) in acronyms_of(text[owner.start : name.end])
    return spelled or is_generic(name.text)


def _names_of_run(text: str, first: int, last: int, start: int) -> Iterator[Name]:
    """The names in the run ``text[first:last]``: one as a rule, two where a body stands right before a person."""
    run = text[first:last]
    parts = parts_of_run(run)
    headline = parts.capitals or is_headline(text, first, last)
    if parts.name is None:
        if run.casefold() in SURNAMES_LIKE_TITLES and not headline and _is_surname(text, first, run):
            yield Name(first, last, run, outer=first, possessive=text[last : last + 2] in _POSSESSIVES)
        return
    begin, stop, kind = _begin_of_name(text, first, start, parts), first + parts.name[1], parts.type
    article = run[: parts.skipped].casefold().endswith("the ") or _has_article(text, start, begin)
    if headline and kind == "org" and " " not in text[begin:stop]:
        kind = "unknown"
    name = _without_peoples(text[begin:stop], kind, keep=article and text.count(" ", begin, stop) > 1)
    begin = stop - len(name)
    if _is_no_name(name, kind, alone=name == run, opens=_opens_sentence(text, begin, start)):
        return
    if kind in ("unknown", "org") and name.casefold() in OFFICE_WORDS and _describes_body(text, stop):
        return
    if longer := _PART_OF_NAME.match(text, stop):
        stop, kind = longer.end(), "org"
    elif kind == "unknown" and _BODY_AFTER.match(text, stop) and not gender_of_given_name(name):
        kind = "org"
    elif kind in ("unknown", "org") and (body := _body_before_person(text, begin, name)):
        yield Name(begin, begin + len(body), body, "org", outer=begin)
        begin, kind = begin + len(body) + 1, "person"
    title = run[slice(*parts.role)] if parts.role else None
    outer = first + parts.role[0] if parts.role else begin
    found = Name(
        start=begin,
        end=stop,
        text=text[begin:stop],
        type=kind,
        role=title,
        outer=outer,
        possessive=text[stop : stop + 2] in _POSSESSIVES
        or (name.endswith("s") and text[stop : stop + 1] in ("'", "’")),
        article=article or _has_article(text, start, outer),
        acronym=acronym_after(text, stop, text[begin:stop]),
        headline=headline,
    )
    several = kind == "people" and name.endswith("s")
    if kind not in ("org", "place") and not several and outer == first + parts.skipped:
        found = _with_role_before(text, found, start)
    yield _settled(text, found)


def _begin_of_name(text: str, first: int, start: int, parts: Run) -> int:
    """Where the name of a run begins; a weekday is part of it as in West Africa: "the coach, Sunday Example"."""
    begin = first + (parts.name[0] if parts.name else 0)
    weekday = text[first : first + parts.skipped].rstrip().casefold() in WEEKDAYS
    return first if weekday and _introduces(text, start, first) else begin


def _introduces(text: str, start: int, at: int) -> bool:
    """Whether a role stands right before ``at``, with or without a comma between."""
    before = text[max(start, at - _ROLE_REACH) : at]
    if not before.endswith(", "):
        return role_before(before, titled=False) is not None
    phrase = _CLAUSE_END.split(before[:-2])[-1].strip()
    return role_in_apposition(phrase) is not None


def _has_article(text: str, start: int, at: int) -> bool:
    return _ARTICLE_BEFORE.search(text, max(start, at - _ARTICLE_REACH), at) is not None


def _with_role_before(text: str, name: Name, start: int) -> Name:
    """The name with the role that stands before it, or before its title, in lower case or after a comma."""
    more = role_before(text[max(start, name.outer - _ROLE_REACH) : name.outer], titled=name.role is not None)
    if more:
        role = f"{more} {name.role}" if name.role else more
        return evolve(name, role=role, outer=name.outer - len(more) - 1)
    if " " in name.text or name.role:
        return _with_apposition_before(text, name, start)
    return name


def _with_apposition_before(text: str, name: Name, start: int) -> Name:
    """The name with the role in a phrase before its comma: "the town's pastor, Reverend Ann Example"."""
    before = _ARTICLE_BEFORE.search(text, max(start, name.outer - _ARTICLE_REACH), name.outer)
    comma = before.start() if before and name.type == "unknown" else name.outer
    ranked = name.role is None or all(word.rstrip(".").casefold() in RANKS for word in name.role.split())
    if not ranked or text[comma - 2 : comma] != ", ":
        return name
    role = role_before_comma(text[max(start, comma - _PHRASE_REACH) : comma - 2])
    if role is None or _is_of_body(role, name):
        return name
    return evolve(name, role=f"{role}, {name.role}" if name.role else role)


def _is_of_body(role: str, name: Name) -> bool:
    """Whether a role beside a name may be a body's as well, and nothing says that the name is a person's."""
    of_body = role.rpartition(" ")[2].casefold() in ROLES_OF_BODIES
    return of_body and name.type == "unknown" and not gender_of_given_name(name.text)


def _settled(text: str, name: Name) -> Name:
    """The name with type and role once what follows it is looked at: "(R-Ohio)", ", a nurse,", "said"."""
    kind, role, words = name.type, name.role, name.text.count(" ") + 1
    if (role and kind in ("unknown", "people")) or (kind == "unknown" and _PARTY_OR_AGE.match(text, name.end)):
        kind = "person"
    if kind == "unknown" and name.acronym:
        kind = "org"
    if kind == "unknown" and _OF_PEOPLE_ONLY.search(name.text):
        kind = "person"
    if kind == "unknown" and text[max(0, name.outer - len(_AGED)) : name.outer] == _AGED:
        kind = "person"
    if kind == "unknown" and is_of_body(text, name.outer, name.end) and not gender_of_given_name(name.text):
        kind = "org"
    apposed = _APPOSITION.match(text, name.end) if kind in ("unknown", "person") else None
    if apposed and (apposed_role := role_in_apposition(apposed[1])) and not _is_of_body(apposed_role, name):
        kind, role = "person", role or apposed_role
    if kind == "unknown" and name.article and words > 1 and not gender_of_given_name(name.text):
        kind = "org"
    likely = _SHORTEST_PERSON <= words <= _LONGEST_PERSON and not name.headline
    if kind == "unknown" and likely and _SPEECH_AFTER.match(text, name.end):
        kind = "person"
    settled = evolve(name, type=kind, role=role, gender=gender_of_role(role))
    # a pope's name is known with the word: "Pope Example"
    if name.role and name.role.endswith("Pope") and text[name.start - len("Pope ") : name.start] == "Pope ":
        begin = name.start - len("Pope ")
        return evolve(settled, start=begin, text=text[begin : name.end])
    return settled


def is_of_body(text: str, start: int, end: int) -> bool:
    """Whether the words around a name go with the names of bodies: "Lisbon-based", "the watchdog", or "CEO" behind it.

    >>> is_of_body("the watchdog Example", 13, 20), is_of_body("Example CEO Ann Doe", 0, 7), is_of_body("Ann Doe", 0, 3)
    (True, True, False)
    """
    word = text[max(0, start - _ROLE_REACH) : max(0, start - 1)].rpartition(" ")[2].casefold()
    return word.endswith(_SEATED) or word in MAKERS or _OFFICER_AFTER.match(text, end) is not None


def _describes_body(text: str, at: int) -> bool:
    """Whether a body in lower case follows, so that "Federal" before "government" is no name."""
    following = _LOWER_AFTER.match(text, at)
    return following is not None and body_head(following[1]) is not None


def _is_no_name(name: str, kind: NameType, *, alone: bool, opens: bool) -> bool:
    """Whether capitalised words are no name: a party's mark, an adjective, an ordinary noun that opens a sentence."""
    lowered = name.casefold()
    if (
        name in LETTERS_AFTER
        or _PARTY.fullmatch(name)
        or lowered.endswith(_LED)
        or (kind == "unknown" and lowered in PEOPLES)
    ):
        return True
    if not (alone and opens) or " " in name or kind not in ("unknown", "org") or is_acronym(name):
        return False
    noun = body_head(name) or document_head(name) or (is_plural(lowered) and role_head(name))
    return bool(noun) or lowered in GROUPS or lowered in OFFICE_WORDS


def _body_before_person(text: str, begin: int, name: str) -> str | None:
    """The body in front of a name that is its officer's: "CEO of the Health Council Ann Example"."""
    words = name.split(" ")
    company = any(word.endswith(".") and _END_OF_BODY.match(word) for word in words[:-1])
    if not (company or _OFFICE_OF.search(text, max(0, begin - _OFFICE_REACH), begin)):
        return None
    for count in range(len(words) - _SHORTEST_PERSON, 0, -1):
        person = words[count:]
        ends = body_head(words[count - 1]) or _END_OF_BODY.match(words[count - 1])
        if (
            ends
            and len(person) < _LONGEST_PERSON
            and not any(body_head(word) or word.casefold() in OFFICE_WORDS or word in _NO_PERSONS for word in person)
        ):
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
        elif " ".join(words[:2]).casefold() in PEOPLES and words[2:]:
            words = words[2:]
        else:
            break
    return " ".join(words)


def _opens_sentence(text: str, at: int, start: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return at == start or not before or before[-1] in _OPENS_AFTER


def _is_surname(text: str, before: int, word: str) -> bool:
    """Whether a title stands earlier as the surname of somebody: "Ann Bishop", later "Bishop"."""
    earlier = text[max(0, before - _SURNAME_REACH) : before + _SURNAME_REACH]
    full = re.findall(rf"(?<![\w.])([A-Z][\w’'-]+) {re.escape(word)}\b(?! [A-Z])", earlier)
    return any(not modifies(each) and each.casefold() not in FUNCTION_WORDS for each in full)
