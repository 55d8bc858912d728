"""Reported speech that renders another article's quote in words of its own, as far as sentence vectors can tell.

Vectors of one topic lie close together, whoever says what of it; so likeness alone says little. What tells is that two
quotes of one speaker in two articles are *each other's nearest*, by a clear margin before everything else that the
speaker says in either. Whether a pair is found rests on these two articles alone, so that articles can come in any
order. What is found still has to pass `claimkit.comparison.verdict.judge_paraphrase`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.compatibility import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from claimkit.comparison.compatibility import SpeakerTest
    from claimkit.encoder.network import Network
    from claimkit.records import Article, Speaker

Meaning = Callable[[str], "NDArray[np.float32]"]
"""What a wording means, as a vector of length 1, such as `claimkit.encoder.network.Network.meaning` gives."""

LEAST_ALIKE = 0.55
"""Cosine from which two wordings may mean the same."""

LEAST_MARGIN = 0.15
"""How much nearer the two must be than either is to anything else that the speaker says in the other article."""

FARTHEST = 3.0
"""Days between the two articles; what a speaker says later on a subject is another statement."""

_SECONDS = 86400.0


@frozen
class _Said:
    """What one speaker says in one article."""

    article: str
    day: float | None
    speaker: Speaker
    wordings: tuple[str, ...]
    reported: tuple[bool, ...]


def network_meaning(text: str) -> NDArray[np.float32]:
    """What a wording means, by the network that comes with claimkit, which is loaded when it is first needed."""
    return _network().meaning(text)


@cache
def _network() -> Network:
    from claimkit.encoder.network import Network
    from claimkit.models import ENGLISH

    return Network(ENGLISH)


class Renderings:
    """Finds pairs of wordings of which one renders the other.

    Args:
        meaning: Gives the vectors; called only for wordings that may be in a pair, once each.
        speakers: Tells whether two speakers are the same.
    """

    def __init__(self, meaning: Meaning, speakers: SpeakerTest) -> None:
        self._meaning = meaning
        self._test = speakers
        self._said: dict[str, list[_Said]] = defaultdict(list)
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def add(self, articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
        """Take in articles; the pairs of wordings that they bring, among themselves and with those before."""
        for article in articles:
            for key, said in _by_speaker(article):
                for other in self._said[key]:
                    if self._may_meet(said, other):
                        yield from self._nearest(said, other)
                self._said[key].append(said)

    def _may_meet(self, one: _Said, other: _Said) -> bool:
        if one.article == other.article or not (any(one.reported) or any(other.reported)):
            return False
        if one.day is not None and other.day is not None and abs(one.day - other.day) > FARTHEST:
            return False
        return self._test(one.speaker, other.speaker) == "same"

    def _nearest(self, one: _Said, other: _Said) -> Iterator[tuple[str, str]]:
        """The pairs that are each other's nearest by the margin, one of the two being reported speech."""
        left, right = (np.stack([self._vector(text) for text in said.wordings]) for said in (one, other))
        alike = left @ right.T
        for row, column in zip(range(len(alike)), alike.argmax(axis=1).tolist(), strict=True):
            likeness = alike[row, column]
            others = np.concatenate([np.delete(alike[row], column), np.delete(alike[:, column], row)])
            clear = likeness - max(others, default=0.0) >= LEAST_MARGIN
            if likeness >= LEAST_ALIKE and clear and (one.reported[row] or other.reported[column]):
                yield one.wordings[row], other.wordings[column]

    def _vector(self, text: str) -> NDArray[np.float32]:
        if text not in self._vectors:
            self._vectors[text] = self._meaning(text)
        return self._vectors[text]


def _by_speaker(article: Article) -> Iterator[tuple[str, _Said]]:
    """What each named speaker of an article says, under the last word of the name, without which none is the same."""
    published = article.published_at
    day = published.timestamp() / _SECONDS if published else None
    quotes: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    speakers: dict[str, Speaker] = {}
    for quote in article.quotes:
        name = quote.speaker.name
        if name and quote.speaker.type != "unnamed":
            speakers.setdefault(name, quote.speaker)
            quotes[name].append((quote.text, quote.kind == "indirect"))
    for name, said in quotes.items():
        words = fold_name(name).split()
        if words:
            wordings, reported = zip(*dict(said).items(), strict=True)
            yield words[-1], _Said(article.id, day, speakers[name], wordings, reported)
