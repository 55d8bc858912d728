"""Who speaks where the text names no source: a quotation that goes on, an answer, a second verb of one subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimkit.speakers.lexicon import PRONOUN_GENDER
from claimkit.speakers.pronouns import antecedents_of_person

if TYPE_CHECKING:
    from claimkit.records import Quote, Span
    from claimkit.speakers.scene import Referent, Scene

NOBODY_GIVEN = "nobody is given"
"""The rule where nothing says who speaks."""

_SECOND_VERB = re.compile(
    r"[”\"’']?,?[”\"’']? (?:(?:and|but|yet|then|before|while|also|later|further|too) |\w+ly |went on to )*"
)
_PASSIVE = re.compile(r"(?:(?:has|have|had) been|was|were|is|are|being|been)\b", re.IGNORECASE)
_MARKS = re.compile(r"[“”\"]")
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:He|She)\b")
_REPLIED = re.compile(r"[”\"’']*,?[”\"’']* [^.\n]{1,60}\b(?:replied|answered)\b[^.\n]{0,40}\.\s*\n\s*")
_MOST_LETTERS_OF_QUESTION = 200


def speaker_unsaid(scene: Scene, quote: Quote) -> tuple[Referent | None, str]:
    """Who says a quote that has no source, and the rule that tells; nobody for a statement that nobody makes."""
    if quote.cue is not None:
        if scene.last is not None and _is_second_verb(scene, quote.cue):
            return scene.last, "shares the source of the verb before"
        return None, NOBODY_GIVEN
    if quote.kind != "direct":
        return None, NOBODY_GIVEN
    if answering := _questioned(scene, quote):
        return answering, "answers the question of the paper"
    subject = scene.subject_before(quote.start)
    if subject is not None:
        return scene.referent_of(subject), "quotation of whom the sentence before is about"
    if spoken_of := _pronoun_before(scene, quote.start):
        return spoken_of, "quotation of whom the sentence before is about"
    if scene.last is None:
        return None, NOBODY_GIVEN
    if other := _other_of_dialogue(scene, quote):
        return other, "answers the question before"
    return scene.last, "goes on from the quotation before"


def _is_second_verb(scene: Scene, cue: Span) -> bool:
    """Whether a cue goes on from a quote of the same sentence without a new subject: "said no and warned of rain"."""
    stop = scene.last_end
    if stop >= cue.start or scene.sentence_of(max(0, stop - 1)) != scene.sentence_of(cue.start):
        return False
    return _SECOND_VERB.fullmatch(scene.text, stop, cue.start) is not None and not _PASSIVE.match(cue.text)


def _questioned(scene: Scene, quote: Quote) -> Referent | None:
    """Who answers a question that the paper asks in a paragraph of its own: "Is she worried?", "Was it your plan?"."""
    stop = scene.end_before(quote.start)
    start = scene.text.rfind("\n", 0, stop) + 1
    question = scene.text[start:stop]
    ends = question.endswith("?") and "\n" in scene.text[stop : quote.start]
    if not ends or len(question) > _MOST_LETTERS_OF_QUESTION or _MARKS.search(question) or question[0] in "‘'":
        return None
    if pronoun := _PERSONAL.search(question):
        gender = PRONOUN_GENDER[pronoun[0].casefold()]
        candidates = antecedents_of_person(scene, start + pronoun.start(), gender)
        return candidates[0].referent if candidates else None
    people = (one for _, one in scene.cast.named_between(0, start) if one.type == "person")
    interviewed = next(people, None)
    return scene.referent_of(interviewed) if interviewed else None


def _pronoun_before(scene: Scene, offset: int) -> Referent | None:
    """Whom the sentence right before ``offset`` begins with as "he" or "she", if nobody was quoted in it."""
    stop = scene.end_before(offset)
    start = scene.sentence_start(scene.sentence_of(max(0, stop - 1)))
    pronoun = _SUBJECT.match(scene.text, start) if start >= scene.last_end else None
    if pronoun is None:
        return None
    candidates = antecedents_of_person(scene, start, PRONOUN_GENDER[pronoun[0].casefold()])
    return candidates[0].referent if candidates else None


def _may_be_person(referent: Referent) -> bool:
    identity = referent.identity
    return referent.type == "person" or (identity is not None and identity.type == "unknown" and " " in identity.name)


def _other_of_dialogue(scene: Scene, quote: Quote) -> Referent | None:
    """The other one of a dialogue: who answers the question quoted right before, or asks on after an answer."""
    between = scene.text[scene.last_end : quote.start]
    question = "?" in scene.text[max(0, scene.last_end - len("?”")) : scene.last_end]
    answers = question and "\n" in between and not between.strip()
    asks_on = _REPLIED.fullmatch(between) is not None and "?" in quote.content[-1].text[-len("?”") :]
    if not (answers or asks_on):
        return None
    others = [each for each in scene.recent if each is not scene.last and _may_be_person(each)]
    return max(others, key=lambda each: each.spoke_at[-1], default=None)
