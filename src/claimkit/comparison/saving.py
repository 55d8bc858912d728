"""A comparator as one file of JSON Lines, and back.

The first line tells the version, the settings, and how many articles and groups follow; then each article has a line,
as `claimkit.write_jsonl` writes it, and each group one with its id and its members. Links and groups are computed anew
when the file is read, so that a file never holds what a newer claimkit would decide in another way; only the ids of
groups are taken from it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from claimkit.errors import InputError
from claimkit.exports.jsonl import article_from, lines_of
from claimkit.exports.records_json import excerpt

if TYPE_CHECKING:
    from claimkit.comparison.occurrences import Key
    from claimkit.exports.jsonl import Line, Source
    from claimkit.records import Article, Json, Record

_AGAIN = "The file is damaged or cut off; get it, or save it, again."

FORMAT = 1
"""Version of the file. It goes up when an older claimkit could misread what a newer one wrote."""


@frozen
class Saved:
    """What a file holds.

    Attributes:
        min_confidence: See `claimkit.Comparator`.
        paraphrases: See there.
        window_days: See there.
        articles: The articles, in order of input.
        groups: The members of each group, by its id.
        aliases: See `claimkit.SpeakerRegistry`.
        distinct: See there.
        story_days: The ``window_days`` of the registry.
    """

    min_confidence: float = 0.0
    paraphrases: bool = True
    window_days: float = 60.0
    articles: list[Article] = field(factory=list)
    groups: dict[str, frozenset[Key]] = field(factory=dict)
    aliases: Mapping[str, str] = field(factory=dict)
    distinct: Sequence[tuple[str, str]] = ()
    story_days: float = 14.0


def lines_to_save(saved: Saved) -> Iterator[Record | Mapping[str, Json]]:
    """The lines of the file."""
    yield {
        "claimkit": FORMAT,
        "record": "comparator",
        "min_confidence": saved.min_confidence,
        "paraphrases": saved.paraphrases,
        "window_days": _finite(saved.window_days),
        "aliases": dict(saved.aliases),
        "distinct": [list(pair) for pair in saved.distinct],
        "story_days": _finite(saved.story_days),
        "articles": len(saved.articles),
        "groups": len(saved.groups),
    }
    yield from saved.articles
    for identity, members in saved.groups.items():
        yield {"claimkit": FORMAT, "record": "comparator_group", "id": identity, "members": sorted(map(list, members))}


def read_saved(source: Source) -> Saved:
    """What a file holds.

    Raises:
        InputError: There is no such file; or it was not written by `claimkit.Comparator.save`, or by a newer claimkit,
            or is damaged.
    """
    if isinstance(source, str | PathLike) and not Path(source).is_file():
        message = f"There is no file {fspath(source)!r}. Pass a file that Comparator.save wrote."
        raise InputError(message)
    lines = lines_of(source)
    saved, counts = _settings(next(lines, None))
    for line in lines:
        try:
            _take(line, saved)
        except InputError as error:
            raise line.blame(error) from error
    for what, given, wanted in zip(counts, (len(saved.articles), len(saved.groups)), counts.values(), strict=True):
        if wanted is not None and wanted != given:
            message = f"This comparator had {wanted} {what} when it was saved, and here are {given}. {_AGAIN}"
            raise InputError(message)
    return saved


def _take(line: Line, saved: Saved) -> None:
    """Put the article or group of a line where it belongs."""
    value = line.value
    if isinstance(value, InputError):
        raise value
    if not isinstance(value, Mapping) or value.get("record") != "comparator_group":
        saved.articles.append(article_from(value, fallback_id=line.name))
        return
    identity = value.get("id")
    if not isinstance(identity, str) or not identity or identity in saved.groups:
        message = f"A group of a comparator needs the key 'id' with a text of its own, and it is {identity!r}. {_AGAIN}"
        raise InputError(message)
    saved.groups[identity] = frozenset(_keys(value.get("members")))


def _settings(first: Line | None) -> tuple[Saved, Mapping[str, int | None]]:
    """The settings, and how many articles and groups there are; ``None`` where a file of before does not say."""
    value = first.value if first else None
    if not isinstance(value, Mapping) or value.get("record") != "comparator":
        message = "This is not a comparator. Pass a file that Comparator.save wrote; articles are read with read_jsonl."
        raise InputError(message)
    if value.get("claimkit") != FORMAT:
        message = (
            f"This comparator has version {value.get('claimkit')!r} of the format, and this claimkit reads {FORMAT}. "
            "Upgrade with: pip install --upgrade claimkit"
        )
        raise InputError(message)
    aliases, distinct = value.get("aliases", {}), value.get("distinct", [])
    are_names = isinstance(aliases, Mapping) and all(isinstance(of, str) for of in aliases.values())
    _check("aliases", aliases, "an object of names", is_right=are_names)
    _check("distinct", distinct, "a list of pairs of names", is_right=_are_pairs(distinct))
    paraphrases = value.get("paraphrases", True)
    _check("paraphrases", paraphrases, "true or false", is_right=isinstance(paraphrases, bool))
    saved = Saved(
        _number(value, "min_confidence", 0.0),
        paraphrases,
        _days(value, "window_days", None),
        aliases=dict(aliases),
        distinct=[(one, other) for one, other in distinct],
        story_days=_days(value, "story_days", 14.0),
    )
    return saved, {what: _count(value, what) for what in ("articles", "groups")}


def _finite(days: float) -> float | None:
    """A time span as JSON has it, which knows no infinity."""
    return days if math.isfinite(days) else None


def _days(settings: Mapping[str, Json], key: str, otherwise: float | None) -> float:
    return math.inf if settings.get(key, otherwise) is None else _number(settings, key, otherwise)


def _number(settings: Mapping[str, Json], key: str, otherwise: float | None) -> float:
    value = settings.get(key, otherwise)
    _check(key, value, "a number", is_right=isinstance(value, int | float) and not isinstance(value, bool))
    return float(value)


def _count(settings: Mapping[str, Json], key: str) -> int | None:
    value = settings.get(key)
    is_right = value is None or (isinstance(value, int) and not isinstance(value, bool))
    _check(key, value, "a number of lines", is_right=is_right)
    return value


def _keys(members: Json) -> Iterable[Key]:
    if not _are_pairs(members):
        message = f"A group of a comparator needs the key 'members' with pairs of article and quote. {_AGAIN}"
        raise InputError(message)
    return ((article, quote) for article, quote in members)


def _are_pairs(value: Json) -> bool:
    """Whether it is a list of pairs of texts."""
    return isinstance(value, list) and all(
        isinstance(pair, list) and [isinstance(one, str) for one in pair] == [True, True] for pair in value
    )


def _check(key: str, value: Json, wanted: str, *, is_right: bool) -> None:
    if not is_right:
        message = f"The setting {key!r} of this comparator must be {wanted}, and is {excerpt(value)}. {_AGAIN}"
        raise InputError(message)
