"""Words that lean on the word behind them, so that no span of news text ends with them.

An article, a preposition or a conjunction opens a phrase: "denies a | charge" and "comment on | the report" are cut in
the middle. A network that looks at words one by one cuts there now and then; whoever looks for spans can hold it back.
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


def leaning(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each word of a text leans on the next, which stands right behind it.

    Args:
        text: The text.
        starts: Offset of each word's first character; a punctuation mark is a word of its own. ``(w,)``.
        ends: Offset after its last character, ``(w,)``.

    Returns:
        An array ``(w,)``; the last word leans on nothing.

    >>> words = np.array([0, 5, 12, 14, 20]), np.array([4, 11, 13, 20, 21])
    >>> leaning("Iran denies a charge.", *words).tolist()
    [False, False, True, False, False]
    """
    found = np.zeros(len(starts), dtype=np.bool_)
    for place in range(len(starts) - 1):
        end, following = int(ends[place]), int(starts[place + 1])
        behind = text[end:following] in _BLANKS and text[following].isalnum()
        found[place] = behind and text[int(starts[place]) : end].lower() in _LEANING
    return found
