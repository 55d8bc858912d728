"""Comparing: the same quote across articles, found, grouped, and laid side by side."""

from claimkit.comparison.changes import Changes
from claimkit.comparison.comparator import Comparator, compare
from claimkit.comparison.compatibility import Compatibility, SpeakerTest, compatible
from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.comparison.membership import flags_of
from claimkit.comparison.origin import origin_of
from claimkit.comparison.stance import Stance, stance_of
from claimkit.comparison.verdict import Verdict

__all__ = [
    "Changes",
    "Comparator",
    "Compatibility",
    "SpeakerTest",
    "Stance",
    "Verdict",
    "changes_of_meaning",
    "compare",
    "compatible",
    "differences_between",
    "flags_of",
    "origin_of",
    "stance_of",
]
