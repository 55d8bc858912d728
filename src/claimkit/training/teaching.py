"""Learning from what other networks say (distillation), beside what people annotated.

A network that is too large to be shipped says more than which tag is right: how likely each of the others is, too
(Hinton, Vinyals & Dean 2015, https://arxiv.org/abs/1503.02531). Of sequences, the shares of tags and steps over all
paths are taught (Wang et al. 2020, https://aclanthology.org/2020.acl-main.304). Several teachers teach their mean, and
texts that nobody annotated can be learned from.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import torch
from attrs import frozen
from torch import Tensor
from torch.nn import functional

from claimkit.training.batches import WordReadings
from claimkit.training.corpus import NO_LABEL, with_spans
from claimkit.training.network import PathShares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimkit.training.batches import SpanLogits
    from claimkit.training.corpus import Example
    from claimkit.training.network import TagPaths
    from claimkit.training.trainer import Network


@frozen(eq=False)
class Lesson:
    """What teachers say of a batch on average.

    Attributes:
        batch: The windows, with spans to ask about: those that are annotated, or else those that the teachers see.
        paths: How likely tags and steps are.
        names: How likely each name tag is of each word, ``(b, w, len(NAME_TAGS))``.
        spans: How likely links and fields are, as heads say them, window by window.
    """

    batch: list[Example]
    paths: PathShares
    names: Tensor
    spans: list[SpanLogits]

    @classmethod
    def of(cls, teachers: Sequence[Network], batch: Sequence[Example]) -> Lesson:
        """Ask teachers, which are as they are in reading (``eval``), about windows in which nothing is hidden."""
        with torch.no_grad():
            readings = [WordReadings.of(teacher.encoder, batch) for teacher in teachers]
            paths = PathShares.mean(
                [
                    teacher.encoder.paths.shares(reading.tags, reading.mask)
                    for teacher, reading in zip(teachers, readings, strict=True)
                ]
            )
            likeliest = paths.tags.argmax(dim=2).cpu().numpy()
            asked = [
                example if (example.tags != NO_LABEL).any() else with_spans(example, tags[: len(example.tags)])
                for example, tags in zip(batch, likeliest, strict=True)
            ]
            said = [reading.spans(teacher.heads, asked) for teacher, reading in zip(teachers, readings, strict=True)]
            names = _mean_shares([reading.names for reading in readings])
            return cls(asked, paths, names, [_mean_of_spans(each) for each in zip(*said, strict=True)])

    def losses(
        self, paths: TagPaths, words: WordReadings, spans: Sequence[SpanLogits], *, share: float
    ) -> tuple[Tensor, ...]:
        """How much a learner differs: cross-entropies on tags, links to cues and to sources, fields, and names.

        Args:
            paths: Those of the learner.
            words: What the learner says of the words of `batch`, in which something may be hidden from it.
            spans: What it says of the spans of `batch`.
            share: Share of the loss on tags that is on whole sequences of them and not on each alone.

        Returns:
            Means in nats, in the order of the losses on annotations.
        """
        count = max(1, int(words.mask.sum()))
        alone = _surprise(words.tags, self.paths.tags)[words.mask].sum() / count
        whole = paths.cross_entropy(words.tags, self.paths, words.mask) / count
        to_cue, to_source, act, negated, source_type = (
            _mean_surprise([said[head] for said in spans], [expected[head] for expected in self.spans])
            for head in range(5)
        )
        names = _surprise(words.names, self.names)[words.mask].sum() / count
        return (1 - share) * alone + share * whole, to_cue, to_source, act + negated + source_type, names


def digest_of(networks: Sequence[Network]) -> str:
    """Differs where the weights of any of the networks do.

    >>> digest_of([]) == digest_of([])
    True
    """
    seen = hashlib.sha256()
    for network in networks:
        for name, weight in network.parameters().items():
            seen.update(f"{name} {tuple(weight.shape)}\n".encode())
            seen.update(weight.detach().cpu().contiguous().numpy().tobytes())
    return seen.hexdigest()


def _mean_of_spans(said: Sequence[SpanLogits]) -> SpanLogits:
    to_cue, to_source, act, negated, source_type = (_mean_shares(logits) for logits in zip(*said, strict=True))
    return to_cue, to_source, act, negated, source_type


def _mean_shares(logits: Sequence[Tensor]) -> Tensor:
    """The mean of what several say is likely."""
    return torch.stack([functional.softmax(each, dim=-1) for each in logits]).mean(dim=0)


def _surprise(logits: Tensor, expected: Tensor) -> Tensor:
    """The cross-entropy of each row in nats."""
    return -(expected * functional.log_softmax(logits, dim=-1)).sum(dim=-1)


def _mean_surprise(logits: Sequence[Tensor], expected: Sequence[Tensor]) -> Tensor:
    """Mean cross-entropy over rows whose numbers of columns differ from window to window."""
    rows = torch.cat([_surprise(said, wanted) for said, wanted in zip(logits, expected, strict=True)])
    return rows.sum() / max(1, len(rows))
