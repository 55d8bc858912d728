"""Headlines for gold articles: "X: Y" and "Y: X" are how news reports most shortly, and open news has few of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

_SHARE = 0.4
"""Share of articles that get a headline."""

_LENGTHS = range(4, 15)
"""How many words of content make a headline."""

_FORMS = (
    "{content}: {source}",
    "{source}: {content}",
    "{content}: {source}",
    "{source}: {content}",
    "{content}, {cue} {source}",
    "{source} {cue} {content}",
)
_CUES = ("says", "says", "say", "tells", "warns", "claims")
_TITLE_CASE = 0.3
"""Share of headlines that are set in capitals, word by word."""

_MARKS = "\"'“”‘’ "


def with_headline(article: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """A gold article with a headline, or a heading between its paragraphs, made from one of its attributions.

    Args:
        article: A gold article: ``text`` and ``quotes`` with spans.
        draw: Where chance comes from.

    Returns:
        A copy, perhaps with one paragraph and one attribution more; without an attribution that is short enough and
        has a named speaker, the copy is the same.
    """
    fitting = [quote for quote in article["quotes"] if _fits(quote, article["text"])]
    if not fitting or draw.random() >= _SHARE:
        return dict(article)
    quote = draw.choice(fitting)
    (start, end), *_ = quote["content"]
    content = re.sub(r"^that ", "", article["text"][start:end]).strip(_MARKS + ".,")
    name = quote["speakers"][0]
    source = name.split()[-1] if quote["speaker_type"] == "person" else name
    form, cue = draw.choice(_FORMS), draw.choice(_CUES)
    if draw.random() < _TITLE_CASE:
        content = " ".join(word[:1].upper() + word[1:] for word in content.split())
    return headed(article, form, source=source, content=content, cue=cue, place=draw.random(), like=quote)


def _fits(quote: Mapping[str, Any], text: str) -> bool:
    if len(quote["content"]) != 1 or not quote.get("speakers") or quote.get("speaker_type") not in ("person", "org"):
        return False
    (start, end), *_ = quote["content"]
    return quote.get("act") != "thought" and not quote.get("negated") and len(text[start:end].split()) in _LENGTHS


def headed(
    article: Mapping[str, Any],
    form: str,
    *,
    source: str,
    content: str,
    cue: str,
    place: float,
    like: Mapping[str, Any],
) -> dict[str, Any]:
    r"""The article with a heading put between two of its paragraphs.

    Args:
        article: A gold article.
        form: How the parts stand, such as ``"{content}: {source}"``; a form without cue has the colon for it.
        source: The words that name who.
        content: The words that were said.
        cue: The words that report it.
        place: Where, from 0.0 for before the first paragraph to 1.0 for before the last.
        like: The attribution whose speaker and type the new one has.

    >>> article = {"text": "It rained.", "quotes": []}
    >>> new = headed(article, "{source}: {content}", source="Voss", content="it rained", cue="", place=0.0,
    ...              like={"speakers": ["Ada Voss"], "speaker_type": "person"})
    >>> new["text"], [new["text"][start:end] for start, end in new["quotes"][0]["content"]]
    ('Voss: it rained\n\nIt rained.', ['it rained'])
    """
    text = article["text"]
    breaks = [0, *(match.end() for match in re.finditer(r"\n+", text))]
    at = breaks[min(int(place * len(breaks)), len(breaks) - 1)]
    parts, spans = "", {"content": [], "cue": [], "source": []}  # type: tuple[str, dict[str, list[list[int]]]]
    words = {"content": content, "cue": cue, "source": source}
    for piece in re.split(r"(\{\w+\}|:)", form):
        role = piece.strip("{}") if piece.startswith("{") else "cue" if piece == ":" else None
        filled = words[role] if role and piece != ":" else piece
        if not parts:
            filled = filled[:1].upper() + filled[1:]
        if role:
            spans[role] = [[at + len(parts), at + len(parts) + len(filled)]]
        parts += filled
    heading = parts + "\n\n"
    new = {**like, **spans, "id": "heading", "kind": "indirect", "act": "speech", "negated": False}
    quotes = [
        {**quote, **{role: _behind(quote[role], at, len(heading)) for role in spans}} for quote in article["quotes"]
    ]
    return {**article, "text": text[:at] + heading + text[at:], "quotes": [new, *quotes]}


def _behind(spans: Sequence[Sequence[int]], at: int, length: int) -> list[list[int]]:
    """The spans moved by what was put in at an offset, if they lie behind it."""
    return [[start + length, end + length] if start >= at else [start, end] for start, end in spans]
