"""A reliability diagram: of what is called so sure, how much is right, for quotes and the three decisions in them.

    python scripts/draw_reliability.py GOLD docs/images/reliability.svg [--model FOLDER]

GOLD are articles that the model was not trained on. The decisions and what became of them are those that
`claimkit.training.calibration` fits on, the bins and the expected errors those of `claimkit.evaluation.calibration`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from claimkit.encoder.network import Network
from claimkit.evaluation.calibration import reliability
from claimkit.evaluation.gold import gold_from
from claimkit.models import ENGLISH
from claimkit.quotes.confidence import Calibration
from claimkit.training.calibration import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimkit.evaluation.calibration import Reliability

SIDE, GAP, MARGIN = 200, 60, 50
INK, SOFT, FILL = "#1c1a17", "#8a857c", "#3d6fb4"


def main(gold: Path, picture: Path, model: Path) -> None:
    """Draw the diagram, and print the expected errors."""
    network = Network(model)
    seen = judged(network, gold_from(gold)).by(Calibration.of(network.config))
    panels = [(title, reliability(decisions)) for title, decisions in seen.items()]
    picture.write_text(drawn(panels), encoding="utf8")
    for title, found in panels:
        print(f"{title:10} expected error {found.expected_error:.3f}, {found.count} decisions")


def drawn(panels: list[tuple[str, Reliability]]) -> str:
    """One panel a decision, side by side: a dot for each bin, as large as its share of the decisions."""
    width = MARGIN + len(panels) * (SIDE + GAP)
    said = "; ".join(f"{title}: expected error {found.expected_error:.3f}" for title, found in panels)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIDE + 2 * MARGIN}" role="img" '
            f'font-family="sans-serif" font-size="12" fill="{INK}">'
        ),
        f"<title>Confidence and share that is right</title><desc>{said}</desc>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for number, (title, found) in enumerate(panels):
        parts += panel(title, found, left=MARGIN + number * (SIDE + GAP))
    return "\n".join([*parts, "</svg>\n"])


def panel(title: str, found: Reliability, *, left: int) -> Iterator[str]:
    """The axes, the diagonal of perfect confidence, and the bins."""
    bottom = MARGIN + SIDE
    yield f'<text x="{left}" y="{MARGIN - 26}" font-weight="bold">{title}</text>'
    yield (
        f'<text x="{left}" y="{MARGIN - 10}" fill="{SOFT}">expected error {found.expected_error:.3f}, '
        f"{found.count} decisions</text>"
    )
    yield f'<rect x="{left}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{SOFT}"/>'
    yield f'<path d="M{left} {bottom}L{left + SIDE} {MARGIN}" stroke="{SOFT}" stroke-dasharray="4 4"/>'
    for share in (0.0, 0.5, 1.0):
        yield f'<text x="{left + share * SIDE:.0f}" y="{bottom + 16}" text-anchor="middle">{share:g}</text>'
        yield f'<text x="{left - 6}" y="{bottom - share * SIDE + 4:.0f}" text-anchor="end">{share:g}</text>'
    yield f'<text x="{left + SIDE / 2:.0f}" y="{bottom + 34}" text-anchor="middle" fill="{SOFT}">confidence</text>'
    for each in found.bins:
        x, y = left + each.confidence * SIDE, bottom - each.right * SIDE
        radius = 3 + 14 * (each.count / found.count) ** 0.5
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{FILL}" fill-opacity="0.6">'
            f"<title>{each.count} decisions, {each.confidence:.2f} sure, {each.right:.2f} right</title></circle>"
        )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("picture", type=Path)
    options.add_argument("--model", type=Path, default=ENGLISH)
    given = options.parse_args()
    main(given.gold, given.picture, given.model)
