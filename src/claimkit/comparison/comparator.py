"""The comparator: articles with their quotes in, the quotes that they share out.

Orchestrates the folder: wordings are normalised (`normalisation`), candidates found by shared phrases and rare words
(`candidates`), each pair judged by its alignment and speakers (`matching`, `alignment`, `verdict`, `compatibility`),
verified pairs grouped without chaining (`grouping`), and each member laid against the fullest wording (`membership`,
`differences`). Groups never reach beyond nodes that links connect; so what is added later changes only the groups that
its links lead to, and `changes` tells which.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import contextmanager
from itertools import chain, count, filterfalse
from os import PathLike
from typing import TYPE_CHECKING

from attrs import evolve

from claimkit.comparison.changes import Changes, named
from claimkit.comparison.compatibility import SpeakerTest, compatible, test_with
from claimkit.comparison.engines import engine_of
from claimkit.comparison.grouping import Link, stars
from claimkit.comparison.headlines import RENDERS, with_headlines
from claimkit.comparison.matching import Matching, Settings, Update
from claimkit.comparison.membership import Outline, group_of, outline_of
from claimkit.comparison.on_demand import AllOnDemand, EachOnDemand
from claimkit.comparison.renderings import Meaning, network_meaning
from claimkit.comparison.verdict import Verdict
from claimkit.errors import InputError
from claimkit.records import Article, Comparison, Quote, SpeakerIdentity
from claimkit.registry import SpeakerRegistry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import IO, Self

    from claimkit.comparison.candidates import CandidateSource
    from claimkit.comparison.engines import Engine, EngineName
    from claimkit.comparison.occurrences import Key
    from claimkit.registry import KnowledgeBase

_NONE = -1
"""No revision of a registry: what rests on it is compared anew."""


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
        # Who is who is worked out when somebody asks, unless the registry is the user's, who may look at it any time.
        self._registry = registry if registry is not None else SpeakerRegistry()
        self._is_registry_given = registry is not None
        self._registered = 0
        self._revision = self._registry.revision
        self._test = speakers
        # What is said of names later must not change a comparison that was made before, so they are copied.
        knows = test_with(self._registry.like(), speakers)
        self._settings = Settings(
            knows, min_confidence, paraphrases, window_days, proposals, meaning, engine_of(engine, memory_limit)
        )
        self._articles: list[Article] = []
        self._place: dict[str, int] = {}
        self._matching = Matching(self._settings)
        self._outlines: dict[str, Outline] = {}
        self._group_of: dict[int, str] = {}

    @property
    def registry(self) -> SpeakerRegistry:
        """Who is who in the articles so far; what is said there of names goes before everything else."""
        self._register()
        return self._registry

    def _register(self) -> None:
        for article in self._articles[self._registered :]:
            self._registry.add(article)
        self._registered = len(self._articles)

    def add(self, articles: Iterable[Article]) -> Changes:
        """Add articles, and tell what that changed.

        The order and the portions in which articles come make no difference to the groups. Only what the new quotes
        touch is computed anew, so that adding one article takes milliseconds; with ``proposals``, all is.
        Ids of groups last as `claimkit.comparison.changes` tells; they may depend on the order.

        Whatever ends it early, be it the engine, ``meaning``, ``proposals`` or the user, none of ``articles`` is added,
        and they can be added again. What was there is then compared anew when it is next asked for.

        Raises:
            InputError: Two articles have the same id, or two quotes of one article; or something else than articles was
                given. Then none of ``articles`` is added.
        """
        fresh: dict[str, Article] = {}
        for article in _several(articles):
            if article.id in self._place or article.id in fresh:
                message = (
                    f"Two articles have the id {article.id!r}, and a group refers to its articles by id. "
                    "Give each article an id of its own, for example its address or its number."
                )
                raise InputError(message)
            _check_quotes(article)
            fresh[article.id] = article
        held = len(self._articles)
        try:
            self._place.update(zip(fresh, count(held), strict=False))
            self._articles.extend(fresh.values())
            with _uncollected():
                return self._take(tuple(fresh.values()))
        except BaseException:
            self._take_back(fresh, held)
            raise

    def _take(self, fresh: Sequence[Article]) -> Changes:
        """Compare articles that are new."""
        if self._is_outdated:
            return self._begin_anew()
        update = self._matching.add(fresh)
        if self._is_registry_given:
            self._register()
        return self._regroup(update)

    def _take_back(self, fresh: Iterable[str], held: int) -> None:
        """Forget the articles after so many, the fresh ones; links may have been made of them, and are all made anew.

        The groups are still those of before, and pass their ids on.
        """
        self._revision = _NONE
        del self._articles[held:]
        for identity in fresh:
            if self._place.get(identity, -1) >= held:
                del self._place[identity]
        self._registered = min(self._registered, held)

    @property
    def _is_outdated(self) -> bool:
        """Whether all must be compared anew: more was said of who is who, or adding was ended early."""
        return self._revision != self._registry.revision

    def _up_to_date(self) -> Matching:
        """What the groups rest on, compared anew where it is outdated."""
        if self._is_outdated:
            with _uncollected():
                self._begin_anew()
        return self._matching

    def _begin_anew(self) -> Changes:
        """Compare all articles again."""
        if self._is_registry_given:
            self._register()
        revision, former = self._registry.revision, self._members()
        kept = self._settings, self._matching, self._outlines, self._group_of
        try:
            self._settings = evolve(self._settings, speakers=test_with(self._registry.like(), self._test))
            self._matching = Matching(self._settings)
            self._outlines, self._group_of = {}, {}
            self._regroup(self._matching.add(self._articles))
            changes = self._rename(former)
        except BaseException:
            self._settings, self._matching, self._outlines, self._group_of = kept
            raise
        self._revision = revision
        return changes

    def _members(self) -> dict[str, frozenset[Key]]:
        """The members of each group, by article and quote."""
        occurrences = self._matching.occurrences
        return {identity: frozenset(outline.keys(occurrences)) for identity, outline in self._outlines.items()}

    def _regroup(self, update: Update) -> Changes:
        """Group anew the nodes that an update reaches."""
        occurrences = self._matching.occurrences
        reached: set[int] = set()
        found: list[Outline] = []
        for node in filterfalse(self._matching.stands_alone, update.touched):
            if node in reached:
                continue
            component = self._matching.component_of(node)
            reached.update(component)
            stars_in = list(self._stars_in(component)) if len(component) > 1 else [component]
            outlines = (
                outline_of(star, self._matching, self._settings, followers)
                for star, followers in with_headlines(stars_in, component, self._matching)
            )
            found.extend(outline for outline in outlines if outline)
        changing = reached, update.touched, update.removed
        gone = set(chain.from_iterable(self._group_of.keys() & nodes for nodes in changing))
        stale = {identity: self._outlines[identity] for identity in {self._group_of[node] for node in gone}}
        before = {identity: frozenset(outline.keys(occurrences)) for identity, outline in stale.items()}
        ids, changes = named(before, (outline.keys(occurrences) for outline in found), self._outlines)
        try:
            for node in gone:
                self._group_of.pop(node, None)
            for identity in stale:
                del self._outlines[identity]
            for identity, outline in zip(ids, found, strict=True):
                self._outlines[identity] = outline.called(identity)
                self._group_of.update((node, identity) for node in outline.nodes)
        except BaseException:
            for identity in ids:
                self._outlines.pop(identity, None)
            self._outlines.update(stale)
            raise
        return changes

    def _stars_in(self, component: Sequence[int]) -> Iterator[list[int]]:
        """The groups of nodes that are linked to each other and to no other, each as its nodes, the leader first."""
        matching = self._matching
        number = {node: position for position, node in enumerate(component)}
        verified: dict[tuple[int, int], Link | None] = {}

        def verify(one: int, other: int) -> Link | None:
            pair = (min(one, other), max(one, other))
            if pair not in verified:
                verified[pair] = matching.link(component[one], component[other])
            return verified[pair]

        found = stars(
            [{number[other]: link for other, link in matching.links_of(one).items()} for one in component],
            fullness=[matching.fullness(node) for node in component],
            size=[matching.nodes.articles[node] for node in component],
            verify=verify,
            admits=lambda members, node: matching.admits([component[member] for member in members], component[node]),
        )
        return ([component[position] for position in star] for star in found)

    def comparison(self) -> Comparison:
        """The articles so far, the quotes that they share, those in most articles first, and who speaks in them.

        Groups and speakers are made when they are looked at; what is added later does not change them.
        """
        with _uncollected():
            matching = self._up_to_date()
            outlines = sorted(self._outlines.values(), key=lambda outline: (-outline.articles, outline.id))
        settings = self._settings
        groups = EachOnDemand(len(outlines), lambda position: group_of(outlines[position], matching, settings))
        articles = tuple(self._articles)
        return Comparison(articles, groups, self._identities(articles))

    def group_of_each(self) -> dict[tuple[str, str], str]:
        """The id of the group of each quote that is in one, by the ids of its article and of itself.

        It makes no group, and so takes a second or two where going through all groups would take minutes.

        >>> Comparator().group_of_each()
        {}
        """
        key = self._up_to_date().occurrences.key
        return {key(number): identity for identity, each in self._outlines.items() for number in each.occurrences}

    def _identities(self, articles: Sequence[Article]) -> Sequence[SpeakerIdentity]:
        """Who speaks in the articles so far."""
        if self._is_registry_given:
            return self.registry.identities()
        revision, rules = self._registry.revision, self._registry.like()

        def identities() -> Sequence[SpeakerIdentity]:
            if len(articles) == len(self._articles) and revision == self._registry.revision:
                return self.registry.identities()
            for article in articles:
                rules.add(article)
            return rules.identities()

        return AllOnDemand(identities)

    def save(self, target: str | PathLike[str] | IO[str]) -> None:
        """Write articles, settings, aliases and ids of groups to one file of JSON Lines; a name in ``.gz`` is packed.

        ``speakers``, ``meaning``, ``proposals`` and a knowledge base are functions, and the engine is a matter of the
        machine; they are not written: give them to `load` again.
        """
        from claimkit.comparison.saving import Saved, lines_to_save
        from claimkit.exports import write_jsonl

        settings = self._settings
        saved = Saved(
            settings.min_confidence,
            settings.paraphrases,
            settings.window_days,
            list(self._articles),
            self._members(),
            self._registry.aliases,
            self._registry.distinct,
            self._registry.window_days,
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
        engine: EngineName | Engine = "memory",
        memory_limit: str | None = None,
    ) -> Self:
        """The comparator that `save` wrote, with its groups and their ids.

        Args:
            source: A path (``.gz`` is understood) or an open file.
            speakers: As `Comparator` takes it.
            knowledge: The knowledge base of the registry.
            meaning: As `Comparator` takes it.
            proposals: The same.
            engine: The same; all articles are compared anew, and it may be another one than before.
            memory_limit: The same.

        Raises:
            InputError: There is no such file; or it was not written by `save`, or by a newer claimkit, or is damaged.
            MissingExtra: The package of the engine is not installed.
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
            engine=engine,
            memory_limit=memory_limit,
        )
        comparator.add(saved.articles)
        comparator._rename(saved.groups)
        return comparator

    def _rename(self, former: Mapping[str, AbstractSet[Key]]) -> Changes:
        """Give the groups the ids that they inherit from former ones; what changed since these."""
        present = self._members()
        ids, changes = named(former, present.values(), ())
        renamed = dict(zip(present, ids, strict=True))
        self._outlines = {
            renamed[identity]: outline.called(renamed[identity]) for identity, outline in self._outlines.items()
        }
        self._group_of = {node: renamed[identity] for node, identity in self._group_of.items()}
        return changes

    def explain(self, one: tuple[str, str], other: tuple[str, str]) -> Verdict:
        """Why two quotes are one, or why they are not.

        The verdict is the one that the groups rest on: it is on the two wordings as each speaker said them, with the
        fullest name and the nearest two dates under which they were printed. The last reasons tell what became of it,
        where the two are in one group, or are not although they match.

        Args:
            one: Id of an article and id of a quote in it.
            other: The same for the other quote.

        Raises:
            InputError: There is no such quote.
        """
        quote, other_quote = self._find(one), self._find(other)
        matching = self._up_to_date()
        number, other_number = (
            matching.number_of(key, found.text) for key, found in ((one, quote), (other, other_quote))
        )
        if number is None or other_number is None:
            return Verdict(None, 0.0, ("too few words in common", "one of the two has no words"))
        if verdict := self._by_headline(number, other_number) or self._by_headline(other_number, number):
            return verdict
        verdict = matching.verdict_on(number, other_number)
        said = self._registry.said_of(quote.speaker, other_quote.speaker)
        outcome = self._outcome(verdict, number, other_number)
        return evolve(verdict, reasons=(*verdict.reasons, *([said[1]] if said else []), *outcome))

    def _by_headline(self, headline: int, other: int) -> Verdict | None:
        """Why a headline is one with what it renders of its own article, and with what that is one with."""
        matching = self._matching
        rendering = matching.headlines.rendering_of(headline)
        if rendering is None:
            return None
        if rendering.statement == other:
            return Verdict("paraphrase", rendering.confidence, (RENDERS, *rendering.reasons))
        homes = {self._group_of.get(matching.node_of(number)) for number in (headline, other)}
        if len(homes) > 1 or None in homes:
            return None
        statement, wanted = (matching.occurrences.key(number) for number in (rendering.statement, other))
        verdict = self.explain(statement, wanted)
        if verdict.relation is None:
            return None
        reasons = (f"{RENDERS}: {statement[1]}", *rendering.reasons, *verdict.reasons)
        return Verdict("paraphrase", rendering.confidence * verdict.confidence, reasons)

    def _outcome(self, verdict: Verdict, one: int, other: int) -> Iterator[str]:
        """What became of a verdict on two quotes, where it does not go without saying."""
        group, other_group = self._group_with(one), self._group_with(other)
        if group is not None and group == other_group:
            yield f"both are in group {group!r}, and match its fullest wording"
        elif verdict.relation is None:
            return
        elif verdict.confidence < self._settings.min_confidence:
            yield f"not in one group: it is less sure than min_confidence, {self._settings.min_confidence}"
        elif group is None and other_group is None:
            yield "in no group: none has them in two articles"
        else:
            places = " and ".join(f"group {each!r}" if each else "no group" for each in (group, other_group))
            yield f"in {places}: a group takes in what matches its fullest wording and whom its speakers admit"

    def _group_with(self, number: int) -> str | None:
        """The id of the group that a quote is a member of."""
        identity = self._group_of.get(self._matching.node_of(number), "")
        outline = self._outlines.get(identity)
        return identity if outline and number in outline.occurrences else None

    def _find(self, key: Key) -> Quote:
        if not isinstance(key, tuple | list) or len(key) != 2:  # noqa: PLR2004
            message = f"{key!r} names no quote. Give (article.id, quote.id) of an article that was added."
            raise InputError(message)
        article_id, quote_id = key
        place = self._place.get(article_id)
        article = None if place is None else self._articles[place]
        for quote in article.quotes if article else ():
            if quote.id == quote_id:
                return quote
        message = (
            f"There is no quote {quote_id!r} in an article {article_id!r} here. "
            "Give (article.id, quote.id) of an article that was added."
        )
        raise InputError(message)


def _several(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles, if they are some."""
    if isinstance(articles, Article | str) or not isinstance(articles, Iterable):
        message = f"One {type(articles).__name__} was given, and articles are needed. Pass a list of them: [article]."
        raise InputError(message)
    for article in articles:
        if not isinstance(article, Article):
            message = (
                f"Among the articles is a {type(article).__name__}, and articles with their quotes are compared. "
                "Pass what claimkit.read() and claimkit.read_all() give."
            )
            raise InputError(message)
        yield article


def _check_quotes(article: Article) -> None:
    """Refuse an article of which two quotes have one id."""
    if len(article.quotes) > 1 and len({quote.id for quote in article.quotes}) < len(article.quotes):
        ids = [quote.id for quote in article.quotes]
        twice = next(identity for identity in ids if ids.count(identity) > 1)
        message = (
            f"Two quotes of the article {article.id!r} have the id {twice!r}, and a group refers to its quotes by id. "
            "Give each quote of an article an id of its own."
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
        InputError: Two articles have the same id, or two quotes of one; something else than articles was given; or an
            option is out of range.
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
