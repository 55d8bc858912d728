"""Renaming the people and places of gold articles: the network should learn how news is built, not who is in it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence

_PLACES_MOVE = 0.5
"""Share of articles whose countries are exchanged too."""


@frozen
class World:
    """Names to choose from.

    Attributes:
        people: For each region its given names and its family names.
        places: For each country its name, its adjective and its capital.
    """

    people: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    places: tuple[tuple[str, str, str], ...]


@cache
def world() -> World:
    """The names that come with claimkit, from ``world.txt``."""
    lines = files("claimkit.training").joinpath("world.txt").read_text(encoding="utf8").splitlines()
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#")]
    people = [(tuple(row[2].split(", ")), tuple(row[3].split(", "))) for row in rows if row[0] == "people"]
    return World(tuple(people), tuple((row[1], row[2], row[3]) for row in rows if row[0] == "place"))


def renamed(article: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """A gold article in which the people who speak, and perhaps the countries, have other names.

    A full name becomes a full name and a family name alone a family name, each everywhere in the text.

    Args:
        article: A gold article: ``text`` and ``quotes`` with spans.
        draw: Where chance comes from.

    Returns:
        A copy with the text changed and all spans moved along.
    """
    return replaced(article, {**_other_people(article, draw), **_other_places(draw)})


def _other_people(article: Mapping[str, Any], draw: random.Random) -> dict[str, str]:
    names = {
        name
        for quote in article["quotes"]
        if quote.get("speaker_type") == "person"
        for name in quote.get("speakers", ())[:1]
        if len(name.split()) in (2, 3) and all(part[0].isupper() for part in name.split())
    }
    changes = {}
    for name in sorted(names):
        given, family = draw.choice(world().people)
        first, last = draw.choice(given), draw.choice(family)
        changes[name] = f"{first} {last}"
        changes.setdefault(name.split()[-1], last)
    return changes


def _other_places(draw: random.Random) -> dict[str, str]:
    if draw.random() >= _PLACES_MOVE:
        return {}
    places = world().places
    others = draw.sample(places, len(places))
    return {
        old: new for place, other in zip(places, others, strict=True) for old, new in zip(place, other, strict=True)
    }


def replaced(article: Mapping[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    """A gold article with whole words exchanged, and its spans moved along.

    >>> article = {"text": "Ann Lee left. Lee won.", "quotes": [{"content": [[14, 21]], "cue": [], "source": []}]}
    >>> new = replaced(article, {"Ann Lee": "Jo Osei", "Lee": "Osei"})
    >>> new["text"], [new["text"][start:end] for start, end in new["quotes"][0]["content"]]
    ('Jo Osei left. Osei won.', ['Osei won'])
    """
    if not changes:
        return dict(article)
    longest_first = sorted(changes, key=lambda name: (-len(name), name))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    return edited(article, [(*match.span(), changes[match[0]]) for match in pattern.finditer(article["text"])])


def edited(article: Mapping[str, Any], edits: Iterable[tuple[int, int, str]]) -> dict[str, Any]:
    """A gold article with stretches of its text exchanged, and its spans moved along.

    Args:
        article: A gold article: ``text`` and ``quotes`` with spans.
        edits: Start, end and new text of each stretch, in order; none overlaps another.
    """
    parts: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    old_end = new_end = 0
    for begin, end, new in edits:
        kept = article["text"][old_end:begin]
        start = new_end + len(kept)
        parts += [kept, new]
        old_end, new_end = end, start + len(new)
        moves.append((begin, end, start, new_end))
    text = "".join([*parts, article["text"][old_end:]])
    quotes = [
        {**quote, **{role: _moved(quote[role], moves) for role in ("content", "cue", "source")}}
        for quote in article["quotes"]
    ]
    return {**article, "text": text, "quotes": quotes}


def _moved(spans: Sequence[Sequence[int]], moves: Sequence[tuple[int, int, int, int]]) -> list[list[int]]:
    """The spans after the moves (old start, old end, new start, new end); one that ends inside takes all of it."""
    moved = []
    for start, end in spans:
        first, last = start, end
        for old_start, old_end, new_start, new_end in moves:
            if old_end <= start:
                first = start + new_end - old_end
            elif old_start <= start:
                first = new_start
            if old_end <= end:
                last = end + new_end - old_end
            elif old_start < end:
                last = new_end
        moved.append([first, last])
    return moved
