"""Which names of an article are one person or body, and under what name it is best known there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from attrs import define, field

from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.lexicon import Gender
from claimkit.speakers.mentions import Entity, Name, NameType, find_names
from claimkit.speakers.names import acronyms_of, body_likeness, fold, is_acronym, likeness, name_words

_AT_PLACE = re.compile(r"\b(?:in|at|near|outside|around)\s$", re.I)
_LOCATIVE = re.compile(r"\b(?:in|at|from|of|to|near|outside|across|around|the|,)\s$", re.I)

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
        acronyms: Its acronyms as defined in parentheses, folded.
        starts: Where its names begin, in order.
        locative: How often it stands after "in", "near" and the like, as places do.
    """

    name: str
    type: IdentityType
    gender: Gender | None = None
    names: list[Name] = field(factory=list)
    described: list[str] = field(factory=list)
    acronyms: set[str] = field(factory=set)
    starts: list[int] = field(factory=list)
    locative: int = 0

    @property
    def given_gender(self) -> Gender | None:
        """The gender that the given name suggests, where nothing surer tells."""
        return self.gender or gender_of_given_name(self.name)

    @property
    def roles(self) -> tuple[str, ...]:
        """Its titles and roles as written, each once, then the descriptions that were resolved to it."""
        return tuple(dict.fromkeys([*(name.role for name in self.names if name.role), *self.described]))

    def last_before(self, offset: int) -> Name | None:
        """The last place where it is named that ends before ``offset``."""
        at = bisect_left(self.starts, offset) - 1
        return self.names[at] if at >= 0 else None


def _identity_type(kind: NameType) -> IdentityType:
    return "person" if kind == "person" else "unknown" if kind == "unknown" else "org"


class Cast:
    """The people and bodies of one article.

    >>> cast = Cast("Ann Example, a nurse, left. Example said the Health Aid Trust (HAT) would help. HAT agreed.")
    >>> [(identity.name, identity.type, len(identity.names)) for identity in cast.identities]
    [('Ann Example', 'person', 2), ('Health Aid Trust', 'org', 3)]
    """

    def __init__(self, text: str, entities: Sequence[Entity] = ()) -> None:
        self.text = text
        self.names = find_names(text, entities)
        self.identities: list[Identity] = []
        self._starts = [name.start for name in self.names]
        self._of_form: dict[str, list[Identity]] = {}
        self._at: dict[int, Identity] = {}
        self._gather()

    def _gather(self) -> None:
        forms: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            if not name.headline:
                forms[fold(name.text)].append(name)
        forms.pop("", None)
        # the fullest first, so that every shorter form finds its longer one
        def fullness(key: str) -> tuple[bool, int, int]:
            first = forms[key][0]
            return (is_acronym(first.text), -len(name_words(key)), first.start)

        for key in sorted(forms, key=fullness):
            self._place(forms[key])
        for identity in self.identities:
            identity.names.sort(key=lambda name: name.start)
            identity.starts = [name.start for name in identity.names]
        self.identities.sort(key=lambda identity: identity.starts[0])

    def _place(self, names: list[Name]) -> None:
        """Add the mentions of one form to the identities that it can stand for, or to a new one."""
        kinds = {name.type for name in names}
        kind: NameType = next((each for each in ("person", "org", "place", "people") if each in kinds), "unknown")  # type: ignore[misc]
        fullest = max((name for name in names), key=lambda name: (name.text != name.text.upper(), not name.text.isascii(), -name.start))
        found = self._candidates(fullest, kind)
        made: Identity | None = None
        for name in names:
            if kind == "place":
                found = self._candidates(name, kind)
            identity = self._most_prominent(found, name) if found else None
            if identity is None:
                if made is None:
                    made = Identity(fullest.text, _identity_type(kind))
                    self.identities.append(made)
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
        if name.acronym:
            identity.acronyms.add(fold(name.acronym))

    def _candidates(self, name: Name, kind: NameType) -> list[Identity]:
        acronym = fold(name.text) if is_acronym(name.text) else None
        if acronym and kind != "people":
            defined = [identity for identity in self.identities if acronym in identity.acronyms]
            defined = defined or [
                identity for identity in self.identities if identity.type != "person" and acronym in acronyms_of(identity.name)
            ]
            defined = defined or [identity for identity in self.identities if fold(identity.name) == acronym]
            if defined:
                return defined
        if kind in ("place", "people"):
            key = fold(name.text)
            if kind == "place" and not _LOCATIVE.search(self.text, max(0, name.outer - 12), name.outer):
                namesakes = [
                    identity
                    for identity in self.identities
                    if identity.type == "person" and " " in identity.name and likeness(name.text, identity.name) == "family name"
                    and min(each.start for each in identity.names) < name.start
                ]
                if namesakes:
                    return namesakes
            return [identity for identity in self.identities if fold(identity.name) == key]
        found: dict[str, list[Identity]] = defaultdict(list)
        for identity in self.identities:
            if kind == "person" and identity.type == "org" or kind == "org" and identity.type == "person":
                continue
            bodies = "org" in (kind, identity.type)
            how = body_likeness(name.text, identity.name) if bodies else likeness(name.text, identity.name)
            if how == "given name" and identity.type == "unknown" and kind != "person":
                continue
            if how is not None:
                found[how].append(identity)
        return next((found[how] for how in ("same", "short form", "family name", "given name", "spelling") if found[how]), [])

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
            first = min(each.start for each in identity.names)
            return (first > name.start, -len(identity.names), first)

        return min(fitting, key=prominence)

    def identity_at(self, start: int) -> Identity | None:
        """The identity of the name that begins at ``start``."""
        return self._at.get(start)

    def identity_of(self, name: Name) -> Identity | None:
        """The identity of a name that was found in a part of the text, with other edges perhaps."""
        at = bisect_right(self._starts, name.start) - 1
        for index in (at, at + 1):
            if 0 <= index < len(self.names):
                other = self.names[index]
                same_end = other.end == name.end and other.type == name.type
                if (same_end or fold(other.text) == fold(name.text)) and other.start < name.end and name.start < other.end:
                    if other.start in self._at:
                        return self._at[other.start]
        found = self._candidates(name, name.type)
        return self._most_prominent(found, name) if found else None

    def named_between(self, start: int, end: int) -> list[tuple[Name, Identity]]:
        """The names from ``start`` to ``end`` with their identities, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [(name, self._at[name.start]) for name in self.names[first:last] if name.start in self._at]
