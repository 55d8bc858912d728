"""The detector: from what a network sees to quotes with exact words."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from scripted_network import ScriptedNetwork, scripted

from claimkit.encoder.network import TAGS, Links, WindowReading
from claimkit.encoder.paths import TagSteps
from claimkit.quotes.detector import Detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from claimkit.records import Quote


def quotes(network: ScriptedNetwork) -> tuple[Quote, ...]:
    """What is found in the network's own text."""
    return Detector(network).find(network.text)  # type: ignore[arg-type]


def contents(markup: str) -> list[list[str]]:
    """The content of the quotes, in words."""
    return [[span.text for span in quote.content] for quote in quotes(scripted(markup))]


def test_a_quote_has_its_words_its_cue_and_its_source() -> None:
    """Everything is a span of the text, and nobody is named yet."""
    (quote,) = quotes(scripted('⟦c1 "The pier is gone,"⟧ ⟦k1 said⟧ ⟦s1 Ada Voss⟧.'))
    assert (quote.id, quote.kind, quote.act, quote.negated) == ("q1", "direct", "speech", False)
    assert quote.text == "The pier is gone,"
    assert quote.cue
    assert quote.source
    assert (quote.cue.text, quote.source.text, quote.speaker.name) == ("said", "Ada Voss", "")


def test_quotes_are_numbered_in_order_of_the_text() -> None:
    """What is left out leaves no gap in the numbers."""
    network = scripted('⟦c1 The first⟧ was it. ⟦c2 "The second."⟧ ⟦c3 "The third."⟧')
    assert [(quote.id, quote.text) for quote in quotes(network)] == [("q1", "The second."), ("q2", "The third.")]


def test_reported_words_without_a_cue_are_the_papers_own() -> None:
    """Nobody reports them and no marks show them."""
    assert contents("⟦c1 The pier is gone⟧ .") == []


def test_quoted_words_without_a_cue_are_a_quote() -> None:
    """The marks say so."""
    assert contents('⟦c1 "The pier is gone."⟧') == [['"The pier is gone."']]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("⟦k1 Said⟧: ⟦c1 the pier is gone.⟧", "the pier is gone", id="full-stop"),
        pytest.param("⟦c1 The pier is gone,⟧ ⟦k1 said⟧ Voss", "The pier is gone", id="comma"),
        pytest.param("⟦k1 Said⟧⟦c1 : the pier is gone⟧", "the pier is gone", id="colon-before"),
        pytest.param("⟦k1 Said⟧ ⟦c1 – the pier is gone –⟧", "the pier is gone", id="dashes"),
        pytest.param("⟦k1 Said⟧ ⟦c1 (the pier) is gone (⟧", "(the pier) is gone", id="open-bracket"),
        pytest.param("⟦k1 Asked⟧ ⟦c1 is it gone?⟧", "is it gone?", id="question-mark-stays"),
        pytest.param('⟦c1 "It is gone,"⟧ ⟦k1 said⟧ Voss', '"It is gone,"', id="comma-in-marks-stays"),
        pytest.param('⟦c1 "It is gone",⟧ ⟦k1 said⟧ Voss', '"It is gone"', id="comma-after-marks"),
        pytest.param('"⟦c1 It is gone,⟧" ⟦k1 said⟧ Voss', '"It is gone,"', id="both-marks-left-outside"),
        pytest.param('⟦c1 "It is gone,⟧" ⟦k1 said⟧ Voss', '"It is gone,"', id="closing-mark-left-outside"),
        pytest.param('"⟦c1 It is gone,"⟧ ⟦k1 said⟧ Voss', '"It is gone,"', id="opening-mark-left-outside"),
        pytest.param("``⟦c1 It is gone,⟧'' ⟦k1 said⟧ Voss", "``It is gone,''", id="doubled-marks-left-outside"),
        pytest.param("⟦k1 Said⟧ ⟦c1 it is a café⟧", "it is a cafe\u0301", id="combining-character"),
    ],
)
def test_content_has_no_loose_ends(markup: str, expected: str) -> None:
    """Punctuation that belongs to the sentence around is left out; marks just outside are taken in."""
    assert contents(markup.replace("é", "e\u0301")) == [[expected]]


def test_content_of_punctuation_alone_is_no_quote() -> None:
    """A tag on a comma says nothing."""
    assert contents("⟦k1 Said⟧ ⟦c1 , ;⟧ the pier") == []


def test_the_bare_words_have_no_marks() -> None:
    """Neither of the two halves."""
    (quote,) = quotes(scripted("⟦c1 “The pier,”⟧ ⟦k1 said⟧ ⟦s1 Voss⟧, ⟦c1 “is gone.”⟧"))
    assert [span.text for span in quote.bare] == ["The pier,", "is gone."]
    assert quote.text == "The pier, is gone."


def test_evidence_says_what_the_network_and_the_marks_saw() -> None:
    """The deciding reason first, then the source, the fields with the cue, and the quotation marks."""
    (quote,) = quotes(scripted('⟦c1 "The pier is gone,"⟧ ⟦k1 said⟧ ⟦s1 Voss⟧.'))
    assert [(each.stage, each.reason, each.span.text) for each in quote.evidence if each.span] == [
        ("network", "tagged as content and linked to the cue", '"The pier is gone,"'),
        ("network", "source linked to the cue", "Voss"),
        ("network", "the cue is one of speech", "said"),
        ("network", "the cue does not deny that it was said", "said"),
        ("marks", "in quotation marks", '"The pier is gone,"'),
    ]
    assert quote.evidence[0].confidence == quote.confidence


def test_confidence_falls_with_every_doubtful_part() -> None:
    """A quote in two halves is no surer than its weaker half."""
    whole, split = (
        quotes(scripted(markup))[0]
        for markup in ('⟦c1 "It fell,"⟧ ⟦k1 said⟧ Voss', '⟦c1 "It fell,"⟧ ⟦k1 said⟧ Voss, ⟦c1 "at night."⟧')
    )
    assert 0.0 < split.confidence <= whole.confidence < 1.0


@pytest.mark.parametrize(
    ("markup", "contents"),
    [
        ('⟦c1 "It fell,"⟧ ⟦k1 said⟧ Voss, asked about calls ⟦c1 for a truce⟧.', [['"It fell,"']]),
        ('⟦c1 "It fell,"⟧ ⟦k1 said⟧ Voss, ⟦c1 "at night."⟧', [['"It fell,"', '"at night."']]),
        ("⟦c1 The pier⟧, Voss ⟦k1 said⟧, ⟦c1 was gone⟧.", [["The pier", "was gone"]]),
        ('⟦c1 The "old" pier⟧, Voss ⟦k1 said⟧, ⟦c1 was gone⟧.', [['The "old" pier', "was gone"]]),
    ],
    ids=["an aside", "a quotation that goes on", "reported", "reported, with a word in marks"],
)
def test_loose_words_behind_a_quotation_are_not_its_content(markup: str, contents: list[list[str]]) -> None:
    """Whoever is quoted in full before the cue is not reported behind it, but what goes on in marks is."""
    assert [[span.text for span in quote.content] for quote in quotes(scripted(markup))] == contents


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('⟦k1 Said⟧: ⟦c1 "It fell."⟧\n⟦c1 "…Nobody ran."⟧', [['"It fell."'], ['"…Nobody ran."']]),
        ("⟦k1 Said⟧: ⟦c1 “It fell.”⟧\n\n⟦c1 “... Nobody ran.”⟧", [["“It fell.”"], ["“... Nobody ran.”"]]),
        ('⟦k1 Said⟧: ⟦c1 "It fell."⟧\n⟦c1 "Nobody ran."⟧', [['"It fell."', '"Nobody ran."']]),
        ('⟦k1 Said⟧: ⟦c1 "It fell."⟧ Voss rose. ⟦c1 "…Nobody ran."⟧', [['"It fell."', '"…Nobody ran."']]),
        ('⟦c1 "…It fell."⟧\n⟦c1 "…Nobody ran,"⟧ ⟦k1 said⟧ Voss', [['"…It fell."', '"…Nobody ran,"']]),
    ],
    ids=["ellipsis", "three dots", "no ellipsis", "in the paragraph", "cue behind"],
)
def test_a_paragraph_that_begins_with_an_omission_is_a_quote_of_its_own(markup: str, expected: list[list[str]]) -> None:
    """An outlet that puts an ellipsis first in a paragraph chose another passage; without it, the words go on."""
    assert contents(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("⟦k1 Said⟧: ⟦c1 “It fell.⟧\n\n⟦c2 “Nobody ran.”⟧", [["“It fell.", "“Nobody ran.”"]]),
        ("⟦c1 “It fell.⟧\n\n⟦c2 “Nobody ran.⟧\n\n⟦c3 “We stayed.”⟧", [["“It fell.", "“Nobody ran.", "“We stayed.”"]]),
        ("⟦k1 Said⟧: ⟦c1 “It fell.”⟧\n\n⟦c2 “Nobody ran.”⟧", [["“It fell.”"], ["“Nobody ran.”"]]),
        ("⟦k1 Said⟧: ⟦c1 “It fell.⟧\n\n⟦c2 “Nobody ran,”⟧ Lind ⟦k2 said⟧.", [["“It fell."], ["“Nobody ran,”"]]),
        ("⟦k1 Said⟧: ⟦c1 “It fell.⟧\n\n⟦c2 “… Nobody ran.”⟧", [["“It fell."], ["“… Nobody ran.”"]]),
        ("⟦k1 Said⟧: “It fell.\n\n⟦c2 “Nobody ran.”⟧", [["“Nobody ran.”"]]),
    ],
    ids=["not closed", "three", "closed", "a cue of its own", "an omission", "nothing found before"],
)
def test_a_quotation_without_a_closing_mark_goes_on_in_the_next_paragraph(
    markup: str, expected: list[list[str]]
) -> None:
    """The old rule of printers: every paragraph opens, only the last closes. It is one quote, whatever is linked."""
    assert contents(markup) == expected


def test_windows_that_see_the_same_words_differently_do_not_share_them() -> None:
    """The second window gives the end of the first one's content to another cue: no word is in two quotes."""
    network = scripted("⟦k1 Said⟧ ⟦c1 it fell at night ‖while nobody⟧ ⟦k2 was⟧ there .", context=3)
    found = quotes(network)
    assert_apart(found)
    assert [quote.text for quote in found] == ["it fell at night while nobody"]


def assert_apart(found: tuple[Quote, ...]) -> None:
    """No two content spans of the quotes share a character, and quotes and spans come in order."""
    spans = [span for quote in found for span in quote.content]
    for before, after in pairwise(sorted(spans, key=lambda span: (span.start, span.end))):
        assert before.end <= after.start, (before, after)
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)


@frozen(eq=False)
class ErraticNetwork:
    """Says something else about every word in every window, and links at random."""

    text: str
    draw: np.random.Generator

    @property
    def config(self) -> dict[str, object]:
        """No calibration."""
        return {}

    @property
    def tag_steps(self) -> TagSteps:
        """No tag follows another more readily than a third."""
        return TagSteps.of({}, len(TAGS))

    def read(self, _text: str) -> tuple[object, Iterator[WindowReading]]:
        """Windows of a few words, with context."""
        base = scripted(self.text)
        cut, (whole,) = base.read(self.text)[0], tuple(base.readings()) or (None,)
        return cut, self._windows(whole)

    def _windows(self, whole: WindowReading) -> Iterator[WindowReading]:
        fresh, count = 0, len(whole.starts)
        while fresh < count:
            start = max(0, fresh - int(self.draw.integers(0, 6)))
            end = min(count, fresh + int(self.draw.integers(1, 10)))
            inside = slice(start, end)
            tags = self.draw.dirichlet(self.draw.choice([0.05, 0.2, 1.0], size=len(TAGS)), size=end - start)
            yield WindowReading(
                fresh=fresh - start,
                starts=whole.starts[inside],
                ends=whole.ends[inside],
                paragraphs=whole.paragraphs[inside],
                adjoining=whole.adjoining[inside],
                leaning=whole.leaning[inside],
                tags=np.log(tags + 1e-9).astype(np.float32),
                names=whole.names[inside],
                vectors=whole.vectors[inside],
            )
            fresh = end

    def links(
        self,
        _reading: WindowReading,
        contents: NDArray[np.int64],
        cues: NDArray[np.int64],
        sources: NDArray[np.int64],
    ) -> Links:
        """Any cue for any content, any source for any cue."""
        return Links(
            self._rows(len(contents), len(cues) + 1),
            self._rows(len(cues), len(sources) + 1),
            self._rows(len(cues), 2),
            self._rows(len(cues), 2),
            self._rows(len(sources), 3),
        )

    def _rows(self, rows: int, columns: int) -> NDArray[np.float32]:
        return self.draw.dirichlet(np.ones(columns), size=rows).astype(np.float32).reshape(rows, columns)


pieces = st.sampled_from(
    ["Voss", "said", "it", "fell", ",", ".", '"', "“", "”", "‘", "’", "''", "``", "(", "–", "e\u0301", "…", " ", "\n"]
)


@given(st.lists(pieces, max_size=40), st.sampled_from(["", " "]), st.integers(0, 2**32))
def test_whatever_the_network_sees_no_word_is_quoted_twice(words: list[str], blank: str, seed: int) -> None:
    """Spans slice back, quotes are apart and in order and numbered, and no text or network makes it fail."""
    text = blank.join(words)
    network = ErraticNetwork(text, np.random.default_rng(seed))
    found = Detector(network).find(text)  # type: ignore[arg-type]
    assert [quote.id for quote in found] == [f"q{number}" for number in range(1, len(found) + 1)]
    for quote in found:
        for span in (*quote.content, *quote.bare, *filter(None, (quote.cue, quote.source))):
            assert text[span.start : span.end] == span.text
        assert all(a.start <= b.start and b.end <= a.end for a, b in zip(quote.content, quote.bare, strict=True))
        assert all(span.text for span in quote.content)
    assert_apart(found)


def test_spans_that_only_a_blank_parts_are_one() -> None:
    """Two spans of one quote side by side are what the reader sees as one stretch."""
    (quote,) = quotes(scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 it fell⟧ ⟦c1 at night⟧."))
    assert [span.text for span in quote.content] == ["it fell at night"]


def test_two_quotations_side_by_side_stay_two_spans() -> None:
    """What was closed and opened again was said in two pieces."""
    (quote,) = quotes(scripted('⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 "It fell."⟧ ⟦c1 "At night."⟧'))
    assert [span.text for span in quote.content] == ['"It fell."', '"At night."']


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("⟦s1 It⟧ ⟦k1 is estimated⟧ ⟦c1 that it fell⟧.", None),
        ("⟦s1 The mayor⟧ ⟦k1 has long been expected⟧ ⟦c1 to resign⟧.", None),
        ("⟦c1 The pier⟧ ⟦k1 was reported⟧ ⟦s1 by the Gazette⟧ ⟦c1 to have fallen⟧.", "by the Gazette"),
        ("⟦s1 It⟧ ⟦k1 was not disclosed⟧ ⟦c1 whether it fell⟧.", None),
        ("⟦s1 The council⟧ ⟦k1 is agreed⟧ ⟦c1 that it fell⟧.", "The council"),
        ("⟦s1 The mayor⟧ ⟦k1 was quoted as saying⟧ ⟦c1 it fell⟧.", "The mayor"),
        ("⟦s1 The mayor⟧ ⟦k1 said⟧ ⟦c1 it fell⟧.", "The mayor"),
    ],
    ids=["it", "somebody", "by somebody", "it, with any verb", "somebody, with another verb", "quoted", "active"],
)
def test_the_subject_of_a_passive_cue_is_no_source(markup: str, source: str | None) -> None:
    """Who is said to do something does not say so; who is named behind it does."""
    (quote,) = quotes(scripted(markup))
    assert (quote.source and quote.source.text) == source


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("⟦c1 Pier was rotten⟧⟦k1 :⟧ ⟦s1 ferry⟧ captain", "ferry captain"),
        ("⟦c1 Pier was rotten⟧⟦k1 :⟧ Harbor ⟦s1 Minister Voss⟧", "Harbor Minister Voss"),
        ("⟦c1 Pier was rotten⟧⟦k1 :⟧ ⟦s1 Voss⟧, Lind and many others", "Voss"),
        ("⟦c1 Pier was rotten⟧⟦k1 :⟧ ⟦s1 Voss⟧ said so on Monday.", "Voss"),
    ],
    ids=["cut behind", "cut before", "more than a name", "a sentence"],
)
def test_a_headline_names_its_source_behind_the_colon(markup: str, source: str) -> None:
    """All of the few words up to the end of the line."""
    (quote,) = quotes(scripted(markup))
    assert quote.source
    assert quote.source.text == source


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("⟦s1 Ada Voss, on the deck of the⟧ ferry, ⟦k1 said⟧ ⟦c1 it fell⟧.", "Ada Voss"),
        ("⟦s1 Ada Voss, on deck, and Bo Lind⟧ ⟦k1 said⟧ ⟦c1 it fell⟧.", "Ada Voss, on deck, and Bo Lind"),
        ("⟦s1 Ada Voss, speaking in⟧ Selwa, ⟦k1 said⟧ ⟦c1 it fell⟧.", "Ada Voss"),
        ("⟦s1 Ada Voss, a baker in Selwa⟧, ⟦k1 said⟧ ⟦c1 it fell⟧.", "Ada Voss, a baker in Selwa"),
        ("⟦s1 The mayor of Selwa, in Norvik⟧, ⟦k1 said⟧ ⟦c1 it fell⟧.", "The mayor of Selwa"),
    ],
    ids=["where", "where, and somebody else", "what they do", "who they are", "where the town is"],
)
def test_a_source_ends_before_what_is_incidental(markup: str, source: str) -> None:
    """Where somebody is, and that they speak, is no part of who they are."""
    (quote,) = quotes(scripted(markup))
    assert quote.source
    assert quote.source.text == source


def test_blanks_inside_of_content_take_no_time() -> None:
    """Tables turned to text leave long runs of them."""
    network = scripted(f"⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 the{' ' * 30_000}pier fell⟧.")
    started = time.process_time()
    (quote,) = quotes(network)
    assert quote.content[0].text.split() == ["the", "pier", "fell"]
    assert time.process_time() - started < 2


def test_a_source_ends_before_its_relative_clause() -> None:
    """The pronoun of the clause behind it, and a comma, are no part of the words that name who."""
    (quote,) = quotes(scripted("⟦s1 A senior official, who⟧ ran it, ⟦k1 said⟧ ⟦c1 it fell⟧."))
    assert quote.source
    assert quote.source.text == "A senior official"


def test_a_relative_pronoun_alone_is_a_source() -> None:
    """In "Voss, who said it fell", "who" is all that names the speaker there."""
    (quote,) = quotes(scripted("Voss , ⟦s1 who⟧ ⟦k1 said⟧ ⟦c1 it fell⟧ , left."))
    assert quote.source
    assert quote.source.text == "who"


def test_an_attribution_inside_content_does_not_part_it() -> None:
    """Words of the content that look like an attribution of their own stay within the outermost one."""
    network = scripted("⟦s1 Voss⟧ ⟦k1 said⟧ ⟦c1 she was unmoved⟧ by ⟦s2 Orr's⟧ ⟦k2 calls⟧ ⟦c1 for a truce⟧.")
    (quote,) = quotes(network)
    assert [span.text for span in quote.content] == ["she was unmoved by Orr's calls for a truce"]


def test_a_full_stop_within_an_open_quotation_stays() -> None:
    """A quotation of several paragraphs closes once, and the full stops before that stand inside it."""
    (quote,) = quotes(scripted("⟦k1 Said⟧ ⟦s1 Voss⟧ : ⟦c1 “It fell at night .⟧\n\n⟦c1 “All of it .”⟧"))
    assert [span.text for span in quote.content] == ["“It fell at night .", "“All of it .”"]
