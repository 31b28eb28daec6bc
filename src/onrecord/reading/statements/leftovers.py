"""Quotations that no cue claims: whole paragraphs of speech whose speaker the text around shows, or does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Quotation
from onrecord.reading.statements.candidate import Attribution, Range, join, trimmed
from onrecord.reading.statements.ground import Ground

__all__ = ["uncued"]

_LEAST_WORDS = 5
_CONFIDENCE = 0.5


def uncued(ground: Ground, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions together with those of quotations that nobody's cue claims, in order of the text.

    A quotation that fills its paragraph goes on with the statement that ends the paragraph before, if that one is
    quoted to its end; else it is a statement with no cue and no speaker.
    """
    claimed = sorted(piece for one in found for piece in one.content)
    kept = list(found)
    for one in _free(ground, claimed):
        content = trimmed(ground.text, one.start, one.end)
        part = ground.part_at(one.start)
        if content is None or part is None or part.role != "paragraph" or not _fills(ground, one, part.start, part.end):
            continue
        owner = _going_on(ground, kept, part.start)
        if owner is not None:
            kept[owner] = replace(kept[owner], content=join(ground.text, [*kept[owner].content, content]))
        else:
            kept.append(Attribution(None, (), (content,), None, _CONFIDENCE))
    return sorted(kept, key=lambda one: (min([*one.cue, *one.content]), one.cue))


def _free(ground: Ground, claimed: list[Range]) -> list[Quotation]:
    """The quotations of some length that overlap nobody's content."""
    free = []
    at = 0
    furthest = -1
    for one in ground.quotations:
        while at < len(claimed) and claimed[at][0] < one.end:
            furthest = max(furthest, claimed[at][1])
            at += 1
        if furthest <= one.start and len(one.text.split()) >= _LEAST_WORDS:
            free.append(one)
    return free


def _fills(ground: Ground, one: Quotation, start: int, end: int) -> bool:
    """Whether nothing but marks stands beside the quotation in its paragraph."""
    return not any(letter.isalnum() for letter in ground.text[start : one.start] + ground.text[one.end : end])


def _going_on(ground: Ground, found: Sequence[Attribution], start: int) -> int | None:
    """The statement that is quoted up to the end of the paragraph before, if there is one."""
    number = ground.part_number(start) - 1
    if number < 0:
        return None
    before = ground.parts[number]
    inside = [
        (max(one.content[-1][1], one.cue[-1][1] if one.cue else 0), index) for index, one in enumerate(found)
        if one.content and before.start <= one.content[-1][0] < before.end
    ]  # fmt: skip
    if not inside:
        return None
    _, last = max(inside)
    one = found[last]
    if not ground.quotations_over(*one.content[-1]):
        return None
    end = ground.sentence_around(before.end - 1)[0]
    return last if max(one.content[-1][1], one.cue[-1][1] if one.cue else 0) > end else None
