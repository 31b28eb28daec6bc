"""Quotation marks one by one: which signs of a paragraph may be quotation marks, and how well each part would suit.

A sign is judged by its shape and by what stands left and right of it. Nothing is decided here: ``quotation`` weighs
all the marks of a paragraph against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

__all__ = ["IMPOSSIBLE", "Family", "Mark", "angles_point_inwards", "find_marks"]

IMPOSSIBLE = 99.0
_WRONG_SHAPE = 2.5
_IGNORED = 4.0


class Family(IntEnum):
    """Marks that open and close each other."""

    DOUBLE = 0
    SINGLE = 1
    ANGLE = 2
    SINGLE_ANGLE = 3
    CORNER = 4
    WHITE_CORNER = 5


Shape = Literal["opens", "closes", "either"]
_SHAPES: dict[str, tuple[Family, Shape]] = {
    '"': (Family.DOUBLE, "either"),
    '""': (Family.DOUBLE, "either"),
    "““": (Family.DOUBLE, "opens"),
    "””": (Family.DOUBLE, "closes"),
    "''": (Family.DOUBLE, "either"),
    "＂": (Family.DOUBLE, "either"),
    "``": (Family.DOUBLE, "opens"),
    ",,": (Family.DOUBLE, "opens"),
    "“": (Family.DOUBLE, "opens"),
    "‟": (Family.DOUBLE, "opens"),
    "„": (Family.DOUBLE, "opens"),
    "‘‘": (Family.DOUBLE, "opens"),
    "”": (Family.DOUBLE, "closes"),
    "’’": (Family.DOUBLE, "closes"),
    "´´": (Family.DOUBLE, "closes"),
    "'": (Family.SINGLE, "either"),
    "`": (Family.SINGLE, "opens"),
    "‘": (Family.SINGLE, "opens"),
    "‛": (Family.SINGLE, "opens"),
    "‚": (Family.SINGLE, "opens"),
    "’": (Family.SINGLE, "closes"),
    "´": (Family.SINGLE, "closes"),
    "«": (Family.ANGLE, "opens"),
    "»": (Family.ANGLE, "closes"),
    "‹": (Family.SINGLE_ANGLE, "opens"),
    "›": (Family.SINGLE_ANGLE, "closes"),
    "「": (Family.CORNER, "opens"),
    "」": (Family.CORNER, "closes"),
    "『": (Family.WHITE_CORNER, "opens"),
    "』": (Family.WHITE_CORNER, "closes"),
}
_LOW = frozenset("„‚")
# Doubled signs come first, so that they are one mark; a third one of the same kind is a mark of its own.
_SIGN = re.compile(r"'''|’’’|‘‘‘|``|''|‘‘|’’|´´|““|””|\"\"|(?<![\w,]),,(?=\w)|[\"＂“‟„”'`‘‛‚’´«»‹›「」『』]")
# Signs with at most a thin or no-break space between them are judged by what stands around them all.
_INWARDS, _OUTWARDS = re.compile(r"(?<![^\s(])[»›](?=\w)"), re.compile(r"(?<![^\s(])[«‹](?=[\w\s])")
_BETWEEN = re.compile("[\u00a0\u2009\u200a\u202f]?")
_APOSTROPHES = frozenset("'’‘`´‛")
_CLIPPED = re.compile(
    r"(?:\d\ds?|n|em|tis|twas|til|till|cause|cuz|bout|round|neath|nuff|fraid|ere|er|im)\b", re.IGNORECASE
)
_OPENING_BRACKETS = frozenset("([{<¿¡")
_DASHES = frozenset("-–—―‐‑/…|")
_STOPS = frozenset(".,;:!?)]}>%")


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign that may be a quotation mark: where it stands, and what each reading of it costs (0 is perfect).

    opens, closes: the cost as an opening and as a closing mark. ignored: the cost as neither (an apostrophe, a sign
    of inches, a slip).
    """

    start: int
    end: int
    sign: str
    family: Family
    opens: float
    closes: float
    ignored: float

    def closes_after(self, opener: str) -> float:
        """The cost of closing a quotation that ``opener`` opened: „German marks“ close with an opening shape."""
        if opener in _LOW and self.sign in "“‘":
            return max(self.closes - _WRONG_SHAPE, 0.0)
        return self.closes


def angles_point_inwards(text: str) -> bool:
    """Whether the text sets »so« (German, Danish) and not «so»: more of its words follow » than «."""
    return len(_INWARDS.findall(text)) > len(_OUTWARDS.findall(text))


def find_marks(text: str, start: int, end: int, *, inwards: bool = False) -> list[Mark]:
    """The signs in ``text[start:end]`` that may be quotation marks, in order. Linear in the length.

    inwards: angle marks point inwards, as ``angles_point_inwards`` says of the text.
    """
    marks: list[Mark] = []
    for run in _runs(text, start, end):
        before = text[run[0][0] - 1] if run[0][0] > start else " "
        after = text[run[-1][1]] if run[-1][1] < end else " "
        if len(run) == 1 and run[0][1] - run[0][0] == 1 and text[run[0][0]] in _APOSTROPHES and _inside(before, after):
            continue
        for first, last in run:
            marks.append(_judged(text, first, last, before, after, alone=len(run) == 1, limit=end, inwards=inwards))
    return marks


def _inside(before: str, after: str) -> bool:
    """Whether an apostrophe stands within a word: don't, O'Neill, 1990's."""
    return before.isalnum() and after.isalnum()


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Signs that stand side by side, together."""
    run: list[tuple[int, int]] = []
    for first, last in _signs(text, start, end):
        if run and not _BETWEEN.fullmatch(text, run[-1][1], first):
            yield run
            run = []
        run.append((first, last))
    if run:
        yield run


def _signs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    doubled = False
    for match in _SIGN.finditer(text, start, end):
        first, last = match.span()
        if last - first == 3:
            # Three of a kind are a single and a double mark: the inner one closes first, and opens last.
            middle = first + 1 if _word_or_stop(text, first - 1, start) else first + 2
            yield first, middle
            yield middle, last
        elif match[0] == '""':
            # Two straight marks are one, as spreadsheets write it, if they open so; else both are marks.
            opens = last < end and text[last].isalnum() and not _word_or_stop(text, first - 1, start)
            doubled = doubled or opens
            if doubled:
                yield first, last
            else:
                yield first, first + 1
                yield first + 1, last
        else:
            yield first, last


def _word_or_stop(text: str, at: int, start: int) -> bool:
    return at >= start and (text[at].isalnum() or text[at] in _STOPS)


def _judged(
    text: str, first: int, last: int, before: str, after: str, *, alone: bool, limit: int, inwards: bool
) -> Mark:
    sign = text[first:last]
    family, shape = _SHAPES[sign]
    opens, closes = _by_place(before, after)
    ignored = _IGNORED
    if family is Family.SINGLE:
        opens += 0.7  # outside any other, a single mark is rarer than a double one
        if _CLIPPED.match(text, last, limit):
            opens += 2.0
        ignored = _as_apostrophe(text, first, before, after, limit)
    elif family is Family.DOUBLE and before.isdigit() and not after.isalnum() and alone:
        # 5" or 6'2": inches, unless a quotation is open that it may close at no cost.
        ignored = 0.2 if re.search(r"['’′]\s?\d\d?$", text[max(first - 5, 0) : first]) else 1.2
    elif family in (Family.ANGLE, Family.SINGLE_ANGLE):
        # French sets these marks off with spaces, so their place says less than their shape.
        opens, closes = opens / 2, closes / 2
        if inwards:
            shape = "closes" if shape == "opens" else "opens"
    elif family in (Family.CORNER, Family.WHITE_CORNER):
        opens = closes = 0.0
    if shape == "opens":
        closes += _WRONG_SHAPE
    elif shape == "closes":
        opens += _WRONG_SHAPE
    return Mark(first, last, sign, family, opens, closes, ignored)


def _by_place(before: str, after: str) -> tuple[float, float]:
    """The costs of opening and closing, by the characters left and right."""
    left_open = before.isspace() or before in _OPENING_BRACKETS or before in _DASHES or before == "="
    right_open = after.isspace() or after in _STOPS or after in _DASHES
    if left_open and not right_open:
        return (0.0, 3.0) if before not in _DASHES else (0.2, 2.0)
    if right_open and not left_open:
        return (3.0, 0.0) if after not in _DASHES else (2.0, 0.2)
    if left_open:  # something open on both sides
        if before.isspace() and after.isspace():
            return 1.0, 1.0
        if before.isspace() or before in _OPENING_BRACKETS:
            return 0.5, 1.5
        return (1.5, 0.5) if after.isspace() or after in _STOPS else (1.0, 1.0)
    if before in ",:;":
        return (0.7, 1.0) if after.isupper() else (1.2, 0.8)
    return 1.0, 1.0


def _as_apostrophe(text: str, at: int, before: str, after: str, limit: int) -> float:
    """The cost of taking a single mark as an apostrophe, or as a sign of minutes or feet."""
    if before.isalpha() and not after.isalnum():
        # the boys' toys; runnin'; rock 'n' roll
        tail = text[max(at - 2, 0) : at].lower()
        if tail in ("'n", "’n", "‘n"):
            return 0.2
        return 0.6 if tail.endswith(("s", "z", "x")) or tail == "in" else 2.5
    if before.isdigit() and not after.isalpha():
        return 0.8
    if not before.isalnum() and after.isalnum():
        if _CLIPPED.match(text, at + 1, limit):
            return 0.2
        return 1.0 if text[at] == "’" else _IGNORED
    if before.isspace() and after.isspace():
        return 1.0
    return 2.0 if text[at] in "`´" else _IGNORED
