"""Articles that were compared as HTML: who carried what, each shared quote, and the articles themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claimkit.views import article as articles
from claimkit.views import group as groups
from claimkit.views import labels, search, templates
from claimkit.views.escaping import escape
from claimkit.views.identity import scope_of
from claimkit.views.people import people_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimkit.records import Article, Comparison, Member, QuoteGroup


_FEW_ROWS, _MOST_ROWS, _MOST_COLUMNS = 12, 60, 24
"""A table of more quotes than the first stays closed; one of more quotes or outlets than these is no overview."""

_MOST_ARTICLES = 500
"""A page with the texts of more articles takes a browser too long; those that share quotes come first."""


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
    return _framed(
        comparison, ordered[:limit], scope, left=len(ordered[limit:] if limit is not None else ()), limit=limit
    )


def searchable_html(comparison: Comparison) -> str:
    """The fragment for a page: all of a comparison, with a form that `claimkit.views.search.SCRIPT` puts to work."""
    scope = scope_of(comparison)
    return _framed(comparison, labels.by_reach(comparison.groups), scope, limit=_MOST_ARTICLES, searchable=True)


def _framed(
    comparison: Comparison,
    shown: list[QuoteGroup],
    scope: str,
    *,
    left: int = 0,
    limit: int | None = None,
    searchable: bool = False,
) -> str:
    read = _articles_of(comparison, shown)[:limit] if searchable else comparison.articles[:limit]
    anchors = _anchors(read, scope)
    facets = search.facets_of(shown, comparison.speakers) if searchable else None
    quotes = "".join(_group(group, number, scope, anchors, facets) for number, group in enumerate(shown, start=1))
    form = search.form_of(facets, len(shown)) if facets and shown else ""
    parts = (
        f'<header><p class="kicker">Quotes compared</p><h2>{labels.summary_of(comparison)}</h2></header>',
        form,
        _overview(shown, scope),
        _section("Shared quotes", f'<div class="entries">{quotes}</div>' if quotes else ""),
        _more(left, "quote", "limit=None shows all"),
        _section("Who speaks", people_of(comparison)),
        _section("Articles", "".join(_article(article, n, scope) for n, article in enumerate(read, 1))),
        _more(
            len(comparison.articles) - len(read),
            "article",
            "claimkit.page(article) shows each" if searchable else "limit=None shows all",
        ),
    )
    speakers = max((articles.speakers_in(article) for article in read), default=0)
    return templates.framed(scope, "".join(parts), speakers=speakers)


def _anchors(read: Sequence[Article], scope: str) -> dict[tuple[str, str], str]:
    """Article id and quote id -> id of the element that shows the quote in its article."""
    return {
        (article.id, quote): f"{scope}-a{number}-q{place}"
        for number, article in enumerate(read, start=1)
        for quote, place in labels.places_of(article).items()
    }


def _section(title: str, body: str) -> str:
    return f'<section><h3 class="section">{title}</h3>{body}</section>' if body else ""


def _articles_of(comparison: Comparison, groups: Sequence[QuoteGroup]) -> tuple[Article, ...]:
    """The articles in order of input; where a page has no room for all, those of the widest groups first."""
    if len(comparison.articles) <= _MOST_ARTICLES:
        return comparison.articles
    wanted = dict.fromkeys(member.article for group in groups for member in group.members)
    by_id = {article.id: article for article in comparison.articles}
    sharing = [by_id[identity] for identity in wanted if identity in by_id]
    return (*sharing, *(article for article in comparison.articles if article.id not in wanted))


def _more(left: int, noun: str, how: str) -> str:
    if left <= 0:
        return ""
    return f'<p class="facts">… and {labels.counted(left, noun)} more: {how}.</p>'


def _overview(shown: list[QuoteGroup], scope: str) -> str:
    """The table of who carried what; of many quotes, to be opened, so that the quotes themselves are near."""
    if len(shown) <= _FEW_ROWS:
        return _section("Who carried what", _matrix(shown, scope)) if shown else ""
    return f'<details class="overview"><summary>Who carried what</summary>{_matrix(shown, scope)}</details>'


def _matrix(shown: list[QuoteGroup], scope: str) -> str:
    """Outlets across, quotes down, and in each cell how the outlet has the quote."""
    first = shown[:_MOST_ROWS]
    counts = Counter(outlet for group in first for outlet in group.outlets)
    wide = {outlet for outlet, _ in counts.most_common(_MOST_COLUMNS)}
    outlets = [outlet for outlet in counts if outlet in wide]
    head = "".join(f'<th scope="col"><bdi>{escape(outlet)}</bdi></th>' for outlet in outlets)
    rows = "".join(_row(group, number, outlets, scope) for number, group in enumerate(first, start=1))
    cut = [
        labels.counted(left, noun)
        for left, noun in ((len(shown) - len(first), "quote"), (len(counts) - len(outlets), "outlet"))
        if left
    ]
    more = f'<p class="facts">… and {" and ".join(cut)} more, which the list below has.</p>' if cut else ""
    return (
        '<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Quote</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _row(group: QuoteGroup, number: int, outlets: list[str], scope: str) -> str:
    versions: dict[str, Member] = {}
    for member in group.members:
        best = versions.get(member.outlet or member.article)
        if best is None or member.relation == "fullest":
            versions[member.outlet or member.article] = member
    cells = "".join(_cell(versions.get(outlet)) for outlet in outlets)
    verbatim = ' class="verbatim"' if labels.is_verbatim(group) else ""
    wording = f"<span{verbatim}>{groups.with_seams(labels.shortened(group.wording, 90))}</span>"
    who = f'<bdi class="called">{escape(labels.speaker_of(group).name)}</bdi>'
    return f'<tr><th scope="row" dir="auto"><a href="#{scope}-g{number}">{wording}</a> {who}</th>{cells}</tr>'


def _cell(member: Member | None) -> str:
    if member is None:
        return '<td class="absent" aria-label="absent">–</td>'
    return f'<td class="{member.relation}">{labels.RELATIONS[member.relation]}</td>'


def _group(
    group: QuoteGroup,
    number: int,
    scope: str,
    anchors: Mapping[tuple[str, str], str],
    facets: search.Facets | None,
) -> str:
    marks = f" {search.marks_of(group, facets)}" if facets else ""
    speaker = labels.speaker_of(group)
    who = f"<b><bdi>{escape(speaker.name or labels.NOBODY_GIVEN)}</bdi></b>"
    alert = ' · <span class="alert">outlets disagree</span>' if group.conflicts else ""
    verbatim = ' class="verbatim"' if labels.is_verbatim(group) else ""
    wording = f"<span{verbatim}>{groups.with_seams(labels.shortened(group.wording, 300))}</span>"
    return (
        f'<details id="{scope}-g{number}"{marks}{" open" if number == 1 else ""}><summary><span>'
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
