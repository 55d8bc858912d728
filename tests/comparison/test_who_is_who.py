from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit import Comparator, Comparison, SpeakerRegistry, compare
from claimkit.comparison import compatible
from claimkit.comparison.compatibility import test_with as knowing
from claimkit.records import Article, Quote, Span, Speaker
from claimkit.registry import Entry, SpeakerTable

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

DAM = "The Orlik dam will hold through the winter, whatever the river does"


def article(identity: str, speaker: str, said: str = DAM) -> Article:
    """An article of its own outlet with one quote."""
    span = (Span.of(said, 0, len(said)),)
    quotes = (Quote("q1", span, span, "direct", speaker=Speaker(speaker, "person")),)
    return Article(said, identity, outlet=f"{identity} Post", published="2031-03-04", quotes=quotes)


def names_of(comparison: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    """Who speaks, and where."""
    return [(speaker.name, speaker.articles) for speaker in comparison.speakers]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Bill Thornbury", "William Thornbury", id="nickname"),
        pytest.param("Mori Kenzo", "Kenzo Mori", id="order"),
        pytest.param("Jörg Müllner", "Joerg Muellner", id="umlauts"),
        pytest.param("Ada Brandt", "Brandt", id="surname"),
    ],
)
def test_names_of_one_person_are_the_same_speaker(one: str, other: str) -> None:
    """Comparing knows what the registry knows of names."""
    assert compatible(Speaker(one, "person"), Speaker(other, "person")) == "same"


def test_an_acronym_does_not_stand_in_the_way_of_what_it_may_stand_for() -> None:
    """The initials fit, and no more is known."""
    assert compatible(Speaker("HCF", "org"), Speaker("Harbor Council Forum", "org")) == "open"
    assert compatible(Speaker("HCF", "org"), Speaker("Ferry Owners Trust", "org")) == "different"


def test_what_the_user_says_goes_first() -> None:
    """Aliases make one speaker of two, distinctions two of one, and the test of the user decides the rest."""
    registry = SpeakerRegistry(aliases={"Old Bear": "Ada Brandt"}, distinct=[("Brandt", "Ada Brandt")])
    knows = knowing(registry, lambda _one, _other: "open")
    ada, bear, brandt = (Speaker(name, "person") for name in ("Ada Brandt", "Old Bear", "Brandt"))
    assert (knows(ada, bear), knows(ada, brandt), knows(bear, Speaker("Tunde Okoro", "person"))) == (
        "same",
        "different",
        "open",
    )


def test_a_comparison_tells_who_speaks() -> None:
    """One identity for all names of a person, with the articles in order."""
    comparison = compare(
        [article("a", "Ada Brandt"), article("b", "Brandt", "Ferries sail"), article("c", "Ada Brandt")]
    )
    assert names_of(comparison) == [("Ada Brandt", ("a", "b", "c"))]


def test_an_alias_takes_a_conflict_away() -> None:
    """Two names that the user knows as one are no two attributions."""
    articles = [article("a", "Ada Brandt"), article("b", "Old Bear")]
    (conflicting,) = compare(articles).groups
    assert conflicting.conflicts == ("attributed to Ada Brandt by a Post and to Old Bear by b Post",)
    (agreeing,) = compare(articles, registry=SpeakerRegistry(aliases={"Old Bear": "Ada Brandt"})).groups
    assert agreeing.conflicts == ()


def test_a_knowledge_base_makes_a_conflict() -> None:
    """Two people of one surname are two, once somebody says so."""
    table = SpeakerTable([Entry("Q1", "Ada Brandt"), Entry("Q2", "Ada Maria Brandt")])
    articles = [article("a", "Ada Brandt"), article("b", "Ada Maria Brandt")]
    assert compare(articles).groups[0].conflicts == ()
    comparison = compare(articles, registry=SpeakerRegistry(knowledge=table))
    assert comparison.groups[0].conflicts
    assert {speaker.entry for speaker in comparison.speakers} == {"Q1", "Q2"}


def test_what_is_said_later_counts_for_what_came_before() -> None:
    """The comparison follows an alias that is added after the articles, and groups keep their ids."""
    comparator = Comparator()
    comparator.add([article("a", "Ada Brandt"), article("b", "Old Bear")])
    before = comparator.comparison().groups[0]
    comparator.registry.add_alias("Old Bear", "Ada Brandt")
    comparison = comparator.comparison()
    assert before.conflicts
    assert (comparison.groups[0].id, comparison.groups[0].conflicts) == (before.id, ())
    assert names_of(comparison) == [("Ada Brandt", ("a", "b"))]
    assert comparator.add([article("c", "Bear")]).joined == (before.id,)


def test_why_two_speakers_are_one_is_told() -> None:
    """`explain` has the user's word among the reasons."""
    comparator = Comparator(registry=SpeakerRegistry(aliases={"Old Bear": "Ada Brandt"}))
    comparator.add([article("a", "Ada Brandt"), article("b", "Old Bear")])
    verdict = comparator.explain(("a", "q1"), ("b", "q1"))
    assert "you gave 'Ada Brandt' and 'Old Bear' as one" in verdict.reasons


def test_who_is_who_is_saved_and_loaded(tmp_path: Path) -> None:
    """Aliases, distinctions and the time span come back; a knowledge base is given again."""
    table = SpeakerTable([Entry("Q1", "Ada Brandt")])
    registry = SpeakerRegistry(
        aliases={"Old Bear": "Ada Brandt"}, distinct=[("Bo Fenn", "Bo Finn")], knowledge=table, window_days=float("inf")
    )
    comparator = Comparator(registry=registry)
    comparator.add(
        [article("b", "Old Bear"), article("a", "Brandt"), article("c", "Bo Fenn", "Rain"), article("d", "Bo Finn")]
    )
    comparator.save(tmp_path / "who.jsonl")
    again = Comparator.load(tmp_path / "who.jsonl", knowledge=table)
    assert again.comparison() == comparator.comparison()
    assert again.comparison().speakers[0].entry == "Q1"
    assert (again.registry.aliases, again.registry.distinct, again.registry.window_days) == (
        registry.aliases,
        registry.distinct,
        registry.window_days,
    )


def test_what_was_saved_before_there_were_registries_is_read(tmp_path: Path) -> None:
    """A file without aliases is one without aliases."""
    old = tmp_path / "old.jsonl"
    old.write_text(
        '{"claimkit": 1, "record": "comparator", "min_confidence": 0, "paraphrases": true, "window_days": 60}\n'
    )
    assert Comparator.load(old).registry.aliases == {}


@given(
    st.lists(st.sampled_from(["Ada Brandt", "Brandt", "A. Brandt", "Bo Brandt", "Old Bear"]), max_size=6),
    st.randoms(use_true_random=False),
    st.integers(1, 3),
)
def test_order_and_portions_make_no_difference_to_who_is_who(speakers: list[str], random: Random, portion: int) -> None:
    """Articles in any order and portions give the speakers and the groups of one run."""
    articles = [article(f"a{number}", speaker) for number, speaker in enumerate(speakers)]
    whole = compare(articles, registry=SpeakerRegistry(aliases={"Old Bear": "Bo Brandt"}))
    comparator = Comparator(registry=SpeakerRegistry(aliases={"Old Bear": "Bo Brandt"}))
    shuffled = random.sample(articles, len(articles))
    for start in range(0, len(shuffled), portion):
        comparator.add(shuffled[start : start + portion])
    found = comparator.comparison()
    assert {frozenset(one.quotes) for one in found.speakers} == {frozenset(one.quotes) for one in whole.speakers}
    assert {frozenset(m.article for m in group.members) for group in found.groups} == {
        frozenset(m.article for m in group.members) for group in whole.groups
    }
