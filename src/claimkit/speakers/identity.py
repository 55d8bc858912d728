"""Which names of an article are one person or body, and under what name it is best known there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from attrs import define, field

from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.mentions import Name, find_names
from claimkit.speakers.names import (
    LIKENESSES,
    Likeness,
    acronyms_of,
    body_likeness,
    body_words,
    family_name,
    fold,
    is_acronym,
    likeness,
    name_words,
    spelled_out,
    without_article,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimkit.records import NamedEntity
    from claimkit.speakers.lexicon import Gender
    from claimkit.speakers.titles import NameType

_AT_PLACE = re.compile(r"\b(?:in|at|near|outside|around|off)\s$", re.IGNORECASE)
_LOCATIVE = re.compile(r"\b(?:in|at|from|of|to|near|outside|across|around|the|,)\s$", re.IGNORECASE)

_LONGEST_LOCATIVE = 12
REACH = 30_000
"""Characters; a description in a book-length text means somebody of the same chapter."""
_SHORTEST_CLAUSE = 4
_MOST_SIMILAR = 200
"""More names with one first letter are too many to look for misspellings among."""

IdentityType = Literal["person", "org", "unknown"]


@define(eq=False)
class Identity:
    """One person or body of an article.

    Attributes:
        name: The fullest name that the article gives.
        type: ``"person"``, ``"org"`` (places that speak included), or ``"unknown"`` as long as nothing tells.
        gender: As far as titles, roles or pronouns tell.
        names: Where it is named, in order of the text.
        described: Descriptions that turned out to mean it ("Freedonia's justice minister").
        starts: Where its names begin, in order.
        first: Where it is named first.
        locative: How often it stands after "in", "near" and the like, as places do.
    """

    name: str
    type: IdentityType
    gender: Gender | None = None
    names: list[Name] = field(factory=list)
    described: list[str] = field(factory=list)
    starts: list[int] = field(factory=list)
    first: int = 0
    locative: int = 0

    def named_between(self, start: int, end: int) -> list[Name]:
        """Its names that begin from ``start`` to ``end``, in order."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    @property
    def given_gender(self) -> Gender | None:
        """The gender that the given name suggests, where nothing surer tells."""
        return self.gender or gender_of_given_name(self.name)

    @property
    def seems_person(self) -> bool:
        """Whether form and use are a person's: a common given name, or a full name with its surname used alone."""
        if " " not in self.name or any(name.article for name in self.names):
            return False
        shorter = any(likeness(name.text, self.name) == "family name" for name in self.names)
        return shorter or gender_of_given_name(self.name) is not None

    @property
    def roles(self) -> tuple[str, ...]:
        """Its titles and roles as written, each once, then the descriptions that were resolved to it."""
        return tuple(dict.fromkeys([*(name.role for name in self.names if name.role), *self.described]))


def _identity_type(kind: NameType) -> IdentityType:
    return "person" if kind == "person" else "unknown" if kind == "unknown" else "org"


def _how_alike(form: str, kind: NameType, identity: Identity) -> Likeness | None:
    """How a form of a certain type can stand for an identity; a body never stands for a person."""
    if {kind, identity.type} == {"person", "org"}:
        return None
    if "org" in (kind, identity.type):
        return body_likeness(form, identity.name)
    how = likeness(form, identity.name)
    # "Boeing" is no short form of "Boeing Airplanes", as "Hu" is of a man's name that begins with it
    of_nobody = identity.type == "unknown" and kind != "person" and not gender_of_given_name(identity.name)
    return None if how == "given name" and of_nobody else how


def _is_clause(form: str, forms: Mapping[str, Sequence[Name]]) -> bool:
    """Whether a long run is a name with a clause behind it, as in headlines: "Ann Example Opens New Bridge"."""
    words = form.split()
    name = forms[form][0]
    if len(words) < _SHORTEST_CLAUSE or name.type not in ("unknown", "person") or not name.text.istitle():
        return False
    return any(" ".join(pair) in forms for pair in pairwise(words[:-1]))


def _index_words(name: str) -> tuple[str, ...]:
    return tuple(without_article(word) for word in (*name_words(name), *body_words(name)))


def _initial(name: str) -> str:
    return f"{family_name(name)[:1]}..."


class Cast:
    """The people and bodies of one article.

    >>> cast = Cast("Ann Example, a nurse, left. Example said the Health Aid Trust (HAT) would help. HAT agreed.")
    >>> [(identity.name, identity.type, len(identity.names)) for identity in cast.identities]
    [('Ann Example', 'person', 2), ('Health Aid Trust', 'org', 3)]
    """

    def __init__(self, text: str, entities: Sequence[NamedEntity] = ()) -> None:
        self.text = text
        self.names = find_names(text, entities)
        self.identities: list[Identity] = []
        self._starts = [name.start for name in self.names]
        self._of_form: dict[str, list[Identity]] = defaultdict(list)
        self._of_word: dict[str, list[Identity]] = defaultdict(list)
        self._of_acronym: dict[str, list[Identity]] = defaultdict(list)
        self._defined: set[str] = set()
        self._at: dict[int, Identity] = {}
        self._gather()

    def _gather(self) -> None:
        forms: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            titled = name.role is not None and " " in name.text and not name.text.isupper()
            if titled or not name.headline:
                forms[fold(name.text)].append(name)
        forms.pop("", None)
        for form in [form for form in forms if _is_clause(form, forms)]:
            del forms[form]

        def fullness(key: str) -> tuple[bool, int, int]:
            first = forms[key][0]
            return (is_acronym(first.text), -len(name_words(key)), first.start)

        # the fullest first, so that every shorter form finds its longer one
        for key in sorted(forms, key=fullness):
            self._place(forms[key])
        for identity in self.identities:
            if identity.type == "unknown" and identity.seems_person:
                identity.type = "person"
            identity.names.sort(key=lambda name: name.start)
            identity.starts = [name.start for name in identity.names]
        self.identities.sort(key=lambda identity: identity.starts[0])

    def _place(self, names: list[Name]) -> None:
        """Add the mentions of one form to the identities that it can stand for, or to a new one."""
        kinds = {name.type for name in names}
        kind: NameType = next((each for each in ("person", "org", "place", "people") if each in kinds), "unknown")
        fullest = max(
            (name for name in names),
            key=lambda name: (name.text != name.text.upper(), not name.text.isascii(), -name.start),
        )
        found = self._candidates(fullest, kind)
        made: Identity | None = None
        for name in names:
            if kind == "place":
                found = self._candidates(name, kind)
            identity = self._most_prominent(found, name) if found else None
            if identity is None:
                if made is None:
                    made = Identity(
                        spelled_out(self.text, fullest.text) or fullest.text,
                        _identity_type(kind),
                        first=min(name.start for name in names),
                    )
                    self._enlist(made)
                identity = made
            self._add(identity, name)

    def _add(self, identity: Identity, name: Name) -> None:
        identity.names.append(name)
        if name.type == "unknown" and _AT_PLACE.search(self.text, max(0, name.outer - 9), name.outer):
            identity.locative += 1
        self._at[name.start] = identity
        if identity.type == "unknown" and name.type != "unknown":
            identity.type = _identity_type(name.type)
        if name.gender and identity.type == "person":
            identity.gender = identity.gender or name.gender
        identity.first = min(identity.first, name.start)
        if name.acronym and identity not in self._of_acronym[fold(name.acronym)]:
            # what the text defines goes before what initials suggest
            self._of_acronym[fold(name.acronym)].insert(0, identity)
            self._defined.add(fold(name.acronym))

    def _candidates(self, name: Name, kind: NameType) -> list[Identity]:
        """The identities that a form can stand for, by the surest likeness that there is."""
        key = fold(name.text)
        short = is_acronym(name.text) or key in self._defined
        if kind != "people" and short and (meant := self._of_acronym.get(key) or self._of_form.get(key)):
            return meant
        if kind == "place" and (namesakes := self._namesakes(name)):
            return namesakes
        if kind in ("place", "people"):
            return self._of_form.get(key, [])
        found: dict[Likeness, list[Identity]] = defaultdict(list)
        for identity in self._alike(name.text):
            how = _how_alike(name.text, kind, identity)
            if how is not None:
                found[how].append(identity)
        people = [one for one in found["family name"] if one.type == "person" or gender_of_given_name(one.name)]
        if found["same"]:
            return found["same"]
        if name.article and (teams := self._teams(name)):
            return teams
        # "Example" is rather Ann Example than the Example Group
        return people or next((found[how] for how in LIKENESSES if found[how]), [])

    def _teams(self, name: Name) -> list[Identity]:
        """The bodies that a plural with an article ends the name of: "the Rovers" after "Norvik Rovers"."""
        if " " in name.text or not name.text.endswith("s"):
            return []
        ending = f" {name.text}"
        return [one for one in self._alike(name.text) if one.type != "person" and one.name.endswith(ending)]

    def _namesakes(self, name: Name) -> list[Identity]:
        """The people whose surname is a place's name, where the word does not stand as places do."""
        if _LOCATIVE.search(self.text, max(0, name.outer - _LONGEST_LOCATIVE), name.outer):
            return []
        return [
            identity
            for identity in self._alike(name.text)
            if identity.type == "person"
            and " " in identity.name
            and identity.first < name.start
            and likeness(name.text, identity.name) == "family name"
        ]

    def _alike(self, form: str) -> list[Identity]:
        """The identities that share a word with a form, or a first letter if they are few enough to be compared."""
        keys = dict.fromkeys(_index_words(form))
        similar = self._of_word.get(_initial(form), [])
        alike = [identity for key in keys for identity in self._of_word.get(key, ())]
        alike += similar if len(similar) <= _MOST_SIMILAR else []
        return list(dict.fromkeys(alike))

    def _enlist(self, identity: Identity) -> None:
        """Make an identity findable by its words and its acronyms."""
        self.identities.append(identity)
        self._of_form[fold(identity.name)].append(identity)
        for key in dict.fromkeys((*_index_words(identity.name), _initial(identity.name))):
            self._of_word[key].append(identity)
        if identity.type != "person":
            for acronym in acronyms_of(identity.name):
                self._of_acronym[acronym].append(identity)

    def _most_prominent(self, found: list[Identity], name: Name) -> Identity | None:
        """Of several identities that a form can stand for, the one named most often, its title permitting.

        A paper that names a president and, once, the president's daughter means the president by the bare surname.
        """
        fitting = [
            identity for identity in found if not (name.gender and identity.gender and name.gender != identity.gender)
        ]
        if not fitting:
            return None
        if len(fitting) == 1:
            return fitting[0]

        def prominence(identity: Identity) -> tuple[bool, int, int]:
            return (identity.first > name.start, -len(identity.names), identity.first)

        return min(fitting, key=prominence)

    def identity_of(self, name: Name) -> Identity | None:
        """The identity of a name that was found in a part of the text, with other edges perhaps."""
        at = bisect_right(self._starts, name.start) - 1
        for other in self.names[max(0, at) : at + 2]:
            overlaps = other.start < name.end and name.start < other.end
            same = (other.end == name.end and other.type == name.type) or fold(other.text) == fold(name.text)
            if overlaps and same and other.start in self._at:
                return self._at[other.start]
        found = self._candidates(name, name.type)
        return self._most_prominent(found, name) if found else None

    def near(self, offset: int) -> list[Identity]:
        """The identities named within `REACH` of ``offset``, in order of mention; in most articles all."""
        around = self.named_between(offset - REACH, offset + REACH)
        return list(dict.fromkeys(identity for _, identity in around))

    def named_between(self, start: int, end: int) -> list[tuple[Name, Identity]]:
        """The names from ``start`` to ``end`` with their identities, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [(name, self._at[name.start]) for name in self.names[first:last] if name.start in self._at]
