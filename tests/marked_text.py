"""Short news in which sources and contents are marked, for tests of who said what.

How to read a case: ``[words of the source -> expected name]`` and ``{content}``; the first source belongs to the first
content, and so on. A content that begins with a quotation mark is a direct quote. ``[ -> name]`` stands where no
source is written at all, and ``[words -> ]`` where nobody is named.
"""

from __future__ import annotations

import re

from claimkit.records import Quote, Span

MARK = re.compile(r"\[(?P<source>[^\]]*?) ?-> ?(?P<name>[^\]]*)\]|\{(?P<content>[^}]*)\}")


def read_case(marked: str) -> tuple[str, list[Quote], list[str]]:
    """The plain text of a marked case, its quotes without speakers, and the names expected."""
    text, position = "", 0
    sources: list[tuple[int, int]] = []
    contents: list[tuple[int, int]] = []
    names: list[str] = []
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        words = match["content"] if match["content"] is not None else match["source"]
        (contents if match["content"] is not None else sources).append((len(text), len(text) + len(words)))
        if match["content"] is None:
            names.append(match["name"])
        text += words
    text += marked[position:]
    quotes = []
    for number, (content, source) in enumerate(zip(contents, sources, strict=True), 1):
        spans = (Span.of(text, *content),)
        direct = spans[0].text[:1] in "\"“‘'«"
        cue = None if source[0] == source[1] else Span.of(text, source[1], source[1])
        quotes.append(
            Quote(
                id=f"q{number}",
                content=spans,
                bare=spans,
                kind="direct" if direct else "indirect",
                cue=cue,
                source=Span.of(text, *source) if source[0] < source[1] else None,
            )
        )
    return text, quotes, names
