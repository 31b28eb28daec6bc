"""Offices over time, a page at a time: merged from what the latest stories tell, so that no page waits for all."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.record.finding import entity_named
from onrecord.record.offices import OfficeQuery, latest_office_rows
from onrecord.record.tenures import TenureLine, tenure_lines, tenures_of
from onrecord.record.words import words_of

__all__ = ["TenurePage", "page"]

_MOST = 800


class TenurePage(msgspec.Struct, frozen=True, kw_only=True):
    """The tenures of one page. more: whether others follow on the next. whole: False where only what the latest
    stories tell of the offices was looked at."""

    tenures: tuple[TenureLine, ...]
    more: bool
    whole: bool


def page(connection: sqlite3.Connection, query: OfficeQuery) -> TenurePage:
    """The tenures that ``query`` asks for, in its order."""
    limit, offset = query.stories.limit, query.stories.offset
    one_more = msgspec.structs.replace(query, stories=msgspec.structs.replace(query.stories, limit=limit + 1))
    if query.holder is not None:
        found = _of_holder(connection, query)[offset : offset + limit + 1]
        return TenurePage(tenures=tuple(found[:limit]), more=len(found) > limit, whole=True)
    told = latest_office_rows(connection, msgspec.structs.replace(query, status=None), _MOST)
    found = tenure_lines(connection, one_more, told[:_MOST])
    return TenurePage(tenures=tuple(found[:limit]), more=len(found) > limit, whole=len(told) <= _MOST)


def _of_holder(connection: sqlite3.Connection, query: OfficeQuery) -> list[TenureLine]:
    """Those of the tenures of whom the name means that answer."""
    linked = entity_named(connection, query.holder or "")
    found = []
    for line in tenures_of(connection, linked, query.on) if linked else []:
        title, of = f" {words_of(line.title)} ", words_of(line.of or "")
        if (
            (query.title is None or f" {words_of(query.title)} " in title)
            and (query.of is None or words_of(query.of) == of or query.of.upper() == line.country)
            and (query.country is None or query.country.upper() == line.country)
            and query.status in (None, line.status)
        ):
            found.append(line)
    return found
