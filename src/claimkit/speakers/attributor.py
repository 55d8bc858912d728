"""Who said each quote: from the words that name the source to the speaker with their full name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from claimkit.records import NOBODY, Evidence, Quote, Span, Speaker
from claimkit.speakers.descriptions import (
    antecedents_of_body,
    antecedents_of_group,
    antecedents_of_role,
    apposed_body,
    author_named_after,
    body_behind_document,
    charged_before,
    described_anew,
    document_before,
    fuller_description,
    holder_of_initials,
    is_bare,
    is_opening,
    is_whereabouts,
    last_body_named,
    last_group_akin,
    last_speaker_described,
    last_two_people,
    named_next,
    one_of_two,
    publisher_named_next,
    takes_up_described,
)
from claimkit.speakers.identity import Cast, Identity
from claimkit.speakers.lexicon import (
    FIRST_PERSON,
    KIN,
    PRONOUN_GENDER,
    ROLES_OF_BODIES,
    STATEMENTS,
    role_head,
    singular,
)
from claimkit.speakers.pronouns import antecedents_of_it, antecedents_of_person, antecedents_of_they
from claimkit.speakers.scene import Candidate, Referent, Scene
from claimkit.speakers.sources import Source, read_source
from claimkit.speakers.subjects import antecedent_end, labels_of, people_of, source_of
from claimkit.speakers.unsourced import NOBODY_GIVEN, speaker_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimkit.records import NamedEntity

STAGE = "attributor"
"""The name of this stage in `claimkit.records.Evidence`."""

MENDED = "the subject of the cue, which the source is not"
"""The reason that is kept beside the rule where other words than the source were taken for the speaker's."""

CLOSE = "another candidate came close"
"""The reason that is kept beside the rule where the choice was close."""

LESS_LIKELY = "less likely: "
"""How the reasons begin that name the candidates that lost, and by how many points."""

CONFIDENCE: dict[str, tuple[float, float]] = {
    "another description of the person spoken of": (0.6, 0.69),
    "body as a source before has it": (0.6, 0.85),
    "body as the text before has it": (0.6, 0.67),
    "body described, and named right after": (0.6, 0.85),
    "body named beside the same noun before": (0.6, 0.64),
    "body, kept as written": (0.6, 0.84),
    "described by whose it is": (0.6, 0.53),
    "described, and named right after": (0.6, 0.84),
    "description of the last speaker": (0.6, 0.6),
    "description that fits a body": (0.58, 0.8),
    "description that fits a role": (0.67, 0.86),
    "description, kept as written": (0.6, 0.51),
    "document as a source before has it": (0.6, 0.45),
    "document of a body": (0.64, 0.73),
    "document of the body named after it": (0.6, 0.64),
    "document of the body named last": (0.6, 0.57),
    "document of the body named with it before": (0.6, 0.79),
    "document of the body that spoke last": (0.6, 0.62),
    "document, and its body named right after": (0.6, 0.71),
    "document, kept as written": (0.6, 0.65),
    "goes on from the quotation before": (0.6, 0.68),
    "group as a source before has it": (0.6, 0.72),
    "group as the text before has it": (0.6, 0.5),
    "group taken up": (0.55, 0.75),
    "group, kept as written": (0.6, 0.91),
    "named in full": (0.6, 0.95),
    "pronoun he or she": (0.62, 0.95),
    "pronoun it": (0.44, 0.74),
    "pronoun they": (0.37, 0.69),
    "quotation of whom the sentence before is about": (0.6, 0.69),
    "relative pronoun": (0.6, 0.63),
    "several speakers together": (0.6, 0.82),
    "short for a fuller name": (0.6, 0.98),
    "somebody's, kept as written": (0.6, 0.5),
    "the group that spoke last": (0.6, 0.57),
    "the pair that spoke last": (0.6, 0.67),
    "the two named together last": (0.6, 0.64),
    "the two people named last": (0.6, 0.56),
    "unnamed person, kept as written": (0.6, 0.76),
}
"""For each rule, how often it is right: first where another candidate is close, then otherwise.

Measured on the open training articles by ``benchmarks/speakers_on_gold.py --confidence``, shrunk towards `_UNSEEN`
by the weight of ten cases, so that a rule seen twice makes no great promise.
"""

_UNSEEN = 0.6
_CLOSE = 2.0
"""Points between the best candidate and the next, below which the choice is close."""

_DESCRIPTIONS = frozenset({"person", "body", "document", "group"})
"""Kinds of sources that are somebody else where they stand in a quote: hardly anybody calls himself "the minister"."""

_OF_INTERVIEWS = frozenset({"Q", "A"})
_NOBODY_IN_PARTICULAR = frozenset(("media", "news", "opposition", "press", "troop"))
"""Bodies without a name that are many: "local media"."""

_OWNERS = frozenset("his her its their".split())

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"), " ")
"""Blanks that break no line or are thin; to whoever reads a name they are blanks."""

_MOST_LOSERS = 3
_MOST_WORDS_OF_NOUN = 4
_RELATIVE_REACH = 120
_CLAUSE = re.compile(r"[^.;:!?\n]*$")
_WITHIN_CLAUSE = re.compile(r"(?:\b(?:of|by|with|to|for|from|said|says|and|but|is|was|are|were|that)|,)\s")
_DETERMINED = re.compile(
    r"(?<!\w)(?:the|an?|some|many|most|several|few|all|two|three|his|her|its|their) (?=\w)", re.IGNORECASE
)
_DOCUMENT_AS_SUBJECT = re.compile(
    r"The (?:[\w-]+ )?(?:document|indictment|letter|paper|petition|poll|report|statement|study|survey)"
    r"(?= [a-z])(?! (?:by|of)\b)"
)
_PAIR = re.compile(
    r"(?:both|(?:the )?two) (?:\w+ )?"
    r"(?:men|women|leaders|senators|lawmakers|officers|presidents|ministers|defendants)\b"
    r"|the (?:couple|senators|lawmakers|pair|congressmen)\b",
    re.IGNORECASE,
)
_PAIR_OF_BODIES = re.compile(
    r"(?:both|the(?: two)?) (?:companies|firms|countries|nations|governments|parties|groups|airlines|carmakers"
    r"|automakers|unions|banks|clubs|teams|newspapers|agencies)",
    re.IGNORECASE,
)
_SENTENCES_OF_PAIR = 4
_LEAST_POINTS_OF_BODY = -1.5
_LEAST_POINTS_OF_DESCRIBED_BODY = 0.5
"""With modifiers to be met ("the ruling party"), a mere name near by is no antecedent."""


@frozen
class _Answer:
    """A referent with the rule that found it, and the candidates that it left behind."""

    referent: Referent | None
    rule: str
    losers: tuple[Candidate, ...] = ()
    points: float = 0.0

    @property
    def confidence(self) -> float:
        """How often the rule is right, given whether a loser came close."""
        close, clear = CONFIDENCE.get(self.rule, (_UNSEEN, _UNSEEN))
        return close if self.is_close else clear

    @property
    def is_close(self) -> bool:
        """Whether another candidate had nearly as many points."""
        return bool(self.losers) and self.points - self.losers[0].points < _CLOSE


class Attributor:
    """Finds the speaker of each quote of an article.

    Works on the text and the quotes alone; entities of a recogniser are used where they are given. Every decision
    is kept as evidence on the speaker: the rule first, then the candidates that lost. Where nobody is given, the
    speaker is `claimkit.records.NOBODY`, and the quote's own evidence says why.

    >>> from claimkit.records import Quote, Span
    >>> text = "Kremlin spokeswoman Ann Example denied it. 'It is late,' she said."
    >>> words = Span.of(text, 43, 56)
    >>> quote = Quote("q1", (words,), (words,), "direct", source=Span.of(text, 57, 60))
    >>> speaker = Attributor().attribute(text, [quote])[0].speaker
    >>> speaker.name, speaker.type, speaker.role, speaker.evidence[0].reason
    ('Ann Example', 'person', 'Kremlin spokeswoman', 'pronoun he or she')
    """

    def attribute(self, text: str, quotes: Sequence[Quote], entities: Sequence[NamedEntity] = ()) -> tuple[Quote, ...]:
        """The quotes, in the order given, each with its speaker.

        Args:
            text: The article that all offsets point into.
            quotes: Quotes with the spans that name their sources, as the detector found them.
            entities: Named entities, if the pipeline has a recogniser.
        """
        if not quotes:
            return ()
        plain = text.translate(_BLANKS)
        cast = Cast(plain, entities)
        labels = labels_of(plain)
        places = [source_of(cast, quote, labels) for quote in quotes]
        spans = [Span.of(text, place.start, place.end) if place else None for place in places]
        sources = [read_source(plain, span.start, span.end) if span else None for span in spans]
        outer = [(quote, source) for quote, source in zip(quotes, sources, strict=True) if quote.inside is None]
        quoted = [(span.start, span.end) for quote, _ in outer if quote.kind == "direct" for span in quote.content]
        upcoming = {(source.start, source.end): source for _, source in outer if source}
        scene = Scene(plain, cast, quoted, tuple(upcoming.values()))
        found = self._answers(scene, outer)
        around = {quote.id: (quote, answer) for (quote, _), answer in zip(outer, found, strict=True)}
        ready = iter(found)
        answers = [
            next(ready) if quote.inside is None else self._inside(scene, source, around.get(quote.inside))
            for quote, source in zip(quotes, sources, strict=True)
        ]
        mentions = _mentions(text, spans, answers)
        return tuple(
            _attributed(quote, span, answer, mentions)
            for quote, span, answer in zip(quotes, spans, answers, strict=True)
        )

    def _answers(self, scene: Scene, quotes: Sequence[tuple[Quote, Source | None]]) -> list[_Answer]:
        """One answer a quote; found in order of the text, since each speaker may be taken up by the next source."""
        answers: dict[int, _Answer] = {}
        known: dict[tuple[int, int], _Answer] = {}
        for index in sorted(range(len(quotes)), key=lambda index: (_place_of(*quotes[index]), index)):
            quote, source = quotes[index]
            if source is None:
                answer = _Answer(*speaker_unsaid(scene, quote))
            elif source.phrase in _OF_INTERVIEWS and scene.text.startswith(":", source.end):
                answer = self._in_interview(scene, source)
            else:
                key = (source.start, source.end)
                answer = known.get(key) or self._resolve(scene, source)
                known[key] = answer
            if answer.referent is not None:
                scene.heard(answer.referent, _place_of(quote, source), quote.end)
            answers[index] = answer
        return [answers[index] for index in range(len(quotes))]

    def _in_interview(self, scene: Scene, source: Source) -> _Answer:
        """Who answers in an interview: whom its introduction is about; who asks is not told."""
        if source.phrase == "Q":
            return _Answer(None, "the question of an interview")
        named = scene.cast.named_between(0, source.start)
        person = next((identity for _, identity in named if identity.type == "person"), None)
        return _Answer(scene.referent_of(person) if person else None, "the answer in an interview")

    def _inside(self, scene: Scene, source: Source | None, around: tuple[Quote, _Answer] | None) -> _Answer:
        """The answer for a quote inside another, whose speaker is "I" there; those outside take no notice of it."""
        if source is None:
            return _Answer(None, NOBODY_GIVEN)
        speaker = around[1].referent if around else None
        if around is None or speaker is None:
            return self._resolve(scene, source)
        if source.head in FIRST_PERSON and source.kind == "pronoun":
            return _Answer(speaker, "first person, the speaker of the quote around it")
        if possessed := _own(source, speaker):
            return possessed
        if source.kind == "pronoun" and around[0].kind == "direct":
            return self._somebody_else(scene, source, speaker)
        last = scene.last
        scene.last = speaker
        answer = self._resolve(scene, source)
        scene.last = last
        if answer.referent is speaker and source.kind in _DESCRIPTIONS:
            return _Answer(_described(source, body=source.kind == "body"), "description, kept as written")
        return answer

    def _somebody_else(self, scene: Scene, source: Source, speaker: Referent) -> _Answer:
        """Whom "he" means in the words of a speaker, who would say "I" of himself."""
        answer = self._resolve(scene, source)
        if answer.referent is not speaker:
            return answer
        others = [loser for loser in answer.losers if loser.referent is not speaker]
        return _best(others, answer.rule)

    def _resolve(self, scene: Scene, source: Source) -> _Answer:
        match source.kind:
            case "nobody":
                return _Answer(None, "the words say that nobody spoke")
            case "name":
                return self._named(scene, source)
            case "joint":
                return self._joint(scene, source)
            case "pronoun":
                return self._pronoun(scene, source)
            case "relative":
                return self._relative(scene, source)
            case "person":
                return self._person(scene, source)
            case "body":
                return self._body(scene, source)
            case "document":
                return self._document(scene, source)
            case "group":
                return self._group(scene, source)
            case _:
                return _Answer(_described(source), "description, kept as written")

    def _named(self, scene: Scene, source: Source) -> _Answer:
        name = source.name
        if name is None:
            return _Answer(_described(source), "description, kept as written")
        identity = scene.cast.identity_of(name)
        if holder := holder_of_initials(scene, source, identity):
            return _Answer(scene.referent_of(holder), "initials of an office")
        if identity is None:
            person = name.type in ("person", "unknown") and source.role is not None
            identity = Identity(
                name.text, "person" if person else "org", name.gender, [name], starts=[name.start], first=name.start
            )
        if identity.type == "unknown" and source.role and role_head(source.role.split()[-1]):
            identity.type = "person"
        if identity.type == "person":
            identity.gender = identity.gender or source.gender
            if source.role and source.role not in identity.roles:
                identity.described.append(source.role)
        referent = scene.referent_of(identity)
        referent.role = referent.role or source.role
        return _Answer(referent, "named in full" if identity.name == name.text else "short for a fuller name")

    def _joint(self, scene: Scene, source: Source) -> _Answer:
        answers = [
            self._resolve(scene, part)
            if part.kind in ("name", "pronoun")
            else _Answer(_described(part, body=part.kind == "body"), "description, kept as written")
            for part in source.parts
        ]
        parts = tuple(answer.referent for answer in answers if answer.referent)
        if len(parts) != len(source.parts):
            return _Answer(_described(source), "description, kept as written")
        kinds = {part.type for part in parts}
        name = _listed(scene.text, source, [part.name for part in parts])
        kind = next(each for each in ("person", "org", "unnamed", "none") if each in kinds)
        joined = Referent(name, kind, plural=True, parts=parts)
        return _Answer(joined, "several speakers together")

    def _pronoun(self, scene: Scene, source: Source) -> _Answer:
        if source.gender:
            answer = _best(antecedents_of_person(scene, source.start, source.gender), "pronoun he or she")
            if answer.referent is not None and (identity := answer.referent.identity) is not None:
                identity.type = "person"
                identity.gender = identity.gender or (None if answer.is_close else source.gender)
            return answer
        if source.head == "they":
            return _best(antecedents_of_they(scene, source.start), "pronoun they")
        if source.head == "it":
            if document := _document_before(scene, source.start):
                return evolve(self._resolve(scene, document), rule="pronoun it")
            return _best(antecedents_of_it(scene, source.start), "pronoun it")
        return _Answer(Referent(source.phrase, "unnamed", plural=source.plural), "first person, kept as written")

    def _relative(self, scene: Scene, source: Source) -> _Answer:
        stop = antecedent_end(scene.text, source.start)
        before = scene.cast.named_between(max(0, stop - _RELATIVE_REACH), stop)
        if before and before[-1][0].end == stop:
            name, identity = before[-1]
            start = people_of(scene.text, name.outer) if source.head == "who" and identity.type == "org" else None
            if start is None:
                return _Answer(scene.referent_of(identity), "relative pronoun")
            return evolve(self._resolve(scene, read_source(scene.text, start, stop)), rule="relative pronoun")
        clause = _CLAUSE.search(scene.text[max(0, stop - _RELATIVE_REACH) : stop])
        phrase = clause.group() if clause else ""
        within = max((match.end() for match in _WITHIN_CLAUSE.finditer(phrase)), default=0)
        determined = [match.start() for match in _DETERMINED.finditer(phrase, within)]
        within = determined[-1] if determined else within
        found = read_source(scene.text, stop - len(phrase) + within, stop)
        short = found.phrase.count(" ") < _MOST_WORDS_OF_NOUN
        if found.kind in ("person", "group", "body", "name") or (found.kind == "other" and short):
            return evolve(self._resolve(scene, found), rule="relative pronoun")
        return _best(antecedents_of_person(scene, source.start, None), "relative pronoun")

    def _person(self, scene: Scene, source: Source) -> _Answer:
        if source.phrase in ("former", "latter") and (one := one_of_two(scene, source)):
            return _Answer(scene.referent_of(one), "the former or the latter of two")
        if source.definite and (candidates := antecedents_of_role(scene, source)):
            return _best(candidates, "description that fits a role")
        if source.definite and source.head in ROLES_OF_BODIES and (taken := self._taken_up_body(scene, source)):
            return taken
        if holder := holder_of_initials(scene, source):
            return _Answer(scene.referent_of(holder), "initials of an office")
        if charged := charged_before(scene, source):
            charged.described.append(source.phrase)
            return _Answer(scene.referent_of(charged), "the defendant, who was said to be on trial")
        anew = described_anew(scene, source)
        if anew and not is_opening(scene, source):
            return _Answer(anew, "another description of the person spoken of")
        identity = named_next(scene, source)
        if identity is not None:
            identity.described.append(source.phrase)
            return _Answer(scene.referent_of(identity), "described, and named right after")
        if source.definite and (last := last_speaker_described(scene, source)):
            return _Answer(last, "description of the last speaker")
        if anew:
            return _Answer(anew, "another description of the person spoken of")
        return self._owned(scene, source) or _Answer(_described(source), "unnamed person, kept as written")

    def _body(self, scene: Scene, source: Source) -> _Answer:
        if source.definite and (taken := self._taken_up_body(scene, source)):
            return taken
        kept = _Answer(_described(source, body=True), "body, kept as written")
        if not source.modifiers:
            return self._fuller(scene, source) or self._owned(scene, source) or kept
        identity = named_next(scene, source)
        if identity is not None:
            return _Answer(scene.referent_of(identity), "body described, and named right after")
        if source.phrase.casefold().startswith(("his ", "her ")):
            return kept  # with modifiers it is known by itself: "his legal team"
        return self._owned(scene, source) or kept

    def _taken_up_body(self, scene: Scene, source: Source) -> _Answer | None:
        """The body named before that a description means."""
        if beside := apposed_body(scene, source):
            return _Answer(_as_body(scene.referent_of(beside)), "body named beside the same noun before")
        answer = _best(antecedents_of_body(scene, source), "description that fits a body")
        telling = any(not is_whereabouts(word) for word in source.modifiers)
        least = _LEAST_POINTS_OF_DESCRIBED_BODY if telling else _LEAST_POINTS_OF_BODY
        if answer.referent is None or answer.points <= least:
            return None
        return evolve(answer, referent=_as_body(answer.referent))

    def _fuller(self, scene: Scene, source: Source) -> _Answer | None:
        """A bare noun with the words that it had before: "police" after "Freedonian police"."""
        if not is_bare(scene, source):
            return None
        for referent in reversed(scene.recent):
            if takes_up_described(scene, source, referent):
                return _Answer(referent, f"{source.kind} as a source before has it")
        body = source.kind == "body"
        place = fuller_description(scene, source) if body or source.definite else None
        if place is None:
            return None
        fuller = evolve(read_source(scene.text, *place, split=False), plural=source.plural)
        return _Answer(_described(fuller, body=body), f"{source.kind} as the text before has it")

    def _document(self, scene: Scene, source: Source) -> _Answer:
        author = author_named_after(scene, source)
        if author is not None:
            return _Answer(scene.referent_of(author), "document of the body named after it")
        if source.body is not None:
            answer = self._resolve(scene, source.body)
            if answer.referent is not None:
                return evolve(answer, rule="document of a body")
        if not source.plural or source.definite:
            behind = body_behind_document(scene, source)
            if behind is not None:
                return _Answer(behind, "document of the body named with it before")
        return self._document_alone(scene, source)

    def _document_alone(self, scene: Scene, source: Source) -> _Answer:
        """A document of which nothing says whose it is: that of before, of whoever spoke last, or of who comes next."""
        if source.definite and (same := document_before(scene, source)):
            return _Answer(same, "document as a source before has it")
        if not source.plural and (source.definite or (not source.modifiers and source.head in STATEMENTS)):
            for referent in reversed(scene.recent):
                if referent.document or referent.type == "org":
                    return _Answer(referent, "document of the body that spoke last")
            body = last_body_named(scene, source.start)
            if body is not None:
                return _Answer(scene.referent_of(body), "document of the body named last")
        body = None if source.definite else publisher_named_next(scene, source)
        if body is not None:
            return _Answer(scene.referent_of(body), "document, and its body named right after")
        return _Answer(evolve(_described(source), document=True), "document, kept as written")

    def _group(self, scene: Scene, source: Source) -> _Answer:
        if pair := self._pair(scene, source):
            return pair
        if not source.modifiers and (answer := self._fuller(scene, source)):
            return answer
        if source.definite or source.modifiers:
            answer = _best(antecedents_of_group(scene, source), "group taken up")
            if answer.referent is not None:
                return answer
        if source.definite and is_bare(scene, source):
            akin = last_group_akin(scene, source)
            if akin is not None:
                return _Answer(akin, "the group that spoke last")
        return self._owned(scene, source) or _Answer(_described(source), "group, kept as written")

    def _owned(self, scene: Scene, source: Source) -> _Answer | None:
        """The description without "his" or "their"; kin and bodies keep the name: "Ann Example's father"."""
        first, _, rest = scene.text[source.start : source.end].partition(" ")
        if first.casefold() not in _OWNERS or not rest:
            return None
        gender = PRONOUN_GENDER.get(first.casefold())
        if not gender or (source.kind != "body" and source.head not in KIN):
            return _Answer(
                _described(evolve(source, phrase=source.phrase.partition(" ")[2])), "somebody's, kept as written"
            )
        owner = next(iter(antecedents_of_person(scene, source.start, gender)), None)
        if owner is None or owner.referent.identity is None:
            return None
        described = _described(evolve(source, phrase=f"{owner.referent.name}'s {rest}"), body=source.kind == "body")
        return _Answer(described, "described by whose it is")

    def _pair(self, scene: Scene, source: Source) -> _Answer | None:
        """The pair that spoke or was named last, for "both men", "the two senators", "the senators"."""
        match = _PAIR.match(scene.text, source.start, source.end)
        if match is None:
            return self._pair_of_bodies(scene, source)
        for referent in reversed(scene.recent):
            if referent.parts and referent.type == "person":
                return _Answer(referent, "the pair that spoke last")
        if match.group().casefold() == "the senators":
            return None
        parts = tuple(scene.referent_of(identity) for identity in last_two_people(scene, source.start))
        if not parts:
            return None
        named = Referent(" and ".join(part.name for part in parts), "person", plural=True, parts=parts)
        return _Answer(named, "the two people named last")

    def _pair_of_bodies(self, scene: Scene, source: Source) -> _Answer | None:
        """The two bodies named together last, for "the companies", "both countries"."""
        if not _PAIR_OF_BODIES.fullmatch(scene.text, source.start, source.end):
            return None
        pairs = [
            pair for pair, _ in scene.pairs_before(source.start, sentences=_SENTENCES_OF_PAIR) if pair.type == "org"
        ]
        return _Answer(pairs[-1], "the two named together last") if pairs else None


def _document_before(scene: Scene, offset: int) -> Source | None:
    """The document that the sentence before is about: "The survey covered 900 flats. It ..."."""
    start = scene.sentence_start(scene.sentence_of(offset) - 1)
    subject = _DOCUMENT_AS_SUBJECT.match(scene.text, start, offset)
    if subject is None or "\n" in scene.text[start:offset]:
        return None
    return read_source(scene.text, *subject.span(), split=False)


def _place_of(quote: Quote, source: Source | None) -> int:
    """Where a quote stands in the order of telling: at its source, else its cue, else its first word."""
    return source.start if source else quote.cue.start if quote.cue else quote.start


def _own(source: Source, speaker: Referent) -> _Answer | None:
    """The description with the speaker's name for "my" or "our": "Ann Example's engineers"."""
    first, _, rest = source.phrase.partition(" ")
    if first.casefold() not in ("my", "our") or not rest or speaker.type not in ("person", "org"):
        return None
    phrase = f"{speaker.name}'s {rest}"
    return _Answer(_described(evolve(source, phrase=phrase), body=source.kind == "body"), "described by whose it is")


def _listed(text: str, source: Source, names: Sequence[str]) -> str:
    """The names with commas or "and" between them as the article has it."""
    listed = names[0]
    for place, name in enumerate(names[1:], 1):
        between = text[source.parts[place - 1].end : source.parts[place].start]
        comma = "," in between and " and " not in between and place < len(names) - 1
        listed += (", " if comma else " and ") + name
    return listed


def _as_body(referent: Referent) -> Referent:
    """The referent, now known to be no person: a company that speaks looks like one ("Norvik Hoist says")."""
    referent.type = "org"
    if referent.identity is not None:
        referent.identity.type = "org"
    return referent


def _described(source: Source, *, body: bool = False) -> Referent:
    many = singular(source.head) in _NOBODY_IN_PARTICULAR
    return Referent(
        source.phrase,
        "org" if body and not many else "unnamed",
        head=source.head,
        modifiers=source.modifiers,
        plural=source.plural or many,
        gender=source.gender,
    )


def _best(candidates: Sequence[Candidate], rule: str) -> _Answer:
    if not candidates:
        return _Answer(None, f"{rule}: no antecedent")
    return _Answer(candidates[0].referent, rule, tuple(candidates[1 : 1 + _MOST_LOSERS]), candidates[0].points)


def _mentions(text: str, sources: Iterable[Span | None], answers: Iterable[_Answer]) -> dict[int, tuple[Span, ...]]:
    """For each referent, by its id, the words of the article that refer to it, in order."""
    spans: dict[int, dict[tuple[int, int], Span]] = defaultdict(dict)
    for source, answer in zip(sources, answers, strict=True):
        referent = answer.referent
        if referent is None:
            continue
        found = spans[id(referent)]
        if not found:
            identities = [part.identity for part in (referent, *referent.parts) if part.identity]
            for name in (name for identity in identities for name in identity.names):
                found[name.start, name.end] = Span.of(text, name.start, name.end)
        if source is not None:
            found[source.start, source.end] = source
    return {key: tuple(found[place] for place in sorted(found)) for key, found in spans.items()}


def _attributed(quote: Quote, source: Span | None, answer: _Answer, mentions: dict[int, tuple[Span, ...]]) -> Quote:
    """The quote with its speaker; where there is none, the quote's evidence says why."""
    others = tuple(evidence for evidence in quote.evidence if evidence.stage != STAGE)
    referent = answer.referent
    if referent is None or not referent.name:
        return evolve(quote, speaker=NOBODY, evidence=(*others, Evidence(STAGE, answer.rule)))
    speaker = Speaker(
        name=referent.name,
        type="person" if referent.identity and referent.identity.type == "person" else referent.type,
        role=referent.role,
        mentions=mentions[id(referent)],
        confidence=answer.confidence,
        evidence=(
            Evidence(STAGE, answer.rule, span=source, confidence=answer.confidence),
            *([Evidence(STAGE, MENDED, span=source)] if source != quote.source else []),
            *([Evidence(STAGE, CLOSE)] if answer.is_close else []),
            *(
                Evidence(STAGE, f"{LESS_LIKELY}{loser.referent.name} ({behind:.1f} points behind)")
                for loser in answer.losers
                if (behind := answer.points - loser.points) >= 0
            ),
        ),
    )
    return evolve(quote, speaker=speaker, evidence=others)
