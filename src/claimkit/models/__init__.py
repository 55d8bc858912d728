"""The models that come with claimkit, each a folder with its card and its licence."""

from __future__ import annotations

from pathlib import Path

ENGLISH = Path(__file__).parent / "en"
"""The folder of the English model."""
