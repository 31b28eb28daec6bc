"""Offices over time: the tenures that all stories together tell of."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.linking.tenures import Claim, Conflict, Tenure, held_by_one, tenures
from onrecord.record.citing import Citation, citation
from onrecord.record.connection import rows_of_ids
from onrecord.record.counting import Counts, counts_of
from onrecord.record.days import days_of
from onrecord.record.judging.marks import Judged, judged_rows
from onrecord.record.offices import HeldOn, OfficeQuery, office_rows, rows_of_holders, rows_of_title
from onrecord.record.query import Query
from onrecord.record.words import words_of

__all__ = ["ConflictLine", "TenureLine", "held_on", "lines_of", "tenure_lines", "tenures_of", "told_tenures"]

_MOST_ROWS = 500
# Of one holder's offices: what that many stories say of these, and as many of each office whoever held it.
_MOST_OWN, _MOST_OTHERS = 150, 60


class ConflictLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a story says against another: of one tenure another beginning or end, or another holder on one date.

    kind: ``two_beginnings``, ``two_ends`` or ``two_holders``. value: the other beginning or end (EDTF), or holder.
    """

    kind: str
    value: str | None
    citation: Citation


class TenureLine(msgspec.Struct, frozen=True, kw_only=True):
    """One holder's time in one office, as all stories together tell it.

    begins, ends: the most exact that is stated (EDTF). first, as_of: the earliest and latest date of a story that calls
    it held. over_by: the date of the earliest story after that which calls it past. status: that of the latest story.
    stories: how many tell of it. held: for a question with a date, whether that date is ``stated`` or lies after the
    last story (``last_known``). conflicts: what else stories say. citation: the sentence in the latest story; evidence:
    those that state the beginning and the end, where they are others. offices: the rows that it rests on, the latest
    story's last: a beginning or end that a person gives any of them stands above what stories say. judged: what people
    said of these rows. counts: how many stories tell of it, of those asked for, how many texts and independent
    sources these are.
    """

    holder: str
    title: str
    of: str | None
    country: str | None
    begins: str | None = msgspec.field(name="from", default=None)
    ends: str | None = msgspec.field(name="to", default=None)
    status: str
    first: str | None = None
    as_of: str | None = None
    over_by: str | None = None
    stories: int = 1
    held: HeldOn | None = None
    conflicts: tuple[ConflictLine, ...] = ()
    citation: Citation
    evidence: tuple[Citation, ...] = ()
    counts: Counts = Counts()
    offices: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()


def tenure_lines(
    connection: sqlite3.Connection, query: OfficeQuery, told: Sequence[sqlite3.Row] | None = None
) -> list[TenureLine]:
    """The tenures that ``query`` asks for: by country or body, then title, then in time order.

    Status and date narrow down the tenures, not the stories that tell of them. told: what stories say of the offices,
    where not all of it shall count.
    """
    wanted = msgspec.structs.replace(query, status=None, on=None, holder=None)
    every, judged = told_tenures(connection, wanted, told=told)
    found = []
    for tenure in every:
        held = held_on(tenure, query.on) if query.on is not None else None
        if query.on is not None and held is None:
            continue
        latest = tenure.claims[-1].source
        if query.status is not None and latest["status"] != query.status:
            continue
        if query.holder is not None and not _called(connection, tenure, query.holder):
            continue
        found.append((tenure, held))
    found.sort(key=lambda one: _order(one[0]))
    page = found[query.stories.offset : query.stories.offset + query.stories.limit]
    return lines_of(connection, page, judged, query.stories)


def told_tenures(
    connection: sqlite3.Connection,
    query: OfficeQuery,
    *,
    exactly: str | None = None,
    told: Sequence[sqlite3.Row] | None = None,
) -> tuple[list[Tenure], Mapping[str, tuple[Judged, ...]]]:
    """The tenures of the offices of ``query``, and what is said of their rows; exactly: the title in lower case; told:
    what stories say of the offices, where not all of it shall count."""
    rows = list(office_rows(connection, query, exactly=exactly) if told is None else told)
    people = _people(connection, rows)
    judged = judged_rows(connection, [row["id"] for row in rows])
    return list(tenures(_claim(row, people, judged.get(row["id"], ())) for row in rows)), judged


def lines_of(
    connection: sqlite3.Connection,
    page: Sequence[tuple[Tenure, HeldOn | None]],
    judged: Mapping[str, tuple[Judged, ...]],
    query: Query,
) -> list[TenureLine]:
    """Tenures, each with whether it was held on the date asked for, as lines."""
    stories = {at: {claim.source["story_key"] for claim in tenure.claims} for at, (tenure, _) in enumerate(page)}
    counts = counts_of(connection, stories, query)
    return [
        msgspec.structs.replace(_line(connection, tenure, held, judged), counts=counts[at])
        for at, (tenure, held) in enumerate(page)
    ]


def tenures_of(connection: sqlite3.Connection, linked: str, on: str | None = None) -> list[TenureLine]:
    """The tenures of one of the record's own entities, in time order, with what contradicts them; those held ``on`` a
    date, where one is given.

    Of very many stories the latest count, so that the time it takes has a bound.
    """
    holders = [
        row["entity"]
        for row in connection.execute(
            "SELECT entity FROM told_of WHERE linked = ? AND held > 0 ORDER BY date DESC, story DESC, entity LIMIT ?",
            (linked, _MOST_OWN),
        )
    ]
    rows = {row["id"]: row for row in rows_of_holders(connection, holders)}
    offices = {(row["title"].lower(), row["country"], None if row["country"] else row["of"]) for row in rows.values()}
    for title, country, of in sorted(offices, key=str):
        if held_by_one(title):
            rows |= {row["id"]: row for row in rows_of_title(connection, title, country, of, _MOST_OTHERS)}
    people = _people(connection, list(rows.values()))
    judged = judged_rows(connection, rows)
    claims = (_claim(row, people, judged.get(own, ())) for own, row in rows.items())
    found = [one for one in tenures(claims) if one.claims[0].holder == linked]
    found.sort(key=lambda one: (_order(one)[3], _order(one)))
    counts = counts_of(
        connection, {at: {claim.source["story_key"] for claim in one.claims} for at, one in enumerate(found)}
    )
    return [
        msgspec.structs.replace(_line(connection, one, held, judged), counts=counts[at])
        for at, one in enumerate(found)
        for held in [held_on(one, on) if on else None]
        if on is None or held is not None
    ]


def held_on(tenure: Tenure, date: str) -> HeldOn | None:
    """Whether it was held on ``date`` (YYYY, YYYY-MM, YYYY-MM-DD), as far as the stories determine it.

    It is ``stated`` between the beginning, or else the first story that calls it held, and the end, or else the last
    such story; ``last_known`` after that, until a story calls it past. None: no story says so.
    """
    first, last = days_of(date)
    if first is None or last is None:
        return None
    begins, ends = tenure.begins, tenure.ends
    start = (begins.begins[0] if begins else None) or tenure.first
    stated_end = ends.ends[1] if ends else None
    if start is None or start > last or (stated_end and stated_end < first):
        return None
    until = stated_end or tenure.last
    if until is not None and first <= until:
        return "stated"
    if tenure.last is None or (tenure.over_by and tenure.over_by <= first):
        return None
    return "last_known"


def _claim(row: sqlite3.Row, people: dict[str, str], judged: Sequence[Judged]) -> Claim:
    said = {one.field: one.at for one in judged if one.verb in ("correct", "confirm")}
    return Claim(
        holder=people.get(row["holder_row"]) or words_of(row["holder"] or row["holder_row"]),
        title=row["title"],
        of=row["country"] or words_of(row["of"] or ""),
        begins=days_of(row["begins"]),
        ends=days_of(row["ends"]),
        on=days_of(row["as_of"] or row["date"])[0],
        held=row["status"] in ("current", "acting"),
        over=row["status"] == "former",
        begins_said=said.get("from"),
        ends_said=said.get("to"),
        source=row,
    )


def _people(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> dict[str, str]:
    """The record's own entity for each holder, where it has one: two spellings of a name can be one person."""
    ids = sorted({row["holder_row"] for row in rows})
    select = "SELECT entity, linked FROM entity_link WHERE entity IN ({ids})"
    return {row["entity"]: row["linked"] for row in rows_of_ids(connection, select, ids)}


def _called(connection: sqlite3.Connection, tenure: Tenure, name: str) -> bool:
    """Whether some story that tells of the tenure calls its holder by this name."""
    ids = sorted({claim.source["holder_row"] for claim in tenure.claims})[:_MOST_ROWS]
    marks = ", ".join("?" * len(ids))
    asked = f"SELECT 1 FROM entity_name n WHERE n.name = ? AND n.entity IN ({marks})"
    return connection.execute(asked, (words_of(name), *ids)).fetchone() is not None


def _line(
    connection: sqlite3.Connection, tenure: Tenure, held: HeldOn | None, judged: Mapping[str, tuple[Judged, ...]]
) -> TenureLine:
    offices = tuple(claim.source["id"] for claim in tenure.claims)
    latest, begins, ends = tenure.claims[-1].source, tenure.begins, tenure.ends
    stated = {claim.source["id"]: claim.source for claim in (begins, ends) if claim is not None}
    stated.pop(latest["id"], None)
    # The fullest name and title that the stories give it.
    holder = max((claim.source["holder"] or "" for claim in tenure.claims), key=lambda name: (len(name.split()), name))
    return TenureLine(
        holder=holder,
        title=latest["title"],
        of=latest["of"],
        country=latest["country"],
        begins=begins.source["begins"] if begins else None,
        ends=ends.source["ends"] if ends else None,
        status=latest["status"],
        first=tenure.first,
        as_of=tenure.last,
        over_by=tenure.over_by,
        stories=len({claim.source["story"] for claim in tenure.claims}),
        held=held,
        conflicts=tuple(_conflict(connection, tenure, one) for one in tenure.conflicts),
        citation=_cited(connection, latest),
        evidence=tuple(_cited(connection, row) for row in stated.values()),
        offices=offices,
        judged=tuple(one for office in offices for one in judged.get(office, ())),
    )


def _conflict(connection: sqlite3.Connection, tenure: Tenure, conflict: Conflict) -> ConflictLine:
    other = conflict.other.source
    if conflict.kind == "two_holders":
        value = other["holder"]
    else:
        shown = tenure.begins if conflict.kind == "two_beginnings" else tenure.ends
        # Of the two, the one that the line does not show.
        other = conflict.one.source if shown is conflict.other else other
        value = other["begins" if conflict.kind == "two_beginnings" else "ends"]
    return ConflictLine(kind=conflict.kind, value=value, citation=_cited(connection, other))


def _cited(connection: sqlite3.Connection, row: sqlite3.Row) -> Citation:
    return citation(connection, row, row["start"], row["end"])


def _order(tenure: Tenure) -> tuple[bool, str, str, str, str]:
    row, (start, _) = tenure.claims[-1].source, tenure.extent
    first = start or (tenure.begins.begins[0] if tenure.begins else None) or tenure.first or tenure.claims[0].on or "~"
    return row["of"] is None, row["country"] or row["of"] or "", words_of(row["title"]), first, tenure.claims[0].holder
