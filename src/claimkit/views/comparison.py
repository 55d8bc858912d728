"""Articles that were compared as HTML: who carried what, each shared quote, and the articles themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.views import article as articles
from claimkit.views import group as groups
from claimkit.views import labels, templates
from claimkit.views.escaping import escape
from claimkit.views.identity import scope_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimkit.records import Article, Comparison, Member, QuoteGroup


def comparison_html(comparison: Comparison, *, limit: int | None = 100) -> str:
    """An HTML fragment: a summary, a table of who carried what, the shared quotes to open, and the articles.

    Args:
        comparison: What the comparator returned.
        limit: Show at most so many groups and so many articles, so that a notebook stays a notebook; ``None`` for all.

    >>> from claimkit.records import Article, Comparison
    >>> "1 article" in comparison_html(Comparison((Article("Rain."),)))
    True
    """
    scope = scope_of(comparison)
    ordered = labels.by_reach(comparison.groups)
    shown, read = ordered[:limit], comparison.articles[:limit]
    anchors = _anchors(read, scope)
    quotes = "".join(_group(group, number, scope, anchors) for number, group in enumerate(shown, start=1))
    parts = (
        f'<header><p class="kicker">Quotes compared</p><h2>{labels.summary_of(comparison)}</h2></header>',
        _section("Who carried what", _matrix(shown, scope)) if shown else "",
        _section("Shared quotes", quotes),
        _more(len(ordered) - len(shown), "quote"),
        _section("Articles", "".join(_article(article, n, scope) for n, article in enumerate(read, 1))),
        _more(len(comparison.articles) - len(read), "article"),
    )
    speakers = max((articles.speakers_in(article) for article in read), default=0)
    return templates.framed(scope, "".join(parts), speakers=speakers)


def _anchors(read: Sequence[Article], scope: str) -> dict[tuple[str, str], str]:
    """Article id and quote id -> id of the element that shows the quote in its article."""
    return {
        (article.id, quote.id): f"{scope}-a{number}-q{place}"
        for number, article in enumerate(read, start=1)
        for place, quote in enumerate(article.quotes, start=1)
    }


def _section(title: str, body: str) -> str:
    return f'<section><h3 class="section">{title}</h3>{body}</section>' if body else ""


def _more(left: int, noun: str) -> str:
    if left <= 0:
        return ""
    return f'<p class="facts">… and {labels.counted(left, noun)} more: limit=None shows all.</p>'


def _matrix(shown: list[QuoteGroup], scope: str) -> str:
    """Outlets across, quotes down, and in each cell how the outlet has the quote."""
    outlets = list(dict.fromkeys(outlet for group in shown for outlet in group.outlets))
    head = "".join(f'<th scope="col"><bdi>{escape(outlet)}</bdi></th>' for outlet in outlets)
    rows = "".join(_row(group, number, outlets, scope) for number, group in enumerate(shown, start=1))
    return (
        '<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Quote</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(group: QuoteGroup, number: int, outlets: list[str], scope: str) -> str:
    versions: dict[str, Member] = {}
    for member in group.members:
        best = versions.get(member.outlet or member.article)
        if best is None or member.relation == "fullest":
            versions[member.outlet or member.article] = member
    cells = "".join(_cell(versions.get(outlet)) for outlet in outlets)
    verbatim = ' class="verbatim"' if labels.is_verbatim(group) else ""
    wording = f"<span{verbatim}>{escape(labels.shortened(group.wording, 90))}</span>"
    who = f'<bdi class="called">{escape(labels.speaker_of(group).name)}</bdi>'
    return f'<tr><th scope="row" dir="auto"><a href="#{scope}-g{number}">{wording}</a> {who}</th>{cells}</tr>'


def _cell(member: Member | None) -> str:
    if member is None:
        return '<td class="absent" aria-label="absent">–</td>'
    return f'<td class="{member.relation}">{labels.RELATIONS[member.relation]}</td>'


def _group(group: QuoteGroup, number: int, scope: str, anchors: Mapping[tuple[str, str], str]) -> str:
    speaker = labels.speaker_of(group)
    who = f"<b><bdi>{escape(speaker.name or labels.NOBODY_GIVEN)}</bdi></b>"
    alert = ' · <span class="alert">outlets disagree</span>' if group.conflicts else ""
    verbatim = ' class="verbatim"' if labels.is_verbatim(group) else ""
    wording = f"<span{verbatim}>{escape(labels.shortened(group.wording, 300))}</span>"
    return (
        f'<details id="{scope}-g{number}"{" open" if number == 1 else ""}><summary><span>'
        f'<span class="line" dir="auto">{wording}</span>'
        f'<span class="kicker">{who} · {groups.reach_of(group)}{alert}</span></span></summary>'
        f'<div class="inside">{groups.body_of(group, anchors)}</div></details>'
    )


def _article(article: Article, number: int, scope: str) -> str:
    dateline = articles.dateline_of(article)
    facts = articles.facts_of(article, labels.cast_of(article))
    kicker = f"{dateline} · {facts}" if dateline else facts
    title = f'<span class="line" dir="auto">{escape(labels.title_of(article))}</span>'
    warnings = "".join(f'<p class="note" role="note">{escape(warning)}</p>' for warning in article.warnings)
    legend = articles.legend() if article.quotes else ""
    body = articles.body_of(article, f"{scope}-a{number}", headed=False)
    return (
        f'<details id="{scope}-a{number}"><summary><span>{title}<span class="kicker">{kicker}</span></span></summary>'
        f'<div class="inside">{warnings}{legend}{body}</div></details>'
    )
