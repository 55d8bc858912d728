"""Colors are legible: every speaker's color, and all text, stands out from its ground, by day and by night."""

from __future__ import annotations

import math
import re

import pytest

from claimkit.views.templates import stylesheet

SHEET = stylesheet("ck-test", speakers=40)
HUES = [float(hue) for hue in re.findall(r"--hue: (\d+)", SHEET)]
PALETTES = {
    scheme: dict(re.findall(r"--([\w-]+): ([^;]+);", block))
    for scheme, block in (
        ("light", SHEET.split("color-scheme: light;", 1)[1].split("}", 1)[0]),
        ("dark", SHEET.split("color-scheme: dark;", 1)[1].split("}", 1)[0]),
    )
}
LEGIBLE = 4.5
"""The contrast that WCAG 2.2 (1.4.3, level AA) asks for text."""


def of_oklch(light: str, chroma: str, hue: float) -> float:
    """The relative luminance of a color in OKLCH (CSS Color 4, 18.4), clipped to what a screen can show."""
    lightness = float(light.rstrip("%")) / 100
    a, b = float(chroma) * math.cos(math.radians(hue)), float(chroma) * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return luminance(*(min(1.0, max(0.0, part)) for part in (red, green, blue)))


def of_hex(color: str) -> float:
    """The relative luminance of a color such as ``#1f1c18``."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return luminance(*(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts))


def luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance of linear sRGB (WCAG 2.2)."""
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_speaker_is_legible(scheme: str) -> None:
    """A speaker's color on the page and on its own tint, and text on the tint, keep the contrast for text."""
    palette = PALETTES[scheme]
    paper, ink = of_hex(palette["paper"]), of_hex(palette["ink"])
    assert len(HUES) == 40
    for hue in HUES:
        line = of_oklch(palette["who-light"], palette["who-chroma"], hue)
        tint = of_oklch(palette["tint-light"], palette["tint-chroma"], hue)
        assert min(contrast(line, paper), contrast(line, tint), contrast(ink, tint)) >= LEGIBLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("muted", "paper"),
        ("muted", "card"),
        ("gone", "card"),
        ("add", "add-wash"),
        ("alert", "alert-wash"),
        ("alert", "card"),
        ("paper", "ink"),
    ],
)
def test_text_is_legible(scheme: str, text: str, ground: str) -> None:
    """Each color of text keeps its contrast on each ground it stands on."""
    palette = PALETTES[scheme]
    assert contrast(of_hex(palette[text]), of_hex(palette[ground])) >= LEGIBLE


def test_neighboring_speakers_differ() -> None:
    """The hues of any three speakers in a row are at least 70 degrees apart."""
    for first, second, third in zip(HUES, HUES[1:], HUES[2:], strict=False):
        for one, other in ((first, second), (second, third), (first, third)):
            assert min(abs(one - other), 360 - abs(one - other)) >= 70
