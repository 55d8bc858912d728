from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimkit.comparison.alignment import align
from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.comparison.normalisation import normalise

WORDS = [
    "the",
    "dam",
    "will",
    "not",
    "don't",
    "won’t",
    "hold",
    "[sic]",
    "(laughs)",
    "…",
    "...",
    "cease-fire",
    "12",
    "a",
    ",",
]
wordings = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))


@settings(deadline=None)
@given(wordings, wordings)
@example("“", "“a")
@example("don't", "do")
@example("...", "")
def test_differences_tile_both_wordings(fullest: str, member: str) -> None:
    """The differences joined give back both wordings, character by character."""
    differences = differences_between(fullest, member)
    assert "".join(difference.fullest for difference in differences) == fullest
    assert "".join(difference.member for difference in differences) == member
    assert all((difference.change == "added") == (not difference.fullest) for difference in differences)
    assert all((difference.change == "cut") == (not difference.member) for difference in differences)


@settings(deadline=None)
@given(wordings)
def test_a_wording_keeps_itself(text: str) -> None:
    """Nothing changed between a wording and itself."""
    assert all(difference.change == "kept" for difference in differences_between(text, text))


@settings(deadline=None)
@given(wordings, wordings)
def test_steps_tile_both_sides(left: str, right: str) -> None:
    """The steps of an alignment cover all words of both sides once, in order."""
    steps = align(normalise(left), normalise(right))
    position = other = 0
    for step in steps:
        assert step.left[0] == position
        assert step.right[0] == other
        position, other = step.left[1], step.right[1]
    assert (position, other) == (len(normalise(left).keys), len(normalise(right).keys))


def test_wordings_as_long_as_books_are_aligned_by_their_ends() -> None:
    """A text of a hundred thousand words costs neither memory nor an exception."""
    left = "the dam holds " * 40_000
    right = "the dam holds well " + "and the bridge " * 40_000 + "the dam holds "
    differences = differences_between(left, right)
    assert "".join(difference.fullest for difference in differences) == left
    assert "".join(difference.member for difference in differences) == right
    assert [difference.change for difference in differences] == ["kept", "changed", "kept"]


@pytest.mark.parametrize(
    ("fullest", "member", "expected"),
    [
        pytest.param(
            "We will not leave the valley.", "“we won’t leave the valley,”", "=We will not leave the valley.", id="kept"
        ),
        pytest.param(
            "We will never, ever leave the valley",
            "never, ever",
            "-We will |=never, ever |-leave the valley",
            id="ends cut",
        ),
        pytest.param(
            "Talks, slow as they are, go on", "Talks … go on", "=Talks, |-slow as they are, |=go on", id="ellipsis"
        ),
        pytest.param("He must go", "He [the mayor] must go", "=He |+[the mayor] |=must go", id="insertion"),
        pytest.param("He must go", "[The mayor] must go", "~He |=must go", id="replaced by an insertion"),
        pytest.param("A fair and lasting deal", "A fair and final deal", "=A fair and |~lasting |=deal", id="replaced"),
        pytest.param("I don't know", "I do know", "=I |~don't |=know", id="half of a contraction"),
        pytest.param(
            'They said "no" twice', "They said yes twice", '=They said |~"no" |=twice', id="marks stay with their word"
        ),
        pytest.param(
            "the talks and the truce hold",
            "the truce holds",
            "-the talks and |=the truce |~hold",
            id="longest stretch whole",
        ),
    ],
)
def test_what_changed(fullest: str, member: str, expected: str) -> None:
    """Kept (=), cut (-), added (+) and changed (~) stretches, as an editor would see them."""
    signs = {"kept": "=", "cut": "-", "added": "+", "changed": "~"}
    found = [signs[d.change] + (d.fullest or d.member) for d in differences_between(fullest, member)]
    assert [stretch.rstrip() for stretch in found] == [stretch.rstrip() for stretch in expected.split("|")]


@pytest.mark.parametrize(
    ("fullest", "member", "expected"),
    [
        pytest.param("We will not sign", "We will sign", ("negation: 'not' became ''",), id="lost-negation"),
        pytest.param("Some 200 are missing", "Some 300 are missing", ("numbers: '200' became '300'",), id="number"),
        pytest.param("We may sign in May", "We will sign in May", ("modality: 'may' became 'will'",), id="modality"),
        pytest.param(
            "I told Brandt and Orlow to go",
            "I told Brandt and Vesely to go",
            ("names: 'Orlow' became 'Vesely'",),
            id="name",
        ),
        pytest.param("We will sign if they pay", "We will sign", ("condition cut: 'if'",), id="condition"),
        pytest.param("It was probably an accident", "It was an accident", ("hedge cut: 'probably'",), id="hedge"),
        pytest.param("Talks about 200 people", "Talks 200 people", ("hedge cut: 'about'",), id="hedged-number"),
        pytest.param("We talked about boats and nets", "We talked boats and nets", (), id="about-no-number"),
        pytest.param(
            "If they pay by spring, we will sign", "we will sign", ("condition cut: 'if'",), id="condition-before"
        ),
        pytest.param(
            "We will sign. But the ferry is late. If it sinks, so be it.", "We will sign.", (), id="another-sentence"
        ),
        pytest.param(
            "It is a benefit of the laws. But I am not working for the mayor.",
            "It is a benefit of the law.",
            (),
            id="negation-cut-off-at-the-end",
        ),
        pytest.param(
            "Nobody pays. We will sign the treaty", "They will sign the treaty", (), id="negation-cut-off-at-the-start"
        ),
        pytest.param(
            "The dam may not hold, the crews do not think so, and we leave",
            "The dam may not hold, and we leave",
            (),
            id="negation-in-a-clause-cut-out",
        ),
        pytest.param(
            "The dam holds and we did not pay",
            "The dam … and we did pay",
            ("negation: 'not' became ''",),
            id="negation-beside-an-ellipsis",
        ),
        pytest.param("The Ostmark Vellbruck Union met", "The OVU met", (), id="acronym"),
        pytest.param(
            "The dam holds, and we are glad of it",
            "The dam holds, nobody doubts that at all, and we are glad of it",
            (),
            id="negation-in-a-clause-put-in",
        ),
        pytest.param(
            "The dam holds because the crews have worked on it without a rest since the spring, and we are glad",
            "The dam holds as all who live in the valley hoped it would, and we are glad",
            (),
            id="written-anew",
        ),
        pytest.param("We will sign, she said", "We will sign", (), id="nothing"),
    ],
)
def test_changes_of_meaning(fullest: str, member: str, expected: tuple[str, ...]) -> None:
    """Changes that touch the meaning are named."""
    assert changes_of_meaning(fullest, member) == expected
