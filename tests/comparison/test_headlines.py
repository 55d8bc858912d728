"""Headlines that render a quote of their own article, by vectors that the tests choose."""

from __future__ import annotations

import io
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.comparison import Comparator, compare
from claimkit.comparison.compatibility import compatible
from claimkit.comparison.headlines import RENDERS, body_start, headlines_in
from claimkit.records import Article, Quote, Span, Speaker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.records import Comparison, QuoteGroup

NORLAND, VOSS, LIND = Speaker("Norland", "org"), Speaker("Ada Voss", "person"), Speaker("Per Lind", "person")

HEADLINE = "Ostmark has to mend the levee at Vell"
LEAD = "it was for Ostmark to repair the levee at Vell before the spring floods reach the farms below the town"
ELSEWHERE = "that it was for Ostmark to repair the levee at Vell before the spring floods reach the farms"
LATER = "that a pump from the capital would arrive on Monday"

ANGLES = {HEADLINE: 0.0, LEAD: 0.3, ELSEWHERE: 0.3, LATER: 1.4}
"""Where the vector of each wording points, in radians."""


def meaning(text: str) -> NDArray[np.float32]:
    """The vector of a wording, or one that is near the headline."""
    angle = ANGLES.get(text, 0.3)
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def article(
    identity: str, *said: str | tuple[str, Speaker], headline: str | tuple[str, Speaker] | None, day: int = 14
) -> Article:
    """An article of a headline and paragraphs, all of them reported speech and by Norland if nobody else is given."""
    parts = [(item, NORLAND) if isinstance(item, str) else item for item in (*([headline] if headline else []), *said)]
    text, quotes = "", []
    for number, (words, speaker) in enumerate(parts, start=1):
        is_body = number > 1 or headline is None
        text += "It was said " if is_body else ""
        span = (Span(len(text), len(text) + len(words), words),)
        quotes.append(Quote(f"q{number}", span, span, "indirect", speaker=speaker))
        text += f"{words}.\n\n" if is_body else f"{words}\n\n"
    return Article(text, id=identity, outlet=identity, published=f"2031-03-{day}", quotes=tuple(quotes))


OWN = article("a", LEAD, LATER, headline=HEADLINE)
OTHER = article("b", ELSEWHERE, headline=None)


def rendered(one: Article) -> list[tuple[str, str]]:
    """The words of each headline of an article and of what it renders."""
    return [(one.quotes[f.quote].text, one.quotes[f.statement].text) for f in headlines_in(one, meaning, compatible)]


def groups(comparison: Comparison) -> set[frozenset[tuple[str, str, float]]]:
    """The groups as sets of (article, quote, confidence)."""
    return {frozenset((m.article, m.quote.id, m.confidence) for m in group.members) for group in comparison.groups}


def only_group(*articles: Article) -> QuoteGroup:
    """The one group that these articles make."""
    [group] = compare(articles, meaning=meaning).groups
    return group


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("Levee breaks\n\nThe levee broke.", "The levee broke.", id="headline"),
        pytest.param("\n Levee breaks\nBy Ada Voss\nThe levee broke.\nRain.", "The levee broke.\nRain.", id="author"),
        pytest.param("The levee broke.\nIt rained.", "The levee broke.\nIt rained.", id="none"),
        pytest.param("The levee\nbroke at noon.", "The levee\nbroke at noon.", id="hard lines"),
        pytest.param("“The levee broke,”\nsaid Voss.", "“The levee broke,”\nsaid Voss.", id="a quote goes on"),
        pytest.param("", "", id="empty"),
        pytest.param("One line", "One line", id="one line"),
    ],
)
def test_where_the_body_begins(text: str, body: str) -> None:
    """A headline is a short line above the body that does not end like a sentence."""
    assert text[body_start(text) :] == body


@given(st.text())
def test_the_body_begins_within_any_text(text: str) -> None:
    """Whatever the text, the offset slices it."""
    assert 0 <= body_start(text) <= len(text)


def test_a_headline_renders_the_lead() -> None:
    """Its speaker says it first and nearest, and the two share telling words."""
    assert rendered(OWN) == [(HEADLINE, LEAD)]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(article("a", LEAD, headline=None), id="no headline"),
        pytest.param(article("a", LATER, headline=HEADLINE), id="another statement"),
        pytest.param(article("a", (LEAD, LIND), headline=(HEADLINE, VOSS)), id="another person"),
        pytest.param(article("a", LEAD, headline=(HEADLINE, Speaker())), id="nobody named"),
        pytest.param(article("a", LEAD.replace("was for", "was never for"), headline=HEADLINE), id="negated"),
        pytest.param(article("a", f"{LEAD} in 12 days", headline=f"{HEADLINE} in 30 days"), id="other numbers"),
        pytest.param(article("a", LEAD, headline="Dry weather is coming to the north"), id="no shared words"),
    ],
)
def test_what_a_headline_does_not_render(one: Article) -> None:
    """Each of the conditions is needed."""
    assert rendered(one) == []


def test_a_headline_joins_the_group_of_what_it_renders() -> None:
    """No other outlet words it like that; it is a paraphrase, less sure than its lead, and says why."""
    group = only_group(OWN, OTHER)
    members = {(member.article, member.quote.id): member for member in group.members}
    headline, lead = members["a", "q1"], members["a", "q2"]
    assert members.keys() == {("a", "q1"), ("a", "q2"), ("b", "q1")}
    assert headline.relation == "paraphrase"
    assert headline.confidence < lead.confidence
    assert (headline.evidence[0].reason, headline.evidence[0].span) == (RENDERS, lead.quote.content[0])
    assert group.wording == LEAD


def test_a_headline_alone_makes_no_group() -> None:
    """A headline and its lead stand in one article, and a group needs two."""
    assert compare([OWN], meaning=meaning).groups == ()


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"paraphrases": False, "meaning": meaning}, id="no paraphrases"),
        pytest.param({"meaning": None}, id="no vectors"),
        pytest.param({"meaning": meaning, "min_confidence": 0.96}, id="not sure enough"),
    ],
)
def test_headlines_can_be_left_out(options: dict[str, object]) -> None:
    """The switch of paraphrases, the vectors, and the least confidence all keep a headline out."""
    whole = article("b", LEAD, headline=None)
    [group] = compare([OWN, whole], **options).groups  # type: ignore[arg-type]
    assert {(member.article, member.quote.id) for member in group.members} == {("a", "q2"), ("b", "q1")}


def test_a_headline_that_others_quote_in_the_body_stays_in_their_group() -> None:
    """What stands in headlines only follows its lead; a group of other quotes is not drawn into another."""
    with_body = article("c", HEADLINE + " and pay for it", headline=None, day=25)
    same = article("d", HEADLINE + " and pay for it", headline=None, day=25)
    own = article("a", LEAD, headline=HEADLINE + " and pay for it")
    found = {
        frozenset((m, q) for m, q, _ in group)
        for group in groups(compare([own, OTHER, with_body, same], meaning=meaning))
    }
    assert frozenset({("a", "q1"), ("c", "q1"), ("d", "q1")}) in found


def test_explain_tells_by_what_a_headline_is_one_with_another_quote() -> None:
    """With its lead because it renders it; with another outlet's quote because the lead is that quote."""
    comparator = Comparator(meaning=meaning)
    comparator.add([OWN, OTHER])
    own, other = comparator.explain(("a", "q1"), ("a", "q2")), comparator.explain(("b", "q1"), ("a", "q1"))
    assert (own.relation, own.reasons[0]) == ("paraphrase", RENDERS)
    assert (other.relation, other.reasons[0]) == ("paraphrase", f"{RENDERS}: q2")
    assert other.confidence < own.confidence
    assert comparator.explain(("a", "q1"), ("a", "q3")).relation is None


def test_a_saved_comparator_has_the_same_groups() -> None:
    """What headlines render is found again, and the ids stay."""
    comparator = Comparator(meaning=meaning)
    comparator.add([OWN])
    comparator.add([OTHER])
    file = io.StringIO()
    comparator.save(file)
    loaded = Comparator.load(io.StringIO(file.getvalue()), meaning=meaning)
    assert loaded.comparison().groups == comparator.comparison().groups


POOL = (
    OWN,
    OTHER,
    article("c", LEAD, headline=HEADLINE),
    article("d", LATER, headline=HEADLINE),
    article("e", HEADLINE, headline=None),
    article("f", (LEAD, VOSS), (LATER, VOSS), headline=HEADLINE),
    article("g", LATER, headline=LATER.removeprefix("that ")),
)
"""Articles with the same headline and another lead, the same lead and no headline, the headline in the body."""


def test_any_order_gives_the_groups_of_a_single_run() -> None:
    """Also where a second outlet's headline changes where the first one goes."""
    for some in (POOL[:4], (POOL[0], POOL[1], POOL[4], POOL[5])):
        wanted = groups(compare(some, meaning=meaning))
        for order in permutations(some):
            comparator = Comparator(meaning=meaning)
            for one in order:
                comparator.add([one])
            assert groups(comparator.comparison()) == wanted


@settings(max_examples=60, deadline=None)
@given(st.permutations(POOL), st.sets(st.integers(1, len(POOL) - 1)), st.sampled_from([0.0, 0.6]))
def test_any_portions_give_the_groups_of_a_single_run(order: list[Article], cuts: set[int], least: float) -> None:
    """Whatever comes together, and whatever confidence is asked for."""
    comparator = Comparator(meaning=meaning, min_confidence=least)
    edges = [0, *sorted(cuts), len(order)]
    for start, end in pairwise(edges):
        comparator.add(order[start:end])
    assert groups(comparator.comparison()) == groups(compare(POOL, meaning=meaning, min_confidence=least))
    assert set(comparator.group_of_each()) == {(m, q) for group in groups(comparator.comparison()) for m, q, _ in group}
