"""Reading order and paragraph gaps on a page, from where a PDF says that its words stand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

__all__ = ["Piece", "by_column"]


class Piece(NamedTuple):
    """A stretch of words: where it starts, in points from the page's left and lower edges, and its type's size."""

    left: float
    words: str
    height: float = 0.0
    size: float = 0.0


_ROWS = 4
_SAME = 4.0
# A gap between paragraphs is wider than the page's usual one, and than any that lines of that size have.
_WIDER = 1.35
_LEADING = 1.7


def by_column(rows: list[list[Piece]]) -> list[str]:
    """The lines of a page, each column from top to bottom, from its rows of pieces.

    A column begins where the later pieces of rows begin at one and the same place, over and over; words in bold or a
    link also part a row into pieces, but never twice at the same place. Rows above and below the columns stay there, an
    empty line between. A paragraph may run on from one column into the next.
    """
    left = _second_column(rows)
    if left is None:
        return _lines(rows)
    beside = [n for n, row in enumerate(rows) if any(_starts(piece, left) for piece in row[1:])]
    first, last = beside[0], beside[-1] + 1
    margin = rows[first][0].left
    while last < len(rows) and rows[last] and abs(rows[last][0].left - margin) <= _SAME:
        last += 1  # the first column is the longer one
    columned = rows[first:last]
    before = [[piece for piece in row if piece.left < left - _SAME] for row in columned]
    after = [[piece for piece in row if piece.left >= left - _SAME] for row in columned]
    return [
        *by_column(rows[:first]),
        "",
        *by_column([row for row in before if row]),
        *by_column([row for row in after if row]),
        "",
        *by_column(rows[last:]),
    ]


def _lines(rows: list[list[Piece]]) -> list[str]:
    """The lines of one column, with an empty one where the rows stand further apart than lines do."""
    gaps = [above[0].height - below[0].height if above and below else 0.0 for above, below in pairwise(rows)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    lines: list[str] = []
    for row, gap in zip(rows, [0.0, *gaps], strict=False):
        if row and usual and gap > max(_WIDER * usual, _LEADING * row[0].size):
            lines.append("")
        lines.append("".join(piece.words for piece in row).strip())
    return lines


def _second_column(rows: list[list[Piece]]) -> float | None:
    """Where the second column starts; None for a page in one column."""
    parted = [row for row in rows if len(row) > 1]
    starts = Counter(round(piece.left / _SAME) for row in parted for piece in row[1:])
    often = [start * _SAME for start, count in starts.items() if count >= _ROWS and 2 * count >= len(parted)]
    margin = min((row[0].left for row in rows if row), default=0.0)
    return min((start for start in often if start > margin + 10 * _SAME), default=None)


def _starts(piece: Piece, left: float) -> bool:
    return abs(piece.left - left) <= _SAME
