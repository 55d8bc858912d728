"""Records for a terminal: plain text, readable without color, with the same words as the HTML.

Differences are marked as ``wdiff`` does: ``[-left out-]`` and ``{+added+}``.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.views import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimkit.records import Article, Comparison, Difference, Evidence, Member, Quote, QuoteGroup, Speaker

WIDTH = 96
"""Columns of a text view, unless the caller knows better."""

# A terminal obeys control characters, and turns what follows an override of direction around.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_BOLD, _DIM, _RED, _GREEN, _CYAN = "1", "2", "31", "32", "36"


def article_text(article: Article, *, width: int = WIDTH, color: bool = False) -> str:
    """The quotes of an article in order of the text: who, how, and the words.

    Args:
        article: An article that was read.
        width: Columns to wrap at; at least 40.
        color: Whether to use the colors of ANSI terminals.

    >>> from claimkit.records import Article, Quote, Span, Speaker
    >>> text = "Rain is near, said Mara Lind."
    >>> lind = Speaker("Mara Lind", "person", role="harbor minister")
    >>> quote = Quote("q1", (Span.of(text, 0, 12),), (Span.of(text, 0, 12),), "indirect", Span.of(text, 14, 18),
    ...               Span.of(text, 19, 28), lind)
    >>> print(article_text(Article(text, title="Wet week", quotes=(quote,))))
    Wet week
    1 quote by 1 speaker
    <BLANKLINE>
      1  Mara Lind, harbor minister
         Rain is near
         reported · cue: said
    """
    style = _Style(max(40, width), color)
    return _joined([*_article_head(article, style), "", *_quotes(article, style)])


def group_text(group: QuoteGroup, *, width: int = WIDTH, color: bool = False) -> str:
    """A quote with each outlet's version of it, differences to the fullest wording marked; see `article_text`.

    >>> from claimkit.records import Member, Quote, QuoteGroup, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> members = (Member("a", Quote("q1", rain, rain, "direct"), "The Courier", relation="fullest"),
    ...            Member("b", Quote("q1", rain, rain, "direct"), "Harbor Post"))
    >>> print(group_text(QuoteGroup("g1", members, "Rain")))
    “Rain”
    Nobody given · 2 outlets
    <BLANKLINE>
      The Courier · fullest wording
        [nobody given]
    <BLANKLINE>
      Harbor Post · same words
        [nobody given]
    """
    return _joined(_group(group, _Style(max(40, width), color)))


def comparison_text(comparison: Comparison, *, width: int = WIDTH, color: bool = False) -> str:
    """A comparison: its summary, then each shared quote with its versions; see `article_text`.

    >>> from claimkit.records import Article, Comparison
    >>> print(comparison_text(Comparison((Article("Rain.", "a", outlet="The Courier"),))))
    1 article from 1 outlet · 0 quotes · none shared
    """
    style = _Style(max(40, width), color)
    lines = [style.bold(labels.summary_of(comparison))]
    for number, group in enumerate(labels.by_reach(comparison.groups), start=1):
        lines += ["", style.dim("─" * style.width), f"{style.dim(f'{number}.')} "]
        first, *rest = _group(group, style)
        lines[-1] += first
        lines += rest
    return _joined(lines)


@frozen
class _Style:
    """How wide, and whether in color."""

    width: int
    color: bool

    def bold(self, text: str) -> str:
        return self._in(_BOLD, text)

    def dim(self, text: str) -> str:
        return self._in(_DIM, text)

    def speaker(self, text: str) -> str:
        return self._in(f"{_BOLD};{_CYAN}", text)

    def alert(self, text: str) -> str:
        return self._in(f"{_BOLD};{_RED}", text)

    def gone(self, text: str) -> str:
        return self._in(_RED, text)

    def new(self, text: str) -> str:
        return self._in(_GREEN, text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


def _plain(text: str) -> str:
    """The text in one line without anything that a terminal would obey."""
    return _COMMANDS.sub("\ufffd", " ".join(text.split()))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines)


def _indented(text: str, indent: str, style: _Style) -> list[str]:
    return wrap(text, style.width, initial_indent=indent, subsequent_indent=indent) if text else []


def _article_head(article: Article, style: _Style) -> Iterator[str]:
    casts = labels.cast_of(article)
    speakers = sum(1 for cast in casts if cast.number)
    by = f" by {labels.counted(speakers, 'speaker')}" if speakers else ""
    dateline = " · ".join(part for part in (article.outlet or "", labels.when(article.published)) if part)
    yield style.bold(_plain(labels.title_of(article)))
    if dateline:
        yield _plain(dateline)
    yield style.dim(labels.counted(len(article.quotes), "quote") + by)
    for warning in article.warnings:
        yield style.alert(f"! {_plain(warning)}")


def _quotes(article: Article, style: _Style) -> Iterator[str]:
    digits = max(3, len(str(len(article.quotes))) + 2)
    indent = " " * (digits + 2)
    for number, quote in enumerate(article.quotes, start=1):
        if number > 1:
            yield ""
        yield f"{number:>{digits}}  {_named(quote.speaker, style)}"
        yield from _indented(_words(quote), indent, style)
        yield from (style.dim(line) for line in _indented(_how(quote), indent, style))


def _named(speaker: Speaker, style: _Style) -> str:
    name = style.speaker(_plain(speaker.name)) if speaker.name else style.dim(labels.NOBODY_GIVEN)
    return name + (f", {_plain(speaker.role)}" if speaker.role else "")


def _words(quote: Quote) -> str:
    words = _plain(quote.wording)
    return f"“{words}”" if quote.kind == "direct" else words


def _how(quote: Quote) -> str:
    """Kind, cue, and the source where it is not the name; doubt where there is some."""
    parts = [labels.how_reported(quote)]
    if quote.cue:
        parts.append(f"cue: {_plain(quote.cue.text)}")
    if quote.source and quote.source.text != quote.speaker.name:
        parts.append(f"source: {_plain(quote.source.text)}")
    sure = min(quote.confidence, quote.speaker.confidence)
    if sure < 1.0:
        parts.append(f"{labels.percent(sure)} sure")
    return " · ".join(part for part in parts if part)


def _group(group: QuoteGroup, style: _Style) -> Iterator[str]:
    wording = _plain(group.wording)
    shown = f"“{wording}”" if labels.is_verbatim(group) else wording
    yield from (style.bold(line) for line in _indented(shown, "", style))
    speaker = labels.speaker_of(group)
    name = style.speaker(_plain(speaker.name)) if speaker.name else labels.NOBODY_GIVEN
    yield f"{name} · {labels.counted(len(group.outlets), 'outlet')}"
    for conflict in group.conflicts:
        yield from (style.alert(line) for line in _indented(f"! Outlets disagree: {_plain(conflict)}", "", style))
    if group.origin:
        why = "; ".join(_plain(evidence.reason) for evidence in group.origin.evidence)
        sure = f"{labels.percent(group.origin.confidence)} sure{': ' if why else ''}{why}"
        told = f"Goes back to {_plain(group.origin.outlet)}, most likely ({sure})"
        yield from (style.dim(line) for line in _indented(told, "", style))
    for member in group.members:
        yield ""
        yield from _version(member, style)


def _version(member: Member, style: _Style) -> Iterator[str]:
    parts = [
        style.bold(_plain(labels.outlet_of(member))),
        _plain(labels.when(member.published)),
        labels.RELATIONS[member.relation],
        f"{labels.percent(member.confidence)} sure" if member.relation != "fullest" and member.confidence < 1.0 else "",
    ]
    yield "  " + " · ".join(part for part in parts if part)
    yield from (style.dim(line) for line in _indented(_attribution(member.quote), "    ", style))
    if any(difference.change != "kept" for difference in member.differences):
        yield from _marked(member.differences, "    ", style)
    elif member.relation not in ("fullest", "same"):
        yield from _indented(_plain(member.quote.wording), "    ", style)
    if member.relation == "paraphrase" and member.evidence:
        yield from (style.dim(line) for line in _indented(_why(member.evidence[0]), "    ", style))
    for flag in labels.flags_of(member):
        yield from (style.alert(line) for line in _indented(f"! {_plain(str(flag))}", "    ", style))


def _why(evidence: Evidence) -> str:
    """What makes a paraphrase a member: for a headline, what it renders of its own article."""
    words = f": “{evidence.span.text}”" if evidence.span else ""
    return _plain(f"{evidence.reason}{words}")


def _attribution(quote: Quote) -> str:
    """Source and cue in the order of the outlet, and the name behind them where they do not say it."""
    spans = sorted((span for span in (quote.source, quote.cue) if span), key=lambda span: span.start)
    said = " ".join(_plain(span.text) for span in spans)
    if quote.source and labels.names_speaker(quote.source.text, quote.speaker):
        return said
    return f"{said} [{_plain(quote.speaker.name) or labels.NOBODY_GIVEN.lower()}]".strip()


def _marked(differences: Iterable[Difference], indent: str, style: _Style) -> list[str]:
    """The wording with its differences, wrapped by what is seen: color codes take no columns."""
    lines, used = [indent], len(indent)
    for word, seen in _marked_words(differences, style):
        if used + seen > style.width and lines[-1] != indent:
            lines.append(indent)
            used = len(indent)
        lines[-1] += word + " "
        used += seen + 1
    return lines


def _marked_words(differences: Iterable[Difference], style: _Style) -> Iterator[tuple[str, int]]:
    """The words, the first and last of a stretch with its marks, and how many columns each takes."""
    for difference in differences:
        fullest, member = _plain(difference.fullest), _plain(difference.member)
        if difference.change == "kept":
            yield from ((word, len(word)) for word in member.split())
            continue
        for word in f"[-{fullest}-]".split() if fullest else ():
            yield style.gone(word), len(word)
        for word in f"{{+{member}+}}".split() if member else ():
            yield style.new(word), len(word)
