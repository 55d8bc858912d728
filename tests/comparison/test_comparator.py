from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison import Comparator, compare
from claimkit.errors import InputError
from claimkit.records import NOBODY, Article, Quote, QuoteGroup, Span, Speaker

BRANDT = Speaker("Ada Brandt", "person")
OKORO = Speaker("Tunde Okoro", "person")
MINISTRY = Speaker("Norland Ministry of Works", "org")
OFFICIAL = Speaker("senior official", "unnamed")

DAM = "The Orlik dam will hold through the winter, whatever the rumours in the valley say about its cracks"


def quote(said: str, speaker: Speaker = BRANDT, *, kind: str = "direct", number: int = 1) -> Quote:
    """A quote that is all of its article's text."""
    span = Span.of(said, 0, len(said))
    return Quote(f"q{number}", (span,), (span,), kind, speaker=speaker)  # type: ignore[arg-type]


def article(
    identity: str, *quotes: str | Quote, outlet: str | None = None, published: str | None = "2031-03-01"
) -> Article:
    """An article with these quotes; plain strings are quotes of Ada Brandt."""
    found = tuple(item if isinstance(item, Quote) else quote(item, number=n) for n, item in enumerate(quotes, 1))
    return Article("", id=identity, outlet=outlet or f"Outlet {identity}", published=published, quotes=found)


def only_group(*articles: Article) -> QuoteGroup:
    """The one group that these articles make."""
    groups = compare(articles).groups
    assert len(groups) == 1
    return groups[0]


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        pytest.param(DAM, "same", id="verbatim"),
        pytest.param(f"“{DAM.lower().replace('rumours', 'rumors')}.”", "same", id="same-but-for-habits"),
        pytest.param("the Orlik dam will hold through the winter", "fragment", id="fragment"),
        pytest.param(DAM.removesuffix(" about its cracks"), "cut", id="cut-end"),
        pytest.param(DAM.replace("through the winter,", "…"), "cut", id="ellipsis"),
        pytest.param(DAM.replace("hold", "hold [this year]"), "edited", id="insertion"),
        pytest.param(DAM.replace("hold", "stand"), "edited", id="replaced-word"),
    ],
)
def test_relations(said: str, relation: str) -> None:
    """How a version relates to the fullest wording."""
    group = only_group(article("a", DAM), article("b", said, published="2031-03-02"))
    if relation == "edited":
        assert {member.relation for member in group.members} == {"fullest", "edited"}
        return
    assert [member.relation for member in group.members] == ["fullest", relation]
    assert group.wording == DAM
    assert group.members[1].confidence > 0.8


def test_reported_speech_joins_the_statement_that_it_renders() -> None:
    """A paraphrase in another outlet's words joins, by a spokesman's name or his ministry's, and can be left out."""
    told = quote(
        "it was the duty of the Norland government to stop smugglers in the Ostmark valley from crossing the frozen "
        "river",
        MINISTRY,
        kind="indirect",
    )
    retold = quote(
        "that Norland had a duty to stop armed smugglers of the Ostmark valley crossing the frozen river",
        BRANDT,
        kind="indirect",
    )
    articles = [article("a", told), article("b", retold)]
    assert {member.relation for member in only_group(*articles).members} == {"fullest", "paraphrase"}
    assert compare(articles, paraphrases=False).groups == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("We will withdraw from the valley", "We will not withdraw from the valley", id="negated"),
        pytest.param("Revenue rose by 10 percent in spring", "Revenue rose by 12 percent in spring", id="number"),
        pytest.param(
            "A great day for the farmers of the valley", "A great day for the nurses of the coast", id="slots"
        ),
    ],
)
def test_contradictions_are_not_merged(one: str, other: str) -> None:
    """What sounds alike but says another thing stays apart, even by one speaker."""
    assert compare([article("a", one), article("b", other)]).groups == ()


def test_a_long_quote_with_a_lost_negation_is_shown_as_a_conflict() -> None:
    """Where all else is identical at length, it is one quote, and the change of meaning is what one wants to see."""
    said = (
        "The inspectors found seventeen cracks in the eastern spillway, the repair crews will not finish before the "
        "spring flood, and every household below the reservoir should prepare to leave at short notice"
    )
    group = only_group(article("a", said), article("b", said.replace("will not", "will"), published="2031-03-02"))
    assert any("negation" in conflict and "Outlet b" in conflict for conflict in group.conflicts)


@pytest.mark.parametrize("speaker", [NOBODY, OFFICIAL, OKORO], ids=["nobody", "unnamed", "another"])
def test_short_common_phrases_do_not_group(speaker: Speaker) -> None:
    """Different or unknown speakers may all say "very soon"."""
    first = article("a", quote("very soon", speaker))
    assert compare([first, article("b", quote("a big mistake")), article("c", quote("very soon"))]).groups == ()


def test_a_short_fragment_by_the_same_speaker_joins_its_whole() -> None:
    """A few telling words in quotation marks find the sentence that they come from, where the speaker is the same."""
    group = only_group(article("a", DAM), article("b", quote("rumours in the valley")))
    assert [member.relation for member in group.members] == ["fullest", "fragment"]


def test_identical_words_by_two_people_are_a_conflict() -> None:
    """Two known speakers do not keep a long identical wording apart: the group says who gave it to whom."""
    group = only_group(article("a", DAM), article("b", quote(DAM, OKORO)))
    assert group.conflicts == ("attributed to Ada Brandt by Outlet a and to Tunde Okoro by Outlet b",)


def test_similar_words_by_two_people_stay_apart() -> None:
    """What two known people say in similar words is two quotes."""
    other = quote(
        "The Orlik dam will stand through the winter, whatever the talk in the valley says about its cracks", OKORO
    )
    assert compare([article("a", DAM), article("b", other)]).groups == ()


def test_an_unnamed_source_joins_whoever_is_named() -> None:
    """Somebody who is not named may be anybody."""
    assert only_group(article("a", quote(DAM, OFFICIAL)), article("b", DAM)).conflicts == ()


def test_no_chaining() -> None:
    """A overlaps B, and B overlaps C; A and C share nothing and never meet in a group."""
    a = "The harbour commission rejected the tender in secret"
    b = "The harbour commission rejected the tender in secret … and the dredging contract went to a cousin of the mayor"
    c = "the dredging contract went to a cousin of the mayor, and nobody in the council objected to it"
    for group in compare([article("a", a), article("b", b), article("c", c)]).groups:
        assert len(group.members) == 2 or group.wording == b
    fragment = "the dredging contract"
    left, right = (
        f"{fragment} was signed at night without witnesses",
        f"{fragment} helped our fishermen through two poor years",
    )
    for group in compare([article("a", left), article("b", fragment), article("c", right)]).groups:
        assert {member.article for member in group.members} != {"a", "b", "c"}


def test_members_by_time_and_the_undated_last() -> None:
    """Members stand by time of publication; those without one follow in order of input."""
    group = only_group(
        article("late", DAM, published="2031-03-03"),
        article("undated", DAM, published=None),
        article("early", DAM, published="2031-03-01T08:00:00"),
        article("unreadable", DAM, published="yesterday"),
    )
    assert [member.article for member in group.members] == ["early", "late", "undated", "unreadable"]
    assert group.fullest.article == "early"


def test_words_that_a_speaker_repeats_months_later_are_another_utterance() -> None:
    """A slogan comes again; only a long identical wording is one quote over such a time."""
    slogan = "We will rebuild the valley stone by stone"
    apart = [article("a", slogan, published="2031-01-01"), article("b", slogan, published="2031-11-01")]
    assert compare(apart).groups == ()
    assert len(compare(apart, window_days=float("inf")).groups) == 1


def test_headline_and_body_of_one_article_are_both_members() -> None:
    """A quote that an article repeats is a member twice; alone in its article it makes no group."""
    twice = article("a", DAM, "The Orlik dam will hold through the winter")
    assert compare([twice]).groups == ()
    assert [member.article for member in only_group(twice, article("b", DAM)).members].count("a") == 2


@pytest.mark.parametrize("articles", [[], [article("a")], [article("a", DAM)], [article("a"), article("b")]])
def test_nothing_shared_gives_no_groups(articles: list[Article]) -> None:
    """Empty input, one article, and articles without quotes are answered, not refused."""
    assert compare(articles).articles == tuple(articles)
    assert compare(articles).groups == ()


def test_two_articles_with_one_id_are_refused() -> None:
    """A group refers to articles by id; the error names the id and the remedy, and nothing is added."""
    comparator = Comparator()
    with pytest.raises(InputError, match=r"'a'.*Give each article an id of its own"):
        comparator.add([article("b"), article("a"), article("a")])
    assert comparator.comparison().articles == ()


def test_two_quotes_with_one_id_are_refused() -> None:
    """A group refers to quotes by id; the error names article and id, and nothing is added."""
    comparator = Comparator()
    with pytest.raises(InputError, match=r"article 'b' have the id 'q1'.*an id of its own"):
        comparator.add([article("a", DAM), article("b", quote(DAM), quote("very soon"))])
    assert comparator.comparison().articles == ()


@pytest.mark.parametrize(
    ("given_articles", "complaint"),
    [
        pytest.param(article("a", DAM), "One Article was given.*list", id="one-article"),
        pytest.param(None, "One NoneType was given.*list", id="nothing"),
        pytest.param(["rain"], "Among the articles is a str.*read", id="texts"),
        pytest.param([article("a"), None], "Among the articles is a NoneType.*read", id="a-gap"),
    ],
)
def test_what_is_no_articles_is_refused(given_articles: object, complaint: str) -> None:
    """The error says what was given, and what to pass, whether they are compared once or added."""
    with pytest.raises(InputError, match=complaint):
        compare(given_articles)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=complaint):
        Comparator().add(given_articles)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["a", "aq", ("a",), ("a", "q1", "q2"), None])
def test_explain_asks_for_article_and_quote(key: object) -> None:
    """An id alone names no quote; the error says what does."""
    comparator = Comparator()
    comparator.add([article("a", DAM)])
    with pytest.raises(InputError, match=r"names no quote. Give \(article.id, quote.id\)"):
        comparator.explain(("a", "q1"), key)  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [{"min_confidence": 1.5}, {"window_days": -1.0}, {"window_days": float("nan")}])
def test_options_out_of_range_are_refused(options: dict[str, float]) -> None:
    """An impossible option is refused with its value."""
    with pytest.raises(InputError, match="Give"):
        Comparator(**options)  # type: ignore[arg-type]


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    """A stricter comparison has no member below the given confidence."""
    versions = [article("a", DAM), article("b", "The Orlik dam … say about its cracks"), article("c", DAM)]
    for least in (0.0, 0.9, 0.99):
        members = [member for group in compare(versions, min_confidence=least).groups for member in group.members]
        assert all(member.confidence >= least for member in members)
        assert {"a", "c"} <= {member.article for member in members}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_hostile_texts_are_compared_without_an_exception(texts: list[str]) -> None:
    """Whatever is in quotes, comparing answers, and each member's differences tile its words."""
    articles = [article(str(n), text, text) for n, text in enumerate([*texts, *texts])]
    for group in compare(articles).groups:
        for member in group.members:
            assert "".join(difference.member for difference in member.differences) == member.quote.text
            assert "".join(difference.fullest for difference in member.differences) == group.wording


def test_explain_tells_why_not() -> None:
    """Any pair can be asked about; the answer names what stands in the way."""
    comparator = Comparator()
    comparator.add(
        [article("a", "We will withdraw from the valley"), article("b", "We will not withdraw from the valley")]
    )
    verdict = comparator.explain(("a", "q1"), ("b", "q1"))
    assert verdict.relation is None
    assert any("negation" in reason for reason in verdict.reasons)
    with pytest.raises(InputError, match="no quote 'q9'"):
        comparator.explain(("a", "q9"), ("b", "q1"))


def test_explain_judges_what_the_group_rests_on() -> None:
    """A slogan that is printed on many days is one wording with many dates, and the nearest decide."""
    days = [f"2031-{month:02}-{day:02}" for month in (3, 4) for day in (1, 8, 15, 22, 29)]
    comparator = Comparator(window_days=10.0)
    comparator.add([article(day, "We will rebuild the valley stone by stone", published=day) for day in days])
    cut = article("cut", "rebuild the valley stone by stone", published="2031-04-29")
    comparator.add([cut])
    group = comparator.comparison().groups[0]
    assert len(group.members) == len(days) + 1
    for day in days:
        assert comparator.explain((day, "q1"), ("cut", "q1")).relation is not None
    assert comparator.explain((days[0], "q1"), (days[-1], "q1")).relation == "same"


def test_explain_tells_where_two_that_match_went() -> None:
    """What matches and is not in one group has a last reason that says why."""
    comparator = Comparator(min_confidence=0.999)
    comparator.add([article("a", DAM, DAM.upper()), article("b", "rumours in the valley"), article("c", "…")])
    verdict = comparator.explain(("a", "q1"), ("b", "q1"))
    assert (verdict.relation, verdict.reasons[-1]) == (
        "fragment",
        "not in one group: it is less sure than min_confidence, 0.999",
    )
    alone = comparator.explain(("a", "q1"), ("a", "q2"))
    assert (alone.relation, alone.reasons[-1]) == ("same", "in no group: none has them in two articles")
    assert comparator.explain(("a", "q1"), ("c", "q1")).relation is None


def test_explain_tells_of_two_groups() -> None:
    """A fragment of two quotes goes with one of them; the other is in another group, although it matches."""
    wholes = (
        "the dredging contract of the harbor was signed at night without witnesses",
        "the dredging contract of the harbor helped our fishermen through two poor years",
    )
    comparator = Comparator()
    comparator.add([article(f"{name}{n}", said) for name, said in zip("ac", wholes, strict=True) for n in range(2)])
    comparator.add([article("b", "dredging contract of the harbor")])
    of = comparator.group_of_each()
    assert of["b", "q1"] in (of["a0", "q1"], of["c0", "q1"])
    assert of["a0", "q1"] != of["c0", "q1"]
    (elsewhere,) = (key for key in (("a0", "q1"), ("c0", "q1")) if of[key] != of["b", "q1"])
    verdict = comparator.explain(("b", "q1"), elsewhere)
    assert verdict.relation == "fragment"
    assert verdict.reasons[-1].startswith(f"in group '{of['b', 'q1']}' and group '{of[elsewhere]}': ")


def test_proposals_of_another_source_are_judged_like_any_other() -> None:
    """A further source of candidates (sentence vectors, say) can propose pairs, and cannot force them."""
    asked: list[str] = []

    def propose(wordings: object) -> object:
        asked.extend(wordings)  # type: ignore[arg-type]
        return [(0, 1)]

    comparator = Comparator(proposals=propose)  # type: ignore[arg-type]
    comparator.add([article("a", "The harbour is frozen"), article("b", "Nobody came to the hearing")])
    assert comparator.comparison().groups == ()
    assert len(asked) == 2


COMPLAINT = "We were told to keep quiet about the sirens"


@pytest.mark.parametrize(
    ("one", "other", "later", "shared"),
    [
        pytest.param(COMPLAINT, f"{COMPLAINT}, and we did", "2031-03-02", True, id="within-days"),
        pytest.param(COMPLAINT, f"{COMPLAINT}, and we did", "2031-04-02", False, id="a-month-later"),
        pytest.param(COMPLAINT, COMPLAINT.replace("sirens", "breaches"), "2031-03-02", False, id="another-word"),
        pytest.param(
            "Our thoughts and prayers are with the families of the victims",
            "Our thoughts and prayers are with the families of the victims",
            "2031-03-02",
            False,
            id="formula",
        ),
    ],
)
def test_the_same_words_given_to_two_people_at_once(one: str, other: str, later: str, *, shared: bool) -> None:
    """Telling words, verbatim and within days, are one utterance that two outlets give to two people; formulas not."""
    groups = compare([article("a", one), article("b", quote(other, OKORO), published=later)]).groups
    assert [bool(group.conflicts) for group in groups] == ([True] if shared else [])


def test_whoever_else_is_named_does_not_keep_the_speaker_out() -> None:
    """A long wording that one outlet gives to another person joins; the reported speech of the speaker still does."""
    told = quote("it was certain that the Orlik dam would hold through the winter, whatever was said", kind="indirect")
    articles = [article("a", DAM), article("b", quote(DAM, OKORO)), article("c", told, published="2031-03-02")]
    assert {member.article for member in only_group(*articles).members} == {"a", "b", "c"}


def test_a_short_window_counts_alike_in_one_run_and_in_portions() -> None:
    """Beyond the window two speakers need most, however near the days are, whichever way the pair is judged."""
    words = "the Orlik dam will hold through the winter whatever the valley may say"
    articles = [
        article("a", quote(f"we were told that {words}"), published="2031-03-04"),
        article("b", quote(words, OKORO), published="2031-03-04T09:00"),
    ]
    together, apart = Comparator(window_days=0.0), Comparator(window_days=0.0)
    together.add(articles)
    apart.add([articles[0], *(article(f"x{n}", quote(f"{n} other mills of Keld number {n * 7}")) for n in range(9))])
    apart.add([articles[1]])
    assert not together.comparison().groups
    assert not apart.comparison().groups


def test_two_people_disagree_though_a_body_was_named_first() -> None:
    """A body may have spoken through either, but not through both: who is named first hides no conflict."""
    speakers = MINISTRY, BRANDT, OKORO
    articles = [
        article(str(n), quote(DAM, speaker), published=f"2031-03-01T0{n}:00") for n, speaker in enumerate(speakers)
    ]
    assert any("Tunde Okoro" in conflict for conflict in only_group(*articles).conflicts)
