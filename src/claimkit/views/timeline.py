"""Who printed a quote when, and which version of it: a row for each article, a dot on a common scale of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.views import labels
from claimkit.views.escaping import escape

if TYPE_CHECKING:
    from claimkit.records import Member, QuoteGroup

_MOST_ROWS = 24
"""A timeline of more rows is no picture any longer; those that follow are counted."""


def timeline_of(group: QuoteGroup) -> str:
    """A list of the dated articles in order of time; empty where fewer than two times are known.

    A dot has the letter of its version: articles with the same letter have the same words.

    >>> from claimkit.records import Member, Quote, QuoteGroup, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> members = (Member("a", Quote("q1", rain, rain, "direct"), "The Courier", "2031-03-04", "fullest"),
    ...            Member("b", Quote("q1", rain, rain, "direct"), "Harbor Post", "2031-03-06"))
    >>> timeline_of(QuoteGroup("g1", members, "Rain")).count("<li")
    2
    """
    letters = labels.versions_of(group)
    rows: dict[str, list[tuple[float, str, Member]]] = {}
    for letter, member in zip(letters, group.members, strict=True):
        moment = labels.moment_of(member.published)
        if moment:
            rows.setdefault(member.article, []).append((moment.timestamp(), letter, member))
    times = [at for row in rows.values() for at, *_ in row]
    begin, end = min(times, default=0.0), max(times, default=0.0)
    if end <= begin:
        return ""
    first = next(iter(rows))
    shown = list(rows.items())[:_MOST_ROWS]
    body = "".join(
        _row(row, 100 * (row[0][0] - begin) / (end - begin), None if article == first else rows[first][0][2])
        for article, row in shown
    )
    undated = len({member.article for member in group.members} - rows.keys())
    left = (len(rows) - len(shown), "later") if len(rows) > len(shown) else (undated, "undated")
    more = f'<p class="facts">and {left[0]:,} {left[1]}</p>' if left[0] else ""
    return f'<ol class="timeline" aria-label="Who printed it when">{body}</ol>{more}'


def _row(row: list[tuple[float, str, Member]], place: float, first: Member | None) -> str:
    """One article with all its versions; times after the first are told by their distance."""
    member = next((member for *_, member in row if member.relation == "fullest"), row[0][2])
    delay = labels.later(first.published, member.published) if first else ""
    versions = " ".join(dict.fromkeys(letter for _, letter, _ in row))
    relations = ", ".join(dict.fromkeys(labels.RELATIONS[member.relation] for *_, member in row))
    return (
        f'<li style="--at:{place:.1f}"><span class="name"><bdi>{escape(labels.outlet_of(member))}</bdi></span>'
        f'<span class="track"><span class="dot {member.relation}" title="{escape(relations)}">{versions}</span></span>'
        f'<span class="time">{delay or escape(labels.when(member.published))}</span></li>'
    )
