"""Whom a description in a story means ('the information minister'), by the offices of the whole record on its date."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping

from onrecord.linking.tenures import Tenure, held_by_one
from onrecord.record.days import days_of
from onrecord.record.judging.marks import Judged
from onrecord.record.offices import OfficeQuery
from onrecord.record.query import Query
from onrecord.record.tenures import TenureLine, held_on, lines_of, told_tenures
from onrecord.record.words import words_of

__all__ = ["Descriptions"]

_ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
_MOST_WORDS = 12
_Told = tuple[list[Tenure], Mapping[str, tuple[Judged, ...]]]


class Descriptions:
    """Looks descriptions up for one answer; what it has looked up it remembers.

    query: its ``as_known`` leaves out what was captured later. It is a look-up at the time of asking, and is never
    written into a reading.
    """

    def __init__(self, connection: sqlite3.Connection, query: Query | None = None) -> None:
        self.connection = connection
        self.stories = Query(as_known=query.as_known if query else None)
        self._bodies: dict[str, list[tuple[str | None, str]]] = {}
        self._tenures: dict[tuple[str, str | None, str | None], _Told] = {}
        self._named: dict[int, tuple[set[str], set[str]]] = {}
        self._meant: dict[tuple[str, int], TenureLine | None] = {}

    def meant(self, words: str, story: int) -> TenureLine | None:
        """Whom these words of a story (by key) mean.

        The words must be the title of an office that one person holds at a time, with or without the country's name
        before or after it; the office must be of a country, body or place that the story names (the only such one,
        unless the words name it), and one person alone must be told to have held it then. Else None.
        """
        plain = _ARTICLE.sub("", " ".join(words.split()), count=1).lower()
        if (plain, story) not in self._meant:
            self._meant[plain, story] = self._look_up(plain, story)
        return self._meant[plain, story]

    def _look_up(self, plain: str, story: int) -> TenureLine | None:
        titles = [(title, named) for title, named in _titles(plain) if held_by_one(title)]
        if not titles:
            return None
        row = self.connection.execute("SELECT date FROM story WHERE key = ?", (story,)).fetchone()
        if row is None or not row["date"] or days_of(row["date"]) == (None, None):
            return None
        found: dict[tuple[str, str], TenureLine] = {}
        for title, named in titles:
            for line in self._held(title, named, story, row["date"]):
                found[words_of(line.holder), line.country or words_of(line.of or "")] = line
        return next(iter(found.values())) if len(found) == 1 else None

    def _held(self, title: str, named: str | None, story: int, date: str) -> Iterator[TenureLine]:
        """The tenures of an office of this title, of what the story names, that were held on ``date``."""
        if story not in self._named:
            where = self.connection.execute("SELECT DISTINCT country FROM entity WHERE story = ?", (story,))
            called = self.connection.execute("SELECT name FROM entity_name WHERE story = ?", (story,))
            self._named[story] = {row["country"] for row in where} - {None}, {row["name"] for row in called}
        countries, names = self._named[story]
        asked = {
            (country, None if country else name)
            for country, name in self._bodies_of(title)
            if (country in countries or words_of(name) in names)
            and (named is None or words_of(named) == words_of(name))
        }
        for country, name in sorted(asked, key=str):
            key = (title, country, name)
            if key not in self._tenures:
                query = OfficeQuery(of=name, country=country, stories=self.stories)
                self._tenures[key] = told_tenures(self.connection, query, exactly=title)
            every, judged = self._tenures[key]
            held = [(tenure, on) for tenure in every if (on := held_on(tenure, date))]
            yield from lines_of(self.connection, held, judged, self.stories)

    def _bodies_of(self, title: str) -> list[tuple[str | None, str]]:
        """The countries (codes) and bodies, by name, that have an office of this title."""
        if title not in self._bodies:
            rows = self.connection.execute(
                "SELECT DISTINCT o.country, b.name FROM office o JOIN entity b ON b.id = o.of WHERE lower(o.title) = ?",
                (title,),
            )
            self._bodies[title] = [(row["country"], row["name"]) for row in rows]
        return self._bodies[title]


def _titles(plain: str) -> Iterator[tuple[str, str | None]]:
    """The titles that words can be, each with the words before or after it that can name whose office it is."""
    tokens = plain.replace("’s ", " ").replace("'s ", " ").split()
    if len(tokens) > _MOST_WORDS:
        return
    yield plain, None
    for at in range(1, min(len(tokens), 4)):
        yield " ".join(tokens[at:]), " ".join(tokens[:at])
    before, of, after = plain.partition(" of ")
    if of:
        yield before, after
