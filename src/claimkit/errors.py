"""The errors that claimkit raises, as one small tree.

Every text says what was given, what is needed and what to do about it.
Each class also derives from the nearest builtin, so that ``except ValueError`` written years ago still works.

::

    ClaimkitError
    ├── InputError      (ValueError)   an article, a record or a file that cannot be used as it is
    ├── ModelError      (RuntimeError) a model folder that is missing, damaged or made for another version
    ├── StorageError    (ValueError)   a Doc whose span groups are not ours, or of another version
    └── MissingExtra    (ImportError)  an optional package that the call needs is not installed
"""

from __future__ import annotations


class ClaimkitError(Exception):
    """Base of all errors raised on purpose by claimkit; catch it to catch them all."""


class InputError(ClaimkitError, ValueError):
    """Something that was handed in cannot be used; the text names the place and the remedy."""


class ModelError(ClaimkitError, RuntimeError):
    """A model folder is missing, damaged, or was made for another version of claimkit."""


class StorageError(ClaimkitError, ValueError):
    """The span groups on a Doc are foreign or of an unknown version, and are left untouched."""


class MissingExtra(ClaimkitError, ImportError):
    """An optional package is not installed.

    Args:
        package: The package that could not be imported.
        extra: The claimkit extra that brings it.
        purpose: What it is needed for, as the end of "... is needed".

    >>> print(MissingExtra("pandas", extra="notebook", purpose="for tables"))
    'pandas' is not installed, and it is needed for tables. Run: pip install 'claimkit[notebook]'
    """

    def __init__(self, package: str, *, extra: str, purpose: str) -> None:
        super().__init__(
            f"{package!r} is not installed, and it is needed {purpose}. Run: pip install 'claimkit[{extra}]'"
        )
