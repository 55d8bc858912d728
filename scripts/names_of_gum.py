"""The names in GUM's training texts, from its mentions: capitalised ones of people, bodies and places.

    python scripts/names_of_gum.py gum.jsonl > names.jsonl

GUM annotates all mentions, "the mayor" and "she" among them; a name is what remains of one without its article, title
and possessive ending if all of its longer words are capitalised.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
BETWEEN = frozenset("of the and for de la von van in on at al bin del da di du le to a".split())
PRONOUNS = frozenset(
    "i me my he him his she her it its we us our you your they them their who this that these those everyone".split()
)
BEFORE = re.compile(
    r"(?:the|a|an|this|that|his|her|its|their|our|my|president|mr\.?|mrs\.?|ms\.?|dr\.?|prof\.?|professor|sir|senator|"
    r"justice|judge|minister|prime minister|general|captain|king|queen|saint|pope|ambassador|secretary|chancellor|"
    r"governor|mayor|lord|lady)\s+",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"\s*['’]s?$")
LONGEST = 60


def main(path: Path) -> None:
    """Print each training text with its names as JSON Lines."""
    for document in map(json.loads, path.read_text(encoding="utf8").splitlines()):
        if document["split"] == "train":
            names, end = [], 0
            for name in sorted(names_of(document), key=lambda name: (name["start"], -name["end"])):
                if name["start"] >= end:  # the outer one of two
                    names.append(name)
                    end = name["end"]
            print(json.dumps({"id": document["id"], "text": document["text"], "names": names}, ensure_ascii=False))


def names_of(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The mentions that are names, in any order, perhaps one inside another."""
    text = document["text"]
    for mention in document["mentions"]:
        kind = TYPES.get(mention["type"])
        start, end = mention["start"], mention["end"]
        while (before := BEFORE.match(text, start, end)) and before.end() < end:
            start = before.end()
        words = POSSESSIVE.sub("", text[start:end])
        if kind and is_name(words, text, start, linked=mention["wiki"] is not None):
            yield {"start": start, "end": start + len(words), "type": kind}


def is_name(words: str, text: str, start: int, *, linked: bool) -> bool:
    """Whether these words are a name; a single word that opens a sentence may have its capital from there."""
    parts = re.findall(r"[\w&-]+", words)
    if not parts or len(words) > LONGEST or "," in words or words.lower() in PRONOUNS or not parts[0][0].isupper():
        return False
    if not all(part[0].isupper() or part.lower() in BETWEEN for part in parts):
        return False
    opens = start == 0 or text[max(0, start - 2) : start].strip()[-1:] in {".", "!", "?", ":", ""}
    lowered = re.search(rf"\b{re.escape(words.lower())}\b", text) is not None
    return len(parts) > 1 or linked or not (opens or lowered)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
