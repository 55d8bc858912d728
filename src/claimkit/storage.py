"""Quotes on a Doc: the only file that touches ``doc.spans``.

spaCy carries span groups with their ``attrs`` through ``to_bytes``, ``DocBin``, ``nlp.pipe(n_process=...)`` and copies,
and drops or refuses most of what else one may hang on a Doc. So the quotes go into the ``attrs`` of one group, as JSON
with a version, and come back as records. The groups themselves hold spaCy spans of content, cues and sources, each
with the id of its quote, for those who work with spans; where a quote begins or ends inside a token, the span takes
the whole token and the record keeps the exact characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimkit.errors import StorageError
from claimkit.records import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, SpanGroup
    from spacy.tokens import Span as TokenSpan

    from claimkit.records import Span

CONTENT: Final = "claimkit_content"
"""Key of the group of content spans, whose ``attrs`` hold the quotes."""

CUES: Final = "claimkit_cues"
"""Key of the group of cues."""

SOURCES: Final = "claimkit_sources"
"""Key of the group of sources."""

FORMAT: Final = 1
"""Version of what stands in the ``attrs``; it goes up when an older claimkit could misread what a newer one wrote."""


def write_quotes(doc: Doc, quotes: Sequence[Quote]) -> None:
    """Store quotes on a Doc, in place of those that claimkit stored there before.

    Args:
        doc: The Doc whose text the quotes point into.
        quotes: The quotes, with or without speakers.

    Raises:
        StorageError: Another program keeps spans under one of our keys; they are left untouched.
    """
    from spacy.tokens import SpanGroup

    from claimkit.exports import to_dict

    for key in (CONTENT, CUES, SOURCES):
        _check_ours(doc, key)
    mark = {"claimkit": FORMAT}
    everything = {**mark, "quotes": [to_dict(quote) for quote in quotes]}
    content = [(quote.id, quote.kind, span) for quote in quotes for span in quote.content]
    cues = [(quote.id, "cue", quote.cue) for quote in quotes if quote.cue]
    sources = [(quote.id, "source", quote.source) for quote in quotes if quote.source]
    for key, attrs, spans in ((CONTENT, everything, content), (CUES, mark, cues), (SOURCES, mark, sources)):
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=list(_token_spans(doc, spans)))


def read_quotes(doc: Doc) -> tuple[Quote, ...]:
    """The quotes that are stored on a Doc, in order of the text.

    Raises:
        StorageError: None are stored, or by a version of claimkit that this one cannot read.
    """
    from claimkit.exports import from_dict

    if not has_quotes(doc):
        message = (
            "There are no quotes on this Doc. Put 'claimkit_quotes' into the pipeline that makes it, before "
            "'claimkit_speakers', or call claimkit.read."
        )
        raise StorageError(message)
    version = doc.spans[CONTENT].attrs["claimkit"]
    if version != FORMAT:
        message = (
            f"The quotes on this Doc have format {version!r}, and this version of claimkit reads format {FORMAT}. "
            "Read the text again, or install the version of claimkit that stored them."
        )
        raise StorageError(message)
    return tuple(from_dict(quote, of=Quote) for quote in doc.spans[CONTENT].attrs["quotes"])


def has_quotes(doc: Doc) -> bool:
    """Whether claimkit stored quotes on the Doc, were it only to say that there are none."""
    return CONTENT in doc.spans and "claimkit" in doc.spans[CONTENT].attrs


def _check_ours(doc: Doc, key: str) -> None:
    if key in doc.spans and "claimkit" not in doc.spans[key].attrs:
        group: SpanGroup = doc.spans[key]
        message = (
            f"doc.spans[{key!r}] holds {len(group)} spans that claimkit did not put there, and it needs that key. "
            "Keep them under another key, or delete them before claimkit runs."
        )
        raise StorageError(message)


def _token_spans(doc: Doc, spans: Iterable[tuple[str, str, Span]]) -> Iterable[TokenSpan]:
    for identifier, label, span in spans:
        found = doc.char_span(span.start, span.end, label=label, span_id=identifier, alignment_mode="expand")
        if found is not None:
            yield found
