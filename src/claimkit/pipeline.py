"""Reading: from texts, articles and Docs to articles with their quotes and speakers.

Quotes and speakers come from the text alone. So the default pipeline needs no Doc when it reads, which is faster, and
takes strings that no tokenizer was made for; a pipeline of your own is run, and its named entities are used.
"""

from __future__ import annotations

import os
import re
import warnings
from collections import deque
from collections.abc import Sized
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, Union

from attrs import evolve, fields_dict, frozen, has

from claimkit.errors import InputError, StorageError
from claimkit.quotes.inner import with_inner
from claimkit.records import Article, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from claimkit.quotes.detector import Detector
    from claimkit.records import NamedEntity
    from claimkit.speakers.attributor import Attributor

Readable = Union[str, Article, "Doc"]
"""What can be read: a text, an article, or a Doc such as a `textacy.Corpus` holds."""

T = TypeVar("T")

_OURS = frozenset({"claimkit_quotes", "claimkit_speakers"})
_LABELS = ("id", "title", "outlet", "published", "url")
_MOST_THREADS = 4  # windows are short: more threads than this wait for each other
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which a Python string may hold and UTF-8 cannot."""


def load(path: str | Path | None = None) -> Language:
    """The default pipeline: a blank English one with ``claimkit_quotes`` and ``claimkit_speakers``.

    Args:
        path: A model folder; ``None`` for the one that comes with claimkit.

    Raises:
        ModelError: The folder is missing, damaged, or was made for another version.

    >>> nlp = load()
    >>> nlp.pipe_names
    ['claimkit_quotes', 'claimkit_speakers']
    """
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 10**9  # nothing here needs memory by the square of the length
    nlp.add_pipe("claimkit_quotes", config={"model": None if path is None else str(path), "threads": _threads()})
    nlp.add_pipe("claimkit_speakers")
    _ = _reader(nlp).detector.network.config  # a bad folder should fail here, not at the first text
    return nlp


def read(article: Readable, *, nlp: Language | None = None) -> Article:
    """Read one article.

    Args:
        article: A text, an `Article`, or a spaCy Doc, whose quotes are taken if claimkit was in its pipeline.
        nlp: A pipeline of your own; by default quotes and speakers are found without one.

    Returns:
        The article with its quotes and their speakers; `Article.warnings` says what could not be done.

    Raises:
        InputError: ``article`` is none of these.

    >>> article = read("The dam is safe, said Mira Olsen. She called the reports “reckless”.")
    >>> [(quote.speaker.name, quote.kind) for quote in article.quotes]
    [('Mira Olsen', 'indirect'), ('Mira Olsen', 'mixed')]
    """
    job = _job(article, number=1)
    if job.refused:
        raise InputError(job.refused)
    return next(_read_jobs([job], _reader(nlp), n_process=1, batch_size=1))


def read_all(
    articles: Iterable[Readable],
    *,
    nlp: Language | None = None,
    batch_size: int = 16,
    n_process: int = 1,
    progress: bool = False,
    min_confidence: float = 0.0,
) -> Iterator[Article]:
    """Read articles one after the other, in order, without holding them all.

    An article that cannot be read comes out without quotes, its `Article.warnings` say why, and the rest is read.
    The result for an article never depends on its neighbors, on ``batch_size`` or on ``n_process``.

    Args:
        articles: Texts, articles and Docs, also mixed; a `textacy.Corpus` is such an iterable.
        nlp: A pipeline of your own; by default quotes and speakers are found without one. An error in one of its
            components ends the reading; with ``nlp.set_error_handler`` it costs that article alone.
        batch_size: How many articles are handed to a process at a time.
        n_process: How many processes read; -1 for one a processor.
        progress: Whether to show a progress bar on stderr.
        min_confidence: Quotes with less are left out.

    Yields:
        The articles with their quotes.

    Raises:
        InputError: An option is out of range, or ``articles`` is one text, article or Doc.

    >>> texts = ["The dam is safe, said Mira Olsen.", "It rained."]
    >>> [len(article.quotes) for article in read_all(texts)]
    [1, 0]
    """
    if not 0.0 <= min_confidence <= 1.0:
        message = f"min_confidence is {min_confidence!r}, and a probability from 0 to 1 is needed; 0 keeps every quote."
        raise InputError(message)
    if batch_size < 1 or n_process == 0 or n_process < -1:
        message = (
            f"batch_size is {batch_size!r} and n_process is {n_process!r}; a batch of 1 or more and 1 process or more "
            "are needed, or n_process=-1 for one a processor."
        )
        raise InputError(message)
    if isinstance(articles, (str, Article)) or _is_doc(articles):
        message = f"read_all was given one {type(articles).__name__}, and it needs several. Use read, or pass a list."
        raise InputError(message)
    return _read_all(articles, _reader(nlp), batch_size, n_process, progress=progress, min_confidence=min_confidence)


def _read_all(
    articles: Iterable[Readable],
    reader: _Reader,
    batch_size: int,
    n_process: int,
    *,
    progress: bool,
    min_confidence: float,
) -> Iterator[Article]:
    """The generator behind `read_all`, whose arguments were checked before the first article is asked for."""
    jobs = (_job(article, number) for number, article in enumerate(articles, start=1))
    found = _read_jobs(jobs, reader, n_process=n_process, batch_size=batch_size)
    if progress:
        from tqdm import tqdm

        total = len(articles) if isinstance(articles, Sized) else None
        found = iter(tqdm(found, total=total, unit=" articles", desc="reading"))
    for article in found:
        if min_confidence:
            sure = tuple(quote for quote in article.quotes if quote.confidence >= min_confidence)
            yield evolve(article, quotes=sure)
        else:
            yield article


@frozen
class _Reader:
    """What reads: detector and attributor, after a pipeline of the user's if there is one."""

    detector: Detector
    attributor: Attributor
    nlp: Language | None = None


@frozen
class _Job:
    """An article to be read.

    Attributes:
        article: The article, without quotes.
        entities: Named entities that are known already.
        known: Quotes that are known already; ``None`` if they are to be found.
        refused: Why it cannot be read; empty if it can.
        lacking: What could not be done for it; empty in the ordinary case.
    """

    article: Article
    entities: tuple[NamedEntity, ...] = ()
    known: tuple[Quote, ...] | None = None
    refused: str = ""
    lacking: str = ""


@cache
def _default_reader() -> _Reader:
    from claimkit.encoder.network import Network
    from claimkit.models import ENGLISH
    from claimkit.quotes.detector import Detector
    from claimkit.speakers.attributor import Attributor

    return _Reader(Detector(Network(ENGLISH, threads=_threads())), Attributor())


def _reader(nlp: Language | None) -> _Reader:
    """The reader for a pipeline: with its own claimkit components, and without it if it has no others."""
    default = _default_reader()
    if nlp is None:
        return default
    detector, attributor = default.detector, default.attributor
    for name, component in nlp.pipeline:
        factory = nlp.get_pipe_meta(name).factory
        if factory == "claimkit_quotes":
            detector = component.detector  # type: ignore[attr-defined]
        elif factory == "claimkit_speakers":
            attributor = component.attributor  # type: ignore[attr-defined]
    others = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names} - _OURS
    return _Reader(detector, attributor, nlp if others else None)


def _threads() -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST_THREADS, available)


def _job(item: object, number: int) -> _Job:
    if isinstance(item, str):
        return _Job(Article(text=item, id=str(number)))
    if isinstance(item, Article):
        named = item if item.id else evolve(item, id=str(number))
        if isinstance(item.text, str):
            return _Job(evolve(named, quotes=(), warnings=()))
        refused = f"The text of article {named.id!r} is {type(item.text).__name__}, and a string is needed."
        return _Job(Article(text="", id=named.id), refused=refused)
    if _is_doc(item):
        try:
            return _job_of_doc(item, number)
        except StorageError as error:
            return _Job(Article(text=item.text, id=str(number)), refused=str(error))
    refused = (
        f"Item {number} is {type(item).__name__} ({str(item)[:40]!r}); a text, an Article or a spaCy Doc is needed. "
        "Make a dict an Article, or use claimkit.read_jsonl."
    )
    return _Job(Article(text="", id=str(number)), refused=refused)


def _is_doc(item: object) -> TypeGuard[Doc]:
    """Whether it is a spaCy Doc, without an import of spaCy to ask for it."""
    return hasattr(item, "spans") and hasattr(item, "ents")


def _job_of_doc(doc: Doc, number: int) -> _Job:
    from claimkit.components import entities_of
    from claimkit.storage import has_quotes, read_quotes

    meta = doc._.meta if doc.has_extension("meta") else None  # where textacy keeps what it knows of a document
    labels = {key: str(meta[key]) for key in _LABELS if meta.get(key) is not None} if isinstance(meta, dict) else {}
    article = Article(
        text=doc.text,
        id=labels.get("id", str(number)),
        title=labels.get("title"),
        outlet=labels.get("outlet"),
        published=labels.get("published"),
        url=labels.get("url"),
    )
    return _Job(article, entities_of(doc), read_quotes(doc) if has_quotes(doc) else None)


def _read_jobs(jobs: Iterable[_Job], reader: _Reader, *, n_process: int, batch_size: int) -> Iterator[Article]:
    _ = reader.detector.network.config  # a bad model should fail once, not for every article
    if reader.nlp is not None:
        jobs = _through(reader.nlp, jobs, n_process=n_process, batch_size=batch_size)
    if n_process == 1 or reader.nlp is not None:
        yield from (_article(job, reader) for job in jobs)
        return
    from joblib import Parallel, delayed

    alone = evolve(reader, detector=_on_one_thread(reader.detector))
    batches = (delayed(_articles)(batch, alone) for batch in _batches(jobs, batch_size))
    found = Parallel(n_jobs=n_process, return_as="generator", pre_dispatch="2*n_jobs")(batches)
    try:
        for articles in found:
            yield from articles
    finally:
        with warnings.catch_warnings():
            # Whoever stops early knows that the rest is not read.
            warnings.filterwarnings("ignore", message=".*have been cancelled", category=UserWarning)
            found.close()


def _on_one_thread(detector: Detector) -> Detector:
    return evolve(detector, network=evolve(detector.network, threads=1))


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _through(nlp: Language, jobs: Iterable[_Job], *, n_process: int, batch_size: int) -> Iterator[_Job]:
    """The jobs with the entities and, if claimkit is in the pipeline, the quotes that a pipeline finds."""
    from spacy.tokens import Doc

    waiting: deque[tuple[int, _Job]] = deque()

    def docs() -> Iterator[tuple[Doc | str, int]]:
        for number, job in enumerate(jobs):
            needed = not job.refused and job.known is None
            fits = len(job.article.text) <= nlp.max_length
            waiting.append((number, job if fits or not needed else evolve(job, lacking=_too_long(job, nlp))))
            yield (_speakable(job.article.text) if needed and fits else Doc(nlp.vocab)), number

    for doc, number in nlp.pipe(docs(), as_tuples=True, n_process=n_process, batch_size=batch_size):
        yield from _left_out(waiting, before=number)
        _, job = waiting.popleft()
        if not len(doc):
            yield job
            continue
        found = _job_of_doc(doc, number=0)
        yield evolve(job, entities=found.entities, known=found.known)
    yield from _left_out(waiting, before=None)


def _too_long(job: _Job, nlp: Language) -> str:
    return (
        f"Read without the pipeline, whose nlp.max_length is {nlp.max_length}: the text has {len(job.article.text)} "
        "characters. Its named entities are not used."
    )


def _left_out(waiting: deque[tuple[int, _Job]], *, before: int | None) -> Iterator[_Job]:
    """The articles that the error handler of a pipeline dropped."""
    while waiting and (before is None or waiting[0][0] < before):
        _, job = waiting.popleft()
        yield evolve(job, refused="Not read: a component of the pipeline failed, and its error handler went on.")


def _articles(jobs: list[_Job], reader: _Reader) -> list[Article]:
    return [_article(job, reader) for job in jobs]


def _article(job: _Job, reader: _Reader) -> Article:
    article = job.article
    if job.refused:
        return evolve(article, warnings=(job.refused,))
    text = _speakable(article.text)
    try:
        quotes = job.known
        if quotes is None:
            quotes = with_inner(text, reader.detector.find(text), reader.detector)
        if not any(quote.speaker.name for quote in quotes):
            quotes = reader.attributor.attribute(text, quotes, job.entities)
    except Exception as error:  # noqa: BLE001 - one article must never cost the others; what happened is told
        return evolve(article, warnings=(f"Not read, because of an error in claimkit: {error!r}. Please report it.",))
    if job.lacking:
        article = evolve(article, warnings=(job.lacking,))
    if text != article.text:
        quotes = tuple(_recut(quote, article.text) for quote in quotes)
    return evolve(article, quotes=quotes)


def _speakable(text: str) -> str:
    """The text with halves of surrogate pairs replaced, one for one, so that it can be encoded."""
    return _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def _recut(record: Any, text: str) -> Any:  # noqa: ANN401 - any record, and what is in it
    """The record with every span cut from ``text`` again."""
    if isinstance(record, Span):
        return Span.of(text, record.start, record.end)
    if isinstance(record, tuple):
        return tuple(_recut(part, text) for part in record)
    if has(type(record)):
        return evolve(record, **{name: _recut(getattr(record, name), text) for name in fields_dict(type(record))})
    return record
