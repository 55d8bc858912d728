"""Which words of the text name who speaks: the source that the detector found, mended where it cannot be the subject.

The detector sees one sentence's words at a time and may take the subject of another clause; here the words around the
cue are looked at, and what relative pronouns take up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimkit.records import Span
from claimkit.speakers.lexicon import DETERMINERS, GROUPS, is_plural, looks_like_person, role_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimkit.records import Quote
    from claimkit.speakers.identity import Cast

_WHO_BEFORE = re.compile(r"\b(who)\s(?:\w+ly\s|also\s|later\s|then\s)?$")
_PASSIVE = re.compile(r"(?:was|were|is|are|been)\b")
_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:\n]|$)")
_DESCRIBED_BEHIND = re.compile(r"\s((?:the|an?|his|her)\s(?:[\w'’-]+\s){0,3}?([\w-]+))(?=\s*[.,;:\n]|$)")
_PEOPLE_BEHIND = re.compile(r" ([a-z][\w-]+) (?:\w+ly |also |had |have |has )?")
_AGE_BETWEEN = re.compile(r"(?:, \d{1,3}| \(\d{1,3}\)), ")
_LONGEST_ADVERB = 24
_REACH = 120
_PEOPLE_OF = re.compile(
    r"(?:(?:[a-z]+al|senior|local|several|some|many|two|three) )?\b([\w-]+) (?:from|of|for|at|in|with) (?:the )?$"
)
_LABEL = re.compile(r"^\**([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})\**:\** ?(?=\S)", re.MULTILINE)
_FIRST_RELATIVE = re.compile(r", (?:who|whose|which)\s[^.;:!?\n]*$")


def source_of(cast: Cast, quote: Quote, labels: Mapping[int, Span]) -> Span | None:
    """The words that name who said a quote.

    In a transcript that is the label of the line; "Norvik CEO Ann Example" is one source when "Norvik" was found
    alone; in "Doe met Roe, who praised it" the subject of "praised" is "who"; in "“No,” said Doe." that of "said" is
    "Doe".

    Args:
        cast: Who is named in the article.
        quote: The quote, with its source as found.
        labels: As `labels_of` gives them.
    """
    source = quote.source
    label = labels.get(cast.text.rfind("\n", 0, quote.start) + 1) if labels else None
    if label and _is_label_of(cast.text, label, quote):
        return label
    if source is None:
        return None
    if quote.cue and source.end < quote.cue.start:
        mended = _relative_subject(cast, quote.cue, source) or _subject_behind(cast, quote, quote.cue, source)
        if mended:
            return Span.of(cast.text, *mended)
    if beside := _name_beside(cast, source):
        return beside
    if quote.cue and (people := _people_behind(cast.text, source, quote.cue)):
        return people
    for name, _ in cast.named_between(source.end, source.end + _REACH):
        if name.outer <= source.start < source.end < name.start:
            return Span.of(cast.text, source.start, name.end)
    return source


def _people_behind(text: str, source: Span, cue: Span) -> Span | None:
    """The people of whom only the place was found: "Norvik commuters"."""
    noun = _PEOPLE_BEHIND.fullmatch(text, source.end, max(source.end, cue.start))
    if noun is None or not (is_plural(noun[1]) and (role_head(noun[1]) or looks_like_person(noun[1]))):
        return None
    return Span.of(text, source.start, noun.end(1))


def _name_beside(cast: Cast, source: Span) -> Span | None:
    """The name with the bare noun that was found alone: "Ann Example, 34, fishmonger"."""
    before = cast.named_between(source.start - _REACH, source.start)
    if not before or not source.text.islower() or source.text.split(maxsplit=1)[0] in DETERMINERS:
        return None
    name, identity = before[-1]
    aged = _AGE_BETWEEN.fullmatch(cast.text, name.end, source.start)
    return Span.of(cast.text, name.start, source.end) if aged and identity.type != "org" else None


def _is_label_of(text: str, label: Span, quote: Quote) -> bool:
    """Whether a quote is what goes after a label, and nothing else on the line is its source."""
    if quote.end <= label.end or text[label.end : quote.start].strip("*: \u00a0“\"‘'"):
        return False
    source = quote.source
    elsewhere = source is None or source.start < label.start or "\n" in text[label.end : source.start]
    return elsewhere or (source is not None and quote.start <= source.start < quote.end)


def labels_of(text: str) -> dict[int, Span]:
    r"""The labels of the speakers in a transcript or an interview, by where their lines begin; none in other texts.

    In a dialogue somebody speaks twice; "Title: ...", "Author: ..." and "Date: ..." are no speakers.

    >>> {at: label.text for at, label in labels_of("Q: Why?\n\nA: Rain.\n\nQ: And now?").items()}
    {0: 'Q', 9: 'A', 19: 'Q'}
    """
    labels = {match.start(): Span.of(text, match.start(1), match.end(1)) for match in _LABEL.finditer(text)}
    forms = {label.text for label in labels.values()}
    return labels if 1 < len(forms) < len(labels) else {}


def _relative_subject(cast: Cast, cue: Span, source: Span) -> tuple[int, int] | None:
    """Where "who" stands right before a cue whose source is in another clause."""
    who = _WHO_BEFORE.search(cast.text, max(source.end, cue.start - _LONGEST_ADVERB), cue.start)
    if who is None or _PASSIVE.match(cue.text) or not cast.text[source.end : who.start()].strip(" ,–—"):
        return None
    return who.start(1), who.end(1)


def _subject_behind(cast: Cast, quote: Quote, cue: Span, source: Span) -> tuple[int, int] | None:
    """Where the subject stands right behind the cue of a quotation whose source was found before the quotation."""
    before = [span.end for span in quote.content if span.end <= cue.start]
    if quote.kind != "direct" or not before or source.end > quote.start:
        return None
    if cast.text[max(before) : cue.start].strip(" ,"):
        return None
    named = next((name for name, _ in cast.named_between(cue.end, cue.end + _REACH)), None)
    if named is not None and named.outer <= cue.end + 1 and _ENDS_CLAUSE.match(cast.text, named.end):
        return named.outer, named.end
    described = _DESCRIBED_BEHIND.match(cast.text, cue.end)
    if described and (role_head(described[2]) or looks_like_person(described[2])):
        return described.span(1)
    return None


def people_of(text: str, offset: int) -> int | None:
    """Where the words begin that name people of the body at ``offset``, or ``None``.

    >>> people_of("They met fishermen from the Lake Council", 28)
    9
    """
    people = _PEOPLE_OF.search(text, max(0, offset - _REACH), offset)
    if people is None or not (role_head(people[1]) or people[1].casefold() in GROUPS):
        return None
    return people.start()


def antecedent_end(text: str, offset: int) -> int:
    """Where the words end that a relative pronoun at ``offset`` takes up, a first relative clause left out.

    >>> antecedent_end("The men, whose boat sank, who spoke", 26)
    7
    """
    while True:
        stop = offset
        while stop > 0 and text[stop - 1] in " ,\u00a0–—":
            stop -= 1
        comma = text.rfind(",", max(0, stop - _REACH), stop)
        if comma < 0 or not _FIRST_RELATIVE.match(text, comma, stop):
            return stop
        offset = comma
