"""Subwords: the text as the network sees it, with its place in the original, and blind to typography."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from claimkit.encoder.subwords import FEATURES, cut, load_tokenizer, word_end
from claimkit.models import ENGLISH

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASES = {"-": 0, "l": 1, "C": 2, "U": 3}
GAPS = {"glued": 0, "blank": 1, "paragraph": 2, "text": 3}


@cache
def english() -> Tokenizer:
    """The tokenizer of the English model."""
    return load_tokenizer(ENGLISH / "tokenizer.json")


@pytest.fixture
def tokenizer() -> Tokenizer:
    """The same, as a fixture."""
    return english()


def feature(text: str, name: str, tokenizer: Tokenizer) -> list[int]:
    """One feature of every subword."""
    return cut(text, tokenizer).features[list(FEATURES).index(name)].tolist()


def words(text: str, tokenizer: Tokenizer) -> list[str]:
    """The words, put together of their subwords."""
    subwords = cut(text, tokenizer)
    heads = np.flatnonzero(subwords.heads)
    lasts = np.append(heads[1:], len(subwords)) - 1
    return [text[subwords.starts[first] : subwords.ends[last]] for first, last in zip(heads, lasts, strict=True)]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\u2028", "\x00\x01"], ids=["empty", "breaks", "blanks", "control"])
def test_a_text_without_words_gives_no_subwords(text: str, tokenizer: Tokenizer) -> None:
    """All arrays are there, and empty."""
    subwords = cut(text, tokenizer)
    assert len(subwords) == 0
    assert subwords.features.shape == (len(FEATURES), 0)
    assert subwords.quoted.shape == (0,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voss wept.", ["Voss", "wept", "."]),
        ("The Qashqai, untranslatable", ["The", "Qashqai", ",", "untranslatable"]),
        ("“It fell,” said Élodie.", ["“", "It", "fell", ",", "”", "said", "Élodie", "."]),
        ("one\ttwo\r\nthree\u00a0four", ["one", "two", "three", "four"]),
        ("日本", ["日", "本"]),
    ],
    ids=["plain", "rare", "marks", "blanks", "chinese"],
)
def test_words_are_found_in_the_original(text: str, expected: list[str], tokenizer: Tokenizer) -> None:
    """Offsets count characters of the text as given, accents, capitals and curly marks included."""
    assert words(text, tokenizer) == expected


def test_paragraphs_are_numbered(tokenizer: Tokenizer) -> None:
    """Line breaks of any kind end one; empty ones do not count."""
    assert cut("a\n \nb\r\nc d\u2029e", tokenizer).paragraphs.tolist() == [0, 1, 2, 2, 3]


def test_a_dateline_is_a_paragraph_of_its_own(tokenizer: Tokenizer) -> None:
    """The sentence behind it begins as if nothing were before it."""
    subwords = cut("Rain\nPORT SELWA (TNA) - It rained.\nAll day.", tokenizer)
    behind = int(np.searchsorted(subwords.starts, len("Rain\nPORT SELWA (TNA) - ")))
    assert np.diff(subwords.paragraphs).sum() == 3
    assert subwords.features[list(FEATURES).index("gap"), behind] == GAPS["paragraph"]


def test_marks_show_what_is_quoted(tokenizer: Tokenizer) -> None:
    """Outside 0, opens 1, inside 2, closes 3, inside nested 4, nested mark 5, inside unclosed 6, stray 7."""
    assert feature("He: “a ‘b’ c” d", "mark", tokenizer) == [0, 0, 1, 2, 5, 4, 5, 2, 3, 0]
    assert feature("“a b\n\n“c” d” e", "mark", tokenizer) == [1, 6, 6, 1, 2, 3, 0, 7, 0]


def test_quoted_covers_marks_and_what_is_inside(tokenizer: Tokenizer) -> None:
    """This is what windows look at."""
    assert cut("He: “a” b", tokenizer).quoted.tolist() == [False, False, True, True, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the", "l"),
        ("The", "C"),
        ("THE", "U"),
        ("A", "C"),
        ("7", "-"),
        (".", "-"),
        ("iPod", "l"),
        ("É", "C"),
        ("日", "l"),
    ],
    ids="lower capitalized upper single number mark inner-capital accented no-case".split(),
)
def test_case_is_kept_as_a_feature(text: str, expected: str, tokenizer: Tokenizer) -> None:
    """The vocabulary has no capitals, so the first subword tells of them."""
    assert feature(text, "case", tokenizer)[0] == CASES[expected]


def test_gaps_tell_what_stands_before(tokenizer: Tokenizer) -> None:
    """The beginning of the text, of a paragraph, a blank, or nothing."""
    expected = ["text", "blank", "glued", "paragraph", "glued"]
    assert feature("a b.\nc.", "gap", tokenizer) == [GAPS[gap] for gap in expected]


def test_headings_are_paragraphs_without_a_full_stop(tokenizer: Tokenizer) -> None:
    """The first one is the headline."""
    assert feature("A\n“B.”\nC\nD: E?", "paragraph", tokenizer) == [2, 0, 0, 0, 0, 1, 0, 0, 0, 0]


STYLES = {"straight": "\"\"''", "guillemets": "»«›‹", "curly": "”“’‘"}
"""Closing, opening, inner closing and inner opening mark; apostrophes stay."""


@pytest.mark.parametrize(
    "text",
    [
        "“It fell,” said Voss. “At night.”",
        "Voss: “He told me ‘go away’ twice.”",
        "It’s “a ruin”, the boys’ aunt said.\n\n“A ruin and\n\n“nothing else.”",
        "The “safe zone” grew.",
    ],
    ids=["direct", "nested", "mixed", "scare-quotes"],
)
@pytest.mark.parametrize("style", STYLES)
def test_the_style_of_marks_changes_nothing(text: str, style: str, tokenizer: Tokenizer) -> None:
    """Ids, offsets and features are those of curly marks: what was learned from one style holds for all."""
    curly = cut(text, tokenizer)
    closing, opening, inner_closing, inner_opening = STYLES[style]
    marks = str.maketrans({"“": opening, "”": closing, "‘": inner_opening})
    other_text = re.sub("(?<=away)’", inner_closing, text.translate(marks))
    other = cut(other_text, tokenizer)
    for name in ("ids", "starts", "ends", "heads", "paragraphs", "features"):
        assert np.array_equal(getattr(curly, name), getattr(other, name)), name


@given(
    st.lists(st.lists(st.sampled_from(["pier", "Voss", "7"]), min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(['""', "«»", "„“", "「」"]),
)
def test_no_style_of_marks_is_seen(quotations: list[list[str]], style: str) -> None:
    """Any text of quotations has the same ids and features in every style of one character."""

    def quoted(opening: str, closing: str) -> str:
        return " ".join(f"Voss said: {opening}{' '.join(words)},{closing} and wept." for words in quotations)

    curly, other = cut(quoted("“", "”"), english()), cut(quoted(*style), english())
    assert np.array_equal(curly.ids, other.ids)
    assert np.array_equal(curly.features, other.features)


@given(texts)
def test_any_text_is_cut(text: str) -> None:
    """Subwords come in order and apart, none is empty, features are in range, and paragraphs begin with a word."""
    subwords = cut(text, english())
    assert (subwords.starts < subwords.ends).all()
    assert (subwords.ends[:-1] <= subwords.starts[1:]).all()
    assert (np.diff(subwords.paragraphs) >= 0).all()
    assert (subwords.starts >= 0).all()
    assert (subwords.ends <= len(text)).all()
    for row, values in zip(subwords.features, FEATURES.values(), strict=True):
        assert ((row >= 0) & (row < values)).all()
    firsts = np.flatnonzero(np.diff(subwords.paragraphs, prepend=-1))
    assert subwords.heads[firsts].all()


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [("cafe\u0301 au", 4, 5), ("cafe\u0301\u0302", 4, 6), ("cafe au", 4, 4), ("cafe", 4, 4), ("", 0, 0)],
    ids=["one", "two", "none", "at-the-end", "empty"],
)
def test_word_end_takes_in_what_combines(text: str, end: int, expected: int) -> None:
    """Accents that stand alone belong to the letter before."""
    assert word_end(text, end) == expected
