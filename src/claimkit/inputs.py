"""Articles from what people have on their disks: text files, folders of them, JSON Lines, standard input.

One file that cannot be used costs that file, one broken line that line; each is told as a `Notice`, and the rest is
read. Articles come one at a time, so that any number of them can be read.
"""

from __future__ import annotations

import codecs
import gzip
import io
import sys
import warnings
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from attrs import evolve, frozen

from claimkit.errors import InputError
from claimkit.exports.jsonl import article_from
from claimkit.exports.records_json import parse
from claimkit.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from claimkit.records import Json

STDIN = "-"
"""What stands for standard input among the paths."""

_TEXT = (".txt",)
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_JSON = (".json",)
_NO_TEXTS = {
    b"%PDF": ("a PDF", "Convert it to text first, with pdftotext for example."),
    b"PK\x03\x04": ("a Word, OpenDocument or ZIP file", "Save it as plain text, or unpack it first."),
    b"\xd0\xcf\x11\xe0": ("an old Word file", "Save it as plain text."),
    b"{\\rtf": ("an RTF file", "Save it as plain text."),
    b"\x1f\x8b": ("a gzip file", "Only JSON Lines are read packed, from names that end in .jsonl.gz; unpack it."),
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The encoding of text files that Windows wrote before UTF-8 was usual; curly quotation marks and dashes are in it.
_FALLBACK = "cp1252"


@frozen
class Notice:
    """Something that a person should know about an input.

    Attributes:
        place: File, and line where there is one.
        text: What is the matter and what to do about it.
        skipped: Whether it cost an article (or a line or file that should hold one).
    """

    place: str
    text: str
    skipped: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def articles_from(
    paths: Iterable[str | PathLike[str]],
    *,
    on_notice: Callable[[Notice], object] | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Article]:
    """The articles of files and folders, in the order given, one at a time.

    A text file is one article, called after the file; a folder gives its ``*.txt`` and ``*.jsonl`` files, sorted by
    name; JSON Lines (``.jsonl``, ``.ndjson``, also with ``.gz``) give an article a line, with ``text`` and whatever
    else they have; a ``.json`` file holds one article or a list. ``"-"`` is standard input, text or JSON Lines.
    Text is UTF-8, with or without a byte order mark, or UTF-16 with one; what is neither is read as Windows-1252, with
    a notice. Line ends stay as they are. Quotes in lines that claimkit wrote are kept, quotes in other formats are not.
    Where an id occurs again, the later article gets a number behind it, as articles are told apart by their ids.

    Args:
        paths: Files, folders and ``"-"``.
        on_notice: Called with each `Notice`; by default, notices become Python warnings.
        stdin: The bytes to read for ``"-"``; by default, those of the process.

    Raises:
        InputError: At once, if there is no such file or folder, or nothing to read in a folder.

    >>> import io
    >>> [article] = articles_from(["-"], stdin=io.BytesIO(b"Rain, she said."))
    >>> article.id, article.text
    ('stdin', 'Rain, she said.')
    """
    named = [str(path) for path in paths]
    if not named:
        message = (
            "No input was given. Pass text files, folders of them, or files of JSON Lines ('-' for standard input)."
        )
        raise InputError(message)
    files = [file for path in named for file in _files_of(path)]
    return _unique(_articles(files, on_notice or _warn, stdin), on_notice or _warn)


def _warn(notice: Notice) -> None:
    warnings.warn(str(notice), UserWarning, stacklevel=2)


def _files_of(path: str) -> list[Path | None]:
    """The files behind a path, ``None`` for standard input."""
    if path == STDIN:
        return [None]
    if not Path(path).exists():
        message = f"There is no file or folder {path!r}. Check the spelling, and from which folder you run this."
        raise InputError(message)
    if not Path(path).is_dir():
        return [Path(path)]
    files = sorted(
        file
        for file in Path(path).iterdir()
        if file.name.endswith((*_TEXT, *_LINES)) and not file.name.startswith(".") and file.is_file()
    )
    if not files:
        message = f"The folder {path!r} has no *.txt and no *.jsonl in it. Pass a folder that has, or single files."
        raise InputError(message)
    return list(files)


def _articles(
    files: Iterable[Path | None], notice: Callable[[Notice], object], stdin: IO[bytes] | None
) -> Iterator[Article]:
    for file in files:
        if file is None:
            yield from _from_stdin(stdin or sys.stdin.buffer, notice)
            continue
        try:
            yield from _from_file(file, notice)
        except (OSError, EOFError) as error:
            reason = getattr(error, "strerror", None) or error
            notice(Notice(str(file), f"cannot be read ({reason}); skipped.", skipped=True))


def _from_file(file: Path, notice: Callable[[Notice], object]) -> Iterator[Article]:
    name = str(file)
    if file.name.endswith(_LINES):
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            yield from _from_lines(_lines(cast("IO[bytes]", stream), name, notice), name, _stem(file), notice)
    elif file.name.endswith(_JSON):
        yield from _from_json(file.read_bytes(), name, _stem(file), notice)
    else:
        yield from _from_text(file.read_bytes(), name, _stem(file), notice)


def _from_stdin(stream: IO[bytes], notice: Callable[[Notice], object]) -> Iterator[Article]:
    """Standard input is JSON Lines if its first line that is not empty opens an object."""
    name, head = "standard input", b""
    for line in stream:
        head += line
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            break
    if head.startswith(_UTF16):
        head = codecs.decode(head + stream.read(), "utf-16", "replace").encode("utf-8", "surrogatepass")
        stream = io.BytesIO(b"")
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        return
    if head.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{"):
        lines = chain(head.splitlines(keepends=True), stream)
        yield from _from_lines(_lines(lines, name, notice), name, "stdin", notice)
    else:
        yield from _from_text(head + stream.read(), name, "stdin", notice)


def _from_text(data: bytes, name: str, stem: str, notice: Callable[[Notice], object]) -> Iterator[Article]:
    for magic, (what, remedy) in _NO_TEXTS.items():
        if data.startswith(magic):
            notice(Notice(name, f"is {what} and no text; skipped. {remedy}", skipped=True))
            return
    text, problem = _decoded(data)
    if problem:
        notice(Notice(name, problem, skipped=False))
    if not text.strip():
        notice(Notice(name, "is empty.", skipped=False))
    yield Article(text, id=stem)


def _from_json(data: bytes, name: str, stem: str, notice: Callable[[Notice], object]) -> Iterator[Article]:
    """One object or a list of them; what is neither is tried as JSON Lines, which many files of this name are."""
    text, problem = _decoded(data)
    try:
        value = parse(text)
    except InputError:
        yield from _from_lines(_lines(io.BytesIO(data), name, notice), name, stem, notice)
        return
    if problem:
        notice(Notice(name, problem, skipped=False))
    if isinstance(value, list):
        items = [(f"{name}, item {number}", f"{stem}-{number}", item) for number, item in enumerate(value, 1)]
    else:
        items = [(name, stem, value)]
    for place, fallback_id, item in items:
        yield from _from_value(item, place, fallback_id, notice)


def _from_lines(
    lines: Iterable[tuple[int, str]], name: str, stem: str, notice: Callable[[Notice], object]
) -> Iterator[Article]:
    for number, line in lines:
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            value = parse(line)
        except InputError as error:
            notice(Notice(place, f"skipped. {error}", skipped=True))
            continue
        yield from _from_value(value, place, f"{stem}-{number}", notice)


def _from_value(value: Json, place: str, fallback_id: str, notice: Callable[[Notice], object]) -> Iterator[Article]:
    try:
        article = article_from(value, fallback_id=fallback_id)
    except InputError as error:
        notice(Notice(place, f"skipped. {error}", skipped=True))
        return
    # Annotations of others must not come out again as if claimkit had found them.
    yield evolve(article, meta=tuple((key, kept) for key, kept in article.meta if key != "quotes"))


def _lines(stream: Iterable[bytes], name: str, notice: Callable[[Notice], object]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1; one notice a file, at the first line that is not UTF-8."""
    told = False
    for number, line in enumerate(_as_utf8(stream), 1):
        text, problem = _decoded(line)
        if problem and not told:
            notice(Notice(f"{name}, line {number}", problem, skipped=False))
            told = True
        yield number, text


def _as_utf8(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream; UTF-16, which a byte-wise split would tear apart, is read whole and turned into UTF-8."""
    lines = iter(stream)
    first = next(lines, b"")
    if not first.startswith(_UTF16):
        return chain((first,) if first else (), lines)
    whole = (first + b"".join(lines)).decode("utf-16", "replace")
    return iter(io.BytesIO(whole.encode("utf-8", "surrogatepass")))


def _decoded(data: bytes) -> tuple[str, str | None]:
    """The text, without a byte order mark, and what to tell about its encoding, if anything."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        problem = (
            f"is not UTF-8 (byte {error.start}), and was read as Windows-1252. "
            "If characters come out wrong, save it as UTF-8."
        )
        return data.decode(_FALLBACK, "replace"), problem


def _stem(file: Path) -> str:
    """The name without the endings that say what is in the file."""
    name = file.name
    for ending in sorted((*_TEXT, *_LINES, *_JSON), key=len, reverse=True):
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending)
    return name


def _unique(articles: Iterable[Article], notice: Callable[[Notice], object]) -> Iterator[Article]:
    times: dict[str, int] = {}
    for article in articles:
        name = article.id
        while name in times:
            times[article.id] += 1
            name = f"{article.id}-{times[article.id]}"
        times[name] = 1
        if name == article.id:
            yield article
            continue
        notice(Notice(article.id, f"another article has this id; this one is called {name!r} here.", skipped=False))
        yield evolve(article, id=name)
