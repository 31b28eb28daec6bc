"""The sentence on which a row of the record stands, and whose story it is."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right

import msgspec

from onrecord.model import Span

__all__ = ["CITED", "Citation", "Cited", "citation"]

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


class Cited:
    """The sentences of many rows of one story after another: a story's text is looked up once for all its rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._story: int | None = None
        self._text = ""
        self._sentences: list[tuple[int, int]] = []

    def text(self, story: int) -> str:
        """The text of the story with this key."""
        if story != self._story:
            self._story = story
            row = self._connection.execute("SELECT text FROM story WHERE key = ?", (story,)).fetchone()
            self._text = row["text"]
            rows = self._connection.execute('SELECT start, "end" FROM sentence WHERE story = ? ORDER BY 1, 2', (story,))
            self._sentences = [(row["start"], row["end"]) for row in rows]
        return self._text

    def sentence(self, story: int, start: int, end: int) -> str:
        """The words of the sentence that ``citation`` gives for ``[start, end)``."""
        text = self.text(story)
        first, last = self._around(start), self._around(end - 1)
        return text[first[0] if first else start : max(last[1], end) if last else end]

    def _around(self, position: int) -> tuple[int, int] | None:
        at = bisect_right(self._sentences, position, key=lambda one: one[0]) - 1
        return self._sentences[at] if at >= 0 and self._sentences[at][1] > position else None


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
