"""Chains: who is quoted inside a quote, where that stands, and what the rest of the library makes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import field, frozen
from scripted_network import scripted

import claimkit
from claimkit.exports import from_dict, to_dict, to_gold, to_rows
from claimkit.exports.jsonld import to_jsonld
from claimkit.quotes.detector import Detector
from claimkit.quotes.inner import with_inner
from claimkit.records import Article, Quote
from claimkit.speakers.attributor import Attributor

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class ScriptedDetector:
    """Reads each text as its own markup says; counts what it was asked."""

    markups: Sequence[str]
    sure: float = 0.98
    asked: list[str] = field(factory=list)

    def find(self, text: str) -> tuple[Quote, ...]:
        """The quotes that the markup of this text asks for; none in a text without markup."""
        self.asked.append(text)
        networks = (scripted(markup, sure=self.sure) for markup in self.markups)
        network = next((network for network in networks if network.text == text), None)
        return Detector(network).find(text) if network else ()  # type: ignore[arg-type]


def read(*markups: str, sure: float = 0.98) -> Article:
    """The article of the first markup, whose quotes are read as the further ones say."""
    text = scripted(markups[0]).text
    detector = ScriptedDetector(markups, sure)
    quotes = with_inner(text, detector.find(text), detector)  # type: ignore[arg-type]
    return Article(text, "a", quotes=Attributor().attribute(text, quotes))


CHAIN = (
    "Bo Hale came by. ⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 Mara Lind had said the pier was closed⟧.",
    "⟦s1 Mara Lind⟧ ⟦k1 had said⟧ ⟦c1 the pier was closed⟧",
)


def test_a_quote_inside_a_quote_is_one_of_its_own_and_linked() -> None:
    """It follows the outer quote, and says which that is and how deep it stands."""
    outer, inner = read(*CHAIN).quotes
    assert (outer.id, outer.inside, outer.depth, outer.speaker.name) == ("q1", None, 0, "Ada Voss")
    assert (inner.id, inner.inside, inner.depth, inner.speaker.name) == ("q1.1", "q1", 1, "Mara Lind")
    assert inner.text == "the pier was closed"


def test_offsets_of_an_inner_quote_are_those_of_the_article() -> None:
    """Content, cue, source and evidence are cut from the article."""
    article = read(*CHAIN)
    inner = article.quotes[1]
    spans = [*inner.content, *inner.bare, inner.cue, inner.source, *(reason.span for reason in inner.evidence)]
    assert all(article.text[span.start : span.end] == span.text for span in spans if span)


def test_an_inner_quote_is_no_surer_than_the_one_around_it() -> None:
    """Both must be right."""
    outer, inner = read(*CHAIN).quotes
    assert inner.confidence < outer.confidence


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("Mara Lind ⟦k1 had said⟧ ⟦c1 the pier was closed⟧", id="no-source"),
        pytest.param("Mara Lind had ⟦k1 said⟧ ⟦s1 the⟧ ⟦c1 pier was closed⟧", id="a-determiner-as-source"),
        pytest.param("⟦s1 Mara Lind⟧ had said the pier was closed", id="no-content"),
        pytest.param("⟦c1 Mara Lind⟧ ⟦k1 had said⟧ ⟦s1 the pier⟧ ⟦c1 was closed⟧", id="two-spans"),
    ],
)
def test_without_source_cue_and_one_span_there_is_no_inner_quote(inner: str) -> None:
    """A chain needs somebody who says something."""
    assert [quote.id for quote in read(CHAIN[0], inner).quotes] == ["q1"]


def test_what_is_rather_no_quote_is_not_found_inside_another() -> None:
    """The same words outside of a quote are found, and said to be unsure."""
    assert [quote.id for quote in read(*CHAIN, sure=0.8).quotes] == ["q1", "q1.1"]
    (outer,) = read(*CHAIN, sure=0.65).quotes
    assert outer.id == "q1"
    assert outer.confidence < 0.5


def test_quotes_without_a_reporting_word_are_not_read_again() -> None:
    """Reading twice costs twice."""
    markup = "⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier by the harbor was closed⟧."
    detector = ScriptedDetector([markup])
    text = scripted(markup).text
    with_inner(text, detector.find(text), detector)  # type: ignore[arg-type]
    assert detector.asked == [text]


def test_i_in_a_direct_quote_is_its_speaker() -> None:
    """The "I" of a quote is the outer speaker."""
    article = read(
        '⟦c1 "I told them the pier was closed,"⟧ ⟦s1 Ada Voss⟧ ⟦k1 said⟧.',
        "⟦s1 I⟧ ⟦k1 told them⟧ ⟦c1 the pier was closed⟧,",
    )
    assert [quote.speaker.name for quote in article.quotes] == ["Ada Voss", "Ada Voss"]


def test_an_inner_speaker_is_not_the_last_speaker_outside() -> None:
    """A quotation without a cue goes on from the speaker of the article, not from whom that one quotes."""
    markup = (
        '⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 "Mara Lind had said the pier was closed."⟧ ⟦c2 "It was a bad day for all."⟧',
        "⟦s1 Mara Lind⟧ ⟦k1 had said⟧ ⟦c1 the pier was closed⟧.",
    )
    article = read(*markup)
    speakers = {quote.id: quote.speaker.name for quote in article.quotes}
    assert speakers == {"q1": "Ada Voss", "q1.1": "Mara Lind", "q2": "Ada Voss"}
    assert [speaker.name for speaker in article.speakers] == ["Ada Voss", "Mara Lind"]


def test_a_description_in_a_quote_is_not_its_speaker() -> None:
    """Whoever says "the minister" speaks of somebody else."""
    article = read(
        '⟦s1 Ada Voss⟧ ⟦k1 said⟧: ⟦c1 "The minister said the dam would hold."⟧',
        "⟦s1 The minister⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧.",
    )
    assert [quote.speaker.name for quote in article.quotes] == ["Ada Voss", "minister"]


def test_the_conjunction_is_left_out_of_the_second_reading() -> None:
    """The clause after "that" is read as a sentence, at the right offsets."""
    article = read("⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 that Mara Lind had said the pier was closed⟧.", CHAIN[1])
    inner = article.quotes[1]
    assert article.text[inner.start : inner.end] == inner.text == "the pier was closed"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "“Mara Lind told me that the pier was closed,” said Ada Voss, the mayor.",
            ["Ada Voss", "Mara Lind"],
            id="direct",
        ),
        pytest.param(
            "The harbor master, Ada Voss, said the ministry had denied that the pier was unsafe.",
            ["Ada Voss", "ministry"],
            id="reported",
        ),
        pytest.param("Orla Brandt called the reports “reckless”.", ["Orla Brandt"], id="a-noun-is-no-cue"),
        pytest.param("The dam is safe, said Mira Olsen.", ["Mira Olsen"], id="no-chain"),
    ],
)
def test_the_model_reads_chains(text: str, speakers: list[str]) -> None:
    """What comes with claimkit sees both speakers."""
    assert [quote.speaker.name for quote in claimkit.read(text).quotes] == speakers


def test_gold_leaves_inner_quotes_out() -> None:
    """Annotation gives each character to one quote."""
    (gold,) = to_gold([read(*CHAIN)])
    assert len(gold["quotes"]) == 1


def test_rows_json_and_json_ld_keep_the_link() -> None:
    """Whoever reads them finds the quote around it."""
    article = read(*CHAIN)
    assert [(row["inside"], row["depth"]) for row in to_rows(article)] == [(None, 0), ("q1", 1)]
    assert from_dict(json.loads(json.dumps(to_dict(article)))) == article
    assert '{"@id": "#a/q1"}' in json.dumps(to_jsonld(article))


def test_json_without_the_new_keys_is_read() -> None:
    """Files of before have no chains."""
    old = to_dict(read(*CHAIN).quotes[0])
    del old["inside"], old["depth"]
    assert from_dict(old, Quote).depth == 0


def test_the_view_marks_the_outer_quote_and_lists_both() -> None:
    """No character is marked twice."""
    html = read(*CHAIN)._repr_html_()
    assert html.count('data-number="') == 1
    assert "inside q1" in html


def test_an_article_has_its_words_in_a_group_once() -> None:
    """A quote of another article draws the outer quote or the inner one, not both."""
    words = "the old wooden pier at Grauhafen was closed by seven inspectors on a rainy Tuesday in March"
    chain = read(
        f"⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 Mara Lind had said {words}⟧.", f"⟦s1 Mara Lind⟧ ⟦k1 had said⟧ ⟦c1 {words}⟧"
    )
    other = read(f"⟦c1 {words}⟧, ⟦s1 Mara Lind⟧ ⟦k1 said⟧.")
    comparison = claimkit.compare([chain, Article(other.text, "b", quotes=other.quotes)])
    assert comparison.groups
    for group in comparison.groups:
        articles = [member.article for member in group.members]
        assert len(articles) == len(set(articles))
