"""How forms of a name relate, and how names are read out of plain text."""

from __future__ import annotations

import pytest

from claimkit.records import NamedEntity
from claimkit.speakers import lexicon
from claimkit.speakers.mentions import find_names
from claimkit.speakers.names import acronyms_of, body_likeness, fold, is_acronym, likeness, name_words


@pytest.mark.parametrize(
    ("short", "full", "how"),
    [
        pytest.param("Orsk", "Pavel Orsk", "family name", id="family name"),
        pytest.param("Wen", "Wen Zhaoli", "given name", id="first word of a name in Eastern order"),
        pytest.param("Pavel Orsk", "Pavel Orsk", "same", id="the same"),
        pytest.param("Mehmet Erdoğlu", "Mehmet Erdoglu", "same", id="diacritics"),
        pytest.param("T. Orsk", "Tomas Orsk", "short form", id="initial"),
        pytest.param("Tomas Orsk", "Tomas B. Orsk", "short form", id="middle initial left out"),
        pytest.param("Tayfun Erdost", "Recardo Tayfun Erdost", "short form", id="first of three names left out"),
        pytest.param("Harrani", "Walid al-Harrani", "family name", id="Arabic article left out"),
        pytest.param("Bauchtler", "Lydia Buchtler", "spelling", id="misspelt"),
        pytest.param("Anna Orsk", "Pavel Orsk", None, id="another first name"),
        pytest.param("Orsk", "Pavel Orlov", None, id="another surname"),
        pytest.param("Lee", "Ann Leo", None, id="short names differ by one letter"),
        pytest.param("", "Pavel Orsk", None, id="nothing"),
    ],
)
def test_likeness_of_personal_names(short: str, full: str, how: str | None) -> None:
    """A shorter form is recognised with the way in which it is shorter, and nothing else is."""
    assert likeness(short, full) == how


@pytest.mark.parametrize(
    ("short", "full", "how"),
    [
        pytest.param("Weather Office", "U.S. Weather Office", "short form", id="words missing in front"),
        pytest.param("Brightwater", "Brightwater Motors Inc.", "short form", id="form of company missing"),
        pytest.param("Lake Bank", "Lake Bank of Borduria", "short form", id="country missing"),
        pytest.param("U.S. Weather Office", "United States Weather Office", "same", id="state spelled out"),
        pytest.param("Brightwater", "Brightwater Aviation", None, id="a daughter company"),
        pytest.param("Weather Office", "Tax Office", None, id="another office"),
    ],
)
def test_likeness_of_bodies(short: str, full: str, how: str | None) -> None:
    """A body's shorter form is recognised; a daughter company is another body."""
    assert body_likeness(short, full) == how


def test_acronyms_allow_for_small_words() -> None:
    """The initials of the capitalised words make an acronym, and so do those of all words."""
    assert {"fos", "fofs"} <= {"fofs", *acronyms_of("Front of Seas"), *acronyms_of("Front for Open Seas")}
    assert "hts" in acronyms_of("Hayat Tahrir al-Sham")


def test_acronyms_are_told_by_their_capitals() -> None:
    """An acronym has two capitals or more and nothing else."""
    assert [word for word in ("HTS", "U.N.", "Kremlin", "I") if is_acronym(word)] == ["HTS", "U.N."]


def test_folding_forgets_what_outlets_write_differently() -> None:
    """Diacritics, case, article and punctuation make no difference."""
    assert fold("The Erdoğlu") == fold("erdoglu")
    assert name_words("Dr. Ann B. Orsk Jr.") == ("ann", "b", "orsk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kremlin spokesman Lev Antonov left.", [("Kremlin", None), ("Lev Antonov", "Kremlin spokesman")], id="role"
        ),
        pytest.param("Ann Orsk, a nurse, left.", [("Ann Orsk", "nurse")], id="apposition"),
        pytest.param(
            "The Ministry of Health and Population met.", [("Ministry of Health and Population", None)], id="body"
        ),
        pytest.param("On Monday, Lev Antonov left.", [("Lev Antonov", None)], id="weekday"),
        pytest.param("Lev Antonov Sunday left.", [("Lev Antonov", None)], id="weekday behind"),
        pytest.param("nobody of note", [], id="nobody"),
        pytest.param("", [], id="no text"),
    ],
)
def test_names_are_found_with_their_roles(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Names are runs of capitalised words without titles, weekdays and words that open a sentence."""
    assert [(name.text, name.role) for name in find_names(text)] == expected


def test_entities_of_a_recogniser_settle_what_rules_leave_open() -> None:
    """A name of which the words tell nothing takes the type that the recogniser gives it."""
    text = "We met Alder there."
    assert find_names(text)[0].type == "unknown"
    assert find_names(text, [NamedEntity(7, 12, "ORG")])[0].type == "org"


def test_entities_that_rules_do_not_see_are_names_too() -> None:
    """A name in small letters is one where a recogniser says so."""
    names = find_names("We met e.e. doe there.", [NamedEntity(7, 15, "PERSON")])
    assert [(name.text, name.type) for name in names] == [("e.e. doe", "person")]


def test_word_lists_hold_each_word_once() -> None:
    """No list of the lexicon repeats a word, and no noun has both genders."""
    for words in (lexicon._MALE, lexicon._FEMALE, lexicon._TITLES, lexicon._ROLES, lexicon._BODIES, lexicon._DOCUMENTS):
        assert len(words.split()) == len(set(words.split()))
    assert not lexicon.MALE & lexicon.FEMALE
