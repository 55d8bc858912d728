"""Whether reported speech renders a quote in other words."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from claimkit.comparison.agreement import MODALS, NEGATIONS, ROLES, names_in, numbers_in, other_name, those_of
from claimkit.comparison.alignment import align
from claimkit.comparison.information import CONTENT, NAME, is_common
from claimkit.comparison.normalisation import stem
from claimkit.comparison.verdict import LIKELY, WHEN_NEAR, Verdict, is_near

if TYPE_CHECKING:
    from claimkit.comparison.compatibility import Compatibility
    from claimkit.comparison.normalisation import Words

_FEWEST_SHARED = 4  # content words of a paraphrase

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
    left, right = content_of(fuller), content_of(lesser)
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
    if problem := negated_or_counted_otherwise(fuller, lesser):
        return Verdict(None, 0.0, (problem, *reasons))
    if problem := _another_name(fuller, lesser) or opposed(fuller, lesser):
        return Verdict(None, 0.0, (problem, *reasons))
    if common and ordered < (_IN_ORDER_OF_RENDERING if rendered else _IN_ORDER) * common:
        return Verdict(None, 0.0, ("the shared words come in another order", *reasons))
    needed = _ENOUGH_CONTENT[speakers] * (WHEN_NEAR if is_near(days) else 1.0)
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


def negated_or_counted_otherwise(fuller: Words, lesser: Words) -> str | None:
    """Whether one of two renderings denies what the other says, or gives other numbers; ``None`` if neither."""
    negations = [len(those_of(wording.keys, NEGATIONS)) % 2 for wording in (fuller, lesser)]
    if negations[0] != negations[1]:
        return "one is negated"
    numbers, other_numbers = set(numbers_in(fuller.keys)), set(numbers_in(lesser.keys))
    if other_numbers and numbers and not (other_numbers <= numbers or numbers <= other_numbers):
        return "the numbers differ"
    return None


def _another_name(fuller: Words, lesser: Words) -> str | None:
    """Which name stands in place of another, or ``None``."""
    for step in align(fuller, lesser):
        (i, j), (k, m) = step.left, step.right
        if step.kind == "replaced" and (other := other_name(names_in(fuller, i, j), names_in(lesser, k, m))):
            return other[0]
    return None


def opposed(fuller: Words, lesser: Words) -> str | None:
    """Which day stands in place of another, or which word in place of its opposite; ``None`` if none."""
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


def content_of(wording: Words) -> dict[str, float]:
    """The stems of the words that carry meaning, in order, with their weights."""
    content: dict[str, float] = {}
    for key, weight in zip(wording.keys, wording.weights, strict=True):
        if weight > CONTENT and key not in MODALS and key not in ROLES:
            content.setdefault(stem(key) if is_common(key) else key, weight)
    return content
