"""Gold articles to examples: words, tags and links, window by window."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimkit.encoder.network import TAGS
from claimkit.encoder.subwords import load_tokenizer
from claimkit.evaluation.marked_text import parse_marked
from claimkit.models import ENGLISH
from claimkit.training.corpus import NO_LABEL, GoldArticle, examples, gold_article

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MARKED = """
=== harbor | The Courier | 2031-03-14 | training
⟦s1,2 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier is gone⟧, ⟦k2 adding⟧: ⟦c2 “Nobody looked untranslatably.”⟧
⟦c3 “The sea,”⟧ ⟦s3 a note⟧ ⟦k3 read⟧, ⟦c3 “is patient.”⟧ ⟦c4 “So are we.”⟧
---
1 indirect speech | Ada Voss | person
2 direct speech negated | Ada Voss | person
3 direct thought | a note | unnamed
4 direct speech | | none
"""


@cache
def english() -> Tokenizer:
    """The tokenizer of the English model."""
    return load_tokenizer(ENGLISH / "tokenizer.json")


@pytest.fixture
def harbor() -> GoldArticle:
    """The article of the tests, in subwords."""
    return gold_article(parse_marked(MARKED)[0], english())


def text_of(article: GoldArticle, span: tuple[int, int] | None) -> str:
    """The characters of a span of words."""
    assert span
    ends = np.append(article.words[1:], len(article.subwords)) - 1
    start = article.subwords.starts[article.words[span[0]]]
    return article.subwords.text[start : article.subwords.ends[ends[span[1]]]]


def said(article: GoldArticle, span: NDArray[np.int64]) -> str:
    """The characters of a span of an example that begins with the article."""
    return text_of(article, (int(span[0]), int(span[1])))


def test_spans_are_in_words(harbor: GoldArticle) -> None:
    """First and last word of what was annotated, marks included."""
    assert [[text_of(harbor, span) for span in a.contents] for a in harbor.attributions] == [
        ["the pier is gone"],
        ["“Nobody looked untranslatably.”"],
        ["“The sea,”", "“is patient.”"],
        ["“So are we.”"],
    ]
    assert [text_of(harbor, a.cue) for a in harbor.attributions if a.cue] == ["said", "adding", "read"]
    assert [text_of(harbor, a.source) for a in harbor.attributions if a.source] == ["Ada Voss", "Ada Voss", "a note"]


def test_fields_are_numbers(harbor: GoldArticle) -> None:
    """What the gold does not say is no label."""
    assert [(a.act, a.negated, a.source_type) for a in harbor.attributions] == [
        (0, 0, 0),
        (0, 1, 0),
        (1, 0, 2),
        (0, 0, NO_LABEL),
    ]


def test_a_span_that_begins_inside_a_word_takes_all_of_it() -> None:
    """Gold of elsewhere may cut words."""
    quote = {"content": [[6, 13]], "cue": [], "source": []}
    article = gold_article({"id": 1, "text": "He wept bitterly.", "quotes": [quote]}, english())
    assert [text_of(article, span) for span in article.attributions[0].contents] == ["wept bitterly"]
    assert article.id == "1"


@pytest.mark.parametrize(
    ("text", "span"), [("", [0, 0]), ("He wept.", [2, 3]), (" \n ", [0, 2])], ids=["empty", "blank", "only-blanks"]
)
def test_a_span_without_words_is_left_out(text: str, span: list[int]) -> None:
    """There is nothing to tag."""
    article = gold_article(
        {"id": "a", "text": text, "quotes": [{"content": [span], "cue": [], "source": []}]}, english()
    )
    assert article.attributions[0].contents == ()


def test_an_example_has_tags_and_links(harbor: GoldArticle) -> None:
    """One window over all: each content knows its cue, each cue its source, and one source serves two cues."""
    (example,) = examples(harbor, size=200, context=8)
    tags = [TAGS[tag] for tag in example.tags]
    assert tags[:8] == ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 3, "O"]
    assert tags.count("B-content") == 5
    assert example.cue_of_content.tolist()[-1] == 0
    cues = [said(harbor, example.cues[row - 1]) for row in example.cue_of_content[:-1]]
    assert cues == ["said", "adding", "read", "read"]
    fields = {
        said(harbor, cue): (said(harbor, example.sources[row - 1]), act, negated, kind)
        for cue, row, act, negated in zip(
            example.cues, example.source_of_cue, example.acts, example.negated, strict=True
        )
        for kind in [example.source_types[row - 1]]
    }
    assert fields == {
        "said": ("Ada Voss", 0, 0, 0),
        "adding": ("Ada Voss", 0, 1, 0),
        "read": ("a note", 1, 0, 2),
    }
    assert len(example.sources) == 2
    assert len(example.paragraphs) == len(example.words) == len(example.tags)


def test_windows_cover_every_word_and_spans_stay_inside(harbor: GoldArticle) -> None:
    """However small the windows, every word gets its tag, and span indices count the window's words."""
    for size in range(6, 40):
        found = list(examples(harbor, size=size, context=3))
        for example in found:
            assert len(example.ids) <= size
            for spans in (example.contents, example.cues, example.sources):
                assert ((spans >= 0) & (spans < len(example.words))).all()
                assert (spans[:, 0] <= spans[:, 1]).all()
            assert (example.cue_of_content <= len(example.cues)).all()
            assert (example.source_of_cue <= len(example.sources)).all()
            assert len(example.cue_of_content) == len(example.contents)
        assert sum(len(example.words) for example in found) >= len(harbor.words)
