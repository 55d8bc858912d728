"""Collections of quotes that others extracted, as articles that can be compared.

GDELT's Global Quotation Graph (https://blog.gdeltproject.org/announcing-the-global-quotation-graph/) has a line an
article: its address and, for each quote, the words with some text before and after, and no speaker.
Quotebank (Vaucher et al. 2021, https://doi.org/10.5281/zenodo.4277311) has a speaker for most quotes, and comes in two
forms: a line an article, with the context of each quote, or a line a distinct quote, with the addresses that carry it.

Neither has the text of its articles. An article that is made of a line has the quotes with their context as its text,
a paragraph each, so that offsets point somewhere, and shown articles show what is known.
"""

from __future__ import annotations

import bz2
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from os import PathLike, fspath
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urlsplit

from attrs import frozen

from claimkit.errors import InputError
from claimkit.exports.jsonl import read_lines
from claimkit.records import NOBODY, Article, Evidence, Quote, Span, Speaker

if TYPE_CHECKING:
    from claimkit.exports.jsonl import OnError, Source
    from claimkit.records import Json

_NO_SPEAKER = "None"
"""What Quotebank writes where the speaker is not known."""


def read_gqg(source: Source, *, on_error: OnError = "raise") -> Iterator[Article]:
    """The articles of a file of GDELT's Global Quotation Graph, one at a time.

    The id of an article is its address, its outlet the host of it. The language that GDELT gives is in `Article.meta`;
    comparing knows English only.

    Args:
        source: A path (``.gz`` and ``.bz2`` are understood) or an open file.
        on_error: As for `claimkit.read_jsonl`.

    Raises:
        InputError: While reading, a line that is not of this form; the text names file and line.

    >>> import io
    >>> line = {"date": "2031-03-01T10:00:00Z", "url": "https://www.harbor-post.example/1", "title": "Rain",
    ...         "lang": "ENGLISH", "quotes": [{"pre": "Brandt said", "quote": "It will rain", "post": "on Friday."}]}
    >>> [article] = read_gqg(io.StringIO(json.dumps(line)))
    >>> article.outlet, article.text, article.quotes[0].text
    ('harbor-post.example', 'Brandt said “It will rain” on Friday.', 'It will rain')
    """
    return _read(source, _from_gqg, on_error)


def read_quotebank(source: Source, *, on_error: OnError = "raise") -> Iterator[Article]:
    """The articles of a file of Quotebank, one at a time; both forms are understood.

    Of the form with a line an article, the speaker of a quote is the one that Quotebank gives for this place
    (``localTopSpeaker``). Of the form with a line a quote, each line becomes an article with this quote, by the first
    outlet that carried it; the addresses of all are in `Article.meta`.

    Args:
        source: A path (``.gz`` and ``.bz2`` are understood) or an open file.
        on_error: As for `claimkit.read_jsonl`.

    Raises:
        InputError: While reading, a line that is of neither form; the text names file and line.

    >>> import io
    >>> line = {"quoteID": "2031-03-01-000001", "quotation": "It will rain", "speaker": "Ada Brandt",
    ...         "date": "2031-03-01 10:00:00", "probas": [["Ada Brandt", "0.9"]], "urls": ["http://post.example/1"]}
    >>> [article] = read_quotebank(io.StringIO(json.dumps(line)))
    >>> article.id, article.quotes[0].speaker.name, article.quotes[0].speaker.confidence
    ('2031-03-01-000001', 'Ada Brandt', 0.9)
    """
    return _read(source, _from_quotebank, on_error)


def _read(
    source: Source, article_from: Callable[[Mapping[str, Json]], Article], on_error: OnError
) -> Iterator[Article]:
    if isinstance(source, str | PathLike) and fspath(source).endswith(".bz2"):
        with closing(bz2.open(source, "rb")) as file:
            yield from _read(cast("IO[bytes]", file), article_from, on_error)
        return
    yield from read_lines(source, lambda value, _name: article_from(_object(value)), on_error)


@frozen
class _Found:
    """A quote with what stands around it."""

    words: str
    before: str = ""
    after: str = ""
    speaker: Speaker = NOBODY


def _from_gqg(line: Mapping[str, Json]) -> Article:
    address = _text(line, "url")
    return _article(
        [
            _Found(_text(quote, "quote"), _text(quote, "pre", ""), _text(quote, "post", ""))
            for quote in _objects(line, "quotes")
        ],
        stage="gdelt",
        identity=address,
        title=_text(line, "title", "") or None,
        published=_text(line, "date", "") or None,
        url=address,
        meta={key: line[key] for key in ("lang",) if key in line},
    )


def _from_quotebank(line: Mapping[str, Json]) -> Article:
    if "quotations" not in line:
        return _from_quotation(line)
    return _article(
        [
            _Found(
                _text(quote, "quotation"),
                _text(quote, "leftContext", ""),
                _text(quote, "rightContext", ""),
                _speaker(quote, "localTopSpeaker", "localProbas"),
            )
            for quote in _objects(line, "quotations")
        ],
        stage="quotebank",
        identity=_text(line, "articleID"),
        title=_text(line, "title", "") or None,
        published=_text(line, "date", "") or None,
        url=_text(line, "url", "") or None,
        meta={},
    )


def _from_quotation(line: Mapping[str, Json]) -> Article:
    addresses = line.get("urls")
    urls = [url for url in addresses if isinstance(url, str)] if isinstance(addresses, list) else []
    return _article(
        [_Found(_text(line, "quotation"), speaker=_speaker(line, "speaker", "probas"))],
        stage="quotebank",
        identity=_text(line, "quoteID"),
        title=None,
        published=_text(line, "date", "") or None,
        url=urls[0] if urls else None,
        meta={key: line[key] for key in ("urls", "numOccurrences", "qids") if key in line},
    )


def _article(
    found: list[_Found],
    *,
    stage: str,
    identity: str,
    title: str | None,
    published: str | None,
    url: str | None,
    meta: Mapping[str, Json],
) -> Article:
    paragraphs: list[tuple[str, int, _Found]] = []
    for one in found:
        lead = f"{one.before.strip()} " if one.before.strip() else ""
        paragraphs.append((f"{lead}“{one.words}” {one.after.strip()}".rstrip(), len(lead), one))
    text = "\n\n".join(paragraph for paragraph, _, _ in paragraphs)
    quotes: list[Quote] = []
    offset = 0
    for number, (paragraph, indent, one) in enumerate(paragraphs, start=1):
        start = offset + indent
        end = start + len(one.words) + 2
        quotes.append(
            Quote(
                f"q{number}",
                (Span.of(text, start, end),),
                (Span.of(text, start + 1, end - 1),),
                "direct",
                speaker=one.speaker,
                act="speech",
                evidence=(Evidence(stage, "a quote of this collection"),),
            )
        )
        offset += len(paragraph) + 2
    return Article(
        text,
        id=identity,
        title=title,
        outlet=_host(url),
        published=published,
        url=url,
        quotes=tuple(quotes),
        meta=tuple((key, json.dumps(value, ensure_ascii=False)) for key, value in meta.items()),
    )


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _speaker(quote: Mapping[str, Json], name_key: str, odds_key: str) -> Speaker:
    """The likeliest speaker; Quotebank knows persons only."""
    name = _text(quote, name_key, "")
    if name in ("", _NO_SPEAKER):
        return NOBODY
    return Speaker(name, "person", confidence=_probability_of(name, quote.get(odds_key)))


def _probability_of(name: str, odds: Json) -> float:
    """The probability of a speaker; 1 where none is given. Pairs of Quotebank are lists, or objects in its exports."""
    for entry in odds if isinstance(odds, list) else ():
        pair = [entry.get("speaker"), entry.get("proba")] if isinstance(entry, Mapping) else entry
        if isinstance(pair, list) and len(pair) > 1 and pair[0] == name:
            try:
                return min(1.0, max(0.0, float(str(pair[1]))))
            except ValueError:
                return 1.0
    return 1.0


def _object(value: Json) -> Mapping[str, Json]:
    if isinstance(value, Mapping):
        return value
    message = f"A line must hold an object, but here is a {type(value).__name__}. Is this file of another form?"
    raise InputError(message)


def _text(data: Mapping[str, Json], key: str, default: str | None = None) -> str:
    value = data.get(key)
    if value is None and default is not None:
        return default
    if isinstance(value, str):
        return value
    message = f"Key {key!r} must hold a text, but it holds {value!r:.40}. Is this file of another form?"
    raise InputError(message)


def _objects(data: Mapping[str, Json], key: str) -> list[Mapping[str, Json]]:
    value = data.get(key)
    if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        return value
    message = f"Key {key!r} must hold a list of objects, but it holds {value!r:.40}. Is this file of another form?"
    raise InputError(message)
