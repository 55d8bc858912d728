"""A comparator as one file of JSON Lines, and back.

The first line tells the version and the settings; then each article has a line, as `claimkit.write_jsonl` writes it,
and each group one with its id and its members. Links and groups are computed anew when the file is read, so that a file
never holds what a newer claimkit would decide in another way; only the ids of groups are taken from it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from claimkit.errors import InputError
from claimkit.exports.jsonl import article_from, lines_of

if TYPE_CHECKING:
    from claimkit.comparison.occurrences import Key
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
    try:
        return Saved(
            float(value.get("min_confidence", 0.0)),
            bool(value.get("paraphrases", True)),
            _days(value.get("window_days")),
            aliases={str(name): str(of) for name, of in value.get("aliases", {}).items()},
            distinct=[(str(one), str(other)) for one, other in value.get("distinct", ())],
            story_days=_days(value.get("story_days", 14.0)),
        )
    except (AttributeError, TypeError, ValueError) as error:
        message = f"The settings of this comparator cannot be read: {error}. Save it again."
        raise InputError(message) from error


def _finite(days: float) -> float | None:
    """A time span as JSON has it, which knows no infinity."""
    return days if math.isfinite(days) else None


def _days(value: Json) -> float:
    return math.inf if value is None else float(value)


def _keys(members: Json) -> Iterable[Key]:
    try:
        return [(str(article), str(quote)) for article, quote in members]
    except (TypeError, ValueError) as error:
        message = "A group of a comparator needs the key 'members' with pairs of article and quote. Save it again."
        raise InputError(message) from error
