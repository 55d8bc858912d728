"""Who people and bodies are outside the articles: what a registry may ask, and a small table that answers.

A registry takes anything that answers `KnowledgeBase.candidates`: a table of the newsroom, a file drawn from Wikidata,
a search service. claimkit itself asks nothing over the network.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from attrs import field, frozen

from claimkit.errors import InputError
from claimkit.registry.naming import body_name, person_name, ties_of_bodies, ties_of_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from claimkit.records import Json, SpeakerType

_WIKIDATA = re.compile(r"Q[1-9]\d*")
_COLUMNS = ("id", "name", "type", "aliases", "description", "url")


@frozen
class Entry:
    """A person or body as a knowledge base has it.

    Attributes:
        id: What the knowledge base calls it, for instance ``"Q42"``.
        name: The usual name.
        type: ``"person"`` or ``"org"``.
        aliases: Other names and spellings.
        description: In a few words ("harbor minister of Norland"); where several entries fit a name, the one whose
            description shares a word with the role that the article gives is taken.
        url: An address that stands for it; ids of Wikidata need none.
    """

    id: str
    name: str
    type: SpeakerType = "person"
    aliases: tuple[str, ...] = ()
    description: str = ""
    url: str | None = None

    @property
    def same_as(self) -> str | None:
        """The address that stands for it, if there is one.

        >>> Entry("Q900001", "Orla Brandt").same_as
        'http://www.wikidata.org/entity/Q900001'
        """
        if self.url:
            return self.url
        return f"http://www.wikidata.org/entity/{self.id}" if _WIKIDATA.fullmatch(self.id) else None


@runtime_checkable
class KnowledgeBase(Protocol):
    """Anything that can be asked who a name may mean."""

    def candidates(self, name: str, type: SpeakerType) -> Iterable[Entry]:  # noqa: A002 (the records' word)
        """The entries that a name may mean; none if it is not known.

        Args:
            name: A name as an article has it, without title.
            type: ``"person"`` or ``"org"``, as the article was read.

        The answer for a name must stay the same: a registry asks once, and remembers.
        """
        ...


def _listed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entries)


@frozen
class SpeakerTable:
    """A knowledge base that is a small table, in memory.

    A name is found under the name and the aliases of an entry, in any spelling that transliteration explains, and in
    shorter and longer forms; a surname alone only where it is an alias.

    Args:
        entries: The rows.

    >>> table = SpeakerTable([Entry("Q900001", "Orla Brandt", aliases=("Orla Maria Brandt",))])
    >>> [entry.id for entry in table.candidates("Orla M. Brandt", "person")]
    ['Q900001']
    >>> list(table.candidates("Brandt", "person"))
    []
    """

    entries: tuple[Entry, ...] = field(converter=_listed)
    _by_word: Mapping[str, list[int]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            for name in (entry.name, *entry.aliases):
                for word in _words(name, entry.type):
                    found[word].append(place)
        object.__setattr__(self, "_by_word", dict(found))

    @classmethod
    def from_csv(cls, path: str | PathLike[str]) -> SpeakerTable:
        """A table from a CSV file with a header: ``id``, ``name``, and, where there is more to say, ``type``,
        ``aliases`` (with ``|`` between them), ``description`` and ``url``.

        Raises:
            InputError: A column or a value is missing or wrong; the text names the line.
        """
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            return cls(_entry(row, f"{str(path)!r}, line {reader.line_num}") for row in reader)

    @classmethod
    def from_json(cls, path: str | PathLike[str]) -> SpeakerTable:
        """A table from a JSON file: a list of objects with the keys of `from_csv`; ``aliases`` is a list.

        Raises:
            InputError: The file is no such list; the text names the object.
        """
        try:
            rows = json.loads(Path(path).read_text(encoding="utf-8"))
        except ValueError as error:
            message = f"{str(path)!r} is not JSON ({error}). Pass a list of objects with the keys 'id' and 'name'."
            raise InputError(message) from error
        if not isinstance(rows, list):
            message = f"{str(path)!r} holds no list. Pass a list of objects with the keys 'id' and 'name'."
            raise InputError(message)
        return cls(_entry(row, f"{str(path)!r}, object {number}") for number, row in enumerate(rows, start=1))

    def candidates(self, name: str, type: SpeakerType) -> tuple[Entry, ...]:  # noqa: A002 (the records' word)
        """The entries that a name may mean, in order of the table."""
        places = {place for word in _words(name, type) for place in self._by_word.get(word, ())}
        near = [self.entries[place] for place in sorted(places)]
        exact = tuple(entry for entry in near if _fits(name, type, entry, exactly=True))
        return exact or tuple(entry for entry in near if _fits(name, type, entry, exactly=False))


def _words(name: str, kind: SpeakerType) -> tuple[str, ...]:
    return body_name(name) if kind == "org" else person_name(name).sounds


def _fits(name: str, kind: SpeakerType, entry: Entry, *, exactly: bool) -> bool:
    if kind != entry.type:
        return False
    for own in (entry.name, *entry.aliases):
        if kind == "org":
            tie = ties_of_bodies(name, own)
            same = body_name(name) == body_name(own) or tie == "spelling"
        else:
            one, other = person_name(name), person_name(own)
            same = one.sounds == other.sounds and one.generation == other.generation
            tie = None if same else ties_of_people(one, other) or ties_of_people(other, one)
        if same or (not exactly and tie in ("order", "short form", "nickname")):
            return True
    return False


def _entry(row: Json, place: str) -> Entry:
    """An entry from a row of a file."""
    wanted = f"A row has the columns {', '.join(_COLUMNS)}; 'id' and 'name' must be there."
    if not isinstance(row, dict) or not row.get("id") or not row.get("name"):
        message = f"{place}: the row has no 'id' or no 'name'. {wanted}"
        raise InputError(message)
    if unknown := [str(key) for key in row if key not in _COLUMNS]:
        message = f"{place}: unknown {', '.join(map(repr, unknown))}. {wanted}"
        raise InputError(message)
    kind: SpeakerType = "org" if row.get("type") == "org" else "person"
    if row.get("type") not in (None, "", "person", "org"):
        message = f"{place}: the type is {row['type']!r}. Give 'person' or 'org'."
        raise InputError(message)
    aliases = row.get("aliases") or ()
    listed = aliases.split("|") if isinstance(aliases, str) else aliases
    return Entry(
        id=str(row["id"]).strip(),
        name=str(row["name"]).strip(),
        type=kind,
        aliases=tuple(str(alias).strip() for alias in listed if str(alias).strip()),
        description=str(row.get("description") or "").strip(),
        url=row.get("url") or None,
    )
