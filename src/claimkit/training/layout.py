"""Other layouts of gold articles: news comes in long paragraphs and in paragraphs of one sentence, short and long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from claimkit.training.renaming import edited

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence

_BREAK = re.compile(r"(?<=[.!?])([\"'”’]?)\s*\n\s*")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?]) +(?=[A-Z\"“])")

_RELAID = 0.4
"""Share of articles that are laid out anew."""

_PARTED = 0.5
"""Share of these whose paragraphs are parted; those of the others are joined."""


def relaid(article: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """A gold article whose paragraphs are perhaps joined, or parted into sentences.

    What would tear a span, or bring two spans of one attribution together, stays as it is.

    Args:
        article: A gold article: ``text`` and ``quotes`` with spans.
        draw: Where chance comes from.
    """
    if draw.random() >= _RELAID:
        return dict(article)
    text, share = article["text"], draw.random()
    if draw.random() < _PARTED:
        taken = _taken(article)
        places = [
            match.span() for match in _SENTENCE_END.finditer(text) if not taken[match.start() : match.end()].count(1)
        ]
        new = "\n\n"
    else:
        together = _between_spans_of_one(article)
        places = [
            (match.end(1), match.end())
            for match in _BREAK.finditer(text)
            if not any(start <= match.start() and match.end() <= end for start, end in together)
        ]
        new = " "
    return edited(article, [(*place, new) for place in places if draw.random() < share])


def _taken(article: Mapping[str, Any]) -> bytearray:
    """For each character 1 if it stands in a span, or between two marks of a quotation that is not one; else 0."""
    marked = bytearray(len(article["text"]) + 1)
    for quote in article["quotes"]:
        for role in ("content", "cue", "source"):
            for start, end in quote[role]:
                marked[start:end] = b"\x01" * (end - start)
    for match in re.finditer(r'"[^"\n]*"|“[^”\n]*”', article["text"]):
        marked[match.start() : match.end()] = b"\x01" * len(match[0])
    return marked


def _between_spans_of_one(article: Mapping[str, Any]) -> list[tuple[int, int]]:
    """From the beginning of the first content span of each attribution to the end of the last."""
    return [(quote["content"][0][0], quote["content"][-1][1]) for quote in article["quotes"] if quote["content"]]


def strung(articles: Sequence[Mapping[str, Any]], draw: random.Random, *, longest: int) -> list[dict[str, Any]]:
    """The articles with short ones strung together, so that there are long ones too.

    Args:
        articles: Gold articles.
        draw: Where chance comes from; the order is drawn too.
        longest: Most characters of an article that is made of several.
    """
    made: list[list[Mapping[str, Any]]] = []
    for article in draw.sample(articles, len(articles)):
        length = sum(len(other["text"]) + 2 for other in made[-1]) if made else longest
        if length + len(article["text"]) > draw.randint(0, longest):
            made.append([])
        made[-1].append(article)
    return [_joined(parts) for parts in made]


def _joined(articles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    r"""The articles as one, a blank line between them.

    >>> quote = {"content": [[0, 2]], "cue": [], "source": []}
    >>> both = _joined([{"id": "a", "text": "It", "quotes": [quote]}, {"id": "b", "text": "So", "quotes": [quote]}])
    >>> both["text"], [each["content"] for each in both["quotes"]]
    ('It\n\nSo', [[[0, 2]], [[4, 6]]])
    """
    text, quotes, names = "", [], []  # type: tuple[str, list[dict[str, Any]], list[str]]
    for article in articles:
        at = len(text) + 2 if text else 0
        text = f"{text}\n\n{article['text']}" if text else article["text"]
        names.append(str(article["id"]))
        quotes += [
            {**quote, **{role: [[s + at, e + at] for s, e in quote[role]] for role in ("content", "cue", "source")}}
            for quote in article["quotes"]
        ]
    return {"id": "+".join(names), "text": text, "quotes": quotes}
