"""What stands between a word and the next, where spans of news text begin and end.

An article, a preposition or a conjunction opens a phrase: "denies a | charge" and "comment on | the report" are cut in
the middle. And what was said hardly ends where a cue begins with nothing between: in "said it was over after Lind |
warned", Lind is who warned. A network that looks at words one by one cuts there now and then; whoever looks for spans
can hold it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEANING = frozenset(
    "a an the my your his its our their every "
    "of at in on for to with by from into upon toward towards among between against amid via per than as "
    "and or if whether because".split()
)
"""Not "her", "that" or "over", which as often stand on their own."""


_BLANKS = frozenset({" ", "\u00a0", "\t"})


def adjoining(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether behind each word of a text there is another, and nothing but a blank between.

    Args:
        text: The text.
        starts: Offset of each word's first character; a punctuation mark is a word of its own. ``(w,)``.
        ends: Offset after its last character, ``(w,)``.

    >>> words = np.array([0, 5, 9, 10]), np.array([4, 9, 10, 13])
    >>> adjoining("Voss said,now", *words).tolist()
    [True, False, False, False]
    """
    found = np.zeros(len(starts), dtype=np.bool_)
    for place in range(len(starts) - 1):
        end, following = int(ends[place]), int(starts[place + 1])
        found[place] = text[end:following] in _BLANKS and text[end - 1].isalnum() and text[following].isalnum()
    return found


def leaning(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], beside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether each word of a text leans on the next, which adjoins it.

    Args:
        text: The text.
        starts: Offset of each word's first character, as for `adjoining`.
        ends: Offset after its last character, ``(w,)``.
        beside: What `adjoining` says of the words.

    Returns:
        An array ``(w,)``; the last word leans on nothing.

    >>> words = np.array([0, 5, 12, 14, 20]), np.array([4, 11, 13, 20, 21])
    >>> text = "Iran denies a charge."
    >>> leaning(text, *words, adjoining(text, *words)).tolist()
    [False, False, True, False, False]
    """
    found = beside.copy()
    for place in np.flatnonzero(beside):
        found[place] = text[int(starts[place]) : int(ends[place])].lower() in _LEANING
    return found
