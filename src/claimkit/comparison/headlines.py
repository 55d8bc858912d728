"""Headlines that render a quote of their own article.

A headline says in a few words of its own what the article then reports: "Norland says levee is Ostmark's job", and
below it "it was for Ostmark to raise the levee at Vell". No other article's wording is like it, so that it is found
through its own article: it renders the first statement there by a compatible speaker that is nearest in meaning and
shares telling words with it. Whether it does rests on this article alone, so that articles can come in any order.

It then goes where that statement is (`with_headlines`): a group of other articles' quotes gains the headline as a
paraphrase, although it was verified against the statement of its own article only, and never ties groups together.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from claimkit.comparison.compatibility import fold_name
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.paraphrase import content_of, negated_or_counted_otherwise, opposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimkit.comparison.compatibility import Compatibility, SpeakerTest
    from claimkit.comparison.matching import Matching
    from claimkit.comparison.occurrences import Occurrences
    from claimkit.comparison.renderings import Meaning
    from claimkit.records import Article, Quote, Speaker

_LONGEST = 180
"""Characters of a line that may be a headline."""

_MOST_LINES = 4
"""Lines above the body: headline, line below it, author, caption."""

_MOST_STATEMENTS = 12
"""Statements of the body that are looked at; a headline gives what comes first."""

_LEAST_SHARED = 5.0
"""Nats of content words that both must have."""

_SHARE_COUNTS = 0.2
"""What likeness gains if the statement has all content words of the headline."""

_ENOUGH, _ENOUGH_OPEN = 0.84, 0.95
"""Likeness from which a headline renders a statement: of its speaker, and of one who may be the same."""

_MARGIN, _MARGIN_LATER, _MARGIN_OPEN = -0.02, 0.2, 0.1
"""By how much the first statement of the speaker, a later one, and one of a speaker who may be the same must be nearer
in meaning than the others. The lead gives what the headline says at greater length, so that a later quote may come as
near without being what is meant."""

_FIRST_COUNTS = 0.05
"""What likeness gains for being the first statement, in choosing one."""

_CONFIDENCE, _CONFIDENCE_ALIKE, _ALIKE = 0.85, 0.95, 1.0
"""How many renderings of those read were right, below that likeness and from it: `docs/explanation/quality.md`."""

RENDERS, SAME_HEADLINE = "renders the quote of its own article", "the same headline as one that renders the quote"
"""Why a headline is a member, as the evidence says it; the first comes with the words that it renders."""


@frozen
class Headline:
    """A headline's quote, and the statement of its own article that it renders.

    Attributes:
        quote: Position of the headline's quote in `Article.quotes`.
        statement: Position of what it renders.
        confidence: Probability that it does.
        reasons: Why, in words.
    """

    quote: int
    statement: int
    confidence: float
    reasons: tuple[str, ...]


class Headlines:
    """The headlines of a collection that render statements of their own articles, by the numbers of the quotes.

    Args:
        occurrences: The quotes; `add` takes the articles that were added to them last.
        meaning: Gives the vectors; without it, nothing is a rendering.
        speakers: Tells whether two speakers can be one.
    """

    def __init__(self, occurrences: Occurrences, meaning: Meaning | None, speakers: SpeakerTest) -> None:
        self._quotes = occurrences
        self._meaning = meaning
        self._test = speakers
        self._rendered: dict[int, Rendering] = {}
        self._rendering: dict[int, list[int]] = {}
        self._above: set[int] = set()

    def __len__(self) -> int:
        return len(self._rendered)

    def add(self, articles: Sequence[Article]) -> None:
        """Take in the articles that were added last."""
        if self._meaning is None:
            return
        first = len(self._quotes.articles) - len(articles)
        for number, article in enumerate(articles, start=first):
            if len(article.quotes) > 1 and article.quotes[0].start < _MOST_LINES * _LONGEST:
                self._add(number, article, self._meaning)

    def _add(self, number: int, article: Article, meaning: Meaning) -> None:
        above = headline_quotes(article)
        if not above:
            return
        held = {self._quotes.quotes[each].id: each for each in self._quotes.in_article(number)}
        self._above.update(held[article.quotes[n].id] for n in above if article.quotes[n].id in held)
        for found in headlines_in(article, meaning, self._test):
            headline, statement = (held.get(article.quotes[n].id) for n in (found.quote, found.statement))
            if headline is not None and statement is not None:
                self._rendered[headline] = Rendering(statement, found.confidence, found.reasons)
                self._rendering.setdefault(statement, []).append(headline)

    def beside(self, quote: int) -> Iterator[int]:
        """What a quote renders, and the headlines that render it."""
        if quote in self._rendered:
            yield self._rendered[quote].statement
        yield from self._rendering.get(quote, ())

    def is_headline(self, quote: int) -> bool:
        """Whether a quote stands in a headline."""
        return quote in self._above

    def rendering_of(self, quote: int) -> Rendering | None:
        """What a quote renders of its own article, if it does."""
        return self._rendered.get(quote)


@frozen
class Follower:
    """A node of headlines that follows what they render into its group.

    Attributes:
        node: The node.
        statement: The node of what they render.
        confidence: Probability that they do.
        reasons: Why, in words.
    """

    node: int
    statement: int
    confidence: float
    reasons: tuple[str, ...]


def with_headlines(
    groups: Sequence[Sequence[int]], component: Sequence[int], matching: Matching
) -> Iterator[tuple[Sequence[int], tuple[Follower, ...]]]:
    """Groups of nodes, each with the headlines that follow what they render into it.

    What stands in headlines only follows if all that it renders is in one group of two articles or more, whose speakers
    admit its own. A group that has other quotes stays what it is.

    Args:
        groups: The groups that the links of a component make, each with its leader first.
        component: All its nodes.
        matching: Where the nodes are.
    """
    if not matching.headlines:
        yield from ((group, ()) for group in groups)
        return
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    followers: dict[int, list[Follower]] = {}
    following: set[int] = set()
    alone = ([node] for node in component if node not in group_of)
    for number, unit in enumerate(chain(groups, alone)):
        found = _followers_in(unit, matching)
        homes = {group_of.get(each.statement) for each in found}
        home = homes.pop() if len(homes) == 1 else None
        if home is not None and home != number and _takes(groups[home], unit, matching):
            followers.setdefault(home, []).extend(_surest_of_each(unit, found))
            following.add(number)
    for number, group in enumerate(groups):
        if number not in following:
            yield group, tuple(followers.get(number, ()))


def _followers_in(unit: Sequence[int], matching: Matching) -> list[Follower]:
    """What the headlines of a unit render, the surest first; nothing if other quotes are among them."""
    headlines, occurrences = matching.headlines, matching.nodes.occurrences
    if not all(headlines.is_headline(each) for node in unit for each in occurrences(node)):
        return []
    found = [
        Follower(node, matching.node_of(rendering.statement), rendering.confidence, rendering.reasons)
        for node in unit
        for each in occurrences(node)
        if (rendering := headlines.rendering_of(each))
    ]
    return sorted(found, key=lambda each: (-each.confidence, each.reasons, matching.position(each.statement)))


def _surest_of_each(unit: Sequence[int], found: Sequence[Follower]) -> Iterator[Follower]:
    """Each node of a unit once, by the surest of its renderings; one that has none, by the surest of the others."""
    for node in unit:
        yield next((each for each in found if each.node == node), evolve(found[0], node=node))


def _takes(group: Sequence[int], unit: Sequence[int], matching: Matching) -> bool:
    """Whether a group is one of two articles or more, and admits the speakers of some nodes."""
    quotes = matching.occurrences
    articles = {quotes.article[each] for node in group for each in matching.nodes.occurrences(node)}
    return len(articles) > 1 and all(matching.admits(group, node) for node in unit)


def headline_quotes(article: Article) -> list[int]:
    """The positions of the quotes in the headline of an article."""
    body = body_start(article.text)
    return [number for number, quote in enumerate(article.quotes) if quote.end <= body and quote.depth == 0]


def headlines_in(article: Article, meaning: Meaning, speakers: SpeakerTest) -> Iterator[Headline]:
    """The quotes of an article's headline that render a statement of its body.

    Args:
        article: The article with its quotes.
        meaning: Gives the vectors; it is asked only where words and speakers leave it open.
        speakers: Tells whether two speakers can be one.
    """
    above = headline_quotes(article)
    if not above:
        return
    body = body_start(article.text)
    below = [n for n, quote in enumerate(article.quotes) if quote.end > body and quote.depth == 0]
    for number in above:
        headline = article.quotes[number]
        if not headline.speaker.name:
            continue
        by_speaker = {n: _compatibility(headline.speaker, article.quotes[n].speaker, speakers) for n in below}
        same = [n for n in below if by_speaker[n] == "same"]
        others = [n for n in below if by_speaker[n] == "open"]
        statements = (same or others)[:_MOST_STATEMENTS]
        found = _rendered(headline, [article.quotes[n] for n in statements], meaning, is_same=bool(same))
        if found is not None:
            place, confidence, reasons = found
            yield Headline(number, statements[place], confidence, reasons)


def _compatibility(one: Speaker, other: Speaker, speakers: SpeakerTest) -> Compatibility:
    """What the test says, but that within one article the same description is the same speaker."""
    if other.name and fold_name(one.name) == fold_name(other.name):
        return "same"
    return speakers(one, other)


def _rendered(
    headline: Quote, statements: Sequence[Quote], meaning: Meaning, *, is_same: bool
) -> tuple[int, float, tuple[str, ...]] | None:
    """Which of some statements a headline renders, how sure that is and why; ``None`` if it renders none."""
    wording, wordings = normalise(headline.text), [normalise(each.text) for each in statements]
    content = content_of(wording)
    shared = [sum(content[word] for word in content.keys() & content_of(each).keys()) for each in wordings]
    if max(shared, default=0.0) < _LEAST_SHARED:
        return None
    vector = meaning(headline.text)
    near = [float(vector @ meaning(each.text)) for each in statements]
    share = [each / sum(content.values()) for each in shared]
    likeness = [cosine + _SHARE_COUNTS * part for cosine, part in zip(near, share, strict=True)]
    place = max(range(len(statements)), key=lambda n: (likeness[n] + _FIRST_COUNTS * (n == 0), -n))
    margin = near[place] - max((cosine for n, cosine in enumerate(near) if n != place), default=0.0)
    enough = _ENOUGH if is_same else _ENOUGH_OPEN
    clear = _MARGIN_OPEN if not is_same else _MARGIN if place == 0 else _MARGIN_LATER
    if shared[place] < _LEAST_SHARED or likeness[place] < enough or margin < clear:
        return None
    pair = sorted((wording, wordings[place]), key=lambda each: (-each.fullness, each.text))
    if negated_or_counted_otherwise(*pair) or opposed(*pair):
        return None
    confidence = _CONFIDENCE_ALIKE if likeness[place] >= _ALIKE else _CONFIDENCE
    return place, confidence, (f"{near[place]:.2f} alike in meaning, {share[place]:.0%} of its telling words",)


@frozen
class Rendering:
    """What a headline renders.

    Attributes:
        statement: Number of the quote.
        confidence: Probability that it does.
        reasons: Why, in words.
    """

    statement: int
    confidence: float
    reasons: tuple[str, ...]


def body_start(text: str) -> int:
    r"""Where the body of an article begins: after its headline and what else stands above the first sentences.

    >>> body_start("Norland warns of floods\n\nThe Vell is rising, Norland said."), body_start("One line.\nAnother.")
    (25, 0)
    """
    start = 0
    begin = len(text) - len(text.lstrip())
    for _ in range(_MOST_LINES):
        stop = text.find("\n", begin)
        line = text[begin:stop].strip()
        if stop < 0 or len(line) > _LONGEST or line.rstrip("\"'”’» ").endswith((".", "!", "?", "…", ",", ";", ":")):
            return start
        begin = stop
        while begin < len(text) and text[begin].isspace():
            begin += 1
        if text[begin : begin + 1].islower():
            return start
        start = begin
    return start
