"""Speakers across articles: one identity for all the names under which somebody speaks.

Names are taken apart and compared in `naming`, what they amount to is decided in `resolving`, and what is known outside
the articles comes from the user or from a knowledge base (`knowledge`). Forms that may be one are tied as they come; so
the decisions on a name need only the forms that ties lead to, and are made anew only when one of those changes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from claimkit.errors import InputError
from claimkit.records import Speaker, SpeakerIdentity
from claimkit.registry.naming import (
    PersonName,
    Tie,
    are_strangers,
    body_name,
    is_acronym_of,
    is_telling,
    person_name,
    sound,
    ties_of_bodies,
    ties_of_people,
)
from claimkit.registry.resolving import Form, FormKey, Found, Occurrence, Rules, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimkit.records import Article, SpeakerType
    from claimkit.registry.knowledge import Entry, KnowledgeBase

_LISTED = re.compile(r", (?!(?:inc|ltd|llc|plc|corp|co)\b)", re.IGNORECASE)
"""Several bodies that are named together: no body is one of them in short."""

_JOINT = re.compile(r",? and |, ")
_RULES_OF_JOINT = ("several speakers together", "the two people named last", "the pair that spoke last")
_COURTESY = frozenset("miss mr mrs ms".split())

_RARE = 20
"""A form in less than this part of the articles that have the most frequent one gives no name."""

_MOST_REASONS = 20
"""Reasons that an identity keeps, the first by the alphabet; a name in thousands of articles has thousands."""


class SpeakerRegistry:
    """Who speaks, across articles.

    Fed with articles in any order and any portions; the identities are those of a single run, and an identity keeps its
    id as articles are added. A wrong join puts words into somebody's mouth, and a missed one only leaves two entries;
    so where more than one person comes into question, nothing is joined.

    Args:
        aliases: Other names and the names that they stand for: ``{"the Lion of Vell": "Orla Brandt"}``.
        distinct: Pairs of names that are two people or bodies, however alike.
        knowledge: Whom names may mean outside the articles; see `claimkit.registry.KnowledgeBase`.
        window_days: Days between two articles of one story: a surname alone is looked up only so far. An article
            without a date is near to every other.

    >>> from claimkit.records import Speaker
    >>> registry = SpeakerRegistry()
    >>> registry.add_speaker("a", Speaker("Recep Tayyip Demirel", "person"), quotes=["q1"])
    >>> registry.add_speaker("b", Speaker("Tayyip Demirel", "person"), quotes=["q1", "q2"])
    >>> registry.add_speaker("c", Speaker("Demirel", "person", role="president"), quotes=["q1"])
    >>> (identity,) = registry.identities()
    >>> identity.name, identity.articles, len(identity.quotes)
    ('Recep Tayyip Demirel', ('a', 'b', 'c'), 4)
    >>> print(identity.evidence[-1].reason)
    'Tayyip Demirel' is short for 'Recep Tayyip Demirel', and there is no other that it could be
    """

    def __init__(
        self,
        *,
        aliases: Mapping[str, str] | None = None,
        distinct: Iterable[tuple[str, str]] = (),
        knowledge: KnowledgeBase | None = None,
        window_days: float = 14.0,
    ) -> None:
        if not window_days >= 0.0:
            message = f"window_days is {window_days!r}, but it is a time span. Give days, or float('inf') for no limit."
            raise InputError(message)
        self._aliases: dict[str, str] = {}
        self._distinct: list[tuple[str, str]] = []
        self._knowledge = knowledge
        self.window_days = window_days
        self._seen: list[tuple[str, Speaker, int | None, tuple[str, ...]]] = []
        self._asked: dict[tuple[str, SpeakerType], tuple[Entry, ...]] = {}
        self._added: set[str] = set()
        self.revision = 0
        self._clear()
        for name, of in (aliases or {}).items():
            self.add_alias(name, of)
        for one, other in distinct:
            self.add_distinction(one, other)

    @property
    def aliases(self) -> dict[str, str]:
        """The aliases that were given, for giving them again."""
        return dict(self._aliases)

    @property
    def distinct(self) -> tuple[tuple[str, str], ...]:
        """The pairs that were told apart, for giving them again."""
        return tuple(self._distinct)

    def like(self) -> SpeakerRegistry:
        """Another registry with the same aliases, distinctions and knowledge base, and without speakers.

        >>> registry = SpeakerRegistry(aliases={"the Lion of Vell": "Orla Brandt"})
        >>> registry.like().aliases
        {'the Lion of Vell': 'Orla Brandt'}
        """
        return SpeakerRegistry(
            aliases=self._aliases, distinct=self._distinct, knowledge=self._knowledge, window_days=self.window_days
        )

    def add(self, article: Article) -> None:
        """Take in the speakers of an article; one that was added before stays as it is."""
        if article.id in self._added:
            return
        self._added.add(article.id)
        moment = article.published_at
        day = moment.toordinal() if moment else None
        quotes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        speakers: dict[tuple[str, str], Speaker] = {}
        for quote in article.quotes:
            speaker = quote.speaker
            quotes[speaker.name, speaker.type].append(quote.id)
            speakers.setdefault((speaker.name, speaker.type), speaker)
        for key, speaker in speakers.items():
            self._take(article.id, speaker, day, tuple(quotes[key]))

    def add_speaker(
        self, article: str, speaker: Speaker, *, quotes: Iterable[str] = (), published: int | None = None
    ) -> None:
        """Take in one speaker of an article, where there is no record of the article.

        Args:
            article: Id of the article.
            speaker: The speaker; who is not named is not taken in.
            quotes: Ids of what the speaker says there.
            published: The day of publication, as ``date.toordinal()`` gives it.
        """
        self._take(article, speaker, published, tuple(quotes))

    def add_alias(self, name: str, of: str) -> None:
        """Say that one name stands for another, wherever it occurs.

        Raises:
            InputError: One of them has no letter, or both are said to be two.
        """
        for given in (name, of):
            _check_name(given)
        if _keys_of(name) == _keys_of(of) or self._said_of(name, of) == "same":
            return
        if self._said_of(name, of) == "different":
            message = f"{name!r} cannot stand for {of!r}: they are said to be two. Take one of the two statements back."
            raise InputError(message)
        self._aliases[name] = of
        self._rebuild()

    def add_distinction(self, one: str, other: str) -> None:
        """Say that two names are two people or bodies, however alike.

        Raises:
            InputError: One of them has no letter, or both are compared as the same words or by an alias.
        """
        for given in (one, other):
            _check_name(given)
        if self._said_of(one, other) == "same" or _keys_of(one) == _keys_of(other):
            message = f"{one!r} and {other!r} are one name here, by spelling or by an alias, and cannot be told apart."
            raise InputError(message)
        self._distinct.append((one, other))
        self._rebuild()

    def said_of(self, one: Speaker, other: Speaker) -> tuple[Literal["same", "different"], str] | None:
        """What user or knowledge base say of two speakers, with the reason; ``None`` if they say nothing.

        It does not depend on what was added, so that a comparison in portions is that of a single run.

        >>> registry = SpeakerRegistry(aliases={"the Lion of Vell": "Orla Brandt"})
        >>> registry.said_of(Speaker("Lion of Vell", "person"), Speaker("Orla Brandt", "person"))
        ('same', "you gave 'Lion of Vell' and 'Orla Brandt' as one")
        """
        if not one.name or not other.name or not (self._aliases or self._distinct or self._knowledge):
            return None
        said = self._said_of(one.name, other.name)
        if said:
            verb = "one" if said == "same" else "two"
            return said, f"you gave {one.name!r} and {other.name!r} as {verb}"
        entries = [self._entries_of(name, kind) for name, kind in ((one.name, one.type), (other.name, other.type))]
        if all(len(found) == 1 for found in entries):
            left, right = entries[0][0], entries[1][0]
            same: Literal["same", "different"] = "same" if left.id == right.id else "different"
            return same, f"the knowledge base gives {left.id} and {right.id}"
        return None

    def identities(self) -> tuple[SpeakerIdentity, ...]:
        """Everybody who is named, those with the most quotes first."""
        everybody = [identity for root in self._component for identity in self._identities_at(root)]
        return tuple(sorted(everybody, key=lambda one: (-len(one.quotes), one.name, one.id)))

    def who(self, article: str, quote: str) -> tuple[SpeakerIdentity, ...]:
        """Who speaks in a quote: nobody who is not named, and several where they speak together.

        >>> registry = SpeakerRegistry()
        >>> registry.add_speaker("a", Speaker("Orla Brandt and Tunde Okoro", "person"), quotes=["q1"])
        >>> [identity.name for identity in registry.who("a", "q1")]
        ['Orla Brandt', 'Tunde Okoro']
        """
        roots = dict.fromkeys(self._root(key) for key in self._at.get((article, quote), ()))
        found = [identity for root in roots for identity in self._identities_at(root)]
        return tuple(identity for identity in found if (article, quote) in identity.quotes)

    def _clear(self) -> None:
        self._forms: dict[FormKey, Form] = {}
        self._ties: defaultdict[FormKey, dict[FormKey, Tie]] = defaultdict(dict)
        self._parent: dict[FormKey, FormKey] = {}
        self._component: dict[FormKey, list[FormKey]] = {}
        self._solved: dict[FormKey, tuple[SpeakerIdentity, ...]] = {}
        self._by_last: defaultdict[str, list[FormKey]] = defaultdict(list)
        self._by_word: defaultdict[str, list[FormKey]] = defaultdict(list)
        self._by_slip: defaultdict[tuple[str, str], list[FormKey]] = defaultdict(list)
        self._by_text: defaultdict[str, list[FormKey]] = defaultdict(list)
        self._of_entry: dict[str, FormKey] = {}
        self._defined: defaultdict[FormKey, list[FormKey]] = defaultdict(list)
        self._at: defaultdict[tuple[str, str], list[FormKey]] = defaultdict(list)
        self._order = 0
        stands_for = {key: other for one, of in self._aliases.items() for key, other in _pairs(one, of)}
        self._stands_for = {key: _end_of(key, stands_for) for key in stands_for}
        self._titles = {self._final(key): of for of in self._aliases.values() for key in _keys_of(of)}
        self._apart = [(self._finals(one), self._finals(other)) for one, other in self._distinct]
        pairs = [frozenset((a, b)) for ones, others in self._apart for a in ones for b in others]
        self._rules = Rules(self.window_days, frozenset(pairs))

    def _final(self, key: FormKey) -> FormKey:
        """The key that an alias leads to, or the key itself."""
        return self._stands_for.get(key, key)

    def _finals(self, name: str) -> frozenset[FormKey]:
        """The keys of a name, as a person's and as a body's."""
        return frozenset(map(self._final, _keys_of(name)))

    def _rebuild(self) -> None:
        self.revision += 1
        self._clear()
        for article, speaker, day, quotes in self._seen:
            self._enter(article, speaker, day, quotes)

    def _take(self, article: str, speaker: Speaker, day: int | None, quotes: tuple[str, ...]) -> None:
        if not speaker.name or speaker.type not in ("person", "org"):
            return
        self._seen.append((article, speaker, day, quotes))
        self._enter(article, speaker, day, quotes)

    def _enter(self, article: str, speaker: Speaker, day: int | None, quotes: tuple[str, ...]) -> None:
        names = _names_in(speaker)
        for name in names:
            form = self._form_of(name, speaker.type)
            if form is None:
                continue
            form.full = form.full or _is_full(name, speaker.type)
            role = speaker.role if len(names) == 1 else None
            form.take(Occurrence(article, name, speaker.type, role, day, quotes, self._order))
            self._order += 1
            for entry in self._entries_of(form.title or name, speaker.type):
                form.entries[entry.id] = entry
                self._connect(form.key, self._of_entry.setdefault(entry.id, form.key))
            for quote in quotes:
                self._at[article, quote].append(form.key)
            if speaker.type == "org" and len(names) == 1:
                self._note_acronyms(form, speaker)
            self._solved.pop(self._root(form.key), None)

    def _form_of(self, name: str, kind: SpeakerType) -> Form | None:
        """The form of a name, made and tied to others if it is new; ``None`` for a name without letters."""
        key = self._final(_key_of(name, kind))
        if not key[1]:
            return None
        if key in self._forms:
            return self._forms[key]
        title = self._titles.get(key)
        form = self._forms[key] = Form(key, full=title is not None, title=title)
        self._parent[key] = key
        self._component[key] = [key]
        self._tie_up(form)
        return form

    def _tie_up(self, form: Form) -> None:
        """Tie a new form to those that it can be another form of, and index it."""
        key = form.key
        text = " ".join(key[1])
        if " " in text:
            for other in self._by_text[text]:
                self._tie(key, other, "spelling")
                self._tie(other, key, "spelling")
        self._by_text[text].append(key)
        if key[0] == "person":
            self._tie_person(key)
        else:
            self._tie_body(key)

    def _tie_person(self, key: FormKey) -> None:
        own = _person_of(key)
        sounds = own.sounds
        slip = (own.words[0], own.words[-1][:1])
        near = dict.fromkeys(self._by_word[sounds[-1]])
        near.update(dict.fromkeys(other for each in sounds for other in self._by_last[each]))
        near.update(dict.fromkeys(self._by_word[sounds[0]]) if len(sounds) == 1 else {})
        near.update(dict.fromkeys(self._by_slip[slip]) if own.is_full else {})
        for other in near:
            if other == key or are_strangers(own, known := _person_of(other)):
                continue
            self._tie_if(key, other, ties_of_people(own, known))
            self._tie_if(other, key, ties_of_people(known, own))
        self._by_last[sounds[-1]].append(key)
        for each in dict.fromkeys(sounds):
            self._by_word[each].append(key)
        if own.is_full:
            self._by_slip[slip].append(key)

    def _tie_body(self, key: FormKey) -> None:
        ends = dict.fromkeys(f"body {sound(word)}" for word in (key[1][0], key[1][-1]))
        for other in dict.fromkeys(other for end in ends for other in self._by_word[end]):
            if other != key:
                self._tie_if(key, other, _tie_of_bodies(key, other))
                self._tie_if(other, key, _tie_of_bodies(other, key))
        for end in ends:
            self._by_word[end].append(key)
        for other in self._defined[key]:
            self._tie_if(key, other, "acronym")

    def _note_acronyms(self, form: Form, speaker: Speaker) -> None:
        """Note the acronyms under which the article has a body as well as under its name."""
        for text in dict.fromkeys(mention.text for mention in speaker.mentions):
            short = _key_of(text, "org")
            if not is_acronym_of(text, speaker.name) or short == form.key or form.key in self._defined[short]:
                continue
            self._defined[short].append(form.key)
            if short in self._forms:
                self._tie_if(short, form.key, "acronym")

    def _tie_if(self, short: FormKey, full: FormKey, tie: Tie | None) -> None:
        if tie is not None:
            self._tie(short, full, tie)

    def _tie(self, short: FormKey, full: FormKey, tie: Tie) -> None:
        self._ties[short].setdefault(full, tie)
        self._connect(short, full)

    def _connect(self, one: FormKey, other: FormKey) -> None:
        """Let the decisions on two forms be made together."""
        left, right = self._root(one), self._root(other)
        if left == right:
            return
        if len(self._component[left]) > len(self._component[right]):
            left, right = right, left
        self._parent[left] = right
        self._component[right].extend(self._component.pop(left))
        self._solved.pop(left, None)
        self._solved.pop(right, None)

    def _root(self, key: FormKey) -> FormKey:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _entries_of(self, name: str, kind: SpeakerType) -> tuple[Entry, ...]:
        if self._knowledge is None:
            return ()
        if (name, kind) not in self._asked:
            self._asked[name, kind] = tuple(self._knowledge.candidates(name, kind))
        return self._asked[name, kind]

    def _said_of(self, one: str, other: str) -> Literal["same", "different"] | None:
        left, right = self._finals(one), self._finals(other)
        if not left.isdisjoint(right):
            return "same" if any(key in self._stands_for for name in (one, other) for key in _keys_of(name)) else None
        if any((left & a and right & b) or (left & b and right & a) for a, b in self._apart):
            return "different"
        return None

    def _identities_at(self, root: FormKey) -> tuple[SpeakerIdentity, ...]:
        """The identities that were decided on together."""
        if root not in self._solved:
            found = resolve([self._forms[key] for key in self._component[root]], self._ties, self._rules)
            self._solved[root] = tuple(map(self._identity, found))
        return self._solved[root]

    def _identity(self, group: Found) -> SpeakerIdentity:
        occurrences = sorted(group.occurrences, key=lambda one: one.order)
        spellings = Counter(one.name for one in occurrences)
        types = Counter(one.type for one in occurrences)
        reasons = dict.fromkeys(sorted(group.evidence, key=lambda reason: (reason.confidence or 0.0, reason.reason)))
        return SpeakerIdentity(
            id=self._id_of(group, occurrences[0]),
            name=_best_name(group, spellings),
            type=min(types, key=lambda kind: (-types[kind], kind)),
            spellings=_by_count(spellings),
            roles=_roles_of(occurrences),
            quotes=tuple((one.article, quote) for one in occurrences for quote in one.quotes),
            entry=group.entry.id if group.entry else None,
            same_as=group.entry.same_as if group.entry else None,
            evidence=tuple(reasons)[:_MOST_REASONS],
        )

    def _id_of(self, group: Found, first: Occurrence) -> str:
        """The id of an identity: of its full form that came first, so that it outlasts what is added."""
        if group.forms:
            oldest = min(group.forms, key=lambda form: form.occurrences[0].order)
            parts = (oldest.key[0], *oldest.key[1], oldest.key[2])
        else:
            parts = (first.article, first.name, first.type)
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return "s" + blake2b(text, digest_size=5).hexdigest()


def _names_in(speaker: Speaker) -> tuple[str, ...]:
    """The names of a speaker, of whom several may speak together."""
    decided = speaker.evidence[0].reason if speaker.evidence else ""
    joint = decided in _RULES_OF_JOINT or (speaker.type == "person" and " and " in speaker.name)
    if not joint:
        return (speaker.name,)
    return tuple(dict.fromkeys(name for name in _JOINT.split(speaker.name) if name)) or (speaker.name,)


def _is_full(name: str, kind: SpeakerType) -> bool:
    """Whether a name tells who is meant wherever it occurs; what has no capital is a description."""
    return name != name.casefold() and (person_name(name).is_full if kind == "person" else is_telling(name))


def _key_of(name: str, kind: SpeakerType) -> FormKey:
    if kind == "person":
        person = person_name(name)
        return "person", person.words, person.generation
    return "body", body_name(name), "," if _LISTED.search(name) else ""


@lru_cache(maxsize=100_000)
def _person_of(key: FormKey) -> PersonName:
    return PersonName(key[1], tuple(map(sound, key[1])), key[2])


def _tie_of_bodies(one: FormKey, other: FormKey) -> Tie | None:
    return None if one[2] or other[2] else ties_of_bodies(" ".join(one[1]), " ".join(other[1]))


def _keys_of(name: str) -> tuple[FormKey, FormKey]:
    return _key_of(name, "person"), _key_of(name, "org")


def _pairs(name: str, of: str) -> Iterator[tuple[FormKey, FormKey]]:
    """The keys of an alias with those of what it stands for, as people and as bodies."""
    return ((one, other) for one, other in zip(_keys_of(name), _keys_of(of), strict=True) if one != other)


def _end_of(key: FormKey, stands_for: Mapping[FormKey, FormKey]) -> FormKey:
    """Where a chain of aliases ends."""
    passed = {key}
    while (further := stands_for.get(key)) is not None and further not in passed:
        key = further
        passed.add(key)
    return key


def _check_name(name: str) -> None:
    if not person_name(name).words or not body_name(name):
        message = f"{name!r} is no name: it has no letter. Give a name as articles print it."
        raise InputError(message)


def _best_name(group: Found, spellings: Counter[str]) -> str:
    """The user's name for it, else the fullest full form in use, else the most frequent spelling."""
    given = next((form.title for form in group.forms if form.title), None)
    if given or not group.forms:
        return given or _by_count(spellings)[0]
    most = max(len(form.articles) for form in group.forms)
    # a form that is so rare is rather a name that was read with a word too many
    return next(form.name for form in group.forms if len(form.articles) * _RARE > most)


def _roles_of(occurrences: Iterable[Occurrence]) -> tuple[str, ...]:
    """The roles, the most frequent first; case makes no other role, and "Mrs." is none."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in occurrences:
        if one.role and one.role.casefold().rstrip(".") not in _COURTESY:
            spelled[one.role.casefold()][one.role] += 1
    return _by_count(Counter({_by_count(forms)[0]: forms.total() for forms in spelled.values()}))


def _by_count(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda text: (-counted[text], text)))
