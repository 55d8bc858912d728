"""Which names of a collection are one person or body: the decisions, as a function of what was seen.

A *form* is a name as it is compared, whatever its spelling; an *occurrence* is a form in one article. Forms that hold
a given and a family name, or a body's own name, are *full*: all their occurrences are one. They are joined with other
full forms where only spelling differs, and otherwise where just one form comes into question and nothing speaks against
it. What is no full form ("Brandt", "J. Brandt", "Defense Ministry") is decided occurrence by occurrence: it joins the
one full form near it in time that it can be short for, and stays alone where there are several.

Everything is decided in an order of its own, never in the order of input; so the identities are a function of the set.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from claimkit.records import Evidence
from claimkit.registry.naming import TIES, Sort, Tie, is_telling
from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.places import COUNTRY_OF
from claimkit.speakers.titles import gender_of_role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from claimkit.records import SpeakerType
    from claimkit.registry.knowledge import Entry

STAGE = "registry"
"""The name of this stage in `claimkit.records.Evidence`."""

FormKey = tuple[Sort, tuple[str, ...], str]
"""How a name is compared: as what, by which words, of which generation."""

CONFIDENCE: Mapping[Tie, float] = {
    "spelling": 0.98,
    "order": 0.95,
    "short form": 0.96,
    "nickname": 0.93,
    "misspelling": 0.85,
    "acronym": 0.97,
    "surname": 0.9,
}
"""How often a join is right, by the tie that it rests on; estimated from a hundred joins that were read.

The joins were those of open news (see ``docs/explanation/quality.md``); of rare ties there were too few to count.
"""

_DAYS_OF_COMMON_BODIES = 3.0
"""Every state has a Supreme Court: whose is meant, only articles of the same few days tell, and without a date none."""

_MOST_NAMES = 5
"""Names that a reason lists; it counts the rest."""

_SURE: tuple[Tie, ...] = ("spelling",)
_MUTUAL: tuple[Tie, ...] = ("order", "misspelling")
_ROLE_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY_WORDS = frozenset("the for and former then acting new his her its their who was has first top".split())


@frozen
class Occurrence:
    """A name in an article.

    Attributes:
        article: Id of the article.
        name: The name as the article has it.
        type: What the article takes it for.
        role: The role as written there, or ``None``.
        day: Day of publication, counted from any day; ``None`` if unknown.
        quotes: Ids of the quotes.
        order: Number of the occurrence in order of input; ids depend on it, and nothing else.
    """

    article: str
    name: str
    type: SpeakerType
    role: str | None
    day: int | None
    quotes: tuple[str, ...]
    order: int


@define(eq=False)
class Form:
    """A name as it is compared, and where it occurs.

    Attributes:
        key: How it is compared.
        full: Whether all its occurrences are one person or body.
        occurrences: Where it occurs.
        spellings: How it is spelled, with how often.
        roles: The roles that it has, with how often.
        entries: What a knowledge base says it may be, by id.
        articles: The articles that have it.
        title: The name that a user gave it, or ``None``.
        days: The days on which it occurs, in order.
        undated: Whether an occurrence has no day.
    """

    key: FormKey
    full: bool
    occurrences: list[Occurrence] = field(factory=list)
    spellings: Counter[str] = field(factory=Counter)
    roles: Counter[str] = field(factory=Counter)
    entries: dict[str, Entry] = field(factory=dict)
    articles: set[str] = field(factory=set)
    title: str | None = None
    days: list[int] = field(factory=list)
    undated: bool = False

    def take(self, occurrence: Occurrence) -> None:
        """Note an occurrence."""
        self.occurrences.append(occurrence)
        self.spellings[occurrence.name] += 1
        self.articles.add(occurrence.article)
        if occurrence.role:
            self.roles[occurrence.role] += 1
        if occurrence.day is None:
            self.undated = True
        else:
            insort(self.days, occurrence.day)

    @property
    def name(self) -> str:
        """The best spelling: not in capitals, with its accents, the most frequent, the first by the alphabet."""
        if self.title:
            return self.title
        return min(
            self.spellings,
            key=lambda name: (name.isupper(), name.islower(), not _has_accents(name), -self.spellings[name], name),
        )

    @property
    def entry(self) -> Entry | None:
        """The one entry of a knowledge base that it means, as far as that is clear."""
        if len(self.entries) <= 1:
            return next(iter(self.entries.values()), None)
        own = {word for role in self.roles for word in _telling_words(role)}
        fitting = [entry for entry in self.entries.values() if not own.isdisjoint(_telling_words(entry.description))]
        return fitting[0] if len(fitting) == 1 else None

    def is_near(self, day: int | None, window: float) -> bool:
        """Whether it occurs within ``window`` days of a day; what is undated is near to everything."""
        if day is None or self.undated:
            return True
        place = bisect_left(self.days, day)
        return any(abs(other - day) <= window for other in self.days[max(0, place - 1) : place + 1])


@define(eq=False)
class Found:
    """An identity: its full forms, its occurrences, and why they are one.

    Attributes:
        forms: The full forms; none for a name that never occurs in full.
        occurrences: All occurrences.
        evidence: What decided, a reason for each join.
        entry: What a knowledge base calls it, if that is known.
    """

    forms: list[Form]
    occurrences: list[Occurrence]
    evidence: list[Evidence] = field(factory=list)
    entry: Entry | None = None


@frozen
class Rules:
    """What else decides.

    Attributes:
        window: Days between articles of one story.
        distinct: Pairs of names that a user says are two.
    """

    window: float
    distinct: Collection[frozenset[FormKey]] = frozenset()


def resolve(forms: Sequence[Form], ties: Mapping[FormKey, Mapping[FormKey, Tie]], rules: Rules) -> list[Found]:
    """The identities behind some forms; no form outside of them is tied to one of them.

    Args:
        forms: The forms.
        ties: For each form, those that it can be another form of, fuller or as full, and how.
        rules: What else decides.
    """
    ordered = sorted(forms, key=_fullness)
    full = [form for form in ordered if form.full and form.occurrences]
    found = {form.key: Found([form], list(form.occurrences), entry=form.entry) for form in full}
    _join_entries(full, found, rules)
    _join_spellings(full, found, ties, rules)
    _join_others(full, found, ties, rules)
    result = list({id(group): group for group in found.values()}.values())
    for form in ordered:
        if not form.full:
            result.extend(_placed(form, found, ties.get(form.key, {}), rules))
    return result


def _has_accents(name: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in name)


def _fullness(form: Form) -> tuple[int, int, FormKey]:
    """The fullest first."""
    return -len(form.key[1]), -sum(map(len, form.key[1])), form.key


def _join_entries(full: Sequence[Form], found: dict[FormKey, Found], rules: Rules) -> None:
    """Join what a knowledge base calls by one id."""
    first: dict[str, Form] = {}
    for form in full:
        entry = form.entry
        if entry is None:
            continue
        other = first.setdefault(entry.id, form)
        if other is not form and not _parted(found[form.key], found[other.key], rules):
            _join(found[form.key], found[other.key], _because_known(form, other), found)


def _join_spellings(
    full: Sequence[Form], found: dict[FormKey, Found], ties: Mapping[FormKey, Mapping[FormKey, Tie]], rules: Rules
) -> None:
    """Join what differs by no more than spelling, in one article as in many."""
    for form in full:
        for key in sorted(ties.get(form.key, {})):
            tie = ties[form.key][key]
            if tie in _SURE and key in found and not _parted(found[form.key], found[key], rules, in_articles=False):
                _join(found[form.key], found[key], _because(form, found[key].forms[0], tie), found)


def _join_others(
    full: Sequence[Form], found: dict[FormKey, Found], ties: Mapping[FormKey, Mapping[FormKey, Tie]], rules: Rules
) -> None:
    """Join each form with the one fuller form that it can stand for, if there is just one."""
    by_key = {form.key: form for form in full}
    open_ties = {
        form.key: {key: tie for key, tie in ties.get(form.key, {}).items() if key in by_key and tie not in _SURE}
        for form in full
    }
    for form in full:
        reachable = [
            (key, tie)
            for key, tie in sorted(open_ties[form.key].items())
            if found[key] is not found[form.key]
            and (_is_any_time(form, by_key[key], tie) or _is_near(form, by_key[key], rules.window))
            and not _parted(found[form.key], found[key], rules)
        ]
        groups = {id(found[key]) for key, _ in reachable}
        if len(groups) != 1:
            continue
        key, tie = reachable[0]
        if tie in _MUTUAL and not _is_mutual(form.key, key, open_ties, found):
            continue
        _join(found[form.key], found[key], _because(form, by_key[key], tie), found)


def _is_mutual(
    one: FormKey, other: FormKey, ties: Mapping[FormKey, Mapping[FormKey, Tie]], found: Mapping[FormKey, Found]
) -> bool:
    """Whether a form that is only alike has no other that it is alike to."""
    rivals = [key for key, tie in ties[other].items() if tie in _MUTUAL and key != one]
    return all(found[key] is found[other] or found[key] is found[one] for key in rivals)


def _placed(form: Form, found: Mapping[FormKey, Found], ties: Mapping[FormKey, Tie], rules: Rules) -> Iterator[Found]:
    """The identities that the occurrences of a short form make by themselves; those that join others are taken up."""
    if known := _known(form, found, rules):
        known.occurrences.extend(form.occurrences)
        known.evidence.append(_because_known(form, known.forms[0]))
        return
    alone: list[Occurrence] = []
    within = _by_article(form.occurrences)
    meant = {id(found[key]): (key, found[key]) for key in sorted(ties) if key in found}
    possible = _Candidates([pair for pair in meant.values() if _may_mean(form, pair[1], rules)])
    for article in sorted(within):
        occurrence = within[article][0]
        candidates = [
            pair for pair in possible.near(occurrence.day, rules.window) if _can_mean(occurrence, form, pair[1], rules)
        ]
        if len(candidates) > 1 and occurrence.role:
            sharing = [pair for pair in candidates if _shares_role(occurrence.role, pair[1].forms)]
            candidates = sharing if len(sharing) == 1 else candidates
        if len(candidates) == 1 and not _is_apart(occurrence, candidates[0]):
            ((key, group),) = candidates
            group.occurrences.extend(within[article])
            group.evidence.append(_because_near(occurrence, found[key].forms[0], ties[key]))
            group.entry = group.entry or form.entry
        elif candidates:
            names = sorted(repr(group.forms[0].name) for _, group in candidates)
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            listed = ", ".join(names[:_MOST_NAMES])
            reason = f"{occurrence.name!r} in {article!r} may be any of {listed}{more}"
            yield Found([], within[article], [Evidence(STAGE, reason)])
        else:
            alone.append(occurrence)
    for group in _among_themselves(form, alone, rules):
        group.occurrences = [each for occurrence in group.occurrences for each in within[occurrence.article]]
        yield group


class _Candidates:
    """Those whom a short form can mean, found by the days on which they are named in full."""

    def __init__(self, candidates: Sequence[tuple[FormKey, Found]]) -> None:
        self._candidates = candidates
        self._undated: list[int] = []
        self._dated: list[tuple[int, int]] = []
        for place, (_, group) in enumerate(candidates):
            if any(form.undated for form in group.forms):
                self._undated.append(place)
            else:
                self._dated.extend((day, place) for form in group.forms for day in form.days)
        self._dated.sort()

    def near(self, day: int | None, window: float) -> list[tuple[FormKey, Found]]:
        """The candidates that are named within ``window`` days of a day."""
        if day is None or not math.isfinite(window):
            return list(self._candidates)
        first = bisect_left(self._dated, (math.ceil(day - window), 0))
        last = bisect_left(self._dated, (math.floor(day + window) + 1, 0))
        places = {*self._undated, *(place for _, place in self._dated[first:last])}
        return [self._candidates[place] for place in sorted(places)]


def _by_article(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """What one article calls by one short form is one; the most telling occurrence is first."""
    within: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        within[one.article].append(one)
    for those in within.values():
        those.sort(key=lambda one: (one.role is None, one.day is None, one.day or 0, one.role or "", one.name))
    return within


def _known(form: Form, found: Mapping[FormKey, Found], rules: Rules) -> Found | None:
    """The identity that a knowledge base gives for a short form."""
    entry = form.entry
    for group in found.values():
        if entry and group.entry and entry.id == group.entry.id and not _told_apart(form, group, rules):
            return group
    return None


def _told_apart(form: Form, group: Found, rules: Rules) -> bool:
    return any(frozenset((form.key, other.key)) in rules.distinct for other in group.forms)


def _among_themselves(form: Form, alone: Sequence[Occurrence], rules: Rules) -> Iterator[Found]:
    """Occurrences of a short form for which there is no full one: together in one story, unless roles speak against."""
    if form.entry is not None and alone:
        reason = f"the knowledge base gives {form.entry.id} for {form.name!r}"
        yield Found([], list(alone), [Evidence(STAGE, reason)], form.entry)
        return
    described = form.name == form.name.casefold()
    if described or (form.key[0] == "body" and not is_telling(form.name)):
        yield from (Found([], [occurrence]) for occurrence in alone)
        return
    for story in _stories(alone, rules.window):
        if any(_roles_differ([one.role], [other.role]) for one, other in combinations(story, 2)):
            yield from (Found([], [occurrence]) for occurrence in story)
            continue
        reason = f"{form.name!r} is no more than that in {len(story)} articles of one story"
        yield Found([], story, [Evidence(STAGE, reason, confidence=CONFIDENCE["surname"])] if story[1:] else [])


def _stories(occurrences: Sequence[Occurrence], window: float) -> Iterator[list[Occurrence]]:
    """Occurrences that follow each other within the window; the undated are of every story, and so make one of all."""
    if any(occurrence.day is None for occurrence in occurrences):
        yield list(occurrences)
        return
    story: list[Occurrence] = []
    for occurrence in sorted(occurrences, key=lambda one: (one.day or 0, one.article)):
        if story and (occurrence.day or 0) - (story[-1].day or 0) > window:
            yield story
            story = []
        story.append(occurrence)
    if story:
        yield story


def _is_apart(occurrence: Occurrence, candidate: tuple[FormKey, Found]) -> bool:
    """Whether the article itself keeps the two apart."""
    return any(occurrence.article in other.articles for other in candidate[1].forms)


def _may_mean(form: Form, group: Found, rules: Rules) -> bool:
    """Whether a short form can mean somebody anywhere, by what user and knowledge base say."""
    if _told_apart(form, group, rules):
        return False
    return not (form.entry and group.entry and form.entry.id != group.entry.id)


def _can_mean(occurrence: Occurrence, form: Form, group: Found, rules: Rules) -> bool:
    """Whether nothing speaks against an occurrence of a short form meaning somebody."""
    common = form.key[0] == "body"
    window = min(rules.window, _DAYS_OF_COMMON_BODIES) if common else rules.window
    if not any(other.is_near(occurrence.day, window) for other in group.forms):
        return False
    if common and (occurrence.day is None or all(not other.days for other in group.forms)):
        return False
    if not occurrence.role:
        return True
    if _roles_differ([occurrence.role], [role for other in group.forms for role in other.roles]):
        return False
    gender = gender_of_role(occurrence.role)
    return not gender or all(_gender_of(other) in (None, gender) for other in group.forms)


def _parted(one: Found, other: Found, rules: Rules, *, in_articles: bool = True) -> bool:
    """Whether something speaks against two identities being one."""
    if one is other:
        return False
    if one.entry and other.entry and one.entry.id != other.entry.id:
        return True
    for left in one.forms:
        for right in other.forms:
            if frozenset((left.key, right.key)) in rules.distinct:
                return True
            if left.key[2] and right.key[2] and left.key[2] != right.key[2]:
                return True
            if in_articles and not left.articles.isdisjoint(right.articles):
                return True
            genders = {_gender_told(left), _gender_told(right)} - {None}
            if in_articles and (len(genders) > 1 or _roles_differ(left.roles, right.roles)):
                return True
    return False


def _is_any_time(form: Form, other: Form, tie: Tie) -> bool:
    """Whether a tie holds between different stories: of a person's full name to a fuller one, or with one role."""
    if form.key[0] != "person":
        return False
    return tie == "short form" or (tie == "nickname" and any(_shares_role(role, [other]) for role in form.roles))


def _is_near(one: Form, other: Form, window: float) -> bool:
    if one.undated or other.undated:
        return True
    few, many = sorted((one, other), key=lambda form: len(form.days))
    return any(many.is_near(day, window) for day in few.days)


def _gender_of(form: Form) -> str | None:
    """The gender that roles tell, or else the given name; ``None`` where they disagree or are silent."""
    told = _gender_told(form)
    return told or (gender_of_given_name(" ".join(form.key[1])) if form.key[0] == "person" else None)


def _gender_told(form: Form) -> str | None:
    told = {gender for role in form.roles if (gender := gender_of_role(role))}
    return next(iter(told)) if len(told) == 1 else None


@lru_cache(maxsize=50_000)
def _countries_of(role: str) -> frozenset[str]:
    words = re.findall(r"[\w.'-]+", role.casefold())
    pairs = [" ".join(words[place : place + 2]) for place in range(len(words) - 1)]
    return frozenset(COUNTRY_OF[word] for word in (*words, *pairs) if word in COUNTRY_OF)


def _roles_differ(roles: Iterable[str | None], others: Iterable[str | None]) -> bool:
    """Whether the roles are of different countries."""
    here = {country for role in roles if role for country in _countries_of(role)}
    there = {country for role in others if role for country in _countries_of(role)}
    return bool(here and there and here.isdisjoint(there))


@lru_cache(maxsize=50_000)
def _telling_words(role: str) -> frozenset[str]:
    return frozenset(word for word in _ROLE_WORD.findall(role.casefold()) if word not in _EMPTY_WORDS)


def _shares_role(role: str, forms: Iterable[Form]) -> bool:
    words = _telling_words(role)
    return any(not words.isdisjoint(_telling_words(other)) for form in forms for other in form.roles)


def _join(one: Found, other: Found, evidence: Evidence, found: dict[FormKey, Found]) -> None:
    """Make two identities one."""
    if one is other:
        return
    other.forms.extend(one.forms)
    other.forms.sort(key=_fullness)
    other.occurrences.extend(one.occurrences)
    other.evidence.extend((*one.evidence, evidence))
    other.entry = other.entry or one.entry
    for form in one.forms:
        found[form.key] = other


def _because(form: Form, other: Form, tie: Tie) -> Evidence:
    if form.name == other.name:
        reason = f"{form.name!r} is taken for a person in one article and for a body in another"
        return Evidence(STAGE, reason, confidence=CONFIDENCE[tie])
    sole = "" if tie in _SURE else ", and there is no other that it could be"
    return Evidence(STAGE, f"{form.name!r} is {TIES[tie]} {other.name!r}{sole}", confidence=CONFIDENCE[tie])


def _because_known(form: Form, other: Form) -> Evidence:
    entry = form.entry.id if form.entry else ""
    return Evidence(STAGE, f"the knowledge base gives {entry} for {form.name!r} and for {other.name!r}")


def _because_near(occurrence: Occurrence, other: Form, tie: Tie) -> Evidence:
    reason = f"{occurrence.name!r} is {TIES[tie]} {other.name!r}, and there is no other near it that it could be"
    return Evidence(STAGE, reason, confidence=CONFIDENCE[tie])
