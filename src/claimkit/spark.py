"""Reading on Spark: a DataFrame of texts in, a DataFrame of quotes out.

The workers need claimkit installed; each loads the model once. Comparing on Spark is
``claimkit.compare(articles, engine="spark")``.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from claimkit.errors import InputError
from claimkit.exports.rows import QUOTE_COLUMNS, to_rows
from claimkit.pipeline import read_all
from claimkit.records import Article

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import pandas as pd
    from pyspark.sql import DataFrame

_TYPES = {"negated": "boolean", "start": "long", "end": "long", "depth": "long", "confidence": "double"}

SCHEMA = ", ".join(f"`{column}` {_TYPES.get(column, 'string')}" for column in QUOTE_COLUMNS)
"""The columns of the result, as Spark writes them: those of `claimkit.exports.rows.QUOTE_COLUMNS`."""


def read(df: DataFrame, *, text: str = "text", min_confidence: float = 0.0) -> DataFrame:
    """The quotes of articles, one a row, with speaker, cue and offsets.

    Args:
        df: One article a row. Columns ``id``, ``outlet`` and ``published`` are taken over where there are any; without
            ``id``, an article is called after its text, so that the same text has the same id in every run.
        text: The column with the texts; a row without a text has no quotes.
        min_confidence: Quotes with less are left out.

    Returns:
        The rows that `claimkit.to_rows` gives for the articles; ``group``, ``identity`` and ``entry`` are empty.

    Raises:
        InputError: There is no such column.
    """
    if text not in df.columns:
        message = (
            f"There is no column {text!r} among {', '.join(df.columns)}. Name the one with the texts: text='body'."
        )
        raise InputError(message)
    kept = [text, *(column for column in ("id", "outlet", "published") if column in df.columns and column != text)]
    reading = partial(_rows_of, text=text, min_confidence=min_confidence)
    return df.select(*(df[column].cast("string") for column in kept)).mapInPandas(reading, schema=SCHEMA)


def _rows_of(tables: Iterator[pd.DataFrame], *, text: str, min_confidence: float) -> Iterator[pd.DataFrame]:
    """The rows of each table's articles; runs on a worker."""
    import pandas as pd

    for table in tables:
        articles = [_article(row, text) for row in table.to_dict("records") if isinstance(row[text], str)]
        rows = to_rows(read_all(articles, min_confidence=min_confidence))
        yield pd.DataFrame(rows, columns=list(QUOTE_COLUMNS), dtype=object)


def _article(row: Mapping[Hashable, object], text: str) -> Article:
    """The article of a row; what is missing there is missing in the article."""
    words = str(row[text])
    return Article(
        words,
        id=_given(row, "id") or blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        outlet=_given(row, "outlet"),
        published=_given(row, "published"),
    )


def _given(row: Mapping[Hashable, object], column: str) -> str | None:
    """The text in a column; ``None`` where there is none, or no such column."""
    value = row.get(column)
    return value if isinstance(value, str) else None
