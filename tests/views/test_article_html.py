"""An article as HTML: the text is whole, what is marked is told apart, and nothing of it runs."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from strategies import HOSTILE, articles, law
from views.html_reader import elements_of, found

from claimkit.records import Article, Evidence, Quote, Span, Speaker
from claimkit.views import article_html

TEXT = "“Rain,” said Mara Lind.\n\nShe added that “wind” was near. Snow is expected."
LIND = Speaker("Mara Lind", "person", role="harbor minister", confidence=0.9)
TAGS = {
    *("a", "aside", "b", "bdi", "details", "div", "h2", "h3", "h4", "header", "li", "mark", "p", "section", "span"),
    *("style", "summary", "u", "ul"),
}
ATTRIBUTES = {
    *("aria-label", "class", "data-number", "data-who", "dir", "href", "id", "rel", "role", "target", "title"),
}


def span(words: str) -> Span:
    """The span of some words of the text."""
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def article() -> Article:
    """One quote of each kind, the last of nobody."""
    reason = Evidence("marks", "a sentence in marks", span("“Rain,”"), 0.99)
    direct = Quote(
        "q1", (span("“Rain,”"),), (span("Rain,"),), "direct", span("said"), span("Mara Lind"), LIND, evidence=(reason,)
    )
    mixed = Quote(
        "q2",
        (span("that “wind” was near"),),
        (span("that “wind” was near"),),
        "mixed",
        span("added"),
        span("She"),
        LIND,
    )
    indirect = Quote("q3", (span("Snow"),), (span("Snow"),), "indirect", span("expected"), confidence=0.5)
    return Article(
        TEXT, "a", title="Wet", outlet="The Courier", published="2031-03-04", quotes=(direct, mixed, indirect)
    )


@law
@given(articles())
def test_the_text_is_shown_entire_and_unaltered(article: Article) -> None:
    """Whatever lies on the text, and however it overlaps: without tags it is the article's text."""
    [text] = found(article_html(article), "div", "text")
    assert text.text == article.text


@law
@given(articles())
def test_only_our_own_tags_and_attributes_are_there(article: Article) -> None:
    """No string of an article becomes a tag, an attribute, or a link to anything but the web."""
    for element in elements_of(article_html(article)):
        assert element.tag in TAGS
        assert set(element.attributes) <= ATTRIBUTES
        assert re.match(r"#ck-[0-9a-f]{12}-q\d+$|https?://", element.attributes.get("href", "https://"))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_stay_text_wherever_they_stand(hostile: str) -> None:
    """A hostile string in every place of a record is shown and not obeyed."""
    whole = Span(0, len(hostile), hostile)
    speaker = Speaker(hostile, "person", role=hostile, evidence=(Evidence(hostile, hostile, whole),))
    quote = Quote(
        hostile, (whole,), (whole,), "direct", whole, whole, speaker, evidence=(Evidence("a", hostile, whole),)
    )
    html = article_html(Article(hostile, hostile, hostile, hostile, hostile, hostile, (quote,), (hostile,)))
    assert {element.tag for element in elements_of(html)} <= TAGS
    assert html.count("<style>") == html.count("</style>") == 1
    assert "<script" not in html


def test_each_kind_has_its_own_mark(article: Article) -> None:
    """Direct, mixed and reported quotes differ by class, and their lines by style, so that color is not needed."""
    html = article_html(article)
    [style] = found(html, "style")
    for kind, words in (("direct", "“Rain,”"), ("mixed", "that “wind” was near"), ("indirect", "Snow")):
        assert [mark.text for mark in found(html, "mark", kind, "first")] == [words]
    assert "solid var(--line)" in style.text
    assert re.search(r"mark\.mixed \{ border-bottom-style: dashed", style.text)
    assert re.search(r"mark\.indirect \{ border-bottom-style: dotted", style.text)


def test_cues_and_sources_are_marked(article: Article) -> None:
    """Cues are underlined; sources have their speaker's color, and the name where they do not say it."""
    [text] = re.findall(r'<div class="text">.*?</div>', article_html(article), re.DOTALL)
    assert [cue.text for cue in found(text, "u", "cue")] == ["said", "added", "expected"]
    lind, she = found(text, "b", "who", "s1")
    assert (lind.text, lind.attributes.get("data-who")) == ("Mara Lind", None)
    assert (she.text, she.attributes.get("data-who")) == ("She", "Mara Lind")


def test_speakers_are_listed_with_their_quotes(article: Article) -> None:
    """The list has each speaker once, whatever the confidence, and the quotes of nobody at the end."""
    first, *rest = article.quotes
    html = article_html(evolve(article, quotes=(evolve(first, speaker=evolve(LIND, confidence=0.3)), *rest)))
    assert [heading.text for heading in found(html, "h4")] == ["Mara Lind", "Nobody given"]
    assert [number.text for number in found(html, "span", "number")] == ["1", "2", "3"]
    assert [doubt.text for doubt in found(html, "span", "unsure")] == ["30 % sure", "50 % sure"]


def test_numbers_lead_to_the_text(article: Article) -> None:
    """Each link of the list ends at the mark that bears its number."""
    html = article_html(article)
    targets = {mark.attributes["id"]: mark.text for mark in found(html, "mark") if "id" in mark.attributes}
    links = [link.attributes["href"].removeprefix("#") for link in found(html, "a")]
    assert [targets[link] for link in links] == ["“Rain,”", "that “wind” was near", "Snow"]


def test_hovering_tells_why_and_how_sure(article: Article) -> None:
    """The title of a mark has kind, speaker, probabilities and the reasons."""
    mark = found(article_html(article), "mark", "direct", "s1")[0]
    assert mark.attributes["title"].split("\n") == [
        "Quote 1 · direct",
        "Mara Lind (harbor minister · person)",
        "These words: 100 % sure; this speaker: 90 % sure",
        "marks: a sentence in marks [“Rain,”] (99 %)",
    ]


def test_who_was_resolved_and_why_can_be_opened(article: Article) -> None:
    """Each quote of the list tells from which words its speaker comes, and why: without a script, by mouse or key."""
    why = (
        Evidence("attributor", "pronoun he or she"),
        Evidence("attributor", "less likely: Ola Moor (1.0 points behind)"),
    )
    first, *rest = article.quotes
    html = article_html(evolve(article, quotes=(evolve(first, speaker=evolve(LIND, evidence=why)), *rest)))
    assert [summary.text for summary in found(html, "summary")] == ["from Mara Lind", "from She", "from no source"]
    told = found(html, "details", "why")[0].text
    assert "The speaker is Mara Lind, harbor minister (person), 90 % sure, since the source is a pronoun" in told
    assert "Less likely: Ola Moor (1.0 points behind)." in told


def test_a_doubtful_speaker_looks_doubtful(article: Article) -> None:
    """The name stands behind the source with a question mark, and a close choice is said to have been close."""
    close = (Evidence("attributor", "pronoun it"), Evidence("attributor", "another candidate came close"))
    doubtful = evolve(LIND, confidence=0.4, evidence=close)
    html = article_html(evolve(article, quotes=(evolve(article.quotes[0], speaker=doubtful),)))
    [source] = found(html, "b", "who", "doubtful")
    assert source.attributes["data-who"] == "Mara Lind"
    assert [label.text for label in found(html, "span", "unsure")] == ["40 % sure", "close"]


def test_who_is_not_named_looks_unlike_who_is(article: Article) -> None:
    """A description is set apart from names, by more than color."""
    aide = evolve(article.quotes[0], speaker=Speaker("senior aide", "unnamed"))
    html = article_html(evolve(article, quotes=(aide, article.quotes[1])))
    assert [section.text[:11] for section in found(html, "section", "unnamed")] == ["senior aide"]


def test_the_same_article_has_the_same_html_and_another_another_id(article: Article) -> None:
    """Ids come from the content: stable in a notebook under version control, distinct beside each other."""
    assert article_html(article) == article_html(evolve(article))
    ids = {found(article_html(other), "div", "claimkit")[0].attributes["id"] for other in (article, Article(TEXT))}
    assert len(ids) == 2


def test_style_touches_nothing_else(article: Article) -> None:
    """Each rule is for the one element with our id."""
    [outer] = found(article_html(article), "div", "claimkit")
    [style] = found(article_html(article), "style")
    rules = re.sub(r"@(?:media|container)[^{]*\{", "", style.text)
    selectors = [selector.strip(" \n}") for selector in re.findall(r"([^{}]+)\{", rules)]
    assert len(selectors) > 80
    assert [selector for selector in selectors if f"#{outer.attributes['id']}" not in selector] == []
    assert "§" not in style.text


def test_nothing_is_fetched(article: Article) -> None:
    """No address, no import, no script: the HTML stands for itself."""
    html = article_html(article)
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img|src=|on\w+=", html)


def test_dark_and_light_follow_the_host(article: Article) -> None:
    """The system's wish is followed, and that of a notebook over it."""
    [style] = found(article_html(article), "style")
    assert "@media (prefers-color-scheme: dark)" in style.text
    assert '[data-jp-theme-light="false"] #ck-' in style.text
    assert ':not([data-jp-theme-light="true"]' in style.text


def test_offsets_outside_the_text_are_clipped() -> None:
    """A record that does not fit its text is shown as far as it does."""
    quote = Quote("q1", (Span(5, 15, "x" * 10), Span(90, 91, "y")), (), "direct", Span(70, 72, "zz"))
    html = article_html(Article("Rain, she said.", quotes=(quote,)))
    assert [mark.text for mark in found(html, "mark", "direct", "s0")][1:] == [" she said."]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://www.courier.example/1?a=b&c", ["courier.example"], id="web"),
        pytest.param("HTTP://courier.example", ["courier.example"], id="capitals"),
        pytest.param("javascript:alert(1)", [], id="script"),
        pytest.param(" https://courier.example", [], id="blank in front"),
        pytest.param("data:text/html,x", [], id="data"),
        pytest.param("https://", [""], id="no site"),
        pytest.param(None, [], id="none"),
    ],
)
def test_only_web_addresses_become_links(url: str | None, shown: list[str]) -> None:
    """An address may be anything; only http and https are links, shown by their site."""
    assert [link.text for link in found(article_html(Article("Rain.", url=url)), "a")] == shown


def test_an_empty_article_has_a_view() -> None:
    """Nothing read, nothing found: still HTML, without list and legend."""
    html = article_html(Article(""))
    assert found(html, "div", "text")[0].text == ""
    assert not found(html, "aside") + found(html, "p", "legend")


def test_warnings_are_shown() -> None:
    """What could not be done is said."""
    html = article_html(Article("Rain.", warnings=("1 mark has no partner.",)))
    assert [note.text for note in found(html, "p", "note")] == ["1 mark has no partner."]


def test_a_first_line_that_is_a_headline_looks_like_one() -> None:
    """A short first paragraph without a stop is a headline, unless the article has one already."""
    assert [p.text for p in found(article_html(Article("Ferry is back\nIt sails.")), "p", "headline")] == [
        "Ferry is back"
    ]
    assert not found(article_html(Article("It sails.\nAnd how.")), "p", "headline")
    assert not found(article_html(Article("Ferry is back\nIt sails.", title="Ferry")), "p", "headline")


def test_notebooks_show_the_view(article: Article) -> None:
    """The record's own representation for notebooks is this view."""
    assert article._repr_html_() == article_html(article)
