"""Annotations of users as gold articles: JSON Lines, marked-up text, brat standoff, and Docs of spaCy.

What an annotation tool exports differs, what is needed does not: stretches of content, cue and source, and which of
them belong together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from claimkit.errors import InputError
from claimkit.evaluation.gold import gold_from
from claimkit.quotes.kinds import kind_of
from claimkit.quotes.marks import pair_marks
from claimkit.records import Article, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from spacy.tokens import Doc

Gold = dict[str, Any]
"""A gold article: ``id``, ``text`` and ``quotes``, as the reference of the gold format has it."""

_ROLES = ("content", "cue", "source")
_BRAT_ENTITY = re.compile(r"(?P<id>T\d+)\t(?P<type>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)\t")
_BRAT_RELATION = re.compile(r"R\d+\t\S+ \S+?:(?P<one>[TE]\d+) \S+?:(?P<other>[TE]\d+)\s*$")
_BRAT_EVENT = re.compile(r"(?P<id>E\d+)\t(?P<type>[^:\s]+):(?P<trigger>T\d+)(?P<roles>(?: \S+?:[TE]\d+)*)\s*$")
_BRAT_ATTRIBUTE = re.compile(r"[AM]\d+\t(?P<name>\S+) (?P<of>[TE]\d+)(?: (?P<value>.+?))?\s*$")
_BRAT_NOTE = re.compile(r"#\d+\t\S+ (?P<of>[TE]\d+)\t(?P<note>.+?)\s*$")
_GROUPS = {"content": ("claimkit_content", "content", "contents"), "cue": ("claimkit_cues", "cue", "cues"),
           "source": ("claimkit_sources", "source", "sources")}  # fmt: skip


def annotated_articles(path: Path) -> tuple[Gold, ...]:
    """The gold articles in a file or folder.

    Args:
        path: JSON Lines in the gold format (or quotes that claimkit wrote and people corrected), marked-up text
            (``.txt``), a folder of either; a folder of brat standoff (``.ann`` beside ``.txt``); or a ``DocBin``
            (``.spacy``) whose Docs hold quotes or span groups.

    Raises:
        InputError: There is nothing there, or something in it is not in its format; the text names the place.
    """
    if path.suffix == ".spacy" and path.is_file():
        return tuple(_from_doc(doc, f"{path.stem}-{number}", path) for number, doc in enumerate(_docs(path), start=1))
    standoff = sorted(path.rglob("*.ann")) if path.is_dir() else []
    if standoff:
        return tuple(_from_brat(standoff, path))
    return tuple(_whole(article, path) for article in gold_from(path))


def _whole(article: Mapping[str, Any], path: Path) -> Gold:
    """The article with every span in place, also where the gold leaves out what is empty."""
    if "text" not in article:
        message = f"{path}: the article {article['id']!r} has no 'text', and nothing can be learned without it."
        raise InputError(message)
    empty: Gold = {role: [] for role in _ROLES}
    return {**article, "quotes": [{**empty, **quote} for quote in article["quotes"]]}


def _docs(path: Path) -> Iterator[Doc]:
    import spacy
    from spacy.tokens import DocBin

    try:
        box = DocBin().from_disk(path)
    except Exception as error:  # msgpack, zlib and srsly each raise their own
        message = (
            f"{path} is no DocBin ({error}). Write it with spacy.tokens.DocBin(store_user_data=True).to_disk(...)."
        )
        raise InputError(message) from error
    yield from box.get_docs(spacy.blank("en").vocab)


def _from_doc(doc: Doc, identity: str, path: Path) -> Gold:
    """The quotes that claimkit stored on a Doc; without any, its span groups by the ids of their spans."""
    from claimkit.exports import to_gold
    from claimkit.storage import has_quotes, read_quotes

    if has_quotes(doc):
        return to_gold([Article(doc.text, id=identity, quotes=read_quotes(doc))])[0]
    found: dict[str, _Attribution] = defaultdict(_Attribution)
    for role, keys in _GROUPS.items():
        for key in keys:
            for span in doc.spans.get(key, ()):
                if not span.id_:
                    message = (
                        f"In {path}, Doc {identity!r}, the span {span.text[:40]!r} of the group {key!r} has no id, so "
                        "that nobody knows which content, cue and source belong together. "
                        "Make the spans with Span(doc, start, end, label=..., span_id='1'), one id an attribution."
                    )
                    raise InputError(message)
                getattr(found[span.id_], role).append((span.start_char, span.end_char))
    return _gold(identity, doc.text, found.values(), place=f"{path}, Doc {identity!r}")


@define
class _Attribution:
    """What belongs together: lists of (start, end), and what is known besides."""

    content: list[tuple[int, int]] = Factory(list)
    cue: list[tuple[int, int]] = Factory(list)
    source: list[tuple[int, int]] = Factory(list)
    act: str | None = None
    negated: bool | None = None
    speaker: str | None = None
    speaker_type: str | None = None


def _gold(identity: str, text: str, found: Iterable[_Attribution], *, place: str) -> Gold:
    quotations = pair_marks(text)
    quotes: list[dict[str, Any]] = []
    for attribution in found:
        if not attribution.content:
            words = next((text[start:end] for start, end in [*attribution.cue, *attribution.source]), "")
            message = f"{place}: {words[:40]!r} has no content. Link each cue and source to the words that it reports."
            raise InputError(message)
        content = sorted(attribution.content)
        spans = tuple(Span.of(text, start, end) for start, end in content)
        quotes.append(
            {
                "kind": kind_of(spans, quotations),
                "act": attribution.act,
                "negated": attribution.negated,
                "content": [list(span) for span in content],
                "cue": [list(span) for span in sorted(attribution.cue)[:1]],
                "source": [list(span) for span in sorted(attribution.source)[:1]],
                "speakers": [attribution.speaker] if attribution.speaker else [],
                "speaker_type": attribution.speaker_type,
            }
        )
    quotes.sort(key=lambda quote: quote["content"][0])
    return {"id": identity, "text": text, "quotes": quotes}


@define
class _Brat:
    """A standoff file: entities with role and spans, what is linked to what, attributes and notes."""

    roles: dict[str, str] = Factory(dict)
    spans: dict[str, list[tuple[int, int]]] = Factory(dict)
    links: list[tuple[str, str]] = Factory(list)
    triggers: dict[str, str] = Factory(dict)
    attributes: dict[str, dict[str, str]] = Factory(lambda: defaultdict(dict))
    notes: dict[str, str] = Factory(dict)

    def linked(self, entity: str, role: str) -> list[str]:
        """The entities of a role that an entity is linked to, in either direction."""
        ends = [(self.triggers.get(one, one), self.triggers.get(other, other)) for one, other in self.links]
        both = [*ends, *((other, one) for one, other in ends)]
        return list(dict.fromkeys(there for here, there in both if here == entity and self.roles.get(there) == role))

    def of_role(self, role: str) -> list[str]:
        return [entity for entity, its in self.roles.items() if its == role]


def _from_brat(files: Iterable[Path], folder: Path) -> Iterator[Gold]:
    """The articles of standoff files (https://brat.nlplab.org/standoff.html).

    Entities are of the types Content, Cue and Source; relations, or events with the cue as trigger, link content and
    source to the cue. Attributes Act, Negated and SpeakerType, and a note with the speaker's name on the source, are
    read where they are there. A cue without Negated is not negated, unless nobody ever used the attribute.
    """
    read = [(file, *_standoff(file)) for file in files]
    negation = any("negated" in fields for _, _, brat in read for fields in brat.attributes.values())
    for file, text, brat in read:
        found = [_by_cue(cue, brat, negation=negation) for cue in brat.of_role("cue")]
        found += [_alone(content, brat) for content in brat.of_role("content") if not brat.linked(content, "cue")]
        yield _gold(file.relative_to(folder).with_suffix("").as_posix(), text, found, place=str(file))


def _standoff(path: Path) -> tuple[str, _Brat]:
    """The text beside a standoff file, and what the file says about it."""
    plain = path.with_suffix(".txt")
    if not plain.is_file():
        message = f"{path} has no text beside it. brat keeps the text in {plain.name!r}."
        raise InputError(message)
    text, lines = _decoded(plain), _decoded(path).removeprefix("\ufeff")
    brat = _Brat()
    for number, line in enumerate(lines.split("\n"), start=1):
        _read_line(line, brat, f"{path}, line {number}", text)
    return text, brat


def _decoded(path: Path) -> str:
    """The text of a file with its line ends as they are, since offsets count them."""
    try:
        return path.read_bytes().decode("utf8")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 ({error}). Save it as UTF-8, which is what brat wants."
        raise InputError(message) from error


def _read_line(line: str, brat: _Brat, place: str, text: str) -> None:
    if entity := _BRAT_ENTITY.match(line):
        role = entity["type"].lower()
        if role not in _ROLES:
            return  # other layers of the annotation are of no concern
        spans = [(int(start), int(end)) for start, end in (pair.split() for pair in entity["spans"].split(";"))]
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            message = f"{place}: {entity['spans']} does not lie in the text, which has {len(text)} characters."
            raise InputError(message)
        brat.roles[entity["id"]], brat.spans[entity["id"]] = role, spans
    elif relation := _BRAT_RELATION.match(line):
        brat.links.append((relation["one"], relation["other"]))
    elif event := _BRAT_EVENT.match(line):
        brat.triggers[event["id"]] = event["trigger"]
        brat.links += [(event["id"], part.rpartition(":")[2]) for part in event["roles"].split()]
    elif attribute := _BRAT_ATTRIBUTE.match(line):
        brat.attributes[attribute["of"]][attribute["name"].lower()] = (attribute["value"] or "true").lower()
    elif note := _BRAT_NOTE.match(line):
        brat.notes[note["of"]] = note["note"]
    elif line[:1] in {"T", "R", "E"}:
        message = f"{place}: {line[:60]!r} is no line of brat standoff, such as 'T1<tab>Cue 10 14<tab>said'."
        raise InputError(message)


def _by_cue(cue: str, brat: _Brat, *, negation: bool) -> _Attribution:
    event = next((event for event, trigger in brat.triggers.items() if trigger == cue), cue)
    fields = {**brat.attributes.get(cue, {}), **brat.attributes.get(event, {})}
    source = next(iter(brat.linked(cue, "source")), None)
    return _Attribution(
        content=[span for content in brat.linked(cue, "content") for span in brat.spans[content]],
        cue=brat.spans[cue],
        source=brat.spans[source] if source else [],
        act=fields.get("act"),
        negated=fields.get("negated", "false") == "true" if negation else None,
        speaker=brat.notes.get(source or ""),
        speaker_type=brat.attributes.get(source or "", {}).get("speakertype"),
    )


def _alone(content: str, brat: _Brat) -> _Attribution:
    source = next(iter(brat.linked(content, "source")), None)
    return _Attribution(
        content=brat.spans[content],
        source=brat.spans[source] if source else [],
        speaker=brat.notes.get(source or ""),
        speaker_type=brat.attributes.get(source or "", {}).get("speakertype"),
    )
