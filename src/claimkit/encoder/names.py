"""Names of people, bodies and places, as the network sees them, for texts that no other recognizer has read."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from claimkit.encoder.network import NAME_TAGS, NAME_TYPES
from claimkit.encoder.paths import NEVER, best_path
from claimkit.encoder.subwords import word_end
from claimkit.records import NamedEntity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from claimkit.encoder.network import WindowReading


def names_in(text: str, reading: WindowReading) -> Iterator[NamedEntity]:
    """The names that begin in the fresh part of a window, in order; none overlaps another.

    Args:
        text: The whole text.
        reading: What the network sees in the window.

    Yields:
        The names, each with one of `claimkit.encoder.network.NAME_TYPES`, which are labels of spaCy's pipelines too.
    """
    tags = _best_tags(reading.names)
    first = None
    for place in range(reading.fresh, len(tags) + 1):
        tag = tags[place] if place < len(tags) else 0
        if first is not None and not _goes_on(tag):
            kind = NAME_TYPES[(tags[first] - 1) // 2]
            yield NamedEntity(int(reading.starts[first]), word_end(text, int(reading.ends[place - 1])), kind)
            first = None
        if tag and not _goes_on(tag):
            first = place


def _goes_on(tag: int) -> bool:
    return tag > 0 and tag % 2 == 0


def _best_tags(logs: NDArray[np.float32]) -> list[int]:
    """The likeliest tags in which a name goes on only with its own type."""
    if not len(logs):
        return []
    if not logs.argmax(axis=1).any():  # the likeliest tags are all outside of names, and nothing forbids them
        return [0] * len(logs)
    return best_path(logs[0] + _FIRST, logs[1:], repeat(_STEPS, len(logs) - 1))


def _steps() -> NDArray[np.float64]:
    """Costs of going from tag to tag."""
    costs = np.zeros((len(NAME_TAGS), len(NAME_TAGS)))
    for here, tag in enumerate(NAME_TAGS):
        for there, following in enumerate(NAME_TAGS):
            if following.startswith("I") and tag[2:] != following[2:]:
                costs[here, there] = -NEVER
    return costs


_STEPS = _steps()
_FIRST = np.where([tag.startswith("I") for tag in NAME_TAGS], -NEVER, 0.0)
