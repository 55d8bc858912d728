"""The registry: who speaks, across articles, under which names, and why these are one.

- `registry`: orchestrates; articles in, identities out
- `naming`, `nicknames`: how two names relate
- `resolving`: which names are one person or body
- `knowledge`: what is known outside the articles
"""

from claimkit.registry.knowledge import Entry, KnowledgeBase, SpeakerTable
from claimkit.registry.registry import SpeakerRegistry

__all__ = ["Entry", "KnowledgeBase", "SpeakerRegistry", "SpeakerTable"]
