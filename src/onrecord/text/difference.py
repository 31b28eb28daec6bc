"""What changed between two versions of a text, and where a span of the old one stands in the new.

Paragraphs are compared first, then the words of paragraphs that changed, both with difflib (Ratcliff and Obershelp's
matching). The cost is bounded: very long stretches that differ are reported as replaced whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from onrecord.model import Span

__all__ = ["Change", "compare", "mapped"]

# Beyond this many words on either side a changed stretch is not compared word by word.
_MOST_WORDS = 3_000
_PARAGRAPH = re.compile(r"[^\n]*\n*")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class Change(msgspec.Struct, frozen=True):
    """One stretch of two versions. ``old`` and ``new`` are ``[start, end)`` in code points of either text.

    kind: ``same``, ``removed`` (``new`` is empty), ``added`` (``old`` is empty) or ``replaced``.
    """

    kind: Literal["same", "removed", "added", "replaced"]
    old: tuple[int, int]
    new: tuple[int, int]


def compare(old: str, new: str) -> tuple[Change, ...]:
    """The stretches of ``old`` and ``new`` in order; together they cover both texts, each position once."""
    changes: list[Change] = []
    for change in _aligned(_pieces(_PARAGRAPH, old, 0), _pieces(_PARAGRAPH, new, 0), (0, 0)):
        if change.kind != "replaced":
            changes.append(change)
            continue
        before = _pieces(_WORD, old[slice(*change.old)], change.old[0])
        after = _pieces(_WORD, new[slice(*change.new)], change.new[0])
        if max(len(before), len(after)) > _MOST_WORDS:
            changes.append(change)
        else:
            changes.extend(_aligned(before, after, (change.old[0], change.new[0])))
    return tuple(_joined(changes))


def mapped(changes: Sequence[Change], span: Span, new: str) -> Span | None:
    """Where ``span`` of the old text stands in ``new``: None unless it lies whole in one unchanged stretch."""
    index = bisect_right(changes, span.start, key=lambda change: change.old[0]) - 1
    while index >= 0 and changes[index].kind != "same" and changes[index].old[0] == span.start:
        index -= 1
    for change in changes[max(index, 0) : index + 2]:
        if change.kind == "same" and change.old[0] <= span.start and span.end <= change.old[1]:
            moved = change.new[0] - change.old[0]
            found = Span.of(new, span.start + moved, span.end + moved)
            return found if found.text == span.text else None
    return None


def _pieces(pattern: re.Pattern[str], text: str, offset: int) -> list[tuple[str, int]]:
    return [(match[0], offset + match.start()) for match in pattern.finditer(text) if match[0]]


def _aligned(old: list[tuple[str, int]], new: list[tuple[str, int]], at: tuple[int, int]) -> Iterator[Change]:
    """The changes between two runs of pieces; ``at`` is where the runs begin, should one be empty."""
    # difflib's junk heuristic (popular pieces are no anchors) is what keeps repetitive texts from costing n cubed.
    matcher = SequenceMatcher(None, [piece for piece, _ in old], [piece for piece, _ in new])
    kinds: dict[str, Literal["same", "removed", "added", "replaced"]] = {
        "equal": "same",
        "delete": "removed",
        "insert": "added",
        "replace": "replaced",
    }
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield Change(
            kinds[tag],
            (_edge(old, old_start, at[0]), _edge(old, old_end, at[0])),
            (_edge(new, new_start, at[1]), _edge(new, new_end, at[1])),
        )


def _edge(pieces: list[tuple[str, int]], index: int, start: int) -> int:
    """Where piece ``index`` begins, or where the run ends if there is none."""
    if index < len(pieces):
        return pieces[index][1]
    return pieces[-1][1] + len(pieces[-1][0]) if pieces else start


def _joined(changes: list[Change]) -> Iterator[Change]:
    """Neighbouring stretches of one kind become one."""
    pending: Change | None = None
    for change in changes:
        if pending is not None and pending.kind == change.kind:
            pending = Change(change.kind, (pending.old[0], change.old[1]), (pending.new[0], change.new[1]))
            continue
        if pending is not None:
            yield pending
        pending = change
    if pending is not None:
        yield pending
