"""Judgements laid over the rows of one reading: a pure function, so that making the rows anew loses none.

Judgements take effect in time order. Of several on one value the last stands, whoever made it. A correction of a row,
or of one of its values, says that the row is there: it takes back an earlier rejection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from onrecord.errors import QueryError
from onrecord.model import Entity, Judgement, Reading, Span, Target, row_id
from onrecord.record.judging.fields import REFERENCES, field_of, put, value_of
from onrecord.record.judging.links import LINKED
from onrecord.record.judging.placing import Placed, place
from onrecord.record.judging.rejecting import drop, repoint
from onrecord.record.judging.sheet import Sheet
from onrecord.record.row_ids import RowIds

__all__ = ["Mark", "Overlaid", "Standing", "overlay", "sheet_of"]

Standing = Literal["own", "earlier", "gone"]
"""How another story stands to the one at hand: itself, an earlier version of it, or one that the record does not hold
and whose page it was read from."""

_WHOLE = ""
"""What confirms, corrects or rejects a row as a whole is compared under this name of a field."""


@dataclass(slots=True)
class Mark:
    """Where one target of a judgement fell: the row, how it was found, and whether a later judgement overrules it.

    was: the value as it was read, before anybody judged it.
    """

    judgement: str
    position: int
    row: str
    found_by: str
    stands: bool = True
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A reading with judgements, its rows' ids, where each judgement fell, and why others (by id) fell nowhere."""

    reading: Reading
    ids: RowIds
    marks: tuple[Mark, ...]
    misses: dict[str, str]


def overlay(
    reading: Reading, ids: RowIds, judgements: Sequence[Judgement], *, stories: Mapping[str, Standing]
) -> Overlaid:
    """``reading`` with the judgements that stand (in time order, none taken back).

    stories: whose judgements concern this story, and how that one stands to it. A target in any other story is none
    of this one's business.
    """
    work = _laid(reading, ids, judgements, stories)
    work.finish()
    judged, its_ids = work.sheet.reading()
    return Overlaid(judged, its_ids, tuple(work.marks), work.misses)


def sheet_of(
    reading: Reading, ids: RowIds, judgements: Sequence[Judgement], *, stories: Mapping[str, Standing]
) -> Sheet:
    """The rows as ``overlay`` leaves them, but with those that were rejected: they can be judged again."""
    return _laid(reading, ids, judgements, stories).sheet


def _laid(reading: Reading, ids: RowIds, judgements: Sequence[Judgement], stories: Mapping[str, Standing]) -> _Overlay:
    work = _Overlay(Sheet(reading, ids), stories)
    for judgement in judgements:
        work.lay(judgement)
    return work


class _Overlay:
    def __init__(self, sheet: Sheet, stories: Mapping[str, Standing]) -> None:
        self.sheet, self.stories = sheet, stories
        self.marks: list[Mark] = []
        self.misses: dict[str, str] = {}
        self.rejected: dict[str, str] = {}
        self.gone: dict[str, str] = {}
        self.last: dict[tuple[str, str], Mark] = {}
        self.as_read: dict[tuple[str, str], str | None] = {}

    def lay(self, judgement: Judgement) -> None:
        """Puts one judgement on the sheet, or notes why it cannot be."""
        if judgement.verb == "undo" or not judgement.targets:
            return
        own = judgement.targets[0]
        if judgement.verb not in ("merge", "split") and not self._concerned(own):
            return
        if judgement.verb in ("merge", "split") and own.kind in LINKED:
            self._links(judgement)
            return
        found = self._place(own, same_type=judgement.field is None)
        if isinstance(found, str):
            self.misses[judgement.id] = found
            return
        kind = own.kind or ""
        if judgement.field is None:
            self._mark(judgement, 0, found, _WHOLE)
            if judgement.verb == "reject":
                self.rejected[found.row] = kind
            else:
                self.rejected.pop(found.row, None)
            return
        self._correct(judgement, kind, found)

    def finish(self) -> None:
        """What was rejected goes, with what only it carried."""
        for row, kind in self.rejected.items():
            drop(self.sheet, kind, row)

    def _place(self, target: Target, *, same_type: bool) -> Placed | str:
        if target.row in self.gone:
            return f"it was merged into {self.gone[target.row]}"
        return place(self.sheet, target, same_type=same_type)

    def _correct(self, judgement: Judgement, kind: str, found: Placed) -> None:
        name, becomes = judgement.field or "", judgement.becomes
        try:
            if field_of(kind, name).sort in REFERENCES and becomes is not None:
                becomes = self._referred(judgement, becomes)
            before = value_of(self.sheet, kind, found.row, name)
            put(self.sheet, kind, found.row, name, becomes)
        except QueryError as fault:
            self.misses[judgement.id] = str(fault)
            return
        was = self.as_read.setdefault((found.row, name), before)
        self._mark(judgement, 0, found, name, was=was)
        if self.rejected.pop(found.row, None) is not None:
            self.last[found.row, _WHOLE].stands = False

    def _referred(self, judgement: Judgement, becomes: str) -> str:
        """The row that the new value names, which may go by another id by now."""
        for target in judgement.targets[1:]:
            if target.row == becomes:
                found = self._place(target, same_type=False)
                return self._now(becomes) if isinstance(found, str) else found.row
        return self._now(becomes)

    def _now(self, entity: str) -> str:
        return self.gone.get(entity, entity)

    def _mark(self, judgement: Judgement, position: int, found: Placed, field: str, *, was: str | None = None) -> None:
        mark = Mark(judgement.id, position, found.row, found.found_by, was=was)
        self.marks.append(mark)
        before = self.last.get((found.row, field))
        if before is not None:
            before.stands = False
        self.last[found.row, field] = mark

    def _concerned(self, target: Target) -> bool:
        standing = self.stories.get(target.story or "")
        # What is said of a version as a whole (its date) is said of that version.
        return standing is not None and not (standing == "earlier" and target.kind == "story")

    def _links(self, judgement: Judgement) -> None:
        """Merges or splits entities of one story. All else, and those of other stories, is only marked: linking asks
        the marks for it."""
        found: list[tuple[int, Target, Placed]] = []
        for position, target in enumerate(judgement.targets):
            if not self._concerned(target):
                continue
            at = self._place(target, same_type=False)
            if target.row in self.gone:
                at = Placed(self._now(target.row), "id")
            if isinstance(at, Placed):
                found.append((position, target, at))
            else:
                self.misses[judgement.id] = at
        for position, _, at in found:
            self.marks.append(Mark(judgement.id, position, at.row, at.found_by))
        if len(found) < 2 or judgement.targets[0].kind != "entity":
            return
        first, others = found[0][2].row, found[1:]
        if judgement.verb == "merge":
            # All are one: of those of this story one row is left, whether the first that was named is of it or not. Two
            # of other versions can have come down on the same row here.
            for other in dict.fromkeys(at.row for _, _, at in others):
                self._merge(first, other)
        elif found[0][0] != 0:
            return
        else:
            self._split(judgement, first, [at.row for _, target, at in others if target.kind == "mention"])

    def _merge(self, kept: str, other: str) -> None:
        if kept == other:
            return
        sheet = self.sheet
        repoint(sheet, sheet.local[other], sheet.local[kept])
        one, two = sheet.rows["entity"][kept], sheet.rows["entity"][other]
        known = {name: getattr(one, name) or getattr(two, name) for name in ("acts_for", "place")}
        known["acts_for"] = None if known["acts_for"] in (one.id, two.id) else known["acts_for"]
        sheet.rows["entity"][kept] = msgspec.structs.replace(one, **known)
        for mention, holder in sheet.holder.items():
            if holder == other:
                sheet.holder[mention] = kept
        del sheet.rows["entity"][other]
        self.rejected.pop(other, None)
        for before, into in self.gone.items():
            if into == other:
                self.gone[before] = kept
        self.gone[other] = kept

    def _split(self, judgement: Judgement, entity: str, mentions: list[str]) -> None:
        """The mentions that are of somebody else become an entity of their own, with what their words carry."""
        sheet = self.sheet
        moved = [one for one in mentions if sheet.holder[one] == entity]
        if not moved:
            return
        spans = sorted(Span(one.start, one.end, one.text) for one in (sheet.rows["mention"][row] for row in moved))
        whole: Entity = sheet.rows["entity"][entity]
        own = row_id(sheet.before.story.id, "entity", spans[0].start, spans[0].end, f"{whole.kind}\x1fsplit")
        if own in sheet.rows["entity"]:
            self.misses[judgement.id] = "its words are an entity of their own already"
            return
        names = [one.text for one in map(sheet.rows["mention"].__getitem__, moved) if one.form == "name"]
        name = judgement.becomes or max(names or [span.text for span in spans], key=len)
        taken = set(sheet.local.values())
        local = next(f"e{number}" for number in range(len(taken) + 1, 2 * len(taken) + 3) if f"e{number}" not in taken)
        sheet.rows["entity"][own] = msgspec.structs.replace(
            whole, id=local, name=name, mentions=(), acts_for=None, place=None
        )
        sheet.local[own] = local
        for mention in moved:
            sheet.holder[mention] = own
        kept = [
            Span(one.start, one.end, one.text)
            for row, one in sheet.rows["mention"].items() if sheet.holder[row] == entity
        ]  # fmt: skip
        repoint(sheet, sheet.local[entity], local, where=_theirs(spans, kept))


def _theirs(moved: list[Span], kept: list[Span]) -> Any:
    """Whether words that named the whole entity hold a mention that was moved, and none that stayed."""

    def theirs(words: Span | None) -> bool:
        if words is None:
            return False
        return any(words.contains(one) for one in moved) and not any(words.contains(one) for one in kept)

    return theirs
