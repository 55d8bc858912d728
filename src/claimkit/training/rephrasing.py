"""The same said otherwise: reported speech made direct, quoted in part, glossed, or passed on by somebody else.

Open news reports more than it quotes, and hardly ever says what A said that B had said, of which the words of B are no
attribution of their own. Sentences with whole attributions are rewritten so that there is more of each; every rewriting
knows where its spans are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

_ROLES = ("content", "cue", "source")

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?]) +(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b[A-Z][a-z]{0,3}\.\Z")
_MARKS = frozenset('"“”„«»‘')

_DIRECT, _PARTLY, _GLOSSED, _PASSED_ON = 0.12, 0.12, 0.08, 0.06
"""Shares of the sentences that fit which are made direct, quoted in part, glossed, and passed on."""

_HABITS = ("reporting", "reporting", "quoting", "signing")
"""How the writer of an article mostly has it; one who quotes or signs makes direct what fits, `_MOSTLY` at least."""

_MOSTLY = 0.5

_LEAST_WORDS = {"direct": 3, "partly": 6}
"""Words of content below which it is not made direct, or not quoted in part."""

_BARE = 0.4
"""Share of what is passed on, with nothing behind the cue, that has no "that"."""

_PLAIN_CUES = frozenset("said says say added adds told explained noted insisted argued warned stated".split())
"""Cues that go with a whole quotation."""

_FORMS = ("cue", "cue", "cue", "according to", "behind")
"""How the new cue stands to what it passes on."""

_PASSING_ON = ("said", "said", "says", "confirmed", "insisted", "made clear", "acknowledged", "denied", "argued")
_WHEN = ("", "", "", " on Friday", " on Monday", " later", " however", " earlier this week")
_WHO = (
    "Officials",
    "The ministry",
    "A government spokeswoman",
    "Local media",
    "The president's office",
    "Witnesses",
    "His lawyer",
    "The company",
)
_LOWERED = frozenset(
    "The A An He She It They We There This These Those His Her Its Their Our In On At After Before More Some Many "
    "Several Most All Both Two Three Four Five".split()
)
"""First words of sentences that are written small in the middle of one."""

_BEFORE, _PARTED, _TURNED = 0.3, 0.7, 0.4
"""Shares of what is made direct that follows its source, is parted by it, or has the cue before the source."""

_TO_CONTENT_END = 0.6
"""Share of what is quoted in part whose marks close where the content ends."""

_GLOSSES = (
    " as tensions rose between the two countries",
    " as fighting went on in the north",
    " as rescuers searched the rubble",
    " as protests spread to other cities",
    " as prices climbed for the third month",
    " amid a deepening economic crisis",
    " amid growing pressure from its allies",
    ", amid a bitter dispute over the border",
    ", in a sign of a widening rift between the two sides",
    ", in the strongest words so far from either side",
    ", in the first such step for a decade",
    ", a day after the vote in parliament",
    ", hours after the blast",
    ", two days before the summit",
    ", a week after the talks had collapsed",
    ", ahead of talks in the capital",
    ", the latest turn in a long dispute between the neighbors",
    ", the first comment by either side since the attack",
    ", a move that is likely to anger investors",
    ", a reversal of its position of a month ago",
    ", which came as the two sides prepared for talks",
    ", while troops gathered at the border",
    ", even as its own forces advanced",
    ", ending weeks of silence",
    ", breaking with years of practice",
    ", signaling a change of course",
    ", signalling a harder line toward its neighbor",
    ", dealing a blow to the peace process",
    ", deepening a rift with its oldest ally",
    ", raising the stakes in the dispute",
    ", drawing applause from the crowd",
    ", paving the way for a new round of talks",
)
"""What reporters add in words of their own behind what they report."""

_NO_CLAUSE = re.compile(r"(?:But|And|Or|However|Meanwhile|Also|Yet|Still|So|Instead|According)\b")
_PAIRS = (("“", "”"), ('"', '"'), ("“", "”"))


@define
class _Draft:
    """New text with spans, written piece by piece."""

    text: str = ""
    spans: dict[str, list[list[int]]] = field(factory=lambda: {role: [] for role in _ROLES})

    def add(self, piece: str, role: str | None = None) -> None:
        if role:
            self.spans[role].append([len(self.text), len(self.text) + len(piece)])
        self.text += piece


def rephrased(article: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    """A gold article some of whose sentences say the same in another way.

    Args:
        article: A gold article: ``text`` and ``quotes`` with spans.
        draw: Where chance comes from.

    Returns:
        A copy; every span holds the words of its role still, also in what was rewritten.
    """
    new = dict(article)
    habit = draw.choice(_HABITS)
    direct = _DIRECT if habit == "reporting" else _MOSTLY
    for start, end in reversed([*_sentences(article["text"])]):
        inside = [quote for quote in new["quotes"] if _lies_within(quote, start, end)]
        if not inside or sum(_touches(quote, start, end) for quote in new["quotes"]) != len(inside):
            continue
        chance = draw.random()
        rewritten = None
        if chance < _PASSED_ON:
            rewritten = _passed_on(new["text"][start:end], draw)
        elif chance < _PASSED_ON + direct and len(inside) == 1:
            rewritten = _made_direct(new["text"], start, end, inside[0], draw, signed=habit == "signing")
        elif chance < _PASSED_ON + direct + _PARTLY and len(inside) == 1:
            rewritten = _quoted_in_part(new["text"], start, end, inside[0], draw)
        elif chance < _PASSED_ON + direct + _PARTLY + _GLOSSED and len(inside) == 1:
            rewritten = _glossed(new["text"], start, end, inside[0], draw)
        if rewritten:
            draft, fields = rewritten
            new = _with(new, start, end, draft, {**inside[0], **fields}, without=inside)
    return new


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for paragraph in _PARAGRAPH.finditer(text):
        begin = paragraph.start()
        for stop in _SENTENCE_END.finditer(text, paragraph.start(), paragraph.end()):
            if not _ABBREVIATION.search(text, begin, stop.start()):
                yield begin, stop.start()
                begin = stop.end()
        yield begin, paragraph.end()


def _spans(quote: Mapping[str, Any]) -> list[list[int]]:
    return [span for role in _ROLES for span in quote[role]]


def _lies_within(quote: Mapping[str, Any], start: int, end: int) -> bool:
    return all(start <= first and last <= end for first, last in _spans(quote))


def _touches(quote: Mapping[str, Any], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in _spans(quote))


def _passed_on(sentence: str, draw: random.Random) -> tuple[_Draft, dict[str, Any]] | None:
    """The sentence as what somebody else says: what it attributes is no longer outermost."""
    if not sentence.endswith(".") or _NO_CLAUSE.match(sentence) or set(sentence) & _MARKS:
        return None
    who, cue, when = draw.choice(_WHO), draw.choice(_PASSING_ON), draw.choice(_WHEN)
    first, space, rest = sentence[:-1].partition(" ")
    clause = (first.lower() if first in _LOWERED else first) + space + rest
    draft = _Draft()
    form = draw.choice(_FORMS)
    if form == "cue":
        draft.add(who, "source")
        draft.add(" ")
        draft.add(cue, "cue")
        draft.add(when + " ")
        draft.add(clause if not when and draw.random() < _BARE else f"that {clause}", "content")
    elif form == "according to":
        draft.add("According to", "cue")
        draft.add(" ")
        draft.add(who[:1].lower() + who[1:], "source")
        draft.add(", ")
        draft.add(clause, "content")
    else:
        draft.add(sentence[:-1], "content")
        draft.add(", ")
        draft.add(who[:1].lower() + who[1:], "source")
        draft.add(" ")
        draft.add("said", "cue")
    draft.add(".")
    kind = "org" if who in ("The company", "The ministry") else "unnamed"
    return draft, {"kind": "indirect", "act": "speech", "negated": False, "speakers": [], "speaker_type": kind}


def _made_direct(
    text: str, start: int, end: int, quote: Mapping[str, Any], draw: random.Random, *, signed: bool
) -> tuple[_Draft, dict[str, Any]] | None:
    """“The pier is gone,” Voss said: for a sentence that is source, cue and content, with nothing between.

    A signed one that is a paragraph of its own has its source behind a dash in the next line, as readers' voices have.
    """
    parts = [quote[role] for role in ("source", "cue", "content")]
    if any(len(spans) != 1 for spans in parts) or quote["kind"] != "indirect":
        return None
    (source,), (cue,), (content,) = parts
    in_line = source[0] == start and source[1] + 1 == cue[0] and cue[1] + 1 == content[0] and content[1] + 1 == end
    clause = re.sub(r"^that ", "", text[content[0] : content[1]])
    plain = text[cue[0] : cue[1]] in _PLAIN_CUES and text[end - 1] == "." and not set(clause) & _MARKS
    if not in_line or not plain or len(clause.split()) < _LEAST_WORDS["direct"]:
        return None
    opening, closing = draw.choice(_PAIRS)
    whole = clause[:1].upper() + clause[1:]
    name, said = text[source[0] : source[1]], text[cue[0] : cue[1]]
    named = len(name.split()) > 1 and name.split()[0] not in _LOWERED
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    if signed and named and alone:
        pieces = ((f"{opening}{whole}.{closing}", "content"), ("\n", None), ("—", "cue"), (" ", None), (name, "source"))
    elif draw.random() < _BEFORE:
        pieces = (
            (name, "source"),
            (" ", None),
            (said, "cue"),
            (", ", None),
            (f"{opening}{whole}.{closing}", "content"),
        )
    else:
        small = name[:1].lower() + name[1:] if name.split()[0] in _LOWERED else name
        who = ((small, "source"), (" ", None), (said, "cue"))
        first, *rest = (
            re.split(r", (?=and |but |because |while )", whole, maxsplit=1) if draw.random() < _PARTED else [whole]
        )
        pieces = (
            (f"{opening}{first},{closing}", "content"),
            (" ", None),
            *(reversed(who) if named and draw.random() < _TURNED else who),
            *(((", ", None), (f"{opening}{rest[0]}.{closing}", "content")) if rest else ((".", None),)),
        )
    draft = _Draft()
    for piece, role in pieces:
        draft.add(piece, role)
    return draft, {"kind": "direct"}


def _quoted_in_part(
    text: str, start: int, end: int, quote: Mapping[str, Any], draw: random.Random
) -> tuple[_Draft, dict[str, Any]] | None:
    """Voss said that the pier was “as good as gone”: a few words of reported content in marks."""
    if len(quote["content"]) != 1 or quote["kind"] != "indirect":
        return None
    ((first, last),) = quote["content"]
    words = [(match.start() + first, match.end() + first) for match in re.finditer(r"\S+", text[first:last])]
    if len(words) < _LEAST_WORDS["partly"] or set(text[first:last]) & _MARKS:
        return None
    begin = draw.randrange(2, len(words) - 2)
    stop = len(words) if draw.random() < _TO_CONTENT_END else min(len(words), begin + draw.randint(2, 8))
    opening, closing = draw.choice(_PAIRS)
    at, until = words[begin][0], words[stop - 1][1]
    ends_sentence = stop == len(words) and text[until : until + 1] == "."
    stop_inside = "." if ends_sentence else ""
    content = f"{text[first:at]}{opening}{text[at:until]}{stop_inside}{closing}{text[until:last]}"
    rest = text[last + len(stop_inside) : end]
    draft = _Draft(text[start:first] + content + rest)
    grown = len(content) - len(stop_inside) - (last - first)
    draft.spans["content"] = [[first - start, first - start + len(content)]]
    for role in ("cue", "source"):
        draft.spans[role] = [
            [place - start + (grown if place >= last else 0) for place in span] for span in quote[role]
        ]
    return draft, {"kind": "mixed"}


def _glossed(
    text: str, start: int, end: int, quote: Mapping[str, Any], draw: random.Random
) -> tuple[_Draft, dict[str, Any]] | None:
    """Voss said that the pier was gone, ending weeks of silence: the reporter's own words behind the content."""
    last = quote["content"][-1][1]
    if quote["kind"] != "indirect" or last + 1 != end or text[last:end] != "." or not quote["cue"]:
        return None
    draft = _Draft(text[start:last] + draw.choice(_GLOSSES) + ".")
    draft.spans = {role: [[a - start, b - start] for a, b in quote[role]] for role in _ROLES}
    return draft, {}


def _with(
    article: Mapping[str, Any],
    start: int,
    end: int,
    draft: _Draft,
    quote: Mapping[str, Any],
    *,
    without: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The article with a stretch exchanged for new text and its attributions for one."""
    grown = len(draft.text) - (end - start)
    text = article["text"]
    moved = [
        {**other, **{role: [[a + grown, b + grown] if a >= end else [a, b] for a, b in other[role]] for role in _ROLES}}
        for other in article["quotes"]
        if other not in without
    ]
    new = {**quote, **{role: [[a + start, b + start] for a, b in spans] for role, spans in draft.spans.items()}}
    quotes = sorted([*moved, new], key=lambda each: each["content"][0])
    return {**article, "text": text[:start] + draft.text + text[end:], "quotes": quotes}
