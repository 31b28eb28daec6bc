"""A story's text as tokens for reading times: one regular expression, lists of starts, ends and lower-case words."""

from __future__ import annotations

import re

__all__ = ["Tokens"]

_TOKEN = re.compile(
    r"(?a:\d{4}-\d{2}-\d{2})(?:[T ](?a:\d{2}:\d{2}(?::\d{2})?)(?:Z|[+-](?a:\d{2}:?\d{2}))?)?(?![-\w])"
    r"|(?a:\d{1,2}\.\d{1,2}\.\d{4})(?!\w)"
    r"|(?a:\d{1,4}/\d{1,2}/\d{2,4})(?![/\w])"
    r"|(?a:\d{1,2}:\d{2}(?::\d{2})?)(?![:\d])"
    r"|(?a:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|[aApP]\.\s?[mM]\b\.?|[oO]['’]clock\b"
    r"|['’][^\W\d_]+"
    r"|[^\W\d_]+"
    r"|[^\w\s]|_"
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})


class Tokens:
    """The tokens of ``text``, padded at the end so that looking ahead needs no bounds check.

    low: each token in lower case with straight apostrophes and hyphens ('' past the end). start, end: code points.
    """

    __slots__ = ("end", "low", "size", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        folded = text.translate(_FOLD)
        lowered = folded.lower()
        # Lower-casing may lengthen a text ('İ'); then each token is lowered on its own.
        aligned = len(lowered) == len(text)
        for found in _TOKEN.finditer(text):
            begin, finish = found.span()
            self.start.append(begin)
            self.end.append(finish)
            self.low.append(lowered[begin:finish] if aligned else folded[begin:finish].lower())
        self.size = len(self.low)
        self.low.extend([""] * 12)
        self.start.extend([len(text)] * 12)
        self.end.extend([len(text)] * 12)

    def touches(self, at: int) -> bool:
        """Whether no white space stands between token ``at - 1`` and token ``at``."""
        return 0 < at < self.size and self.end[at - 1] == self.start[at]

    def capital(self, at: int) -> bool:
        """Whether the token opens with a capital letter."""
        return 0 <= at < self.size and self.text[self.start[at]].isupper()

    def new_line(self, at: int) -> bool:
        """Whether a blank line stands before the token."""
        return 0 < at < self.size and self.text.count("\n", self.end[at - 1], self.start[at]) > 1

    def before(self, at: int) -> str:
        """The word before token ``at`` on the same line, '' where there is none."""
        return self.low[at - 1] if at > 0 and not self.new_line(at) else ""
