"""The quality gate: what closes it, what raises its floors, and what it tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from claimkit.errors import InputError
from claimkit.evaluation import gate, parse_marked
from claimkit.evaluation.gate import (
    SLACK,
    Measured,
    Pinned,
    check,
    data_folder,
    gold_sets,
    measure,
    raised,
    read_floors,
    report,
    write_floors,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PINNED = Pinned("abc", {"close.f1": 0.8, "speaker": 0.9}, ("a@0", "a@16"))
MARKED = """=== a | The Courier | 2031-03-14 | direct
⟦s1 Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧. ⟦c2 “I sleep well,”⟧ ⟦s2 she⟧ ⟦k2 said⟧. ⟦c3 “All do.”⟧
---
1 indirect speech | Ada Quist | person
2 direct speech optional | Ada Quist | person
3 direct speech | Ada Quist | person
"""


def measured(close: float, *, speaker: float = 0.9, of: str = "abc") -> Measured:
    """Figures as a reading would give them."""
    return Measured(of, {"close.f1": close, "speaker": speaker}, cases={"close.f1": 100, "speaker": 50})


QUOTE = SLACK / 100
"""What one attribution of a hundred is worth."""


@pytest.mark.parametrize(
    ("today", "problems"),
    [
        pytest.param(measured(0.8), (), id="at the floors"),
        pytest.param(measured(0.9), (), id="above"),
        pytest.param(measured(0.8 - QUOTE), (), id="below by one quote"),
        pytest.param(measured(0.8 - 2 * QUOTE), ("close.f1 fell to 0.7800, and its floor is 0.8000.",), id="below"),
        pytest.param(
            Measured("abc", {"close.f1": 0.9}),
            ("speaker can no longer be judged, and has a floor of 0.9000.",),
            id="gone",
        ),
    ],
)
def test_a_figure_below_its_floor_closes_the_gate(today: Measured, problems: tuple[str, ...]) -> None:
    """By more than the noise of the arithmetic."""
    assert check(PINNED, today) == problems


def test_floors_hold_for_the_gold_that_they_were_measured_on() -> None:
    """Another gold needs new floors, and a gold set without floors needs some."""
    assert "not the one" in check(PINNED, measured(1.0, of="def"))[0]
    assert "--update" in check(None, measured(1.0))[0]


def test_floors_go_up() -> None:
    """An update takes the better of floor and figure, so that small losses do not add up."""
    new = raised(PINNED, measured(0.85, speaker=0.9 - QUOTE))
    assert new.floors == {"close.f1": 0.85, "speaker": 0.9}


def test_floors_go_down_only_when_asked() -> None:
    """A lower figure is refused, with its name, and taken with the option."""
    with pytest.raises(InputError, match=r"speaker from 0\.9000 to 0\.5000.*--allow-regression"):
        raised(PINNED, measured(0.85, speaker=0.5))
    assert raised(PINNED, measured(0.85, speaker=0.5), allow_regression=True).floors["speaker"] == 0.5


def test_another_gold_may_not_hide_a_loss() -> None:
    """With new gold, the floors are taken over if no figure falls at all."""
    assert raised(PINNED, measured(0.8, of="def")).fingerprint == "def"
    with pytest.raises(InputError, match=r"close\.f1 from"):
        raised(PINNED, measured(0.8 - QUOTE, of="def"))
    with pytest.raises(InputError, match="speaker, which is gone"):
        raised(PINNED, Measured("def", {"close.f1": 1.0}))


def test_new_floors_pass_at_once() -> None:
    """Floors are rounded down, so that the figure that they come from lies above them."""
    today = measured(2 / 3)
    assert raised(None, today).floors["close.f1"] == 0.6666
    assert check(raised(None, today), today) == ()


def test_floors_go_through_their_file(tmp_path: Path) -> None:
    """What is written is read, and no file means no floors."""
    file = tmp_path / "gate.json"
    assert read_floors(file) == {}
    write_floors(file, {"own": PINNED, "seeds": Pinned("def", {})})
    assert read_floors(file) == {"own": PINNED, "seeds": Pinned("def", {})}


def test_a_report_names_gained_and_lost_quotes() -> None:
    """Required quotes only, with their words."""
    today = Measured("abc", {"close.f1": 0.85, "source": 1.0}, {}, {"a@16": "Wind", "a@30": "Hail"}, ("a@16", "a@30"))
    assert report("own", PINNED, today).splitlines() == [
        "own: 2 required attributions",
        "  close.f1         0.8500  floor 0.8000  +0.0500",
        "  source           1.0000  new",
        "  gained: a@30  'Hail'",
        "  lost: a@0  ''",
    ]


def nothing(gold: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A reader that finds nothing."""
    return [{"id": article["id"], "quotes": []} for article in gold]


def everything(gold: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """A reader that finds all."""
    return gold


def test_found_quotes_are_the_required_ones() -> None:
    """What is optional is neither gained nor lost."""
    gold = [dict(article) for article in parse_marked(MARKED)]
    assert measure(gold, everything).found == ("a@15", "a@61")
    assert measure(gold, nothing).found == ()
    assert measure(gold, nothing).quotes == {"a@15": "the dam would hold", "a@61": "“All do.”"}
    assert measure(gold, everything).cases["close.f1"] == 2


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one gold article and no larger sets."""
    monkeypatch.delenv("CLAIMKIT_DATA", raising=False)
    root = tmp_path / "checkout"
    (root / "tests" / "gold").mkdir(parents=True)
    (root / "tests" / "gold" / "a.txt").write_text(MARKED, encoding="utf-8")
    return root


def run_gate(checkout: Path, predict: object, monkeypatch: pytest.MonkeyPatch, *options: str) -> tuple[int, str]:
    """Exit status and all output of the command, with that reader in the place of claimkit's."""
    monkeypatch.setattr(gate, "predicted_for", predict)
    result = CliRunner().invoke(gate.app, ["--root", str(checkout), *options])
    return result.exit_code, result.output


def test_the_gate_from_the_first_floors_to_a_loss(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed without floors, open with them, closed by a loss, and a loss is no update."""
    assert run_gate(checkout, everything, monkeypatch)[0] == 1
    assert run_gate(checkout, everything, monkeypatch, "--update")[0] == 0
    assert run_gate(checkout, everything, monkeypatch)[0] == 0
    status, output = run_gate(checkout, nothing, monkeypatch)
    assert status == 1
    assert "lost: a@15  'the dam would hold'" in output
    assert "Error: own: close.f1 fell to 0.0000" in output
    before = (checkout / "tests" / "gate.json").read_text(encoding="utf-8")
    assert run_gate(checkout, nothing, monkeypatch, "--update")[0] == 1
    assert (checkout / "tests" / "gate.json").read_text(encoding="utf-8") == before
    assert run_gate(checkout, nothing, monkeypatch, "--update", "--allow-regression")[0] == 0
    assert read_floors(checkout / "tests" / "gate.json")["own"].floors["close.f1"] == 0.0


def test_larger_sets_are_measured_where_they_are(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are missing, their floors are kept; their quotes are never listed."""
    data = checkout.parent / "shared" / "data"
    data.mkdir(parents=True)
    article = {"id": "s", "text": "Rain, she said.", "quotes": [{"kind": "direct", "content": [[0, 4]]}]}
    (data / "seeds.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert set(gold_sets(checkout / "tests" / "gold", data_folder(checkout))) == {"own", "seeds"}
    assert run_gate(checkout, everything, monkeypatch, "--update")[0] == 0
    floors = read_floors(checkout / "tests" / "gate.json")
    assert floors["seeds"].floors["close.f1"] == 1.0
    assert floors["seeds"].found == ()
    monkeypatch.setenv("CLAIMKIT_DATA", str(checkout.parent / "elsewhere"))
    status, output = run_gate(checkout, everything, monkeypatch, "--update")
    assert status == 0
    assert "seeds: not here, not measured" in output
    assert read_floors(checkout / "tests" / "gate.json") == floors


def test_a_checkout_without_gold_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from another folder, the gate says what it misses."""
    status, output = run_gate(tmp_path, everything, monkeypatch)
    assert status == 1
    assert "Error: There is no gold file" in output
