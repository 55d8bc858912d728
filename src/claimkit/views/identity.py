"""Ids for the HTML of a record: the same record always gets the same, another record another."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import astuple

if TYPE_CHECKING:
    from claimkit.records import Article, Comparison, QuoteGroup


def scope_of(record: Article | QuoteGroup | Comparison) -> str:
    """The id of a record's outermost element.

    >>> from claimkit.records import Article
    >>> scope_of(Article("Rain.")) == scope_of(Article("Rain.")) != scope_of(Article("Wind."))
    True
    """
    content = repr((type(record).__name__, astuple(record)))
    return "ck-" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
