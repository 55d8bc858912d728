"""From the network's tags to spans: the best sequence of tags that makes sense.

The best path (`claimkit.encoder.paths`) over the tags of a window. What makes sense:
a span begins with its B tag and ends at the latest where its paragraph ends; source and content rather do not end with
a word that leans on the next (`claimkit.encoder.leaning`), nor content right where a cue begins; and content begins and
ends at quotation marks rather than between them, since a reporter who opens a quotation lets it be quoted to its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import frozen

from claimkit.encoder.network import TAGS
from claimkit.encoder.paths import NEVER, best_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claimkit.encoder.network import WindowReading
    from claimkit.encoder.paths import TagSteps
    from claimkit.quotes.marks import Quotation

Role = Literal["source", "cue", "content"]

INSIDE_MARKS = 4.0
"""What it costs, in nats, to begin or end content between the two marks of a quotation; chosen on dev."""

LEANING = 2.0
"""What it costs, in nats, to end a source or content with a word that leans on the next; chosen on dev.

Cues may end so: "according to", "the claim of".
"""

ADJOINING = 3.0
"""What it costs, in nats, to begin a cue right behind content: its source, or a mark, goes before it; chosen on dev."""


@frozen
class WordSpan:
    """A span of a window, in words.

    Attributes:
        role: What it is.
        first: Index of its first word.
        last: Index of its last word.
        confidence: Probability of its two ends, as the tags have it.
    """

    role: Role
    first: int
    last: int
    confidence: float


def spans_of(
    reading: WindowReading, quotations: Sequence[Quotation], steps: TagSteps, *, for_sources: float = 0.0
) -> tuple[WordSpan, ...]:
    """The spans of a window in order, none overlapping another.

    Args:
        reading: What the network sees in the window.
        quotations: All quotations of the article; only those that are closed and outermost bind.
        steps: What the network learned about which tag follows which.
        for_sources: What it gains, in nats, to take a word for one of a source.
    """
    if not len(reading.tags):
        return ()
    tags = _best_tags(reading, _quotation_of_words(reading, quotations), steps, for_sources)
    spans: list[WordSpan] = []
    first = 0
    for place, tag in enumerate([*tags[1:], 0], start=1):
        role = TAGS[tags[first]][2:]
        if tag and TAGS[tag].startswith("I") and tags[place - 1]:
            continue
        if tags[first]:
            spans.append(WordSpan(role, first, place - 1, ends_confidence(reading, role, first, place - 1)))  # type: ignore[arg-type]
        first = place
    return tuple(spans)


def _quotation_of_words(reading: WindowReading, quotations: Sequence[Quotation]) -> NDArray[np.int64]:
    """For each word the number of the closed outermost quotation that it stands in, its marks included; else -1."""
    found = np.full(len(reading.starts), -1, dtype=np.int64)
    for number, quotation in enumerate(quotations):
        if quotation.closed and quotation.depth == 0:
            first = np.searchsorted(reading.starts, quotation.start)
            last = np.searchsorted(reading.starts, quotation.end)
            found[first:last] = number
    return found


def _best_tags(reading: WindowReading, quotation: NDArray[np.int64], steps: TagSteps, for_sources: float) -> list[int]:
    new_paragraph = np.diff(reading.paragraphs) > 0
    same_quotation = (quotation[1:] >= 0) & (quotation[1:] == quotation[:-1])
    variants = np.where(new_paragraph, 1, np.where(same_quotation, 2, 0))
    variants += 3 * reading.leaning[:-1] + 6 * reading.adjoining[:-1]
    scores = reading.tags.astype(np.float64) + for_sources * _OF_SOURCES
    scores[0] += steps.first
    scores[-1] += steps.last
    if reading.fresh == 0:  # only a window with context may begin in the middle of a span
        scores[0] += _FIRST
    return best_path(scores[0], scores[1:], (_TRANSITIONS + steps.between)[variants])


def ends_confidence(reading: WindowReading, role: Role, first: int, last: int) -> float:
    """Probability that a span begins with its first word and does not go on after its last.

    Args:
        reading: What the network sees in the window.
        role: What the words are, together.
        first: Index of the first word.
        last: Index of the last word.
    """
    begin, inside = TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")
    starts = float(np.exp(reading.tags[first, [begin, inside]].max()))
    goes_on = last + 1 < len(reading.tags) and reading.paragraphs[last + 1] == reading.paragraphs[last]
    return starts * (1.0 - float(np.exp(reading.tags[last + 1, inside])) if goes_on else 1.0)


def _first() -> NDArray[np.float64]:
    return np.array([-NEVER if tag.startswith("I") else 0.0 for tag in TAGS])


def _transitions() -> NDArray[np.float64]:
    """Costs of going from tag to tag: anywhere, across a paragraph break, between the marks of a quotation.

    Then the same three from a word that leans on the next, and all six from a word to one that adjoins it.
    """
    anywhere, paragraph, quoted, leaning, adjoining = np.zeros((5, len(TAGS), len(TAGS)))
    for here, tag in enumerate(TAGS):
        for there, following in enumerate(TAGS):
            goes_on = following.startswith("I")
            if goes_on and tag[2:] != following[2:]:
                anywhere[here, there] = -NEVER
            if goes_on:
                paragraph[here, there] = -NEVER
            content_changes = tag.endswith("content") != following.endswith("content")
            if content_changes or following == "B-content":
                quoted[here, there] = -INSIDE_MARKS
            if tag.endswith(("source", "content")) and following != f"I-{tag[2:]}":
                leaning[here, there] = -LEANING
            if tag.endswith("content") and following == "B-cue":
                adjoining[here, there] = -ADJOINING
    steps = np.stack([anywhere, anywhere + paragraph, anywhere + quoted])
    steps = np.concatenate([steps, steps + leaning])
    return np.concatenate([steps, steps + adjoining])


_FIRST = _first()
_OF_SOURCES = np.array([tag.endswith("source") for tag in TAGS], dtype=np.float64)
_TRANSITIONS = _transitions()
