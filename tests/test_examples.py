"""The script and the notebook of ``examples/`` run, and do what they promise."""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_SCRIPT_LINES = 60
FEWEST_CODE_CELLS = 12
MOST_PICTURE_BYTES = 300_000


@pytest.fixture(scope="module")
def script(repository: Path) -> Path:
    """The example script."""
    return repository / "examples" / "compare_outlets.py"


@pytest.fixture(scope="module")
def notebook(repository: Path) -> dict[str, Any]:
    """The example notebook as JSON."""
    return json.loads((repository / "examples" / "compare_outlets.ipynb").read_text(encoding="utf-8"))


def code_cells_of(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells that run."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def shown_by(cell: dict[str, Any], namespace: dict[str, Any]) -> object:
    """Runs a cell as a kernel would, and gives back the value of its last line if that is an expression."""
    tree = ast.parse("".join(cell["source"]))
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), namespace)  # noqa: S102 (the cells are our own)
    return eval(compile(last, "cell", "eval"), namespace) if last else None  # noqa: S307


def pictures_in(page: Path) -> Iterator[Path]:
    """The files of the pictures that a page shows."""
    for name in re.findall(r"(?:!\[[^\]]*\]\(|(?:src|srcset)=\")([^)\"]+\.png)", page.read_text(encoding="utf-8")):
        yield page.parent / name


def test_the_script_runs_from_any_folder(script: Path, tmp_path: Path) -> None:
    """It finds the articles by itself, prints what it found, and leaves a page and a table where it was told to."""
    finished = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, "-X", "utf8", script, "new/out"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert finished.stderr == ""
    assert "Ilse Okafor" in finished.stdout
    assert "The Atlantic Courier" in finished.stdout
    assert "<blockquote" in (tmp_path / "new" / "out" / "groups.html").read_text(encoding="utf-8")
    with (tmp_path / "new" / "out" / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["outlet"] for row in rows} >= {"Belmara Gazette", "Radio Keld Online"}


def test_the_script_fits_on_a_page(script: Path) -> None:
    """An example is read more often than it is run."""
    assert len(script.read_text(encoding="utf-8").splitlines()) < MOST_SCRIPT_LINES


def test_the_cells_of_the_notebook_run_in_order(
    notebook: dict[str, Any], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every code cell runs in a fresh session next to the articles, and what it shows can be shown."""
    pandas = pytest.importorskip("pandas")
    shutil.copytree(repository / "examples" / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    namespace: dict[str, Any] = {}
    with pandas.option_context("display.max_colwidth", 50):
        shown = [shown_by(cell, namespace) for cell in code_cells_of(notebook)]
        views = [view() for value in shown if (view := getattr(value, "_repr_html_", None))]
    assert len(shown) >= FEWEST_CODE_CELLS
    assert all(value is not None and value is not False for value in shown)
    assert sum("<mark" in view for view in views) >= 2
    assert namespace["comparison"].groups


def test_the_notebook_was_kept_as_it_ran(notebook: dict[str, Any]) -> None:
    """Who only looks at it, on a code host, sees the outputs of one run from the first cell to the last."""
    cells = code_cells_of(notebook)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert {output["output_type"] for cell in cells for output in cell["outputs"]} == {"execute_result"}
    assert all(cell["outputs"] for cell in cells)


def test_pictures_are_there_and_small(repository: Path) -> None:
    """README and the docs show pictures that a code host finds by relative paths, and a slow line loads."""
    pages = [repository / "README.md", *(repository / "docs").rglob("*.md")]
    pictures = {picture.resolve() for page in pages for picture in pictures_in(page)}
    assert pictures == {picture.resolve() for picture in (repository / "docs" / "images").glob("*.png")}
    assert pictures
    assert all(picture.stat().st_size < MOST_PICTURE_BYTES for picture in pictures)
