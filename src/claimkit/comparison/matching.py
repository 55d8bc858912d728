"""The quotes of a collection as nodes, and the verdicts between them.

Identical wordings are compared once: a *form* is a distinct wording, a *node* a form as one speaker said it. Forms and
nodes are numbered by their words, so that nothing downstream depends on the order in which articles came.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison.candidates import CandidateSource, candidate_pairs, phrase_features, word_features
from claimkit.comparison.compatibility import SpeakerTest, fold_name
from claimkit.comparison.grouping import Link
from claimkit.comparison.information import information, telling_words
from claimkit.comparison.normalisation import Wording, normalise, stem
from claimkit.comparison.verdict import (
    NEAR,
    Agreement,
    Verdict,
    agreement,
    enough_for,
    fewest_words_for,
    judge,
    judge_paraphrase,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from claimkit.records import Article, Quote, Speaker

_SECONDS = 86400.0

_RARE = 3.0
"""Nats from which a word is a feature of reported speech."""


@frozen
class Settings:
    """How to compare; see `claimkit.comparison.comparator.Comparator` for what each setting means."""

    speakers: SpeakerTest
    min_confidence: float = 0.0
    paraphrases: bool = True
    window_days: float = 60.0
    proposals: CandidateSource | None = None


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


class Matching:
    """All nodes of some articles, and the verdict on any two of them.

    Args:
        articles: The articles, with quotes.
        settings: How to compare.

    Attributes:
        forms: The distinct wordings, by their words.
        weights: Information of each form, in nats.
        nodes: What was said by whom, by wording and then by name.
    """

    def __init__(self, articles: Iterable[Article], settings: Settings) -> None:
        self._settings = settings
        self.forms: list[Wording] = []
        self.nodes: list[Node] = []
        for wording, occurrences in _by_wording(articles):
            self.nodes.extend(_by_speaker(len(self.forms), wording, occurrences, settings))
            self.forms.append(wording)
        self.weights = [form.fullness for form in self.forms]
        self._traits = [_Traits(node.reported, node.days) for node in self.nodes]
        self._agreements: dict[tuple[int, int], Agreement] = {}
        self._links: dict[tuple[int, int], Link | None] = {}

    def links(self) -> dict[tuple[int, int], Link]:
        """The links between nodes whose wordings are candidates for each other, the smaller number first."""
        of_form: defaultdict[int, list[int]] = defaultdict(list)
        for position, node in enumerate(self.nodes):
            of_form[node.form].append(position)
        for a, b in self._candidates(of_form):
            for left in of_form[a]:
                for right in of_form[b]:
                    if left < right:
                        self.link(left, right)
        return {pair: link for pair, link in self._links.items() if link}

    def link(self, one: int, other: int) -> Link | None:
        """The link between two nodes, or ``None`` if they are not one quote."""
        pair = (min(one, other), max(one, other))
        if pair not in self._links:
            self._links[pair] = None if self._tell_too_little(*pair) else self._linked(*pair)
        return self._links[pair]

    def _linked(self, one: int, other: int) -> Link | None:
        verdict = self.verdict(one, other)
        if verdict.relation is None or verdict.confidence < self._settings.min_confidence:
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

    def _by_fullness(self, a: int, b: int) -> tuple[int, int]:
        return (a, b) if (self.weights[a], -a) >= (self.weights[b], -b) else (b, a)

    def _agreement(self, a: int, b: int) -> Agreement:
        pair = self._by_fullness(a, b)
        if pair not in self._agreements:
            self._agreements[pair] = agreement(self.forms[pair[0]], self.forms[pair[1]])
        return self._agreements[pair]

    def _candidates(self, of_form: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
        """Pairs of forms; a form with itself where several speakers said it."""
        yield from (
            (form, form)
            for form, positions in of_form.items()
            if len(positions) > 1 and self.weights[form] >= enough_for("open", days=0.0)
        )
        pairs = set(candidate_pairs(*phrase_features(_numbered(form.keys for form in self.forms)), len(self.forms)))
        if self._settings.paraphrases:
            reported = {node.form for node, traits in zip(self.nodes, self._traits, strict=True) if traits.reported}
            rare = _numbered([stem(key) for key in form.keys if information(key) >= _RARE] for form in self.forms)
            found = candidate_pairs(*word_features(rare), len(self.forms), cap=100, floor=0.3)
            pairs.update(pair for pair in found if not reported.isdisjoint(pair))
        if self._settings.proposals is not None:
            proposed = self._settings.proposals([form.text for form in self.forms])
            pairs.update((min(pair), max(pair)) for pair in proposed)
        yield from sorted(pairs)


def judge_both(
    found: Agreement,
    fuller: Wording,
    lesser: Wording,
    *,
    speakers: tuple[Speaker, Speaker],
    days: float | None,
    reported: bool,
    settings: Settings,
) -> Verdict:
    """The verdict by the words as they stand, or else as a paraphrase where one side is reported speech."""
    compatibility = settings.speakers(*speakers)
    verdict = judge(found, speakers=compatibility, reported=reported, days=days, window=settings.window_days)
    if verdict.relation is not None or not (reported and settings.paraphrases):
        return verdict
    paraphrase = judge_paraphrase(fuller, lesser, speakers=compatibility, days=days)
    return verdict if paraphrase.relation is None else paraphrase


def _numbered(sequences: Iterable[Sequence[str]]) -> list[list[int]]:
    numbers: dict[str, int] = {}
    return [[numbers.setdefault(item, len(numbers)) for item in sequence] for sequence in sequences]


def _by_wording(articles: Iterable[Article]) -> Iterator[tuple[Wording, list[Occurrence]]]:
    """The distinct wordings with their occurrences, in the order of their words."""
    found: defaultdict[tuple[str, ...], list[tuple[Occurrence, Wording]]] = defaultdict(list)
    for article in articles:
        published = article.published_at
        for quote in article.quotes:
            wording = normalise(quote.text)
            if wording.keys:
                found[wording.keys].append((Occurrence(article, quote, published), wording))
    for _, entries in sorted(found.items()):
        plainest = min((wording for _, wording in entries), key=lambda one: (len(one.asides), len(one.gaps), one.text))
        yield plainest, sorted((occurrence for occurrence, _ in entries), key=lambda occurrence: occurrence.key)


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
        if words >= fewest_words_for("different") and weight >= enough_for("different"):
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
