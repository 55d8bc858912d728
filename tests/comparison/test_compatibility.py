from __future__ import annotations

import pytest

from claimkit.comparison.compatibility import compatible, fold_name
from claimkit.records import NOBODY, Speaker


def person(name: str, role: str | None = None) -> Speaker:
    """A named person."""
    return Speaker(name, "person", role)


def body(name: str) -> Speaker:
    """A named body."""
    return Speaker(name, "org")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(person("Ada Brandt"), person("Brandt"), "same", id="surname"),
        pytest.param(person("Ada Maria Brandt"), person("Ada Brandt"), "same", id="middle-name"),
        pytest.param(person("A. Brandt"), person("Ada Brandt"), "same", id="initial"),
        pytest.param(person("President Brandt"), person("Mr. Brandt"), "same", id="titles"),
        pytest.param(person("Ayşe Ünal"), person("Ayse Unal"), "same", id="diacritics"),
        pytest.param(person("Sergei Petrenko"), person("Sergey Petrenko"), "same", id="transliteration"),
        pytest.param(person("Ada Brandt"), person("Jonas Brandt"), "different", id="namesakes"),
        pytest.param(person("Ada Brandt"), person("Tunde Okoro"), "different", id="strangers"),
        pytest.param(person("Ada Brandt"), NOBODY, "open", id="nobody"),
        pytest.param(person("Ada Brandt"), Speaker("aide", "unnamed"), "open", id="unnamed"),
        pytest.param(person("Ada Brandt"), body("Kremlin"), "open", id="person-and-body"),
        pytest.param(
            person("Ada Brandt", "Turkish minister"), body("Kremlin"), "different", id="person-of-another-country"
        ),
        pytest.param(body("Kremlin"), body("Moscow"), "same", id="metonyms"),
        pytest.param(body("Kremlin"), body("Ankara"), "different", id="two-countries"),
        pytest.param(body("Norland Ministry of Works"), body("Ministry of Works"), "same", id="contained"),
        pytest.param(person("Ada Brandt and Tunde Okoro"), person("Okoro"), "same", id="joint"),
    ],
)
def test_two_speakers(one: Speaker, other: Speaker, expected: str) -> None:
    """What is known of two speakers, whichever comes first."""
    assert compatible(one, other) == expected
    assert compatible(other, one) == expected


@pytest.mark.parametrize("name", ["", "’", "the", "Dr.", "and", " and ", "李明", "\u202e"])
def test_odd_names(name: str) -> None:
    """No name makes an exception, and each is compatible with itself or with anybody."""
    assert compatible(person(name), person(name)) in ("same", "open")
    assert isinstance(fold_name(name), str)
