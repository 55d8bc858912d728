from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.normalisation import normalise
from claimkit.comparison.wordings import Wordings

PIECES = (
    "the The dam Orlik's 12,000 won't U.S. end. cease-fire ceasefire … ... . .. [...] [they] [the council (laughs) ) ( "
    "] [T]hey want[ed] (a short aside) “so “a disgrace” \"loud\" ''dead'' Kyiv colour at this time no comment ÉTÉ ﬀ"
).split()

texts = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=8).map("  ".join),
        st.text(max_size=30),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=50)
@given(texts)
def test_what_is_held_of_a_text_is_what_normalising_it_gives(given_texts: list[str]) -> None:
    """Reading token by token, and remembering tokens, changes nothing: words, weights, names, asides, gaps, marks."""
    wordings = Wordings()
    numbers, _ = wordings.add(given_texts)
    for text, number in zip(given_texts, numbers, strict=True):
        assert (number == -1) == (not normalise(text).keys)
    for number, text in enumerate(wordings.texts):
        held, made = wordings.words_of(number), normalise(text)
        assert (held.keys, held.weights, held.fullness) == (made.keys, made.weights, made.fullness)
        assert (held.names, held.asides, held.gaps, held.told) == (made.names, made.asides, made.gaps, made.told)


@settings(deadline=None, max_examples=50)
@given(texts, texts)
def test_portions_make_no_difference_to_what_is_held(first: list[str], second: list[str]) -> None:
    """Texts that come later find the wordings that are there, and the plainest text stands for each."""
    at_once, in_two = Wordings(), Wordings()
    numbers, _ = at_once.add([*first, *second])
    assert [*in_two.add(first)[0], *in_two.add(second)[0]] == numbers
    assert in_two.texts == at_once.texts
    assert in_two.fullness == at_once.fullness


def test_a_plainer_text_takes_over() -> None:
    """Of texts with the same words, the one with the fewest marks of the paper stands for them."""
    wordings = Wordings()
    wordings.add(["the dam … will hold"])
    assert wordings.add(["the dam will hold", "a bridge"]) == ([0, 1], frozenset({0}))
    assert (wordings.texts[0], wordings.words_of(0).gaps) == ("the dam will hold", frozenset())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("The dam … WILL hold!", 0, id="the same words"),
        pytest.param("the dam will not hold", None, id="other words"),
        pytest.param("Hmeimim", None, id="a word that nobody used"),
    ],
)
def test_a_wording_is_found_by_any_text_with_its_words(text: str, number: int | None) -> None:
    """Marks and capitals do not matter for finding it."""
    wordings = Wordings()
    wordings.add(["the dam will hold", "not"])
    assert wordings.number_of(text) == number
