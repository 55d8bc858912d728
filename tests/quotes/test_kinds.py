"""Kinds: direct, mixed and indirect, decided by the quotation marks; content stands in brackets ⟦ ⟧."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from strategies import texts

from claimkit.quotes.kinds import kind_of
from claimkit.quotes.marks import pair_marks
from claimkit.records import Span


def kind(markup: str) -> str:
    """The kind of what stands in brackets."""
    text, content = "", []
    for outside, inside in re.findall(r"([^⟦]*)(?:⟦([^⟧]*)⟧)?", markup):
        text += outside
        content.append((len(text), len(text + inside)))
        text += inside
    return kind_of([Span.of(text, start, end) for start, end in content if start < end], pair_marks(text))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("⟦“The pier is gone,”⟧ she said.", "direct", id="curly"),
        pytest.param("⟦‘The pier is gone,’⟧ she said.", "direct", id="single"),
        pytest.param("⟦«The pier is gone»⟧, she said.", "direct", id="guillemets"),
        pytest.param("She said: “⟦The pier is gone.⟧”", "direct", id="marks-left-outside"),
        pytest.param("⟦“The pier,”⟧ she said, ⟦“is gone.”⟧", "direct", id="split"),
        pytest.param("⟦“He told me ‘go’,”⟧ she said.", "direct", id="nested"),
        pytest.param("⟦The pier is gone⟧, she said.", "indirect", id="no-marks"),
        pytest.param("She called the pier ⟦a “ruin” by the sea⟧.", "mixed", id="a-part"),
        pytest.param("⟦“The pier,”⟧ she said, ⟦was gone.⟧", "mixed", id="one-half"),
        pytest.param("⟦It was “awful, just awful”⟧, she said.", "mixed", id="the-end"),
        pytest.param("She said ⟦she had read “The Long Pier” twice⟧.", "indirect", id="title"),
        pytest.param("She said ⟦flight “KL 12” was late⟧.", "indirect", id="code"),
        pytest.param("She said ⟦it isn't the boys' pier⟧.", "indirect", id="apostrophes"),
        pytest.param("⟦“…”⟧ she said.", "indirect", id="no-words"),
    ],
)
def test_kind(markup: str, expected: str) -> None:
    """All words in marks make a quote direct, some make it mixed; names and titles in marks do not count."""
    assert kind(markup) == expected


@given(texts.filter(bool))
def test_every_text_has_a_kind(text: str) -> None:
    """Whatever the content is, there is an answer; without marks it is "indirect"."""
    quotations = pair_marks(text)
    found = kind_of([Span.of(text, 0, len(text))], quotations)
    assert found in {"direct", "mixed", "indirect"}
    assert quotations or found == "indirect"
