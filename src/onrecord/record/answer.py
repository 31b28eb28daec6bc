"""The answer to a question: its rows, each with its evidence, as values or as a table of other programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

from onrecord.errors import MissingExtraError
from onrecord.record import (
    claims,
    commitments,
    disputes,
    events,
    named,
    offices,
    places,
    searching,
    statements,
    stories,
    tenures,
)
from onrecord.record.claims import ClaimQuery
from onrecord.record.event_query import EventQuery
from onrecord.record.named import EntityQuery
from onrecord.record.offices import OfficeQuery
from onrecord.record.places import PlaceQuery
from onrecord.record.query import Query
from onrecord.record.question import Asked, Question
from onrecord.record.statements import StatementQuery

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["Answer", "find"]

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Answer(Sequence[Row_co], Generic[Row_co]):
    """The rows that answer ``question``, in its order: ``StoryLine``, ``StatementLine``, ``EventLine``, ... values.

    Every row but those of stories and places has a ``citation``: story, outlet, date and the sentence with its
    positions. A story's line (of a search: a ``Hit`` with passages) is itself the place to look.
    """

    question: Question
    rows: tuple[Row_co, ...]

    @overload
    def __getitem__(self, at: int) -> Row_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row_co, ...]: ...
    def __getitem__(self, at: int | slice) -> Row_co | tuple[Row_co, ...]:
        return self.rows[at]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row_co]:
        return iter(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dictionaries, all with the same keys: what lies inside is named with a dot
        (``citation.sentence.text``), lists stay lists of plain values."""
        flat = [_flat(msgspec.to_builtins(row)) for row in self.rows]
        keys = dict.fromkeys(key for one in flat for key in one)
        # What is None in one row can be an object in another: then only its fields are columns.
        inner = {key for key in keys if any(other.startswith(f"{key}.") for other in keys)}
        return [{key: one.get(key) for key in keys if key not in inner} for one in flat]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; raises ``MissingExtraError`` without the extra ``arrow``."""
        try:
            import pyarrow
        except ModuleNotFoundError:
            raise MissingExtraError("An Arrow table", "arrow") from None
        return pyarrow.Table.from_pylist(self.records())

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame; raises ``MissingExtraError`` without the extra ``pandas``."""
        try:
            import pandas
        except ModuleNotFoundError:
            raise MissingExtraError("A data frame", "pandas") from None
        return pandas.DataFrame.from_records(self.records())


def find(connection: sqlite3.Connection, question: Question) -> Answer[Any]:
    """The rows that ``question`` asks for."""
    return Answer(question, tuple(_rows(connection, question)))


def _rows(connection: sqlite3.Connection, question: Question) -> Sequence[Any]:
    asked: Asked = question.compiled()
    match asked:
        case Query():
            return stories.select(connection, asked) if asked.words is None else searching.search(connection, asked)
        case EntityQuery():
            return named.entities(connection, asked)
        case PlaceQuery():
            return places.places(connection, asked)
        case StatementQuery():
            return statements.statements(connection, asked)
        case EventQuery():
            return events.events(connection, asked)
        case OfficeQuery():
            if question.kind == "tenures" or question.merged:
                return tenures.tenure_lines(connection, asked)
            return offices.offices(connection, asked)
        case ClaimQuery():
            return _CLAIMS[question.kind, question.merged](connection, asked)


_CLAIMS: dict[tuple[str, bool], Callable[[sqlite3.Connection, ClaimQuery], Sequence[Any]]] = {
    ("disputes", False): claims.disputes,
    ("disputes", True): disputes.dispute_threads,
    ("commitments", False): claims.commitments,
    ("commitments", True): commitments.commitment_threads,
}


def _flat(value: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            found |= _flat(inner, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = inner
    return found
