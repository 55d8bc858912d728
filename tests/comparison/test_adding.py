from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from claimkit.comparison import Changes, Comparator
from claimkit.records import Article, Quote, Span, Speaker
from claimkit.registry import SpeakerRegistry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimkit.comparison.candidates import Features, Integers

DAM = "The Orlik dam will hold through the winter, whatever the rumours in the valley say about its cracks"
TOLD = "that the dam at Orlik would stand the winter, whatever rumours of cracks there were in the valley"
FERRY = "Not one ferryman on the Vell has been paid since the harvest, and nobody in the ministry answers our letters"


def article(identity: str, *said: str, kind: str = "direct", speaker: str = "Ada Brandt") -> Article:
    """An article with these quotes."""
    spans = [Span.of(text, 0, len(text)) for text in said]
    who = Speaker(speaker, "person")
    quotes = tuple(Quote(f"q{n}", (s,), (s,), kind, speaker=who) for n, s in enumerate(spans, 1))  # type: ignore[arg-type]
    return Article("", id=identity, outlet=f"Outlet {identity}", published="2031-03-01", quotes=quotes)


class Failing:
    """A meaning function and an engine that raise as long as they are told to."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error: type[BaseException] | None = None
        self._given = error

    def break_down(self) -> None:
        """Raise from now on."""
        self.error = self._given

    def recover(self) -> None:
        """Raise no more."""
        self.error = None

    def meaning(self, text: str) -> np.ndarray:
        """One vector for all texts."""
        if self.error:
            raise self.error
        return np.ones(4, dtype=np.float32) / 2 * (1 if text else -1)

    def candidates(self, features: Features, *, cap: int, floor: int) -> Iterator[tuple[Integers, Integers]]:
        """The pairs that are found in memory."""
        if self.error:
            raise self.error
        from claimkit.comparison.candidates import CandidateIndex

        index = CandidateIndex(cap=cap, floor=floor)
        index.rebuild(features, int(features.owners.max(initial=-1)) + 1)
        return index.portions()

    def agreements(self, pairs: object) -> object:
        """What the pairs agree on."""
        from claimkit.comparison.agreement import agreement

        return [agreement(fuller, lesser) for fuller, lesser in pairs]  # type: ignore[attr-defined]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt], ids=["error", "interrupt"])
@pytest.mark.parametrize("part", ["meaning", "engine", "proposals"])
@pytest.mark.parametrize("own_registry", [False, True], ids=["no-registry", "registry"])
def test_what_could_not_be_added_is_as_if_it_had_never_come(
    part: str, error: type[BaseException], *, own_registry: bool
) -> None:
    """After a failed add the comparator is as before; the same articles can be added again, and groups keep ids."""
    failing = Failing(error)
    options = {
        "meaning": {"meaning": failing.meaning},
        "engine": {"meaning": None, "engine": failing},
        "proposals": {"meaning": None, "proposals": lambda _: failing.meaning("") is None or []},
    }[part]
    registry = SpeakerRegistry() if own_registry else None
    comparator = Comparator(registry=registry, **options)  # type: ignore[arg-type]
    comparator.add([article("m", DAM)])
    [identity] = comparator.add([article("n", DAM)]).new
    comparator.add([article("a", DAM)])
    before = comparator.comparison()
    more = [article("b", TOLD, FERRY, kind="indirect"), article("c", DAM, FERRY), article("d", TOLD, kind="indirect")]
    failing.break_down()
    with pytest.raises(error):
        comparator.add(more)
    failing.recover()
    after = comparator.comparison()
    assert after == before
    assert [each.articles for each in after.speakers] == [("m", "n", "a")]
    changes = comparator.add(more)
    assert identity in changes.joined
    untroubled = Comparator(**options)  # type: ignore[arg-type]
    untroubled.add([article("m", DAM), article("n", DAM), article("a", DAM), *more])
    assert {group.members for group in comparator.comparison().groups} == {
        group.members for group in untroubled.comparison().groups
    }
    assert comparator.add([]) == Changes()


def test_a_failure_while_all_is_compared_anew_leaves_the_groups_of_before() -> None:
    """An alias lets everything be compared anew; where that fails, it is done when it is next asked for."""
    failing = Failing(RuntimeError)
    comparator = Comparator(engine=failing, meaning=None)  # type: ignore[arg-type]
    comparator.add([article("m", DAM)])
    [identity] = comparator.add([article("n", DAM)]).new
    comparator.registry.add_alias("the Lion of Vell", "Ada Brandt")
    failing.break_down()
    with pytest.raises(RuntimeError):
        comparator.add([article("a", DAM, speaker="Lion of Vell")])
    with pytest.raises(RuntimeError):
        comparator.comparison()
    failing.recover()
    assert [group.id for group in comparator.comparison().groups] == [identity]
    assert comparator.add([article("a", DAM, speaker="Lion of Vell")]) == Changes(joined=(identity,))


def test_articles_that_fail_while_they_are_read_leave_nothing() -> None:
    """A stream of articles that ends with an error has added none of them."""

    def stream() -> Iterator[Article]:
        yield article("a", DAM)
        raise EOFError

    comparator = Comparator()
    with pytest.raises(EOFError):
        comparator.add(stream())
    assert comparator.comparison().articles == ()
    assert len(comparator.add([article("a", DAM), article("b", DAM)]).new) == 1
