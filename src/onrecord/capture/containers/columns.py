"""Reading order on a page set in columns whose rows a PDF gives from edge to edge."""

from __future__ import annotations

from collections import Counter

__all__ = ["Piece", "by_column"]

# A stretch of words and where it starts, in points from the page's left edge.
Piece = tuple[float, str]

_ROWS = 4
_SAME = 4.0


def by_column(rows: list[list[Piece]]) -> list[str]:
    """The lines of a page, each column from top to bottom, from its rows of pieces.

    A column begins where the later pieces of rows begin at one and the same place, over and over; words in bold or a
    link also part a row into pieces, but never twice at the same place. Rows above and below the columns stay there, an
    empty line between. A paragraph may run on from one column into the next.
    """
    left = _second_column(rows)
    if left is None:
        return ["".join(words for _, words in row).strip() for row in rows]
    beside = [n for n, row in enumerate(rows) if any(_starts(piece, left) for piece in row[1:])]
    first, last = beside[0], beside[-1] + 1
    margin = rows[first][0][0]
    while last < len(rows) and rows[last] and abs(rows[last][0][0] - margin) <= _SAME:
        last += 1  # the first column is the longer one
    columned = rows[first:last]
    before = [[piece for piece in row if piece[0] < left - _SAME] for row in columned]
    after = [[piece for piece in row if piece[0] >= left - _SAME] for row in columned]
    return [
        *by_column(rows[:first]),
        "",
        *by_column([row for row in before if row]),
        *by_column([row for row in after if row]),
        "",
        *by_column(rows[last:]),
    ]


def _second_column(rows: list[list[Piece]]) -> float | None:
    """Where the second column starts; None for a page in one column."""
    parted = [row for row in rows if len(row) > 1]
    starts = Counter(round(piece[0] / _SAME) for row in parted for piece in row[1:])
    often = [start * _SAME for start, count in starts.items() if count >= _ROWS and 2 * count >= len(parted)]
    margin = min((row[0][0] for row in rows if row), default=0.0)
    return min((start for start in often if start > margin + 10 * _SAME), default=None)


def _starts(piece: Piece, left: float) -> bool:
    return abs(piece[0] - left) <= _SAME
