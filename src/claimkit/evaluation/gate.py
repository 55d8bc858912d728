"""The quality gate: reading may get better and never worse.

Run it from a checkout, as CI does::

    python -m claimkit.evaluation.gate

It reads the gold sets, scores what it found, and fails if a figure lies below its floor in ``tests/gate.json``.
``--update`` raises the floors to today's figures; it lowers one only with ``--allow-regression``, which belongs into
the same commit as the reason. The gold set in ``tests/gold`` is always there; the larger ones are read where the
folder in ``CLAIMKIT_DATA``, or ``../shared/data`` next to the checkout, has them.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from attrs import evolve, field, frozen

from claimkit.errors import ClaimkitError, InputError
from claimkit.evaluation.gold import fingerprint, gold_from, predicted_for
from claimkit.evaluation.scoring import LEVELS, score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from claimkit.evaluation.scoring import Scores
    from claimkit.records import Json

SLACK = 1.0
"""How many attributions a figure may lie below its floor.

Processors with and without VNNI round the sums of the int8 network differently, so that a borderline quote may be
found on one machine and missed on another. A fixed distance would be too strict for a set of 50 quotes, where one is
2 %, and too lax for one of 5,000.
"""

GATED = (
    "close.f1",
    "exact.f1",
    "end2end.f1",
    "joint.f1",
    "words.f1",
    "source",
    "speaker",
    "groups.f1",
    "not_quotes",
    "recall.direct",
    "recall.mixed",
    "recall.indirect",
    "fields.kind",
    "fields.act",
    "fields.negated",
)
"""The figures that have floors, by their names in `Scores.figures`, where the gold set allows to judge them."""

OWN = "own"
"""The name of the gold set that lies in the repository; its found quotes are listed, so that a loss has a name."""

_SETS = {"open-dev": Path("open", "dev.jsonl"), "seeds": Path("seeds.jsonl")}
_DIGITS = 4


@frozen
class Pinned:
    """What a gold set must reach.

    Attributes:
        fingerprint: SHA-256 of the gold that the floors were measured on.
        floors: Figure -> the least that it may be.
        found: Required attributions of the own gold set that were found, as "article@offset".
    """

    fingerprint: str
    floors: Mapping[str, float]
    found: tuple[str, ...] = ()


@frozen
class Measured:
    """What a gold set reaches today.

    Attributes:
        fingerprint: SHA-256 of the gold.
        figures: The `GATED` figures that this gold can judge.
        cases: How many attributions (for groups, pairs) each of them counts; none where nothing may be lost.
        quotes: Required attributions, as "article@offset", with their words.
        found: Those that were found.
        scores: All figures, for looking closer.
    """

    fingerprint: str
    figures: Mapping[str, float]
    cases: Mapping[str, int] = field(repr=False, factory=dict)
    quotes: Mapping[str, str] = field(repr=False, factory=dict)
    found: tuple[str, ...] = field(repr=False, default=())
    scores: Scores | None = field(repr=False, default=None, eq=False)


def gold_sets(folder: Path, data: Path | None = None) -> dict[str, tuple[Mapping[str, Json], ...]]:
    """The gold sets that are there, by name.

    Args:
        folder: The folder of the own gold set.
        data: The folder of the larger sets, if there is one; a set that it lacks is left out.
    """
    sets = {OWN: gold_from(folder)}
    if data is not None:
        sets |= {name: gold_from(data / path) for name, path in _SETS.items() if (data / path).is_file()}
    return sets


def measure(
    gold: Sequence[Mapping[str, Json]],
    predict: Callable[[Sequence[Mapping[str, Json]]], Sequence[Mapping[str, Json]]] = predicted_for,
) -> Measured:
    """Today's figures on a gold set.

    Args:
        gold: The articles with their annotation.
        predict: Gold articles to predictions, both in the gold format; by default, claimkit reads and compares them.
    """
    scores = score(gold, predict(gold))
    figures = scores.figures()
    quotes, found = {}, []
    for article, outcome in zip(gold, scores.articles, strict=True):
        for quote, judged in zip(article["quotes"], outcome.gold, strict=True):
            if not judged.required:
                continue
            start, end = quote["content"][0][0], quote["content"][-1][1]
            name = f"{outcome.id}@{start}"
            quotes[name] = article["text"][start:end]
            if judged.overlap >= LEVELS["close"]:
                found.append(name)
    gated = {name: figures[name] for name in GATED if name in figures}
    return Measured(fingerprint(gold), gated, _cases(scores), quotes, tuple(found), scores)


def check(pinned: Pinned | None, measured: Measured) -> tuple[str, ...]:
    """What is wrong, a sentence each; nothing when the gate is open.

    >>> check(Pinned("abc", {"close.f1": 0.8}), Measured("abc", {"close.f1": 0.75}))
    ('close.f1 fell to 0.7500, and its floor is 0.8000.',)
    >>> check(Pinned("abc", {"close.f1": 0.8}), Measured("abc", {"close.f1": 0.79}, cases={"close.f1": 100}))
    ()
    """
    if pinned is None:
        return ("There are no floors yet. Pin today's figures with --update.",)
    if pinned.fingerprint != measured.fingerprint:
        return ("The gold is not the one that the floors were measured on. Look at the figures, then --update.",)
    return tuple(
        f"{name} can no longer be judged, and has a floor of {floor:.4f}."
        if name not in measured.figures
        else f"{name} fell to {measured.figures[name]:.4f}, and its floor is {floor:.4f}."
        for name, floor in pinned.floors.items()
        if measured.figures.get(name, -1.0) < floor - _slack(measured, name)
    )


def raised(pinned: Pinned | None, measured: Measured, *, allow_regression: bool = False) -> Pinned:
    """New floors: today's figures, and the old floor where that was higher.

    Args:
        pinned: The floors so far.
        measured: Today's figures.
        allow_regression: Take today's figures even where they are lower.

    Raises:
        InputError: If a figure fell below its floor (on another gold, by anything at all) and this is not allowed.

    >>> raised(Pinned("abc", {"close.f1": 0.8}), Measured("abc", {"close.f1": 0.82})).floors
    {'close.f1': 0.82}
    """
    # Down, so that today's own figure never lies below its floor.
    figures = {name: math.floor(value * 10**_DIGITS) / 10**_DIGITS for name, value in measured.figures.items()}
    new = Pinned(measured.fingerprint, figures, measured.found)
    if pinned is None or allow_regression:
        return new
    same_gold = pinned.fingerprint == measured.fingerprint
    fallen = [
        f"{name} from {floor:.4f} to {figures[name]:.4f}" if name in figures else f"{name}, which is gone"
        for name, floor in pinned.floors.items()
        if figures.get(name, -1.0) < floor - (_slack(measured, name) if same_gold else 0.0)
    ]
    if fallen:
        message = f"This would lower floors: {'; '.join(fallen)}. Pass --allow-regression, and give the reason."
        raise InputError(message)
    return evolve(new, floors={name: max(value, pinned.floors.get(name, 0.0)) for name, value in figures.items()})


def _cases(scores: Scores) -> dict[str, int]:
    cases = dict.fromkeys(("close.f1", "exact.f1", "end2end.f1", "joint.f1", "words.f1"), scores.close.gold)
    cases |= {"source": scores.source.cases, "speaker": scores.speaker.cases}
    cases |= {f"recall.{kind}": recall.gold for kind, recall in scores.recall_by_kind.items()}
    cases |= {f"fields.{name}": accuracy.cases for name, accuracy in scores.fields.items()}
    return cases | ({"groups.f1": scores.groups.gold} if scores.groups else {})


def _slack(measured: Measured, figure: str) -> float:
    # Figures are rounded down to so many digits when they become floors.
    return SLACK / measured.cases[figure] + 0.1**_DIGITS if measured.cases.get(figure) else 0.0


def read_floors(file: Path) -> dict[str, Pinned]:
    """The floors of each gold set; none if there is no file yet."""
    if not file.exists():
        return {}
    sets = json.loads(file.read_text(encoding="utf-8"))["sets"]
    return {
        name: Pinned(pinned["sha256"], pinned["floors"], tuple(pinned.get("found", ())))
        for name, pinned in sets.items()
    }


def write_floors(file: Path, floors: Mapping[str, Pinned]) -> None:
    """Writes what `read_floors` reads, sorted, so that a change of one floor is a change of one line."""
    sets: dict[str, Json] = {}
    for name, pinned in sorted(floors.items()):
        sets[name] = {"sha256": pinned.fingerprint, "floors": dict(pinned.floors)}
        if pinned.found:
            sets[name]["found"] = sorted(pinned.found)
    file.write_text(json.dumps({"sets": sets}, indent=1) + "\n", encoding="utf-8")


def report(name: str, pinned: Pinned | None, measured: Measured) -> str:
    """A table of the figures with their floors, and which quotes were gained and lost since the floors were set."""
    floors = pinned.floors if pinned else {}
    lines = [f"{name}: {len(measured.quotes)} required attributions"]
    for figure, value in measured.figures.items():
        floor = floors.get(figure)
        change = "new" if floor is None else f"floor {floor:.4f}  {value - floor:+.4f}"
        lines.append(f"  {figure:16} {value:.4f}  {change}")
    if pinned and pinned.found:
        before, now = set(pinned.found), set(measured.found)
        for sign, names in (("gained", now - before), ("lost", before - now)):
            lines += [f"  {sign}: {each}  {measured.quotes.get(each, '')!r}" for each in sorted(names)]
    return "\n".join(lines)


def data_folder(root: Path) -> Path | None:
    """The folder of the larger gold sets: ``CLAIMKIT_DATA``, or ``../shared/data`` beside the checkout, or none."""
    given = os.environ.get("CLAIMKIT_DATA")
    folder = Path(given) if given else root.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def gate(
    *,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to today's figures.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --update: lower floors, too.")
    ] = False,
    root: Annotated[Path, typer.Option(help="The checkout.")] = Path(),
) -> None:
    """Measure claimkit on the gold sets and fail if a figure lies below its floor."""
    file = root / "tests" / "gate.json"
    try:
        floors = read_floors(file)
        sets = gold_sets(root / "tests" / "gold", data_folder(root.resolve()))
        today = {name: measure(gold, predicted_for) for name, gold in sets.items()}
    except ClaimkitError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error
    problems = []
    for name, measured in today.items():
        typer.echo(report(name, floors.get(name), measured))
        if not update:
            problems += [f"{name}: {problem}" for problem in check(floors.get(name), measured)]
            continue
        try:
            new = raised(floors.get(name), measured, allow_regression=allow_regression)
        except InputError as error:
            problems.append(f"{name}: {error}")
            continue
        # Which attributions the larger sets have is not ours to publish.
        floors[name] = new if name == OWN else evolve(new, found=())
    for name in sorted(floors.keys() - today.keys()):
        typer.echo(f"{name}: not here, not measured")
    if update:
        write_floors(file, floors)
    for problem in problems:
        typer.echo(f"Error: {problem}", err=True)
    if problems:
        raise typer.Exit(1)


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command()(gate)

if __name__ == "__main__":
    app()
