"""A quote that several outlets carry as HTML: the fullest wording, and each outlet's version side by side."""

from __future__ import annotations

from collections.abc import Iterable

from claimkit.records import Difference, Member, QuoteGroup, Speaker
from claimkit.views import labels, templates
from claimkit.views.escaping import escape
from claimkit.views.identity import scope_of

_LONG = 220
"""A wording of more characters than this is set smaller."""


def group_html(group: QuoteGroup) -> str:
    """An HTML fragment: who said it, and how each outlet has it, with differences to the fullest wording marked.

    What an outlet left out is struck, what it added is underlined; conflicts between outlets come first.

    >>> from claimkit.records import Quote, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> members = (Member("a", Quote("q1", rain, rain, "direct"), "The Courier", relation="fullest"),
    ...            Member("b", Quote("q1", rain, rain, "direct"), "Harbor Post"))
    >>> group_html(QuoteGroup("g1", members, "Rain")).count('class="version')
    2
    """
    scope = scope_of(group)
    return templates.framed(scope, heading_of(group) + body_of(group))


def heading_of(group: QuoteGroup) -> str:
    """Reach, time, wording and speaker of a group."""
    long = " long" if len(group.wording) > _LONG else ""
    verbatim = ' class="verbatim"' if labels.is_verbatim(group) else ""
    return (
        f'<header><p class="kicker">{reach_of(group)}</p>'
        f'<blockquote class="wording{long}" dir="auto"><span{verbatim}>{escape(group.wording)}</span></blockquote>'
        f"{_byline(labels.speaker_of(group))}</header>"
    )


def reach_of(group: QuoteGroup) -> str:
    """In how many outlets, from when to when."""
    times = [labels.when(member.published) for member in group.members if member.published]
    period = times[0] if len(set(times)) == 1 else f"{times[0]} – {times[-1]}" if times else ""
    reach = f"<b>{labels.counted(len(group.outlets), 'outlet')}</b>"
    return " · ".join(part for part in (reach, escape(period)) if part)


def body_of(group: QuoteGroup) -> str:
    """Conflicts, versions side by side, and what the marks mean."""
    conflicts = "".join(
        f'<p class="note" role="note"><b>Outlets disagree:</b> {escape(conflict)}</p>' for conflict in group.conflicts
    )
    first = next((member.published for member in group.members if labels.moment_of(member.published)), None)
    speaker = labels.speaker_of(group)
    versions = "".join(_version(member, speaker, first) for member in group.members)
    return f'{conflicts}<div class="versions">{versions}</div>{_legend(group.members)}'


def _byline(speaker: Speaker) -> str:
    if not speaker.name:
        return f'<p class="by">{labels.NOBODY_GIVEN}</p>'
    role = f'<span class="role"><bdi>{escape(labels.described(speaker))}</bdi></span>'
    return f'<p class="by"><b><bdi>{escape(speaker.name)}</bdi></b>{role}</p>'


def _version(member: Member, speaker: Speaker, first: str | None) -> str:
    relation = labels.RELATIONS[member.relation]
    delay = labels.later(first, member.published)
    time = " ".join(part for part in (escape(labels.when(member.published)), f"<b>{delay}</b>" if delay else "") if part)
    title = escape("\n".join(labels.reasons(member.evidence)))
    sure = labels.percent(member.confidence)
    return (
        f'<section class="version {member.relation}"><div class="head">'
        f"<h4><bdi>{escape(labels.outlet_of(member))}</bdi></h4>"
        f'<span class="badge {member.relation}" title="{title}">{relation}</span></div>'
        f'<p class="when">{time}</p>'
        f'<p class="attribution">{_attribution(member, speaker)}</p>'
        f'<blockquote dir="auto">{_wording(member)}</blockquote>'
        f'<p class="foot">{labels.how_reported(member.quote)} · {sure} sure it is this quote</p></section>'
    )


def _attribution(member: Member, speaker: Speaker) -> str:
    """Who says it and how, in the words of the outlet, with the name behind them where it is another."""
    quote = member.quote
    source = f"<b><bdi>{escape(quote.source.text)}</bdi></b>" if quote.source else ""
    cue = f'<u class="cue">{escape(quote.cue.text)}</u>' if quote.cue else ""
    odd = ' class="odd"' if quote.speaker.name and quote.speaker.name != speaker.name else ""
    name = f"<bdi{odd}>{escape(quote.speaker.name or labels.NOBODY_GIVEN.lower())}</bdi>"
    said = " ".join(part for part in (source, cue) if part)
    if quote.source and quote.source.text == quote.speaker.name and not odd:
        return said
    return f'{said} <span class="called">[{name}]</span>' if said else name


def _wording(member: Member) -> str:
    if not member.differences:
        return escape(member.quote.text)
    return "".join(_difference(difference) for difference in member.differences)


def _difference(difference: Difference) -> str:
    """A stretch of the wording; blanks after it are not struck or underlined with it."""
    fullest, member = (_split_blanks(text) for text in (difference.fullest, difference.member))
    gone = f"<del>{escape(fullest[0])}</del>{escape(fullest[1])}" if fullest[0] else ""
    new = f"<ins>{escape(member[0])}</ins>{escape(member[1])}" if member[0] else ""
    if difference.change == "kept":
        return escape(difference.member)
    if difference.change == "cut":
        return gone
    if difference.change == "added":
        return new
    return (gone if not gone or gone[-1].isspace() else gone + " ") + new


def _split_blanks(text: str) -> tuple[str, str]:
    body = text.rstrip()
    return body, text[len(body) :]


def _legend(members: Iterable[Member]) -> str:
    changes = {difference.change for member in members for difference in member.differences}
    if not changes - {"kept"}:
        return ""
    return (
        '<p class="legend below" aria-label="Legend"><span>Against the fullest wording:</span>'
        "<span><del>left out</del></span><span><ins>added</ins></span><span><del>was</del> <ins>is</ins></span></p>"
    )
