"""The gold format holds articles as offsets, and gives them back."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from strategies import articles, law

from claimkit.errors import InputError
from claimkit.exports import from_gold, read_gold, to_gold, write_jsonl
from claimkit.records import NOBODY, Article, Comparison, Member, QuoteGroup, Span, Speaker, SpeakerIdentity

TEXT = "“Rain,” said Mara Lind, “and wind.” The ministry denied it."
GOLD = {
    "id": "a",
    "outlet": "The Courier",
    "text": TEXT,
    "quotes": [
        {
            "kind": "direct",
            "content": [[0, 7], [24, 35]],
            "cue": [[8, 12]],
            "source": [[13, 22]],
            "speakers": ["Mara Lind", "Lind"],
            "speaker_type": "person",
            "act": "speech",
            "negated": False,
            "group": "g1",
        },
        {"kind": "indirect", "content": [[56, 58]], "cue": [[49, 55]], "source": [[36, 48]], "speakers": []},
    ],
    "not_quotes": [[1, 2]],
}


def test_gold_becomes_an_article() -> None:
    """Offsets become spans; content keeps its marks, bare spans lose them."""
    article = from_gold(GOLD)
    first, second = article.quotes
    assert [span.text for span in first.content] == ["“Rain,”", "“and wind.”"]
    assert (first.id, first.text, first.kind, first.act, first.negated) == (
        "q1",
        "Rain, and wind.",
        "direct",
        "speech",
        False,
    )
    assert (first.cue, first.source) == (Span(8, 12, "said"), Span(13, 22, "Mara Lind"))
    assert first.speaker == Speaker("Mara Lind", "person")
    assert (second.id, second.speaker, second.act, second.negated) == ("q2", NOBODY, None, None)
    assert article.meta == (("not_quotes", "[[1, 2]]"),)


def test_an_article_becomes_gold() -> None:
    """What goes out is what came in, less what concerns the scorer only."""
    [gold] = to_gold([from_gold(GOLD)])
    assert gold["quotes"][0] == {**GOLD["quotes"][0], "speakers": ["Mara Lind"], "group": None}
    assert {key: gold[key] for key in ("id", "outlet", "text", "not_quotes")} == {
        key: GOLD[key] for key in ("id", "outlet", "text", "not_quotes")
    }
    assert json.loads(json.dumps(gold)) == gold


def test_groups_across_articles_are_labels() -> None:
    """A quote carries its group's id if another article has a member in it, and only then."""
    one, two = from_gold(GOLD), from_gold({**GOLD, "id": "b"})
    across = QuoteGroup(
        "g1", (Member("a", one.quotes[0], relation="fullest"), Member("b", two.quotes[0])), one.quotes[0].text
    )
    within = QuoteGroup("g2", (Member("a", one.quotes[1], relation="fullest"), Member("a", one.quotes[1])), "it")
    gold = to_gold([two, one], Comparison((one, two), (across, within)))
    assert [(article["id"], [quote["group"] for quote in article["quotes"]]) for article in gold] == [
        ("b", ["g1", None]),
        ("a", ["g1", None]),
    ]


def test_people_are_called_by_their_fullest_name_in_the_comparison() -> None:
    """Who has a middle name in one article has it in the gold of both; bodies keep the name that each article uses."""
    full, short = from_gold(GOLD), from_gold({**GOLD, "id": "b"})
    identity = SpeakerIdentity("s1", "Mara Ines Lind", spellings=("Mara Ines Lind", "Mara Lind"), quotes=(("b", "q1"),))
    body = SpeakerIdentity("s2", "Mara Lind", "org", spellings=("Mara Lind",), quotes=(("a", "q1"),))
    gold = to_gold([full, short], Comparison((full, short), speakers=(identity, body)))
    assert [article["quotes"][0]["speakers"] for article in gold] == [["Mara Lind"], ["Mara Ines Lind"]]


@law
@given(articles())
def test_ids_order_and_offsets_survive(article: Article) -> None:
    """Any article can be written; each offset slices the text to the words of the record."""
    plain = Article(article.text, article.id, quotes=article.quotes)
    [gold] = to_gold([plain])
    assert gold["id"] == article.id
    for written, quote in zip(gold["quotes"], article.quotes, strict=True):
        assert [gold["text"][start:end] for start, end in written["content"]] == [span.text for span in quote.content]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("indirect-speech", ("indirect", "speech")),
        ("indirect-other", ("indirect", "thought")),
        ("mixed", ("mixed", None)),
    ],
    ids=["speech", "other", "mixed"],
)
def test_kinds_of_wider_guides_are_understood(kind: str, expected: tuple[str, str | None]) -> None:
    """Corpora that divide indirect quotes give kind and act."""
    [quote] = from_gold({"id": "a", "text": TEXT, "quotes": [{"kind": kind, "content": [[0, 7]]}]}).quotes
    assert (quote.kind, quote.act) == expected


def test_quotes_are_numbered_in_order_of_the_text() -> None:
    """Ids follow the text, whatever the order in the file."""
    article = from_gold({**GOLD, "quotes": GOLD["quotes"][::-1]})
    assert [quote.start for quote in article.quotes] == [0, 56]
    assert article == from_gold(GOLD)


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        pytest.param({"kind": "direct", "content": [[0, 999]]}, "does not lie within a text of 59", id="out of bounds"),
        pytest.param({"kind": "direct", "content": [[5, 5]]}, "does not lie within", id="empty span"),
        pytest.param({"kind": "direct", "content": []}, "'content'", id="no span"),
        pytest.param({"kind": "direct"}, "key 'content' is missing", id="no content"),
        pytest.param({"kind": "shouted", "content": [[0, 7]]}, "'shouted'", id="unknown kind"),
        pytest.param({"kind": "direct", "content": [0, 7]}, r"quotes\[0\]", id="flat offsets"),
        pytest.param("direct", r"quotes\[0\]", id="no object"),
    ],
)
def test_a_bad_quote_is_named(quote: object, problem: str) -> None:
    """The error says article, quote and what the format needs."""
    with pytest.raises(InputError, match=rf"Article 'a', quotes\[0\]: .*{problem}|{problem}.*needs 'kind'"):
        from_gold({"id": "a", "text": TEXT, "quotes": [quote]})


def test_quotes_must_be_a_list() -> None:
    """A text in place of the list is refused."""
    with pytest.raises(InputError, match="'quotes' must be a list"):
        from_gold({"id": "a", "text": TEXT, "quotes": "none"})


def test_a_gold_file_is_read_line_by_line() -> None:
    """A file gives its articles; a line that is not in the format is named."""
    file = io.StringIO()
    write_jsonl([GOLD, {**GOLD, "id": "b"}], file)
    file.seek(0)
    assert [article.id for article in read_gold(file)] == ["a", "b"]
    for line in ('{"id": "a"}', "[]", "{"):
        with pytest.raises(InputError, match="input, line 1: "):
            list(read_gold(io.StringIO(line)))
