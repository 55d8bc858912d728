"""What things are called for readers: the words of the views, in one place."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.records import Article, Comparison, Evidence, Kind, Member, Quote, QuoteGroup, Relation, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

KINDS: Mapping[Kind, str] = MappingProxyType({"direct": "direct", "mixed": "partly quoted", "indirect": "reported"})
"""How much of the words stands in quotation marks."""

RELATIONS: Mapping[Relation, str] = MappingProxyType(
    {
        "fullest": "fullest wording",
        "same": "same words",
        "cut": "cut",
        "fragment": "fragment",
        "edited": "edited",
        "paraphrase": "paraphrase",
    }
)
"""How an outlet's wording relates to the fullest."""

FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "negation": "negation",
        "numbers": "number",
        "modality": "modal",
        "names": "name",
        "condition cut": "condition left out",
        "hedge cut": "hedge left out",
        "stance": "told as",
    }
)
"""What an outlet changed of the meaning, or of how it is taken, by the words with which its evidence begins."""

_ALMOST_CERTAIN = 0.995
"""From here on, rounding would say 100 %."""

CLOSE = "another candidate came close"
"""What the attributor keeps as a reason where the choice was close."""

NOBODY_GIVEN = "Nobody given"

_EXCHANGE = re.compile(r"""(['"])(?P<before>.*?)\1 became (['"])(?P<after>.*)\3""", re.DOTALL)
_CUT = re.compile(r"""(['"])(?P<before>.*)\1""", re.DOTALL)
_WORD = re.compile(r"\w+")
_LETTERS = 26

_TYPES = MappingProxyType({"person": "person", "org": "organization", "unnamed": "not named", "none": ""})
_MONTHS = "January February March April May June July August September October November December".split()


@frozen
class Cast:
    """A speaker of an article and the quotes that are his, hers or its.

    Attributes:
        number: 1, 2, ... in order of the first quote; 0 for quotes that nobody is given for.
        speaker: The speaker as the first of the quotes has it.
        quotes: The quotes with their numbers in the article, from 1.
    """

    number: int
    speaker: Speaker
    quotes: tuple[tuple[int, Quote], ...]


def cast_of(article: Article) -> tuple[Cast, ...]:
    """The speakers with their quotes, those of nobody last; confidence and evidence do not make a second speaker.

    >>> from claimkit.records import Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> lind = Speaker("Mara Lind", "person")
    >>> quotes = (Quote("q1", rain, rain, "direct", speaker=lind), Quote("q2", rain, rain, "direct"))
    >>> [(cast.number, str(cast.speaker)) for cast in cast_of(Article("Rain", quotes=quotes))]
    [(1, 'Mara Lind'), (0, '(nobody given)')]
    """
    quotes: dict[tuple[str, str], list[tuple[int, Quote]]] = {}
    for number, quote in enumerate(article.quotes, start=1):
        quotes.setdefault(identity_of(quote.speaker), []).append((number, quote))
    named = [own for (name, _), own in quotes.items() if name]
    unnamed = [own for (name, _), own in quotes.items() if not name]
    together = sorted((pair for own in unnamed for pair in own), key=lambda pair: pair[0])
    casts = [Cast(number, own[0][1].speaker, tuple(own)) for number, own in enumerate(named, start=1)]
    return (*casts, Cast(0, Speaker(), tuple(together))) if together else tuple(casts)


def places_of(article: Article) -> dict[str, int]:
    """For each quote, by its id, the number of the quote that is marked in the text: the outer one of a chain.

    >>> rain = (Span(0, 4, "Rain"),)
    >>> outer, inner = Quote("q1", rain, rain, "direct"), Quote("q1.1", rain, rain, "indirect", inside="q1", depth=1)
    >>> places_of(Article("Rain", quotes=(outer, inner)))
    {'q1': 1, 'q1.1': 1}
    """
    numbers = {quote.id: number for number, quote in enumerate(article.quotes, start=1)}
    return {quote.id: numbers.get(quote.inside or quote.id, numbers[quote.id]) for quote in article.quotes}


def identity_of(speaker: Speaker) -> tuple[str, str]:
    """What two speakers of one article share if they are the same."""
    return speaker.name, speaker.type if speaker.name else "none"


def names_speaker(source: str, speaker: Speaker) -> bool:
    """Whether the words of the source say the last word of the name, for most people the surname, by themselves.

    >>> lind = Speaker("Mara Lind", "person")
    >>> names_speaker("Minister Lind", lind), names_speaker("she", lind)
    (True, False)
    """
    words = speaker.name.casefold().split()
    return not words or words[-1] in source.casefold()


def described(speaker: Speaker) -> str:
    """Role and type of a speaker: "harbor minister · person".

    >>> described(Speaker("Mara Lind", "person", role="harbor minister"))
    'harbor minister · person'
    """
    return " · ".join(part for part in (speaker.role, _TYPES[speaker.type] if speaker.name else "") if part)


def was_close(speaker: Speaker) -> bool:
    """Whether another candidate nearly became the speaker.

    >>> was_close(Speaker("Mara Lind", "person"))
    False
    """
    return any(reason.reason == CLOSE for reason in speaker.evidence)


def type_of(speaker: Speaker) -> str:
    """What a speaker is, in a word or two.

    >>> type_of(Speaker("Mara Lind", "person")), type_of(Speaker("aide", "unnamed"))
    ('person', 'not named')
    """
    return _TYPES[speaker.type] or "nobody given"


def how_reported(quote: Quote) -> str:
    """Kind, act, negation and the quote around it in a few words: "reported · thought · not said".

    >>> from claimkit.records import Span
    >>> how_reported(Quote("q1", (Span(0, 4, "Rain"),), (), "indirect", act="thought", negated=True))
    'reported · thought · not said'
    """
    parts = [
        KINDS[quote.kind],
        "thought" if quote.act == "thought" else "",
        "not said" if quote.negated else "",
        f"inside {quote.inside}" if quote.inside else "",
    ]
    return " · ".join(part for part in parts if part)


@frozen
class Flag:
    """A change that touches the meaning, for readers.

    Attributes:
        sort: One of `claimkit.records.FLAGS`.
        label: What it is called.
        before: The words of the fullest wording; empty where something was put in.
        after: The words in their place; empty where something was left out.
    """

    sort: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        words = f"{self.before} → {self.after}" if self.before and self.after else f"{self.before}{self.after}"
        if self.sort in ("negation", "numbers", "modality", "names") and not (self.before and self.after):
            words = f"{'−' if self.before else '+'} {words}"
        return f"{self.label}: {words}"


def flags_of(member: Member) -> tuple[Flag, ...]:
    """The flags of a member, in order of its evidence.

    >>> from claimkit.records import Span
    >>> rain = (Span(0, 4, "Rain"),)
    >>> reasons = ("modality: 'may' became 'will'", "negation: 'not' became ''", "hedge cut: 'perhaps'")
    >>> evidence = tuple(Evidence("comparator", reason) for reason in reasons)
    >>> for flag in flags_of(Member("a", Quote("q1", rain, rain, "direct"), evidence=evidence)):
    ...     print(flag)
    modal: may → will
    negation: − not
    hedge left out: perhaps
    """
    return tuple(_flag(evidence.reason) for evidence in member.flags)


def _flag(reason: str) -> Flag:
    sort, _, words = reason.partition(": ")
    exchange, cut = _EXCHANGE.fullmatch(words), _CUT.fullmatch(words)
    if exchange:
        return Flag(sort, FLAGS[sort], exchange["before"], exchange["after"])
    return Flag(sort, FLAGS[sort], cut["before"] if cut else words, "")


def versions_of(group: QuoteGroup) -> tuple[str, ...]:
    """A letter for each member: those that printed the same words have the same, and the first to print has A.

    >>> from claimkit.records import Span
    >>> rain, snow = (Span(0, 4, "Rain"),), (Span(0, 4, "Snow"),)
    >>> members = [Member(str(n), Quote("q1", said, said, "direct"), relation="edited")
    ...            for n, said in enumerate((rain, snow, rain))]
    >>> versions_of(QuoteGroup("g1", tuple(members), "Rain"))
    ('A', 'B', 'A')
    """
    numbers: dict[tuple[str, ...], int] = {}
    for member in group.members:
        numbers.setdefault(_words_of(member), len(numbers))
    return tuple(_letter(numbers[_words_of(member)]) for member in group.members)


def _words_of(member: Member) -> tuple[str, ...]:
    """What a version is told by; the fullest one is one whatever the spelling."""
    if member.relation in ("fullest", "same"):
        return ()
    return tuple(_WORD.findall(member.quote.text.casefold()))


def _letter(number: int) -> str:
    """A, B, ... Z, A2, B2, ..."""
    lap = number // _LETTERS
    return chr(ord("A") + number % _LETTERS) + (str(lap + 1) if lap else "")


def percent(probability: float) -> str:
    """A probability for readers; what is not certain never reads as 100 %.

    >>> percent(0.976), percent(0.9999), percent(1.0)
    ('98 %', '>99 %', '100 %')
    """
    if _ALMOST_CERTAIN <= probability < 1.0:
        return ">99 %"
    return f"{round(probability * 100)} %"


def reasons(evidence: Iterable[Evidence], most: int = 4) -> list[str]:
    """The first reasons of a decision, each in a line: "marks: whole sentence in marks [“Rain.”] (90 %)"."""
    lines = []
    for reason in list(evidence)[:most]:
        words = f" [{shortened(reason.span.text, 60)}]" if reason.span else ""
        sure = f" ({percent(reason.confidence)})" if reason.confidence is not None else ""
        lines.append(f"{reason.stage}: {reason.reason}{words}{sure}")
    return lines


def shortened(text: str, most: int) -> str:
    r"""The text in one line of at most ``most`` characters, cut at a word.

    >>> shortened("Rain is expected\nin the evening", 21)
    'Rain is expected in…'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    word = kept.rsplit(" ", 1)[0]
    return (word if len(word) > most // 2 else kept).rstrip(" ,;:–—-") + "…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "quote"), counted(1200, "quote"), counted(2, "person", "people")
    ('1 quote', '1,200 quotes', '2 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def when(published: str | None) -> str:
    """A time of publication for readers; what is not ISO 8601 stays as it is.

    >>> when("2031-03-04T09:30:00+02:00"), when("2031-03-04"), when("last week"), when(None)
    ('4 March 2031, 09:30 UTC+2', '4 March 2031', 'last week', '')
    """
    moment = moment_of(published)
    given = (published or "").strip()
    if moment is None:
        return given
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if not has_time(given):
        return day
    return f"{day}, {moment:%H:%M}{_zone(moment.utcoffset(), given)}"


def later(first: str | None, published: str | None) -> str:
    """How much later something appeared: "+2 h 15 min", "+1 day"; empty if that is not known.

    >>> later("2031-03-04T09:30", "2031-03-04T11:45"), later("2031-03-04", "2031-03-06"), later("?", "2031-03-04")
    ('+2 h 15 min', '+2 days', '')
    """
    begin, end = moment_of(first), moment_of(published)
    if begin is None or end is None or end <= begin:
        return ""
    if not (has_time(first or "") and has_time(published or "")):
        days = (end.date() - begin.date()).days
        return f"+{counted(days, 'day')}" if days > 0 else ""
    minutes = int((end - begin).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [counted(days, "day") if days else "", f"{hours} h" if hours else ""]
    if not days:
        parts.append(f"{minutes} min" if minutes or not hours else "")
    return "+" + " ".join(part for part in parts if part)


def moment_of(published: str | None) -> datetime | None:
    """The moment that a record's ``published`` names, as `Article.published_at` understands it."""
    return Article("", published=published).published_at


def has_time(published: str) -> bool:
    """Whether a time of day is given and not only a date."""
    return ":" in published


def outlet_of(member: Member) -> str:
    """The outlet, or the article where no outlet is known."""
    return member.outlet or member.article or "unknown outlet"


def title_of(article: Article) -> str:
    r"""The headline, or else the first line of the text, or the id.

    >>> title_of(Article("Ferry is back\nPort Alder. The ferry ..."))
    'Ferry is back'
    """
    first = article.text.lstrip().split("\n", 1)[0][:400]
    return shortened(article.title or "", 160) or shortened(first, 100) or article.id or "Untitled article"


def speaker_of(group: QuoteGroup) -> Speaker:
    """Who is shown as the speaker of a group: that of the fullest wording, or the first that there is."""
    ordered = sorted(group.members, key=lambda member: member.relation != "fullest")
    return next((member.quote.speaker for member in ordered if member.quote.speaker.name), Speaker())


def is_verbatim(group: QuoteGroup) -> bool:
    """Whether the fullest wording stood in quotation marks."""
    return any(member.relation == "fullest" and member.quote.kind == "direct" for member in group.members)


def summary_of(comparison: Comparison) -> str:
    """The comparison in one line: "5 articles from 4 outlets · 43 quotes · 12 shared".

    >>> summary_of(Comparison((Article("Rain", outlet="The Courier"),)))
    '1 article from 1 outlet · 0 quotes · none shared'
    """
    articles = comparison.articles
    outlets = {article.outlet for article in articles if article.outlet}
    origin = f" from {counted(len(outlets), 'outlet')}" if outlets else ""
    quotes = sum(len(article.quotes) for article in articles)
    shared = f"{len(comparison.groups):,} shared" if comparison.groups else "none shared"
    return f"{counted(len(articles), 'article')}{origin} · {counted(quotes, 'quote')} · {shared}"


def by_reach(groups: Iterable[QuoteGroup]) -> list[QuoteGroup]:
    """The groups in the order of the views: most outlets first, then most articles, then as they come."""
    return sorted(groups, key=lambda group: (-len(group.outlets), -len({member.article for member in group.members})))


def _zone(offset: timedelta | None, given: str) -> str:
    """The time zone, where one was given: " UTC", " UTC+2", " UTC+5:30"."""
    clock = given[10:]
    if offset is None or not (clock.upper().endswith("Z") or "+" in clock or "-" in clock):
        return ""
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return " UTC"
    sign, minutes = ("+" if minutes > 0 else "−"), abs(minutes)
    return f" UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
