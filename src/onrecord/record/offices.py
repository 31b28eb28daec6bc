"""Who held which office, as the stories of the record tell it."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.connection import rows_of_ids
from onrecord.record.counting import Counts, counts_of
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.query import Query, check_date
from onrecord.record.words import words_of

__all__ = [
    "HeldOn",
    "OfficeLine",
    "OfficeQuery",
    "latest_office_rows",
    "office_rows",
    "offices",
    "offices_of",
    "rows_of_holders",
    "rows_of_title",
]

HeldOn = Literal["stated", "last_known"]
# Sorts after every digit and hyphen: 2023-02~ is the end of February.
_END_OF = "~"
_VALUE = re.compile(r"\d{1,4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?")


class OfficeQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which offices are asked for; what is None makes no difference.

    of: a name of the country or body, whose office it is. country: that country's code (ISO 3166 alpha-2); with both,
    either will do. holder: a name of the holder. title: words of the title. status: as ``Office.status``. on: a date
    (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``) on which the office was held (see ``held_on``). stories: in which stories;
    its limit and offset page the answer.

    Raises ``QueryError`` for a date that is none.
    """

    of: str | None = None
    country: str | None = None
    holder: str | None = None
    title: str | None = None
    status: str | None = None
    on: str | None = None
    stories: Query = Query()

    def __post_init__(self) -> None:
        if self.on is not None:
            check_date("on", self.on)


class OfficeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One office as stories tell it: those that say the same are one line.

    of, country: name and code of the country or body. begins, ends: EDTF, where stated. first, as_of: the earliest and
    the latest date of a story that says so. stories: how many do. held: for a question with a date, whether that date
    is ``stated`` or lies after the last story (``last_known``). citation: the sentence in the latest story.
    row: the id of that story's row; judged: what people and later versions say of it. counts: how many stories say so,
    of those asked for, how many texts and independent sources these are.
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
    stories: int = 1
    held: HeldOn | None = None
    citation: Citation | None = None
    row: str | None = None
    judged: tuple[Judged, ...] = ()
    counts: Counts = Counts()


_SELECT = f"""
SELECT o.id, o.title, o.begins, o.ends, o.status, o.as_of, h.name AS holder, e.name AS of, {CITED}, o.country,
       o.holder AS holder_row, o.of AS of_row,
       (SELECT v.start FROM evidence v WHERE v.row = o.id AND v.kind = 'evidence' AND v.position = 0) AS start,
       (SELECT v."end" FROM evidence v WHERE v.row = o.id AND v.kind = 'evidence' AND v.position = 0) AS "end"
FROM office o JOIN story s ON s.key = o.story LEFT JOIN entity h ON h.id = o.holder
LEFT JOIN entity e ON e.id = o.of
"""


def offices(connection: sqlite3.Connection, query: OfficeQuery) -> list[OfficeLine]:
    """The offices that ``query`` asks for: by country or body, then title, then in time order."""
    found = [
        (line if query.on is None else msgspec.structs.replace(line, held=held), told)
        for line, told in _lines(office_rows(connection, query))
        if query.on is None or (held := held_on(line, query.on))
    ]
    found.sort(key=lambda one: (one[0].of is None, one[0].of or "", words_of(one[0].title), *_in_time(one[0])))
    page = found[query.stories.offset : query.stories.offset + query.stories.limit]
    return _counted(connection, page, query.stories)


def office_rows(
    connection: sqlite3.Connection, query: OfficeQuery, *, exactly: str | None = None
) -> Iterable[sqlite3.Row]:
    """What each story says of the offices that ``query`` asks for, its date and limits apart; in no order.

    exactly: the whole title in lower case, which is looked up by an index.
    """
    condition, values = _condition(query)
    if exactly is not None:
        condition += " AND lower(o.title) = :exact_title"
        values["exact_title"] = exactly
    rows: Iterable[sqlite3.Row] = connection.execute(f"{_SELECT} WHERE {condition}", values)
    if query.title is not None:
        wanted = words_of(query.title)
        rows = (row for row in rows if f" {wanted} " in f" {words_of(row['title'])} ")
    return rows


def latest_office_rows(connection: sqlite3.Connection, query: OfficeQuery, most: int) -> list[sqlite3.Row]:
    """As ``office_rows``, of the latest stories: ``most`` rows, and one more where there are more."""
    condition, values = _condition(query)
    if query.title is not None:
        # Nearly as words are compared; it need not be exact where all others of the title are looked at as well.
        condition += " AND instr(' ' || replace(lower(o.title), '-', ' ') || ' ', :title) > 0"
        values["title"] = f" {words_of(query.title)} "
    # What few stories tell is looked up first. Else go through the stories in order, and stop early.
    joined = _SELECT if query.of or query.country else _SELECT.replace(
        "FROM office o JOIN story s", "FROM story s CROSS JOIN office o"
    )  # fmt: skip
    return connection.execute(
        f"{joined} WHERE {condition} ORDER BY s.date DESC, s.key DESC LIMIT :most", values | {"most": most + 1}
    ).fetchall()


def _condition(query: OfficeQuery) -> tuple[str, dict[str, Any]]:
    """What SQL can tell of ``query``, the title apart."""
    condition, values = query.stories.conditions()
    clauses = [f"({condition})"]
    if query.of is not None or query.country is not None:
        clauses.append(
            "(o.country = :of_country OR o.of IN (SELECT n.entity FROM entity_name n WHERE n.name = :of_name))"
        )
        values |= {"of_country": query.country, "of_name": words_of(query.of or "")}
    if query.holder is not None:
        clauses.append("o.holder IN (SELECT n.entity FROM entity_name n WHERE n.name = :holder)")
        values["holder"] = words_of(query.holder)
    if query.status is not None:
        clauses.append("o.status = :status")
        values["status"] = query.status
    return " AND ".join(clauses), values


def offices_of(connection: sqlite3.Connection, holders: Iterable[str]) -> list[OfficeLine]:
    """The offices that these entities (row ids) held, in time order."""
    rows = rows_of_holders(connection, holders)
    return _counted(connection, sorted(_lines(rows), key=lambda one: _in_time(one[0])), Query())


def rows_of_holders(connection: sqlite3.Connection, holders: Iterable[str]) -> list[sqlite3.Row]:
    """What stories say of the offices of these entities (row ids); in no order."""
    return list(rows_of_ids(connection, f"{_SELECT} WHERE o.holder IN ({{ids}})", list(holders)))


def rows_of_title(
    connection: sqlite3.Connection, title: str, country: str | None, of: str | None, limit: int
) -> list[sqlite3.Row]:
    """What the latest stories say of one office: of this title in any letter case, of a country, else of a name."""
    # The latest first, so that a common title of no country is not looked through to its beginning.
    return connection.execute(
        f"{_SELECT} WHERE o.id IN (SELECT x.id FROM office x WHERE lower(x.title) = lower(:title)"
        " AND x.country IS :country ORDER BY x.story DESC LIMIT :most)"
        " AND (:country IS NOT NULL OR e.name IS :of) ORDER BY o.story DESC LIMIT :limit",
        {"title": title, "country": country, "of": of, "limit": limit, "most": limit if country else 10 * limit},
    ).fetchall()


def held_on(line: OfficeLine, date: str) -> HeldOn | None:
    """Whether the office was held on ``date``, as far as what was told determines it; None where it does not.

    It is ``stated`` for a date between the stated beginning and end, and for an office that is held (current, acting)
    between its stated beginning, or the first story that says so, and the last such story. After that story it is
    ``last_known``: nobody said that it ended.
    """
    begins, ends = _bare(line.begins), _bare(line.ends, last=True)
    if (begins and begins > date + _END_OF) or (ends and ends + _END_OF < date):
        return None
    if begins and ends:
        return "stated"
    if line.status not in ("current", "acting") or line.as_of is None:
        return None
    since = begins or line.first
    if since is None or since > date + _END_OF:
        return None
    return "stated" if date <= line.as_of + _END_OF else "last_known"


def _bare(value: str | None, *, last: bool = False) -> str | None:
    """The year, month and day of an EDTF value's one end, as far as it has them."""
    if not value:
        return None
    found = _VALUE.match(value.split("/")[-1 if last else 0])
    return found[0] if found else None


def _lines(rows: Iterable[sqlite3.Row]) -> list[tuple[OfficeLine, list[sqlite3.Row]]]:
    """A line for each office that is told alike, with the rows that tell it, that of the latest story last."""
    same: dict[tuple[Any, ...], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        of = row["country"] or words_of(row["of"] or "")
        key = (words_of(row["holder"] or ""), words_of(row["title"]), of, row["begins"], row["ends"], row["status"])
        same[key].append(row)
    return [_line(told) for told in same.values()]


def _line(told: list[sqlite3.Row]) -> tuple[OfficeLine, list[sqlite3.Row]]:
    told = sorted(told, key=lambda row: (row["as_of"] or row["date"] or "", row["story"]))
    last = told[-1]
    dates = [row["as_of"] for row in told if row["as_of"]]
    line = OfficeLine(
        holder=last["holder"] or "",
        title=last["title"],
        of=last["of"],
        country=last["country"],
        begins=last["begins"],
        ends=last["ends"],
        status=last["status"],
        first=dates[0] if dates else None,
        as_of=dates[-1] if dates else None,
        stories=len({row["story"] for row in told}),
    )
    return line, told


def _counted(
    connection: sqlite3.Connection, page: list[tuple[OfficeLine, list[sqlite3.Row]]], query: Query
) -> list[OfficeLine]:
    """The lines with their citations and counts."""
    stories = {at: {row["story_key"] for row in told} for at, (_, told) in enumerate(page)}
    counts = counts_of(connection, stories, query)
    return [_cited(connection, line, told[-1], counts[at]) for at, (line, told) in enumerate(page)]


def _cited(connection: sqlite3.Connection, line: OfficeLine, last: sqlite3.Row, counts: Counts) -> OfficeLine:
    return msgspec.structs.replace(
        line,
        citation=citation(connection, last, last["start"], last["end"]),
        row=last["id"],
        judged=judged_of(connection, last["id"], (last["holder_row"], last["of_row"])),
        counts=counts,
    )


def _in_time(line: OfficeLine) -> tuple[str, str, str, str]:
    """Begun first, ended first; what has no dates by the stories that tell it."""
    return (_bare(line.begins) or _bare(line.ends, last=True) or line.first or _END_OF, _bare(line.ends, last=True)
            or _END_OF, words_of(line.holder), line.status)  # fmt: skip
