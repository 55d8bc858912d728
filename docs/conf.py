"""Settings of the documentation."""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "claimkit"
author = "The claimkit developers"
release = version = version_of("claimkit")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

default_role = "py:obj"  # `Quote` in a docstring links to it
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_class_signature = "separated"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # records document their attributes once, in the class docstring

html_theme = "furo"
html_title = "claimkit"
html_show_sourcelink = False


def drop_module_docstrings(*event: object) -> None:
    """Leave out what modules say of themselves: maps for who reads the code, while each page introduces its subject."""
    _, what, _, _, _, lines = event
    if what == "module" and isinstance(lines, list):
        lines.clear()


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", drop_module_docstrings)
