"""Predicted attributions against gold ones: what was found, with which words, and whose.

Both sides come as JSON objects, one an article, in the format that `claimkit.to_gold` writes::

    {"id": "a1", "text": "...", "quotes": [{"kind": "direct", "content": [[0, 12]], "cue": [[18, 22]],
     "source": [[14, 17]], "speakers": ["Ana Ruiz"], "group": "g1", "required": true}]}

Gold articles may add ``not_quotes`` (ranges that no direct quote may touch) and ``phenomena`` (tags to break the
figures down by). Offsets count characters of ``text``, end exclusive.

Spans are compared as sets of words, as is usual since Pareti, "PARC 3.0: A corpus of attribution relations" (LREC
2016) found that people disagree on punctuation and on the edges of a clause more than on what was said: quotation
marks, punctuation and a leading "that" do not count. Every gold attribution is paired with at most one predicted one,
the best overlap first. A pair is *partial* from a Jaccard index of 0.5 on, *close* from 0.8 on, *exact* at 1.0.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import partial
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from claimkit.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claimkit.records import Json

LEVELS = {"partial": 0.5, "close": 0.8, "exact": 1.0}
"""From which word overlap (Jaccard index) on two contents count as the same."""

SourceClass = Literal["pronoun", "nominal", "name", "none"]
"""How the source refers to the speaker: "she", "the minister", "Minister Ruiz", not at all."""

Sort = Literal["missed", "content", "source", "speaker", "kind", "act", "negated", "spurious", "not_quote"]
"""What went wrong: not found; found with other words; a wrong source, speaker or field; invented; no quote at all."""

Field = Literal["kind", "act", "negated"]
"""What is compared where both sides carry it."""

_SAME_SOURCE = 0.5
_FIELDS: tuple[Field, ...] = ("kind", "act", "negated")
_KINDS = ("direct", "mixed", "indirect")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "one", "him", "her", "them", "us", "me"}
    | {"his", "hers", "their", "theirs", "its", "our", "my"}
    | {"himself", "herself", "themselves", "itself", "ourselves", "myself"}
    | {"who", "which", "that", "this", "these", "those"}
    | {"both", "some", "many", "others", "another", "someone", "everyone"}
)

Words = frozenset[int]
"""Words of an article, as the offsets of their first characters."""


@frozen
class PrecisionRecall:
    """How many of the predicted are right, and how many of the gold were found.

    The two numerators differ where a gold attribution is optional: finding it is right, missing it is no fault.

    Attributes:
        right: Predicted items that agree with a gold one.
        predicted: All predicted items.
        found: Required gold items that a predicted one agrees with.
        gold: All required gold items.

    >>> PrecisionRecall(right=3, predicted=4, found=3, gold=6).f1
    0.6
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0.0 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0.0 when there is no gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: PrecisionRecall) -> PrecisionRecall:
        return PrecisionRecall(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )


@frozen
class Accuracy:
    """How many of the cases that could be judged are right.

    >>> Accuracy(right=3, cases=4).value
    0.75
    """

    right: int = 0
    cases: int = 0

    @property
    def value(self) -> float | None:
        """The share that is right; ``None`` when there was nothing to judge."""
        return self.right / self.cases if self.cases else None


@frozen
class KindRecall:
    """How much of the required gold of one kind was found.

    Attributes:
        close: Gold attributions found at the level "close".
        exact: Those found word for word.
        gold: All of the kind.
    """

    close: int
    exact: int
    gold: int


@frozen
class Violations:
    """How many of the gold ranges that are no quotes were reported as direct quotes all the same."""

    violations: int = 0
    ranges: int = 0


@frozen
class Mistake:
    """One disagreement, with the words on both sides, for people who want to know why a figure is what it is.

    Attributes:
        sort: See `Sort`.
        article: Id of the article.
        start: Offset of the content in question.
        kind: Kind of the gold attribution, or of the predicted one where there is no gold.
        gold: The gold words: of the content, the source, or the accepted names; empty where gold has nothing.
        predicted: The predicted counterpart; empty where nothing was predicted.
    """

    sort: Sort
    article: str
    start: int
    kind: str
    gold: tuple[str, ...] = ()
    predicted: tuple[str, ...] = ()

    def __str__(self) -> str:
        sides = (" … ".join(side) or "(nothing)" for side in (self.gold, self.predicted))
        return f"{self.sort} | {self.article} @{self.start} | {self.kind} | " + " -> ".join(sides)


@frozen
class GoldOutcome:
    """What became of one gold attribution.

    Attributes:
        kind: As the gold gives it.
        required: Whether missing it counts.
        partner: Index of the predicted attribution that it was paired with, if any.
        overlap: Jaccard index of the contents of the pair; 0.0 without a partner.
        source_class: How the gold source refers to the speaker.
        source: Whether the sources agree; ``None`` when the pair is not close.
        speaker: Whether the names agree; ``None`` when the pair is not close, or the gold names nobody.
        joint: Whether the pair is close and its speaker right: named as the gold does, or nobody where the gold has
            nobody.
        fields: Name of each field that both sides carry, and whether they agree there.
        group: Gold label of the group across articles.
        predicted_group: Label of the partner, when the pair is at least partial.
    """

    kind: str
    required: bool
    partner: int | None
    overlap: float
    source_class: SourceClass
    source: bool | None = None
    speaker: bool | None = None
    joint: bool = False
    fields: tuple[tuple[Field, bool], ...] = ()
    group: str | None = None
    predicted_group: str | None = None


@frozen
class PredictedOutcome:
    """What one predicted attribution was worth.

    Attributes:
        partner: Index of the gold attribution that it was paired with, if any.
        overlap: Jaccard index of the contents of the pair.
        source: Whether the sources agree.
        joint: As of the gold attribution.
    """

    partner: int | None
    overlap: float
    source: bool
    joint: bool


@frozen
class ArticleOutcome:
    """One article, judged.

    Attributes:
        id: Id of the article.
        phenomena: Tags that the gold article carries.
        gold: What became of each gold attribution, in order.
        predicted: What each predicted attribution was worth, in order.
        words: Words that are somebody's, found and missed.
        not_quotes: Ranges that are no quotes, and how many were reported.
        mistakes: All disagreements.
    """

    id: str
    phenomena: tuple[str, ...]
    gold: tuple[GoldOutcome, ...]
    predicted: tuple[PredictedOutcome, ...]
    words: PrecisionRecall
    not_quotes: Violations
    mistakes: tuple[Mistake, ...]


@frozen
class GroupPairs:
    """The pairs of attributions of two articles that gold, prediction or both put into one group."""

    left: str
    right: str
    gold: int
    predicted: int
    both: int


@frozen
class Scores:
    """All figures of one evaluation.

    Attributes:
        partial: Content overlap of at least one half.
        close: Content overlap of at least 0.8; the figure to look at first.
        exact: The same words.
        end2end: Close, and the source agrees too.
        joint: Close, and the speaker has the right name too: who said what, the figure that users meet.
        words: Words that are somebody's, whatever attribution they are in.
        source: Of the close pairs, how many name the source with the same words.
        speaker: Of the close pairs whose gold names a speaker, how many give that name.
        fields: The same for kind, act and negation, where both sides carry them.
        recall_by_kind: Found at the levels close and exact, for each kind of the required gold.
        speaker_by_source: ``speaker`` for each `SourceClass` of the gold source.
        groups: Pairs of attributions from different articles; ``None`` where the gold has no such pair.
        not_quotes: ``None`` where the gold marks no such range.
        articles: What the figures were summed from.
        pairs: What ``groups`` was summed from.
        unread: Ids of gold articles that the prediction lacks; all of their attributions count as missed.
    """

    partial: PrecisionRecall
    close: PrecisionRecall
    exact: PrecisionRecall
    end2end: PrecisionRecall
    joint: PrecisionRecall
    words: PrecisionRecall
    source: Accuracy
    speaker: Accuracy
    fields: Mapping[str, Accuracy]
    recall_by_kind: Mapping[str, KindRecall]
    speaker_by_source: Mapping[str, Accuracy]
    groups: PrecisionRecall | None
    not_quotes: Violations | None
    articles: tuple[ArticleOutcome, ...] = field(repr=False)
    pairs: tuple[GroupPairs, ...] = field(default=(), repr=False)
    unread: tuple[str, ...] = ()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All disagreements, in order of the articles."""
        return tuple(mistake for article in self.articles for mistake in article.mistakes)

    def restricted(self, keep: Callable[[ArticleOutcome], bool]) -> Scores:
        """The figures over those articles alone that ``keep`` answers with true; group pairs lie within them."""
        articles = tuple(article for article in self.articles if keep(article))
        ids = {article.id for article in articles}
        pairs = tuple(pair for pair in self.pairs if pair.left in ids and pair.right in ids)
        return _summed(articles, pairs, tuple(name for name in self.unread if name in ids))

    def by_article(self) -> tuple[Scores, ...]:
        """The figures of each article alone, in order; there are no groups within one article."""
        return tuple(_summed((article,), (), ()) for article in self.articles)

    def by_phenomenon(self) -> dict[str, Scores]:
        """The figures for each tag of the gold articles, sorted by tag; an article counts under all of its tags."""
        tags = sorted({tag for article in self.articles for tag in article.phenomena})
        return {tag: self.restricted(partial(_has_phenomenon, tag)) for tag in tags}

    def figures(self) -> dict[str, float]:
        """Each figure under a flat name ("close.f1", "speaker", "recall.direct"), unrounded, where it is defined.

        All lie between 0 and 1 and are better when higher; ``not_quotes`` is the share of ranges left alone.
        """
        figures: dict[str, float] = {}
        for name in ("partial", "close", "exact", "end2end", "joint", "words", "groups"):
            measure: PrecisionRecall | None = getattr(self, name)
            if measure is not None:
                figures |= {f"{name}.p": measure.precision, f"{name}.r": measure.recall, f"{name}.f1": measure.f1}
        accuracies = {"source": self.source, "speaker": self.speaker}
        accuracies |= {f"fields.{name}": accuracy for name, accuracy in self.fields.items()}
        accuracies |= {f"speaker.{name}": accuracy for name, accuracy in self.speaker_by_source.items()}
        figures |= {name: accuracy.value for name, accuracy in accuracies.items() if accuracy.value is not None}
        figures |= {f"recall.{kind}": recall.close / recall.gold for kind, recall in self.recall_by_kind.items()}
        if self.not_quotes is not None:
            figures["not_quotes"] = 1.0 - self.not_quotes.violations / self.not_quotes.ranges
        return figures

    def as_dict(self) -> dict[str, Json]:
        """The figures as plain values for JSON, rounded to four digits; ``None`` where there was nothing to judge."""
        out: dict[str, Json] = {
            name: _plain(getattr(self, name)) for name in ("partial", "close", "exact", "end2end", "joint", "words")
        }
        out |= {"source": _plain(self.source), "speaker": _plain(self.speaker)}
        out["fields"] = {name: _plain(accuracy) for name, accuracy in self.fields.items()}
        out["recall_by_kind"] = {
            kind: {
                "close": round(recall.close / recall.gold, 4),
                "exact": round(recall.exact / recall.gold, 4),
                "n": recall.gold,
            }
            for kind, recall in self.recall_by_kind.items()
        }
        if self.groups is not None:
            out["groups"] = _plain(self.groups)
        if self.not_quotes is not None:
            out["not_quotes"] = {"violations": self.not_quotes.violations, "n": self.not_quotes.ranges}
        return out


def score(gold: Iterable[Mapping[str, Json]], predicted: Iterable[Mapping[str, Json]]) -> Scores:
    """The figures of the predicted articles against the gold ones.

    Args:
        gold: Articles with ``id``, ``text`` and ``quotes``, each id once; see the module for the format.
        predicted: Articles with ``id`` and ``quotes``, in any order; those that the gold lacks are not judged.

    Raises:
        InputError: If a gold article lacks one of its keys, or an id occurs twice on one side.

    >>> article = {"id": "a1", "text": '"It will rain," Ana Ruiz said.'}
    >>> quote = {"kind": "direct", "content": [[0, 15]], "source": [[16, 24]], "speakers": ["Ana Ruiz"]}
    >>> scores = score([article | {"quotes": [quote]}], [{"id": "a1", "quotes": [quote | {"content": [[0, 8]]}]}])
    >>> scores.partial.f1, scores.close.f1
    (1.0, 0.0)
    """
    gold_articles = _by_id(gold, "gold")
    predicted_articles = _by_id(predicted, "predicted")
    for name, article in gold_articles.items():
        _check_gold(name, article)
    articles = tuple(
        _judged(name, article, predicted_articles.get(name, {}).get("quotes", []))
        for name, article in gold_articles.items()
    )
    unread = tuple(name for name in gold_articles if name not in predicted_articles)
    return _summed(articles, _group_pairs(articles), unread)


def source_class(text: str, spans: Sequence[Sequence[int]], speakers: Sequence[str]) -> SourceClass:
    """How a source refers to the speaker.

    It is a name if a capitalized word of it is a part of one of the speaker's names, and a pronoun if all of its words
    are. So "the Kremlin spokesman" is nominal for a person, as no part of the name is in it.

    >>> [source_class(text, [[0, len(text)]], ["Ana Ruiz"]) for text in ("She", "the mayor", "Mayor Ruiz", "")]
    ['pronoun', 'nominal', 'name', 'none']
    """
    words = [word for start, end in spans for word in _WORD.findall(text[start:end])]
    if not words:
        return "none"
    if all(word.casefold() in _PRONOUNS for word in words):
        return "pronoun"
    names = {part for speaker in speakers for part in _WORD.findall(speaker) if part[:1].isupper()}
    folded = {_folded(part) for part in names}
    named = any(word[:1].isupper() and _folded(re.sub(r"[’']s?$", "", word)) in folded for word in words)
    return "name" if named else "nominal"


def _has_phenomenon(tag: str, article: ArticleOutcome) -> bool:
    return tag in article.phenomena


def _by_id(articles: Iterable[Mapping[str, Json]], side: str) -> dict[str, Mapping[str, Json]]:
    found: dict[str, Mapping[str, Json]] = {}
    for number, article in enumerate(articles, 1):
        name = article.get("id")
        if name is None:
            message = f"The {side} article number {number} has no 'id', and articles are matched by it. Give each one."
            raise InputError(message)
        if name in found:
            message = f"The {side} articles have the id {name!r} twice, and articles are matched by id. Rename one."
            raise InputError(message)
        found[name] = article
    return found


def _check_gold(name: str, article: Mapping[str, Json]) -> None:
    missing = [key for key in ("text", "quotes") if key not in article]
    if missing:
        message = (
            f"The gold article {name!r} has no {' and no '.join(map(repr, missing))}. "
            "Gold articles need 'id', 'text' and 'quotes'; is this a file of articles that were not annotated?"
        )
        raise InputError(message)


def _words(text: str, spans: Iterable[Sequence[int]]) -> list[int]:
    return [start + match.start() for start, end in spans for match in _WORD.finditer(text[start:end])]


def content_words(text: str, quote: Mapping[str, Json]) -> Words:
    """The words of the content without a leading "that", which readers include or leave out at will."""
    found = _words(text, quote["content"])
    if found and text[found[0] : found[0] + 5].lower() == "that ":
        del found[0]
    return frozenset(found)


def _jaccard(left: Words, right: Words) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def paired(gold: Sequence[Words], predicted: Sequence[Words]) -> list[tuple[int, int, float]]:
    """Gold index, predicted index and overlap, each index at most once, the best overlap first."""
    candidates = sorted(
        (-_jaccard(left, right), i, j)
        for i, left in enumerate(gold)
        for j, right in enumerate(predicted)
        if left & right
    )
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for overlap, i, j in candidates:
        if i in taken_gold or j in taken_predicted:
            continue
        taken_gold.add(i)
        taken_predicted.add(j)
        pairs.append((i, j, -overlap))
    return pairs


def same_source(text: str, gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> bool:
    """Whether both name the source with the same words, or one with more of the same noun phrase.

    "Ruiz" agrees with "Mayor Ana Ruiz", as the phrase ends in the same word; "the mayor" does not.
    """
    left = frozenset(_words(text, gold.get("source", [])))
    right = frozenset(_words(text, predicted.get("source", [])))
    if not left or not right:
        return not left and not right
    return _jaccard(left, right) >= _SAME_SOURCE or ((left <= right or right <= left) and max(left) == max(right))


def _folded(name: str) -> str:
    """The name without accents, punctuation, case and article, so that spelling habits do not count as errors."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^\w ]+", "", bare.casefold())).strip()


def _predicted_name(quote: Mapping[str, Json]) -> str:
    return str((quote.get("speakers") or [""])[0] or "")


def _same_speaker(accepted: set[str], predicted: Mapping[str, Json]) -> bool:
    """Whether the name is accepted, or nobody is named where the gold has nobody."""
    name = _predicted_name(predicted)
    return _folded(name) in accepted if accepted else not name or predicted.get("speaker_type") in {"unnamed", "none"}


def _same_fields(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> tuple[tuple[Field, bool], ...]:
    agreed = []
    for name in _FIELDS:
        left, right = gold.get(name), predicted.get(name)
        # Some gold files have finer kinds ("indirect-speech"), which no prediction could match.
        if left is None or right is None or (name == "kind" and left not in _KINDS):
            continue
        agreed.append((name, left == right))
    return tuple(agreed)


def _judged(name: str, article: Mapping[str, Json], predicted: Sequence[Mapping[str, Json]]) -> ArticleOutcome:
    text, gold = article["text"], article["quotes"]
    gold_words = [content_words(text, quote) for quote in gold]
    predicted_words = [content_words(text, quote) for quote in predicted]
    pairs = paired(gold_words, predicted_words)
    partner_of_gold = {i: (j, overlap) for i, j, overlap in pairs}
    partner_of_predicted = {j: (i, overlap) for i, j, overlap in pairs}

    gold_outcomes = []
    for i, quote in enumerate(gold):
        j, overlap = partner_of_gold.get(i, (None, 0.0))
        gold_outcomes.append(_gold_outcome(text, quote, j, overlap, predicted))
    predicted_outcomes = []
    for j, quote in enumerate(predicted):
        partner, overlap = partner_of_predicted.get(j, (None, 0.0))
        same = partner is not None and same_source(text, gold[partner], quote)
        joint = partner is not None and gold_outcomes[partner].joint
        predicted_outcomes.append(PredictedOutcome(partner, overlap, same, joint))

    violated = [
        (start, end)
        for start, end in article.get("not_quotes", [])
        if any(
            quote.get("kind") == "direct"
            and not frozenset(_words(text, quote["content"])).isdisjoint(_words(text, [(start, end)]))
            for quote in predicted
        )
    ]
    required_words = [words for words, quote in zip(gold_words, gold, strict=True) if quote.get("required", True)]
    return ArticleOutcome(
        id=name,
        phenomena=tuple(article.get("phenomena", ())),
        gold=tuple(gold_outcomes),
        predicted=tuple(predicted_outcomes),
        words=_word_counts(_union(gold_words), _union(required_words), _union(predicted_words)),
        not_quotes=Violations(len(violated), len(article.get("not_quotes", []))),
        mistakes=(
            *_mistakes_in_gold(name, article, predicted, gold_outcomes),
            *(
                Mistake("spurious", name, _start(quote), quote.get("kind", "?"), (), _texts(text, quote["content"]))
                for quote, outcome in zip(predicted, predicted_outcomes, strict=True)
                if outcome.partner is None
            ),
            *(Mistake("not_quote", name, start, "direct", (), (text[start:end],)) for start, end in violated),
        ),
    )


def _gold_outcome(
    text: str,
    quote: Mapping[str, Json],
    partner: int | None,
    overlap: float,
    predicted: Sequence[Mapping[str, Json]],
) -> GoldOutcome:
    found = predicted[partner] if partner is not None else {}
    close = partner is not None and overlap >= LEVELS["close"]
    speakers = quote.get("speakers") or []
    accepted = {_folded(name) for name in speakers}
    return GoldOutcome(
        kind=quote.get("kind", "?"),
        required=bool(quote.get("required", True)),
        partner=partner,
        overlap=overlap,
        source_class=source_class(text, quote.get("source", []), speakers),
        source=same_source(text, quote, found) if close else None,
        speaker=_folded(_predicted_name(found)) in accepted if close and speakers else None,
        joint=close and _same_speaker(accepted - {""}, found),
        fields=_same_fields(quote, found) if close else (),
        group=quote.get("group"),
        predicted_group=found.get("group") if overlap >= LEVELS["partial"] else None,
    )


def _mistakes_in_gold(
    name: str,
    article: Mapping[str, Json],
    predicted: Sequence[Mapping[str, Json]],
    outcomes: Sequence[GoldOutcome],
) -> Iterable[Mistake]:
    text = article["text"]
    for quote, outcome in zip(article["quotes"], outcomes, strict=True):
        found = None if outcome.partner is None else predicted[outcome.partner]
        start, kind, content = _start(quote), outcome.kind, _texts(text, quote["content"])
        if found is None or outcome.overlap < LEVELS["close"]:
            if not outcome.required:
                continue
            if found is None:
                yield Mistake("missed", name, start, kind, content)
            else:
                yield Mistake("content", name, start, kind, content, _texts(text, found["content"]))
            continue
        if outcome.source is False:
            sources = _texts(text, quote.get("source", [])), _texts(text, found.get("source", []))
            yield Mistake("source", name, start, kind, *sources)
        if outcome.speaker is False:
            given = _predicted_name(found)
            yield Mistake("speaker", name, start, kind, tuple(quote["speakers"]), (given,) if given else ())
        for wrong, agree in outcome.fields:
            if not agree:
                yield Mistake(wrong, name, start, kind, (str(quote[wrong]),), (str(found[wrong]),))


def _union(sets: Iterable[Words]) -> Words:
    return frozenset().union(*sets)


def _word_counts(gold: Words, required: Words, predicted: Words) -> PrecisionRecall:
    return PrecisionRecall(len(predicted & gold), len(predicted), len(predicted & required), len(required))


def _texts(text: str, spans: Iterable[Sequence[int]]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)


def _start(quote: Mapping[str, Json]) -> int:
    return int(quote["content"][0][0]) if quote["content"] else 0


def _group_pairs(articles: Sequence[ArticleOutcome]) -> tuple[GroupPairs, ...]:
    """Gold attributions of different articles under one label; a predicted label counts where it was paired."""
    gold: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    predicted: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for pairs, label_of in ((gold, attrgetter("group")), (predicted, attrgetter("predicted_group"))):
        labelled: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for article in articles:
            for i, outcome in enumerate(article.gold):
                if (label := label_of(outcome)) is not None:
                    labelled[label].append((article.id, i))
        for members in labelled.values():
            for (left, i), (right, j) in combinations(members, 2):
                if left != right:
                    pairs[left, right].add((i, j))
    return tuple(
        GroupPairs(*key, len(gold[key]), len(predicted[key]), len(gold[key] & predicted[key]))
        for key in dict.fromkeys([*gold, *predicted])
    )


def _summed(articles: tuple[ArticleOutcome, ...], pairs: tuple[GroupPairs, ...], unread: tuple[str, ...]) -> Scores:
    gold = [outcome for article in articles for outcome in article.gold]
    required = [outcome for outcome in gold if outcome.required]
    predicted = [outcome for article in articles for outcome in article.predicted]

    def at(level: str, *, with_source: bool = False) -> PrecisionRecall:
        threshold = LEVELS[level]
        return PrecisionRecall(
            right=sum(o.overlap >= threshold and (o.source or not with_source) for o in predicted),
            predicted=len(predicted),
            found=sum(o.overlap >= threshold and (bool(o.source) or not with_source) for o in required),
            gold=len(required),
        )

    kinds: dict[str, list[GoldOutcome]] = defaultdict(list)
    for outcome in required:
        kinds[outcome.kind].append(outcome)
    fields: dict[str, list[bool]] = defaultdict(list)
    by_source: dict[str, list[bool]] = defaultdict(list)
    for outcome in gold:
        for name, agree in outcome.fields:
            fields[name].append(agree)
        if outcome.speaker is not None:
            by_source[outcome.source_class].append(outcome.speaker)
    both, in_prediction, in_gold = (sum(getattr(p, n) for p in pairs) for n in ("both", "predicted", "gold"))
    words = PrecisionRecall()
    for article in articles:
        words += article.words
    ranges = sum(article.not_quotes.ranges for article in articles)
    violations = sum(article.not_quotes.violations for article in articles)
    return Scores(
        partial=at("partial"),
        close=at("close"),
        exact=at("exact"),
        end2end=at("close", with_source=True),
        joint=PrecisionRecall(
            right=sum(o.joint for o in predicted),
            predicted=len(predicted),
            found=sum(o.joint for o in required),
            gold=len(required),
        ),
        words=words,
        source=_accuracy(o.source for o in gold),
        speaker=_accuracy(o.speaker for o in gold),
        fields={name: _accuracy(fields[name]) for name in sorted(fields)},
        recall_by_kind={
            kind: KindRecall(
                close=sum(o.overlap >= LEVELS["close"] for o in kinds[kind]),
                exact=sum(o.overlap >= LEVELS["exact"] for o in kinds[kind]),
                gold=len(kinds[kind]),
            )
            for kind in sorted(kinds)
        },
        speaker_by_source={name: _accuracy(by_source[name]) for name in sorted(by_source)},
        groups=PrecisionRecall(both, in_prediction, both, in_gold) if in_gold else None,
        not_quotes=Violations(violations, ranges) if ranges else None,
        articles=articles,
        pairs=pairs,
        unread=unread,
    )


def _accuracy(judgements: Iterable[bool | None]) -> Accuracy:
    judged = [judgement for judgement in judgements if judgement is not None]
    return Accuracy(sum(judged), len(judged))


def _plain(measure: PrecisionRecall | Accuracy) -> dict[str, Json]:
    if isinstance(measure, Accuracy):
        return {"acc": None if measure.value is None else round(measure.value, 4), "n": measure.cases}
    return {
        "p": round(measure.precision, 4),
        "r": round(measure.recall, 4),
        "f": round(measure.f1, 4),
        "n_pred": measure.predicted,
        "n_gold": measure.gold,
    }
