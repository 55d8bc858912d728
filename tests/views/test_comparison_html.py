"""A comparison as HTML and any record as a page."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import pytest
from attrs import evolve
from hypothesis import given
from strategies import comparisons, law
from views.html_reader import Element, elements_of, found

from claimkit.errors import InputError
from claimkit.records import Article, Comparison, Evidence, Member, Origin, Quote, QuoteGroup, Span, Speaker
from claimkit.views import article_html, comparison_html, page

TEXT = "Ferry is back\n\n“It sails,” said Mara Lind."


def entries_in(html: str) -> list[Element]:
    """What opens and closes as a whole: groups, articles, the table."""
    return [entry for entry in found(html, "details") if "id" in entry.attributes or entry.has("overview")]


@pytest.fixture
def comparison() -> Comparison:
    """Three outlets; all have one quote, two have another."""
    sails = Span(16, 25, "It sails,")
    quote = Quote("q1", (Span(15, 26, "“It sails,”"),), (sails,), "direct", speaker=Speaker("Mara Lind", "person"))
    articles = tuple(
        Article(TEXT, outlet, outlet=outlet, quotes=(quote,))
        for outlet in ("The Courier", "Harbor Post", "Island News")
    )
    first, second, third = (Member(article.id, quote, article.outlet) for article in articles)
    fullest = evolve(first, relation="fullest")
    two = QuoteGroup("g1", (fullest, second), "It is late")
    three = QuoteGroup("g2", (fullest, second, third), "It sails,", ("two dates",))
    return Comparison(articles, (two, three))


def entries_of(html: str) -> list[Element]:
    """What opens and closes, but for the reasons beside quotes."""
    return [element for element in found(html, "details") if not element.has("why")]


def test_it_begins_with_a_summary(comparison: Comparison) -> None:
    """Articles, outlets, quotes and shared quotes, in one line."""
    assert found(comparison_html(comparison), "h2")[0].text == "3 articles from 3 outlets · 3 quotes · 2 shared"


def test_a_table_says_who_carried_what(comparison: Comparison) -> None:
    """Outlets across, quotes down, the widest first; absence is visible."""
    html = comparison_html(comparison)
    assert [heading.text for heading in found(html, "th")] == [
        "Quote",
        "The Courier",
        "Harbor Post",
        "Island News",
        "It sails, Mara Lind",
        "It is late Mara Lind",
    ]
    assert [cell.text for cell in found(html, "td")] == [
        *("fullest wording", "same words", "same words"),
        *("fullest wording", "same words", "–"),
    ]


def test_groups_and_articles_open_and_close(comparison: Comparison) -> None:
    """Each is a details element, the first group open; conflicts show while it is closed."""
    html = comparison_html(comparison)
    details = entries_in(html)
    assert len(details) == 5
    assert ["open" in element.attributes for element in details] == [True, False, False, False, False]
    first = found(html, "summary")[0].text
    assert "Mara Lind · 3 outlets · outlets disagree" in first


def test_ids_are_unique_and_links_lead_somewhere(comparison: Comparison) -> None:
    """The same article read thrice still has ids of its own in each place."""
    elements = elements_of(comparison_html(comparison))
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert {element.attributes["href"][1:] for element in elements if element.tag == "a"} <= set(ids)


def test_a_version_leads_to_its_article(comparison: Comparison) -> None:
    """From each outlet's version a link leads to the quote in the text."""
    html = comparison_html(comparison)
    links = [link.attributes["href"][1:] for link in found(html, "a") if link.text == "in context"]
    marks = {mark.attributes["id"]: mark.text for mark in found(html, "mark") if "id" in mark.attributes}
    assert [marks[link] for link in links] == ["“It sails,”"] * 5
    assert len(set(links)) == 3


@law
@given(comparisons)
def test_any_comparison_is_valid_html(comparison: Comparison) -> None:
    """Tags fit, texts are whole, and no text becomes a script."""
    html = comparison_html(comparison)
    assert [text.text for text in found(html, "div", "text")] == [article.text for article in comparison.articles]
    assert not found(html, "script")


def test_a_large_comparison_is_cut_for_notebooks_only(comparison: Comparison) -> None:
    """A limit shows so many groups and articles and says how many are left; a page shows all."""
    html = comparison_html(comparison, limit=1)
    assert len(entries_in(html)) == 2
    assert [facts.text for facts in found(html, "p", "facts") if "more" in facts.text] == [
        "… and 1 quote more: limit=None shows all.",
        "… and 2 articles more: limit=None shows all.",
    ]
    assert len(entries_in(page(comparison))) == 5


def test_nothing_compared_is_shown_as_such() -> None:
    """An empty comparison is a summary."""
    html = comparison_html(Comparison(()))
    assert found(html, "h2")[0].text == "0 articles · 0 quotes · none shared"
    assert not entries_in(html)


def test_notebooks_show_the_view(comparison: Comparison) -> None:
    """The record's own representation for notebooks is this view."""
    assert comparison._repr_html_() == comparison_html(comparison)


def test_a_page_is_a_whole_document(comparison: Comparison) -> None:
    """Doctype, language, encoding, title, and a policy that forbids the browser to fetch anything."""
    for record in (comparison, comparison.groups[0], comparison.articles[0]):
        html = page(record)
        assert html.startswith('<!doctype html>\n<html lang="en">')
        assert len(found(html, "title")) == len(found(html, "main")) == 1
        assert re.search(r"<meta charset=\"utf-8\">.*default-src 'none'", html, re.DOTALL)
        assert not re.search(r"<link|<img|url\(|@import|fetch\(|XMLHttp", html)


def test_only_the_script_of_the_search_may_run(comparison: Comparison) -> None:
    """A page allows the one script that it holds by its hash, and where there is nothing to search it allows none."""
    html = page(comparison)
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
    for record in (comparison.groups[0], comparison.articles[0], evolve(comparison, groups=())):
        assert "script-src 'none'" in page(record)
        assert "<script" not in page(record)
    assert "<script" not in comparison_html(comparison)


def test_a_page_can_be_filtered_by_what_its_groups_show(comparison: Comparison) -> None:
    """Speakers, outlets and kinds are choices, the most frequent first, and each group says which are its own."""
    modal = Evidence("comparator", "modality: 'may' became 'will'")
    two, three = comparison.groups
    flagged = evolve(two, members=(two.members[0], evolve(two.members[1], evidence=(modal,))), origin=Origin("Reuters"))
    html = page(evolve(comparison, groups=(flagged, three)))
    options = [option.text for option in found(html, "option")]
    assert options == [
        *("all", "Mara Lind"),
        *("all", "Harbor Post", "The Courier", "Island News"),
        *("all", "outlets disagree", "where it goes back to", "modal"),
    ]
    marks = [
        [element.attributes[f"data-{key}"] for key in ("speaker", "outlet", "kind")]
        for element in entries_in(html)
        if "data-kind" in element.attributes
    ]
    assert marks == [["0", "1 0 2", "disagree"], ["0", "1 0", "origin modality"]]
    assert "hidden" in found(html, "form", "search")[0].attributes


def test_a_page_has_the_texts_of_so_many_articles() -> None:
    """All groups are there, the articles that share quotes come first, and the rest is counted."""
    rain = (Span(0, 4, "Rain"),)
    quote = Quote("q1", rain, rain, "direct")
    articles = tuple(Article("Rain", f"a{n}", outlet=f"Outlet {n}", title=f"Title {n}") for n in range(510))
    members = (Member("a509", quote, "Outlet 509", relation="fullest"), Member("a508", quote, "Outlet 508"))
    html = page(Comparison(articles, (QuoteGroup("g1", members, "Rain"),)))
    lines = [line.text for line in found(html, "span", "line")]
    assert lines[:4] == ["Rain", "Title 509", "Title 508", "Title 0"]
    assert len(lines) == 1 + 500
    assert "… and 10 articles more: claimkit.page(article) shows each." in html


def test_a_large_table_is_cut_and_says_so(comparison: Comparison) -> None:
    """The overview has the widest quotes and outlets only; the list has all."""
    members = [
        evolve(comparison.groups[1].members[0], article=f"a{n}", outlet=f"Outlet {n}", relation="fullest")
        for n in range(26)
    ]
    groups = tuple(QuoteGroup(f"g{n}", tuple(members), "It sails,") for n in range(62))
    html = page(Comparison((), groups))
    assert len(found(html, "tr")) == 61
    assert len(found(html, "th")) == 1 + 24 + 60
    assert "… and 2 quotes and 2 outlets more, which the list below has." in html
    assert len(entries_in(html)) == 1 + 62
    assert [entry.text[:16] for entry in found(html, "summary")][:2] == ["Who carried what", "It sails,Mara Li"]


def test_a_page_holds_the_fragment(comparison: Comparison) -> None:
    """A page adds a frame and nothing else."""
    article = comparison.articles[0]
    assert article_html(article) in page(article)


@pytest.mark.parametrize(
    ("record", "title", "shown"),
    [
        pytest.param(Article(TEXT), None, "Ferry is back", id="first line"),
        pytest.param(Article(TEXT, title="Ferry <b>"), None, "Ferry <b>", id="headline"),
        pytest.param(Article("", "a1"), None, "a1", id="id"),
        pytest.param(Article(TEXT), "</title><script>", "</title><script>", id="given"),
    ],
)
def test_a_page_has_a_title(record: Article, title: str | None, shown: str) -> None:
    """The given title, or the headline, or the first line, or the id; escaped."""
    assert found(page(record, title=title), "title")[0].text == shown


def test_other_things_have_no_page() -> None:
    """What has no view is refused with what has."""
    with pytest.raises(InputError, match=r"A str has no page\. Pass an Article, a QuoteGroup or a Comparison"):
        page("Rain")  # type: ignore[arg-type]
