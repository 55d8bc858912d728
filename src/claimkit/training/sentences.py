"""Sentences with the vectors that a larger network gives them, for the small one to learn (Hinton et al. 2015,
https://arxiv.org/abs/1503.02531): texts whose vectors point the same way mean much the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from attrs import frozen

from claimkit.encoder.subwords import cut
from claimkit.training.minilm import load_minilm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_AT_ONCE = 64
_MOST_SUBWORDS = 120


@frozen(eq=False)
class Sentence:
    """A sentence as the network sees it, and the vector of length 1 that it should give."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    vector: NDArray[np.float32]


def sentences_with_vectors(texts: Sequence[str], base: Path, tokenizer: Tokenizer) -> tuple[Sentence, ...]:
    """The texts with the vectors that the whole base model gives them: the mean over their subwords.

    Args:
        texts: Sentences; of longer texts the beginning is taken.
        base: The model folder that training starts from, with all of its layers.
        tokenizer: That of the folder.
    """
    cuts = [cut(text, tokenizer) for text in texts]
    vectors = np.concatenate(list(_vectors(texts, base, tokenizer))) if texts else ()
    return tuple(
        Sentence(subwords.ids[:_MOST_SUBWORDS], subwords.features[:, :_MOST_SUBWORDS], vector)
        for subwords, vector in zip(cuts, vectors, strict=True)
        if len(subwords)
    )


def _vectors(texts: Sequence[str], base: Path, tokenizer: Tokenizer) -> Iterator[NDArray[np.float32]]:
    teacher = load_minilm(base).eval()
    for start in range(0, len(texts), _AT_ONCE):
        rows = [tokenizer.encode(text).ids[: _MOST_SUBWORDS + 2] for text in texts[start : start + _AT_ONCE]]
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.int64)
        mask = torch.zeros_like(ids)
        for row, subwords in enumerate(rows):
            ids[row, : len(subwords)] = torch.tensor(subwords)
            mask[row, : len(subwords)] = 1
        with torch.no_grad():
            found = teacher(ids, torch.zeros(*ids.shape, teacher.width), mask) * mask[:, :, None]
        yield torch.nn.functional.normalize(found.sum(dim=1) / mask.sum(dim=1, keepdim=True)).numpy()
