from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.candidates import candidate_pairs, phrase_features, word_features


def test_a_fragment_finds_its_whole() -> None:
    """What is shared is weighed against the lighter side, so a short wording reaches a long one."""
    whole = list(range(40))
    pairs = [(a, b) for a, b, *_ in candidate_pairs(*phrase_features([whole, [100, 101, 102], whole[10:14]]), 3)]
    assert pairs == [(0, 2)]


def test_a_wording_of_one_word_has_a_feature() -> None:
    """One word is found by itself."""
    assert len(phrase_features([[7]])[0]) == 1


def test_phrases_of_everybody_say_nothing() -> None:
    """A phrase in more wordings than the cap proposes no pair."""
    features, owners = phrase_features([[1, 2, 10 * n, 10 * n + 1] for n in range(1, 8)])
    assert list(candidate_pairs(features, owners, 7, cap=5)) == []


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=12))
def test_pairs_are_ordered_distinct_and_share_a_word(sequences: list[list[int]]) -> None:
    """Each pair comes once, smaller first, and its two sides share a feature."""
    for features in (phrase_features, word_features):
        pairs = [tuple(pair[:2]) for pair in candidate_pairs(*features(sequences), len(sequences))]
        assert pairs == sorted(set(pairs))
        assert all(a < b and set(sequences[a]) & set(sequences[b]) for a, b in pairs)
