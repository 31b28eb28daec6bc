"""Exports: one module a format, and the list of them.

Unless asked, the text of stories does not travel: quotations, positions and citations do, so that a finding can be
checked against the story where it was published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from onrecord.errors import QueryError
from onrecord.export import csv_tables, json_lines, plover_csv
from onrecord.record import Query, Record

__all__ = ["FORMATS", "Format", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what it holds in a line, the tables it is made of (none: one stream of stories).

    write: ``(record, out, query, with_text, table)`` to the number of entries written.
    """

    name: str
    holds: str
    tables: tuple[str, ...]
    write: Callable[[Record, TextIO, Query, bool, str | None], int]


FORMATS = {
    one.name: one
    for one in (
        Format(
            "jsonl",
            "one reading a line, as onrecord read --json lays it out, or one event a line",
            json_lines.TABLES,
            json_lines.write,
        ),
        Format("csv", "one table: stories, statements, quotations, mentions, ...", csv_tables.TABLES, csv_tables.write),
        Format("plover-csv", "one event a row, coded by PLOVER, in POLECAT's columns", (), plover_csv.write),
    )
}
"""Every format by its name."""


def export(
    record: Record,
    out: TextIO,
    *,
    to: str,
    query: Query | None = None,
    with_text: bool = False,
    table: str | None = None,
) -> int:
    """Writes what ``query`` filters (limits apart) of a record to ``out``; gives the number of entries written.

    to: the name of a format. with_text: whether the text of stories is written too. table: which one, for a format of
    tables (its first unless told). Raises ``QueryError`` for an unknown format or table. For CSV open ``out`` with
    ``newline=""``.
    """
    if to not in FORMATS:
        raise QueryError(f"no format is called {to!r}. There are: {', '.join(FORMATS)}")
    tables = FORMATS[to].tables
    if table is not None and table not in tables:
        there = f"There are: {', '.join(tables)}" if tables else "It has none: leave the table out"
        raise QueryError(f"the format {to} has no table {table!r}. {there}")
    return FORMATS[to].write(record, out, query or Query(), with_text, table)
