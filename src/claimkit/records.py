"""What flows through claimkit: plain, frozen records with exact offsets.

A record holds integers, strings, tuples and other records, and nothing of spaCy: it pickles, goes through JSON,
outlives the Doc that it came from, and can be compared and shown where spaCy is not installed.
All offsets count characters of the article's original text, end exclusive.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence  # noqa: TC003 (reading JSON asks for the types of attributes)
from datetime import UTC, datetime
from typing import Any, Literal

from attrs import field, frozen, validators

Kind = Literal["direct", "mixed", "indirect"]
"""How much of the content stands in quotation marks: all of it, a part, nothing."""

Act = Literal["speech", "thought"]
"""What the cue reports: something said, written or shown, or something believed, wanted or planned."""

SpeakerType = Literal["person", "org", "unnamed", "none"]
"""Who speaks: a named person, a named body, somebody who is described but not named, nobody given."""

Relation = Literal["fullest", "same", "cut", "fragment", "edited", "paraphrase"]
"""How a member of a group relates to the fullest wording of its group."""

Change = Literal["kept", "cut", "added", "changed"]
"""What happened to a stretch of the fullest wording in another outlet's wording."""

FLAGS = ("negation", "numbers", "modality", "names", "condition cut", "hedge cut", "stance")
"""What a member can be flagged for, as its evidence begins: see `claimkit.comparison.flags_of`."""

_FLAGGED = tuple(f"{flag}: " for flag in FLAGS)

SEAM = " ¦ "
"""What a wording has where the words of the outlet stood between two sentences of a quote; never part of a quote."""

_FIRST_PERSON = re.compile(r"I\b")

_PROBABILITY = validators.and_(validators.ge(0.0), validators.le(1.0))


@frozen
class Span:
    """A stretch of an article, with its text.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        text: What stands there, verbatim: ``article.text[start:end]``.

    >>> Span.of("Rain, she said.", 0, 4)
    Span(start=0, end=4, text='Rain')
    """

    start: int = field(validator=validators.ge(0))
    end: int = field()
    text: str

    @end.validator
    def _fits(self, _attribute: object, end: int) -> None:
        if end - self.start != len(self.text):
            message = (
                f"A span from {self.start} to {end} needs a text of {end - self.start} characters, "
                f"but {self.text!r} has {len(self.text)}. Span.of(text, start, end) cuts it for you."
            )
            raise ValueError(message)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@frozen
class NamedEntity:
    """A name where it stands in a text, as a recognizer found it: our network, or one of a pipeline.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        label: spaCy's label: ``"PERSON"``, ``"ORG"``, ``"GPE"``, ``"NORP"``, ...
    """

    start: int
    end: int
    label: str


@frozen
class Evidence:
    """One reason for a decision, kept with what was decided.

    Attributes:
        stage: Who decided: ``"marks"``, ``"network"``, ``"detector"``, ``"attributor"`` or ``"comparator"``.
        reason: The reason in a few words, for people.
        span: The words of the article that it rests on, if any.
        confidence: Probability that this reason alone gives; ``None`` for a rule.
    """

    stage: str
    reason: str
    span: Span | None = None
    confidence: float | None = field(default=None, validator=validators.optional(_PROBABILITY))


@frozen
class Speaker:
    """Who said it: an identity within one article, not merely the words used there.

    Attributes:
        name: The fullest name that the article gives, without title or article; for somebody who is not named,
            the description ("senior aide"); empty when nobody is given.
        type: See `SpeakerType`.
        role: Title or role as written ("Kremlin spokesman"), or ``None``.
        mentions: The words that refer to this speaker, in order of the text.
        confidence: Probability that the name is right.
        evidence: What decided, the deciding reason first.
    """

    name: str = ""
    type: SpeakerType = field(default="none", validator=validators.in_(("person", "org", "unnamed", "none")))
    role: str | None = None
    mentions: tuple[Span, ...] = ()
    confidence: float = field(default=1.0, validator=_PROBABILITY)
    evidence: tuple[Evidence, ...] = ()

    def __str__(self) -> str:
        return self.name or "(nobody given)"


NOBODY = Speaker()
"""The speaker of a quote that nobody is named for: a value, so that no caller needs to ask for ``None``."""


@frozen
class Quote:
    """Somebody's words (or their substance) in an article, and who they are attributed to.

    Attributes:
        id: Unique within the article, in order of the text: ``"q1"``, ``"q2"``, ...; of a quote inside ``"q2"``,
            ``"q2.1"``.
        content: What was said, verbatim and with its quotation marks; more than one span when the cue interrupts
            it or when it goes on in later sentences.
        bare: The same spans without the quotation marks at their ends.
        kind: See `Kind`.
        cue: The words that report it ("said", "according to"), or ``None``.
        source: The words that name who, as written here ("He"), or ``None``.
        speaker: Who that is; `NOBODY` until the attributor ran, or when nobody is given.
        act: See `Act`; ``None`` when it was not determined.
        negated: Whether the cue says that it was *not* said; ``None`` when it was not determined.
        confidence: Probability that this is a quote with these words.
        evidence: What decided, the deciding reason first.
        inside: Id of the quote in whose words it stands ("Voss said that Lind had said ..."), or ``None``.
        depth: How many quotes it stands inside: 0 for what the article itself reports.
    """

    id: str
    content: tuple[Span, ...] = field(validator=validators.min_len(1))
    bare: tuple[Span, ...]
    kind: Kind = field(validator=validators.in_(("direct", "mixed", "indirect")))
    cue: Span | None = None
    source: Span | None = None
    speaker: Speaker = NOBODY
    act: Act | None = field(default=None, validator=validators.optional(validators.in_(("speech", "thought"))))
    negated: bool | None = None
    confidence: float = field(default=1.0, validator=_PROBABILITY)
    evidence: tuple[Evidence, ...] = ()
    inside: str | None = None
    depth: int = field(default=0, validator=validators.ge(0))

    @property
    def text(self) -> str:
        """The words without quotation marks, spans joined by a blank: what to search and to compare."""
        return " ".join([span.text for span in self.bare])

    @property
    def wording(self) -> str:
        """The words without quotation marks as one reads them: what to show.

        Where the outlet's own words stood between two spans, and a blank in their place would make one sentence of
        two, there is `SEAM`.

        >>> whole = Span.of("“It took a minute,” she said. “The doors held.”", 0, 47)
        >>> minute, doors = Span.of(whole.text, 1, 18), Span.of(whole.text, 31, 46)
        >>> Quote("q1", (whole,), (minute, doors), "direct").wording
        'It took a minute, ¦ The doors held.'
        """
        words = ""
        for span in self.bare:
            joint = SEAM if _breaks_off(words, span.text) else " "
            words = f"{words}{joint}{span.text}" if words else span.text
        return words

    @property
    def start(self) -> int:
        """Offset of the first character of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the content."""
        return self.content[-1].end


@frozen
class Article:
    """A news article; once read, with its quotes.

    Attributes:
        text: The article as given; it is never altered, and all offsets point into it.
        id: Unique among the articles that are read together.
        title: Headline, where it is not a part of the text.
        outlet: Who published it.
        published: When, as given; `published_at` understands ISO 8601.
        url: Where.
        quotes: What was found, in order of the text; each quote is followed by those inside it.
        warnings: What could not be done, in words; empty in the ordinary case.
        meta: Other keys of the input and their values as JSON texts, kept for the way back.
    """

    text: str = field(repr=lambda text: repr(textwrap.shorten(text, 60, placeholder="...")))
    id: str = ""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    quotes: tuple[Quote, ...] = field(default=(), repr=lambda quotes: f"<{len(quotes)} quotes>")
    warnings: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def published_at(self) -> datetime | None:
        """The time of publication, or ``None`` if it is not given as ISO 8601; without a zone it counts as UTC."""
        try:
            moment = datetime.fromisoformat((self.published or "").strip())
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers of the quotes, each once, in order of their first quote; also those of quotes inside quotes."""
        named = [quote.speaker for quote in self.quotes if quote.speaker.name]
        first = {(speaker.name, speaker.type): speaker for speaker in reversed(named)}
        return tuple(dict.fromkeys(first[speaker.name, speaker.type] for speaker in named))

    def _repr_html_(self) -> str:
        from claimkit.views import article_html

        return article_html(self)


@frozen
class Difference:
    """One stretch of the word-level comparison between the fullest wording and a member's wording.

    The differences of a member tile both wordings: the ``fullest`` texts joined give the fullest wording, and the
    ``member`` texts joined give the member's.

    Attributes:
        change: See `Change`.
        fullest: The stretch of the fullest wording with the blanks that follow it; empty for ``"added"``.
        member: The stretch of the member's wording with the blanks that follow it; empty for ``"cut"``.
    """

    change: Change = field(validator=validators.in_(("kept", "cut", "added", "changed")))
    fullest: str
    member: str


@frozen
class Member:
    """One outlet's version of a quote in a group.

    Attributes:
        article: Id of the article.
        quote: The quote as that article has it.
        outlet: Who published the article, if known.
        published: When, as the article gives it.
        relation: See `Relation`.
        confidence: Probability that this is the group's quote.
        differences: From the group's fullest wording to ``quote.wording``, in order.
        evidence: What decided, the deciding reason first.
    """

    article: str
    quote: Quote
    outlet: str | None = None
    published: str | None = None
    relation: Relation = field(
        default="same", validator=validators.in_(("fullest", "same", "cut", "fragment", "edited", "paraphrase"))
    )
    confidence: float = field(default=1.0, validator=_PROBABILITY)
    differences: tuple[Difference, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def flags(self) -> tuple[Evidence, ...]:
        """What touches the meaning of the quote or how it is taken: the evidence that begins with one of `FLAGS`.

        >>> rain = (Span(0, 4, "Rain"),)
        >>> evidence = tuple(Evidence("comparator", reason) for reason in ("31 nats", "modality: 'may' became 'will'"))
        >>> member = Member("a", Quote("q1", rain, rain, "direct"), evidence=evidence)
        >>> [flag.reason for flag in member.flags]
        ["modality: 'may' became 'will'"]
        """
        return tuple(item for item in self.evidence if item.reason.startswith(_FLAGGED))


@frozen
class Origin:
    """Where the versions of a quote most likely go back to.

    Attributes:
        outlet: The outlet or news agency.
        article: Id of its article, if that is among the members; ``None`` for a source that is only credited.
        confidence: Probability that the others have the quote from there, and not each for itself.
        evidence: What speaks for it, the weightiest first.
    """

    outlet: str
    article: str | None = None
    confidence: float = field(default=1.0, validator=_PROBABILITY)
    evidence: tuple[Evidence, ...] = ()


@frozen
class QuoteGroup:
    """The same quote in two articles or more.

    Attributes:
        id: Unique within the comparison.
        members: The versions, earliest publication first; undated ones follow in order of input.
        wording: The fullest wording that an outlet printed, as `Quote.wording` has it.
        conflicts: What the outlets disagree on, in words ("attributed to A by X and to B by Y").
        origin: Where the others most likely have it from; ``None`` if nothing tells, or the signs disagree.
    """

    id: str
    members: tuple[Member, ...] = field(validator=validators.min_len(2))
    wording: str
    conflicts: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the quote, each once, in order of the members."""
        return tuple(dict.fromkeys(member.outlet or member.article for member in self.members))

    @property
    def fullest(self) -> Member:
        """The member whose wording is the fullest."""
        return next(member for member in self.members if member.relation == "fullest")

    def _repr_html_(self) -> str:
        from claimkit.views import group_html

        return group_html(self)


@frozen
class SpeakerIdentity:
    """Somebody who speaks in articles that were read together, under all the names that these use.

    Attributes:
        id: Stays the same as articles are added.
        name: The fullest name that the articles give, or what the user calls it.
        type: ``"person"`` or ``"org"``; what most articles take it for.
        spellings: All names in use, the most frequent first.
        roles: Titles and roles as written, the most frequent first.
        quotes: The quotes, each by the ids of its article and of itself.
        entry: What the knowledge base calls it, or ``None``.
        same_as: An address that stands for it, from the knowledge base, or ``None``.
        evidence: Why the names are one, a reason for each join; or why a name was joined with none.
    """

    id: str
    name: str
    type: SpeakerType = field(default="person", validator=validators.in_(("person", "org", "unnamed", "none")))
    spellings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = field(default=(), repr=lambda quotes: f"<{len(quotes)} quotes>")
    entry: str | None = None
    same_as: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles, each once, in the order of the quotes."""
        return tuple(dict.fromkeys(article for article, _ in self.quotes))

    def __str__(self) -> str:
        return self.name


@frozen
class Comparison:
    """Articles that were read together, and the quotes that they share.

    Attributes:
        articles: The articles with their quotes, in order of input.
        groups: The shared quotes, those in most articles first; each is made when it is looked at.
        speakers: Who speaks in the articles, those with the most quotes first; made when they are looked at.
    """

    articles: tuple[Article, ...] = field(repr=lambda articles: f"<{len(articles)} articles>")
    groups: Sequence[QuoteGroup] = field(default=(), repr=lambda groups: f"<{len(groups)} groups>")
    speakers: Sequence[SpeakerIdentity] = field(default=(), repr=lambda speakers: f"<{len(speakers)} speakers>")

    def _repr_html_(self) -> str:
        from claimkit.views import comparison_html

        return comparison_html(self)


def _breaks_off(before: str, after: str) -> bool:
    """Whether a text that stops without a full stop is followed by one that begins like a sentence."""
    end, begin = before.rstrip(" \"'”’»"), after.lstrip(" \"'“‘«")
    return bool(end) and end[-1] not in ".!?…:;—–-" and begin[:1].isupper() and not _FIRST_PERSON.match(begin)


Record = (
    Article
    | Quote
    | Speaker
    | SpeakerIdentity
    | QuoteGroup
    | Comparison
    | Member
    | Origin
    | Difference
    | Span
    | Evidence
)
"""Any of the records of this module."""

Json = Any
"""A value made of what JSON has: dict, list, str, int, float, bool and None."""
