"""The articles without annotation that the second step of training learns from: a draw from each open source.

    python scripts/unlabelled_articles.py DATA > unlabelled.jsonl

Articles that are annotated, in train or dev, are left out, and so are very short and very long ones.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

MOST = {"voa_gmb": 1500, "us_senate_press": 330, "wikinews_interviews": 20}
"""How many articles to draw where there are many of a kind; elsewhere all are taken."""

LENGTH = range(300, 9000)
"""Lengths of article, in characters, that are worth learning from."""

SAME = 200
"""Articles that begin with the same characters, so many, are the same."""


def main(data: Path) -> None:
    """Print the articles as JSON Lines."""
    known: set[str] = set()
    for name in ("train", "dev"):
        for article in articles_of(data / f"{name}.jsonl"):
            known |= {article["id"], article["text"][:SAME]}
    draw = random.Random(7)  # noqa: S311 - no secret is drawn
    for path in sorted((data / "text").glob("*.jsonl")):
        fresh = [article for article in articles_of(path) if is_fresh(article, known)]
        draw.shuffle(fresh)
        for article in fresh[: MOST.get(path.stem)]:
            print(json.dumps({"id": article["id"], "text": article["text"]}, ensure_ascii=False))


def articles_of(path: Path) -> list[dict[str, str]]:
    """The objects of a file that have a text; clusters, which have none, are passed over."""
    with path.open(encoding="utf8") as lines:
        return [article for article in map(json.loads, lines) if "text" in article]


def is_fresh(article: dict[str, str], known: set[str]) -> bool:
    """Whether an article is not annotated and of a useful length."""
    seen = article["id"] in known or article["text"][:SAME] in known
    return not seen and len(article["text"]) in LENGTH


if __name__ == "__main__":
    main(Path(sys.argv[1]))
