"""How often the attributor names the right speaker when the quotes themselves are right.

Gold content, cue and source go in, speakers come out, and a name counts as right by the rule of ``tools/score.py``:
the folded name is one of the accepted ones.

    python benchmarks/speakers_on_gold.py GOLD.jsonl [--errors N] [--only CLASS] [--confidence]
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from claimkit.records import Quote, Span
from claimkit.speakers.attributor import CLOSE, STAGE, Attributor

PRONOUNS = frozenset("he she it they him her them his its their i we you".split())
CLOSELY = ", closely"
WEIGHT, UNSEEN = 10, 0.6
RELATIVES = frozenset("who whom whose which that".split())


def fold(name: str) -> str:
    """The name as the scorer compares it: no diacritics, no punctuation, no article."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^\w ]+", "", name.casefold())).strip()


def source_class(source: str, speakers: list[str]) -> str:
    """What sort of words the source is: the breakdown of the figures."""
    words = source.split()
    if not words:
        return "none"
    if source.casefold() in PRONOUNS:
        return "pronoun"
    if source.casefold() in RELATIVES:
        return "relative"
    if speakers and " and " in speakers[0] and " and " in source:
        return "joint"
    spoken = {fold(part) for name in speakers for part in re.split(r"[\s]", name)}
    if any(fold(re.sub(r"['’]s$", "", word)) in spoken for word in words if word[:1].isupper()):
        return "name"
    return "nominal"


def gold_quotes(article: dict[str, Any]) -> tuple[Quote, ...]:
    """The article's gold as Quote records without speakers."""
    text = article["text"]

    def span(pairs: list[list[int]]) -> Span | None:
        return Span.of(text, pairs[0][0], pairs[-1][1]) if pairs else None

    return tuple(
        Quote(
            id=f"q{number}",
            content=(content := tuple(Span.of(text, start, end) for start, end in quote["content"])),
            bare=content,
            kind=quote["kind"],
            cue=span(quote["cue"]),
            source=span(quote["source"]),
        )
        for number, quote in enumerate(article["quotes"], 1)
    )


def rule_of(quote: Quote) -> str:
    """The rule that decided, with a mark where another candidate came close."""
    decided = [evidence for evidence in (*quote.speaker.evidence, *quote.evidence) if evidence.stage == STAGE]
    return decided[0].reason + (CLOSELY if any(each.reason == CLOSE for each in decided) else "")


def confidence_table(rules: dict[str, Counter[bool]]) -> str:
    """`claimkit.speakers.attributor.CONFIDENCE` as measured, the rules in order of the alphabet."""

    def shrunk(count: Counter[bool]) -> float:
        return round((count[True] + WEIGHT * UNSEEN) / (count.total() + WEIGHT), 2)

    names = sorted({rule.removesuffix(CLOSELY) for rule in rules})
    pairs = ((name, shrunk(rules[name + CLOSELY]), shrunk(rules[name])) for name in names)
    return "\n".join(f'    "{name}": ({close}, {clear}),' for name, close, clear in pairs)


def main() -> None:
    """Print the figures, and the errors if asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors")
    parser.add_argument("--confidence", action="store_true", help="print the table of confidences")
    parser.add_argument("--only", help="list errors of this source class only")
    arguments = parser.parse_args()
    articles = [json.loads(line) for line in arguments.gold.read_text(encoding="utf8").splitlines() if line.strip()]
    prepared = [(article, gold_quotes(article)) for article in articles]
    attributor = Attributor()
    attributor.attribute("Warm-up, said Ann Example.", ())
    begun = time.perf_counter()
    attributed = [attributor.attribute(article["text"], quotes) for article, quotes in prepared]
    seconds = time.perf_counter() - begun

    hits: dict[str, Counter[bool]] = defaultdict(Counter)
    rules: dict[str, Counter[bool]] = defaultdict(Counter)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    errors: list[str] = []
    for article, quotes in zip(articles, attributed, strict=True):
        for gold, quote in zip(article["quotes"], quotes, strict=True):
            accepted = gold.get("speakers") or []
            source = quote.source.text if quote.source else ""
            kind = source_class(source, accepted)
            rule = rule_of(quote)
            if not accepted:
                right = not quote.speaker.name
                hits["nobody given"][right] += 1
            else:
                right = fold(quote.speaker.name) in {fold(name) for name in accepted}
                for key in ("all", f"source {kind}", f"type {gold.get('speaker_type')}"):
                    hits[key][right] += 1
            rules[rule][right] += 1
            bins[int(quote.speaker.confidence * 10)].append((quote.speaker.confidence, right))
            if not right and arguments.only in (None, kind):
                errors.append(
                    f"{article['id']} [{kind}] {source!r} gold {accepted} got {quote.speaker.name!r} by {rule}"
                )
    for key in sorted(hits):
        print(f"{key:16} {hits[key][True] / hits[key].total():.4f} of {hits[key].total()}")
    print("by rule:")
    for rule, count in sorted(rules.items(), key=lambda item: -item[1].total()):
        print(f"  {rule:44} {count[True] / count.total():.3f} of {count.total()}")
    print("calibration:")
    for _, pairs in sorted(bins.items()):
        said, got = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        print(f"  said {said:.2f}  right {got:.2f}  of {len(pairs)}")
    if arguments.confidence:
        print(confidence_table(rules))
    words = sum(len(article["text"].split()) for article in articles)
    print(f"{words / seconds:,.0f} words/s")
    print("\n".join(errors[: arguments.errors]))


if __name__ == "__main__":
    main()
