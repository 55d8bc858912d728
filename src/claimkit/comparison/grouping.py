"""Pairs into groups, without chaining.

Joining whatever is connected would chain strangers: A shares a phrase with B, B another with C. Here each group is a
*star*: one attested wording leads, and every member has been verified against it directly (Aslam, Pelekhov and Rus
2004, "The Star Clustering Algorithm"). Only a wording that is no less full may lead, so that a fragment never ties two
different wholes together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Link(NamedTuple):
    """A verified pair of nodes, as seen from the one that leads; a tuple, because millions are made.

    Attributes:
        confidence: Probability that the two are one quote.
        mutual: Whether either may lead; otherwise only the fuller of the two.
    """

    confidence: float
    mutual: bool


Verify = Callable[[int, int], Link | None]
"""The link between two nodes, or ``None`` when they are not one quote; remembers what it was asked."""

Admits = Callable[[Sequence[int], int], bool]
"""Whether the members of a group, the leader first, admit a further node (speakers that agree)."""


def stars(
    neighbours: Sequence[Mapping[int, Link]],
    *,
    fullness: Sequence[float],
    size: Sequence[int],
    verify: Verify,
    admits: Admits,
) -> list[list[int]]:
    """Groups of nodes, each with its leader first; nodes without a group are left out.

    Nodes are numbered in an order that does not depend on the order of input; ties fall to the smaller number, which
    makes the result deterministic.

    Args:
        neighbours: For each node, those that it is verified to match, either way round.
        fullness: Information of each node's wording, in nats.
        size: Number of articles behind each node.
        verify: Verifies a pair that was not among the candidates.
        admits: Keeps out nodes that the group's speakers exclude.
    """

    def leads(a: int, b: int, link: Link) -> bool:
        return link.mutual or (fullness[a], -a) > (fullness[b], -b)

    def strength(node: int) -> float:
        led = _led_by(node, neighbours[node], fullness, size)
        return round(size[node] + led, 6) if led else 0.0

    order = sorted(range(len(size)), key=lambda node: (-strength(node), -fullness[node], node))
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for leader in order:
        if leader in group_of:
            continue
        members = [leader]
        seen = {leader}
        frontier = [leader]
        while frontier:
            reached = sorted({b for a in frontier for b in neighbours[a]} - seen)
            seen.update(reached)
            verified = [
                (found.confidence, b)
                for b in reached
                if b not in group_of
                and (found := neighbours[leader].get(b) or verify(leader, b))
                and leads(leader, b, found)
            ]
            frontier = []
            for _, b in sorted(verified, key=lambda entry: (-entry[0], entry[1])):
                if admits(members, b):
                    members.append(b)
                    frontier.append(b)
        groups[leader] = members
        group_of.update((member, leader) for member in members)
    if len(groups) > 1:
        _merge(groups, group_of, order, neighbours, leads, verify, admits)
    return [
        [leader, *sorted(members[1:])]
        for leader, members in sorted(groups.items())
        if len(members) > 1 or size[leader] > 1
    ]


def _led_by(node: int, links: Mapping[int, Link], fullness: Sequence[float], size: Sequence[int]) -> float:
    """How many articles a node would lead, each counted by how sure its link is."""
    led, full = 0.0, fullness[node]
    for other, link in links.items():
        if link.mutual or full > fullness[other] or (full == fullness[other] and node < other):
            led += link.confidence * size[other]
    return led


def _merge(
    groups: dict[int, list[int]],
    group_of: dict[int, int],
    order: Sequence[int],
    neighbours: Sequence[Mapping[int, Link]],
    leads: Callable[[int, int, Link], bool],
    verify: Verify,
    admits: Admits,
) -> None:
    """Let a leader take over a group whose members all match it too.

    It happens where the fullest wording was linked to fewer members than a shorter one.
    """
    for leader in order:
        if group_of[leader] != leader or not neighbours[leader]:
            continue
        others = sorted({group_of[b] for b, link in neighbours[leader].items() if leads(leader, b, link)} - {leader})
        for other in others:
            theirs = groups[other]
            verdicts = ((link := verify(leader, member)) and leads(leader, member, link) for member in theirs)
            if not all(verdicts) or not all(admits(groups[leader], member) for member in theirs):
                continue
            groups[leader].extend(theirs)
            del groups[other]
            group_of.update((member, leader) for member in theirs)
