"""Reading: what `read` and `read_all` take, promise and refuse; which quotes are found is the model's business."""

from __future__ import annotations

import warnings
from itertools import count, islice, pairwise
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from scripted_network import scripted
from spacy.language import Language
from strategies import HOSTILE, law

import claimkit
from claimkit.errors import InputError
from claimkit.quotes.detector import Detector
from claimkit.records import Article, Quote, Span
from claimkit.storage import CONTENT, write_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from claimkit.records import Record

NEWS = (
    "Ada Voss runs the harbor. “The pier is gone,” she said. Nobody had looked, she added.",
    'MIRA LIND SAID: "WE LOOKED TWICE." IT RAINED.',
    "<p>&ldquo;It fell,&rdquo; said Voss.</p> 'It stands,' said <b>Lind</b>.",
    "It rained.",
    "«La jetée tombe», a dit le maire; the minister, Ö. Çelik, denied it.",
)


def spans_in(record: Record | tuple[object, ...]) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans_in(part)  # type: ignore[arg-type]
    elif hasattr(record, "__attrs_attrs__"):
        for attribute in record.__attrs_attrs__:
            yield from spans_in(getattr(record, attribute.name))


def assert_lawful(article: Article) -> None:
    """All spans slice back, no word is quoted twice but in a quote in a quote, and quotes are numbered in order."""
    assert article.warnings == ()
    outer = {quote.id: quote for quote in article.quotes if not quote.depth}
    assert list(outer) == [f"q{n}" for n in range(1, len(outer) + 1)]
    for span in spans_in(article.quotes):
        assert article.text[span.start : span.end] == span.text
    content = [span for quote in outer.values() for span in quote.content]
    for before, after in pairwise(sorted(content, key=lambda span: (span.start, span.end))):
        assert before.end <= after.start
    for quote in article.quotes:
        if quote.inside:
            around = outer[quote.inside]
            assert around.start <= quote.start < quote.end <= around.end
    assert [quote.start for quote in article.quotes] == sorted(quote.start for quote in article.quotes)


def quoting(text: str = "") -> Language:
    """A pipeline of somebody's own whose quotes come from a scripted network: the words between “ and ”."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimkit_quotes")
    nlp.add_pipe("claimkit_speakers")
    component = nlp.get_pipe("claimkit_quotes")
    component.detector = Detector(scripted(text))  # type: ignore[attr-defined, arg-type]
    return nlp


# What can be read


def test_a_text_is_read() -> None:
    """It gets the id "1", and keeps its text."""
    article = claimkit.read(NEWS[0])
    assert (article.id, article.text, article.warnings) == ("1", NEWS[0], ())


def test_an_article_keeps_its_fields() -> None:
    """All but quotes and warnings, which are those of this reading."""
    given = Article(
        NEWS[0], "a", "Pier", "The Courier", "2031-03-14", "https://courier.example", (), ("old",), (("k", "1"),)
    )
    read = claimkit.read(given)
    assert read.warnings == ()
    assert (read.id, read.title, read.outlet, read.published, read.url, read.meta) == (
        "a",
        "Pier",
        "The Courier",
        "2031-03-14",
        "https://courier.example",
        (("k", "1"),),
    )
    assert read.quotes == claimkit.read(NEWS[0]).quotes


def test_a_doc_is_read() -> None:
    """Its text is read as if it had been given."""
    assert claimkit.read(spacy.blank("en")(NEWS[0])) == claimkit.read(NEWS[0])


def test_quotes_on_a_doc_are_taken() -> None:
    """Where claimkit was in the pipeline, nothing is read again."""
    doc = spacy.blank("en")(NEWS[3])
    words = Span.of(doc.text, 0, 2)
    write_quotes(doc, [Quote(id="q1", content=(words,), bare=(words,), kind="indirect")])
    assert [quote.text for quote in claimkit.read(doc).quotes] == ["It"]


@pytest.mark.parametrize("wrong", [None, 7, b"It rained.", {"text": "It rained."}, ["It rained."]], ids=repr)
def test_what_cannot_be_read_is_refused(wrong: object) -> None:
    """The text names the type, the value, and what is needed."""
    with pytest.raises(InputError, match=f"is {type(wrong).__name__} .*; a text, an Article or a spaCy Doc is needed"):
        claimkit.read(wrong)  # type: ignore[arg-type]


def test_an_article_without_a_text_is_refused() -> None:
    """Records do not check types, so reading does."""
    with pytest.raises(InputError, match="The text of article 'a' is NoneType, and a string is needed"):
        claimkit.read(Article(text=None, id="a"))  # type: ignore[arg-type]


def test_a_doc_of_another_version_is_refused() -> None:
    """Quotes that this claimkit cannot read are not guessed at."""
    with pytest.raises(InputError, match="have format 99"):
        claimkit.read(doc_of_the_future())


def doc_of_the_future() -> Doc:
    """A Doc whose quotes were stored by a claimkit to come."""
    doc = spacy.blank("en")(NEWS[3])
    write_quotes(doc, [])
    doc.spans[CONTENT].attrs["claimkit"] = 99
    return doc


def test_a_textacy_corpus_is_read() -> None:
    """Its Docs one after the other, with what textacy knows of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what textacy's own dependencies warn of is not ours
        import textacy

        records = [(NEWS[0], {"id": "a", "outlet": "The Courier", "published": 2031}), (NEWS[3], {"title": "Rain"})]
        corpus = textacy.Corpus(spacy.blank("en"), data=records)
    first, second = claimkit.read_all(corpus)
    assert (first.id, first.outlet, first.published, first.text) == ("a", "The Courier", "2031", NEWS[0])
    assert (second.id, second.title, second.quotes) == ("2", "Rain", ())
    assert first.quotes == claimkit.read(NEWS[0]).quotes


# Many articles


def test_articles_come_in_order() -> None:
    """Texts, articles and Docs mixed; those without an id are numbered by place."""
    items = [NEWS[0], Article(NEWS[1], id="b"), spacy.blank("en")(NEWS[2]), Article(NEWS[3])]
    found = list(claimkit.read_all(items))
    assert [article.id for article in found] == ["1", "b", "3", "4"]
    assert [article.text for article in found] == list(NEWS[:4])
    assert [article.quotes for article in found] == [claimkit.read(text).quotes for text in NEWS[:4]]


def test_reading_is_lazy() -> None:
    """An endless source is fine: nothing is asked for before its turn."""
    asked = []
    endless = (asked.append(number) or f"Day {number}: it rained." for number in count())  # type: ignore[func-returns-value]
    found = claimkit.read_all(endless)
    assert asked == []
    assert [article.text for article in islice(found, 2)] == ["Day 0: it rained.", "Day 1: it rained."]
    assert asked == [0, 1]


def test_reading_is_lazy_through_a_pipeline() -> None:
    """A pipeline of the user's takes a batch at a time."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    found = claimkit.read_all((f"Day {number}: it rained." for number in count()), nlp=nlp, batch_size=2)
    assert [article.id for article in islice(found, 5)] == ["1", "2", "3", "4", "5"]


def test_reading_is_lazy_in_processes() -> None:
    """Processes are kept busy, and stopping early is fine."""
    found = claimkit.read_all((f"Day {number}: it rained." for number in count()), n_process=2, batch_size=1)
    assert [article.id for article in islice(found, 3)] == ["1", "2", "3"]
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("with_pipeline", [False, True], ids=["default", "own-pipeline"])
def test_one_bad_item_costs_nothing_else(*, with_pipeline: bool) -> None:
    """It comes out without quotes, its warnings say why, and the others are what they would be alone."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    items = [NEWS[0], {"text": NEWS[1]}, Article(text=7, id="c"), doc_of_the_future(), NEWS[2]]  # type: ignore[arg-type]
    found = list(claimkit.read_all(items, nlp=nlp if with_pipeline else None))  # type: ignore[arg-type]
    assert [article.id for article in found] == ["1", "2", "c", "4", "5"]
    assert [article.warnings and article.warnings[0].split(" (")[0] for article in found] == [
        (),
        "Item 2 is dict",
        "The text of article 'c' is int, and a string is needed.",
        (
            "The quotes on this Doc have format 99, and this version of claimkit reads format 1. Read the text again, "
            "or install the version of claimkit that stored them."
        ),
        (),
    ]
    assert [found[place].quotes for place in (0, 4)] == [claimkit.read(NEWS[place]).quotes for place in (0, 2)]


def test_an_error_within_costs_one_article() -> None:
    """What a bug of ours raises is told in the warnings of the article that it hit."""

    class Failing:
        network = scripted("")

        def find(self, text: str) -> tuple[Quote, ...]:
            if "pier" in text:
                message = "one pier too many"
                raise RuntimeError(message)
            return ()

    nlp = quoting()
    nlp.get_pipe("claimkit_quotes").detector = Failing()  # type: ignore[attr-defined]
    bad, good = claimkit.read_all([NEWS[0], NEWS[3]], nlp=nlp)
    assert bad.quotes == ()
    assert "one pier too many" in bad.warnings[0]
    assert "Please report it" in bad.warnings[0]
    assert good.warnings == ()


@pytest.mark.parametrize("options", [{"batch_size": 1}, {"batch_size": 2}, {"n_process": 2, "batch_size": 2}], ids=str)
def test_batches_and_processes_change_nothing(options: dict[str, int]) -> None:
    """The same articles, whatever their neighbors are and wherever they are read."""
    expected = [claimkit.read(Article(text, id=str(number))) for number, text in enumerate(NEWS, start=1)]
    assert list(claimkit.read_all(NEWS, **options)) == expected  # type: ignore[arg-type]
    backwards = [Article(text, id=str(number)) for number, text in enumerate(NEWS, start=1)][::-1]
    assert list(claimkit.read_all(backwards, **options)) == expected[::-1]  # type: ignore[arg-type]


def test_processes_change_nothing_in_a_pipeline_of_ones_own() -> None:
    """spaCy's processes give the entities back, and bad items pass by them."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Voss"}])  # type: ignore[attr-defined]
    items = [*NEWS, 7]
    alone = list(claimkit.read_all(items, nlp=nlp))  # type: ignore[arg-type]
    assert list(claimkit.read_all(items, nlp=nlp, n_process=2, batch_size=2)) == alone  # type: ignore[arg-type]
    assert [bool(article.warnings) for article in alone] == [False] * len(NEWS) + [True]


def test_progress_is_shown_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """And changes nothing."""
    assert len(list(claimkit.read_all([NEWS[3]] * 3, progress=True))) == 3
    shown = capsys.readouterr()
    assert "3/3" in shown.err
    assert shown.out == ""


# Options


def test_min_confidence_leaves_out_what_is_doubtful() -> None:
    """What stays is unchanged, ids included."""
    network = scripted("⟦c1 “It fell,”⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ⟦c2 “It stands.”⟧", sure=0.9)
    nlp = quoting("⟦c1 “It fell,”⟧ ⟦s1 Voss⟧ ⟦k1 said⟧. ⟦c2 “It stands.”⟧")
    (everything,) = claimkit.read_all([network.text], nlp=nlp)
    low, high = sorted(quote.confidence for quote in everything.quotes)
    assert low < high
    (sure,) = claimkit.read_all([network.text], nlp=nlp, min_confidence=high)
    assert sure.quotes == tuple(quote for quote in everything.quotes if quote.confidence >= high)
    assert len(sure.quotes) == 1


@pytest.mark.parametrize("value", [-0.1, 1.1, 98, float("nan")], ids=str)
def test_min_confidence_is_a_probability(value: float) -> None:
    """The error comes with the call, not with the first article."""
    with pytest.raises(InputError, match="a probability from 0 to 1 is needed"):
        claimkit.read_all([], min_confidence=value)


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"n_process": 0}, {"n_process": -2}], ids=str)
def test_batches_and_processes_are_counted(options: dict[str, int]) -> None:
    """A batch of none would lose the articles without a word."""
    with pytest.raises(InputError, match="a batch of 1 or more and 1 process or more are needed"):
        claimkit.read_all([], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [NEWS[3], Article(NEWS[3]), spacy.blank("en")(NEWS[3])], ids=["text", "article", "doc"])
def test_one_article_is_not_many(one: object) -> None:
    """Else a text would be read letter by letter, and a Doc word by word."""
    with pytest.raises(InputError, match="and it needs several"):
        claimkit.read_all(one)  # type: ignore[arg-type]


# A pipeline of one's own


def test_entities_of_a_pipeline_reach_the_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the user's pipeline, and those that a Doc brings."""
    from claimkit.speakers.attributor import Attributor

    given: list[list[str]] = []

    def attribute(_self: Attributor, text: str, quotes: tuple[Quote, ...], entities: tuple[object, ...] = ()) -> object:
        given.append([text[entity.start : entity.end] for entity in entities])  # type: ignore[attr-defined]
        return quotes

    monkeypatch.setattr(Attributor, "attribute", attribute)
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Voss"}])  # type: ignore[attr-defined]
    list(claimkit.read_all([NEWS[0], NEWS[3]], nlp=nlp))
    claimkit.read(nlp(NEWS[0]))
    claimkit.read(NEWS[0])
    assert given == [["Ada Voss"], [], ["Ada Voss"], []]


def test_the_components_of_a_pipeline_are_used() -> None:
    """A pipeline with claimkit components reads with those, not with the default model."""
    nlp = quoting("⟦c1 “It rained.”⟧ ⟦c2 “It poured.”⟧")
    assert [quote.text for quote in claimkit.read("“It rained.” “It poured.”", nlp=nlp).quotes] == [
        "It rained.",
        "It poured.",
    ]


def test_quotes_of_a_pipeline_are_taken() -> None:
    """Where other components stand beside ours, the pipeline is run, and its quotes are those that come out."""
    nlp = quoting("⟦c1 “It rained.”⟧")
    nlp.add_pipe("sentencizer")
    seen = []
    nlp.add_pipe("test_reading_watcher", config={"seen": ""})
    nlp.get_pipe("test_reading_watcher").seen = seen  # type: ignore[attr-defined]
    (article,) = claimkit.read_all(["“It rained.”"], nlp=nlp)
    assert [quote.text for quote in article.quotes] == ["It rained."]
    assert seen == ["“It rained.”"]


@Language.factory("test_reading_watcher")
class Watcher:
    """Remembers the texts that came by, and fails on some."""

    def __init__(self, nlp: Language, name: str, seen: str) -> None:
        self.nlp, self.name, self.seen = nlp, name, list(seen)

    def __call__(self, doc: Doc) -> Doc:
        """Fail if the text wants it."""
        self.seen.append(doc.text)
        if "FAIL" in doc.text:
            message = "as the text wants it"
            raise ValueError(message)
        return doc


def test_what_an_error_handler_drops_comes_out_with_a_warning() -> None:
    """spaCy's error handlers drop Docs; the articles are not lost, and the others keep their own quotes."""
    nlp = spacy.blank("en")
    nlp.add_pipe("test_reading_watcher", config={"seen": ""})
    nlp.set_error_handler(lambda *_: None)
    items = ["FAIL", NEWS[0], "FAIL too", "FAIL", NEWS[3], "FAIL"]
    found = list(claimkit.read_all(items, nlp=nlp, batch_size=2))
    assert [article.text for article in found] == items
    assert [bool(article.warnings) for article in found] == [True, False, True, True, False, True]
    assert "a component of the pipeline failed" in found[0].warnings[0]
    assert found[1].quotes == claimkit.read(NEWS[0]).quotes


def test_an_error_in_a_pipeline_is_the_users_to_see() -> None:
    """Without a handler, spaCy's error comes through."""
    nlp = spacy.blank("en")
    nlp.add_pipe("test_reading_watcher", config={"seen": ""})
    with pytest.raises(ValueError, match="as the text wants it"):
        list(claimkit.read_all(["FAIL"], nlp=nlp))


def test_a_text_too_long_for_a_pipeline_is_read_without_it() -> None:
    """Quotes need no pipeline; that its entities are missing is told."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Voss"}])  # type: ignore[attr-defined]
    nlp.max_length = 40
    long, short = claimkit.read_all([NEWS[0], NEWS[3]], nlp=nlp)
    assert long.quotes == claimkit.read(NEWS[0]).quotes
    assert long.warnings == (
        (
            f"Read without the pipeline, whose nlp.max_length is 40: the text has {len(NEWS[0])} characters. "
            "Its named entities are not used."
        ),
    )
    assert short.warnings == ()


# Any text

MARKS = "“”\"'‘’«»„‹›「」"
HARD = {
    "empty": "",
    "blanks": " \t\n\u2028 ",
    "all-caps": NEWS[1],
    "html": NEWS[2],
    "rtl": "אמר השר: ”הגשר נפל“. قال الوزير: «سقط الجسر»، وأضاف.",
    "control": "“The\x00 pier\x1b[31m is\x07 gone,”\x85 said\x0b Ada\x0c Voss.\r\n\x1c",
    "half-characters": "“The \ud800 pier \udfff is gone,” said Ada \ud83d Voss.",
    "combining": "“La jete\u0301e est tombe\u0301e,” said E\u0301lodie. \u0301\u0301“\u0301”\u0301",
    "expanding": "İstanbul’da “ﬁne” ŉ ǆ ß, said ŞİŞLİ.",
    "special-tokens": "[CLS] “[MASK],” said [SEP] [UNK] ##ing.",
    "marks-only": MARKS * 20,
    "one-paragraph": "“It fell,” said Voss, " * 60,
    "no-blanks": "“Thepierisgone,”saidAdaVoss." * 30,
    "emoji": "“👩\u200d🚀 is 🏳️\u200d🌈,” said 👩🏽\u200d⚕️.",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_texts_are_read(text: str) -> None:
    """Offsets slice back into the text as given, and nothing is warned of."""
    assert_lawful(claimkit.read(text))


def test_half_characters_change_no_quote() -> None:
    """A half of a surrogate pair reads as a replacement character, and comes back as it was."""
    text = HARD["half-characters"]
    replaced = claimkit.read(_replaced(text))
    read = claimkit.read(text)
    assert [(q.start, q.end, q.kind) for q in read.quotes] == [(q.start, q.end, q.kind) for q in replaced.quotes]


def _replaced(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def test_a_megabyte_without_blanks_is_read() -> None:
    """One word of a million letters, and a million letters of marks and words."""
    assert_lawful(claimkit.read("x" * 1_000_000))
    assert_lawful(claimkit.read("“" + "y" * 1_000_000 + "”"))


news_like = st.lists(
    st.sampled_from(
        [*HOSTILE, *MARKS, "The pier ", "is gone", ", ", ". ", "said ", "Ada Voss ", "she ", "\n", "\n\n", "denied "]
    ),
    max_size=25,
).map("".join)


@law
@given(
    st.one_of(st.text(max_size=60), news_like, st.text(st.characters(categories=["Cs", "Mn", "Mc", "Po"]), max_size=20))
)
@example("\ud800")
@example("“")
def test_any_text_is_read(text: str) -> None:
    """Never an exception or a warning; spans slice back, no word is quoted twice, quotes are numbered in order."""
    assert_lawful(claimkit.read(text))
