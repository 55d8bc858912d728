"""Articles without annotation, for a model to annotate or to take sentences from: a draw from each open source.

    python scripts/unlabelled_articles.py DATA > unlabelled.jsonl
    python scripts/unlabelled_articles.py DATA --sentences 12000 > sentences.txt

The second form draws so many sentences from these articles, one a line.

Articles that are annotated, in train or dev, are left out, and so are very short and very long ones.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = {"voa_gmb": 1500, "us_senate_press": 330, "wikinews_interviews": 20}
"""How many articles to draw where there are many of a kind; elsewhere all are taken."""

LENGTH = range(300, 9000)
"""Lengths of article, in characters, that are worth learning from."""

SAME = 200
"""Articles that begin with the same characters, so many, are the same."""


SENTENCE = range(4, 61)
"""Lengths of sentence, in words, that are worth learning from."""


def main(data: Path, sentences: int | None) -> None:
    """Print the articles as JSON Lines, or so many of their sentences."""
    if sentences is None:
        for article in fresh_articles(data):
            print(json.dumps({"id": article["id"], "text": article["text"]}, ensure_ascii=False))
        return
    found = {sentence for article in fresh_articles(data) for sentence in sentences_of(article["text"])}
    draw = random.Random(4)  # noqa: S311 - no secret is drawn
    for sentence in draw.sample(sorted(found), min(sentences, len(found))):
        print(sentence)


def fresh_articles(data: Path) -> Iterator[dict[str, str]]:
    """The draw from each source."""
    known: set[str] = set()
    for name in ("train", "dev"):
        for article in articles_of(data / f"{name}.jsonl"):
            known |= {article["id"], article["text"][:SAME]}
    draw = random.Random(7)  # noqa: S311 - no secret is drawn
    for path in sorted((data / "text").glob("*.jsonl")):
        fresh = [article for article in articles_of(path) if is_fresh(article, known)]
        draw.shuffle(fresh)
        yield from fresh[: MOST.get(path.stem)]


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, cut roughly."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        if len(sentence.split()) in SENTENCE:
            yield sentence


def articles_of(path: Path) -> list[dict[str, str]]:
    """The objects of a file that have a text; clusters, which have none, are passed over."""
    with path.open(encoding="utf8") as lines:
        return [article for article in map(json.loads, lines) if "text" in article]


def is_fresh(article: dict[str, str], known: set[str]) -> bool:
    """Whether an article is not annotated and of a useful length."""
    seen = article["id"] in known or article["text"][:SAME] in known
    return not seen and len(article["text"]) in LENGTH


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Print articles without annotation, or sentences of them.")
    options.add_argument("data", type=Path)
    options.add_argument("--sentences", type=int)
    given = options.parse_args()
    main(given.data, given.sentences)
