"""Who printed it first, and whom the others have it from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from strategies import groups, law

from claimkit.comparison import compare
from claimkit.comparison.differences import differences_between
from claimkit.comparison.origin import origin_of
from claimkit.records import Article, Member, Origin, Quote, QuoteGroup, Span, Speaker

DAM = "The Orlik dam will hold through the winter, whatever the rumours in the valley say about its cracks"
SHORT = "whatever the rumours in the valley say about its cracks"


def version(
    outlet: str, published: str | None = None, said: str = DAM, *, head: str = "", tail: str = "said Ada Brandt."
) -> tuple[Member, str]:
    """An outlet's version against the whole of `DAM`, and the text of its article."""
    text = f"{head} “{said},” {tail}".strip()
    start = text.index(said)
    whole, bare = Span.of(text, start - 1, start + len(said) + 2), Span.of(text, start, start + len(said))
    quote = Quote("q1", (whole,), (bare,), "direct", speaker=Speaker("Ada Brandt", "person"))
    return Member(outlet, quote, outlet, published, differences=differences_between(DAM, said)), text


def origin(*versions: tuple[Member, str]) -> Origin | None:
    """Where these versions go back to."""
    return origin_of([member for member, _ in versions], {member.article: text for member, text in versions})


def test_being_first_with_the_whole_wording_is_not_enough() -> None:
    """A speech is public: who prints it first, and in full, need not be whom the others have it from."""
    first, second = version("The Harbor Post", "2031-03-04T09:30Z"), version("Radio Keld", "2031-03-04T11:00Z", SHORT)
    assert origin(first, second) is None


def test_being_first_counts_for_an_outlet_that_was_talked_to() -> None:
    """Whoever prints first, and in full, what was told to it, is the likely origin; and the evidence says why."""
    found = origin(
        version("The Harbor Post", "2031-03-04T09:30Z", tail="Ada Brandt told the Harbor Post."),
        version("Radio Keld", "2031-03-04T11:00Z", SHORT),
    )
    assert found is not None
    assert (found.outlet, found.article) == ("The Harbor Post", "The Harbor Post")
    assert 0.6 < found.confidence < 0.8
    assert [evidence.reason for evidence in found.evidence] == [
        "credited by The Harbor Post: “told the Harbor Post”",
        "printed before all others",
        "its wording has all that the others print",
    ]


def test_a_byline_is_of_the_outlet_that_has_it() -> None:
    """That one of two prints an agency's copy says nothing of the other; that it was told to the agency does."""
    plain = version("Radio Keld", "2031-03-05")
    assert origin(version("The Harbor Post", "2031-03-04", head="OSTMARK (AP) - Dam safe."), plain) is None
    told = origin(version("The Harbor Post", "2031-03-04", tail="Brandt told AP."), plain)
    assert told is not None
    assert told.outlet == "Associated Press"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(None, None, id="undated"),
        pytest.param("2031-03-04", None, id="one-date"),
        pytest.param("2031-03-04", "2031-03-04", id="one-day"),
        pytest.param("2031-03-04", "2031-03-04T00:05Z", id="day-and-hour"),
        pytest.param("yesterday", "today", id="no-dates"),
        pytest.param("2031-03-04T09:30+02:00", "2031-03-04T07:30Z", id="the-same-moment"),
    ],
)
def test_without_an_order_in_time_nothing_is_said(first: str | None, second: str | None) -> None:
    """Days tell nothing of hours, and containment alone is no origin: a longer report may be the later one."""
    assert origin(version("The Harbor Post", first), version("Radio Keld", second, SHORT)) is None


def test_a_first_version_that_lacks_what_others_print_is_no_origin() -> None:
    """Who prints more than the first has it from elsewhere: the signs disagree."""
    assert origin(version("Radio Keld", "2031-03-04", SHORT), version("The Harbor Post", "2031-03-05")) is None


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("", "Ada Brandt told Reuters.", id="told"),
        pytest.param("", "Ada Brandt told the Reuters news agency on Monday.", id="told-the"),
        pytest.param("", "Ada Brandt said in an interview with Reuters.", id="interview"),
        pytest.param("OSTMARK (Reuters) - The dam is safe.", "Ada Brandt said.", id="dateline"),
        pytest.param("", "Ada Brandt said, as first reported by Reuters on Monday.", id="reported-by"),
        pytest.param("Reuters first reported on the cracks.", "said Ada Brandt.", id="reported"),
    ],
)
def test_an_agency_that_two_outlets_credit(head: str, tail: str) -> None:
    """A credit counts although the agency's own article is not there, and needs no dates."""
    found = origin(version("The Harbor Post", head=head, tail=tail), version("Radio Keld", head=head, tail=tail))
    assert found is not None
    assert (found.outlet, found.article) == ("Reuters", None)
    assert found.confidence > 0.8
    assert found.evidence[0].reason.startswith("credited by The Harbor Post: “")


def test_an_agency_among_the_outlets_goes_by_its_name_there() -> None:
    """AFP is Agence France-Presse, and its article is the origin."""
    found = origin(
        version("Agence France-Presse", "2031-03-04T09:30Z"),
        version("Radio Keld", "2031-03-04T11:00Z", SHORT, tail="Brandt told AFP."),
    )
    assert found is not None
    assert (found.outlet, found.article) == ("Agence France-Presse", "Agence France-Presse")


def test_an_outlet_is_credited_by_its_name() -> None:
    """Any outlet of the group can be credited, with or without its article."""
    found = origin(
        version("The Harbor Post"),
        version("Radio Keld", None, SHORT, tail="Brandt told the Harbor Post."),
        version("Vell Courier", None, SHORT, tail="Brandt said, the Harbor Post reported."),
    )
    assert found is not None
    assert found.outlet == "The Harbor Post"


def test_two_agencies_are_credited_and_none_is_named() -> None:
    """Where outlets credit different agencies, each has it from its own."""
    assert (
        origin(version("Radio Keld", tail="Brandt told AFP."), version("Vell Courier", tail="Brandt told dpa.")) is None
    )


def test_a_credit_against_the_order_in_time_is_a_disagreement() -> None:
    """Who is credited but printed later may have been updated; nothing is said."""
    versions = (
        version("Radio Keld", "2031-03-04T08:00Z", tail="Brandt told the Harbor Post."),
        version("The Harbor Post", "2031-03-04T12:00Z"),
    )
    assert origin(*versions) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Brandt told Reuters reporters nothing.", id="far-away"),
        pytest.param("Brandt told reporters at Harbor Hall.", id="nobody"),
    ],
)
def test_what_is_no_credit(text: str) -> None:
    """A credit stands near the quote and names an agency or an outlet of the group."""
    far = " ".join(["The river rose again in the night."] * 30)
    kept = version("Radio Keld", tail=f"she said. {far} {text} {far}" if "Reuters" in text else text)
    assert origin(kept, version("Vell Courier")) is None


def test_a_shared_peculiarity_tells() -> None:
    """Two that share an insertion which a third lacks have one source, and the first of them is it."""
    odd = DAM.replace("hold", "hold [this year]")
    third = version("Vell Courier", "2031-03-06")
    assert origin(version("The Harbor Post", "2031-03-04"), version("Radio Keld", "2031-03-05"), third) is None
    found = origin(version("The Harbor Post", "2031-03-04", odd), version("Radio Keld", "2031-03-05", odd), third)
    assert found is not None
    assert found.outlet == "The Harbor Post"
    assert any("Radio Keld share a peculiarity" in evidence.reason for evidence in found.evidence)


def test_one_outlet_has_no_origin() -> None:
    """Two articles of one outlet go back to nobody else."""
    assert origin(version("Radio Keld", "2031-03-04"), version("Radio Keld", "2031-03-05")) is None


def test_groups_carry_their_origin() -> None:
    """The comparator finds it from the texts that it was given."""
    members = [
        version("The Harbor Post", "2031-03-04"),
        version("Radio Keld", "2031-03-05", tail="she told the Harbor Post."),
    ]
    articles = [
        Article(text, id=member.article, outlet=member.outlet, published=member.published, quotes=(member.quote,))
        for member, text in members
    ]
    [group] = compare(articles).groups
    assert group.origin is not None
    assert group.origin.outlet == "The Harbor Post"


@law
@given(groups())
def test_any_group_has_an_origin_or_none(group: QuoteGroup) -> None:
    """Whatever names, dates and texts hold, the answer is a probability of an outlet that could be it, or none."""
    found = origin_of(group.members, {member.article: member.quote.text for member in group.members})
    assert found is None or 0.5 <= found.confidence <= 0.95
    assert found is None or found.evidence


def test_the_ends_of_the_calendar_are_times_like_others() -> None:
    """A time in another zone can lie before the first or after the last day that UTC knows."""
    first, last = version("Radio Keld", "0001-01-01T00:00+05:00"), version("Vell News", "9999-12-31T23:59-05:00")
    assert origin(first, version("The Harbor Post", "0001-01-01"), last) is None


def test_a_long_run_of_capitals_costs_no_more_than_other_words() -> None:
    """Each letter could begin a name, and a name has an end."""
    shouted = version("Radio Keld", "2031-03-04", f"{'A' * 30_000} {SHORT}")
    began = time.process_time()
    assert origin(shouted, version("The Harbor Post", "2031-03-05", SHORT)) is None
    assert time.process_time() - began < 5.0


@pytest.mark.parametrize(
    "form",
    [
        "2031-03-04T{}:{}",
        "20310304T{}{}",
        "2031-03-04 {}:{}Z",
        "20310304T{}{}+0000",
        "2031-W10-2T{}:{}",
        "2031W102T{}{}",
    ],
)
def test_hours_tell_who_was_first_in_every_form_of_iso_8601(form: str) -> None:
    """Colons are optional there; hour and minute are known with or without them."""
    found = origin(
        version("The Harbor Post", form.format("09", "30"), tail="Ada Brandt told the Harbor Post."),
        version("Radio Keld", form.format("11", "00"), SHORT),
    )
    assert found is not None
    assert "printed before all others" in [evidence.reason for evidence in found.evidence]


@pytest.mark.parametrize(
    "day", ["2031-03-04", "20310304", "2031-W10-2", "2031W102", "2031-03-04T09", "2031-03-04T09+00:00"]
)
def test_a_day_or_an_hour_is_no_minute(day: str) -> None:
    """What is printed at some time of a day or an hour is not before what is printed on the same day."""
    told = {"tail": "Ada Brandt told the Harbor Post."}
    found = origin(version("The Harbor Post", day, **told), version("Radio Keld", "2031-03-04T09:30Z", SHORT))
    reasons = [evidence.reason for evidence in found.evidence] if found else []
    assert "printed before all others" not in reasons
