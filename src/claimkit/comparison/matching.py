"""The quotes of a collection as nodes, and the verdicts between them.

Identical wordings are compared once: a *form* is a distinct wording, a *node* a form as one speaker said it. Forms and
nodes are numbered as they come; what is decided by order is decided by their words (`Matching.position`), so that
nothing downstream depends on the order or the portions in which articles came.
"""

from __future__ import annotations

import math
from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.candidates import CandidateIndex, CandidateSource, Features, phrase_features, word_features
from claimkit.comparison.compatibility import SpeakerTest, fold_name
from claimkit.comparison.grouping import Link
from claimkit.comparison.information import information, telling_words
from claimkit.comparison.normalisation import Wording, normalise, stem
from claimkit.comparison.renderings import Meaning, Renderings
from claimkit.comparison.screening import Nodes, Screen, hopeful
from claimkit.comparison.verdict import (
    NEAR,
    Agreement,
    Verdict,
    agreement,
    enough_for,
    fewest_words_for,
    is_only_names,
    judge,
    judge_paraphrase,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from claimkit.comparison.candidates import Integers
    from claimkit.comparison.engines import Engine
    from claimkit.records import Article, Quote, Speaker

_SECONDS = 86400.0

_RARE = 3.0
"""Nats from which a word is a feature of reported speech."""

PHRASES_IN_AT_MOST = 200
"""Wordings; a phrase in more of them proposes no pair."""

_PORTION = 0.2
"""Share of new wordings from which linking all anew is faster than adding them one by one."""

_AT_ONCE = 50_000  # pairs

_MOST_AGREEMENTS = 300_000
"""Agreements that are remembered; what is forgotten is computed again."""


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
class Occurrence:
    """A quote where it stands."""

    article: Article
    quote: Quote
    published: datetime | None

    @property
    def key(self) -> tuple[str, str]:
        """Id of the article and id of the quote."""
        return self.article.id, self.quote.id


@frozen
class Node:
    """One wording (``form``) by one speaker, wherever it was printed."""

    form: int
    speaker: Speaker
    occurrences: Sequence[Occurrence]

    @property
    def articles(self) -> int:
        """How many articles carry it."""
        return len({occurrence.article.id for occurrence in self.occurrences})

    @property
    def reported(self) -> bool:
        """Whether a part of it is reported speech somewhere."""
        return any(occurrence.quote.kind == "indirect" for occurrence in self.occurrences)

    @property
    def days(self) -> tuple[float, ...]:
        """When it was printed, in days; without the undated."""
        moments = (occurrence.published for occurrence in self.occurrences)
        return tuple(sorted({moment.timestamp() / _SECONDS for moment in moments if moment}))


@frozen
class _Traits:
    """What a verdict needs to know of a node, computed once."""

    reported: bool
    days: tuple[float, ...]


@frozen
class Update:
    """What adding articles did to the nodes.

    Attributes:
        removed: Nodes that are no more.
        touched: Nodes whose links changed, and all new ones.
    """

    removed: frozenset[int]
    touched: frozenset[int]


class Matching:
    """All nodes of some articles, and the links between them.

    Args:
        settings: How to compare.

    Attributes:
        forms: The distinct wordings, in order of their first occurrence.
        fullness: Information of each form, in nats.
        nodes: What was said by whom, by number; a number is never given twice.
        neighbours: For each node, the nodes that it is linked to.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.forms: list[Wording] = []
        self.fullness: list[float] = []
        self.nodes: dict[int, Node] = {}
        self.neighbours: dict[int, dict[int, Link]] = {}
        self._traits: dict[int, _Traits] = {}
        self._form_of: dict[tuple[str, ...], int] = {}
        self._occurrences: list[list[Occurrence]] = []
        self._nodes_of: list[list[int]] = []
        self._next = 0
        self._agreements: dict[tuple[int, int], Agreement] = {}
        self._rendered: dict[int, set[int]] = {}
        told = settings.meaning if settings.paraphrases else None
        self._renderings = Renderings(told, settings.speakers) if told else None
        self._phrases = _Index(CandidateIndex(cap=PHRASES_IN_AT_MOST), phrase_features, _keys)
        self._rare = _Index(CandidateIndex(cap=100, floor=30), word_features, _rare_stems)

    def add(self, articles: Sequence[Article]) -> Update:
        """Take in articles; what is linked afterwards does not depend on the portions in which they came."""
        held = len(self.forms)
        changed = self._take_in(articles)
        if self._renderings:
            self._note_renderings(self._renderings.add(articles))
        if self._settings.proposals is not None or len(self.forms) - held > _PORTION * held:
            return self._link_all()
        removed, touched = self._renew(changed)
        crowded = [index.add(self.forms[held:]) for index in self._indices]
        for form in changed:
            for other in self._near(form):
                touched.update(self._link(form, other))
        for crowd in chain.from_iterable(crowded):
            touched.update(self._unlink_far(crowd))
        return Update(frozenset(removed), frozenset(touched & self.nodes.keys()))

    def position(self, node: int) -> tuple[tuple[str, ...], int]:
        """What nodes are ordered by: words, then name; it does not depend on the order of input."""
        form = self.nodes[node].form
        return self.forms[form].keys, self._nodes_of[form].index(node)

    @property
    def _indices(self) -> tuple[_Index, ...]:
        return (self._phrases, self._rare) if self._settings.paraphrases else (self._phrases,)

    def _take_in(self, articles: Iterable[Article]) -> list[int]:
        """Note the occurrences of each wording; the forms that are new or have new occurrences, in order."""
        changed: set[int] = set()
        known: dict[str, int] = {}
        for article in articles:
            published = article.published_at
            for quote in article.quotes:
                text = quote.text
                form = known.get(text)
                if form is None:
                    form = known[text] = self._form(normalise(text))
                if form >= 0:
                    self._occurrences[form].append(Occurrence(article, quote, published))
                    changed.add(form)
        return sorted(changed)

    def _note_renderings(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note which forms render each other."""
        for pair in pairs:
            one, other = (self._form_of.get(normalise(text).keys) for text in pair)
            if one is not None and other is not None and one != other:
                self._rendered.setdefault(one, set()).add(other)
                self._rendered.setdefault(other, set()).add(one)

    def rendered(self, one: str, other: str) -> bool:
        """Whether one of two wordings renders the other by what they mean."""
        left, right = (self._form_of.get(normalise(text).keys) for text in (one, other))
        return left is not None and right in self._rendered.get(left, ())

    def _form(self, wording: Wording) -> int:
        """The number of the form with these words, which the plainest text of several stands for; -1 without words."""
        if not wording.keys:
            return -1
        form = self._form_of.setdefault(wording.keys, len(self.forms))
        if form == len(self.forms):
            self.forms.append(wording)
            self.fullness.append(wording.fullness)
            self._occurrences.append([])
            self._nodes_of.append([])
        elif _plainness(wording) < _plainness(self.forms[form]):
            self.forms[form], self.fullness[form] = wording, wording.fullness
            self._agreements.clear()
        return form

    def _renew(self, forms: Iterable[int]) -> tuple[set[int], set[int]]:
        """Make the nodes of some forms anew; the nodes that are gone, and those that are new or have lost a link."""
        removed: set[int] = set()
        touched: set[int] = set()
        for form in forms:
            for node in self._nodes_of[form]:
                for other in self.neighbours.pop(node):
                    if other in self.neighbours:
                        del self.neighbours[other][node]
                        touched.add(other)
                del self.nodes[node], self._traits[node]
                removed.add(node)
            self._nodes_of[form] = []
            occurrences = sorted(self._occurrences[form], key=lambda occurrence: occurrence.key)
            for fresh in _by_speaker(form, self.forms[form], occurrences, self._settings):
                self.nodes[self._next] = fresh
                self.neighbours[self._next] = {}
                self._traits[self._next] = _Traits(fresh.reported, fresh.days)
                self._nodes_of[form].append(self._next)
                self._next += 1
            touched.update(self._nodes_of[form])
        return removed, touched

    def _link_all(self) -> Update:
        removed, touched = self._renew(range(len(self.forms)))
        for index in self._indices:
            index.rebuild(self.forms)
        for form, nodes in enumerate(self._nodes_of):
            if len(nodes) > 1:
                self._link(form, form)
        bulk = self._bulk()
        for left, right in self._phrases.portions(self._settings.engine):
            self._link_many(bulk, left, right)
        reported = np.array([self._is_reported(form) for form in range(len(self.forms))], dtype=bool)
        if self._settings.paraphrases and reported.any():
            for left, right in self._rare.portions(self._settings.engine):
                told = reported[left] | reported[right]
                self._link_many(bulk, left[told], right[told])
        self._link_proposed()
        return Update(frozenset(removed), frozenset(touched & self.nodes.keys()))

    def _link_proposed(self) -> None:
        """Link what does not share enough words to be a candidate, but means the same, or is proposed by the user."""
        for form, others in self._rendered.items():
            for other in others:
                self._link(form, other)
        if self._settings.proposals is not None:
            order = sorted(range(len(self.forms)), key=lambda form: self.forms[form].keys)
            for one, other in self._settings.proposals([self.forms[form].text for form in order]):
                self._link(order[one], order[other])

    def _bulk(self) -> _Bulk:
        """All nodes as arrays, for `_link_many`."""
        numbers = np.fromiter(self.nodes, dtype=np.int64, count=len(self.nodes))
        nodes, traits = list(self.nodes.values()), list(self._traits.values())
        people: dict[Speaker, int] = {}
        forms = np.array([node.form for node in nodes], dtype=np.int64)
        counts = np.bincount(forms, minlength=len(self.forms))
        return _Bulk(
            Screen(self.forms),
            Nodes(
                forms,
                np.array([people.setdefault(node.speaker, len(people)) for node in nodes], dtype=np.int64),
                list(people),
                np.array([them.reported for them in traits], dtype=bool),
                np.array([them.days[0] if them.days else np.nan for them in traits], dtype=np.float64),
                np.array([them.days[-1] if them.days else np.nan for them in traits], dtype=np.float64),
            ),
            numbers,
            np.cumsum(counts) - counts,
            counts,
        )

    def _link_many(self, bulk: _Bulk, forms: Integers, others: Integers) -> None:
        """Link the nodes of many pairs of forms that are candidates."""
        pairs = bulk.between(forms, others)
        settings = self._settings
        passing = hopeful(
            bulk.screen,
            bulk.nodes,
            pairs,
            test=settings.speakers,
            window=settings.window_days,
            told=settings.paraphrases,
        )
        found = np.column_stack([bulk.numbers[side[passing]] for side in pairs])
        for start in range(0, len(found), _AT_ONCE):
            portion = found[start : start + _AT_ONCE].tolist()
            self._foresee(portion)
            for one, two in portion:
                if two not in self.neighbours[one] and (link := self._judged(one, two)):
                    self.neighbours[one][two] = self.neighbours[two][one] = link

    def _foresee(self, pairs: Iterable[Sequence[int]]) -> None:
        """Let the engine, if there is one, find out what the wordings of these nodes agree on."""
        if self._settings.engine is None:
            return
        forms = {self._by_fullness(self.nodes[one].form, self.nodes[two].form) for one, two in pairs}
        missing = sorted(pair for pair in forms if pair not in self._agreements)
        if len(self._agreements) + len(missing) > _MOST_AGREEMENTS:
            self._agreements.clear()
            missing = sorted(forms)
        found = self._settings.engine.agreements([(self.forms[one], self.forms[two]) for one, two in missing])
        self._agreements.update(zip(missing, found, strict=True))

    def _near(self, form: int) -> set[int]:
        """The forms that are candidates for a form, and itself."""
        near = {form, *self._phrases.near(form, self.forms[form]), *self._rendered.get(form, ())}
        if self._settings.paraphrases:
            rare = self._rare.near(form, self.forms[form])
            near.update(rare if self._is_reported(form) else filter(self._is_reported, rare))
        return near

    def _is_reported(self, form: int) -> bool:
        return any(self._traits[node].reported for node in self._nodes_of[form])

    def _link(self, form: int, other: int) -> set[int]:
        """Link the nodes of two forms that are candidates; the nodes that were linked."""
        linked: set[int] = set()
        if form == other and self.fullness[form] < enough_for("open", days=0.0):
            return linked
        for one in self._nodes_of[form]:
            for two in self._nodes_of[other]:
                if (form == other and one >= two) or two in self.neighbours[one]:
                    continue
                link = self.link(one, two)
                if link:
                    self.neighbours[one][two] = self.neighbours[two][one] = link
                    linked.update((one, two))
        return linked

    def _unlink_far(self, forms: Sequence[int]) -> set[int]:
        """Take away links among forms that are candidates no longer; the nodes that lost one."""
        among = set(forms)
        parted: set[int] = set()
        for form in forms:
            linked = {self.nodes[other].form for node in self._nodes_of[form] for other in self.neighbours[node]}
            doubtful = (linked & among) - {form}
            for other in doubtful - self._near(form) if doubtful else ():
                for one in self._nodes_of[form]:
                    for two in self._nodes_of[other]:
                        if self.neighbours[one].pop(two, None):
                            del self.neighbours[two][one]
                            parted.update((one, two))
        return parted

    def link(self, one: int, other: int) -> Link | None:
        """The link between two nodes, or ``None`` if they are not one quote."""
        known = self.neighbours[one].get(other)
        if known or self._tell_too_little(one, other):
            return known
        return self._judged(one, other)

    def _judged(self, one: int, other: int) -> Link | None:
        pair = self._by_fullness(self.nodes[one].form, self.nodes[other].form)
        verdict = self.verdict(one, other)
        if verdict.relation is None or verdict.confidence < self._settings.min_confidence:
            self._agreements.pop(pair, None)
            return None
        return Link(verdict.confidence, mutual=verdict.relation in ("same", "edited", "paraphrase"))

    def _tell_too_little(self, one: int, other: int) -> bool:
        """Whether the two could not be one quote even if one held all words of the other; spares most alignments."""
        a, b = self.nodes[one], self.nodes[other]
        traits, others = self._traits[one], self._traits[other]
        speakers = self._settings.speakers(a.speaker, b.speaker)
        reported = traits.reported or others.reported
        if reported and self._settings.paraphrases and speakers != "different":
            return False
        days = _days_apart(traits.days, others.days)
        window = self._settings.window_days
        enough = enough_for(speakers, reported=reported, days=days, window=window, verbatim=True)
        return min(sum(self.forms[a.form].weights), sum(self.forms[b.form].weights)) < enough

    def verdict(self, one: int, other: int) -> Verdict:
        """The verdict on two nodes; its relation is that of the less full to the fuller wording."""
        a, b = self.nodes[one], self.nodes[other]
        traits, others = self._traits[one], self._traits[other]
        return judge_both(
            self._agreement(a.form, b.form),
            *(self.forms[form] for form in self._by_fullness(a.form, b.form)),
            speakers=(a.speaker, b.speaker),
            days=_days_apart(traits.days, others.days),
            reported=traits.reported or others.reported,
            settings=self._settings,
            rendered=b.form in self._rendered.get(a.form, ()),
        )

    def admits(self, members: Sequence[int], node: int) -> bool:
        """Whether a group admits a node: its speaker contradicts no member's, or the wording decides by itself.

        The leader's own speaker is never kept out by a member whom another outlet named.
        """
        speaker = self.nodes[node].speaker
        if self._settings.speakers(self.nodes[members[0]].speaker, speaker) == "same":
            return True
        if all(self._settings.speakers(self.nodes[member].speaker, speaker) != "different" for member in members):
            return True
        leader, joining = self._traits[members[0]], self._traits[node]
        found = self._agreement(self.nodes[members[0]].form, self.nodes[node].form)
        days = None if leader.reported or joining.reported else _days_apart(leader.days, joining.days)
        return judge(found, speakers="different", days=days, window=math.inf).relation is not None

    def component_of(self, node: int) -> list[int]:
        """All nodes that links lead to from a node, with it, in the order of `position`."""
        seen = {node}
        frontier = [node]
        while frontier:
            reached = set(self.neighbours[frontier.pop()]) - seen
            seen |= reached
            frontier.extend(reached)
        return sorted(seen, key=self.position)

    def _by_fullness(self, a: int, b: int) -> tuple[int, int]:
        if self.fullness[a] != self.fullness[b]:
            return (a, b) if self.fullness[a] > self.fullness[b] else (b, a)
        return (a, b) if self.forms[a].keys <= self.forms[b].keys else (b, a)

    def _agreement(self, a: int, b: int) -> Agreement:
        pair = self._by_fullness(a, b)
        found = self._agreements.get(pair)
        if found is None:
            if len(self._agreements) >= _MOST_AGREEMENTS:
                self._agreements.clear()
            found = self._agreements[pair] = agreement(self.forms[pair[0]], self.forms[pair[1]])
        return found


@frozen(eq=False)
class _Bulk:
    """All nodes as arrays: their numbers in order, and where those of each form are among them."""

    screen: Screen
    nodes: Nodes
    numbers: Integers
    starts: Integers
    counts: Integers

    def between(self, forms: Integers, others: Integers) -> tuple[Integers, Integers]:
        """All pairs of a node of the one form and a node of the other, as positions among the nodes."""
        each = self.counts[forms] * self.counts[others]
        pair = np.repeat(np.arange(len(forms)), each)
        step = np.arange(len(pair)) - np.repeat(np.cumsum(each) - each, each)
        wide = self.counts[others][pair]
        return self.starts[forms][pair] + step // wide, self.starts[others][pair] + step % wide


class _Index:
    """A `CandidateIndex` of wordings; numbers their words."""

    def __init__(
        self,
        index: CandidateIndex,
        features: Callable[[Sequence[Sequence[int]], Sequence[int]], Features],
        words: Callable[[Wording], Sequence[str]],
    ) -> None:
        self._index = index
        self._features = features
        self._words = words
        self._numbers: dict[str, int] = {}
        self._weights = array("q")

    def rebuild(self, forms: Sequence[Wording]) -> None:
        self._index.rebuild(self._features_of(forms), len(forms))

    def add(self, forms: Iterable[Wording]) -> list[list[int]]:
        return [crowd for form in forms for crowd in self._index.add(self._features_of([form]))]

    def near(self, number: int, form: Wording) -> list[int]:
        return self._index.near(number, self._features_of([form]))

    def portions(self, engine: Engine | None) -> Iterator[tuple[Integers, Integers]]:
        return self._index.portions(engine)

    def _features_of(self, forms: Iterable[Wording]) -> Features:
        sequences = []
        for form in forms:
            words = self._words(form)
            for word in words:
                if word not in self._numbers:
                    self._numbers[word] = len(self._numbers)
                    self._weights.append(round(100 * information(word)))
            sequences.append([self._numbers[word] for word in words])
        return self._features(sequences, self._weights)


def _keys(form: Wording) -> Sequence[str]:
    return form.keys


def _rare_stems(form: Wording) -> Sequence[str]:
    return [stem(key) for key in form.keys if information(key) >= _RARE]


def _plainness(wording: Wording) -> tuple[int, int, str]:
    """What decides which of several texts with the same words stands for them: the least."""
    return len(wording.asides), len(wording.gaps), wording.text


def judge_both(
    found: Agreement,
    fuller: Wording,
    lesser: Wording,
    *,
    speakers: tuple[Speaker, Speaker],
    days: float | None,
    reported: bool,
    settings: Settings,
    rendered: bool = False,
) -> Verdict:
    """The verdict by the words as they stand, or else as a paraphrase where one side is reported speech."""
    compatibility = settings.speakers(*speakers)
    verdict = judge(found, speakers=compatibility, reported=reported, days=days, window=settings.window_days)
    if verdict.relation is not None or not (reported and settings.paraphrases):
        return verdict
    paraphrase = judge_paraphrase(fuller, lesser, speakers=compatibility, days=days, rendered=rendered)
    return verdict if paraphrase.relation is None else paraphrase


def _by_speaker(form: int, wording: Wording, occurrences: Sequence[Occurrence], settings: Settings) -> Iterator[Node]:
    """One node for each speaker of a wording; the fullest name stands for each.

    Where nobody is named, the wording goes to the speaker whom most name, if it tells enough. What tells too little to
    be one quote gives a node for each occurrence.
    """
    weight = wording.fullness
    named = [occurrence for occurrence in occurrences if occurrence.quote.speaker.name]
    named.sort(key=lambda found: (-len(fold_name(found.quote.speaker.name)), found.quote.speaker.name, found.key))
    by_speaker: list[list[Occurrence]] = []
    for occurrence in named:
        speaker = occurrence.quote.speaker
        same = next((them for them in by_speaker if settings.speakers(them[0].quote.speaker, speaker) == "same"), None)
        if same is None:
            by_speaker.append([occurrence])
        else:
            same.append(occurrence)
    nameless = [occurrence for occurrence in occurrences if not occurrence.quote.speaker.name]
    if nameless and by_speaker and weight >= enough_for("open"):
        max(by_speaker, key=len).extend(nameless)
    elif nameless:
        by_speaker.append(nameless)
    for them in by_speaker:
        speaker = them[0].quote.speaker
        reported = any(occurrence.quote.kind == "indirect" for occurrence in them)
        compatibility = settings.speakers(speaker, speaker)
        words, enough = telling_words(wording.weights), enough_for(compatibility, reported=reported)
        if reported and is_only_names(wording, enough):
            yield from (Node(form, speaker, [occurrence]) for occurrence in them)
        elif words >= fewest_words_for("different") and weight >= enough_for("different"):
            yield Node(form, speaker, them)
        elif words >= fewest_words_for(compatibility, days=0.0) and weight >= enough:
            yield from (Node(form, speaker, spell) for spell in _spells(them, settings.window_days))
        elif words >= fewest_words_for(compatibility, days=0.0) and weight >= enough_for(
            compatibility, reported=reported, days=0.0
        ):
            dated = [occurrence for occurrence in them if occurrence.published]
            yield from (Node(form, speaker, spell) for spell in _spells(dated, NEAR))
            yield from (Node(form, speaker, [occurrence]) for occurrence in them if not occurrence.published)
        else:
            yield from (Node(form, speaker, [occurrence]) for occurrence in them)


def _spells(occurrences: list[Occurrence], window: float) -> Iterator[list[Occurrence]]:
    """The occurrences, parted where no publication follows for longer than the window."""
    spell = [occurrence for occurrence in occurrences if occurrence.published is None]
    dated = [(found.published, found.key, found) for found in occurrences if found.published]
    last: datetime | None = None
    for moment, _, occurrence in sorted(dated):
        if last is not None and (moment - last).total_seconds() > window * _SECONDS:
            yield spell
            spell = []
        spell.append(occurrence)
        last = moment
    if spell:
        yield spell


def _days_apart(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Days between the nearest two moments; ``None`` if a side has none."""
    if not one or not other:
        return None
    return min(abs(a - b) for a in one for b in other)
