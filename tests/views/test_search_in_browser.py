"""The page of a comparison in a real browser, where one is installed: the policy, the script, and what it hides."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from claimkit.records import Comparison, Evidence, Member, Quote, QuoteGroup, Span, Speaker
from claimkit.views import page

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser of the Chromium family is installed")

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

STEPS = """
<script>
const form = document.querySelector("form.search"), seen = {};
const shown = () => [...document.querySelectorAll("details[data-kind]")].filter(group => !group.hidden)
  .map(group => group.querySelector(".line").textContent);
const steps = [
  ["nothing", {}],
  ["text", {text: "FERRIES cafe"}],
  ["speaker", {speaker: "1"}],
  ["kind", {kind: "modality"}],
  ["outlet and text", {outlet: "2", text: "snow"}],
  ["no quote", {text: "submarine"}],
  ["reset", null],
];
const step = () => {
  if (!steps.length) { document.body.dataset.seen = JSON.stringify(seen); return; }
  const [name, values] = steps.shift();
  if (values) {
    for (const key of ["text", "speaker", "outlet", "kind"]) form.elements[key].value = values[key] ?? "";
    form.dispatchEvent(new Event("input", {bubbles: true}));
  } else {
    form.reset();
  }
  setTimeout(() => { seen[name] = [shown(), form.querySelector("output").textContent]; step(); }, 200);
};
step();
</script></body>"""


def group(number: int, said: str, name: str, outlets: tuple[str, ...], *evidence: str) -> QuoteGroup:
    """A quote that these outlets have in the same words."""
    span = (Span(0, len(said), said),)
    quote = Quote("q1", span, span, "direct", speaker=Speaker(name, "person"))
    reasons = tuple(Evidence("comparator", reason) for reason in evidence)
    members = [Member(f"a{number}{outlet}", quote, outlet, evidence=reasons) for outlet in outlets]
    members[0] = Member(members[0].article, quote, outlets[0], relation="fullest")
    return QuoteGroup(f"g{number}", tuple(members), said)


@pytest.fixture(scope="module")
def html() -> str:
    """Three groups by two speakers."""
    return page(
        Comparison(
            (),
            (
                group(1, "Ferries sail past the café", "Mara Lind", ("Courier", "Post")),
                group(2, "It will snow", "Mara Lind", ("Courier", "Island News"), "modality: 'may' became 'will'"),
                group(3, "Nobody skates on the river", "Tomas Oren", ("Post", "Courier")),
            ),
        )
    )


def opened(html: str, folder: Path) -> str:
    """The document as the browser has it, once all that it runs has run."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    command = [
        *(str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"),
        *("--virtual-time-budget=8000", "--dump-dom", (folder / "page.html").as_uri()),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout  # noqa: S603


def test_the_policy_lets_our_script_run_and_no_other(html: str, tmp_path: Path) -> None:
    """The form, hidden in the file, is there; a script that somebody put into the file is not run."""
    assert "hidden" in re.search(r'<form class="search"[^>]*>', html)[0]  # type: ignore[index]
    found = opened(html.replace("</body>", "<script>document.title = 'taken'</script></body>"), tmp_path)
    assert "hidden" not in re.search(r'<form class="search"[^>]*>', found)[0]  # type: ignore[index]
    assert "<title>taken" not in found


def test_a_reader_finds_what_was_asked_for(html: str, tmp_path: Path) -> None:
    """Words in any case and accent, speakers, outlets and kinds, together and alone; and all again at last."""
    found = opened(POLICY.sub("", html).replace("</body>", STEPS), tmp_path)
    seen: dict[str, Any] = json.loads(unescape(re.search(r'data-seen="([^"]*)"', found)[1]))  # type: ignore[index]
    ferries, snow, skates = "Ferries sail past the café", "It will snow", "Nobody skates on the river"
    assert seen == {
        "nothing": [[ferries, snow, skates], "3 quotes"],
        "text": [[ferries], "1 of 3 quotes"],
        "speaker": [[skates], "1 of 3 quotes"],
        "kind": [[snow], "1 of 3 quotes"],
        "outlet and text": [[snow], "1 of 3 quotes"],
        "no quote": [[], "0 of 3 quotes"],
        "reset": [[ferries, snow, skates], "3 quotes"],
    }
