"""What two wordings agree on, and what they contradict each other in, by their alignment; all in nats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.alignment import Step, align
from claimkit.comparison.information import is_common, telling_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claimkit.comparison.normalisation import Words
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

TOLD_COUNTS_LESS = 0.6
"""How much less a differing word counts that stands outside the quotation marks of a partly quoted wording: Brandt
"called it a 'disgrace'" in one outlet, and "said the delay was a 'disgrace'" in the other."""

_CUT_COUNTS, _ELIDED_COUNTS, _ELIDED_INSERTION_COUNTS = 0.4, 0.5, 0.3
"""What of their information counts against the match: of words that are silently left out; of words that stand where an
ellipsis is, in place of others or of none."""

ELIDED_COUNTS_AT_LEAST = min(_ELIDED_COUNTS, _ELIDED_INSERTION_COUNTS)
"""The same for words that only one of the wordings has, if it is not known what they stand in place of."""

RESPELT_SHARES = 0.9
"""What of its information a word shares with another spelling of it."""

_DIGITS = 6
"""Nats are rounded to so many digits, so that it makes no difference in which order they were summed."""

LONGEST_EXCHANGE = 8
"""Words of a stretch in which a negation, number or name can stand for another; a longer one is written anew."""

_SHORT = 5
"""Letters of an acronym or abbreviation."""

_FRAGMENT = 0.5
"""Share of the fuller wording, by weight, under which a contained wording is a fragment rather than cut."""


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
            matter += matter_of(fuller, i, j)
            shared += min(lost, put_in) * (1.0 if step.kind == "equal" else RESPELT_SHARES)
        elif step.kind != "bracketed":
            at_edge = position in (0, len(steps) - 1)
            elided = not {k, m}.isdisjoint(lesser.gaps) or not {i, j}.isdisjoint(fuller.gaps)
            lost, put_in = lost - _of_reporter(fuller, i, j), put_in - _of_reporter(lesser, k, m)
            differing += _weight_of_difference(step, lost, put_in, at_edge=at_edge, elided=elided)
            if max(j - i, m - k) <= LONGEST_EXCHANGE:
                contradictions.extend(_contradictions(fuller.keys[i:j], lesser.keys[k:m], cut=at_edge or elided))
                contradictions.extend(other_name(names_in(fuller, i, j), names_in(lesser, k, m)))
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


def matter_of(wording: Words, start: int, end: int) -> float:
    """Information of the words of a stretch that are neither names nor roles."""
    return sum(wording.weights[n] for n in range(start, end) if n not in wording.names and wording.keys[n] not in ROLES)


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
    negations, other_negations = those_of(lost, NEGATIONS), those_of(put_in, NEGATIONS)
    if len(negations) % 2 != len(other_negations) % 2:
        found.append(f"negation: {' '.join(negations)!r} became {' '.join(other_negations)!r}")
    numbers, other_numbers = numbers_in(lost), numbers_in(put_in)
    if numbers and other_numbers and set(numbers) != set(other_numbers):
        found.append(f"numbers: {' '.join(numbers)!r} became {' '.join(other_numbers)!r}")
    return found


def names_in(wording: Words, start: int, end: int) -> list[str]:
    """The words of a stretch that look like a part of a name and are no common words."""
    return [wording.keys[n] for n in range(start, end) if n in wording.names and not is_common(wording.keys[n])]


def other_name(lost: list[str], put_in: list[str]) -> list[str]:
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


def those_of(keys: tuple[str, ...], wanted: frozenset[str]) -> list[str]:
    """The words that are among the wanted ones, in order."""
    return [key for key in keys if key in wanted]


def numbers_in(keys: tuple[str, ...]) -> list[str]:
    """The words that are numbers, in order."""
    return [key for key in keys if key[0].isdigit()]


def _relation(steps: tuple[Step, ...], fuller: float, lesser: float) -> Relation:
    kinds = {step.kind for step in steps}
    if kinds <= {"equal", "respelt"}:
        return "same"
    if not kinds <= {"equal", "respelt", "cut"}:
        return "edited"
    in_one_piece = all(step.kind != "cut" for step in steps[1:-1])
    return "fragment" if in_one_piece and lesser < _FRAGMENT * fuller else "cut"
