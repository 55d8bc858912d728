"""The script that draws the reliability diagram, on our own gold."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claimkit.models import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_diagram_has_a_panel_for_each_decision(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is well-formed, says in words what it shows, and has a dot for each bin."""
    script = runpy.run_path(str(repository / "scripts" / "draw_reliability.py"))
    picture = tmp_path / "reliability.svg"
    script["main"](repository / "tests" / "gold" / "briefs.txt", picture, ENGLISH)
    root = ET.fromstring(picture.read_text(encoding="utf8"))  # noqa: S314 - we have just written it
    space = "{http://www.w3.org/2000/svg}"
    description, printed = root.findtext(f"{space}desc") or "", capsys.readouterr().out
    for title in ("quotes", "source", "act", "negated"):
        assert f"{title}: expected error 0." in description
        assert title in printed
    assert len(root.findall(f"{space}circle")) >= 4
