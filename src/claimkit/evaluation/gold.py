"""Gold for the evaluation: where it comes from, and what claimkit makes of its articles.

Gold and predictions are JSON objects in the format of `claimkit.exports.gold`, not records: accepted names, optional
attributions, ranges that are no quotes and tags concern scorers only.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from claimkit.errors import InputError
from claimkit.evaluation.marked_text import parse_marked
from claimkit.exports import from_dict, to_gold
from claimkit.exports.jsonl import article_from, read_lines
from claimkit.records import Article, Json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from spacy.language import Language

    Reader = Callable[[Iterable[Article]], Sequence[Mapping[str, Json]]]
    """Articles without quotes to predictions in the gold format, same ids, same order."""

_PAIR = 2
_MARKED = ".txt"


def gold_from(path: str | PathLike[str]) -> tuple[Mapping[str, Json], ...]:
    """The articles of a gold file: JSON Lines, marked-up text (``.txt``), or a folder of either.

    Also reads predictions: in the gold format, or as `claimkit.write_jsonl` writes articles.

    Raises:
        InputError: If there is no such file, or something in it is not in the format; the text names the place.
    """
    place = Path(path)
    if not place.exists():
        message = f"There is no gold file {str(path)!r}. Pass JSON Lines, a marked-up .txt, or a folder of them."
        raise InputError(message)
    if not place.is_dir():
        return tuple(_articles_in(place))
    files = sorted(file for file in place.iterdir() if file.suffix in (_MARKED, ".jsonl"))
    if not files:
        message = f"The folder {str(path)!r} has no *.txt and no *.jsonl in it, and gold is in such files."
        raise InputError(message)
    return tuple(article for file in files for article in _articles_in(file))


def unread(gold: Iterable[Mapping[str, Json]]) -> Iterator[Article]:
    """The gold articles as a reader gets them: text, outlet and date, and nothing of what was annotated.

    >>> list(unread([{"id": "a", "text": "Rain.", "quotes": [], "phenomena": ["pronoun"]}]))[0].meta
    ()
    """
    for article in gold:
        given = {key: article.get(key) for key in ("id", "text", "title", "outlet", "published", "url")}
        yield article_from(given, fallback_id="")


def predicted_for(gold: Sequence[Mapping[str, Json]], *, nlp: Language | None = None) -> list[dict[str, Json]]:
    """What claimkit finds in the gold articles, read and compared from their bare texts, in the gold format.

    Args:
        gold: Gold articles; only their texts and dates are looked at.
        nlp: The pipeline to read with; the default one if ``None``.
    """
    import claimkit

    comparison = claimkit.compare(tuple(claimkit.read_all(unread(gold), nlp=nlp)))
    return to_gold(comparison.articles, comparison)


def fingerprint(gold: Iterable[Mapping[str, Json]]) -> str:
    """SHA-256 over the articles and their annotation; the layout of the file and the order of keys do not matter.

    >>> fingerprint([{"id": "a", "text": "Rain."}]) == fingerprint([{"text": "Rain.", "id": "a"}])
    True
    """
    digest = hashlib.sha256()
    for article in gold:
        digest.update(json.dumps(article, sort_keys=True, ensure_ascii=True).encode("ascii") + b"\n")
    return digest.hexdigest()


def _articles_in(file: Path) -> Iterator[Mapping[str, Json]]:
    if file.suffix == _MARKED:
        try:
            yield from parse_marked(file.read_text(encoding="utf-8"))
        except InputError as error:
            message = f"{file}: {error}"
            raise InputError(message) from error
        except UnicodeDecodeError as error:
            message = f"{file} is not UTF-8 (byte {error.start}). Save it as UTF-8."
            raise InputError(message) from error
        return
    yield from read_lines(file, lambda value, _name: _checked(value))


def _checked(value: Json) -> Mapping[str, Json]:
    """The article, if its attributions have the form that scoring relies on."""
    if isinstance(value, dict) and "claimkit" in value:
        return to_gold([from_dict(value, Article)])[0]
    problem = next(_problems(value), None)
    if problem is None:
        return dict(value)
    message = (
        f"{problem}. Each line needs 'id' and 'quotes', and each quote 'content' as a list of [start, end]; "
        "gold lines also need 'text'."
    )
    raise InputError(message)


def _problems(value: Json) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"here is a {type(value).__name__}, not an object"
        return
    if not isinstance(value.get("id"), str):
        yield f"'id' is {value.get('id')!r}, not a text"
    if not isinstance(value.get("text", ""), str):
        yield "'text' is not a text"
    if not _are_spans(value.get("not_quotes", [])):
        yield "'not_quotes' is no list of [start, end]"
    if not isinstance(value.get("quotes"), list):
        yield "'quotes' is no list"
        return
    for index, quote in enumerate(value["quotes"]):
        yield from (f"quotes[{index}]: {problem}" for problem in _problems_of_quote(quote))


def _problems_of_quote(quote: Json) -> Iterator[str]:
    if not isinstance(quote, dict):
        yield f"here is a {type(quote).__name__}, not an object"
        return
    if not _are_spans(quote.get("content")):
        yield f"'content' is {quote.get('content')!r}"
    for key in ("cue", "source"):
        if not _are_spans(quote.get(key, [])):
            yield f"{key!r} is {quote[key]!r}"
    names = quote.get("speakers") or []
    if not isinstance(names, list) or not all(name is None or isinstance(name, str) for name in names):
        yield f"'speakers' is {names!r}, not a list of names"


def _are_spans(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == _PAIR and all(type(offset) is int and offset >= 0 for offset in span)
        for span in value
    )
