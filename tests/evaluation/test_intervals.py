"""How sure a figure is."""

from __future__ import annotations

from typing import Any

import pytest

from claimkit.errors import InputError
from claimkit.evaluation import Interval, Scores, difference_intervals, intervals, score

TEXT = "Rain, she said. Wind, he said."
RAIN = {"kind": "direct", "content": [[0, 4]], "source": [[6, 9]], "speakers": ["Ada Quist"], "group": "g"}
WIND = {"kind": "indirect", "content": [[16, 20]], "source": [[22, 24]], "speakers": ["Ola Brandt"], "group": None}


def scored(found: list[list[dict[str, Any]]]) -> Scores:
    """The scores where each article should have rain and wind, and has what is given."""
    wanted = [{"id": str(number), "text": TEXT, "quotes": [RAIN, WIND]} for number in range(len(found))]
    return score(wanted, [{"id": str(number), "quotes": quotes} for number, quotes in enumerate(found)])


MIXED = scored([[RAIN], [RAIN, WIND], [], [WIND], [RAIN, WIND], [WIND | {"speakers": ["Ada Quist"]}]])


def test_each_figure_lies_in_its_interval() -> None:
    """There is an interval for every figure, and it holds the figure."""
    sure = intervals(MIXED)
    assert set(sure) == set(MIXED.figures())
    assert all(value in sure[name] for name, value in MIXED.figures().items())
    assert all(0.0 <= interval.low <= interval.high <= 1.0 for interval in sure.values())


def test_the_same_seed_gives_the_same_intervals() -> None:
    """A report can be repeated."""
    assert intervals(MIXED, seed=1) == intervals(MIXED, seed=1)
    assert intervals(MIXED, seed=1) != intervals(MIXED, seed=2)


def test_a_higher_level_is_a_wider_interval() -> None:
    """To be surer is to say less."""
    narrow, wide = (intervals(MIXED, level=level)["close.f1"] for level in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high
    assert wide.level == 0.99


def test_articles_that_agree_leave_no_doubt() -> None:
    """Where each article gives the same figure, so does every draw."""
    sure = intervals(scored([[RAIN, WIND]] * 4))
    assert all(interval == Interval(1.0, 1.0) for name, interval in sure.items() if not name.startswith("groups"))


def test_a_draw_without_a_pair_says_nothing_about_groups() -> None:
    """A draw may hold one article many times, which has no pair with itself."""
    assert intervals(scored([[RAIN, WIND]] * 2))["groups.f1"] == Interval(1.0, 1.0)


def test_one_article_has_no_interval() -> None:
    """The error says why."""
    with pytest.raises(InputError, match="there is 1"):
        intervals(scored([[RAIN]]))


def test_a_system_that_is_better_everywhere_is_better() -> None:
    """The interval of the difference leaves out 0."""
    better = difference_intervals(scored([[RAIN, WIND]] * 8), scored([[RAIN]] * 7 + [[]]))
    assert better["close.r"].low > 0
    assert 0.0 not in better["close.r"]


def test_a_system_is_as_good_as_itself() -> None:
    """Both are scored on the same draws, so that nothing is left of the spread."""
    same = difference_intervals(MIXED, MIXED)
    assert set(same.values()) == {Interval(0.0, 0.0)}


def test_differences_need_the_same_articles() -> None:
    """Figures over different articles cannot be subtracted."""
    with pytest.raises(InputError, match="over different articles"):
        difference_intervals(MIXED, scored([[RAIN]]))
