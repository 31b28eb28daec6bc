"""On whose word an event stands: the innermost statement whose content holds its trigger."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.model import Statement
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.stage import Partial

__all__ = ["Voicing"]


class Voicing:
    """The statements of a story, asked by position. Built once a story: a line of edges, the innermost between each."""

    def __init__(self, partial: Partial) -> None:
        self._edges, self._inner = _painted(partial.reading.statements)
        text = partial.reading.story.text
        self._past = {one.id: _is_past(text, one) for one in partial.reading.statements}

    def at(self, position: int) -> Statement | None:
        """The innermost statement whose content holds this position."""
        index = bisect_right(self._edges, position) - 1
        return self._inner[index] if index >= 0 else None

    def of(self, trigger: Trigger) -> Statement | None:
        """The statement that the event stands on. The cue of one is told by the outlet, or by whoever holds it."""
        return self.at(trigger.parse.start + trigger.token.idx)

    def in_the_past(self, position: int) -> bool:
        """Whether the words here are reported with a cue in the past: there 'would' tells a future."""
        holder = self.at(position)
        return holder is not None and holder.mode != "direct" and self._past[holder.id]


def _painted(statements: tuple[Statement, ...]) -> tuple[list[int], list[Statement | None]]:
    """Edges in order and the innermost statement from each to the next: of those that overlap, the shortest."""
    pieces = sorted(
        ((span.start, span.end, one) for one in statements for span in one.content), key=lambda item: item[:2]
    )  # fmt: skip
    edges: list[int] = []
    inner: list[Statement | None] = []
    opened: list[tuple[int, Statement]] = []

    def mark(position: int) -> None:
        now = min(opened, key=lambda item: item[0])[1] if opened else None
        if edges and edges[-1] == position:
            inner[-1] = now
        else:
            edges.append(position)
            inner.append(now)

    def close(until: int) -> None:
        for end in sorted({item[0] for item in opened if item[0] <= until}):
            opened[:] = [item for item in opened if item[0] > end]
            mark(end)

    for start, end, one in pieces:
        close(start)
        opened.append((end, one))
        mark(start)
    close(max((end for _, end, _ in pieces), default=0))
    return edges, inner


def _is_past(text: str, statement: Statement) -> bool:
    if statement.cue is None:
        return False
    words = text[statement.cue.start : statement.cue.end].lower().split()
    return any(word.endswith("ed") or word in ("said", "told", "wrote", "thought", "had", "was", "were", "knew", "felt")
               for word in words)  # fmt: skip
