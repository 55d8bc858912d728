"""Quotation marks: what is quoted, as marked-up text.

In the cases ``⟦`` begins a quotation and ``⦅`` one that goes on from the paragraph before; ``⟧`` ends one at its
closing mark and ``⦆`` one that is not closed in its paragraph.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.quotes.marks import Quotation, canonical, pair_marks, without_marks

BRACKETS = "⟦⦅⟧⦆"


def plain(marked: str) -> str:
    """The text of a case without its brackets."""
    return marked.translate({ord(bracket): None for bracket in BRACKETS})


def marked_up(text: str) -> str:
    """The text with brackets around what `pair_marks` found in it."""
    begins: dict[int, str] = {}
    ends: dict[int, str] = {}
    for quotation in pair_marks(text):
        begins[quotation.start] = begins.get(quotation.start, "") + ("⦅" if quotation.continues else "⟦")
        ends[quotation.end] = ("⟧" if quotation.closed else "⦆") + ends.get(quotation.end, "")
    return "".join(
        ends.get(offset, "") + begins.get(offset, "") + text[offset : offset + 1] for offset in range(len(text) + 1)
    )


def cases(table: dict[str, str]) -> pytest.MarkDecorator:
    """Runs a test for each marked-up text, under its name."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in table.items()])


@cases(
    {
        "curly": "⟦“The pier is gone,”⟧ Ada Voss said. ⟦“All of it.”⟧",
        "straight": '⟦"The pier is gone,"⟧ Ada Voss said. ⟦"All of it."⟧',
        "single-curly": "⟦‘The pier is gone,’⟧ Ada Voss said. ⟦‘All of it.’⟧",
        "single-straight": "⟦'The pier is gone,'⟧ Ada Voss said. ⟦'All of it.'⟧",
        "doubled": "⟦``The pier is gone,''⟧ Ada Voss said. ⟦``All of it.''⟧",
        "doubled-straight": "⟦''The pier is gone,''⟧ Ada Voss said. ⟦''All of it.''⟧",
        "doubled-curly": "⟦‘‘The pier is gone,’’⟧ Ada Voss said. ⟦‘‘All of it.’’⟧",
        "doubled-with-blanks": "⟦`` The pier is gone , ''⟧ Ada Voss said . ⟦`` All of it . ''⟧",
        "grave-and-apostrophe": "⟦`The pier is gone,'⟧ Ada Voss said. ⟦`All of it.'⟧",
        "guillemets": "⟦«The pier is gone»⟧, Ada Voss said. ⟦«All of it»⟧.",
        "guillemets-with-blanks": "⟦« The pier is gone »⟧, Ada Voss said. ⟦« All of it »⟧.",
        "guillemets-reversed": "⟦»The pier is gone«⟧, Ada Voss said, ⟦»all of it«⟧.",
        "single-guillemets": "⟦‹The pier is gone›⟧, Ada Voss said.",
        "german": "⟦„The pier is gone“⟧, Ada Voss said. ⟦„All of it.“⟧",
        "german-single": "Ada Voss called it ⟦‚a mess‘⟧.",
        "polish": "⟦„The pier is gone”⟧, Ada Voss said.",
        "swedish": "⟦”The pier is gone”⟧, Ada Voss said. ⟦”All of it.”⟧",
        "swedish-single": "Ada Voss called it ⟦’a mess.’⟧",
        "corner": "Ada Voss said ⟦「the pier is gone」⟧.",
        "white-corner-inside": "⟦「She said ⟦『no』⟧ to me」⟧",
        "fullwidth": "⟦＂The pier is gone,＂⟧ she said.",
    }
)
def test_finds_quotations_in_every_style(case: str) -> None:
    """Each style of marks shows the same quotations."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "straight-then-curly": '⟦"The pier is gone,”⟧ she said.',
        "curly-then-straight": '⟦“The pier is gone,"⟧ she said.',
        "low-then-straight": '⟦„The pier is gone,"⟧ she said.',
        "graves-then-straight": '⟦``The pier is gone,"⟧ she said.',
        "straight-then-doubled": "⟦\"The pier is gone,''⟧ she said.",
        "curly-then-doubled": "⟦“The pier is gone,''⟧ she said.",
        "left-for-both": "⟦“The pier is gone,“⟧ she said. ⟦“All of it.“⟧",
        "single-curly-then-straight": "⟦‘The pier is gone,'⟧ she said.",
        "single-straight-then-curly": "⟦'The pier is gone,’⟧ she said.",
        "acute-for-apostrophe": "⟦‘The pier´s gone,´⟧ she said.",
        "styles-side-by-side": "⟦“One,”⟧ ⟦\"two,\"⟧ ⟦‘three,’⟧ ⟦«four»⟧ and ⟦``five''⟧.",
    }
)
def test_pairs_marks_of_different_styles(case: str) -> None:
    """A quotation that is opened in one style and closed in another is one quotation."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "single-in-double": "⟦“He said ⟦‘no’⟧ twice,”⟧ she said.",
        "double-in-single": "⟦‘He said ⟦“no”⟧ twice,’⟧ she said.",
        "straight": "⟦\"He said ⟦'no'⟧ twice,\"⟧ she said.",
        "straight-double-in-single": "⟦'He said ⟦\"no\"⟧ twice,'⟧ she said.",
        "at-the-start": "⟦“⟦‘No’⟧ was all he said,”⟧ she said.",
        "at-the-end": "⟦“All he said was ⟦‘no.’⟧”⟧ And left.",
        "both-ends-straight": "⟦\"⟦'No.'⟧\"⟧ And left.",
        "thin-blank-between": "⟦“All he said was ⟦‘no.’⟧\u2009”⟧ And left.",
        "doubled-outside": "⟦''All he said was ⟦'no'⟧''⟧, she said.",
        "doubled-both-ends": "⟦``⟦`No'⟧ was all''⟧, she said.",
        "same-curly": "⟦“He said ⟦“no”⟧ to me,”⟧ she said.",
        "same-straight": '⟦"He said ⟦"no"⟧ to me,"⟧ she said.',
        "three-deep": "⟦“He told me: ⟦‘She shouted ⟦“no”⟧ at us.’⟧”⟧",
        "german": "⟦„Er sagte ⟦‚nein‘⟧ dazu“⟧, sagte sie.",
        "french": "⟦« Il a dit ⟦“non”⟧ »⟧",
        "two-inside": "⟦“First ⟦‘yes’⟧, then ⟦‘no,’⟧ then nothing,”⟧ she said.",
        "curly-in-straight-frame": '⟦"They call it ⟦“art”⟧ and the ⟦“future,”⟧ and so on."⟧',
    }
)
def test_nests(case: str) -> None:
    """A quotation in a quotation lies within it, one level deeper."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "contraction": "It's Ada's pier, isn't it?",
        "contraction-curly": "It’s Ada’s pier, isn’t it?",
        "contraction-left": "It‘s Ada‘s pier.",
        "irish": "Mayor O'Dowd met d'Arcy and Mrs O’Grady.",
        "plural": "The boys' fault and the girls' luck.",
        "plural-curly": "The boys’ fault and the girls’ luck.",
        "decade": "In the '90s and the ’80s, the class of '68 danced.",
        "decade-left": "In the ‘90s, ‘em all, ‘til it closed.",
        "elision": "'Twas late, and 'tis so still; get 'em 'cause you can.",
        "elision-curly": "’Twas late; get ’em.",
        "rock-n-roll": "Rock 'n' roll, fish 'n chips, rock ’n’ roll, drum ‘n’ bass.",
        "clipped": "He was singin' and dancin' all night, th' ol' fool.",
        "height": "He is 6'2\" tall, she 5′10″, and the boy 4' 11\".",
        "height-curly": "He is 6’2” tall.",
        "frame": 'A 12"x14" frame, a 12" x 14" frame and a 3\'x4\' one.',
        "inch": 'A 5" pipe and a 6" pipe, or a 3½" one.',
        "feet": "A 6' wall and a 12' fence.",
        "abbreviation": "The D.C.'s and the U.N.'s offices.",
        "coordinates": "At 52°31′12″ north.",
        "elision-and-possessive": "'Twas the boys' idea.",
        "saint": "St. Agnes' School and Marx' beard.",
    }
)
def test_leaves_apostrophes_and_primes_alone(case: str) -> None:
    """What stands for letters, feet and inches quotes nothing."""
    assert pair_marks(case) == ()


@cases(
    {
        "possessive-in-single": "⟦'I am late,'⟧ she said. ⟦'It's the boys' fault.'⟧",
        "possessive-in-single-curly": "⟦‘I am late,’⟧ she said. ⟦‘It’s the boys’ fault.’⟧",
        "decade-in-single": "⟦'In the '90s it was ours,'⟧ she said.",
        "decade-in-single-curly": "⟦‘In the ’90s it was ours,’⟧ she said.",
        "elision-first": "⟦“’Tis the season,”⟧ she said.",
        "opens-with-elision": "⟦'Til then, nothing,'⟧ she said.",
        "closes-after-s": "⟦'I saw the boys,'⟧ he said. ⟦'They left'⟧.",
        "rock-n-roll-in-single": "⟦'I like rock 'n' roll,'⟧ she said.",
        "inch-in-straight": '⟦"A 5" pipe will do,"⟧ she said.',
        "height-in-straight": '⟦"He is 6\'2" tall,"⟧ she said.',
        "ends-in-number": '⟦"He is only 25"⟧, she said.',
        "ends-in-inch": '⟦"It takes a pipe of 5""⟧, she said.',
        "clipped-in-single": "⟦'Nothin' doing,'⟧ she said.",
    }
)
def test_tells_apostrophes_from_marks_inside_quotations(case: str) -> None:
    """An apostrophe or a prime in a quotation does not end it."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "headline": "Mayor calls plan ⟦'a disaster'⟧",
        "headline-curly": "Mayor calls plan ⟦‘a disaster’⟧",
        "headline-first": "⟦'A disaster'⟧: Mayor turns on plan",
        "number": "It is ⟦‘19’⟧ for the year, ⟦'25'⟧ for the age.",
        "attribute": '<p id=⟦\'7\'⟧ class=⟦"lead"⟧ title=⟦""⟧>',
        "headline-two": "⟦'Reckless'⟧ plan leaves boys' school ⟦'on the brink'⟧",
        "parentheses": "(⟦'The pier is gone.'⟧) And (⟦\"so it is\"⟧).",
        "brackets": '[⟦"The pier is gone"⟧]',
        "comma-outside": '⟦"The pier"⟧, she said, ⟦"is gone"⟧.',
        "period-outside": "She said ⟦“the pier is gone”⟧.",
        "question": '⟦"Gone?"⟧ she asked. ⟦"Gone!"⟧',
        "dash-after": '⟦"The pier—"⟧ she began. ⟦"Gone"⟧—that was all.',
        "dash-before": 'One word—⟦"gone"⟧—was all. And–⟦“no”⟧–again.',
        "double-hyphen": '⟦"The pier--"⟧ she began. One word--⟦"gone"⟧--was all.',
        "ellipsis-first": '⟦"... and gone,"⟧ she said. ⟦"…all of it."⟧',
        "bracket-first": '⟦"[The pier] is gone (again),"⟧ she said. ⟦"(Laughs) No."⟧',
        "dollar": '⟦"$5 is too much,"⟧ she said, ⟦"and £3 too."⟧',
        "hashtag": "She tweeted ⟦“#pier is gone”⟧.",
        "colon-glued": 'She said:⟦"No"⟧ and left.',
        "word-glued": 'She said⟦"No"⟧ and left.',
        "word-glued-after": '⟦"No,"⟧he said. ⟦"Yes,"⟧ she said.',
        "sentence-glued": '⟦"No."⟧⟦"Yes."⟧',
        "curly-glued": "She said⟦“No”⟧and left.",
        "slash": 'the ⟦"pier"⟧/⟦"jetty"⟧ dispute',
        "blank-inside": 'She said ⟦" no "⟧ and left.',
        "blank-before-closing": '⟦"The pier is gone. "⟧ And then she left.',
        "empty": 'She wrote ⟦""⟧ there.',
        "empty-in-parentheses": 'She wrote (⟦“”⟧) there, or (⟦""⟧).',
        "empty-curly": "She wrote ⟦“”⟧ there.",
        "scare-in-word": 'an ⟦"expert"⟧-led review',
        "no-break-blank": "⟦«\u00a0The pier is gone\u00a0»⟧",
        "all-caps": '⟦"THE PIER IS GONE,"⟧ SHE SAID.',
        "right-to-left": '⟦"الرصيف ذهب"⟧ قالت',
        "list": '⟦"one,"⟧ ⟦"two"⟧ and ⟦"three"⟧',
        "whole-text": '⟦"The pier is gone."⟧',
    }
)
def test_knows_the_positions_of_marks(case: str) -> None:
    """Punctuation, brackets, dashes and missing blanks next to a mark do not mislead."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "reopened": "⟦“One.⦆\n\n⦅“Two.⦆\n\n⦅“Three,”⟧ she said. ⟦“Four.”⟧",
        "reopened-straight": '⟦"One.⦆\n\n⦅"Two.⦆\n\n⦅"Three,"⟧ she said. ⟦"Four."⟧',
        "reopened-single": "⟦'One is enough.⦆\n\n⦅'Two is more,'⟧ she said.",
        "reopened-single-curly": "⟦‘One is enough.⦆\n\n⦅‘Two’s more,’⟧ she said.",
        "reopened-doubled": "⟦``One.⦆\n\n⦅``Two,''⟧ she said.",
        "reopened-guillemets": "⟦«One.⦆\n\n⦅«Two»⟧, she said.",
        "reopened-nested": "⟦“He told me: ⟦‘One.⦆⦆\n\n⦅“⦅‘Two.’⟧”⟧",
        "after-a-cue": '⟦"One,"⟧ she said. ⟦"Two.⦆\n\n⦅"Three."⟧',
        "nested-on-the-way": "⟦“The ⟦‘old’⟧ pier.⦆\n\n⦅“It’s gone.”⟧",
        "windows-lines": '⟦"One.⦆\r\n\r\n⦅"Two."⟧',
        "unicode-separators": "⟦“One.⦆\u2029⦅“Two.”⟧",
        "not-reopened": '⟦"One.⦆\n\n⦅Two,"⟧ she said. ⟦"Three."⟧',
        "not-reopened-german": "⟦„One.⦆\n\n⦅Two“⟧, she said.",
        "wrapped-lines": '⟦"This was wrapped⦆\n⦅by a mail program\u2009that⦆\n⦅nobody knows,"⟧ she said.',
        "closed-each": "⟦“One.”⟧\n\n⟦“Two.”⟧",
        "never-closed": "⟦“One is enough.⦆\n\nShe left.",
        "never-closed-straight": 'She said: ⟦"One is enough.⦆\n\nShe left.',
        "never-closed-end": "She left and said, ⟦“One is enough.⦆",
    }
)
def test_chains_quotations_of_several_paragraphs(case: str) -> None:
    """A quotation over several paragraphs is a chain, closed once at its end."""
    assert marked_up(plain(case)) == case


@cases(
    {
        "alone": 'a " b',
        "closing-alone": 'The pier is gone," she said.',
        "closing-curly-alone": "The pier is gone,” she said.",
        "opening-alone": 'The pier "is gone and that is all.',
        "closing-extra": '⟦"One,"⟧ she said. Two," she said. ⟦"Three."⟧',
        "closing-extra-curly": "⟦“One,”⟧ she said. Two,” she said. ⟦“Three.”⟧",
        "closing-twice": "⟦“One.”⟧” ⟦“Two.”⟧",
        "opening-extra-curly": "“One, she said. ⟦“Two,”⟧ he said.",
        "single-left": "⟦“The ‘old pier,”⟧ she said.",
        "single-right": "⟦“The old’ pier,”⟧ she said.",
        "both-blanks": 'One " two. ⟦"Three,"⟧ she said. ⟦"Four."⟧',
        "guillemet": "One « two. ⟦“Three.”⟧",
        "ornament": '""""""""" One ⟦"two"⟧ \'\'\'\'\'\'\'',
        "other-paragraphs": '⟦"One."⟧\n\nA 5" pipe.\n\n⟦"Two,"⟧ she said.\n\nThree," he said.\n\n⟦"Four."⟧',
        "html": '<p class=⟦"lead"⟧>⟦"One,"⟧ she said.</p>',
        "crossing": "⟦“One ‘two,”⟧ three’ four.",
    }
)
def test_stray_marks_cost_no_quotation(case: str) -> None:
    """A mark without a partner is left over, and the other quotations stand."""
    assert marked_up(plain(case)) == case


def test_gives_the_inside_and_the_depth() -> None:
    """Offsets tell the marks from what they enclose."""
    assert pair_marks("“A ‘b’”") == (
        Quotation(start=0, end=7, inner_start=1, inner_end=6, depth=0, closed=True, continues=False),
        Quotation(start=3, end=6, inner_start=4, inner_end=5, depth=1, closed=True, continues=False),
    )
    assert pair_marks("``A''") == (
        Quotation(start=0, end=5, inner_start=2, inner_end=3, depth=0, closed=True, continues=False),
    )


def test_an_open_quotation_ends_with_the_text_of_its_paragraph() -> None:
    """Without a closing mark, inner and outer end coincide, before trailing blanks."""
    first, second = pair_marks("“One.  \n\n  “Two.”  ")
    assert (first.end, first.inner_end, first.closed) == (5, 5, False)
    assert (second.start, second.end, second.closed, second.continues) == (11, 17, True, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It’s gone,” she said.", '"It\'s gone," she said.', id="curly"),
        pytest.param("‘It’s gone,’ she said.", '"It\'s gone," she said.', id="single"),
        pytest.param("«It´s gone» - ‹so›", '"It\'s gone" - "so"', id="guillemets"),
        pytest.param("“A ‘b’ c”", "\"A 'b' c\"", id="nested"),
        pytest.param("‘A “b” c’", "\"A 'b' c\"", id="nested-british"),
        pytest.param("``Gone''", '" Gone" ', id="doubled"),
        pytest.param("a—b – c -- d --- e ----", "a-b - c -  d -   e ----", id="dashes"),
        pytest.param("so… so... so . . . so", "so… so…   so …     so", id="dots"),
        pytest.param("a\u00a0b\u2009c\td", "a b c d", id="blanks"),
        pytest.param("a\r\nb\u2029c\n", "a\r\nb\u2029c\n", id="line-breaks"),
        pytest.param("6′2″ 5” x", '6\'2" 5" x', id="primes"),
        pytest.param("", "", id="empty"),
    ],
)
def test_canonical_text_has_no_typography(text: str, expected: str) -> None:
    """Marks, dashes, dots and blanks come out in one form, in place."""
    assert canonical(text) == expected
    assert canonical(text, pair_marks(text)) == expected


@pytest.mark.parametrize(
    ("span", "bare"),
    [
        pytest.param('"The pier is gone,"', "The pier is gone,", id="whole"),
        pytest.param(' "The pier is gone." ', "The pier is gone.", id="blanks"),
        pytest.param("“‘No’”", "No", id="nested-whole"),
        pytest.param("“‘No,’ he told me.”", "‘No,’ he told me.", id="nested-inside"),
        pytest.param('the plan was "a disaster"', 'the plan was "a disaster"', id="mixed"),
        pytest.param('"a disaster" of a plan', '"a disaster" of a plan', id="mixed-first"),
        pytest.param('"one" and "two"', '"one" and "two"', id="two"),
        pytest.param("the boys' fault in the '90s", "the boys' fault in the '90s", id="apostrophes"),
        pytest.param("``Gone''", "Gone", id="doubled"),
        pytest.param("« Gone »", "Gone", id="inner-blanks"),
        pytest.param('""', "", id="empty"),
        pytest.param("gone", "gone", id="none"),
    ],
)
def test_takes_off_the_marks_at_both_ends(span: str, bare: str) -> None:
    """What is left of a span is what was said, with the marks that belong to it."""
    text = f"Ada Voss spoke: {span}\nThat was all."
    start, end = without_marks(text, 16, 16 + len(span))
    assert text[start:end] == bare
    assert without_marks(text, 16, 16 + len(span), pair_marks(text)) == (start, end)


def test_takes_off_a_mark_whose_partner_lies_outside() -> None:
    """A part of a quotation loses the one mark that it has."""
    text = '"The pier is gone. All of it," she said.'
    assert without_marks(text, 0, 18) == (1, 18)
    assert without_marks(text, 19, 30) == (19, 29)


MARKS = "\"'“”‘’„‚«»‹›`´′″「」"
dense = st.text(alphabet=st.sampled_from(MARKS + "''\"\" ab.,5s—(\n\u2029\u00a0"), max_size=60)
anything = st.one_of(dense, st.text(max_size=60))


@given(anything)
@settings(max_examples=120, deadline=None)
def test_quotations_nest_or_are_disjoint(text: str) -> None:
    """No two quotations cross, in order of the text, each within its paragraph, with its true depth."""
    found = pair_marks(text)
    assert list(found) == sorted(found, key=lambda quotation: (quotation.start, -quotation.end))
    around: list[Quotation] = []
    for quotation in found:
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        assert quotation.closed == (quotation.inner_end < quotation.end)
        assert quotation.start < quotation.end
        assert not any(sign in text[quotation.start : quotation.end] for sign in "\n\r\u2028\u2029")
        while around and around[-1].end <= quotation.start:
            around.pop()
        assert quotation.depth == len(around)
        if around:
            assert around[-1].inner_start <= quotation.start
            assert quotation.end <= around[-1].inner_end
        around.append(quotation)


@given(anything)
@settings(max_examples=120, deadline=None)
def test_canonical_text_keeps_every_offset(text: str) -> None:
    """The length stays, letters and line breaks stay, and nothing raises."""
    simple = canonical(text)
    assert len(simple) == len(text)
    assert all(new == old for old, new in zip(text, simple, strict=True) if old.isalpha() or old in "\n\r\u2029")


@given(anything, st.data())
@settings(max_examples=120, deadline=None)
def test_taking_off_marks_stays_within_the_span(text: str, data: st.DataObject) -> None:
    """The bare span lies in the span, and taking off marks again takes off nothing."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = pair_marks(text)
    low, high = without_marks(text, start, end, found)
    assert start <= low <= high <= end
    assert without_marks(text, low, high, found) == (low, high)
    assert without_marks(text, start, end)[0] <= end


# A structured text: paragraphs of words and quotations, which nest once, and which go on in the next paragraph (¶) if
# one ends with a quotation and the next begins with one. Rendered in a style it becomes plain text.
WORDS = ["the", "pier", "it's", "Ada", "gone", "2019", "won't", "O'Dowd", "council", "well-known"]
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
inner_quotation = st.tuples(st.just("inner"), words, st.sampled_from(["", ",", ".", "?"]))
outer_quotation = st.tuples(
    st.just("outer"),
    st.lists(st.one_of(words, inner_quotation), min_size=1, max_size=3),
    st.sampled_from(["", ",", ".", "!", "¶"]),
)
structured = st.lists(st.lists(st.one_of(words, outer_quotation), min_size=1, max_size=4), min_size=1, max_size=3)

STYLES = {
    "curly": "“”‘’",
    "curly-british": "‘’“”",
    "straight": "\"\"''",
    "straight-british": "''\"\"",
    "guillemets": "«»‹›",
    "guillemets-reversed": "»«›‹",
    "guillemets-curly": "«»“”",
    "german": "„“‚‘",
    "polish": "„”‚’",
    "mixed": "\"”'’",
    "mixed-reversed": "“\"‘'",
}
DOUBLED = {"tex": ("``", "''", "`", "'"), "apostrophes": ("''", "''", "'", "'")}


def rendered(structure: list, style: tuple[str, str, str, str] | str) -> str:
    """The structured text with the four marks of a style: outer opening and closing, inner opening and closing."""
    outer_open, outer_close, inner_open, inner_close = style

    def piece(part: str | tuple, *, goes_on: bool = False) -> str:
        if isinstance(part, str):
            return part
        name, content, point = part
        if name == "inner":
            return f"{inner_open}{content}{point}{inner_close}"
        inside = " ".join(map(piece, content))
        if point == "¶":
            return f"{outer_open}{inside}." if goes_on else f"{outer_open}{inside}.{outer_close}"
        return f"{outer_open}{inside}{point}{outer_close}"

    paragraphs = []
    for paragraph, following in zip(structure, [*structure[1:], [""]], strict=True):
        goes_on = not isinstance(following[0], str)
        paragraphs.append(" ".join([*map(piece, paragraph[:-1]), piece(paragraph[-1], goes_on=goes_on)]))
    return "\n\n".join(paragraphs)


def outline(text: str) -> list[tuple[int, bool, bool, str]]:
    """What was found, without offsets and marks."""
    bare = str.maketrans(dict.fromkeys("“”‘’\"'«»‹›„‚`", ""))
    return [
        (found.depth, found.closed, found.continues, text[found.start : found.end].translate(bare))
        for found in pair_marks(text)
    ]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@given(structure=structured)
@settings(max_examples=25, deadline=None)
def test_style_changes_neither_pairing_nor_canonical_text(style: str, structure: list) -> None:
    """Texts that differ in the style of their marks alone have the same quotations and the same canonical text."""
    reference = rendered(structure, STYLES["curly"])
    text = rendered(structure, style)
    assert pair_marks(text) == pair_marks(reference)
    assert canonical(text) == canonical(reference)


@pytest.mark.parametrize("style", DOUBLED.values(), ids=DOUBLED.keys())
@given(structure=structured)
@settings(max_examples=25, deadline=None)
def test_doubled_marks_pair_alike(style: tuple[str, str, str, str], structure: list) -> None:
    """Marks of two characters shift offsets and change nothing else."""
    assert outline(rendered(structure, style)) == outline(rendered(structure, STYLES["curly"]))


@given(structured, words, st.sampled_from("\"'“”‘’«»"), st.data())
@settings(max_examples=100, deadline=None)
def test_a_stray_mark_stays_in_its_paragraph(structure: list, odd: str, mark: str, data: st.DataObject) -> None:
    """Whatever mark stands wherever in a paragraph, the quotations of the paragraphs around it stay."""
    style = data.draw(st.sampled_from([STYLES["straight"], STYLES["curly"]]))
    position = data.draw(st.integers(0, len(odd)))
    before, after = rendered(structure, style), rendered(structure[::-1], style)
    odd = f"{odd[:position]}{mark}{odd[position:]}"
    text = f"{before}\n\n{odd}\n\n{after}"
    offset = len(before) + len(odd) + 4
    found = [quotation for quotation in pair_marks(text) if not len(before) < quotation.start < offset]
    apart = [(quotation.start, quotation.end) for quotation in pair_marks(before)]
    apart += [(quotation.start + offset, quotation.end + offset) for quotation in pair_marks(after)]
    assert [(quotation.start, quotation.end) for quotation in found] == apart


@pytest.mark.parametrize(
    "unit",
    ['"', "'", "“", '" ', "' ", 'a"', '"a ', '\n"', "'\"“", "”\n\n“"],
    ids=[
        "straight",
        "apostrophes",
        "curly",
        "blanks",
        "apostrophes-blanks",
        "glued",
        "openers",
        "lines",
        "mixed",
        "chain",
    ],
)
def test_time_is_linear_in_hostile_texts(unit: str) -> None:
    """Thousands of marks in a row are read in a fraction of a second."""
    started = time.process_time()
    pair_marks(unit * 2_000)
    assert time.process_time() - started < 2
