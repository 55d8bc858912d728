"""What others group: the same stress set by exact text, by MinHash with datasketch and with rensa, and by claimkit.

Input: the lines of the stress set; see `stress.py`. MinHash takes runs of three words of the folded
text, 128 permutations, and joins whatever is connected by pairs of an estimated similarity from the threshold, as
tools for duplicates do.

Prints, for each, pairwise and B-cubed figures, the largest group, and CPU time; all in one run on one machine.
Needs: pip install datasketch rensa

usage: python benchmarks/grouping_others.py STRESS.tsv [--count N] [--threshold 0.5]
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from stress import Label, Stress, add_arguments, labels_of, print_agreement, read_stress

from claimkit.comparison import Comparator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PERMUTATIONS = 128
RUN = 3  # words


def folded(text: str) -> list[str]:
    """The words of a text in small letters, without marks."""
    return re.findall(r"\w+", text.casefold())


def runs_of(text: str) -> list[str]:
    """All runs of three words; of a shorter text, the text."""
    words = folded(text)
    return [" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))]


def connected(stress: Stress, pairs: Iterable[tuple[int, int]]) -> Label:
    """The group of each line, where whatever is connected is one."""
    one, other = np.array([*pairs, (0, 0)], dtype=np.int64).T
    size = len(stress.articles)
    graph = coo_array((np.ones(len(one), dtype=bool), (one, other)), shape=(size, size))
    return {line: str(group) for line, group in zip(stress.ids, connected_components(graph)[1], strict=True)}


def by_text(stress: Stress, _threshold: float) -> Label:
    """Lines with the same words."""
    return {article.id: " ".join(folded(article.text)) for article in stress.articles}


def alike(index: Any, hashes: list[Any], threshold: float) -> Iterator[tuple[int, int]]:  # noqa: ANN401 (two libraries)
    """The pairs that an index finds, and whose hashes are as similar as that."""
    for number, one in enumerate(hashes):
        for other in index.query(one):
            if other < number and one.jaccard(hashes[other]) >= threshold:
                yield number, other


def by_datasketch(stress: Stress, threshold: float) -> Label:
    """Lines that datasketch's index finds for each other, and whose hashes are as similar as that."""
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    hashes = []
    for number, article in enumerate(stress.articles):
        one = MinHash(num_perm=PERMUTATIONS)
        one.update_batch([run.encode() for run in runs_of(article.text)])
        hashes.append(one)
        index.insert(number, one)
    return connected(stress, alike(index, hashes, threshold))


def by_rensa(stress: Stress, threshold: float) -> Label:
    """The same with rensa."""
    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=32)
    hashes = []
    for number, article in enumerate(stress.articles):
        one = RMinHash(num_perm=PERMUTATIONS, seed=7)
        one.update(runs_of(article.text))
        hashes.append(one)
        index.insert(number, one)
    return connected(stress, alike(index, hashes, threshold))


def by_claimkit(stress: Stress, _threshold: float) -> Label:
    """What claimkit groups."""
    comparator = Comparator()
    comparator.add(stress.articles)
    return labels_of(comparator, stress.ids)


WAYS: dict[str, Callable[[Stress, float], Label]] = {
    "exact text": by_text,
    "datasketch": by_datasketch,
    "rensa": by_rensa,
    "claimkit": by_claimkit,
}


def main() -> None:
    """Group in each way, and print."""
    arguments = argparse.ArgumentParser(description="The stress set, grouped by claimkit and by others.")
    add_arguments(arguments)
    arguments.add_argument("--threshold", type=float, default=0.5, help="least similarity for MinHash")
    options = arguments.parse_args()
    stress = read_stress(options.stress, options.count)
    for name, way in WAYS.items():
        cpu = time.process_time()
        label = way(stress, options.threshold)
        cpu = time.process_time() - cpu
        print(f"{name}: {len(label)} quotes  {cpu:.1f} CPU-s  largest group {max(Counter(label.values()).values())}")
        print_agreement(stress, label)


if __name__ == "__main__":
    main()
