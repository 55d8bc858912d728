from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.alignment import are_respelt
from claimkit.comparison.normalisation import normalise, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Don’t they KNOW?", "do not they know", id="contraction-case-marks"),
        pytest.param("we won't, can't, shan't", "we will not can not shall not", id="irregular-contractions"),
        pytest.param("It's gonna rain", "it is going to rain", id="slang"),
        pytest.param("the Orlik’s dam", "the Orlik dam", id="possessive"),
        pytest.param("The neighbours' favourite colour", "the neighbors favorite color", id="our"),
        pytest.param("organised, analysed, criticising", "organized analyzed criticizing", id="ise-yse"),
        pytest.param("the defence of the theatre programme", "The defense of the theater program", id="ce-re-me"),
        pytest.param("travelling counsellors", "traveling counselors", id="double-l"),
        pytest.param("grey, sceptical; towards", "gray skeptical toward", id="table"),
        pytest.param("Kiev and Odessa", "Kyiv and Odesa", id="transliterated-places"),
        pytest.param("Ünal Şahin’s café", "Unal Sahin's cafe", id="diacritics"),
        pytest.param("a cease-fire", "a ceasefire", id="hyphen"),
        pytest.param("ten of the 1,200", "10 of the 1200", id="numerals"),
        pytest.param("45 % of the U.S.", "45 percent of the US", id="signs-abbreviations"),
        pytest.param("[T]hey want[ed] it", "They wanted it", id="mended-words"),
        pytest.param("the river (laughs) is mine", "the river is mine", id="stage-direction"),
        pytest.param("co\u00adoperation cafe\u0301", "cooperation café", id="soft-hyphen-combining"),
    ],
)
def test_habits_of_print_make_no_difference(one: str, other: str) -> None:
    """Wordings that differ in spelling, marks and contractions only have the same keys."""
    assert normalise(one).keys == normalise(other).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("will", "will not", id="negation"),
        pytest.param("10 days", "12 days", id="numbers"),
        pytest.param("1.5 million", "15 million", id="decimal"),
        pytest.param("four", "for", id="our-rule-spares-short-words"),
        pytest.param("filled", "filed", id="double-l-rule-spares-short-words"),
    ],
)
def test_meaning_makes_a_difference(one: str, other: str) -> None:
    """No rule of spelling makes different words the same."""
    assert normalise(one).keys != normalise(other).keys


@pytest.mark.parametrize("ellipsis", ["...", "…", ". . .", "....", "[...]", "[…]", "(...)", " … … "])
def test_every_ellipsis_is_a_gap(ellipsis: str) -> None:
    """Words may be missing where an ellipsis of any form stands."""
    wording = normalise(f"the dam {ellipsis} holds")
    assert wording.keys == ("the", "dam", "holds")
    assert wording.gaps == {2}


def test_insertions_are_asides() -> None:
    """Words in brackets are the paper's own, and known as such."""
    wording = normalise("He [the mayor] (left) the hall")
    assert [wording.keys[n] for n in sorted(wording.asides)] == ["the", "mayor", "left"]


def test_a_bracket_that_is_never_closed_hides_nothing() -> None:
    """An unclosed bracket makes no aside of the rest."""
    assert normalise("He (the mayor left").asides == frozenset()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_offsets_slice_back(text: str) -> None:
    """Whatever the text, each key has a word of the text behind it, in order."""
    wording = normalise(text)
    assert len(wording.keys) == len(wording.starts) == len(wording.ends) == len(wording.weights)
    assert all(0 <= start < end <= len(text) for start, end in zip(wording.starts, wording.ends, strict=True))
    assert list(wording.starts) == sorted(wording.starts)
    assert all(wording.keys)
    assert wording.gaps <= set(range(len(wording.keys) + 1))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Hmeymir", "Hmeimir", True),
        ("stopped", "stops", True),
        ("accept", "except", False),
        ("now", "not", False),
        ("2019", "2018", False),
    ],
)
def test_respelt_words(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    """Rare words may differ in letters and all words in inflection; common words and numbers may not."""
    assert are_respelt(one.lower(), other.lower()) is expected


def test_stems_keep_words_apart() -> None:
    """Words of different stems keep different stems."""
    assert len({stem(word) for word in ("nation", "native", "nature", "notion")}) == 4


def test_many_stage_directions_are_read_in_linear_time() -> None:
    """Each leaves a gap, and takes back only those inside it."""
    began = time.process_time()
    wording = normalise("dam (laughs … laughs) " * 10_000)
    assert wording.gaps == frozenset(range(1, 10_001))
    assert time.process_time() - began < 5.0
