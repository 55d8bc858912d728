"""The comparator: articles with their quotes in, the quotes that they share out.

Orchestrates the folder: wordings are normalised (`normalisation`), candidates found by shared phrases and rare words
(`candidates`), each pair judged by its alignment and speakers (`matching`, `alignment`, `verdict`, `compatibility`),
verified pairs grouped without chaining (`grouping`), and each member laid against the fullest wording (`membership`,
`differences`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.comparison.compatibility import SpeakerTest, compatible
from claimkit.comparison.grouping import stars
from claimkit.comparison.matching import Matching, Settings, judge_both
from claimkit.comparison.membership import group_of
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.verdict import Verdict, agreement
from claimkit.errors import InputError
from claimkit.records import Article, Comparison, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimkit.comparison.candidates import CandidateSource


class Comparator:
    """Groups the quotes of the articles that are added to it.

    Args:
        min_confidence: Least confidence of a member; what is below stays out of its group.
        paraphrases: Whether reported speech may join the quote that it renders in other words.
        window_days: Days between publications after which a match counts as little as one of two different speakers;
            ``float("inf")`` for no limit.
        speakers: Tells whether two speakers can be one.
        proposals: A further source of candidate pairs, for instance an index of sentence vectors; what it proposes is
            judged like any other pair.

    >>> from claimkit.records import Quote, Span, Speaker
    >>> def article(id, outlet, said):
    ...     span = Span.of(said, 0, len(said))
    ...     quote = Quote("q1", (span,), (span,), "direct", speaker=Speaker("Ada Brandt", "person"))
    ...     return Article(said, id=id, outlet=outlet, quotes=(quote,))
    >>> comparator = Comparator()
    >>> comparator.add([article("a", "Vell Courier", "The bridge will never be rebuilt in my time, we all know it")])
    >>> comparator.add([article("b", "Ostmark Daily", "the bridge will never be rebuilt ... we all know it")])
    >>> [(member.outlet, member.relation) for member in comparator.comparison().groups[0].members]
    [('Vell Courier', 'fullest'), ('Ostmark Daily', 'cut')]
    """

    def __init__(
        self,
        *,
        min_confidence: float = 0.0,
        paraphrases: bool = True,
        window_days: float = 60.0,
        speakers: SpeakerTest = compatible,
        proposals: CandidateSource | None = None,
    ) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            message = f"min_confidence is {min_confidence!r}, but it is a probability. Give a number from 0 to 1."
            raise InputError(message)
        if not window_days >= 0.0:
            message = f"window_days is {window_days!r}, but it is a time span. Give days, or float('inf') for no limit."
            raise InputError(message)
        self._settings = Settings(speakers, min_confidence, paraphrases, window_days, proposals)
        self._articles: dict[str, Article] = {}

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles; the order and the portions in which they come make no difference to the groups.

        Raises:
            InputError: Two articles have the same id; then none of ``articles`` is added.
        """
        fresh: dict[str, Article] = {}
        for article in articles:
            if article.id in self._articles or article.id in fresh:
                message = (
                    f"Two articles have the id {article.id!r}, and a group refers to its articles by id. "
                    "Give each article an id of its own, for example its address or its number."
                )
                raise InputError(message)
            fresh[article.id] = article
        self._articles.update(fresh)

    def comparison(self) -> Comparison:
        """The articles so far and the quotes that they share, those in most articles first."""
        matching = Matching(self._articles.values(), self._settings)
        found = stars(
            matching.links(),
            fullness=[matching.weights[node.form] for node in matching.nodes],
            size=[node.articles for node in matching.nodes],
            verify=matching.link,
            admits=matching.admits,
        )
        place = {identity: position for position, identity in enumerate(self._articles)}
        groups = [group_of(star, matching, place=place, settings=self._settings) for star in found]
        shared = [group for group in groups if group]
        shared.sort(key=lambda group: (-len({member.article for member in group.members}), group.id))
        return Comparison(tuple(self._articles.values()), tuple(shared))

    def explain(self, one: tuple[str, str], other: tuple[str, str]) -> Verdict:
        """Why two quotes are one, or why they are not.

        Args:
            one: Id of an article and id of a quote in it.
            other: The same for the other quote.

        Raises:
            InputError: There is no such quote.
        """
        article, quote = self._find(*one)
        other_article, other_quote = self._find(*other)
        left, right = normalise(quote.text), normalise(other_quote.text)
        fuller, lesser = (left, right) if left.fullness >= right.fullness else (right, left)
        moments = article.published_at, other_article.published_at
        return judge_both(
            agreement(fuller, lesser),
            fuller,
            lesser,
            speakers=(quote.speaker, other_quote.speaker),
            days=abs(moments[0] - moments[1]).total_seconds() / 86400 if moments[0] and moments[1] else None,
            reported="indirect" in (quote.kind, other_quote.kind),
            settings=self._settings,
        )

    def _find(self, article_id: str, quote_id: str) -> tuple[Article, Quote]:
        article = self._articles.get(article_id)
        for quote in article.quotes if article else ():
            if article and quote.id == quote_id:
                return article, quote
        message = (
            f"There is no quote {quote_id!r} in an article {article_id!r} here. "
            "Give (article.id, quote.id) of an article that was added."
        )
        raise InputError(message)


def compare(
    articles: Iterable[Article],
    *,
    min_confidence: float = 0.0,
    paraphrases: bool = True,
    window_days: float = 60.0,
    speakers: SpeakerTest = compatible,
) -> Comparison:
    """The quotes that articles share, grouped, with what each outlet changed.

    Args:
        articles: Articles that were read, with their quotes; each with an id of its own.
        min_confidence: Least confidence of a member; what is below stays out of its group.
        paraphrases: Whether reported speech may join the quote that it renders in other words.
        window_days: Days between publications after which a match counts as little as one of two different speakers.
        speakers: Tells whether two speakers can be one.

    Raises:
        InputError: Two articles have the same id, or an option is out of range.

    >>> compare([]).groups
    ()
    """
    comparator = Comparator(
        min_confidence=min_confidence, paraphrases=paraphrases, window_days=window_days, speakers=speakers
    )
    comparator.add(articles)
    return comparator.comparison()
