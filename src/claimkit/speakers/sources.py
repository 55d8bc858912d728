"""What the words of a source are: a name, a pronoun, a description, a document, several speakers, or nobody.

Only the words themselves are looked at here; who they refer to in the article is the question of `antecedents`.
"""

from __future__ import annotations

import re
from typing import Literal

from attrs import field, frozen

from claimkit.speakers.lexicon import (
    AMOUNTS,
    COMMON_ADJECTIVES,
    DETERMINERS,
    DOCUMENTS,
    FIRST_PERSON,
    FUNCTION_WORDS,
    GROUPS,
    INDEFINITE_PRONOUNS,
    IT,
    NOBODY_WORDS,
    OFFICE_WORDS,
    OFFICE_WORDS,
    PRONOUN_GENDER,
    QUANTIFIERS,
    RELATIVES,
    THEY,
    Gender,
    body_head,
    document_head,
    gender_of_noun,
    is_plural,
    looks_like_person,
    role_head,
)
from claimkit.speakers.mentions import Name, find_names, is_generic
from claimkit.speakers.names import is_acronym
from claimkit.speakers.places import COUNTRY_OF

SourceKind = Literal["name", "joint", "pronoun", "relative", "person", "body", "document", "group", "nobody", "other"]
"""A name; several speakers; a pronoun; a description of a person, a body, a document or several people; "no one"."""


@frozen
class Source:
    """A source, taken apart.

    Attributes:
        kind: See `SourceKind`.
        start: Offset of its first character.
        end: Offset after its last character.
        phrase: Its words without the article.
        name: The name that it gives, if it gives one.
        role: The title or role with that name, as written.
        head: The head noun of a description, in lower case and singular ("spokesman"), or the pronoun.
        modifiers: The words before the head and the names after it, as written ("Kremlin").
        definite: Whether it points to somebody known ("the", "his", "Iran's"), so that an antecedent is to be sought.
        plural: Whether it speaks of several.
        gender: What pronoun or noun say of it.
        parts: The speakers of a joint source.
        body: For a document, the name of the body behind it where the words give it.
    """

    kind: SourceKind
    start: int
    end: int
    phrase: str = ""
    name: Name | None = None
    role: str | None = None
    head: str = ""
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    gender: Gender | None = None
    parts: tuple[Source, ...] = field(default=())
    body: Source | None = None


_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&/]\w+)*\.?|[,;:()–—]|[“”\"]")
_MOST_PARTS = 20
"""More commas than this are no list of speakers."""

_EDGE = " \t\r\n\u00a0,;:–—-\"“”'‘’`"
_PREPOSITIONS = frozenset(
    "of for in at from with on to by near during after under against between among about inside outside within who "
    "which that whose where representing including like following before behind over through without into as "
    "is was has had are were".split()
)
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_AND = re.compile(r",?\s+(?:and|as well as|along with)\s+(?:also\s+)?|,\s+")
_OF_PEOPLE = re.compile(r" of (?:[\w'’-]+ ){0,4}?([a-z][\w-]+s|people|men|women|children)\b")
_COMMON_OWNER = re.compile(r"((?:[Tt]he|[Aa]n?) (?:[\w-]+ ){0,3}?[a-z]\w+)['’]s?\s")
_PREPOSITION_IN = re.compile(r"\b(?:of|for|in|at|from|with|to|between)\b")
_OWNED = re.compile(r"(?:his|her|its|their|the|a|an)\b", re.I)
_PREPOSITION_BEFORE = re.compile(r"\b(?:of|for|to|in|at|with|from|by|on)(?: the| a| an)? $")
_DOCUMENT_BY = re.compile(r"(?<!seen )(?<!obtained )(?<!viewed )(?<!cited )\b(?:by|from|of|in)\s+(?:the\s+)?", re.I)
_MEDIA = frozenset("press news media witness social".split())
_PLATFORMS = frozenset("twitter facebook instagram youtube telegram tiktok whatsapp reddit weibo internet".split())


def read_source(text: str, start: int, end: int, *, split: bool = True) -> Source:
    """The source ``text[start:end]`` taken apart.

    >>> source = read_source("The Kremlin spokesman, Ann Example", 0, 34)
    >>> source.kind, source.name.text, source.role
    ('name', 'Ann Example', 'Kremlin spokesman')
    >>> read_source("a Kremlin statement", 0, 19).body.name.text
    'Kremlin'
    """
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not text[start:end].endswith(("s'", "s’")):
        end -= 1
    if text[end - 2 : end] in ("'s", "’s") and end - start > 2:
        end -= 2
    written = text[start:end]
    words = written.split()
    if not words:
        return Source("nobody", start, end)
    lowered = written.casefold()
    if len(words) == 1 and written != "WHO" and (pronoun := _pronoun(lowered, start, end)):
        return pronoun
    if words[0].casefold() in NOBODY_WORDS and words[0].casefold() != "neither":
        return Source("nobody", start, end, phrase=written)
    names = find_names(text, (), start, end)
    if split and (parts := _joint_parts(text, start, end, names)):
        return Source("joint", start, end, phrase=_phrase(written), plural=True, parts=parts)
    return _described(text, start, end, names)


def _pronoun(word: str, start: int, end: int) -> Source | None:
    if word in PRONOUN_GENDER:
        return Source("pronoun", start, end, word, head=word, gender=PRONOUN_GENDER[word], definite=True)
    if word in IT:
        return Source("pronoun", start, end, word, head="it", definite=True)
    if word in THEY or word == "their":
        return Source("pronoun", start, end, word, head="they", definite=True, plural=True)
    if word in FIRST_PERSON:
        return Source("pronoun", start, end, word, head=word, definite=True)
    if word in RELATIVES:
        return Source("relative", start, end, word, head=word, definite=True)
    if word in ("nobody", "none"):
        return Source("nobody", start, end, word)
    if word in INDEFINITE_PRONOUNS:
        return Source("group", start, end, word, head=word, plural=True)
    return None


def _phrase(written: str) -> str:
    """The words without article and parentheses, blanks made single."""
    words = _PARENTHESIS.sub("", written).split() or written.split()
    while len(words) > 1 and words[0].casefold() in ("the", "a", "an", "this", "these", "those"):
        words = words[1:]
    return " ".join(words).strip(_EDGE) or written.strip()


def _joint_parts(text: str, start: int, end: int, names: tuple[Name, ...]) -> tuple[Source, ...]:
    """The speakers of "A and B", "A, B and C", "both he and A"; empty when the source is one speaker."""
    written = text[start:end]
    if " and " not in written and " as well as " not in written and " along with " not in written and not names[:1]:
        return ()
    if written.count(",") > _MOST_PARTS:
        return ()
    begin = start + (5 if written[:5].casefold() == "both " else 0)
    cuts = [
        match
        for match in _AND.finditer(text, begin, end)
        if not any(name.outer < match.end() and match.start() < name.end and name.start < match.start() for name in names)
        and not _in_parentheses(written, match.start() - start)
    ]
    if not any("," not in match.group() or "and" in match.group() or "with" in match.group() for match in cuts) and not _plural_title_list(written, names):
        return ()
    pieces: list[Source] = []
    pending = begin
    for cut in [*cuts, None]:
        piece = read_source(text, pending, cut.start() if cut else end, split=False)
        listed = text[max(begin, pending - 2) : pending] == ", " and cut is not cuts[0]
        # "Doe, a Democrat, and Roe": an apposition is no speaker of its own
        if not (pieces and listed and (piece.kind not in ("name", "pronoun") or piece.name and _is_affiliation(text, piece))):
            pieces.append(piece)
        pending = cut.end() if cut else end
    if len(pieces) < 2 or not all(_can_be_listed(text, piece) for piece in pieces):
        return ()
    if not any(piece.kind in ("name", "pronoun") for piece in pieces) or re.search(r"\b(?:including|such as)\b", written):
        return ()
    if len(pieces) == 2 and _is_one(text, *pieces):
        return ()
    return tuple(pieces)


def _is_one(text: str, left: Source, right: Source) -> bool:
    """Whether "X and Y" is one speaker after all: a double office, a longer body, a second apposition."""
    if left.kind in ("person", "group", "body") and left.modifiers and _PREPOSITION_IN.search(text, left.start, left.end):
        return True
    if left.name is None or right.name is None:
        return right.kind == "person" and right.name is None and ("," in text[left.start : left.end] or not _OWNED.match(text, right.start))
    if left.name.type == "person":
        tail = text[left.name.end : left.end]
        determined = text[right.start : right.end].split()[0].casefold() in DETERMINERS
        if right.name.type != "person" and not determined and (_PREPOSITION_IN.search(tail) or "," in tail):
            return True
        return right.name.type != "person" and "," in tail and " " not in right.name.text
    # "Food and Agriculture official Ann Example": what stands before "and" is named nowhere else
    titled = right.name.type == "person" and right.role is not None and text[right.start : right.end].split()[0].casefold() not in DETERMINERS
    return titled and left.name.type not in ("place", "person") and text.count(left.name.text) < 2


def _can_be_listed(text: str, piece: Source) -> bool:
    """Whether a piece of a list is a speaker: a name, a pronoun, or a description with its own article or plural."""
    if piece.kind == "pronoun":
        return True
    if piece.kind == "name" and piece.name is not None:
        return piece.name.type != "people" or piece.name.text.endswith("s")
    first = text[piece.start : piece.end].split()[0].casefold()
    return piece.kind in ("person", "body", "group") and (piece.plural or first in DETERMINERS or piece.kind == "body" and first in ("police",))


def _is_affiliation(text: str, piece: Source) -> bool:
    """Whether a listed name only says what the one before it is: ", a Democrat," ", Chair of the Example Committee"."""
    words = text[piece.start : piece.end].split()
    if piece.name is None or words[0].casefold() in ("a", "an"):
        return True
    return role_head(words[0]) is not None and piece.name.type != "person"


def _plural_title_list(written: str, names: tuple[Name, ...]) -> bool:
    """Whether commas alone make a list: "SENS. DOE, ROE" in headlines."""
    return len(names) > 1 and written.isupper()


def _in_parentheses(written: str, at: int) -> bool:
    return written.count("(", 0, at) > written.count(")", 0, at)


def _described(text: str, start: int, end: int, names: tuple[Name, ...]) -> Source:
    written = text[start:end]
    phrase = _phrase(written)
    determiner = written.split()[0].casefold()
    definite = determiner in DETERMINERS - {"a", "an"}
    bare = not definite and determiner not in QUANTIFIERS and determiner not in ("a", "an")
    core_end = _end_of_core(text, start, end, names)
    core_names = [name for name in names if name.start < core_end]
    last = core_names[-1] if core_names else None
    # the noun phrase ends with a name: "Kremlin spokesman Ann Example", "the Kremlin"
    named_last = last is not None and text[last.end : core_end].strip(_EDGE + ".") in ("", "QC", "KC", "MP", "PhD", "MD")
    if last and named_last and last.type != "people" and not _participle_before(text, start, last) and not (last.article and last.text == text[last.start:core_end] and body_head(last.text) and " " not in last.text and not is_acronym(last.text) and not last.possessive):
        return _named(text, start, end, last, names, phrase)
    tokens = [match for match in _TOKEN.finditer(text, start, core_end)]
    head_at = _head(tokens)
    if head_at is None:
        if names and names[0].type != "people":
            return _named(text, start, end, names[0], names, phrase)
        return Source("other", start, end, phrase, definite=definite, plural=determiner in QUANTIFIERS)
    head_word = tokens[head_at].group()
    head_end = tokens[head_at].end()
    # an apposed name: "the Kremlin spokesman, Ann Example", "A spokeswoman for the group, Ann Example"
    apposed = _apposed(text, names, start, head_end, end)
    role, body, document = role_head(head_word), body_head(head_word), document_head(head_word)
    if apposed and (document is None or role or body):
        before = text[start : apposed.outer].strip(_EDGE)
        return Source("name", start, end, phrase, name=apposed, role=apposed.role or _phrase(before) or None, gender=gender_of_noun(head_word))
    if role and document is None and names and (tail := names[-1]).type == "person" and text[tail.end : end].strip(_EDGE) == "" and tail.start >= head_end and not tail.possessive and not _participle_before(text, start, tail) and not _PREPOSITION_BEFORE.search(text, head_end, tail.outer):
        return Source("name", start, end, phrase, name=tail, role=_phrase(text[start : tail.start].strip(_EDGE)), gender=gender_of_noun(head_word))
    modifiers = tuple(token.group() for token in tokens[:head_at] if token.group().casefold() not in DETERMINERS | QUANTIFIERS) + tuple(
        word for name in names if name.start >= head_end for word in (name.text,)
    )
    lowered = head_word.casefold()
    if lowered in AMOUNTS and (of := _OF_PEOPLE.match(text, head_end, end)):
        many = of[1].casefold()
        return Source("group", start, end, phrase, head=role_head(many) or many, modifiers=tuple(of.group().split()[1:]), definite=definite, plural=True)
    possessed = any(name.possessive and name.end < tokens[head_at].start() for name in names)
    plural = is_plural(lowered) and not (body and not role and lowered in ("police", "media", "press"))
    common = {
        "phrase": phrase,
        "modifiers": modifiers,
        "definite": definite or possessed,
        "plural": plural,
    }
    if document and lowered in DOCUMENTS and not (body and names and lowered == "paper"):
        behind = None if plural and not names else _body_behind(text, start, end, tokens[head_at].start(), head_end, names)
        return Source("document", start, end, head=document, body=behind, **common)  # type: ignore[arg-type]
    if role and plural or lowered in GROUPS and not body:
        return Source("group", start, end, head=role or lowered, **common)  # type: ignore[arg-type]
    if role:
        common["definite"] = common["definite"] or bare
        return Source("person", start, end, head=role, gender=gender_of_noun(head_word), **common)  # type: ignore[arg-type]
    if body:
        named = _body_named(text, start, end, names, tokens[head_at].start(), head_end, lowered)
        if named:
            return Source("name", start, end, phrase, name=named)
        return Source("group" if plural and body == lowered.rstrip("s") else "body", start, end, head=body, **common)  # type: ignore[arg-type]
    if looks_like_person(lowered):
        common["definite"] = common["definite"] or bare and not plural
        return Source("group" if plural else "person", start, end, head=lowered, **common)  # type: ignore[arg-type]
    return Source("group" if plural else "other", start, end, head=lowered, **common)  # type: ignore[arg-type]


_NO_PART_OF_NAME = frozenset("organization organisation station party charity giant newspaper daily magazine website newspapers company group firm automaker carmaker retailer".split())
"""Nouns that say what a named body is and are no part of its name ("the Example newspaper")."""


def _body_named(text: str, start: int, end: int, names: tuple[Name, ...], head_start: int, head_end: int, head: str) -> Name | None:
    """The name of "the ruling Example party", "Freedonia's official Example news agency", or ``None``.

    The owner and the adjectives before the name, and what follows the noun, describe the body and do not name it.
    """
    before = [name for name in names if name.end <= head_start and not name.possessive and name.type in ("org", "unknown", "person")]
    if not before:
        return None
    name = before[-1]
    between = text[name.end : head_start].strip(_EDGE).casefold()
    described = between.islower() and between.count(" ") <= 1 and head in _NO_PART_OF_NAME
    if between not in ("", "news") and not described or name.text.casefold() in OFFICE_WORDS or name.text.casefold() in COMMON_ADJECTIVES or name.type == "org" and is_generic(name.text):
        return None
    stop = name.end if head in _NO_PART_OF_NAME or head == "agency" and between != "news" else head_end
    return Name(name.start, stop, text[name.start : stop], "org", outer=name.start)


_PARTICIPLE = re.compile(r"\b([\w-]+) (\w{3,}(?:ing|ed))\b")


def _participle_before(text: str, start: int, name: Name) -> bool:
    """Whether the name only follows a participle that describes the head: "Doctors treating Mr. Example"."""
    return any(role_head(match[1]) or match[1].casefold() in GROUPS for match in _PARTICIPLE.finditer(text, start, name.outer))


def _end_of_core(text: str, start: int, end: int, names: tuple[Name, ...]) -> int:
    """Where the noun phrase proper ends: before a comma, a preposition, a relative, a parenthesis."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if any(name.outer <= match.start() < name.end for name in names):
            continue
        if word in ",;:()–—“”\"" or word.casefold() in _PREPOSITIONS and word != "WHO":
            stop = match.start()
            while stop > start and text[stop - 1] in _EDGE:
                stop -= 1
            if stop > start:
                return stop
    return end


def _head(tokens: list[re.Match[str]]) -> int | None:
    """The index of the head noun: the last word, or the last known noun before a participle or an adverb."""
    known = [
        index
        for index, token in enumerate(tokens)
        if role_head(token.group()) or body_head(token.group()) or document_head(token.group()) or token.group().casefold() in GROUPS
    ]
    last = len(tokens) - 1
    while last > 0 and tokens[last].group().casefold() in FUNCTION_WORDS:
        last -= 1
    if not tokens:
        return None
    if known and known[-1] == last:
        return last
    for index in range(1, last + 1):
        word = tokens[index].group().casefold()
        if index - 1 in known and (word.endswith(("ed", "ing")) or word in FUNCTION_WORDS or word in ("released", "given", "seen", "made")):
            return index - 1
    word = tokens[last].group().casefold()
    return last if word not in FUNCTION_WORDS and word not in QUANTIFIERS else None


def _apposed(text: str, names: tuple[Name, ...], start: int, head_end: int, end: int) -> Name | None:
    """The person named in apposition after the head: the last name of the source, after a comma or a dash."""
    for name in reversed(names):
        if name.start < head_end or name.type in ("people", "place"):
            continue
        before = text[start:name.outer].rstrip().removesuffix(" the").removesuffix(" a").removesuffix(" an")
        if before.endswith("(") and name.type != "person" and any(head_end <= other.start < name.start for other in names):
            continue
        if re.search(r"\b(?:including|like|such as)\b", text[head_end : name.outer]):
            continue
        if before.endswith((",", "–", "—", "-", ":", "(")) and (name.type in ("person", "unknown") or text[name.end:end].strip(_EDGE + ")") == ""):
            return name
    return None


def _named(text: str, start: int, end: int, name: Name, names: tuple[Name, ...], phrase: str) -> Source:
    """A source whose head is a name."""
    role = name.role
    if role is None and name.type in ("person", "unknown"):
        rest = text[name.end:end].strip(_EDGE)
        if text[name.end:end].startswith(",") and rest:
            role = _phrase(rest)
    return Source("name", start, end, phrase, name=name, role=role, gender=name.gender)


def _body_behind(text: str, start: int, end: int, head_start: int, head_end: int, names: tuple[Name, ...]) -> Source | None:
    """Whose document it is: "a Kremlin statement", "a report by the Example Bank", "Example's claim"."""
    before = [
        name for name in names if name.end <= head_start and name.type != "people" and name.text.casefold() not in COMMON_ADJECTIVES | _PLATFORMS
    ]
    after = [name for name in names if name.start >= head_end and name.type != "people"]
    match = _DOCUMENT_BY.search(text, head_end, end)
    if match:
        behind = read_source(text, match.end(), end, split=True)
        local = behind.name is not None and behind.name.type == "place" and not match.group().casefold().startswith("by")
        if local:
            return None
        if behind.kind in ("name", "joint") or behind.kind in ("body", "group", "person") and not before:
            return behind
    if before:
        chosen = before[-1]
        # "Erdogan's office statement", "U.S. military statement": the body may go on after the name
        between = text[chosen.end : head_start].strip(_EDGE)
        if between and body_head(between.split()[-1]) and between.split()[-1] not in _MEDIA:
            stop = head_start
            while text[stop - 1] in _EDGE:
                stop -= 1
            return read_source(text, chosen.outer, stop, split=False)
        return Source("name", chosen.outer, chosen.end, chosen.text, name=chosen)
    first = text[start:end].split()[0].casefold()
    if first in ("his", "her", "its", "their"):
        return _pronoun(first, start, start + len(first))
    owner = _COMMON_OWNER.match(text, start, head_start)
    if owner:
        return read_source(text, start, owner.end(1), split=False)
    middle = text[start:head_start].strip(_EDGE).split()
    if middle and middle[-1].casefold() in _MEDIA | COMMON_ADJECTIVES:
        middle = []
    if middle and len(middle) > 1 and (body_head(middle[-1]) or role_head(middle[-1].removesuffix("'s"))):
        stop = head_start
        while text[stop - 1] in _EDGE:
            stop -= 1
        return read_source(text, start, stop, split=False)
    if match and after:
        return Source("name", after[0].outer, after[0].end, after[0].text, name=after[0])
    if match:
        return read_source(text, match.end(), end, split=False)
    return None
