"""One row seen closely with what stands around it, and lists that stay short however long the record is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from onrecord.record.citing import Citation
from onrecord.record.claims import ClaimQuery
from onrecord.record.connection import explained
from onrecord.record.disputes import DisputeThread
from onrecord.record.event_query import EventQuery
from onrecord.record.looking import disputes, facets, happened, held, kept, reports
from onrecord.record.looking import where as places
from onrecord.record.looking.disputes import DisputePage
from onrecord.record.looking.facets import Facets
from onrecord.record.looking.happened import Happened
from onrecord.record.looking.held import TenurePage
from onrecord.record.looking.reports import Report
from onrecord.record.looking.where import PlaceCount, Where
from onrecord.record.offices import OfficeQuery
from onrecord.record.query import Query
from onrecord.record.statements import StatementLine, StatementQuery, statements_by_id

__all__ = ["DisputePage", "Facets", "Happened", "Looking", "PlaceCount", "Report", "Where"]


class Looking:
    """What ``Record.looking`` gives: questions of somebody who looks through a record page by page."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def last_day(self) -> str | None:
        """The latest date of a story: the last day of which the record knows anything; None for no dated story."""
        with explained(self._path):
            row = self._connection.execute("SELECT max(date) AS last FROM story").fetchone()
            return str(row["last"]) if row["last"] else None

    def statement(self, own: str) -> StatementLine:
        """One statement by its id; raises ``NotFoundError``."""
        with explained(self._path):
            return reports.statement(self._connection, own)

    def reports(self, own: str, query: Query | None = None) -> list[Report]:
        """Who else reports what this statement does, as far as that was known (see ``reports``)."""
        with explained(self._path):
            return reports.reports(self._connection, own, query or Query())

    def statement_facets(self, query: StatementQuery) -> Facets | None:
        """How the latest statements that ``query`` asks for part by act, mode, speaker and outlet."""
        with explained(self._path):
            return facets.of_statements(self._connection, query)

    def statements(self, ids: Iterable[str]) -> dict[str, StatementLine]:
        """Those of these statements that the record holds, by their ids."""
        with explained(self._path):
            return {line.id: line for line in statements_by_id(self._connection, dict.fromkeys(ids))}

    def event_facets(self, query: EventQuery) -> Facets | None:
        """How the latest events that ``query`` asks for part by type, status, place and outlet."""
        with explained(self._path):
            return facets.of_events(self._connection, query)

    def where(self, query: EventQuery) -> Where:
        """Where the latest events that ``query`` asks for happened, place by place."""
        with explained(self._path):
            return places.where(self._connection, query)

    def event(self, own: str, query: Query | None = None) -> Happened:
        """One event by a story's row, or by an id of the record's own, as all stories tell it; raises
        ``NotFoundError``."""
        with explained(self._path):
            return happened.event(self._connection, own, query or Query())

    def disputes(self, query: ClaimQuery) -> DisputePage:
        """As ``Record.disputes``, in a time that does not grow with the record; limit and offset count tellings."""
        with explained(self._path):
            return disputes.page(self._connection, query)

    def dispute(self, own: str, query: Query | None = None) -> DisputeThread:
        """The dispute that this row of a story tells of, over all stories; raises ``NotFoundError``."""
        with explained(self._path):
            return disputes.dispute(self._connection, own, query or Query())

    def evidence(self, rows: Iterable[str]) -> dict[str, tuple[Citation, ...]]:
        """What the stories of these commitments (row ids) have as evidence of what became of them."""
        with explained(self._path):
            return kept.evidence_of(self._connection, rows)

    def tenures(self, query: OfficeQuery) -> TenurePage:
        """As ``Record.tenures``, in a time that does not grow with the record: what the latest stories tell."""
        with explained(self._path):
            return held.page(self._connection, query)
