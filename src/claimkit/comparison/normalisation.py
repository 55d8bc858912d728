"""Wordings as sequences of comparable words, with the offsets of each word kept.

Two outlets print the same sentence with other marks, other spelling and other small habits: “Don’t [they] know …?”,
"do not they know". `normalise` turns a wording into words that compare equal where only such habits differ, and notes
where words may be missing (ellipses) and which words are the paper's own ([insertions], (laughs)).
Rules are general; `_VARIANTS` holds what no rule gives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from typing import Protocol

from anyascii import anyascii
from attrs import field, frozen

from claimkit.comparison.information import NAME, information, is_common

_JOINER = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"  # soft hyphens, zero-width characters, combining accents
_APOSTROPHE = "'\u2018\u2019\u02bc\u2032\u00b4\u0060\uff07"
_LETTERS = rf"[^\W_][^\W_{_JOINER}]*(?:[{_JOINER}]+[^\W_]*)*"
_WORD = rf"{_LETTERS}(?:[{_APOSTROPHE}]{_LETTERS})*"

_NO_LETTER = re.compile(rf"[{_JOINER}\[\]]")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHE}]")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")

_ITEM = re.compile(
    rf"""
      (?P<plain>  [A-Za-z]{{2,}} (?= [\s,;:?!] ) )                                         # most words, quickly
    | (?P<gap>    [\[(]? \s? (?: \u2026+ | \.\s?\.(?:\s?\.)+ ) \s? [\])]? | \[\s*\] )
    | (?P<mended> [^\W_]*\[[^\W\d_]{{1,4}}\]{_WORD} | [^\W\d_]+\[[^\W\d_]{{1,4}}\] )   # [T]hey, s[he] said, want[ed]
    | (?P<number> \d+ (?:[.,]\d+)* (?:st|nd|rd|th)? (?![^\W_]) )
    | (?P<abbreviation> (?: [^\W\d_]\. ){{2,}} )                                        # U.S., a.m.
    | (?P<hyphen> [^\W\d_]+ - [^\W\d_]+ (?! [^\W_] | - | [{_APOSTROPHE}][^\W_] ) )    # cease-fire
    | (?P<word>   {_WORD} )
    | (?P<sign>   [&%] )
    | (?P<open>   [\[(] )
    | (?P<close>  [\])] )
    """,
    re.VERBOSE,
)

_TOKEN = re.compile(r"\S+")
_READS_ON = re.compile(r"[\[\]()\u2026]|\.\.|^\.")
"""Marks of which the meaning depends on what stands beyond the next blank: brackets, and dots of an ellipsis."""

_AROUND_WORDS = '“”"'
_BEHIND_WORDS = f",.;:?!{_AROUND_WORDS}"

_QUOTED = re.compile(r"“[^“”]{2,}”|\"[^\"]{2,}\"|''[^'\"]{2,}'{1,2}")

_STAGE_DIRECTIONS = frozenset(
    "applause booing boos cheering cheers chuckle chuckles chuckling clapping coughs crosstalk emphasis added "
    "expletive expletives deleted inaudible laugh laughing laughs laughter pause pauses ph phonetic redacted sic sighs "
    "smiles unintelligible".split()
)

_LONGEST_ASIDE = 6
"""Words; a longer parenthesis is the speaker's own, or somebody forgot to close it."""

HEADLINE = 0.6
SHORTEST_HEADLINE = 4
"""Share of capitalised words, and number of words, from which capitals are the print's and not the words' own."""

_IRREGULAR = {
    "ain't": "is not",
    "can't": "can not",
    "shan't": "shall not",
    "won't": "will not",
    "let's": "let us",
    "y'all": "you all",
    "ma'am": "madam",
    "o'clock": "o'clock",
}
_SUFFIXES = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_TAKES_IS = frozenset("he here how it she that there this what when where who why everybody everyone".split())

_SPELLINGS = """
adviser advisor, aeroplane airplane, ageing aging, aluminium aluminum, amongst among, afterwards afterward,
acknowledgement acknowledgment, archaeology archeology, artefact artifact, backwards backward,
benefitted benefited, burnt burned, cheque check, cheques checks, cosy cozy, cypher cipher, draught draft,
dreamt dreamed, encyclopaedia encyclopedia, enquiry inquiry, enquiries inquiries, enrolment enrollment,
forwards forward, fulfil fulfill, fulfils fulfills, fulfilment fulfillment, gaol jail, gipsy gypsy, grey gray,
greys grays, instalment installment, instalments installments, jewellery jewelry, judgement judgment,
judgements judgments, kerb curb, leant leaned, learnt learned, manoeuvre maneuver, manoeuvres maneuvers,
mould mold, moustache mustache, mum mom, okay ok, paediatric pediatric, plough plow, practise practice,
practised practiced, practising practicing, pyjamas pajamas, sceptic skeptic, sceptics skeptics,
sceptical skeptical, scepticism skepticism, skilful skillful, smelt smelled, spelt spelled, spilt spilled,
spoilt spoiled, storey story, sulphur sulfur, towards toward, tsar czar, tyre tire, tyres tires, upwards upward,
whilst while, wilful willful, yoghurt yogurt
"""
"""British and older spellings that no rule gives, each before its American or newer form."""

_TRANSLITERATIONS = """
kiev kyiv, kharkov kharkiv, lvov lviv, odessa odesa, chernobyl chornobyl, zelenskiy zelensky, zelenskyy zelensky,
zelenskyi zelensky, gadhafi gaddafi, qaddafi gaddafi, kadafi gaddafi, kaddafi gaddafi, qadhafi gaddafi,
peking beijing, rangoon yangon, burma myanmar, muhammad mohammed, mohammad mohammed, mohamed mohammed,
muhammed mohammed, mohamad mohammed, hussain hussein, husain hussein, isil isis, daesh isis, hizbollah hezbollah,
hizbullah hezbollah, hizballah hezbollah, koran quran, moslem muslim, moslems muslims, qaida qaeda, shiite shia,
shiites shias, sergey sergei, dmitri dmitry, dmitriy dmitry, yuriy yuri, yury yuri, andrey andrei,
aleksandr alexander, aleksander alexander, alexandr alexander, alexey alexei, aleksei alexei, nikolay nikolai,
teheran tehran, makkah mecca, jeddah jidda, sanaa sana, beyrouth beirut, osama usama, abdallah abdullah,
yusuf yousef, yousuf yousef
"""
"""Spellings of one name from another script, and renamed places, each before the form that stands for all."""

_FORMS = """
gonna=going to, wanna=want to, gotta=got to, cannot=can not, dont=do not, doesnt=does not, didnt=did not,
isnt=is not, wasnt=was not, wouldnt=would not, couldnt=could not, shouldnt=should not, havent=have not,
hasnt=has not, arent=are not, cant=can not, usa=us, pct=percent, &=and, %=percent, first=1st, second=2nd,
third=3rd, fourth=4th, fifth=5th, sixth=6th, seventh=7th, eighth=8th, ninth=9th, tenth=10th
"""
"""Words written as one that are two, marks for words, and ordinals."""

_NUMERALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()

_VARIANTS: dict[str, tuple[str, ...]] = {
    **{variant: (form,) for variant, form in (pair.split() for pair in f"{_SPELLINGS},{_TRANSLITERATIONS}".split(","))},
    **{form: tuple(words.split()) for form, words in (entry.strip().split("=") for entry in _FORMS.split(","))},
    **{word: (str(number),) for number, word in enumerate(_NUMERALS)},
}

_SHORTEST_VARIANT = 5  # letters

_SPELLING = (
    (
        re.compile(r"(?<=\w{3})our(?=(?:s|ed|er|ers|ing|able|ably|ite|ites|ful|less|hood|ly)?$)"),
        "or",
    ),  # colour, favourite
    (re.compile(r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "iz"),  # organise; "rise" meets only itself
    (re.compile(r"ys(?=(?:e|es|ed|er|ers|ing)$)"), "yz"),  # analyse
    (re.compile(r"(?<=\w[tb])re(?=s?$)"), "er"),  # centre, fibre
    (re.compile(r"(?<=en)ce(?=s?$)"), "se"),  # defence, licence
    (re.compile(r"(?<=\w{3}[aeo])ll(?=(?:ed|er|ers|ing|ings|or|ors|ation)$)"), "l"),  # travelled, counsellor
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),  # programme
    (re.compile(r"(?<=log)ue(?=s?$)"), ""),  # dialogue
    (re.compile(r"^(an|h|p)ae(?=[dmsn])"), r"\1e"),  # anaemia, haemorrhage, paediatric
)


class Words(Protocol):
    """What is compared of a wording; see `Wording`, which has it and knows where in the text each word stands."""

    @property
    def text(self) -> str:
        """See `Wording`."""

    @property
    def keys(self) -> tuple[str, ...]:
        """See `Wording`."""

    @property
    def asides(self) -> frozenset[int]:
        """See `Wording`."""

    @property
    def gaps(self) -> frozenset[int]:
        """See `Wording`."""

    @property
    def names(self) -> frozenset[int]:
        """See `Wording`."""

    @property
    def told(self) -> frozenset[int]:
        """See `Wording`."""

    @property
    def weights(self) -> tuple[float, ...]:
        """See `Wording`."""

    @property
    def fullness(self) -> float:
        """See `Wording`."""

    def __hash__(self) -> int:
        """By identity."""


@frozen(eq=False)
class Wording:
    """What was said, as words that can be compared.

    The words' keys are what counts; a word of the text can give two keys ("don't": "do", "not"), which then share
    its offsets.

    Attributes:
        text: The wording as given.
        keys: The comparable forms, in order.
        starts: Offset in ``text`` of the word behind each key.
        ends: Offset after that word.
        asides: Positions (indices of ``keys``) of words that the paper put in: [insertions] and short parentheses.
        gaps: Positions before which words may be missing: ellipses and (laughs); ``len(keys)`` stands for the end.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)
    asides: frozenset[int] = frozenset()
    gaps: frozenset[int] = frozenset()

    @cached_property
    def names(self) -> frozenset[int]:
        """Positions of words that look like a part of a name; few where capitals tell nothing (headlines, shouts)."""
        capital = [n for n, start in enumerate(self.starts) if self.text[start].isupper()]
        if len(capital) > HEADLINE * len(self.starts) and len(self.starts) >= SHORTEST_HEADLINE:
            return frozenset(n for n in capital if not is_common(self.keys[n]))
        return frozenset(n for n in capital if self.keys[n] != "i" and (n > 0 or not is_common(self.keys[0])))

    @cached_property
    def told(self) -> frozenset[int]:
        """Positions of words outside the quotation marks of a partly quoted wording: these are the reporter's."""
        edges = quotation_edges(self.text)
        if not edges:
            return frozenset()
        return frozenset(n for n, start in enumerate(self.starts) if not bisect_right(edges, start) % 2)

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Information of each word, in nats; that of names is capped, and that of formulas lower still."""
        weights = [information(key) for key in self.keys]
        for position in self.names:
            weights[position] = min(NAME, weights[position])
        for position in _in_formulas(self.keys):
            weights[position] = min(FORMULA, weights[position])
        return tuple(weights)

    @cached_property
    def fullness(self) -> float:
        """Information of all words in nats, without the paper's own asides."""
        return sum(weight for n, weight in enumerate(self.weights) if n not in self.asides)


def quotation_edges(text: str) -> list[int]:
    """Where the quotations in a text begin and end, with their marks, by turns.

    A wording that has some is partly quoted: its other words are the reporter's.

    >>> quotation_edges("called it “a disgrace” and “a shame”")
    [10, 22, 27, 36]
    >>> quotation_edges("It's a disgrace")
    []
    """
    if "“" not in text and '"' not in text and "''" not in text:
        return []
    return [edge for match in _QUOTED.finditer(text) for edge in match.span()]


@lru_cache(maxsize=1 << 12)
def normalise(text: str) -> Wording:
    """The words of ``text`` in comparable form, with offsets into ``text``.

    Never fails: a text without a word gives a wording without keys.

    >>> normalise("“We don’t … organise 1,200 [secret] meetings (laughs)”").keys
    ('we', 'do', 'not', 'organize', '1200', 'secret', 'meetings')
    >>> normalise("She said … that it's colour-coded").gaps
    frozenset({2})
    >>> normalise("[T]he Şişli cafés").keys
    ('the', 'sisli', 'cafes')
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in _TOKEN.finditer(text):
        words = words_in(token.group())
        if words is None:
            return _scanned(text)
        offset = token.start()
        for key, start, end in words:
            keys.append(key)
            starts.append(offset + start)
            ends.append(offset + end)
    return Wording(text, tuple(keys), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 17)
def words_in(token: str) -> tuple[tuple[str, int, int], ...] | None:
    """The keys between two blanks with their offsets; ``None`` if that takes more of the text to tell.

    >>> words_in("Don't"), words_in("(laughs)") is None
    ((('do', 0, 5), ('not', 0, 5)), True)
    """
    if _READS_ON.search(token):
        return None
    word = token.rstrip(_BEHIND_WORDS)
    end = len(word)
    word = word.lstrip(_AROUND_WORDS)
    if word.isascii() and word.isalpha():
        return tuple((key, end - len(word), end) for key in _forms(word))
    wording = _scanned(token)
    return tuple(zip(wording.keys, wording.starts, wording.ends, strict=True))


def _scanned(text: str) -> Wording:
    """The words of ``text``, read mark by mark."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    asides: set[int] = set()
    gaps: set[int] = set()
    opened: int | None = None
    for item in _ITEM.finditer(text):
        kind = item.lastgroup
        if kind == "plain":
            forms = _forms(item.group())
            keys += forms
            starts += [item.start()] * len(forms)
            ends += [item.end()] * len(forms)
        elif kind == "gap":
            gaps.add(len(keys))
        elif kind == "open":
            opened = len(keys)
        elif kind == "close":
            if opened is not None and opened < len(keys):
                aside = keys[opened:]
                if all(key in _STAGE_DIRECTIONS for key in aside):
                    del keys[opened:], starts[opened:], ends[opened:]
                    gaps.difference_update(range(opened + 1, opened + len(aside) + 1))
                    gaps.add(opened)
                elif len(aside) <= _LONGEST_ASIDE:
                    asides.update(range(opened, len(keys)))
            opened = None
        else:
            for start, end, word in _words_of(item):
                forms = _forms(word)
                keys += forms
                starts += [start] * len(forms)
                ends += [end] * len(forms)
    return Wording(text, tuple(keys), tuple(starts), tuple(ends), frozenset(asides), frozenset(gaps))


def _words_of(item: re.Match[str]) -> tuple[tuple[int, int, str], ...]:
    """The words of a match with their offsets; "cease-fire" is one word because "ceasefire" is common."""
    word = item.group()
    if item.lastgroup != "hyphen":
        return ((item.start(), item.end(), word),)
    first, second = word.split("-")
    if is_common((first + second).casefold()):
        return ((item.start(), item.end(), first + second),)
    middle = item.start() + len(first)
    return ((item.start(), middle, first), (middle + 1, item.end(), second))


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[str, ...]:
    """The comparable forms of one word as it is written; none for a word of marks only."""
    if word[0].isdigit():
        return (_THOUSANDS.sub("", word).casefold(),)
    if not (word.isascii() and word.isalpha()):
        word = _ANY_APOSTROPHE.sub("'", _NO_LETTER.sub("", word))
    plain = (word if word.isascii() else anyascii(word) or word).casefold()
    if plain in _VARIANTS:
        return _VARIANTS[plain]
    if "'" in plain:
        return _contracted(plain)
    if "." in plain:
        return (plain.replace(".", ""),)
    return (_spelt(plain),) if plain else ()


def _contracted(word: str) -> tuple[str, ...]:
    if word in _IRREGULAR:
        return tuple(_IRREGULAR[word].split())
    for suffix, full in _SUFFIXES.items():
        if word.endswith(suffix) and len(word) > len(suffix):
            return (*_forms(word[: -len(suffix)]), full)
    if word.endswith("'s") and len(word) > len("'s"):
        stem = word[: -len("'s")]
        return (stem, "is") if stem in _TAKES_IS else _forms(stem)
    return (_spelt(word.replace("'", "")),)


def _spelt(word: str) -> str:
    """American spelling, roughly: it need not be a word, only the same for both spellings."""
    if len(word) < _SHORTEST_VARIANT:
        return word
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return _VARIANTS.get(word, (word,))[0]


_FORMULAS = """
thoughts and prayers, heart goes out, hearts go out, deepest condolences, sincere condolences, heartfelt condolences,
families of the victims, victims and their families, families and friends, strongest possible terms,
in the strongest terms, brought to justice, bring to justice, held accountable, hold accountable, will not rest until,
will not be tolerated, no place in our, ongoing investigation, active investigation, pending litigation,
under investigation, at this time, comment further, no further comment, decline to comment, too early to,
national security, peace and stability, security and stability, territorial integrity, united states of america,
american people, british people, people of this country, hard working families, men and women in uniform,
at the end of the day, make no mistake, let me be clear, let us be clear, nothing could be further from the truth,
great honor, great day for, hard work and dedication, hard work and support, thank you very much,
want to thank everyone, looking forward to, look forward to, work together to, working together to,
matter of time, remains to be seen, all options are on the table, step in the right direction, wait and see
"""
"""What speakers of all sides say in these very words; that two quotes share them is no sign of one utterance."""

FORMULA = 1.0
"""Nats; the most that a word of a formula tells."""


@cache
def formulas() -> tuple[tuple[str, ...], ...]:
    """What speakers of all sides say in these very words, as keys."""
    return tuple(tuple(key for word in formula.split() for key in _forms(word)) for formula in _FORMULAS.split(","))


@cache
def _formulas_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The formulas as keys, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for formula in formulas():
        found.setdefault(formula[0], []).append(formula)
    return {first: tuple(those) for first, those in found.items()}


def _in_formulas(keys: tuple[str, ...]) -> set[int]:
    """Positions of words that belong to a formula."""
    by_first = _formulas_by_first()
    if by_first.keys().isdisjoint(keys):
        return set()
    return {
        position + step
        for position, key in enumerate(keys)
        if key in by_first
        for formula in by_first[key]
        if keys[position : position + len(formula)] == formula
        for step in range(len(formula))
    }


_ENDINGS = re.compile(r"(?<=\w{3})(?:ies|ied|ying|ingly|edly|ings|ing|ments?|edness|ers?|ed|es|ly|s|e|y)$")
_INFLECTED = re.compile(r"[^\W\d_]{4,}")
_TWICE_INFLECTED = re.compile(r"[^\W\d_]{6,}")  # "agreements"
_DOUBLED = re.compile(r"(?<=\w{2})([^\W\d_lsz])\1$")  # "stopp"; not "call", "miss", "buzz"


@lru_cache(maxsize=1 << 17)
def stem(key: str) -> str:
    """The key without its inflection, for telling "stops" and "stopped" from another word.

    A light stemmer on purpose: it joins forms of one word, not its relatives.

    >>> [stem(word) for word in ("stop", "stopped", "stopping", "agreements", "agreed", "parties")]
    ['stop', 'stop', 'stop', 'agre', 'agre', 'part']
    """
    if not _INFLECTED.fullmatch(key):
        return key
    bare = _ENDINGS.sub("", key)
    if _TWICE_INFLECTED.fullmatch(bare):
        bare = _ENDINGS.sub("", bare)
    return _DOUBLED.sub(r"\1", bare)
