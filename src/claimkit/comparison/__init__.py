"""Comparing: the same quote across articles, found, grouped, and laid side by side."""

from claimkit.comparison.changes import Changes
from claimkit.comparison.comparator import Comparator, compare
from claimkit.comparison.compatibility import Compatibility, SpeakerTest, compatible
from claimkit.comparison.differences import changes_of_meaning, differences_between
from claimkit.comparison.verdict import Verdict

__all__ = [
    "Changes",
    "Comparator",
    "Compatibility",
    "SpeakerTest",
    "Verdict",
    "changes_of_meaning",
    "compare",
    "compatible",
    "differences_between",
]
