"""A group as HTML: outlets side by side, what differs marked, conflicts told first."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from strategies import HOSTILE, groups, law
from views.html_reader import elements_of, found

from claimkit.records import Difference, Member, Quote, QuoteGroup, Span, Speaker
from claimkit.views import group_html

LIND, OREN = Speaker("Mara Lind", "person", role="harbor minister"), Speaker("Tomas Oren", "person")


def quote(text: str, speaker: Speaker = LIND, source: str = "she", cue: str = "said") -> Quote:
    """A direct quote by a speaker, its source after its cue as in “...,” said she."""
    whole = (Span(0, len(text), text),)
    return Quote(
        "q1", whole, whole, "direct", Span(100, 100 + len(cue), cue), Span(110, 110 + len(source), source), speaker
    )


@pytest.fixture
def group() -> QuoteGroup:
    """The fullest wording, a cut one, and an edited one."""
    return QuoteGroup(
        "g1",
        (
            Member("a", quote("Heavy rain is near."), "The Courier", "2031-03-04T09:30", "fullest"),
            Member(
                "b",
                quote("rain is near.", source="Minister Lind"),
                "Harbor Post",
                "2031-03-04T11:45",
                "cut",
                0.97,
                (Difference("cut", "Heavy ", ""), Difference("kept", "rain is near.", "rain is near.")),
            ),
            Member(
                "c",
                quote("Heavy snow is near, again.", cue="warned"),
                None,
                None,
                "edited",
                0.8,
                (
                    Difference("kept", "Heavy ", "Heavy "),
                    Difference("changed", "rain ", "snow "),
                    Difference("kept", "is near.", "is near,"),
                    Difference("added", "", " again."),
                ),
            ),
        ),
        "Heavy rain is near.",
    )


def test_outlets_stand_side_by_side(group: QuoteGroup) -> None:
    """Each member has a card with outlet, delay, relation and probability."""
    html = group_html(group)
    assert [heading.text for heading in found(html, "h4")] == ["The Courier", "Harbor Post", "c"]
    assert [badge.text for badge in found(html, "span", "badge")] == ["fullest wording", "cut", "edited"]
    assert [when.text for when in found(html, "p", "when")] == [
        "4 March 2031, 09:30",
        "4 March 2031, 11:45 +2 h 15 min",
        "",
    ]
    assert [foot.text for foot in found(html, "p", "foot")] == [
        "direct",
        "direct · 97 % sure it is this quote",
        "direct · 80 % sure it is this quote",
    ]


def test_the_heading_has_wording_speaker_and_reach(group: QuoteGroup) -> None:
    """What was said, by whom, in how many outlets and when."""
    html = group_html(group)
    assert found(html, "blockquote", "wording")[0].text == "Heavy rain is near."
    assert found(html, "p", "by")[0].text == "Mara Lind harbor minister · person"
    assert found(html, "p", "kicker")[0].text == "3 outlets · 4 March 2031, 09:30 – 4 March 2031, 11:45"


def test_differences_are_marked(group: QuoteGroup) -> None:
    """What was cut is struck, what was added is underlined, a change is both; blanks stay outside the marks."""
    _, _, cut, edited = re.findall(r"<blockquote.*?</blockquote>", group_html(group))
    assert "<del>Heavy</del> rain is near." in cut
    assert "Heavy <del>rain</del> <ins>snow</ins> is near, <ins>again.</ins>" in edited


def test_a_struck_word_does_not_touch_the_next(group: QuoteGroup) -> None:
    """Where a wording ends without a blank and the cut goes on, a blank is put between."""
    tail = Member(
        "b",
        quote("Heavy"),
        relation="cut",
        differences=(Difference("kept", "Heavy ", "Heavy"), Difference("cut", "rain.", "")),
    )
    html = group_html(evolve(group, members=(group.members[0], tail)))
    assert "Heavy <del>rain.</del>" in html


@law
@given(groups())
def test_what_an_outlet_printed_can_be_read_off(group: QuoteGroup) -> None:
    """Without what is struck, a card has the words of the member, in order."""
    cards = re.findall(r"<blockquote(?! class).*?</blockquote>", group_html(group), re.DOTALL)
    for card, member in zip(cards, group.members, strict=True):
        shown = elements_of(re.sub(r"<del>.*?</del>", " ", card, flags=re.DOTALL))[0].text
        parts = [difference.member for difference in member.differences if difference.change != "cut"]
        printed = "".join(parts) if member.differences else member.quote.text
        assert "".join(shown.split()) == "".join(printed.split())


def test_the_outlets_own_words_come_first(group: QuoteGroup) -> None:
    """Cue and source stand as the outlet has them; the name follows where they do not say it."""
    assert [line.text for line in found(group_html(group), "p", "attribution")] == [
        "said she [Mara Lind]",
        "said Minister Lind",
        "warned she [Mara Lind]",
    ]


def test_conflicts_are_told(group: QuoteGroup) -> None:
    """A group whose outlets disagree says so above the versions, and marks who has another speaker."""
    first, second, _ = group.members
    conflicting = evolve(
        group,
        members=(first, evolve(second, quote=quote("rain is near.", OREN, "Oren"))),
        conflicts=("attributed to Mara Lind by The Courier and to Tomas Oren by Harbor Post",),
    )
    html = group_html(conflicting)
    assert found(html, "p", "note")[0].text.startswith("Outlets disagree: attributed to Mara Lind by The Courier")
    assert html.index('class="note"') < html.index('class="versions"')
    assert [odd.text for odd in found(html, "bdi", "odd")] == ["Tomas Oren"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_stay_text(hostile: str) -> None:
    """A hostile string in every place of a group opens no tag of its own."""
    member = Member(
        hostile,
        quote(hostile, Speaker(hostile, "person", role=hostile), hostile, hostile),
        hostile,
        hostile,
        "fullest",
        differences=(Difference("changed", hostile, hostile),),
    )
    html = group_html(QuoteGroup(hostile, (member, member), hostile, (hostile,)))
    assert "<script" not in html
    assert {element.tag for element in elements_of(html)} <= {
        *("b", "bdi", "blockquote", "del", "div", "h4", "header", "ins", "p", "section", "span", "style", "u"),
    }


def test_notebooks_show_the_view(group: QuoteGroup) -> None:
    """The record's own representation for notebooks is this view."""
    assert group._repr_html_() == group_html(group)
