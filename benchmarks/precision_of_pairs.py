"""Are the quotes that claimkit puts together one utterance? Draws pairs for a person to judge, and counts the answers.

usage: python benchmarks/precision_of_pairs.py draw ARTICLES.jsonl... --into pairs.jsonl [--each 35] [--seed 7]
       python benchmarks/precision_of_pairs.py count pairs.jsonl

ARTICLES.jsonl are articles that were read (``claimkit read --format jsonl``), of several outlets on the same events.
They are compared; each member of a group and its fullest wording, where they stand in two articles, are a pair. Pairs
are drawn at random within each band of confidence, ``--each`` of them, paraphrases apart from the rest; the same two
wordings are drawn once. A person then sets ``"same"`` of each line to true or false: did both articles report words
(for a paraphrase: a statement) of one occasion? A slogan of two rallies is not one utterance.

``count`` gives the precision of each band with its 95 % interval (Wilson 1927), and what the bands weigh among all
pairs: a stratified sample must be weighted before it tells the precision of the whole.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import claimkit

if TYPE_CHECKING:
    from collections.abc import Iterator

BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
"""Where each band of confidence begins; the last ends at 1."""


def pairs_in(comparison: claimkit.Comparison) -> Iterator[dict[str, Any]]:
    """Each member with the fullest wording of its group, where they stand in two articles."""
    for group in comparison.groups:
        fullest = group.fullest
        for member in group.members:
            if member.article == fullest.article:
                continue
            yield {
                "band": band_of(member.confidence, paraphrase=member.relation == "paraphrase"),
                "confidence": round(member.confidence, 3),
                "relation": member.relation,
                "same": None,
                "sides": [
                    {
                        "article": side.article,
                        "published": side.published,
                        "speaker": side.quote.speaker.name,
                        "kind": side.quote.kind,
                        "text": side.quote.text,
                    }
                    for side in (fullest, member)
                ],
                "reasons": [item.reason for item in member.evidence],
            }


def band_of(confidence: float, *, paraphrase: bool) -> str:
    """The band that a confidence falls into."""
    low = max((low for low in BANDS if low <= confidence), default=0.0)
    return f"{'paraphrase ' if paraphrase else ''}{low:.2f}"


def drawn(pairs: list[dict[str, Any]], each: int, seed: int) -> list[dict[str, Any]]:
    """At most ``each`` pairs of each band, each with the number of pairs of its band."""
    strata: defaultdict[str, dict[tuple[str, ...], dict[str, Any]]] = defaultdict(dict)
    for pair in pairs:
        strata[pair["band"]].setdefault(tuple(side["text"] for side in pair["sides"]), pair)
    chosen: list[dict[str, Any]] = []
    for band, distinct in sorted(strata.items()):
        ordered = sorted(distinct.values(), key=lambda pair: [side["text"] for side in pair["sides"]])
        sample = random.Random(f"{seed} {band}").sample(ordered, min(each, len(ordered)))  # noqa: S311 (no secret)
        chosen.extend(pair | {"of": len(ordered)} for pair in sample)
    return chosen


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return middle - half, middle + half


def counted(pairs: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each band, and one for all, weighted by how many pairs each band has."""
    by_band: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in pairs:
        if pair["same"] is not None:
            by_band[pair["band"]].append(pair)
    weighted = total = 0.0
    yield f"{'band':18} {'pairs':>6} {'read':>5} {'right':>6} {'precision':>9}  interval     mean confidence"
    for band, judged in sorted(by_band.items()):
        right = sum(pair["same"] for pair in judged)
        low, high = wilson(right, len(judged))
        sure = sum(pair["confidence"] for pair in judged) / len(judged)
        size = judged[0]["of"]
        weighted, total = weighted + size * right / len(judged), total + size
        share = f"{right / len(judged):9.2f}  [{low:.2f}, {high:.2f}]"
        yield f"{band:18} {size:6} {len(judged):5} {right:6} {share}  {sure:.2f}"
    if total:
        yield f"{'all, weighted':18} {total:6.0f} {sum(map(len, by_band.values())):5} {'':6} {weighted / total:9.2f}"


def main() -> None:
    """Draw or count, as the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    actions = parser.add_subparsers(dest="action", required=True)
    draw = actions.add_parser("draw", help="draw pairs to judge")
    draw.add_argument("articles", nargs="+", type=Path)
    draw.add_argument("--into", type=Path, required=True)
    draw.add_argument("--each", type=int, default=35)
    draw.add_argument("--seed", type=int, default=7)
    count = actions.add_parser("count", help="count the answers")
    count.add_argument("pairs", type=Path)
    options = parser.parse_args()
    if options.action == "count":
        lines = options.pairs.read_text(encoding="utf-8").splitlines()
        print(*counted([json.loads(line) for line in lines]), sep="\n")
        return
    comparison = claimkit.compare(chain.from_iterable(map(claimkit.read_jsonl, options.articles)))
    pairs = list(pairs_in(comparison))
    chosen = drawn(pairs, options.each, options.seed)
    options.into.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in chosen), encoding="utf-8")
    print(f"{len(comparison.groups)} groups, {len(pairs)} pairs; {len(chosen)} drawn into {options.into}")


if __name__ == "__main__":
    main()
