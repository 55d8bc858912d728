from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison.grouping import Link, stars

SURE = Link(0.9, mutual=True)
CUT = Link(0.9, mutual=False)


def neighbours(links: dict[tuple[int, int], Link], count: int) -> list[dict[int, Link]]:
    """The links of each of so many nodes."""
    both = {**links, **{(other, one): link for (one, other), link in links.items()}}
    return [{other: link for (one, other), link in both.items() if one == node} for node in range(count)]


def grouped(
    links: dict[tuple[int, int], Link], fullness: list[float], *, keep_out: int | None = None
) -> list[list[int]]:
    """The stars of these links, when nothing else matches."""
    return stars(
        neighbours(links, len(fullness)),
        fullness=fullness,
        size=[1] * len(fullness),
        verify=lambda a, b: links.get((min(a, b), max(a, b))),
        admits=lambda _, node: node != keep_out,
    )


def test_a_fragment_never_leads() -> None:
    """Two wholes that share a fragment do not meet: the fragment goes to one of them."""
    assert grouped({(0, 1): CUT, (1, 2): CUT}, [30.0, 10.0, 30.0]) == [[0, 1]]


def test_equals_do_not_chain() -> None:
    """In a path of matches each group still has one wording that all its members match."""
    path = {(n, n + 1): SURE for n in range(5)}
    for leader, *members in grouped(path, [10.0] * 6):
        assert all((min(leader, member), max(leader, member)) in path for member in members)


def test_the_fullest_takes_over_a_group_that_matches_it() -> None:
    """A cut wording with many neighbours leads at first; the whole takes its group over where all match."""
    links = {(0, 1): CUT, (1, 2): CUT, (1, 3): CUT}
    late = {**links, (0, 2): CUT, (0, 3): CUT}
    groups = stars(
        neighbours(links, 4),
        fullness=[40.0, 30.0, 10.0, 10.0],
        size=[1, 1, 1, 1],
        verify=lambda a, b: late.get((min(a, b), max(a, b))),
        admits=lambda _, __: True,
    )
    assert groups == [[0, 1, 2, 3]]


def test_a_node_whose_speaker_is_excluded_stays_out() -> None:
    """A group asks before it lets a node in."""
    assert grouped({(0, 1): SURE, (0, 2): SURE}, [20.0, 10.0, 10.0], keep_out=2) == [[0, 1]]


@settings(deadline=None)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])), st.data())
def test_every_member_matches_its_leader(pairs: set[tuple[int, int]], data: st.DataObject) -> None:
    """Whatever the links, groups are disjoint, and each member is linked to its leader, who is no less full."""
    fullness = [float(data.draw(st.integers(1, 5))) for _ in range(10)]
    links = {pair: data.draw(st.sampled_from([SURE, CUT])) for pair in sorted(pairs)}
    groups = grouped(links, fullness)
    assert all(set(one).isdisjoint(other) for one, other in combinations(groups, 2))
    for leader, *members in groups:
        for member in members:
            link = links[min(leader, member), max(leader, member)]
            assert link.mutual or fullness[leader] >= fullness[member]
