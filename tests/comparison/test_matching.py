from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison import Comparator, compare, screening
from claimkit.comparison.matching import Matching
from claimkit.records import NOBODY, Article, Quote, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE = "The harbor gates were rebuilt in a hurry."
AFTER = "No engineer from Vell was ever asked whether the sluice could hold a spring flood."


def article(name: str, *spans: str, day: int = 1) -> Article:
    """An article with one quote, whose spans stand apart."""
    text = " said Orla Brandt, ".join(spans)
    content = tuple(Span.of(text, text.index(part), text.index(part) + len(part)) for part in spans)
    quote = Quote("q1", content, content, "direct", speaker=Speaker("Orla Brandt", "person"))
    return Article(text, id=name, outlet=name, published=f"2031-05-{day:02}", quotes=(quote,))


@pytest.mark.parametrize(
    ("printed", "relation"),
    [
        pytest.param("The harbor gates were rebuilt", "fragment", id="of the first span"),
        pytest.param("no engineer from Vell was ever asked", "fragment", id="of the second span"),
        pytest.param("rebuilt in a hurry. No engineer from Vell", "fragment", id="across both"),
        pytest.param("The harbor gates were rebuilt … could hold a spring flood", "cut", id="the ends of both"),
    ],
)
def test_a_fragment_finds_its_whole_in_whichever_span_it_stands(printed: str, relation: str) -> None:
    """A quote of several spans matches by each of them, and across them."""
    (group,) = compare([article("Vell Courier", BEFORE, AFTER), article("Ostmark Daily", printed, day=2)]).groups
    assert [member.relation for member in group.members] == ["fullest", relation]


def test_many_at_once_and_one_by_one_agree_on_spans() -> None:
    """A bulk comparison passes over pairs before it aligns them; none of those that match."""
    whole, part = (
        article("Vell Courier", BEFORE, AFTER),
        article("Ostmark Daily", "the sluice could hold a spring flood"),
    )
    others = [article(f"outlet {n}", f"The budget of district {n} is no concern of mine at all") for n in range(40)]
    groups = compare([whole, *others, part]).groups
    assert frozenset({"Vell Courier", "Ostmark Daily"}) in {
        frozenset(member.article for member in group.members) for group in groups
    }


SHORT = [
    "we will win this fight",
    "we will win the fight",
    "very soon",
    "win this fight for the ferrymen of Keld",
    "that the ferrymen of Keld would win this long and bitter fight",
]
SPEAKERS = [NOBODY, Speaker("Orla Brandt", "person"), Speaker("Tunde Okoro", "person"), Speaker("Brandt", "person")]

repeated = st.lists(
    st.tuples(
        st.sampled_from(SHORT),
        st.sampled_from(SPEAKERS),
        st.sampled_from(["direct", "indirect"]),
        st.sampled_from([None, "2031-05-01", "2031-05-03T09:30", "2031-05-06", "2031-05-20", "2031-08-01"]),
    ),
    min_size=2,
    max_size=40,
)
Repeated = list[tuple[str, Speaker, str, "str | None"]]


def short(name: str, said: str, speaker: Speaker = NOBODY, kind: str = "direct", day: str | None = None) -> Article:
    """An article with one short quote."""
    span = Span.of(said, 0, len(said))
    quote = Quote("q1", (span,), (span,), kind, speaker=speaker)  # type: ignore[arg-type]
    return Article(said, id=name, outlet=name, published=day, quotes=(quote,))


def everybody(matching: Matching, wording: int, other: int) -> Iterator[tuple[int, int]]:
    """All pairs of nodes."""
    return product(matching.nodes.of(wording), matching.nodes.of(other))


@settings(max_examples=40, deadline=None)
@given(repeated, st.booleans())
def test_pairs_that_are_passed_over_had_no_link(drawn: Repeated, one_by_one: bool) -> None:  # noqa: FBT001
    """Judging what differs in days alone together gives the links that judging all pairs gives."""
    articles = [short(str(n), *entry) for n, entry in enumerate(drawn)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screening, "_CROWD", 1)
        patch.setattr(screening, "_ALIKE", 1)
        passing = Comparator(meaning=None)
        for portion in [[each] for each in articles] if one_by_one else [articles]:
            passing.add(portion)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screening.Screen, "are_crowded", lambda _, ones, __: np.zeros(len(ones), dtype=bool))
        patch.setattr(Matching, "_hopeful", everybody)
        judging = Comparator(meaning=None)
        judging.add(articles)
    found, wanted = (
        {frozenset((member.article, member.confidence) for member in group.members) for group in groups}
        for groups in (passing.comparison().groups, judging.comparison().groups)
    )
    assert found == wanted
    assert one_by_one or passing._matching._links == judging._matching._links


@pytest.mark.parametrize("kind", ["direct", "indirect"])
@pytest.mark.parametrize("day", [None, "2031-05-{:02}"], ids=["undated", "dated"])
def test_thousands_of_short_quotes_take_few_verdicts(
    monkeypatch: pytest.MonkeyPatch, day: str | None, kind: str
) -> None:
    """What tells too little to be one quote is a node each time it is printed, and hardly any two are judged."""
    judged = []
    verdict = Matching._verdict
    monkeypatch.setattr(
        Matching, "_verdict", lambda *args, **options: judged.append(args[1:]) or verdict(*args, **options)
    )
    monkeypatch.setattr(screening.Screen, "_between", bounded(screening.Screen._between))
    said = "will we win this one", "will we win that one"
    when = [day.format(n % 28 + 1) if day else None for n in range(2000)]
    comparator = Comparator(meaning=None)
    comparator.add([short(str(n), said[n % 2], kind=kind, day=when[n]) for n in range(2000)])
    assert comparator.comparison().groups == ()
    assert len(judged) < 20


def bounded(between: object) -> object:
    """The same, where no pairs but few are made."""

    def few(screen: object, wordings: np.ndarray, others: np.ndarray) -> object:
        found = between(screen, wordings, others)  # type: ignore[operator]
        assert len(found[0]) < 1000
        return found

    return few
