"""Datelines: what stands before the dash of a report's first sentence."""

from __future__ import annotations

import pytest

from claimkit import read
from claimkit.encoder.datelines import dateline_of

DATED = [
    "HARBOR CITY - The pier was closed.",
    "HARBOR CITY, Norvik, May 3 (TNA) — The pier was closed.",
    "HARBOR CITY, Tavaria News Club (TNC) - The pier was closed.",
    "Harbor City (TNA) -- The pier was closed.",
    "HARBOR\u00a0CITY, Norvik\u00a0— The pier was closed.",
    "HARBOR CITY, May 3, 2021 /NewsWire/ -- The pier was closed.",
    "PORT SELWA – “The pier is gone,” said Ada Voss.",
]


@pytest.mark.parametrize("text", DATED)
@pytest.mark.parametrize(
    "before", ["", "Pier shut\n\n", "Pier shut\nVoss blames the sea\n\n"], ids=["first", "2nd", "3rd"]
)
def test_a_dateline_ends_with_its_dash(text: str, before: str) -> None:
    """Under a headline and a subheading, too."""
    start, end = dateline_of(before + text) or (0, 0)
    assert start == len(before)
    assert (before + text)[end:].startswith(("The pier", "“The pier"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("The pier - a ruin - was closed.", id="an aside"),
        pytest.param("Harbor City - once rich - is poor.", id="a town with an aside"),
        pytest.param("NPA - the ports agency - closed the pier.", id="an acronym with an aside"),
        pytest.param("NPA, which owns the pier, said it would pay - but not soon.", id="an acronym that speaks"),
        pytest.param("Ada Voss (Labor) — the mayor — closed the pier.", id="a party"),
        pytest.param("PIER IS GONE - MAYOR ADA VOSS\n\nThe pier was closed.", id="a headline in capitals"),
        pytest.param("A\n\nB\n\nC\n\nHARBOR CITY - Late.", id="far down"),
    ],
)
def test_other_dashes_are_no_dateline(text: str) -> None:
    """An aside is in dashes as well."""
    assert dateline_of(text) is None


@pytest.mark.parametrize("text", [text for text in DATED if text.endswith("closed.")])
def test_no_dateline_is_a_source(text: str) -> None:
    """Whatever comes before the dash, the source stands behind it."""
    (quote,) = read(text.replace("The pier was closed.", "Ada Voss said on Monday that the pier was closed.")).quotes
    assert quote.source is not None
    assert quote.source.text == "Ada Voss"


def test_an_acronym_with_an_aside_may_speak() -> None:
    """What only looks like a dateline is read as any other words."""
    (quote,) = read("NPA, which owns the pier, said it would pay - but not soon.").quotes
    assert quote.speaker.name == "NPA"
