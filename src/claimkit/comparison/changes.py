"""What became of the groups when articles were added, and which group keeps which id.

An id stays with its group as long as the group goes on: the group that holds most of the former members inherits it.
Of two that hold as many, the one with the smallest member does; of two former groups in one, the one of which more
members are there gives its id. A group that takes over from none is called after its smallest member.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from claimkit.comparison.occurrences import Key
    from claimkit.records import QuoteGroup


@frozen
class Changes:
    """What adding articles changed, by ids of groups; all in order of their ids.

    Attributes:
        new: Groups that there were not.
        joined: Groups that stay, with further members.
        left: Groups that stay, and have lost members to another group or to none.
        merged: Groups that are no more, each with the group that holds most of its members now.
        split: Groups that stay, each with a group that was made of members that it had.
        gone: Groups that are no more, and whose members are in no group.

    >>> Changes(new=("g1",))
    Changes(new=('g1',), joined=(), left=(), merged=(), split=(), gone=())
    """

    new: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    split: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()


def group_id(smallest: Key, salt: int = 0) -> str:
    """The id of a group that inherits none, by its smallest member; ``salt`` gives others, should it be taken.

    >>> group_id(("a", "q1")) == group_id(("a", "q1")) != group_id(("a", "q1"), 1)
    True
    """
    text = "\0".join((*smallest, *([str(salt)] if salt else [])))
    return "g" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def keys_of(group: QuoteGroup) -> frozenset[Key]:
    """The members of a group, by article and quote."""
    return frozenset((member.article, member.quote.id) for member in group.members)


def named(
    before: Mapping[str, AbstractSet[Key]], after: Iterable[Collection[Key]], taken: Container[str]
) -> tuple[list[str], Changes]:
    """The ids that groups inherit, or else get by their smallest member, and what changed.

    Args:
        before: The members of the former groups that these take over from, by id.
        after: The members of the groups as they are now.
        taken: Ids of other groups.
    """
    if not before:
        fresh: dict[str, None] = {}
        for keys in after:
            fresh[_unused(min(keys), fresh, taken)] = None
        return list(fresh), Changes(new=tuple(sorted(fresh)))
    members = list(map(frozenset, after))
    holder = {key: position for position, keys in enumerate(members) for key in keys}
    flows = {identity: Counter(holder[key] for key in keys if key in holder) for identity, keys in before.items()}
    shares = sorted(
        (-count, min(members[position]), identity, position)
        for identity, flow in flows.items()
        for position, count in flow.items()
    )
    heir: dict[str, int] = {}
    ids: dict[int, str] = {}
    origin: dict[int, str] = {}
    for _, _, identity, position in shares:
        origin.setdefault(position, identity)
        if identity not in heir and position not in ids:
            heir[identity], ids[position] = position, identity
    used = set(before)
    for position, keys in enumerate(members):
        if position not in ids:
            ids[position] = _unused(min(keys), used, taken)
            used.add(ids[position])
    went = {
        identity: min(flow, key=lambda position: (-flow[position], ids[position]))
        for identity, flow in flows.items()
        if flow
    }
    changes = Changes(
        new=tuple(sorted(ids[position] for position in ids if position not in origin)),
        joined=tuple(sorted(identity for identity, position in heir.items() if members[position] - before[identity])),
        left=tuple(sorted(identity for identity, position in heir.items() if before[identity] - members[position])),
        merged=tuple(sorted((identity, ids[position]) for identity, position in went.items() if identity not in heir)),
        split=tuple(sorted((origin[position], ids[position]) for position in origin if ids[position] not in heir)),
        gone=tuple(sorted(identity for identity, flow in flows.items() if not flow)),
    )
    return [ids[position] for position in range(len(members))], changes


def _unused(smallest: Key, used: Container[str], taken: Container[str]) -> str:
    """The id of a new group by its smallest member that no other has."""
    salt = 0
    while (identity := group_id(smallest, salt)) in used or identity in taken:
        salt += 1
    return identity
