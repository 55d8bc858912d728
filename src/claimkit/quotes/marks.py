"""Quotation marks, settled by rule on plain text, before anything else is read.

Marks are ambiguous one by one (``'`` opens, closes, and stands for a letter; ``"`` is also an inch) and clear together.
So every mark gets a cost for each thing that it may be (opening, closing, neither) from its shape and its neighbors,
and within a paragraph the cheapest consistent reading of all marks wins: the Viterbi algorithm (Viterbi 1967, IEEE
Trans. Inf. Theory 13(2)) over the stack of quotations that are open. A stray mark therefore costs one mark and not the
pairing of those behind it. Paragraphs are read one after the other; what crosses from one to the next is only that a
quotation is still open there. Time and memory are linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Quotation", "canonical", "pair_marks", "touching", "without_marks"]


@frozen
class Quotation:
    """A stretch of text between quotation marks, never longer than a paragraph.

    A quotation of several paragraphs is a chain: all but its last have ``closed=False``, all but its first
    ``continues=True``.

    Attributes:
        start: Offset of the opening mark, or of the paragraph's text when the quotation goes on without a mark.
        end: Offset after the closing mark, or of the end of the paragraph's text when it is not closed here.
        inner_start: Offset after the opening mark.
        inner_end: Offset of the closing mark; equal to ``end`` when it is not closed here.
        depth: 0 for the outermost, 1 for a quotation in a quotation, and so on.
        closed: Whether a closing mark stands at ``[inner_end, end)``.
        continues: Whether this is a further paragraph of the quotation before it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool


@frozen(eq=False)  # one object a shape: compared and hashed by identity, for speed
class _Shape:
    """What the form of a mark alone says. Marks of one family may close each other.

    ``opens`` and ``closes`` are added to the cost of the position; ``free`` names the role that the form makes so
    likely that a bad position hardly counts.
    """

    name: str
    family: str
    opens: float
    closes: float
    free: str = ""


_NEVER: Final = 99.0
_CANNOT_OPEN: Final = 4.5
"""Nothing opens at this cost of the position or more: a blank or the end follows, and a word stands before."""
_ORDINARY: Final = 0.2
"""The cost of an apostrophe where one belongs: '90s, 'em, the U.N.'s."""
_EASILY_APOSTROPHE: Final = 0.6
"""Below this cost a single mark at the end of a word is an apostrophe more often than not: boys', singin', 6'."""
_DECISIVE: Final = 2.0
"""From this cost of being a stray mark on, a mark is taken for a quotation mark without others to confirm it."""

_STRAIGHT = _Shape("straight", "double", 0.0, 0.0)
_LEFT = _Shape("left", "double", 0.0, 1.2, "open")
_RIGHT = _Shape("right", "double", 1.5, 0.0, "close")
_LOW = _Shape("low", "double", 0.0, _NEVER, "open")
_GRAVES = _Shape("graves", "double", 0.0, 2.0, "open")
_DOUBLED = _Shape("doubled", "double", 0.3, 0.0, "close")
_STRAIGHT_SINGLE = _Shape("straight", "single", 0.0, 0.0)
_LEFT_SINGLE = _Shape("left", "single", 0.0, 1.2, "open")
_RIGHT_SINGLE = _Shape("right", "single", 2.0, 0.0)
_LOW_SINGLE = _Shape("low", "single", 0.0, _NEVER, "open")
_GRAVE = _Shape("graves", "single", 0.0, 1.5)

_SHAPES: Final[dict[str, _Shape]] = {
    **dict.fromkeys('"＂″', _STRAIGHT),
    **dict.fromkeys(["“", "‟", "〝", "‘‘"], _LEFT),
    **dict.fromkeys(["”", "〞", "〟", "’’"], _RIGHT),
    **dict.fromkeys("„⹂", _LOW),
    "``": _GRAVES,
    "''": _DOUBLED,
    **dict.fromkeys("'＇", _STRAIGHT_SINGLE),
    **dict.fromkeys("‘‛", _LEFT_SINGLE),
    **dict.fromkeys("’´′", _RIGHT_SINGLE),
    "‚": _LOW_SINGLE,
    "`": _GRAVE,
    "«": _Shape("left", "guillemet", 0.0, 0.5, "open"),
    "»": _Shape("right", "guillemet", 0.5, 0.0, "close"),
    "‹": _Shape("left", "single guillemet", 0.0, 0.5, "open"),
    "›": _Shape("right", "single guillemet", 0.5, 0.0, "close"),
    **dict.fromkeys("「｢", _Shape("left", "corner", 0.0, _NEVER, "open")),
    **dict.fromkeys("」｣", _Shape("right", "corner", _NEVER, 0.0, "close")),
    "『": _Shape("left", "white corner", 0.0, _NEVER, "open"),
    "』": _Shape("right", "white corner", _NEVER, 0.0, "close"),
}

_SINGLE: Final = "'＇‘‛’´′`"
_RUN: Final = re.compile(r"""["＂″“‟〝”〞〟„⹂‚«»‹›「｢」｣『』'＇‘‛’´′`]+""")
# Five of the same and more are ornament. In no''' the nested quotation closes first, hence a single mark before two.
_SPLIT: Final = re.compile(r"""(?P<ornament>(.)\2{4,})|(?<=[^\s'(\[])'(?=''(?!'))|''|’’|‘‘|``|.""")
_LINE_BREAKS: Final = "\n\r\v\f\x85\u2028\u2029"
_BREAK: Final = re.compile(f"[{_LINE_BREAKS}]")
_TIGHT_BLANKS: Final = "\u00a0\u2009\u200a\u202f\u2060\ufeff"
_ORNAMENT: Final = 8
"""More marks than this without a blank between them are ornament."""

_ELISION: Final = re.compile(
    r"(?:\d\d(?:s\b|\b(?!['’]))|(?:em|tis|twas|twere|twill|til|till|cause|cuz|cos|coz|n|round|bout|nuff|im|er|ere|neath"
    r"|gainst|tain|ello|ow)\b)",
    re.IGNORECASE,
)
_SUFFIX: Final = re.compile(r"(?:s|d|ll|re|ve)\b")
_AND: Final = re.compile(r"['’‘‛`´](?i:n)['’´]")
_CLIPPED: Final = re.compile(r"(?:\w{2}in|\b(?:o|th|ol|an|lil|wi|mo|po))\Z", re.IGNORECASE)
_FEET: Final = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d+|\s?[½¼¾]|\s\d/\d)?\Z")
_TIMES: Final = re.compile(r"[x×]\s?\d")
_CUE_LIKE: Final = re.compile(
    r"(?:[:,]|\b(?:sa(?:id|ys?)|told|tells?|wr(?:ote|ites?)|add(?:ed|s|ing)|ask(?:ed|s)?|repl(?:ied|ies)|that))\s*\Z"
)
_SENTENCE_END: Final = re.compile(r"[.!?]\s+\Z")


class _Mark(NamedTuple):
    """One mark with the costs of its three readings."""

    start: int
    end: int
    shape: _Shape
    opens: float
    closes: float
    literal: float
    bare: bool
    """Whether as a closing mark it has no punctuation before it, as an apostrophe at the end of a word."""


class _Paragraph(NamedTuple):
    """The text of a paragraph without blanks at its ends, its marks, and whether an empty line follows."""

    start: int
    end: int
    marks: tuple[_Mark, ...]
    gap: bool


def _side(char: str) -> str:
    """What stands beside a mark: blank, word, opening bracket, dash, or other punctuation."""
    if not char or char.isspace():
        return "s"
    if char.isalnum():
        return "w"
    if char in "([{<¿¡=":
        return "o"
    if char in "—–-‒―‐‑/":
        return "d"
    if char in ".,;:!?)]}>…%。，、！？：；":
        return "p"
    return "w"


_OPEN_AFTER: Final = {"s": 0.0, "o": 0.0, "d": 0.0, "p": 1.0, "w": 2.0}
_OPEN_BEFORE_BLANK: Final = {"s": 1.5, "o": 2.0, "d": 3.0, "p": 3.0, "w": 4.0}
_CLOSE_BEFORE: Final = {
    "w": {"s": 0.0, "p": 0.0, "d": 0.0, "o": 0.5, "w": 2.0},
    "p": {"s": 0.0, "p": 0.0, "d": 0.0, "o": 0.5, "w": 1.0},
    "d": {"s": 0.3, "p": 0.3, "d": 0.3, "o": 2.0, "w": 2.0},
    "s": {"s": 1.5, "p": 1.0, "d": 2.0, "o": 3.0, "w": 4.0},
    "o": {"s": 3.0, "p": 3.0, "d": 3.0, "o": 3.0, "w": 4.0},
}


def _cost_of_opening(left: str, right: str, ahead: str) -> float:
    before, after = _side(left), _side(right)
    if not right:
        return 5.0
    if after == "s":
        return _OPEN_BEFORE_BLANK[before]
    if after == "p" and not (right == "…" or ahead.startswith("..")):
        return 3.0
    cost = 0.5 if left and left in ":,;" else _OPEN_AFTER[before]
    return cost + (0.3 if after in "dp" else 0.0)


def _cost_of_closing(left: str, right: str) -> float:
    if not left:
        return 4.0
    return _CLOSE_BEFORE[_side(left)][_side(right)]


def _cost_of_double(left: str, right: str, behind: str, ahead: str) -> float:
    """The cost of a double mark being no quotation mark: cheap for inches, dear otherwise."""
    if _FEET.search(behind):
        return 0.3
    if left and (left.isdigit() or left in "½¼¾⅛⅜⅝⅞") and (_side(right) != "w" or _TIMES.match(ahead)):
        return 1.0
    if _side(left) == "s" and _side(right) == "s":
        return 2.0
    return 3.0


def _cost_of_apostrophe(left: str, right: str, behind: str, ahead: str) -> float:
    """The cost of a single mark being an apostrophe or a prime."""
    before = _side(left)
    if before == "p" and _SUFFIX.match(ahead):
        return _ORDINARY
    if _side(right) == "w" and before in "sodp":
        return _ORDINARY if _ELISION.match(ahead) else 1.7
    if before == "w":
        if left.isdigit() or left in "sS":
            return 0.3
        if _CLIPPED.search(behind):
            return 0.5
        return 0.9 if left in "xzXZ" else 1.5
    return 1.5 if before == "s" else 3.0


def _mark(text: str, start: int, end: int, left_at: int, right_at: int, limits: tuple[int, int]) -> _Mark:
    """The mark at ``[start, end)``, weighed by what stands at ``left_at`` and ``right_at`` beyond adjacent marks."""
    low, high = limits
    shape = _SHAPES[text[start:end]]
    # In an empty pair at the edge of a paragraph one mark stands beside the other, not beside nothing.
    left = text[left_at] if left_at >= low else " " * (start > low)
    right = text[right_at] if right_at < high else " " * (end < high)
    behind, ahead = text[max(low, left_at - 11) : left_at + 1], text[right_at : min(high, right_at + 12)]
    opens = _cost_of_opening(left, right, ahead)
    closes = _cost_of_closing(left, right)
    bare = False
    if shape.family == "single":
        if _AND.match(text, start) or _AND.match(text, max(start - 2, low)):
            return _Mark(start, end, shape, _NEVER, _NEVER, 0.0, bare)
        literal = _cost_of_apostrophe(left, right, behind, ahead)
        bare = _side(left) == "w"
        opens += 0.6 if literal <= _ORDINARY else 0.0
        opens += 1.5 if _side(right) == "s" else 0.0
        closes += 0.2 if bare and literal < _EASILY_APOSTROPHE else 0.0
        if shape is _LEFT_SINGLE and literal > _ORDINARY:
            literal = 3.0
        if shape is _LOW_SINGLE:
            literal = 2.0
    elif shape.family == "double":
        # The second mark of 5"" is no inch.
        literal = _cost_of_double(left if left_at == start - 1 else "", right, behind, ahead)
        if shape.name in {"left", "low", "graves"}:
            literal = 3.0
    else:
        literal = 3.0
    opens = shape.opens + (min(opens, 1.0) if shape.free == "open" else opens)
    closes = shape.closes + (min(closes, 1.0) if shape.free == "close" else closes)
    return _Mark(start, end, shape, opens, closes, literal, bare)


def _marks(text: str, start: int, end: int) -> tuple[_Mark, ...]:
    """The marks of the paragraph at ``[start, end)`` that can be quotation marks."""
    found: list[_Mark] = []
    cluster: list[tuple[int, int]] = []
    for run in _RUN.finditer(text, start, end):
        low, high = run.span()
        inside_word = start < low and high < end and text[low - 1].isalnum() and text[high].isalnum()
        if inside_word and high - low == 1 and text[low] in _SINGLE:
            continue
        if cluster and text[cluster[-1][1] : low].strip(_TIGHT_BLANKS):
            found.extend(_weighed(text, cluster, start, end))
            cluster = []
        if high - low == 1:
            cluster.append((low, high))
        else:
            cluster.extend(match.span() for match in _SPLIT.finditer(text, low, high) if not match["ornament"])
    found.extend(_weighed(text, cluster, start, end))
    return tuple(found)


def _weighed(text: str, cluster: list[tuple[int, int]], start: int, end: int) -> Iterator[_Mark]:
    """Adjacent marks, which all see the same neighbors, unless they are too many to be quotation marks."""
    if 0 < len(cluster) <= _ORNAMENT:
        left_at, right_at = cluster[0][0] - 1, cluster[-1][1]
        for low, high in cluster:
            yield _mark(text, low, high, left_at, right_at, (start, end))


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """The paragraphs of a text that are not blank."""
    pending: tuple[int, int] | None = None
    position = 0
    while position <= len(text):
        match = _BREAK.search(text, position)
        stop = match.start() if match else len(text)
        line = text[position:stop]
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            if pending:
                gap = text.count("\n", pending[1], start) > 1 or "\u2029" in text[pending[1] : start]
                yield _Paragraph(*pending, _marks(text, *pending), gap)
            pending = (start, start + len(stripped))
        position = stop + 1
    if pending:
        yield _Paragraph(*pending, _marks(text, *pending), gap=True)


_PAIRS: Final[dict[tuple[str, str], float]] = {
    ("straight", "straight"): 0.0,
    ("left", "right"): 0.0,
    ("low", "left"): -1.2,
    ("low", "right"): 0.0,
    ("graves", "doubled"): 0.0,
    ("graves", "straight"): 0.0,
    ("doubled", "doubled"): 0.0,
    ("right", "left"): 0.0,
}
_MISMATCH: Final = 0.5
_BEAM: Final = 6
_MARGIN: Final = 6.0
_DEPTH: Final = 4

_Path = tuple["_Path", int, int] | None
_State = tuple[float, tuple[int, ...], _Path]

_States = dict[tuple[_Shape, ...], _State]

_NOT_CARRIED: Final = 1.5
"""The cost of reading on outside a quotation where the paragraphs around say that one goes on."""
_STRAY_INSIDE: Final = 0.3
"""A stray mark is a little dearer in a quotation, so that of two closing marks the first one closes."""

_STRAY_IN_ROW: Final = 1.5
"""What is added for a stray mark at the start of a paragraph when the next one starts with a mark as well."""

_CARRIED: Final = -1
"""Stands for the opening mark of a quotation that goes on from the paragraph before without a mark."""


def _nested(outer: _Shape, inner: _Shape) -> float:
    """The cost of opening a quotation within a quotation by a mark of the same family."""
    if outer.family != inner.family:
        return 0.0
    if outer.name != inner.name:
        return 0.7
    return 2.5 if inner.name in {"straight", "doubled"} else 1.5


def _pair(opening: _Mark | None, closing: _Mark) -> float:
    if opening is None:
        return 0.0
    cost = _PAIRS.get((opening.shape.name, closing.shape.name), _MISMATCH)
    if opening.end == closing.start:
        # Neither mark of an empty pair stands well by itself.
        return cost - 1.0
    if closing.bare:
        # An apostrophe at the end of a word, far from what might have opened: more likely just that.
        cost += min(1.5, (closing.start - opening.end) / 400)
    return cost


class _Ahead(NamedTuple):
    """What the following paragraphs say about a quotation that is still open at the end of this one."""

    reopens: tuple[str, ...]
    """Families of the opening marks that the next paragraph begins with."""
    closes: str
    """Family of the mark that closes, in a paragraph soon after, something opened before; or empty."""


def _begins_with(paragraph: _Paragraph) -> tuple[str, ...]:
    families = []
    position = paragraph.start
    for mark in paragraph.marks:
        if mark.start != position or mark.opens >= min(2.0, mark.closes):
            break
        families.append(mark.shape.family)
        position = mark.end
    return tuple(families)


_WITHOUT_MARK: Final = (3, 40)
"""How many paragraphs and how many lines a quotation may go on without a mark."""


def _aheads(paragraphs: Sequence[_Paragraph]) -> list[_Ahead]:
    aheads = [_Ahead((), "")] * len(paragraphs)
    family, gaps, lines = "", 0, 0
    for index in range(len(paragraphs) - 2, -1, -1):
        following = paragraphs[index + 1]
        decisive = next((mark for mark in following.marks if mark.literal >= _DECISIVE), None)
        if decisive is not None:
            closer = decisive.closes <= _LEFT.closes and decisive.opens >= 1.0
            family, gaps, lines = decisive.shape.family if closer else "", 0, 0
        gaps += paragraphs[index].gap
        lines += 1
        within = gaps <= _WITHOUT_MARK[0] and lines <= _WITHOUT_MARK[1]
        aheads[index] = _Ahead(_begins_with(following), family if within else "")
    return aheads


def _cost_unclosed(text: str, paragraph: _Paragraph, open_marks: tuple[int, ...], carried: str, ahead: _Ahead) -> float:
    """The cost of the quotations that are still open at the end of a paragraph."""
    if not open_marks:
        return 0.0
    families = tuple(carried if i == _CARRIED else paragraph.marks[i].shape.family for i in open_marks)
    inner = 1.5 * (len(families) - 1)
    if ahead.reopens[: len(families)] == families:
        return 0.8 + inner
    if ahead.reopens[:1] == families[:1] and len(families) > 1:
        return 2.5 + inner
    if ahead.closes == families[-1]:
        return (0.0 if open_marks[0] == _CARRIED else 1.0) + inner
    if len(families) > 1 or open_marks[0] == _CARRIED:
        return _NEVER
    mark = paragraph.marks[open_marks[0]]
    clear = mark.opens < 1.0 <= mark.closes and mark.literal >= _DECISIVE
    if not clear:
        return _NEVER
    if mark.start == paragraph.start or _CUE_LIKE.search(text, max(paragraph.start, mark.start - 12), mark.start):
        return 2.6
    # "Yes," he said. "No, and then the paragraph ends: dearer, so that any other way out comes first.
    return 2.9 if _SENTENCE_END.search(text, max(paragraph.start, mark.start - 4), mark.start) else _NEVER


def _read(text: str, paragraph: _Paragraph, carried: str, ahead: _Ahead) -> tuple[tuple[int, ...], _Path]:
    """The cheapest reading of a paragraph's marks: what is still open at its end, and the pairs."""
    states: _States = {(): (_NOT_CARRIED if carried else 0.0, (), None)}
    if carried:
        states[(_Shape("carried", carried, 0.0, 0.0),)] = (0.0, (_CARRIED,), None)
    for index, mark in enumerate(paragraph.marks):
        # The mark at the head of one paragraph in a row that all begin with a mark is hardly a stray one.
        in_row = _STRAY_IN_ROW if ahead.reopens and mark.start == paragraph.start else 0.0
        states = _cheapest(_after(paragraph.marks, index, states, mark.literal + in_row))
    _, stack, path = min(
        states.values(), key=lambda state: state[0] + _cost_unclosed(text, paragraph, state[1], carried, ahead)
    )
    return stack, path


def _after(marks: Sequence[_Mark], index: int, states: _States, literal: float) -> _States:
    """The states after one more mark: from each state it is left alone, opens, or closes what was opened last."""
    mark = marks[index]
    shape = mark.shape
    opens, closes = mark.opens < _CANNOT_OPEN, mark.closes < _NEVER
    following: _States = {}
    for key, (cost, stack, path) in states.items():
        left = cost + literal + (_STRAY_INSIDE if stack else 0.0)
        if key not in following or left < following[key][0]:
            following[key] = (left, stack, path)
        if opens and len(stack) < _DEPTH:
            opened = cost + mark.opens + (_nested(key[-1], shape) if key else 0.0)
            inner = (*key, shape)
            if inner not in following or opened < following[inner][0]:
                following[inner] = (opened, (*stack, index), path)
        if closes and key and key[-1].family == shape.family:
            opening = stack[-1]
            closed = cost + mark.closes + _pair(None if opening == _CARRIED else marks[opening], mark)
            outer = key[:-1]
            if outer not in following or closed < following[outer][0]:
                following[outer] = (closed, stack[:-1], (path, opening, index))
    return following


def _cheapest(states: _States) -> _States:
    """The states that may still win."""
    if len(states) == 1:
        return states
    limit = min(state[0] for state in states.values()) + _MARGIN
    kept = {key: state for key, state in states.items() if state[0] <= limit}
    if len(kept) > _BEAM:
        kept = dict(sorted(kept.items(), key=lambda item: item[1][0])[:_BEAM])
    if () in states:
        # Where nothing that is open turns out to be closed, there must be a way back.
        kept[()] = states[()]
    return kept


def pair_marks(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, as their marks show them, sorted by ``(start, -end)``.

    Takes “ ” " ' ‘ ’ „ ‚ « » ‹ › 「 」『 』 and doubled marks in any mixture and nesting; leaves apostrophes, primes
    and stray marks alone. An empty pair gives an empty quotation (``inner_start == inner_end``), but two apostrophes
    side by side are one doubled mark. An opening mark that is never closed counts, to the end of its paragraph, only
    at the start of the paragraph or of a sentence in it, or where a cue stands before it. A quotation that lacks the
    opening mark of a further paragraph is carried on if a mark closes it soon (see `_WITHOUT_MARK`).

    >>> for quotation in pair_marks("“The ‘old’ pier’s gone,” said Ada."):
    ...     print(quotation.depth, quotation.inner_start, quotation.inner_end)
    0 1 23
    1 6 9
    """
    paragraphs = tuple(_paragraphs(text))
    aheads = _aheads(paragraphs)
    found: list[Quotation] = []
    left_open: tuple[str, ...] = ()
    carried = ""
    for paragraph, ahead in zip(paragraphs, aheads, strict=True):
        if not paragraph.marks and not carried:
            left_open = ()
            continue
        stack, path = _read(text, paragraph, carried, ahead)
        spans: list[tuple[int, int | None]] = [(index, None) for index in stack]
        while path is not None:
            path, opening, closing = path
            spans.append((opening, closing))
        here = _quotations(paragraph, spans, left_open)
        found.extend(here)
        left_open = tuple(carried if i == _CARRIED else paragraph.marks[i].shape.family for i in stack)
        if left_open and ahead.reopens[:1] != left_open[:1] and ahead.closes != left_open[-1]:
            left_open = ()
        carried = left_open[0] if left_open and ahead.reopens[:1] != left_open[:1] else ""
    return tuple(found)


def _quotations(
    paragraph: _Paragraph, spans: list[tuple[int, int | None]], left_open: tuple[str, ...]
) -> list[Quotation]:
    """Records of the pairs of one paragraph, with their depth."""
    marks = paragraph.marks
    edges: list[tuple[int, int, int, int, bool, bool]] = []
    for opening, closing in spans:
        start, inner_start = (paragraph.start,) * 2 if opening == _CARRIED else marks[opening][:2]
        inner_end, end = (paragraph.end,) * 2 if closing is None else marks[closing][:2]
        edges.append((start, end, inner_start, inner_end, closing is not None, opening == _CARRIED))
    edges.sort(key=lambda edge: (edge[0], -edge[1]))
    quotations: list[Quotation] = []
    open_ends: list[int] = []
    reopening = paragraph.start
    for start, end, inner_start, inner_end, closed, carried in edges:
        while open_ends and (open_ends[-1] < end or open_ends[-1] <= start):
            open_ends.pop()
        depth = len(open_ends)
        continues = carried or (start == reopening and depth < len(left_open))
        if continues:
            reopening = inner_start
        quotations.append(Quotation(start, end, inner_start, inner_end, depth, closed, continues))
        open_ends.append(end)
    return quotations


_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟〝〞〟⹂＂″«»", '"'),
        **dict.fromkeys("‘’‚‛´′`＇ʼ‹›", "'"),
        **dict.fromkeys("—–‒―‐‑−", "-"),
        **dict.fromkeys(
            "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
    }
)
_LONGER: Final = re.compile(r"(?<!-)-{2,3}(?!-)|\.{3,}|\.(?: \.){2,}|``|''")


def _shortened(match: re.Match[str]) -> str:
    found = match[0]
    sign = {"-": "-", ".": "…"}.get(found[0], '"')
    return sign.ljust(len(found))


def canonical(text: str, quotations: Sequence[Quotation] | None = None) -> str:
    r"""The text, character for character, without its typography: what the network reads.

    Outermost quotation marks become ``"``, nested ones ``'``, apostrophes ``'``, dashes ``-``, three dots ``…`` and all
    blanks plain; what was written with several characters (doubled marks, ``--``, ``...``) is filled up with blanks, so
    that every offset stays. Line breaks stay. Two texts of equal length that differ only in the style of their marks
    have the same canonical text.

    Args:
        text: Any text.
        quotations: `pair_marks` of this text, when it is at hand already.

    >>> canonical("‘It’s a “folly”,’ she said – twice.")
    '"It\'s a \'folly\'," she said - twice.'
    """
    if quotations is None:
        quotations = pair_marks(text)
    plain = _LONGER.sub(_shortened, text.translate(_ALIKE))
    edits: list[tuple[int, int, str]] = []
    for quotation in quotations:
        sign = "'" if quotation.depth else '"'
        edits.append((quotation.start, quotation.inner_start, sign))
        edits.append((quotation.inner_end, quotation.end, sign))
    edits.sort()
    pieces: list[str] = []
    position = 0
    for start, end, sign in edits:
        if start == end:
            continue
        pieces.append(plain[position:start])
        pieces.append(sign.ljust(end - start))
        position = end
    pieces.append(plain[position:])
    return "".join(pieces)


def without_marks(text: str, start: int, end: int, quotations: Sequence[Quotation] | None = None) -> tuple[int, int]:
    r"""The span without the blanks and quotation marks at its two ends.

    A mark stays when its partner stands inside the span (as in ``the plan was "a disaster"``), and so does every
    apostrophe.

    Args:
        text: Any text.
        start: Offset of the span's first character.
        end: Offset after its last character.
        quotations: `pair_marks` of the whole text, when it is at hand already; otherwise the marks of the paragraphs
            that the span touches are paired here.

    >>> text = 'She said: "Not the boys\' fault."'
    >>> low, high = without_marks(text, 10, len(text))
    >>> text[low:high]
    "Not the boys' fault."
    """
    if quotations is None:
        quotations = _around(text, start, end)
    near = touching(quotations, start, end)
    opened = {quotation.start: quotation for quotation in near if quotation.start < quotation.inner_start}
    closed = {quotation.end: quotation for quotation in near if quotation.closed}
    while True:
        start, end = _without_blanks(text, start, end)
        opening, closing = opened.get(start), closed.get(end)
        if opening and opening.inner_start <= end and not (opening.closed and opening.end < end):
            start = opening.inner_start
        elif closing and closing.inner_end >= start and not start <= closing.start < closing.inner_start:
            end = closing.inner_end
        else:
            return start, end


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _around(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs that a span touches, with offsets into the whole text."""
    low = _paragraph_start(text, start)
    after = _BREAK.search(text, end)
    high = after.start() if after else len(text)
    return tuple(
        evolve(
            quotation,
            start=quotation.start + low,
            end=quotation.end + low,
            inner_start=quotation.inner_start + low,
            inner_end=quotation.inner_end + low,
        )
        for quotation in pair_marks(text[low:high])
    )


def _paragraph_start(text: str, offset: int) -> int:
    """The offset after the last line break before ``offset``, without a look at all that is before it."""
    reach = 1_000
    while True:
        low = max(0, offset - reach)
        last = max(text.rfind(sign, low, offset) for sign in _LINE_BREAKS)
        if last >= 0 or low == 0:
            return last + 1
        reach *= 10


def touching(quotations: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Those of the sorted quotations of a text that share a character with a span, found by bisection."""
    first = bisect_left(quotations, start, key=attrgetter("start"))
    while first > 0 and (quotations[first - 1].depth or quotations[first - 1].end > start):
        first -= 1
    last = bisect_left(quotations, end, key=attrgetter("start"))
    return [quotation for quotation in quotations[first:last] if quotation.end > start]
