"""Rows put together one pair after another, never two that somebody told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

__all__ = ["Groups"]


class Groups:
    """What has been put together so far; every row begins alone.

    apart: for a row, those with which it is never in one group, whatever lies between them.
    """

    def __init__(self, apart: Mapping[str, Collection[str]] | None = None) -> None:
        self._apart = apart or {}
        self._of: dict[str, set[str]] = {}

    def of(self, row: str) -> set[str]:
        """All rows of the group that ``row`` is in; not to be altered."""
        return self._of.setdefault(row, {row})

    def unite(self, one: str, other: str) -> bool:
        """Puts two groups together, unless rows of theirs were told apart; says whether they are one now."""
        more, fewer = sorted((self.of(one), self.of(other)), key=len, reverse=True)
        if more is fewer:
            return True
        if self._apart and any(more.intersection(self._apart.get(row, ())) for row in fewer):
            return False
        more |= fewer
        for row in fewer:
            self._of[row] = more
        return True

    def unite_all(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Puts pairs together, in order."""
        for one, other in pairs:
            self.unite(one, other)
