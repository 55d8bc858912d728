"""What the words of a source are: a name, a pronoun, a description, a document, several speakers, or nobody.

Only the words themselves are looked at here; who they refer to in the article is the question of `pronouns` and
`descriptions`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from claimkit.encoder.datelines import DATELINE
from claimkit.speakers.given_names import gender_of_given_name
from claimkit.speakers.joint import joint_parts
from claimkit.speakers.lexicon import (
    AMOUNTS,
    ATTRIBUTES,
    COMMON_ADJECTIVES,
    DETERMINERS,
    FIRST_PERSON,
    FUNCTION_WORDS,
    GROUPS,
    INDEFINITE_PRONOUNS,
    IT,
    NOBODY_WORDS,
    OFFICE_WORDS,
    PARTS_OF_BODIES,
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
    singular,
)
from claimkit.speakers.mentions import Name, find_names, is_generic
from claimkit.speakers.names import is_acronym
from claimkit.speakers.places import PEOPLES
from claimkit.speakers.titles import LETTERS_AFTER

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    parts: tuple[Source, ...] = ()
    body: Source | None = None


_EDGE = " \t\r\n\u00a0,;:–—-\"“”'‘’`"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&/]\w+)*\.?|[,;:()–—“”\"]")
_PUNCTUATION = frozenset(',;:()–—“”"')
_PARENTHESIS = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]")
_ENDS_CORE = frozenset(
    "of for in at from with on to by near during after under against between among about inside outside within who "
    "which that whose where representing including like following before behind over through without into as "
    "is was has had are were".split()
)
_PREPOSITION_BEFORE = re.compile(r"\b(?:of|for|to|in|at|with|from|by|on)(?: the| a| an)? $")
_OF_PEOPLE = re.compile(r" of (?:[\w'’-]+ ){0,4}?([a-z][\w-]+s|people|men|women|children)\b")
_OF_PEOPLE_BEFORE = re.compile(r" (?:of|for) (?:the |some |these )?(?:[a-z]+ )?(?:families|people|[a-z]+[^s\W]s) $")
"""What goes before a name that the whole phrase describes: "lawyer for the families Ann Example"."""
_PARTICIPLE_AFTER = re.compile(r"\b([\w-]+) \w{3,}(?:ing|ed)\b")
_EXAMPLES = re.compile(r"\b(?:including|like|such as)\b")
_EXAMPLES_AT_END = re.compile(r",? (?:including|such as) (?!only\b|all\b).*$|(?<=\w) (?:there|here)$", re.DOTALL)
_APPOSED_AT_END = re.compile(r", (?:dated|seen by|an?|who|whose|which) .*$", re.DOTALL)
_ANONYMITY_AT_END = re.compile(
    r",? (?:who|speaking|on|requesting|seeking) [^,]*(?:anonym|not (?:to )?(?:be )?(?:named|identified|authori[sz]ed))"
    r".*$",
    re.DOTALL,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME_AT_END = re.compile(
    r"(?: (?:published|issued|released))? (?:in|on|last|this|earlier) (?:(?:early|late|mid|this|last) )?"
    rf"(?:{_MONTHS}|\w+day|week|month|year|spring|summer|autumn|winter|\d{{4}})(?: \d{{1,4}})?$"
)
_RELATIVE_INSIDE = re.compile(r" (?:that|who|which) ")
_OF_BODY = re.compile(r" of (?=the )")
_CIRCUMSTANCES = re.compile(
    r" (?:(?:to be )?(?:released|issued|published|printed|broadcast)|unsealed|filed|made)\b(?! by\b).*$", re.DOTALL
)
"""What says of a document when and where it came out, and not what it is."""
_CALLED = re.compile(
    r",? (?:named|called|(?:(?:who|and) )?(?:asked to be |wished to be |wanted to be |is |was |be )?"
    r"(?:known|identified|referred to)(?: only)? as|who g[ai]ves? (?:his|her|their) (?:first )?name(?: only)? as)"
    r" ?[“‘\"']?"
)
_CALLED_AT_END = re.compile(r", an? [\w -]{3,40} (?:named|called|known as)$")
_PARTICIPLES = frozenset("given held made put seen sent written".split())

_NOT_BY_READERS = r"(?<!seen )(?<!obtained )(?<!viewed )(?<!cited )"
_BY = re.compile(
    _NOT_BY_READERS
    + r"\b(by|attributed to|on(?= \S+['’]s (?:own |official )?(?:web ?site|site|page|blog)))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(_NOT_BY_READERS + r"\b(from|of|in)\s+(?:the\s+)?(?!\d)", re.IGNORECASE)
_COMMON_OWNER = re.compile(r"((?:[Tt]he|[Aa]n?) (?:[\w-]+ ){0,3}?[a-z]\w+)['’]s?\s")
_OWNERS = frozenset(("his", "her", "its", "their"))
_MEDIA = frozenset("press news media witness social".split())
_PLATFORMS = frozenset("twitter facebook instagram youtube telegram tiktok whatsapp reddit weibo internet".split())
_ARTICLE_AT_END = re.compile(r" (?:the|an?) ?$|(?<=[,–—]) (?:[\w-]+-based )+$", re.IGNORECASE)
_NO_PART_OF_NAME = frozenset(
    """organization organisation station party charity giant newspaper daily magazine website newspapers company group
    firm automaker carmaker retailer institute consultancy pollster""".split()
)
"""Nouns that say what a named body is and are no part of its name ("the Example newspaper")."""

_OF_ONE_PERSON = re.compile(r"-year-old$|^accused$|^(?:dad|father|gran|grandmother|mom|mother|mum)-of-\w+$")
"""Adjectives and the like that stand for somebody: "the 33-year-old", "the accused", "the mother-of-two"."""

_MOST_ADJECTIVES = 2


def read_source(text: str, start: int, end: int, *, split: bool = True) -> Source:
    """The source ``text[start:end]`` taken apart.

    Args:
        text: The article.
        start: Offset of the source.
        end: Offset after it.
        split: Whether it may be several speakers.

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
    if (dateline := DATELINE.match(text, start, end)) and text[start - 1 : start] in ("", "\n"):
        start = dateline.end()
    if possessive := _POSSESSIVE.search(text, start, end):
        end = possessive.start()
    words = text[start:end].split()
    if not words or words[0].casefold() in NOBODY_WORDS:
        return Source("nobody", start, end, text[start:end])
    if len(words) == 1 and (pronoun := _pronoun(words[0], start, end)):
        return pronoun
    if [word.casefold() for word in words] == ["the", "former"]:  # no adjective here, as "the latter" is none
        return Source("person", start, end, words[1], head="former", definite=True)
    names = find_names(text, (), start, end)
    if split:
        parts = joint_parts(text, start, end, names, lambda first, last: read_source(text, first, last, split=False))
        if parts:
            return Source("joint", start, end, _phrase(text[start:end]), plural=True, parts=parts)
    return _Description(text, start, end, names).read()


def _pronoun(word: str, start: int, end: int) -> Source | None:
    """A source of one word that is a pronoun; the health body WHO is none."""
    lowered = word.casefold()
    if word == "WHO":
        return None
    if lowered in RELATIVES:
        return Source("relative", start, end, word, head=lowered, definite=True)
    if lowered in INDEFINITE_PRONOUNS:
        return Source("group", start, end, word, head=lowered, plural=True)
    personal = Source("pronoun", start, end, word, head=lowered, definite=True)
    if lowered in PRONOUN_GENDER:
        return evolve(personal, gender=PRONOUN_GENDER[lowered])
    if lowered in IT:
        return evolve(personal, head="it")
    if lowered in THEY:
        return evolve(personal, head="they", plural=True)
    return personal if lowered in FIRST_PERSON else None


def _phrase(written: str) -> str:
    """The words without article and parentheses, blanks made single."""
    words = _PARENTHESIS.sub("", written).split() or written.split()
    while len(words) > 1 and words[0].casefold() in ("the", "a", "an", "this", "these", "those"):
        words = words[1:]
    return " ".join(words).strip(_EDGE) or written.strip()


def _end_before(text: str, start: int, stop: int) -> int:
    """Where the words before ``stop`` end, without blanks and punctuation."""
    while stop > start and text[stop - 1] in _EDGE:
        stop -= 1
    return stop


@frozen
class _Description:
    """One noun phrase that is a source: a name with what describes it, or a description without a name."""

    text: str
    start: int
    end: int
    names: Sequence[Name]

    def read(self) -> Source:
        """What the noun phrase is."""
        core_end = self._end_of_core()
        last = next((name for name in reversed(self.names) if name.start < core_end), None)
        if last is not None and self._is_head(last, core_end):
            return self._named(last)
        tokens = list(_TOKEN.finditer(self.text, self.start, core_end))
        if len(tokens) == 1 and self._first_word in INDEFINITE_PRONOUNS:
            if apposed := self._apposed(core_end):
                return self._named(apposed)
            return Source("group", self.start, self.end, self._written, head=self._first_word, plural=True)
        at = _head(tokens)
        if at is not None:
            return self._headed(tokens, at)
        if self.names and self.names[0].type != "people":
            return self._named(self.names[0])
        return Source("other", self.start, self.end, self._written, definite=self._definite)

    @property
    def _written(self) -> str:
        written = self.text[self.start : self.end]
        for tail in (_EXAMPLES_AT_END, _APPOSED_AT_END, _ANONYMITY_AT_END):
            written = tail.sub("", written) or written
        if not _RELATIVE_INSIDE.search(written):
            written = _TIME_AT_END.sub("", written) or written
        return _phrase(written)

    @property
    def _first_word(self) -> str:
        return self.text[self.start : self.end].split()[0].casefold()

    @property
    def _definite(self) -> bool:
        return self._first_word in DETERMINERS - {"a", "an"}

    @property
    def _bare(self) -> bool:
        """Whether no article goes before: headlines leave it out ("Freedonian FM: no deal")."""
        return self._first_word not in DETERMINERS and self._first_word not in QUANTIFIERS

    def _end_of_core(self) -> int:
        """Where the noun phrase proper ends: before a comma, a preposition, a relative, a parenthesis."""
        skipped = 0
        for token in _TOKEN.finditer(self.text, self.start, self.end):
            word = token.group()
            if word == "(" and (acronym := self._acronym_inside(token.start())):
                skipped = acronym
            if token.start() < skipped:
                continue
            if any(name.outer <= token.start() < name.end for name in self.names):
                continue
            if word in ("a", "an") and self._is_person_before(token.start()):
                return token.start() - 1  # an apposition whose comma was forgotten
            if self.text[token.start() : token.end() + len(" staff")].casefold() == "of staff":
                continue
            if word in _PUNCTUATION or (word.casefold() in _ENDS_CORE and word != "WHO"):
                stop = _end_before(self.text, self.start, token.start())
                if stop > self.start:
                    return stop
        return self.end

    def _acronym_inside(self, offset: int) -> int | None:
        """Where the acronym ends that stands at ``offset`` inside the phrase: "Ferry Board (FB) chair Ann Example"."""
        name = next((one for one in self.names if one.acronym and one.end + 1 == offset), None)
        stop = self.text.find(") ", offset, self.end)
        return stop + 1 if name is not None and stop > 0 else None

    def _is_person_before(self, offset: int) -> bool:
        before = next((name for name in self.names if name.end + 1 == offset), None)
        return before is not None and (before.type == "person" or (before.type == "unknown" and " " in before.text))

    def _is_head(self, name: Name, core_end: int) -> bool:
        """Whether the noun phrase ends with a name: "Kremlin spokesman Ann Example", "the Kremlin"."""
        after = self.text[name.end : core_end].strip(_EDGE + ".")
        office = after.casefold() in ATTRIBUTES and self._first_word in DETERMINERS  # "the Example MP"
        if (
            office
            or not LETTERS_AFTER.issuperset(after.split())
            or name.type == "people"
            or self._follows_participle(name)
        ):
            return False
        # "the Church", "the Army" are descriptions written with a capital
        described = name.article and name.text == self.text[name.start : core_end] and " " not in name.text
        return not (described and body_head(name.text) and not is_acronym(name.text) and not name.possessive)

    def _follows_participle(self, name: Name) -> bool:
        """Whether the name only follows a participle that describes the head: "Doctors treating Mr. Example"."""
        found = _PARTICIPLE_AFTER.finditer(self.text, self.start, name.outer)
        return any(role_head(match[1]) or match[1].casefold() in GROUPS for match in found)

    def _named(self, name: Name, role: str | None = None, gender: Gender | None = None) -> Source:
        role = name.role or role
        tail = self.text[name.end : self.end]
        beside = tail.strip(_EDGE) if tail.startswith(",") else ""
        if role is None and name.type in ("person", "unknown") and beside and not beside.isdigit():  # an age is no role
            role = _phrase(beside)
        return Source("name", self.start, self.end, self._written, name, role, gender=name.gender or gender)

    def _headed(self, tokens: Sequence[re.Match[str]], at: int) -> Source:
        """The description whose head is the token at ``at``."""
        head, head_start, head_end = tokens[at].group(), tokens[at].start(), tokens[at].end()
        role, body, document = role_head(head), body_head(head), document_head(head)
        if role is None and head.isupper() and head.casefold() in ATTRIBUTES:
            role = head.casefold()
        if document is None or role or body:
            named = self._apposed(head_end) or (self._named_at_end(head, head_end) if role and not document else None)
            if named:
                before = _phrase(self.text[self.start : named.outer].strip(_EDGE))
                return self._named(named, before, gender_of_noun(head))
        lowered = head.casefold()
        before_head = [token.group() for token in tokens[:at]]
        names_after = [name.text for name in self.names if name.start >= head_end]
        owned = any(name.possessive and name.end < head_start for name in self.names)
        described = Source(
            "other",
            self.start,
            self.end,
            self._written,
            head=lowered,
            modifiers=(
                *(word for word in before_head if word.casefold() not in DETERMINERS | QUANTIFIERS),
                *names_after,
            ),
            definite=self._definite or owned,
            plural=is_plural(lowered) and (role is not None or lowered not in ("police", "media", "press")),
        )
        if lowered in AMOUNTS and (of := _OF_PEOPLE.match(self.text, head_end, self.end)):
            people = of[1].casefold()
            words = tuple(of.group().split()[1:])
            return evolve(described, kind="group", head=role_head(people) or people, modifiers=words, plural=True)
        if document and not (body and self.names and document == "paper"):
            owned = self._first_word in _OWNERS or self._noun_before(head_start) is not None
            common = described.plural and not self.names and not owned
            behind = None if common else self._body_behind(head_start, head_end)
            phrase = _CIRCUMSTANCES.sub("", described.phrase)
            return evolve(described, kind="document", phrase=phrase, head=document, body=behind)
        if (role and described.plural) or (lowered in GROUPS and not body):
            return evolve(described, kind="group", head=role or lowered)
        inhabitant = lowered in PEOPLES and described.definite and not described.plural
        if role or inhabitant or (not body and (looks_like_person(lowered) or _OF_ONE_PERSON.search(lowered))):
            return self._person(described, role or lowered, head)
        if body:
            return self._body(described, body, head_start, head_end)
        return evolve(described, kind="group") if described.plural else described

    def _person(self, described: Source, role: str, head: str) -> Source:
        if described.plural:
            return evolve(described, kind="group", head=role)
        definite = described.definite or self._bare
        return evolve(described, kind="person", head=role, definite=definite, gender=gender_of_noun(head))

    def _body(self, described: Source, body: str, head_start: int, head_end: int) -> Source:
        """A body: "the ministry", "the Example newspaper"; several of them are a group."""
        named = self._body_named(head_start, head_end, described.head)
        if named:
            return Source("name", self.start, self.end, self._written, named)
        if body in PARTS_OF_BODIES and (whole := _OF_BODY.match(self.text, head_end, self.end)):
            return read_source(self.text, whole.end(), self.end, split=False)
        several = described.plural and body == singular(described.head)
        owner = next((name for name in self.names if name.possessive and name.type == "person"), None)
        if owner is not None and owner.end <= head_start:
            # "President Ann Example's office": a title is no part of a name
            described = evolve(described, phrase=_phrase(self.text[owner.start : self.end]))
        return evolve(described, kind="group" if several else "body", head=body)

    def _apposed(self, head_end: int) -> Name | None:
        """The one named in apposition after the head: "the Kremlin spokesman, Ann Example"."""
        for name in reversed(self.names):
            if name.start < head_end or name.type in ("people", "place"):
                continue
            before = _ARTICLE_AT_END.sub("", self.text[self.start : name.outer]).rstrip()
            if _EXAMPLES.search(self.text, head_end, name.outer):
                continue
            if (
                before.endswith("(")
                and name.type != "person"
                and any(head_end <= one.start < name.start for one in self.names)
            ):
                continue
            if name.type != "person" and self._is_of_inner_body(name, head_end):
                continue
            ends = self.text[name.end : self.end].strip(_EDGE + ")") == ""
            beside = before.endswith((",", "–", "—", "-", ":", "(")) or _CALLED_AT_END.search(before)
            if beside and (name.type in ("person", "unknown") or ends):
                return name
        return None

    def _is_of_inner_body(self, name: Name, head_end: int) -> bool:
        """Whether a name belongs to a body inside the phrase: "a spokesman for the city's gas giant, Norvik"."""
        inner = self.text[head_end : name.outer].rstrip(_EDGE).split()
        noun = inner[-1] if inner[1:] else ""
        return noun.islower() and body_head(noun) is not None and (name.type == "org" or " " not in name.text)

    def _named_at_end(self, head: str, head_end: int) -> Name | None:
        """The person whom "Director at the Example Trust Ann Example" or "a nurse named Doe" names without a comma."""
        name = self.names[-1] if self.names else None
        if name is None or name.start < head_end or name.possessive or is_plural(head.casefold()):
            return None
        if _CALLED.fullmatch(self.text, head_end, name.outer):
            return name
        of_people = _OF_PEOPLE_BEFORE.search(self.text, head_end, name.outer) and " " in name.text
        if name.type != "person" and not (name.type == "unknown" and (of_people or gender_of_given_name(name.text))):
            return None
        if self.text[name.end : self.end].strip(_EDGE) or self._follows_participle(name):
            return None
        return None if _PREPOSITION_BEFORE.search(self.text, head_end, name.outer) else name

    def _body_named(self, head_start: int, head_end: int, head: str) -> Name | None:
        """The name of "the ruling Example party", "Freedonia's official Example news agency", or ``None``.

        The owner and the adjectives before the name, and what follows the noun, describe the body and do not name it.
        """
        before = [name for name in self.names if name.end <= head_start and not name.possessive]
        name = next((name for name in reversed(before) if name.type in ("org", "unknown", "person")), None)
        if (
            name is None
            or name.text.casefold() in OFFICE_WORDS | COMMON_ADJECTIVES
            or (name.type == "org" and is_generic(name.text) and head not in _NO_PART_OF_NAME)
            or head in ("country", "nation")
        ):
            return None
        between = self.text[name.end : head_start].strip(_EDGE).casefold().split()
        adjectives = len(between) <= _MOST_ADJECTIVES and head in _NO_PART_OF_NAME
        if between and between != ["news"] and not adjectives:
            return None
        dropped = head in _NO_PART_OF_NAME or head == "agency"
        stop = name.end if dropped else head_end
        return Name(name.start, stop, self.text[name.start : stop], "org", outer=name.start)

    def _body_behind(self, head_start: int, head_end: int) -> Source | None:
        """Whose document it is: "a Kremlin statement", "a report by the Example Bank", "its website"."""
        unfit = COMMON_ADJECTIVES | _PLATFORMS
        before = [
            name
            for name in self.names
            if name.end <= head_start and name.type != "people" and name.text.casefold() not in unfit
        ]
        by = _BY.search(self.text, head_end, self.end) or _WRITTEN_BY.search(self.text, head_end, self.end)
        if by:
            behind = read_source(self.text, by.end(), self.end)
            if behind.name is None and by[1].casefold() == "of" and (noun := self._noun_before(head_start)):
                return noun  # "the police summary of facts"
            if behind.name and by[1].casefold() in ("from", "of", "in") and _is_place(behind.name):
                return None
            if (
                behind.kind in ("name", "joint")
                or (behind.kind == "document" and behind.body)
                or (behind.kind in ("body", "group", "person") and not before)
            ):
                return behind
        if before:
            return self._owner(before[-1], head_start)
        if self._first_word in _OWNERS:
            return _pronoun(self._first_word, self.start, self.start + len(self._first_word))
        if owner := _COMMON_OWNER.match(self.text, self.start, head_start):
            return read_source(self.text, self.start, owner.end(1), split=False)
        if noun := self._noun_before(head_start):
            return noun
        return read_source(self.text, by.end(), self.end, split=False) if by else None

    def _noun_before(self, head_start: int) -> Source | None:
        """The body or person whose noun stands right before a document's: "a military statement", "police reports"."""
        before = self.text[self.start : head_start].strip(_EDGE).split()
        noun = before[-1].casefold() if before and before[-1].casefold() not in DETERMINERS else ""
        if noun in _MEDIA | COMMON_ADJECTIVES - {"military"} or not (body_head(noun) or role_head(noun)):
            return None
        behind = read_source(self.text, self.start, _end_before(self.text, self.start, head_start), split=False)
        return evolve(behind, definite=True)  # the document of a body that the reader knows: "company figures"

    def _owner(self, name: Name, head_start: int) -> Source:
        """The body that a document's noun is preceded by; it may go on after the name ("U.S. military statement")."""
        between = self.text[name.end : head_start].strip(_EDGE).split()
        if between and body_head(between[-1]) and between[-1] not in _MEDIA:
            return read_source(self.text, name.outer, _end_before(self.text, name.outer, head_start), split=False)
        return Source("name", name.outer, name.end, name.text, name)


def _is_place(name: Name) -> bool:
    """Whether a name after "from" is where something was written and not who wrote it: "reports from Norvik"."""
    return name.type == "place" or (name.type == "unknown" and " " not in name.text and not is_acronym(name.text))


def _head(tokens: Sequence[re.Match[str]]) -> int | None:
    """The index of the head noun: the last word, or the last known noun before a participle or an adverb."""
    words = [token.group().casefold() for token in tokens]
    known = {
        place
        for place, word in enumerate(words)
        if role_head(word) or body_head(word) or document_head(word) or word in GROUPS
    }
    last = len(words) - 1
    while last > 0 and words[last] in FUNCTION_WORDS:
        last -= 1
    for place in range(1, last + 1):
        if words[place].endswith("ing") and role_head(words[place - 1]) and words[place] not in COMMON_ADJECTIVES:
            return place - 1
    if last in known or last < 0:
        return last if last >= 0 else None
    for place in range(1, last + 1):
        word = words[place]
        if place - 1 in known and (word.endswith(("ed", "ing")) or word in FUNCTION_WORDS or word in _PARTICIPLES):
            return place - 1
    return None if words[last] in FUNCTION_WORDS or words[last] in QUANTIFIERS else last
