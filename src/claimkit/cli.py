"""The commands: ``claimkit read``, ``explain``, ``compare``, ``evaluate`` and ``train``.

A thin layer over the library: what an input is, `claimkit.inputs` knows; how records look in a format, the exports
and views know. Results go to standard output or ``--output``, everything else to standard error.
Exit status: 0 when all went well, 1 when something could not be read or written (the rest was), 2 for a wrong call.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import sys
import warnings
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from itertools import chain, groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from attrs import define, evolve

from claimkit.errors import ClaimkitError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from claimkit.exports.rows import Row
    from claimkit.inputs import Notice
    from claimkit.records import Article, Comparison
    from claimkit.registry import SpeakerRegistry

app = typer.Typer(
    help="Who said what in the news, and who else reported it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class EngineChoice(StrEnum):
    """Where pairs are looked for."""

    MEMORY = "memory"
    DUCKDB = "duckdb"
    SPARK = "spark"


class Format(StrEnum):
    """What the result is written as."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    GOLD = "gold"
    HTML = "html"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Text files, folders of *.txt and *.jsonl, JSON Lines of articles, or - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file.", show_default="standard output")
]
To = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="What to write.", show_default="what the name of --output ends in, or text"),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out quotes that are less sure than this.")
]
Model = Annotated[
    Path | None, typer.Option("--model", help="Folder of a model.", show_default="the one that comes with claimkit")
]
Processes = Annotated[int, typer.Option("--processes", min=1, help="How many processes read.")]


def main() -> None:
    """Run the command that the arguments of the process name."""
    app()


@app.callback()
def _claimkit(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda value: _show_version(wanted=value),
            help="Show the version and exit.",
        ),
    ] = False,
) -> None:
    """Who said what in the news, and who else reported it."""


@app.command()
def read(
    inputs: Inputs,
    *,
    to: To = None,
    output: Output = None,
    min_confidence: MinConfidence = 0.0,
    model: Model = None,
    processes: Processes = 1,
) -> None:
    """Find the quotes of articles, and who said them."""
    told = _Told()
    to = to or _format_of(output)
    with _errors_told(), _warnings_told():
        unread = (evolve(article, quotes=(), warnings=()) for article in told.articles_from(inputs))
        with _opened(output) as file:
            articles = _read(unread, min_confidence=min_confidence, model=model, processes=processes)
            _write_articles(_some(told.about(articles, warn=to is not Format.TEXT)), to, file)
    told.exit()


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="INPUT", help="A file with articles, or - for standard input.")],
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="Id of a quote, as read shows it: q1, or 1.")],
    *,
    article: Annotated[
        str | None, typer.Option("--article", help="Id of the article.", show_default="the only one of the input")
    ] = None,
    model: Model = None,
) -> None:
    """Say in words why a quote is one, who said it, and why it is that one.

    Articles that claimkit wrote before (--format jsonl) are explained with the quotes that they have.
    """
    import claimkit

    told = _Told()
    with _errors_told(), _warnings_told():
        given = [one for one in told.articles_from([file]) if article is None or one.id == article]
        if len(given) != 1:
            named = f" with the id {article!r}" if article is not None else ""
            ids = f" Its articles have the ids {', '.join(repr(one.id) for one in given[:5])}." if given else ""
            message = (
                f"{file!r} holds {len(given)} articles{named}, and one is wanted. Pass its id with --article.{ids}"
            )
            raise InputError(message)
        (found,) = _read(given, min_confidence=0.0, model=model, processes=1)
        with _opened(None) as output:
            output.write(claimkit.explain(found, f"q{quote}" if quote.isdecimal() else quote) + "\n")
    told.exit()


@app.command()
def compare(  # noqa: PLR0913 (a command has many options)
    inputs: Inputs,
    *,
    to: To = None,
    output: Output = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write a page that shows the groups.", show_default=False)
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(
            "--people", help="Who is who: a table with id, name and aliases, .csv or .json.", show_default=False
        ),
    ] = None,
    speakers: Annotated[
        Path | None,
        typer.Option("--speakers", help="Also write a table of who spoke, as CSV.", show_default=False),
    ] = None,
    engine: Annotated[EngineChoice, typer.Option("--engine", help="Where pairs are looked for.")] = EngineChoice.MEMORY,
    memory_limit: Annotated[
        str | None,
        typer.Option("--memory-limit", help="What the engine duckdb may use: 2GB.", show_default="1GB"),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    model: Model = None,
    processes: Processes = 1,
) -> None:
    """Group the quotes that several articles carry.

    Articles that claimkit wrote before (--format jsonl) are compared with the quotes that they have.
    """
    import claimkit
    from claimkit.comparison.engines import engine_of

    told = _Told()
    to = to or _format_of(output)
    with _errors_told(), _warnings_told():
        if html is not None and html == output:
            message = f"--output and --html are both {str(html)!r}, and one would replace the other. Pass two names."
            raise InputError(message)
        registry = _registry(people)
        looks = engine_of(engine.value, memory_limit)
        given = told.articles_from(inputs)
        with _opened(output) as file, _opened(html) if html is not None else nullcontext() as page:
            articles = _read(given, min_confidence=min_confidence, model=model, processes=processes)
            comparison = claimkit.compare(
                tuple(_some(told.about(articles))), registry=registry, engine=looks or "memory"
            )
            _write_comparison(comparison, to, file)
            if page is not None:
                page.write(claimkit.page(comparison))
        if html is not None:
            typer.echo(f"Wrote {html}", err=True)
        if speakers is not None:
            _write_speakers(comparison, speakers)
            typer.echo(f"Wrote {speakers}", err=True)
    told.exit()


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold: JSON Lines, marked-up text, or a folder of either.")],
    predicted: Annotated[
        Path | None,
        typer.Argument(help="Predictions: JSON Lines.", show_default="claimkit reads and compares the articles"),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of each sort.")] = 0,
    model: Model = None,
) -> None:
    """Score predicted quotes, sources, speakers and groups against gold ones."""
    from claimkit.evaluation import gold_from, intervals, predicted_for, report, score

    with _errors_told(), _warnings_told():
        wanted = gold_from(gold)
        if not wanted:
            message = f"There is no article in {str(gold)!r}. Gold is JSON Lines, an article a line."
            raise InputError(message)
        found = gold_from(predicted) if predicted is not None else predicted_for(wanted, nlp=_pipeline(model))
        scores = score(wanted, found)
        if scores.unread:
            count = f"{len(scores.unread)} of {len(wanted)}"
            typer.echo(f"Warning: {count} gold articles are not in the predictions and count as missed.", err=True)
        sure = intervals(scores) if len(scores.articles) > 1 else {}
        with _opened(None) as file:
            if as_json:
                bounds = {name: [round(each.low, 4), round(each.high, 4)] for name, each in sure.items()}
                file.write(json.dumps(scores.as_dict() | {"intervals": bounds}) + "\n")
            else:
                file.write(report(scores, sure, mistakes=errors) + "\n")


@app.command()
def train(  # noqa: PLR0913, PLR0917 - one parameter an option
    gold: Annotated[
        list[Path],
        typer.Argument(help="Annotated articles: JSON Lines, marked-up text, a folder of brat standoff, or a DocBin."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The model folder to write.")],
    dev: Annotated[
        list[Path] | None,
        typer.Option(help="Held-out articles, to stop by and report on.", show_default="a tenth of GOLD"),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option(help="Model folder to go on from.", show_default="the one that comes with claimkit"),
    ] = None,
    base: Annotated[
        Path | None, typer.Option(help="Begin anew, from a BERT model folder; 'minilm' for all-MiniLM-L6-v2.")
    ] = None,
    layers: Annotated[int, typer.Option(min=1, help="How many layers of the base to keep, from the lowest.")] = 4,
    silver: Annotated[
        list[Path] | None, typer.Option(help="Articles that a model annotated (claimkit read --format gold).")
    ] = None,
    names: Annotated[list[Path] | None, typer.Option(help="Texts with all names annotated, in JSON Lines.")] = None,
    sentences: Annotated[
        Path | None, typer.Option(help="Sentences, one a line, whose meaning is learned from the base model.")
    ] = None,
    teacher: Annotated[
        list[Path] | None, typer.Option(help="Model folder to learn from what it says; several teach their mean.")
    ] = None,
    texts: Annotated[
        list[Path] | None, typer.Option(help="Texts that nobody annotated, for teachers, in JSON Lines.")
    ] = None,
    varied: Annotated[
        bool, typer.Option("--varied", help="Show other names, headlines, wordings and paragraphs, too.")
    ] = False,
    epochs: Annotated[int, typer.Option(min=1, help="Most passes over the articles.")] = 6,
    rate: Annotated[float, typer.Option(help="Highest learning rate of the encoder; the heads learn faster.")] = 5e-5,
    patience: Annotated[int, typer.Option(min=1, help="Passes without a lesser loss after which training ends.")] = 2,
    all_passes: Annotated[
        bool, typer.Option("--all-passes", help="Make all passes and keep the last weights, whatever the loss.")
    ] = False,
    batch: Annotated[int, typer.Option(min=1, help="Most subwords in a batch, padding included.")] = 1600,
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
    window: Annotated[int, typer.Option(min=32, max=480, help="Most subwords that the model reads at once.")] = 160,
    device: Annotated[
        str | None, typer.Option(help="Where to compute: cpu or cuda.", show_default="a GPU if there is one")
    ] = None,
) -> None:
    """Train a model on your own annotations, from the one that comes with claimkit; needs claimkit[train]."""
    with _errors_told(), _warnings_told():
        try:
            from claimkit.training.command import Corpora, Start, installed_base, train_model
            from claimkit.training.trainer import Recipe
        except ModuleNotFoundError as error:
            message = f"Training needs {error.name!r}, which is not installed. Run: pip install 'claimkit[train]'"
            raise InputError(message) from error
        train_model(
            Corpora(
                gold=tuple(gold),
                dev=tuple(dev or ()),
                silver=tuple(silver or ()),
                names=tuple(names or ()),
                sentences=sentences,
                texts=tuple(texts or ()),
            ),
            output,
            Recipe(
                epochs=epochs,
                patience=patience,
                all_passes=all_passes,
                batch=batch,
                encoder_rate=rate,
                head_rate=rate * 6,
                seed=seed,
            ),
            start=Start(start, installed_base() if base == Path("minilm") else base, layers),
            teachers=tuple(teacher or ()),
            varied=varied,
            window=window,
            device=device,
            say=lambda line: typer.echo(line, err=True),
        )
    typer.echo(output)


def _format_of(output: Path | None) -> Format:
    """The format that the name of a file asks for: ``page.html``, ``quotes.csv``, ``articles.jsonl.gz``."""
    suffixes = output.suffixes if output is not None else []
    endings = {f".{name.value}": name for name in (Format.HTML, Format.CSV, Format.JSONL)}
    return next((endings[suffix] for suffix in reversed(suffixes) if suffix in endings), Format.TEXT)


@define
class _Told:
    """What was told about the inputs so far, which decides on the exit status."""

    read: int = 0
    skipped: int = 0

    def articles_from(self, inputs: Iterable[str]) -> Iterator[Article]:
        from claimkit.inputs import articles_from

        return articles_from(inputs, on_notice=self._tell)

    def _tell(self, notice: Notice) -> None:
        self.skipped += notice.skipped
        typer.echo(f"{'Error' if notice.skipped else 'Warning'}: {notice}", err=True)

    def about(self, articles: Iterable[Article], *, warn: bool = True) -> Iterator[Article]:
        """The articles as they come, their warnings told unless the result itself shows them."""
        for article in articles:
            self.read += 1
            for warning in article.warnings if warn else ():
                typer.echo(f"Warning: {article.id}: {warning}", err=True)
            yield article

    def exit(self) -> None:
        if self.skipped:
            typer.echo(f"Read {self.read}, skipped {self.skipped} (see above).", err=True)
            raise typer.Exit(1)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        import claimkit

        typer.echo(f"claimkit {claimkit.__version__}")
        raise typer.Exit


def _registry(people: Path | None) -> SpeakerRegistry:
    """A registry that knows the people of a table, if there is one."""
    from claimkit.registry import SpeakerRegistry, SpeakerTable

    if people is None:
        return SpeakerRegistry()
    table = SpeakerTable.from_json(people) if people.suffix == ".json" else SpeakerTable.from_csv(people)
    return SpeakerRegistry(knowledge=table)


def _write_speakers(comparison: Comparison, path: Path) -> None:
    from claimkit.exports import SPEAKER_COLUMNS, to_rows

    with _opened(path) as file:
        _write_rows(to_rows(comparison.speakers), SPEAKER_COLUMNS, file)


def _pipeline(model: Path | None) -> Language | None:
    import claimkit

    return claimkit.load(model) if model is not None else None


def _read(
    articles: Iterable[Article], *, min_confidence: float, model: Path | None, processes: int
) -> Iterator[Article]:
    """The articles with their quotes; those that have quotes already keep them."""
    import claimkit

    nlp = _pipeline(model)
    for have_quotes, run in groupby(articles, key=lambda article: bool(article.quotes)):
        if have_quotes:
            for article in run:
                sure = tuple(quote for quote in article.quotes if quote.confidence >= min_confidence)
                yield evolve(article, quotes=sure)
            continue
        yield from claimkit.read_all(
            run, nlp=nlp, n_process=processes, progress=sys.stderr.isatty(), min_confidence=min_confidence
        )


def _some(articles: Iterator[Article]) -> Iterator[Article]:
    """The articles, of which there must be one, before anything is written."""
    first = next(articles, None)
    if first is None:
        message = "There is no article in the input. Pass text files, folders of them, or files of JSON Lines."
        raise InputError(message)
    return chain((first,), articles)


def _write_articles(articles: Iterator[Article], to: Format, file: IO[str]) -> None:
    from claimkit.exports import QUOTE_COLUMNS, to_gold, to_rows, write_jsonl

    if to is Format.JSONL:
        write_jsonl(articles, file)
    elif to is Format.GOLD:
        write_jsonl((to_gold([article])[0] for article in articles), file)
    elif to is Format.CSV:
        _write_rows((row for article in articles for row in to_rows(article)), QUOTE_COLUMNS, file)
    elif to is Format.HTML:
        file.write(_page(tuple(articles)))
    else:
        from claimkit.views import article_text

        width, color = _terminal(file)
        for number, article in enumerate(articles):
            file.write(("\n" if number else "") + article_text(article, width=width, color=color) + "\n")


def _write_comparison(comparison: Comparison, to: Format, file: IO[str]) -> None:
    from claimkit.exports import MEMBER_COLUMNS, to_gold, to_rows, write_jsonl

    if to is Format.JSONL:
        write_jsonl(comparison.groups, file)
    elif to is Format.GOLD:
        write_jsonl(to_gold(comparison.articles, comparison), file)
    elif to is Format.CSV:
        _write_rows(to_rows(comparison.groups), MEMBER_COLUMNS, file)
    elif to is Format.HTML:
        import claimkit

        file.write(claimkit.page(comparison))
    else:
        from claimkit.views import comparison_text

        width, color = _terminal(file)
        file.write(comparison_text(comparison, width=width, color=color) + "\n")


def _terminal(file: IO[str]) -> tuple[int, bool]:
    """Columns and whether to use color; https://no-color.org switches color off."""
    from claimkit.views.text import WIDTH

    if not file.isatty():
        return WIDTH, False
    return shutil.get_terminal_size((WIDTH, 0)).columns, "NO_COLOR" not in os.environ


def _write_rows(rows: Iterable[Row], columns: Iterable[str], file: IO[str]) -> None:
    """CSV row by row: `claimkit.write_csv` holds all rows, and a reading may have more than fit into memory."""
    writer = csv.DictWriter(file, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _page(articles: tuple[Article, ...]) -> str:
    import claimkit

    return claimkit.page(articles[0] if len(articles) == 1 else claimkit.Comparison(articles))


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[str]]:
    """A file to write the result to, or standard output.

    The result is written next to the file and takes its place at the end: the file may be one of the inputs, and when
    something goes wrong, what was there before is still there. What was written until then is kept where it is.
    """
    if path is None or str(path) == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        yield sys.stdout
        sys.stdout.flush()
        return
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(path.name + ".part")
    try:
        file = _open_to_write(part, packed=path.suffix == ".gz")
    except OSError as error:
        message = f"{str(path)!r} cannot be written ({error.strerror}). Pass a file in a folder that you may write to."
        raise InputError(message) from error
    try:
        with file:
            yield file
    except BaseException:
        if not special and part.exists():
            if part.stat().st_size:
                typer.echo(f"What was written so far is in {part}", err=True)
            else:
                part.unlink()
        raise
    if not special:
        part.replace(path)


def _open_to_write(path: Path, *, packed: bool) -> IO[str]:
    # Half of a surrogate pair, which JSON may hold, has no UTF-8; its escape is right in JSON and legible elsewhere.
    if packed:
        return gzip.open(path, "wt", encoding="utf-8", errors="backslashreplace", newline="")
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def _errors_told() -> Iterator[None]:
    """Errors as one line for people, not as a traceback; a closed pipe (``| head``) is no error."""
    try:
        yield
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go, and Python would complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (ClaimkitError, OSError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Python warnings as one line for people, each once."""

    def tell(message: Warning | str, *_details: object) -> None:
        typer.echo(f"Warning: {message}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("once", UserWarning)
        warnings.showwarning = tell  # type: ignore[assignment]  # what follows the message is not told
        yield


if __name__ == "__main__":
    main()
