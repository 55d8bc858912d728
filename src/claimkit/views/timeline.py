"""Who printed a quote when, and which version of it: a row for each outlet, a dot on a common scale of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.views import labels
from claimkit.views.escaping import escape

if TYPE_CHECKING:
    from claimkit.records import Member, QuoteGroup

_MOST_ROWS = 24
"""A timeline of more rows is no picture any longer; those that follow are counted."""


def timeline_of(group: QuoteGroup) -> str:
    """A list of the dated members in order of time; empty where fewer than two times are known.

    A dot has the letter of its version: outlets with the same letter printed the same words.

    >>> from claimkit.records import Member, Quote, QuoteGroup, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> members = (Member("a", Quote("q1", rain, rain, "direct"), "The Courier", "2031-03-04", "fullest"),
    ...            Member("b", Quote("q1", rain, rain, "direct"), "Harbor Post", "2031-03-06"))
    >>> timeline_of(QuoteGroup("g1", members, "Rain")).count("<li")
    2
    """
    dated = [
        (moment.timestamp(), letter, member)
        for letter, member in zip(labels.versions_of(group), group.members, strict=True)
        if (moment := labels.moment_of(member.published))
    ]
    begin, end = min((at for at, *_ in dated), default=0.0), max((at for at, *_ in dated), default=0.0)
    if end <= begin:
        return ""
    first = min(dated, key=lambda entry: entry[0])[2]
    rows = "".join(
        _row(member, letter, 100 * (at - begin) / (end - begin), None if member is first else first)
        for at, letter, member in dated[:_MOST_ROWS]
    )
    left = (
        (len(dated) - _MOST_ROWS, "later") if len(dated) > _MOST_ROWS else (len(group.members) - len(dated), "undated")
    )
    more = f'<p class="facts">and {left[0]:,} {left[1]}</p>' if left[0] else ""
    return f'<ol class="timeline" aria-label="Who printed it when">{rows}</ol>{more}'


def _row(member: Member, letter: str, place: float, first: Member | None) -> str:
    """One outlet; times after the first are told by their distance."""
    delay = labels.later(first.published, member.published) if first else ""
    relation = labels.RELATIONS[member.relation]
    return (
        f'<li style="--at:{place:.1f}"><span class="name"><bdi>{escape(labels.outlet_of(member))}</bdi></span>'
        f'<span class="track"><span class="dot {member.relation}" title="{escape(relation)}">{letter}</span></span>'
        f'<span class="time">{delay or escape(labels.when(member.published))}</span></li>'
    )
