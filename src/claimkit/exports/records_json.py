"""Records to JSON and back, versioned and lossless.

Every record becomes one flat object: its own attributes and, before them, the version of the format and the type of
the record. ``{"claimkit": 1, "record": "article", "text": "...", "id": "...", "quotes": [...]}``.
Readers in other languages therefore find the keys of an input article where they expect them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints, overload

from attrs import fields, has

from claimkit import records
from claimkit.errors import InputError
from claimkit.records import Json, Record

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT = 1
"""Version of the format. It goes up when an older claimkit could misread what a newer one wrote."""

TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {
        "article": records.Article,
        "comparison": records.Comparison,
        "difference": records.Difference,
        "evidence": records.Evidence,
        "group": records.QuoteGroup,
        "identity": records.SpeakerIdentity,
        "member": records.Member,
        "origin": records.Origin,
        "quote": records.Quote,
        "span": records.Span,
        "speaker": records.Speaker,
    }
)
"""The names that stand for the types of records in JSON."""

ENVELOPE = ("claimkit", "record")
"""The keys that come before a record's own: version and type. No attribute of a record is called so."""

_MOST_PROBLEMS = 3
"""An error text names so many problems and counts the rest."""

R = TypeVar("R", bound=Record)

# JSON itself allows half of a surrogate pair in a string; UTF-8 does not, so it must be written as an escape.
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_dict(record: Record) -> dict[str, Json]:
    """The record as a value of JSON: a dict of dicts, lists, strings, numbers, booleans and ``None``.

    >>> from claimkit.records import Span
    >>> to_dict(Span(0, 4, "Rain"))
    {'claimkit': 1, 'record': 'span', 'start': 0, 'end': 4, 'text': 'Rain'}
    """
    name = next((name for name, kind in TYPES.items() if type(record) is kind), None)
    if name is None:
        message = f"{type(record).__name__!r} is not a record of claimkit. Pass one of: {', '.join(sorted(TYPES))}."
        raise InputError(message)
    return {"claimkit": FORMAT, "record": name, **_converter().unstructure(record)}


def to_json(record: Record, *, indent: int | None = None) -> str:
    """The record as JSON, in one line unless ``indent`` asks for more; `from_json` gives an equal record back.

    >>> from claimkit.records import Difference
    >>> to_json(Difference("cut", "very ", ""))
    '{"claimkit": 1, "record": "difference", "change": "cut", "fullest": "very ", "member": ""}'
    """
    return dumps(to_dict(record), indent=indent)


def dumps(value: Json, *, indent: int | None = None) -> str:
    """A value as JSON that is readable (not ASCII only) and that can always be encoded as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


@overload
def from_json(text: str | bytes) -> Record: ...
@overload
def from_json(text: str | bytes, of: type[R]) -> R: ...
def from_json(text: str | bytes, of: type[Any] | None = None) -> Record:
    """The record that `to_json` wrote.

    Args:
        text: JSON; bytes count as UTF-8.
        of: The type of record that must be there; any, by default.

    Raises:
        InputError: No JSON, no record of ours, a newer format, another type than ``of``, or a key that is missing,
            unknown, or has a wrong value; the text names the key, its place and the type.

    >>> from_json('{"claimkit": 1, "record": "span", "start": 0, "end": 4, "text": "Rain"}')
    Span(start=0, end=4, text='Rain')
    """
    data = parse(text)
    return from_dict(data) if of is None else from_dict(data, of)


@overload
def from_dict(data: Json) -> Record: ...
@overload
def from_dict(data: Json, of: type[R]) -> R: ...
def from_dict(data: Json, of: type[Any] | None = None) -> Record:
    """The record that `to_dict` made; like `from_json`, for JSON that is parsed already.

    >>> from_dict({"claimkit": 1, "record": "span", "start": 0, "text": "Rain"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    claimkit.errors.InputError: This 'span' cannot be read: key 'end' is missing. A span has the keys ...
    """
    name = _type_of(data)
    kind = TYPES[name]
    if of is not None and kind is not of:
        wanted = next((name for name, kind in TYPES.items() if kind is of), of.__name__)
        message = f"Here is a record of type {name!r}, but {wanted!r} is needed. Read it with from_json(text) instead."
        raise InputError(message)
    from cattrs.errors import BaseValidationError

    own = {key: value for key, value in data.items() if key not in ENVELOPE}
    try:
        return _converter().structure(own, kind)
    except (BaseValidationError, TypeError, ValueError) as error:
        problems = list(_problems(error, "", name))
    left = len(problems) - _MOST_PROBLEMS
    more = f"; and {left} more" if left > 0 else ""
    message = f"This {name!r} cannot be read: {'; '.join(problems[:_MOST_PROBLEMS])}{more}."
    raise InputError(message)


def parse(text: str | bytes) -> Json:
    """The value of a JSON text.

    Raises:
        InputError: It is no JSON; the text shows the place.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lead = error.doc[max(0, error.pos - 30) : error.pos]
        message = (
            f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}, after {lead!r}. "
            "A record is one object, as to_json writes it."
        )
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = f"These bytes are not UTF-8 (byte {error.start}: {error.reason}). Save the file as UTF-8."
        raise InputError(message) from error
    except (ValueError, RecursionError) as error:
        message = f"This JSON cannot be read: {error}. A record nests a few levels and has ordinary numbers."
        raise InputError(message) from error


def _type_of(data: Json) -> str:
    """The name of the type that an object says it is, once its version is known to be readable."""
    if not isinstance(data, Mapping):
        message = f"A record is a JSON object, but here is {_named(data)}. Pass what to_json wrote."
        raise InputError(message)
    version = data.get("claimkit")
    if type(version) is not int or version < 1:
        message = (
            f"Key 'claimkit' must hold the version of the format, a whole number from 1, but it is {version!r}. "
            "Articles that claimkit did not write are read with read_jsonl."
        )
        raise InputError(message)
    if version > FORMAT:
        message = (
            f"This record has version {version} of the format, and this claimkit reads up to {FORMAT}. "
            "Upgrade with: pip install --upgrade claimkit"
        )
        raise InputError(message)
    name = data.get("record")
    if not isinstance(name, str) or name not in TYPES:
        message = f"Key 'record' must name a type of record, but it is {name!r}. Valid: {', '.join(sorted(TYPES))}."
        raise InputError(message)
    return name


@cache
def _converter() -> Converter:
    """The cattrs converter of the records, made on first use: cattrs takes longer to import than all of claimkit."""
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    converter = Converter(unstruct_collection_overrides={tuple: list})
    for plain in (bool, int, str):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_func(_is_literal, _one_of)
    converter.register_structure_hook_factory(
        has, lambda kind: _from_object(kind, make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True))
    )
    return converter


def _from_object(
    kind: type[Record], structure: Callable[[Mapping[str, Json], type[Record]], Record]
) -> Callable[[Json, type[Record]], Record]:
    """A hook that takes objects with lists where lists belong: cattrs would read a text as a list of letters."""
    lists = [name for name, hint in get_type_hints(kind).items() if get_origin(hint) is tuple]

    def checked(value: Json, _kind: type[Record]) -> Record:
        if not isinstance(value, Mapping):
            message = f"it must be an object, but it is {_named(value)}"
            raise TypeError(message)
        for key in lists:
            if not isinstance(value.get(key, []), list | tuple):
                message = f"{key!r} in it must be a list, but it is {_named(value[key])}"
                raise TypeError(message)
        return structure(value, kind)

    return checked


def _is_literal(kind: object) -> bool:
    return get_origin(kind) is Literal


def _one_of(value: Json, kind: object) -> Json:
    if value not in (valid := get_args(kind)):
        message = f"it must be one of {', '.join(map(repr, valid))}, but it is {value!r}"
        raise ValueError(message)
    return value


def _exactly(kind: type) -> Callable[[Json, object], Json]:
    """A hook that takes values of ``kind`` only: cattrs would turn the number 3 into the text "3", silently."""

    def checked(value: Json, _kind: object) -> Json:
        if type(value) is not kind:
            message = f"it must be {_KINDS[kind]}, but it is {_named(value)}"
            raise TypeError(message)
        return value

    return checked


def _number(value: Json, _kind: object) -> float:
    if type(value) not in (int, float):
        message = f"it must be a number, but it is {_named(value)}"
        raise TypeError(message)
    return float(value)


_KINDS = MappingProxyType(
    {
        bool: "true or false",
        dict: "an object",
        float: "a number",
        int: "a whole number",
        list: "a list",
        str: "a text",
        type(None): "null",
    }
)


def _named(value: Json) -> str:
    """A JSON value in words: ``a text, 'Rain'``."""
    return f"{_KINDS.get(type(value), type(value).__name__)}, {excerpt(value)}"


def excerpt(value: Json, most: int = 40) -> str:
    """The value for an error text, in at most ``most`` characters."""
    shown = repr(value)
    return shown if len(shown) <= most else shown[: most - 3] + "..."


def _problems(error: BaseException, place: str, name: str) -> Iterator[str]:
    """What is wrong, each problem with its place, from the nested groups of exceptions that cattrs raises."""
    from cattrs import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError, IterableValidationNote
    from cattrs.errors import BaseValidationError

    if isinstance(error, BaseValidationError):
        within = _name_of(error.cl) or name if isinstance(error, ClassValidationError) else name
        for inner in error.exceptions:
            step = ""
            for note in getattr(inner, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    step = f".{note.name}"
                elif isinstance(note, IterableValidationNote):
                    step = f"[{note.index}]"
            yield from _problems(inner, f"{place}{step}", within)
        return
    at = place.lstrip(".")
    if isinstance(error, KeyError) and at:
        keys = ", ".join(repr(field.name) for field in fields(cast("Any", TYPES[name])))
        yield f"key {at!r} is missing. {_article(name)} has the keys {keys}"
    elif isinstance(error, ForbiddenExtraKeysError):
        extra = ", ".join(repr(f"{at}.{key}".lstrip(".")) for key in sorted(error.extra_fields))
        keys = ", ".join(repr(field.name) for field in fields(cast("Any", TYPES[name])))
        yield f"key {extra} is unknown. {_article(name)} has the keys {keys}"
    else:
        yield f"{f'key {at!r}: ' if at else ''}{str(error).rstrip('.') or type(error).__name__}"


def _article(name: str) -> str:
    return f"An {name}" if name[0] in "ae" else f"A {name}"


def _name_of(kind: type) -> str | None:
    return next((name for name, known in TYPES.items() if known is kind), None)
