"""From spans and links to attributions: which content belongs to which cue, and which source to which cue.

Windows overlap, so what one window finds is put together with what those before it found: content that goes on over
the edge of a window is one content, and content that a later window adds to a cue of its context goes to the
attribution that has that cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, define, frozen

from claimkit.encoder.network import ACTS
from claimkit.quotes.decoding import WordSpan, ends_confidence, spans_of
from claimkit.quotes.marks import touching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from claimkit.encoder.network import Links, Network, WindowReading
    from claimkit.quotes.marks import Quotation
    from claimkit.records import Act

NO_CUE = 0.5
"""Least probability at which content in quotation marks is left without a cue rather than given the likeliest."""

LEAST = 0.2
"""Least probability of a span's ends and link at which it is kept; below, it costs more than it brings (on dev)."""


FOR_SOURCES = 2.0
"""What words gain, in nats, as those of a source where a cue has none: who speaks is rarely left out; chosen on dev."""

STATEMENT = 12
"""Fewest words and marks of a quotation that somebody must have said; names, titles and scare quotes are shorter."""


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
        act_confidence: Probability of ``act``.
        negated_confidence: Probability of ``negated``.
        contents: The content spans.
        link_confidences: For each of them the probability of its link to the cue, or to none.
    """

    cue: Place | None
    source: Place | None
    act: Act | None
    negated: bool | None
    source_confidence: float
    act_confidence: float = 1.0
    negated_confidence: float = 1.0
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
    settled: list[Attribution] = []  # kept apart, so that the time for a long text stays linear
    found: list[Attribution] = []
    for reading in readings:
        here = _in_window(network, reading, _quotations_of(reading, quotations))
        if reading.fresh == 0:  # nothing goes on from the window before
            found.extend(here)
            continue
        if here:
            begin = int(reading.starts[0])
            settled += [attribution for attribution in found if _end_of(attribution) <= begin]
            found = [attribution for attribution in found if _end_of(attribution) > begin]
        for attribution in here:
            _add(found, attribution, fresh=_offset_of_fresh(reading))
    found = settled + found
    found.sort(key=lambda attribution: min(place.start for place in attribution.contents))
    return tuple(found)


def _quotations_of(reading: WindowReading, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
    """The quotations that a window touches, so that the time for a long text stays linear."""
    return touching(quotations, int(reading.starts[0]), int(reading.ends[-1])) if len(reading.starts) else ()


def _offset_of_fresh(reading: WindowReading) -> int:
    return int(reading.starts[reading.fresh]) if reading.fresh < len(reading.starts) else int(reading.ends[-1])


def _in_window(network: Network, reading: WindowReading, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    spans = spans_of(reading, quotations, network.tag_steps)
    found = _linked(network, reading, spans, quotations)
    missed = _missed(reading, found, quotations)
    if missed:
        spans = (*_apart(spans, missed), *missed)
        found = _linked(network, reading, spans, quotations, certain=missed)
    if all(attribution.source or not attribution.cue for attribution in found):
        return found
    doubted = spans_of(reading, quotations, network.tag_steps, for_sources=FOR_SOURCES)
    more = _apart([span for span in doubted if span.role == "source"], spans)
    return _linked(network, reading, [*spans, *more], quotations, certain=missed) if more else found


def _linked(
    network: Network,
    reading: WindowReading,
    spans: Sequence[WordSpan],
    quotations: Sequence[Quotation],
    *,
    certain: Sequence[WordSpan] = (),
) -> tuple[Attribution, ...]:
    """The attributions of a window, without content that is doubted unless it is ``certain``."""
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
        quoted = is_quoted(place, quotations)
        choice = _cue_for(scores, quoted=quoted)
        if not quoted and choice is not None and _stands_below(reading, cues[choice], content):
            continue
        if choice is not None:
            owner, confidence = by_cue[choice], float(scores[choice + 1])
        else:
            owner, confidence = Attribution(None, None, None, None, 1.0), float(scores[0])
            alone.append(owner)
        begins_before = content.first < reading.fresh  # it was judged in the window that it begins in
        if begins_before or content in certain or place.confidence * confidence >= LEAST:
            owner.contents.append(place)
            owner.link_confidences.append(confidence)
    return tuple(attribution for attribution in [*by_cue, *alone] if attribution.contents)


def _missed(
    reading: WindowReading, found: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[WordSpan, ...]:
    """Quotations as long as a statement in which nothing was found, as spans of content."""
    if not len(reading.starts):
        return ()
    known = [place for attribution in found for place in attribution.contents]
    begin, fresh, end = int(reading.starts[0]), _offset_of_fresh(reading), int(reading.ends[-1])
    missed = []
    for quotation in quotations:
        is_here = begin <= quotation.start and fresh < quotation.end <= end
        if not is_here or not quotation.closed or quotation.depth:
            continue
        first, behind = np.searchsorted(reading.starts, [quotation.start, quotation.end]).tolist()
        is_known = any(place.start < quotation.end and quotation.start < place.end for place in known)
        if behind - first >= STATEMENT and not is_known:
            confidence = ends_confidence(reading, "content", first, behind - 1)
            missed.append(WordSpan("content", first, behind - 1, confidence))
    return tuple(missed)


def _apart(spans: Sequence[WordSpan], others: Sequence[WordSpan]) -> list[WordSpan]:
    """The spans that overlap none of the others."""
    return [span for span in spans if not any(_overlap(span, other) for other in others)]


def _overlap(one: WordSpan, other: WordSpan) -> bool:
    return one.first <= other.last and other.first <= one.last


def _rows(spans: Sequence[WordSpan]) -> NDArray[np.int64]:
    return np.array([(span.first, span.last) for span in spans], dtype=np.int64).reshape(-1, 2)


def _stands_below(reading: WindowReading, cue: WordSpan, content: WordSpan) -> bool:
    """Whether a cue stands in a later paragraph than the content.

    A quotation may wait for its cue; reported words have it by the end of their paragraph. A list may be below its cue.
    """
    return bool(reading.paragraphs[cue.first] > reading.paragraphs[content.last])


def _cue_for(scores: NDArray[np.float32], *, quoted: bool) -> int | None:
    """The cue that content belongs to; words outside quotation marks are nobody's without a cue, so they take one."""
    if len(scores) == 1 or (quoted and scores[0] >= NO_CUE):
        return None
    return int(scores[1:].argmax())


def is_quoted(place: Place, quotations: Sequence[Quotation]) -> bool:
    """Whether all of a place stands in one of some quotations."""
    return any(quotation.start <= place.start and place.end <= quotation.end for quotation in quotations)


def _of_cue(reading: WindowReading, cue: WordSpan, row: int, sources: Sequence[WordSpan], links: Links) -> Attribution:
    choice = int(links.source_of_cue[row].argmax())
    return Attribution(
        cue=_place(reading, cue),
        source=_place(reading, sources[choice - 1]) if choice else None,
        act=ACTS[int(links.acts[row].argmax())],  # type: ignore[arg-type]
        negated=bool(links.negated[row].argmax()),
        source_confidence=float(links.source_of_cue[row, choice]),
        act_confidence=float(links.acts[row].max()),
        negated_confidence=float(links.negated[row].max()),
    )


def _place(reading: WindowReading, span: WordSpan) -> Place:
    return Place(int(reading.starts[span.first]), int(reading.ends[span.last]), span.confidence)


def _add(found: list[Attribution], new: Attribution, *, fresh: int) -> None:
    """Add what a window decides, which is what ends after the offset ``fresh``, to what was found before.

    What was found before ends at ``fresh`` at the latest, so only the first content can go on from there.
    """
    kept = [(place, link) for place, link in zip(new.contents, new.link_confidences, strict=True) if place.end > fresh]
    if not kept:
        return
    new.contents, new.link_confidences = map(list, zip(*kept, strict=True))
    begun = next((old for old in reversed(found) if _goes_on(old, new)), None)
    if begun:
        joined = _joined(begun, new)
        if joined:
            found.remove(begun)
            new = joined
        elif not new.contents:
            return
    known = next((old for old in reversed(found) if _same_cue(old, new)), None)
    if known:
        known.contents += new.contents
        known.link_confidences += new.link_confidences
    else:
        found.append(new)


def _end_of(attribution: Attribution) -> int:
    """Where the cue or the content of an attribution ends, whichever is last."""
    ends = [place.end for place in attribution.contents]
    return max([*ends, attribution.cue.end] if attribution.cue else ends)


def _goes_on(old: Attribution, new: Attribution) -> bool:
    """Whether the first content of ``new`` is the rest of content that the edge of a window had cut."""
    return any(place.start < new.contents[0].end and new.contents[0].start < place.end for place in old.contents)


def _joined(begun: Attribution, new: Attribution) -> Attribution | None:
    """Give the rest of a cut content to the attribution that has its beginning.

    Returns:
        The two as one, or ``None`` if they have cues of their own; then ``new`` keeps its other contents.
    """
    rest, link = new.contents.pop(0), new.link_confidences.pop(0)
    row = max(range(len(begun.contents)), key=lambda place: begun.contents[place].end)
    cut = begun.contents[row]
    begun.contents[row] = Place(cut.start, max(cut.end, rest.end), min(cut.confidence, rest.confidence))
    if begun.cue and new.cue and not _same_cue(begun, new):
        return None
    if begun.cue is None:
        begun.link_confidences[row] = link  # a cue behind the edge is known only now
    keeper = begun if begun.cue else new
    keeper.contents = [*begun.contents, *new.contents]
    keeper.link_confidences = [*begun.link_confidences, *new.link_confidences]
    return keeper


def _same_cue(old: Attribution, new: Attribution) -> bool:
    return bool(old.cue and new.cue and old.cue.start < new.cue.end and new.cue.start < old.cue.end)
