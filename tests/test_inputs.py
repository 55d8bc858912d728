"""Articles from files, folders and standard input, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.errors import InputError
from claimkit.exports import write_jsonl
from claimkit.inputs import Notice, articles_from
from claimkit.records import Article, Quote, Span

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "“Rain,” she said – in Århus."


def read(*paths: Path | str, stdin: bytes = b"") -> tuple[list[Article], list[Notice]]:
    """The articles, and what was told about them."""
    notices: list[Notice] = []
    return list(articles_from(paths, on_notice=notices.append, stdin=io.BytesIO(stdin))), notices


def ids(*paths: Path | str, stdin: bytes = b"") -> list[str]:
    """The ids of the articles."""
    return [article.id for article in read(*paths, stdin=stdin)[0]]


def test_a_text_file_is_an_article_called_after_it(tmp_path: Path) -> None:
    """With all of its characters, line ends included, so that offsets fit the file."""
    (tmp_path / "ferry.v2.txt").write_bytes(b"Rain,\r\nshe said.\n")
    assert read(tmp_path / "ferry.v2.txt") == ([Article("Rain,\r\nshe said.\n", "ferry.v2")], [])


def test_a_folder_gives_its_texts_and_json_lines_by_name(tmp_path: Path) -> None:
    """Other files, hidden files and folders are not articles."""
    for name in ("b.txt", "a.txt", "readme.md", ".hidden.txt"):
        (tmp_path / name).write_text("Rain.", encoding="utf-8")
    (tmp_path / "aa.jsonl").write_text('{"text": "Wind."}\n{"id": "hail", "text": "Hail."}\n', encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert ids(tmp_path) == ["a", "aa-1", "hail", "b"]


def test_inputs_come_in_the_order_given(tmp_path: Path) -> None:
    """Files before and after a folder, and standard input among them."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Rain.", encoding="utf-8")
    assert ids(tmp_path / "b.txt", "-", tmp_path / "a.txt", stdin=b"Wind.") == ["b", "stdin", "a"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(RAIN.encode(), False, id="utf-8"),
        pytest.param(RAIN.encode("utf-8-sig"), False, id="utf-8 with mark"),
        pytest.param(RAIN.encode("utf-16"), False, id="utf-16"),
        pytest.param(b"\xfe\xff" + RAIN.encode("utf-16-be"), False, id="utf-16, big end first"),
        pytest.param(RAIN.encode("cp1252"), True, id="windows-1252"),
    ],
)
def test_encodings_are_understood(tmp_path: Path, data: bytes, *, told: bool) -> None:
    """As text, as JSON Lines and on standard input; only what had to be guessed is told, and nothing is skipped."""
    (tmp_path / "a.txt").write_bytes(data)
    articles, notices = read(tmp_path / "a.txt", "-", stdin=data)
    assert [article.text for article in articles] == [RAIN, RAIN]
    assert [notice.skipped for notice in notices] == [False] * 2 * told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    """One notice for the file, at its first odd line."""
    lines = "\n".join(json.dumps({"id": name, "text": RAIN}, ensure_ascii=False) for name in "ab")
    (tmp_path / "a.jsonl").write_bytes(lines.encode(encoding))
    for path in (tmp_path / "a.jsonl", "-"):
        articles, notices = read(path, stdin=lines.encode(encoding))
        assert [(article.id, article.text) for article in articles] == [("a", RAIN), ("b", RAIN)]
        assert [notice.place.rsplit(", ")[-1] for notice in notices] == ["line 1"] * (encoding == "cp1252")


def test_bytes_that_no_encoding_has_are_replaced(tmp_path: Path) -> None:
    """Windows-1252 leaves five bytes free."""
    (tmp_path / "a.txt").write_bytes(b"Rain\x81\xff")
    assert read(tmp_path / "a.txt")[0][0].text == "Rain\ufffdÿ"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="cut off"),
        pytest.param("Rain, she said.", id="plain text"),
        pytest.param("[1]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('{"id": "x"}', id="no text"),
        pytest.param('{"text": ["Rain."]}', id="a list as text"),
        pytest.param('{"text": "Rain.", "outlet": {"name": "The Courier"}}', id="an object as outlet"),
        pytest.param("[" * 100_000, id="nested too deep"),
        pytest.param('{"claimkit": 99, "record": "article", "text": "Rain."}', id="a newer format"),
        pytest.param("\x00\x1b[31m", id="control characters"),
    ],
)
def test_a_broken_line_costs_that_line(tmp_path: Path, line: str) -> None:
    """The lines around it are read, and the notice has its number."""
    good = '{"id": "%s", "text": "Rain."}'
    (tmp_path / "a.jsonl").write_text("\n".join([good % "a", "", line, good % "b"]), encoding="utf-8")
    articles, notices = read(tmp_path / "a.jsonl")
    assert [article.id for article in articles] == ["a", "b"]
    assert [(notice.skipped, notice.place) for notice in notices] == [(True, f"{tmp_path / 'a.jsonl'}, line 3")]


def test_unknown_keys_are_kept_and_foreign_quotes_are_not() -> None:
    """What somebody annotated must not come out again as if claimkit had found it."""
    line = {"id": "a", "text": "Rain.", "outlet": "The Courier", "desk": ["weather"], "quotes": [{"content": [[0, 4]]}]}
    [article], notices = read("-", stdin=json.dumps(line).encode())
    assert article == Article("Rain.", "a", outlet="The Courier", meta=(("desk", '["weather"]'),))
    assert notices == []


def test_articles_that_claimkit_wrote_keep_their_quotes(tmp_path: Path) -> None:
    """So that a comparison need not read them again."""
    rain = Span(0, 4, "Rain")
    article = Article("Rain, she said.", "a", quotes=(Quote("q1", (rain,), (rain,), "indirect"),))
    write_jsonl([article], tmp_path / "read.jsonl.gz")
    assert read(tmp_path / "read.jsonl.gz") == ([article], [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('[{"text": "Rain."}, {"id": "b", "text": "Wind."}]', ["a-1", "b"], id="a list"),
        pytest.param('{"text": "Rain.",\n "url": null}', ["a"], id="one object over two lines"),
        pytest.param('{"text": "Rain."}\n{"text": "Wind."}', ["a-1", "a-2"], id="lines after all"),
    ],
)
def test_json_files_hold_one_article_or_a_list(tmp_path: Path, content: str, expected: list[str]) -> None:
    """Whatever people call JSON."""
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    assert ids(tmp_path / "a.json") == expected


def test_standard_input_is_json_lines_if_it_looks_like_it() -> None:
    """It is, when its first line opens an object."""
    assert ids("-", stdin=b'\n{"text": "Rain."}\n{"text": "Wind."}\n') == ["stdin-2", "stdin-3"]
    assert ids("-", stdin=b"Rain.\n{}") == ["stdin"]
    assert ids("-", stdin=b" \n\n") == []


def test_an_id_that_occurs_again_gets_a_number() -> None:
    """As groups name their members by the ids of the articles."""
    line = b'{"id": "a", "text": "Rain."}\n'
    articles, notices = read("-", stdin=line + b'{"id": "a-2", "text": "Rain."}\n' + line + line)
    assert [article.id for article in articles] == ["a", "a-2", "a-3", "a-4"]
    assert [notice.skipped for notice in notices] == [False, False]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.pdf", b"%PDF-1.7 ...", "is a PDF", id="pdf"),
        pytest.param("a.docx", b"PK\x03\x04...", "is a Word", id="docx"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0...", "old Word", id="doc"),
        pytest.param("a.txt", b"{\\rtf1 ...", "RTF", id="rtf in disguise"),
        pytest.param("a.txt.gz", gzip.compress(b"Rain."), "gzip", id="packed text"),
        pytest.param("a.jsonl.gz", b"not packed", "cannot be read", id="not packed at all"),
        pytest.param("b.jsonl.gz", gzip.compress(b'{"text": "Rain."}')[:-9], "cannot be read", id="cut off"),
    ],
)
def test_what_is_no_text_is_skipped_with_advice(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """One file that cannot be used does not cost the others."""
    (tmp_path / name).write_bytes(data)
    articles, notices = read(tmp_path / name, "-", stdin=b"Wind.")
    assert [article.id for article in articles if article.id == "stdin"] == ["stdin"]
    [notice] = notices
    assert notice.skipped
    assert words in str(notice)


def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    """A dead link in a folder, say, is told and left out."""
    (tmp_path / "a.txt").write_text("Rain.", encoding="utf-8")
    articles = articles_from([tmp_path / "a.txt"], on_notice=(notices := []).append)
    (tmp_path / "a.txt").unlink()
    assert list(articles) == []
    assert notices == [
        Notice(str(tmp_path / "a.txt"), "cannot be read (No such file or directory); skipped.", skipped=True)
    ]


def test_an_empty_file_is_an_empty_article_and_told(tmp_path: Path) -> None:
    """So that the output has as many articles as the input."""
    (tmp_path / "a.txt").write_bytes(b"")
    articles, notices = read(tmp_path / "a.txt")
    assert articles == [Article("", "a")]
    assert [notice.skipped for notice in notices] == [False]


def test_a_path_that_is_not_there_fails_at_once(tmp_path: Path) -> None:
    """Before anything is read, with the path as given."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no file or folder 'none\.txt'"):
        articles_from(["none.txt"])
    with pytest.raises(InputError, match=r"has no \*\.txt and no \*\.jsonl"):
        articles_from([tmp_path / "empty"])
    with pytest.raises(InputError, match="No input was given"):
        articles_from([])


def test_notices_are_warnings_where_nobody_listens(tmp_path: Path) -> None:
    """Python's own, for use as a library."""
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match="is empty"):
        list(articles_from([tmp_path / "a.txt"]))


def test_articles_come_one_at_a_time(tmp_path: Path) -> None:
    """The first is there before the second is looked at."""
    (tmp_path / "a.jsonl").write_text('{"text": "Rain."}\nbroken\n', encoding="utf-8")
    articles = articles_from([tmp_path / "a.jsonl"], on_notice=(notices := []).append)
    assert next(articles).text == "Rain."
    assert notices == []


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    """Never an exception, and nothing disappears silently."""
    articles, notices = read("-", stdin=data)
    assert articles or any(notice.skipped for notice in notices) or not data.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_folder_is_read_without_its_pipes(tmp_path: Path) -> None:
    """A pipe in a folder would wait forever."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Rain.", encoding="utf-8")
    assert ids(tmp_path) == ["a"]
