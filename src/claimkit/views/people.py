"""Who speaks in several articles as HTML: under which names, in which outlets, and why these names are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimkit.views import labels
from claimkit.views.escaping import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimkit.records import Comparison, SpeakerIdentity

_MOST_PEOPLE = 60
"""More are no overview; a table of `Comparison.speakers` has them all."""

_MOST_NAMES = 5


def people_of(comparison: Comparison) -> str:
    """A list of those who speak in several articles or go by several names; empty if there is none.

    >>> from claimkit.records import Article, Comparison, SpeakerIdentity
    >>> lind = SpeakerIdentity("s1", "Mara Lind", spellings=("Mara Lind", "Lind"), quotes=(("a", "q1"), ("b", "q1")))
    >>> "2 quotes in 2 articles" in people_of(Comparison((Article("Rain.", "a"),), speakers=(lind,)))
    True
    """
    several = [one for one in comparison.speakers if len(one.articles) > 1 or len(one.spellings) > 1]
    if not several:
        return ""
    outlets = {article.id: article.outlet or article.id for article in comparison.articles}
    people = "".join(_person(one, outlets) for one in several[:_MOST_PEOPLE])
    left = len(several) - _MOST_PEOPLE
    more = f'<p class="facts">… and {left:,} more, whom a table of comparison.speakers has.</p>' if left > 0 else ""
    return f'<ul class="people">{people}</ul>{more}'


def _person(speaker: SpeakerIdentity, outlets: Mapping[str, str]) -> str:
    name = f"<bdi>{escape(speaker.name)}</bdi>"
    if speaker.same_as and speaker.same_as.lower().startswith(("https://", "http://")):
        name = f'<a href="{escape(speaker.same_as)}" rel="noopener noreferrer" target="_blank">{name}</a>'
    others = [other for other in speaker.spellings if other != speaker.name]
    called = f'<p class="role">also <bdi>{escape(_listed(others))}</bdi></p>' if others else ""
    role = f'<p class="role"><bdi>{escape(_listed(speaker.roles))}</bdi></p>' if speaker.roles else ""
    where = escape(_listed(dict.fromkeys(outlets.get(article, article) for article in speaker.articles)))
    counts = f"{labels.counted(len(speaker.quotes), 'quote')} in {labels.counted(len(speaker.articles), 'article')}"
    return f'<li><b>{name}</b>{role}{called}<div class="how">{counts}: {where}{_why(speaker)}</div></li>'


def _why(speaker: SpeakerIdentity) -> str:
    """Why the names are one; opened by a click or a key."""
    if not speaker.evidence:
        return ""
    reasons = "".join(f"<p>{escape(reason.reason)}</p>" for reason in speaker.evidence)
    return f' · <details class="why"><summary>why these are one</summary>{reasons}</details>'


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _MOST_NAMES} more" if len(listed) > _MOST_NAMES else ""
    return ", ".join(listed[:_MOST_NAMES]) + more
