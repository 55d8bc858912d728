"""An article as HTML: its text with quotes, cues and sources marked, and beside it who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from claimkit.views import labels, templates
from claimkit.views.escaping import escape
from claimkit.views.explanation import reasons_for_speaker
from claimkit.views.identity import scope_of
from claimkit.views.segments import Mark, Segment, paragraphs_of, segments_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimkit.records import Article, Quote
    from claimkit.views.labels import Cast

_HEADLINE = 140
"""A first paragraph up to this many characters that does not end like a sentence is shown as a headline."""

_UNSURE = 0.7
"""Below this probability the reader is told, not only the one who asks."""


@frozen
class _Part:
    """What a mark on the text is: content, cue or source of a quote, which has a number and a speaker."""

    role: Literal["content", "cue", "source"]
    quote: Quote
    number: int
    speaker: int
    leads: bool = False
    ends: bool = False


def article_html(article: Article) -> str:
    """An HTML fragment: the article with its quotes marked, and a list of speakers with what they say.

    The text is shown entire and unaltered. Numbers after quotes lead to the list beside it; hovering over a quote
    tells how sure it is and why. Offsets outside the text are clipped.

    >>> from claimkit.records import Article
    >>> "<mark" in article_html(Article("Rain."))
    False
    """
    scope = scope_of(article)
    return templates.framed(scope, body_of(article, scope), speakers=speakers_in(article))


def speakers_in(article: Article) -> int:
    """How many hues the article needs."""
    return max((cast.number for cast in labels.cast_of(article)), default=0)


def body_of(article: Article, prefix: str, *, headed: bool = True) -> str:
    """The inside of the fragment; ids in it begin with ``prefix``."""
    casts = labels.cast_of(article)
    head = _head(article, casts) if headed else ""
    side = (
        f'<aside class="side" aria-label="Speakers">{_side(casts, labels.places_of(article), prefix)}</aside>'
        if article.quotes
        else ""
    )
    return f'{head}<div class="reading"><div class="text">{_text(article, casts, prefix)}</div>{side}</div>'


def dateline_of(article: Article) -> str:
    """Outlet, time and address, escaped."""
    outlet = f"<b><bdi>{escape(article.outlet)}</bdi></b>" if article.outlet else ""
    return " · ".join(part for part in (outlet, escape(labels.when(article.published)), _link(article.url)) if part)


def facts_of(article: Article, casts: tuple[Cast, ...]) -> str:
    """How many quotes by how many speakers."""
    speakers = sum(1 for cast in casts if cast.number)
    quotes = labels.counted(len(article.quotes), "quote")
    return f"{quotes} by {labels.counted(speakers, 'speaker')}" if speakers else quotes


def _head(article: Article, casts: tuple[Cast, ...]) -> str:
    dateline = dateline_of(article)
    warnings = "".join(f'<p class="note" role="note">{escape(warning)}</p>' for warning in article.warnings)
    parts = (
        f'<p class="kicker">{dateline}</p>' if dateline else "",
        f'<h2 dir="auto">{escape(article.title)}</h2>' if article.title else "",
        f'<p class="facts">{facts_of(article, casts)}</p>',
        warnings,
        legend() if article.quotes else "",
    )
    return f"<header>{''.join(parts)}</header>"


def legend() -> str:
    """What the marks mean."""
    kinds = " ".join(f'<mark class="s0 {kind}">{label}</mark>' for kind, label in labels.KINDS.items())
    return (
        f'<p class="legend" aria-label="Legend">{kinds} <u class="cue">cue</u> '
        '<span><b class="who s0">source</b> [speaker]</span></p>'
    )


def _link(url: str | None) -> str:
    """A link to the web, and to nothing else: an address may be anything that somebody wrote."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return ""
    site = url.split("/")[2].removeprefix("www.")
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank"><bdi>{escape(site)}</bdi></a>'


def _text(article: Article, casts: tuple[Cast, ...], prefix: str) -> str:
    """The text in paragraphs; what stands between paragraphs stays between them, so that no character is lost."""
    text = article.text
    paragraphs = list(paragraphs_of(text))
    starts, ends = {start for start, _ in paragraphs}, {end for _, end in paragraphs}
    pieces, inside = [], False
    for segment in segments_of(len(text), _marks(article, casts), cuts=starts | ends):
        if segment.start in ends:
            pieces.append("</p>")
            inside = False
        if segment.start in starts:
            headline = ' class="headline"' if segment.start == paragraphs[0][0] and _is_headline(article) else ""
            pieces.append(f'<p dir="auto"{headline}>')
            inside = True
        words = text[segment.start : segment.end]
        pieces.append(_segment(words, segment, prefix) if inside else escape(words))
    return "".join(pieces) + ("</p>" if inside else "")


def _is_headline(article: Article) -> bool:
    """Whether the first paragraph is a headline that stands in the text itself."""
    first, _, rest = article.text.strip().partition("\n")
    first = first.strip()
    return (
        article.title is None
        and bool(rest)
        and len(first) <= _HEADLINE
        and not first.endswith((".", "!", "?", "”", '"', "…", ":"))
    )


def _marks(article: Article, casts: tuple[Cast, ...]) -> list[Mark[_Part]]:
    numbers = {labels.identity_of(cast.speaker): cast.number for cast in casts}
    marks: list[Mark[_Part]] = []
    places = labels.places_of(article)
    for number, quote in enumerate(article.quotes, start=1):
        if quote.inside and places[quote.id] != number:
            continue  # its words are marked as those of the quote around it
        speaker = numbers.get(labels.identity_of(quote.speaker), 0)
        for index, span in enumerate(quote.content):
            part = _Part("content", quote, number, speaker, index == 0, index == len(quote.content) - 1)
            marks.append(Mark(span.start, span.end, part))
        if quote.cue:
            marks.append(Mark(quote.cue.start, quote.cue.end, _Part("cue", quote, number, speaker)))
        if quote.source:
            marks.append(Mark(quote.source.start, quote.source.end, _Part("source", quote, number, speaker)))
    return marks


def _segment(words: str, segment: Segment[_Part], prefix: str) -> str:
    """One piece of the text with all that lies on it; whatever it opens it closes."""
    body = escape(words)
    roles = {role: [mark for mark in segment.marks if mark.what.role == role] for role in ("content", "cue", "source")}
    if roles["source"]:
        body = _source(body, roles["source"][-1], segment)
    if roles["cue"]:
        body = f'<u class="cue">{body}</u>'
    for mark in reversed(roles["content"]):
        body = _content(body, mark, segment, prefix)
    return body


def _content(body: str, mark: Mark[_Part], segment: Segment[_Part], prefix: str) -> str:
    part = mark.what
    begins, ends = mark.start == segment.start, mark.end == segment.end
    classes = " ".join(
        name
        for name in (part.quote.kind, f"s{part.speaker}", "first" if begins else "", "last" if ends else "")
        if name
    )
    anchor = f' id="{prefix}-q{part.number}"' if begins and part.leads else ""
    number = f' data-number="{part.number}"' if ends and part.ends else ""
    return (
        f'<mark class="{classes}"{anchor}{number} title="{escape(_explained(part.quote, part.number))}">{body}</mark>'
    )


def _source(body: str, mark: Mark[_Part], segment: Segment[_Part]) -> str:
    part, speaker = mark.what, mark.what.quote.speaker
    source = part.quote.source
    doubtful = bool(speaker.name) and speaker.confidence < _UNSURE
    telling = source is None or labels.names_speaker(source.text, speaker)
    shown = (not telling or (doubtful and speaker.type != "unnamed")) and mark.end == segment.end
    who = f' data-who="{escape(labels.shortened(speaker.name, 40))}"' if shown else ""
    title = "\n".join(reasons_for_speaker(part.quote))
    classes = f"who s{part.speaker}{' doubtful' if doubtful else ''}"
    return f'<b class="{classes}"{who} title="{escape(title)}">{body}</b>'


def _explained(quote: Quote, number: int) -> str:
    """What hovering over a quote tells."""
    speaker = quote.speaker
    lines = [
        f"Quote {number} · {labels.how_reported(quote)}",
        f"{speaker.name or labels.NOBODY_GIVEN}" + (f" ({labels.described(speaker)})" if speaker.name else ""),
        f"These words: {labels.percent(quote.confidence)} sure"
        + (f"; this speaker: {labels.percent(speaker.confidence)} sure" if speaker.name else ""),
        *labels.reasons(quote.evidence),
        *(reasons_for_speaker(quote) if speaker.evidence else ()),
    ]
    return "\n".join(lines)


def _side(casts: tuple[Cast, ...], places: Mapping[str, int], prefix: str) -> str:
    return "<h3>Who says what</h3>" + "".join(_speaker(cast, places, prefix) for cast in casts)


def _speaker(cast: Cast, places: Mapping[str, int], prefix: str) -> str:
    name = f'<bdi class="who">{escape(cast.speaker.name)}</bdi>' if cast.number else labels.NOBODY_GIVEN
    role = escape(labels.described(cast.speaker)) if cast.number else ""
    quotes = "".join(
        _listed(number, quote, places[quote.id] if quote.inside else number, prefix) for number, quote in cast.quotes
    )
    about = f'<p class="role"><bdi>{role}</bdi></p>' if role else ""
    unnamed = "" if cast.speaker.type in ("person", "org") else " unnamed"
    return f'<section class="speaker s{cast.number}{unnamed}"><h4>{name}</h4>{about}<ul>{quotes}</ul></section>'


def _listed(number: int, quote: Quote, place: int, prefix: str) -> str:
    """A quote in the list beside the text, with a link to the quote numbered ``place`` there."""
    unsure = min(quote.confidence, quote.speaker.confidence)
    doubt = f' <span class="unsure">{labels.percent(unsure)} sure</span>' if unsure < _UNSURE else ""
    words = escape(labels.shortened(quote.wording, 130)) or "…"
    verbatim = ' class="verbatim"' if quote.kind == "direct" else ""
    link = f'<a href="#{prefix}-q{place}" dir="auto"{verbatim}>{words}</a>'
    how = f'<div class="how">{labels.how_reported(quote)}{doubt} · {_why(quote)}</div>'
    return f'<li><span class="number">{number}</span> <div>{link} {how}</div></li>'


def _why(quote: Quote) -> str:
    """How the speaker was resolved: from which words, by which rule, against whom; opened by a click or a key."""
    words = f"<bdi>{escape(labels.shortened(quote.source.text, 40))}</bdi>" if quote.source else "no source"
    reasons = "".join(f"<p>{escape(line)}</p>" for line in reasons_for_speaker(quote))
    close = ' <span class="unsure">close</span>' if labels.was_close(quote.speaker) else ""
    return f'<details class="why"><summary>from {words}{close}</summary>{reasons}</details>'
