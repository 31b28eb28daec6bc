"""Judgements: the log of what people decided, what in it does not fit together, and its exchange with other teams."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec

from onrecord.desk.intake import Form
from onrecord.desk.room import Action, Door, Parameter, Room, Visit, numbers
from onrecord.errors import QueryError
from onrecord.model import encode
from onrecord.record import Conflict, LoggedLine

__all__ = ["ACTIONS", "DOORS", "ROOMS"]

VERBS = ("confirm", "reject", "correct", "merge", "split", "undo")
_TAKEN_IN = ("added", "known", "erased")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The log, what came last first. number: how many it holds. added, known, erased: what became of a log taken in."""

    rows: tuple[LoggedLine, ...]
    conflicts: tuple[Conflict, ...]
    number: int
    limit: int
    offset: int
    taken_in: dict[str, int]

    @property
    def verbs(self) -> tuple[str, ...]:
        """What a judgement can be."""
        return VERBS


def show(visit: Visit) -> Page:
    """The log."""
    limit, offset = numbers(visit)
    verb, by = visit.asked.get("verb"), visit.asked.get("by")
    if verb is not None and verb not in VERBS:
        raise QueryError(f"there are no judgements {verb[:40]!r}. There are: {', '.join(VERBS)}")
    judging = visit.record.judging
    return Page(
        rows=tuple(judging.log_page(by=by, verb=verb, limit=limit, offset=offset)),
        conflicts=() if offset or verb or by else tuple(judging.conflicts()),
        number=judging.number(),
        limit=limit,
        offset=offset,
        taken_in={name: visit.number(name, 0, most=100_000_000) for name in _TAKEN_IN if name in visit.asked},
    )


def give(visit: Visit) -> tuple[bytes, str]:
    """The whole log, as other teams take it in."""
    return b"".join(encode(one) + b"\n" for one in visit.record.judgements()), "application/jsonl"


def take_in(visit: Visit, form: Form) -> str:
    """Another team's log, all of it or nothing."""
    if not form.files:
        raise QueryError("no file was given. Choose a log that another desk, or onrecord judgements --json, wrote")
    lines = [line for _, data in form.files for line in data.splitlines()]
    taken = visit.record.judging.take_in(lines)
    return "/judgements?" + urlencode({"added": taken.added, "known": taken.known, "erased": taken.erased})


ROOMS = (
    Room(
        "/judgements",
        "judgements.html",
        show,
        "The log of what people decided.",
        (
            Parameter("by", "The judgements of one person, by the name as it stands in the log."),
            Parameter("verb", "Judgements of one kind.", choices=VERBS),
            Parameter("limit", "Rows on the page, 200 at most.", "integer"),
            Parameter("offset", "Rows to pass over.", "integer"),
        ),
    ),
)
DOORS = (Door("/judgements.jsonl", give, "The whole log of judgements, a JSON object a line.", "judgements.jsonl"),)
ACTIONS = (Action("/judgements/take-in", take_in, "Takes in another team's log of judgements."),)
