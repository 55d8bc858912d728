"""What tests of training share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tiny_base import tiny_base

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny base model."""
    return tiny_base(tmp_path_factory.mktemp("base"))
