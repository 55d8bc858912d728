"""Records in a terminal: readable, wrapped, and without a command to it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given
from strategies import HOSTILE, articles, comparisons, groups, law

from claimkit.records import (
    Article,
    Comparison,
    Difference,
    Evidence,
    Member,
    Origin,
    Quote,
    QuoteGroup,
    Span,
    Speaker,
)
from claimkit.views import article_text, comparison_text, group_text

TEXT = "“Rain,” said Mara Lind. She did not say whether snow was near. Wind is feared."
LIND = Speaker("Mara Lind", "person", role="harbor minister")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def span(words: str) -> Span:
    """The span of some words of the text."""
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def article() -> Article:
    """A direct quote, one that was not said, and a fear of nobody."""
    rain = Quote("q1", (span("“Rain,”"),), (span("Rain,"),), "direct", span("said"), span("Mara Lind"), LIND)
    snow = Quote(
        "q2",
        (span("whether snow was near"),),
        (span("whether snow was near"),),
        "indirect",
        span("did not say"),
        span("She"),
        LIND,
        "speech",
        negated=True,
        confidence=0.85,
    )
    wind = Quote("q3", (span("Wind"),), (span("Wind"),), "indirect", span("feared"), act="thought")
    return Article(TEXT, title="Wet", outlet="The Courier", published="2031-03-04", quotes=(rain, snow, wind))


@pytest.fixture
def group() -> QuoteGroup:
    """Two outlets, the second with a cut and a change."""
    fullest = Quote("q1", (span("“Rain,”"),), (span("Rain,"),), "direct", span("said"), span("Mara Lind"), LIND)
    differences = (
        Difference("cut", "Heavy and ", ""),
        Difference("changed", "cold ", "[icy] "),
        Difference("kept", "rain", "rain"),
        Difference("added", "", " again"),
    )
    other = Member("b", fullest, "Harbor Post", "2031-03-05", "edited", 0.9, differences)
    first = Member("a", fullest, "The Courier", "2031-03-04", "fullest")
    return QuoteGroup("g1", (first, other), "Heavy and cold rain", ("two dates",))


def test_origin_and_changes_of_meaning_are_told(group: QuoteGroup) -> None:
    """Where it goes back to stands above the versions, and what touches the meaning below each."""
    first, second = group.members
    reasons = tuple(Evidence("comparator", reason) for reason in ("9 nats", "modality: 'may' became 'will'"))
    origin = Origin("Meridian Wire", None, 0.81, (Evidence("comparator", "credited by Harbor Post: “told Meridian”"),))
    text = group_text(evolve(group, members=(first, evolve(second, evidence=reasons)), origin=origin))
    assert "Goes back to Meridian Wire, most likely (81 % sure: credited by Harbor Post: “told" in text
    assert text.endswith("\n    ! modal: may → will")


def test_an_article_is_a_list_of_its_quotes(article: Article) -> None:
    """Who, the words, and how they are reported, in order of the text."""
    assert article_text(article).split("\n") == [
        "Wet",
        "The Courier · 4 March 2031",
        "3 quotes by 1 speaker",
        "",
        "  1  Mara Lind, harbor minister",
        "     “Rain,”",
        "     direct · cue: said",
        "",
        "  2  Mara Lind, harbor minister",
        "     whether snow was near",
        "     reported · not said · cue: did not say · source: She · 85 % sure",
        "",
        "  3  Nobody given",
        "     Wind",
        "     reported · thought · cue: feared",
    ]


def test_a_group_is_a_list_of_its_versions(group: QuoteGroup) -> None:
    """The fullest wording, conflicts, and each outlet with its differences in the marks of wdiff."""
    assert group_text(group).split("\n") == [
        "“Heavy and cold rain”",
        "Mara Lind · 2 outlets",
        "! Outlets disagree: two dates",
        "",
        "  The Courier · 4 March 2031 · fullest wording",
        "    said Mara Lind",
        "",
        "  Harbor Post · 5 March 2031 · edited · 90 % sure",
        "    said Mara Lind",
        "    [-Heavy and-] [-cold-] {+[icy]+} rain {+again+}",
    ]


def test_a_paraphrase_tells_why_it_is_one(group: QuoteGroup) -> None:
    """A headline stands with the words of its own article that it renders."""
    evidence = (Evidence("comparator", "renders the quote of its own article", span("Wind is feared")),)
    headline = evolve(group.members[1], relation="paraphrase", evidence=evidence)
    shown = group_text(evolve(group, members=(group.members[0], headline)))
    assert shown.endswith("\n    renders the quote of its own article: “Wind is feared”")


def test_a_comparison_lists_its_groups(article: Article, group: QuoteGroup) -> None:
    """The summary, then each group with a number."""
    text = comparison_text(Comparison((article,), (group,)))
    assert text.startswith("1 article from 1 outlet · 3 quotes · 1 shared\n\n─")
    assert "\n1. “Heavy and cold rain”\nMara Lind · 2 outlets\n" in text


def test_color_changes_nothing_but_color(article: Article, group: QuoteGroup) -> None:
    """Without its codes the colored text is the plain one."""
    comparison = Comparison((article,), (group,))
    for plain, colored in (
        (article_text(article), article_text(article, color=True)),
        (group_text(group), group_text(group, color=True)),
        (comparison_text(comparison), comparison_text(comparison, color=True)),
    ):
        assert "\x1b" not in plain
        assert ANSI.search(colored)
        assert re.sub(r" +$", "", ANSI.sub("", colored), flags=re.MULTILINE) == plain


@pytest.mark.parametrize("width", [10, 40, 60, 120])
def test_lines_keep_to_the_width(article: Article, group: QuoteGroup, width: int) -> None:
    """Lines are as wide as asked for, but never narrower than 40 columns."""
    for text in (article_text(article, width=width), group_text(group, width=width)):
        assert max(map(len, text.split("\n"))) <= max(40, width) + 30


@law
@given(articles(), groups())
def test_no_text_commands_the_terminal(article: Article, group: QuoteGroup) -> None:
    """Escape sequences, overrides of direction and line breaks of articles do not reach the terminal."""
    for text in (article_text(article), group_text(group)):
        commands = {char for char in text if unicodedata.category(char) == "Cc" and char != "\n"}
        assert not commands
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_do_no_harm(hostile: str) -> None:
    """Names, outlets and headlines are cleaned like texts."""
    text = article_text(Article("Rain.", title=hostile, outlet=hostile, published=hostile, warnings=(hostile,)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


@law
@given(comparisons)
def test_any_comparison_has_a_text(comparison: Comparison) -> None:
    """No record is too odd to be listed."""
    assert comparison_text(comparison)
