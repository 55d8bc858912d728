"""Figures of an evaluation: by hand on marked-up sentences, by law on any, and against the reference scorer."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.errors import InputError
from claimkit.evaluation import parse_marked, score
from claimkit.evaluation.gate import data_folder
from claimkit.evaluation.scoring import Accuracy, GroupPairs, KindRecall, PrecisionRecall, Violations, source_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claimkit.evaluation import Scores

    Articles = Sequence[dict[str, Any]]

GOLD = """=== a | The Courier | 2031-03-14 | pronoun
⟦s1 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 that the old dam would hold⟧. ⟦c2 “I sleep well,”⟧ ⟦s2 she⟧ ⟦k2 added⟧.
---
1 indirect speech | Ada Quist / Quist | person
2 direct speech | Ada Quist | person
"""
FIRST = "1 indirect speech | Ada Quist | person"
SECOND = "2 direct speech | Ada Quist | person"


def marked(text: str, *attributions: str, name: str = "a") -> tuple[dict[str, Any], ...]:
    """One article from its marked-up text and the lines of its attributions."""
    lines = "\n".join(attributions)
    return tuple(dict(article) for article in parse_marked(f"=== {name} | | |\n{text}\n---\n{lines}\n"))


def gold() -> tuple[dict[str, Any], ...]:
    """The two attributions that most tests predict."""
    return tuple(dict(article) for article in parse_marked(GOLD))


def test_a_perfect_prediction_is_perfect() -> None:
    """Gold against itself gives 1.0 everywhere, and no mistakes."""
    scores = score(gold(), gold())
    assert scores.close == scores.exact == scores.end2end == PrecisionRecall(2, 2, 2, 2)
    assert scores.source == scores.speaker == Accuracy(2, 2)
    assert set(scores.figures().values()) == {1.0}
    assert scores.mistakes == ()


def test_no_prediction_finds_nothing() -> None:
    """Without a prediction for it, every attribution of an article is missed, and the article is named."""
    scores = score(gold(), [])
    assert scores.close == PrecisionRecall(0, 0, 0, 2)
    assert scores.unread == ("a",)
    assert [mistake.sort for mistake in scores.mistakes] == ["missed", "missed"]


@pytest.mark.parametrize(
    ("text", "overlaps"),
    [
        pytest.param("⟦k1 said that⟧ ⟦c1 the old dam would hold⟧", (1, 1, 1), id="a leading that does not count"),
        pytest.param("⟦k1 said⟧ ⟦c1 that the old dam would hold.⟧", (1, 1, 1), id="punctuation does not count"),
        pytest.param("⟦k1 said that⟧ the ⟦c1 old dam would hold⟧", (1, 1, 0), id="four words of five are close"),
        pytest.param("⟦k1 said that the⟧ old ⟦c1 dam would hold⟧", (1, 0, 0), id="three words of five are partial"),
        pytest.param("⟦k1 said⟧ that the old dam ⟦c1 would hold⟧", (0, 0, 0), id="two words of five are neither"),
    ],
)
def test_overlap_decides_on_the_level(text: str, overlaps: tuple[int, int, int]) -> None:
    """Contents are compared as sets of words: Jaccard 0.5 is partial, 0.8 close, 1.0 exact."""
    end = "" if "hold." in text else "."
    found = marked(f"⟦s1 Mayor Ada Quist⟧ {text}{end} “I sleep well,” she added.", FIRST)
    scores = score(gold(), found)
    assert (scores.partial.found, scores.close.found, scores.exact.found) == overlaps


@pytest.mark.parametrize(
    ("start", "agrees"),
    [
        pytest.param("⟦s1 Mayor Ada Quist⟧", True, id="the same words"),
        pytest.param("Mayor Ada ⟦s1 Quist⟧", True, id="less of it with the same last word"),
        pytest.param("⟦s1 Mayor⟧ Ada Quist", False, id="less of it with another last word"),
        pytest.param("⟦s1 Mayor Ada⟧ Quist", True, id="two words of three"),
        pytest.param("Mayor Ada Quist", False, id="no source"),
    ],
)
def test_sources_agree_by_words(start: str, *, agrees: bool) -> None:
    """A source is right with half of the words, or when it ends in the same word; end to end needs both."""
    found = marked(f"{start} ⟦k1 said⟧ ⟦c1 that the old dam would hold⟧. “I sleep well,” she added.", FIRST)
    scores = score(gold(), found)
    assert scores.source == Accuracy(int(agrees), 1)
    assert scores.end2end == PrecisionRecall(int(agrees), 1, int(agrees), 2)


@pytest.mark.parametrize(
    ("name", "agrees"),
    [
        pytest.param("Ada Quist", True, id="the canonical name"),
        pytest.param("Quist", True, id="another accepted name"),
        pytest.param("the ÁDA Quist.", True, id="case, accent, article and full stop do not count"),
        pytest.param("Mayor Ada Quist", False, id="a title does"),
    ],
)
def test_speakers_agree_by_name(name: str, *, agrees: bool) -> None:
    """A speaker is right if the name is one of those that the gold accepts."""
    found = copy.deepcopy(gold())
    found[0]["quotes"] = [found[0]["quotes"][0] | {"speakers": [name]}]
    scores = score(gold(), found)
    assert scores.speaker == Accuracy(int(agrees), 1)
    assert scores.speaker_by_source == {"name": Accuracy(int(agrees), 1)}


@pytest.mark.parametrize("nobody", [[], [""], [None], None], ids=repr)
def test_a_missing_name_is_a_wrong_name(nobody: list[str] | None) -> None:
    """Where the gold names a speaker, nobody is not the answer."""
    found = copy.deepcopy(gold())
    found[0]["quotes"] = [found[0]["quotes"][1] | {"speakers": nobody}]
    scores = score(gold(), found)
    assert scores.speaker_by_source == {"pronoun": Accuracy(0, 1)}
    assert [str(mistake) for mistake in scores.mistakes if mistake.sort == "speaker"] == [
        "speaker | a @50 | direct | Ada Quist -> (nothing)"
    ]


def test_optional_gold_may_be_missed() -> None:
    """What is not required is no miss when it is missed, and right when it is found."""
    text = "⟦s1 Mayor Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧."
    optional = marked(text, "1 indirect speech optional | Ada Quist | person")
    assert score(optional, []).close == PrecisionRecall(0, 0, 0, 0)
    assert score(optional, optional).close == PrecisionRecall(1, 1, 0, 0)
    assert score(optional, []).mistakes == ()


def test_each_gold_has_one_partner() -> None:
    """Of two predictions for one attribution, the better one is its partner, and the other is spurious."""
    found = copy.deepcopy(gold())
    quote = found[0]["quotes"][1]
    found[0]["quotes"] = [quote | {"content": [[48, 55]]}, quote]
    scores = score(gold(), found)
    assert scores.exact == PrecisionRecall(1, 2, 1, 2)
    assert sorted(mistake.sort for mistake in scores.mistakes) == ["missed", "spurious"]


def test_words_count_whatever_quote_they_are_in() -> None:
    """One long prediction over two attributions has all of their words, and the words between as errors."""
    text = gold()[0]["text"]
    found = [{"id": "a", "quotes": [{"kind": "mixed", "content": [[21, text.index(",”")]]}]}]
    scores = score(gold(), found)
    assert scores.words == PrecisionRecall(right=8, predicted=8, found=8, gold=8)
    assert scores.close.found == 0


def test_fields_are_compared_where_both_sides_have_them() -> None:
    """Kind, act and negation count for close pairs that carry them, and kinds of other corpora do not count."""
    found = copy.deepcopy(gold())
    found[0]["quotes"][0] |= {"kind": "mixed", "act": None, "negated": True}
    scores = score(gold(), found)
    assert scores.fields == {"act": Accuracy(1, 1), "kind": Accuracy(1, 2), "negated": Accuracy(1, 2)}
    other = copy.deepcopy(gold())
    other[0]["quotes"][0]["kind"] = "indirect-speech"
    assert score(other, gold()).fields["kind"] == Accuracy(1, 1)


def test_recall_is_given_for_each_kind() -> None:
    """The kinds of the required gold, each with what was found close and exactly."""
    found = copy.deepcopy(gold())
    del found[0]["quotes"][0]
    assert score(gold(), found).recall_by_kind == {"direct": KindRecall(1, 1, 1), "indirect": KindRecall(0, 0, 1)}


def test_direct_quotes_must_leave_alone_what_is_no_quote() -> None:
    """A scare quote that is reported as direct is a violation; inside reported speech it is none."""
    article = marked("⟦s1 Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the ⟦n “safe zone”⟧ was closed⟧.", FIRST)
    quote = article[0]["quotes"][0]
    [[start, end]] = article[0]["not_quotes"]
    reported = {"id": "a", "quotes": [quote]}
    direct = {"id": "a", "quotes": [quote, {"kind": "direct", "content": [[start, end]]}]}
    assert score(article, [reported]).not_quotes == Violations(0, 1)
    assert score(article, [direct]).not_quotes == Violations(1, 1)
    assert score(article, [direct]).figures()["not_quotes"] == 0.0
    assert score(gold(), gold()).not_quotes is None


def grouped(*labels: str | None) -> Articles:
    """Articles with one quote each, in the groups given."""
    made = []
    for number, label in enumerate(labels):
        [article] = marked("⟦s1 Ada Quist⟧ ⟦k1 said⟧ ⟦c1 the dam would hold⟧.", FIRST, name=f"a{number}")
        article["quotes"][0]["group"] = label
        made.append(article)
    return made


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        pytest.param(("x", "x", None), PrecisionRecall(1, 1, 1, 3), id="two of three"),
        pytest.param(("x", "x", "x"), PrecisionRecall(3, 3, 3, 3), id="all three under another label"),
        pytest.param((None, None, None), PrecisionRecall(0, 0, 0, 3), id="none"),
        pytest.param(("x", "y", "z"), PrecisionRecall(0, 0, 0, 3), id="each alone"),
    ],
)
def test_groups_are_scored_as_pairs(predicted: tuple[str | None, ...], expected: PrecisionRecall) -> None:
    """Three quotes in one group are three pairs, whatever the labels are called."""
    assert score(grouped("g", "g", "g"), grouped(*predicted)).groups == expected


def test_group_pairs_lie_between_articles() -> None:
    """Two quotes of one article with one label are no pair, and without a gold pair there is no figure."""
    article = gold()[0]
    for quote in article["quotes"]:
        quote["group"] = "g"
    assert score([article], [article]).groups is None


def test_a_wrong_group_costs_precision() -> None:
    """Pairs that only the prediction has count as predicted."""
    scores = score(grouped("g", "g", None), grouped("x", "x", "x"))
    assert scores.groups == PrecisionRecall(1, 3, 1, 1)
    assert GroupPairs("a0", "a2", gold=0, predicted=1, both=0) in scores.pairs


@pytest.mark.parametrize(
    ("source", "speakers", "expected"),
    [
        ("He himself", ["Ola Brandt"], "pronoun"),
        ("who", ["Ola Brandt"], "pronoun"),
        ("Brandt’s", ["Ola Brandt"], "name"),
        ("the Kremlin spokesman", ["Ola Brandt"], "nominal"),
        ("a senior aide", ["senior aide"], "nominal"),
        ("The ministry", ["Tavarian Harbor Ministry"], "nominal"),
        ("Erdogan", ["Recep Erdoğan"], "name"),
        ("“”", ["Ola Brandt"], "none"),
    ],
)
def test_a_source_is_a_pronoun_a_noun_or_a_name(source: str, speakers: list[str], expected: str) -> None:
    """Speaker accuracy is broken down by how the source refers to the speaker."""
    assert source_class(source, [[0, len(source)]], speakers) == expected


def test_figures_are_broken_down_by_phenomenon() -> None:
    """Articles with a tag give the figures of the tag; others do not enter it."""
    tagged, plain = gold()[0], gold()[0] | {"id": "b", "phenomena": []}
    scores = score([tagged, plain], [tagged])
    assert set(scores.by_phenomenon()) == {"pronoun"}
    assert scores.by_phenomenon()["pronoun"].close.f1 == 1.0
    assert scores.close.recall == 0.5
    assert [each.close.recall for each in scores.by_article()] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("articles", "predicted", "words"),
    [
        pytest.param([{"id": "a", "quotes": []}], [], "has no 'text'", id="gold without text"),
        pytest.param([{"id": "a"}], [], "no 'text' and no 'quotes'", id="articles that were not annotated"),
        pytest.param([{"text": "Rain.", "quotes": []}], [], "number 1 has no 'id'", id="gold without id"),
        pytest.param([], [{"id": "a"}, {"id": "a"}], "predicted articles have the id 'a' twice", id="an id twice"),
    ],
)
def test_what_cannot_be_scored_is_told(articles: Articles, predicted: Articles, words: str) -> None:
    """An error says which article lacks what."""
    with pytest.raises(InputError, match=words):
        score(articles, predicted)


LAW = settings(max_examples=30, deadline=None)

# Laws ----------------------------------------------------------------------------------------------------------


TEXT = "that Ada won’t “ice” so-so … That isle"
SPANS = st.sampled_from([[start, end] for start in range(len(TEXT)) for end in range(start, len(TEXT) + 1)])
QUOTES = st.fixed_dictionaries(
    {"content": st.lists(SPANS, min_size=1, max_size=2), "kind": st.sampled_from(["direct", "mixed", "indirect"])},
    optional={
        "source": st.lists(SPANS, max_size=1),
        "speakers": st.sampled_from([[], ["Ada"], ["the Áda", "Ola"], [""]]),
        "group": st.sampled_from([None, "g", "h"]),
        "required": st.booleans(),
        "act": st.sampled_from([None, "speech", "thought"]),
        "negated": st.sampled_from([None, True, False]),
    },
)
ARTICLES = st.fixed_dictionaries({"quotes": st.lists(QUOTES, max_size=3), "not_quotes": st.lists(SPANS, max_size=1)})


@st.composite
def evaluations(draw: st.DrawFn) -> tuple[Articles, Articles]:
    """Gold articles with attributions anywhere, overlapping or not, and predictions for most of them."""
    wanted, found = (draw(st.lists(ARTICLES, max_size=3)) for _side in range(2))
    return (
        [article | {"id": f"a{number}", "text": TEXT} for number, article in enumerate(wanted)],
        [article | {"id": f"a{number}"} for number, article in enumerate(found)],
    )


def numbers_in(scores: Scores) -> dict[str, Any]:
    """All figures and counts, without what they were summed from."""
    return scores.as_dict() | {"figures": scores.figures()}


@LAW
@given(evaluations())
def test_figures_lie_between_0_and_1(evaluation: tuple[Articles, Articles]) -> None:
    """Whatever is compared with whatever."""
    assert all(0.0 <= value <= 1.0 for value in score(*evaluation).figures().values())


@LAW
@given(evaluations(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(evaluation: tuple[Articles, Articles], rng: random.Random) -> None:
    """Articles are matched by their ids."""
    shuffled = [rng.sample(list(side), len(side)) for side in evaluation]
    assert numbers_in(score(*shuffled)) == numbers_in(score(*evaluation))


@LAW
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_the_same_attributions_are_perfect(lengths: list[int]) -> None:
    """Any attributions with a word in them, side by side, give 1.0 against themselves."""
    text, quotes, start = "word " * sum(lengths), [], 0
    for length in lengths:
        quotes.append({"kind": "mixed", "content": [[start, start + 5 * length]], "speakers": ["Ada"], "source": []})
        start += 5 * length
    article = {"id": "a", "text": text, "quotes": quotes}
    assert set(score([article], [article]).figures().values()) == {1.0}


# The reference scorer ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(repository: Path) -> Path:
    """The folder of the larger gold sets."""
    folder = data_folder(repository)
    if folder is None or not (folder.parent / "tools" / "score.py").is_file():
        pytest.skip("needs the folder of the larger gold sets, with the reference scorer next to it")
    return folder


@pytest.fixture(scope="module")
def reference(data: Path) -> Callable[[Articles, Articles], tuple[dict[str, Any], list[tuple[Any, ...]]]]:
    """The ``score`` of the reference scorer."""
    spec = importlib.util.spec_from_file_location("reference_scorer", data.parent / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scorer: Callable[[Articles, Articles], tuple[dict[str, Any], list[tuple[Any, ...]]]] = module.score
    return scorer


def disturbed(articles: Articles, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Predictions of a bad reader: articles and quotes lost, edges off, names wrong, quotes invented."""
    for article in articles:
        if rng.random() < 0.05:
            continue
        kept = [copy.deepcopy(quote) for quote in article["quotes"] if rng.random() > 0.15]
        for quote in kept:
            if rng.random() < 0.4:
                stretch = rng.choice(quote["content"])
                stretch[0] = max(0, stretch[0] + rng.randint(-30, 30))
                stretch[1] = max(stretch[0], stretch[1] + rng.randint(-30, 30))
            if rng.random() < 0.3:
                quote["source"] = [[start, end - 5] for start, end in quote.get("source", [])]
            if rng.random() < 0.2:
                quote["speakers"] = [rng.choice(["Harbor Office", "", None])]
            quote["group"] = rng.choice([quote.get("group"), quote.get("group"), "g", None])
            quote["kind"] = rng.choice([quote["kind"], "direct", "indirect"])
        start = rng.randrange(len(article["text"]))
        kept.append({"kind": "direct", "content": [[start, start + 50]]})
        rng.shuffle(kept)
        yield {"id": article["id"], "quotes": kept}


@pytest.mark.parametrize("name", ["seeds.jsonl", "open/dev.jsonl"])
@pytest.mark.parametrize("seed", range(3))
def test_the_reference_scorer_agrees_on_real_articles(
    data: Path,
    reference: Callable[[Articles, Articles], tuple[dict[str, Any], list[tuple[Any, ...]]]],
    name: str,
    seed: int,
) -> None:
    """To the digit, for all figures and the number of mistakes of each sort."""
    if not (data / name).is_file():
        pytest.skip(f"{name} is not there")
    lines = (data / name).read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    found = list(disturbed(articles, random.Random(seed))) if seed else articles  # noqa: S311 (no secret)
    figures, errors = reference(articles, found)
    scores = score(articles, found)
    assert in_common(scores) == figures
    for sort in ("missed", "content", "source", "speaker", "spurious"):
        ours = sum(mistake.sort == sort for mistake in scores.mistakes)
        assert ours == sum(error[0] == sort for error in errors), sort


@LAW
@given(evaluation=evaluations())
def test_the_reference_scorer_agrees_on_any_articles(
    reference: Callable[[Articles, Articles], tuple[dict[str, Any], list[tuple[Any, ...]]]],
    evaluation: tuple[Articles, Articles],
) -> None:
    """Also where attributions overlap, have no words, or lack keys."""
    assert in_common(score(*evaluation)) == reference(*evaluation)[0]


def in_common(scores: Scores) -> dict[str, Any]:
    """The figures that the reference scorer has too."""
    return {name: value for name, value in scores.as_dict().items() if name != "joint"}


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        pytest.param(["Ana Ruiz"], ["Ana Ruiz"], 1, id="the name"),
        pytest.param(["Ana Ruiz", "Ruiz"], ["ruiz"], 1, id="an accepted name"),
        pytest.param(["Ana Ruiz"], [], 0, id="nobody for somebody"),
        pytest.param(["Ana Ruiz"], ["Ben Cole"], 0, id="somebody else"),
        pytest.param([], [], 1, id="nobody where nobody is"),
        pytest.param([], ["Ben Cole"], 0, id="somebody where nobody is"),
    ],
)
def test_joint_asks_for_content_and_speaker(gold: list[str], predicted: list[str], right: int) -> None:
    """Both must be right; of two quotes, one has other words and never counts."""
    text = "Rain, she said. Snow, he said."
    quote = {"kind": "indirect", "content": [[0, 4]], "speakers": gold}
    found = {**quote, "speakers": predicted, "speaker_type": "person" if predicted else "none"}
    wrong = {**found, "content": [[6, 14]]}
    scores = score(
        [{"id": "a", "text": text, "quotes": [quote]}], [{"id": "a", "text": text, "quotes": [found, wrong]}]
    )
    assert (scores.joint.right, scores.joint.predicted, scores.joint.found, scores.joint.gold) == (right, 2, right, 1)
