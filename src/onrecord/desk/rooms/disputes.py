"""Disputes: what is in question, who stands on which side in which words, and how it came to that. Never a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.desk.room import Parameter, Room, Visit, asking, numbers
from onrecord.desk.rooms.statements import Row as Saying
from onrecord.desk.rooms.statements import row_of, said
from onrecord.record import Citation, Counts, DisputeThread, Query, Standing, StatementLine
from onrecord.record.words import words_of

__all__ = ["ROOMS"]

_STATES = ("open", "conceded", "settled")
_FEW, _MANY, _COPIES = 2, 40, 4
_COLUMNS = (("affirms", ("affirms",)), ("against", ("denies", "doubts")))


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes a side, in which way (``affirms``, ``denies``, ``doubts``), and since when."""

    name: str
    stance: str
    since: str | None


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One side: those who take it, and their statements, the earliest first. more: how many are not shown."""

    side: str
    parties: tuple[Party, ...]
    statements: tuple[Saying, ...]
    more: int


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One question. counts: in how many stories it is told, and how many sources of these are independent."""

    id: str
    about: str
    state: str
    opened: str | None
    columns: tuple[Column, ...]
    counts: Counts


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a dispute: it was ``opened``, somebody ``joined``, a side ``conceded``; and the sentence."""

    what: str
    date: str | None
    party: Party | None
    citation: Citation


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The disputes that were asked for. more: whether others follow on the next page."""

    rows: tuple[Row, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int
    more: bool

    @property
    def states(self) -> tuple[str, ...]:
        """In what state a dispute can be."""
        return _STATES


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute over all stories: both sides whole, and its history."""

    row: Row
    history: tuple[Step, ...]
    thread: DisputeThread
    standings: dict[str, Standing]


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    asked = visit.question("disputes").compiled()
    found = visit.record.looking.disputes(asked)  # type: ignore[arg-type]
    rows = _rows(visit, found.threads, _FEW)
    return Page(rows=rows, standings=_standings(visit, rows), limit=limit, offset=offset, more=found.more)


def one(visit: Visit) -> Dispute:
    """One dispute, by the row of any story that tells of it."""
    thread = visit.record.looking.dispute(visit.named["id"], Query(as_known=visit.asked.get("as_known")))
    rows = _rows(visit, [thread], _MANY)
    history = _history(thread)
    stories = {step.citation.story for step in history} | {line.citation.story for line in thread.tellings}
    return Dispute(row=rows[0], history=history, thread=thread, standings=_standings(visit, rows, stories))


def _rows(visit: Visit, threads: Sequence[DisputeThread], most: int) -> tuple[Row, ...]:
    """The rows of these disputes; most: statements that one side shows."""
    chosen = {(thread.id, side): _statements(thread, stances) for thread in threads for side, stances in _COLUMNS}
    # Copies of one text say the same again: of some more the first in each wording are shown.
    lines = visit.record.looking.statements(own for some in chosen.values() for own in some[: most * _COPIES])
    return tuple(
        Row(
            id=thread.id,
            about=thread.about,
            state=thread.state,
            opened=thread.opened,
            columns=tuple(
                _column(thread, side, stances, [lines.get(own) for own in chosen[thread.id, side]], most)
                for side, stances in _COLUMNS
            ),
            counts=thread.counts,
        )
        for thread in threads
    )


def _column(
    thread: DisputeThread, side: str, stances: Sequence[str], lines: Sequence[StatementLine | None], most: int
) -> Column:
    wordings: dict[tuple[str | None, str], StatementLine] = {}
    for line in lines:
        if line is not None:
            wordings.setdefault((line.speaker.name, words_of(said(line))), line)
    shown = [row_of(line) for line in list(wordings.values())[:most]]
    return Column(
        side=side,
        parties=tuple(
            Party(name=one.party, stance=one.stance, since=one.date) for one in thread.joined if one.stance in stances
        ),
        statements=tuple(shown),
        more=len(lines) - len(shown),
    )


def _statements(thread: DisputeThread, stances: Sequence[str]) -> list[str]:
    """The ids of the statements of a side, those of the earliest story first."""
    return list(dict.fromkeys(
        own for line in thread.tellings for side in line.sides if side.stance in stances for own in side.statements
    ))  # fmt: skip


def _history(thread: DisputeThread) -> tuple[Step, ...]:
    told = {line.id: line.citation for line in thread.tellings}
    steps = [Step(what="opened", date=thread.opened, party=None, citation=thread.tellings[0].citation)]
    for each in thread.joined:
        party = Party(name=each.party, stance=each.stance, since=each.date)
        steps.append(Step(what="joined", date=each.date, party=party, citation=told[each.dispute]))
    steps += [
        Step(what=line.state, date=line.citation.date, party=None, citation=line.citation)
        for line in thread.tellings if line.state != "open"
    ]  # fmt: skip
    order = {"opened": 0, "joined": 1}
    return tuple(sorted(steps, key=lambda step: (step.date is None, step.date or "", order.get(step.what, 2))))


def _standings(visit: Visit, rows: Iterable[Row], more: Iterable[str] = ()) -> dict[str, Standing]:
    told = {one.line.citation.story for row in rows for column in row.columns for one in column.statements}
    return visit.record.standings([*sorted(told | set(more))])


ROOMS = (
    Room(
        "/disputes",
        "disputes.html",
        show,
        "What is disputed, and who stands on which side.",
        asking(
            Parameter("who", "A name of a party."),
            Parameter("whom", "A name of another party."),
            Parameter("words", "A search expression for the story."),
            Parameter("status", "The state of the dispute.", choices=_STATES),
        ),
    ),
    Room(
        "/disputes/{id}",
        "dispute.html",
        one,
        "One dispute over all stories, with its history.",
        (Parameter("as_known", "Only what had been captured by this date."),),
    ),
)
