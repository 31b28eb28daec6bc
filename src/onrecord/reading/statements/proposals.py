"""Every proposal of a story as an attribution in ranges of its text, before it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.reading.stage import Parse
from onrecord.reading.statements.candidate import Range, Ranges, join, trimmed
from onrecord.reading.statements.extents import extents_of
from onrecord.reading.statements.frame import Frame
from onrecord.reading.statements.frames import frames_of
from onrecord.reading.statements.ground import Ground
from onrecord.reading.statements.quoted import beside_quotations, carried_on, fitted

__all__ = ["Proposal", "proposals"]


@dataclass(slots=True)
class Proposal:
    """A frame and its ranges of the story's text."""

    frame: Frame
    source: Ranges | None
    cue: Ranges
    content: Ranges
    addressee: Range | None


def proposals(ground: Ground, wanted: Callable[[Frame], bool] | None = None) -> Iterator[Proposal]:
    """The proposals of all parses, in order of the text; those with the same cue and content once.

    wanted: which frames are worth a closer look; all, if None.
    """
    for parse in ground.parses:
        seen: set[tuple[Ranges, Ranges]] = set()
        for base in (*frames_of(parse), *beside_quotations(ground, parse)):
            if wanted is not None and not wanted(base):
                continue
            for frame in extents_of(base):
                found = _proposal(ground, parse, frame)
                if found is not None and (found.cue, found.content) not in seen:
                    seen.add((found.cue, found.content))
                    yield found


def _proposal(ground: Ground, parse: Parse, frame: Frame) -> Proposal | None:
    cue = ground.range_of(parse, *frame.cue)
    pieces = [one for first, last in frame.content if (one := ground.range_of(parse, first, last)) is not None]
    if cue is None or not pieces:
        return None
    content = _without(ground, fitted(ground, cue, join(ground.text, pieces)), cue)
    source = ground.range_of(parse, *frame.source) if frame.source is not None else None
    if source is not None:
        content = _begun_before(ground, cue, source, _without(ground, content, source))
    if not content:
        return None
    content = carried_on(ground, cue, content)
    told = ground.range_of(parse, *frame.addressee) if frame.addressee else None
    return Proposal(frame, (source,) if source else None, (cue,), content, told)


def _without(ground: Ground, content: Ranges, hole: Range) -> Ranges:
    """The content without a range that stands inside it."""
    kept: list[Range] = []
    for start, end in content:
        if hole[0] < end and start < hole[1]:
            sides = (trimmed(ground.text, *side) for side in ((start, hole[0]), (hole[1], end)) if side[0] < side[1])
            kept += [side for side in sides if side is not None]
        else:
            kept.append((start, end))
    return tuple(kept)


def _begun_before(ground: Ground, cue: Range, source: Range, content: Ranges) -> Ranges:
    """'The team left, said the coach, to play abroad': what begins before the cue belongs to what goes on behind it."""
    text = ground.text
    set_off = (
        text[max(0, cue[0] - 3) : cue[0]].rstrip()[-1:] == ","
        and cue[1] < source[0]
        and text[source[1] : source[1] + 1] == ","
    )
    if not (set_off and content and content[0][0] - source[1] in (1, 2)) or ground.quotation_at(cue[0]) is not None:
        return content
    start = ground.sentence_around(cue[0])[0]
    before = trimmed(text, start, cue[0]) if start < cue[0] else None
    return (before, *content) if before is not None else content
