from __future__ import annotations

import pytest

from claimkit.comparison import compare
from claimkit.records import Article, Quote, Span, Speaker

BEFORE = "The harbor gates were rebuilt in a hurry."
AFTER = "No engineer from Vell was ever asked whether the sluice could hold a spring flood."


def article(name: str, *spans: str, day: int = 1) -> Article:
    """An article with one quote, whose spans stand apart."""
    text = " said Orla Brandt, ".join(spans)
    content = tuple(Span.of(text, text.index(part), text.index(part) + len(part)) for part in spans)
    quote = Quote("q1", content, content, "direct", speaker=Speaker("Orla Brandt", "person"))
    return Article(text, id=name, outlet=name, published=f"2031-05-{day:02}", quotes=(quote,))


@pytest.mark.parametrize(
    ("printed", "relation"),
    [
        pytest.param("The harbor gates were rebuilt", "fragment", id="of the first span"),
        pytest.param("no engineer from Vell was ever asked", "fragment", id="of the second span"),
        pytest.param("rebuilt in a hurry. No engineer from Vell", "fragment", id="across both"),
        pytest.param("The harbor gates were rebuilt … could hold a spring flood", "cut", id="the ends of both"),
    ],
)
def test_a_fragment_finds_its_whole_in_whichever_span_it_stands(printed: str, relation: str) -> None:
    """A quote of several spans matches by each of them, and across them."""
    (group,) = compare([article("Vell Courier", BEFORE, AFTER), article("Ostmark Daily", printed, day=2)]).groups
    assert [member.relation for member in group.members] == ["fullest", relation]


def test_many_at_once_and_one_by_one_agree_on_spans() -> None:
    """A bulk comparison passes over pairs before it aligns them; none of those that match."""
    whole, part = (
        article("Vell Courier", BEFORE, AFTER),
        article("Ostmark Daily", "the sluice could hold a spring flood"),
    )
    others = [article(f"outlet {n}", f"The budget of district {n} is no concern of mine at all") for n in range(40)]
    groups = compare([whole, *others, part]).groups
    assert frozenset({"Vell Courier", "Ostmark Daily"}) in {
        frozenset(member.article for member in group.members) for group in groups
    }
