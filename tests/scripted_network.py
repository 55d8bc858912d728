"""A network that sees what a marked-up text tells it to see, so that tests need no model.

The markup is that of `claimkit.evaluation.marked_text`, in one line of text and without attributions below it:
``⟦s1,2 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier is gone⟧``. A ``‖`` says that a new window begins there.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import numpy as np
from attrs import field, frozen

from claimkit.encoder.leaning import adjoining, leaning
from claimkit.encoder.network import ACTS, NAME_TAGS, TAGS, Links, WindowReading
from claimkit.encoder.paths import TagSteps
from claimkit.quotes.marks import Quotation, pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_PIECE = re.compile(r"⟦(?P<role>[skc])(?P<numbers>[\d,]*) |(?P<close>⟧)|(?P<window>‖)")
_WORD = re.compile(r"\w+|[^\w\s]")
_ROLES = {"s": "source", "k": "cue", "c": "content"}


@frozen
class Marked:
    """One marked span: its role, the attributions it belongs to, and its characters."""

    role: str
    numbers: frozenset[int]
    start: int
    end: int


@frozen
class Cut:
    """What `ScriptedNetwork.read` gives in place of subwords."""

    quotations: tuple[Quotation, ...]


@frozen(eq=False)
class ScriptedNetwork:
    """Stands in for `claimkit.encoder.network.Network`.

    Attributes:
        text: The text without its markup.
        marked: What the network sees in it.
        fresh: Offsets at which the second and further windows begin.
        context: Words that a window takes from the one before.
        sure: Probability of the tags and links that the markup asks for.
        thoughts: Numbers of the attributions whose cue is one of thought.
        denials: Numbers of the attributions whose cue is negated.
        names: Start, end and type of the names that it sees.
    """

    text: str
    marked: tuple[Marked, ...]
    fresh: tuple[int, ...] = ()
    context: int = field(default=0, kw_only=True)
    sure: float = field(default=0.98, kw_only=True)
    thoughts: frozenset[int] = field(default=frozenset(), converter=frozenset, kw_only=True)
    denials: frozenset[int] = field(default=frozenset(), converter=frozenset, kw_only=True)
    names: tuple[tuple[int, int, str], ...] = field(default=(), kw_only=True)

    @property
    def config(self) -> dict[str, object]:
        """No calibration: confidence is what the markup says."""
        return {}

    @property
    def tag_steps(self) -> TagSteps:
        """No tag follows another more readily than a third."""
        return TagSteps.of({}, len(TAGS))

    def read(self, _text: str) -> tuple[Cut, Iterator[WindowReading]]:
        """The quotations of the text, and what the markup says about each window."""
        return Cut(pair_marks(self.text)), self.readings()

    def readings(self) -> Iterator[WindowReading]:
        """What the markup says about each window."""
        words = [match.span() for match in _WORD.finditer(self.text)]
        starts = np.array([start for start, _ in words], dtype=np.int64)
        ends = np.array([end for _, end in words], dtype=np.int64)
        paragraphs = np.array([self.text.count("\n", 0, start) for start in starts], dtype=np.int64)
        beside = adjoining(self.text, starts, ends)
        edges = [0, *np.searchsorted(starts, self.fresh).tolist(), len(words)]
        for fresh, end in itertools.pairwise(edges):
            first = max(0, fresh - self.context) if fresh else 0
            inside = slice(first, end)
            yield WindowReading(
                fresh=fresh - first,
                starts=starts[inside],
                ends=ends[inside],
                paragraphs=paragraphs[inside],
                adjoining=beside[inside],
                leaning=leaning(self.text, starts, ends, beside)[inside],
                tags=np.log([self._tag(start) for start in starts[inside]]).reshape(-1, len(TAGS)).astype(np.float32),
                names=np.log([self._name_tag(start) for start in starts[inside]])
                .reshape(-1, len(NAME_TAGS))
                .astype(np.float32),
                vectors=np.zeros((end - first, 1), dtype=np.float32),
            )

    def _name_tag(self, offset: int) -> list[float]:
        around = next(((start, label) for start, end, label in self.names if start <= offset < end), None)
        tag = "O" if around is None else ("B-" if offset == around[0] else "I-") + around[1]
        rest = (1 - self.sure) / (len(NAME_TAGS) - 1)
        return [self.sure if name == tag else rest for name in NAME_TAGS]

    def _tag(self, offset: int) -> list[float]:
        span = self._at(offset)
        tag = "O" if span is None else ("B-" if offset == span.start else "I-") + span.role
        rest = (1 - self.sure) / (len(TAGS) - 1)
        return [self.sure if name == tag else rest for name in TAGS]

    def links(
        self,
        reading: WindowReading,
        contents: NDArray[np.int64],
        cues: NDArray[np.int64],
        sources: NDArray[np.int64],
    ) -> Links:
        """Links between spans that share a number."""
        content_numbers, cue_numbers, source_numbers = (
            [self._numbers(int(reading.starts[first])) for first, _ in rows] for rows in (contents, cues, sources)
        )
        return Links(
            cue_of_content=self._linked(content_numbers, cue_numbers),
            source_of_cue=self._linked(cue_numbers, source_numbers),
            acts=self._chosen([int(bool(numbers & self.thoughts)) for numbers in cue_numbers], len(ACTS)),
            negated=self._chosen([int(bool(numbers & self.denials)) for numbers in cue_numbers], 2),
            source_types=self._chosen([0] * len(source_numbers), 3),
        )

    def _linked(self, left: list[frozenset[int]], right: list[frozenset[int]]) -> NDArray[np.float32]:
        choices = [next((row for row, other in enumerate(right, start=1) if one & other), 0) for one in left]
        return self._chosen(choices, len(right) + 1)

    def _chosen(self, choices: list[int], columns: int) -> NDArray[np.float32]:
        if columns == 1:
            return np.ones((len(choices), 1), dtype=np.float32)
        found = np.full((len(choices), columns), (1 - self.sure) / (columns - 1), dtype=np.float32)
        found[np.arange(len(choices)), choices] = self.sure
        return found

    def _at(self, offset: int) -> Marked | None:
        return next((span for span in self.marked if span.start <= offset < span.end), None)

    def _numbers(self, offset: int) -> frozenset[int]:
        span = self._at(offset)
        return span.numbers if span else frozenset()


def scripted(
    markup: str,
    *,
    context: int = 0,
    sure: float = 0.98,
    thoughts: tuple[int, ...] = (),
    denials: tuple[int, ...] = (),
) -> ScriptedNetwork:
    """The network that sees what the markup says."""
    text, marked, fresh = "", [], []
    role, numbers, start = "", frozenset[int](), 0
    position = 0
    for piece in _PIECE.finditer(markup):
        text += markup[position : piece.start()]
        position = piece.end()
        if piece["window"]:
            fresh.append(len(text))
        elif piece["close"]:
            marked.append(Marked(role, numbers, start, len(text)))
        else:
            role, start = _ROLES[piece["role"]], len(text)
            numbers = frozenset(int(number) for number in piece["numbers"].split(",") if number)
    text += markup[position:]
    return ScriptedNetwork(
        text, tuple(marked), tuple(fresh), context=context, sure=sure, thoughts=thoughts, denials=denials
    )
