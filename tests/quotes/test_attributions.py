"""Attributions: content, cues and sources put together, window by window, from what a scripted network sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import evolve
from scripted_network import ScriptedNetwork, scripted

from claimkit import read
from claimkit.encoder.network import TAGS
from claimkit.quotes import attributions as joining
from claimkit.quotes.attributions import Attribution, Place, attributions_in
from claimkit.quotes.marks import pair_marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.encoder.network import Links, WindowReading

Found = list[tuple[str | None, str | None, list[str]]]


def attributions(network: ScriptedNetwork) -> tuple[Attribution, ...]:
    """What is found in the network's own text."""
    return attributions_in(network, network.readings(), pair_marks(network.text))  # type: ignore[arg-type]


def found(network: ScriptedNetwork) -> Found:
    """The attributions as words: source, cue, content."""

    def words(place: Place | None) -> str | None:
        return network.text[place.start : place.end] if place else None

    return [(words(a.source), words(a.cue), [words(p) or "" for p in a.contents]) for a in attributions(network)]


def test_content_goes_to_its_cue_and_the_cue_to_its_source() -> None:
    """The plain case: one of each."""
    network = scripted("⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the pier is gone⟧.")
    assert found(network) == [("Ada Voss", "said", ["the pier is gone"])]


def test_one_source_serves_several_cues() -> None:
    """Each cue chooses its source, so "X said A, adding B" gives X to both."""
    network = scripted("⟦s1,2 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧, ⟦k2 adding⟧ that ⟦c2 nobody looked⟧.")
    assert found(network) == [("Voss", "said", ["it fell"]), ("Voss", "adding", ["nobody looked"])]


def test_content_that_the_cue_interrupts_is_one_attribution() -> None:
    """Both halves have the same cue, and every half keeps the probability of its own link."""
    network = scripted('⟦c1 "The pier,"⟧ ⟦s1 Voss⟧ ⟦k1 said⟧, ⟦c1 "is gone."⟧')
    assert found(network) == [("Voss", "said", ['"The pier,"', '"is gone."'])]
    assert len(attributions(network)[0].link_confidences) == 2


def test_a_quotation_may_have_no_cue() -> None:
    """Words in quotation marks that the network links to nothing stand alone."""
    network = scripted('⟦s1 Voss⟧ ⟦k1 wept⟧. ⟦c1 She stayed⟧. ⟦c2 "The sea is patient."⟧')
    assert found(network)[1] == (None, None, ['"The sea is patient."'])


def test_words_outside_quotation_marks_take_a_cue() -> None:
    """Reported words are nobody's without a cue, so they take the likeliest although "none" is likelier."""
    network = scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧. ⟦c2 It fell at night⟧.", sure=0.6)
    assert found(network) == [("Voss", "said", ["it fell", "It fell at night"])]


def test_reported_words_take_no_cue_of_a_paragraph_below() -> None:
    """A quotation may wait for its cue, and a list of demands may be below it; reported words come with theirs."""
    assert found(scripted("It may fall ⟦c1 at night⟧.\n\n⟦s1 Voss⟧ ⟦k1 said⟧ so.")) == []
    assert found(scripted('⟦c1 "It fell."⟧\n\n⟦s1 Voss⟧ ⟦k1 said⟧ so.')) == [("Voss", "said", ['"It fell."'])]
    assert found(scripted("⟦s1 Voss⟧ ⟦k1 asked⟧ :\n\n* ⟦c1 for rope⟧")) == [("Voss", "asked", ["for rope"])]


def test_words_that_the_network_doubts_are_left_out() -> None:
    """Where the network is almost sure that no cue reports the words, they are the paper's own."""
    network = scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧. ⟦c2 It fell at night⟧.", sure=0.98)
    assert found(network) == [("Voss", "said", ["it fell"])]


STATEMENT = '"The pier is gone, and I will not pretend that we can build another."'
"""As long as nobody prints in quotation marks without quoting somebody."""


def test_a_long_quotation_that_the_network_missed_is_found() -> None:
    """Names, titles and scare quotes are shorter; the cue is the likeliest, or none."""
    assert found(scripted(f"It hung there : {STATEMENT}")) == [(None, None, [STATEMENT])]
    assert found(scripted('It hung there : "The pier is gone."')) == []


def test_a_long_quotation_stays_where_the_network_doubts_more_than_it() -> None:
    """Content around it that is too doubtful to be kept would take the quotation along."""
    markup = f"⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧. ⟦c2 Of the rest she spoke {STATEMENT}⟧"
    assert found(scripted(markup, sure=0.98)) == [("Voss", "said", ["it fell"]), (None, None, [STATEMENT])]


def test_what_the_network_sees_inside_a_missed_quotation_is_not_its_cue() -> None:
    """Who speaks inside the marks does not report what stands between them."""
    inside = '"The pier is gone, and ⟦s1 we⟧ ⟦k1 said⟧ in May that we could not build another."'
    (attribution,) = found(scripted(f"It hung there : {inside}"))
    assert attribution[:2] == (None, None)


def test_a_quotation_of_the_context_is_not_missed_again() -> None:
    """The window before has judged it."""
    network = scripted(f"⟦s1 Voss⟧ wrote : {STATEMENT} ‖It is ⟦c1 gone⟧.", context=20)
    assert [contents for *_, contents in found(network)] == [[STATEMENT], ["gone"]]


def test_without_a_cue_in_the_window_content_stands_alone() -> None:
    """There is nothing to take."""
    assert found(scripted("⟦c1 It fell⟧ .")) == [(None, None, ["It fell"])]


@pytest.mark.parametrize("markup", ["", "Nothing here.", "⟦s1 Voss⟧ ⟦k1 said⟧ nothing."], ids=["empty", "plain", "cue"])
def test_without_content_there_is_no_attribution(markup: str) -> None:
    """A cue and a source alone are not worth telling."""
    assert found(scripted(markup)) == []


def test_a_cue_without_a_source_is_kept() -> None:
    """The source may be missing: "It was said that ..."."""
    assert found(scripted("It was ⟦k1 said⟧ that ⟦c1 it fell⟧.")) == [(None, "said", ["it fell"])]


def test_a_cue_without_a_source_takes_one_that_the_network_doubts() -> None:
    """Who speaks is rarely left out, so that words which are rather none are asked whether they are the source."""
    network = scripted("⟦s1 Voss⟧ , who wept , ⟦k1 said⟧ ⟦c1 it fell⟧ .")
    (reading,) = network.readings()
    tags = reading.tags.copy()
    tags[0] = np.log([0.2 if tag == "B-source" else 0.75 if tag == "O" else 0.01 for tag in TAGS])
    doubting = evolve(reading, tags=tags)
    (attribution,) = attributions_in(network, [doubting], pair_marks(network.text))  # type: ignore[arg-type]
    assert attribution.source
    assert network.text[attribution.source.start : attribution.source.end] == "Voss"


def test_fields_are_those_of_the_cue() -> None:
    """Speech or thought, denied or not."""
    network = scripted("⟦k1 Denied⟧ ⟦c1 it⟧. ⟦k2 Thought⟧ ⟦c2 so⟧.", denials=(1,), thoughts=(2,))
    assert [(a.act, a.negated) for a in attributions(network)] == [("speech", True), ("thought", False)]


def test_attributions_come_in_order_of_their_content() -> None:
    """Not in the order of their cues."""
    network = scripted('⟦c2 "A,"⟧ ⟦k1 said⟧ ⟦s1 one⟧ ⟦c1 "B,"⟧ ⟦k2 said⟧ ⟦s2 two⟧.')
    assert [contents for _, _, contents in found(network)] == [['"A,"'], ['"B,"']]


def test_what_is_context_is_not_found_twice() -> None:
    """The second window sees the end of the first again, and leaves it to the first."""
    network = scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧. ‖⟦s2 Lind⟧ ⟦k2 said⟧ ⟦c2 it stands⟧.", context=5)
    assert found(network) == [("Voss", "said", ["it fell"]), ("Lind", "said", ["it stands"])]


def test_a_quotation_that_goes_on_finds_its_cue_in_the_context() -> None:
    """The cue is before the edge, the second half behind it: one attribution."""
    network = scripted('⟦c1 "It fell,"⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ‖⟦c1 "At night."⟧', context=4)
    assert found(network) == [("Voss", "said", ['"It fell,"', '"At night."'])]


def test_without_context_the_second_half_stands_alone() -> None:
    """What a window does not see, it cannot link."""
    network = scripted('⟦c1 "It fell,"⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ‖⟦c1 "At night."⟧')
    assert found(network) == [("Voss", "said", ['"It fell,"']), (None, None, ['"At night."'])]


def test_content_that_the_edge_cuts_is_put_together() -> None:
    """The span of the second window begins in the context, where the first window found it already."""
    network = scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell at night ‖while nobody was there⟧.", context=6)
    assert found(network) == [("Voss", "said", ["it fell at night while nobody was there"])]


def test_content_cut_without_its_cue_is_put_together() -> None:
    """The context shows words of the content but not the cue: they are known by their place."""
    network = scripted('⟦k1 Said⟧ ⟦s1 Voss⟧ : ⟦c1 "It fell at night ‖while nobody was there."⟧', context=2)
    assert found(network) == [("Voss", "Said", ['"It fell at night while nobody was there."'])]


def test_a_cue_behind_the_edge_is_found() -> None:
    """The first window sees words in quotation marks and no cue; the second sees who said them."""
    network = scripted('⟦c1 "It fell at night ‖while nobody was there,"⟧ ⟦k1 said⟧ ⟦s1 Voss⟧ .', context=3)
    assert found(network) == [("Voss", "said", ['"It fell at night while nobody was there,"'])]


def test_the_window_that_sees_the_beginning_chooses_the_cue() -> None:
    """The rest of cut content stays with the cue of its beginning, whatever the window behind the edge thinks."""
    network = scripted("⟦k1 Said⟧ ⟦c1 it fell at night ‖while nobody⟧ ⟦k2 was⟧ there .", context=3)
    assert found(network) == [(None, "Said", ["it fell at night while nobody"])]


def test_a_cue_of_the_context_takes_content_that_stood_alone() -> None:
    """Content that the edge cuts, and that only the second window links to a cue which has other content."""
    first = scripted('⟦c1 "It fell,"⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ⟦c2 "At night ‖and alone."⟧', context=7)
    second = scripted('⟦c1 "It fell,"⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ⟦c1 "At night ‖and alone."⟧', context=7)
    before, _ = first.readings()
    _, behind = second.readings()
    network = evolve(first, marked=second.marked)
    alone = attributions_in(first, [before], pair_marks(first.text))  # type: ignore[arg-type]
    assert len(alone) == 2
    (both,) = attributions_in(Changing(first, network), [before, behind], pair_marks(first.text))  # type: ignore[arg-type]
    assert [first.text[place.start : place.end] for place in both.contents] == ['"It fell,"', '"At night and alone."']


class Changing:
    """Links the first window as one network does, and the others as another."""

    def __init__(self, *networks: ScriptedNetwork) -> None:
        self.networks = list(networks)
        self.tag_steps = networks[0].tag_steps

    def links(self, reading: WindowReading, *spans: NDArray[np.int64]) -> Links:
        """What the network whose turn it is says."""
        return self.networks.pop(0).links(reading, *spans)


def test_less_certainty_gives_less_confidence() -> None:
    """The probabilities of links and ends are those of the network."""
    markup = "⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧."
    (sure,), (doubtful,) = (attributions(scripted(markup, sure=sure)) for sure in (0.99, 0.7))
    assert doubtful.link_confidences < sure.link_confidences
    assert doubtful.source_confidence < sure.source_confidence
    assert doubtful.contents[0].confidence < sure.contents[0].confidence


def test_work_grows_with_the_length_of_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a window finds is held against what reaches into it, and not against all that was found before."""
    asked: list[int] = []
    goes_on = joining._goes_on
    monkeypatch.setattr(joining, "_goes_on", lambda old, new: asked.append(1) or goes_on(old, new))

    def questions(sentences: int) -> int:
        asked.clear()
        read("Ada Voss said that it fell. “It fell,” said Bo Lind. " * sentences)
        return len(asked)

    assert questions(160) < 3 * questions(80)
