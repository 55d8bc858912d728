"""Renaming: other names everywhere, the rest of the text unchanged, and every span where it belongs."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.evaluation.marked_text import parse_marked
from claimkit.training.renaming import renamed, replaced, world

MARKED = """
=== harbor | The Courier | 2031-03-14 | renaming
⟦s1 Harbor-master Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier fell⟧. “Voss knew,” read a note. Vossberg is a town.
⟦s2 Voss⟧ ⟦k2 denied⟧ ⟦c2 that Ada Voss or O’Brien knew⟧; ⟦s3 Iran’s ministry⟧ ⟦k3 agreed⟧: ⟦c3 “Ada Voss is right.”⟧
---
1 indirect speech | Ada Voss | person
2 indirect speech negated | Ada Voss | person
3 direct speech | Ministry | org
"""


def harbor() -> dict[str, Any]:
    """The article of the tests."""
    return dict(parse_marked(MARKED)[0])


def drawing(seed: int) -> random.Random:
    """Where chance comes from."""
    return random.Random(seed)  # noqa: S311 - no secret is drawn


def words(article: dict[str, Any]) -> list[list[str]]:
    """What the spans of the quotes say: content, cue and source of each."""
    return [
        [article["text"][start:end] for role in ("content", "cue", "source") for start, end in quote[role]]
        for quote in article["quotes"]
    ]


CHANGES = {"Ada Voss": "María-José de la Cruz", "Voss": "Li", "Iran": "New Zealand"}


def test_names_change_everywhere_and_nothing_else_does() -> None:
    """In content, in sources and outside, but not inside longer words."""
    article = harbor()
    expected = article["text"]
    for old, new in CHANGES.items():
        expected = re.sub(rf"\b{old}\b", new, expected)
    found = replaced(article, CHANGES)
    assert found["text"] == expected
    assert "Vossberg" in found["text"]


def test_spans_move_with_their_words() -> None:
    """Each says what it said, with the new names in it."""
    expected = []
    for spans in words(harbor()):
        for old, new in CHANGES.items():
            spans = [re.sub(rf"\b{old}\b", new, span) for span in spans]  # noqa: PLW2901 - one change after the other
        expected.append(spans)
    assert words(replaced(harbor(), CHANGES)) == expected


def test_the_article_given_stays_as_it_is() -> None:
    """The change is in the copy."""
    article = harbor()
    replaced(article, CHANGES)
    assert article == harbor()


def test_without_changes_nothing_changes() -> None:
    """And the fields that are no spans stay in any case."""
    assert replaced(harbor(), {}) == harbor()
    changed = replaced(harbor(), CHANGES)
    assert [{**quote, "content": [], "cue": [], "source": []} for quote in changed["quotes"]] == [
        {**quote, "content": [], "cue": [], "source": []} for quote in harbor()["quotes"]
    ]
    assert {key: value for key, value in changed.items() if key not in {"text", "quotes"}} == {
        key: value for key, value in harbor().items() if key not in {"text", "quotes"}
    }


@pytest.mark.parametrize("seed", range(8))
def test_people_who_speak_get_other_names(seed: int) -> None:
    """Given and family names of one region; the family name alone changes with the full name."""
    found = renamed(harbor(), drawing(seed))
    assert not re.search(r"\b(?:Ada|Voss)\b", found["text"])
    assert "Vossberg" in found["text"]
    assert "O’Brien" in found["text"]
    full = words(found)[0][2].removeprefix("Harbor-master ")
    family = words(found)[1][2]
    assert full.endswith(f" {family}")
    assert any(
        full == f"{given} {family}"
        for given_names, families in world().people
        if family in families
        for given in given_names
    )


def test_renaming_follows_the_seed() -> None:
    """The same seed gives the same names, another one others; places move in some."""
    texts = [renamed(harbor(), drawing(seed))["text"] for seed in (1, 1, 2, 3, 4, 5, 6)]
    assert texts[0] == texts[1]
    assert len(set(texts)) > 4
    assert {"Iran" in text for text in texts} == {True, False}


def test_the_world_is_well_formed() -> None:
    """Names are not empty, have no blanks at their ends, and no place stands twice."""
    for given_names, families in world().people:
        assert len(given_names) > 5
        assert len(families) > 5
        assert all(name and name == name.strip() for name in (*given_names, *families))
    for names in zip(*world().places, strict=True):
        assert all(name and name == name.strip() for name in names)
    countries = [country for country, _, _ in world().places]
    assert len(set(countries)) == len(countries)


words_of_text = st.lists(st.sampled_from(["Ada Voss", "Voss", "Ada", "said", "“rain”", "Vossberg"]), max_size=12)


@given(words_of_text, st.text("xY é", min_size=1, max_size=9).map(str.strip).filter(bool), st.data())
def test_a_span_of_whole_words_says_the_same(parts: list[str], new: str, data: st.DataObject) -> None:
    """Renaming the words of a span is the same as taking the span of the renamed text."""
    text = " ".join(parts)
    bounds = sorted({0, len(text), *(place for match in re.finditer(r"\S+", text) for place in match.span())})
    start, end = sorted((data.draw(st.sampled_from(bounds)), data.draw(st.sampled_from(bounds))))
    changes = {"Voss": new, "Vossberg": "Bergen"}
    article = {"text": text, "quotes": [{"content": [[start, end]], "cue": [], "source": []}]}
    found = replaced(article, changes)
    ((first, last),) = found["quotes"][0]["content"]
    expected = re.sub(r"\b(?:Vossberg|Voss)\b", lambda match: changes[match[0]], text[start:end])
    assert found["text"][first:last] == expected
    kept = re.sub(r"\b(?:Vossberg|Voss)\b", lambda match: changes[match[0]], text)
    assert found["text"] == kept
