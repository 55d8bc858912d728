"""Windows: laws of laying out subwords in stretches that the network can read at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.encoder.windows import Window, windows


def laid_out(lengths: list[int], *, size: int, context: int, quoted: str = "") -> list[tuple[int, int, int]]:
    """The windows over paragraphs of these lengths; ``quoted`` has an x for each subword in quotation marks."""
    paragraphs = np.repeat(np.arange(len(lengths)), lengths)
    marked = np.array([sign == "x" for sign in quoted.ljust(len(paragraphs), ".")], dtype=bool)
    found = windows(paragraphs, marked, size=size, context=context)
    return [(window.start, window.fresh, window.end) for window in found]


def test_no_subwords_no_windows() -> None:
    """An empty text needs no reading."""
    assert windows(np.array([], dtype=np.int64), np.array([], dtype=bool), size=8, context=2) == ()


def test_what_fits_is_one_window() -> None:
    """However many paragraphs it has."""
    assert laid_out([3, 1, 4], size=8, context=2) == [(0, 0, 8)]


def test_windows_end_with_paragraphs() -> None:
    """A paragraph that does not fit any more begins the next window, without context."""
    assert laid_out([3, 3, 3], size=6, context=2) == [(0, 0, 3), (3, 3, 9)]


def test_windows_are_about_equally_long() -> None:
    """A short rest at the end would be read without its surroundings."""
    assert laid_out([5] * 5, size=20, context=2) == [(0, 0, 10), (10, 10, 25)]


def test_a_window_ends_rather_not_before_a_quotation() -> None:
    """The quotation may go on from what stands before it."""
    quoted = "." * 10 + "x" * 5
    assert laid_out([5] * 5, size=20, context=2, quoted=quoted)[0] == (0, 0, 15)


def test_a_long_paragraph_is_cut_and_read_with_context() -> None:
    """Its later windows begin with the end of the one before."""
    assert laid_out([20], size=8, context=2) == [(0, 0, 8), (6, 8, 14), (12, 14, 20)]


def test_the_rest_of_a_long_paragraph_takes_what_fits() -> None:
    """A cut paragraph's last window goes on with the next paragraphs."""
    assert laid_out([10, 2, 2], size=8, context=2) == [(0, 0, 8), (6, 8, 14)]


def test_a_window_that_begins_in_quotation_marks_has_context() -> None:
    """The quotation may go on, and its cue be before the break."""
    assert laid_out([6, 6], size=8, context=2, quoted="......xxxxxx") == [(0, 0, 6), (4, 6, 12)]


def test_context_takes_room() -> None:
    """A paragraph that would fit by itself may be cut where context stands before it."""
    assert laid_out([8, 8], size=8, context=2, quoted="........xxxxxxxx") == [(0, 0, 8), (6, 8, 14), (12, 14, 16)]


@pytest.mark.parametrize("context", [0, 7], ids=["none", "most"])
def test_any_context_leaves_room_for_progress(context: int) -> None:
    """At least one subword of every window is fresh."""
    assert len(laid_out([12], size=8, context=context)) == (2 if context == 0 else 5)


@given(
    st.lists(st.integers(1, 40), max_size=12), st.integers(2, 30), st.data(), st.text(".x", min_size=480, max_size=480)
)
def test_windows_tile_the_text(lengths: list[int], size: int, data: st.DataObject, quoted: str) -> None:
    """Fresh parts tile the subwords in order; sizes and contexts keep to their limits; context only where it helps."""
    context = data.draw(st.integers(0, size - 1))
    total = sum(lengths)
    paragraphs = np.repeat(np.arange(len(lengths)), lengths)
    marked = np.array([sign == "x" for sign in quoted[:total]], dtype=bool)
    found = windows(paragraphs, marked, size=size, context=context)
    assert [window.fresh for window in found] == [0, *(window.end for window in found[:-1])][: len(found)]
    assert (found[-1].end if found else 0) == total
    bounds = set(np.cumsum(lengths).tolist())
    for window in found:
        assert 0 <= window.start <= window.fresh < window.end
        assert window.end - window.start <= size
        assert window.fresh - window.start <= context
        assert window.end in bounds or window.end - window.start == size
        goes_on = window.fresh > 0 and (window.fresh not in bounds or marked[window.fresh])
        assert window.start == (max(0, window.fresh - context) if goes_on else window.fresh)
    assert all(isinstance(window, Window) and before.end == window.fresh for before, window in pairwise(found))
