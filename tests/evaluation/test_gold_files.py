"""Our own gold: large enough, varied enough, and annotated by the rules of the guide."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimkit.evaluation.marked_text import GoldArticle, GoldQuote, parse_marked

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "gold").glob("*.txt"))
ARTICLES = [
    pytest.param(article, id=article["id"]) for file in FILES for article in parse_marked(file.read_text("utf-8"))
]
GOLD: list[GoldArticle] = [parameter.values[0] for parameter in ARTICLES]  # type: ignore[misc]
QUOTES: list[GoldQuote] = [quote for article in GOLD for quote in article["quotes"]]

OPENING = ("“", '"', "‘", "'", "«", "„", "``", "''")
CLOSING = ("”", '"', "’", "'", "»", "“", "''")

PHENOMENA = (
    "direct, mixed, indirect, curly, straight, single, guillemets, doubled, low marks, mismatched, unclosed, "
    "nested, apostrophes, inches, split quote, continued quote, multi-paragraph, no cue, inverted cue, cue first, "
    "according to, headline, participle cue, noun cue, passive, denial, negated, accused, called for, criticised, "
    "urged, praised, threatened, judgement, statement, quoted as saying, thought, question, tweet, report, poll, "
    "letter, court papers, unnamed source, pronoun source, title source, ministry, metonym, joint speakers, "
    "relative, chain, scare quotes, title, nickname, code name, trailing clause, insertion, ellipsis, paraphrase, "
    "cut quote, conflict, apology, capitals, groups, long, no quotes, press release, business, court, culture, "
    "science, sports"
).split(", ")


def test_the_gold_is_large_enough() -> None:
    """At least 250 attributions, of which each kind has its share."""
    kinds = [quote["kind"] for quote in QUOTES]

    assert len(QUOTES) >= 250
    assert min(kinds.count(kind) for kind in ("direct", "mixed", "indirect")) >= 25
    assert sum(quote["act"] == "thought" for quote in QUOTES) >= 20
    assert sum(quote["negated"] for quote in QUOTES) >= 10
    assert sum(len(article["not_quotes"]) for article in GOLD) >= 15


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_each_phenomenon_is_there(phenomenon: str) -> None:
    """Every phenomenon is met in at least one article."""
    assert any(phenomenon in article["phenomena"] for article in GOLD)


def test_headers_name_known_phenomena_only() -> None:
    """A misspelled phenomenon would hide the article from whoever looks for it."""
    assert {name for article in GOLD for name in article["phenomena"]} <= set(PHENOMENA)


def test_ids_are_unique_across_files() -> None:
    """Scores name an article by its id alone."""
    identities = [article["id"] for article in GOLD]

    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("article", ARTICLES)
def test_articles_are_news_with_narration(article: GoldArticle) -> None:
    """At least a hundred words, of which sixty are the reporter's own."""
    said = sum(
        len(article["text"][start:end].split()) for quote in article["quotes"] for start, end in quote["content"]
    )
    total = len(article["text"].split())

    assert total >= 100
    assert total - said >= 60


@pytest.mark.parametrize("article", ARTICLES)
def test_kinds_follow_from_the_quotation_marks(article: GoldArticle) -> None:
    """Direct content begins and ends with marks, mixed content holds some, and indirect content none."""
    for quote in article["quotes"]:
        spans = [article["text"][start:end] for start, end in quote["content"]]
        enclosed = all(span.startswith(OPENING) for span in spans) and spans[-1].endswith(CLOSING)
        # "unclosed" is there to have a mark that opens and never closes.
        assert (quote["kind"] == "direct") is enclosed or "unclosed" in article["phenomena"]
        if quote["kind"] == "mixed":
            assert any(mark in span for span in spans for mark in OPENING)
        if quote["kind"] == "indirect":
            assert not re.search(r"[“”«»„\"‘]|``|''", " ".join(spans))


@pytest.mark.parametrize("article", ARTICLES)
def test_content_ends_before_the_punctuation_of_the_sentence(article: GoldArticle) -> None:
    """A comma or full stop belongs to the content only inside quotation marks."""
    for quote in article["quotes"]:
        for start, end in quote["content"]:
            span = article["text"][start:end]
            assert span[-1] not in ",.;:" or span.startswith(OPENING)


@pytest.mark.parametrize("article", ARTICLES)
def test_no_two_spans_share_a_word(article: GoldArticle) -> None:
    """No content word has two attributions, and cue and source stand outside of every content."""
    content = sorted(span for quote in article["quotes"] for span in quote["content"])
    around = [span for quote in article["quotes"] for span in (*quote["cue"], *quote["source"])]

    assert all(left[1] <= right[0] for left, right in pairwise(content))
    assert not any(start < outer[1] and outer[0] < end for start, end in around for outer in content)


@pytest.mark.parametrize("article", ARTICLES)
def test_attributions_are_listed_in_order_of_the_text(article: GoldArticle) -> None:
    """Numbers follow the text, so that a reader finds the line of a mark."""
    starts = [quote["content"][0] for quote in article["quotes"]]

    assert starts == sorted(starts)


HOLDS: dict[str, Callable[[GoldQuote], bool]] = {
    "direct": lambda quote: quote["kind"] == "direct",
    "mixed": lambda quote: quote["kind"] == "mixed",
    "indirect": lambda quote: quote["kind"] == "indirect",
    "negated": lambda quote: quote["negated"],
    "thought": lambda quote: quote["act"] == "thought",
    "no cue": lambda quote: not quote["cue"],
    "unnamed source": lambda quote: quote["speaker_type"] == "unnamed",
    "joint speakers": lambda quote: any(" and " in name for name in quote["speakers"]),
    "groups": lambda quote: quote["group"] is not None,
}


@pytest.mark.parametrize("article", ARTICLES)
def test_phenomena_of_the_header_are_in_the_article(article: GoldArticle) -> None:
    """What a header promises and the annotation can show is there."""
    for name in set(article["phenomena"]) & set(HOLDS):
        assert any(HOLDS[name](quote) for quote in article["quotes"]), name
    assert ("no quotes" in article["phenomena"]) is (not article["quotes"])


def test_groups_join_articles() -> None:
    """A group label that only one article uses would be a misspelling."""
    homes: dict[str, set[str]] = {}
    for article in GOLD:
        for quote in article["quotes"]:
            if quote["group"]:
                homes.setdefault(quote["group"], set()).add(article["id"])

    assert {group for group, articles in homes.items() if len(articles) == 1} == set()
    assert len(homes) >= 8


def test_the_examples_are_the_articles_that_users_see() -> None:
    """The annotated examples and the bundled ones have the same ids, outlets, times and texts."""
    lines = (ROOT / "examples" / "articles" / "articles.jsonl").read_text("utf-8").splitlines()
    keys = ("id", "outlet", "published", "text")
    annotated = parse_marked((ROOT / "tests" / "gold" / "examples.txt").read_text("utf-8"))

    assert [{key: json.loads(line)[key] for key in keys} for line in lines] == [
        {key: {**article}[key] for key in keys} for article in annotated
    ]
