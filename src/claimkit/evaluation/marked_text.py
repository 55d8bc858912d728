"""Gold attributions written into the text, so that people can read, write and review them.

A file holds articles. Each has a header line, its text with marks in it, a line ``---``, and one line for each
attribution::

    === rain-1 | The Courier | 2031-03-14 | indirect, title source
    Rain was on its way. ⟦s1,2 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧, ⟦k2 adding⟧: ⟦c2 “I sleep well.”⟧
    ---
    1 indirect speech | Ada Quist / Quist | person
    2 direct speech | Ada Quist | person | group=sleep

*Header*: id, outlet, time of publication, and what the article is there for (its phenomena, separated by commas).

*Marks*: ``⟦``, a role, the number of the attribution, one blank, the words, ``⟧``. The roles are ``c`` for content (as
often as there are stretches), ``k`` for the cue, ``s`` for the source (``⟦s1,2 …⟧`` where one source, or one cue,
serves several attributions), and ``n``, without a number, for words that are not a quote although they stand in
quotation marks.
A mark ends on the line where it begins, and only ``n`` may stand inside another mark: so no content can hold a cue, a
source or another attribution's content, and no span can run over the end of a paragraph.

*Attributions*: number, kind and act, then ``negated`` and ``optional`` (not required) where they apply; accepted
speaker names, the canonical one first, separated by `` / ``; the type of the speaker; and ``group=NAME`` where
another article carries the same quote.

Blank lines, and lines that begin with ``#``, are skipped before the first header and among the attributions.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn, TypedDict, cast, get_args

from attrs import field, frozen

from claimkit.errors import InputError
from claimkit.records import Act, Kind, SpeakerType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Offsets = list[int]
"""``[start, end]``: characters into the article's text, end exclusive."""


class GoldQuote(TypedDict):
    """One attribution of a gold article, with the keys and values of the gold JSON Lines format.

    ``content`` holds one pair of offsets a stretch, in order of the text; ``cue`` and ``source`` hold one or none.
    ``speakers`` lists the accepted names, the canonical one first. ``required`` is false where finding the quote is
    fine and missing it is fine too.
    """

    kind: Kind
    act: Act
    negated: bool
    content: list[Offsets]
    cue: list[Offsets]
    source: list[Offsets]
    speakers: list[str]
    speaker_type: SpeakerType
    group: str | None
    required: bool


class GoldArticle(TypedDict):
    """An article with its attributions, with the keys and values of the gold JSON Lines format.

    ``not_quotes`` are stretches that no direct quote may touch: titles, nicknames, scare quotes.
    ``phenomena`` say what the article is there for.
    """

    id: str
    outlet: str
    published: str
    phenomena: list[str]
    text: str
    not_quotes: list[Offsets]
    quotes: list[GoldQuote]


_HEADER = "==="
_END_OF_TEXT = "---"
_OPEN, _CLOSE = "⟦", "⟧"
_ROLES = {"c": "content", "k": "cue", "n": "not a quote", "s": "source"}
_OPENING = re.compile(r"⟦(?P<role>[^\W\d]*)(?P<numbers>[\d,]*)(?P<gap> ?)")
_ATTRIBUTION = re.compile(
    r"\s*(?P<number>\d+) +(?P<kind>\w+) +(?P<act>\w+)(?P<flags>(?: +\w+)*) *"
    r"\|(?P<names>[^|]*)\| *(?P<type>\w+) *(?:\| *group=(?P<group>[^|]*[^|\s]) *)?",
)
_FLAGS = ("negated", "optional")
_HEADER_EXAMPLE = "A header is '=== id | outlet | published | phenomena'; all but the id may be empty."
_LINE_EXAMPLE = "Write '1 indirect speech | Ada Quist / Quist | person | group=NAME', the last field where it applies."
_EXCERPT = 40
"""Characters shown before and after the place of an error."""


@frozen
class _Line:
    number: int
    text: str

    def fail(self, column: int, problem: str, remedy: str) -> NoReturn:
        first = max(0, column - _EXCERPT)
        excerpt = self.text[first : column + _EXCERPT]
        message = f"Line {self.number}: {problem}\n    {excerpt}\n    {' ' * (column - first)}^\n{remedy}"
        raise InputError(message)


@frozen
class _Mark:
    role: str
    numbers: tuple[int, ...]
    start: int
    line: _Line
    column: int


@frozen
class _Marked:
    """The text of an article without its marks, and what was marked, by role and number."""

    text: str
    spans: dict[tuple[str, int], list[Offsets]] = field(factory=dict)
    places: dict[int, tuple[_Line, int]] = field(factory=dict)
    not_quotes: list[Offsets] = field(factory=list)


def parse_marked(text: str) -> tuple[GoldArticle, ...]:
    """The articles of a marked-up file, in order, their attributions by number.

    Args:
        text: The whole file, as ``Path.read_text`` gives it.

    Raises:
        InputError: The markup is not well formed; the message names the line and shows the place.

    >>> article, = parse_marked('''=== a | The Courier | 2031-03-14 | indirect
    ... ⟦s1 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧.
    ... ---
    ... 1 indirect speech | Ada Quist | person''')
    >>> article["text"]
    'Mayor Ada Quist said the dam would hold.'
    >>> article["quotes"][0]["content"], article["quotes"][0]["cue"], article["quotes"][0]["source"]
    ([[21, 39]], [[16, 20]], [[0, 15]])
    """
    lines = [_Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    headers = [index for index, line in enumerate(lines) if line.text.startswith(_HEADER)]
    for line in _told(lines[: headers[0]] if headers else lines):
        line.fail(0, "words before the first header.", "Begin with '=== id | outlet | published | phenomena'.")
    articles: list[GoldArticle] = []
    for start, end in pairwise([*headers, len(lines)]):
        article = _article(lines[start], lines[start + 1 : end])
        if any(article["id"] == other["id"] for other in articles):
            lines[start].fail(0, f"the id {article['id']!r} is taken.", "Give each article of a file its own id.")
        articles.append(article)
    return tuple(articles)


def to_marked(article: GoldArticle) -> str:
    """The article as marked-up text: ``parse_marked(to_marked(article)) == (article,)``.

    Raises:
        InputError: The article has something that the markup cannot hold: a delimiter or a reserved line in its text,
            spans that overlap, spans across a line break, a ``|`` in a name.

    >>> print(to_marked({
    ...     "id": "a", "outlet": "The Courier", "published": "2031-03-14", "phenomena": ["direct"],
    ...     "text": '"It will hold," she said.', "not_quotes": [],
    ...     "quotes": [{
    ...         "kind": "direct", "act": "speech", "negated": False, "content": [[0, 15]], "cue": [[20, 24]],
    ...         "source": [[16, 19]], "speakers": ["Ada Quist"], "speaker_type": "person",
    ...         "group": None, "required": True,
    ...     }],
    ... }))
    === a | The Courier | 2031-03-14 | direct
    ⟦c1 "It will hold,"⟧ ⟦s1 she⟧ ⟦k1 said⟧.
    ---
    1 direct speech | Ada Quist | person
    <BLANKLINE>
    """
    for reserved in (_OPEN, _CLOSE):
        if reserved in article["text"]:
            message = f"Article {article['id']!r} has {reserved!r} in its text, which is a delimiter. Replace it first."
            raise InputError(message)
    for line in article["text"].split("\n"):
        if line.startswith(_HEADER) or line == _END_OF_TEXT:
            message = f"Article {article['id']!r} has the line {line!r}, which the markup reserves. Change it first."
            raise InputError(message)
    header = " | ".join((article["id"], article["outlet"], article["published"], ", ".join(article["phenomena"])))
    attributions = [_attribution_line(number, quote) for number, quote in enumerate(article["quotes"], start=1)]
    marked = "\n".join((f"{_HEADER} {header}", _with_marks(article), _END_OF_TEXT, *attributions, ""))
    if parse_marked(marked) != (article,):
        message = (
            f"Article {article['id']!r} would not come back from its marked-up text unchanged. Keep '|', ' / ', line "
            "breaks and outer blanks out of ids, names and labels, commas out of phenomena, and spans in order."
        )
        raise InputError(message)
    return marked


def _told(lines: Iterable[_Line]) -> Iterator[_Line]:
    return (line for line in lines if line.text.strip() and not line.text.startswith("#"))


def _article(header: _Line, block: list[_Line]) -> GoldArticle:
    fields = [part.strip() for part in header.text[len(_HEADER) :].split("|")]
    try:
        identity, outlet, published, phenomena = fields
    except ValueError:
        header.fail(0, f"a header of {len(fields)} fields.", _HEADER_EXAMPLE)
    if not identity:
        header.fail(len(_HEADER), "an article without an id.", _HEADER_EXAMPLE)
    ends = [index for index, line in enumerate(block) if line.text == _END_OF_TEXT]
    if not ends:
        header.fail(0, "this article has no '---'.", "Close its text with a line '---', then list its attributions.")
    marked = _read_marks(block[: ends[0]])
    quotes: dict[int, GoldQuote] = {}
    for line in _told(block[ends[0] + 1 :]):
        number, quote = _attribution(line, marked)
        if number in quotes:
            line.fail(0, f"attribution {number} is listed twice.", "Give each attribution one line.")
        quotes[number] = quote
    for number in sorted(marked.places.keys() - quotes.keys()):
        place, column = marked.places[number]
        place.fail(column, f"attribution {number} is marked but not listed.", "Add its line after '---'.")
    return {
        "id": identity,
        "outlet": outlet,
        "published": published,
        "phenomena": [tag.strip() for tag in phenomena.split(",") if tag.strip()],
        "text": marked.text,
        "not_quotes": marked.not_quotes,
        "quotes": [quotes[number] for number in sorted(quotes)],
    }


def _read_marks(lines: list[_Line]) -> _Marked:
    marked = _Marked("")
    plain: list[str] = []
    offset = 0
    for line in lines:
        if line is not lines[0]:
            plain.append("\n")
            offset += 1
        open_marks: list[_Mark] = []
        position = 0
        for delimiter in re.finditer("[⟦⟧]", line.text):
            column = delimiter.start()
            plain.append(line.text[position:column])
            offset += column - position
            if delimiter.group() == _OPEN:
                mark, position = _opened(line, column, offset, open_marks)
                open_marks.append(mark)
                continue
            if not open_marks:
                line.fail(column, "'⟧' closes nothing.", "Open a mark with '⟦', a role and a number.")
            _keep(open_marks.pop(), "".join(plain), offset, marked)
            position = delimiter.end()
        if open_marks:
            remedy = "Close it with '⟧' on its own line: give each paragraph of a quote a mark of its own."
            line.fail(open_marks[-1].column, "this mark is not closed.", remedy)
        plain.append(line.text[position:])
        offset += len(line.text) - position
    marked.not_quotes.sort()
    return _Marked("".join(plain), marked.spans, marked.places, marked.not_quotes)


def _opened(line: _Line, column: int, offset: int, around: list[_Mark]) -> tuple[_Mark, int]:
    opening = cast("re.Match[str]", _OPENING.match(line.text, column))
    role, digits = opening["role"], opening["numbers"]
    if role not in _ROLES:
        known = ", ".join(f"{letter} ({meaning})" for letter, meaning in _ROLES.items())
        line.fail(column + 1, f"{role!r} is no role.", f"The roles are {known}.")
    if not opening["gap"]:
        line.fail(column, "no blank after the role and number.", "Write '⟦c1 words⟧'.")
    if role == "n" and digits:
        line.fail(column + 2, "what is not a quote takes no number.", "Write '⟦n words⟧'.")
    if role != "n" and not re.fullmatch(r"\d+(?:,\d+)*", digits):
        line.fail(column, f"a {_ROLES[role]} without a number.", f"Write '⟦{role}1 words⟧'.")
    numbers = tuple(int(number) for number in digits.split(",") if number)
    if len(numbers) > 1 and role == "c":
        line.fail(column, "one content for several attributions.", "Only a source or a cue can be shared.")
    if around and role != "n":
        problem = f"a {_ROLES[role]} inside a {_ROLES[around[-1].role]}."
        line.fail(column, problem, "Close the outer mark first, and open it again afterwards if it goes on.")
    if around and around[-1].role == "n":
        line.fail(column, "a mark inside words that are not a quote.", "Put '⟦n …⟧' innermost.")
    return _Mark(role, numbers, offset, line, column), opening.end()


def _keep(mark: _Mark, plain: str, end: int, marked: _Marked) -> None:
    words = plain[mark.start : end]
    if not words or words[0].isspace() or words[-1].isspace():
        remedy = "Mark words, and leave the blanks around them outside."
        mark.line.fail(mark.column, f"a mark around {words!r}.", remedy)
    if mark.role == "n":
        marked.not_quotes.append([mark.start, end])
    for number in mark.numbers:
        spans = marked.spans.setdefault((mark.role, number), [])
        if spans and mark.role != "c":
            problem = f"a second {_ROLES[mark.role]} for attribution {number}."
            mark.line.fail(mark.column, problem, "Only content can have several stretches.")
        spans.append([mark.start, end])
        marked.places.setdefault(number, (mark.line, mark.column))


def _attribution(line: _Line, marked: _Marked) -> tuple[int, GoldQuote]:
    found = _ATTRIBUTION.fullmatch(line.text)
    if not found:
        line.fail(0, "not an attribution.", _LINE_EXAMPLE)
    number = int(found["number"])
    flags = found["flags"].split()
    names = [name.strip() for name in found["names"].split(" / ") if name.strip()]
    _check_word(line, found, "kind", get_args(Kind))
    _check_word(line, found, "act", get_args(Act))
    _check_word(line, found, "type", get_args(SpeakerType))
    for flag in flags:
        if flag not in _FLAGS:
            line.fail(found.start("flags"), f"{flag!r} is not one of {', '.join(_FLAGS)}.", _LINE_EXAMPLE)
    if (found["type"] == "none") is bool(names):
        line.fail(found.start("type"), "names and type disagree.", "Type 'none' goes with no name, and only it.")
    content = marked.spans.get(("c", number))
    if not content:
        line.fail(0, f"attribution {number} has no content.", f"Mark its words in the text: '⟦c{number} words⟧'.")
    return number, {
        "kind": cast("Kind", found["kind"]),
        "act": cast("Act", found["act"]),
        "negated": "negated" in flags,
        "content": content,
        "cue": marked.spans.get(("k", number), []),
        "source": marked.spans.get(("s", number), []),
        "speakers": names,
        "speaker_type": cast("SpeakerType", found["type"]),
        "group": found["group"],
        "required": "optional" not in flags,
    }


def _check_word(line: _Line, found: re.Match[str], name: str, allowed: tuple[str, ...]) -> None:
    if found[name] not in allowed:
        line.fail(found.start(name), f"the {name} {found[name]!r} is not one of {', '.join(allowed)}.", _LINE_EXAMPLE)


def _attribution_line(number: int, quote: GoldQuote) -> str:
    head = f"{number} {quote['kind']} {quote['act']}"
    head += " negated" if quote["negated"] else ""
    head += "" if quote["required"] else " optional"
    fields = [head, " / ".join(quote["speakers"]), quote["speaker_type"]]
    if quote["group"] is not None:
        fields.append(f"group={quote['group']}")
    return " | ".join(fields)


def _with_marks(article: GoldArticle) -> str:
    shared: dict[tuple[int, int, str], list[int]] = {}
    marks = [(start, end, "n") for start, end in article["not_quotes"]]
    for number, quote in enumerate(article["quotes"], start=1):
        marks += [(start, end, f"c{number}") for start, end in quote["content"]]
        for start, end in quote["cue"]:
            shared.setdefault((start, end, "k"), []).append(number)
        for start, end in quote["source"]:
            shared.setdefault((start, end, "s"), []).append(number)
    for (start, end, role), numbers in shared.items():
        marks.append((start, end, f"{role}{','.join(map(str, numbers))}"))
    # The outer of two marks first; where both cover the same words, what is not a quote is the inner one.
    marks.sort(key=lambda mark: (mark[0], -mark[1], mark[2] == "n"))
    text, pieces, position = article["text"], [], 0
    ends: list[int] = []
    for start, end, label in [*marks, (len(text), len(text), "")]:
        while ends and ends[-1] <= start:
            pieces += [text[position : ends[-1]], _CLOSE]
            position = ends.pop()
        pieces.append(text[position:start])
        position = start
        if ends and end > ends[-1]:
            message = (
                f"Article {article['id']!r} has spans that overlap at {text[start : ends[-1]]!r}. "
                "Give every word one role, and let only words that are not a quote stand inside other spans."
            )
            raise InputError(message)
        if label:
            pieces.append(f"{_OPEN}{label} ")
            ends.append(end)
    return "".join(pieces)
