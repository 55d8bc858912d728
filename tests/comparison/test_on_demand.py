from __future__ import annotations

import pickle

import pytest

from claimkit.comparison import Comparator, compare
from claimkit.comparison.on_demand import AllOnDemand, EachOnDemand
from claimkit.records import Article, Quote, Span, Speaker

SQUARES = (0, 1, 4, 9)


def each() -> EachOnDemand[int]:
    """Four squares."""
    return EachOnDemand(len(SQUARES), lambda number: number**2)


def article(name: str, said: str, *, speaker: str = "Orla Brandt") -> Article:
    """An article with one quote."""
    span = (Span.of(said, 0, len(said)),)
    return Article(
        said, id=name, outlet=name, quotes=(Quote("q1", span, span, "direct", speaker=Speaker(speaker, "person")),)
    )


@pytest.mark.parametrize(
    "squares", [pytest.param(each(), id="each"), pytest.param(AllOnDemand(lambda: SQUARES), id="all")]
)
def test_it_is_like_the_tuple_of_its_items(squares: EachOnDemand[int] | AllOnDemand[int]) -> None:
    """Length, items, slices, membership, order, equality, hash, representation and pickling are those of a tuple."""
    assert squares == SQUARES
    assert squares == SQUARES
    assert squares == each()
    assert squares != (0, 1, 4)
    assert squares != [*SQUARES]
    assert (len(squares), hash(squares), repr(squares)) == (4, hash(SQUARES), repr(SQUARES))
    assert (squares[-1], squares[1:3], squares[::-1], 4 in squares, squares.index(9)) == (
        9,
        (1, 4),
        SQUARES[::-1],
        True,
        3,
    )
    assert pickle.loads(pickle.dumps(squares)) == SQUARES  # noqa: S301 (our own)
    assert list(reversed(squares)) == [9, 4, 1, 0]


@pytest.mark.parametrize("place", [4, -5])
def test_there_is_nothing_beyond_the_end(place: int) -> None:
    """As of a tuple."""
    with pytest.raises(IndexError, match="4 items, and none at"):
        each()[place]


def test_only_what_is_looked_at_is_made() -> None:
    """The first costs one, and the second look nothing."""
    asked: list[int] = []
    squares = EachOnDemand(1000, lambda number: asked.append(number) or number**2)
    assert (squares[3], squares[3], asked) == (9, 9, [3])


def test_what_is_added_later_does_not_change_a_comparison() -> None:
    """Its groups and speakers are those of the articles that it was made of, whenever somebody looks."""
    first = [
        article("Vell Courier", "The bridge will never … be rebuilt in my time, we all know it"),
        article("Ostmark Daily", "the bridge will never be rebuilt ... we all know it"),
    ]
    comparator = Comparator()
    comparator.add(first)
    early = comparator.comparison()
    comparator.add(
        [article("Norland Post", "The bridge will never be rebuilt in my time, we all know it", speaker="Brandt")]
    )
    comparator.registry.add_alias("the Lion of Vell", "Orla Brandt")
    comparator.add([article("Harbor Post", "the bridge will never be rebuilt", speaker="Lion of Vell")])
    assert early == compare(first)
    assert len(comparator.comparison().groups[0].members) == 4


def test_the_group_of_each_quote_is_told_without_making_groups() -> None:
    """It says of every member what going through the groups would say."""
    comparator = Comparator()
    comparator.add([article("a", "The sluice of Vell will hold until spring"), article("b", "will hold until spring")])
    comparator.add([article("c", "The sluice of Vell will hold until spring"), article("d", "I never met that man")])
    told = {
        (member.article, member.quote.id): group.id
        for group in comparator.comparison().groups
        for member in group.members
    }
    assert comparator.group_of_each() == told
    assert {article for article, _ in told} >= {"a", "c"}
