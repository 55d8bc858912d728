from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.candidates import CandidateIndex, Features, phrase_features, word_features

EQUAL = [100] * 200
"""Weights of words that all tell the same."""

wordings = st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=12)


def pairs_of(features: Features, count: int, **options: int) -> list[tuple[int, int]]:
    """The candidate pairs of wordings that are held at once."""
    index = CandidateIndex(**options)
    index.rebuild(features, count)
    return list(index.pairs())


def test_a_fragment_finds_its_whole() -> None:
    """What is shared is weighed against the lighter side, so a short wording reaches a long one."""
    whole = list(range(40))
    assert pairs_of(phrase_features([whole, [100, 101, 102], whole[10:14]], EQUAL), 3) == [(0, 2)]


def test_telling_words_weigh_more() -> None:
    """A shared run of telling words is enough where one of function words is not."""
    sequences = [[1, 2, 3, 4, 5, 6], [1, 2, 13, 14, 15, 16]]
    assert pairs_of(phrase_features(sequences, [1000] * 3 + [10] * 20), 2) == [(0, 1)]
    assert pairs_of(phrase_features(sequences, [10] * 3 + [1000] * 20), 2) == []


def test_a_wording_of_one_word_has_a_feature() -> None:
    """One word is found by itself."""
    assert len(phrase_features([[7]], EQUAL).hashes) == 1


def test_phrases_of_everybody_say_nothing() -> None:
    """A phrase in more wordings than the cap proposes no pair."""
    assert pairs_of(phrase_features([[1, 2, 10 * n, 10 * n + 1] for n in range(1, 8)], EQUAL), 7, cap=5) == []


def test_the_wording_that_makes_a_phrase_too_frequent_tells_who_had_it() -> None:
    """Pairs that rested on the phrase may be candidates no longer, and the caller learns which those are."""
    index = CandidateIndex(cap=3)
    index.rebuild(phrase_features([[1, 2, 3], [1, 2, 4]], EQUAL), 2)
    assert index.add(phrase_features([[1, 2, 5]], EQUAL)) == []
    assert index.near(0, phrase_features([[1, 2, 3]], EQUAL)) == [1, 2]
    assert index.add(phrase_features([[1, 2, 6]], EQUAL)) == [[0, 1, 2]]
    assert index.near(0, phrase_features([[1, 2, 3]], EQUAL)) == []


@settings(deadline=None)
@given(wordings)
def test_pairs_are_ordered_distinct_and_share_a_word(sequences: list[list[int]]) -> None:
    """Each pair comes once, smaller first, and its two sides share a feature."""
    for features in (phrase_features, word_features):
        pairs = pairs_of(features(sequences, EQUAL), len(sequences))
        assert pairs == sorted(set(pairs))
        assert all(a < b and set(sequences[a]) & set(sequences[b]) for a, b in pairs)


@settings(deadline=None)
@given(wordings, st.integers(0, 12))
def test_one_by_one_finds_what_all_at_once_finds(sequences: list[list[int]], held: int) -> None:
    """Wordings may come at once or one by one: each has the same candidates."""
    at_once = set(pairs_of(phrase_features(sequences, EQUAL), len(sequences), cap=3))
    index = CandidateIndex(cap=3)
    index.rebuild(phrase_features(sequences[:held], EQUAL), len(sequences[:held]))
    for sequence in sequences[held:]:
        index.add(phrase_features([sequence], EQUAL))
    near = {
        (min(one, other), max(one, other))
        for one, sequence in enumerate(sequences)
        for other in index.near(one, phrase_features([sequence], EQUAL))
    }
    assert near == at_once == set(index.pairs())


@settings(deadline=None)
@given(halves=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20), spread=st.booleans())
def test_features_lie_in_order(halves: list[tuple[int, int]], *, spread: bool) -> None:
    """Features that have half of their bits in common are told apart, and those of one wording come once."""
    hashes = np.array([(upper << (32 * spread + 1)) | lower for upper, lower in halves], dtype=np.uint64)
    count = len(hashes)
    owners = np.arange(count, dtype=np.int32) // 2
    index = CandidateIndex(cap=count + 1, floor=1)
    index.rebuild(Features(hashes, owners, np.full(count, 100, dtype=np.int32)), count)
    held = [set(hashes[owners == owner].tolist()) for owner in range(count)]
    expected = [(a, b) for a in range(count) for b in range(a + 1, count) if held[a] & held[b]]
    assert list(index.pairs()) == expected
