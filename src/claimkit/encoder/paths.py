"""From what the network says about each word to the best sequence of tags that makes sense.

Viterbi's algorithm (Forney 1973, https://doi.org/10.1109/PROC.1973.9030), for whichever tags; what makes sense is in
the scores of the steps from tag to tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

NEVER = 1e4
"""What an impossible step costs, in nats."""


@frozen(eq=False)
class TagSteps:
    """What a network learned about which tag follows which, beside what it says of each word: a linear-chain CRF.

    Lafferty, McCallum & Pereira 2001, "Conditional random fields" (ICML).

    Attributes:
        first: Score of each tag for the first word, ``(t,)``.
        between: Score of going from a tag to a tag, ``(t, t)``.
        last: Score of each tag for the last word, ``(t,)``.
    """

    first: NDArray[np.float64]
    between: NDArray[np.float64]
    last: NDArray[np.float64]

    @classmethod
    def of(cls, config: Mapping[str, Any], count: int) -> TagSteps:
        """What ``model.json`` says under ``tag_steps``, or else that every step is alike.

        Args:
            config: The contents of the file.
            count: How many tags there are.

        Raises:
            TypeError, ValueError, AttributeError: What it says is nothing of the kind.

        >>> TagSteps.of({}, 2).between.tolist()
        [[0.0, 0.0], [0.0, 0.0]]
        """
        given = config.get(
            "tag_steps", {"first": [0.0] * count, "between": np.zeros((count, count)), "last": [0.0] * count}
        )
        steps = cls(**{name: np.asarray(values, dtype=np.float64) for name, values in given.items()})
        shapes = (steps.first.shape, steps.between.shape, steps.last.shape)
        if shapes != ((count,), (count, count), (count,)):
            message = f"the shapes are {shapes}, for {count} tags"
            raise ValueError(message)
        return steps


def best_path(
    first: NDArray[np.float64], emissions: NDArray[np.floating[Any]], steps: Iterable[NDArray[np.float64]]
) -> list[int]:
    """The sequence of tags with the highest score.

    Args:
        first: Score of each tag for the first word, ``(t,)``.
        emissions: Score of each tag for each further word, ``(w - 1, t)``.
        steps: For each further word the scores of going from a tag to a tag, ``(t, t)``, ``w - 1`` of them.

    Returns:
        A tag for each of the ``w`` words; of equal ones the first.

    >>> stay = np.array([[0.0, -NEVER], [-NEVER, 0.0]])
    >>> best_path(np.array([-1.0, -2.0]), np.array([[-9.0, -1.0]], dtype=np.float32), [stay])
    [1, 1]
    """
    score = first
    every = np.arange(len(first))
    back: list[NDArray[np.int64]] = []
    for step, emission in zip(steps, emissions, strict=True):
        total = score[:, None] + step
        best = total.argmax(axis=0)
        back.append(best)
        score = total[best, every] + emission
    tag = int(score.argmax())
    path = [tag]
    for best in reversed(back):
        tag = int(best[tag])
        path.append(tag)
    return path[::-1]
