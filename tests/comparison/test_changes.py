from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison import Changes, Comparator, compare, compatible
from claimkit.errors import InputError
from claimkit.records import NOBODY, Article, Comparison, Member, Quote, QuoteGroup, Span, Speaker

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

BRANDT = Speaker("Ada Brandt", "person")
OKORO = Speaker("Tunde Okoro", "person")
DAM = "The Orlik dam will hold through the winter, whatever the rumours in the valley say about its cracks"
FERRY = "Not one ferryman on the Vell has been paid since the harvest, and nobody in the ministry answers our letters"


def article(identity: str, *said: str, speaker: Speaker = BRANDT, kind: str = "direct", day: int = 1) -> Article:
    """An article with these quotes."""
    spans = [Span.of(text, 0, len(text)) for text in said]
    quotes = tuple(Quote(f"q{n}", (s,), (s,), kind, speaker=speaker) for n, s in enumerate(spans, 1))  # type: ignore[arg-type]
    return Article("", id=identity, outlet=f"Outlet {identity}", published=f"2031-03-{day:02}", quotes=quotes)


def partition(comparison: Comparison) -> set[frozenset[tuple[str, str, float]]]:
    """The groups as sets of (article, quote, confidence); what is printed at one time stands in order of input."""
    return {
        frozenset((member.article, member.quote.id, member.confidence) for member in group.members)
        for group in comparison.groups
    }


def test_a_group_keeps_its_id_when_members_join() -> None:
    """The first pair makes a group; what joins later, even with a smaller name, does not rename it."""
    comparator = Comparator()
    assert comparator.add([article("m", DAM)]) == Changes()
    [identity] = comparator.add([article("n", DAM, day=2)]).new
    assert comparator.add([article("a", DAM)]) == Changes(joined=(identity,))
    assert comparator.add([article("b", FERRY)]) == Changes()
    assert [group.id for group in comparator.comparison().groups] == [identity]


def test_two_groups_that_a_fuller_wording_unites_are_merged() -> None:
    """Two halves were two quotes, until an outlet printed the whole; the bigger half keeps its id."""
    first, second = DAM.split(", ")
    comparator = Comparator()
    [one] = comparator.add([article("a", first), article("b", first)]).new
    [other] = comparator.add([article("c", second), article("d", second), article("e", second)]).new
    assert comparator.add([article("f", DAM)]) == Changes(joined=(other,), merged=((one, other),))
    assert [group.id for group in comparator.comparison().groups] == [other]


def test_nothing_changes_when_nothing_is_added() -> None:
    """Adding nothing, or an article without quotes, changes nothing."""
    comparator = Comparator()
    comparator.add([article("a", DAM), article("b", DAM)])
    before = comparator.comparison()
    assert comparator.add([]) == comparator.add([article("c")]) == Changes()
    assert comparator.comparison().groups == before.groups


VERSIONS = [
    DAM,
    "the Orlik dam will hold through the winter",
    "The Orlik dam will hold … whatever the rumours in the valley say",
    "The Orlik dam will not hold through the winter, whatever the rumours in the valley say about its cracks",
    "whatever the rumours in the valley say about its cracks",
    "the Orlik dam",
    FERRY,
    "Not one ferryman on the Vell has been paid … and nobody answers our letters",
    "that no ferryman on the Vell had been paid since the harvest while letters to the ministry stayed unanswered",
    "nobody in the ministry answers our letters about the cracks of the Orlik dam",
    "very soon",
    "…",
]
SPEAKERS = [BRANDT, Speaker("Brandt", "person"), NOBODY, OKORO, Speaker("a senior official", "unnamed")]

articles = st.lists(
    st.tuples(
        st.lists(st.sampled_from(VERSIONS), max_size=3),
        st.sampled_from(SPEAKERS),
        st.sampled_from(["direct", "indirect"]),
        st.integers(1, 28),
    ),
    max_size=12,
)
Drawn = list[tuple[list[str], Speaker, str, int]]


@settings(max_examples=60)
@given(articles, st.randoms(use_true_random=False))
def test_any_order_and_any_portions_give_the_groups_of_one_run(drawn: Drawn, shuffler: Random) -> None:
    """Articles in any order, in portions of any size, give what one run over all gives: an adjusted Rand index of 1."""
    given_articles = [
        article(f"a{n}", *said, speaker=who, kind=kind, day=day) for n, (said, who, kind, day) in enumerate(drawn)
    ]
    at_once = compare(given_articles)
    shuffled = shuffler.sample(given_articles, len(given_articles))
    comparator = Comparator()
    while shuffled:
        size = shuffler.choice([1, 1, 1, 2, 5])
        comparator.add(shuffled[:size])
        del shuffled[:size]
    assert partition(comparator.comparison()) == partition(at_once)


@settings(max_examples=40)
@given(articles, st.randoms(use_true_random=False))
def test_changes_account_for_all_groups(drawn: Drawn, shuffler: Random) -> None:
    """Whoever follows the changes knows which groups there are, and who gained or lost members."""
    comparator = Comparator()
    before: dict[str, QuoteGroup] = {}
    for n, (said, who, kind, day) in enumerate(shuffler.sample(drawn, len(drawn))):
        changes = comparator.add([article(f"a{n}", *said, speaker=who, kind=kind, day=day)])
        after = {group.id: group for group in comparator.comparison().groups}
        came, went = (
            {*changes.new, *(part for _, part in changes.split)},
            {*changes.gone, *(old for old, _ in changes.merged)},
        )
        assert after.keys() - before.keys() == came
        assert before.keys() - after.keys() == went
        for identity in before.keys() & after.keys():
            held, holds = keys(before[identity].members), keys(after[identity].members)
            assert (identity in changes.joined, identity in changes.left) == (bool(holds - held), bool(held - holds))
        before = after


@settings(max_examples=60)
@given(articles, st.randoms(use_true_random=False))
def test_a_member_is_explained_as_its_group_shows_it(drawn: Drawn, shuffler: Random) -> None:
    """`explain` of a member and the fullest of its group is a match of the relation that the group states."""
    comparator = Comparator()
    for n, (said, who, kind, day) in enumerate(shuffler.sample(drawn, len(drawn))):
        comparator.add([article(f"a{n}", *said, speaker=who, kind=kind, day=day)])
    for group in comparator.comparison().groups:
        fullest = group.fullest.article, group.fullest.quote.id
        for member in group.members:
            verdict = comparator.explain((member.article, member.quote.id), fullest)
            assert verdict.relation == ("same" if member is group.fullest else member.relation)
            assert verdict.reasons[-1].startswith(f"both are in group {group.id!r}")


def keys(members: tuple[Member, ...]) -> set[tuple[str, str]]:
    """The members as (article, quote)."""
    return {(member.article, member.quote.id) for member in members}


@pytest.mark.parametrize("portion", [1, 7, 50])
def test_phrases_that_become_too_frequent_on_the_way_count_as_in_one_run(
    portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links that rest on a phrase go when too many wordings have it, whenever that is noticed."""
    from claimkit.comparison import matching

    monkeypatch.setattr(matching, "PHRASES_IN_AT_MOST", 5)
    said = [f"{DAM.removesuffix(' about its cracks')} about {word}" for word in "a b c d e f g h i j k l m n".split()]
    given_articles = [article(f"a{n:02}", text) for n, text in enumerate(said)]
    comparator = Comparator()
    for start in range(0, len(given_articles), portion):
        comparator.add(given_articles[start : start + portion])
    assert partition(comparator.comparison()) == partition(compare(given_articles))


def test_a_saved_comparator_goes_on_where_it_was(tmp_path: Path) -> None:
    """Articles, settings, groups and their ids come back, and what joins later joins the same group."""
    comparator = Comparator(min_confidence=0.6, window_days=float("inf"))
    comparator.add([article("m", DAM), article("n", DAM, day=2), article("o", FERRY), article("p", "“\ud800”")])
    comparator.add([article("a", DAM)])
    comparator.save(tmp_path / "dam.jsonl.gz")
    again = Comparator.load(tmp_path / "dam.jsonl.gz")
    assert again.comparison() == comparator.comparison()
    assert again.add([article("z", DAM)]) == comparator.add([article("z", DAM)])
    assert evolve(again._settings, speakers=compatible) == evolve(comparator._settings, speakers=compatible)


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        pytest.param("", "not a comparator", id="empty"),
        pytest.param('{"text": "Rain"}', "not a comparator", id="articles"),
        pytest.param('{"claimkit": 9, "record": "comparator"}', "version 9", id="newer"),
        pytest.param('{"claimkit": 1, "record": "comparator"}\n{"id": "a"}', "line 2.*'text'", id="no-article"),
        pytest.param(
            '{"claimkit": 1, "record": "comparator"}\n{"record": "comparator_group"}',
            "line 2.*'id'",
            id="no-id",
        ),
        pytest.param(
            '{"claimkit": 1, "record": "comparator"}\n{"record": "comparator_group", "id": "g"}',
            "line 2.*'members'",
            id="no-members",
        ),
        pytest.param(
            '{"claimkit": 1, "record": "comparator"}\n{"record": "comparator_group", "id": "g", "members": ["ab"]}',
            "line 2.*'members'",
            id="members-no-pairs",
        ),
        pytest.param(
            '{"claimkit": 1, "record": "comparator"}\n{"record": "comparator_group", "id": null, "members": []}',
            "line 2.*'id'",
            id="id-null",
        ),
        *(
            pytest.param(
                f'{{"claimkit": 1, "record": "comparator", "{key}": {value}}}',
                f"setting '{key}' of this comparator must be",
                id=f"setting-{key}",
            )
            for key, value in {
                "paraphrases": '"false"',
                "aliases": '{"the Lion": null}',
                "distinct": '["ab"]',
                "min_confidence": "true",
                "window_days": '"60"',
                "story_days": "[14]",
                "articles": '"2"',
                "groups": "true",
            }.items()
        ),
    ],
)
def test_what_is_no_saved_comparator_is_refused(lines: str, complaint: str) -> None:
    """The error says what is wrong, where, and what to do."""
    with pytest.raises(InputError, match=complaint):
        Comparator.load(io.StringIO(lines))


@pytest.mark.parametrize("kept", range(5))
def test_a_file_that_is_cut_off_is_refused(kept: int) -> None:
    """However many lines are left, the loss is told; a file of before, which does not count them, is read."""
    comparator = Comparator()
    comparator.add([article("m", DAM), article("n", DAM, day=2), article("o", FERRY), article("p", FERRY)])
    file = io.StringIO()
    comparator.save(file)
    lines = file.getvalue().splitlines(keepends=True)
    assert len(lines) == 7
    with pytest.raises(InputError, match=r"not a comparator|had 4 articles when|had 2 groups when"):
        Comparator.load(io.StringIO("".join(lines[: kept + 2])))
    header = json.loads(lines[0])
    del header["articles"], header["groups"]
    of_before = Comparator.load(io.StringIO(json.dumps(header) + "\n" + "".join(lines[1:])))
    assert of_before.comparison() == comparator.comparison()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As `read_jsonl` tells it."""
    with pytest.raises(InputError, match=r"There is no file .*gone\.jsonl"):
        Comparator.load(tmp_path / "gone.jsonl")
