"""A star of nodes as a group: its fullest wording, its members by time, what they changed, what they disagree on."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.records import Evidence, Member, QuoteGroup, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimkit.comparison.compatibility import SpeakerTest
    from claimkit.comparison.matching import Matching, Occurrence
    from claimkit.comparison.verdict import Verdict


def group_of(
    star: Sequence[int], matching: Matching, *, place: Mapping[str, int], speakers: SpeakerTest
) -> QuoteGroup | None:
    """The group of a star, or ``None`` if all its members stand in one article.

    Args:
        star: Nodes of ``matching``, the leader first.
        matching: Where the nodes are.
        place: Position of each article in the input, by id; undated members come in this order.
        speakers: Tells whether two speakers can be one.
    """
    leader = _fullest(star, matching)
    entries = [(node, occurrence) for node in star for occurrence in matching.nodes[node].occurrences]
    if len({occurrence.article.id for _, occurrence in entries}) == 1:
        return None

    def time(occurrence: Occurrence) -> tuple[bool, float, int, int]:
        moment = occurrence.published
        return (
            moment is None,
            moment.timestamp() if moment else 0.0,
            place[occurrence.article.id],
            occurrence.quote.start,
        )

    entries.sort(key=lambda entry: time(entry[1]))
    first = next(occurrence for node, occurrence in entries if node == leader)
    wording = first.quote.text
    verdicts = {node: matching.verdict(leader, node) for node in star}
    members = tuple(
        _member(occurrence, verdicts[node], wording, is_fullest=occurrence is first, is_same=node == leader)
        for node, occurrence in entries
    )
    smallest = min(occurrence.key for _, occurrence in entries)
    return QuoteGroup(
        id="g" + blake2b("\0".join(smallest).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest(),
        members=members,
        wording=wording,
        conflicts=tuple(_conflicts(members, speakers)),
    )


def _fullest(star: Sequence[int], matching: Matching) -> int:
    """The fullest node of a star that all others match."""
    leader = star[0]
    weight = {node: matching.weights[matching.nodes[node].form] for node in star}
    fuller = sorted((node for node in star if weight[node] > weight[leader]), key=lambda node: (-weight[node], node))
    for node in fuller[:5]:
        if all(matching.link(node, other) for other in star if other != node):
            return node
    return leader


def _member(occurrence: Occurrence, verdict: Verdict, wording: str, *, is_fullest: bool, is_same: bool) -> Member:
    relation: Relation = "fullest" if is_fullest else "same" if is_same else verdict.relation or "edited"
    text = occurrence.quote.text
    changes = () if is_same or relation == "paraphrase" else changes_of_meaning(wording, text)
    reasons = ("the same words as the fullest wording",) if relation == "same" and is_same else verdict.reasons
    return Member(
        article=occurrence.article.id,
        quote=occurrence.quote,
        outlet=occurrence.article.outlet,
        published=occurrence.article.published,
        relation=relation,
        confidence=verdict.confidence,
        differences=differences_between(wording, text),
        evidence=tuple(Evidence("comparator", reason) for reason in (*reasons, *changes)),
    )


def _conflicts(members: Sequence[Member], speakers: SpeakerTest) -> Iterator[str]:
    """What the outlets disagree on: who said it, and whether or how much."""
    accounts: list[tuple[str, list[Member]]] = []
    for member in members:
        speaker = member.quote.speaker
        if not speaker.name:
            continue
        same = next((them for _, them in accounts if speakers(them[0].quote.speaker, speaker) != "different"), None)
        if same is None:
            accounts.append((speaker.name, [member]))
        else:
            same.append(member)
    if len(accounts) > 1:
        yield "attributed " + " and ".join(f"to {name} by {_outlets(them)}" for name, them in accounts)
    by_change: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        for item in member.evidence:
            if item.reason.startswith(("negation: ", "numbers: ")):
                by_change[item.reason].append(member)
    for change, them in by_change.items():
        yield f"{change} in {_outlets(them)}"


def _outlets(members: Sequence[Member]) -> str:
    return ", ".join(dict.fromkeys(member.outlet or member.article for member in members))
