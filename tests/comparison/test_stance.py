from __future__ import annotations

import pytest

from claimkit.comparison import compare, flags_of, stance_of
from claimkit.records import Article, Quote, Span, Speaker


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", "neutral"),
        ("according to", "neutral"),
        ("told", "neutral"),
        ("claimed", "doubting"),
        ("has been alleging", "doubting"),
        ("admitted", "conceding"),
        ("finally conceded in a statement", "conceding"),
        ("denies", "denying"),
        ("pointed out", "factual"),
        ("pointed", "neutral"),
        ("found", "factual"),
        ("insists", "insisting"),
        ("Accused", "accusing"),
        ("was warning", "warning"),
        (":", "neutral"),
        ("", "neutral"),
    ],
)
def test_stances(cue: str, stance: str) -> None:
    """A cue tells what the outlet makes of the words."""
    assert stance_of(cue) == stance


def version(identity: str, said: str, cue: str, day: int) -> Article:
    """An article that says what was said, and by which cue."""
    text = f"{said}, Brandt {cue}"
    content = (Span.of(text, 0, len(said)),)
    quote = Quote(
        "q1",
        content,
        content,
        "direct",
        cue=Span.of(text, len(text) - len(cue), len(text)),
        speaker=Speaker("Ada Brandt", "person"),
    )
    return Article(text, id=identity, outlet=identity, published=f"2031-03-0{day}", quotes=(quote,))


def test_members_carry_what_changed_the_meaning() -> None:
    """A dropped hedge, an exchanged modal and another stance are flags; a cut end is none."""
    said = "The Orlik dam may possibly hold through the winter, if the rumours in the valley about its cracks are wrong"
    bolder = said.replace("may possibly hold", "will hold")
    [group] = compare(
        [version("a", said, "said", 1), version("b", bolder, "admitted", 2), version("c", said, "told", 3)]
    ).groups
    flags = {member.article: [flag.reason for flag in flags_of(member)] for member in group.members}
    assert flags["a"] == flags["c"] == []
    assert flags["b"] == ["modality: 'may' became 'will'", "hedge cut: 'possibly'", "stance: 'said' became 'admitted'"]


def test_the_flag_of_a_stance_points_to_the_cue() -> None:
    """Views can mark the word."""
    said = "Nobody at the Orlik dam has been paid since the harvest"
    [group] = compare([version("a", said, "said", 1), version("b", said, "claimed", 2)]).groups
    [flag] = flags_of(group.members[1])
    assert flag.span is not None
    assert flag.span.text == "claimed"


def test_stance_is_told_against_what_most_say() -> None:
    """One "claimed" is the odd one out although it has the fullest wording; a plain "said" is never flagged."""
    said = "Nobody at the Orlik dam has been paid since the harvest"
    cues = ("said", "told", "said", "claimed")
    articles = [version(str(day), said, cue, day) for day, cue in enumerate(cues, start=1)]
    fuller = version("5", f"{said}, and nobody will be", "alleged", 5)
    [group] = compare([*articles, fuller]).groups
    flags = {member.article: [flag.reason for flag in member.flags] for member in group.members}
    assert flags["4"] == ["stance: 'said' became 'claimed'"]
    assert flags["5"] == ["stance: 'said' became 'alleged'"]
    assert flags["1"] == flags["2"] == flags["3"] == []
