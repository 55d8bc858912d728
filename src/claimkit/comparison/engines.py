"""Where the candidate pairs of a comparison are looked for: in memory, in DuckDB, or on Spark.

Every engine computes the candidates as `claimkit.comparison.candidates` defines them, in whole numbers, so that all
give the same pairs; verdicts and grouping are one code for all. So the groups are the same, whichever engine
looks. It does so where many articles come at once; what is added later is little, and is compared in memory.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from claimkit.comparison.agreement import Agreement, agreement
from claimkit.comparison.normalisation import normalise
from claimkit.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    from pyspark.sql import SparkSession

    from claimkit.comparison.candidates import Features, Integers
    from claimkit.comparison.normalisation import Words

EngineName = Literal["memory", "duckdb", "spark"]
"""An engine with its usual settings, by name."""

_PAIRS_AT_ONCE = 100_000
_DUCKDB, _PYSPARK = "duckdb", "pyspark"

_CANDIDATES = """
    SELECT one.owner AS one, other.owner AS other
    FROM {features} AS one
    JOIN {features} AS other ON one.hash = other.hash AND one.owner < other.owner
    JOIN {totals} AS total ON total.owner = one.owner
    JOIN {totals} AS other_total ON other_total.owner = other.owner
    GROUP BY one.owner, other.owner, total.weight, other_total.weight
    HAVING SUM(one.weight) * 100 >= {floor} * LEAST(total.weight, other_total.weight)
    ORDER BY one, other
"""
"""The pairs that share enough; ``features`` holds those of a frequency from 2 to the cap only."""

_SIZE = re.compile(r"\s*\d+(\.\d+)?\s*[KMGT]i?B\s*", re.IGNORECASE)


class Engine(Protocol):
    """What looks for candidates, and may verify them elsewhere."""

    def candidates(self, features: Features, *, cap: int, floor: int) -> Iterator[tuple[Integers, Integers]]:
        """All candidate pairs by the definition of `claimkit.comparison.candidates`, in order, in portions.

        Args:
            features: The features of all wordings, each once for each wording, in order.
            cap: Greatest document frequency of a feature that counts.
            floor: Least containment, in percent.
        """

    def agreements(self, pairs: Sequence[tuple[Words, Words]]) -> Iterable[Agreement]:
        """What each pair of a fuller and a lesser wording agrees on, as `claimkit.comparison.agreement.agreement` says.

        Args:
            pairs: The wordings; of each, ``text`` is all that is needed.
        """


class DuckDB:
    """Looks for candidates in a DuckDB database on disk, which keeps to a limit of memory.

    Args:
        memory_limit: What DuckDB may use, as it writes sizes: ``"2GB"``. What does not fit goes to disk.
        directory: Where the database lies while it is needed; by default where the system keeps such files.

    Raises:
        InputError: The limit is no size.
        MissingExtra: DuckDB is not installed: ``pip install claimkit[duckdb]``.

    >>> from claimkit.comparison.candidates import CandidateIndex, phrase_features
    >>> index = CandidateIndex()
    >>> index.rebuild(phrase_features([[1, 2, 3, 4, 5], [2, 3, 4], [9, 8, 7]], [100] * 10), 3)
    >>> [(one.tolist(), other.tolist()) for one, other in index.portions(DuckDB(memory_limit="100MB"))]
    [([0], [1])]
    """

    def __init__(self, *, memory_limit: str = "1GB", directory: str | Path | None = None) -> None:
        if not isinstance(memory_limit, str) or not _SIZE.fullmatch(memory_limit):
            message = f"memory_limit is {memory_limit!r}, but it is a size. Give a number with a unit, such as '2GB'."
            raise InputError(message)
        try:
            import duckdb
        except ImportError:
            raise MissingExtra(_DUCKDB, extra="duckdb", purpose="for the engine 'duckdb'") from None
        self._connect = duckdb.connect
        self._memory_limit = memory_limit.strip()
        self._directory = directory

    def candidates(self, features: Features, *, cap: int, floor: int) -> Iterator[tuple[Integers, Integers]]:
        """All candidate pairs, in order, in portions; see `Engine`."""
        with tempfile.TemporaryDirectory(prefix="claimkit-", dir=self._directory) as folder:
            settings: dict[str, str | bool | int | float | list[str]] = {
                "memory_limit": self._memory_limit,
                "temp_directory": str(Path(folder, "spilled")),
            }
            with (
                self._memory_errors_told(),
                self._connect(str(Path(folder, "candidates.duckdb")), config=settings) as database,
            ):
                database.execute("SET preserve_insertion_order = false")
                given = {"hash": features.hashes, "owner": features.owners, "weight": features.weights}
                database.register("given", given)
                database.execute("CREATE TABLE total AS SELECT owner, SUM(weight) AS weight FROM given GROUP BY owner")
                database.execute(
                    "CREATE TABLE feature AS SELECT * FROM given WHERE hash IN "
                    "(SELECT hash FROM given GROUP BY hash HAVING COUNT(*) BETWEEN 2 AND ?)",
                    [cap],
                )
                database.unregister("given")
                database.execute(_CANDIDATES.format(features="feature", totals="total", floor=floor))
                while rows := database.fetchmany(_PAIRS_AT_ONCE):
                    one, other = np.array(rows, dtype=np.int64).T
                    yield one, other

    @contextmanager
    def _memory_errors_told(self) -> Iterator[None]:
        """Tell that the limit is too small, in place of DuckDB's advice on settings that are not the user's."""
        import duckdb

        try:
            yield
        except duckdb.OutOfMemoryException as error:
            message = (
                f"memory_limit is {self._memory_limit!r}, and DuckDB needs more for so many quotes. "
                "Give more, for example '1GB'."
            )
            raise InputError(message) from error

    def agreements(self, pairs: Sequence[tuple[Words, Words]]) -> Iterable[Agreement]:
        """What each pair agrees on, computed here."""
        return (agreement(fuller, lesser) for fuller, lesser in pairs)


class Spark:
    """Looks for candidates and verifies them on a Spark cluster.

    The driver holds the wordings and the links, and judges what can be judged over arrays; joins, and the alignments of
    all other pairs, are the workers'. They need claimkit installed.

    Args:
        session: The ``SparkSession``; by default the active one, or a new one.

    Raises:
        MissingExtra: PySpark is not installed: ``pip install claimkit[spark]``.
    """

    def __init__(self, session: SparkSession | None = None) -> None:
        try:
            from pyspark.sql import SparkSession as Session
        except ImportError:
            raise MissingExtra(_PYSPARK, extra="spark", purpose="for the engine 'spark'") from None
        # Spark starts its workers by this name; without it, by a python that need not have claimkit.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self._session = session if session is not None else Session.builder.getOrCreate()

    def candidates(self, features: Features, *, cap: int, floor: int) -> Iterator[tuple[Integers, Integers]]:
        """All candidate pairs, in order, in portions; see `Engine`."""
        import pandas as pd

        given = self._session.createDataFrame(
            pd.DataFrame({"hash": features.hashes.view(np.int64), "owner": features.owners, "weight": features.weights})
        )
        totals = given.groupBy("owner").sum("weight").withColumnRenamed("sum(weight)", "weight")
        frequency = given.groupBy("hash").count()
        useful = given.join(frequency.where(frequency["count"].between(2, cap)), "hash")
        query = _CANDIDATES.format(features="{features}", totals="{totals}", floor=floor)
        found = self._session.sql(query, features=useful, totals=totals).toPandas()
        for start in range(0, len(found), _PAIRS_AT_ONCE):
            portion = found.iloc[start : start + _PAIRS_AT_ONCE]
            yield portion["one"].to_numpy(dtype=np.int64), portion["other"].to_numpy(dtype=np.int64)

    def agreements(self, pairs: Sequence[tuple[Words, Words]]) -> Iterable[Agreement]:
        """What each pair agrees on, computed by the workers."""
        import pandas as pd

        table = pd.DataFrame(
            [(number, fuller.text, lesser.text) for number, (fuller, lesser) in enumerate(pairs)],
            columns=["number", "fuller", "lesser"],
        )
        given = self._session.createDataFrame(table, schema="number long, fuller string, lesser string")
        workers = max(1, min(self._session.sparkContext.defaultParallelism, len(pairs)))
        rows = given.repartition(workers).mapInPandas(_agreements_of, schema=_AGREEMENT).collect()
        for row in sorted(rows):
            yield Agreement(row[1], row[2], row[3], row[4], tuple(row[5]), row[6])


_AGREEMENT = (
    "number long, shared double, words int, differing double, relation string, contradictions array<string>, "
    "matter double"
)


def _agreements_of(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The agreement of each row's two wordings; runs on a worker."""
    import pandas as pd

    for table in tables:
        found = [
            agreement(normalise(fuller), normalise(lesser))
            for fuller, lesser in zip(table["fuller"], table["lesser"], strict=True)
        ]
        yield pd.DataFrame(
            {
                "number": table["number"].to_numpy(),
                "shared": [each.shared for each in found],
                "words": [each.words for each in found],
                "differing": [each.differing for each in found],
                "relation": [each.relation for each in found],
                "contradictions": [list(each.contradictions) for each in found],
                "matter": [each.matter for each in found],
            }
        )


def engine_of(engine: EngineName | Engine, memory_limit: str | None = None) -> Engine | None:
    """The engine of that name, or the given one; ``None`` stands for the memory of this process.

    Raises:
        InputError: There is no engine of that name, or the limit is for another engine than DuckDB.
        MissingExtra: Its package is not installed.

    >>> engine_of("memory") is None
    True
    """
    if memory_limit is not None and engine != "duckdb":
        message = "memory_limit is kept by DuckDB, and the engine is another one. Give engine='duckdb', or no limit."
        raise InputError(message)
    if engine == "memory":
        return None
    if engine == "duckdb":
        return DuckDB() if memory_limit is None else DuckDB(memory_limit=memory_limit)
    if engine == "spark":
        return Spark()
    if isinstance(engine, str):
        message = f"There is no engine {engine!r}. Give 'memory', 'duckdb' or 'spark'."
        raise InputError(message)
    return engine
