"""Whether two wordings are one quote: what they agree on, what they contradict each other in, and how sure that is.

A verdict rests on the two wordings, their speakers and their dates alone. No other quote of the collection changes it;
so it can be explained, cached, and computed on any engine with the same result.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen
from rapidfuzz.distance import LCSseq

from claimkit.comparison.alignment import Step, align
from claimkit.comparison.information import CONTENT, NAME, is_common, telling_words
from claimkit.comparison.normalisation import Words, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claimkit.comparison.compatibility import Compatibility
    from claimkit.records import Relation

    Nats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

NEGATIONS = frozenset("no not never nobody nothing none neither nor nowhere without".split())
MODALS = frozenset("will would shall should may might must can could".split())

ROLES = frozenset(
    "candidate chairman chief deputy director former front frontrunner governor leader minister nominee opponent "
    "president presidential presumptive prime rival runner secretary senator spokesman spokeswoman state vice".split()
)
"""Words that say who somebody is, and come with the name wherever it is."""

_ENOUGH: dict[Compatibility, float] = {"same": 7.0, "open": 13.0, "different": 50.0}
"""Nats of matching words below which nothing is one quote, by what is known of the speakers."""

_ENOUGH_VERBATIM = 27.0
"""Nats of undamaged words, in quotation marks and within `NEAR` days, from which two names for who said them are more
likely two accounts of one utterance than two people who used the same words."""

_REPORTED = 2.1
"""How many times as much it takes when the words may be the reporter's: "a ban on Muslims" is how all put it."""

NEAR = 3.0
"""Days; what is printed that close together is more likely one event, and `_WHEN_NEAR` times as much is enough."""

_WHEN_NEAR = 0.75

_FADING, _FADING_OF_REPORTED = 0.4, 0.7
"""How fast more is needed the longer after `NEAR` the other is printed, for each doubling or so: speakers repeat their
slogans ("a political revolution"), and reporters what somebody stands for ("his call for a ban")."""

TOLD_COUNTS_LESS = 0.6
"""How much less a differing word counts that stands outside the quotation marks of a partly quoted wording: Brandt
"called it a 'disgrace'" in one outlet, and "said the delay was a 'disgrace'" in the other."""

LEAST_MATTER = 0.5
"""Share of what is needed that words other than names and roles must give where reported speech takes part: all call
him "the Republican front-runner"."""

_CUT_COUNTS, _ELIDED_COUNTS, _ELIDED_INSERTION_COUNTS = 0.4, 0.5, 0.3
"""What of their information counts against the match: of words that are silently left out; of words that stand where an
ellipsis is, in place of others or of none."""

_TOLERANCE = 12.0
"""How fast differing words use up what matching words gave: at 12, a tenth of differing words asks for a third more
matching nats."""

_TOLERANCE_OF_REPORTED = 16.0

_FAITHFUL: dict[Compatibility, float] = {"same": 0.5, "open": 0.55, "different": 0.95}
_FAITHFUL_WHEN_NOT_NEAR = 0.75
"""Least share of matching words, by weight; the latter for speakers that may be any, and days that may be far apart."""

ENOUGH_TO_OUTWEIGH = 60.0
"""Nats; an otherwise identical wording this long is the same quote although a "not" or a number differs: the difference
is what a reader wants to see then. Below it, it is another statement. Another name takes twice as much."""

_FEWEST_WORDS: dict[Compatibility, int] = {"same": 2, "open": 3, "different": 5}
"""Words by `telling_words`; one word in quotation marks ("rigged") is a word that somebody used, and no quote."""

_FEWEST_WORDS_WHEN_DATED = 2

RESPELT_SHARES = 0.9
"""What of its information a word shares with another spelling of it."""

_DIGITS = 6
"""Nats are rounded to so many digits, so that it makes no difference in which order they were summed."""

LONGEST_EXCHANGE = 8
"""Words of a stretch in which a negation, number or name can stand for another; a longer one is written anew."""

_SHORT = 5
"""Letters of an acronym or abbreviation."""

LIKELY = 0.5
_UNLIKELY = 0.49

_PRIOR = 1.1
"""Log-odds of a pair that has just enough in common, so that confidence means what it says: read off some 240 pairs of
political news, accepted and nearly accepted (`docs/explanation/quality.md`, `benchmarks/precision_of_pairs.py`)."""

_FEWEST_SHARED = 4  # content words of a paraphrase

_FRAGMENT = 0.5
"""Share of the fuller wording, by weight, under which a contained wording is a fragment rather than cut."""

_ENOUGH_CONTENT: dict[Compatibility, float] = {"same": 20.0, "open": 28.0, "different": math.inf}
"""Nats of shared content words that make a paraphrase as likely right as wrong."""

_PRIOR_OF_PARAPHRASE, _SLOPE_OF_PARAPHRASE, _SUREST_PARAPHRASE = -1.0, 0.4, 0.75
"""Of the paraphrases read in news, five in ten rendered the same statement, and the score hardly told which; so none is
surer than this."""

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december spring summer autumn fall winter yesterday today tomorrow".split()
)

_OPPOSITES = """
accept reject, accept refuse, agree refuse, agree reject, approve reject, approve veto, allow ban, allow forbid,
permit ban, support oppose, favor oppose, back oppose, praise criticize, confirm deny, admit deny, win lose,
increase decrease, increase reduce, increase cut, raise lower, raise cut, rise fall, grow shrink, gain lose, start end,
begin end, open close, enter leave, join leave, stay leave, stay withdraw, keep drop, extend end, arrest release,
guilty innocent, guilty acquit, legal illegal, safe dangerous, safe unsafe, possible impossible, more less, more fewer,
before after, above below, senate house, first last, always never, all none, most few, yes no
"""
"""Words of which one in place of the other makes another statement."""

_SHARE_OF_MATTER = 0.75
"""How much of that must come from words that are no names."""

_OVERLAP_OF_LESSER = 0.5
_OVERLAP_OF_FULLER = 0.35
"""Least shares of the content words: a phrase that occurs in a long sentence ("her use of a private server") does not
render it."""

_IN_ORDER, _IN_ORDER_OF_RENDERING = 0.7, 0.5
"""Least share of what is shared that comes in the same order; the latter where vectors say that it means the same."""

_OVERLAP_OF_RENDERING, _ENOUGH_OF_RENDERING = 0.3, 6.0
"""Share of the lesser wording, and nats, that must be shared beside what the vectors say."""

_SURETY_OF_RENDERING = 0.6

_FARTHEST_PARAPHRASE = 7
"""Days; the same statement is reported anew within a few days, a similar one is made every month."""


@frozen
class Agreement:
    """What an alignment of a fuller and a lesser wording amounts to, in nats of `information`.

    Attributes:
        shared: Information of the matching words.
        words: Number of matching words, by `telling_words`.
        matter: What of ``shared`` comes from words that are neither names nor roles.
        differing: Information of the words that contradict the other wording: replaced, put in, silently left out.
        relation: What the lesser wording is to the fuller, should they be one quote.
        contradictions: Differences that change the meaning too much for a merger, in words.
    """

    shared: float
    words: int
    differing: float
    relation: Relation
    contradictions: tuple[str, ...] = ()
    matter: float = math.inf

    @property
    def fidelity(self) -> float:
        """Share of matching words, by weight, of those that can be held against each other; 0 to 1."""
        return self.shared / (self.shared + self.differing) if self.shared else 0.0


@frozen
class Verdict:
    """The answer for one pair.

    Attributes:
        relation: How the lesser wording relates to the fuller one; ``None`` if they are not one quote.
        confidence: Probability that they are one quote.
        reasons: What decided, in words, the weightiest first.
    """

    relation: Relation | None
    confidence: float
    reasons: tuple[str, ...] = ()


def agreement(fuller: Words, lesser: Words) -> Agreement:
    """What a fuller and a lesser wording have in common, word by word.

    >>> from claimkit.comparison.normalisation import normalise
    >>> found = agreement(normalise("The dam will hold through the winter"), normalise("The dam will not hold"))
    >>> found.contradictions
    ("negation: '' became 'not'",)
    """
    steps = align(fuller, lesser)
    shared = differing = matter = 0.0
    matching: list[float] = []
    contradictions: list[str] = []
    for position, step in enumerate(steps):
        (i, j), (k, m) = step.left, step.right
        lost, put_in = sum(fuller.weights[i:j]), sum(lesser.weights[k:m])
        if step.kind in ("equal", "respelt"):
            matching.extend(fuller.weights[i:j])
            matter += _matter(fuller, i, j)
            shared += min(lost, put_in) * (1.0 if step.kind == "equal" else RESPELT_SHARES)
        elif step.kind != "bracketed":
            at_edge = position in (0, len(steps) - 1)
            elided = not {k, m}.isdisjoint(lesser.gaps) or not {i, j}.isdisjoint(fuller.gaps)
            lost, put_in = lost - _of_reporter(fuller, i, j), put_in - _of_reporter(lesser, k, m)
            differing += _weight_of_difference(step, lost, put_in, at_edge=at_edge, elided=elided)
            if max(j - i, m - k) <= LONGEST_EXCHANGE:
                contradictions.extend(_contradictions(fuller.keys[i:j], lesser.keys[k:m], cut=at_edge or elided))
                contradictions.extend(_other_name(_names(fuller, i, j), _names(lesser, k, m)))
    relation = _relation(steps, fuller.fullness, lesser.fullness)
    return Agreement(
        round(shared, _DIGITS),
        telling_words(matching),
        round(differing, _DIGITS),
        relation,
        tuple(contradictions),
        round(matter, _DIGITS),
    )


def _of_reporter(wording: Words, start: int, end: int) -> float:
    """What the words of a stretch count less for being the reporter's."""
    if not wording.told:
        return 0.0
    return TOLD_COUNTS_LESS * sum(wording.weights[n] for n in range(start, end) if n in wording.told)


def _matter(wording: Words, start: int, end: int) -> float:
    """Information of the words of a stretch that are neither names nor roles."""
    return sum(wording.weights[n] for n in range(start, end) if n not in wording.names and wording.keys[n] not in ROLES)


def is_only_names(wording: Words, enough: float) -> bool:
    """Whether reported speech has little but names and roles, for so many nats that are needed.

    >>> from claimkit.comparison.normalisation import normalise
    >>> [is_only_names(normalise(said), 15.0) for said in ("the former president Ada Brandt", "the dam would hold")]
    [True, False]
    """
    return _matter(wording, 0, len(wording.keys)) < LEAST_MATTER * enough


def _weight_of_difference(step: Step, lost: float, put_in: float, *, at_edge: bool, elided: bool) -> float:
    """What a difference counts against the match, in nats: cuts little, other words all."""
    if step.kind == "cut":
        return 0.0 if at_edge or elided else _CUT_COUNTS * lost
    if step.kind == "inserted":
        return _ELIDED_INSERTION_COUNTS * put_in if elided else put_in
    if elided:
        return _ELIDED_COUNTS * put_in
    return put_in if at_edge else max(lost, put_in)


def weights_of_differences(
    lost: Nats, put_in: Nats, *, cut: Flags, inserted: Flags, at_edge: Flags, elided: Flags
) -> Nats:
    """What many differences count against their matches, as `agreement` counts each; what is neither is replaced."""
    replaced = np.where(elided, _ELIDED_COUNTS * put_in, np.where(at_edge, put_in, np.maximum(lost, put_in)))
    of_cuts = np.where(at_edge | elided, 0.0, _CUT_COUNTS * lost)
    of_insertions = np.where(elided, _ELIDED_INSERTION_COUNTS * put_in, put_in)
    weights: Nats = np.where(cut, of_cuts, np.where(inserted, of_insertions, replaced))
    return weights


def rounded_all(nats: Nats) -> Nats:
    """Nats rounded as `agreement` rounds them."""
    rounded: Nats = np.rint(nats * 10.0**_DIGITS) / 10.0**_DIGITS
    return rounded


def _contradictions(lost: tuple[str, ...], put_in: tuple[str, ...], *, cut: bool) -> list[str]:
    """Differences of a stretch that change the meaning; one that is only cut at an end or an ellipsis has none."""
    found: list[str] = []
    if cut and not put_in:
        return found
    negations, other_negations = _those(lost, NEGATIONS), _those(put_in, NEGATIONS)
    if len(negations) % 2 != len(other_negations) % 2:
        found.append(f"negation: {' '.join(negations)!r} became {' '.join(other_negations)!r}")
    numbers, other_numbers = _numbers(lost), _numbers(put_in)
    if numbers and other_numbers and set(numbers) != set(other_numbers):
        found.append(f"numbers: {' '.join(numbers)!r} became {' '.join(other_numbers)!r}")
    return found


def _names(wording: Words, start: int, end: int) -> list[str]:
    return [wording.keys[n] for n in range(start, end) if n in wording.names and not is_common(wording.keys[n])]


def _other_name(lost: list[str], put_in: list[str]) -> list[str]:
    """That a name stands in place of another: a press office thanks each county in the same words."""
    if not are_other_names(lost, put_in):
        return []
    return [f"names: {' '.join(lost)!r} became {' '.join(put_in)!r}"]


def are_other_names(lost: Sequence[str], put_in: Sequence[str]) -> bool:
    """Whether a name stands in place of another one, and not the short form of the same.

    >>> are_other_names(["Ostmark"], ["Vellbruck"]), are_other_names(["OTU"], ["Ostmark", "Technical", "University"])
    (True, False)
    >>> are_other_names(["Dept"], ["Department"])
    False
    """
    ours, theirs = [word.casefold() for word in lost], [word.casefold() for word in put_in]
    if not ours or not theirs or not set(ours).isdisjoint(theirs):
        return False
    return not (_shortens("".join(ours), theirs) or _shortens("".join(theirs), ours))


def _shortens(short: str, words: Sequence[str]) -> bool:
    """Whether a word is an acronym of some, or an abbreviation of one: its letters are there, in order."""
    if len(short) > _SHORT or short[0] != words[0][0]:
        return False
    if len(words) > 1:
        return short[1:2] in {word[0] for word in words[1:]}
    letters = iter(words[0])
    return all(letter in letters for letter in short)


def _those(keys: tuple[str, ...], wanted: frozenset[str]) -> list[str]:
    return [key for key in keys if key in wanted]


def _numbers(keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if key[0].isdigit()]


def enough_for(
    speakers: Compatibility,
    *,
    reported: bool = False,
    days: float | None = None,
    window: float = 60.0,
    verbatim: bool = False,
) -> float:
    """Nats of matching words that a pair must have at least; see `judge`.

    ``verbatim`` says that no word differs: cut at the ends at most.
    """
    if speakers == "different" and verbatim and not reported and _is_near(days):
        return _ENOUGH_VERBATIM
    far = days is not None and days > window
    enough = _ENOUGH["different"] if far else _ENOUGH[speakers]
    return (
        enough * (_REPORTED if reported else 1.0) * (_WHEN_NEAR if _is_near(days) and speakers != "different" else 1.0)
    )


def fewest_words_for(speakers: Compatibility, *, days: float | None = None) -> int:
    """Matching content words that a pair must have at least; see `judge`."""
    return _FEWEST_WORDS_WHEN_DATED if speakers == "open" and days is not None else _FEWEST_WORDS[speakers]


def fading(days: float, *, reported: bool) -> float:
    """How many times as much is needed for so many days in between."""
    if days <= NEAR:
        return 1.0
    return 1.0 + (_FADING_OF_REPORTED if reported else _FADING) * math.log(days / NEAR)


def _is_near(days: float | None) -> bool:
    return days is not None and days <= NEAR


@frozen
class Demand:
    """What a pair must have at least, by what is known of its speakers and days.

    Attributes:
        enough: Nats of matching words.
        faithful: Share of matching words, by weight.
        words: Number of matching words.
        tolerance: How fast differing words use up what matching words gave.
    """

    enough: float
    faithful: float
    words: int
    tolerance: float

    def score(self, shared: float, enough: float, fidelity: float) -> float:
        """Log-odds that a pair is one quote; ``enough`` has grown with the days in between."""
        return _PRIOR + 4.0 * math.log(shared / enough) - self.tolerance * (1.0 - fidelity)


def demand(speakers: Compatibility, *, reported: bool, days: float | None, window: float, verbatim: bool) -> Demand:
    """What `judge` demands; the arguments are its, and those of `enough_for`."""
    far = days is not None and days > window
    faithful = _FAITHFUL["different" if far else speakers]
    if speakers == "open" and not _is_near(days):
        faithful = max(faithful, _FAITHFUL_WHEN_NOT_NEAR)
    return Demand(
        enough_for(speakers, reported=reported, days=days, window=window, verbatim=verbatim),
        faithful,
        fewest_words_for(speakers, days=days),
        _TOLERANCE_OF_REPORTED if reported else _TOLERANCE,
    )


def confidence_of(score: float) -> float:
    """The probability that log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def judge(
    found: Agreement,
    *,
    speakers: Compatibility = "open",
    reported: bool = False,
    days: float | None = None,
    window: float = 60.0,
) -> Verdict:
    """The verdict on an agreement.

    Args:
        found: What the two wordings have in common.
        speakers: What is known of the two speakers.
        reported: Whether either is reported speech, in the reporter's words.
        days: Days between the two publications; ``None`` if not known.
        window: Days after which a match counts as little as one of two different speakers: people quote themselves.

    >>> from claimkit.comparison.normalisation import normalise
    >>> whole = normalise("The dam at Orlik will hold through the winter, whatever the rumours say")
    >>> judge(agreement(whole, normalise("the dam at Orlik will hold ... whatever the rumors say"))).relation
    'cut'
    >>> judge(agreement(whole, normalise("whatever they say"))).relation is None
    True
    """
    far = days is not None and days > window
    least = demand(speakers, reported=reported, days=days, window=window, verbatim=not found.differing)
    reasons = [
        f"{found.shared:.0f} nats of matching words, {found.fidelity:.0%} of those compared",
        f"speakers: {speakers}",
        *([f"{days:.0f} days apart"] if far else []),
    ]
    if found.words < least.words:
        return Verdict(None, 0.0, ("too few words in common", *reasons))
    if reported and found.matter < LEAST_MATTER * least.enough:
        return Verdict(None, 0.0, ("little in common but names", *reasons))
    enough = least.enough if far or days is None else least.enough * fading(days, reported=reported)
    if found.shared < enough:
        return Verdict(None, _UNLIKELY * found.shared / enough, ("too little in common", *reasons))
    if found.fidelity < least.faithful:
        return Verdict(None, 0.0, ("the wordings differ in too many words", *reasons))
    score = least.score(found.shared, enough, found.fidelity)
    if found.contradictions:
        reasons = [*found.contradictions, *reasons]
        if not _outweighs(found) or speakers == "different":
            return Verdict(None, 0.0, tuple(reasons))
        score -= 1.0
    confidence = confidence_of(score)
    if confidence < LIKELY:
        return Verdict(None, confidence, ("too little in common", *reasons))
    return Verdict(found.relation, confidence, tuple(reasons))


def _outweighs(found: Agreement) -> bool:
    """Whether the wordings agree in so much else that the one contradiction is what an outlet got wrong."""
    names = found.contradictions[0].startswith("names: ")
    return len(found.contradictions) == 1 and found.shared >= ENOUGH_TO_OUTWEIGH * (2.0 if names else 1.0)


def _relation(steps: tuple[Step, ...], fuller: float, lesser: float) -> Relation:
    kinds = {step.kind for step in steps}
    if kinds <= {"equal", "respelt"}:
        return "same"
    if not kinds <= {"equal", "respelt", "cut"}:
        return "edited"
    in_one_piece = all(step.kind != "cut" for step in steps[1:-1])
    return "fragment" if in_one_piece and lesser < _FRAGMENT * fuller else "cut"


def judge_paraphrase(
    fuller: Words,
    lesser: Words,
    *,
    speakers: Compatibility = "open",
    days: float | None = None,
    rendered: bool = False,
) -> Verdict:
    """The verdict on two wordings of which at least one is reported speech, where the words may be the reporter's.

    Names and rare words must agree, in the same order (roles swapped is another statement), no number, name or day may
    be exchanged, no negation lost, and no word stand for its opposite; and the part they share must be most of the
    lesser wording. Less is enough where sentence vectors say that one renders the other (``rendered``, see
    `claimkit.comparison.renderings`) and the speaker is the same.

    >>> from claimkit.comparison.normalisation import normalise
    >>> said = normalise("it is the duty of the Norland government to stop smugglers in Ostmark from crossing the Vell")
    >>> told = normalise("that Norland had a duty to stop the smugglers of Ostmark crossing the river Vell")
    >>> judge_paraphrase(said, told, speakers="same").relation
    'paraphrase'
    """
    if speakers == "different" or (days is not None and days > _FARTHEST_PARAPHRASE):
        return Verdict(None, 0.0, (f"speakers: {speakers}", "" if days is None else f"{days:.0f} days apart"))
    left, right = _content(fuller), _content(lesser)
    words, others = list(left), list(right)
    order = LCSseq.opcodes(words, others)
    shared = [key for step in order if step.tag == "equal" for key in words[step.src_start : step.src_end]]
    weight = {key: min(left[key], right[key]) for key in left.keys() & right.keys()}
    ordered, common = sum(weight[key] for key in shared), sum(weight.values())
    matter = sum(weight[key] for key in shared if weight[key] > NAME)
    totals = sorted((sum(left.values()) or 1.0, sum(right.values()) or 1.0))
    overlap = ordered / totals[0]
    reasons = [
        f"{ordered:.0f} nats of shared content words in order, {overlap:.0%} of the lesser wording",
        f"speakers: {speakers}",
    ]
    negations = [len(_those(wording.keys, NEGATIONS)) % 2 for wording in (fuller, lesser)]
    if negations[0] != negations[1]:
        return Verdict(None, 0.0, ("one is negated", *reasons))
    numbers, other_numbers = set(_numbers(fuller.keys)), set(_numbers(lesser.keys))
    if other_numbers and numbers and not (other_numbers <= numbers or numbers <= other_numbers):
        return Verdict(None, 0.0, ("the numbers differ", *reasons))
    if opposed := _opposed(fuller, lesser):
        return Verdict(None, 0.0, (opposed, *reasons))
    if common and ordered < (_IN_ORDER_OF_RENDERING if rendered else _IN_ORDER) * common:
        return Verdict(None, 0.0, ("the shared words come in another order", *reasons))
    needed = _ENOUGH_CONTENT[speakers] * (_WHEN_NEAR if _is_near(days) else 1.0)
    score = _PRIOR_OF_PARAPHRASE + 4.0 * math.log(max(ordered, 0.1) / needed) + 8.0 * (overlap - 0.6)
    surety = 1.0 / (1.0 + math.exp(-_SLOPE_OF_PARAPHRASE * max(-30.0, min(30.0, score))))
    confidence = min(_SUREST_PARAPHRASE, surety)
    enough = (
        ordered >= _OVERLAP_OF_FULLER * totals[1]
        and overlap >= _OVERLAP_OF_LESSER
        and confidence >= LIKELY
        and len(shared) >= _FEWEST_SHARED
    )
    if enough and matter >= _SHARE_OF_MATTER * needed:
        return Verdict("paraphrase", confidence, tuple(reasons))
    if rendered and speakers == "same" and overlap >= _OVERLAP_OF_RENDERING and ordered >= _ENOUGH_OF_RENDERING:
        return Verdict("paraphrase", _SURETY_OF_RENDERING, ("nearest in meaning of all that they say", *reasons))
    problem = "too little in common" if matter >= _SHARE_OF_MATTER * needed else "little in common but names"
    return Verdict(None, confidence, (problem, *reasons))


def _opposed(fuller: Words, lesser: Words) -> str | None:
    """In what two renderings say another thing: another name, day, or the opposite; ``None`` if in nothing."""
    for step in align(fuller, lesser):
        (i, j), (k, m) = step.left, step.right
        if step.kind == "replaced" and (other := _other_name(_names(fuller, i, j), _names(lesser, k, m))):
            return other[0]
    ours, theirs = frozenset(fuller.keys) - set(lesser.keys), frozenset(lesser.keys) - set(fuller.keys)
    days, other_days = ours & _CALENDAR, theirs & _CALENDAR
    if days and other_days:
        return f"days: {' '.join(sorted(days))!r} became {' '.join(sorted(other_days))!r}"
    stems, other_stems = frozenset(map(stem, ours)), frozenset(map(stem, theirs))
    for one, other_word in _opposites():
        if (one in stems and other_word in other_stems) or (other_word in stems and one in other_stems):
            return f"opposites: {one!r} and {other_word!r}"
    return None


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    """The stems of each pair of opposites."""
    pairs = (pair.split() for pair in _OPPOSITES.split(","))
    return tuple((stem(one), stem(other)) for one, other in pairs)


def _content(wording: Words) -> dict[str, float]:
    """The stems of the words that carry meaning, in order, with their weights."""
    content: dict[str, float] = {}
    for key, weight in zip(wording.keys, wording.weights, strict=True):
        if weight > CONTENT and key not in MODALS and key not in ROLES:
            content.setdefault(stem(key) if is_common(key) else key, weight)
    return content
