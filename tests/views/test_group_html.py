"""A group as HTML: outlets side by side, what differs marked, conflicts told first."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from strategies import HOSTILE, groups, law
from views.html_reader import elements_of, found

from claimkit.records import Difference, Evidence, Member, Origin, Quote, QuoteGroup, Span, Speaker
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
        printed = "".join(parts) if member.differences else member.quote.wording
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
        evidence=(Evidence("comparator", f"names: {hostile!r} became {hostile!r}"),),
    )
    early, late = evolve(member, published="2031-03-04"), evolve(member, published="2031-03-05")
    origin = Origin(hostile, hostile, 0.8, (Evidence("comparator", hostile),))
    html = group_html(QuoteGroup(hostile, (early, late, member), hostile, (hostile,), origin))
    assert "<script" not in html
    assert {element.tag for element in elements_of(html)} <= {
        *("b", "bdi", "blockquote", "del", "div", "h4", "header", "ins", "li", "ol", "p", "section", "span", "style"),
        *("u", "ul"),
    }


def test_a_timeline_tells_who_printed_which_version_when(group: QuoteGroup) -> None:
    """A row for each dated outlet, on one scale of time; outlets with the same words have the same letter."""
    first, second, _ = group.members
    third = evolve(first, article="d", outlet="Radio Keld", published="2031-03-04T14:00")
    html = group_html(evolve(group, members=(first, second, third)))
    rows = [row for row in found(html, "li") if "--at" in row.attributes.get("style", "")]
    assert [row.attributes["style"] for row in rows] == ["--at:0.0", "--at:50.0", "--at:100.0"]
    assert [name.text for name in found(html, "span", "name")] == ["The Courier", "Harbor Post", "Radio Keld"]
    assert [time.text for time in found(html, "span", "time")] == [
        "4 March 2031, 09:30",
        "+2 h 15 min",
        "+4 h 30 min",
    ]
    assert [dot.text for dot in found(html, "span", "dot")] == ["A", "B", "A"]
    assert [letter.text for letter in found(html, "span", "letter")] == ["A", "B", "A"]


def test_without_two_times_there_is_no_timeline(group: QuoteGroup) -> None:
    """One time, or one time twice, is no order; nor are the versions lettered then."""
    first, second, third = group.members
    html = group_html(evolve(group, members=(first, evolve(second, published=first.published), third)))
    assert not found(html, "ol")
    assert not found(html, "span", "letter")


def test_undated_and_late_members_are_counted(group: QuoteGroup) -> None:
    """A timeline says whom it leaves out."""
    assert [facts.text for facts in found(group_html(group), "p", "facts")] == ["and 1 undated"]
    days = (evolve(group.members[0], article=f"a{day}", published=f"2031-03-{day:02}") for day in range(1, 31))
    html = group_html(evolve(group, members=tuple(days)))
    assert [facts.text for facts in found(html, "p", "facts")] == ["and 6 later"]


def test_changes_of_meaning_are_labels(group: QuoteGroup) -> None:
    """Each flag says what it is, the words before, and the words after; other evidence is none."""
    reasons = (
        "31 nats of matching words",
        "modality: 'may' became 'will'",
        "negation: '' became \"don't\"",
        "condition cut: 'if'",
        "stance: 'said' became 'claimed'",
    )
    first, second, _ = group.members
    flagged = evolve(second, evidence=tuple(Evidence("comparator", reason) for reason in reasons))
    html = group_html(evolve(group, members=(first, flagged)))
    assert [item.text for item in found(html, "li") if "style" not in item.attributes] == [
        "modal may will",
        "negation don't",
        "condition left out if",
        "told as said claimed",
    ]


def test_the_origin_is_told_with_its_reasons(group: QuoteGroup) -> None:
    """Where the versions go back to, how sure that is, and why; nothing where it is not known."""
    origin = Origin("Meridian Wire", None, 0.88, (Evidence("comparator", "credited by Harbor Post: “told Meridian”"),))
    assert [line.text for line in found(group_html(evolve(group, origin=origin)), "p", "origin")] == [
        "Goes back to Meridian Wire, most likely (88 % sure: credited by Harbor Post: “told Meridian”)"
    ]
    assert not found(group_html(group), "p", "origin")


def test_seams_are_marked() -> None:
    """Where the outlet's words stood between two sentences there is a thin mark, and a blank everywhere else."""
    text = "“It took a minute,” she said. “The doors held.” “And now,” she said, “we go.”"
    parts = ("It took a minute,", "The doors held.", "And now,", "we go.")
    spans = tuple(Span.of(text, text.index(part), text.index(part) + len(part)) for part in parts)
    minute = Quote("q1", spans, spans, "direct", speaker=LIND)
    assert minute.wording == "It took a minute, ¦ The doors held. And now, we go."
    html = group_html(QuoteGroup("g1", (Member("a", minute, relation="fullest"), Member("b", minute)), minute.wording))
    assert [seam.text for seam in found(html, "span", "seam")] == ["¦", "¦", "¦"]


def test_notebooks_show_the_view(group: QuoteGroup) -> None:
    """The record's own representation for notebooks is this view."""
    assert group._repr_html_() == group_html(group)
