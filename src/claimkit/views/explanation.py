"""One quote in words: what was found and by what, who said it, and why it is that one and not another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from claimkit.errors import InputError
from claimkit.views import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimkit.records import Article, Evidence, Quote, Speaker

_LONGEST = 160
_LESS_LIKELY = "less likely: "
_UNSURE = 0.7
"""Below this probability the sentence says so in words, too."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "another description of the person spoken of": "the description says what sort of person "
        "this is, who was spoken of last",
        "answers the question before": "the quotation before is a question, and this is the other one of the dialogue",
        "body as a source before has it": "a source before has the same body with more words",
        "body as the text before has it": "the text before has the same body with more words",
        "body described, and named right after": "the body is named right after its description",
        "body named beside the same noun before": "the article has the name beside the same noun before",
        "body, kept as written": "the article gives no fuller name for this body",
        "described by whose it is": 'the source says "his" or "her", and the owner is named before',
        "described, and named right after": "the person is named right after the description",
        "description of the last speaker": "the description takes up whoever spoke last",
        "description that fits a body": "of the bodies that the article names, this one fits the description best",
        "description that fits a role": "of the people that the article names, this one has the role",
        "description, kept as written": "nobody that the article names fits the description",
        "document of a body": "the source is a document, and this is the body behind it",
        "document as a source before has it": "the words take up a document that was there before",
        "document of the body named after it": "the source is a document, and this body is named right after it",
        "document of the body named last": "the source is a document, and this body was named last",
        "document of the body named with it before": "the article named the document together with this body before",
        "document of the body that spoke last": "the source is a document, and this body spoke last",
        "document, and its body named right after": "the next sentences name the body behind the document",
        "document, kept as written": "the article names nobody behind the document",
        "first person, the speaker of the quote around it": 'the source is the "I" or "we" of the quote around it',
        "first person, kept as written": 'the source is the writer\'s own "I" or "we"',
        "goes on from the quotation before": "the quotation has no source, and goes on from the one before",
        "group as a source before has it": "a source before has the same group with more words",
        "group as the text before has it": "the text before has the same group with more words",
        "group taken up": "the words take up a group that was there before",
        "group, kept as written": "the source is a group whose members are not named",
        "named in full": "the source gives the name in full",
        "pronoun he or she": "the source is a pronoun, and this person is its likeliest antecedent",
        "pronoun it": "the source is a pronoun, and this body is its likeliest antecedent",
        "pronoun they": "the source is a pronoun, and these are its likeliest antecedent",
        "quotation of whom the sentence before is about": "the quotation has no source, and the sentence before it is "
        "about this speaker",
        "relative pronoun": "the source is a relative pronoun, and this goes before it",
        "several speakers together": "the source names several speakers together",
        "short for a fuller name": "the source is short for a name that the article gives in full",
        "the former or the latter of two": "the words mean one of the two that were named last",
        "the group that spoke last": "the words take up the group that spoke last",
        "the answer in an interview": 'the source is the "A" of an interview, whose introduction is about this person',
        "the pair that spoke last": "the words take up the two who spoke last",
        "the subject of the cue, which the source is not": "the subject of the cue was taken for the "
        "speaker, and not the source",
        "the two named together last": "the words take up the two bodies named together last",
        "the two people named last": "the words take up the two people named last",
        "unnamed person, kept as written": "the article does not name this person",
    }
)
"""The rules of `claimkit.speakers.attributor`, as the end of a sentence that begins with "since"."""

_FOUND_BY: Mapping[str, str] = MappingProxyType(
    {
        "tagged as content and linked to the cue": "the network took these words for what the cue reports",
        "tagged as content, without a cue": "the network took these words for somebody's, though no cue reports them",
    }
)
_IN_MARKS = "in quotation marks"


def explain(article: Article, quote: str | Quote) -> str:
    """Why a quote is one, who said it, and why it is that one, in a few sentences.

    Args:
        article: An article that was read.
        quote: A quote of it, or its id (``"q1"``).

    Returns:
        Paragraphs with a line break between them, in plain text.

    Raises:
        InputError: There is no such quote; the text lists the ids.

    >>> from claimkit.records import Article, Evidence, Quote, Span, Speaker
    >>> text = "Rain is near, she said."
    >>> why = (Evidence("attributor", "pronoun he or she", Span.of(text, 14, 17), 0.94),
    ...        Evidence("attributor", "less likely: Ola Brandt (1.5 points behind)"))
    >>> lind = Speaker("Mara Lind", "person", role="harbor minister", confidence=0.94, evidence=why)
    >>> quote = Quote("q1", (Span.of(text, 0, 12),), (Span.of(text, 0, 12),), "indirect", Span.of(text, 18, 22),
    ...               Span.of(text, 14, 17), lind, confidence=0.98)
    >>> print(explain(Article(text, quotes=(quote,)), "q1"))
    q1 is reported speech, at characters 0 to 12: "Rain is near"
    These words are 98 % sure. The cue is "said", and the source is "she".
    The speaker is Mara Lind, harbor minister (person), 94 % sure, since the source is a pronoun, and this person is \
its likeliest antecedent.
    Less likely: Ola Brandt (1.5 points behind).
    """
    found = _find(article, quote)
    return "\n".join((*reasons_for_words(found), *reasons_for_speaker(found)))


def _find(article: Article, quote: str | Quote) -> Quote:
    identity = quote if isinstance(quote, str) else quote.id
    for own in article.quotes:
        if own.id == identity:
            return own
    ids = ", ".join(own.id for own in article.quotes[:20]) or "none"
    more = ", ..." if len(article.quotes) > 20 else ""  # noqa: PLR2004 (as many as are listed)
    message = f"Article {article.id!r} has no quote {identity!r}. It has: {ids}{more}."
    raise InputError(message)


def reasons_for_words(quote: Quote) -> Iterator[str]:
    """What was found, by what, and how sure, a sentence a line."""
    speech = {"direct": "direct speech", "mixed": "partly quoted speech", "indirect": "reported speech"}[quote.kind]
    thought = ", a thought rather than speech" if quote.act == "thought" else ""
    denied = ", which the article says was not said" if quote.negated else ""
    words = labels.shortened(quote.wording, _LONGEST)
    yield f'{quote.id} is {speech}{thought}{denied}, at characters {quote.start} to {quote.end}: "{words}"'
    reasons = [_FOUND_BY[item.reason] for item in quote.evidence if item.reason in _FOUND_BY]
    if any(item.reason == _IN_MARKS for item in quote.evidence):
        reasons.append(f"{'they stand' if quote.kind == 'direct' else 'a part stands'} in quotation marks")
    other = [_plain(item) for item in quote.evidence if item.reason != _IN_MARKS and item.stage == "marks"]
    why = ", since " + " and ".join(dict.fromkeys((*reasons, *other))) if reasons or other else ""
    doubt = ", which is little" if quote.confidence < _UNSURE else ""
    yield f"These words are {labels.percent(quote.confidence)} sure{doubt}{why}. {_cue_and_source(quote)}"


def _cue_and_source(quote: Quote) -> str:
    cue = f'The cue is "{labels.shortened(quote.cue.text, 60)}"' if quote.cue else "There is no cue"
    if quote.source is None:
        return f"{cue}, and no words name the source."
    linked = next((item for item in quote.evidence if item.reason == "source linked to the cue"), None)
    sure = f" ({labels.percent(linked.confidence)} sure)" if linked and linked.confidence is not None else ""
    return f'{cue}, and the source is "{labels.shortened(quote.source.text, 80)}"{sure}.'


def reasons_for_speaker(quote: Quote) -> Iterator[str]:
    """Who said it, by which rule, against whom, a sentence a line."""
    speaker = quote.speaker
    if not speaker.name:
        why = next((item.reason for item in quote.evidence if item.stage == "attributor"), "")
        yield f"Nobody is given as the speaker{f': {why}' if why and why != 'nobody is given' else ''}."
        return
    deciding = next(iter(speaker.evidence), None)
    doubt = ", which is little" if speaker.confidence < _UNSURE else ""
    since = f", since {_plain(deciding)}" if deciding else ""
    yield f"The speaker is {_introduced(speaker)}, {labels.percent(speaker.confidence)} sure{doubt}{since}."
    reasons = [item.reason for item in speaker.evidence[1:]]
    losers = [reason.removeprefix(_LESS_LIKELY) for reason in reasons if reason.startswith(_LESS_LIKELY)]
    if labels.was_close(speaker):
        yield "The choice was close."
    if losers:
        yield f"Less likely: {'; '.join(losers)}."
    for item in speaker.evidence[1:]:
        if item.reason != labels.CLOSE and not item.reason.startswith(_LESS_LIKELY):
            yield f"Also: {_plain(item)}."
    names = [mention.text for mention in speaker.mentions if speaker.name not in mention.text]
    if names:
        listed = ", ".join(f'"{labels.shortened(name, 50)}"' for name in list(dict.fromkeys(names))[:6])
        yield f"The article also says {listed} for this speaker."


def _introduced(speaker: Speaker) -> str:
    """The name with role and type: "Mara Lind, harbor minister (person)"."""
    role = f", {speaker.role}" if speaker.role else ""
    return f"{speaker.name}{role} ({labels.type_of(speaker)})"


def _plain(evidence: Evidence) -> str:
    """A reason as the end of a sentence; one that is not known here in its own words."""
    return RULES.get(evidence.reason, f"{evidence.stage} says: {evidence.reason}")
