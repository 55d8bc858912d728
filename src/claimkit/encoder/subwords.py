"""A text as the network sees it: subword ids and features, each with its place in the original text.

Two things make the network blind to typography. It is shown the `canonical` text, in which every quotation mark that
was settled by rule looks the same, and it is told by features what that text no longer shows: which marks open and
close, what is quoted, what is capitalised, where a paragraph begins.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.encoder.datelines import dateline_of
from claimkit.quotes.marks import Quotation, canonical, pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

FEATURES = {"mark": 8, "case": 5, "gap": 4, "paragraph": 3}
"""The features of a subword and how many values each has; the network has an embedding for each."""

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_DOUBLE_MARK = re.compile('["“”„«»]')
_SENTENCE_END = re.compile(r"[.!?:;…][\"')\]\s]*$")

_OUTSIDE, _OPENS, _INSIDE, _CLOSES, _INSIDE_NESTED, _NESTED_MARK, _INSIDE_UNCLOSED, _STRAY = range(8)
_NO_LETTERS, _LOWER, _CAPITALISED, _UPPER, UNKNOWN_CASE = range(5)
_GLUED, _BLANK, _PARAGRAPH_START, _TEXT_START = range(4)
_SENTENCES, _HEADING, _FIRST_HEADING = range(3)


@frozen(eq=False)
class Subwords:
    """A text cut into ``n`` subwords, in order.

    Attributes:
        text: The original text.
        quotations: What stands in quotation marks, as `pair_marks` settled it.
        dateline: Where the dateline stands, if there is one, as `dateline_of` has it.
        ids: Vocabulary ids, shape ``(n,)``.
        starts: Offset of the first character of each subword in the original text, shape ``(n,)``.
        ends: Offset after its last character, shape ``(n,)``.
        heads: Whether the subword begins a word; punctuation marks count as words, shape ``(n,)``.
        paragraphs: Number of the paragraph, from 0, shape ``(n,)``.
        features: One row for each of `FEATURES`, in their order, shape ``(len(FEATURES), n)``.
    """

    text: str
    quotations: tuple[Quotation, ...]
    dateline: tuple[int, int] | None
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    heads: NDArray[np.bool_]
    paragraphs: NDArray[np.int64]
    features: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def quoted(self) -> NDArray[np.bool_]:
        """Whether each subword stands in quotation marks or is one, shape ``(n,)``."""
        marked: NDArray[np.bool_] = self.features[0] != _OUTSIDE
        return marked


def load_tokenizer(path: Path) -> Tokenizer:
    """The subword tokenizer saved at ``path``, set up to cut whole texts without padding or markers."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def cut(text: str, tokenizer: Tokenizer) -> Subwords:
    """Cut a text into subwords; any string that UTF-8 can hold will do, and an empty one gives none."""
    quotations = pair_marks(text)
    plain = canonical(text, quotations)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    heads: list[bool] = []
    paragraphs: list[int] = []
    kinds: list[int] = []
    dateline = dateline_of(text)
    for number, (begin, end) in enumerate(_paragraphs(text, dateline)):
        encoding = tokenizer.encode(plain[begin:end], add_special_tokens=False)
        kind = _kind_of_paragraph(plain[begin:end], number)
        for identifier, (start, stop), token in zip(encoding.ids, encoding.offsets, encoding.tokens, strict=True):
            ids.append(identifier)
            starts.append(begin + start)
            ends.append(begin + stop)
            heads.append(not token.startswith("##"))
            paragraphs.append(number)
            kinds.append(kind)
    features = np.zeros((len(FEATURES), len(ids)), dtype=np.int64)
    features[0] = _mark_feature(text, quotations, starts)
    features[1] = [_case_of(text[start:stop]) for start, stop in zip(starts, ends, strict=True)]
    features[2] = list(_gaps(starts, ends, paragraphs))
    features[3] = kinds
    return Subwords(
        text=text,
        quotations=quotations,
        dateline=dateline,
        ids=np.array(ids, dtype=np.int64),
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(ends, dtype=np.int64),
        heads=np.array(heads, dtype=np.bool_),
        paragraphs=np.array(paragraphs, dtype=np.int64),
        features=features,
    )


def _paragraphs(text: str, dateline: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    """The stretches between line breaks that hold more than blanks; a dateline is one of its own."""
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        if dateline and start <= dateline[0] < end:
            yield dateline
            start = dateline[1]
        if not text[start:end].isspace():
            yield start, end


def _kind_of_paragraph(paragraph: str, number: int) -> int:
    """Whether a paragraph consists of sentences or looks like a heading or caption, which has no full stop."""
    if _SENTENCE_END.search(paragraph.rstrip()):
        return _SENTENCES
    return _HEADING if number else _FIRST_HEADING


def _mark_feature(text: str, quotations: Sequence[Quotation], starts: Sequence[int]) -> NDArray[np.int64]:
    """For each subword its place in the quotation around it, from the outermost quotation inwards."""
    at = np.full(len(text) + 1, _OUTSIDE, dtype=np.int64)
    for mark in _DOUBLE_MARK.finditer(text):
        at[mark.start()] = _STRAY
    for quotation in quotations:  # outer quotations come before those inside them
        nested = quotation.depth > 0
        inside = _INSIDE_NESTED if nested else _INSIDE if quotation.closed else _INSIDE_UNCLOSED
        at[quotation.inner_start : quotation.inner_end] = inside
        at[quotation.start : quotation.inner_start] = _NESTED_MARK if nested else _OPENS
        at[quotation.inner_end : quotation.end] = _NESTED_MARK if nested else _CLOSES
    return at[np.array(starts, dtype=np.int64)]


def _case_of(piece: str) -> int:
    if piece.islower():
        return _LOWER
    letters = [character for character in piece if character.isalpha()]
    if not letters:
        return _NO_LETTERS
    if not letters[0].isupper():
        return _LOWER
    return _UPPER if len(letters) > 1 and all(letter.isupper() for letter in letters) else _CAPITALISED


def _gaps(starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]) -> Iterator[int]:
    """What stands before each subword: nothing, a blank, a paragraph break or the beginning of the text."""
    for place, start in enumerate(starts):
        if place == 0:
            yield _TEXT_START
        elif paragraphs[place] != paragraphs[place - 1]:
            yield _PARAGRAPH_START
        else:
            yield _GLUED if start == ends[place - 1] else _BLANK


def word_end(text: str, end: int) -> int:
    r"""``end`` moved past combining characters, which the tokenizer leaves out of its offsets.

    >>> word_end("cafe\u0301 au lait", 4)
    5
    """
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
