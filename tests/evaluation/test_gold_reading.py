"""Gold files: what is read, what is refused, and that nothing of the annotation reaches the reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import claimkit
from claimkit.errors import InputError
from claimkit.evaluation import gold_from, predicted_for
from claimkit.evaluation.gold import fingerprint, unread
from claimkit.exports import to_gold, write_jsonl
from claimkit.records import Article, Comparison, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARKED = """=== {} | The Courier | 2031-03-14 | direct
⟦c1 “Rain,”⟧ ⟦s1 she⟧ ⟦k1 said⟧.
---
1 direct speech | Ada Quist | person
"""
RAIN = {"kind": "direct", "content": [[0, 4]], "speakers": ["Ada Quist"]}


def test_marked_up_text_and_json_lines_are_gold(tmp_path: Path) -> None:
    """A folder gives the articles of its files, sorted by name."""
    (tmp_path / "b.txt").write_text(MARKED.format("b"), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": "Rain.", "quotes": [RAIN]}), encoding="utf-8")
    (tmp_path / "notes.md").write_text("no gold", encoding="utf-8")
    assert [article["id"] for article in gold_from(tmp_path)] == ["a", "b"]
    assert gold_from(tmp_path / "b.txt")[0]["quotes"][0]["speakers"] == ["Ada Quist"]


def test_predictions_may_be_articles_that_claimkit_wrote(tmp_path: Path) -> None:
    """Both JSON Lines formats of claimkit can be scored."""
    rain = Span(0, 4, "Rain")
    article = Article("Rain, she said.", "a", quotes=(Quote("q1", (rain,), (rain,), "indirect"),))
    write_jsonl([article], tmp_path / "read.jsonl")
    assert list(gold_from(tmp_path / "read.jsonl")) == to_gold([article])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("[]", "here is a list, not an object", id="no object"),
        pytest.param('{"quotes": []}', "'id' is None, not a text", id="no id"),
        pytest.param('{"id": 7, "quotes": []}', "'id' is 7, not a text", id="a number as id"),
        pytest.param('{"id": "a", "text": 7, "quotes": []}', "'text' is not a text", id="a number as text"),
        pytest.param('{"id": "a"}', "'quotes' is no list", id="no quotes"),
        pytest.param('{"id": "a", "quotes": ["Rain"]}', r"quotes\[0\]: here is a str", id="a text as quote"),
        pytest.param('{"id": "a", "quotes": [{}]}', r"quotes\[0\]: 'content' is None", id="no content"),
        pytest.param('{"id": "a", "quotes": [{"content": [[0]]}]}', "'content' is", id="a start without end"),
        pytest.param('{"id": "a", "quotes": [{"content": [[0, 1.5]]}]}', "'content' is", id="half a character"),
        pytest.param('{"id": "a", "quotes": [{"content": [[-4, 1]]}]}', "'content' is", id="before the text"),
        pytest.param('{"id": "a", "quotes": [{"content": [], "cue": 3}]}', "'cue' is 3", id="a number as cue"),
        pytest.param('{"id": "a", "quotes": [{"content": [], "speakers": "Ada"}]}', "'speakers' is", id="one name"),
        pytest.param('{"id": "a", "quotes": [], "not_quotes": [3]}', "'not_quotes' is no list", id="no range"),
        pytest.param('{"id": "a", "quotes": [', "line 1: This is not JSON", id="a line cut off"),
        pytest.param('{"claimkit": 99, "record": "article"}', "Upgrade with", id="a newer format"),
    ],
)
def test_what_is_not_in_the_format_is_told(tmp_path: Path, line: str, words: str) -> None:
    """The error names the file, the line and what is wrong there."""
    file = tmp_path / "gold.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        gold_from(file)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """No file, nothing in the folder, no markup, no UTF-8."""
    with pytest.raises(InputError, match="There is no gold file"):
        gold_from(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match=r"has no \*.txt"):
        gold_from(tmp_path)
    (tmp_path / "bad.txt").write_bytes("“Rain,” she said.".encode("cp1252"))
    with pytest.raises(InputError, match="not UTF-8"):
        gold_from(tmp_path / "bad.txt")
    (tmp_path / "bad.txt").write_text("Rain, she said.", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.txt: Line 1"):
        gold_from(tmp_path / "bad.txt")


def test_nothing_of_the_annotation_reaches_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are read from their bare texts, and nothing of the gold comes back as a prediction."""
    gold = [{"id": "a", "text": "Rain.", "outlet": "The Courier", "quotes": [RAIN], "not_quotes": [[0, 4]]}]
    seen: list[Article] = []

    def read_all(articles: Iterable[Article], **_options: object) -> Iterator[Article]:
        for article in articles:
            seen.append(article)
            yield article

    monkeypatch.setitem(vars(claimkit), "read_all", read_all)
    monkeypatch.setitem(vars(claimkit), "compare", Comparison)
    predicted: list[dict[str, Any]] = predicted_for(gold)
    assert seen == list(unread(gold)) == [Article("Rain.", "a", outlet="The Courier")]
    assert predicted == [{"id": "a", "outlet": "The Courier", "text": "Rain.", "quotes": []}]


def test_a_fingerprint_changes_with_the_gold() -> None:
    """With a label, not with the order of keys."""
    article = {"id": "a", "text": "Rain.", "quotes": [RAIN]}
    assert fingerprint([article]) == fingerprint([dict(reversed(article.items()))])
    assert fingerprint([article]) != fingerprint([article | {"quotes": [RAIN | {"speakers": ["Ola Brandt"]}]}])
