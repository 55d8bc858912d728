"""Annotated texts to training examples: windows of subwords with tags, links, fields and names.

Two kinds of annotation teach the one encoder: gold articles, and texts with names. What a text is not annotated for
has `NO_LABEL`, on which no loss is taken; texts that nobody annotated are for teachers to speak about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import evolve, frozen

from claimkit.encoder.network import ACTS, NAME_TAGS, NAME_TYPES, SOURCE_TYPES, TAGS
from claimkit.encoder.subwords import Subwords, cut
from claimkit.encoder.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_ROLES = ("source", "cue", "content")
NO_LABEL = -100
"""Label of what no loss is taken on, as torch has it."""


@frozen(eq=False)
class GoldArticle:
    """An article in subwords, with its attributions as word spans (first word, last word; inclusive).

    Attributes:
        id: As in the gold file.
        subwords: The text as the network sees it.
        words: Index of the first subword of each word, ``(w,)``.
        attributions: What is to be learned; ``None`` if the text is not annotated for attributions.
        names: The index in `NAME_TAGS` of each word, or ``NO_LABEL``, ``(w,)``.
    """

    id: str
    subwords: Subwords
    words: NDArray[np.int64]
    attributions: tuple[GoldAttribution, ...] | None
    names: NDArray[np.int64]


@frozen
class GoldAttribution:
    """One attribution in word indices of the article; fields are ``NO_LABEL`` where the gold has none."""

    contents: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    act: int
    negated: int
    source_type: int


@frozen(eq=False)
class Example:
    """One window with what is to be learned from it; span indices count the words of the window.

    Attributes:
        ids: Subword ids, ``(t,)``.
        features: ``(len(FEATURES), t)``.
        words: Index of the first subword of each word, ``(w,)``.
        tags: Tag of each word, ``(w,)``.
        paragraphs: Paragraph number of each word, ``(w,)``.
        contents: ``(n, 2)``; `cue_of_content` is the row of `cues` each belongs to plus 1, or 0 for none, ``(n,)``.
        cues: ``(m, 2)``; `source_of_cue` is the row of `sources` each belongs to plus 1, or 0 for none, ``(m,)``.
        sources: ``(k, 2)``.
        acts: ``(m,)``, and so `negated`.
        source_types: ``(k,)``.
        names: Name tag of each word, ``(w,)``.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    words: NDArray[np.int64]
    tags: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    contents: NDArray[np.int64]
    cue_of_content: NDArray[np.int64]
    cues: NDArray[np.int64]
    source_of_cue: NDArray[np.int64]
    sources: NDArray[np.int64]
    acts: NDArray[np.int64]
    negated: NDArray[np.int64]
    source_types: NDArray[np.int64]
    names: NDArray[np.int64]


@frozen(eq=False)
class _Words:
    """The words of a text, and where they stand."""

    subwords: Subwords
    first: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, text: str, tokenizer: Tokenizer) -> _Words:
        subwords = cut(text, tokenizer)
        first = np.flatnonzero(subwords.heads)
        starts = subwords.starts[first]
        ends = np.append(subwords.ends[first[1:] - 1], subwords.ends[-1:]) if len(first) else starts
        return cls(subwords, first, starts, ends)

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last word that share a character with a span."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left")) - 1
        return (first, last) if first <= last else None


def gold_article(article: Mapping[str, Any], tokenizer: Tokenizer) -> GoldArticle:
    """One article of a gold file, cut into subwords and with its attributions in words."""
    words = _Words.of(article["text"], tokenizer)
    attributions = []
    for quote in article["quotes"]:
        spans = {role: [words.covering(*span) for span in quote[role]] for role in _ROLES}
        attributions.append(
            GoldAttribution(
                contents=tuple(span for span in spans["content"] if span),
                cue=next((span for span in spans["cue"] if span), None),
                source=next((span for span in spans["source"] if span), None),
                act=ACTS.index(quote["act"]) if quote.get("act") in ACTS else NO_LABEL,
                negated=int(quote["negated"]) if quote.get("negated") is not None else NO_LABEL,
                source_type=_index_or_none(SOURCE_TYPES, quote.get("speaker_type")),
            )
        )
    unknown = np.full(len(words.first), NO_LABEL, dtype=np.int64)
    return GoldArticle(str(article["id"]), words.subwords, words.first, tuple(attributions), unknown)


def text_with_names(text: Mapping[str, Any], tokenizer: Tokenizer) -> GoldArticle:
    """A text of which all names are annotated: ``id``, ``text``, and ``names`` with ``start``, ``end``, ``type``.

    Names of types that are not in `claimkit.encoder.network.NAME_TYPES` are passed over.
    """
    words = _Words.of(text["text"], tokenizer)
    tags = np.zeros(len(words.first), dtype=np.int64)
    for name in text["names"]:
        span = words.covering(name["start"], name["end"])
        if span and name["type"] in NAME_TYPES:
            tags[span[0] : span[1] + 1] = NAME_TAGS.index(f"I-{name['type']}")
            tags[span[0]] = NAME_TAGS.index(f"B-{name['type']}")
    return GoldArticle(str(text["id"]), words.subwords, words.first, None, tags)


def plain_text(text: Mapping[str, Any], tokenizer: Tokenizer) -> GoldArticle:
    """A text that is annotated for nothing: ``id`` and ``text``."""
    words = _Words.of(text["text"], tokenizer)
    unknown = np.full(len(words.first), NO_LABEL, dtype=np.int64)
    return GoldArticle(str(text["id"]), words.subwords, words.first, None, unknown)


def _index_or_none(values: Sequence[str], value: object) -> int:
    return values.index(value) if value in values else NO_LABEL


def examples(article: GoldArticle, *, size: int, context: int) -> Iterator[Example]:
    """The windows of an article as examples, laid out as in reading."""
    tags = _tags(article)
    for window in windows(article.subwords.paragraphs, article.subwords.quoted, size=size, context=context):
        low, high = np.searchsorted(article.words, [window.start, window.end])
        yield _example(article, tags, window.start, window.end, int(low), int(high))


def with_spans(example: Example, tags: NDArray[np.int64]) -> Example:
    """A window with the spans that tags of its words mark, without labels for them.

    A span goes on as long as its role does and no other begins, whatever it begins with.

    Args:
        example: The window.
        tags: The index in `TAGS` of each word, ``(w,)``.
    """
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in _ROLES}
    first = 0
    for word in range(1, len(tags) + 1):
        role = TAGS[tags[first]][2:]
        if word < len(tags) and role and TAGS[tags[word]] == f"I-{role}":
            continue
        if role:
            spans[role].append((first, word - 1))
        first = word
    contents, cues, sources = (
        np.array(spans[role], dtype=np.int64).reshape(-1, 2) for role in ("content", "cue", "source")
    )
    unknown = [np.full(len(found), NO_LABEL, dtype=np.int64) for found in (contents, cues, sources)]
    return evolve(
        example,
        contents=contents,
        cue_of_content=unknown[0],
        cues=cues,
        source_of_cue=unknown[1],
        acts=unknown[1],
        negated=unknown[1],
        sources=sources,
        source_types=unknown[2],
    )


def _tags(article: GoldArticle) -> NDArray[np.int64]:
    if article.attributions is None:
        return np.full(len(article.words), NO_LABEL, dtype=np.int64)
    tags = np.zeros(len(article.words), dtype=np.int64)
    for attribution in article.attributions:
        for role, spans in (
            ("content", attribution.contents),
            ("cue", (attribution.cue,)),
            ("source", (attribution.source,)),
        ):
            for span in spans:
                if span:
                    tags[span[0] : span[1] + 1] = TAGS.index(f"I-{role}")
                    tags[span[0]] = TAGS.index(f"B-{role}")
    return tags


def _example(article: GoldArticle, tags: NDArray[np.int64], start: int, end: int, low: int, high: int) -> Example:
    """The window of subwords ``start`` to ``end``, which holds the words ``low`` to ``high``.

    A span that the edge of the window cuts is left to the window that holds all of it; its words keep their tags.
    """

    def inside(span: tuple[int, int] | None) -> bool:
        return span is not None and low <= span[0] and span[1] < high

    attributions = article.attributions or ()
    by_cue = {a.cue: a for a in reversed(attributions) if a.cue and inside(a.cue)}
    heard = list(by_cue.values())
    cues = {cue: row for row, cue in enumerate(by_cue)}
    sources: dict[tuple[int, int], int] = {}
    for attribution in heard:
        if attribution.source and inside(attribution.source):
            sources.setdefault(attribution.source, attribution.source_type)
    rows = {source: row for row, source in enumerate(sources)}
    contents = [(span, a.cue) for a in attributions for span in a.contents if inside(span)]
    words = article.words[low:high]

    def spans(found: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
        return np.array([(first - low, last - low) for first, last in found], dtype=np.int64).reshape(-1, 2)

    return Example(
        ids=article.subwords.ids[start:end],
        features=article.subwords.features[:, start:end],
        words=words - start,
        tags=tags[low:high],
        paragraphs=article.subwords.paragraphs[words],
        contents=spans(span for span, _ in contents),
        cue_of_content=np.array([cues[cue] + 1 if cue in cues else 0 for _, cue in contents], dtype=np.int64),
        cues=spans(cues),
        source_of_cue=np.array([rows[a.source] + 1 if a.source in rows else 0 for a in heard], dtype=np.int64),
        sources=spans(sources),
        acts=np.array([a.act for a in heard], dtype=np.int64),
        negated=np.array([a.negated for a in heard], dtype=np.int64),
        source_types=np.array(list(sources.values()), dtype=np.int64),
        names=article.names[low:high],
    )
