"""Whether a source names several speakers, and which: "A and B", "A, B and C", "both he and A"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimkit.speakers.lexicon import DETERMINERS, role_head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimkit.speakers.mentions import Name
    from claimkit.speakers.sources import Source

_MOST_PARTS = 20
"""More commas than this are no list of speakers."""

_BOTH = "both "
_AND = re.compile(r",?(?<!\s)\s+(?:and|as well as|along with)\s+(?:also\s+)?|,\s+")
_CONJUNCTION = re.compile(r"\s(?:and|as well as|along with)\s")
_RELATIVE = re.compile(r"\s(?:who|whose|which)\s")
_EXAMPLES = re.compile(r"\b(?:including|such as)\b")
_PREPOSITION = re.compile(r"\b(?:of|for|in|at|from|with|to|between)\b")
_DOUBLE_OFFICE = re.compile(
    r"\b(?:president|chair(?:man|woman)?|(?:co-)?founder|director|owner|head|chief executive|manager|editor|publisher)"
    r" and (?=(?:ceo|chief|chair(?:man|woman)?|president|(?:co-)?founder|director|owner|publisher|editor"
    r"|(?:general|managing) \w+)\b)",
    re.IGNORECASE,
)
"""Two offices of one person: "president and CEO Ann Example"."""
_OPENS_APPOSITION = frozenset(("a", "an", "at", "from", "in", "near", "of", "on"))
_DETERMINED = re.compile(r"(?:his|her|its|their|the|a|an)\b", re.IGNORECASE)


def joint_parts(
    text: str, start: int, end: int, names: Sequence[Name], read: Callable[[int, int], Source]
) -> tuple[Source, ...]:
    """The speakers that ``text[start:end]`` names together; empty when the source is one speaker.

    Args:
        text: The article.
        start: Offset of the source.
        end: Offset after it.
        names: The names in the source, in order.
        read: Reads a part of the source as a source of its own.
    """
    written = text[start:end]
    headline = written.isupper() and len(names) > 1
    if not (headline or _CONJUNCTION.search(written)) or written.count(",") > _MOST_PARTS or _EXAMPLES.search(written):
        return ()
    begin = start + len(_BOTH) if written[: len(_BOTH)].casefold() == _BOTH else start
    relative = _RELATIVE.search(text, begin, end)
    last = relative.start() if relative else end
    cuts = [match for match in _AND.finditer(text, begin, last) if not _is_inside(match, written, start, names)]
    if not headline and not any(_CONJUNCTION.search(cut.group()) for cut in cuts):
        return ()
    pieces: list[Source] = []
    pending, apposed = begin, False
    for place, stop in enumerate([*(cut.start() for cut in cuts), end]):
        piece = read(pending, stop)
        # "Doe, a Democrat, and Roe": an apposition is no speaker of its own
        after_comma = place > 0 and text[pending - 2 : pending] == ", "
        if after_comma and pieces and _introduces(text, pieces[-1], piece, first=len(pieces) == 1):
            pieces[-1] = piece
        elif after_comma and pieces and _is_next_body(text, pieces[-1], piece):
            pieces.append(piece)
        elif (after_comma and _is_apposition(text, piece)) or (apposed and _continues_apposition(piece)):
            apposed = True
        else:
            pieces.append(piece)
        pending = cuts[place].end() if place < len(cuts) else end
    spoken = any(piece.kind in ("name", "pronoun") for piece in pieces)
    if len(pieces) == 1 or not spoken or not all(_can_be_listed(text, piece) for piece in pieces):
        return ()
    first, *others = pieces
    return () if len(others) == 1 and _is_one(text, first, others[0]) else tuple(pieces)


def _is_inside(cut: re.Match[str], written: str, start: int, names: Sequence[Name]) -> bool:
    """Whether a cut would fall inside a name or inside parentheses."""
    at = cut.start() - start
    if written.count("(", 0, at) > written.count(")", 0, at):
        return True
    if any(office.start() < at < office.end() for office in _DOUBLE_OFFICE.finditer(written)):
        return True
    return any(name.outer < cut.end() and cut.start() < name.end and name.start < cut.start() for name in names)


def _first_word(text: str, piece: Source) -> str:
    return (text[piece.start : piece.end].split() or [""])[0].casefold()


def _introduces(text: str, piece: Source, following: Source, *, first: bool) -> bool:
    """Whether a description only introduces the name after its comma: "his brother, Ann Doe", "two groups, A and B"."""
    if piece.name is not None or following.name is None:
        return False
    if piece.kind == "person" and not piece.plural:
        return following.name.type == "person" and _first_word(text, piece) in DETERMINERS
    return first and piece.plural and _first_word(text, piece) in ("two", "three", "four", "both")


def _is_next_body(text: str, before: Source, piece: Source) -> bool:
    """Whether several people or bodies after a comma are the next of a list: "the council, fishermen's groups and"."""
    of_person = before.name is not None and before.name.type not in ("place", "org")
    listed = piece.name is None and piece.plural and piece.kind in ("group", "body")
    return listed and not of_person and _first_word(text, piece) not in DETERMINERS


def _is_apposition(text: str, piece: Source) -> bool:
    """Whether a listed piece only says what the one before it is: ", a Democrat,", ", in Oslo,", ", Chair of it"."""
    if piece.kind not in ("name", "pronoun") or _first_word(text, piece) in _OPENS_APPOSITION:
        return True
    return piece.name is not None and piece.name.type != "person" and role_head(_first_word(text, piece)) is not None


def _continues_apposition(piece: Source) -> bool:
    """Whether a piece after an apposition goes on with it: ", head of a group in Rome and Oslo", "and a nurse"."""
    return piece.kind == "person" or (piece.name is not None and piece.name.type == "place")


def _can_be_listed(text: str, piece: Source) -> bool:
    """Whether a piece of a list is a speaker: a name, a pronoun, or a description with its own article or plural."""
    if piece.name is not None:
        return piece.name.type != "people" or piece.name.text.endswith("s")
    if piece.kind in ("person", "body", "group", "document"):
        return piece.plural or _first_word(text, piece) in DETERMINERS or piece.head == "police"
    return piece.kind == "pronoun"


def _is_one(text: str, left: Source, right: Source) -> bool:
    """Whether "X and Y" is one speaker after all: a double office, a longer body, a second apposition."""
    if left.kind in ("person", "group", "body") and left.modifiers and _PREPOSITION.search(text, left.start, left.end):
        return True
    if left.name is None or right.name is None:
        apposed = "," in text[left.start : left.end] or not _DETERMINED.match(text, right.start)
        return right.kind == "person" and apposed
    determined = _first_word(text, right) in DETERMINERS
    if left.name.type == "person" or (left.name.type == "unknown" and " " in left.name.text):
        if right.name.type == "person":
            return False
        tail = text[left.name.end : left.end]
        continued = not determined and _PREPOSITION.search(tail) is not None
        return continued or ("," in tail and (not determined or " " not in right.name.text))
    # "Food and Agriculture official Ann Example": what stands before "and" is named nowhere else
    titled = right.name.type == "person" and right.role is not None and not determined
    return titled and left.name.type != "place" and text.count(left.name.text) == 1
