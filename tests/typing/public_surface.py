"""What a user's type checker infers from the public surface; mypy reads this file, nobody runs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_type

import pandas as pd
from spacy.language import Language

import claimkit


def reading(text: str) -> None:
    """Reading gives articles, one or a stream of them."""
    assert_type(claimkit.load(), Language)
    assert_type(claimkit.read(text), claimkit.Article)
    assert_type(claimkit.read_all([text, text]), Iterator[claimkit.Article])


def records(article: claimkit.Article) -> None:
    """What a record holds is known to the letter, literals included."""
    quote = article.quotes[0]
    assert_type(article.quotes, tuple[claimkit.Quote, ...])
    assert_type(quote.content, tuple[claimkit.Span, ...])
    assert_type(quote.cue, claimkit.Span | None)
    assert_type(quote.speaker, claimkit.Speaker)
    assert_type(quote.text, str)
    assert_type(claimkit.NOBODY, claimkit.Speaker)
    quote.kind = "direct"  # type: ignore[misc]  # records are frozen


def comparing(articles: list[claimkit.Article]) -> None:
    """Comparing gives a comparison; so does a comparator to which articles were added."""
    comparator = claimkit.Comparator()
    comparator.add(articles)
    assert_type(claimkit.compare(articles), claimkit.Comparison)
    assert_type(comparator.comparison().groups, Sequence[claimkit.QuoteGroup])
    assert_type(comparator.comparison().groups[0].members, tuple[claimkit.Member, ...])


def exporting(comparison: claimkit.Comparison, stored: str) -> None:
    """Exports give text and plain values; what comes back has the type that was asked for."""
    assert_type(claimkit.to_json(comparison), str)
    assert_type(claimkit.from_json(stored, claimkit.Comparison), claimkit.Comparison)
    assert_type(claimkit.read_jsonl(stored), Iterator[claimkit.Article])
    assert_type(claimkit.write_jsonl(comparison.articles, stored), int)
    assert_type(claimkit.to_rows(comparison), list[dict[str, str | int | float | bool | None]])
    assert_type(claimkit.to_dataframe(comparison), pd.DataFrame)
    assert_type(claimkit.write_csv(comparison, stored), int)


def viewing(comparison: claimkit.Comparison) -> None:
    """A page is a string, and so is what explains a quote."""
    assert_type(claimkit.page(comparison), str)
    assert_type(claimkit.explain(comparison.articles[0], "q1"), str)


def speaking(comparison: claimkit.Comparison) -> None:
    """Who speaks across articles is known to the letter, too."""
    registry = claimkit.SpeakerRegistry(aliases={"the Lion of Vell": "Orla Brandt"})
    registry.add(comparison.articles[0])
    assert_type(registry.identities(), tuple[claimkit.SpeakerIdentity, ...])
    assert_type(comparison.speakers, Sequence[claimkit.SpeakerIdentity])
    assert_type(comparison.speakers[0].quotes, tuple[tuple[str, str], ...])


def handling(error: claimkit.MissingExtra) -> None:
    """Errors can be caught as their builtin twins."""
    import_error: ImportError = error
    ours: claimkit.ClaimkitError = error
    del import_error, ours
