from __future__ import annotations

import pandas as pd
import pytest

from claimkit import read_all, to_rows
from claimkit.errors import InputError
from claimkit.exports.rows import QUOTE_COLUMNS
from claimkit.records import Article
from claimkit.spark import SCHEMA, read


class Frame:
    """A table that runs on this process what Spark would run on a worker."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self.columns = list(table.columns)

    def __getitem__(self, column: str) -> Frame:
        return Frame(self.table[[column]])

    def cast(self, _type: str) -> Frame:
        """The column as it is."""
        return self

    def select(self, *columns: Frame) -> Frame:
        """The columns as a table."""
        return Frame(pd.concat([column.table for column in columns], axis=1))

    def mapInPandas(self, function, schema: str) -> list[dict[str, object]]:  # noqa: N802, ANN001 (Spark's name)
        """The rows that the function gives for the table in two portions."""
        assert schema == SCHEMA
        portions = iter([self.table.iloc[:1], self.table.iloc[1:]])
        return [row for portion in function(portions) for row in portion.to_dict("records")]


TEXTS = ["“The dam is safe,” said Mira Olsen.", "It rained.", "Orla Brandt called the reports “reckless”."]


def test_rows_are_those_of_reading_here() -> None:
    """A worker gives the rows that `to_rows` gives, in the columns that Spark is told of."""
    table = pd.DataFrame({"id": ["a", "b", "c"], "body": TEXTS, "outlet": ["Vell Courier", None, "Ostmark Daily"]})
    found = read(Frame(table), text="body")
    outlets = ("Vell Courier", None, "Ostmark Daily")
    articles = [Article(text, id=name, outlet=outlet) for text, name, outlet in zip(TEXTS, "abc", outlets, strict=True)]
    assert found == to_rows(read_all(articles))
    assert len(found) == 2


def test_an_article_without_an_id_is_called_after_its_text() -> None:
    """The same text has the same id, whichever worker reads it."""
    first, second = read(Frame(pd.DataFrame({"text": [TEXTS[0], TEXTS[0]]})))
    assert first["article"] == second["article"] != ""


def test_a_row_without_a_text_has_no_quotes() -> None:
    """Nothing to read is no error, and does not end the job."""
    assert read(Frame(pd.DataFrame({"text": [None, TEXTS[1]]}))) == []


def test_a_column_that_is_missing_is_named() -> None:
    """The error comes before a job starts, and says what there is."""
    with pytest.raises(InputError, match="no column 'text' among body"):
        read(Frame(pd.DataFrame({"body": TEXTS})))


def test_the_schema_names_the_columns_of_rows() -> None:
    """Spark is told of the columns that rows have, in their order."""
    assert [part.split("`")[1] for part in SCHEMA.split(", ")] == list(QUOTE_COLUMNS)
