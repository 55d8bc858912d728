"""Records go to JSON and come back equal; what cannot be read is refused with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from strategies import any_record, law

from claimkit.errors import InputError
from claimkit.exports import from_dict, from_json, to_dict, to_json
from claimkit.records import Article, Evidence, Member, Quote, QuoteGroup, Record, Span, Speaker


@pytest.fixture
def article() -> Article:
    """An article with one quote that uses every part of a record."""
    text = "“Rain,” said Mara Lind."
    rain = Span.of(text, 0, 7)
    lind = Speaker("Mara Lind", "person", mentions=(Span.of(text, 13, 22),))
    reason = Evidence("marks", "whole sentence in marks", rain, 0.9)
    quote = Quote(
        "q1", (rain,), (Span.of(text, 1, 6),), "direct", Span.of(text, 8, 12), speaker=lind, evidence=(reason,)
    )
    return Article(text, "a", outlet="The Courier", quotes=(quote,), meta=(("desk", '"weather"'),))


@law
@given(any_record)
def test_a_record_survives_json(record: Record) -> None:
    """Whatever the record, reading what was written gives an equal one."""
    assert from_json(to_json(record)) == record


@law
@given(any_record)
def test_json_is_plain_utf8_in_one_line(record: Record) -> None:
    """A record is one line that any UTF-8 file can hold, and it says its version and type."""
    text = to_json(record)
    assert "\n" not in text
    assert json.loads(text.encode("utf-8")) == to_dict(record)
    assert to_dict(record)["claimkit"] == 1


def test_half_a_surrogate_pair_survives() -> None:
    """Text decoded with surrogateescape is written as an escape and comes back."""
    article = Article("caf\udce9")
    assert to_json(article).encode("utf-8")
    assert from_json(to_json(article)) == article


def test_an_article_reads_like_an_input_article(article: Article) -> None:
    """The keys of an article stand at the top level, beside version and type."""
    data = to_dict(article)
    assert (data["claimkit"], data["record"], data["text"], data["outlet"]) == (
        1,
        "article",
        article.text,
        "The Courier",
    )
    assert data["quotes"][0]["cue"] == {"start": 8, "end": 12, "text": "said"}


def test_a_group_without_origin_is_read(article: Article) -> None:
    """What was written before groups had an origin is read as a group without one."""
    quote = article.quotes[0]
    group = QuoteGroup("g1", (Member("a", quote), Member("b", quote)), "Rain,")
    older = to_dict(group)
    assert older.pop("origin") is None
    assert from_dict(older) == group


def test_the_wanted_type_is_checked(article: Article) -> None:
    """A caller who needs a quote is told that the text holds an article."""
    assert from_json(to_json(article), Article) == article
    with pytest.raises(InputError, match="type 'article', but 'quote' is needed"):
        from_json(to_json(article), Quote)


def test_only_records_are_written() -> None:
    """Something that is no record is refused with the list of what is."""
    with pytest.raises(InputError, match=r"'str' is not a record of claimkit. Pass one of: article, comparison"):
        to_json("Rain")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("{oops}", "not JSON: .* line 1, column 2", id="no JSON"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8", id="not UTF-8"),
        pytest.param("[" * 100_000, "cannot be read", id="bottomless"),
        pytest.param('{"a": ' + "9" * 10_000 + "}", "cannot be read", id="endless number"),
        pytest.param("[1, 2]", "a list, ", id="a list"),
        pytest.param('{"text": "Rain"}', "Key 'claimkit' must hold the version .* read_jsonl", id="no version"),
        pytest.param('{"claimkit": true, "record": "span"}', "version of the format", id="version is a boolean"),
        pytest.param('{"claimkit": 99, "record": "span"}', "version 99 .* reads up to 1. Upgrade", id="newer version"),
        pytest.param('{"claimkit": 1, "record": "essay"}', "'essay'. Valid: article, comparison", id="unknown type"),
        pytest.param('{"claimkit": 1, "record": ["x"]}', "Key 'record'", id="type is a list"),
        pytest.param('{"claimkit": 1, "record": "article"}', "key 'text' is missing. An article has", id="no text"),
    ],
)
def test_what_is_no_record_is_refused(text: str | bytes, problem: str) -> None:
    """Text that holds no record is an InputError that says what is wrong."""
    with pytest.raises(InputError, match=problem):
        from_json(text)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        pytest.param(("quotes", 0, "kind"), ..., r"key 'quotes\[0\].kind' is missing. A quote has", id="missing key"),
        pytest.param(("quotes", 0, "knid"), 1, r"key 'quotes\[0\].knid' is unknown", id="unknown key"),
        pytest.param(("quotes", 0, "kind"), "loud", "must be one of 'direct', 'mixed', 'indirect'", id="unknown value"),
        pytest.param(("quotes", 0, "confidence"), 3, r"quotes\[0\].*'confidence' must be <= 1", id="impossible value"),
        pytest.param(("quotes", 0, "confidence"), "1", "must be a number, but it is a text, '1'", id="text for number"),
        pytest.param(("quotes", 0, "negated"), 0, "must be true or false", id="number for boolean"),
        pytest.param(("quotes", 0, "cue"), 5, "must be an object, but it is a whole number, 5", id="number for record"),
        pytest.param(("quotes", 0, "speaker"), "Lind", "speaker'.* must be an object", id="text for record"),
        pytest.param(("quotes", 0, "content"), "Rain", "'content' in it must be a list", id="text for list"),
        pytest.param(("quotes", 0, "content"), [], "'content' must be >= 1", id="empty content"),
        pytest.param(("quotes", 0, "content", 0, "end"), 4, "needs a text of 4 characters", id="span does not fit"),
        pytest.param(("title",), 7, "key 'title': it must be a text", id="number for text"),
        pytest.param(("meta",), [["desk"]], r"key 'meta\[0\]'", id="half a pair"),
    ],
)
def test_a_wrong_key_is_named_with_its_place(
    article: Article, path: tuple[str | int, ...], value: object, problem: str
) -> None:
    """The error of a damaged record names the key, where it stands, and what belongs there."""
    data = to_dict(article)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    with pytest.raises(InputError, match=problem):
        from_dict(data)


def test_many_problems_are_counted(article: Article) -> None:
    """A record with many faults shows three of them and the number of the rest."""
    data = to_dict(article)
    data["quotes"] = [{} for _ in range(5)]
    with pytest.raises(InputError, match="and 17 more"):
        from_dict(data)
