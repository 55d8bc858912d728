"""Two wordings laid side by side, word by word.

The longest common subsequence of words gives the frame (rapidfuzz); what stands between its stretches is then read as
an editor would: cut, put in, put in brackets, only spelt in another way, or replaced.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from claimkit.comparison.information import is_common
from claimkit.comparison.normalisation import Words, stem

StepKind = Literal["equal", "respelt", "cut", "inserted", "bracketed", "replaced"]
"""What became of a stretch: the same words, the same words in another spelling or inflection, left out, put in,
put in (or left out) as an aside in brackets, other words."""

_LARGEST = 400_000_000
"""Greatest product of the numbers of words that is aligned in full; it takes 50 MB."""

ACCIDENT = 1.5
"""Nats; common words between two differing stretches that tell less than this are no agreement ("of the")."""

LONGEST_REPLACED = 2
"""Words by which what an [insertion] replaces may be longer than the insertion; more is hidden behind it."""

_SHORTEST_RESPELT = 4
RESPELT = 0.74
"""Share of equal letters from which two rare words count as spellings of one (Hmeimim, Hmeymim)."""


class Step(NamedTuple):
    """One stretch of an alignment; positions index the keys of the two wordings, ends exclusive.

    A tuple, because millions are made.

    Attributes:
        kind: See `StepKind`.
        left: First position and end in the first wording.
        right: First position and end in the second wording.
    """

    kind: StepKind
    left: tuple[int, int]
    right: tuple[int, int]


@lru_cache(maxsize=1 << 6)
def align(left: Words, right: Words) -> tuple[Step, ...]:
    """The steps from the first wording to the second; they tile both.

    >>> from claimkit.comparison.normalisation import normalise
    >>> fuller = normalise("We are slowly making real progress in our efforts")
    >>> [(step.kind, step.left) for step in align(fuller, normalise("slowly making ... progress [on it]"))]
    [('cut', (0, 2)), ('equal', (2, 4)), ('cut', (4, 5)), ('equal', (5, 6)), ('bracketed', (6, 9))]
    """
    if left.keys == right.keys:
        return (Step("equal", (0, len(left.keys)), (0, len(right.keys))),) if left.keys else ()
    blocks = _contained(left, right) or _joined(_without_accidents(left, _settled(left, right, _blocks(left, right))))
    steps: list[Step] = []
    for equal, (i, j), (k, m) in blocks:
        if equal:
            steps.append(Step("equal", (i, j), (k, m)))
        else:
            steps.extend(_read(left, right, i, j, k, m))
    return tuple(steps)


_Block = tuple[bool, tuple[int, int], tuple[int, int]]


def _contained(left: Words, right: Words) -> list[_Block]:
    """The blocks of a wording that stands in the first as it is; none if it does not."""
    keys, part, size = left.keys, right.keys, len(right.keys)
    if not part:
        return []
    for start in range(len(keys) - size + 1):
        if keys[start] == part[0] and keys[start : start + size] == part:
            end = start + size
            return _joined(
                [(False, (0, start), (0, 0)), (True, (start, end), (0, size)), (False, (end, len(keys)), (size, size))]
            )
    return []


def _blocks(left: Words, right: Words) -> list[_Block]:
    """Stretches that agree and stretches that do not, by the longest common subsequence.

    Of wordings as long as books only the common beginning and end agree, so that memory stays bounded.
    """
    if len(left.keys) * len(right.keys) > _LARGEST:
        return _ends_in_common(left.keys, right.keys)
    operations = Indel.opcodes(left.keys, right.keys)
    return _joined([(op.tag == "equal", (op.src_start, op.src_end), (op.dest_start, op.dest_end)) for op in operations])


def _ends_in_common(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Block]:
    shorter = min(len(left), len(right))
    head = next((n for n in range(shorter) if left[n] != right[n]), shorter)
    tail = next((n for n in range(shorter - head) if left[-1 - n] != right[-1 - n]), shorter - head)
    i, k = len(left) - tail, len(right) - tail
    return _joined(
        [(True, (0, head), (0, head)), (False, (head, i), (head, k)), (True, (i, len(left)), (k, len(right)))]
    )


def _joined(blocks: list[_Block]) -> list[_Block]:
    """The blocks with neighbours of the same sort made one."""
    joined: list[_Block] = []
    for equal, (i, j), (k, m) in blocks:
        if i == j and k == m:
            continue
        if joined and joined[-1][0] == equal:
            _, (first, _), (start, _) = joined[-1]
            joined[-1] = (equal, (first, j), (start, m))
        else:
            joined.append((equal, (i, j), (k, m)))
    return joined


def _settled(left: Words, right: Words, blocks: list[_Block]) -> list[_Block]:
    """The blocks, one-sided gaps slid to where they leave the longer stretches whole.

    In "the talks and the truce" against "the truce", a common subsequence may take the first "the" or the second.
    """
    settled = list(blocks)
    for position, (equal, (i, j), (k, m)) in enumerate(settled):
        if equal or (i < j and k < m) or not 0 < position < len(settled) - 1:
            continue
        keys, start, end = (left.keys, i, j) if i < j else (right.keys, k, m)
        _, (before, _), (before_right, _) = settled[position - 1]
        _, (_, after), (_, after_right) = settled[position + 1]
        size, following = i - before, after - j
        if size <= following and all(keys[start - n] == keys[end - n] for n in range(1, size + 1)):
            shift = -size
        elif following < size and all(keys[start + n] == keys[end + n] for n in range(following)):
            shift = following
        else:
            continue
        settled[position - 1] = (True, (before, i + shift), (before_right, k + shift))
        settled[position] = (False, (i + shift, j + shift), (k + shift, m + shift))
        settled[position + 1] = (True, (j + shift, after), (m + shift, after_right))
    return _joined(settled)


def _without_accidents(left: Words, blocks: list[_Block]) -> list[_Block]:
    """The blocks without stretches of function words that only happen to agree."""
    kept = list(blocks)
    for position in range(1, len(blocks) - 1):
        equal, (i, j), right = blocks[position]
        if not equal:
            continue
        _, (a, b), (c, d) = blocks[position - 1]
        _, (e, f), (g, h) = blocks[position + 1]
        if a < b and c < d and e < f and g < h and sum(left.weights[i:j]) < ACCIDENT:
            kept[position] = (False, (i, j), right)
    return kept


def _read(left: Words, right: Words, i: int, j: int, k: int, m: int) -> list[Step]:
    """The steps of a stretch that differs."""
    if k == m or i == j:
        return [_one_sided(left, right, i, j, k, m)]
    head: list[Step] = []
    tail: list[Step] = []
    while i < j and k < m and (size := _respelt_at_start(left.keys[i:j], right.keys[k:m])):
        head.append(
            Step(_sameness(left.keys[i : i + size[0]], right.keys[k : k + size[1]]), (i, i + size[0]), (k, k + size[1]))
        )
        i, k = i + size[0], k + size[1]
    while i < j and k < m and (size := _respelt_at_end(left.keys[i:j], right.keys[k:m])):
        tail.append(
            Step(_sameness(left.keys[j - size[0] : j], right.keys[m - size[1] : m]), (j - size[0], j), (m - size[1], m))
        )
        j, m = j - size[0], m - size[1]
    middle: list[Step] = []
    if k == m or i == j:
        middle = [_one_sided(left, right, i, j, k, m)] if i < j or k < m else []
    elif _all_aside(right, k, m) and (j - i <= m - k + LONGEST_REPLACED or _all_aside(left, i, j)):
        middle = [Step("bracketed", (i, j), (k, m))]
    else:
        middle = [Step("replaced", (i, j), (k, m))]
    return [*head, *middle, *reversed(tail)]


def _one_sided(left: Words, right: Words, i: int, j: int, k: int, m: int) -> Step:
    """The step of a stretch that stands on one side only."""
    if k == m:
        return Step("bracketed" if _all_aside(left, i, j) else "cut", (i, j), (k, k))
    return Step("bracketed" if _all_aside(right, k, m) else "inserted", (i, i), (k, m))


def _all_aside(wording: Words, start: int, end: int) -> bool:
    return bool(wording.asides) and all(n in wording.asides for n in range(start, end))


def _sameness(left: tuple[str, ...], right: tuple[str, ...]) -> StepKind:
    return "equal" if left == right else "respelt"


def _respelt_at_start(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[int, int] | None:
    """How many words at the start of each side are the same in another spelling."""
    if are_respelt(left[0], right[0]):
        return 1, 1
    if len(left) > 1 and right[0].startswith(left[0]) and left[0] + left[1] == right[0]:
        return 2, 1  # cease fire, ceasefire
    if len(right) > 1 and left[0].startswith(right[0]) and right[0] + right[1] == left[0]:
        return 1, 2
    return None


def _respelt_at_end(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[int, int] | None:
    """How many words at the end of each side are the same in another spelling."""
    if are_respelt(left[-1], right[-1]):
        return 1, 1
    if len(left) > 1 and right[-1].endswith(left[-1]) and left[-2] + left[-1] == right[-1]:
        return 2, 1
    if len(right) > 1 and left[-1].endswith(right[-1]) and right[-2] + right[-1] == left[-1]:
        return 1, 2
    return None


@lru_cache(maxsize=1 << 16)
def are_respelt(left: str, right: str) -> bool:
    """Whether two words are spellings or inflections of one word.

    Two common words never are, however close ("now", "not"), unless they share their stem.

    >>> are_respelt("hmeimim", "hmeymim"), are_respelt("call", "calls"), are_respelt("form", "from")
    (True, True, False)
    """
    if left == right:
        return True
    if left.isdigit() or right.isdigit() or min(len(left), len(right)) < _SHORTEST_RESPELT:
        return False
    if stem(left) == stem(right):
        return True
    if is_common(left) and is_common(right):
        return False
    return left[0] == right[0] and Levenshtein.normalized_similarity(left, right) >= RESPELT
