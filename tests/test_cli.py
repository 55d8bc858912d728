"""The commands, with a reader that finds what stands between curly marks and the first name in front of "said"."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from typer.testing import CliRunner

import claimkit
from claimkit import cli
from claimkit.errors import ModelError
from claimkit.exports import read_jsonl
from claimkit.records import Article, Quote, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from click.testing import Result

FERRY = "Ada Quist said: “The ferry will sail on Monday at noon.”"
HARBOR = "Rain again. Ada Quist said: “The ferry will sail on Monday at noon.”"
HOSTILE = (
    "<script>alert(1)</script> said: “</style><img src=x onerror=alert(1)>”",
    "\x00\x07\x1b[31mAda said: “\u202eRain\u202c”",
    "Ada said: “Rain\r\nand\u2028wind\x85”",
    "שלום said: “👩\u200d🚀 e\u0301 \ufeff”",
    "=cmd() said: “=HYPERLINK(1)”",
    "“”“”““””",
    " ",
)


def quotes_in(text: str) -> Iterator[Quote]:
    """What stands between curly marks."""
    for number, match in enumerate(re.finditer("“[^“”]+”", text), 1):
        content, bare = Span.of(text, *match.span()), Span.of(text, match.start() + 1, match.end() - 1)
        said = re.search(r"(\S+(?: \S+)?) (said)", text[: match.start()])
        source, cue = (Span.of(text, *said.span(group)) for group in (1, 2)) if said else (None, None)
        speaker = Speaker(source.text, "person") if source else Speaker()
        yield Quote(f"q{number}", (content,), (bare,), "direct", cue, source, speaker, confidence=0.9 / number)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A reader in the place of the network; the options that it was called with."""
    calls: list[dict[str, Any]] = []

    def read_all(articles: Iterable[Article], *, min_confidence: float = 0.0, **options: object) -> Iterator[Article]:
        call = options | {"min_confidence": min_confidence, "ids": []}
        calls.append(call)
        for article in articles:
            call["ids"].append(article.id)
            found = tuple(quote for quote in quotes_in(article.text) if quote.confidence >= min_confidence)
            warned = ("no quotation marks",) if not found else ()
            yield evolve(article, quotes=found, warnings=warned)

    monkeypatch.setitem(vars(claimkit), "read_all", read_all)
    return calls


@pytest.fixture
def articles(tmp_path: Path, calls: list[dict[str, Any]]) -> Path:
    """A folder with two articles that share a quote."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    line = {"id": "harbor", "text": HARBOR, "outlet": "Harbor Post", "published": "2031-03-14", "desk": ["ships"]}
    (folder / "harbor.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert calls == []
    return folder


def run(*arguments: object, stdin: str | bytes = "") -> Result:
    """A command as typed; an exception that reaches the user is a failure."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def lines_of(text: str) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.split("\n") if line]


# Explaining ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ["q1", "1"])
def test_explain_says_why_a_quote_is_one(articles: Path, quote: str) -> None:
    """The quote is named by its id or its number; of several articles one is picked by its id."""
    result = run("explain", articles, quote, "--article", "harbor")
    assert result.exit_code == 0
    assert result.stdout.startswith("q1 is direct speech")
    assert "The speaker is Ada Quist" in result.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param((), "holds 2 articles, and one is wanted", id="several"),
        pytest.param(("--article", "moon"), "holds 0 articles with the id 'moon'", id="none"),
        pytest.param(("--article", "harbor"), "has no quote 'q99'", id="no-quote"),
    ],
)
def test_explain_tells_what_it_cannot_find(articles: Path, options: tuple[str, ...], words: str) -> None:
    """One article and one quote are wanted; the error says which there are."""
    result = run("explain", articles, "q99", *options)
    assert result.exit_code == 1
    assert words in result.stderr


# Reading -------------------------------------------------------------------------------------------------------


def test_read_shows_quotes_and_speakers(articles: Path) -> None:
    """Plain text on standard output, nothing else there."""
    result = run("read", articles)
    assert result.exit_code == 0
    assert result.stdout.count("direct · cue: said") == 2
    assert result.stdout.count("  1  Ada Quist\n     “The ferry will sail on Monday at noon.”") == 2
    assert result.stderr == ""


def test_read_writes_json_lines_that_give_the_articles_back(articles: Path, tmp_path: Path) -> None:
    """Quotes, unknown keys and all."""
    assert run("read", articles, "--format", "jsonl", "--output", tmp_path / "read.jsonl").exit_code == 0
    ferry, harbor = read_jsonl(tmp_path / "read.jsonl")
    assert ferry == Article(FERRY, "ferry", quotes=tuple(quotes_in(FERRY)))
    assert harbor.quotes == tuple(quotes_in(HARBOR))
    assert harbor.meta == (("desk", '["ships"]'),)


def test_read_writes_the_gold_format(articles: Path) -> None:
    """Same ids, same order, offsets into the text, the canonical name first."""
    ferry, harbor = lines_of(run("read", articles, "--format", "gold").stdout)
    assert (ferry["id"], harbor["id"], harbor["text"]) == ("ferry", "harbor", HARBOR)
    [quote] = ferry["quotes"]
    assert [FERRY[start:end] for start, end in quote["content"]] == ["“The ferry will sail on Monday at noon.”"]
    assert (quote["kind"], quote["cue"], quote["source"]) == ("direct", [[10, 14]], [[0, 9]])
    assert quote["speakers"] == ["Ada Quist"]
    assert quote["group"] is None


def test_gold_in_the_input_does_not_come_out_again(calls: list[dict[str, Any]]) -> None:
    """What is written is what was found, also where the input is a gold file."""
    gold = {"id": "a", "text": FERRY, "quotes": [{"kind": "direct", "content": [[0, 3]], "speakers": ["Ola"]}]}
    [article] = lines_of(run("read", "-", "--format", "gold", stdin=json.dumps(gold)).stdout)
    assert [quote["speakers"] for quote in article["quotes"]] == [["Ada Quist"]]
    assert calls[0]["ids"] == ["a"]


def test_read_writes_csv_with_one_header(articles: Path) -> None:
    """A row a quote, in order of the articles."""
    rows = list(csv.DictReader(io.StringIO(run("read", articles, "--format", "csv").stdout)))
    assert [(row["article"], row["outlet"], row["speaker"]) for row in rows] == [
        ("ferry", "", "Ada Quist"),
        ("harbor", "Harbor Post", "Ada Quist"),
    ]


@pytest.mark.parametrize("inputs", [("ferry.txt",), ("ferry.txt", "harbor.jsonl")], ids=["one", "two"])
def test_read_writes_a_page(articles: Path, inputs: tuple[str, ...]) -> None:
    """One document, for one article and for more."""
    page = run("read", *(articles / name for name in inputs), "--format", "html").stdout
    assert page.lower().count("<!doctype html>") == 1
    assert page.count("The ferry will sail") >= len(inputs)


def test_options_reach_the_reader(articles: Path, calls: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Model, processes, confidence; and no progress bar where nobody looks."""
    monkeypatch.setitem(vars(claimkit), "load", lambda path: f"pipeline of {path}")
    assert run("read", articles, "--model", "folder", "--processes", 2, "--min-confidence", 0.5).exit_code == 0
    assert calls == [
        {
            "nlp": "pipeline of folder",
            "n_process": 2,
            "progress": False,
            "min_confidence": 0.5,
            "ids": ["ferry", "harbor"],
        }
    ]


def test_read_reads_again_what_was_read_before(articles: Path, calls: list[dict[str, Any]], tmp_path: Path) -> None:
    """A newer model is worth nothing if old quotes stay."""
    run("read", articles, "--format", "jsonl", "--output", tmp_path / "read.jsonl")
    run("read", tmp_path / "read.jsonl", "--format", "jsonl", "--output", tmp_path / "read.jsonl")
    assert [call["ids"] for call in calls] == [["ferry", "harbor"]] * 2
    assert [len(article.quotes) for article in read_jsonl(tmp_path / "read.jsonl")] == [1, 1]


def test_articles_are_written_as_they_are_read(articles: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reading that breaks off leaves what it had, beside the file that it was to replace."""

    def read_all(articles: Iterable[Article], **_options: object) -> Iterator[Article]:
        yield next(iter(articles))
        raise KeyboardInterrupt

    monkeypatch.setitem(vars(claimkit), "read_all", read_all)
    output = tmp_path / "read.jsonl"
    output.write_text("before\n", encoding="utf-8")
    result = run("read", articles, "--format", "jsonl", "--output", output)
    assert result.exit_code == 130
    assert output.read_text(encoding="utf-8") == "before\n"
    assert "What was written so far is in" in result.stderr
    assert [article.id for article in read_jsonl(tmp_path / "read.jsonl.part")] == ["ferry"]


# Comparing -----------------------------------------------------------------------------------------------------


def test_compare_shows_the_shared_quote(articles: Path) -> None:
    """Once, with both outlets."""
    result = run("compare", articles)
    assert result.exit_code == 0
    assert "2 outlets" in result.stdout
    assert "Harbor Post" in result.stdout


def test_compare_labels_shared_quotes_in_the_gold_format(articles: Path) -> None:
    """The same label in both articles, and none on what one article has alone."""
    (articles / "other.txt").write_text("Ola Brandt said: “Nothing of this is known here.”", encoding="utf-8")
    ferry, harbor, other = lines_of(run("compare", articles, "--format", "gold").stdout)
    assert ferry["quotes"][0]["group"] == harbor["quotes"][0]["group"] is not None
    assert other["quotes"][0]["group"] is None


@pytest.mark.parametrize("to", ["text", "jsonl", "csv", "gold", "html"])
def test_compare_writes_every_format(articles: Path, tmp_path: Path, to: str) -> None:
    """To a file as to standard output."""
    shown = run("compare", articles, "--format", to).stdout
    assert run("compare", articles, "--format", to, "--output", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_bytes().decode() == shown
    assert "The ferry will sail" in shown


def test_compare_writes_groups_as_lines_and_members_as_rows(articles: Path) -> None:
    """A group a line, a version a row."""
    [group] = lines_of(run("compare", articles, "--format", "jsonl").stdout)
    assert (group["record"], len(group["members"])) == ("group", 2)
    rows = list(csv.DictReader(io.StringIO(run("compare", articles, "--format", "csv").stdout)))
    assert [row["group"] for row in rows] == [group["id"]] * 2


def test_compare_writes_a_page_beside_the_result(articles: Path, tmp_path: Path) -> None:
    """The page is told on standard error, and the result stays what it was."""
    result = run("compare", articles, "--html", tmp_path / "groups.html")
    assert result.stdout == run("compare", articles).stdout
    assert "groups.html" in result.stderr
    assert "The ferry will sail" in (tmp_path / "groups.html").read_text(encoding="utf-8")


def test_compare_takes_articles_that_were_read_before(
    articles: Path, calls: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Their quotes are compared as they are; what is new is read, in order."""
    run("read", articles, "--format", "jsonl", "--output", tmp_path / "read.jsonl")
    (tmp_path / "new.txt").write_text(FERRY, encoding="utf-8")
    calls.clear()
    written = run("compare", tmp_path / "read.jsonl", tmp_path / "new.txt", "--format", "gold").stdout
    assert [article["id"] for article in lines_of(written)] == ["ferry", "harbor", "new"]
    assert [call["ids"] for call in calls] == [["new"]]
    written = run("compare", tmp_path / "read.jsonl", "--format", "gold", "--min-confidence", 0.95).stdout
    assert [article["quotes"] for article in lines_of(written)] == [[], []]


def test_compare_looks_where_it_is_told_to(articles: Path) -> None:
    """Another engine gives the same; a limit that none keeps, or that is no size, is refused."""
    pytest.importorskip("duckdb")
    result = run("compare", articles, "--engine", "duckdb", "--memory-limit", "200MB")
    assert (result.exit_code, result.stdout) == (0, run("compare", articles).stdout)
    for options, words in (
        (("--memory-limit", "2GB"), "memory_limit is kept by DuckDB"),
        (("--engine", "duckdb", "--memory-limit", "much"), "memory_limit is 'much'"),
    ):
        result = run("compare", articles, *options)
        assert result.exit_code == 1
        assert words in result.stderr
    assert run("compare", articles, "--engine", "postgres").exit_code == 2


# Evaluating ----------------------------------------------------------------------------------------------------


def test_compare_knows_who_is_who(articles: Path, tmp_path: Path) -> None:
    """A table of people gives their ids; who spoke is written beside the result."""
    people, speakers = tmp_path / "people.csv", tmp_path / "speakers.csv"
    people.write_text("id,name,aliases\nQ900001,Ada M. Quist,Quist\n", encoding="utf-8")
    result = run("compare", articles, "--people", people, "--speakers", speakers)
    assert result.exit_code == 0
    assert result.stderr == f"Wrote {speakers}\n"
    [row] = csv.DictReader(speakers.read_text(encoding="utf-8").splitlines())
    assert (row["name"], row["entry"], row["articles"]) == ("Ada Quist", "Q900001", "2")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("people.csv", "name\nAda Quist\n", "has no 'id' or no 'name'", id="no-id"),
        pytest.param("people.csv", "id,name,born\nQ1,Ada,1990\n", "unknown 'born'", id="unknown-column"),
        pytest.param("people.csv", "id,name,type\nQ1,Ada,ship\n", "the type is 'ship'", id="type"),
        pytest.param("people.json", "{", "is not JSON", id="no-json"),
        pytest.param("people.json", "{}", "holds no list", id="no-list"),
        pytest.param("people.json", "[3]", "has no 'id' or no 'name'", id="no-object"),
    ],
)
def test_a_table_of_people_that_cannot_be_read_is_told(
    articles: Path, tmp_path: Path, name: str, content: str, words: str
) -> None:
    """The error says what is wrong, where, and what a table looks like."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = run("compare", articles, "--people", tmp_path / name)
    assert result.exit_code == 1
    assert words in result.stderr


def test_evaluate_scores_a_prediction(articles: Path, tmp_path: Path) -> None:
    """What compare wrote, against itself, is perfect; as figures for people and for programs."""
    gold = tmp_path / "gold.jsonl"
    run("compare", articles, "--format", "gold", "--output", gold)
    shown = run("evaluate", gold, gold)
    assert shown.exit_code == 0
    assert re.search(r"close content +P 1\.000  R 1\.000  F1 1\.000 \[1\.00–1\.00\]", shown.stdout)
    figures = json.loads(run("evaluate", gold, gold, "--json").stdout)
    assert figures["close"] == {"p": 1.0, "r": 1.0, "f": 1.0, "n_pred": 2, "n_gold": 2}
    assert figures["groups"]["f"] == 1.0
    assert figures["intervals"]["close.f1"] == [1.0, 1.0]


def test_evaluate_reads_the_articles_itself(calls: list[dict[str, Any]], tmp_path: Path) -> None:
    """Marked-up gold alone is enough; mistakes are listed when asked for."""
    (tmp_path / "gold.txt").write_text(
        "=== a | | |\n⟦s1 Ada Quist⟧ ⟦k1 said⟧: ⟦c1 “Rain.”⟧ ⟦s2 She⟧ ⟦k2 said⟧ ⟦c2 it would last⟧.\n---\n"
        "1 direct speech | Ada Quist | person\n2 indirect speech | Ada Quist | person\n",
        encoding="utf-8",
    )
    result = run("evaluate", tmp_path / "gold.txt", "--errors", 3)
    assert calls[0]["ids"] == ["a"]
    assert "P 1.000  R 0.500" in result.stdout
    assert "missed | a @33 | indirect | it would last -> (nothing)" in result.stdout


def test_evaluate_tells_what_the_prediction_lacks(articles: Path, tmp_path: Path) -> None:
    """A missing article counts as missed, and that is said."""
    gold = tmp_path / "gold.jsonl"
    run("compare", articles, "--format", "gold", "--output", gold)
    (tmp_path / "found.jsonl").write_text(gold.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    result = run("evaluate", gold, tmp_path / "found.jsonl")
    assert "Warning: 1 of 2 gold articles are not in the predictions" in result.stderr
    assert "R 0.500" in result.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "There is no article in"), ('{"id": "a"}', "'quotes' is no list"), ("Rain.", "This is not JSON")],
    ids=["empty", "no gold", "no JSON"],
)
def test_evaluate_tells_what_is_no_gold(tmp_path: Path, content: str, words: str) -> None:
    """In one line, with the place."""
    (tmp_path / "gold.jsonl").write_text(content, encoding="utf-8")
    result = run("evaluate", tmp_path / "gold.jsonl", tmp_path / "gold.jsonl")
    assert result.exit_code == 1
    assert words in result.stderr


# What goes wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["read", "compare"])
def test_a_broken_line_is_told_and_the_rest_is_read(calls: list[dict[str, Any]], command: str) -> None:
    """Exit status 1 at the end, after everything else was processed."""
    stdin = '{"id": "a", "text": "Ada said: “Rain.”"}\n{"id":\n{"id": "b", "text": "Ola said: “Wind.”"}\n'
    result = run(command, "-", "--format", "gold", stdin=stdin)
    assert [article["id"] for article in lines_of(result.stdout)] == ["a", "b"]
    assert result.exit_code == 1
    assert "Error: standard input, line 2: skipped." in result.stderr
    assert "Read 2, skipped 1" in result.stderr
    assert calls[0]["ids"] == ["a", "b"]


@pytest.mark.parametrize("command", ["read", "compare"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.jsonl", b""), ("broken.jsonl", b"{"), ("a.pdf", b"%PDF"), ("-", b""), ("-", b"\n \n")],
    ids=["an empty file", "a broken file", "a PDF", "no standard input", "blank standard input"],
)
@pytest.mark.usefixtures("calls")
def test_an_input_without_articles_is_an_error(tmp_path: Path, command: str, name: str, content: bytes) -> None:
    """And leaves no output behind, nor does it touch what is there."""
    if name != "-":
        (tmp_path / name).write_bytes(content)
    output = tmp_path / "out.csv"
    output.write_text("before", encoding="utf-8")
    source = "-" if name == "-" else tmp_path / name
    result = run(command, source, "--format", "csv", "--output", output, stdin=content)
    assert result.exit_code == 1
    assert "Error: There is no article in the input." in result.stderr
    assert output.read_text(encoding="utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("out")] == ["out.csv"]


@pytest.mark.parametrize("command", ["read", "compare", "evaluate"])
def test_a_missing_input_is_told(command: str) -> None:
    """By its name, in one line, before anything is written."""
    result = run(command, "none.jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert re.fullmatch(r"Error: There is no (gold )?file .*'none\.jsonl'.*\n", result.stderr)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("page.html", "<!doctype html>"),
        ("quotes.csv", "group,wording"),
        ("groups.jsonl", '{"claimkit": 1'),
        ("groups.txt", "“The ferry"),
    ],
)
def test_the_name_of_the_output_tells_the_format(articles: Path, tmp_path: Path, name: str, begins: str) -> None:
    """What a file is called is what it gets; --format overrides it."""
    run("compare", articles, "--output", tmp_path / name)
    assert begins in (tmp_path / name).read_text(encoding="utf-8")[:200]
    run("compare", articles, "--output", tmp_path / name, "--format", "gold")
    assert json.loads((tmp_path / name).read_text(encoding="utf-8").splitlines()[0])["quotes"]


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_an_output_that_cannot_be_written_is_told(articles: Path, tmp_path: Path, option: str) -> None:
    """A missing folder, or a folder in the place of the file."""
    for place in (tmp_path / "no" / "folder" / "out", tmp_path):
        result = run("compare", articles, option, place)
        assert result.exit_code == 1
        assert f"Error: {str(place)!r} cannot be written (" in result.stderr
        assert result.stdout == ""


def test_two_outputs_need_two_names(articles: Path, tmp_path: Path) -> None:
    """As one would replace the other."""
    result = run("compare", articles, "--output", tmp_path / "out", "--html", tmp_path / "out")
    assert result.exit_code == 1
    assert "Pass two names" in result.stderr


def test_a_model_that_cannot_be_loaded_is_told(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the words of the library."""

    def load(path: object) -> None:
        message = f"There is no model in {path!s}."
        raise ModelError(message)

    monkeypatch.setitem(vars(claimkit), "load", load)
    result = run("read", articles, "--model", "none")
    assert (result.exit_code, result.stderr) == (1, "Error: There is no model in none.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "-", "--format", "docx"),
        ("read", "-", "--min-confidence", "2"),
        ("read", "-", "--processes", "0"),
        ("evaluate",),
        ("publish",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_status_2(arguments: tuple[str, ...]) -> None:
    """With the usage, from typer."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_encodings_and_ids_are_warned_about(articles: Path, tmp_path: Path) -> None:
    """A warning does not change the exit status."""
    (tmp_path / "ferry.txt").write_bytes(FERRY.encode("cp1252"))
    result = run("read", articles, tmp_path / "ferry.txt", "--format", "gold")
    assert result.exit_code == 0
    assert "Warning: " in result.stderr
    assert "Windows-1252" in result.stderr
    assert [article["id"] for article in lines_of(result.stdout)] == ["ferry", "harbor", "ferry-2"]


@pytest.mark.usefixtures("calls")
def test_warnings_of_articles_are_told_once() -> None:
    """On standard error, unless the result shows them."""
    stdin = '{"id": "a", "text": "Rain."}\n{"id": "b", "text": "Rain."}\n'
    assert run("read", "-", "--format", "gold", stdin=stdin).stderr == (
        "Warning: a: no quotation marks\nWarning: b: no quotation marks\n"
    )
    shown = run("read", "-", stdin=stdin)
    assert shown.stderr == ""
    assert shown.stdout.count("! no quotation marks") == 2


def test_python_warnings_are_one_line(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the place in the code, which is not the user's."""
    import warnings

    def read_all(articles: Iterable[Article], **_options: object) -> Iterator[Article]:
        warnings.warn("The network was slow.", UserWarning, stacklevel=1)
        yield from articles

    monkeypatch.setitem(vars(claimkit), "read_all", read_all)
    assert "Warning: The network was slow.\n" in run("read", articles).stderr


@pytest.mark.parametrize("to", ["text", "jsonl", "csv", "gold", "html"])
@pytest.mark.parametrize("command", ["read", "compare"])
@pytest.mark.usefixtures("calls")
def test_any_text_gets_through(tmp_path: Path, command: str, to: str) -> None:
    """Markup, control characters, odd line ends, half a surrogate pair: no error, and JSON stays JSON."""
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(HOSTILE * 2)]
    lines.append('{"id": "s", "text": "Ada said: “\\ud800”"}')
    result = run(command, "-", "--format", to, "--output", tmp_path / "out", stdin="\n".join(lines))
    assert result.exit_code == 0
    written = (tmp_path / "out").read_bytes().decode()
    if to == "html":
        assert "<script>alert" not in written
        assert "<img" not in written
    if to in ("gold", "jsonl"):
        articles = {article["id"]: article for article in lines_of(written)}
        assert to == "gold" or command == "compare" or articles["2"]["text"] == HOSTILE[2]
        assert command == "compare" or articles["s"]["text"] == "Ada said: “\ud800”"


def test_a_packed_output_is_packed(articles: Path, tmp_path: Path) -> None:
    """By its name, as the inputs are."""
    run("read", articles, "--format", "gold", "--output", tmp_path / "out.jsonl.gz")
    with gzip.open(tmp_path / "out.jsonl.gz", "rt", encoding="utf-8") as file:
        assert [article["id"] for article in lines_of(file.read())] == ["ferry", "harbor"]


def test_an_input_may_be_the_output(articles: Path) -> None:
    """It is read to its end before it is replaced."""
    place = articles / "harbor.jsonl"
    assert run("read", place, "--format", "jsonl", "--output", place).exit_code == 0
    assert [len(article.quotes) for article in read_jsonl(place)] == [1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/null")
def test_a_device_may_be_the_output(articles: Path) -> None:
    """It is written to and not replaced."""
    assert run("read", articles, "--output", os.devnull).exit_code == 0
    assert not os.path.isfile(os.devnull)  # noqa: PTH113 (a name, not a path of ours)


# The command itself --------------------------------------------------------------------------------------------


def test_the_version_is_shown() -> None:
    """Name and version, and nothing is loaded for it."""
    assert run("--version").stdout == f"claimkit {claimkit.__version__}\n"


def test_help_lists_the_commands() -> None:
    """Also for no arguments at all, which typer counts as a wrong call."""
    for arguments in ((), ("--help",)):
        assert all(name in run(*arguments).output for name in ("read", "explain", "compare", "evaluate"))


PROGRAM = [sys.executable, "-c", "from claimkit.cli import main; main()"]


def test_the_commands_load_no_spacy_to_show_help() -> None:
    """Help and errors come at once."""
    code = "import sys, claimkit.cli; print({'spacy', 'textacy', 'onnxruntime', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "set()\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """As in ``claimkit evaluate gold.jsonl found.jsonl | head -1``."""
    gold = tmp_path / "gold.jsonl"
    quote = {"kind": "direct", "content": [[0, 4]]}
    lines = [json.dumps({"id": str(n), "text": "Rain.", "quotes": [quote]}) for n in range(2000)]
    gold.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "none.jsonl").write_text('{"id": "x", "quotes": []}', encoding="utf-8")
    command = [*PROGRAM, "evaluate", str(gold), str(tmp_path / "none.jsonl"), "--errors", "2000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
        assert process.wait() == 0
    assert told.splitlines() == [told.splitlines()[0]]
    assert told.startswith("Warning: 2000 of 2000")
