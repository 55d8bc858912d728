"""Several windows side by side, as a network reads them: padded to one length, and word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from attrs import frozen
from torch import Tensor

from claimkit.encoder.subwords import FEATURES
from claimkit.training.corpus import NO_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from claimkit.training.corpus import Example
    from claimkit.training.network import Encoder, Heads

SpanLogits = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
"""What heads say of one window: content to cue, cue to source, act, negated, type of source."""


@frozen(eq=False)
class WordReadings:
    """What an encoder says of the words of a batch.

    Attributes:
        vectors: ``(b, w, width)``.
        tags: Logits of each tag, ``(b, w, len(TAGS))``.
        names: Logits of each name tag, ``(b, w, len(NAME_TAGS))``.
        mask: Whether a place is a word and not padding; words come first, ``(b, w)``.
    """

    vectors: Tensor
    tags: Tensor
    names: Tensor
    mask: Tensor

    @classmethod
    def of(cls, encoder: Encoder, batch: Sequence[Example]) -> WordReadings:
        """Read windows, on the device where the encoder is."""
        device = encoder.tags.weight.device
        ids, features, shown = (
            values.to(device) for values in padded([(example.ids, example.features) for example in batch])
        )
        places = beside([example.words + 1 for example in batch], padding=-1).to(device)
        mask = places >= 0
        vectors, tags, names, _ = encoder(ids, features, shown)
        rows = torch.arange(len(batch), device=device)[:, None]
        words = places.clamp(min=0)
        return cls(vectors[rows, words], tags[rows, words], names[rows, words], mask)

    def spans(self, heads: Heads, batch: Sequence[Example]) -> list[SpanLogits]:
        """What heads say of the spans of each window."""

        def tensor(values: NDArray[np.int64]) -> Tensor:
            return torch.from_numpy(values).to(self.mask.device)

        return [
            heads(vectors, *map(tensor, (example.contents, example.cues, example.sources, example.paragraphs)))
            for vectors, example in zip(self.vectors, batch, strict=True)
        ]


def padded(rows: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Windows of ids and features, with the markers at their ends, as tensors of one length, and what is no padding.

    Returns:
        Ids ``(b, t)``, features ``(b, len(FEATURES), t)``, and 1 for subwords and 0 for padding, ``(b, t)``.

    >>> import numpy as np
    >>> windows = [(np.array(ids), np.zeros((len(FEATURES), len(ids)))) for ids in ([7, 8], [9])]
    >>> ids, features, mask = padded(windows)
    >>> ids.tolist(), mask.tolist()
    ([[101, 7, 8, 102], [101, 9, 102, 0]], [[1, 1, 1, 1], [1, 1, 1, 0]])
    """
    longest = max(len(ids) for ids, _ in rows) + 2
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    features = torch.zeros(len(rows), len(FEATURES), longest, dtype=torch.int64)
    for row, (subwords, shown) in enumerate(rows):
        n = len(subwords)
        ids[row, : n + 2] = torch.tensor([101, *subwords.tolist(), 102])
        mask[row, : n + 2] = 1
        features[row, :, 1 : n + 1] = torch.from_numpy(shown)
    return ids, features, mask


def beside(rows: Sequence[NDArray[np.int64]], *, padding: int = NO_LABEL) -> Tensor:
    """Numbers of each word, a window a row, as one tensor ``(b, w)``.

    >>> import numpy as np
    >>> beside([np.array([1, 2]), np.array([3])]).tolist()
    [[1, 2], [3, -100]]
    """
    return torch.nn.utils.rnn.pad_sequence(
        [torch.from_numpy(row) for row in rows], batch_first=True, padding_value=padding
    )
