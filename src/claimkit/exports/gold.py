"""The gold format: attributions as bare offsets, one article an object, for evaluation and annotation.

::

    {"id": "...", "text": "...",
     "quotes": [{"kind": "direct", "content": [[0, 12], [25, 40]], "cue": [[14, 18]], "source": [[19, 23]],
                 "speakers": ["Mara Lind"], "speaker_type": "person", "act": "speech", "negated": false,
                 "group": "g1"}]}

``speakers`` lists the accepted names, the canonical one first; predictions have one or none. ``group`` is the same for
all quotes that are one utterance, across articles. Gold files may say ``"required": false`` for borderline cases and
list ``not_quotes``; scorers read those keys from the JSON itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from claimkit.errors import InputError
from claimkit.exports.jsonl import article_from, read_lines
from claimkit.records import NOBODY, Act, Article, Comparison, Json, Kind, Quote, Span, Speaker, SpeakerType

if TYPE_CHECKING:
    from claimkit.exports.jsonl import Source

_KINDS: Mapping[str, tuple[Kind, Act | None]] = {
    "direct": ("direct", None),
    "mixed": ("mixed", None),
    "indirect": ("indirect", None),
    # Two further names stand in corpora that were annotated by wider guides.
    "indirect-speech": ("indirect", "speech"),
    "indirect-other": ("indirect", "thought"),
}
_MARKS = "\"'“”„‟‘’‚‛«»‹›`"


def to_gold(articles: Iterable[Article], comparison: Comparison | None = None) -> list[dict[str, Json]]:
    """Articles in the gold format, same ids, same order; quotes inside quotes, which it has no place for, are left out.

    Args:
        articles: Articles that were read.
        comparison: Where their quotes were grouped; each quote that shares its group with another article gets the
            id of the group as its label, and people are called by the fullest name that the articles give together.

    >>> from claimkit.records import Article, Quote, Span
    >>> rain = Span(0, 4, "Rain")
    >>> article = Article("Rain, she said.", "a", quotes=(Quote("q1", (rain,), (rain,), "indirect"),))
    >>> to_gold([article])[0]["quotes"][0]["content"]
    [[0, 4]]
    """
    groups = _labels(comparison) if comparison is not None else {}
    names = _names(comparison) if comparison is not None else {}
    return [_gold_article(article, groups, names) for article in articles]


def from_gold(data: Mapping[str, Json]) -> Article:
    """The article with its quotes that an object in the gold format describes.

    Quotes are numbered in order of the text. Of several accepted names the first is taken, as that of a person unless
    ``speaker_type`` says otherwise. ``required`` and ``group`` concern the scorer and are not kept; other keys of the
    article are, in `Article.meta`.

    Raises:
        InputError: Without text, or a quote without a content that lies within the text.

    >>> article = from_gold({"id": "a", "text": "Rain, she said.", "quotes": [
    ...     {"kind": "indirect", "content": [[0, 4]], "cue": [[10, 14]], "source": [[6, 9]], "speakers": []}]})
    >>> article.quotes[0].text, article.quotes[0].cue
    ('Rain', Span(start=10, end=14, text='said'))
    """
    if not isinstance(data, Mapping):
        message = f"An article in the gold format is an object, but here is a {type(data).__name__}."
        raise InputError(message)
    article = article_from({key: value for key, value in data.items() if key != "quotes"}, fallback_id="")
    found = data.get("quotes", [])
    if not isinstance(found, Sequence) or isinstance(found, str):
        message = f"Article {article.id!r}: 'quotes' must be a list, but it is {type(found).__name__}."
        raise InputError(message)
    quotes = []
    for index, quote in enumerate(found):
        try:
            quotes.append(_quote(quote, article.text))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            problem = f"key {error} is missing" if isinstance(error, KeyError) else str(error)
            message = (
                f"Article {article.id!r}, quotes[{index}]: {problem}. A quote in the gold format needs 'kind' "
                f"({', '.join(sorted(_KINDS))}) and 'content', a list of [start, end] within the text."
            )
            raise InputError(message) from error
    quotes.sort(key=lambda quote: (quote.start, quote.end))
    return evolve(article, quotes=tuple(evolve(quote, id=f"q{number}") for number, quote in enumerate(quotes, start=1)))


def read_gold(source: Source) -> Iterator[Article]:
    """The articles of a file in the gold format (JSON Lines), one at a time.

    Raises:
        InputError: At the first line that is not in the format; the text names file and line.

    >>> import io
    >>> [article] = read_gold(io.StringIO('{"id": "a", "text": "Rain.", "quotes": []}'))
    >>> article
    Article(text='Rain.', id='a', title=None, outlet=None, published=None, url=None, quotes=<0 quotes>, warnings=())
    """
    yield from read_lines(source, lambda value, _name: from_gold(value))


def _labels(comparison: Comparison) -> dict[tuple[str, str], str]:
    """Article id and quote id -> group id, for the groups that reach across articles."""
    return {
        (member.article, member.quote.id): group.id
        for group in comparison.groups
        if len({member.article for member in group.members}) > 1
        for member in group.members
    }


def _names(comparison: Comparison) -> dict[tuple[str, str, str], str]:
    """Article id, quote id and name there -> the name in the comparison, for people."""
    return {
        (article, quote, spelling): identity.name
        for identity in comparison.speakers
        if identity.type == "person"
        for article, quote in identity.quotes
        for spelling in identity.spellings
    }


def _gold_article(
    article: Article, groups: Mapping[tuple[str, str], str], names: Mapping[tuple[str, str, str], str]
) -> dict[str, Json]:
    labels = {"title": article.title, "outlet": article.outlet, "published": article.published, "url": article.url}
    return {
        **{key: json.loads(value) for key, value in article.meta},  # first, so that the quotes found here prevail
        "id": article.id,
        **{key: value for key, value in labels.items() if value is not None},
        "text": article.text,
        "quotes": [
            _gold_quote(
                quote,
                groups.get((article.id, quote.id)),
                names.get((article.id, quote.id, quote.speaker.name), quote.speaker.name),
            )
            for quote in article.quotes
            if not quote.depth
        ],
    }


def _gold_quote(quote: Quote, group: str | None, name: str) -> dict[str, Json]:
    return {
        "kind": quote.kind,
        "content": [_offsets(span) for span in quote.content],
        "cue": [_offsets(quote.cue)] if quote.cue else [],
        "source": [_offsets(quote.source)] if quote.source else [],
        "speakers": [name] if name else [],
        "speaker_type": quote.speaker.type,
        "act": quote.act,
        "negated": quote.negated,
        "group": group,
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def _quote(data: Mapping[str, Json], text: str) -> Quote:
    kind, act = _KINDS[data["kind"]]
    content = _spans(data["content"], text)
    cue, source = _spans(data.get("cue", ()), text), _spans(data.get("source", ()), text)
    negated = data.get("negated")
    return Quote(
        id="",
        content=content,
        bare=tuple(_without_marks(span) for span in content),
        kind=kind,
        cue=_whole(cue, text),
        source=_whole(source, text),
        speaker=_speaker(data),
        act=data.get("act") or act,
        negated=None if negated is None else bool(negated),
    )


def _spans(offsets: Json, text: str) -> tuple[Span, ...]:
    spans = []
    for start, end in offsets or ():
        if not 0 <= start < end <= len(text):
            message = f"[{start}, {end}] does not lie within a text of {len(text)} characters"
            raise ValueError(message)
        spans.append(Span.of(text, start, end))
    return tuple(sorted(spans, key=lambda span: span.start))


def _whole(spans: tuple[Span, ...], text: str) -> Span | None:
    """One span from the first to the last: a cue or source is one stretch in our records, several in some corpora."""
    return Span.of(text, spans[0].start, spans[-1].end) if spans else None


def _without_marks(span: Span) -> Span:
    """The span less the quotation marks at its ends; gold files hold the content with them."""
    left = len(span.text) - len(span.text.lstrip(_MARKS))
    right = len(span.text.rstrip(_MARKS))
    return Span(span.start + left, span.start + right, span.text[left:right]) if left < right else span


def _speaker(data: Mapping[str, Json]) -> Speaker:
    names = data.get("speakers") or ()
    if not names or not names[0]:
        return NOBODY
    kind: SpeakerType = data.get("speaker_type") or "person"
    return Speaker(names[0], type=kind)
