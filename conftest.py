"""Runs every example of the docs and docstrings as a test.

Markdown pages: ``python`` blocks run in order and share one namespace per page; ``console`` blocks run their ``$``
lines and compare what is printed. Each page runs in a folder of its own that holds a copy of ``examples/``, so that
an example may write files. Docstrings: the doctest examples of a module share its names.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sybil.example import Example
    from sybil.typing import Parser

ROOT = Path(__file__).parent
CLAIMKIT = [sys.executable, "-c", "import sys; sys.argv[0] = 'claimkit'; from claimkit.cli import main; main()"]
DOCTEST_OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE

# The same examples on every machine and day; and a machine that is busy is no failure.
settings.register_profile("claimkit", deadline=None, derandomize=True)
settings.load_profile("claimkit")


class ConsoleBlockParser(CodeBlockParser):
    """Runs the ``$`` lines of a ``console`` block with this interpreter's claimkit and compares their output."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """Nothing if every command succeeds and prints what the page shows; else what it printed instead."""
        for command, shown in sessions_in(example.parsed):
            printed = output_of(command)
            if not OutputChecker().check_output(shown, printed, DOCTEST_OPTIONS):
                return f"$ {command}\nprinted:\n{printed}\nbut the page shows:\n{shown}"
        return None


def sessions_in(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown under it."""
    _, *sessions = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return [(command, shown) for command, _, shown in (session.partition("\n") for session in sessions)]


def output_of(command: str) -> str:
    """What a command line prints; it may call ``claimkit``, ``python`` and what the system has, but no shell syntax."""
    program, *arguments = shlex.split(command)
    run = {"claimkit": CLAIMKIT, "python": [sys.executable]}.get(program, [program])
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    finished = subprocess.run(  # noqa: S603 (the commands are those of our own pages)
        [*run, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    if finished.returncode:
        return f"{finished.stdout}(exit status {finished.returncode})\n{finished.stderr}"
    return finished.stdout


def enter_page_folder(namespace: dict[str, object]) -> None:
    """Before a page: a fresh folder with the examples becomes the working directory."""
    stack = ExitStack()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", folder / "examples")
    stack.enter_context(chdir(folder))
    namespace["_leave_page_folder"] = stack.close


def leave_page_folder(namespace: dict[str, Callable[[], None]]) -> None:
    """After a page: back to where pytest runs."""
    namespace["_leave_page_folder"]()


def sybil_of(folder: str, pattern: str, parsers: Sequence[Parser]) -> Sybil:
    """Collects the examples of the files under ``folder`` whose names match."""
    return Sybil(parsers, path=folder, pattern=pattern, setup=enter_page_folder, teardown=leave_page_folder)


PAGE_PARSERS = (PythonCodeBlockParser(doctest_optionflags=DOCTEST_OPTIONS), ConsoleBlockParser())
pytest_collect_file = SybilCollection(
    (
        sybil_of(".", "README.md", PAGE_PARSERS),
        sybil_of("docs", "*.md", PAGE_PARSERS),
        sybil_of("src", "*.py", [DocTestParser(DOCTEST_OPTIONS)]),
    )
).pytest()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout, for tests that read its files."""
    return ROOT
