"""The one way in which text of others gets into HTML."""

from __future__ import annotations

import html
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def escape(text: str) -> str:
    """The text for any place in HTML, between tags or inside a quoted attribute.

    Halves of surrogate pairs, which no file can hold, become U+FFFD; all else comes out of a browser as it went in.

    >>> escape("<b> & 'x'")
    '&lt;b&gt; &amp; &#x27;x&#x27;'
    """
    return _SURROGATE.sub("\ufffd", html.escape(text, quote=True))
