"""What the cue makes of a quote: whether an outlet only reports it, doubts it, or treats it as a confession.

"Said" leaves it to the reader; "claimed" tells that it may be untrue, "admitted" that it is true and embarrassing,
"denied" that somebody else says the opposite. Which verbs do what follows the classes of reporting verbs by attitude
towards the words (Thompson and Ye 1991, "Evaluation in the Reporting Verbs Used in Academic Papers"; Recasens et al.
2013 on bias in assertive and factive verbs), cut down to those that news uses.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Stance = Literal["neutral", "doubting", "conceding", "factual", "denying", "insisting", "accusing", "warning"]
"""What a cue tells about the words: nothing; that they may be untrue; that they cost the speaker something; that they
are true; that the speaker rejects something; that somebody objects; that they blame; that they announce harm."""

_VERBS: Mapping[Stance, str] = MappingProxyType(
    {
        "doubting": "claim allege purport assert contend",
        "conceding": "admit concede confess acknowledge",
        "factual": "reveal disclose confirm prove show find point~out note discover establish",
        "denying": "deny refute reject dispute dismiss rebut",
        "insisting": "insist maintain argue reiterate",
        "accusing": "accuse blame slam blast lambast criticize criticise condemn denounce",
        "warning": "warn threaten caution",
    }
)
_IRREGULAR: Mapping[str, Stance] = MappingProxyType({"found": "factual", "shown": "factual", "proven": "factual"})
_WORD = re.compile(r"[^\W\d_]+")


def stance_of(cue: str) -> Stance:
    """The stance of a cue, by its first word that has one; ``"neutral"`` for all others.

    >>> stance_of("has repeatedly claimed"), stance_of("said"), stance_of("pointed out"), stance_of("did not deny")
    ('doubting', 'neutral', 'factual', 'denying')
    """
    words = [word.casefold() for word in _WORD.findall(cue)]
    for position, word in enumerate(words):
        found = _forms().get(f"{word} {words[position + 1]}") if position + 1 < len(words) else None
        found = found or _forms().get(word)
        if found:
            return found
    return "neutral"


@cache
def _forms() -> dict[str, Stance]:
    """The stance of each form of each verb."""
    forms = dict(_IRREGULAR)
    for stance, verbs in _VERBS.items():
        for entry in verbs.split():
            verb, _, particle = entry.partition("~")
            for form in _inflected(verb):
                forms[f"{form} {particle}".strip()] = stance
    return forms


def _inflected(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb.

    >>> _inflected("deny"), _inflected("admit")
    (('deny', 'denies', 'denied', 'denying'), ('admit', 'admits', 'admitted', 'admitting'))
    """
    if verb.endswith("y"):
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("mit"):
        return verb, f"{verb}s", f"{verb}ted", f"{verb}ting"
    return verb, f"{verb}es" if verb.endswith(("s", "sh")) else f"{verb}s", f"{verb}ed", f"{verb}ing"
