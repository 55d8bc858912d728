"""Settings of the documentation."""

from importlib.metadata import version as version_of

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
