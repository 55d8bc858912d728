from __future__ import annotations

import bz2
import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.comparison import compare
from claimkit.errors import InputError
from claimkit.exports import from_json, read_gqg, read_quotebank, to_json
from claimkit.records import NOBODY

if TYPE_CHECKING:
    from pathlib import Path

    from claimkit.records import Article, Json

SAID = "Not one ferryman on the Vell has been paid since the harvest"

GQG = {
    "date": "2031-03-01T10:00:00Z",
    "url": "https://www.harbor-post.example/ferries",
    "title": "Ferries",
    "lang": "ENGLISH",
    "quotes": [
        {"pre": "On Monday Brandt said, ", "quote": SAID, "post": " and left."},
        {"pre": "", "quote": "Nobody answers", "post": ""},
    ],
}
BY_ARTICLE = {
    "articleID": "2031030100_wire",
    "date": "2031-03-01 12:00:00",
    "phase": "E",
    "title": "Ferries",
    "url": "http://wire.example/1",
    "names": [{"name": "Ada Brandt", "offsets": [[1, 3]], "ids": ["Q1"]}],
    "quotations": [
        {
            "quoteID": "2031-03-01-000001",
            "quotation": SAID,
            "quotationOffset": 4,
            "leftContext": "said Brandt :",
            "rightContext": "The ministry",
            "localTopSpeaker": "Ada Brandt",
            "localProbas": [["Ada Brandt", "0.83"], ["None", "0.17"]],
            "globalTopSpeaker": "None",
            "globalProbas": [["None", "0.6"]],
        }
    ],
}
BY_QUOTE = {
    "quoteID": "2031-03-01-000001",
    "quotation": SAID,
    "speaker": "None",
    "qids": [],
    "date": "2031-03-01 09:00:00",
    "numOccurrences": 2,
    "probas": [["None", "0.7"]],
    "urls": ["http://www.daily.example/1", "http://wire.example/1"],
    "phase": "E",
}


def lines(*objects: Json) -> io.StringIO:
    """A file with these objects, one a line."""
    return io.StringIO("\n".join(json.dumps(item) for item in objects))


def slices_back(article: Article) -> bool:
    """Whether all offsets point to what the spans hold."""
    return all(
        article.text[span.start : span.end] == span.text
        for quote in article.quotes
        for span in (*quote.content, *quote.bare)
    )


def test_a_line_of_gdelt_is_an_article_with_its_quotes_in_their_context() -> None:
    """Outlet and id come from the address; the context is the text; nobody is the speaker."""
    [article] = read_gqg(lines(GQG))
    assert (article.id, article.outlet, article.title) == (GQG["url"], "harbor-post.example", "Ferries")
    assert article.text == f"On Monday Brandt said, “{SAID}” and left.\n\n“Nobody answers”"
    assert [(quote.id, quote.text, quote.speaker) for quote in article.quotes] == [
        ("q1", SAID, NOBODY),
        ("q2", "Nobody answers", NOBODY),
    ]
    assert article.published_at
    assert article.meta == (("lang", '"ENGLISH"'),)
    assert slices_back(article)


def test_a_line_of_quotebank_by_article_has_the_speaker_of_this_place() -> None:
    """The speaker whom Quotebank gives here counts, with its probability, and not the one over all places."""
    [article] = read_quotebank(lines(BY_ARTICLE))
    [quote] = article.quotes
    assert (article.id, article.outlet, quote.text) == ("2031030100_wire", "wire.example", SAID)
    assert (quote.speaker.name, quote.speaker.type, quote.speaker.confidence) == ("Ada Brandt", "person", 0.83)
    assert slices_back(article)


def test_a_line_of_quotebank_by_quote_stands_for_the_first_outlet() -> None:
    """All addresses are kept; "None" is nobody."""
    [article] = read_quotebank(lines(BY_QUOTE))
    assert (article.outlet, article.quotes[0].speaker) == ("daily.example", NOBODY)
    assert json.loads(dict(article.meta)["urls"]) == BY_QUOTE["urls"]


def test_the_collections_can_be_compared_and_stored() -> None:
    """The same quote in three collections is one group, and the articles go through JSON."""
    articles = [*read_gqg(lines(GQG)), *read_quotebank(lines(BY_ARTICLE, BY_QUOTE))]
    [group] = compare(articles).groups
    assert group.outlets == ("daily.example", "harbor-post.example", "wire.example")
    assert [from_json(to_json(article)) for article in articles] == articles


def test_packed_files_are_read(tmp_path: Path) -> None:
    """GDELT packs by gzip, Quotebank by bzip2."""
    (tmp_path / "a.gqg.json.gz").write_bytes(gzip.compress(json.dumps(GQG).encode()))
    (tmp_path / "quotes.json.bz2").write_bytes(bz2.compress(json.dumps(BY_QUOTE).encode()))
    assert len(list(read_gqg(tmp_path / "a.gqg.json.gz"))) == 1
    assert len(list(read_quotebank(str(tmp_path / "quotes.json.bz2")))) == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "line 1: This is not JSON", id="no-json"),
        pytest.param("[]", "line 1: A line must hold an object", id="no-object"),
        pytest.param('{"url": "u"}', "line 1: Key 'quotes' must hold a list of objects", id="no-quotes"),
        pytest.param('{"url": "u", "quotes": [{"quote": 3}]}', "line 1: Key 'quote' must hold a text", id="no-text"),
    ],
)
def test_bad_lines_are_errors_with_their_place_or_left_out(line: str, complaint: str) -> None:
    """A bad line ends the reading, or costs that line only."""
    with pytest.raises(InputError, match=complaint):
        list(read_gqg(io.StringIO(line)))
    told: list[InputError] = []
    assert len(list(read_gqg(io.StringIO(f"{line}\n{json.dumps(GQG)}"), on_error=told.append))) == 1
    assert len(told) == 1


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=4), st.text())
def test_whatever_is_in_a_line_slices_back(quotes: list[tuple[str, str, str]], url: str) -> None:
    """Offsets hold for any words and any context."""
    data = {"url": url, "quotes": [{"pre": pre, "quote": words, "post": post} for pre, words, post in quotes]}
    [article] = read_gqg(lines(data))
    assert slices_back(article)
    assert [quote.text for quote in article.quotes] == [words for _, words, _ in quotes]
