"""Datelines: "HARBOR CITY, Norvik (TNA) - " before the first sentence of a report says where it comes from, not who."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}(?:, [^\n–—-]{2,60}?)?(?: ?\([A-Z][\w .&/]{1,30}\))?"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}(?:, [^\n–—-]{2,60}?)? ?\([A-Z][\w .&/]{1,30}\))"
    r"(?: ?[–—]+ ?| -{1,2} ?|-{1,2} )(?=[\w\"“‘'])"
)
"""A town in capitals, or any with an agency in brackets, then whatever stands before the dash."""

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")

_FIRST = 3
"""Paragraphs among which a report begins: there may be a headline and a subheading."""


def dateline_of(text: str) -> tuple[int, int] | None:
    r"""Where the dateline of an article stands, its dash included; ``None`` if it has none.

    >>> dateline_of("Pier shut\n\nHARBOR CITY (TNA) - The pier was closed.")
    (11, 31)
    >>> dateline_of("The pier - a ruin - was closed.") is None
    True
    """
    paragraphs = (match for match in _PARAGRAPH.finditer(text) if not match[0].isspace())
    for _, paragraph in zip(range(_FIRST), paragraphs, strict=False):
        found = DATELINE.match(text, paragraph.start(), paragraph.end())
        if found:
            return found.span()
    return None
