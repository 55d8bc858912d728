from __future__ import annotations

import pytest
from strategies import HOSTILE
from views.html_reader import found

from claimkit.records import Article, Comparison, Evidence, SpeakerIdentity
from claimkit.views import comparison_html

BOTH = (("a", "q1"), ("b", "q1"), ("b", "q2"))
LIND = SpeakerIdentity(
    *("s1", "Mara Lind", "person", ("Mara Lind", "Lind"), ("harbor minister",), BOTH, "Q1", "https://example.org/Q1"),
    evidence=(Evidence("registry", "'Lind' is a surname or initials of 'Mara Lind'"),),
)
ARTICLES = (Article("Rain.", "a", outlet="The Courier"), Article("Wind.", "b", outlet="Harbor Post"))


def listed_in(*speakers: SpeakerIdentity) -> str:
    """The page of a comparison with these speakers."""
    return comparison_html(Comparison(ARTICLES, speakers=speakers))


def test_one_sees_who_speaks_where_and_under_which_names() -> None:
    """Name, role, other names, counts and outlets stand together, and why the names are one can be opened."""
    html = listed_in(LIND)
    [person] = found(html, "ul", "people")
    assert "Mara Lindharbor ministeralso Lind3 quotes in 2 articles: The Courier, Harbor Post" in person.text
    [why] = found(html, "details", "why")
    assert "'Lind' is a surname or initials of 'Mara Lind'" in why.text
    assert "https://example.org/Q1" in [link.attributes["href"] for link in found(html, "a")]


def test_who_speaks_in_one_article_only_is_left_to_it() -> None:
    """The article itself lists its speakers."""
    assert not found(listed_in(SpeakerIdentity("s2", "Ada Moor", quotes=(("a", "q1"),))), "ul", "people")


def test_a_long_list_is_cut_and_says_so() -> None:
    """Of many people the most quoted are shown, and the others counted."""
    html = listed_in(*(SpeakerIdentity(f"s{number}", f"No. {number}", quotes=BOTH) for number in range(75)))
    assert len(found(html, "li")) == 60
    assert "and 15 more" in html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_and_addresses_are_shown_as_text(hostile: str) -> None:
    """Whatever a name, a role, an outlet or a knowledge base says, it adds no tag and no link of another kind."""
    evidence = (Evidence(hostile, hostile),)
    speaker = SpeakerIdentity("s1", hostile, "org", (hostile, "x"), (hostile,), BOTH, hostile, hostile, evidence)
    for address in (hostile, f"javascript:{hostile}", f"https://{hostile}"):
        html = listed_in(SpeakerIdentity("s2", "Ada", "org", (), (), BOTH, None, address), speaker)
        assert not found(html, "script") + found(html, "img")
        assert all(link.attributes["href"].startswith(("#", "http")) for link in found(html, "a"))
