"""The quotes of a collection where they stand, as columns, and the articles that they stand in."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING

from claimkit.comparison.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimkit.comparison.people import People
    from claimkit.records import Article, Quote

Key = tuple[str, str]
"""Id of an article and id of a quote in it."""

SECONDS = 86400.0  # a day


class Occurrences:
    """Numbers quotes from 0, in order of input; one without words has no number.

    Args:
        people: Numbers their speakers.

    Attributes:
        articles: The articles, in order of input.
        wordings: What is said.
        quotes: Each quote.
        article: The number of its article.
        wording: The number of its wording.
        person: The number of its speaker.
        day: When it was published, in days; not a number if no date is known.
        reported: Whether it is reported speech.
        has_inner: Whether a quote stands inside another one somewhere.
        has_reported: Whether there is reported speech.
    """

    def __init__(self, people: People) -> None:
        self.articles: list[Article] = []
        self.wordings = Wordings()
        self.quotes: list[Quote] = []
        self.article = array("i")
        self.wording = array("i")
        self.person = array("i")
        self.day = array("d")
        self.reported = array("b")
        self.has_inner = False
        self.has_reported = False
        self._people = people
        self._before = array("i")
        self._last = array("i")

    def add(self, articles: Iterable[Article]) -> tuple[Sequence[int], frozenset[int]]:
        """Take in articles.

        Returns:
            The wordings that are new or occur once more, in order; and those of which another text stands for them.
        """
        texts: dict[str, int] = {}
        days: dict[str | None, float] = {}
        quotes: list[Quote] = []
        article_of, text_of, person_of = array("i"), array("i"), array("i")
        day_of, reported = array("d"), array("b")
        person = self._people.number
        for article in articles:
            number = len(self.articles)
            self.articles.append(article)
            published = article.published
            day = days.get(published)
            if day is None:
                moment = article.published_at
                day = days[published] = moment.timestamp() / SECONDS if moment else math.nan
            # All that is asked of a quote is asked at once: to fetch each of millions from memory takes longest.
            for quote in article.quotes:
                quotes.append(quote)
                article_of.append(number)
                day_of.append(day)
                text_of.append(texts.setdefault(quote.text, len(texts)))
                person_of.append(person(quote.speaker))
                reported.append(quote.kind == "indirect")
                if quote.inside is not None:
                    self.has_inner = True
        numbers, renewed = self.wordings.add(list(texts))
        self._last.extend([-1] * (len(self.wordings) - len(self._last)))
        self.has_reported = self.has_reported or any(reported)
        wording_of = [numbers[text] for text in text_of]
        has_words = [wording >= 0 for wording in wording_of]
        quotes, wording_of = list(compress(quotes, has_words)), list(compress(wording_of, has_words))
        before, last = self._before, self._last
        for number, wording in enumerate(wording_of, len(self.quotes)):
            before.append(last[wording])
            last[wording] = number
        self.quotes += quotes
        self.wording.extend(wording_of)
        self.article.extend(compress(article_of, has_words))
        self.day.extend(compress(day_of, has_words))
        self.person.extend(compress(person_of, has_words))
        self.reported.extend(compress(reported, has_words))
        return sorted(set(wording_of)), renewed

    def only(self, wording: int) -> int | None:
        """The occurrence of a wording, if it has just one."""
        number = self._last[wording]
        return number if self._before[number] < 0 else None

    def of(self, wording: int) -> Iterator[int]:
        """The occurrences of a wording, the latest first."""
        number = self._last[wording]
        while number >= 0:
            yield number
            number = self._before[number]

    def in_article(self, number: int) -> range:
        """The quotes of an article, by its number."""
        return range(bisect_left(self.article, number), bisect_left(self.article, number + 1))

    def key(self, number: int) -> Key:
        """Id of the article and id of the quote."""
        return self.articles[self.article[number]].id, self.quotes[number].id
