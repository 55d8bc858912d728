"""Marked-up gold: what the parser reads, what it refuses, and that writing undoes reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.errors import InputError
from claimkit.evaluation.marked_text import GoldArticle, GoldQuote, parse_marked, to_marked

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = "=== a | The Courier | 2031-03-14T08:00Z | indirect, title source"
SAID = "1 indirect speech | Ada Quist | person"


def marked(text: str, *attributions: str, header: str = HEADER) -> str:
    """A file of one article with this marked text and these attribution lines."""
    return "\n".join((header, text, "---", *attributions))


def only(text: str, *attributions: str) -> GoldArticle:
    """The article with this marked text and these attribution lines."""
    (article,) = parse_marked(marked(text, *attributions))
    return article


def words(article: GoldArticle, spans: Iterable[list[int]]) -> list[str]:
    """What stands at these offsets."""
    return [article["text"][start:end] for start, end in spans]


# Reading ------------------------------------------------------------------------------------------------------------


def test_header_and_text_are_read_as_written() -> None:
    """The header gives id, outlet, time and phenomena; the text is what stands there without its marks."""
    article = only("Rain.\n\n⟦s1 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧.", SAID)

    assert article["id"] == "a"
    assert article["outlet"] == "The Courier"
    assert article["published"] == "2031-03-14T08:00Z"
    assert article["phenomena"] == ["indirect", "title source"]
    assert article["text"] == "Rain.\n\nMayor Ada Quist said the dam would hold."


def test_an_attribution_has_the_keys_of_the_gold_format() -> None:
    """Offsets point into the text, and every key of the gold format is there."""
    article = only("⟦s1 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧.", SAID)

    assert article["quotes"] == [
        {
            "kind": "indirect",
            "act": "speech",
            "negated": False,
            "content": [[21, 39]],
            "cue": [[16, 20]],
            "source": [[0, 15]],
            "speakers": ["Ada Quist"],
            "speaker_type": "person",
            "group": None,
            "required": True,
        }
    ]


def test_split_content_is_one_attribution_with_several_spans() -> None:
    """A quote that the cue interrupts, or that goes on in the next paragraph, keeps its number."""
    article = only(
        "⟦c1 “It holds,”⟧ ⟦s1 she⟧ ⟦k1 said⟧. ⟦c1 “It must.⟧\n\n⟦c1 “It will.”⟧", "1 direct speech | A | person"
    )

    assert words(article, article["quotes"][0]["content"]) == ["“It holds,”", "“It must.", "“It will.”"]


def test_a_source_and_a_cue_can_serve_several_attributions() -> None:
    """``⟦s1,2 …⟧`` is the source of both attributions."""
    article = only(
        "⟦s1,2 Quist⟧ ⟦k1,3 said⟧ ⟦c1 yes⟧, ⟦k2 adding⟧ ⟦c2 no⟧, and ⟦s3 Bo⟧ ⟦c3 perhaps⟧.",
        "1 indirect speech | Ada Quist | person",
        "2 indirect speech | Ada Quist | person",
        "3 indirect speech | Bo | person",
    )

    assert [words(article, quote["source"]) for quote in article["quotes"]] == [["Quist"], ["Quist"], ["Bo"]]
    assert [words(article, quote["cue"]) for quote in article["quotes"]] == [["said"], ["adding"], ["said"]]


def test_what_is_not_a_quote_can_stand_alone_or_inside_other_marks() -> None:
    """Scare quotes count wherever they stand, and do not interrupt the span around them."""
    article = only("⟦n “Owl”⟧ began. ⟦s1 Ada ⟦n ‘Rain’⟧ Quist⟧ ⟦k1 saw⟧ ⟦c1 the ⟦n “owl”⟧ rise⟧.", SAID)

    assert words(article, article["not_quotes"]) == ["“Owl”", "‘Rain’", "“owl”"]
    assert words(article, article["quotes"][0]["source"]) == ["Ada ‘Rain’ Quist"]
    assert words(article, article["quotes"][0]["content"]) == ["the “owl” rise"]


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        pytest.param("1 mixed thought | A | org", "kind", "mixed", id="kind"),
        pytest.param("1 mixed thought | A | org", "act", "thought", id="act"),
        pytest.param("1 indirect speech negated | A | org", "negated", True, id="negated"),
        pytest.param("1 indirect speech optional | A | org", "required", False, id="optional"),
        pytest.param("1 indirect speech negated optional | A | org", "required", False, id="both flags"),
        pytest.param("1 indirect speech | Ada Quist / Quist | person", "speakers", ["Ada Quist", "Quist"], id="names"),
        pytest.param("1 indirect speech | Al/Jo | org", "speakers", ["Al/Jo"], id="a slash in a name"),
        pytest.param("1 indirect speech | | none", "speakers", [], id="nobody"),
        pytest.param("1 indirect speech | A | unnamed", "speaker_type", "unnamed", id="type"),
        pytest.param("1 indirect speech | A | org | group=the dam", "group", "the dam", id="group"),
        pytest.param("  1  indirect  speech |A|org|group=dam  ", "group", "dam", id="free blanks"),
    ],
)
def test_fields_of_an_attribution_line(line: str, key: str, value: object) -> None:
    """Every field of an attribution line arrives under its key of the gold format."""
    quote = only("⟦c1 Rain⟧.", line)["quotes"][0]

    assert {**quote}[key] == value


def test_attributions_are_ordered_by_number() -> None:
    """The lines may come in any order."""
    article = only("⟦c1 One⟧ ⟦c2 two⟧.", "2 indirect speech | B | person", "1 indirect speech | A | person")

    assert [quote["speakers"] for quote in article["quotes"]] == [["A"], ["B"]]


def test_comments_and_blank_lines_between_articles_are_skipped() -> None:
    """A file may explain itself before its first article and among the attributions, but texts are kept whole."""
    text = "# Weather.\n\n" + marked("# Not a comment.\n⟦c1 Rain⟧.", "", "# Mild.", SAID, "", header="=== a | | |")

    (article,) = parse_marked(text)

    assert article["text"] == "# Not a comment.\nRain."
    assert (article["outlet"], article["published"], article["phenomena"]) == ("", "", [])


@pytest.mark.parametrize("text", ["", "\n\n", "# Nothing yet.\n"], ids=["empty", "blank", "comment"])
def test_a_file_without_articles_gives_none(text: str) -> None:
    """No header, no articles, no error."""
    assert parse_marked(text) == ()


# Refusing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "problem", "shown"),
    [
        pytest.param("Rain.", 1, "words before the first header", "Rain.", id="no header"),
        pytest.param("=== a | b | c\n---", 1, "a header of 3 fields", "=== a", id="short header"),
        pytest.param("=== | b | c | d\n---", 1, "an article without an id", " | b", id="no id"),
        pytest.param("=== a | b | c | d\nRain.", 1, "this article has no '---'", "=== a", id="no end of text"),
        pytest.param(marked("") + "\n" + marked(""), 4, "the id 'a' is taken", "=== a", id="same id twice"),
        pytest.param(marked("Rain⟧."), 2, "'⟧' closes nothing", "⟧.", id="closed, not opened"),
        pytest.param(marked("⟦c1 Rain."), 2, "this mark is not closed", "⟦c1 Rain.", id="opened, not closed"),
        pytest.param(marked("⟦c1 Rain\nfell⟧."), 2, "this mark is not closed", "⟦c1 Rain", id="across lines"),
        pytest.param(marked("⟦x1 Rain⟧."), 2, "'x' is no role", "x1 Rain", id="unknown role"),
        pytest.param(marked("⟦cue1 Rain⟧."), 2, "'cue' is no role", "cue1 Rain", id="a word as role"),
        pytest.param(marked("⟦c1⟧."), 2, "no blank after the role", "⟦c1⟧", id="no blank"),
        pytest.param(marked("⟦c Rain⟧."), 2, "a content without a number", "⟦c Rain", id="no number"),
        pytest.param(marked("⟦s1,,2 Rain⟧."), 2, "a source without a number", "⟦s1,,2", id="garbled numbers"),
        pytest.param(marked("⟦n1 Rain⟧."), 2, "takes no number", "1 Rain", id="numbered non-quote"),
        pytest.param(marked("⟦c1,2 Rain⟧."), 2, "one content for several", "⟦c1,2", id="shared content"),
        pytest.param(marked("⟦c1 Rain ⟦k1 said⟧⟧."), 2, "a cue inside a content", "⟦k1 said", id="cue in content"),
        pytest.param(marked("⟦c1 Rain ⟦s2 she⟧⟧."), 2, "a source inside a content", "⟦s2 she", id="source in content"),
        pytest.param(marked("⟦c1 Rain ⟦c2 fell⟧⟧."), 2, "a content inside a content", "⟦c2 fell", id="shared words"),
        pytest.param(marked("⟦n A ⟦n B⟧⟧."), 2, "a mark inside words that are not a quote", "⟦n B", id="n in n"),
        pytest.param(marked("⟦c1  Rain⟧."), 2, "a mark around ' Rain'", "⟦c1  Rain", id="blank at an edge"),
        pytest.param(marked("⟦c1 ⟧."), 2, "a mark around ''", "⟦c1 ⟧", id="no words"),
        pytest.param(marked("⟦k1 a⟧ ⟦k1 b⟧"), 2, "a second cue for attribution 1", "⟦k1 b", id="two cues"),
        pytest.param(marked("⟦s1 a⟧ ⟦s1 b⟧"), 2, "a second source for attribution 1", "⟦s1 b", id="two sources"),
        pytest.param(marked("⟦c7 Rain⟧."), 2, "attribution 7 is marked but not listed", "⟦c7", id="no line"),
        pytest.param(marked("Rain.", SAID), 4, "attribution 1 has no content", "1 indirect", id="no content"),
        pytest.param(marked("⟦k1 said⟧", SAID), 4, "attribution 1 has no content", "1 indirect", id="only a cue"),
        pytest.param(marked("⟦c1 Rain⟧", SAID, SAID), 5, "attribution 1 is listed twice", "1 indirect", id="twice"),
        pytest.param(marked("⟦c1 Rain⟧", "one"), 4, "not an attribution", "one", id="no attribution"),
        pytest.param(marked("⟦c1 Rain⟧", "1 indirect speech | A"), 4, "not an attribution", "1 ind", id="no type"),
        pytest.param(marked("⟦c1 Rain⟧", f"{SAID} | dam"), 4, "not an attribution", "1 ind", id="no group="),
        pytest.param(marked("⟦c1 Rain⟧", "1 loud speech | A | org"), 4, "the kind 'loud'", "loud", id="kind"),
        pytest.param(marked("⟦c1 Rain⟧", "1 mixed song | A | org"), 4, "the act 'song'", "song", id="act"),
        pytest.param(marked("⟦c1 Rain⟧", "1 mixed speech | A | owl"), 4, "the type 'owl'", "owl", id="type"),
        pytest.param(marked("⟦c1 Rain⟧", "1 mixed speech not | A | org"), 4, "'not' is not one of", " not", id="flag"),
        pytest.param(marked("⟦c1 Rain⟧", "1 mixed speech | | org"), 4, "names and type disagree", "org", id="no name"),
        pytest.param(marked("⟦c1 Rain⟧", "1 mixed speech | A | none"), 4, "names and type disagree", "none", id="none"),
    ],
)
def test_malformed_markup_is_refused_with_its_place(text: str, line: int, problem: str, shown: str) -> None:
    """The error names the line and the problem, and its caret stands under the place."""
    with pytest.raises(InputError) as caught:
        parse_marked(text)

    first, excerpt, caret, remedy = str(caught.value).split("\n")
    assert first.startswith(f"Line {line}: ")
    assert problem in first
    assert excerpt[caret.index("^") :].startswith(shown)
    assert remedy


def test_the_excerpt_of_a_long_line_is_short() -> None:
    """A caret two thousand characters to the right would help nobody."""
    with pytest.raises(InputError) as caught:
        parse_marked(marked("rain " * 400 + "⟦x1 fell⟧" + " rain" * 400))

    _, excerpt, caret, _ = str(caught.value).split("\n")
    assert len(excerpt) < 100
    assert excerpt[caret.index("^") :].startswith("x1 fell⟧")


# Writing ------------------------------------------------------------------------------------------------------------


def test_marked_text_comes_back_as_it_was_written() -> None:
    """What people write in the usual order and spacing is what the writer gives."""
    text = marked(
        "⟦n “Owl”⟧ began.\n\n⟦s1,2 Quist⟧ ⟦k1 said⟧ ⟦c1 the ⟦n “owl”⟧ rose⟧, ⟦k2 adding⟧: ⟦c2 “So.”⟧",
        "1 indirect speech negated optional | Ada Quist / Quist | person | group=owl",
        "2 direct speech |  | none",
        "",
    )

    (article,) = parse_marked(text)

    assert to_marked(article) == text


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"text": "Rain ⟦fell⟧."}, "'⟦' in its text", id="delimiter"),
        pytest.param({"text": "Rain.\n---\nSun."}, "the line '---'", id="end of text"),
        pytest.param({"text": "Rain.\n=== b"}, "the line '=== b'", id="header"),
        pytest.param({"not_quotes": [[0, 3], [2, 4]]}, "overlap at 'i'", id="overlap"),
        pytest.param({"outlet": "A | B"}, "a header of 5 fields", id="a bar in the outlet"),
        pytest.param({"outlet": " A"}, "would not come back", id="blank at an edge"),
        pytest.param({"phenomena": ["a, b"]}, "would not come back", id="comma in a phenomenon"),
        pytest.param({"not_quotes": [[0, 0]]}, "a mark around ''", id="empty span"),
    ],
)
def test_what_the_markup_cannot_hold_is_refused(change: dict[str, object], problem: str) -> None:
    """Better an error now than another article later."""
    article = only("Rain fell.\nThe end.")

    with pytest.raises(InputError, match=re.escape(problem)):
        to_marked({**article, **change})  # type: ignore[typeddict-item]


LINES = st.text(st.characters(exclude_characters="\n⟦⟧", exclude_categories=["Cs"]), max_size=40)
TEXTS = st.lists(LINES.filter(lambda line: not line.startswith("===") and line != "---"), min_size=1, max_size=4)
LABELS = st.text("ab é-'/“1", min_size=1, max_size=6).filter(
    lambda label: label == label.strip() and " / " not in f" {label} "
)


@st.composite
def articles(draw: st.DrawFn) -> GoldArticle:
    """Any article that the guide allows: spans of one line that share no word, in text order within an attribution."""
    text = "\n".join(draw(TEXTS))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=16)))
    spans = [
        [start, end]
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if "\n" not in text[start:end] and not text[start].isspace() and not text[end - 1].isspace()
    ]
    owners: dict[int, dict[str, list[list[int]]]] = {}
    not_quotes: list[list[int]] = []
    for span in spans:
        role = draw(st.sampled_from(("content", "content", "cue", "source", "not")))
        if role == "not":
            not_quotes.append(span)
            continue
        number = draw(st.integers(0, 3))
        owned = owners.setdefault(number, {"content": [], "cue": [], "source": []})
        if role == "content" or not owned[role]:
            owned[role].append(span)
            if draw(st.booleans()) and role == "content":
                not_quotes.append(span)
    quotes: list[GoldQuote] = []
    for owned in owners.values():
        if owned["content"]:
            names = draw(st.lists(LABELS, max_size=2))
            quotes.append(
                {
                    "kind": draw(st.sampled_from(("direct", "mixed", "indirect"))),
                    "act": draw(st.sampled_from(("speech", "thought"))),
                    "negated": draw(st.booleans()),
                    "content": owned["content"],
                    "cue": owned["cue"],
                    "source": owned["source"] or (quotes[0]["source"] if quotes else []),
                    "speakers": names,
                    "speaker_type": draw(st.sampled_from(("person", "org", "unnamed"))) if names else "none",
                    "group": draw(st.none() | LABELS),
                    "required": draw(st.booleans()),
                }
            )
    return {
        "id": draw(LABELS),
        "outlet": draw(st.just("") | LABELS),
        "published": draw(st.just("") | LABELS),
        "phenomena": draw(st.lists(LABELS, max_size=3)),
        "text": text,
        "not_quotes": not_quotes,
        "quotes": quotes,
    }


@given(articles())
def test_reading_undoes_writing(article: GoldArticle) -> None:
    """For every article that the markup can hold, parse(to_marked(article)) is the article."""
    assert parse_marked(to_marked(article)) == (article,)


MARKUP = ("⟦c1 ", "⟦c2 ", "⟦k1 ", "⟦s1,2 ", "⟦n ", "⟦x", "⟦", "⟧", "⟧ ", "\n---\n", "\n=== b | | |\n", "|", "1 ")
LISTED = ("1 direct speech | A | org\n", "2 mixed thought negated | | none\n")
PLAIN = ("rain", ",", "\n", "\r", "\x00")


@given(st.lists(st.sampled_from(MARKUP + LISTED + PLAIN), max_size=20).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is handed in, the parser answers with articles or with an InputError, and with nothing else."""
    try:
        articles = parse_marked(f"{HEADER}\n{text}")
    except InputError:
        return

    for article in articles:
        for quote in article["quotes"]:
            assert all(words(article, quote["content"]))
