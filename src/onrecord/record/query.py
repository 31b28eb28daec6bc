"""A question to the record, as a value: command line, notebooks and the desk ask the same."""

from __future__ import annotations

import datetime
import re
from typing import Any

import msgspec

from onrecord.errors import QueryError
from onrecord.record.addresses import canonical
from onrecord.record.expression import parse
from onrecord.record.words import words_of

__all__ = ["Query", "check_date"]

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# Sorts after every digit and hyphen: 2023-02~ is the end of February.
_END_OF = "~"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which stories are asked for; what is None makes no difference.

    words: a search expression (see ``expression``). since, until: the story's own date, both ends included, as
    ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a story of unknown date lies in no range, and one that is known to the
    month lies in each range that touches its month. outlet: its whole name, in any letter case; the outlet of another
    capture of the same text counts too. entity: a name that an entity of the story goes by in it (case and diacritics
    make no difference), or a row id. url: any of the story's addresses. language: a code (``en``). limit, offset: a
    page of the answer.

    Raises ``QueryError`` for what cannot be asked.
    """

    words: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    entity: str | None = None
    url: str | None = None
    language: str | None = None
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value is not None:
                check_date(name, value)
        if self.since and self.until and self.since > self.until + _END_OF:
            raise QueryError(f"since {self.since} lies after until {self.until}. Give the earlier date first")
        if self.limit < 0 or self.offset < 0:
            raise QueryError("limit and offset count stories, and cannot be negative")
        if self.entity is not None and not words_of(self.entity):
            raise QueryError(f"the entity {self.entity!r} has no word in it. Give a name or an entity's id")

    def conditions(self) -> tuple[str, dict[str, Any]]:
        """What is asked as an SQL condition on ``story s`` (order and limits apart), and its values."""
        clauses: list[str] = []
        values: dict[str, Any] = {}
        if self.words is not None:
            clauses.append("s.key IN (SELECT w.rowid FROM story_words w WHERE w.story_words MATCH :words)")
            values["words"] = parse(self.words).fts()
        if self.since is not None:
            clauses.append(f"s.date || '{_END_OF}' >= :since")
            values["since"] = self.since
        if self.until is not None:
            clauses.append("s.date <= :until")
            values["until"] = self.until + _END_OF
        if self.outlet is not None:
            clauses.append("s.key IN (SELECT a.story FROM appearance a WHERE a.outlet_name = :outlet)")
            values["outlet"] = words_of(self.outlet)
        if self.entity is not None:
            clauses.append(
                "s.key IN (SELECT n.story FROM entity_name n WHERE n.name = :name"
                " UNION SELECT e.story FROM entity e WHERE e.id = :entity)"
            )
            values |= {"name": words_of(self.entity), "entity": self.entity}
        if self.url is not None:
            clauses.append("s.key IN (SELECT a.story FROM appearance a WHERE a.address = :address OR a.url = :url)")
            values |= {"url": self.url, "address": canonical(self.url)}
        if self.language is not None:
            clauses.append("s.language = :language")
            values["language"] = self.language
        return " AND ".join(clauses) or "1", values


def check_date(name: str, value: str) -> None:
    """Raises ``QueryError``, which calls it ``name``, unless ``value`` is a date (YYYY, YYYY-MM, YYYY-MM-DD)."""
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise QueryError(f"{name} {value!r} is no date. Write it as YYYY, YYYY-MM or YYYY-MM-DD") from None
