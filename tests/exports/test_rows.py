"""Records become flat rows for pandas and spreadsheets."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from strategies import comparisons, law

from claimkit.errors import InputError, MissingExtra
from claimkit.exports import MEMBER_COLUMNS, QUOTE_COLUMNS, SPEAKER_COLUMNS, to_dataframe, to_rows, write_csv
from claimkit.records import (
    Article,
    Comparison,
    Evidence,
    Member,
    Origin,
    Quote,
    QuoteGroup,
    Span,
    Speaker,
    SpeakerIdentity,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def comparison() -> Comparison:
    """Two outlets with the same quote, and one quote of the first alone."""
    text = "“Rain,” said Mara Lind, the minister. Wind, she said."
    lind = Speaker("Mara Lind", "person", role="minister")
    rain = Quote(
        "q1",
        (Span.of(text, 0, 7),),
        (Span.of(text, 1, 6),),
        "direct",
        Span.of(text, 8, 12),
        Span.of(text, 13, 22),
        lind,
        "speech",
        negated=False,
        confidence=0.9,
    )
    wind = Quote("q2", (Span.of(text, 38, 42),), (Span.of(text, 38, 42),), "indirect")
    articles = (
        Article(text, "a", outlet="The Courier", published="2031-03-04", quotes=(rain, wind)),
        Article(text, "b", outlet="Harbor Post", quotes=(rain,)),
    )
    members = (
        Member("a", rain, "The Courier", "2031-03-04", "fullest", 1.0),
        Member("b", rain, "Harbor Post", None, "same", 0.8),
    )
    return Comparison(articles, (QuoteGroup("g1", members, "Rain,"),))


def test_a_quote_is_a_row(comparison: Comparison) -> None:
    """Each quote has one row with plain values, and its group where there is one."""
    first, second, third = to_rows(comparison)
    assert first == {
        "article": "a",
        "outlet": "The Courier",
        "published": "2031-03-04",
        "quote": "q1",
        "kind": "direct",
        "act": "speech",
        "negated": False,
        "text": "Rain,",
        "start": 0,
        "end": 7,
        "cue": "said",
        "source": "Mara Lind",
        "speaker": "Mara Lind",
        "speaker_type": "person",
        "role": "minister",
        "confidence": 0.9,
        "group": "g1",
        "identity": None,
        "entry": None,
        "inside": None,
        "depth": 0,
    }
    assert (second["quote"], second["group"], second["speaker"], second["cue"]) == ("q2", None, None, None)
    assert (third["article"], third["group"]) == ("b", "g1")


def test_a_member_is_a_row(comparison: Comparison) -> None:
    """Groups give one row for each outlet's version."""
    rows = to_rows(comparison.groups)
    assert [(row["group"], row["article"], row["relation"], row["confidence"]) for row in rows] == [
        ("g1", "a", "fullest", 1.0),
        ("g1", "b", "same", 0.8),
    ]
    assert rows == to_rows(comparison.groups[0]) == to_rows(iter(comparison.groups))


def test_flags_and_origin_are_columns(comparison: Comparison) -> None:
    """What an outlet changed of the meaning, and where the group goes back to, are plain values of each member."""
    [group] = comparison.groups
    reasons = ("12 nats", "modality: 'may' became 'will'", "hedge cut: 'perhaps'")
    changed = evolve(group.members[1], evidence=tuple(Evidence("comparator", reason) for reason in reasons))
    first, second = to_rows(
        evolve(
            group, members=(group.members[0], changed), origin=Origin("Reuters", None, 0.8), conflicts=("who", "when")
        )
    )
    assert (first["flags"], second["flags"]) == (None, "modality: 'may' became 'will'; hedge cut: 'perhaps'")
    assert (second["origin"], second["origin_confidence"], second["conflicts"]) == ("Reuters", 0.8, "who; when")
    assert to_rows(group)[0]["origin"] is None


def test_why_a_quote_is_a_member_is_a_column(comparison: Comparison) -> None:
    """The reasons stand with the words that they are about, and without what touches the meaning, which is a flag."""
    [group] = comparison.groups
    evidence = (
        Evidence("comparator", "renders the quote of its own article", Span(40, 55, "the pier closed")),
        Evidence("comparator", "0.91 alike in meaning"),
        Evidence("comparator", "hedge cut: 'perhaps'"),
    )
    first, second = to_rows(evolve(group, members=(group.members[0], evolve(group.members[1], evidence=evidence))))
    assert first["reasons"] is None
    assert second["reasons"] == "renders the quote of its own article: the pier closed; 0.91 alike in meaning"
    assert second["flags"] == "hedge cut: 'perhaps'"


def test_a_speaker_is_a_row_and_its_quotes_lead_there(comparison: Comparison) -> None:
    """Tables of quotes and of speakers can be joined; of those who speak together, each is named."""
    lind = SpeakerIdentity(
        "s1",
        "Mara Lind",
        "person",
        ("Mara Lind", "Lind"),
        ("minister",),
        (("a", "q1"), ("b", "q1")),
        "Q1",
        "http://q/1",
    )
    moor = SpeakerIdentity("s2", "Ada Moor", quotes=(("a", "q1"),))
    known = evolve(comparison, speakers=(lind, moor))
    assert [(row["identity"], row["entry"]) for row in to_rows(known)] == [("s1 s2", "Q1"), (None, None), ("s1", "Q1")]
    assert to_rows(known.speakers)[0] == {
        "identity": "s1",
        "name": "Mara Lind",
        "type": "person",
        "role": "minister",
        "spellings": "Mara Lind; Lind",
        "roles": "minister",
        "articles": 2,
        "quotes": 2,
        "entry": "Q1",
        "same_as": "http://q/1",
        "reasons": None,
    }


@law
@given(comparisons)
def test_every_row_has_the_documented_columns(comparison: Comparison) -> None:
    """Columns are the same in all rows, in the same order, and there is a row for each quote and member."""
    quotes, members = to_rows(comparison), to_rows(comparison.groups)
    assert all(tuple(row) == QUOTE_COLUMNS for row in quotes)
    assert all(tuple(row) == MEMBER_COLUMNS for row in members)
    assert all(tuple(row) == SPEAKER_COLUMNS for row in to_rows(comparison.speakers))
    assert len(quotes) == sum(len(article.quotes) for article in comparison.articles)
    assert len(members) == sum(len(group.members) for group in comparison.groups)


def test_articles_alone_and_together_have_the_same_rows(comparison: Comparison) -> None:
    """One article, a list of them and a generator are all fine."""
    first, second = comparison.articles
    assert to_rows([first, second]) == to_rows(first) + to_rows(second) == to_rows(iter(comparison.articles))
    assert to_rows([]) == []


@pytest.mark.parametrize("wrong", [3, "text", [3], None], ids=repr)
def test_other_things_have_no_rows(wrong: object) -> None:
    """What is no record is refused with what to pass."""
    with pytest.raises(InputError, match=r"No rows for .* here\. Pass articles"):
        to_rows(wrong)  # type: ignore[arg-type]


def test_articles_and_groups_do_not_mix(comparison: Comparison) -> None:
    """Their rows have different columns."""
    with pytest.raises(InputError, match="No rows for 'QuoteGroup' here"):
        to_rows([*comparison.articles, *comparison.groups])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="No rows for 'Article' here"):
        to_rows([*comparison.groups, *comparison.articles])  # type: ignore[arg-type]


def test_pandas_gets_a_frame(comparison: Comparison) -> None:
    """The DataFrame has the columns of the rows, even when there is no row."""
    pytest.importorskip("pandas")
    frame = to_dataframe(comparison)
    assert (frame.shape, tuple(frame.columns)) == ((3, 21), QUOTE_COLUMNS)
    assert frame.groupby("group").article.nunique()["g1"] == 2
    assert tuple(to_dataframe([]).columns) == QUOTE_COLUMNS


def test_without_pandas_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no pandas is told how to get it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'claimkit\[notebook\]'"):
        to_dataframe([])


def test_csv_reads_back(comparison: Comparison, tmp_path: Path) -> None:
    """The csv module reads the rows that were written, line breaks in texts included."""
    text = 'Rain,\n"heavy"; =1+1'
    span = Span(0, len(text), text)
    article = Article(text, "a", quotes=(Quote("q1", (span,), (span,), "indirect"),))
    assert write_csv([article, *comparison.articles], tmp_path / "quotes.csv") == 4
    with (tmp_path / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [text, "Rain,", "Wind", "Rain,"]
    assert rows[1]["negated"] == "False"


def test_csv_for_spreadsheets_runs_no_formula(tmp_path: Path) -> None:
    """With excel=True the file has a byte order mark and no cell begins like a formula."""
    text = "=HYPERLINK(1) größer"
    span = Span(0, len(text), text)
    write_csv(
        Article(text, "-a", quotes=(Quote("q1", (span,), (span,), "indirect"),)), tmp_path / "quotes.csv", excel=True
    )
    raw = (tmp_path / "quotes.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert (row["article"], row["text"]) == ("'-a", "'=HYPERLINK(1) größer")


def test_an_empty_table_has_its_header() -> None:
    """No rows give the header alone, that of the groups for groups."""
    file = io.StringIO()
    assert write_csv([], file) == 0
    assert file.getvalue() == ",".join(QUOTE_COLUMNS) + "\n"
