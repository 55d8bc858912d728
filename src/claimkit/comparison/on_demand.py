"""Sequences whose items are made when somebody looks at them.

A comparison of a million quotes has a hundred thousand groups, and making one (its differences, flags, conflicts,
origin) takes as long as finding it. Who looks for the ten with the most outlets pays for ten.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

T_co = TypeVar("T_co", covariant=True)

_REMEMBERED = 4096
"""Items that are kept once they were made; others are made anew when they are looked at again."""


class _OnDemand(Sequence[T_co]):
    """A sequence that equals, pickles and shows itself as the tuple of its items."""

    @abstractmethod
    def _item(self, position: int) -> T_co:
        """The item at a position from 0."""

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, place: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(place, slice):
            return tuple(map(self._item, range(*place.indices(len(self)))))
        try:
            return self._item(range(len(self))[place])
        except IndexError:
            message = f"There are {len(self)} items, and none at {place}."
            raise IndexError(message) from None

    def __iter__(self) -> Iterator[T_co]:
        return map(self._item, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, tuple | _OnDemand):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[T_co, ...]], tuple[tuple[T_co, ...]]]:
        return tuple, (tuple(self),)


class EachOnDemand(_OnDemand[T_co]):
    """A sequence of which each item is made when it is looked at.

    Args:
        length: How many there are.
        make: Makes the one at a position from 0; it gives equal items whenever it is asked.

    >>> asked = []
    >>> squares = EachOnDemand(1000, lambda position: asked.append(position) or position**2)
    >>> squares[-1], squares[2:4], len(squares), asked
    (998001, (4, 9), 1000, [999, 2, 3])
    """

    def __init__(self, length: int, make: Callable[[int], T_co]) -> None:
        self._length = length
        self._made = lru_cache(maxsize=_REMEMBERED)(make)

    def __len__(self) -> int:
        return self._length

    def _item(self, position: int) -> T_co:
        return self._made(position)


class AllOnDemand(_OnDemand[T_co]):
    """A sequence whose items are made together, when one of them is looked at.

    Args:
        make: Makes them.

    >>> letters = AllOnDemand(lambda: tuple("abc"))
    >>> letters[0], letters == ("a", "b", "c")
    ('a', True)
    """

    def __init__(self, make: Callable[[], Sequence[T_co]]) -> None:
        self._make: Callable[[], Sequence[T_co]] | None = make
        self._items: Sequence[T_co] = ()

    def _all(self) -> Sequence[T_co]:
        if self._make is not None:
            self._items, self._make = self._make(), None
        return self._items

    def __len__(self) -> int:
        return len(self._all())

    def _item(self, position: int) -> T_co:
        return self._all()[position]
