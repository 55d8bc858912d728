from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimkit.comparison.information import information
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.verdict import agreement, judge, judge_paraphrase

if TYPE_CHECKING:
    from claimkit.comparison.compatibility import Compatibility

WHOLE = normalise("The Orlik dam will hold through the winter, whatever the rumours in the valley say about its cracks")


def test_information_follows_rarity() -> None:
    """Function words tell next to nothing, unknown words most."""
    assert information("the") < information("very") < information("mistake") < information("spillway")


def test_names_tell_less_than_other_rare_words() -> None:
    """All articles on an event repeat its names."""
    wording = normalise("we met Okonjo at the spillway")
    weight = dict(zip(wording.keys, wording.weights, strict=True))
    assert weight["okonjo"] < weight["spillway"]


@pytest.mark.parametrize(
    ("said", "speakers", "accepted"),
    [
        ("rumours in the valley", "same", True),
        ("rumours in the valley", "open", False),
        ("whatever the rumours in the valley say about its cracks", "open", True),
        ("whatever the rumours in the valley say about its cracks", "different", False),
        ("the valley", "same", False),
    ],
)
def test_the_less_is_known_of_the_speakers_the_more_must_match(
    said: str,
    speakers: Compatibility,
    accepted: bool,  # noqa: FBT001
) -> None:
    """A few words suffice for one speaker, a sentence for an unknown one, and only a long text for two."""
    assert (judge(agreement(WHOLE, normalise(said)), speakers=speakers).relation is not None) is accepted


def test_closeness_in_time_helps_and_distance_hinders() -> None:
    """The same words within days are likelier one utterance than months apart."""
    found = agreement(WHOLE, normalise("whatever the rumours in the valley say"))
    near, unknown, far = (judge(found, days=days) for days in (1.0, None, 200.0))
    assert near.confidence > unknown.confidence > far.confidence


def test_reported_words_must_match_more() -> None:
    """In reported speech the words are the reporter's, and all reporters call a thing alike."""
    found = agreement(WHOLE, normalise("rumours in the valley about its cracks"))
    assert judge(found, speakers="same").confidence > judge(found, speakers="same", reported=True).confidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "that smugglers of the valley attacked the border guards at the frozen river",
            "that border guards at the frozen river attacked the smugglers of the valley",
            id="roles-swapped",
        ),
        pytest.param(
            "that the smugglers attacked three villages along the frozen river with stolen rifles",
            "the smugglers had attacked eleven villages along the frozen river with stolen rifles",
            id="numbers",
        ),
        pytest.param(
            "that the smugglers attacked villages along the frozen river with stolen rifles",
            "the smugglers had never attacked villages along the frozen river with stolen rifles",
            id="negated",
        ),
        pytest.param("President Ada Brandt of Norland", "that Norland President Ada Brandt had left", id="only-names"),
    ],
)
def test_paraphrases_that_say_another_thing(one: str, other: str) -> None:
    """Roles, numbers and negation decide, whatever the words in common."""
    assert judge_paraphrase(normalise(one), normalise(other), speakers="same").relation is None
