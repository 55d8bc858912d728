"""The comparator: articles with their quotes in, the quotes that they share out.

Orchestrates the folder: wordings are normalised (`normalisation`), candidates found by shared phrases and rare words
(`candidates`), each pair judged by its alignment and speakers (`matching`, `alignment`, `verdict`, `compatibility`),
verified pairs grouped without chaining (`grouping`), and each member laid against the fullest wording (`membership`,
`differences`). Groups never reach beyond nodes that links connect; so what is added later changes only the groups that
its links lead to, and `changes` tells which.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from os import PathLike
from typing import TYPE_CHECKING

from attrs import evolve

from claimkit.comparison.changes import Changes, keys_of, named
from claimkit.comparison.compatibility import SpeakerTest, compatible, test_with
from claimkit.comparison.engines import engine_of
from claimkit.comparison.grouping import Link, stars
from claimkit.comparison.matching import Matching, Settings, Update, judge_both
from claimkit.comparison.membership import group_of
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.renderings import Meaning, network_meaning
from claimkit.comparison.verdict import Verdict, agreement
from claimkit.errors import InputError
from claimkit.records import Article, Comparison, Quote, QuoteGroup
from claimkit.registry import SpeakerRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import IO, Self

    from claimkit.comparison.candidates import CandidateSource
    from claimkit.comparison.changes import Key
    from claimkit.comparison.engines import Engine, EngineName
    from claimkit.registry import KnowledgeBase


class Comparator:
    """Groups the quotes of the articles that are added to it.

    Args:
        min_confidence: Least confidence of a member; what is below stays out of its group.
        paraphrases: Whether reported speech may join the quote that it renders in other words.
        window_days: Days between publications after which a match counts as little as one of two different speakers;
            ``float("inf")`` for no limit.
        speakers: Tells whether two speakers can be one.
        registry: Aliases and a knowledge base, which go before ``speakers``; the comparator adds its articles to it.
        meaning: Gives the vectors by which reported speech finds the quote that it renders in other words (see
            `claimkit.comparison.renderings`); ``None`` to go by shared words alone.
        proposals: A further source of candidate pairs, for instance an index of sentence vectors; what it proposes is
            judged like any other pair.
        engine: Where pairs are looked for when many articles come at once: ``"memory"``, ``"duckdb"`` or ``"spark"``,
            or one of `claimkit.comparison.engines` with settings of its own. The groups are the same.
        memory_limit: What the engine ``"duckdb"`` may use to find candidates: ``"2GB"``.

    >>> from claimkit.records import Quote, Span, Speaker
    >>> def article(id, outlet, said):
    ...     span = Span.of(said, 0, len(said))
    ...     quote = Quote("q1", (span,), (span,), "direct", speaker=Speaker("Ada Brandt", "person"))
    ...     return Article(said, id=id, outlet=outlet, quotes=(quote,))
    >>> comparator = Comparator()
    >>> first = article("a", "Vell Courier", "The bridge will never be rebuilt in my time, we all know it")
    >>> second = article("b", "Ostmark Daily", "the bridge will never be rebuilt ... we all know it")
    >>> comparator.add([first])
    Changes(new=(), joined=(), left=(), merged=(), split=(), gone=())
    >>> changes = comparator.add([second])
    >>> len(changes.new), changes.joined
    (1, ())
    >>> [(member.outlet, member.relation) for member in comparator.comparison().groups[0].members]
    [('Vell Courier', 'fullest'), ('Ostmark Daily', 'cut')]
    """

    def __init__(  # noqa: PLR0913 - one parameter a setting
        self,
        *,
        min_confidence: float = 0.0,
        paraphrases: bool = True,
        window_days: float = 60.0,
        speakers: SpeakerTest = compatible,
        registry: SpeakerRegistry | None = None,
        meaning: Meaning | None = network_meaning,
        proposals: CandidateSource | None = None,
        engine: EngineName | Engine = "memory",
        memory_limit: str | None = None,
    ) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            message = f"min_confidence is {min_confidence!r}, but it is a probability. Give a number from 0 to 1."
            raise InputError(message)
        if not window_days >= 0.0:
            message = f"window_days is {window_days!r}, but it is a time span. Give days, or float('inf') for no limit."
            raise InputError(message)
        self.registry = registry if registry is not None else SpeakerRegistry()
        self._revision = self.registry.revision
        test = test_with(self.registry, speakers)
        self._settings = Settings(
            test, min_confidence, paraphrases, window_days, proposals, meaning, engine_of(engine, memory_limit)
        )
        self._articles: dict[str, Article] = {}
        self._place: dict[str, int] = {}
        self._matching = Matching(self._settings)
        self._groups: dict[str, QuoteGroup] = {}
        self._group_of: dict[int, str] = {}

    def add(self, articles: Iterable[Article]) -> Changes:
        """Add articles, and tell what that changed.

        The order and the portions in which articles come make no difference to the groups. Only what the new quotes
        touch is computed anew, so that adding one article takes milliseconds; with ``proposals``, all is.
        Ids of groups last as `claimkit.comparison.changes` tells; they may depend on the order.

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
        for identity in fresh:
            self._place[identity] = len(self._place)
        self._articles.update(fresh)
        for article in fresh.values():
            self.registry.add(article)
        with _uncollected():
            if self._revision == self.registry.revision:
                return self._regroup(self._matching.add(tuple(fresh.values())))
            return self._begin_anew()

    def _begin_anew(self) -> Changes:
        """Compare all articles again: the user has said more of who is who."""
        self._revision = self.registry.revision
        former = {identity: keys_of(group) for identity, group in self._groups.items()}
        self._matching = Matching(self._settings)
        self._groups, self._group_of = {}, {}
        self._regroup(self._matching.add(tuple(self._articles.values())))
        return self._rename(former)

    def _regroup(self, update: Update) -> Changes:
        """Group anew the nodes that an update reaches."""
        reached: set[int] = set()
        found: list[tuple[list[int], QuoteGroup]] = []
        for node in update.touched:
            if node in reached:
                continue
            component = self._matching.component_of(node)
            reached.update(component)
            found.extend(self._groups_in(component))
        stale = {self._group_of.pop(node) for node in update.removed | reached if node in self._group_of}
        before = {identity: keys_of(self._groups.pop(identity)) for identity in stale}
        groups, changes = named(before, [group for _, group in found], self._groups)
        for (star, _), group in zip(found, groups, strict=True):
            self._groups[group.id] = group
            self._group_of.update((node, group.id) for node in star)
        return changes

    def _groups_in(self, component: Sequence[int]) -> Iterator[tuple[list[int], QuoteGroup]]:
        """The groups of nodes that are linked to each other and to no other, each with its nodes."""
        matching = self._matching
        if len(component) == 1 and matching.nodes[component[0]].articles == 1:
            return
        number = {node: position for position, node in enumerate(component)}
        verified: dict[tuple[int, int], Link | None] = {}

        def verify(one: int, other: int) -> Link | None:
            pair = (min(one, other), max(one, other))
            if pair not in verified:
                verified[pair] = matching.link(component[one], component[other])
            return verified[pair]

        found = stars(
            {
                (number[one], number[other]): link
                for one in component
                for other, link in matching.neighbours[one].items()
                if number[one] < number[other]
            },
            fullness=[matching.fullness[matching.nodes[node].form] for node in component],
            size=[matching.nodes[node].articles for node in component],
            verify=verify,
            admits=lambda members, node: matching.admits([component[member] for member in members], component[node]),
        )
        for star in found:
            nodes = [component[position] for position in star]
            group = group_of(nodes, matching, place=self._place, settings=self._settings)
            if group:
                yield nodes, group

    def comparison(self) -> Comparison:
        """The articles so far, the quotes that they share, those in most articles first, and who speaks in them."""
        if self._revision != self.registry.revision:
            self._begin_anew()
        shared = sorted(self._groups.values(), key=lambda group: (-len({m.article for m in group.members}), group.id))
        return Comparison(tuple(self._articles.values()), tuple(shared), self.registry.identities())

    def save(self, target: str | PathLike[str] | IO[str]) -> None:
        """Write articles, settings, aliases and ids of groups to one file of JSON Lines; a name in ``.gz`` is packed.

        ``speakers``, ``proposals`` and a knowledge base are functions, and are not written: give them to `load` again.
        """
        from claimkit.comparison.saving import Saved, lines_to_save
        from claimkit.exports import write_jsonl

        settings = self._settings
        saved = Saved(
            settings.min_confidence,
            settings.paraphrases,
            settings.window_days,
            list(self._articles.values()),
            {identity: keys_of(group) for identity, group in self._groups.items()},
            self.registry.aliases,
            self.registry.distinct,
            self.registry.window_days,
        )
        write_jsonl(lines_to_save(saved), target)

    @classmethod
    def load(
        cls,
        source: str | PathLike[str] | IO[str] | IO[bytes],
        *,
        speakers: SpeakerTest = compatible,
        knowledge: KnowledgeBase | None = None,
        meaning: Meaning | None = network_meaning,
        proposals: CandidateSource | None = None,
    ) -> Self:
        """The comparator that `save` wrote, with its groups and their ids.

        Raises:
            InputError: The file was not written by `save`, or by a newer claimkit; or it is damaged.
        """
        from claimkit.comparison.saving import read_saved

        saved = read_saved(source)
        comparator = cls(
            min_confidence=saved.min_confidence,
            paraphrases=saved.paraphrases,
            window_days=saved.window_days,
            speakers=speakers,
            registry=SpeakerRegistry(
                aliases=saved.aliases, distinct=saved.distinct, knowledge=knowledge, window_days=saved.story_days
            ),
            meaning=meaning,
            proposals=proposals,
        )
        comparator.add(saved.articles)
        comparator._rename(saved.groups)
        return comparator

    def _rename(self, former: Mapping[str, AbstractSet[Key]]) -> Changes:
        """Give the groups the ids that they inherit from former ones; what changed since these."""
        old = list(self._groups.items())
        groups, changes = named(former, [group for _, group in old], ())
        renamed = {identity: group.id for (identity, _), group in zip(old, groups, strict=True)}
        self._groups = {group.id: group for group in groups}
        self._group_of = {node: renamed[identity] for node, identity in self._group_of.items()}
        return changes

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
        verdict = judge_both(
            agreement(fuller, lesser),
            fuller,
            lesser,
            speakers=(quote.speaker, other_quote.speaker),
            days=abs(moments[0] - moments[1]).total_seconds() / 86400 if moments[0] and moments[1] else None,
            reported="indirect" in (quote.kind, other_quote.kind),
            settings=self._settings,
            rendered=self._matching.rendered(quote.text, other_quote.text),
        )
        said = self.registry.said_of(quote.speaker, other_quote.speaker)
        return evolve(verdict, reasons=(*verdict.reasons, said[1])) if said else verdict

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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: it would walk through millions of records, again and again, and none is circular."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compare(  # noqa: PLR0913 - one parameter a setting
    articles: Iterable[Article] | str | PathLike[str],
    *,
    min_confidence: float = 0.0,
    paraphrases: bool = True,
    window_days: float = 60.0,
    speakers: SpeakerTest = compatible,
    registry: SpeakerRegistry | None = None,
    meaning: Meaning | None = network_meaning,
    engine: EngineName | Engine = "memory",
    memory_limit: str | None = None,
) -> Comparison:
    """The quotes that articles share, grouped, with what each outlet changed.

    Args:
        articles: Articles that were read, with their quotes, each with an id of its own; or the path of a file of JSON
            Lines that `claimkit.write_jsonl` wrote.
        min_confidence: Least confidence of a member; what is below stays out of its group.
        paraphrases: Whether reported speech may join the quote that it renders in other words.
        window_days: Days between publications after which a match counts as little as one of two different speakers.
        speakers: Tells whether two speakers can be one.
        registry: Aliases and a knowledge base, which go before ``speakers``.
        meaning: Gives the vectors by which reported speech finds the quote that it renders; ``None`` for without.
        engine: Where pairs are looked for: ``"memory"``, ``"duckdb"`` or ``"spark"``; see `Comparator`.
        memory_limit: What the engine ``"duckdb"`` may use to find candidates: ``"2GB"``.

    Raises:
        InputError: Two articles have the same id, or an option is out of range.
        MissingExtra: The package of the engine is not installed.

    >>> compare([]).groups
    ()
    """
    comparator = Comparator(
        min_confidence=min_confidence,
        paraphrases=paraphrases,
        window_days=window_days,
        speakers=speakers,
        registry=registry,
        meaning=meaning,
        engine=engine,
        memory_limit=memory_limit,
    )
    if isinstance(articles, (str, PathLike)):
        from claimkit.exports import read_jsonl

        comparator.add(read_jsonl(articles))
    else:
        comparator.add(articles)
    return comparator.comparison()
