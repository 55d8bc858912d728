from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from strategies import articles, law

from claimkit import Evidence, InputError, Quote, Span, Speaker, explain
from claimkit.records import NOBODY, Article
from claimkit.speakers.attributor import Attributor
from claimkit.views.explanation import RULES

if TYPE_CHECKING:
    from claimkit.records import SpeakerType

TEXT = "The pilot, Mara Lind, met Ola Brandt. “Rain is near,” she said."


def attributed(text: str = TEXT, said: str = "“Rain is near,”", source: str = "she") -> Article:
    """An article with one quote, its speaker found by the attributor."""
    start = text.index(said)
    place = text.rindex(source)
    content, bare = Span.of(text, start, start + len(said)), Span.of(text, start + 1, start + len(said) - 1)
    quote = Quote("q1", (content,), (bare,), "direct", source=Span.of(text, place, place + len(source)))
    return Article(text, "a", quotes=Attributor().attribute(text, [quote]))


def test_it_tells_the_words_the_source_and_the_speaker() -> None:
    """One reads what was found where, which words name the source, and who that is."""
    told = explain(attributed(), "q1")
    assert 'q1 is direct speech, at characters 38 to 53: "Rain is near,"' in told
    assert 'the source is "she"' in told
    assert "The speaker is Mara Lind" in told


def test_it_tells_the_deciding_rule_and_who_lost() -> None:
    """The rule is put in words, and each candidate that lost is named with the distance."""
    told = explain(attributed(), "q1")
    assert RULES["pronoun he or she"] in told
    assert "Less likely: Ola Brandt (" in told
    assert "points behind" in told


@pytest.mark.parametrize(
    ("confidence", "doubted"), [pytest.param(0.3, True, id="unsure"), pytest.param(0.9, False, id="sure")]
)
def test_what_is_unsure_is_said_to_be(confidence: float, doubted: bool) -> None:  # noqa: FBT001 (a table's column)
    """A low probability is put in words and not only in figures."""
    span = (Span(0, 4, "Rain"),)
    speaker = Speaker("Mara Lind", "person", confidence=confidence)
    quote = Quote("q1", span, span, "indirect", speaker=speaker, confidence=0.9)
    assert ("which is little" in explain(Article("Rain", quotes=(quote,)), quote)) is doubted


@pytest.mark.parametrize(
    ("kind", "words"),
    [pytest.param("person", "(person)", id="person"), pytest.param("unnamed", "(not named)", id="unnamed")],
)
def test_the_type_of_the_speaker_is_said(kind: SpeakerType, words: str) -> None:
    """One reads whether somebody is named or only described."""
    span = (Span(0, 4, "Rain"),)
    quote = Quote("q1", span, span, "indirect", speaker=Speaker("aide", kind))
    assert f"The speaker is aide {words}" in explain(Article("Rain", quotes=(quote,)), "q1")


def test_a_reason_that_no_table_knows_is_given_in_its_own_words() -> None:
    """A rule of tomorrow is told as it calls itself."""
    span = (Span(0, 4, "Rain"),)
    speaker = Speaker("Mara Lind", "person", evidence=(Evidence("oracle", "a dream"), Evidence("oracle", "a sign")))
    told = explain(Article("Rain", quotes=(Quote("q1", span, span, "indirect", speaker=speaker),)), "q1")
    assert "since oracle says: a dream" in told
    assert "Also: oracle says: a sign." in told


def test_nobody_is_said_to_be_nobody() -> None:
    """A quote without speaker says so, with the attributor's reason."""
    span = (Span(0, 4, "Rain"),)
    why = (Evidence("attributor", "the words say that nobody spoke"),)
    quote = Quote("q1", span, span, "indirect", speaker=NOBODY, evidence=why)
    told = explain(Article("Rain", quotes=(quote,)), "q1")
    assert "Nobody is given as the speaker: the words say that nobody spoke." in told
    assert "no words name the source" in told


def test_an_unknown_quote_is_refused_with_those_that_there_are() -> None:
    """The error names the article, the id, and the ids that would do."""
    with pytest.raises(InputError, match=r"'a' has no quote 'q9'. It has: q1\."):
        explain(attributed(), "q9")


@law
@given(articles())
def test_any_quote_can_be_explained(article: Article) -> None:
    """No text, name or reason breaks it."""
    for quote in article.quotes:
        assert explain(article, quote.id).startswith(f"{quote.id} is ")
