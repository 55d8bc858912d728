"""What an outlet changed: from the fullest wording to its own, word by word and tiled over both texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimkit.comparison.agreement import LONGEST_EXCHANGE, MODALS, NEGATIONS, are_other_names
from claimkit.comparison.alignment import Step, align
from claimkit.comparison.information import is_common
from claimkit.comparison.normalisation import Wording, normalise
from claimkit.records import Change, Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = frozenset("“‘„«‹([{¿¡$€£")
_STRAIGHT = frozenset("\"'`")

_CONDITIONS = frozenset("if unless but except although though provided until only".split())
_HEDGES = frozenset(
    "perhaps maybe possibly probably likely allegedly apparently presumably reportedly seemingly supposedly almost "
    "nearly".split()
)
_HEDGES_OF_NUMBERS = frozenset("about around roughly approximately some".split())
_FEW = 3  # words
_SENTENCE_ENDS = re.compile(r"[.!?]")


def differences_between(fullest: str, member: str) -> tuple[Difference, ...]:
    """The stretches from the fullest wording to a member's wording, in order.

    They tile both: the ``fullest`` texts joined give ``fullest``, the ``member`` texts joined give ``member``.
    Words that differ only in case, marks or spelling variant count as kept.

    >>> for difference in differences_between("We will not, ever, leave the valley.", "“We won’t leave [it]”"):
    ...     print(difference.change, repr(difference.fullest), repr(difference.member))
    kept 'We will not, ' '“We won’t '
    cut 'ever, ' ''
    kept 'leave ' 'leave '
    changed 'the valley.' '[it]”'
    """
    if not fullest and not member:
        return ()
    left, right = normalise(fullest), normalise(member)
    if not left.keys or not right.keys:
        return (_difference("kept" if fullest == member else "changed", fullest, member),)
    stretches: list[tuple[Change, int, int, int, int]] = []
    for step in _on_word_edges(left, right, align(left, right)):
        (i, j), (k, m) = step.left, step.right
        change = _change(left, right, step)
        if stretches and stretches[-1][0] == change:
            _, i, _, k, _ = stretches.pop()
        stretches.append((change, i, j, k, m))
    edges, other_edges = _edges(left), _edges(right)
    return tuple(
        _difference(change, fullest[edges[i] : edges[j]], member[other_edges[k] : other_edges[m]])
        for change, i, j, k, m in stretches
    )


def _difference(change: Change, fullest: str, member: str) -> Difference:
    if not member:
        change = "cut"
    elif not fullest:
        change = "added"
    return Difference(change, fullest, member)


def _change(left: Wording, right: Wording, step: Step) -> Change:
    (i, j), (k, m) = step.left, step.right
    if step.kind == "equal" or "".join(left.keys[i:j]) == "".join(right.keys[k:m]):
        return "kept"
    if i == j:
        return "added"
    return "cut" if k == m else "changed"


def _on_word_edges(left: Wording, right: Wording, steps: tuple[Step, ...]) -> list[Step]:
    """The steps, moved to where words end: "do" | "not" of "don't" are one word."""
    whole: list[Step] = []
    for step in steps:
        i, k = step.left[0], step.right[0]
        while whole and (_inside_word(left, i) or _inside_word(right, k)):
            before = whole.pop()
            if before.kind != "equal":
                i, k = before.left[0], before.right[0]
                continue
            while i > before.left[0] and (_inside_word(left, i) or _inside_word(right, k)):
                i, k = i - 1, k - 1
            if i > before.left[0]:
                whole.append(Step("equal", (before.left[0], i), (before.right[0], k)))
        if (i, k) == (step.left[0], step.right[0]):
            whole.append(step)
        else:
            whole.append(Step("replaced", (i, step.left[1]), (k, step.right[1])))
    return whole


def _inside_word(wording: Wording, position: int) -> bool:
    return 0 < position < len(wording.keys) and wording.starts[position] == wording.starts[position - 1]


def _edges(wording: Wording) -> list[int]:
    """Where in the text the stretch of each word begins, with the marks that open it; last, where the text ends."""
    text = wording.text
    edges = [0]
    for before, start in zip(wording.ends, wording.starts[1:], strict=False):
        edge = start
        while edge > before and _opens(text, edge - 1, before):
            edge -= 1
        edges.append(edge)
    return [*edges, len(text)]


def _opens(text: str, position: int, least: int) -> bool:
    """Whether the mark at a position belongs to the word that follows it."""
    mark = text[position]
    return mark in _OPENING or (mark in _STRAIGHT and (position == least or text[position - 1].isspace()))


def changes_of_meaning(fullest: str, member: str) -> tuple[str, ...]:
    """Changes of a member's wording that touch the meaning, in words; empty if there are none.

    Looks for negations, numbers and names that differ, for modals that were exchanged, for conditions that were cut
    out of the sentence that was kept, and for hedges that were cut.

    >>> changes_of_meaning("We may leave in 10 days if it rains", "We will leave in 12 days")
    ("modality: 'may' became 'will'", "numbers: '10' became '12'", "condition cut: 'if'")
    """
    left, right = normalise(fullest), normalise(member)
    found: list[str] = []
    for step in align(left, right):
        if step.kind in ("equal", "respelt"):
            continue
        (i, j), (k, m) = _stretch_exchanged(step, len(left.keys))
        if (j > i and m > k and max(j - i, m - k) <= LONGEST_EXCHANGE) or _is_word_lost(left, right, step):
            lost, put_in = left.keys[i:j], right.keys[k:m]
            found.extend(_exchanged("negation", lost, put_in, NEGATIONS, one_sided=True))
            found.extend(_exchanged("modality", lost, put_in, MODALS))
            numbers = frozenset(key for key in (*lost, *put_in) if key[0].isdigit())
            found.extend(_exchanged("numbers", lost, put_in, numbers))
            before, after = _names(left, i, j), _names(right, k, m)
            if are_other_names(before, after):
                found.append(f"names: {' '.join(before)!r} became {' '.join(after)!r}")
        found.extend(_cut(left, step, frozenset(right.keys[k:m])))
    return tuple(found)


def _is_word_lost(left: Wording, right: Wording, step: Step) -> bool:
    """Whether a word or two were put in, or lost within the wording: a clause that is cut out is only cut."""
    (i, j), (k, m) = step.left, step.right
    if i == j:
        return m - k <= _FEW
    inner = i > 0 and j < len(left.keys)
    return k == m and inner and j - i <= _FEW and k not in right.gaps


def _stretch_exchanged(step: Step, length: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The part of a step in which words stand for words: what is cut off beyond them at an end is only cut."""
    (i, j), (k, m) = step.left, step.right
    surplus = (j - i) - (m - k)
    if surplus <= 0 or m == k:
        return step.left, step.right
    if j == length:
        return (i, j - surplus), step.right
    return ((i + surplus, j) if i == 0 else step.left), step.right


def _cut(left: Wording, step: Step, kept: frozenset[str]) -> Iterator[str]:
    """Conditions that were cut out of a sentence of which the rest was kept, and hedges that were cut within one."""
    i, j = step.left
    inner = i > 0 and j < len(left.keys)
    conditions, hedges = [], []
    for n in range(i, j):
        key = left.keys[n]
        if key in kept:
            continue
        if key in _CONDITIONS and (_one_sentence(left, i - 1, n) or _one_sentence(left, n, j)):
            conditions.append(key)
        elif inner and (key in _HEDGES or (key in _HEDGES_OF_NUMBERS and _is_number(left, n + 1))):
            hedges.append(key)
    if conditions:
        yield f"condition cut: {' '.join(conditions)!r}"
    if hedges:
        yield f"hedge cut: {' '.join(hedges)!r}"


def _one_sentence(wording: Wording, start: int, end: int) -> bool:
    """Whether no sentence ends between two words; not where there is no such word."""
    if start < 0 or end >= len(wording.keys):
        return False
    return not _SENTENCE_ENDS.search(wording.text, wording.ends[start], wording.starts[end])


def _is_number(wording: Wording, position: int) -> bool:
    return position < len(wording.keys) and wording.keys[position][0].isdigit()


def _exchanged(
    sort: str, lost: tuple[str, ...], put_in: tuple[str, ...], words: frozenset[str], *, one_sided: bool = False
) -> list[str]:
    before, after = [key for key in lost if key in words], [key for key in put_in if key in words]
    if sorted(before) == sorted(after) or not (one_sided or (before and after)):
        return []
    return [f"{sort}: {' '.join(before)!r} became {' '.join(after)!r}"]


def _names(wording: Wording, start: int, end: int) -> list[str]:
    """Words that look like names, as they are written: capitalised, and not among the common words."""
    return [
        wording.text[wording.starts[n] : wording.ends[n]]
        for n in range(start, end)
        if n in wording.names and not is_common(wording.keys[n])
    ]
