from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.comparison import compare
from claimkit.errors import InputError
from claimkit.exports import to_jsonld
from claimkit.records import NOBODY, Article, Comparison, Quote, Span, Speaker, SpeakerIdentity

SAID = "Not one ferryman on the Vell has been paid since the harvest, and nobody answers our letters"


def article(identity: str, speaker: Speaker = NOBODY, *, kind: str = "direct", url: str | None = None) -> Article:
    """An article that is one quote."""
    span = (Span.of(SAID, 0, len(SAID)),)
    quote = Quote("q1", span, span, kind, speaker=speaker)  # type: ignore[arg-type]
    return Article(SAID, identity, outlet="The Harbor Post", published="2031-03-01", url=url, quotes=(quote,))


@pytest.mark.parametrize(
    ("speaker", "node"),
    [
        pytest.param(
            Speaker("Ada Brandt", "person", role="mayor"),
            {"@type": "Person", "name": "Ada Brandt", "jobTitle": "mayor"},
            id="person",
        ),
        pytest.param(Speaker("Norland Ferries", "org"), {"@type": "Organization", "name": "Norland Ferries"}, id="org"),
        pytest.param(
            Speaker("a ferryman", "unnamed"), {"@type": "Person", "description": "a ferryman"}, id="not-named"
        ),
        pytest.param(NOBODY, None, id="nobody"),
    ],
)
def test_whom_a_quote_is_given_to(speaker: Speaker, node: dict[str, str] | None) -> None:
    """Persons and bodies by name, the unnamed by description, nobody not at all."""
    assert to_jsonld(article("a", speaker))["hasPart"][0].get("spokenByCharacter") == node


def test_reported_speech_is_a_claim_and_no_quotation() -> None:
    """Words of the reporter are not passed off as the speaker's."""
    [part] = to_jsonld(article("a", Speaker("Ada Brandt", "person"), kind="indirect"))["hasPart"]
    assert part["@type"] == "Claim"
    assert part["author"]["name"] == "Ada Brandt"


def test_groups_refer_to_quotes_and_articles_by_id() -> None:
    """Every reference of the graph leads to one of its nodes."""
    comparison = compare([article("a 1"), article("b", url="https://post.example/b"), article("c", kind="indirect")])
    graph = to_jsonld(comparison)["@graph"]
    ids = {node["@id"] for node in graph} | {part["@id"] for node in graph for part in node.get("hasPart", ())}
    [claim] = [node for node in graph if "appearance" in node]
    assert {entry["@id"] for entry in claim["appearance"]} == {
        "#a%201/q1",
        "https://post.example/b#q1",
        "#c/q1",
    }
    assert {entry["@id"] for entry in claim["appearance"]} < ids
    assert claim["firstAppearance"]["@id"] == "#a%201/q1"


def test_speakers_are_nodes_with_what_a_knowledge_base_calls_them() -> None:
    """The speaker of a quote refers to the node of the person, which has all names, the id and the address."""
    brandt = Speaker("Ada Brandt", "person", "mayor")
    comparison = Comparison(
        (article("a", brandt),),
        speakers=(
            SpeakerIdentity(
                "s1", "Ada Brandt", "person", ("Ada Brandt", "Brandt"), ("mayor",), (("a", "q1"),), "Q1", "u"
            ),
        ),
    )
    *_, node = to_jsonld(comparison)["@graph"]
    assert node == {
        "@type": "Person",
        "@id": "#s1",
        "name": "Ada Brandt",
        "alternateName": ["Brandt"],
        "jobTitle": ["mayor"],
        "identifier": "Q1",
        "sameAs": "u",
    }
    assert to_jsonld(comparison)["@graph"][0]["hasPart"][0]["spokenByCharacter"]["@id"] == "#s1"


def test_other_things_are_refused() -> None:
    """The error says what to pass."""
    with pytest.raises(InputError, match="Pass an article or a comparison"):
        to_jsonld("Rain")  # type: ignore[arg-type]


@given(st.text(), st.text(), st.text())
def test_any_article_becomes_json(text: str, identity: str, outlet: str) -> None:
    """Whatever stands in the record, the node is a value of JSON."""
    node = to_jsonld(Comparison((Article(text, identity, outlet=outlet),)))
    assert json.loads(json.dumps(node)) == node


def test_articles_of_one_address_are_nodes_of_their_own() -> None:
    """Quotebank gives each quote of a page as an article: one ``@id`` would make one quote of two."""
    graph = to_jsonld(compare([article(name, url="https://post.example/1") for name in ("a 1", "b")]))["@graph"]
    first, second, group = graph[:3]  # type: ignore[index, call-overload]
    assert [node["@id"] for node in (first, second)] == ["#a%201", "#b"]
    assert group["appearance"] == [{"@id": "#a%201/q1"}, {"@id": "#b/q1"}]
