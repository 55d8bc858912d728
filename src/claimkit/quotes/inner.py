"""Chains: quotes inside quotes, as in "Voss said that Lind had said that the pier was closed".

The detector gives each character to one quote, the outermost; here the words of such a quote are read once more, as a
text of their own. The structure is that of the nested attributions in PARC 3.0 (Pareti 2016, "PARC 3.0: A Corpus of
Attribution Relations", LREC), of which one level is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from claimkit.records import Evidence, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimkit.quotes.detector import Detector

_REPORTING = re.compile(
    r"\b(?:said|says?|saying|told|tells|telling|according to|claim(?:s|ed|ing)|den(?:y|ies|ied|ying)|insist(?:s|ed)"
    r"|warn(?:s|ed)|announc(?:es|ed)|admit(?:s|ted)|promis(?:es|ed)|assur(?:es|ed)|alleg(?:es|ed)|testif(?:ies|ied)"
    r"|stat(?:es|ed)|reported|declar(?:es|ed)|argu(?:es|ed)|acknowledg(?:es|ed)|confirm(?:s|ed)|wrote|writes"
    r"|complain(?:s|ed)|threaten(?:s|ed)|accus(?:es|ed)|ask(?:s|ed)|vow(?:s|ed)|replied|replies)\b",
    re.IGNORECASE,
)
"""Words without which a quote is not read again; a second reading costs as much as the first."""

_CONJUNCTION = re.compile(r"that\s+", re.IGNORECASE)
"""What makes a clause of a sentence: the network, which reads sentences, sees more without it."""

_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our"}
)
"""Words that name nobody alone: "the reports" is no saying by "the"."""

_SHORTEST = 20
"""Characters below which a source, a cue and what was said hardly fit in: "Lind said it rained"."""

_LEAST = 0.5
"""Least confidence of an inner quote: what is rather none takes words apart that somebody said as a whole."""


def with_inner(text: str, quotes: Sequence[Quote], detector: Detector) -> tuple[Quote, ...]:
    """The quotes, each followed by those inside it.

    An inner quote has a source, a cue of speech and one span of content, all within one span of the quote around it.
    Its id is that of the outer quote with a number (``"q3.1"``), `Quote.inside` the outer id, and `Quote.depth` one
    more; its confidence is that of both being right.

    Args:
        text: What the offsets point into.
        quotes: Quotes as `claimkit.quotes.detector.Detector.find` gives them.
        detector: Reads the words of a quote again where they have a reporting word.
    """
    found: list[Quote] = []
    for quote in quotes:
        found.append(quote)
        inside = (inner for span in quote.bare for inner in _inside(text, span, detector))
        found.extend(_linked(inner, quote, number) for number, inner in enumerate(inside, start=1))
    return tuple(found)


def _inside(text: str, span: Span, detector: Detector) -> Iterator[Quote]:
    """What is quoted within one span, at the offsets of the text."""
    if len(span.text) < _SHORTEST or not _REPORTING.search(span.text):
        return
    conjunction = _CONJUNCTION.match(span.text)
    skipped = conjunction.end() if conjunction else 0
    for quote in detector.find(span.text[skipped:]):
        said = quote.cue and quote.act == "speech" and len(quote.content) == 1 and quote.confidence >= _LEAST
        if said and quote.source and quote.source.text.casefold() not in _DETERMINERS:
            yield _shifted(text, quote, span.start + skipped)


def _shifted(text: str, quote: Quote, by: int) -> Quote:
    def moved(span: Span) -> Span:
        return Span.of(text, span.start + by, span.end + by)

    return evolve(
        quote,
        content=tuple(map(moved, quote.content)),
        bare=tuple(map(moved, quote.bare)),
        cue=moved(quote.cue) if quote.cue else None,
        source=moved(quote.source) if quote.source else None,
        evidence=tuple(evolve(one, span=moved(one.span) if one.span else None) for one in quote.evidence),
    )


def _linked(inner: Quote, outer: Quote, number: int) -> Quote:
    return evolve(
        inner,
        id=f"{outer.id}.{number}",
        inside=outer.id,
        depth=outer.depth + 1,
        confidence=outer.confidence * inner.confidence,
        evidence=(*inner.evidence, Evidence("detector", f"inside the words of {outer.id}, read on their own")),
    )
