"""The page of figures."""

from __future__ import annotations

from claimkit.evaluation import intervals, report, score

TEXT = "Rain, she said. “Wind,” he said."
GOLD = {
    "text": TEXT,
    "phenomena": ["pronoun"],
    "not_quotes": [[16, 23]],
    "quotes": [
        {
            "kind": "indirect",
            "act": "speech",
            "content": [[0, 4]],
            "source": [[6, 9]],
            "speakers": ["Ada"],
            "group": "g",
        },
        {"kind": "direct", "content": [[16, 23]], "source": [[24, 26]], "speakers": ["Ola"]},
    ],
}
WANTED = [GOLD | {"id": name} for name in "ab"]
FOUND = [{"id": "a", "quotes": GOLD["quotes"]}, {"id": "b", "quotes": [{"kind": "direct", "content": [[6, 9]]}]}]


def test_a_report_has_every_figure() -> None:
    """Content, source, speaker, fields, kinds, groups, non-quotes and phenomena, a line each."""
    scores = score(WANTED, FOUND)
    lines = report(scores, intervals(scores)).splitlines()
    assert [line[:24].rstrip() for line in lines] == [
        "exact content",
        "close content",
        "partial content",
        "close content and source",
        "content and speaker",
        "words of somebody",
        "pairs in one group",
        "source",
        "speaker",
        "  source: a pronoun",
        "act",
        "kind",
        "recall of direct",
        "recall of indirect",
        "no quotes, but reported",
        "  pronoun",
    ]
    assert lines[1].startswith("close content             P 0.667  R 0.500  F1 0.571 [")
    assert lines[1].endswith("]  (3 predicted, 4 gold)")


def test_mistakes_are_listed_up_to_a_number_of_each_sort() -> None:
    """Below the figures: what is wrong, where, and the words on both sides."""
    scores = score(WANTED, FOUND)
    listed = [line for line in report(scores, mistakes=1).splitlines() if " | " in line]
    assert listed == [
        "not_quote | a @16 | direct | (nothing) -> “Wind,”",
        "missed | b @0 | indirect | Rain -> (nothing)",
        "spurious | b @6 | direct | (nothing) -> she",
    ]


def test_what_could_not_be_judged_is_a_dash() -> None:
    """No pair, no accuracy."""
    assert "speaker                     -    of 0" in report(score([], []))
