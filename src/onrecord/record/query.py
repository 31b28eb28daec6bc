"""A question to the record, as a value: command line, notebooks and the desk ask the same."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from onrecord.errors import QueryError
from onrecord.record.addresses import canonical
from onrecord.record.expression import parse
from onrecord.record.words import words_of

__all__ = ["PER", "Order", "Per", "Query", "check_confidence", "check_date", "check_names", "check_per"]

Order = Literal["newest", "oldest"]
Per = Literal["story", "telling", "quotation", "event"]
PER: dict[str, tuple[Per, ...]] = {
    "stories": ("story", "telling"),
    "statements": ("story", "telling", "quotation"),
    "events": ("story", "telling", "event"),
}
"""What one row of an answer can be, for each kind of rows that are told again elsewhere."""

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# Sorts after every digit and hyphen: 2023-02~ is the end of February.
_END_OF = "~"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which stories are asked for; what is None makes no difference.

    words: a search expression (see ``expression``). since, until: the story's own date, both ends included, as
    ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a story of unknown date lies in no range, and one that is known to the
    month lies in each range that touches its month. outlet: its whole name, in any letter case; the outlet of another
    capture of the same text counts too. entity: a name that an entity of the story goes by in it (case and diacritics
    make no difference), or a row id. url: any of the story's addresses. language: a code (``en``). as_known: only what
    had been captured by this date counts (written as ``until``, and included): stories, their addresses, outlets and
    versions; a capture that does not say when it was taken counts from the day it was added. latest: of several
    versions of a story only the last one (that was known then). order: by the stories' date; those of unknown date
    last. limit, offset: a page of the answer.

    per: what one row of the answer is: what one ``story`` tells; what one ``telling`` does, copies of a text being one;
    a ``quotation`` or an ``event``, whoever tells it (of statements, of events). The first row in the order of the
    answer stands for the others. sources: with each row all stories that tell the same.

    Raises ``QueryError`` for what cannot be asked.
    """

    words: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    entity: str | None = None
    url: str | None = None
    language: str | None = None
    as_known: str | None = None
    latest: bool = False
    order: Order = "newest"
    limit: int = 20
    offset: int = 0
    per: Per = "story"
    sources: bool = False

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until), ("as_known", self.as_known)):
            if value is not None:
                check_date(name, value)
        if self.since and self.until and self.since > self.until + _END_OF:
            raise QueryError(f"since {self.since} lies after until {self.until}. Give the earlier date first")
        if self.limit < 0 or self.offset < 0:
            raise QueryError("limit and offset count stories, and cannot be negative")
        if self.entity is not None and not words_of(self.entity):
            raise QueryError(f"the entity {self.entity!r} has no word in it. Give a name or an entity's id")

    @property
    def ordering(self) -> str:
        """The order in which ``story s`` is asked for, as SQL's ORDER BY has it."""
        return "s.date DESC, s.key DESC" if self.order == "newest" else "s.date IS NULL, s.date, s.key"

    def known(self, capture: str) -> str:
        """SQL's ``AND`` that the capture with the key of this column had been known by then; empty for no date."""
        if self.as_known is None:
            return ""
        return f" AND EXISTS (SELECT 1 FROM known k WHERE k.capture = {capture} AND k.day <= :as_known)"

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
        known = self.known("a.capture")
        if self.as_known is not None:
            clauses.append(f"EXISTS (SELECT 1 FROM appearance a WHERE a.story = s.key{known})")
            values["as_known"] = self.as_known + _END_OF
        if self.latest:
            later = f" AND EXISTS (SELECT 1 FROM appearance a WHERE a.story = n.story{known})" if known else ""
            clauses.append(
                "NOT EXISTS (SELECT 1 FROM version v JOIN version n ON n.address = v.address"
                f" AND n.position > v.position WHERE v.story = s.key{later})"
            )
        if self.outlet is not None:
            clauses.append(f"s.key IN (SELECT a.story FROM appearance a WHERE a.outlet_name = :outlet{known})")
            values["outlet"] = words_of(self.outlet)
        if self.entity is not None:
            clauses.append(
                "s.key IN (SELECT n.story FROM entity_name n WHERE n.name = :name"
                " UNION SELECT e.story FROM entity e WHERE e.id = :entity)"
            )
            values |= {"name": words_of(self.entity), "entity": self.entity}
        if self.url is not None:
            clauses.append(
                f"s.key IN (SELECT a.story FROM appearance a WHERE (a.address = :address OR a.url = :url){known})"
            )
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


def check_names(asked: Mapping[str, str | None], otherwise: str) -> None:
    """Raises ``QueryError`` for one of the names asked for (by field) that has no word in it; otherwise: what to do."""
    for name, value in asked.items():
        if value is not None and not words_of(value):
            raise QueryError(f"{name} {value!r} has no word in it. {otherwise}")


def check_confidence(confidence: float | None) -> None:
    """Raises ``QueryError`` unless it is a number from 0 to 1, or None."""
    if confidence is not None and not 0 <= confidence <= 1:
        raise QueryError(f"a confidence of {confidence:g} does not exist. Give a number from 0 to 1")


def check_per(kind: str, per: Per) -> None:
    """Raises ``QueryError`` if no row of this kind stands for one such thing."""
    if per not in PER[kind]:
        raise QueryError(f"one row of {kind} cannot stand for one {per}. It can for one {', '.join(PER[kind])}")
