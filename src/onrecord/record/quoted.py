"""What was said as one number, so that the same words are found again in other stories."""

from __future__ import annotations

import hashlib

from onrecord.record.words import words_of

__all__ = ["quotation_of"]

FEW = 4
"""Of fewer words than these ('it', 'no comment') nobody can tell whether they were said once or twice."""
_AGAINST = ("deny", "dispute", "refuse", "decline_comment")


def quotation_of(content: str | None, act: str, negated: bool | int, hypothetical: bool | int) -> int | None:
    """A hash of the words that were said: the same for the same words in whatever case, marks and verb of saying.

    A leading 'that' is no part of them. Words that were denied are not those that were said, nor are those that were
    not, or could be, said. Negative for fewer than ``FEW`` words; None for none.
    """
    words = words_of(content or "").split()
    if words and words[0] == "that":
        words = words[1:]
    if not words:
        return None
    said = "\x1f".join((" ".join(words), str(act in _AGAINST), str(bool(negated)), str(bool(hypothetical))))
    # 62 bits: SQLite's integers have 64, and 0 has no sign.
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8]) >> 2 | 1
    return -number if len(words) < FEW else number
