from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies import HOSTILE, articles, law

from claimkit import InputError, SpeakerRegistry
from claimkit.records import NOBODY, Article, Evidence, Quote, Span, Speaker
from claimkit.registry import Entry, KnowledgeBase, SpeakerTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimkit.records import SpeakerIdentity, SpeakerType


def person(name: str, role: str | None = None) -> Speaker:
    """A named person."""
    return Speaker(name, "person", role)


def body(name: str, *others: str) -> Speaker:
    """A named body, and what else its article calls it."""
    return Speaker(name, "org", mentions=tuple(Span(0, len(other), other) for other in others))


def registry_of(
    *speakers: Speaker, days: Sequence[int | None] = (), registry: SpeakerRegistry | None = None
) -> SpeakerRegistry:
    """A registry of speakers, each in an article of its own: "a0", "a1", ..."""
    registry = registry or SpeakerRegistry()
    for number, speaker in enumerate(speakers):
        day = days[number] if number < len(days) else None
        registry.add_speaker(f"a{number}", speaker, quotes=["q1"], published=day)
    return registry


def names_of(registry: SpeakerRegistry) -> set[frozenset[str]]:
    """The spellings of each identity."""
    return {frozenset(identity.spellings) for identity in registry.identities()}


def partition(registry: SpeakerRegistry) -> set[frozenset[tuple[str, str]]]:
    """The quotes of each identity."""
    return {frozenset(identity.quotes) for identity in registry.identities()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(person("Recep Tayyip Demirel"), person("Tayyip Demirel"), id="a-given-name-left-out"),
        pytest.param(person("Ayşe Ünal"), person("Ayse Unal"), id="diacritics"),
        pytest.param(person("Volodymyr Marchensky"), person("Volodymyr Marchenskyy"), id="cyrillic-endings"),
        pytest.param(person("Sergei Petrenko"), person("Sergey Petrenko"), id="cyrillic-vowels"),
        pytest.param(person("Yelena Markova"), person("Elena Markova"), id="cyrillic-beginnings"),
        pytest.param(person("Jörg Müllner"), person("Joerg Muellner"), id="umlauts"),
        pytest.param(person("Nouri al-Haddad"), person("Nouri Haddad"), id="arabic-article"),
        pytest.param(person("Youssef Haddad"), person("Yusuf Haddad"), id="arabic-vowels"),
        pytest.param(person("Bill Thornbury"), person("William Thornbury"), id="nickname"),
        pytest.param(person("Orla M. Brandt"), person("Orla Brandt"), id="middle-initial"),
        pytest.param(person("O. Brandt"), person("Orla Brandt"), id="initial"),
        pytest.param(person("J.K. Averill"), person("J. K. Averill"), id="two-initials"),
        pytest.param(person("Brandt"), person("Orla Brandt"), id="surname"),
        pytest.param(person("Mori Kenzo"), person("Kenzo Mori"), id="name-order"),
        pytest.param(person("Xu"), person("Xu Lianfeng"), id="family-name-first"),
        pytest.param(person("Dr. Orla Brandt"), person("Orla Brandt Jr."), id="titles-and-suffixes"),
        pytest.param(person("Herman Van der Velden"), person("Herman van der Velden"), id="particles"),
        pytest.param(person("Queen Ada"), person("Ada II"), id="monarch"),
        pytest.param(person("Andrés Vidal Soler"), person("Andrés Vidal"), id="two-family-names"),
        pytest.param(person("Lydia Buchtmann"), person("Lydia Buchtman"), id="slip"),
        pytest.param(body("the Norland Ministry of Works"), body("Norland Ministry of Works"), id="article"),
        pytest.param(body("U.S. Weather Office"), body("United States Weather Office"), id="state-spelled-out"),
        pytest.param(body("Hay'at Dar as-Salam"), body("Hayat Dar al-Salam"), id="arabic-sun-letters"),
        pytest.param(body("Al Masaeda"), body("al-Masaida"), id="arabic-diphthongs"),
        pytest.param(body("Britain"), body("United Kingdom"), id="names-of-a-state"),
        pytest.param(body("Works Ministry"), body("Norland Works Ministry"), id="body-in-short"),
        pytest.param(body("Vell Motors"), body("Vell Motors Inc."), id="company"),
        pytest.param(person("Vell Motors"), body("Vell Motors"), id="taken-for-a-person"),
    ],
)
def test_names_of_one(one: Speaker, other: Speaker) -> None:
    """Two articles name one person or body in two ways, and nobody else comes into question."""
    (identity,) = registry_of(one, other, days=[1, 2]).identities()
    assert identity.quotes == (("a0", "q1"), ("a1", "q1"))
    assert set(identity.spellings) == {one.name, other.name}


@pytest.mark.parametrize(
    "speakers",
    [
        pytest.param([person("Orla Brandt"), person("Jonas Brandt")], id="namesakes"),
        pytest.param([person("John Smyth"), person("John Smith")], id="spelled-apart"),
        pytest.param([person("Li Wei"), person("Lee Wei")], id="short-names"),
        pytest.param([person("Ada Brandt Jr."), person("Ada Brandt Sr.")], id="generations"),
        pytest.param([person("King Ada"), person("Bruno Ada")], id="monarch-and-surname"),
        pytest.param([person("Abu Karim"), person("Karim")], id="kunya"),
        pytest.param([person("Brandt", "Norwegian minister"), person("Orla Brandt", "Turkish envoy")], id="countries"),
        pytest.param([person("Brandt", "spokeswoman"), person("Jonas Brandt")], id="gender"),
        pytest.param([body("Kremlin"), body("Moscow"), body("Russia")], id="metonyms"),
        pytest.param([body("Kremlin"), person("Orla Brandt", "Kremlin spokeswoman")], id="spokeswoman"),
        pytest.param([body("Norland"), body("Bank of Norland")], id="called-after-a-place"),
        pytest.param([body("Vell Front"), body("Vell Front in Norland")], id="branch"),
        pytest.param([body("police"), body("Police")], id="a-body-that-is-only-described"),
        pytest.param([person("other dock workers"), person("other dock workers")], id="people-who-are-only-described"),
        pytest.param([body("Defense Ministry"), body("Defense Ministry")], id="a-ministry-of-any-state"),
        pytest.param([body("HCF"), body("Harbor Council Forum")], id="acronym-that-nobody-defines"),
        pytest.param([person("spokesman for President Orla Brandt"), person("Orla Brandt")], id="description"),
    ],
)
def test_names_of_several(speakers: list[Speaker]) -> None:
    """However alike the names, each stays alone."""
    assert len(registry_of(*speakers).identities()) == len(speakers)


@pytest.mark.parametrize("short", ["Brandt", "C. Brandt", "C. A. Brandt", "Chris Brandt"])
def test_a_short_form_of_two_people_is_joined_with_neither(short: str) -> None:
    """Where two people come into question, the name stays alone and says so."""
    registry = registry_of(person("Christopher Alan Brandt"), person("Christina Ann Brandt"), person(short))
    assert len(registry.identities()) == 3


def test_why_a_name_was_joined_with_none_is_told() -> None:
    """The evidence names those who came into question."""
    registry = registry_of(person("Orla Brandt"), person("Jonas Brandt"), person("Brandt"))
    (left,) = (one for one in registry.identities() if one.name == "Brandt")
    assert left.evidence[0].reason == "'Brandt' in 'a2' may be any of 'Jonas Brandt', 'Orla Brandt'"


def test_of_two_people_the_one_with_the_role_is_meant() -> None:
    """A role that only one of two has decides between them."""
    registry = registry_of(
        person("Orla Brandt", "harbor minister"), person("Jonas Brandt", "goalkeeper"), person("Brandt", "minister")
    )
    assert {"Orla Brandt", "Brandt"} in names_of(registry)


def test_two_speakers_of_one_article_stay_two() -> None:
    """What one article keeps apart is not joined: it knows both."""
    registry = SpeakerRegistry()
    for name in ("Orla Brandt", "Brandt", "O. M. Brandt"):
        registry.add_speaker("a", person(name), quotes=[name])
    assert len(registry.identities()) == 3


def test_a_surname_is_looked_up_within_one_story_only() -> None:
    """A year later, the surname may be anybody's; a full name is not."""
    today, later = date(2031, 3, 4).toordinal(), date(2032, 3, 4).toordinal()
    speakers = person("Recep Tayyip Demirel"), person("Demirel"), person("Tayyip Demirel")
    assert names_of(registry_of(*speakers, days=[today, today, today])) == {frozenset(one.name for one in speakers)}
    assert names_of(registry_of(*speakers, days=[today, later, today])) == {
        frozenset(["Recep Tayyip Demirel", "Tayyip Demirel"]),
        frozenset(["Demirel"]),
    }
    assert (
        len(registry_of(*speakers[:2], days=[today, later], registry=SpeakerRegistry(window_days=400)).identities())
        == 1
    )


def test_a_common_body_without_a_date_is_nobodys() -> None:
    """Every state has a Works Ministry: only an article of the same days tells whose is meant."""
    speakers = body("Works Ministry"), body("Norland Works Ministry")
    assert len(registry_of(*speakers, days=[1, 2]).identities()) == 1
    assert len(registry_of(*speakers, days=[1, 40]).identities()) == 2
    assert len(registry_of(*speakers, days=[None, 2]).identities()) == 2
    assert len(registry_of(*speakers, days=[1, None]).identities()) == 2


def test_an_acronym_is_known_from_the_article_that_defines_it() -> None:
    """One article has the body in full with its acronym, another the acronym alone."""
    registry = registry_of(body("HCF"), body("Harbor Council Forum", "HCF"))
    (identity,) = registry.identities()
    assert identity.name == "Harbor Council Forum"
    assert "the acronym of" in identity.evidence[0].reason


def test_an_acronym_of_two_bodies_is_joined_with_neither() -> None:
    """Two articles define one acronym for two bodies."""
    speakers = body("HCF"), body("Harbor Council Forum", "HCF"), body("Health Care Foundation", "HCF")
    assert len(registry_of(*speakers).identities()) == 3


@pytest.mark.parametrize("nobody", [NOBODY, Speaker("senior aide", "unnamed"), Speaker("", "person")])
def test_who_is_not_named_is_nobody(nobody: Speaker) -> None:
    """Unnamed sources get no identity: two aides need not be one."""
    registry = registry_of(nobody, nobody)
    assert registry.identities() == ()
    assert registry.who("a0", "q1") == ()


def test_those_who_speak_together_are_several() -> None:
    """A joint statement counts for each; a firm with "and" in its name is one."""
    joint = evolve(
        body("Vell Motors, Ostmark Steel and Norland"), evidence=(Evidence("x", "several speakers together"),)
    )
    registry = registry_of(person("Orla Brandt and Tunde Okoro"), person("Okoro"), body("Hill and Dale"), joint)
    assert [identity.name for identity in registry.who("a0", "q1")] == ["Orla Brandt", "Tunde Okoro"]
    assert [identity.name for identity in registry.who("a1", "q1")] == ["Tunde Okoro"]
    assert [identity.name for identity in registry.who("a2", "q1")] == ["Hill and Dale"]
    assert [identity.name for identity in registry.who("a3", "q1")] == ["Vell Motors", "Ostmark Steel", "Norland"]


def test_an_identity_tells_names_roles_articles_and_why() -> None:
    """What a reader wants to know of somebody stands in one record."""
    registry = registry_of(
        person("Recep Tayyip Demirel", "president"),
        person("Demirel", "Turkish president"),
        person("Demirel", "president"),
    )
    (identity,) = registry.identities()
    assert str(identity) == identity.name == "Recep Tayyip Demirel"
    assert identity.spellings == ("Demirel", "Recep Tayyip Demirel")
    assert identity.roles == ("president", "Turkish president")
    assert identity.articles == ("a0", "a1", "a2")
    assert identity.evidence[0].stage == "registry"
    assert "is a surname or initials of 'Recep Tayyip Demirel'" in identity.evidence[0].reason


def test_roles_are_told_once_and_courtesy_is_none() -> None:
    """A capital makes no other role."""
    roles = ("Harbor minister", "Mrs.", "harbor minister", "harbor minister", "mayor")
    (identity,) = registry_of(*(person("Orla Brandt", role) for role in roles)).identities()
    assert identity.roles == ("harbor minister", "mayor")


def test_articles_are_taken_in_once() -> None:
    """An article that comes again changes nothing."""
    span = (Span(0, 4, "Rain"),)
    article = Article("Rain", "a", quotes=(Quote("q1", span, span, "indirect", speaker=person("Orla Brandt")),))
    registry = SpeakerRegistry()
    registry.add(article)
    registry.add(article)
    assert registry.identities()[0].quotes == (("a", "q1"),)


# What users say --------------------------------------------------------------------------------------------------


def test_an_alias_stands_for_the_name() -> None:
    """Whatever the user calls one stays one, before and after articles came, and under the user's name."""
    registry = registry_of(person("the Lion of Vell"), person("Orla Brandt"))
    assert len(registry.identities()) == 2
    registry.add_alias("Lion of Vell", "Orla Brandt")
    (identity,) = registry.identities()
    assert identity.name == "Orla Brandt"
    assert registry.aliases == {"Lion of Vell": "Orla Brandt"}
    again = registry_of(
        person("the Lion of Vell"), person("Orla Brandt"), registry=SpeakerRegistry(aliases=registry.aliases)
    )
    assert again.identities() == registry.identities()


def test_a_surname_as_alias_is_looked_up_no_more() -> None:
    """The user knows which Brandt is meant."""
    speakers = person("Brandt"), person("Jonas Brandt"), person("Orla Brandt")
    registry = registry_of(*speakers, registry=SpeakerRegistry(aliases={"Brandt": "Orla Brandt"}))
    assert names_of(registry) == {frozenset(["Brandt", "Orla Brandt"]), frozenset(["Jonas Brandt"])}


def test_what_the_user_tells_apart_stays_apart() -> None:
    """A distinction goes before everything that the names suggest."""
    registry = registry_of(person("Tayyip Demirel"), person("Recep Tayyip Demirel"))
    assert len(registry.identities()) == 1
    registry.add_distinction("Tayyip Demirel", "Recep Tayyip Demirel")
    assert len(registry.identities()) == 2
    assert registry.said_of(person("Tayyip Demirel"), person("Recep Tayyip Demirel")) == (
        "different",
        "you gave 'Tayyip Demirel' and 'Recep Tayyip Demirel' as two",
    )


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        pytest.param(lambda it: it.add_alias("...", "Orla Brandt"), "is no name", id="alias-without-letters"),
        pytest.param(lambda it: it.add_alias("Ada Moor", "Bo Fenn"), "said to be two", id="alias-of-another"),
        pytest.param(lambda it: it.add_distinction("Lion", "Orla Brandt"), "one name here", id="two-that-are-one"),
        pytest.param(lambda it: it.add_distinction("Orla Brandt", "orla brandt"), "one name here", id="one-name"),
        pytest.param(lambda _: SpeakerRegistry(window_days=-1), "time span", id="window"),
    ],
)
def test_what_cannot_be_said_is_refused(said, complaint: str) -> None:  # noqa: ANN001 (a lambda of the table)
    """A statement that contradicts another, or says nothing, is an error that says which."""
    registry = SpeakerRegistry(aliases={"Lion": "Orla Brandt"}, distinct=[("Ada Moor", "Bo Fenn")])
    with pytest.raises(InputError, match=complaint):
        said(registry)


@pytest.mark.parametrize("pairs", [[("Ada Moor", "Bo Fenn"), ("Bo Fenn", "Ada Moor")], [("Ada Moor", "ada moor")]])
def test_aliases_may_go_in_circles(pairs: list[tuple[str, str]]) -> None:
    """What says the same again is no trap."""
    registry = registry_of(person("Ada Moor"))
    for name, of in pairs:
        registry.add_alias(name, of)
    assert len(registry.identities()) == 1


# Knowledge bases ---------------------------------------------------------------------------------------------------

TABLE = SpeakerTable(
    [
        Entry("Q900001", "Orla Brandt", "person", ("Orla Maria Brandt", "Brandt-Moor"), "harbor minister of Norland"),
        Entry("Q900002", "Jonas Brandt", "person", (), "goalkeeper"),
        Entry("Q900003", "Jonas Brandt", "person", (), "harbor pilot"),
        Entry("x-17", "Norland Works Ministry", "org", ("NWM",), url="https://example.org/nwm"),
    ]
)


def test_a_knowledge_base_gives_ids() -> None:
    """The id and the address are carried on the identity, whatever the spelling."""
    registry = registry_of(person("Orla Brandt"), body("NWM"), registry=SpeakerRegistry(knowledge=TABLE))
    known = {identity.name: (identity.entry, identity.same_as) for identity in registry.identities()}
    assert known == {
        "Orla Brandt": ("Q900001", "http://www.wikidata.org/entity/Q900001"),
        "NWM": ("x-17", "https://example.org/nwm"),
    }


def test_a_knowledge_base_joins_what_names_cannot() -> None:
    """Two names of one entry are one, and the evidence says on whose word."""
    registry = registry_of(person("Brandt-Moor"), person("Orla Brandt"), registry=SpeakerRegistry(knowledge=TABLE))
    plain = registry_of(person("Brandt-Moor"), person("Orla Brandt"))
    assert (len(registry.identities()), len(plain.identities())) == (1, 2)
    assert "Q900001" in registry.identities()[0].evidence[0].reason


def test_of_two_entries_the_one_with_the_role_is_taken() -> None:
    """Of two namesakes the description decides, or none is taken."""
    pilot = registry_of(person("Jonas Brandt", "pilot"), registry=SpeakerRegistry(knowledge=TABLE)).identities()[0]
    anybody = registry_of(person("Jonas Brandt"), registry=SpeakerRegistry(knowledge=TABLE)).identities()[0]
    assert (pilot.entry, anybody.entry) == ("Q900003", None)


def test_two_entries_are_two_people() -> None:
    """What the knowledge base keeps apart is not joined by likeness."""
    two = SpeakerTable([Entry("Q1", "Tayyip Demirel"), Entry("Q2", "Recep Tayyip Demirel")])
    registry = registry_of(
        person("Tayyip Demirel"), person("Recep Tayyip Demirel"), registry=SpeakerRegistry(knowledge=two)
    )
    assert sorted(identity.entry or "" for identity in registry.identities()) == ["Q1", "Q2"]


def test_anything_with_candidates_is_a_knowledge_base() -> None:
    """A class of the user's needs no base class of ours, and is asked once for each name."""

    class Oracle:
        def __init__(self) -> None:
            self.asked: list[str] = []

        def candidates(self, name: str, type: SpeakerType) -> Iterable[Entry]:  # noqa: A002 (the protocol's word)
            self.asked.append(name)
            return (Entry("Q5", name, type),)

    oracle = Oracle()
    assert isinstance(oracle, KnowledgeBase)
    registry = registry_of(person("Ada Moor"), person("Ada Moor"), registry=SpeakerRegistry(knowledge=oracle))
    assert registry.identities()[0].entry == "Q5"
    assert oracle.asked == ["Ada Moor"]


# Laws -------------------------------------------------------------------------------------------------------------

_NAMES = [
    "Orla Brandt", "Orla Maria Brandt", "O. Brandt", "Brandt", "Jonas Brandt", "J. Brandt", "Joan Brandt", "Jo Brandt",
    "Brandt Orla", "Orla Brand", "Orla Brannt", "Xu Lianfeng", "Xu", "Lianfeng Xu", "King Ada", "Ada II", "Ada",
    "Orla Brandt Jr.", "Orla Brandt and Jonas Brandt", "HCF", "Harbor Council Forum", "Council Forum", "Kremlin",
    "police", "Police", "orla brandt", "hcf",
]  # fmt: skip
_occurrences = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.builds(
            Speaker,
            st.sampled_from(_NAMES),
            st.sampled_from(["person", "person", "org"]),
            st.sampled_from([None, "minister", "Turkish minister", "Norwegian minister", "spokeswoman"]),
            st.sampled_from([(), (Span(0, 3, "HCF"),)]),
        ),
        st.sampled_from([None, 1, 5, 40]),
    ),
    max_size=9,
)


def filled(occurrences: Iterable[tuple[int, tuple[str, Speaker, int | None]]]) -> SpeakerRegistry:
    """A registry of numbered occurrences; the number is the quote."""
    registry = SpeakerRegistry()
    for number, (article, speaker, day) in occurrences:
        registry.add_speaker(article, speaker, quotes=[f"q{number}"], published=day)
    return registry


@law
@given(_occurrences, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(occurrences: list, random) -> None:  # noqa: ANN001 (hypothesis' own type)
    """Any order gives the same identities, whatever was asked in between."""
    numbered = list(enumerate(occurrences))
    shuffled = random.sample(numbered, len(numbered))
    one, other = filled(numbered), filled(shuffled[: len(shuffled) // 2])
    other.identities()
    for number, (article, speaker, day) in shuffled[len(shuffled) // 2 :]:
        other.add_speaker(article, speaker, quotes=[f"q{number}"], published=day)
    assert partition(one) == partition(other)
    assert {(each.name, each.spellings, each.evidence) for each in one.identities()} == {
        (each.name, each.spellings, each.evidence) for each in other.identities()
    }


@law
@given(_occurrences)
def test_every_named_quote_is_somebodys_and_ids_are_unique(occurrences: list[tuple[str, Speaker, int | None]]) -> None:
    """Each quote belongs to as many identities as speak in it, and `who` gives just these."""
    registry = filled(enumerate(occurrences))
    identities = registry.identities()
    assert len({identity.id for identity in identities}) == len(identities)
    for number, (article, speaker, _) in enumerate(occurrences):
        key = (article, f"q{number}")
        speaking: list[SpeakerIdentity] = [identity for identity in identities if key in identity.quotes]
        assert {one.id for one in speaking} == {one.id for one in registry.who(*key)}
        assert 1 <= len(speaking) <= (2 if " and " in speaker.name else 1)


@law
@given(_occurrences, _occurrences)
def test_ids_last_as_articles_are_added(first: list, second: list) -> None:  # type: ignore[type-arg]
    """An id that is still there is that of the identity that holds its first full name."""
    registry = filled(enumerate(first))
    before = {identity.id: identity for identity in registry.identities()}
    for number, (article, speaker, day) in enumerate(second, start=len(first)):
        registry.add_speaker(article, speaker, quotes=[f"q{number}"], published=day)
    after = {identity.id: identity for identity in registry.identities()}
    for identity in before.keys() & after.keys():
        assert set(before[identity].quotes) & set(after[identity].quotes)


@law
@given(articles(), st.sampled_from([*HOSTILE, "Brandt", "and", "Dr.", "’s", "李明", "King"]))
def test_any_article_can_be_added(article: Article, name: str) -> None:
    """No name breaks the registry."""
    registry = SpeakerRegistry(aliases={"Lion": "Orla Brandt"}, knowledge=TABLE)
    registry.add(article)
    registry.add_speaker("other", Speaker(name, "person"), quotes=["q1"])
    registry.add_speaker("other", Speaker(name, "org"), quotes=["q2"])
    assert isinstance(registry.identities(), tuple)
