"""Overlapping marks on a text as a flat sequence of segments, from which valid HTML follows by itself.

Quotes may overlap, nest, and span paragraphs; tags may not. So the text is cut wherever a mark begins or ends, and
each piece knows all the marks that lie on it: whatever is opened for a piece is closed with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

M = TypeVar("M")

# A line break with the blanks around it, in the sense of HTML; other blanks would make a line of their own.
_BREAK = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")


@frozen
class Mark(Generic[M]):
    """A stretch of text, from ``start`` to ``end``, and what it is."""

    start: int
    end: int
    what: M


@frozen
class Segment(Generic[M]):
    """A stretch of text on which the same marks lie from its first to its last character.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        marks: The marks that lie on it, those that begin first, first; of these the longest first.
    """

    start: int
    end: int
    marks: tuple[Mark[M], ...]


def segments_of(length: int, marks: Iterable[Mark[M]], cuts: Iterable[int] = ()) -> Iterator[Segment[M]]:
    """A text of ``length`` characters cut at every edge of a mark, and at ``cuts``; marks are clipped to the text.

    >>> [(segment.start, segment.end, [mark.what for mark in segment.marks])
    ...  for segment in segments_of(9, [Mark(1, 5, "a"), Mark(3, 99, "b")], cuts=[7])]
    [(0, 1, []), (1, 3, ['a']), (3, 5, ['a', 'b']), (5, 7, ['b']), (7, 9, ['b'])]
    """
    begins: defaultdict[int, list[Mark[M]]] = defaultdict(list)
    edges = {0, length, *cuts}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        left, right = max(0, mark.start), min(length, mark.end)
        if left < right:
            begins[left].append(mark)
            edges |= {left, right}
    active: list[Mark[M]] = []
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        active = [mark for mark in active if mark.end > left] + begins[left]
        yield Segment(left, right, tuple(active))


def paragraphs_of(text: str) -> Iterator[tuple[int, int]]:
    r"""The offsets of the paragraphs: what stands between line breaks.

    >>> list(paragraphs_of("Rain.\n\nWind."))
    [(0, 5), (7, 12)]
    """
    start = 0
    for found in _BREAK.finditer(text):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)
