"""The same articles in other quotation marks: the share of quotes that stay exactly the same.

    python benchmarks/typographies.py ARTICLES.jsonl

The marks of each article are settled by rule and set again in four other styles, mark for mark, so that all offsets
stay as they are. A quote is the same if kind, content, cue, source and speaker are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import claimkit
from claimkit.quotes.marks import pair_marks

if TYPE_CHECKING:
    from claimkit import Quote, Span

STYLES = {"curly": "“”‘’", "British": "‘’“”", "guillemets": "«»‹›", "German": "„“‚‘"}
"""Opening and closing marks of the outer and of nested quotations."""


def main() -> None:
    """Print for each style how many quotes stay the same, of all that are found in either."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON Lines of articles with a 'text'")
    with parser.parse_args().articles.open(encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    given = [found_in(text) for text in texts]
    for name, style in STYLES.items():
        restyled = [found_in(set_in(style, text)) for text in texts]
        same = sum(len(one & other) for one, other in zip(given, restyled, strict=True))
        either = sum(len(one | other) for one, other in zip(given, restyled, strict=True))
        print(f"{name:12} {same} of {either} the same ({same / max(1, either):.1%})")


def set_in(style: str, text: str) -> str:
    """The text with its quotation marks in another style; doubled marks, which are two characters, stay."""
    characters = list(text)
    for quotation in pair_marks(text):
        opening, closing = style[:2] if quotation.depth == 0 else style[2:]
        if quotation.inner_start - quotation.start == 1:
            characters[quotation.start] = opening
        if quotation.closed and quotation.end - quotation.inner_end == 1:
            characters[quotation.inner_end] = closing
    return "".join(characters)


def found_in(text: str) -> set[tuple[object, ...]]:
    """What is found in a text, by offsets."""
    return {described(quote) for quote in claimkit.read(text).quotes}


def described(quote: Quote) -> tuple[object, ...]:
    """A quote without the characters that the style changes."""
    content = tuple(map(offsets, quote.content))
    return quote.kind, content, offsets(quote.cue), offsets(quote.source), quote.speaker.name


def offsets(span: Span | None) -> tuple[int, int] | None:
    """Where a span stands."""
    return (span.start, span.end) if span else None


if __name__ == "__main__":
    main()
