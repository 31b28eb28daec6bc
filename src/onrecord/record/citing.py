"""The sentence on which a row of the record stands, and whose story it is."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.model import Span

__all__ = ["CITED", "Citation", "citation"]

CITED = "s.key AS story_key, s.id AS story, s.outlet, s.date, s.headline, s.url"
"""The columns of ``story s`` that ``citation`` needs."""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is said: the story (id, outlet, date, headline, address) and the sentence.

    sentence: a span of the story's text, from the beginning of a sentence to the end of the same or a later one; of a
    row that stands on no sentence, the words themselves.
    """

    story: str
    outlet: str | None
    date: str | None
    headline: str | None
    url: str | None
    sentence: Span | None


def citation(connection: sqlite3.Connection, row: sqlite3.Row, start: int | None, end: int | None) -> Citation:
    """The citation for the words ``[start, end)`` of the story of ``row`` (which has the columns of ``CITED``)."""
    return Citation(
        story=row["story"],
        outlet=row["outlet"],
        date=row["date"],
        headline=row["headline"],
        url=row["url"],
        sentence=None if start is None or end is None else _sentence(connection, row["story_key"], start, end),
    )


def _sentence(connection: sqlite3.Connection, story: int, start: int, end: int) -> Span:
    for at, position in (("first", start), ("last", end - 1)):
        found = connection.execute(
            'SELECT n.start, n."end" FROM sentence n WHERE n.story = ? AND n.start <= ? ORDER BY 1 DESC LIMIT 1',
            (story, position),
        ).fetchone()
        if found is not None and found["end"] > position:
            start = found["start"] if at == "first" else start
            end = max(found["end"], end)
    text = connection.execute(
        "SELECT substr(text, ?, ?) AS words FROM story WHERE key = ?", (start + 1, end - start, story)
    ).fetchone()["words"]
    return Span(start, end, text)
