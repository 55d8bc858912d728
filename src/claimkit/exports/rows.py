"""Flat rows for spreadsheets, pandas and databases: one row a quote, a member of a group, or a speaker.

The columns are the same in every row and named by the words of the records, so that
``pandas.DataFrame(to_rows(articles))`` and `csv.DictWriter` need nothing else.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING

from claimkit.errors import InputError, MissingExtra
from claimkit.records import Article, Comparison, Member, Quote, QuoteGroup, SpeakerIdentity

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, str | int | float | bool | None]
"""One row: column -> plain value; ``None`` where the record has none."""

Rowable = Article | QuoteGroup | Comparison | Iterable[Article] | Iterable[QuoteGroup] | Iterable[SpeakerIdentity]
"""What has rows: articles (a row a quote), groups (a row a member), a comparison (its articles, with the ids of groups
and speakers), and the speakers of a comparison (a row each)."""

_QUOTE = ("quote", "kind", "act", "negated", "text", "start", "end", "cue", "source", "speaker", "speaker_type", "role")
_CHAIN = ("inside", "depth")

QUOTE_COLUMNS = ("article", "outlet", "published", *_QUOTE, "confidence", "group", "identity", "entry", *_CHAIN)
"""The columns of a row that is a quote.

Of a comparison, ``group`` is the id of the group, ``identity`` that of the speaker across articles, and ``entry`` what
a knowledge base calls them; where several speak together, their ids have a blank between them. ``inside`` is the id of
the quote in whose words a quote stands, and ``depth`` how many it stands inside.
"""

SPEAKER_COLUMNS = tuple("identity name type role spellings roles articles quotes entry same_as reasons".split())
"""The columns of a row that is a speaker; ``articles`` and ``quotes`` are how many, ``role`` the most frequent one."""

MEMBER_COLUMNS = (
    *("group", "wording", "article", "outlet", "published", "relation", "confidence"),
    *_QUOTE,
    *("flags", "origin", "origin_confidence", "conflicts"),
    *_CHAIN,
    "reasons",
)
"""The columns of a row that is a member of a group.

``confidence`` is that of the membership, and ``reasons`` what it rests on; ``flags`` what the outlet changed of the
meaning; ``origin`` the outlet or agency that the group goes back to, if that is known; ``conflicts`` what the outlets
of the group disagree on.
"""


def to_rows(records: Rowable) -> list[Row]:
    """Flat rows.

    Args:
        records: Articles or a comparison give one row a quote, in order of input and text (`QUOTE_COLUMNS`); groups
            give one row a member (`MEMBER_COLUMNS`): ``to_rows(comparison.groups)``; speakers across articles give
            a row each (`SPEAKER_COLUMNS`): ``to_rows(comparison.speakers)``.

    Returns:
        The rows; ``text`` is the quote without quotation marks, ``start`` and ``end`` are offsets into the article,
        ``group`` is the id of the quote's group or ``None``.

    Raises:
        InputError: Something else was passed, or articles mixed with groups.

    >>> from claimkit.records import Article, Quote, Span
    >>> rain = Span(0, 4, "Rain")
    >>> article = Article("Rain, she said.", "a", quotes=(Quote("q1", (rain,), (rain,), "indirect"),))
    >>> [(row["article"], row["quote"], row["text"]) for row in to_rows(article)]
    [('a', 'q1', 'Rain')]
    """
    return list(_rows(records))


def to_dataframe(records: Rowable) -> pd.DataFrame:
    """The rows of `to_rows` as a DataFrame; without any row it still has the columns of quotes.

    Raises:
        MissingExtra: pandas is not installed.

    >>> to_dataframe([]).shape
    (0, 21)
    """
    try:
        import pandas as pd
    except ImportError as error:
        package = "pandas"
        raise MissingExtra(package, extra="notebook", purpose="for DataFrames") from error
    rows = to_rows(records)
    return pd.DataFrame(rows, columns=list(_columns(next(iter(rows), None), records)))


def write_csv(records: Rowable, target: str | PathLike[str] | IO[str], *, excel: bool = False) -> int:
    """Writes the rows of `to_rows` as CSV with a header, and returns how many.

    Args:
        records: See `to_rows`; of a generator of articles, one at a time is in memory.
        target: A path, or a file that is open for text with ``newline=""``.
        excel: For spreadsheets: a path is written with a byte order mark, without which Excel garbles accents, and
            texts that a spreadsheet would run as a formula (``=``, ``+``, ``-``, ``@``) get an apostrophe in front.

    >>> import sys
    >>> write_csv([], sys.stdout)
    article,outlet,published,quote,kind,act,negated,text,start,end,cue,source,speaker,speaker_type,role,confidence,group,identity,entry,inside,depth
    0
    """
    rows = _rows(records)
    first = next(rows, None)
    written = 0
    with _opened(target, "utf-8-sig" if excel else "utf-8") as file:
        writer = csv.DictWriter(file, _columns(first, records), lineterminator="\n")
        writer.writeheader()
        for row in chain((first,) if first else (), rows):
            writer.writerow(_safe_in_spreadsheets(row) if excel else row)
            written += 1
    return written


@contextmanager
def _opened(target: str | PathLike[str] | IO[str], encoding: str) -> Iterator[IO[str]]:
    if not isinstance(target, str | PathLike):
        yield target
        return
    with Path(target).open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        yield file


def _rows(records: Rowable) -> Iterator[Row]:
    if isinstance(records, Comparison):
        return _quote_rows(records.articles, _groups_of(records), _identities_of(records))
    if isinstance(records, Article):
        return _quote_rows((records,), {}, {})
    if isinstance(records, QuoteGroup):
        return _member_rows((records,))
    if isinstance(records, str) or not isinstance(records, Iterable):
        raise _no_rows(records)
    items = iter(records)
    first = next(items, None)
    if first is None:
        return iter(())
    if isinstance(first, QuoteGroup):
        return _member_rows(chain((first,), items))  # type: ignore[arg-type]  # checked there, item by item
    if isinstance(first, SpeakerIdentity):
        return _speaker_rows(chain((first,), items))  # type: ignore[arg-type]
    return _quote_rows(chain((first,), items), {}, {})  # type: ignore[arg-type]


def _quote_rows(
    articles: Iterable[Article],
    groups: dict[tuple[str, str], str],
    identities: Mapping[tuple[str, str], Sequence[SpeakerIdentity]],
) -> Iterator[Row]:
    for article in articles:
        if not isinstance(article, Article):
            raise _no_rows(article)
        for quote in article.quotes:
            speaking = identities.get((article.id, quote.id), ())
            yield {
                "article": article.id,
                "outlet": article.outlet,
                "published": article.published,
                **_quote_values(quote),
                "confidence": quote.confidence,
                "group": groups.get((article.id, quote.id)),
                "identity": " ".join(each.id for each in speaking) or None,
                "entry": " ".join(each.entry for each in speaking if each.entry) or None,
                "inside": quote.inside,
                "depth": quote.depth,
            }


def _speaker_rows(speakers: Iterable[SpeakerIdentity]) -> Iterator[Row]:
    for speaker in speakers:
        if not isinstance(speaker, SpeakerIdentity):
            raise _no_rows(speaker)
        yield {
            "identity": speaker.id,
            "name": speaker.name,
            "type": speaker.type,
            "role": speaker.roles[0] if speaker.roles else None,
            "spellings": "; ".join(speaker.spellings),
            "roles": "; ".join(speaker.roles) or None,
            "articles": len(speaker.articles),
            "quotes": len(speaker.quotes),
            "entry": speaker.entry,
            "same_as": speaker.same_as,
            "reasons": "; ".join(reason.reason for reason in speaker.evidence) or None,
        }


def _member_rows(groups: Iterable[QuoteGroup]) -> Iterator[Row]:
    for group in groups:
        if not isinstance(group, QuoteGroup):
            raise _no_rows(group)
        for member in group.members:
            yield {
                "group": group.id,
                "wording": group.wording,
                "article": member.article,
                "outlet": member.outlet,
                "published": member.published,
                "relation": member.relation,
                "confidence": member.confidence,
                **_quote_values(member.quote),
                "flags": "; ".join(flag.reason for flag in member.flags) or None,
                "origin": group.origin.outlet if group.origin else None,
                "origin_confidence": group.origin.confidence if group.origin else None,
                "conflicts": "; ".join(group.conflicts) or None,
                "inside": member.quote.inside,
                "depth": member.quote.depth,
                "reasons": "; ".join(_reasons(member)) or None,
            }


def _reasons(member: Member) -> Iterator[str]:
    """Why it is a member, with the words that a reason is about; what touches the meaning is among the flags."""
    flags = member.flags
    for item in member.evidence:
        if item not in flags:
            yield f"{item.reason}: {item.span.text}" if item.span else item.reason


def _quote_values(quote: Quote) -> Row:
    return {
        "quote": quote.id,
        "kind": quote.kind,
        "act": quote.act,
        "negated": quote.negated,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "cue": quote.cue.text if quote.cue else None,
        "source": quote.source.text if quote.source else None,
        "speaker": quote.speaker.name or None,
        "speaker_type": quote.speaker.type,
        "role": quote.speaker.role,
    }


def _groups_of(comparison: Comparison) -> dict[tuple[str, str], str]:
    return {(member.article, member.quote.id): group.id for group in comparison.groups for member in group.members}


def _identities_of(comparison: Comparison) -> dict[tuple[str, str], list[SpeakerIdentity]]:
    found: dict[tuple[str, str], list[SpeakerIdentity]] = {}
    for speaker in comparison.speakers:
        for key in dict.fromkeys(speaker.quotes):
            found.setdefault(key, []).append(speaker)
    return found


def _columns(first: Row | None, records: Rowable) -> tuple[str, ...]:
    if first is not None:
        return tuple(first)
    return MEMBER_COLUMNS if isinstance(records, QuoteGroup) else QUOTE_COLUMNS


def _safe_in_spreadsheets(row: Row) -> Row:
    """Article text is somebody else's: a cell that begins like a formula is run by a spreadsheet when it is opened."""
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
        for key, value in row.items()
    }


def _no_rows(given: object) -> InputError:
    return InputError(
        f"No rows for {type(given).__name__!r} here. Pass articles, a comparison, groups only, or speakers only: "
        "to_rows(comparison), to_rows(comparison.groups), to_rows(comparison.speakers)."
    )
