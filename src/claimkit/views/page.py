"""Any of the HTML views as a whole document that can be mailed, archived and printed."""

from __future__ import annotations

from claimkit.errors import InputError
from claimkit.records import Article, Comparison, QuoteGroup
from claimkit.views import labels, search, templates
from claimkit.views.article import article_html
from claimkit.views.comparison import searchable_html
from claimkit.views.escaping import escape
from claimkit.views.group import group_html


def page(record: Article | QuoteGroup | Comparison, title: str | None = None) -> str:
    """A self-contained HTML document; it fetches nothing, and forbids the browser to.

    The page of a comparison can be searched and filtered by speaker, outlet and what was changed, by a script that it
    holds and allows by its hash. No other script can run, and without any the page is a list of all.

    Args:
        record: What to show, entire.
        title: What the browser shows as the title of the window; by default the headline, wording or summary.

    Raises:
        InputError: Something else was passed.

    >>> from claimkit.records import Article
    >>> page(Article("Rain.", title="Wet")).startswith("<!doctype html>")
    True
    """
    searchable = False
    if isinstance(record, Article):
        default, body = labels.title_of(record), article_html(record)
    elif isinstance(record, QuoteGroup):
        default, body = labels.shortened(record.wording, 100), group_html(record)
    elif isinstance(record, Comparison):
        default, body = labels.summary_of(record), searchable_html(record)
        searchable = bool(record.groups)
    else:
        message = f"A {type(record).__name__} has no page. Pass an Article, a QuoteGroup or a Comparison."
        raise InputError(message)
    if not searchable:
        return templates.document(escape(title or default), body)
    return templates.document(
        escape(title or default), f"{body}<script>{search.SCRIPT}</script>", allowed=f"'{search.script_hash()}'"
    )
