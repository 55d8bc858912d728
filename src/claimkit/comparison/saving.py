"""A comparator as one file of JSON Lines, and back.

The first line tells the version and the settings; then each article has a line, as `claimkit.write_jsonl` writes it,
and each group one with its id and its members. Links and groups are computed anew when the file is read, so that a file
never holds what a newer claimkit would decide in another way; only the ids of groups are taken from it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from claimkit.errors import InputError
from claimkit.exports.jsonl import article_from, lines_of

if TYPE_CHECKING:
    from claimkit.comparison.changes import Key
    from claimkit.exports.jsonl import Line, Source
    from claimkit.records import Article, Json, Record

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
    """

    min_confidence: float = 0.0
    paraphrases: bool = True
    window_days: float = 60.0
    articles: list[Article] = field(factory=list)
    groups: dict[str, frozenset[Key]] = field(factory=dict)


def lines_to_save(saved: Saved) -> Iterator[Record | Mapping[str, Json]]:
    """The lines of the file."""
    yield {
        "claimkit": FORMAT,
        "record": "comparator",
        "min_confidence": saved.min_confidence,
        "paraphrases": saved.paraphrases,
        "window_days": saved.window_days if math.isfinite(saved.window_days) else None,
    }
    yield from saved.articles
    for identity, members in saved.groups.items():
        yield {"claimkit": FORMAT, "record": "comparator_group", "id": identity, "members": sorted(map(list, members))}


def read_saved(source: Source) -> Saved:
    """What a file holds.

    Raises:
        InputError: It was not written by `claimkit.Comparator.save`, or by a newer claimkit, or is damaged.
    """
    lines = lines_of(source)
    saved = _settings(next(lines, None))
    for line in lines:
        try:
            if isinstance(line.value, InputError):
                raise line.value
            if isinstance(line.value, Mapping) and line.value.get("record") == "comparator_group":
                identity, members = line.value.get("id"), line.value.get("members")
                saved.groups[str(identity)] = frozenset(_keys(members))
            else:
                saved.articles.append(article_from(line.value, fallback_id=line.name))
        except InputError as error:
            raise line.blame(error) from error
    return saved


def _settings(first: Line | None) -> Saved:
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
    window = value.get("window_days")
    try:
        return Saved(
            float(value.get("min_confidence", 0.0)),
            bool(value.get("paraphrases", True)),
            math.inf if window is None else float(window),
        )
    except (TypeError, ValueError) as error:
        message = f"The settings of this comparator cannot be read: {error}. Save it again."
        raise InputError(message) from error


def _keys(members: Json) -> Iterable[Key]:
    try:
        return [(str(article), str(quote)) for article, quote in members]
    except (TypeError, ValueError) as error:
        message = "A group of a comparator needs the key 'members' with pairs of article and quote. Save it again."
        raise InputError(message) from error
