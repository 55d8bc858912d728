"""A star of nodes as a group: its fullest wording, its members by time, what they changed and disagree on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison.changes import group_id
from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.comparison.origin import origin_of
from claimkit.comparison.stance import stance_of
from claimkit.comparison.verdict import Verdict
from claimkit.records import Difference, Evidence, Member, QuoteGroup, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimkit.comparison.compatibility import SpeakerTest
    from claimkit.comparison.matching import Matching, Occurrence, Settings
    from claimkit.records import Quote

_ITSELF = ("the words of the fullest wording",)


def group_of(
    star: Sequence[int], matching: Matching, *, place: Mapping[str, int], settings: Settings
) -> QuoteGroup | None:
    """The group of a star, or ``None`` if its members do not stand in two articles.

    Args:
        star: Nodes of ``matching``, the leader first.
        matching: Where the nodes are.
        place: Position of each article in the input, by id; undated members come in this order.
        settings: How to compare.
    """
    leader = _fullest(star, matching)
    verdicts = {node: matching.verdict(leader, node) for node in star}
    sure = max(verdict.confidence for verdict in verdicts.values())
    verdicts[leader] = Verdict("same", sure, _ITSELF)
    entries = [
        (node, occurrence)
        for node in star
        for occurrence in matching.nodes[node].occurrences
        if verdicts[node].confidence >= settings.min_confidence
    ]
    entries = _once_a_chain(entries, leader)
    if len({occurrence.article.id for _, occurrence in entries}) <= 1:
        return None
    entries.sort(key=lambda entry: _by_time(entry[1], place))
    first = next(occurrence for node, occurrence in entries if node == leader)
    wording = first.quote.wording
    wordings = {(node, occurrence.quote.wording) for node, occurrence in entries}
    versions = {(node, text): _version(wording, text, verdicts[node]) for node, text in wordings}
    usual = _usual_cue([occurrence.quote for _, occurrence in entries])
    members = tuple(
        _member(
            occurrence, versions[node, occurrence.quote.wording], verdicts[node].confidence, first=first, usual=usual
        )
        for node, occurrence in entries
    )
    return QuoteGroup(
        id=group_id(min(occurrence.key for _, occurrence in entries)),
        members=members,
        wording=wording,
        conflicts=tuple(_conflicts(members, settings.speakers)),
        origin=origin_of(members, {occurrence.article.id: occurrence.article.text for _, occurrence in entries}),
    )


def _once_a_chain(entries: Sequence[tuple[int, Occurrence]], leader: int) -> list[tuple[int, Occurrence]]:
    """The entries without quotes inside another quote of them: an article prints those words once.

    The outer quote stays, unless only inner ones print the wording that leads.
    """
    present = {(occurrence.article.id, occurrence.quote.id) for _, occurrence in entries}
    inner = {
        (occurrence.article.id, occurrence.quote.id): (occurrence.article.id, occurrence.quote.inside)
        for _, occurrence in entries
        if occurrence.quote.inside and (occurrence.article.id, occurrence.quote.inside) in present
    }
    if not inner:
        return list(entries)
    outermost = [entry for entry in entries if (entry[1].article.id, entry[1].quote.id) not in inner]
    if any(node == leader for node, _ in outermost):
        return outermost
    outer = set(inner.values())
    return [entry for entry in entries if (entry[1].article.id, entry[1].quote.id) not in outer]


def _by_time(occurrence: Occurrence, place: Mapping[str, int]) -> tuple[bool, float, int, int]:
    """What members are sorted by: the dated by time, then the rest, both by input and text."""
    moment = occurrence.published
    seconds = moment.timestamp() if moment else 0.0
    return moment is None, seconds, place[occurrence.article.id], occurrence.quote.start


def _fullest(star: Sequence[int], matching: Matching) -> int:
    """The fullest node of a star that all others match; of several, one that no paper put anything into."""
    leader = star[0]
    rank = {node: _rank(node, matching) for node in star}
    fuller = sorted(
        (node for node in star if rank[node] < rank[leader]), key=lambda node: (rank[node], matching.position(node))
    )
    for node in fuller[:5]:
        if all(matching.link(node, other) for other in star if other != node):
            return node
    return leader


def _rank(node: int, matching: Matching) -> tuple[float, int, int]:
    """What the fullest wording is chosen by: information, then asides of the paper, then how many print it."""
    form = matching.nodes[node].form
    return -matching.fullness[form], len(matching.forms[form].asides), -matching.nodes[node].articles


@frozen
class _Version:
    """What all members of one text have in common."""

    relation: Relation
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]


def _version(wording: str, text: str, verdict: Verdict) -> _Version:
    relation = verdict.relation or "edited"
    changes = () if relation in ("same", "paraphrase") else changes_of_meaning(wording, text)
    # A verdict has names as they are compared, in small letters, and these as they are written.
    written = {change.casefold(): change for change in changes}
    reasons = [written.pop(reason.casefold(), reason) for reason in verdict.reasons]
    return _Version(relation, differences_between(wording, text), (*reasons, *written.values()))


def _member(
    occurrence: Occurrence, version: _Version, confidence: float, *, first: Occurrence, usual: str | None
) -> Member:
    is_fullest = occurrence is first
    return Member(
        article=occurrence.article.id,
        quote=occurrence.quote,
        outlet=occurrence.article.outlet,
        published=occurrence.article.published,
        relation="fullest" if is_fullest else version.relation,
        confidence=confidence,
        differences=version.differences,
        evidence=(
            *(Evidence("comparator", reason) for reason in version.reasons),
            *_changed_stance(usual, occurrence.quote),
        ),
    )


def _usual_cue(quotes: Sequence[Quote]) -> str | None:
    """The first cue of the stance that most outlets take; of stances that as many take, the more neutral one."""
    cues = [quote.cue.text for quote in quotes if quote.cue]
    counts = Counter(stance_of(cue) for cue in cues)
    usual = max(counts, key=lambda stance: (counts[stance], stance == "neutral"), default=None)
    return next((cue for cue in cues if stance_of(cue) == usual), None)


def _changed_stance(usual: str | None, quote: Quote) -> Iterator[Evidence]:
    """That an outlet doubts, or takes as a confession, what most only report; with its cue."""
    if usual is None or not quote.cue or stance_of(quote.cue.text) in ("neutral", stance_of(usual)):
        return
    yield Evidence("comparator", f"stance: {usual!r} became {quote.cue.text!r}", quote.cue)


def flags_of(member: Member) -> tuple[Evidence, ...]:
    """The changes of a member that touch the meaning or how it is taken, for showing: `Member.flags`.

    Their reasons begin with ``negation``, ``numbers``, ``modality``, ``names``, ``condition cut``, ``hedge cut`` or
    ``stance``; the last has the outlet's cue as its span.

    >>> from claimkit.records import Quote, Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> evidence = tuple(Evidence("comparator", reason) for reason in ("31 nats", "modality: 'may' became 'will'"))
    >>> member = Member("a", Quote("q1", rain, rain, "direct"), evidence=evidence)
    >>> [flag.reason for flag in flags_of(member)]
    ["modality: 'may' became 'will'"]
    """
    return member.flags


def _conflicts(members: Sequence[Member], speakers: SpeakerTest) -> Iterator[str]:
    """What the outlets disagree on: who said it, whether, how much, and of whom."""
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
            if item.reason.startswith(("negation: ", "numbers: ", "names: ")):
                by_change[item.reason].append(member)
    for change, them in by_change.items():
        readable = change.replace(" became ''", " left out").replace("'' became ", "put in ")
        yield f"{readable} in {_outlets(them)}"


def _outlets(members: Sequence[Member]) -> str:
    return ", ".join(dict.fromkeys(member.outlet or member.article for member in members))
