"""Articles from JSON Lines, and records to JSON Lines: one object a line, streamed.

What comes in is what newsrooms and archives have: ``{"id": ..., "text": ..., "outlet": ..., "published": ...}`` with
whatever other keys, or lines that `write_jsonl` wrote earlier. One bad line is one error, with its place; whether it
ends the reading is for the caller to say.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, Literal, TypeVar

from attrs import evolve, fields, frozen

from claimkit.errors import InputError
from claimkit.exports.records_json import ENVELOPE, dumps, excerpt, from_dict, parse, to_dict
from claimkit.records import Article, Json, Record

OnError = Literal["raise", "skip"] | Callable[[InputError], object]
"""What to do about a bad line: end the reading, go on silently, or tell a function and go on."""

Source = str | PathLike[str] | IO[str] | IO[bytes]
"""A path (``.gz`` is understood) or an open file of text or bytes."""

T = TypeVar("T")

_BOM = "\ufeff"


def read_jsonl(source: Source, *, on_error: OnError = "raise") -> Iterator[Article]:
    """The articles of a JSON Lines file, one at a time.

    Empty lines and a byte order mark are no articles and no errors. An article without an id is called after the file
    and the line (``"ferry-12"``); a number as id becomes a text. Keys that claimkit does not know are kept in
    `Article.meta`. Lines that `write_jsonl` wrote give their articles back, quotes included.

    Args:
        source: A path (``.gz`` is understood) or an open file.
        on_error: ``"raise"`` ends the reading at the first bad line; ``"skip"`` leaves bad lines out; a function is
            called with the `InputError` of each, and the reading goes on.

    Raises:
        InputError: There is no such file (at once), or, while reading, a line that holds no article; the text names
            file and line.

    >>> import io
    >>> [article] = read_jsonl(io.StringIO('{"id": 7, "text": "Rain, she said.", "desk": "weather"}'))
    >>> article.id, article.text, article.meta
    ('7', 'Rain, she said.', (('desk', '"weather"'),))
    """
    if not (callable(on_error) or on_error in ("raise", "skip")):
        message = f"on_error={on_error!r} is unknown. Pass 'raise', 'skip' or a function that takes the InputError."
        raise InputError(message)
    if isinstance(source, str | PathLike) and not Path(source).is_file():
        message = f"There is no file {fspath(source)!r}. Pass a file of JSON Lines: one article a line."
        raise InputError(message)
    return _articles(source, on_error)


def write_jsonl(records: Iterable[Record | Mapping[str, Json]], target: str | PathLike[str] | IO[str]) -> int:
    """Writes records, one a line, and returns how many; `read_jsonl` gives articles back as they were.

    Args:
        records: Records (written as `to_json` does) or JSON objects that are ready, such as those of `to_gold`;
            a generator is written as it comes.
        target: A path (``.gz`` is understood), or a file that is open for text.

    >>> import sys
    >>> from claimkit.records import Span
    >>> write_jsonl([Span(0, 4, "Rain")], sys.stdout)
    {"claimkit": 1, "record": "span", "start": 0, "end": 4, "text": "Rain"}
    1
    """
    count = 0
    with _opened_to_write(target) as file:
        for record in records:
            data = dict(record) if isinstance(record, Mapping) else to_dict(record)
            file.write(dumps(data) + "\n")
            count += 1
    return count


@frozen
class Line:
    """A line of a file that is not empty.

    Attributes:
        file: Path or name of the file; ``"input"`` where there is none.
        number: From 1, empty lines counted.
        value: What the line holds, or what is wrong with it.
    """

    file: str
    number: int
    value: Json | InputError

    @property
    def name(self) -> str:
        """A name for an article that has none: that of the file without its endings, and the number."""
        return f"{Path(self.file).name.split('.')[0] or 'line'}-{self.number}"

    def blame(self, error: InputError) -> InputError:
        """The error with the place that it comes from."""
        return InputError(f"{self.file}, line {self.number}: {error}")


def lines_of(source: Source) -> Iterator[Line]:
    """The lines that are not empty; one that is no JSON has its error, without the place, as its value."""
    file = _name_of(source)
    with _opened_to_read(source) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                text = _text_of(line).removeprefix(_BOM)
                if text.strip():
                    yield Line(file, number, parse(text))
            except InputError as error:
                yield Line(file, number, error)


def article_from(data: Json, *, fallback_id: str) -> Article:
    """The article that a JSON object describes: ours, or anybody's with a ``text``.

    Raises:
        InputError: No object, no text, or a headline, outlet, date or address that is neither text nor number.
    """
    if not isinstance(data, Mapping):
        message = f'A line must hold an object such as {{"text": "..."}}, but here is a {type(data).__name__}.'
        raise InputError(message)
    if "claimkit" in data:
        return _article_of_ours(data)
    if not isinstance(data.get("text"), str):
        message = (
            f"An article needs the key 'text' with its text, but 'text' is {excerpt(data['text'])}."
            if "text" in data
            else f"An article needs the key 'text' with its text; here are {_listed(data)}. Rename the key that has it."
        )
        raise InputError(message)
    return Article(
        data["text"],
        id=_label(data, "id") or fallback_id,
        title=_label(data, "title"),
        outlet=_label(data, "outlet"),
        published=_label(data, "published"),
        url=_label(data, "url"),
        meta=_meta(data, known=("id", "text", "title", "outlet", "published", "url")),
    )


def _articles(source: Source, on_error: OnError) -> Iterator[Article]:
    return read_lines(source, lambda value, name: article_from(value, fallback_id=name), on_error)


def read_lines(source: Source, read: Callable[[Json, str], T], on_error: OnError = "raise") -> Iterator[T]:
    """What ``read`` makes of the value and name of each line; a bad line is told with its place."""
    for line in lines_of(source):
        try:
            if isinstance(line.value, InputError):
                raise line.value
            found = read(line.value, line.name)
        except InputError as error:
            if on_error == "raise":
                raise line.blame(error) from error
            if callable(on_error):
                on_error(line.blame(error))
            continue
        yield found


def _text_of(line: str | bytes) -> str:
    if isinstance(line, str):
        return line
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"This line is not UTF-8 (byte {error.start}: {error.reason}). Save the file as UTF-8."
        raise InputError(message) from error


def _article_of_ours(data: Mapping[str, Json]) -> Article:
    """An article that claimkit wrote; keys that somebody added to it go into its ``meta``, as for any article."""
    own = [field.name for field in fields(Article)]
    article = from_dict({key: value for key, value in data.items() if key in (*ENVELOPE, *own)}, Article)
    added = _meta(data, known=(*ENVELOPE, *own))
    return evolve(article, meta=article.meta + added) if added else article


def _meta(data: Mapping[str, Json], *, known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, json.dumps(value, ensure_ascii=False)) for key, value in data.items() if key not in known)


def _label(data: Mapping[str, Json], key: str) -> str | None:
    """A short value as text: years and running numbers arrive as numbers."""
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    message = (
        f"Key {key!r} must hold a text, a number or null, but it holds {excerpt(value)}. Flatten it or leave it out."
    )
    raise InputError(message)


def _listed(data: Mapping[str, Json]) -> str:
    return "the keys " + ", ".join(repr(key) for key in sorted(data)[:12]) if data else "no keys at all"


def _name_of(source: Source | IO[Any]) -> str:
    if isinstance(source, str | PathLike):
        return fspath(source)
    name = getattr(source, "name", None)
    return name.strip("<>") if isinstance(name, str) else "input"


@contextmanager
def _opened_to_read(source: Source) -> Iterator[Iterable[str | bytes]]:
    """The lines of a source. Files are read as bytes, so that one line in another encoding costs that line only."""
    if not isinstance(source, str | PathLike):
        yield source
    elif fspath(source).endswith(".gz"):
        with gzip.open(source, "rb") as packed, _damage_told(source):
            yield packed
    else:
        with Path(source).open("rb") as file:
            yield file


@contextmanager
def _damage_told(source: str | PathLike[str]) -> Iterator[None]:
    """Tell of a packed file that is cut off or no packed file as of other bad input."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        message = (
            f"{fspath(source)!r} cannot be unpacked: {error}. Get or write the file again, or name it without '.gz'."
        )
        raise InputError(message) from error


@contextmanager
def _opened_to_write(target: str | PathLike[str] | IO[str]) -> Iterator[IO[str]]:
    if not isinstance(target, str | PathLike):
        yield target
    elif fspath(target).endswith(".gz"):
        with gzip.open(target, "wt", encoding="utf-8", newline="\n") as packed:
            yield packed
    else:
        with Path(target).open("w", encoding="utf-8", newline="\n") as file:
            yield file
