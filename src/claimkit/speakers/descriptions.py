"""Who a description refers to: "the Kremlin spokesman", "the ministry", "the officials", "the report", "both men".

A description is compared with the roles and names of the article: the same head noun or a wider one ("leader" for
"president"), modifiers that agree and none that contradict ("the Turkish president" is no Russian one).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claimkit.speakers.identity import REACH, Identity
from claimkit.speakers.lexicon import (
    AMOUNTS,
    ATTRIBUTES,
    BLOCS,
    COMMON_ADJECTIVES,
    COURTESIES,
    DETERMINERS,
    FIELDS,
    FUNCTION_WORDS,
    HYPERNYMS,
    KIN,
    LEADERS,
    NUMBERS,
    OF_ANY_OFFICE,
    OFFICE_WORDS,
    OPEN_BODIES,
    PRONOUN_GENDER,
    QUANTIFIERS,
    RANKS,
    STATEMENTS,
    WEEKDAYS,
    body_head,
    role_head,
    singular,
)
from claimkit.speakers.mentions import is_of_body
from claimkit.speakers.names import fold, is_acronym
from claimkit.speakers.places import COUNTRY_OF, PEOPLES, same_country
from claimkit.speakers.pronouns import antecedents_of_person
from claimkit.speakers.scene import Candidate, Candidates, Referent, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimkit.speakers.mentions import Name
    from claimkit.speakers.sources import Source

_FARTHEST_INTRODUCTION = 3
_FARTHEST_NAME_OF_LEAD = 7
_FARTHEST_BODY = 2
_FARTHEST_GROUP = 4
_SENTENCES_OF_LEAD = 2
_REACH_ANONYMOUS = 160
_ANONYMOUS = re.compile(
    r"\banonym|(?:not|n[o']t) (?:be(?:ing)? )?(?:named|identified|authori[sz]ed)"
    r"|(?:declined|asked|refused|wish\w*|want\w*) (?:not )?to be (?:named|identified)"
)
"""Words with which somebody speaks without a name."""


_SAME_HEAD = 3.0
_HEAD_AMONG_OTHERS = 2.5
_WIDER_HEAD = 1.5
_WIDER_HEAD_OF_BODY = 2.0
_SAME_DESCRIPTION = 2.0
_COUNTRY = 1.0
_BODY_WITHOUT_HEAD = 0.8
_NAME_WITHOUT_HEAD = 0.3
_MODIFIER_AGREES = 1.5
_OFFICE_UNMET = -0.5
_MODIFIER_UNMET = -0.3
_PER_SENTENCE = -0.3
_AHEAD = -1.0
_PER_SENTENCE_AHEAD = -0.5
_LEAST_RECENT = -4.0
_CLEAR = 1.0
_SUBJECT_BEFORE = 0.8
_FORMER = re.compile(r"(?:^| )(?:former |ex-)")
_PLURAL_OWNER = re.compile(r"\b([a-z][\w-]*)s['’] ")
_OF_NUMBER = re.compile(r"[ -]of[ -](?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$")
_AGED = re.compile(r"\b(\d{1,3})-year-old\b")
_SPEAKING = 0.5
"""A description takes up less than a pronoun who spoke last."""

_KINS = (
    frozenset(
        "abductor captor fighter guerrilla gunman insurgent kidnapper militant rebel separatist terrorist".split()
    ),
    frozenset("activist critic demonstrator dissident opponent protester protestor supporter".split()),
    frozenset("bystander neighbor neighbour passenger relative resident survivor victim villager witness".split()),
)
"""Groups that take up no group of another kind."""

_ON_TRIAL = frozenset(("accused", "defendant"))
_CHARGED = re.compile(
    r"[^\n]*?\b(?:plead(?:s|ed)|(?:denie|face)[sd] (?:[\w-]+ ){0,3}(?:charges?|counts?|trial)|on trial|in the dock"
    r"|(?:was|is|been|were|stands?|stood) (?:[a-z]+ly )?(?:accused|arrested|charged|convicted|detained|found guilty"
    r"|held|indicted|jailed|remanded|sentenced|tried))\b"
)
_ANY_DOCUMENT = frozenset(("document", "paper", "text"))
_TIME_WORDS = frozenset(("former", "new", "senior", "the"))
_COMPASS = frozenset("central east eastern north northern south southeast southern west western".split())
_COUNTRIES = frozenset("country nation kingdom republic".split())
_FIELDS = "(?:central|military|local|federal|state|health|defense|army|interim|transitional)"
_SPEAKS = re.compile(r"[^.;:!?\n]{0,60}?\b(?:as saying|said|says|told|tells|spoke|announced|added|warned|denied)\b")
_BY = re.compile(r"\s(?:\w+ed\s)?(?:by|from|of)\s(?:the\s)?")
_VERB = re.compile(r"(?:, who(?:se)? [^,.\n]{3,80},)? (?:[a-z]+ed|is|was|has|had|will|told|said|says|makes?|does)\b")
_BODY_BESIDE = re.compile(r"\b(?:the|an?|its|their) (?:[\w'’-]+ ){0,3}?([\w-]+), $", re.IGNORECASE)
_BASED = re.compile(r"(?:The )?(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?-based )?")
_COMPLEMENT = re.compile(r" (?:of|for) ")
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_JOINED = re.compile(r" (?:and|of|for|&) ")
_MODEL = re.compile(r"[ -]?\d")
"""What follows the maker in the name of a machine: "the Example 206"."""
_BEFORE_DOCUMENT, _AFTER_BY, _ROLE_AFTER_BY = 40, 60, 12
_IN_DOCUMENT = re.compile(r"\b(?:in|via|through) (?:an?|his|her|its|their|the) (?:[\w-]+ ){0,3}$")
_RELEASED = re.compile(
    r"\b(?:released|issued|published|presented|unveiled|distributed|posted) (?:an?|its|his|her|their|the)\b"
)
_RELEASED_BY = re.compile(
    r",? (?:which was |that was )?(?:released|issued|published|prepared|conducted|compiled|produced|commissioned"
    r"|carried out|written|done) (?:[A-Z]\w+day )?by (?:the )?"
)
_MOST_DOCUMENTS = 3
_LONGEST_BODY = 80
_LONGEST_HEADLINE = 150
_MOST_PATTERNS = 500
_WORDS_AFTER, _REACH_AFTER = 2, 25


def antecedents_of_role(scene: Scene, source: Source) -> list[Candidate]:
    """The people whom a description such as "the Kremlin spokesman" can mean, the best first."""
    candidates = Candidates(scene, source.start)
    for identity in scene.cast.near(source.start):
        if identity.type == "org" or (identity.gender and source.gender and identity.gender != source.gender):
            continue
        points = [points for role in identity.roles if (points := _role_points(source, role)) is not None]
        if points and _complement_is_met(scene, source, identity):
            recency = _recency(scene, identity.starts, source.start)
            candidates.add(scene.referent_of(identity), max(points) + recency, speaking=_SPEAKING)
    heads = {source.head, *HYPERNYMS.get(source.head, ())}
    for referent in scene.recent:
        known = referent.identity is None and not referent.plural and referent.head in heads
        if known and _is_in_field(source.head, referent.head, referent.name):
            agreed = _agreement(source.modifiers, referent.modifiers)
            if agreed is not None:
                points_of_it = _SAME_DESCRIPTION + agreed + _recency(scene, referent.spoke_at, source.start)
                candidates.add(referent, points_of_it, speaking=_SPEAKING)
    return candidates.ranked()


def antecedents_of_body(scene: Scene, source: Source) -> list[Candidate]:
    """The bodies that a description such as "the ministry" can mean, the best first."""
    candidates = Candidates(scene, source.start)
    for identity in scene.cast.near(source.start):
        points = _body_points(source, identity)
        ahead = identity.starts[0] >= source.start
        if (
            points is None
            or (ahead and points < _SAME_HEAD)
            or (
                points < _COUNTRY
                and (not _acts(scene, identity, source) or _is_called_otherwise(scene, source, identity))
            )
        ):
            continue
        words = [word for word in identity.name.split() if body_head(word) != source.head]
        agreed = _agreement(source.modifiers, words) if _owner_is_met(source, identity) else None
        if agreed is not None:
            recency = _recency(scene, identity.starts, source.start)
            points += _SUBJECT_BEFORE * _is_subject_before(scene, identity, source.start)
            candidates.add(scene.referent_of(identity), points + agreed + recency, speaking=_SPEAKING)
    heads = {source.head, *HYPERNYMS.get(source.head, ())}
    counted = f"{source.head} of " if source.head in AMOUNTS else None
    for referent in scene.recent:
        if counted and not source.modifiers and referent.name.casefold().startswith(counted):
            candidates.add(referent, _SAME_HEAD + _recency(scene, referent.spoke_at, source.start), speaking=_SPEAKING)
        if referent.identity is None and referent.type == "org" and referent.head in heads:
            agreed = _agreement(source.modifiers, referent.modifiers)
            if agreed is not None:
                same = _SAME_HEAD * (referent.head == source.head)
                recency = _recency(scene, referent.spoke_at, source.start)
                candidates.add(referent, same + agreed + recency, speaking=_SPEAKING)
    return candidates.ranked()


def antecedents_of_group(scene: Scene, source: Source) -> list[Candidate]:
    """The groups that spoke before and that "the officials" or "health officials" can take up, the best first."""
    candidates = Candidates(scene, source.start)
    ours = {fold(word) for word in _content_words(source.modifiers)}
    for referent in scene.recent:
        same = referent.plural and singular(referent.head) == singular(source.head)
        if not source.definite and not fold(referent.name).startswith(fold(source.phrase)):
            continue  # "Freedonian officials" after "Freedonian military officials" are others
        if same and ours <= {fold(word) for word in _content_words(referent.modifiers)}:
            candidates.add(referent, _recency(scene, referent.spoke_at, source.start), speaking=0.0)
    return candidates.ranked()


def _complement_is_met(scene: Scene, source: Source, identity: Identity) -> bool:
    """Whether a person has to do with the body that "the leader of the Norvik Front" is said to lead."""
    complement = _COMPLEMENT.search(scene.text, source.start, source.end)
    if complement is None or not source.definite:
        return True
    names = [name for name, _ in scene.cast.named_between(complement.start(), source.end)]
    if not names or names[0].type in ("place", "people"):
        return True
    words = {fold(word) for role in identity.roles for word in role.split()}
    if any(fold(word) in words for name in names for word in name.text.split()):
        return True
    if any(
        not scene.text[name.end : source.start].strip(" ,") for name in identity.named_between(0, source.start)[-1:]
    ):
        return True  # "Ann Example, the president of Norvik Lines"
    here = scene.sentence_of(source.start)
    near = identity.named_between(source.start - REACH, source.start + REACH)
    numbers = {scene.sentence_of(name.start) for name in near} - {here}
    around = [scene.text[scene.sentence_start(number) : scene.sentence_start(number + 1)] for number in numbers]
    return any(name.text in sentence for name in names for sentence in around)


def _role_points(source: Source, role: str) -> float | None:
    """Points for a description and a role ("the town's pastor, Reverend") meaning one person, ``None`` if it cannot."""
    points = [points for part in role.split(", ") if (points := _points_of_part(source, part)) is not None]
    return max(points, default=None)


def _points_of_part(source: Source, role: str) -> float | None:
    heads = [head for word in role.split() if (head := role_head(word))]
    if not heads:
        return None
    if heads[-1] == source.head or (heads[-1] == "counterpart" and source.head in LEADERS):
        points = _SAME_HEAD
    elif source.head in heads:
        points = _HEAD_AMONG_OTHERS
    elif HYPERNYMS.get(source.head, frozenset()).intersection(heads) and _is_in_field(source.head, heads[-1], role):
        points = _WIDER_HEAD
    else:
        return None
    if any(fold(owner) not in fold(role) for owner in _PLURAL_OWNER.findall(source.phrase)):
        return None  # "the rebels' spokesman" is no army spokesman
    agreed = _agreement(source.modifiers, [word for word in role.split() if role_head(word) != source.head])
    return None if agreed is None else points + agreed


def _is_in_field(wider: str, head: str, role: str) -> bool:
    """Whether a title of any office has to do with the wider description: no defense secretary is "the diplomat"."""
    fields = FIELDS.get(wider)
    return fields is None or head not in OF_ANY_OFFICE or not fields.isdisjoint(role.casefold().split())


def _body_points(source: Source, identity: Identity) -> float | None:
    """Points for a description and a body's name, ``None`` if it cannot mean it."""
    kinds = {name.type for name in identity.names}
    if is_surely_person(identity):
        return None
    if source.head in _COUNTRIES:
        return _COUNTRY if "place" in kinds else None
    if source.head == "bloc" and fold(identity.name) in BLOCS:
        return _SAME_HEAD
    heads = _body_heads(identity.name.split())
    if kinds & {"place", "people"} or (" " not in identity.name and source.head in heads):
        return None
    if source.head in heads:
        return _SAME_HEAD
    if heads & HYPERNYMS.get(source.head, frozenset()):
        return _WIDER_HEAD_OF_BODY
    if source.head not in OPEN_BODIES or heads or 2 * identity.locative > len(identity.names):
        return None
    return _BODY_WITHOUT_HEAD if identity.type == "org" else _NAME_WITHOUT_HEAD


def _is_subject_before(scene: Scene, identity: Identity, offset: int) -> bool:
    """Whether the sentence before ``offset`` is about a body: it begins with the name, or has it in apposition."""
    number = scene.sentence_of(offset) - 1
    named = identity.named_between(scene.sentence_start(number), min(offset, scene.sentence_start(number + 1)))
    return any(
        not name.possessive and (scene.begins_sentence(name.outer) or _is_apposed(scene, name)) for name in named
    )


def _is_apposed(scene: Scene, name: Name) -> bool:
    """Whether a name stands between commas."""
    return scene.text[name.outer - 2 : name.outer] == ", " and scene.text[name.end : name.end + 1] == ","


def _owner_is_met(source: Source, identity: Identity) -> bool:
    """Whether the country that owns the body described ("Japan's weather office") is in its name, if it has one."""
    owners = [word[:-2] for word in source.modifiers if word.endswith(("'s", "’s"))]
    countries = [word for word in owners if word.casefold() in COUNTRY_OF]
    return all(any(same_country(owner, word) for word in identity.name.split()) for owner in countries)


def _acts(scene: Scene, identity: Identity, source: Source) -> bool:
    """Whether a name that says nothing of a body stands where bodies do: it speaks, owns or begins a sentence."""
    if identity.type == "org" and _JOINED.search(identity.name):
        return True
    if scene.referent_of(identity).last_before(source.start) is not None:
        return True
    return any(
        name.possessive
        or is_of_body(scene.text, name.outer, name.end)
        or _is_apposed(scene, name)
        or (scene.begins_sentence(name.outer) and not _MODEL.match(scene.text, name.end))
        or any(map(body_head, _words_after(scene, name)[1:]))
        for name in identity.named_between(source.start - REACH, source.start)
    )


def _is_called_otherwise(scene: Scene, source: Source, identity: Identity) -> bool:
    """Whether another noun for a body stood beside the name: "the company, Norvik Lines," is no union."""
    heads = {source.head, *HYPERNYMS.get(source.head, ())}
    for name in identity.named_between(0, source.start):
        beside = _BODY_BESIDE.search(scene.text, max(0, name.outer - _BEFORE_DOCUMENT), name.outer)
        head = body_head(beside[1]) if beside else None
        if head is not None and head not in heads and source.head not in HYPERNYMS.get(head, ()):
            return True
    return False


def _body_heads(words: Sequence[str]) -> set[str]:
    return {head for word in words if (head := body_head(word))}


def _content_words(phrases: Sequence[str]) -> list[str]:
    return [word for phrase in phrases for word in phrase.replace("’s", "").replace("'s", "").split()]


def _agreement(modifiers: Sequence[str], described: Sequence[str]) -> float | None:
    """Points for modifiers that both descriptions share, ``None`` if they contradict each other."""
    points = 0.0
    theirs = _content_words(described)
    folded = {fold(word) for word in theirs}
    countries = any(word.casefold() in COUNTRY_OF for word in theirs)
    offices = any(word.casefold() in OFFICE_WORDS - _TIME_WORDS for word in theirs)
    for word in _content_words(modifiers):
        lowered = word.casefold()
        if fold(word) in folded or any(same_country(word, other) for other in theirs):
            points += _MODIFIER_AGREES
        elif (lowered in COUNTRY_OF and countries) or (lowered in OFFICE_WORDS - _TIME_WORDS and offices):
            return None
        else:
            points += _OFFICE_UNMET if lowered in OFFICE_WORDS else _MODIFIER_UNMET
    return points


def is_whereabouts(modifier: str) -> bool:
    """Whether a modifier only says where somebody is at home, which an article seldom says twice.

    >>> is_whereabouts("Russian"), is_whereabouts("London-based"), is_whereabouts("ruling")
    (True, True, False)
    """
    words = modifier.replace("’s", "").replace("'s", "").casefold()
    return words in COUNTRY_OF or words in PEOPLES or words in _COMPASS or words.endswith("-based")


def _recency(scene: Scene, starts: Sequence[int], offset: int) -> float:
    """Points lost by the distance in sentences to the nearest place before, or to the first one after."""
    here = scene.sentence_of(offset)
    before = [at for at in starts if at < offset]
    if before:
        return max(_LEAST_RECENT, _PER_SENTENCE * (here - scene.sentence_of(before[-1])))
    return max(_LEAST_RECENT, _AHEAD + _PER_SENTENCE_AHEAD * (scene.sentence_of(starts[0]) - here))


def named_next(scene: Scene, source: Source) -> Identity | None:
    """Who is named right after somebody was only described: "Freedonia's minister says ... Ann Example told ...".

    News briefs open with a description and give the name in the next sentence. The name must be new there, stand
    near, and must not be introduced as somebody else. Behind the opening, a new paragraph begins with a new person;
    and who asked not to be named is not named.
    """
    first_word = scene.text[source.start : source.end].split()[0].casefold()
    if first_word in QUANTIFIERS or _ANONYMOUS.search(scene.text, source.start, source.end + _REACH_ANONYMOUS):
        return None
    here = scene.sentence_of(source.start)
    opening = is_opening(scene, source)
    last = here + _FARTHEST_INTRODUCTION
    near = [each for each in scene.after(source) if each.name and scene.sentence_of(each.start) <= last]
    speaking = {id(scene.cast.identity_of(each.name)) for each in near if each.name}
    farthest = here + _FARTHEST_NAME_OF_LEAD if opening else last
    for name, identity in scene.cast.named_between(source.end, scene.sentence_start(farthest + 1)):
        contradicts = identity.gender and source.gender and identity.gender != source.gender
        if identity.starts[0] != name.start or contradicts or name.type in ("place", "people"):
            continue
        if source.kind == "person" and not opening and "\n" in scene.text[source.end : name.start]:
            return None
        if scene.sentence_of(name.start) > last:
            if source.kind == "person" and _has_the_same_role(source, identity):
                return identity
            continue
        speaks = id(identity) in speaking
        if source.kind == "person":
            if _is_introduced(scene, source, name, identity, speaks=speaks):
                return identity
        elif not is_surely_person(identity) and _is_body_introduced(scene, source, name, identity, speaks=speaks):
            return identity
    return None


def _has_the_same_role(source: Source, identity: Identity) -> bool:
    points = [points for role in identity.roles if (points := _role_points(source, role)) is not None]
    return max(points, default=0.0) >= _SAME_HEAD + _OFFICE_UNMET


def _is_body_introduced(scene: Scene, source: Source, name: Name, identity: Identity, *, speaks: bool) -> bool:
    """Whether a body named for the first time is the one that was described before."""
    heads = _body_heads([*identity.name.split(), *_words_after(scene, name)])
    fits = source.head in heads or bool(heads & HYPERNYMS.get(source.head, frozenset()))
    whose = [word for word in source.modifiers if word.casefold() not in OFFICE_WORDS]
    if _agreement(whose, identity.name.split()) is None:
        return False
    return (fits or (source.head in OPEN_BODIES and not heads)) if speaks else fits and _opens(scene, source, name)


def _opens(scene: Scene, source: Source, name: Name) -> bool:
    """Whether an article that opens with a description goes on with a sentence about the name."""
    opening = is_opening(scene, source) and not source.definite and not source.plural
    begin = scene.sentence_start(scene.sentence_of(name.start))
    return opening and _BASED.fullmatch(scene.text, begin, name.outer) is not None


def _opens_about(scene: Scene, source: Source, name: Name) -> bool:
    """Whether an article that opens with somebody unnamed goes on with a sentence about the one named."""
    pointing = source.definite and not is_headline_noun(scene, source)
    if scene.sentence_of(source.start) or pointing or scene.sentence_of(name.start) > _SENTENCES_OF_LEAD:
        return False
    begin = scene.sentence_start(scene.sentence_of(name.start))
    first = scene.text[begin : name.outer]
    return (not first or first.endswith(", ")) and _VERB.match(scene.text, name.end) is not None


def is_headline_noun(scene: Scene, source: Source) -> bool:
    """Whether a description stands in a headline without its article: "Dam is safe, says veteran engineer"."""
    first = scene.text[source.start : source.end].split(maxsplit=1)[0].casefold()
    line = scene.text.find("\n", source.end)
    in_headline = not scene.text.count("\n", 0, source.start) and 0 < line <= _LONGEST_HEADLINE
    return in_headline and first not in DETERMINERS and not source.plural


def _words_after(scene: Scene, name: Name) -> list[str]:
    """The next words, which may say what a body is ("the Example newspaper")."""
    following = scene.text[name.end : name.end + _REACH_AFTER].split()[:_WORDS_AFTER]
    return [word.strip(",.;:") for word in following]


def _is_introduced(scene: Scene, source: Source, name: Name, identity: Identity, *, speaks: bool) -> bool:
    """Whether a person named for the first time is the one that was described before."""
    if identity.type == "org" or " " not in identity.name:
        return False
    free = name.role is None or _is_rank(name.role)
    points = None if free or name.role is None else _role_points(source, name.role)
    if speaks and name.role and name.role.casefold() == source.head:
        return True  # "A spokesman for the Harbor Council says ... Spokesman Ann Example"
    if points is not None and points >= (_WIDER_HEAD if speaks else _HEAD_AMONG_OTHERS):
        return True
    if source.head.startswith("spokes") and not source.definite:
        return False
    if free and _opens_about(scene, source, name):
        return True
    if free:
        return speaks or (identity.type == "person" and _SPEAKS.match(scene.text, name.end) is not None)
    return speaks and is_opening(scene, source)


def is_surely_person(identity: Identity) -> bool:
    """Whether more than the verb after a name makes it a person's: a title, a given name, the surname used alone."""
    several_forms = len({name.text for name in identity.names}) > 1
    return identity.type == "person" and bool(identity.roles or identity.given_gender or several_forms)


def _is_rank(role: str) -> bool:
    """Whether a title goes with any office ("Mr.", "Colonel") and so excludes none."""
    return all(word.rstrip(".").casefold() in RANKS for word in role.split())


def last_speaker_described(scene: Scene, source: Source) -> Referent | None:
    """The last speaker, if "the scientist" can be them: a person near, of whom no office is known."""
    last = scene.last
    definite = scene.text[source.start : source.end].casefold().startswith("the ")
    if not definite or last is None or last.identity is None or last.identity.type != "person":
        return None
    if scene.sentence_of(source.start) - scene.sentence_of(last.spoke_at[-1]) > _FARTHEST_INTRODUCTION:
        return None
    gender = last.identity.given_gender
    if source.gender and gender and gender != source.gender:
        return None
    if _indefinite(source.head).search(scene.text, last.spoke_at[-1], source.start):
        return None  # somebody else came in: "its owner, a dentist, ... the dentist"
    return last if all(map(_is_rank, last.identity.roles)) else None


def is_opening(scene: Scene, source: Source) -> bool:
    """Whether a source stands in the opening of the article, where somebody is described first and named then."""
    return scene.sentence_of(source.start) < _SENTENCES_OF_LEAD


def is_bare(scene: Scene, source: Source) -> bool:
    """Whether a description is a noun alone, but for an article: "officials", "the officials"."""
    return _ARTICLE.sub("", scene.text[source.start : source.end], count=1).isalpha()


def takes_up_described(scene: Scene, source: Source, referent: Referent) -> bool:
    """Whether a bare noun such as "officials" means those who spoke before as "Freedonian officials".

    With an article it reaches back through the article of the paper; without one it is soon anybody of the kind, and
    never some that were counted ("two officials").
    """
    if not referent.modifiers or referent.identity or referent.head != source.head:
        return False
    if source.kind == "group" and not referent.plural:
        return False
    if source.definite or source.kind != "group":
        return True
    spoke = referent.last_before(source.start)
    near = spoke is not None and scene.sentence_of(source.start) - scene.sentence_of(spoke) <= _FARTHEST_GROUP
    return near and not _is_counted(referent.name)


def _is_counted(phrase: str) -> bool:
    first = phrase.split(maxsplit=1)[0].casefold()
    return first in QUANTIFIERS or first in NUMBERS or first in AMOUNTS


def described_anew(scene: Scene, source: Source) -> Referent | None:
    """The person spoken of, whom "the preacher" or "the 58-year-old" calls something else: much as "he" would.

    An office would point to somebody else ("the judge"); what sort of person somebody is does not, and neither does
    an office of former times.
    """
    if aged := _AGED.search(source.phrase):
        known = next((one for one in scene.cast.near(source.start) if _is_aged(scene, one, aged[1])), None)
        if known is not None:
            return scene.referent_of(known)
    words = scene.text[source.start : source.end].split()
    of_children = source.head.partition("-")[0] in KIN and _OF_NUMBER.search(source.phrase) is not None
    sort = (
        of_children
        or source.head in PEOPLES
        or source.head in ATTRIBUTES
        or _FORMER.search(source.phrase)
        or aged is not None
    )
    courtesy = source.head in COURTESIES and PRONOUN_GENDER.get(words[0].casefold())
    if not courtesy and (words[0].casefold() != "the" or source.plural or not sort):
        return None
    candidates = antecedents_of_person(scene, source.start, courtesy or source.gender)
    if aged:
        candidates = [each for each in candidates if each.referent.identity and " " in each.referent.name]
    if not candidates or (candidates[1:] and candidates[0].points - candidates[1].points < _CLEAR):
        return None
    referent = candidates[0].referent
    identity = referent.identity
    if identity is None or (identity.type != "person" and referent.last_before(source.start) is None and not aged):
        return None
    if source.gender and identity.given_gender not in (None, source.gender):
        return None
    before = [at for at in identity.starts if at < source.start]
    if not before or scene.sentence_of(source.start) - scene.sentence_of(before[-1]) > _FARTHEST_BODY:
        return None
    return None if _indefinite(source.head).search(scene.text, before[-1], source.start) else referent


def _is_aged(scene: Scene, identity: Identity, age: str) -> bool:
    """Whether the text gives somebody an age: "Ann Example, 33," or "33-year-old Ann Example"."""
    before, after = f"{age}-year-old ", re.compile(rf"(?:, | \(){age}\b")
    return any(
        scene.text.endswith(before, 0, name.outer) or after.match(scene.text, name.end) for name in identity.names
    )


def charged_before(scene: Scene, source: Source) -> Identity | None:
    """Whom "the defendant" means: the person of whom the article said last that they were charged or tried."""
    if not source.definite or source.plural or source.head not in _ON_TRIAL:
        return None
    named = scene.cast.named_between(source.start - REACH, source.start)
    for name, identity in reversed(named):
        stop = scene.sentence_start(scene.sentence_of(name.start) + 1)
        person = identity.type == "person" or (identity.type == "unknown" and " " in identity.name)
        if person and not name.possessive and _CHARGED.match(scene.text, name.end, min(stop, source.start)):
            return identity
    return None


def holder_of_initials(scene: Scene, source: Source, spelled: Identity | None = None) -> Identity | None:
    """The person whose title a source has the initials of: "the CS" after "Health Cabinet Secretary Ann Example".

    Args:
        scene: The article.
        source: The source.
        spelled: What the article spells with these initials, which goes before if it is no part of a title.
    """
    initials = source.phrase
    if not is_acronym(initials) or not scene.text.startswith(("the ", "The "), source.start):
        return None
    for name, person in reversed(scene.cast.named_between(source.start - REACH, source.start)):
        role = name.role or ""
        if _has_initials(role, initials) and (spelled is None or spelled.name == initials or spelled.name in role):
            return person
    return None


def _has_initials(role: str, initials: str) -> bool:
    """Whether a title is written as initials, or some of its words one after the other have them."""
    words = [word for word in role.replace("-", " ").split() if word[0].isupper()]
    offices = (words[start : start + len(initials)] for start in range(len(words)))
    return words[-1:] == [initials] or any(
        initials == "".join(word[0] for word in office) and any(map(role_head, office)) for office in offices
    )


@lru_cache(maxsize=_MOST_PATTERNS)
def _indefinite(head: str) -> re.Pattern[str]:
    return re.compile(rf"\ban? (?:[\w-]+ ){{0,2}}{re.escape(head)}\b", re.IGNORECASE)


def last_group_akin(scene: Scene, source: Source) -> Referent | None:
    """The group that spoke last, unless "the rebels" cannot be it: officials are no rebels, critics no leaders."""
    for referent in reversed(scene.recent):
        if not referent.plural or referent.type != "unnamed" or referent.document:
            continue
        ours = next((kin for kin in _KINS if singular(source.head) in kin), None)
        theirs = {singular(referent.head), *(singular(word.casefold()) for word in referent.modifiers)}
        return referent if ours is None or not theirs.isdisjoint(ours) else None
    return None


def last_body_named(scene: Scene, offset: int) -> Identity | None:
    """The body named last before ``offset``, in this sentence or the two before it."""
    for name, identity, distance in scene.named_before(offset):
        if distance > _FARTHEST_BODY:
            return None
        if identity.type == "org" and name.type == "org":
            return identity
    return None


def one_of_two(scene: Scene, source: Source) -> Identity | None:
    """Whom "the former" or "the latter" means: of the two named last in this sentence or the one before it."""
    found: list[Identity] = []
    for name, identity, distance in scene.named_before(source.start):
        if distance > 1:
            break
        if name.type not in ("people", "place") and identity not in found:
            found.append(identity)
    if not found[1:]:
        return None
    return found[0] if source.phrase == "latter" else found[1]


def last_two_people(scene: Scene, offset: int) -> tuple[Identity, ...]:
    """The two people named last before ``offset``, in order of their first mention; empty if there are not two."""
    found: list[Identity] = []
    for _, identity, _ in scene.named_before(offset):
        if identity.type == "person" and identity not in found:
            found.append(identity)
        if found[1:]:
            return tuple(sorted(found, key=lambda each: each.first))
    return ()


def fuller_description(scene: Scene, source: Source) -> tuple[int, int] | None:
    """Where a bare noun ("police") stood last with a name or a people before it ("Freedonian police")."""
    word = scene.text[source.start : source.end].split()[-1]
    found = None
    for match in _with_modifiers(word.casefold()).finditer(scene.text, max(0, source.start - REACH), source.start):
        words = match[1].split()
        while words and (words[0].casefold() in FUNCTION_WORDS or (words[1:] and words[0].endswith(("'s", "’s")))):
            words = words[1:]
        if any(word[0].isupper() and word.casefold().rstrip("s’'") not in WEEKDAYS for word in words):
            found = (match.start() + match[1].find(words[0]), match.end())
    return found


@lru_cache(maxsize=_MOST_PATTERNS)
def _with_modifiers(word: str) -> re.Pattern[str]:
    name = r"(?:[A-Z][\w'’&-]*|(?:[A-Z]\.)+[A-Z]?)[ ]"
    return re.compile(rf"(?<![\w.])((?:{name}){{1,4}}(?:{_FIELDS}[ ])?)(?i:{re.escape(word)})\b")


def body_behind_document(scene: Scene, source: Source) -> Referent | None:
    """Whose document "the report" is, by what stood with the same noun before.

    "A report by the Example Bank", "Example Bank's report", "the Example Bank released a report", or "Ann Example said
    in a statement", where whoever spoke in that sentence is behind the statement.
    """
    places = list(_document_noun(source.head).finditer(scene.text, max(0, source.start - REACH), source.start))
    for place in reversed(places[-_MOST_DOCUMENTS:]):
        if heard := scene.heard_in_document(place.start()):
            return None if heard.document else heard
        before = scene.cast.named_between(max(0, place.start() - _BEFORE_DOCUMENT), place.start())
        for name, identity in reversed([each for each in before if each[0].end <= place.start()]):
            between = scene.text[name.end : place.start()].strip(" '’s").casefold().split()
            close = all(word in OFFICE_WORDS or word in COMMON_ADJECTIVES for word in between)
            if close and identity.type != "person" and name.type not in ("people", "place"):
                return scene.referent_of(identity)
        if author := _author_at(scene, place.end()):
            return scene.referent_of(author)
        if speaker := _speaker_in_sentence(scene, source, place.start()):
            return speaker
        if publisher := _publisher_before(scene, place.start()):
            return scene.referent_of(publisher)
    return None


def _author_at(scene: Scene, offset: int) -> Identity | None:
    """The body or person that "by" or "from" right at ``offset`` gives a document."""
    by = _BY.match(scene.text, offset)
    if by is None:
        return None
    for name, identity in scene.cast.named_between(by.end(), by.end() + _AFTER_BY):
        if name.outer - by.end() <= _ROLE_AFTER_BY and name.type != "people":
            return identity
    return None


def _speaker_in_sentence(scene: Scene, source: Source, offset: int) -> Referent | None:
    """Who spoke in the sentence around ``offset`` by a document there: "Ann Example said in a statement"."""
    if source.head not in STATEMENTS or not _IN_DOCUMENT.search(scene.text, max(0, offset - _AFTER_BY), offset):
        return None
    number = scene.sentence_of(offset)
    start, stop = scene.sentence_start(number), scene.sentence_start(number + 1)
    for referent in reversed(scene.recent):
        spoke = referent.last_before(stop)
        if spoke is not None and spoke >= start:
            return referent
    return None


def _publisher_before(scene: Scene, offset: int) -> Identity | None:
    """The body that a sentence begins with and that released the document at ``offset``: "The Bank issued a report"."""
    start = scene.sentence_start(scene.sentence_of(offset))
    released = _RELEASED.search(scene.text, start, offset)
    if released is None:
        return None
    return _first_body(reversed(scene.cast.named_between(start, released.start())))


def _first_body(named: Iterable[tuple[Name, Identity]]) -> Identity | None:
    """The first of some named that is neither a person, nor people, nor a place."""
    return next((one for name, one in named if name.type not in ("people", "place") and one.type != "person"), None)


def author_named_after(scene: Scene, source: Source) -> Identity | None:
    """The body that the words right after a document give it: "The study, released by the Example Bank, says"."""
    match = _RELEASED_BY.match(scene.text, source.end)
    if match is None:
        return None
    return _first_body(scene.cast.named_between(match.end(), match.end() + _ROLE_AFTER_BY))


def document_before(scene: Scene, source: Source) -> Referent | None:
    """The document that spoke before under the same noun, with nobody behind it: "the reports" after "news reports"."""
    for referent in reversed(scene.recent):
        if not referent.document:
            continue
        spoke = referent.last_before(source.start)
        near = spoke is not None and scene.sentence_of(source.start) - scene.sentence_of(spoke) <= _FARTHEST_BODY
        if singular(referent.head) == singular(source.head) or (near and source.head in _ANY_DOCUMENT):
            return referent
    return None


def apposed_body(scene: Scene, source: Source) -> Identity | None:
    """The body that stood beside the same noun before: "the supplier, Norvik Lifts," or "Norvik Lifts, a supplier"."""
    if not is_bare(scene, source):
        return None
    start = max(0, source.start - REACH)
    for place in reversed(list(_calls(source.head).finditer(scene.text, start, source.start))):
        for name, identity in scene.cast.named_between(place.start() - _LONGEST_BODY, place.start()):
            if name.end == place.start() and identity.type != "person" and name.type != "place":
                return identity
    for place in reversed(list(_beside(source.head).finditer(scene.text, start, source.start))):
        for name, identity in scene.cast.named_between(place.end(), place.end() + len("the ") + 1):
            ends = scene.text[name.end : name.end + 1] in (",", ".", ";", "")
            if ends and name.outer <= place.end() and not is_surely_person(identity) and name.type != "place":
                return identity
    return None


@lru_cache(maxsize=_MOST_PATTERNS)
def _calls(head: str) -> re.Pattern[str]:
    noun = rf"(?:[\w'’-]+ ){{0,4}}{re.escape(head)}"
    return re.compile(rf"(?: \([\w.&-]+\))?, (?:an? {noun}\b|the {noun},)", re.IGNORECASE)


@lru_cache(maxsize=_MOST_PATTERNS)
def _beside(head: str) -> re.Pattern[str]:
    described = r"\b(?:the|an?|its|their|his|her) (?:[\w'’-]+ ){0,4}"
    return re.compile(rf"{described}{re.escape(head)}, (?:the )?(?=\w)", re.IGNORECASE)


def publisher_named_next(scene: Scene, source: Source) -> Identity | None:
    """The body that the next sentences give a document that opens an article: "A report says ... The Bank said"."""
    headed = singular(scene.text[source.start : source.end].rpartition(" ")[2].casefold()) == source.head
    if scene.sentence_of(source.start) >= _SENTENCES_OF_LEAD or source.plural or not headed:
        return None
    last = scene.sentence_of(source.start) + _FARTHEST_INTRODUCTION
    for following in scene.after(source):
        name = following.name or (following.body.name if following.body else None)
        if scene.sentence_of(following.start) > last or (following.kind != "document" and name is None):
            return None
        identity = scene.cast.identity_of(name) if name else None
        if identity and name and identity.starts[0] >= source.start and not is_surely_person(identity):
            return None if name.type in ("people", "place", "person") else identity
    return None


@lru_cache(maxsize=_MOST_PATTERNS)
def _document_noun(head: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(head)}s?\b", re.IGNORECASE)
