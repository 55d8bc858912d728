"""Laying out a text in windows that the network can read at once.

A window is a run of whole paragraphs while they fit; a paragraph that does not fit by itself is cut. Every window but
the first begins with some of what came before, so that a quotation that goes on finds its cue: those subwords are
context, read again but decided in the window before.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray


@frozen
class Window:
    """A stretch of subwords that is read at once.

    Attributes:
        start: Index of its first subword.
        fresh: Index of the first subword that no window before it decides; ``start`` if there is no context.
        end: Index after its last subword.
    """

    start: int
    fresh: int
    end: int


def windows(paragraphs: NDArray[np.int64], *, size: int, context: int) -> tuple[Window, ...]:
    """Lay out subwords in windows.

    Args:
        paragraphs: Paragraph number of each subword, not decreasing, shape ``(n,)``.
        size: Most subwords in a window, context included.
        context: Most subwords of context.

    Returns:
        Windows whose fresh parts tile the subwords, in order; none if there are no subwords.

    >>> import numpy as np
    >>> windows(np.array([0, 0, 0, 1, 1, 2, 2]), size=5, context=2)
    (Window(start=0, fresh=0, end=5), Window(start=3, fresh=5, end=7))
    """
    bounds = [0, *(np.flatnonzero(np.diff(paragraphs)) + 1).tolist(), len(paragraphs)]
    found: list[Window] = []
    fresh = 0
    while fresh < len(paragraphs):
        start = max(0, fresh - context)
        room = start + size
        last_bound = bounds[bisect_right(bounds, room) - 1]
        end = last_bound if last_bound > fresh else min(room, len(paragraphs))
        found.append(Window(start=start, fresh=fresh, end=end))
        fresh = end
    return tuple(found)

