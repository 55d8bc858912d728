"""The network in torch: a small encoder and the heads that read spans, links and fields off it.

The links are biaffine
(Dozat & Manning 2017, https://arxiv.org/abs/1611.01734) with a bias for distance. Every cue chooses its source, so
that one source may serve several cues, and every content span chooses its cue, so that a quotation may have several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from attrs import frozen
from torch import Tensor, nn

from claimkit.encoder.network import ACTS, NAME_TAGS, SOURCE_TYPES, TAGS
from claimkit.encoder.paths import NEVER
from claimkit.encoder.subwords import FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimkit.training.minilm import MiniLM

_FURTHEST = 31
_FURTHEST_BETWEEN = 4
_FURTHEST_PARAGRAPH = 3


class SpanPair(nn.Module):
    """Scores for links from each of ``n`` spans to each of ``m`` candidate spans, or to none of them."""

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(inner + 1, inner))
        self.nobody = nn.Parameter(torch.zeros(1, inner))
        self.distance = nn.Embedding(2 * _FURTHEST + 1, 1)
        self.between = nn.Embedding(2 * _FURTHEST_BETWEEN + 1, 1)
        self.paragraph = nn.Embedding(2 * _FURTHEST_PARAGRAPH + 1, 1)
        for bias in (self.distance, self.between, self.paragraph):
            nn.init.zeros_(bias.weight)
        self.scale = inner**-0.5

    def forward(
        self, from_vectors: Tensor, from_spans: Tensor, to_vectors: Tensor, to_spans: Tensor, paragraphs: Tensor
    ) -> Tensor:
        """Logits of shape ``(n, m + 1)``; column 0 stands for "none of them"."""
        ones = torch.ones_like(from_vectors[:, :1])
        left = torch.cat([from_vectors, ones], dim=1) @ self.weight
        right = torch.cat([self.nobody, to_vectors], dim=0)
        logits: Tensor = (left @ right.T) * self.scale
        return logits + torch.cat([torch.zeros_like(ones), self._place(from_spans, to_spans, paragraphs)], dim=1)

    def _place(self, from_spans: Tensor, to_spans: Tensor, paragraphs: Tensor) -> Tensor:
        """What the places of two spans alone say: how far apart, how many candidates between, which paragraph."""
        here, there = from_spans[:, 0], to_spans[:, 0]
        apart = here[:, None] - there[None]
        step = torch.sign(apart)
        far = torch.round(3.0 * torch.log2(apart.abs().to(torch.float32) + 1.0)).to(torch.int64)
        far = torch.clamp(far, max=_FURTHEST) * step + _FURTHEST
        low = torch.minimum(here[:, None], there[None])[:, :, None]
        high = torch.maximum(here[:, None], there[None])[:, :, None]
        others = there[None, None, :]
        between = ((others > low) & (others < high)).to(torch.int64).sum(dim=2)
        between = torch.clamp(between, max=_FURTHEST_BETWEEN) * step + _FURTHEST_BETWEEN
        leap = torch.clamp(
            paragraphs[here][:, None] - paragraphs[there][None], -_FURTHEST_PARAGRAPH, _FURTHEST_PARAGRAPH
        )
        bias: Tensor = self.distance(far) + self.between(between) + self.paragraph(leap + _FURTHEST_PARAGRAPH)
        return bias[:, :, 0]


class Heads(nn.Module):
    """Links between spans and fields of spans, from the vectors of words."""

    def __init__(self, width: int, inner: int = 96) -> None:
        super().__init__()
        self.content = SpanVector(width, inner)
        self.cue_of_content = SpanVector(width, inner)
        self.cue = SpanVector(width, inner)
        self.source = SpanVector(width, inner)
        self.to_cue = SpanPair(inner)
        self.to_source = SpanPair(inner)
        self.act = nn.Linear(inner, len(ACTS))
        self.negated = nn.Linear(inner, 2)
        self.source_type = nn.Linear(inner, len(SOURCE_TYPES))

    def forward(
        self, words: Tensor, contents: Tensor, cues: Tensor, sources: Tensor, paragraphs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Read links and fields off one window.

        Args:
            words: Word vectors, ``(w, width)``.
            contents: First word and last word (inclusive) of each content span, ``(n, 2)``.
            cues: The same for cues, ``(m, 2)``.
            sources: The same for sources, ``(k, 2)``.
            paragraphs: Paragraph number of each word, ``(w,)``.

        Returns:
            Logits: content to cue ``(n, m + 1)``, cue to source ``(m, k + 1)``, act ``(m, 2)``,
            negated ``(m, 2)``, type of source ``(k, 3)``.
        """
        content, cue_of_content = self.content(words, contents), self.cue_of_content(words, cues)
        cue, source = self.cue(words, cues), self.source(words, sources)
        return (
            self.to_cue(content, contents, cue_of_content, cues, paragraphs),
            self.to_source(cue, cues, source, sources, paragraphs),
            self.act(cue),
            self.negated(cue),
            self.source_type(source),
        )


class SpanVector(nn.Module):
    """A span as a vector, from its first and its last word."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.first = nn.Linear(width, inner)
        self.last = nn.Linear(width, inner)

    def forward(self, words: Tensor, spans: Tensor) -> Tensor:
        """Vectors ``(n, inner)`` of the spans ``(n, 2)``."""
        return nn.functional.gelu(self.first(words[spans[:, 0]]) + self.last(words[spans[:, 1]]))


@frozen(eq=False)
class PathShares:
    """How likely tags and steps are over all paths of a chain.

    Attributes:
        first: Of each tag for the first word, ``(b, tags)``.
        steps: Of each pair of tags for each two neighboring words, 0 where the second is padding,
            ``(b, w - 1, tags, tags)``.
        last: Of each tag for the last word that is no padding, ``(b, tags)``.
    """

    first: Tensor
    steps: Tensor
    last: Tensor

    @property
    def tags(self) -> Tensor:
        """Of each tag for each word, ``(b, w, tags)``."""
        return torch.cat([self.first[:, None], self.steps.sum(dim=2)], dim=1)

    @classmethod
    def mean(cls, shares: Sequence[PathShares]) -> PathShares:
        """What several networks say on average."""
        return cls(
            *(torch.stack([getattr(each, name) for each in shares]).mean(dim=0) for name in ("first", "steps", "last"))
        )


class TagPaths(nn.Module):
    """A linear-chain CRF over tags: which of them follows which, learned from whole sequences.

    Lafferty, McCallum & Pereira 2001, "Conditional random fields" (ICML); what it learns is read by
    `claimkit.encoder.paths.TagSteps`.

    Words come first in every row and padding after them: ``mask``, ``(b, w)``, is true for words. ``logits`` are those
    of each tag of each word, ``(b, w, tags)``.
    """

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.zeros(tags))
        self.between = nn.Parameter(torch.zeros(tags, tags))
        self.last = nn.Parameter(torch.zeros(tags))

    def forward(self, logits: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Minus the log-probability of the gold paths, summed up; below 0 in ``gold``, ``(b, w)``, any tag will do."""
        is_open = (gold < 0)[:, :, None]
        forbidden = torch.full_like(logits, -NEVER).scatter(2, gold.clamp(min=0)[:, :, None], 0.0)
        free = torch.where(is_open, torch.zeros_like(logits), forbidden)
        return (self._total(logits, mask) - self._total(logits + free, mask)).sum()

    def shares(self, logits: Tensor, mask: Tensor) -> PathShares:
        """How likely tags and steps are; they are the derivatives of the sum over all paths."""
        with torch.enable_grad():
            first = (logits[:, 0] + self.first).detach().requires_grad_()
            steps = self._steps(logits, mask).detach().requires_grad_()
            last = self.last.detach().expand_as(first).clone().requires_grad_()
            found = torch.autograd.grad(_sum_over_paths(first, steps, last).sum(), (first, steps, last))
        return PathShares(found[0], found[1] * mask[:, 1:, None, None], found[2])

    def cross_entropy(self, logits: Tensor, shares: PathShares, mask: Tensor) -> Tensor:
        """How much these paths surprise who expects those of ``shares``, in nats, summed up."""
        score = (
            (shares.first * self.first).sum()
            + (shares.tags * logits * mask[:, :, None]).sum()
            + (shares.steps * self.between).sum()
            + (shares.last * self.last).sum()
        )
        return self._total(logits, mask).sum() - score

    def _total(self, logits: Tensor, mask: Tensor) -> Tensor:
        """The logarithm of the sum over all paths, ``(b,)``."""
        return _sum_over_paths(logits[:, 0] + self.first, self._steps(logits, mask), self.last)

    def _steps(self, logits: Tensor, mask: Tensor) -> Tensor:
        """What each step from tag to tag scores, ``(b, w - 1, tags, tags)``; into padding, nothing changes."""
        steps = self.between + logits[:, 1:, None, :]
        return torch.where(mask[:, 1:, None, None], steps, _standing_still(logits))


def _standing_still(like: Tensor) -> Tensor:
    """The scores of a step that keeps every tag as it is."""
    tags = like.shape[-1]
    return torch.full((tags, tags), -NEVER, dtype=like.dtype, device=like.device).fill_diagonal_(0.0)


def _sum_over_paths(first: Tensor, steps: Tensor, last: Tensor) -> Tensor:
    """The logarithm of the sum over all paths, ``(b,)``.

    Neighboring steps are joined two by two until one is left, so that a GPU takes them side by side.
    """
    if not steps.shape[1]:
        return torch.logsumexp(first + last, dim=1)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            still = _standing_still(steps).expand(len(steps), 1, -1, -1)
            steps = torch.cat([steps, still], dim=1)
        steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None], dim=3)
    return torch.logsumexp(torch.logsumexp(first[:, :, None] + steps[:, 0], dim=1) + last, dim=1)


class Encoder(nn.Module):
    """Subwords and their features to vectors, logits of tags and of name tags, and a vector of the whole."""

    def __init__(self, minilm: MiniLM) -> None:
        super().__init__()
        self.minilm = minilm
        self.features = nn.ModuleList(nn.Embedding(size, minilm.width) for size in FEATURES.values())
        for table in self.features:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(minilm.width, len(TAGS))
        self.paths = TagPaths(len(TAGS))
        self.names = nn.Linear(minilm.width, len(NAME_TAGS))
        self.meaning = nn.Linear(minilm.width, minilm.width)

    @property
    def width(self) -> int:
        """Length of a vector."""
        return self.minilm.width

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read a batch of windows.

        Args:
            ids: Subword ids, the two markers at the ends included, ``(b, t)``.
            features: Their features, ``(b, len(FEATURES), t)``.
            mask: Whether a place is a subword and not padding, ``(b, t)``; ``None`` if nothing is padded.

        Returns:
            Vectors ``(b, t, width)``, tag logits ``(b, t, len(TAGS))``, name logits ``(b, t, len(NAME_TAGS))``, and
            the vector of each window as a sentence, ``(b, width)``.
        """
        added = torch.stack([table(features[:, place]) for place, table in enumerate(self.features)]).sum(dim=0)
        vectors = self.dropout(self.minilm(ids, added, mask))
        if mask is None:
            mean = vectors.mean(dim=1)
        else:
            weights = mask[:, :, None].to(vectors.dtype)
            mean = (vectors * weights).sum(dim=1) / weights.sum(dim=1)
        return vectors, self.tags(vectors), self.names(vectors), self.meaning(mean)
