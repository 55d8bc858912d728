"""Words a second, side by side in one run on one core: claimkit, and what textacy needs to find direct quotations.

    python benchmarks/reading_speed.py ARTICLES.jsonl [--count 60] [--repeats 3]

The other side is a spaCy pipeline of the width of en_core_web_sm (tok2vec, tagger, parser, ner with as many labels),
with random weights, which take as long as trained ones, followed by textacy's direct_quotations. Both sides read the
same articles in turn, the best of the repeats counts, and only processor time is measured.

The last line is what speakers cost on top of quotes: the first attribution of all the quotes, before anything is
remembered, against the best time in which the quotes were found.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import warnings
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from claimkit.records import Quote

WIDTH = 96
LABELS = {"tagger": 50, "parser": 45, "ner": 18}
"""How many labels the components of en_core_web_sm have."""


def main() -> None:
    """Print words a second on both sides and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON Lines of articles with a 'text'")
    parser.add_argument("--count", type=int, default=60, help="how many of them to read")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core, whatever the libraries would like
    with options.articles.open(encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, options.count)]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, best of {options.repeats} on one core")
    speakers = seconds_for_speakers(texts)
    sides = {
        "claimkit": claimkit_side(texts),
        "quotes alone": quotes_side(texts),
        "spaCy + textacy": textacy_side(texts),
    }
    times = {name: [] for name in sides}
    for _ in range(options.repeats):
        for name, read in sides.items():
            began = time.process_time()
            read()
            times[name].append(time.process_time() - began)
    for name, taken in times.items():
        print(f"{name:16} {words / min(taken):8.0f} words/s")
    print(f"ratio {min(times['spaCy + textacy']) / min(times['claimkit']):.2f}")
    print(f"speakers on top of quotes {speakers / min(times['quotes alone']):.1%}")


def claimkit_side(texts: list[str]) -> Callable[[], object]:
    """Reading with quotes and speakers."""
    import claimkit

    claimkit.read(texts[0])  # the model is loaded once, and not what is measured
    return lambda: list(claimkit.read_all(texts))


def quotes_side(texts: list[str]) -> Callable[[], list[tuple[Quote, ...]]]:
    """Reading without speakers: quotes, and those inside them."""
    import claimkit
    from claimkit.quotes.inner import with_inner

    detector = claimkit.load().get_pipe("claimkit_quotes").detector  # type: ignore[attr-defined]
    detector.find(texts[0])
    return lambda: [with_inner(text, detector.find(text), detector) for text in texts]


def seconds_for_speakers(texts: list[str]) -> float:
    """Processor time of attributing all quotes of the texts, when no name or word was seen before."""
    from claimkit.speakers.attributor import Attributor

    attributor = Attributor()
    quotes = quotes_side(texts)()
    began = time.process_time()
    for text, found in zip(texts, quotes, strict=True):
        attributor.attribute(text, found)
    return time.process_time() - began


def textacy_side(texts: list[str]) -> Callable[[], object]:
    """A spaCy pipeline and direct quotations from its Docs; articles with an odd number of marks raise and count."""
    from textacy.extract import direct_quotations

    nlp = spacy_pipeline()

    def read() -> None:
        for doc in nlp.pipe(texts):
            try:
                list(direct_quotations(doc))
            except ValueError:
                continue

    return read


def spacy_pipeline() -> Language:
    """An untrained pipeline of the size of en_core_web_sm."""
    import spacy

    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
    }
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": shared}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": {**transitions, "state_type": "parser", "tok2vec": shared}})
    nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner", "tok2vec": tok2vec}})
    for name, count in LABELS.items():
        for number in range(count):
            nlp.get_pipe(name).add_label(f"{name}{number}")  # type: ignore[attr-defined]
    nlp.get_pipe("parser").add_label("ROOT")  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp.initialize()
    return nlp


if __name__ == "__main__":
    main()
