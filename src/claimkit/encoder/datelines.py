"""Datelines: "HARBOR CITY, Norvik (TNA) - " before the first sentence of a report says where it comes from, not who."""

from __future__ import annotations

import re

_BLANK = r"[ \u00a0]"
_WHERE_OR_WHEN = rf"(?:,(?:{_BLANK}(?:of|and|[^\sa-z–—-][^\s–—-]*)){{1,8}}?)?"
_AGENCY = rf"{_BLANK}?\([A-Z][\w .&/\u00a0]{{1,30}}\)"
DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.'’-]+(?:{_BLANK}[A-Z.'’-]+){{0,3}}{_WHERE_OR_WHEN}(?:{_AGENCY})?"
    rf"|[A-Z][\w.'’-]+(?:{_BLANK}[A-Z][\w.'’-]+){{0,2}}{_WHERE_OR_WHEN}{_AGENCY})"
    rf"(?:{_BLANK}?[–—]+{_BLANK}?|{_BLANK}-{{1,2}}{_BLANK}?|-{{1,2}}{_BLANK})(?=[^\Wa-z]|[\"“‘'])"
)
"""A town in capitals, or any with an agency in brackets, then a region or a day; the dash goes before a sentence.

What goes on in lower case is no report of its own: "NASA - the agency that runs the site - said".
"""

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
        if found and not text[found.end() : paragraph.end()].isupper():  # "PIER IS GONE - MAYOR" is a headline
            return found.span()
    return None
