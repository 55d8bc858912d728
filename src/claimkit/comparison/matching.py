"""The quotes of a collection as nodes, and the links between them.

Identical wordings are compared once: a node (`nodes`) is a wording as one speaker said it. Wordings and nodes are
numbered as they come; what is decided by order is decided by their texts (`Matching.position`), so that nothing
downstream depends on the order or the portions in which articles came.

Where many articles come at once, all candidate pairs are judged over arrays (`side_by_side`, `screening`), and only
what takes more is judged one by one (`verdict`); the verdicts are the same.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import defaultdict
from itertools import chain, product
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from claimkit.comparison.agreement import Agreement, agreement
from claimkit.comparison.candidates import (
    CandidateIndex,
    CandidateSource,
    Features,
    phrase_features_of,
    word_features,
)
from claimkit.comparison.grouping import Link
from claimkit.comparison.headlines import Headlines
from claimkit.comparison.information import information
from claimkit.comparison.nodes import Nodes
from claimkit.comparison.normalisation import Words, stem
from claimkit.comparison.occurrences import Occurrences
from claimkit.comparison.paraphrase import judge_paraphrase
from claimkit.comparison.people import People
from claimkit.comparison.renderings import Meaning, Renderings
from claimkit.comparison.screening import LEAST, Screen
from claimkit.comparison.side_by_side import Agreements, SideBySide
from claimkit.comparison.verdict import NEAR, Verdict, enough_for, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from claimkit.comparison.candidates import Integers
    from claimkit.comparison.compatibility import Compatibility, SpeakerTest
    from claimkit.comparison.engines import Engine
    from claimkit.comparison.occurrences import Key
    from claimkit.comparison.wordings import Wordings
    from claimkit.records import Article

_RARE = 3.0
"""Nats from which a word is a feature of reported speech."""

PHRASES_IN_AT_MOST = 200
"""Wordings; a phrase in more of them proposes no pair."""

_PORTION = 0.2
"""Share of new wordings from which linking all anew is faster than adding them one by one."""

_AT_ONCE = 50_000  # pairs

_ROUNDING = 1e-6  # days

_MOST_AGREEMENTS = 100_000
"""Agreements that are remembered; what is forgotten is computed again."""

_NO_LINKS: Mapping[int, Link] = MappingProxyType({})


@frozen
class Settings:
    """How to compare; see `claimkit.comparison.comparator.Comparator` for what each setting means."""

    speakers: SpeakerTest
    min_confidence: float = 0.0
    paraphrases: bool = True
    window_days: float = 60.0
    proposals: CandidateSource | None = None
    meaning: Meaning | None = None
    engine: Engine | None = None


@frozen
class Update:
    """What adding articles did to the nodes.

    Attributes:
        removed: Nodes that are no more.
        touched: Nodes whose links changed, and all new ones.
    """

    removed: Collection[int]
    touched: Collection[int]


class Matching:
    """All nodes of some articles, and the links between them.

    Args:
        settings: How to compare.

    Attributes:
        people: The speakers.
        occurrences: The quotes where they stand.
        wordings: The distinct wordings.
        nodes: What was said by whom.
        headlines: Which headlines render which statements of their own articles.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.people = People(settings.speakers)
        self.occurrences = Occurrences(self.people)
        self.wordings = self.occurrences.wordings
        self.nodes = Nodes(self.occurrences, self.people, window_days=settings.window_days)
        # Read by `links_of` alone: looking up a node that has no link would put in that it has none.
        self._links: defaultdict[int, dict[int, Link]] = defaultdict(dict)
        self._agreements: dict[tuple[int, int], Agreement] = {}
        self._rendered: dict[int, set[int]] = {}
        told = settings.meaning if settings.paraphrases else None
        self._renderings = Renderings(told, settings.speakers) if told else None
        self._not_rendered = 0
        self.headlines = Headlines(self.occurrences, told, settings.speakers)
        self._phrases = _Phrases(self.wordings)
        self._rare = _RareWords(self.wordings)

    def add(self, articles: Sequence[Article]) -> Update:
        """Take in articles; what is linked afterwards does not depend on the portions in which they came."""
        held = len(self.wordings)
        changed, renewed = self.occurrences.add(articles)
        if renewed:
            self._agreements.clear()
        self._note_renderings()
        self.headlines.add(articles)
        if self._settings.proposals is not None or len(self.wordings) - held > _PORTION * held:
            return self._link_all()
        removed, touched = self._renew(changed)
        crowded = [index.add_all() for index in self._indices]
        for wording in changed:
            for other in self._near(wording):
                touched.update(self._link(wording, other))
        for crowd in chain.from_iterable(crowded):
            touched.update(self._unlink_far(crowd))
        return Update(frozenset(removed), frozenset(filter(self.nodes.is_alive, touched)))

    def links_of(self, node: int) -> Mapping[int, Link]:
        """The nodes that a node is linked to."""
        return self._links.get(node, _NO_LINKS)

    def position(self, node: int) -> tuple[str, int]:
        """What nodes are ordered by: words, then as they were made; the order of input does not change it."""
        return self.nodes.text[node], node

    def fullness(self, node: int) -> float:
        """Information of the wording of a node, in nats."""
        return self.wordings.fullness[self.nodes.wording[node]]

    def number_of(self, key: Key, text: str) -> int | None:
        """The number of a quote, by the ids of its article and of itself, and its text; ``None`` if it has no words."""
        wording = self.wordings.number_of(text)
        numbers = () if wording is None else self.occurrences.of(wording)
        return next((number for number in numbers if self.occurrences.key(number) == key), None)

    def node_of(self, number: int) -> int:
        """The node that a quote is in."""
        nodes = self.nodes.of(self.occurrences.wording[number])
        return next(node for node in nodes if number in self.nodes.occurrences(node))

    def verdict_on(self, one: int, other: int) -> Verdict:
        """The verdict on two quotes, which is that on their nodes; what is one node is the same."""
        node, other_node = self.node_of(one), self.node_of(other)
        verdict = self.verdict(node, other_node)
        return evolve(verdict, relation="same") if node == other_node else verdict

    @property
    def _indices(self) -> Sequence[_Index]:
        """The indices in which candidates are looked for; reported speech has one of its own once there is any."""
        told = self._settings.paraphrases and self.occurrences.has_reported
        return (self._phrases, self._rare) if told else (self._phrases,)

    def _note_renderings(self) -> None:
        """Note which wordings render each other; nothing renders anything before there is reported speech."""
        if self._renderings is None or not self.occurrences.has_reported:
            return
        fresh = self.occurrences.articles[self._not_rendered :]
        self._not_rendered += len(fresh)
        for pair in self._renderings.add(fresh):
            one, other = map(self.wordings.number_of, pair)
            if one is not None and other is not None and one != other:
                self._rendered.setdefault(one, set()).add(other)
                self._rendered.setdefault(other, set()).add(one)

    def renderings_in(self, nodes: Sequence[int]) -> frozenset[tuple[int, int]]:
        """Pairs of wordings of some nodes that render each other by what they mean."""
        if not self._rendered:
            return frozenset()
        wordings = {self.nodes.wording[node] for node in nodes}
        return frozenset((one, other) for one in wordings for other in self._rendered.get(one, set()) & wordings)

    def _renew(self, wordings: Sequence[int]) -> tuple[set[int], set[int]]:
        """Make the nodes of some wordings anew; the nodes that are gone, and those that are new or have lost a link."""
        removed = set(chain.from_iterable(map(self.nodes.of, wordings)))
        touched: set[int] = set()
        for node in removed:
            for other in self._links.pop(node, _NO_LINKS):
                if other in self._links:
                    del self._links[other][node]
                    touched.add(other)
        touched.update(self.nodes.make(wordings))
        return removed, touched

    def _link_all(self) -> Update:
        """Link all nodes anew."""
        removed = frozenset(self.nodes.alive())
        self._links.clear()
        nodes = self.nodes.make(range(len(self.wordings)))
        for wording in self.nodes.divided():
            self._link(wording, wording)
        for index in self._indices:
            index.rebuild()
        screen = Screen(self.nodes, self.people, first=nodes.start, settings=self._settings)
        side = SideBySide(self.wordings)
        for index in self._indices:
            for left, right in _gathered(index.portions(self._settings.engine)):
                asked = screen.are_reported(left, right) if index is self._rare else np.ones(len(left), dtype=bool)
                self._link_many(side, screen, left[asked], right[asked])
        self._link_proposed()
        return Update(removed, nodes)

    def _link_proposed(self) -> None:
        """Link what does not share enough words to be a candidate, but means the same, or is proposed by the user."""
        for wording, others in self._rendered.items():
            for other in others:
                self._link(wording, other)
        if self._settings.proposals is not None:
            texts = self.wordings.texts
            order = sorted(range(len(texts)), key=texts.__getitem__)
            for one, other in self._settings.proposals([texts[wording] for wording in order]):
                self._link(order[one], order[other])

    def _link_many(self, side: SideBySide, screen: Screen, wordings: Integers, others: Integers) -> None:
        """Link the nodes of many pairs of wordings that are candidates."""
        crowded = screen.are_crowded(wordings, others)
        for wording, other in zip(wordings[crowded].tolist(), others[crowded].tolist(), strict=True):
            self._link(wording, other)
        fuller, lesser = self._worth_aligning(side, screen, wordings[~crowded], others[~crowded])
        links = screen.links(fuller, lesser, side.agreements(fuller, lesser, least=LEAST))
        for one, other, confidence, mutual in zip(*(column.tolist() for column in links.columns), strict=True):
            if confidence >= self._settings.min_confidence:
                self._connect(one, other, Link(confidence, mutual))
        doubtful = [side.tolist() for side in links.doubtful]
        self._foresee(*doubtful)
        for one, other in zip(*doubtful, strict=True):
            if other not in self.links_of(one) and (link := self._judged(one, other)):
                self._connect(one, other, link)

    def _worth_aligning(
        self, side: SideBySide, screen: Screen, wordings: Integers, others: Integers
    ) -> tuple[Integers, Integers]:
        """The pairs that may have a link, by what can be told without aligning them, the cheapest first; ordered."""
        shared = np.minimum(side.totals(wordings), side.totals(others))
        may = screen.may_link(wordings, others, Agreements.at_best(shared, np.zeros(len(shared))))
        fuller, lesser = self._ordered(wordings[may], others[may])
        may = screen.may_link(fuller, lesser, side.at_best(fuller, lesser))
        return fuller[may], lesser[may]

    def _connect(self, one: int, other: int, link: Link) -> None:
        self._links[one][other] = self._links[other][one] = link

    def _foresee(self, ones: Iterable[int], others: Iterable[int]) -> None:
        """Let the engine, if there is one, find out what the wordings of these nodes agree on."""
        if self._settings.engine is None:
            return
        wording = self.nodes.wording
        pairs = {self._by_fullness(wording[one], wording[other]) for one, other in zip(ones, others, strict=True)}
        missing = sorted(pairs - self._agreements.keys())
        if len(self._agreements) + len(missing) > _MOST_AGREEMENTS:
            self._agreements.clear()
            missing = sorted(pairs)
        found = self._settings.engine.agreements(
            [(self.wordings.words_of(one), self.wordings.words_of(other)) for one, other in missing]
        )
        self._agreements.update(zip(missing, found, strict=True))

    def _near(self, wording: int) -> set[int]:
        """The wordings that are candidates for one, and itself."""
        near = {wording, *self._phrases.near(wording), *self._rendered.get(wording, ())}
        if self._rare in self._indices:
            rare = self._rare.near(wording)
            near.update(rare if self._is_reported(wording) else filter(self._is_reported, rare))
        return near

    def _is_reported(self, wording: int) -> bool:
        return any(self.nodes.reported[node] for node in self.nodes.of(wording))

    def _link(self, wording: int, other: int) -> set[int]:
        """Link the nodes of two wordings that are candidates; the nodes that were linked."""
        linked: set[int] = set()
        if wording == other and self.wordings.fullness[wording] < enough_for("open", days=0.0):
            return linked
        for one, two in self._hopeful(wording, other):
            if (wording == other and one >= two) or two in self.links_of(one):
                continue
            link = self.link(one, two)
            if link:
                self._connect(one, two, link)
                linked.update((one, two))
        return linked

    def _hopeful(self, wording: int, other: int) -> Iterator[tuple[int, int]]:
        """The pairs of nodes of two wordings, without those of which the days alone decide that they are not linked.

        A phrase that tells too little to be one quote has a node for each of its thousands of occurrences.
        """
        ones, others = self.nodes.of(wording), self.nodes.of(other)
        if len(ones) == len(others) == 1:
            yield ones[0], others[0]
            return
        kinds, other_kinds = self._by_kind(ones).values(), self._by_kind(others).values()
        for alike, other_alike in product(kinds, other_kinds):
            if len(alike) == len(other_alike) == 1:
                yield alike[0], other_alike[0]
            else:
                yield from self._within(self._reach(alike[0], other_alike[0]), alike, other_alike)

    def _reach(self, one: int, other: int) -> float:
        """Days up to which two nodes could be linked, at most; less than 0 if they never could."""
        nodes = self.nodes
        if math.isnan(nodes.first[one]) or math.isnan(nodes.first[other]):
            return math.inf if self._verdict(one, other, days=None).relation else -1.0
        if self._verdict(one, other, days=math.nextafter(NEAR, math.inf)).relation:
            return math.inf
        return NEAR if self._verdict(one, other, days=0.0).relation else -1.0

    def _within(self, reach: float, ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs of nodes that were printed at most so many days apart."""
        if reach < 0.0 or math.isinf(reach):
            yield from () if reach < 0.0 else product(ones, others)
            return
        nodes, reach = self.nodes, reach + _ROUNDING
        first, last = (np.array([days[other] for other in others]) for days in (nodes.first, nodes.last))
        for one in ones:
            near = (first <= nodes.last[one] + reach) & (last >= nodes.first[one] - reach)
            yield from ((one, others[place]) for place in np.flatnonzero(near).tolist())

    def _by_kind(self, nodes: Iterable[int]) -> Mapping[tuple[int, bool, bool], Sequence[int]]:
        """Nodes of one wording by all that a verdict rests on but the days: speaker, reported, whether dated."""
        kinds: dict[tuple[int, bool, bool], list[int]] = {}
        for node in nodes:
            kind = self.nodes.person[node], bool(self.nodes.reported[node]), not math.isnan(self.nodes.first[node])
            kinds.setdefault(kind, []).append(node)
        return kinds

    def _unlink_far(self, wordings: Sequence[int]) -> set[int]:
        """Take away links among wordings that are candidates no longer; the nodes that lost one."""
        among = set(wordings)
        parted: set[int] = set()
        for wording in wordings:
            linked = {self.nodes.wording[other] for node in self.nodes.of(wording) for other in self.links_of(node)}
            doubtful = (linked & among) - {wording}
            for other in doubtful - self._near(wording) if doubtful else ():
                for one in self.nodes.of(wording):
                    for two in self.nodes.of(other):
                        if two in self.links_of(one):
                            del self._links[one][two], self._links[two][one]
                            parted.update((one, two))
        return parted

    def link(self, one: int, other: int) -> Link | None:
        """The link between two nodes, or ``None`` if they are not one quote."""
        known = self.links_of(one).get(other)
        if known or self._tell_too_little(one, other):
            return known
        return self._judged(one, other)

    def _judged(self, one: int, other: int) -> Link | None:
        verdict = self.verdict(one, other)
        if verdict.relation is None or verdict.confidence < self._settings.min_confidence:
            return None
        return Link(verdict.confidence, mutual=verdict.relation in ("same", "edited", "paraphrase"))

    def _tell_too_little(self, one: int, other: int) -> bool:
        """Whether the two could not be one quote even if one held all words of the other; spares most alignments."""
        nodes = self.nodes
        speakers = self.people.test(nodes.person[one], nodes.person[other])
        reported = bool(nodes.reported[one] or nodes.reported[other])
        if reported and self._settings.paraphrases and speakers != "different":
            return False
        days = nodes.days_apart(one, other)
        window = self._settings.window_days
        enough = enough_for(speakers, reported=reported, days=days, window=window, verbatim=True)
        if self.fullness(one) >= enough and self.fullness(other) >= enough:
            return False
        return any(self.wordings.total(nodes.wording[node]) < enough for node in (one, other))

    def verdict(self, one: int, other: int) -> Verdict:
        """The verdict on two nodes; its relation is that of the less full to the fuller wording."""
        return self._verdict(one, other, days=self.nodes.days_apart(one, other))

    def _verdict(self, one: int, other: int, *, days: float | None) -> Verdict:
        nodes = self.nodes
        pair = self._by_fullness(nodes.wording[one], nodes.wording[other])
        return judge_both(
            self._agreement(*pair),
            lambda: tuple(map(self.wordings.words_of, pair)),
            speakers=self.people.test(nodes.person[one], nodes.person[other]),
            days=days,
            reported=bool(nodes.reported[one] or nodes.reported[other]),
            settings=self._settings,
            rendered=pair[1] in self._rendered.get(pair[0], ()),
        )

    def admits(self, members: Sequence[int], node: int) -> bool:
        """Whether a group admits a node: its speaker contradicts no member's, or the wording decides by itself.

        The leader's own speaker is never kept out by a member whom another outlet named.
        """
        nodes, leader = self.nodes, members[0]
        person = nodes.person[node]
        if self.people.test(nodes.person[leader], person) == "same":
            return True
        if all(self.people.test(nodes.person[member], person) != "different" for member in members):
            return True
        found = self._agreement(nodes.wording[leader], nodes.wording[node])
        days = None if nodes.reported[leader] or nodes.reported[node] else nodes.days_apart(leader, node)
        return judge(found, speakers="different", days=days, window=math.inf).relation is not None

    def stands_alone(self, node: int) -> bool:
        """Whether a node is in one article, and nothing leads from it to another."""
        return node not in self._links and self.nodes.articles[node] == 1 and not self.headlines

    def component_of(self, node: int) -> list[int]:
        """All nodes that links and headlines lead to from a node, with it, in the order of `position`."""
        seen = {node}
        frontier = [node]
        beside = self._beside if self.headlines else None
        while frontier:
            following = frontier.pop()
            near = self.links_of(following).keys()
            reached = (near | beside(following) if beside else near) - seen
            seen |= reached
            frontier.extend(reached)
        return sorted(seen, key=self.position) if len(seen) > 1 else [node]

    def _beside(self, node: int) -> set[int]:
        """The nodes of what the headlines of a node render, and of the headlines that render it."""
        beside = self.headlines.beside
        return {self.node_of(other) for each in self.nodes.occurrences(node) for other in beside(each)}

    def _by_fullness(self, a: int, b: int) -> tuple[int, int]:
        fullness, texts = self.wordings.fullness, self.wordings.texts
        return (a, b) if (-fullness[a], texts[a]) <= (-fullness[b], texts[b]) else (b, a)

    def _ordered(self, wordings: Integers, others: Integers) -> tuple[Integers, Integers]:
        """The fuller and the lesser wording of each pair."""
        fullness, texts = np.array(self.wordings.fullness), self.wordings.texts
        one, other = fullness[wordings], fullness[others]
        swapped = one < other
        for row in np.flatnonzero(one == other).tolist():
            swapped[row] = texts[wordings[row]] > texts[others[row]]
        return np.where(swapped, others, wordings), np.where(swapped, wordings, others)

    def _agreement(self, a: int, b: int) -> Agreement:
        pair = self._by_fullness(a, b)
        found = self._agreements.get(pair)
        if found is None:
            if len(self._agreements) >= _MOST_AGREEMENTS:
                self._agreements.clear()
            found = self._agreements[pair] = agreement(*map(self.wordings.words_of, pair))
        return found


def _gathered(portions: Iterable[tuple[Integers, Integers]]) -> Iterator[tuple[Integers, Integers]]:
    """Portions of pairs joined to larger ones, which arrays are worth their while for."""
    waiting: list[tuple[Integers, Integers]] = []
    for portion in portions:
        waiting.append(portion)
        if sum(len(left) for left, _ in waiting) >= _AT_ONCE:
            yield _joined(waiting)
            waiting.clear()
    if waiting:
        yield _joined(waiting)


def _joined(portions: Sequence[tuple[Integers, Integers]]) -> tuple[Integers, Integers]:
    left, right = (np.concatenate(side) for side in zip(*portions, strict=True))
    return left, right


class _Index(ABC):
    """A `CandidateIndex` of wordings."""

    def __init__(self, wordings: Wordings, index: CandidateIndex) -> None:
        self._wordings = wordings
        self._index = index
        self._held = 0

    def rebuild(self) -> None:
        """Hold all wordings, and nothing else."""
        self._held = len(self._wordings)
        self._index.rebuild(self._features(0), self._held)

    def add_all(self) -> list[list[int]]:
        """Hold the wordings that are not held yet; those among which pairs may be candidates no longer, in groups."""
        if not self._held:
            self.rebuild()
            return []
        fresh = range(self._held, len(self._wordings))
        self._held = len(self._wordings)
        return [crowd for wording in fresh for crowd in self._index.add(self._features(wording, wording + 1))]

    def near(self, wording: int) -> list[int]:
        """The candidates of a wording."""
        return self._index.near(wording, self._features(wording, wording + 1))

    def portions(self, engine: Engine | None) -> Iterator[tuple[Integers, Integers]]:
        """All candidate pairs."""
        return self._index.portions(engine)

    @abstractmethod
    def _features(self, first: int, end: int | None = None) -> Features:
        """The features of the wordings from one number to before another."""


class _Phrases(_Index):
    """Finds what shares phrases."""

    def __init__(self, wordings: Wordings) -> None:
        super().__init__(wordings, CandidateIndex(cap=PHRASES_IN_AT_MOST))

    def _features(self, first: int, end: int | None = None) -> Features:
        words, starts = self._wordings.words(first, end)
        return phrase_features_of(words, np.diff(starts), self._wordings.vocabulary.hundredths)


class _RareWords(_Index):
    """Finds what shares rare words, whatever their inflection."""

    def __init__(self, wordings: Wordings) -> None:
        super().__init__(wordings, CandidateIndex(cap=100, floor=30))
        self._numbers: dict[str, int] = {}
        self._weights: list[int] = []

    def _features(self, first: int, end: int | None = None) -> Features:
        numbered = range(first, len(self._wordings) if end is None else end)
        return word_features([self._stems(self._wordings.keys(number)) for number in numbered], self._weights)

    def _stems(self, keys: Sequence[str]) -> list[int]:
        stems = [stem(key) for key in keys if information(key) >= _RARE]
        for each in stems:
            if each not in self._numbers:
                self._numbers[each] = len(self._numbers)
                self._weights.append(round(100 * information(each)))
        return [self._numbers[each] for each in stems]


def judge_both(
    found: Agreement,
    words: Callable[[], Sequence[Words]],
    *,
    speakers: Compatibility,
    days: float | None,
    reported: bool,
    settings: Settings,
    rendered: bool = False,
) -> Verdict:
    """The verdict by the words as they stand, or else as a paraphrase where one side is reported speech.

    Args:
        found: What the two wordings agree on.
        words: Gives the fuller and the lesser one; it is asked only where they may be paraphrases.
        speakers: What is known of the two speakers.
        days: Days between the two; ``None`` if not known.
        reported: Whether either is reported speech.
        settings: How to compare.
        rendered: Whether one renders the other by what they mean.
    """
    verdict = judge(found, speakers=speakers, reported=reported, days=days, window=settings.window_days)
    if verdict.relation is not None or not (reported and settings.paraphrases):
        return verdict
    paraphrase = judge_paraphrase(*words(), speakers=speakers, days=days, rendered=rendered)
    return verdict if paraphrase.relation is None else paraphrase
