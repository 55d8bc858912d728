r"""Read what no newsroom would print: every text must be read without an error, and every span must slice back.

Fuzzed strings, mostly short: random characters, quotation marks in any number and mixture, and pieces of news that are
cut, shuffled, doubled and joined. Or, with ``--articles``, whole articles::

    python benchmarks/fuzz_reading.py --count 200000
    python benchmarks/fuzz_reading.py --count 20000 --corpus news.jsonl
    python benchmarks/fuzz_reading.py --articles train.jsonl --articles dev.jsonl

What must hold is in `broken_promises`. Prints the texts that break it, and ends with exit status 1 if any does.
"""

from __future__ import annotations

import json
import random
import sys
import time
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import claimkit
from claimkit.evaluation import parse_marked
from claimkit.records import Article, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

GOLD = Path(__file__).parent.parent / "tests" / "gold"
MARKS = "“”\"'‘’«»„‚‹›「」『』`´′″"
WORDS = "said says told Ada Voss she he they the pier is gone , . : ; ? ! — – - … ( ) [ ] according to that not".split()
STRANGE = (
    "\x00\x07\x1b\x7f\x85\u00ad\u200b\u200d\u200f\u202e\u2028\u2029\ufeff\ufffd\ud800\udfff"
    "e\u0301\u0323\u302eİßǆﬁ日שم👩🏽\t\r\n"
)
SHOWN = 20
"""Broken texts that are printed; the rest are only counted."""


def main(
    count: Annotated[int, typer.Option(help="How many strings to read.")] = 200_000,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
    corpus: Annotated[list[Path] | None, typer.Option(help="JSON Lines whose 'text' gives further pieces.")] = None,
    articles: Annotated[list[Path] | None, typer.Option(help="JSON Lines whose articles are read instead.")] = None,
    n_process: Annotated[int, typer.Option(help="How many processes read.")] = 1,
) -> None:
    """Read fuzzed strings or whole articles, and check what reading promises."""
    warnings.simplefilter("error")
    if articles:
        texts: Iterable[tuple[str, str]] = (("article", text) for file in articles for text in texts_of(file))
    else:
        news = [
            article["text"] for file in sorted(GOLD.glob("*.txt")) for article in parse_marked(file.read_text("utf8"))
        ]
        news += [text for file in corpus or () for text in texts_of(file)]
        texts = fuzzed(count, news, random.Random(seed))  # noqa: S311 - no secret is drawn
    sys.exit(1 if report(texts, n_process=n_process) else 0)


def report(texts: Iterable[tuple[str, str]], *, n_process: int) -> int:
    """Read the texts, print what was found, and give back how many broke a promise."""
    kinds: list[str] = []
    counts: Counter[str] = Counter()
    characters = quotes = broken = 0
    began = time.monotonic()

    def noted() -> Iterator[str]:
        for kind, text in texts:
            kinds.append(kind)
            yield text

    for number, article in enumerate(claimkit.read_all(noted(), batch_size=64, n_process=n_process)):
        counts[kinds[number]] += 1
        characters += len(article.text)
        quotes += len(article.quotes)
        problem = next(broken_promises(article), None)
        if problem:
            broken += 1
            if broken <= SHOWN:
                print(f"BROKEN ({kinds[number]}): {problem}\n    {article.text[:500]!r}")
        if (number + 1) % 10_000 == 0:
            print(f"{number + 1} texts, {time.monotonic() - began:.0f} s", flush=True)
    seconds = time.monotonic() - began
    for kind, number in sorted(counts.items()):
        print(f"{number:>9} {kind}")
    print(f"{counts.total():>9} texts, {characters} characters, {quotes} quotes, {broken} broken, {seconds:.0f} s")
    return broken


def broken_promises(article: Article) -> Iterator[str]:
    """What is wrong with the article as it was read; nothing if all is well."""
    if article.warnings:
        yield f"warnings: {article.warnings}"
    outer = {quote.id: quote for quote in article.quotes if not quote.depth}
    if list(outer) != [f"q{number}" for number in range(1, len(outer) + 1)]:
        yield f"ids: {[quote.id for quote in article.quotes]}"
    if len({quote.id for quote in article.quotes}) != len(article.quotes):
        yield f"ids given twice: {[quote.id for quote in article.quotes]}"
    for quote in article.quotes:
        around = outer.get(quote.inside or "")
        if quote.depth and not (around and around.start <= quote.start < quote.end <= around.end):
            yield f"not inside {quote.inside}: {quote}"
    for span in spans_in(article.quotes):
        if article.text[span.start : span.end] != span.text:
            yield f"does not slice back: {span}"
    yield from broken_promises_of_content(article)


def broken_promises_of_content(article: Article) -> Iterator[str]:
    """What is wrong with content spans: they must not overlap, must hold words, and hold the bare words."""
    content = [span for quote in article.quotes if not quote.depth for span in quote.content]
    for before, after in pairwise(sorted(content, key=lambda span: (span.start, span.end))):
        if before.end > after.start:
            yield f"overlap: {before}, {after}"
    for quote in article.quotes:
        for whole, bare in zip(quote.content, quote.bare, strict=True):
            if not whole.text.strip():
                yield f"empty content: {quote.id}"
            if not whole.start <= bare.start <= bare.end <= whole.end:
                yield f"bare words outside of the content: {whole}, {bare}"


def spans_in(record: object) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans_in(part)
    elif hasattr(record, "__attrs_attrs__"):
        for attribute in record.__attrs_attrs__:
            yield from spans_in(getattr(record, attribute.name))


def texts_of(file: Path) -> Iterator[str]:
    """The texts of a JSON Lines file."""
    with file.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)["text"]


def fuzzed(count: int, news: list[str], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Strings of every kind in turn, with the name of the kind."""
    makers: tuple[tuple[str, Callable[[list[str], random.Random], str]], ...] = (
        ("any characters", any_characters),
        ("marks and words", marks_and_words),
        ("strange characters", strange_characters),
        ("a piece of news", piece),
        ("shuffled news", shuffled),
        ("doubled news", doubled),
        ("news with marks exchanged", marks_exchanged),
        ("news with characters lost", characters_lost),
    )
    for number in range(count):
        kind, make = makers[number % len(makers)]
        yield kind, make(news, draw)


def any_characters(_news: list[str], draw: random.Random) -> str:
    """Characters of all of Unicode, halves of surrogate pairs among them."""
    highest = draw.choice((0x7F, 0x250, 0x3000, 0x10FFFF))
    return "".join(chr(draw.randint(0, highest)) for _ in range(draw.randint(0, 30)))


def marks_and_words(_news: list[str], draw: random.Random) -> str:
    """Words among more quotation marks than anybody would set, with blanks, without, and in several paragraphs."""
    parts = draw.choices([*WORDS, *MARKS, "''", "``", "\n", "\n\n"], k=draw.randint(1, 30))
    return draw.choice(("", " ", " ")).join(parts)


def strange_characters(news: list[str], draw: random.Random) -> str:
    """A piece of news in which characters that readers do not see, or machines do not expect, are strewn."""
    text = list(piece(news, draw))
    for _ in range(draw.randint(1, 12)):
        text.insert(draw.randint(0, len(text)), draw.choice(STRANGE))
    return "".join(text)


def piece(news: list[str], draw: random.Random) -> str:
    """A stretch of an article, cut anywhere; now and then a long one, of several windows."""
    text = draw.choice(news)
    longest = 3000 if draw.random() < 0.001 else 110  # noqa: PLR2004 - one in a thousand
    start = draw.randrange(len(text))
    return text[start : start + draw.randint(1, longest)]


def shuffled(news: list[str], draw: random.Random) -> str:
    """Words in any order, or characters."""
    text = piece(news, draw)
    parts = text.split(" ") if draw.random() < 0.7 else list(text)  # noqa: PLR2004 - mostly words
    draw.shuffle(parts)
    return (" " if len(parts) < len(text) else "").join(parts)


def doubled(news: list[str], draw: random.Random) -> str:
    """The same piece again and again, or two pieces grown together."""
    if draw.random() < 0.5:  # noqa: PLR2004 - half and half
        return piece(news, draw)[:60] * draw.randint(2, 3)
    return piece(news, draw)[:70] + piece(news, draw)[:70]


def marks_exchanged(news: list[str], draw: random.Random) -> str:
    """Every quotation mark is another one, or none."""
    return "".join(draw.choice([*MARKS, ""]) if character in MARKS else character for character in piece(news, draw))


def characters_lost(news: list[str], draw: random.Random) -> str:
    """Some characters are missing, others are capitals."""
    kept = (character for character in piece(news, draw) if draw.random() < 0.9)  # noqa: PLR2004 - one in ten
    return "".join(character.upper() if draw.random() < 0.1 else character for character in kept)  # noqa: PLR2004


if __name__ == "__main__":
    typer.run(main)
