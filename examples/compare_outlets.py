"""Five outlets report one event: who said what, and what did each outlet make of it?

usage: python examples/compare_outlets.py [FOLDER]

Prints what it finds, and writes groups.html (to open in a browser) and quotes.csv into FOLDER, by default here.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import claimkit
from claimkit.views import group_text

ARTICLES = Path(__file__).parent / "articles" / "articles.jsonl"


def main(folder: Path) -> None:
    """Read, compare, count, keep."""
    articles = list(claimkit.read_all(claimkit.read_jsonl(ARTICLES)))

    # An article that was read has quotes. A speaker is somebody, not a string: where the text says "he", the name is
    # that of the man.
    gazette = articles[1]
    print(f"WHO SAYS WHAT IN THE {gazette.outlet}\n".upper())
    said_by = defaultdict(list)
    for quote in gazette.quotes:
        said_by[str(quote.speaker)].append(f"  {quote.kind:8} {quote.text}")
    for name, lines in said_by.items():
        print(name, *lines, sep="\n")

    # Comparing groups the quotes that two articles or more carry. Each outlet's version is laid word by word against
    # the fullest one, [-left out-] and {+put in+}; where outlets name different speakers, the group says so.
    comparison = claimkit.compare(articles)
    print("\nWHO ELSE REPORTED IT, AND HOW")
    for group in comparison.groups:
        print(f"\n{group_text(group)}")

    # Everything shown is also data: from the same differences, how much did each outlet keep of what it quotes?
    words, kept = Counter[str | None](), Counter[str | None]()
    for member in (member for group in comparison.groups for member in group.members):
        for part in member.differences:
            words[member.outlet] += len(part.fullest.split())
            kept[member.outlet] += len(part.fullest.split()) if part.change == "kept" else 0
    print("\nHOW MUCH OF THE FULLEST WORDINGS EACH OUTLET KEPT\n")
    print(*(f"{kept[outlet] / words[outlet]:5.0%}  {outlet}" for outlet in words), sep="\n")

    # A row for each quote is what spreadsheets want; claimkit.to_dataframe(comparison) is the same for pandas.
    folder.mkdir(parents=True, exist_ok=True)
    rows = claimkit.write_csv(comparison, folder / "quotes.csv")
    (folder / "groups.html").write_text(claimkit.page(comparison), encoding="utf-8")
    print(f"\nWrote {rows} quotes to {folder / 'quotes.csv'}, and what they share to {folder / 'groups.html'}.")


if __name__ == "__main__":
    main(Path(*sys.argv[1:2]))
