"""What a registry of speakers joins, for reading: each identity with more than one name, and the reason of each join.

Input: files of JSON Lines, articles that claimkit wrote or gold in the format of the evaluation; without ``--separate``
all files are one collection.

Prints how many identities there are, how many speak in several articles, how many names were joined, and then each
join on a line, so that somebody can read them and count the wrong ones.

usage: python benchmarks/joins_of_names.py ARTICLES.jsonl [ARTICLES.jsonl ...] [--separate]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import claimkit
from claimkit.exports.records_json import from_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT_ALONE = " may be any of "


def articles_in(path: Path) -> list[claimkit.Article]:
    """The articles of a file, with their quotes as claimkit or as people found them."""
    lines = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [from_dict(line, claimkit.Article) if "claimkit" in line else claimkit.from_gold(line) for line in lines]


def report(name: str, articles: Sequence[claimkit.Article]) -> None:
    """Print what a registry makes of some articles."""
    start = time.perf_counter()
    registry = claimkit.SpeakerRegistry()
    for article in articles:
        registry.add(article)
    identities = registry.identities()
    seconds = time.perf_counter() - start
    shared = sum(len(identity.articles) > 1 for identity in identities)
    joins = [
        (identity, reason)
        for identity in sorted(identities, key=lambda identity: identity.name)
        for reason in identity.evidence
        if _LEFT_ALONE not in reason.reason
    ]
    print(
        f"{name}: {len(articles)} articles, {len(identities)} identities, {shared} in several articles, "
        f"{len(joins)} joins of names, {seconds:.1f} s"
    )
    for identity, reason in joins:
        print(f"  {identity.name} ({len(identity.articles)} articles): {reason.reason}")


def main() -> None:
    """Read, join, print."""
    arguments = argparse.ArgumentParser(description="What a registry of speakers joins, for reading.")
    arguments.add_argument("files", type=Path, nargs="+", metavar="ARTICLES.jsonl")
    arguments.add_argument("--separate", action="store_true", help="one collection a file")
    options = arguments.parse_args()
    collections = {str(path): articles_in(path) for path in options.files}
    if options.separate:
        for name, articles in collections.items():
            report(name, articles)
    else:
        report("all", [article for articles in collections.values() for article in articles])


if __name__ == "__main__":
    main()
