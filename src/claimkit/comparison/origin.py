"""Where the versions of a quote go back to: who printed it first, and whom the others have it from.

Two outlets that print the same words may both have been in the room, so that each has it for itself; this is what is
assumed until something speaks against it. Four signs do, after those by which editors of old texts find out which copy
was made from which (stemmatics: Maas, *Textkritik*, 1927; for news Smith, Cordell, Dillon 2013, "Infectious Texts"):

* credits: an article says "told Reuters", "(AFP)", "first reported by the Courier";
* time: one outlet printed it before all others;
* containment: nobody prints a word that its wording lacks;
* peculiarities: two share an insertion, a change or an inner cut that another version lacks.

The weights are judgements, not fitted: there is no collection of news that says who copied from whom.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison.information import CONTENT
from claimkit.comparison.normalisation import normalise
from claimkit.records import Evidence, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimkit.records import Member

_EACH_FOR_ITSELF = -2.5
"""Log-odds that an outlet is where the others have it from, when nothing is known. Speeches are public: of the groups
of political news that were read, hardly any had been copied by the others from the one that printed it first."""

_TOLD, _TOLD_ALSO, _TOLD_ITSELF = 3.0, 1.0, 1.5
"""That an outlet says whom it was told to ("told Reuters"), that a further one does, that the outlet itself does."""

_CREDITED = 4.0
"""That all others credit it otherwise ("(AFP)"): of a half of them it is half."""

_OTHERS_CREDIT_ANOTHER, _CREDITS_ANOTHER = -1.0, -3.0
_FIRST, _FIRST_OF_THE_DATED, _NOT_FIRST, _UNDATED = 1.0, 0.5, -3.0, -0.5
_HAS_ALL, _LACKS_ALL = 1.0, -2.0
_SHARES, _MOST_OF_SHARING = 0.8, 1.6
"""Log-odds of the other signs; sharing counts for each outlet that shares, up to the last."""

_LIKELY = 0.5
_RIVAL = 0.4
"""A second outlet that is this likely, too: the signs disagree."""

_SUREST = 0.95

_NEAR = 250
_HEAD, _TAIL = 250, 120
"""Characters around a quote, and at the beginning and end of an article, in which a credit is for this quote."""

_TOLERANCE = 0.1
"""Share of a wording, by information, that another may lack and still contain it."""

_AGENCIES = """
Reuters; Associated Press, AP; Agence France-Presse, AFP, Agence France Presse; dpa, Deutsche Presse-Agentur;
United Press International, UPI; Bloomberg, Bloomberg News; Xinhua, Xinhua News Agency; TASS, Itar-Tass; Interfax;
RIA Novosti, RIA; Kyodo, Kyodo News; Yonhap, Yonhap News Agency; ANSA; EFE; Press Association, PA, PA Media;
Press Trust of India, PTI; ANI; IANS; Anadolu, Anadolu Agency; IRNA; ISNA; Tasnim, Tasnim News Agency;
Fars, Fars News Agency; SANA; WAFA; Canadian Press; AAP, Australian Associated Press; Ukrinform; Belga
"""
"""News agencies, each with the names that it goes by."""

_NAME = r"(?:[Tt]he\s+)?(?P<name%d>(?:dpa\b|[A-Z][\w.&'’-]{0,40})(?:\s+(?:of\s+)?[A-Z][\w.&'’-]{0,40}){0,4})"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CREDIT = re.compile(
    rf"\((?:via\s+)?{_NAME % 0}\)"
    rf"|\b(?:told|tells|(?:interview|conversation|call)\s+with|speaking\s+(?:to|with)|statement\s+to|email\s+to"
    rf"|(?:reported|quoted|cited|carried|published|obtained|seen|saying)\s+by|according\s+to|as\s+saying\s+to)"
    rf"\s+{_NAME % 1}"
    rf"|{_NAME % 2}\s+(?:(?:has|had|first|also|was\s+the\s+first\s+to)\s+)*(?:reported|reports?|quoted|quotes|cited)\b"
)
_TO_THE_MINUTE = re.compile(r"\d{4}(?:-?W\d\d(?:-?\d)?|-?\d\d-?\d\d).\d\d:?\d\d")
"""A date, whatever form of ISO 8601 it has, and behind it hour and minute: "20310304T1030"."""

_TO = re.compile(r"\b(?:told|tells|with|to)\s")


def origin_of(members: Sequence[Member], texts: Mapping[str, str]) -> Origin | None:
    """Where the members most likely have the quote from, or ``None`` if nothing tells or the signs disagree.

    Args:
        members: The members of a group, earliest publication first.
        texts: The text of each member's article, by id; credits are looked for there.

    >>> from claimkit.records import Member, Quote, Span
    >>> def member(article, outlet, published, text, said):
    ...     span = (Span.of(text, text.index(said), text.index(said) + len(said)),)
    ...     return Member(article, Quote("q1", span, span, "direct"), outlet, published)
    >>> texts = {"a": "“The dam will hold until spring,” Ada Brandt told Reuters.",
    ...          "b": "“The dam will hold,” Ada Brandt told Reuters on Monday."}
    >>> first = member("a", "Reuters", "2031-03-04T09:30Z", texts["a"], "The dam will hold until spring")
    >>> second = member("b", "Harbor Post", "2031-03-04T11:45Z", texts["b"], "The dam will hold")
    >>> origin = origin_of([first, second], texts)
    >>> origin.outlet, origin.article, round(origin.confidence, 2)
    ('Reuters', 'a', 0.92)
    >>> for evidence in origin.evidence:
    ...     print(evidence.reason)
    credited by Harbor Post: “told Reuters”
    printed before all others
    its wording has all that the others print
    """
    outlets: dict[str, Member] = {}
    for member in members:
        outlets.setdefault(_outlet(member), member)
    if len(outlets) <= 1:
        return None
    thanks = _credits(members, outlets, texts)
    first = _first(outlets)
    likely = dict.fromkeys([*((first,) if first else ()), *(to for given in thanks.values() for to in given)])
    found = sorted(
        (_judged(name, outlets, first, thanks, members) for name in likely), key=lambda origin: -origin.confidence
    )
    if not found or found[0].confidence < _LIKELY or (len(found) > 1 and found[1].confidence >= _RIVAL):
        return None
    return found[0]


def _outlet(member: Member) -> str:
    return member.outlet or member.article


def _judged(
    name: str,
    outlets: Mapping[str, Member],
    first: str | None,
    thanks: Mapping[str, Mapping[str, str]],
    members: Sequence[Member],
) -> Origin:
    """How likely the others have it from an outlet or agency, and why."""
    weighed = list(_by_credit(name, thanks, outlets))
    elsewhere = [by for by, given in thanks.items() if name not in given]
    score = _EACH_FOR_ITSELF + sum(_CREDITS_ANOTHER if by == name else _OTHERS_CREDIT_ANOTHER for by in elsewhere)
    own = outlets.get(name)
    if own is not None:
        weighed.extend(_by_time(name, own, first, outlets))
        weighed.extend(_by_wording(name, own, members))
    score += sum(weight for weight, _ in weighed)
    return Origin(
        name,
        own.article if own else None,
        min(_SUREST, 1.0 / (1.0 + math.exp(-score))),
        tuple(Evidence("comparator", reason) for weight, reason in sorted(weighed, key=lambda entry: -entry[0])),
    )


def _by_credit(
    name: str, thanks: Mapping[str, Mapping[str, str]], outlets: Mapping[str, Member]
) -> Iterator[tuple[float, str]]:
    """That outlets credit it: "told Reuters" holds for all of them, "(Reuters)" for the one that prints it."""
    others = len(outlets.keys() - {name})
    told = False
    for by, words in sorted(
        ((by, given[name]) for by, given in thanks.items() if name in given), key=lambda e: e[0] == name
    ):
        if by == name:
            weight = 0.0 if told else _TOLD_ITSELF
        elif _TO.search(words):
            weight, told = (_TOLD_ALSO if told else _TOLD), True
        else:
            weight = _CREDITED / others
        if weight:
            yield weight, f"credited by {by}: “{words}”"


def _by_time(name: str, own: Member, first: str | None, outlets: Mapping[str, Member]) -> Iterator[tuple[float, str]]:
    if name == first:
        if all(_moment(member.published) for member in outlets.values()):
            yield _FIRST, "printed before all others"
        else:
            yield _FIRST_OF_THE_DATED, "printed before all others that are dated"
        return
    moment = _moment(own.published)
    if moment is None:
        yield _UNDATED, "not dated"
    elif any(_precedes(_moment(other.published), moment) for other in outlets.values()):
        yield _NOT_FIRST, "another printed it before"


def _by_wording(name: str, own: Member, members: Sequence[Member]) -> Iterator[tuple[float, str]]:
    """Whether an outlet's wording has all that the others print, and what is found in theirs and its alone."""
    others = [member for member in members if _outlet(member) != name]
    compared = {_outlet(member): member for member in others if member.relation != "paraphrase"}
    if compared and own.relation != "paraphrase":
        lacking = sum(1 for member in compared.values() if not _contains(own, member))
        if lacking:
            yield _LACKS_ALL * lacking / len(compared), f"{lacking} of {len(compared)} print words that it lacks"
        else:
            yield _HAS_ALL, "its wording has all that the others print"
    shared = {_outlet(member): common for member in others if (common := _peculiarities(own) & _peculiarities(member))}
    without = sum(1 for member in members if not _peculiarities(member) & set().union(*shared.values()))
    if shared and without:
        words = min(min(common) for common in shared.values())
        weight = min(_MOST_OF_SHARING, _SHARES * len(shared))
        yield weight, f"{', '.join(shared)} share a peculiarity with it: {words}"


def _contains(fuller: Member, lesser: Member) -> bool:
    """Whether a wording has the telling words of another; what the other put in brackets does not count."""
    has = Counter(normalise(fuller.quote.wording).keys)
    wording = normalise(lesser.quote.wording)
    total = missing = 0.0
    for position, (key, weight) in enumerate(zip(wording.keys, wording.weights, strict=True)):
        if position in wording.asides or weight <= CONTENT:
            continue
        total += weight
        if has[key] <= 0:
            missing += weight
        has[key] -= 1
    return missing <= _TOLERANCE * total


def _peculiarities(member: Member) -> frozenset[str]:
    """What a version changed, put in, or cut out of the middle of the fullest wording, in comparable form."""
    found: set[str] = set()
    for place, difference in enumerate(member.differences):
        inner = 0 < place < len(member.differences) - 1
        if difference.change in ("added", "changed"):
            found.add(f"“{' '.join(normalise(difference.member).keys)}”")
        elif difference.change == "cut" and inner and not difference.fullest.startswith(("[", "(")):
            found.add(f"without “{' '.join(normalise(difference.fullest).keys)}”")
    return frozenset(found - {"“”", "without “”"})


@frozen
class _Moment:
    """A time of publication, to the day or to the minute."""

    at: datetime
    to_the_minute: bool


def _moment(published: str | None) -> _Moment | None:
    try:
        at = datetime.fromisoformat((published or "").strip())
    except ValueError:
        return None
    return _Moment(at if at.tzinfo else at.replace(tzinfo=UTC), bool(_TO_THE_MINUTE.match((published or "").strip())))


def _precedes(one: _Moment | None, other: _Moment) -> bool:
    """Whether a time lies before another for certain; days tell nothing of the hour."""
    if one is None:
        return False
    if one.to_the_minute and other.to_the_minute:
        return one.at < other.at
    # In the first and last hours of the calendar, a time in another zone has no date in UTC; it has days since 1970.
    return (one.at - _EPOCH).days < (other.at - _EPOCH).days


def _first(outlets: Mapping[str, Member]) -> str | None:
    """The outlet that printed it before all others that are dated, if there is one for certain."""
    dated = [(moment, name) for name, member in outlets.items() if (moment := _moment(member.published))]
    if len(dated) <= 1:
        return None
    moment, name = min(dated, key=lambda entry: entry[0].at)
    return name if all(_precedes(moment, other) for other, its in dated if its != name) else None


def _credits(
    members: Sequence[Member], outlets: Mapping[str, Member], texts: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Whom each outlet credits for the quote, and in which words."""
    # An outlet that is an agency goes by its own name, whichever of the agency's names the others use.
    own = {_agencies()[folded]: name for name in outlets if (folded := _folded(name)) in _agencies()}
    known = {folded: own.get(agency, agency) for folded, agency in _agencies().items()}
    known.update((_folded(name), name) for name in outlets)
    found: dict[str, dict[str, str]] = {}
    for member in members:
        by = _outlet(member)
        for words, name, told in _credits_of(texts.get(member.article, ""), member.quote.start, member.quote.end):
            to = _named_in(name, known)
            if to is not None and (to != by or told):
                found.setdefault(by, {}).setdefault(to, words)
    return found


@lru_cache(maxsize=1 << 12)
def _credits_of(text: str, start: int, end: int) -> tuple[tuple[str, str, bool], ...]:
    """The credits that an article gives near a quote, or for all of it at its beginning or end.

    Each with its words, the name in it, and whether it says that somebody talked to them.
    """
    head, tail = text[:_HEAD], text[max(_HEAD, len(text) - _TAIL) :]
    near = text[max(0, start - _NEAR) : end + _NEAR]
    found: list[tuple[str, str, bool]] = []
    for place, stretch in (("near", near), ("edge", head), ("edge", tail)):
        for match in _CREDIT.finditer(stretch):
            name = next(group for group in match.groups() if group)
            words = " ".join(match.group().split()).rstrip(".")
            if place == "near" or words.startswith("("):
                found.append((words, name, bool(_TO.search(words))))
    return tuple(found)


def _named_in(name: str, known: Mapping[str, str]) -> str | None:
    """The outlet or agency that a name in a text is, or begins with: "Reuters Tuesday"."""
    words = _folded(name).split()
    return next((known[own] for count in range(len(words), 0, -1) if (own := " ".join(words[:count])) in known), None)


@lru_cache(maxsize=1 << 12)
def _folded(name: str) -> str:
    """The name of an outlet in comparable form: "The Harbor Post" is "harbor post", "reuters.com" is "reuters"."""
    plain = re.sub(r"^www\.|\.(?:com|net|org|co\.uk)\b", "", name.strip().casefold())
    return " ".join(re.findall(r"\w+", plain.removeprefix("the ").removesuffix("'s").removesuffix("’s")))


@lru_cache(maxsize=1)
def _agencies() -> Mapping[str, str]:
    """The agency that each name stands for."""
    entries = [[name.strip() for name in entry.split(",")] for entry in " ".join(_AGENCIES.split()).split(";")]
    return {_folded(name): names[0] for names in entries for name in names}
