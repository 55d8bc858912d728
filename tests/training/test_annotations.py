"""Annotations of users: brat standoff, spaCy's DocBin, JSON Lines and marked-up text become the same gold articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from claimkit.errors import InputError
from claimkit.records import Article, Quote
from claimkit.records import Span as TextSpan
from claimkit.storage import write_quotes
from claimkit.training.annotations import annotated_articles

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“The sea,” Ada Voss said, “is patient.” She doubts that it rained."
ENTITIES = """\
T1\tContent 0 10;26 39\t“The sea,” “is patient.”
T2\tCue 20 24\tsaid
T3\tSource 11 19\tAda Voss
T4\tContent 51 65\tthat it rained
T5\tCue 44 50\tdoubts
T6\tSource 40 43\tShe
"""
LINKS = "R1\tSays Cue:T2 Content:T1\nR2\tBy Cue:T2 Source:T3\nR3\tSays Cue:T5 Content:T4\nR4\tBy Cue:T5 Source:T6\n"
SAID = (["“The sea,”", "“is patient.”"], ["said"], ["Ada Voss"])
DOUBTED = (["that it rained"], ["doubts"], ["She"])


def brat(folder: Path, annotation: str, text: str = TEXT, name: str = "harbor") -> Path:
    """A folder with one article in standoff."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes(annotation.encode())
    return folder


def words(article: dict[str, Any]) -> list[tuple[list[str], ...]]:
    """Content, cue and source of each attribution, as they stand in the text."""
    return [
        tuple([article["text"][start:end] for start, end in quote[role]] for role in ("content", "cue", "source"))
        for quote in article["quotes"]
    ]


@pytest.mark.parametrize(
    "links",
    [
        pytest.param(LINKS, id="from-the-cue"),
        pytest.param("R1\tX A:T1 B:T2\nR2\tX A:T3 B:T2\nR3\tX A:T4 B:T5\nR4\tX A:T6 B:T5\n", id="to-the-cue"),
        pytest.param("E1\tCue:T2 Says:T1 By:T3\nE2\tCue:T5 Says:T4 By:T6\n", id="events"),
        pytest.param("E1\tCue:T2\nR1\tX A:E1 B:T1\nR2\tX A:T3 B:E1\nE2\tCue:T5 Says:T4 By:T6\n", id="mixed"),
    ],
)
def test_brat_links_in_any_direction(links: str, tmp_path: Path) -> None:
    """Content may be in two parts, and neither names nor directions of relations matter."""
    (article,) = annotated_articles(brat(tmp_path, ENTITIES + links))
    assert article["id"] == "harbor"
    assert words(article) == [SAID, DOUBTED]
    assert [quote["kind"] for quote in article["quotes"]] == ["direct", "indirect"]


def test_brat_with_windows_line_ends(tmp_path: Path) -> None:
    """Offsets count both characters of a line end, in a text and in a standoff file from Windows."""
    text = "Rain.\r\n\r\nIt fell, Ada Voss said."
    annotation = "T1\tContent 9 16\tIt fell\r\nT2\tCue 27 31\tsaid\r\nR1\tSays A:T1 B:T2\r\n"
    (article,) = annotated_articles(brat(tmp_path, annotation, text))
    assert article["text"] == text
    assert words(article) == [(["It fell"], ["said"], [])]


def test_brat_sources_may_be_shared(tmp_path: Path) -> None:
    """One source for two cues, and a content without a cue that has its source by itself."""
    both = ENTITIES + "R1\tX A:T2 B:T1\nR2\tX A:T2 B:T3\nR3\tX A:T5 B:T4\nR4\tX A:T5 B:T3\n"
    (article,) = annotated_articles(brat(tmp_path, both))
    assert [quote[2] for quote in words(article)] == [["Ada Voss"], ["Ada Voss"]]
    alone = "T1\tContent 0 10\t“The sea,”\nT3\tSource 11 19\tAda Voss\nR1\tX A:T1 B:T3\n"
    (article,) = annotated_articles(brat(tmp_path, alone))
    assert words(article) == [(["“The sea,”"], [], ["Ada Voss"])]


def test_brat_attributes_and_notes_are_fields(tmp_path: Path) -> None:
    """On the cue or on its event, in any case; the speaker's name stands in a note on the source."""
    more = "A1\tAct T5 Thought\nA2\tNegated T5\nM1\tSpeakerType T3 Person\n#1\tAnnotatorNotes T3\tAda Voss\n"
    (article,) = annotated_articles(brat(tmp_path, ENTITIES + LINKS + more))
    said, doubted = article["quotes"]
    assert (said["act"], said["negated"], said["speakers"], said["speaker_type"]) == (
        None,
        False,
        ["Ada Voss"],
        "person",
    )
    assert (doubted["act"], doubted["negated"], doubted["speakers"]) == ("thought", True, [])
    event = "E1\tCue:T5 Says:T4\nE2\tCue:T2 Says:T1\nA1\tNegated E1\n"
    (article,) = annotated_articles(brat(tmp_path, ENTITIES + event))
    assert [quote["negated"] for quote in article["quotes"]] == [False, True]


def test_what_nobody_annotates_is_not_learned(tmp_path: Path) -> None:
    """Where no file has the attribute, no cue counts as not negated; one use in the folder is enough."""
    folder = brat(tmp_path, ENTITIES + LINKS)
    (article,) = annotated_articles(folder)
    assert [quote["negated"] for quote in article["quotes"]] == [None, None]
    brat(folder, ENTITIES + LINKS + "A1\tNegated T5\n", name="other")
    first, second = annotated_articles(folder)
    assert [quote["negated"] for quote in (*first["quotes"], *second["quotes"])] == [False, False, False, True]


def test_other_layers_of_brat_are_passed_over(tmp_path: Path) -> None:
    """Entities of other types with their relations, notes on them, equivalences and normalisations."""
    other = (
        "T9\tPlace 4 7\tsea\nR9\tNear A:T9 B:T2\n*\tEquiv T9 T1\nN1\tReference T9 Wikidata:Q1\tsea\n"
        "E9\tStorm:T9\n#9\tAnnotatorNotes T9\twhich?\n\n"
    )
    (article,) = annotated_articles(brat(tmp_path, ENTITIES + other + LINKS))
    assert words(article) == [SAID, DOUBTED]


def test_folders_of_brat_are_read_whole(tmp_path: Path) -> None:
    """Folders in the folder too, in order, with the path for an id; a file without annotation is an article too."""
    brat(tmp_path / "b", "")
    brat(tmp_path, ENTITIES + LINKS)
    assert [(article["id"], len(article["quotes"])) for article in annotated_articles(tmp_path)] == [
        ("b/harbor", 0),
        ("harbor", 2),
    ]


@pytest.mark.parametrize(
    ("annotation", "error"),
    [
        pytest.param("T1\tCue 10\tsaid\n", r"harbor.ann, line 1: 'T1\\tCue 10.*' is no line of brat", id="no-end"),
        pytest.param("T1\tCue 60 99\tx\n", r"line 1: 60 99 does not lie in the text, which has 66 char", id="outside"),
        pytest.param("T1\tCue 9 9\tx\n", r"line 1: 9 9 does not lie in the text", id="empty"),
        pytest.param("\nR1\tSays T1 T2\n", r"line 2: .* is no line of brat standoff", id="bad-relation"),
        pytest.param("E1\tT1\n", r"line 1: .* is no line of brat standoff", id="bad-event"),
        pytest.param("T1\tCue 20 24\tsaid\n", r"'said' has no content. Link each cue", id="cue-alone"),
    ],
)
def test_what_is_wrong_in_brat_is_told_with_its_place(annotation: str, error: str, tmp_path: Path) -> None:
    """File, line, and what to do."""
    with pytest.raises(InputError, match=error):
        annotated_articles(brat(tmp_path, annotation))


def test_brat_needs_its_texts_in_utf8(tmp_path: Path) -> None:
    """A standoff file without text, and a text in another encoding."""
    (tmp_path / "harbor.ann").write_text("", encoding="utf8")
    with pytest.raises(InputError, match=r"harbor.ann has no text beside it. brat keeps the text in 'harbor.txt'"):
        annotated_articles(tmp_path)
    (tmp_path / "harbor.txt").write_bytes("Où ?".encode("latin1"))
    with pytest.raises(InputError, match=r"harbor.txt is not UTF-8 .* Save it as UTF-8"):
        annotated_articles(tmp_path)


def grouped(**ids: str) -> Doc:
    """A Doc with the first attribution of `TEXT` in span groups, the spans with the ids given for each role."""
    doc = spacy.blank("en")(TEXT)
    places = {"content": [(0, 10), (26, 39)], "cue": [(20, 24)], "source": [(11, 19)]}
    for role, spans in places.items():
        found = [doc.char_span(*span) for span in spans]
        doc.spans[role] = [
            Span(doc, span.start, span.end, label=role, span_id=ids.get(role, "7")) for span in found if span
        ]
    return doc


def docbin(path: Path, *docs: Doc) -> Path:
    """The Docs in a file."""
    DocBin(docs=docs, store_user_data=True).to_disk(path)
    return path


def test_span_groups_of_a_docbin(tmp_path: Path) -> None:
    """What has one id belongs together; Docs are numbered."""
    first, second = annotated_articles(docbin(tmp_path / "news.spacy", grouped(), spacy.blank("en")("It rained.")))
    assert words(first) == [SAID]
    assert (first["id"], second["id"], second["quotes"]) == ("news-1", "news-2", [])


def test_quotes_of_claimkit_in_a_docbin(tmp_path: Path) -> None:
    """A Doc that claimkit annotated and people corrected."""
    doc = spacy.blank("en")(TEXT)
    content = TextSpan.of(TEXT, 51, 65)
    write_quotes(
        doc, [Quote("q1", content=(content,), bare=(content,), kind="indirect", cue=TextSpan.of(TEXT, 44, 50))]
    )
    (article,) = annotated_articles(docbin(tmp_path / "news.spacy", doc))
    assert words(article) == [(["that it rained"], ["doubts"], [])]


@pytest.mark.parametrize(
    ("ids", "error"),
    [
        pytest.param({"cue": ""}, r"Doc 'news-1', the span 'said' of the group 'cue' has no id.*Span\(doc", id="no-id"),
        pytest.param({"cue": "8"}, r"news.spacy, Doc 'news-1': 'said' has no content", id="cue-alone"),
    ],
)
def test_span_groups_need_ids_that_fit(ids: dict[str, str], error: str, tmp_path: Path) -> None:
    """The text says how to make such spans."""
    with pytest.raises(InputError, match=error):
        annotated_articles(docbin(tmp_path / "news.spacy", grouped(**ids)))


def test_what_is_no_docbin_is_told(tmp_path: Path) -> None:
    """And how one is written."""
    file = tmp_path / "news.spacy"
    file.write_bytes(b"rain")
    with pytest.raises(InputError, match=r"news.spacy is no DocBin .* Write it with spacy.tokens.DocBin"):
        annotated_articles(file)


def test_json_lines_of_people_and_of_claimkit(tmp_path: Path) -> None:
    """The gold format, and articles as claimkit writes them."""
    from claimkit import write_jsonl

    content = TextSpan.of(TEXT, 51, 65)
    quote = Quote("q1", content=(content,), bare=(content,), kind="indirect", cue=TextSpan.of(TEXT, 44, 50))
    write_jsonl([Article(TEXT, id="ours", quotes=(quote,))], tmp_path / "ours.jsonl")
    gold = {"id": "theirs", "text": TEXT, "quotes": [{"kind": "indirect", "content": [[51, 65]], "cue": [[44, 50]], "source": []}]}  # fmt: skip  # noqa: E501
    (tmp_path / "theirs.jsonl").write_text(json.dumps(gold), encoding="utf8")
    ours, theirs = annotated_articles(tmp_path)
    assert words(ours) == words(theirs) == [(["that it rained"], ["doubts"], [])]


def test_marked_up_text(tmp_path: Path) -> None:
    """Gold as people write it."""
    file = tmp_path / "gold.txt"
    file.write_text(
        "=== harbor | The Courier | 2031-03-14 | training\n⟦s1 Ada Voss⟧ ⟦k1 said⟧ ⟦c1 it rained⟧.\n---\n"
        "1 indirect speech | Ada Voss | person\n",
        encoding="utf8",
    )
    (article,) = annotated_articles(file)
    assert words(article) == [(["it rained"], ["said"], ["Ada Voss"])]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """As for every gold file."""
    with pytest.raises(InputError, match="There is no gold file"):
        annotated_articles(tmp_path / "nothing.spacy")
    with pytest.raises(InputError, match="has no"):
        annotated_articles(tmp_path)


def test_what_is_empty_may_be_left_out(tmp_path: Path) -> None:
    """A quote without cue and source needs no keys for them."""
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "a", "text": TEXT, "quotes": [{"content": [[0, 10]]}]}), encoding="utf8")
    (article,) = annotated_articles(file)
    assert words(article) == [(["“The sea,”"], [], [])]


def test_an_article_needs_its_text(tmp_path: Path) -> None:
    """Predictions may lack it, what is learned from may not."""
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "a", "quotes": []}), encoding="utf8")
    with pytest.raises(InputError, match=r"gold.jsonl: the article 'a' has no 'text'"):
        annotated_articles(file)
