"""Any of the HTML views as a whole document that can be mailed, archived and printed."""

from __future__ import annotations

from claimkit.errors import InputError
from claimkit.records import Article, Comparison, QuoteGroup
from claimkit.views import labels, templates
from claimkit.views.article import article_html
from claimkit.views.comparison import comparison_html
from claimkit.views.escaping import escape
from claimkit.views.group import group_html


def page(record: Article | QuoteGroup | Comparison, title: str | None = None) -> str:
    """A self-contained HTML document; it fetches nothing, runs nothing, and forbids the browser both.

    Args:
        record: What to show, entire.
        title: What the browser shows as the title of the window; by default the headline, wording or summary.

    Raises:
        InputError: Something else was passed.

    >>> from claimkit.records import Article
    >>> page(Article("Rain.", title="Wet")).startswith("<!doctype html>")
    True
    """
    if isinstance(record, Article):
        default, body = labels.title_of(record), article_html(record)
    elif isinstance(record, QuoteGroup):
        default, body = labels.shortened(record.wording, 100), group_html(record)
    elif isinstance(record, Comparison):
        default, body = labels.summary_of(record), comparison_html(record, limit=None)
    else:
        message = f"A {type(record).__name__} has no page. Pass an Article, a QuoteGroup or a Comparison."
        raise InputError(message)
    return templates.document(escape(title or default), body)
