"""One row as a person decides on it: its words in their paragraph, each value with what it is read from and can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.errors import NotFoundError
from onrecord.model import Span
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.counting import Counts
from onrecord.record.events import EventLine, events_by_id
from onrecord.record.judging.fields import FIELDS, REFERENCES, field_of, value_of
from onrecord.record.judging.log import judgements
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.judging.replay import judged_sheet
from onrecord.record.judging.rowlines import find_row
from onrecord.record.judging.sheet import Sheet, span_of, type_of
from onrecord.record.linked_entities import linked_now
from onrecord.record.statements import StatementLine, statements_by_id

__all__ = ["Choice", "RowUnderReview", "ValueLine", "row_under_review"]

_MOST_ROUND = 1500  # characters of a paragraph that are shown
_FROM = {"place": "place_from", "time": "time_from"}
_SPANS = ("span", "spans")


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a value can be: as the log keeps it, and in words."""

    value: str
    words: str


class ValueLine(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a row. value: as the log keeps it; None: unknown. words: for people. needed: it cannot be unknown.

    sort: as ``judging.fields.Field``. spans: the words of the text in which it is read. taken_from: what else is known
    of whence it was taken ('clause', 'sentence', ...). choices: what it can be; empty for text.
    """

    name: str
    value: str | None
    words: str | None
    sort: str
    needed: bool
    spans: tuple[Span, ...] = ()
    taken_from: str | None = None
    choices: tuple[Choice, ...] = ()


class RowUnderReview(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a story, rejected ones too. type: what tells it from others of its kind. words: those it stands on.

    around: the paragraph, or paragraphs, of its sentence. spans: its words there, by name of the value. linked: of an
    entity, the record's own that it is linked to. rejected: whether it is left out of answers. decisions: how many
    people's judgements name it. counts: of the stories that tell the same, of a statement or event.
    """

    id: str
    kind: str
    type: str | None
    words: str | None
    values: tuple[ValueLine, ...]
    around: Span | None
    spans: dict[str, tuple[Span, ...]]
    citation: Citation
    confidence: float | None
    linked: str | None
    judged: tuple[Judged, ...]
    rejected: bool
    decisions: int
    counts: Counts | None


def row_under_review(connection: sqlite3.Connection, asked: str) -> RowUnderReview:
    """The row whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    kind, row, key = find_row(connection, asked)
    story = connection.execute(f"SELECT {CITED}, s.text FROM story s WHERE s.key = ?", (key,)).fetchone()
    if story is None:
        raise NotFoundError(f"the story of the {kind} {row} is not in the record")
    sheet = judged_sheet(connection, key)
    if row not in sheet.rows[kind]:
        raise NotFoundError(f"the {kind} {row} is no row of its story any more. The log of judgements tells why")
    whole = sheet.rows[kind][row]
    own = span_of(kind, whole)
    lines = tuple(_value(sheet, kind, row, name) for name in FIELDS[kind])
    spans: dict[str, tuple[Span, ...]] = {"row": (own,)} if own else {}
    spans |= {line.name: line.spans for line in lines if line.spans}
    if kind == "event":
        spans["row"] = (whole.trigger,)
        spans |= {role: tuple(one.span for one in getattr(whole, role)) for role in ("actors", "recipients")}
    if kind == "commitment":
        spans["evidence"] = whole.evidence
    edges = [one for some in spans.values() for one in some]
    start, end = _extent(spans, edges)
    judged = judged_of(connection, row)
    return RowUnderReview(
        id=row,
        kind=kind,
        type=type_of(sheet, kind, row),
        words=own.text if own else None,
        values=lines,
        around=_around(connection, key, story["text"], start, end) if edges else None,
        spans=spans,
        citation=citation(connection, story, start, end),
        confidence=getattr(whole, "confidence", None),
        linked=_linked(connection, row) if kind == "entity" else None,
        judged=judged,
        rejected=any(one.verb == "reject" for one in judged),
        decisions=len(judgements(connection, row=row)),
        counts=_counts(connection, kind, row),
    )


def _value(sheet: Sheet, kind: str, row: str, name: str) -> ValueLine:
    field, value = field_of(kind, name), value_of(sheet, kind, row, name)
    whole = sheet.rows[kind][row]
    taken_from = getattr(whole, _FROM[name], None) if kind == "event" and name in _FROM else None
    return ValueLine(
        name=name,
        value=value,
        words=_in_words(sheet, field.sort, value),
        sort=field.sort,
        needed=field.needed,
        spans=_spans(sheet, kind, whole, name, field.sort, value),
        taken_from=taken_from,
        choices=_choices(sheet, field.sort, field.choices()),
    )


def _in_words(sheet: Sheet, sort: str, value: str | None) -> str | None:
    if value is None or sort in _SPANS:
        return None if value is None else " … ".join(span.text for span in _at(sheet, value))
    if sort in REFERENCES:
        return _called(sheet, REFERENCES[sort], value)
    return value


def _called(sheet: Sheet, kind: str, row: str) -> str:
    """What an entity is called; of a statement its act and how it begins."""
    whole = sheet.rows[kind].get(row)
    if whole is None:
        return row
    if kind == "entity":
        return str(whole.name)
    first = " ".join(whole.content[0].text.split()) if whole.content else ""
    return f"{whole.act}: {first[:60]}{'…' if len(first) > 60 else ''}"


def _choices(sheet: Sheet, sort: str, fixed: tuple[str, ...]) -> tuple[Choice, ...]:
    if sort == "flag":
        fixed = ("true", "false")
    if sort in REFERENCES:
        kind = REFERENCES[sort]
        found = [Choice(value=row, words=_called(sheet, kind, row)) for row in sheet.rows[kind]]
        return tuple(sorted(found, key=lambda one: one.words.casefold()) if kind == "entity" else found)
    return tuple(Choice(value=one, words=one) for one in fixed) if sort != "choices" else ()


def _spans(sheet: Sheet, kind: str, whole: Any, name: str, sort: str, value: str | None) -> tuple[Span, ...]:
    """In which words the value is read, where the reading says."""
    if sort in _SPANS:
        return tuple(_at(sheet, value)) if value else ()
    if kind == "statement" and name in ("speaker", "addressee", "medium"):
        party = getattr(whole, name)
        return (party.span,) if party is not None and party.span is not None else ()
    if kind == "participant" and name == "entity":
        return (whole.span,)
    return ()


def _at(sheet: Sheet, value: str) -> list[Span]:
    text = sheet.before.story.text
    pairs = [one.partition(":") for one in value.split(",")]
    return [Span.of(text, int(start), int(end)) for start, _, end in pairs]


def _extent(spans: dict[str, tuple[Span, ...]], edges: list[Span]) -> tuple[int | None, int | None]:
    """From where to where the sentences of a row stand: its own words, and the cue of a statement."""
    main = [one for name in ("row", "content", "cue") for one in spans.get(name, ())] or edges
    if not main:
        return None, None
    return min(one.start for one in main), max(one.end for one in main)


def _around(connection: sqlite3.Connection, key: int, text: str, start: int | None, end: int | None) -> Span | None:
    if start is None or end is None:
        return None
    row = connection.execute(
        'SELECT min(p.start) AS start, max(p."end") AS "end" FROM part p WHERE p.story = ? AND p.start < ?'
        ' AND p."end" > ? AND p.kind IN (\'paragraph\', \'headline\', \'standfirst\', \'key_point\', \'caption\')',
        (key, end, start),
    ).fetchone()
    first, last = (row["start"], row["end"]) if row["start"] is not None else (start, end)
    first, last = max(first, start - _MOST_ROUND), min(last, end + _MOST_ROUND)
    return Span.of(text, min(first, start), max(last, end))


def _counts(connection: sqlite3.Connection, kind: str, row: str) -> Counts | None:
    lines: Sequence[StatementLine | EventLine] = ()
    if kind == "statement":
        lines = statements_by_id(connection, [row])
    elif kind == "event":
        lines = events_by_id(connection, [row])
    return lines[0].counts if lines else None


def _linked(connection: sqlite3.Connection, row: str) -> str | None:
    found = connection.execute("SELECT linked FROM entity_link WHERE entity = ?", (row,)).fetchone()
    return linked_now(connection, found["linked"]) if found else None
