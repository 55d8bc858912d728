"""Hypothesis strategies for records: articles whose spans slice back to their text, and what is built of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from claimkit.records import (
    NOBODY,
    Article,
    Comparison,
    Difference,
    Evidence,
    Member,
    Origin,
    Quote,
    QuoteGroup,
    Span,
    Speaker,
    SpeakerIdentity,
)

law = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For laws over whole records, which are large: fewer examples, each of which says more."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onmouseover='x' &amp; &lt;b&gt; &#0; &nbsp",
    "--> ]]> {{ }} ${x} %s \\u0000",
    "\x00\x07\x1b[31mred\x1b[0m\x7f\x85\x9b",
    "\u202eevil\u202c \u2066iso\u2069 שלום עולם مرحبا",
    "a\r\nb\rc\n\n\td\u2028e\u2029f\x0bg\x0ch",
    "x" * 300,
    "e\u0301 👩\u200d🚀 🏳️\u200d🌈 \ufeff",
    "“‘Nested’ marks” «guillemets» ``doubled''",
    "",
)
"""Strings that break careless readers, writers and views."""

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=80),
    st.lists(st.sampled_from([*HOSTILE, "“Rain,” ", "she said. ", "<b>", "&", "\n", "\n\n"]), max_size=6).map("".join),
)
"""Article texts, hostile ones among them."""

names = st.sampled_from(["", "Mara Lind", "Ö. Çelik", *HOSTILE]) | st.text(max_size=20)
probabilities = st.sampled_from([0.0, 1e-9, 0.5, 0.731, 1.0]) | st.floats(0, 1)
_dates = st.sampled_from(["2031-03-04", "2031-03-04T09:30:00Z", "2031-03-04T09:30:00+02:00", "yesterday", ""])


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A span of the text, possibly empty."""
    start = draw(st.integers(0, len(text)))
    return Span.of(text, start, draw(st.integers(start, len(text))))


@st.composite
def evidences(draw: st.DrawFn, text: str) -> Evidence:
    """One reason, with or without the words it rests on."""
    return Evidence(draw(names), draw(names), draw(st.none() | spans(text)), draw(st.none() | probabilities))


@st.composite
def speakers(draw: st.DrawFn, text: str) -> Speaker:
    """A speaker with mentions in the text."""
    name = draw(names)
    return Speaker(
        name=name,
        type=draw(st.sampled_from(["person", "org", "unnamed", "none"])),
        role=draw(st.sampled_from([None, "", "harbor minister", name])),
        mentions=tuple(draw(st.lists(spans(text), max_size=2))),
        confidence=draw(probabilities),
        evidence=tuple(draw(st.lists(evidences(text), max_size=1))),
    )


@st.composite
def quotes(draw: st.DrawFn, text: str, number: int = 1) -> Quote:
    """A quote anywhere in the text; its parts may overlap, as no reader but ours promises that they do not."""
    content = tuple(draw(st.lists(spans(text), min_size=1, max_size=2)))
    return Quote(
        id=f"q{number}",
        content=content,
        bare=content,
        kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        cue=draw(st.none() | spans(text)),
        source=draw(st.none() | spans(text)),
        speaker=draw(st.just(NOBODY) | speakers(text)),
        act=draw(st.sampled_from([None, "speech", "thought"])),
        negated=draw(st.sampled_from([None, True, False])),
        confidence=draw(probabilities),
        evidence=tuple(draw(st.lists(evidences(text), max_size=1))),
    )


@st.composite
def articles(draw: st.DrawFn, ids: st.SearchStrategy[str] = names) -> Article:
    """An article whose quotes overlap, nest and interleave at will."""
    text = draw(texts)
    return Article(
        text=text,
        id=draw(ids),
        title=draw(st.none() | names),
        outlet=draw(st.none() | names),
        published=draw(st.none() | _dates),
        url=draw(st.none() | st.sampled_from(["https://courier.example/1", "javascript:alert(1)", '"><script>'])),
        quotes=tuple(draw(quotes(text, number)) for number in range(1, draw(st.integers(0, 3)) + 1)),
        warnings=tuple(draw(st.lists(names, max_size=2))),
        meta=tuple(draw(st.lists(st.tuples(names, names), max_size=2))),
    )


differences = st.builds(
    Difference, st.sampled_from(["kept", "cut", "added", "changed"]), st.text(max_size=20) | names, names
)


reasons = st.builds(
    Evidence,
    st.just("comparator"),
    st.sampled_from(["31 nats", "negation: 'not' became ''", "stance: 'said' became '<b>'", "names: "]) | names,
)
"""Why something is in a group, and what it changed of the meaning."""

origins = st.builds(Origin, names, st.none() | names, probabilities, st.lists(reasons, max_size=2).map(tuple))


@st.composite
def members(draw: st.DrawFn) -> Member:
    """One outlet's version of a quote."""
    return Member(
        article=draw(names),
        quote=draw(texts.flatmap(quotes)),
        outlet=draw(st.none() | names),
        published=draw(st.none() | _dates),
        relation=draw(st.sampled_from(["fullest", "same", "cut", "fragment", "edited", "paraphrase"])),
        confidence=draw(probabilities),
        differences=tuple(draw(st.lists(differences, max_size=3))),
        evidence=tuple(draw(st.lists(reasons, max_size=2))),
    )


@st.composite
def groups(draw: st.DrawFn) -> QuoteGroup:
    """Two or three versions of one quote, not necessarily a sensible group."""
    return QuoteGroup(
        id=draw(names),
        members=tuple(draw(st.lists(members(), min_size=2, max_size=3))),
        wording=draw(texts),
        conflicts=tuple(draw(st.lists(names, max_size=2))),
        origin=draw(st.none() | origins),
    )


identities = st.builds(
    SpeakerIdentity,
    names,
    names,
    st.sampled_from(["person", "org"]),
    st.lists(names, max_size=2).map(tuple),
    st.lists(names, max_size=1).map(tuple),
    st.lists(st.tuples(names, names), max_size=2).map(tuple),
    st.none() | names,
    st.none() | names,
    st.lists(reasons, max_size=1).map(tuple),
)
"""Somebody who speaks in several articles."""

comparisons = st.builds(
    Comparison,
    st.lists(articles(), max_size=2).map(tuple),
    st.lists(groups(), max_size=1).map(tuple),
    st.lists(identities, max_size=2).map(tuple),
)

any_record = st.one_of(
    texts.flatmap(spans),
    texts.flatmap(evidences),
    texts.flatmap(speakers),
    texts.flatmap(quotes),
    articles(),
    differences,
    members(),
    groups(),
    origins,
    identities,
    comparisons,
)
"""A record of any type."""
