"""Which kind of quote it is: direct, mixed or indirect, by how much of it stands in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimkit.quotes.marks import Quotation
    from claimkit.records import Kind, Span

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation]) -> Kind:
    """Decide how a quote is quoted.

    Args:
        content: The content spans, with their quotation marks.
        quotations: The quotations of the article.

    Returns:
        ``"direct"`` if every word stands in quotation marks; ``"mixed"`` if some do, other than names and titles,
        which are quoted for another reason; else ``"indirect"``.

    >>> from claimkit.quotes.marks import pair_marks
    >>> from claimkit.records import Span
    >>> text = 'She called the plan "reckless" and played "Night Train".'
    >>> kind_of([Span.of(text, 11, 30)], pair_marks(text))
    'mixed'
    >>> kind_of([Span.of(text, 35, 55)], pair_marks(text))
    'indirect'
    """
    words = [
        (span.start + word.start(), span.start + word.end(), word[0])
        for span in content
        for word in _WORD.finditer(span.text)
    ]
    near = [
        quotation for quotation in quotations if quotation.end > content[0].start and quotation.start < content[-1].end
    ]
    outer = [quotation for quotation in near if quotation.depth == 0]
    if words and all(any(_holds(quotation, start, end) for quotation in outer) for start, end, _ in words):
        return "direct"
    for quotation in near:
        quoted = [word for start, end, word in words if _holds(quotation, start, end)]
        if quoted and not all(word[0].isupper() or word[0].isdigit() for word in quoted):
            return "mixed"
    return "indirect"


def _holds(quotation: Quotation, start: int, end: int) -> bool:
    return quotation.inner_start <= start and end <= quotation.inner_end
