"""The detector: text in, quotes out, with cue and source but not yet with speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, evolve

from claimkit.encoder.names import names_in
from claimkit.encoder.subwords import word_end
from claimkit.quotes.attributions import Attribution, Place, attributions_in, is_quoted
from claimkit.quotes.confidence import Calibration
from claimkit.quotes.kinds import kind_of
from claimkit.quotes.marks import Quotation, touching, without_marks
from claimkit.records import Evidence, NamedEntity, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimkit.encoder.network import Network, WindowReading

_LOOSE_START = re.compile(r"[\s,;:.!?)\]–—-]+")
_LOOSE_SOURCE_END = re.compile(r"(?<=\w)(?:(?:,\s*|\s+)(?:who|whose|which))?(?:\s*[,;:])*\Z")

_PASSIVE = re.compile(
    r"(?:is|are|was|were|(?:has|have|had|will) (?:\w+ )?be(?:en)?|being|been|be)(?: \w+){0,2} "
    r"(?P<verb>\w+ed|known|made clear|said|seen|shown|thought|understood|written)",
    re.IGNORECASE,
)
"""Cues such as "is said" and "has widely been expected"."""

_SPOKEN_OF = frozenset(
    "alleged assumed believed considered deemed estimated expected feared hoped known presumed regarded reported "
    "rumored rumoured said seen supposed thought understood".split()
)
"""Verbs whose subject, in the passive, is spoken of; that of others may be told or quoted. "It" is neither."""

_BEHIND_COLON = re.compile(r"[ \t]*([^\s.,;:!?\"“”]+(?: [^\s.,;:!?\"“”]+){0,3})[ \t]*(?=[\n\r\u2028\u2029]|\Z)")
"""A few words without marks from a colon to the end of the paragraph, which has no full stop."""

_INCIDENTAL = re.compile(
    r"(?<=\w),\s+(?:on|in|at|near|inside|outside|aboard|speaking|writing|standing|sitting)\s(?!.*,\s+and\s).*",
    re.DOTALL,
)
"""What a source is doing, and where: "Voss, on the deck of the ferry" is Voss; ", and Lind" behind that is another."""

_PARTED = re.compile(r"[^.!?;:\"“”«»„\n\r\u2028\u2029]{2,60}")
"""What may stand between two spans of one content: a few words of the same sentence, no quotation mark."""

_OMISSION = re.compile(r"[\"“”„«‘'\s]*(?:…|\.\s?\.\s?\.)")
"""An ellipsis at the beginning of a quotation: something before it was left out."""

_LINE_BREAKS = "\n\r\u2028\u2029"

_BEFORE_WORDS = " \t\"“”„«‘'"
"""What may stand at the beginning of a paragraph before its first word."""

_LOOSE_END = ",;:.([–—-"


@define
class Detector:
    """Finds quotes with the network and the quotation marks.

    Attributes:
        network: The model folder that reads.
    """

    network: Network

    @property
    def calibration(self) -> Calibration:
        """What turns the certainty of the network into a probability."""
        return Calibration.of(self.network.config)

    def find(self, text: str) -> tuple[Quote, ...]:
        """Find the quotes of an article.

        Args:
            text: Any string that UTF-8 can hold; what does not read as news has few quotes or none.

        Returns:
            Quotes in order of the text, numbered ``q1``, ``q2`` and so on; no two share a character of content.
        """
        subwords, readings = self.network.read(text)
        return self._quotes(text, subwords.quotations, readings)

    def find_with_names(self, text: str) -> tuple[tuple[Quote, ...], tuple[NamedEntity, ...]]:
        """Find the quotes of an article, and the names of people, bodies and places that the network saw on the way.

        Args:
            text: As for `find`.

        Returns:
            The quotes as of `find`, and the names in order of the text.
        """
        subwords, readings = self.network.read(text)
        names: list[NamedEntity] = []

        def noting_names() -> Iterator[WindowReading]:
            for reading in readings:  # one at a time, since all that is seen in a long text would fill the memory
                names.extend(names_in(text, reading))
                yield reading

        return self._quotes(text, subwords.quotations, noting_names()), tuple(names)

    def _quotes(
        self, text: str, quotations: Sequence[Quotation], readings: Iterable[WindowReading]
    ) -> tuple[Quote, ...]:
        found_first = _carried_on(attributions_in(self.network, readings, quotations), quotations)
        whole = _outermost(text, [_without_asides(each, quotations) for each in found_first])
        attributions = [part for each in whole for part in _parted_by_omissions(text, each)]
        contents = _contents(text, attributions, quotations)
        calibration = self.calibration
        found = [
            quote
            for attribution, content in zip(attributions, contents, strict=True)
            if content and (quote := _quote(text, attribution, content, quotations, calibration))
        ]
        found.sort(key=lambda quote: quote.start)
        return tuple(evolve(quote, id=f"q{number}") for number, quote in enumerate(found, start=1))


def _carried_on(attributions: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attributions, one where a quotation without a cue of its own goes on from the paragraph before.

    Where a paragraph of a quotation ends without a closing mark, the next goes on with the same words of the same
    speaker.
    """
    places = _places_in_order(attributions)
    starts = [place.start for place, _ in places]
    found = [
        evolve(each, contents=[*each.contents], link_confidences=[*each.link_confidences]) for each in attributions
    ]
    outermost = [quotation for quotation in quotations if not quotation.depth]
    for before, after in pairwise(outermost):
        last, first = bisect_left(starts, before.end) - 1, bisect_left(starts, after.start)
        if not after.continues or last < 0 or first == len(places):
            continue
        (left, owner), (right, row) = places[last], places[first]
        touch = before.start < left.end and right.start < after.end
        begins = right.start == min(place.start for place in found[row].contents)
        if touch and begins and found[row].cue is None:
            found[owner].contents += found[row].contents
            found[owner].link_confidences += found[row].link_confidences
            found[row] = found[owner]
    return list({id(each): each for each in found}.values())


def _places_in_order(attributions: Sequence[Attribution]) -> list[tuple[Place, int]]:
    """The content spans of all attributions, each with the number of its attribution, in order of the text."""
    places = ((place, row) for row, attribution in enumerate(attributions) for place in attribution.contents)
    return sorted(places, key=lambda pair: pair[0].start)


def _without_asides(attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """The attribution without loose words behind the cue of a quotation.

    In ““Yes,” said Voss, asked about Lind's call for a truce”, the truce is not what Voss said.
    """
    cue = attribution.cue
    parts = _parts_in_order(attribution)
    first = parts[0][0]
    if cue is None or cue.start < first.end or not is_quoted(first, touching(quotations, first.start, first.end)):
        return attribution
    kept = [part for part in parts if touching(quotations, part[0].start, part[0].end)]
    return evolve(
        attribution, contents=[place for place, _ in kept], link_confidences=[confidence for _, confidence in kept]
    )


def _outermost(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions without those that stand inside the content of another, which becomes whole again.

    "They were unmoved by Voss's calls for a truce": where the network takes the calls for an attribution of their own,
    they part the content of the one around them.
    """
    whole = [_whole(text, attribution) for attribution in attributions]
    mended = [
        (place, row)
        for row, (attribution, before) in enumerate(zip(whole, attributions, strict=True))
        if len(attribution.contents) < len(before.contents)
        for place in attribution.contents
    ]
    return tuple(
        attribution
        for row, attribution in enumerate(whole)
        if not any(other != row and _stands_inside(attribution, place) for place, other in mended)
    )


def _whole(text: str, attribution: Attribution) -> Attribution:
    """The attribution with those spans of one sentence put together that its own cue does not part."""
    contents: list[Place] = []
    links: list[float] = []
    cue = attribution.cue
    for place, link in _parts_in_order(attribution):
        last = contents[-1] if contents else None
        if last and cue and not last.end <= cue.start < place.start and _PARTED.fullmatch(text, last.end, place.start):
            contents[-1] = Place(last.start, place.end, min(last.confidence, place.confidence))
            links[-1] = min(links[-1], link)
        else:
            contents.append(place)
            links.append(link)
    return evolve(attribution, contents=contents, link_confidences=links)


def _parted_by_omissions(text: str, attribution: Attribution) -> Iterator[Attribution]:
    """The attribution, and on its own each later paragraph of it that begins with an ellipsis in its marks.

    Such a paragraph does not go on from the one before: the outlet chose another passage, which others may print alone.
    """
    cue = attribution.cue
    parts = _parts_in_order(attribution)
    beginnings = [
        number
        for number, (place, _) in enumerate(parts)
        if number and cue and cue.end <= place.start and _begins_with_omission(text, place)
    ]
    for begin, end in pairwise([0, *beginnings, len(parts)]):
        contents, links = map(list, zip(*parts[begin:end], strict=True))
        if begin:
            yield Attribution(None, None, None, None, 1.0, contents=contents, link_confidences=links)
        else:
            yield evolve(attribution, contents=contents, link_confidences=links)


def _begins_with_omission(text: str, place: Place) -> bool:
    """Whether a place begins a paragraph, with an ellipsis in quotation marks."""
    start = place.start
    while start and text[start - 1] in _BEFORE_WORDS:
        start -= 1
    begins_paragraph = start > 0 and text[start - 1] in _LINE_BREAKS
    return begins_paragraph and _OMISSION.match(text, place.start) is not None


def _parts_in_order(attribution: Attribution) -> list[tuple[Place, float]]:
    """The content spans of an attribution, each with the probability of its link, in order of the text."""
    parts = zip(attribution.contents, attribution.link_confidences, strict=True)
    return sorted(parts, key=lambda part: part[0].start)


def _stands_inside(attribution: Attribution, place: Place) -> bool:
    parts = [*attribution.contents, *([attribution.cue] if attribution.cue else [])]
    return any(place.start <= part.start and part.end <= place.end for part in parts)


def _contents(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[tuple[Span, ...], ...]:
    """The content spans of each attribution, in order of the text; no two share a character."""
    contents: list[list[Span]] = [[] for _ in attributions]
    after = 0
    for place, row in _places_in_order(attributions):
        span = _content_span(text, place, touching(quotations, place.start, place.end), after=after)
        if span is None:
            continue
        before = contents[row][-1] if contents[row] else None
        if before and before.end == after and _goes_on(text[after : span.start], quotations, after):
            contents[row][-1] = Span.of(text, before.start, span.end)
        else:
            contents[row].append(span)
        after = span.end
    return tuple(map(tuple, contents))


def _goes_on(between: str, quotations: Sequence[Quotation], end: int) -> bool:
    """Whether content after a blank is the same span: not in another paragraph, nor after a closing mark."""
    closes = any(quotation.closed and quotation.end == end for quotation in touching(quotations, end - 1, end))
    return between.isspace() and not set(between) & set(_LINE_BREAKS) and not closes


def _quote(
    text: str,
    attribution: Attribution,
    content: tuple[Span, ...],
    quotations: Sequence[Quotation],
    calibration: Calibration,
) -> Quote | None:
    quotations = touching(quotations, content[0].start, content[-1].end)
    kind = kind_of(content, quotations)
    cue = _tight_span(text, attribution.cue) if attribution.cue else None
    if kind == "indirect" and cue is None:
        return None  # reported words that nobody reports are the paper's own
    return Quote(
        id="",
        content=content,
        bare=tuple(Span.of(text, *without_marks(text, span.start, span.end, quotations)) for span in content),
        kind=kind,
        cue=cue,
        source=_source_of(text, attribution),
        act=attribution.act,
        negated=attribution.negated,
        confidence=calibration.probability(attribution),
        evidence=_evidence(text, attribution, content, quotations, calibration),
    )


def _content_span(text: str, place: Place, quotations: Sequence[Quotation], *, after: int) -> Span | None:
    """The content without loose punctuation at its ends; a mark that was left just outside is taken in.

    What stands before the offset ``after`` belongs to the content before.
    """
    start, end = place.start, word_end(text, place.end)
    for quotation in quotations:
        if quotation.closed and quotation.inner_start <= start and end <= quotation.end:
            start = quotation.start if text[quotation.start : start].strip(text[quotation.start]) == "" else start
        if quotation.closed and quotation.start <= start and end == quotation.inner_end:
            end = quotation.end
    start = max(start, after)
    inside_marks = any(
        quotation.end == end if quotation.closed else quotation.start <= start < end <= quotation.end
        for quotation in quotations
    )
    if loose := _LOOSE_START.match(text, start, end):
        start = loose.end()
    while not inside_marks and start < end and (text[end - 1].isspace() or text[end - 1] in _LOOSE_END):
        end -= 1
    return Span.of(text, start, end) if start < end else None


def _tight_span(text: str, place: Place) -> Span:
    return Span.of(text, place.start, word_end(text, place.end))


def _source_of(text: str, attribution: Attribution) -> Span | None:
    """The source, which is never the subject of a passive cue; in a headline, whatever is behind the colon."""
    cue, source = attribution.cue, attribution.source
    if source is None:
        return None
    if cue and source.end <= cue.start and (passive := _PASSIVE.fullmatch(text, cue.start, cue.end)):
        is_it = text[source.start : source.end].lower() == "it"
        if is_it or passive["verb"].lower() in _SPOKEN_OF:
            return None  # what is said to be so does not say it
    if cue and text[cue.start : cue.end] == ":" and (behind := _BEHIND_COLON.match(text, cue.end)):
        start, end = behind.span(1)
        if start <= source.start and source.end <= end:
            return Span.of(text, start, end)
    return _source_span(text, source)


def _source_span(text: str, place: Place) -> Span:
    """The source without what is incidental, or belongs to the clause behind it: a comma, a relative pronoun."""
    span = _tight_span(text, place)
    loose = _INCIDENTAL.search(span.text) or _LOOSE_SOURCE_END.search(span.text)
    return Span.of(text, span.start, span.start + loose.start()) if loose else span


def _evidence(
    text: str,
    attribution: Attribution,
    content: Sequence[Span],
    quotations: Sequence[Quotation],
    calibration: Calibration,
) -> tuple[Evidence, ...]:
    reasons = [
        Evidence(
            stage="network",
            reason="tagged as content" + (" and linked to the cue" if attribution.cue else ", without a cue"),
            span=Span.of(text, content[0].start, content[-1].end),
            confidence=calibration.probability(attribution),
        )
    ]
    if source := _source_of(text, attribution):
        reasons.append(
            Evidence(
                stage="network",
                reason="source linked to the cue",
                span=source,
                confidence=calibration.source.probability(attribution.source_confidence),
            )
        )
    if attribution.cue:
        act, denied = attribution.act, attribution.negated
        cue = _tight_span(text, attribution.cue)
        reasons += [
            Evidence(
                "network", f"the cue is one of {act}", cue, calibration.act.probability(attribution.act_confidence)
            ),
            Evidence(
                "network",
                "the cue denies that it was said" if denied else "the cue does not deny that it was said",
                cue,
                calibration.negated.probability(attribution.negated_confidence),
            ),
        ]
    reasons.extend(
        Evidence(stage="marks", reason="in quotation marks", span=Span.of(text, quotation.start, quotation.end))
        for quotation in quotations
        if quotation.depth == 0 and any(span.start <= quotation.start and quotation.end <= span.end for span in content)
    )
    return tuple(reasons)
