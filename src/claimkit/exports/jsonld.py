"""Records as JSON-LD in the words of schema.org, for pages, search engines and knowledge graphs.

An article is a ``NewsArticle``; what it quotes word for word is a ``Quotation`` (https://schema.org/Quotation), what it
reports in its own words a ``Claim`` (https://schema.org/Claim). A group of a comparison is a ``Claim`` whose
``appearance`` lists where it stands. Whom an article names as the speaker is ``author`` of a claim, and
``spokenByCharacter`` of a quotation, which schema.org defines as the one to whom the work attributes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from claimkit.errors import InputError
from claimkit.records import Article, Comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimkit.records import Json, Quote, QuoteGroup, Speaker, SpeakerIdentity

_CONTEXT = "https://schema.org"


def to_jsonld(record: Article | Comparison) -> dict[str, Json]:
    """The record as a JSON-LD object; ``json.dumps`` makes a text of it.

    Args:
        record: An article with its quotes, or a comparison; of the latter, articles, groups and speakers are nodes of
            one graph, and they refer to each other by ``@id``: the address of the article, or ``#`` and its id
            where it has none, or shares it with another.

    Returns:
        A value of JSON. Keys for which the record has nothing are left out; confidence, offsets and evidence have no
        place in schema.org and stay behind.

    Raises:
        InputError: Something else was passed.

    >>> from claimkit.records import Quote, Span, Speaker
    >>> text = "“Rain,” said Ada Brandt."
    >>> content, bare = (Span.of(text, 0, 7),), (Span.of(text, 1, 6),)
    >>> quote = Quote("q1", content, bare, "direct", speaker=Speaker("Ada Brandt", "person"))
    >>> node = to_jsonld(Article(text, "a1", outlet="The Harbor Post", quotes=(quote,)))
    >>> node["@type"], node["publisher"]["name"], node["hasPart"][0]["@id"]
    ('NewsArticle', 'The Harbor Post', '#a1/q1')
    >>> node["hasPart"][0]["spokenByCharacter"]
    {'@type': 'Person', 'name': 'Ada Brandt'}
    """
    if isinstance(record, Article):
        return {"@context": _CONTEXT, **_article(record, _id_of(record))}
    if isinstance(record, Comparison):
        articles = {article.id: article for article in record.articles}
        pages = Counter(article.url for article in record.articles)
        names = {article.id: _id_of(article, is_only=pages[article.url] == 1) for article in record.articles}
        speaking = _speaking_in(record)
        nodes = [
            *(_article(article, names[article.id], speaking) for article in record.articles),
            *(_group(group, articles, names) for group in record.groups),
            *map(_identity, record.speakers),
        ]
        return {"@context": _CONTEXT, "@graph": nodes}
    message = f"{type(record).__name__!r} has no form in JSON-LD here. Pass an article or a comparison."
    raise InputError(message)


Speaking = Mapping[tuple[str, str], list[str]]
"""The ids of those who speak, by article and quote."""


def _speaking_in(comparison: Comparison) -> Speaking:
    speaking: dict[tuple[str, str], list[str]] = {}
    for speaker in comparison.speakers:
        for key in dict.fromkeys(speaker.quotes):
            speaking.setdefault(key, []).append(speaker.id)
    return speaking


def _article(article: Article, name: str, speaking: Speaking = MappingProxyType({})) -> dict[str, Json]:
    return _with_content(
        {
            "@type": "NewsArticle",
            "@id": name,
            "identifier": article.id,
            "headline": article.title,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "datePublished": article.published,
            "url": article.url,
            "hasPart": [_quote(quote, article, name, speaking) for quote in article.quotes],
        }
    )


def _quote(quote: Quote, article: Article, name: str, speaking: Speaking) -> dict[str, Json]:
    reported = quote.kind == "indirect"
    return _with_content(
        {
            "@type": "Claim" if reported else "Quotation",
            "@id": _id_of_quote(name, quote.id),
            "text": quote.text,
            "author" if reported else "spokenByCharacter": _speaker(
                quote.speaker, speaking.get((article.id, quote.id), ())
            ),
            "isPartOf": {"@id": _id_of_quote(name, quote.inside) if quote.inside else name},
        }
    )


def _group(group: QuoteGroup, articles: Mapping[str, Article], names: Mapping[str, str]) -> dict[str, Json]:
    first = group.members[0]
    dated = articles[first.article].published_at is not None
    return _with_content(
        {
            "@type": "Claim",
            "@id": f"#{group.id}",
            "text": group.wording,
            "author": _speaker(group.fullest.quote.speaker),
            "firstAppearance": {"@id": _id_of_quote(names[first.article], first.quote.id)} if dated else None,
            "appearance": [{"@id": _id_of_quote(names[member.article], member.quote.id)} for member in group.members],
        }
    )


def _identity(speaker: SpeakerIdentity) -> dict[str, Json]:
    """A person or body across articles, with what a knowledge base calls them."""
    return _with_content(
        {
            "@type": "Organization" if speaker.type == "org" else "Person",
            "@id": f"#{speaker.id}",
            "name": speaker.name,
            "alternateName": [name for name in speaker.spellings if name != speaker.name],
            "jobTitle": list(speaker.roles) if speaker.type != "org" else None,
            "identifier": speaker.entry,
            "sameAs": speaker.same_as,
        }
    )


def _speaker(speaker: Speaker, identities: Sequence[str] = ()) -> dict[str, Json] | None:
    """A person or body as one article has it; somebody who is not named has a description in place of a name.

    With one identity across articles it has that one's ``@id``.
    """
    if not speaker.name:
        return None
    return _with_content(
        {
            "@type": "Organization" if speaker.type == "org" else "Person",
            "@id": f"#{identities[0]}" if len(identities) == 1 else None,
            "description" if speaker.type == "unnamed" else "name": speaker.name,
            "jobTitle": speaker.role if speaker.type != "org" else None,
        }
    )


def _id_of(article: Article, *, is_only: bool = True) -> str:
    """The address of an article, if it is the only one there: quotes of Quotebank come as an article each."""
    return article.url if article.url and is_only else f"#{_encoded(article.id)}"


def _id_of_quote(name: str, quote: str) -> str:
    return f"{name}{'/' if '#' in name else '#'}{_encoded(quote)}"


def _encoded(identity: str) -> str:
    return percent_encoded(identity, safe="", errors="replace")


def _with_content(node: dict[str, Json]) -> dict[str, Json]:
    """The node without keys that have nothing."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
