"""What later words say of a promise: that it was kept, that it was broken, or only that it is spoken of.

The words of other stories are compared with the promise as words, not as parses: a record keeps no parses. So only
what shares most of the promise's words counts, and what it says of it is left unknown unless it is plain.
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.linking.contents import content_words, shared_share, stems

__all__ = ["Bearing", "bearing"]

Bearing = Literal["fulfilment", "breach", "mention"]

_ENOUGH = 0.6
_FEWEST = 2
_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|plans? to|promise\w*|pledge\w*|vow\w*|intends? to)\b|['’]ll\b", re.I
)
_UNSURE = re.compile(r"\b(?:if|whether|may|might|could|should|must|unless|hopes? to)\b|\?", re.I)
_NOT = re.compile(
    r"\b(?:not|never|no|nothing|none|nobody|failed to|fails to|yet to|refused to|broke|broken|breach\w*|reneg\w*|"
    r"abandon\w*|scrapp\w*|without)\b|n['’]t\b", re.I
)  # fmt: skip
_DONE = re.compile(r"\b(?:has|have|had|was|were|been|is|are)\b|\b\w+ed\b", re.I)
_FILLERS = stems(("promise", "pledge", "commit", "ensure", "make", "give", "take"))


def bearing(promise: str, words: str) -> Bearing | None:
    """How ``words`` bear on a promise; None where they are of something else."""
    wanted, told = content_words(promise) - _FILLERS, content_words(words)
    if len(wanted & told) < _FEWEST or shared_share(wanted, told) < _ENOUGH:
        return None
    if _UNSURE.search(words) or _FUTURE.search(words):
        return "mention"
    denied, negative = bool(_NOT.search(words)), bool(_NOT.search(promise))
    if denied != negative:
        return "breach"
    return "fulfilment" if _DONE.search(words) else "mention"
