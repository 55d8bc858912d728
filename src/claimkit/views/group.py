"""A quote that several outlets carry as HTML: the fullest wording, and each outlet's version side by side."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from claimkit.records import SEAM
from claimkit.views import labels, templates
from claimkit.views.escaping import escape
from claimkit.views.identity import scope_of
from claimkit.views.timeline import timeline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimkit.records import Change, Difference, Member, Origin, Quote, QuoteGroup, Speaker

_LONG = 220
"""A wording of more characters than this is set smaller."""


_SEAM = SEAM.strip()

_TAGS: Mapping[Change, str] = MappingProxyType({"cut": "del", "added": "ins", "kept": ""})


def group_html(group: QuoteGroup) -> str:
    """An HTML fragment: who said it, and how each outlet has it, with differences to the fullest wording marked.

    What an outlet left out is struck, what it added is underlined; conflicts between outlets come first.

    >>> from claimkit.records import Member, Quote, QuoteGroup, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> members = (Member("a", Quote("q1", rain, rain, "direct"), "The Courier", relation="fullest"),
    ...            Member("b", Quote("q1", rain, rain, "direct"), "Harbor Post"))
    >>> group_html(QuoteGroup("g1", members, "Rain")).count("<section")
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
        f'<blockquote class="wording{long}" dir="auto"><span{verbatim}>{with_seams(group.wording)}</span></blockquote>'
        f"{_byline(labels.speaker_of(group))}</header>"
    )


def reach_of(group: QuoteGroup) -> str:
    """In how many outlets, from when to when."""
    times = [labels.when(member.published) for member in group.members if member.published]
    period = times[0] if len(set(times)) == 1 else f"{times[0]} – {times[-1]}" if times else ""
    reach = f"<b>{labels.counted(len(group.outlets), 'outlet')}</b>"
    return " · ".join(part for part in (reach, escape(period)) if part)


def with_seams(text: str) -> str:
    """A wording as HTML; where words of the outlet stood between two sentences, there is a thin mark.

    >>> with_seams("It took a minute, ¦ The doors held.")
    'It took a minute,&nbsp;<span class="seam" title="Here stood words of the outlet">¦</span> The doors held.'
    """
    mark = f'<span class="seam" title="Here stood words of the outlet">{_SEAM}</span>'
    return escape(text).replace(f" {_SEAM}", f"&nbsp;{_SEAM}").replace(_SEAM, mark)


def body_of(group: QuoteGroup, anchors: Mapping[tuple[str, str], str] = MappingProxyType({})) -> str:
    """Conflicts, where it goes back to, who printed it when, versions side by side, and what the marks mean.

    Args:
        group: The group.
        anchors: Article id and quote id -> id of the element that shows the quote in its article, where there is one.
    """
    conflicts = "".join(
        f'<p class="note" role="note"><b>Outlets disagree:</b> {escape(conflict)}</p>' for conflict in group.conflicts
    )
    first = next((member.published for member in group.members if labels.moment_of(member.published)), None)
    speaker = labels.speaker_of(group)
    shown = speaker if group.conflicts else None
    timeline = timeline_of(group)
    letters = labels.versions_of(group) if timeline else [""] * len(group.members)
    versions = "".join(
        _version(member, letter, shown, first, anchors.get((member.article, member.quote.id)))
        for letter, member in zip(letters, group.members, strict=True)
    )
    return f'{conflicts}{_origin(group.origin)}{timeline}<div class="versions">{versions}</div>{_legend(group.members)}'


def _origin(origin: Origin | None) -> str:
    """Where the versions go back to, and what speaks for it."""
    if origin is None:
        return ""
    reasons = escape("; ".join(evidence.reason for evidence in origin.evidence))
    return (
        f'<p class="origin">Goes back to <b><bdi>{escape(origin.outlet)}</bdi></b>, most likely '
        f'<span class="why">({labels.percent(origin.confidence)} sure{": " if reasons else ""}{reasons})</span></p>'
    )


def _byline(speaker: Speaker) -> str:
    if not speaker.name:
        return f'<p class="by">{labels.NOBODY_GIVEN}</p>'
    role = f' <span class="role"><bdi>{escape(labels.described(speaker))}</bdi></span>'
    return f'<p class="by"><b><bdi>{escape(speaker.name)}</bdi></b>{role}</p>'


def _version(member: Member, letter: str, shown: Speaker | None, first: str | None, anchor: str | None) -> str:
    """One outlet's version; in a group with conflicts another speaker than ``shown`` is marked."""
    mark = f'<span class="letter {member.relation}">{letter}</span> ' if letter else ""
    flags = "".join(f"<li>{_flag(flag)}</li>" for flag in labels.flags_of(member))
    flags = f'<ul class="flags" aria-label="Changes of meaning">{flags}</ul>' if flags else ""
    context = f' · <a href="#{anchor}">in context</a>' if anchor else ""
    relation = labels.RELATIONS[member.relation]
    delay = labels.later(first, member.published)
    time = " ".join(
        part for part in (escape(labels.when(member.published)), f"<b>{delay}</b>" if delay else "") if part
    )
    title = escape("\n".join(labels.reasons(member.evidence)))
    sure = "" if member.relation == "fullest" else f" · {labels.percent(member.confidence)} sure it is this quote"
    return (
        f'<section class="version {member.relation}"><div class="head">{mark}'
        f"<h4><bdi>{escape(labels.outlet_of(member))}</bdi></h4> "
        f'<span class="badge {member.relation}" title="{title}">{relation}</span></div>'
        f'<p class="when">{time}</p>'
        f'<p class="attribution">{_attribution(member.quote, shown)}</p>'
        f'<blockquote dir="auto">{_wording(member)}</blockquote>'
        f'{flags}<p class="foot">{labels.how_reported(member.quote)}{sure}{context}</p></section>'
    )


def _flag(flag: labels.Flag) -> str:
    """A change of meaning: what it is called, and the words."""
    before = f"<del>{escape(flag.before)}</del>" if flag.before else ""
    after = f"<ins>{escape(flag.after)}</ins>" if flag.after else ""
    return f"<b>{flag.label}</b> {' '.join(part for part in (before, after) if part)}"


def _attribution(quote: Quote, shown: Speaker | None) -> str:
    """Source and cue in the words and the order of the outlet, and the name behind them where they do not say it."""
    parts = []
    if quote.source:
        parts.append((quote.source.start, f"<b><bdi>{escape(quote.source.text)}</bdi></b>"))
    if quote.cue:
        parts.append((quote.cue.start, f'<u class="cue">{escape(quote.cue.text)}</u>'))
    said = " ".join(text for _, text in sorted(parts))
    odd = shown is not None and quote.speaker.name not in ("", shown.name)
    if quote.source and labels.names_speaker(quote.source.text, quote.speaker) and not odd:
        return said
    odd_class = ' class="odd"' if odd else ""
    name = f"<bdi{odd_class}>{escape(quote.speaker.name or labels.NOBODY_GIVEN.lower())}</bdi>"
    return f'{said} <span class="called">[{name}]</span>' if said else name


def _wording(member: Member) -> str:
    """The member's words with what differs marked; a struck stretch never touches its neighbor."""
    if not member.differences:
        return with_seams(member.quote.wording)
    html = ""
    for change, text in _stretches(member.differences):
        tag = _TAGS[change]
        body = text.strip()
        before, after = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]) if body else (text, "")
        gap = " " if html and tag and body and not before and not html[-1].isspace() else ""
        marked = f"<{tag}>{with_seams(body)}</{tag}>" if tag and body else with_seams(body)
        if not gap and html.endswith("</del>") and body and not before:
            gap = " "
        html += gap + escape(before) + marked + escape(after)
    return html


def _stretches(differences: Iterable[Difference]) -> Iterator[tuple[Change, str]]:
    """The texts to show in order: what was cut or changed, then what stands there instead."""
    for difference in differences:
        if difference.change in ("cut", "changed") and difference.fullest:
            yield "cut", difference.fullest
        if difference.change != "cut" and difference.member:
            yield ("kept" if difference.change == "kept" else "added"), difference.member


def _legend(members: Iterable[Member]) -> str:
    changes = {difference.change for member in members for difference in member.differences}
    if not changes - {"kept"}:
        return ""
    return (
        '<p class="legend below" aria-label="Legend"><span>Against the fullest wording:</span>'
        "<span><del>left out</del></span> <span><ins>added</ins></span> <span><del>was</del> <ins>is</ins></span></p>"
    )
