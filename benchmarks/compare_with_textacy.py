"""claimkit and textacy's direct quotations side by side, on any gold file.

textacy's ``direct_quotations`` needs sentences, verbs with lemmas, and subjects, that is, a spaCy pipeline with tagger,
lemmatizer and parser; name one with ``--spacy-model`` (``en_core_web_sm``, say). Without one, a stand-in is used that
needs no download: ``spacy.blank("en")``, spaCy's rule-based sentencizer, and one component that marks every form of
textacy's own reporting verbs as a verb, and the nearest name, pronoun or noun phrase of its sentence as its subject.

What the stand-in costs textacy: a quote is lost when it gives the verb no subject. The script therefore also prints the
ceiling, the recall that textacy would have if every quote that passes its filters on marks and length had a subject,
which no parser can exceed. Sources, and with them end to end, may be better with a parser by more than that: publish
those figures with a named pipeline only.

textacy finds direct quotes alone. So there are two tables: one over direct quotes, where the others are optional in the
gold and left out of claimkit's predictions; and one over all attributions, which is what a reader of the news wants.
What textacy names is the source as written; it does not say who "she" is, and its name is scored as it is.

A third table has the recall for each phenomenon that the gold articles are tagged with, where they are.

usage: python benchmarks/compare_with_textacy.py GOLD [--predicted FILE] [--spacy-model NAME] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimkit.evaluation import Interval, Scores, difference_intervals, gold_from, intervals, predicted_for, score

if TYPE_CHECKING:
    from spacy.tokens import Token

Articles = Sequence[Mapping[str, Any]]

SHOWN = ("close.p", "close.r", "close.f1", "exact.f1", "end2end.f1", "joint.f1", "words.f1", "source", "speaker")
KINDS = ("recall.direct", "recall.mixed", "recall.indirect")
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our"})
SHORTEST = 4
"""textacy leaves out what has fewer tokens, marks included."""

REACH = 6
"""Tokens between a verb and the farthest subject that the stand-in gives it."""


def forms_of(lemmas: Iterable[str]) -> dict[str, str]:
    """The inflected forms of the verbs, each with its lemma."""
    irregular = {
        "say": ("said",),
        "tell": ("told",),
        "write": ("wrote", "written"),
        "think": ("thought",),
        "feel": ("felt",),
        "speak": ("spoke", "spoken"),
        "swear": ("swore", "sworn"),
        "begin": ("began", "begun"),
        "find": ("found",),
        "hold": ("held",),
        "know": ("knew", "known"),
        "admit": ("admitted", "admitting"),
    }
    forms: dict[str, str] = {}
    for lemma in lemmas:
        stem = lemma.removesuffix("e")
        third = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"
        past = lemma[:-1] + "ied" if third.endswith("ies") else stem + "ed"
        found = (lemma, third, lemma + "es", past, stem + "ing", lemma + "ing", *irregular.get(lemma, ()))
        forms |= dict.fromkeys(found, lemma)
    return forms


@Language.factory("reporting_syntax")
class ReportingSyntax:
    """Stands in for tagger, lemmatizer and parser: reporting verbs, and the nearest noun phrase as their subject."""

    def __init__(self, nlp: Language, name: str) -> None:
        from textacy import constants

        self.name = name
        self.vocab = nlp.vocab
        self.forms = forms_of(constants.REPORTING_VERBS["en"])

    def __call__(self, doc: Doc) -> Doc:
        """The same words with the verbs and subjects that textacy asks about."""
        heads = list(range(len(doc)))
        tags, deps, lemmas = ["X"] * len(doc), ["dep"] * len(doc), [token.lower_ for token in doc]
        quoted = quoted_tokens(doc)
        for sentence in doc.sents:
            for verb in sentence:
                if verb.i in quoted or verb.lower_ not in self.forms:
                    continue
                tags[verb.i], lemmas[verb.i], deps[verb.i] = "VERB", self.forms[verb.lower_], "ROOT"
                subject = subject_of(verb, [token for token in sentence if token.i not in quoted], self.forms)
                if not subject or deps[subject[-1].i] == "nsubj":
                    continue
                *before, head = subject
                heads[head.i], deps[head.i] = verb.i, "nsubj"
                for token in before:
                    heads[token.i], deps[token.i] = head.i, "compound"
        starts: list[bool | int | None] = [bool(token.is_sent_start) for token in doc]
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        # With heads given, sentence starts would be worked out from them, and must be set afterwards.
        parsed = Doc(self.vocab, words, spaces, pos=tags, lemmas=lemmas, heads=heads, deps=deps)
        sentences = Doc(self.vocab, words, spaces, sent_starts=starts)
        parsed.user_hooks["sents"] = lambda doc: (doc[sentence.start : sentence.end] for sentence in sentences.sents)
        return parsed


def quoted_tokens(doc: Doc) -> set[int]:
    """The tokens between quotation marks, paired by order as textacy does."""
    marks = [token.i for token in doc if token.is_quote]
    return {i for start, end in zip(marks[::2], marks[1::2], strict=False) for i in range(start, end + 1)}


def subject_of(verb: Token, sentence: Sequence[Token], forms: Mapping[str, str]) -> list[Token]:
    """The noun phrase next to the verb, in front of it if there is one, else behind it."""
    before = [token for token in sentence if verb.i - REACH <= token.i < verb.i]
    behind = [token for token in sentence if verb.i < token.i <= verb.i + REACH]
    for nearby in (list(reversed(before)), behind):
        for token in nearby:
            if token.lower_ in PRONOUNS:
                return [token]
            if token.is_title and token.is_alpha and token.lower_ not in DETERMINERS | forms.keys():
                return phrase_at(token)
            if token.i and token.nbor(-1).lower_ in DETERMINERS and token.is_alpha:
                return [token.nbor(-1), token]
    return []


def phrase_at(token: Token) -> list[Token]:
    """The run of capitalized words that the token is in."""
    start = end = token.i
    while start and token.doc[start - 1].is_title and token.doc[start - 1].is_alpha:
        start -= 1
    while end + 1 < len(token.doc) and token.doc[end + 1].is_title and token.doc[end + 1].is_alpha:
        end += 1
    return list(token.doc[start : end + 1])


def pipeline(model: str | None) -> Language:
    """The named pipeline, or the stand-in."""
    if model is not None:
        return spacy.load(model)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("reporting_syntax")
    return nlp


def found_by_textacy(gold: Articles, nlp: Language) -> tuple[list[dict[str, Any]], int]:
    """textacy's quotations in the gold format, and how many articles it gave up on."""
    from textacy.extract.triples import direct_quotations

    predicted, given_up = [], 0
    for article, doc in zip(gold, nlp.pipe(article["text"] for article in gold), strict=True):
        quotes: list[dict[str, Any]] = []
        try:
            quotes.extend(attribution(triple) for triple in direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks
            given_up += 1
        predicted.append({"id": article["id"], "quotes": quotes})
    return predicted, given_up


def passing_filters(gold: Articles, nlp: Language) -> list[dict[str, Any]]:
    """What textacy could find at most: its pairs of marks, less what is short or looks like a title.

    The conditions are those of ``textacy.extract.triples.direct_quotations`` (0.13) before it looks for a cue.
    """
    predicted = []
    for article, doc in zip(gold, nlp.pipe(article["text"] for article in gold), strict=True):
        marks = [token.i for token in doc if token.is_quote]
        pairs = zip(marks[::2], marks[1::2], strict=True) if len(marks) % 2 == 0 else ()
        spans = [doc[start : end + 1] for start, end in pairs]
        quotes = [
            {"kind": "direct", "content": [[span.start_char, span.end_char]]}
            for span in spans
            if len(span) >= SHORTEST and not all(tok.is_title for tok in span if not (tok.is_punct or tok.is_stop))
        ]
        predicted.append({"id": article["id"], "quotes": quotes})
    return predicted


def attribution(triple: Any) -> dict[str, Any]:  # noqa: ANN401 (textacy declares no type for it)
    """A quotation of textacy in the gold format."""
    cue, speaker = span_of(triple.cue), span_of(triple.speaker)
    name = triple.content.doc.text[slice(*speaker)]
    content = [triple.content.start_char, triple.content.end_char]
    return {"kind": "direct", "content": [content], "cue": [cue], "source": [speaker], "speakers": [name]}


def span_of(tokens: Sequence[Token]) -> list[int]:
    """From the first token to the last, in characters."""
    return [tokens[0].idx, tokens[-1].idx + len(tokens[-1])]


def direct_only(articles: Articles, *, optional: bool = False) -> list[dict[str, Any]]:
    """The articles without their other quotes, or with those made optional."""
    return [
        dict(article)
        | {
            "quotes": [
                quote if quote.get("kind") == "direct" else quote | {"required": False}
                for quote in article["quotes"]
                if optional or quote.get("kind") == "direct"
            ]
        }
        for article in articles
    ]


def table(title: str, ours: Scores, textacy: Scores, shown: Sequence[str] = SHOWN) -> str:
    """The figures side by side, with intervals, and the interval of their difference."""
    of_ours, of_textacy, difference = intervals(ours), intervals(textacy), difference_intervals(ours, textacy)
    lines = [f"{title} ({ours.close.gold} required)", f"{'':12} {'claimkit':20} {'textacy':20} difference"]
    for name in shown:
        cells = (cell(ours, of_ours, name), cell(textacy, of_textacy, name))
        lines.append(f"{name:12} {cells[0]:20} {cells[1]:20} {difference.get(name, '-')}")
    return "\n".join(lines)


def cell(scores: Scores, sure: Mapping[str, Interval], name: str) -> str:
    """One figure with its interval."""
    value = scores.figures().get(name)
    return "-" if value is None else f"{value:.3f} [{sure[name]}]" if name in sure else f"{value:.3f}"


def table_of_phenomena(ours: Scores, textacy: Scores) -> str:
    """The recall of both in the articles with each tag, with intervals where there are several such articles."""
    lines = ["Recall by phenomenon", f"{'':28} {'claimkit':20} {'textacy':20} required"]
    theirs = textacy.by_phenomenon()
    for tag, part in ours.by_phenomenon().items():
        sides = (part, theirs[tag])
        cells = [cell(side, intervals(side) if len(side.articles) > 1 else {}, "close.r") for side in sides]
        lines.append(f"{tag:28} {cells[0]:20} {cells[1]:20} {part.close.gold}")
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", help="gold: JSON Lines, marked-up text, or a folder of either")
    parser.add_argument("--predicted", metavar="FILE", help="what claimkit found (claimkit read --format gold)")
    parser.add_argument("--spacy-model", metavar="NAME", help="the pipeline for textacy (default: the stand-in)")
    parser.add_argument("--json", metavar="FILE", type=Path, help="also write all figures to a file")
    given = parser.parse_args()

    gold = gold_from(given.gold)
    ours = gold_from(given.predicted) if given.predicted else predicted_for(gold)
    nlp = pipeline(given.spacy_model)
    textacy, given_up = found_by_textacy(gold, nlp)
    direct = direct_only(gold, optional=True)
    ceiling = score(direct, passing_filters(gold, nlp)).close.recall
    scored = {
        "Direct quotes": (score(direct, direct_only(ours)), score(direct, textacy)),
        "All attributions": (score(gold, ours), score(gold, textacy)),
    }
    with_what = given.spacy_model or "the rule-based stand-in for a parser"
    sys.stdout.write(f"{len(gold)} articles; textacy with {with_what}, which gave up on {given_up} of them\n")
    sys.stdout.write(f"textacy's ceiling with any pipeline: close.r of direct quotes {ceiling:.3f}\n")
    for title, sides in scored.items():
        sys.stdout.write(f"\n{table(title, *sides, SHOWN if title == 'Direct quotes' else (*SHOWN, *KINDS))}\n")
    if any(article.get("phenomena") for article in gold):
        sys.stdout.write(f"\n{table_of_phenomena(*scored['All attributions'])}\n")
    if given.json:
        figures = {
            title: dict(zip(("claimkit", "textacy"), (side.as_dict() for side in sides), strict=True))
            for title, sides in scored.items()
        }
        given.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
