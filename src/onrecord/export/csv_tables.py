"""CSV (RFC 4180): one of the record's views as a table, its columns as the schema's page explains them.

Values stand as they are. A spreadsheet may take a cell that begins with ``=`` for a formula: import such files as
text, for a hostile page can put anything into its headline.
"""

from __future__ import annotations

import csv
from typing import TextIO

from onrecord.record import Query, Record

__all__ = ["TABLES", "write"]

TABLES = (
    "stories", "statements", "statement_contents", "quotations", "entities", "mentions", "offices", "times", "events",
    "participants", "disputes", "dispute_sides", "commitments", "authors", "versions", "appearances", "sentences",
    "parts",
)  # fmt: skip
"""The views that can be exported."""

# Views whose column ``text`` holds, row by row, the article itself.
_ARTICLE = frozenset({"stories", "sentences", "parts"})


def write(record: Record, out: TextIO, query: Query, with_text: bool, table: str | None) -> int:
    """Writes a table with a line of column names; gives the number of rows."""
    table = table or TABLES[0]
    names = [name for name in record.columns(table) if with_text or name != "text" or table not in _ARTICLE]
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for row in record.rows(table, query):
        writer.writerow([row[name] for name in names])
        count += 1
    return count
