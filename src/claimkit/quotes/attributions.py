"""From spans and links to attributions: which content belongs to which cue, and which source to which cue.

Windows overlap, so what one window finds is put together with what those before it found: an attribution is known by
its cue, and content that a later window adds to a cue of its context goes to the attribution that has that cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, define, frozen

from claimkit.encoder.network import ACTS
from claimkit.quotes.decoding import WordSpan, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from claimkit.encoder.network import Links, Network, WindowReading
    from claimkit.quotes.marks import Quotation
    from claimkit.records import Act

NO_CUE = 0.5
"""Least probability at which content in quotation marks is left without a cue rather than given the likeliest."""


@frozen
class Place:
    """A span in characters of the article, with the probability of its ends."""

    start: int
    end: int
    confidence: float


@define
class Attribution:
    """Content with its cue and source, as the network has them; offsets are characters of the article.

    Attributes:
        cue: The cue; ``None`` for content that no cue reports.
        source: The source of the cue.
        act: What the cue reports.
        negated: Whether the cue denies that it was said.
        source_confidence: Probability of the link from cue to source, or to none.
        contents: The content spans.
        link_confidences: For each of them the probability of its link to the cue, or to none.
    """

    cue: Place | None
    source: Place | None
    act: Act | None
    negated: bool | None
    source_confidence: float
    contents: list[Place] = Factory(list)
    link_confidences: list[float] = Factory(list)


def attributions_in(
    network: Network, readings: Iterable[WindowReading], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Put together the attributions of an article.

    Args:
        network: Scores the links.
        readings: What it sees in the windows, in order.
        quotations: The quotations of the article.

    Returns:
        Attributions in order of their first content; each has at least one content span.
    """
    found: list[Attribution] = []
    for reading in readings:
        for attribution in _in_window(network, reading, quotations):
            _add(found, attribution, fresh=_offset_of_fresh(reading))
    found.sort(key=lambda attribution: min(place.start for place in attribution.contents))
    return tuple(found)


def _offset_of_fresh(reading: WindowReading) -> int:
    return int(reading.starts[reading.fresh]) if reading.fresh < len(reading.starts) else int(reading.ends[-1])


def _in_window(network: Network, reading: WindowReading, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    spans = spans_of(reading, quotations)
    contents = [span for span in spans if span.role == "content"]
    if not contents:
        return ()
    cues = [span for span in spans if span.role == "cue"]
    sources = [span for span in spans if span.role == "source"]
    links = network.links(reading, _rows(contents), _rows(cues), _rows(sources))
    by_cue = [_of_cue(reading, cue, row, sources, links) for row, cue in enumerate(cues)]
    alone: list[Attribution] = []
    for row, content in enumerate(contents):
        place = _place(reading, content)
        scores = links.cue_of_content[row]
        choice = _cue_for(scores, quoted=_is_quoted(place, quotations))
        if choice is not None:
            owner, confidence = by_cue[choice], float(scores[choice + 1])
        else:
            owner, confidence = Attribution(None, None, None, None, 1.0), float(scores[0])
            alone.append(owner)
        owner.contents.append(place)
        owner.link_confidences.append(confidence)
    return tuple(attribution for attribution in [*by_cue, *alone] if attribution.contents)


def _rows(spans: Sequence[WordSpan]) -> NDArray[np.int64]:
    return np.array([(span.first, span.last) for span in spans], dtype=np.int64).reshape(-1, 2)


def _cue_for(scores: NDArray[np.float32], *, quoted: bool) -> int | None:
    """The cue that content belongs to; words outside quotation marks are nobody's without a cue, so they take one."""
    if len(scores) == 1 or (quoted and scores[0] >= NO_CUE):
        return None
    return int(scores[1:].argmax())


def _is_quoted(place: Place, quotations: Sequence[Quotation]) -> bool:
    return any(quotation.start <= place.start and place.end <= quotation.end for quotation in quotations)


def _of_cue(reading: WindowReading, cue: WordSpan, row: int, sources: Sequence[WordSpan], links: Links) -> Attribution:
    choice = int(links.source_of_cue[row].argmax())
    return Attribution(
        cue=_place(reading, cue),
        source=_place(reading, sources[choice - 1]) if choice else None,
        act=ACTS[int(links.acts[row].argmax())],  # type: ignore[arg-type]
        negated=bool(links.negated[row].argmax()),
        source_confidence=float(links.source_of_cue[row, choice]),
    )


def _place(reading: WindowReading, span: WordSpan) -> Place:
    return Place(int(reading.starts[span.first]), int(reading.ends[span.last]), span.confidence)


def _add(found: list[Attribution], new: Attribution, *, fresh: int) -> None:
    """Add what a window decides, which is what ends after the offset ``fresh``, to what was found before."""
    kept = [(place, link) for place, link in zip(new.contents, new.link_confidences, strict=True) if place.end > fresh]
    if not kept:
        return
    known = next((old for old in reversed(found) if _same_cue(old, new, kept[0][0])), None)
    if known is None:
        new.contents, new.link_confidences = map(list, zip(*kept, strict=True))
        found.append(new)
        return
    for place, link in kept:
        last = known.contents[-1]
        if last.start <= place.start <= last.end:  # one span that the edge of a window had cut in two
            known.contents[-1] = Place(last.start, max(last.end, place.end), min(last.confidence, place.confidence))
        else:
            known.contents.append(place)
            known.link_confidences.append(link)


def _same_cue(old: Attribution, new: Attribution, content: Place) -> bool:
    if old.cue and new.cue:
        return old.cue.start < new.cue.end and new.cue.start < old.cue.end
    return any(place.start <= content.start <= place.end for place in old.contents)
