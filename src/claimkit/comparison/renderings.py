"""Reported speech that renders another article's quote in words of its own, as far as sentence vectors can tell.

Vectors of one topic lie close together, whoever says what of it; so likeness alone says little. What tells is that two
quotes of one speaker in two articles are *each other's nearest*, by a clear margin before everything else that the
speaker says in either. Whether a pair is found rests on these two articles alone, so that articles can come in any
order. What is found still has to pass `claimkit.comparison.paraphrase.judge_paraphrase`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from attrs import Factory, define, frozen

from claimkit.comparison.compatibility import fold_name
from claimkit.comparison.information import information
from claimkit.comparison.normalisation import normalise, stem

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

LEAST_ALIKE_ALONE = 0.7
"""The same where neither article has anything else by the speaker, so that no margin tells."""

LEAST_MARGIN = 0.15
"""How much nearer the two must be than either is to anything else that the speaker says in the other article."""

FARTHEST = 3.0
"""Days between the two articles; what a speaker says later on a subject is another statement."""

_TELLING = 3.0
"""Nats from which a word is looked at to find what may be a rendering."""

_LEAST_SHARED = 6.0
"""Nats of such words that two articles' accounts of a speaker must share to be laid side by side."""

_SECONDS = 86400.0


@frozen(eq=False)
class _Said:
    """What one speaker says in one article."""

    article: str
    day: float | None
    speaker: Speaker
    wordings: tuple[str, ...]
    reported: tuple[bool, ...]

    def telling_words(self) -> dict[str, float]:
        """The rarer words of all that is said, as stems, with what they tell in nats."""
        keys = {key for wording in self.wordings for key in normalise(wording).keys}
        return {stem(key): told for key in keys if (told := information(key)) >= _TELLING}


@define
class _Speaker:
    """All that is said under one name.

    What holds no reported speech is found by its words only once reported speech is there to look for it, so that
    collections of direct quotes pay nothing.
    """

    told: dict[str, list[_Said]] = Factory(lambda: defaultdict(list))
    quoted: dict[str, list[_Said]] = Factory(lambda: defaultdict(list))
    waiting: list[_Said] = Factory(list)

    def meets(self, new: _Said) -> list[_Said]:
        """Take in what is said, and give what was said before that shares enough telling words with it."""
        told = any(new.reported)
        if not told and not self.told:
            self.waiting.append(new)
            return []
        words = new.telling_words()
        if told:
            for other in self.waiting:
                for word in other.telling_words():
                    self.quoted[word].append(other)
            self.waiting.clear()
        shared: dict[int, float] = defaultdict(float)
        others: dict[int, _Said] = {}
        for word, nats in words.items():
            for other in chain(self.told.get(word, ()), self.quoted.get(word, ()) if told else ()):
                shared[id(other)] += nats
                others[id(other)] = other
        index = self.told if told else self.quoted
        for word in words:
            index[word].append(new)
        return [other for number, other in others.items() if shared[number] >= _LEAST_SHARED]


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
        self._speakers: dict[str, _Speaker] = defaultdict(_Speaker)
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def add(self, articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
        """Take in articles; the pairs of wordings that they bring, among themselves and with those before."""
        for article in articles:
            for key, said in _by_speaker(article):
                for other in self._speakers[key].meets(said):
                    if self._may_meet(said, other):
                        yield from self._nearest(said, other)

    def _may_meet(self, one: _Said, other: _Said) -> bool:
        if one.article == other.article:
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
            least = LEAST_ALIKE if len(others) else LEAST_ALIKE_ALONE
            if likeness >= least and clear and (one.reported[row] or other.reported[column]):
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
