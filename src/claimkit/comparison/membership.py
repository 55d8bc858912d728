"""A star of nodes as a group: its fullest wording, its members by time, what they changed and disagree on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison.agreement import agreement
from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.comparison.headlines import RENDERS, SAME_HEADLINE
from claimkit.comparison.matching import judge_both
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.origin import origin_of
from claimkit.comparison.stance import stance_of
from claimkit.comparison.verdict import Verdict
from claimkit.records import Difference, Evidence, Member, QuoteGroup, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claimkit.comparison.compatibility import SpeakerTest
    from claimkit.comparison.headlines import Follower
    from claimkit.comparison.matching import Matching, Settings
    from claimkit.comparison.occurrences import Key, Occurrences
    from claimkit.records import Article, Quote, Speaker

_ITSELF = ("the words of the fullest wording",)


@frozen
class Outline:
    """A group by numbers: what it takes to tell groups apart, and to make one when somebody looks at it.

    Attributes:
        id: The id of the group.
        star: The nodes that were verified against the one that leads, which is the first.
        occurrences: The quotes that are its members.
        articles: How many articles they stand in.
        rendered: Pairs of wordings in it of which one renders the other by what they mean.
        followers: Headlines that are members because they render one.
    """

    id: str
    star: tuple[int, ...]
    occurrences: tuple[int, ...]
    articles: int
    rendered: frozenset[tuple[int, int]] = frozenset()
    followers: tuple[Follower, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All its nodes."""
        return (*self.star, *(follower.node for follower in self.followers))

    def called(self, identity: str) -> Outline:
        """The same group with an id."""
        return Outline(identity, self.star, self.occurrences, self.articles, self.rendered, self.followers)

    def keys(self, occurrences: Occurrences) -> list[Key]:
        """The members, by article and quote."""
        return list(map(occurrences.key, self.occurrences))


def outline_of(
    star: Sequence[int], matching: Matching, settings: Settings, followers: tuple[Follower, ...] = ()
) -> Outline | None:
    """The outline of a star, yet without an id, or ``None`` if its members do not stand in two articles.

    Args:
        star: Nodes of ``matching``, the leader first.
        matching: Where the nodes are.
        settings: How to compare.
        followers: Headlines that render its members.
    """
    if len(star) == 1 and matching.nodes.articles[star[0]] == 1:
        return None
    rendered = matching.renderings_in(star)
    quotes = matching.occurrences
    if settings.min_confidence or quotes.has_inner:
        judged = _Star(star, matching, settings, rendered)
        members = [occurrence for _, occurrence in judged.entries]
        followers = tuple(each for each in followers if judged.admits(each))
    else:
        members = [occurrence for node in star for occurrence in matching.nodes.occurrences(node)]
    articles = len({quotes.article[occurrence] for occurrence in members})
    if articles <= 1:
        return None
    members += [occurrence for each in followers for occurrence in matching.nodes.occurrences(each.node)]
    return Outline("", tuple(star), tuple(members), articles, rendered, followers)


def group_of(outline: Outline, matching: Matching, settings: Settings) -> QuoteGroup:
    """The group of an outline, with what each outlet changed.

    It rests on what nodes and quotes stood for when the outline was made, whatever was added since.
    """
    star = _Star(outline.star, matching, settings, outline.rendered)
    entries = [(node, star.occurrence(number)) for node, number in star.entries]
    entries.sort(key=lambda entry: _by_time(entry[1]))
    first = next(occurrence for node, occurrence in entries if node == star.leader)
    wording = first.quote.wording
    wordings = {(node, occurrence.quote.wording) for node, occurrence in entries}
    versions = {(node, text): _version(wording, text, star.verdicts[node]) for node, text in wordings}
    usual = _usual_cue([occurrence.quote for _, occurrence in entries])
    verified = [
        (
            occurrence,
            _member(
                occurrence,
                versions[node, occurrence.quote.wording],
                star.verdicts[node].confidence,
                first=first,
                usual=usual,
            ),
        )
        for node, occurrence in entries
    ]
    headlines = [
        (occurrence, _headline(occurrence, statement, follower, confidence, wording=wording, usual=usual))
        for follower in outline.followers
        for confidence in [star.confidence_of(follower)]
        for occurrence, statement in star.following(follower)
    ]
    members = tuple(member for _, member in sorted((*verified, *headlines), key=lambda entry: _by_time(entry[0])))
    return QuoteGroup(
        id=outline.id,
        members=members,
        wording=wording,
        conflicts=tuple(_conflicts(members, settings.speakers)),
        origin=origin_of(
            [member for _, member in verified],
            {occurrence.article.id: occurrence.article.text for occurrence, _ in verified},
        ),
    )


@frozen
class _Occurrence:
    """A quote where it stands; ``place`` is the position of the article in the input."""

    article: Article
    quote: Quote
    place: int


class _Star:
    """A star of nodes, laid against its fullest wording.

    Attributes:
        leader: The node with the fullest wording that all others match.
        verdicts: The verdict on each node against it.
        entries: The members: node, and number of the quote.
    """

    def __init__(
        self, nodes: Sequence[int], matching: Matching, settings: Settings, rendered: Collection[tuple[int, int]]
    ) -> None:
        self._matching = matching
        self._settings = settings
        self._rendered = rendered
        self.leader = self._fullest(nodes)
        self.verdicts = {node: self._verdict(self.leader, node) for node in nodes}
        sure = max(verdict.confidence for verdict in self.verdicts.values())
        self.verdicts[self.leader] = Verdict("same", sure, _ITSELF)
        self.entries = self._once_a_chain(
            [
                (node, occurrence)
                for node in nodes
                for occurrence in matching.nodes.occurrences(node)
                if self.verdicts[node].confidence >= settings.min_confidence
            ]
        )

    def occurrence(self, number: int) -> _Occurrence:
        """A quote where it stands."""
        quotes = self._matching.occurrences
        place = quotes.article[number]
        return _Occurrence(quotes.articles[place], quotes.quotes[number], place)

    def confidence_of(self, follower: Follower) -> float:
        """Probability that a headline is the group's quote: it renders a statement, and that is."""
        return follower.confidence * self.verdicts[follower.statement].confidence

    def admits(self, follower: Follower) -> bool:
        """Whether what a headline renders is a member, and both together are sure enough."""
        return self.confidence_of(follower) >= self._settings.min_confidence and any(
            node == follower.statement for node, _ in self.entries
        )

    def following(self, follower: Follower) -> Iterator[tuple[_Occurrence, Quote | None]]:
        """The headlines of a follower, each with what it renders of its own article."""
        quotes = self._matching.occurrences
        for number in self._matching.nodes.occurrences(follower.node):
            rendering = self._matching.headlines.rendering_of(number)
            yield self.occurrence(number), quotes.quotes[rendering.statement] if rendering else None

    def _verdict(self, one: int, other: int) -> Verdict:
        """The verdict on two nodes, by the texts that they were made with."""
        nodes, people = self._matching.nodes, self._matching.people
        fuller, lesser = sorted(
            (normalise(nodes.text[node]) for node in (one, other)),
            key=lambda wording: (-wording.fullness, wording.text),
        )
        return judge_both(
            agreement(fuller, lesser),
            lambda: (fuller, lesser),
            speakers=people.test(nodes.person[one], nodes.person[other]),
            days=nodes.days_apart(one, other),
            reported=bool(nodes.reported[one] or nodes.reported[other]),
            settings=self._settings,
            rendered=(nodes.wording[one], nodes.wording[other]) in self._rendered,
        )

    def _fullest(self, star: Sequence[int]) -> int:
        """The fullest node of a star that all others match; of several, one that no paper put anything into."""
        nodes, leader = self._matching.nodes, star[0]
        rank = {node: self._rank(node) for node in star}
        fuller = sorted(
            (node for node in star if rank[node] < rank[leader]),
            key=lambda node: (
                rank[node],
                nodes.text[node],
                min(map(self._matching.occurrences.key, nodes.occurrences(node))),
            ),
        )
        for node in fuller[:5]:
            if all(self._is_linked(node, other) for other in star if other != node):
                return node
        return leader

    def _is_linked(self, one: int, other: int) -> bool:
        verdict = self._verdict(one, other)
        return verdict.relation is not None and verdict.confidence >= self._settings.min_confidence

    def _rank(self, node: int) -> tuple[float, int, int]:
        """What the fullest wording is chosen by: information, then asides of the paper, then how many print it."""
        nodes = self._matching.nodes
        wording = normalise(nodes.text[node])
        return -wording.fullness, len(wording.asides), -nodes.articles[node]

    def _once_a_chain(self, entries: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """The entries without quotes inside another quote of them: an article prints those words once.

        The outer quote stays, unless only inner ones print the wording that leads.
        """
        quotes = self._matching.occurrences
        if not quotes.has_inner:
            return entries
        keys = {number: quotes.key(number) for _, number in entries}
        present = set(keys.values())
        around = {
            number: (article, outer)
            for number, (article, _) in keys.items()
            if (outer := quotes.quotes[number].inside) and (article, outer) in present
        }
        if not around:
            return entries
        outermost = [entry for entry in entries if entry[1] not in around]
        if any(node == self.leader for node, _ in outermost):
            return outermost
        holding = set(around.values())
        return [entry for entry in entries if keys[entry[1]] not in holding]


def _by_time(occurrence: _Occurrence) -> tuple[bool, float, int, int]:
    """What members are sorted by: the dated by time, then the rest, both by input and text."""
    moment = occurrence.article.published_at
    seconds = moment.timestamp() if moment else 0.0
    return moment is None, seconds, occurrence.place, occurrence.quote.start


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
    occurrence: _Occurrence, version: _Version, confidence: float, *, first: _Occurrence, usual: str | None
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


def _headline(
    occurrence: _Occurrence,
    statement: Quote | None,
    follower: Follower,
    confidence: float,
    *,
    wording: str,
    usual: str | None,
) -> Member:
    """A headline as a member; what it renders of its own article, if anything, is the first evidence."""
    text = occurrence.quote.wording
    why = Evidence("comparator", RENDERS, statement.content[0]) if statement else Evidence("comparator", SAME_HEADLINE)
    return Member(
        article=occurrence.article.id,
        quote=occurrence.quote,
        outlet=occurrence.article.outlet,
        published=occurrence.article.published,
        relation="paraphrase",
        confidence=confidence,
        differences=differences_between(wording, text),
        evidence=(
            why,
            *(Evidence("comparator", reason) for reason in follower.reasons),
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
        same = next((them for _, them in accounts if _is_one_account(them, speaker, speakers)), None)
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


def _is_one_account(members: Sequence[Member], speaker: Speaker, speakers: SpeakerTest) -> bool:
    """Whether nobody whom these members name excludes a speaker: a body may have spoken through one of two people."""
    named = {member.quote.speaker.name: member.quote.speaker for member in members}
    return all(speakers(other, speaker) != "different" for other in named.values())


def _outlets(members: Sequence[Member]) -> str:
    return ", ".join(dict.fromkeys(member.outlet or member.article for member in members))
