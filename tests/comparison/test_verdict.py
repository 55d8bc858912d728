from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimkit.comparison.agreement import agreement
from claimkit.comparison.information import information
from claimkit.comparison.normalisation import normalise
from claimkit.comparison.paraphrase import judge_paraphrase
from claimkit.comparison.verdict import judge

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


def test_a_slogan_weeks_later_is_another_utterance() -> None:
    """Two telling words by one speaker are a quote of him that week, and a slogan of his that year."""
    found = agreement(normalise("What we need now is moral courage, and plenty of it"), normalise("moral courage"))
    assert judge(found, speakers="same", days=2.0).relation == "fragment"
    assert judge(found, speakers="same", days=50.0).relation is None


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        pytest.param("the former president Ada Brandt", False, id="only-names-and-roles"),
        pytest.param("the former president Ada Brandt drained the Orlik reservoir", True, id="a-statement"),
    ],
)
def test_reported_speech_needs_more_than_names_and_roles(said: str, *, accepted: bool) -> None:
    """All reporters call her the former president, whatever they report."""
    whole = normalise("that the former president Ada Brandt drained the Orlik reservoir to please the fishermen")
    found = agreement(whole, normalise(said))
    assert (judge(found, speakers="same", reported=True, days=0.0).relation is not None) is accepted


def test_the_reporters_words_around_a_quoted_part_count_less() -> None:
    """What stands outside the marks of a partly quoted wording may differ, and what stands inside may not."""
    found = agreement(
        normalise("the delay at the dam as a “textbook swindle” of her voters"),
        normalise("that the ministry's conduct amounted to a “textbook swindle”"),
    )
    bare = agreement(
        normalise("the delay at the dam as a textbook swindle of her voters"),
        normalise("that the ministry's conduct amounted to a textbook swindle"),
    )
    assert found.shared == bare.shared
    assert found.differing < bare.differing
    assert judge(found, speakers="same", days=1.0).relation == "edited"
    assert judge(bare, speakers="same", days=1.0).relation is None


def test_another_name_makes_another_statement() -> None:
    """A press office thanks each town in the same words; only at length is it one text with a name got wrong."""
    thanks = "This is very good news for {}, and I commend the swift action of the firemen"
    found = agreement(normalise(thanks.format("Ostmark")), normalise(thanks.format("Vellbruck")))
    assert found.contradictions == ("names: 'ostmark' became 'vellbruck'",)
    assert judge(found, speakers="same", days=1.0).relation is None


@pytest.mark.parametrize(
    ("one", "other", "speakers"),
    [
        pytest.param("that she will step down in spring", "that she will step down in spring", "same", id="identical"),
        pytest.param(
            "that the Orlik reservoir was drained in secret to please the fishermen of the valley",
            "the Orlik reservoir had been drained secretly for the fishermen",
            "same",
            id="retold",
        ),
    ],
)
def test_paraphrases_are_never_sure(one: str, other: str, speakers: Compatibility) -> None:
    """Readings of news gave five right ones in ten, and no score that told them apart."""
    assert judge_paraphrase(normalise(one), normalise(other), speakers=speakers).confidence <= 0.75


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
        pytest.param(
            "that the smugglers attacked villages along the frozen river on Monday with stolen rifles",
            "the smugglers had attacked villages along the frozen river on Friday with stolen rifles",
            id="another-day",
        ),
        pytest.param(
            "that Ada Brandt ordered the smugglers to leave the villages along the frozen river",
            "Tunde Okoro had ordered the smugglers to leave the villages along the frozen river",
            id="another-name",
        ),
        pytest.param(
            "that the villages along the frozen river will be given stolen rifles by smugglers",
            "the villages along the frozen river would not be given the stolen rifles by smugglers",
            id="will-not",
        ),
        pytest.param(
            "that the ministry refused to pay the smugglers for the stolen rifles in spring",
            "the ministry had agreed to pay the smugglers for the stolen rifles in spring",
            id="refused-or-agreed",
        ),
        pytest.param("President Ada Brandt of Norland", "that Norland President Ada Brandt had left", id="only-names"),
    ],
)
def test_paraphrases_that_say_another_thing(one: str, other: str) -> None:
    """Roles, numbers and negation decide, whatever the words in common."""
    assert judge_paraphrase(normalise(one), normalise(other), speakers="same").relation is None
