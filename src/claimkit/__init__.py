"""Who said what in the news, and who else reported it.

Four verbs take a text to something that can be looked at: `read` finds the quotes of an article and who said them,
`compare` groups the quotes that several outlets carry, `page` and the display of the records show them, and the
functions around `to_json` store them.

Everything listed in ``__all__`` is public; what is not listed may change in any release.
Each name is imported on first use, so that ``import claimkit`` costs next to nothing: spaCy registers the components
of every installed package in each process, whether that process reads news or not.

>>> import claimkit
>>> claimkit.Span.of("Rain, she said.", 0, 4).text
'Rain'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimkit.comparison import Comparator, compare
    from claimkit.errors import ClaimkitError, InputError, MissingExtra, ModelError, StorageError
    from claimkit.exports import (
        from_gold,
        from_json,
        read_jsonl,
        to_dataframe,
        to_gold,
        to_json,
        to_rows,
        write_csv,
        write_jsonl,
    )
    from claimkit.pipeline import load, read, read_all
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
    from claimkit.registry import SpeakerRegistry
    from claimkit.views import explain, page

    __version__: str

__all__ = [
    "NOBODY",
    "Article",
    "ClaimkitError",
    "Comparator",
    "Comparison",
    "Difference",
    "Evidence",
    "InputError",
    "Member",
    "MissingExtra",
    "ModelError",
    "Origin",
    "Quote",
    "QuoteGroup",
    "Span",
    "Speaker",
    "SpeakerIdentity",
    "SpeakerRegistry",
    "StorageError",
    "__version__",
    "compare",
    "explain",
    "from_gold",
    "from_json",
    "load",
    "page",
    "read",
    "read_all",
    "read_jsonl",
    "to_dataframe",
    "to_gold",
    "to_json",
    "to_rows",
    "write_csv",
    "write_jsonl",
]

_NAMES_OF = {
    "comparison": ("Comparator", "compare"),
    "errors": ("ClaimkitError", "InputError", "MissingExtra", "ModelError", "StorageError"),
    "exports": (
        "from_gold",
        "from_json",
        "read_jsonl",
        "to_dataframe",
        "to_gold",
        "to_json",
        "to_rows",
        "write_csv",
        "write_jsonl",
    ),
    "pipeline": ("load", "read", "read_all"),
    "records": (
        "NOBODY",
        "Article",
        "Comparison",
        "Difference",
        "Evidence",
        "Member",
        "Origin",
        "Quote",
        "QuoteGroup",
        "Span",
        "Speaker",
        "SpeakerIdentity",
    ),
    "registry": ("SpeakerRegistry",),
    "views": ("explain", "page"),
}
_MODULE_OF = {name: f"claimkit.{module}" for module, names in _NAMES_OF.items() for name in names}


def __getattr__(name: str) -> object:
    """The public object called ``name``, imported now (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("claimkit")
    if name not in _MODULE_OF:
        message = f"module 'claimkit' has no attribute {name!r}; its public names are listed in claimkit.__all__"
        raise AttributeError(message)
    value: object = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """All public names, imported or not, for completion in notebooks."""
    return sorted({*globals(), *__all__})
