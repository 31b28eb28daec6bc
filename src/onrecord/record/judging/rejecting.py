"""What goes with a row that goes, and what was said of one entity said of another.

A rejected entity leaves the words: a statement keeps its speaker's words, and nobody is known to be meant by them. An
event of a statement that is none stands on the word of whoever's statement contained it, else the outlet's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from onrecord.model import Dispute, Participant, Side, Span
from onrecord.record.judging.sheet import Sheet

__all__ = ["drop", "repoint"]

Where = Callable[[Span | None], bool]


def drop(sheet: Sheet, kind: str, row: str) -> None:
    """Takes a row off the sheet, with what cannot be without it."""
    value = sheet.rows[kind].pop(row, None)
    if value is None:
        return
    if kind == "entity":
        _without_entity(sheet, row)
    elif kind == "statement":
        _without_statement(sheet, value.id, value.within)
    elif kind == "mention":
        holder = sheet.holder[row]
        if holder in sheet.rows["entity"] and not any(
            own == holder and other in sheet.rows["mention"] for other, own in sheet.holder.items()
        ):
            drop(sheet, "entity", holder)
    elif kind == "event":
        for one, (event, _) in sheet.part.items():
            if event == row:
                sheet.rows["participant"].pop(one, None)


def repoint(sheet: Sheet, local: str, to: str | None, *, where: Where | None = None) -> None:
    """What was said of the entity ``local`` is said of ``to``; ``where``: only where these words say so."""

    def now(entity: str | None, words: Span | None) -> str | None:
        return to if entity == local and (where is None or where(words)) else entity

    rows = sheet.rows
    for row, one in rows["participant"].items():
        rows["participant"][row] = _party(one, now)
    for row, one in rows["statement"].items():
        speaker = one.speaker
        if speaker is not None:
            entity = now(speaker.entity, speaker.span)
            party = speaker.acts_for if where is not None else now(speaker.acts_for, None)
            speaker = msgspec.structs.replace(speaker, entity=entity, acts_for=party)
        rows["statement"][row] = msgspec.structs.replace(
            one, speaker=speaker, addressee=_party(one.addressee, now), medium=_party(one.medium, now)
        )
    for row, one in rows["office"].items():
        words = one.evidence[0] if one.evidence else None
        of = one.of if where is not None else now(one.of, None)
        rows["office"][row] = msgspec.structs.replace(one, holder=now(one.holder, words) or one.holder, of=of)
    if where is None:
        _repoint_unworded(sheet, local, to)


def _repoint_unworded(sheet: Sheet, local: str, to: str | None) -> None:
    """References that no words of their own carry: they move with the entity as a whole only."""
    rows = sheet.rows
    for row, one in rows["entity"].items():
        if one.acts_for == local:
            rows["entity"][row] = msgspec.structs.replace(one, acts_for=None if one.id == to else to)
    for row, one in rows["event"].items():
        if one.place == local:
            rows["event"][row] = msgspec.structs.replace(one, place=to, place_from=one.place_from if to else None)
    for row, one in rows["commitment"].items():
        changes = {name: to for name in ("by", "to") if getattr(one, name) == local}
        rows["commitment"][row] = msgspec.structs.replace(one, **changes)
    for row, dispute in list(rows["dispute"].items()):
        _sides(sheet, row, dispute, "parties", local, to)
    for row, story in rows["story"].items():
        datelines = tuple(
            msgspec.structs.replace(one, place=to) if one.place == local else one for one in story.datelines
        )
        rows["story"][row] = msgspec.structs.replace(story, datelines=datelines)


def _party(party: Participant | None, now: Callable[[str | None, Span | None], str | None]) -> Participant | None:
    return None if party is None else msgspec.structs.replace(party, entity=now(party.entity, party.span))


def _without_entity(sheet: Sheet, row: str) -> None:
    local = sheet.local[row]
    for mention, holder in sheet.holder.items():
        if holder == row:
            sheet.rows["mention"].pop(mention, None)
    for office in [own for own, one in sheet.rows["office"].items() if one.holder == local]:
        del sheet.rows["office"][office]
    repoint(sheet, local, None)


def _without_statement(sheet: Sheet, local: str, within: str | None) -> None:
    rows = sheet.rows
    changes: tuple[tuple[str, str, Any], ...] = (
        ("statement", "within", within), ("event", "according_to", within), ("commitment", "statement", None),
    )  # fmt: skip
    for kind, field, value in changes:
        for row, one in rows[kind].items():
            if getattr(one, field) == local:
                rows[kind][row] = msgspec.structs.replace(one, **{field: value})
    for row, dispute in list(rows["dispute"].items()):
        _sides(sheet, row, dispute, "statements", local, None)


def _sides(sheet: Sheet, row: str, dispute: Dispute, members: str, local: str, to: str | None) -> None:
    """A dispute without the member, or with another in its place; without two sides it is none."""
    if not any(local in getattr(side, members) for side in dispute.sides):
        return
    sides: list[Side] = []
    for side in dispute.sides:
        now = [to if one == local else one for one in getattr(side, members)]
        kept = msgspec.structs.replace(side, **{members: tuple(dict.fromkeys(one for one in now if one is not None))})
        if kept.parties or kept.statements:
            sides.append(kept)
    if len(sides) < min(2, len(dispute.sides)):
        del sheet.rows["dispute"][row]
    else:
        sheet.rows["dispute"][row] = msgspec.structs.replace(dispute, sides=tuple(sides))
