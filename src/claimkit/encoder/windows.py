"""Laying out a text in windows that the network can read at once.

A window is a run of whole paragraphs; a paragraph that does not fit by itself is cut. Windows of one text are about
equally long, since a short rest at the end would be read without its surroundings, and end rather not before a
quotation, which may go on from what stands before it. A window may begin with some of what came before, so that a
quotation that goes on finds its cue: those subwords are context, read again but decided in the window before.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray


_BEFORE_QUOTATION = 30
"""Subwords that the length of a window may be off for not ending before a quotation; chosen on dev."""


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


def windows(paragraphs: NDArray[np.int64], quoted: NDArray[np.bool_], *, size: int, context: int) -> tuple[Window, ...]:
    """Lay out subwords in windows.

    Context costs time, so it is given only where something may go on: to a window that begins inside a paragraph, or
    with a quotation.

    Args:
        paragraphs: Paragraph number of each subword, not decreasing, shape ``(n,)``.
        quoted: Whether the subword stands in quotation marks or is one, shape ``(n,)``.
        size: Most subwords in a window, context included.
        context: Most subwords of context.

    Returns:
        Windows whose fresh parts tile the subwords, in order; none if there are no subwords.

    >>> import numpy as np
    >>> paragraphs = np.array([0, 0, 0, 1, 1, 2, 2])
    >>> windows(paragraphs, quoted=np.zeros(7, dtype=bool), size=5, context=2)
    (Window(start=0, fresh=0, end=3), Window(start=3, fresh=3, end=7))
    >>> windows(paragraphs, quoted=np.ones(7, dtype=bool), size=5, context=2)
    (Window(start=0, fresh=0, end=3), Window(start=1, fresh=3, end=5), Window(start=3, fresh=5, end=7))
    """
    bounds = [*(np.flatnonzero(np.diff(paragraphs)) + 1).tolist(), len(paragraphs)]
    found: list[Window] = []
    fresh = 0
    while fresh < len(paragraphs):
        goes_on = fresh > 0 and (quoted[fresh] or paragraphs[fresh - 1] == paragraphs[fresh])
        start = max(0, fresh - context) if goes_on else fresh
        end = _end_of_window(bounds, quoted, fresh=fresh, room=start + size, size=size)
        found.append(Window(start=start, fresh=fresh, end=end))
        fresh = end
    return tuple(found)


def _end_of_window(bounds: list[int], quoted: NDArray[np.bool_], *, fresh: int, room: int, size: int) -> int:
    """Where a window ends that begins with ``fresh`` and has room until ``room``."""
    last = bounds[-1]
    if last <= room:
        return last
    within = bounds[bisect_right(bounds, fresh) : bisect_right(bounds, room)]
    if not within:
        return room
    rest = last - fresh
    even = fresh + rest / -(-rest // size)
    return min(within, key=lambda bound: (abs(bound - even) + _BEFORE_QUOTATION * bool(quoted[bound]), bound))
