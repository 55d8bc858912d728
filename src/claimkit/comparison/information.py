"""How much it tells that two wordings share a word.

Two people may both say "it is a very good thing"; that both say "Takfiri" is no accident. The information of a word is
its rarity in general news English, not in the collection at hand: a collection of five articles has no frequencies
worth the name, and a verdict on two quotes should not change because a third article was added.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLOOR = 4.5
"""Nats; the rate of "a", "for", "that". What a word carries beyond it is information."""

_LEAST = 0.25
_UNLISTED = 12.5
"""Nats; a little rarer than the rarest word of the list, which has a rate of about 11.75."""


@cache
def _rates() -> dict[str, float]:
    """The shipped list: ``word_frequencies.txt``, which ``scripts/build_word_frequencies.py`` writes."""
    listing = resources.files("claimkit.comparison").joinpath("word_frequencies.txt").read_text(encoding="utf-8")
    return {word: float(rate) for rate, *words in map(str.split, listing.splitlines()) for word in words}


@lru_cache(maxsize=1 << 17)
def information(key: str) -> float:
    """Nats that a shared word tells beyond what any function word tells; at least 0.25.

    Args:
        key: A word in the form of `claimkit.comparison.normalisation`.

    >>> information("the"), information("soon") < information("ceasefire") < information("takfiri")
    (0.25, True)
    """
    return max(_LEAST, _rates().get(key, _UNLISTED) - _FLOOR)


CONTENT = 1.0
"""Nats; what tells more is a content word."""

NAME = 2.5
"""Nats; the most that a word of a name tells: all articles on an event repeat its names, whatever they quote."""


def telling_words(weights: Sequence[float]) -> int:
    """How many words a stretch counts for: its content words, or half of all its words if they are more.

    Args:
        weights: Information of each word, in nats.

    >>> telling_words([8.0]), telling_words([8.0, 0.25]), telling_words([8.0, 0.25, 0.25, 0.5])
    (1, 1, 2)
    """
    return max(sum(weight > CONTENT for weight in weights), len(weights) // 2)


def is_common(key: str) -> bool:
    """Whether the word is listed among the commonest of news English (names never are).

    >>> is_common("mistake"), is_common("idlib")
    (True, False)
    """
    return key in _rates()
