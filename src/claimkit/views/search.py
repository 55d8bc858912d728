"""What a reader can search the page of a comparison by, and filter it with.

The page is whole without it: every quote is there, in a list that browsers can search. A script of ours, the only one
that the page allows, shows a form and hides the quotes that do not match it; it fetches nothing and keeps nothing.
"""

from __future__ import annotations

import base64
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.views import labels
from claimkit.views.escaping import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimkit.records import QuoteGroup, SpeakerIdentity

_DISAGREE, _ORIGIN, _PARAPHRASE = "disagree", "origin", "paraphrase"


@frozen
class Facets:
    """By what the groups of a comparison can be filtered, each as a list of choices in order of frequency.

    Attributes:
        speakers: Who is named as the speaker by an outlet, with the number of the choice.
        outlets: The outlets, with the number of the choice.
        kinds: What a group shows (a sort of flag, a disagreement), with what it is called.
        names: What the speaker of a quote is best known by, by the ids of its article and of itself.
    """

    speakers: Mapping[str, int]
    outlets: Mapping[str, int]
    kinds: Mapping[str, str]
    names: Mapping[tuple[str, str], str]


def facets_of(groups: Sequence[QuoteGroup], speakers: Iterable[SpeakerIdentity] = ()) -> Facets:
    """The choices that the groups give.

    Args:
        groups: The groups of a comparison.
        speakers: Its speakers, under whose names those that are spelt in several ways are one choice.

    >>> facets_of([])
    Facets(speakers={}, outlets={}, kinds={}, names={})
    """
    best = {quote: speaker.name for speaker in speakers for quote in speaker.quotes}
    names = {_DISAGREE: "outlets disagree", _ORIGIN: "where it goes back to", _PARAPHRASE: "a paraphrase"}
    names |= {_token(sort): label for sort, label in labels.FLAGS.items()}
    found = {kind for group in groups for kind in _kinds_of(group)}
    return Facets(
        _numbered(name for group in groups for name in _speakers_of(group, best)),
        _numbered(outlet for group in groups for outlet in group.outlets),
        {kind: name for kind, name in names.items() if kind in found},
        best,
    )


def marks_of(group: QuoteGroup, facets: Facets) -> str:
    """The attributes by which the script finds a group."""
    speakers = " ".join(str(facets.speakers[name]) for name in _speakers_of(group, facets.names))
    outlets = " ".join(str(facets.outlets[outlet]) for outlet in group.outlets)
    return f'data-speaker="{speakers}" data-outlet="{outlets}" data-kind="{" ".join(_kinds_of(group))}"'


def form_of(facets: Facets, count: int) -> str:
    """The form, hidden until the script shows it: without the script it would do nothing."""
    choices = (
        _choice("speaker", "Speaker", [(str(number), name) for name, number in facets.speakers.items()]),
        _choice("outlet", "Outlet", [(str(number), name) for name, number in facets.outlets.items()]),
        _choice("kind", "Shows", list(facets.kinds.items())),
    )
    return (
        '<form class="search" role="search" aria-label="Shared quotes" hidden>'
        '<label class="text">Search <input type="search" name="text" autocomplete="off" spellcheck="false"></label>'
        f"{''.join(choices)}"
        f'<p><output aria-live="polite">{labels.counted(count, "quote")}</output> '
        '<button type="reset">Show all</button></p></form>'
    )


def script_hash() -> str:
    """The hash by which the policy of a page allows `SCRIPT` and no other (CSP Level 3, 2.3.1).

    >>> script_hash().startswith("sha256-")
    True
    """
    return "sha256-" + base64.b64encode(sha256(SCRIPT.encode()).digest()).decode("ascii")


def _choice(name: str, label: str, options: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<option value="{value}">{escape(labels.shortened(text, 60))}</option>' for value, text in options
    )
    return f'<label>{label} <select name="{name}"><option value="">all</option>{listed}</select></label>'


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name with its number, the most frequent first, then by the alphabet."""
    counts = Counter(names)
    ordered = sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))
    return {name: number for number, name in enumerate(ordered)}


def _speakers_of(group: QuoteGroup, best: Mapping[tuple[str, str], str]) -> list[str]:
    """Who is shown as the speaker, and whom outlets name besides only where they disagree."""
    shown = [group.fullest] if any(member.relation == "fullest" for member in group.members) else []
    named = [
        best.get((member.article, member.quote.id), member.quote.speaker.name) for member in (*shown, *group.members)
    ]
    names = list(dict.fromkeys(name for name in named if name))
    return names if group.conflicts else names[:1]


def _kinds_of(group: QuoteGroup) -> list[str]:
    flags = dict.fromkeys(_token(flag.sort) for member in group.members for flag in labels.flags_of(member))
    paraphrased = any(member.relation == "paraphrase" for member in group.members)
    return [
        *([_DISAGREE] if group.conflicts else []),
        *([_ORIGIN] if group.origin else []),
        *([_PARAPHRASE] if paraphrased else []),
        *flags,
    ]


def _token(sort: str) -> str:
    return sort.replace(" ", "-")


SCRIPT = """
(() => {
  const form = document.querySelector("form.search");
  const output = form.querySelector("output");
  const total = output.textContent;
  const plain = text => text.normalize("NFD").replace(/\\p{M}/gu, "").toLowerCase();
  const entries = [...document.querySelectorAll("details[data-kind]")].map(group => ({
    group,
    row: document.querySelector(`a[href="#${group.id}"]`)?.closest("tr"),
    marks: Object.fromEntries(["speaker", "outlet", "kind"].map(key => [key, new Set(group.dataset[key].split(" "))])),
  }));
  const light = (groups, words) => {
    if (!("highlights" in CSS)) return;
    const ranges = [];
    for (const group of words.length ? groups.slice(0, 100) : []) {
      const walker = document.createTreeWalker(group, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) {
        const text = node.data.toLowerCase();
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, Math.min(at, node.length));
            range.setEnd(node, Math.min(at + word.length, node.length));
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("claimkit-found", new Highlight(...ranges));
  };
  const apply = () => {
    const wanted = new FormData(form);
    const words = plain(wanted.get("text")).split(/\\s+/).filter(Boolean);
    const keys = ["speaker", "outlet", "kind"].filter(key => wanted.get(key));
    let count = 0;
    for (const entry of entries) {
      const fits = keys.every(key => entry.marks[key].has(wanted.get(key)));
      if (fits && words.length) entry.text ??= plain(entry.group.textContent);
      const shown = fits && words.every(word => entry.text.includes(word));
      entry.group.hidden = !shown;
      if (entry.row) entry.row.hidden = !shown;
      count += shown;
    }
    light(entries.filter(entry => !entry.group.hidden).map(entry => entry.group), words);
    output.textContent = count === entries.length ? total : `${count.toLocaleString("en")} of ${total}`;
  };
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  apply();
})();
"""
