"""Articles come in from JSON Lines of many makes, and records go out and come back."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, law

from claimkit.errors import InputError
from claimkit.exports import read_jsonl, to_dict, write_jsonl
from claimkit.records import Article, Quote, Span

if TYPE_CHECKING:
    from pathlib import Path

RAIN = Span(0, 4, "Rain")


def read(lines: str) -> list[Article]:
    """The articles of a text of JSON Lines."""
    return list(read_jsonl(io.StringIO(lines)))


@law
@given(st.lists(articles(), max_size=3))
def test_articles_survive_a_file(written: list[Article]) -> None:
    """Articles, with their quotes, come back from a file as they were."""
    file = io.StringIO()
    assert write_jsonl(written, file) == len(written)
    file.seek(0)
    assert list(read_jsonl(file)) == written


@pytest.mark.parametrize("name", ["ferry.jsonl", "ferry.jsonl.gz"])
def test_paths_are_written_and_read(tmp_path: Path, name: str) -> None:
    """A path is opened, written and closed; .gz is packed."""
    article = Article("“Rain,” she said.\u2028Über", "a", quotes=(Quote("q1", (RAIN,), (RAIN,), "direct"),))
    assert write_jsonl(iter([article, article]), tmp_path / name) == 2
    assert list(read_jsonl(tmp_path / name)) == [article, article]
    assert name.endswith(".gz") == ((tmp_path / name).read_bytes()[:2] == gzip.compress(b"")[:2])


def test_an_article_keeps_what_it_is_given() -> None:
    """Known keys become attributes; other keys are kept as JSON in meta."""
    line = {
        "id": "a1",
        "text": "Rain.",
        "title": "Wet",
        "outlet": "The Courier",
        "published": "2031-03-04",
        "url": "https://courier.example/1",
        "desk": {"name": "weather", "floor": 3},
        "quotes": [1],
    }
    assert read(json.dumps(line)) == [
        Article(
            "Rain.",
            id="a1",
            title="Wet",
            outlet="The Courier",
            published="2031-03-04",
            url="https://courier.example/1",
            meta=(("desk", '{"name": "weather", "floor": 3}'), ("quotes", "[1]")),
        )
    ]


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        pytest.param('{"id": 17, "text": ""}', "17", id="number"),
        pytest.param('{"id": "x", "text": ""}', "x", id="text"),
        pytest.param('{"id": null, "text": ""}', "input-1", id="null"),
        pytest.param('{"text": ""}', "input-1", id="none"),
    ],
)
def test_every_article_has_an_id(line: str, id_: str) -> None:
    """Numbers become texts; an article without id is called after the file and the line."""
    assert read(line)[0].id == id_


def test_ids_of_files_come_from_their_names(tmp_path: Path) -> None:
    """The file's name without its endings and the number of the line, empty lines counted, make the id."""
    (tmp_path / "ferry.v2.jsonl").write_text('\n{"text": "Rain."}\n', encoding="utf-8")
    assert [article.id for article in read_jsonl(tmp_path / "ferry.v2.jsonl")] == ["ferry-2"]


def test_byte_order_marks_and_empty_lines_are_no_errors(tmp_path: Path) -> None:
    """Files from Windows and files with gaps are read."""
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "x"}\r\n\r\n  \r\n{"id": "b", "text": "y"}')
    assert [article.id for article in read_jsonl(str(tmp_path / "a.jsonl"))] == ["a", "b"]


BAD_LINES = [
    pytest.param(b"{oops", "not JSON", id="no JSON"),
    pytest.param(b"[1]", "must hold an object", id="a list"),
    pytest.param(b"3", "must hold an object", id="a number"),
    pytest.param(b'{"id": "b", "body": "x"}', "needs the key 'text' .* the keys 'body', 'id'", id="no text"),
    pytest.param(b"{}", "no keys at all", id="empty object"),
    pytest.param(b'{"text": ["x"]}', r"'text' is \['x'\]", id="text is a list"),
    pytest.param(b'{"text": "x", "outlet": {"a": 1}}', "Key 'outlet' must hold a text", id="outlet is an object"),
    pytest.param(b'{"text": "caf\xe9"}', "not UTF-8", id="Latin-1"),
    pytest.param(b'{"claimkit": 9, "record": "article"}', "version 9", id="newer version"),
    pytest.param(b'{"claimkit": 1, "record": "span", "start": 0, "end": 0, "text": ""}', "'span'", id="no article"),
]


@pytest.mark.parametrize(("line", "problem"), BAD_LINES)
def test_a_bad_line_is_named(tmp_path: Path, line: bytes, problem: str) -> None:
    """The error of a bad line says file, line and what is wrong; the articles before it were read."""
    path = tmp_path / "ferry.jsonl"
    path.write_bytes(b'{"id": "a", "text": "x"}\n' + line + b'\n{"id": "c", "text": "z"}\n')
    reading = read_jsonl(path)
    assert next(reading).id == "a"
    with pytest.raises(InputError, match=f"(?s)ferry.jsonl, line 2: .*{problem}"):
        next(reading)


@pytest.mark.parametrize(("line", "problem"), BAD_LINES)
def test_reading_goes_on_after_a_bad_line(tmp_path: Path, line: bytes, problem: str) -> None:
    """With on_error a bad line costs that line only, and a function learns of it."""
    path = tmp_path / "ferry.jsonl"
    path.write_bytes(b'{"id": "a", "text": "x"}\n' + line + b'\n{"id": "c", "text": "z"}\n')
    assert [article.id for article in read_jsonl(path, on_error="skip")] == ["a", "c"]
    errors: list[InputError] = []
    assert [article.id for article in read_jsonl(path, on_error=errors.append)] == ["a", "c"]
    with pytest.raises(InputError, match=f"(?s)line 2: .*{problem}"):
        raise errors.pop()
    assert not errors


def test_wrong_calls_fail_at_once(tmp_path: Path) -> None:
    """A missing file and an unknown policy are errors of the call, not of the first article."""
    with pytest.raises(InputError, match=r"There is no file .*nowhere.jsonl"):
        read_jsonl(tmp_path / "nowhere.jsonl")
    with pytest.raises(InputError, match=r"on_error='ignore' is unknown. Pass 'raise', 'skip' or a function"):
        read_jsonl(io.StringIO(), on_error="ignore")  # type: ignore[arg-type]


def test_keys_added_to_our_articles_are_kept() -> None:
    """Somebody may add a key to what claimkit wrote; it is kept like any other."""
    article = Article("Rain.", "a", meta=(("desk", "1"),))
    [back] = read(json.dumps({**to_dict(article), "checked_by": "Bo"}))
    assert back == Article("Rain.", "a", meta=(("desk", "1"), ("checked_by", '"Bo"')))


@pytest.mark.parametrize("keep", [pytest.param(30, id="cut-off"), pytest.param(0, id="not-packed")])
def test_a_damaged_packed_file_is_bad_input(tmp_path: Path, keep: int) -> None:
    """It is told with the name of the file, as a bad line is."""
    path = tmp_path / "ferry.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Rain."}\n' * 50)[:keep] or b"Rain.")
    with pytest.raises(InputError, match=r"ferry\.jsonl\.gz' cannot be unpacked"):
        list(read_jsonl(path))
