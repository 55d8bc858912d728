"""Who said each quote: from the words that name the source to the speaker with their full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from claimkit.records import NOBODY, Evidence, Quote, Span, Speaker
from claimkit.speakers.antecedents import (
    Candidate,
    Referent,
    Scene,
    antecedents_of_body,
    antecedents_of_group,
    antecedents_of_it,
    antecedents_of_person,
    antecedents_of_role,
    antecedents_of_they,
    body_behind_document,
    fuller_description,
    last_body_named,
    last_speaker_described,
    last_two_people,
    named_next,
)
from claimkit.speakers.identity import Cast, Identity
from claimkit.speakers.lexicon import QUANTIFIERS, body_head, role_head
from claimkit.speakers.mentions import Entity, Name
from claimkit.speakers.places import COUNTRY_OF
from claimkit.speakers.sources import Source, read_source

CONFIDENCE: dict[str, float] = {}
"""How often each rule is right on the open training articles."""

_RELATIVE_NOUN = re.compile(r"(?:[\w.'’&-]+[ \u00a0]){0,8}[\w.'’&-]+,?[ \u00a0]$")
_PAIR = re.compile(
    r"(?:both|(?:the )?two) (?:\w+ )?(?:men|women|leaders|senators|lawmakers|officers|presidents|ministers|defendants)\b|"
    r"the (?:couple|senators|lawmakers|pair|congressmen)\b",
    re.I,
)
_MOST_LOSERS = 3


@frozen
class _Answer:
    """A referent with the rule that found it, and those that it left behind."""

    referent: Referent | None
    rule: str
    losers: tuple[Candidate, ...] = ()
    quality: float | None = None


class Attributor:
    """Finds the speaker of each quote of an article.

    Works on the text and the quotes alone; entities of a recogniser are used where they are given.

    >>> from claimkit.records import Quote, Span
    >>> text = "Kremlin spokesman Ann Example denied it. 'It is late,' she said."
    >>> words = Span.of(text, 41, 53)
    >>> quote = Quote("q1", (words,), (words,), "direct", source=Span.of(text, 54, 57))
    >>> Attributor().attribute(text, [quote])[0].speaker.name
    'Ann Example'
    """

    def attribute(self, text: str, quotes: Sequence[Quote], entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
        """The quotes, in the order given, each with its speaker.

        Args:
            text: The article that all offsets point into.
            quotes: Quotes with the spans that name their sources, as the detector found them.
            entities: Named entities, if the pipeline has a recogniser.
        """
        if not quotes:
            return ()
        cast = Cast(text, entities)
        quoted = [(span.start, span.end) for quote in quotes if quote.kind == "direct" for span in quote.content]
        readings = {
            (quote.source.start, quote.source.end): read_source(text, quote.source.start, quote.source.end) for quote in quotes if quote.source
        }
        scene = Scene(text, cast, quoted, tuple(readings.values()))
        answers: dict[int, _Answer] = {}
        memory: dict[tuple[int, int], _Answer] = {}
        order = sorted(range(len(quotes)), key=lambda index: (_place_of(quotes[index]), index))
        previous: Quote | None = None
        for index in order:
            quote = quotes[index]
            key = (quote.source.start, quote.source.end) if quote.source else None
            if key in memory:
                answer = memory[key]  # type: ignore[index]
            elif quote.source:
                answer = self._resolve(scene, readings[quote.source.start, quote.source.end])
                memory[quote.source.start, quote.source.end] = answer
            else:
                answer = self._unsaid(scene, quote, previous)
            if answer.referent is not None:
                scene.heard(answer.referent, _place_of(quote))
            answers[index] = answer
            previous = quote
        sources: dict[int, list[Span]] = {}
        for index, answer in answers.items():
            source = quotes[index].source
            if answer.referent is not None and source is not None:
                sources.setdefault(id(answer.referent), []).append(source)
        return tuple(
            evolve(quote, speaker=_speaker(text, answers[index], sources)) for index, quote in enumerate(quotes)
        )

    def _resolve(self, scene: Scene, source: Source) -> _Answer:
        match source.kind:
            case "nobody":
                return _Answer(None, "nobody is named")
            case "name":
                return self._named(scene, source)
            case "joint":
                return self._joint(scene, source)
            case "pronoun":
                return self._pronoun(scene, source)
            case "relative":
                return self._relative(scene, source)
            case "person":
                return self._role(scene, source)
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
        if identity is None:
            kind = "person" if name.type in ("person", "unknown") and source.role else "org"
            identity = Identity(name.text, kind, name.gender, [name], starts=[name.start])  # type: ignore[arg-type]
            scene.cast.identities.append(identity)
        if identity.type == "unknown" and source.role and role_head(source.role.split()[-1]):
            identity.type = "person"
        if source.gender and not identity.gender and identity.type == "person":
            identity.gender = source.gender
        if source.role and identity.type == "person" and source.role not in identity.roles:
            identity.described.append(source.role)
        referent = scene.referent_of(identity)
        referent.gender = referent.gender or source.gender
        referent.role = referent.role or source.role
        if identity.type == "person":
            referent.type = "person"
        return _Answer(referent, "full name" if identity.name == name.text else "part of a fuller name")

    def _joint(self, scene: Scene, source: Source) -> _Answer:
        parts = tuple(answer.referent for part in source.parts if (answer := self._part(scene, part)).referent)
        if not parts:
            return _Answer(_described(source), "description, kept as written")
        kinds = {part.type for part in parts}
        return _Answer(
            Referent(_listed(scene.text, source, [part.name for part in parts]), kinds.pop() if len(kinds) == 1 else "person", plural=True, parts=parts),
            "several speakers together",
        )

    def _part(self, scene: Scene, source: Source) -> _Answer:
        """A part of a joint source: a description in it stays as written."""
        if source.kind in ("name", "pronoun"):
            return self._resolve(scene, source)
        return _Answer(_described(source, body=source.kind == "body"), "description, kept as written")

    def _pronoun(self, scene: Scene, source: Source) -> _Answer:
        if source.gender:
            return _best(antecedents_of_person(scene, source.start, source.gender), f"pronoun {source.head}")
        if source.head == "they":
            return _best(antecedents_of_they(scene, source.start), "pronoun they")
        if source.head == "it":
            return _best(antecedents_of_it(scene, source.start), "pronoun it")
        return _Answer(Referent(source.phrase, "unnamed", plural=source.plural), "first person")

    def _relative(self, scene: Scene, source: Source) -> _Answer:
        stop = source.start
        while stop > 0 and scene.text[stop - 1] in " ,\u00a0–—":
            stop -= 1
        match = _RELATIVE_NOUN.search(scene.text, max(0, stop - 120), stop) or re.search(r"[^.;:!?\n]*$", scene.text[max(0, stop - 120) : stop])
        before = scene.cast.named_between(max(0, stop - 60), stop)
        if before and before[-1][0].end == stop:
            return _Answer(scene.referent_of(before[-1][1]), "relative pronoun")
        phrase = match.group() if match else ""
        cut = max((found.end() for found in re.finditer(r"\b(?:of|by|with|to|for|from|said|says|and|but|is|was|are|were|that|,)\s", phrase)), default=0)
        start = stop - len(phrase) + cut
        found = read_source(scene.text, start, stop) if start < stop else None
        if found and found.kind in ("person", "group", "body", "other", "name"):
            return evolve(self._resolve(scene, found), rule="relative pronoun")
        return _best(antecedents_of_person(scene, source.start, None), "relative pronoun")

    def _role(self, scene: Scene, source: Source) -> _Answer:
        if source.definite:
            answer = _best(antecedents_of_role(scene, source), "role")
            if answer.referent is not None:
                return answer
        identity = named_next(scene, source, scene.after(source))
        if identity is None and source.definite and (last := last_speaker_described(scene, source)):
            return _Answer(last, "the last speaker described")
        if identity is not None:
            identity.described.append(source.phrase)
            return _Answer(scene.referent_of(identity), "named right after")
        return _Answer(_described(source), "unnamed person, kept as written")

    def _body(self, scene: Scene, source: Source) -> _Answer:
        if source.definite:
            answer = _best(antecedents_of_body(scene, source), "body")
            if answer.referent is not None and answer.quality is not None and answer.quality > (0.5 if source.modifiers else -1.5):
                return answer
        if source.modifiers:
            identity = named_next(scene, source, scene.after(source))
            if identity is not None:
                return _Answer(scene.referent_of(identity), "body named right after")
            return _Answer(_described(source, body=True), "body, kept as written")
        return self._fuller(scene, source) or _Answer(_described(source, body=True), "body, kept as written")

    def _fuller(self, scene: Scene, source: Source) -> _Answer | None:
        """A bare noun with the words that it had before: "police" after "Freedonian police"."""
        said = [referent for referent in scene.recent if referent.modifiers and not referent.identity and referent.head == source.head]
        if said:
            return _Answer(said[-1], f"{'the ' * source.definite}{source.kind} with its modifiers, from a source")
        place = fuller_description(scene, source) if source.kind == "body" else None
        if place is None:
            return None
        fuller = evolve(read_source(scene.text, *place, split=False), plural=source.plural)
        return _Answer(_described(fuller, body=source.kind == "body"), f"{'the ' * source.definite}{source.kind} with its modifiers, from the text")

    def _document(self, scene: Scene, source: Source) -> _Answer:
        if source.body is not None:
            answer = self._resolve(scene, source.body)
            if answer.referent is not None:
                return evolve(answer, rule="document of a body")
        if not source.plural or source.definite:
            body = body_behind_document(scene, source)
            if body is not None:
                return _Answer(scene.referent_of(body), "document of the body named with it before")
        if not source.plural and (source.definite or not source.modifiers):
            for referent in reversed(scene.recent):
                if referent.document or referent.type == "org":
                    return _Answer(referent, f"{'the ' * source.definite}document of the last body")
            body = last_body_named(scene, source.start)
            if body is not None:
                return _Answer(scene.referent_of(body), f"{'the ' * source.definite}document of the body named last")
        return _Answer(evolve_document(_described(source)), "document, kept as written")

    def _group(self, scene: Scene, source: Source) -> _Answer:
        if pair := self._pair(scene, source):
            return pair
        if not source.modifiers and (answer := self._fuller(scene, source)):
            return answer
        answer = _best(antecedents_of_group(scene, source), f"{'the ' * source.definite}group taken up")
        if answer.referent is not None and (source.definite or source.modifiers):
            return answer
        if source.definite and not source.modifiers:
            for referent in reversed(scene.recent):
                if referent.plural and referent.type == "unnamed" and not referent.document:
                    return _Answer(referent, "the group, last one")
        return _Answer(_described(source), "group, kept as written")

    def _pair(self, scene: Scene, source: Source) -> _Answer | None:
        """ "Both men", "the two senators", "the senators": the pair that spoke or was named last."""
        if not _PAIR.match(scene.text, source.start):
            return None
        pairs = [referent for referent in scene.recent if referent.parts and referent.type == "person"]
        if pairs:
            return _Answer(pairs[-1], "the pair that spoke last")
        two = last_two_people(scene, source.start) if not scene.text[source.start :].casefold().startswith("the senators") else ()
        if not two:
            return None
        parts = tuple(scene.referent_of(identity) for identity in two)
        return _Answer(Referent(" and ".join(part.name for part in parts), "person", plural=True, parts=parts), "the two people named last")

    def _unsaid(self, scene: Scene, quote: Quote, previous: Quote | None) -> _Answer:
        """The speaker of a quotation without source: the last one, if the quotation goes straight on."""
        if quote.kind != "direct" or quote.cue is not None or previous is None or scene.last is None:
            return _Answer(None, "nobody is given")
        return _Answer(scene.last, "goes on from the quotation before")


def evolve_document(referent: Referent) -> Referent:
    """The referent marked as a document."""
    referent.document = True
    return referent


def _place_of(quote: Quote) -> int:
    return quote.source.start if quote.source else quote.cue.start if quote.cue else quote.start


def _listed(text: str, source: Source, names: Sequence[str]) -> str:
    """The names with commas or "and" between them as the article has it."""
    listed = names[0]
    for place, name in enumerate(names[1:], 1):
        between = text[source.parts[place - 1].end : source.parts[place].start] if len(names) == len(source.parts) else " and "
        listed += (", " if "," in between and " and " not in between and place < len(names) - 1 else " and ") + name
    return listed


def _described(source: Source, *, body: bool = False) -> Referent:
    return Referent(
        source.phrase,
        "org" if body else "unnamed",
        head=source.head,
        modifiers=source.modifiers,
        plural=source.plural,
        gender=source.gender,
    )


def _best(candidates: list[Candidate], rule: str) -> _Answer:
    if not candidates:
        return _Answer(None, f"{rule} without antecedent")
    return _Answer(candidates[0].referent, rule, tuple(candidates[1 : 1 + _MOST_LOSERS]), candidates[0].points)


def _speaker(text: str, answer: _Answer, sources: dict[int, list[Span]]) -> Speaker:
    referent = answer.referent
    if referent is None or not referent.name:
        return evolve(NOBODY, evidence=(Evidence("attributor", answer.rule),))
    spans = {(span.start, span.end): span for span in sources.get(id(referent), ())}
    for part in (referent, *referent.parts):
        if part.identity:
            for name in part.identity.names:
                spans.setdefault((name.start, name.end), Span.of(text, name.start, name.end))
    evidence = [Evidence("attributor", answer.rule, confidence=CONFIDENCE.get(answer.rule))]
    evidence += [Evidence("attributor", f"less likely: {loser.referent.name}") for loser in answer.losers]
    return Speaker(
        name=referent.name,
        type=referent.type,
        role=referent.role,
        mentions=tuple(spans[key] for key in sorted(spans)),
        confidence=CONFIDENCE.get(answer.rule, 0.8),
        evidence=tuple(evidence),
    )
