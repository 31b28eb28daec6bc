"""What is done to a text before it is frozen, and nothing else is ever done to it.

CRLF becomes LF. Surrogates, which are no characters and cannot be written as UTF-8, become the character that a pair
of them stands for, or U+FFFD where one stands alone. There is no Unicode normalisation: an accented letter stays as
it was typed, and no-break spaces, zero-width characters and direction marks stay, so that a quotation can be checked
against the page letter by letter.
"""

from __future__ import annotations

import re

__all__ = ["clean"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` as it may be frozen: it encodes as UTF-8 and has no CRLF. Cleaning twice changes nothing more."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n")
