"""Who said what: the statements of the record, each with the words it stands on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal

import msgspec

from onrecord.model import Span
from onrecord.model.assertion import StatementAct
from onrecord.record.citing import CITED, Citation, Cited, citation
from onrecord.record.connection import rows_of_ids
from onrecord.record.counting import Counts, Source, folded, told
from onrecord.record.describing import Descriptions
from onrecord.record.expression import Expression, parse, wanted_of
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.naming import are_few, are_many, named, named_values
from onrecord.record.query import Query, check_confidence, check_names, check_per
from onrecord.record.same import same_quotations
from onrecord.record.searching import occurrences
from onrecord.record.tenures import TenureLine
from onrecord.record.words import words_of

__all__ = ["Party", "Speaker", "StatementLine", "StatementQuery", "condition_of", "holds", "is_rare", "statements",
           "statements_of"]  # fmt: skip

_MANY = 10_000


class StatementQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are asked for; what is None makes no difference.

    by: words in a row of a name that the speaker, or the party for whom the speaker acts, goes by in its story; where
    it is not known whom the words that name the speaker mean ('two officials'), of these words. to: the same of the
    addressee. about: a search expression for the words of what was said; or a name that somebody or something of
    which it speaks goes by, so that 'he' is found too. words: a search expression for the sentences on which the
    statement stands, speaker and cue included. act: one of ``StatementAct``. confidence: the least, 0 to 1; a
    statement of unknown confidence then does not count. stories: in which stories. Its since and until are dates of
    the stories, not of what was said in them; its limit and offset page the answer. mode: as ``Statement.mode``.

    Raises ``QueryError`` for what cannot be asked.
    """

    by: str | None = None
    about: str | None = None
    words: str | None = None
    act: StatementAct | None = None
    mode: Literal["direct", "indirect", "mixed"] | None = None
    to: str | None = None
    confidence: float | None = None
    stories: Query = Query()

    def __post_init__(self) -> None:
        check_names({"by": self.by, "to": self.to}, "Give a name, or words of a description")
        check_per("statements", self.stories.per)
        check_confidence(self.confidence)
        for expression in (self.about, self.words):
            if expression is not None:
                parse(expression)


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """The three layers of a speaker: the words, the name of whom they mean, the name of the accountable party."""

    span: Span | None
    name: str | None
    acts_for: str | None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name somebody or something, and its full name where it is known."""

    span: Span
    name: str | None


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One statement as a story reports it.

    id: of the row. content: the spans of what was said, in order. time: when it was said (EDTF), where the text tells.
    within: the id of the statement that contains this one; as_told_by: the name of its speaker, else the words; both
    None where the outlet itself reports it. citation: the story, and the sentences on which the statement stands.
    judged: which values are a person's, and what else people and later versions say of it. counts: how many stories, of
    all the record, carry the same quotation: the same words of the same speaker; sources: which, where that is asked
    for. resolved_by: the tenure by which a speaker whom the story only describes ('the fisheries minister') is known
    from other stories: no fact of this one.
    """

    id: str
    speaker: Speaker
    act: StatementAct
    mode: str
    negated: bool
    hypothetical: bool
    cue: Span | None
    content: tuple[Span, ...]
    addressee: Party | None
    medium: Party | None
    time: str | None
    within: str | None
    as_told_by: str | None
    confidence: float | None
    citation: Citation
    judged: tuple[Judged, ...] = ()
    counts: Counts = Counts()
    sources: tuple[Source, ...] = ()
    resolved_by: TenureLine | None = None


_SELECT = f"""
SELECT t.speaker, t.speaks_for, t.addressee, t.medium, t.act, t.mode, t.negated, t.hypothetical, t.time, t.within,
       t.confidence, t.speaker_start, t.speaker_end,
       t.cue_start, t.cue_end, t.addressee_start, t.addressee_end, t.medium_start, t.medium_end, {CITED}, s.text,
       e.name AS speaker_name, p.name AS party_name, a.name AS addressee_name, m.name AS medium_name,
       coalesce(he.name, substr(s.text, h.speaker_start + 1, h.speaker_end - h.speaker_start)) AS as_told_by
FROM statement t JOIN story s ON s.key = t.story
LEFT JOIN entity e ON e.id = t.speaker LEFT JOIN entity p ON p.id = t.speaks_for
LEFT JOIN entity a ON a.id = t.addressee LEFT JOIN entity m ON m.id = t.medium
LEFT JOIN statement h ON h.id = t.within LEFT JOIN entity he ON he.id = h.speaker
"""


def is_rare(connection: sqlite3.Connection, query: StatementQuery, values: dict[str, Any]) -> bool:
    """Whether a speaker or addressee that is asked for by name goes by it in few stories, as most do; values: those of
    ``condition_of``."""
    asked = [value for value, name in (("by", query.by), ("to", query.to)) if name is not None]
    return any(not are_many(connection, value, values, _MANY) for value in asked)


def statements(connection: sqlite3.Connection, query: StatementQuery) -> list[StatementLine]:
    """The statements that ``query`` asks for in the order of their stories, in a story as they stand."""
    condition, values = condition_of(query)
    # Whoever is asked for by name said little, as a rule, and some acts are rare: look there first. Else go through
    # the stories in order, and stop early.
    rare = is_rare(connection, query, values) or are_few(connection, "statement", {"act": query.act})
    joined = "statement t JOIN story s" if rare else "story s CROSS JOIN statement t INDEXED BY statement_story"
    rows = connection.execute(
        f"SELECT t.id, t.story, t.cue_start, t.cue_end FROM {joined} ON s.key = t.story WHERE {condition}"
        f" ORDER BY {query.stories.ordering}, t.position",
        values,
    )
    # One at a time: what lies beyond the page is never looked at.
    found: Iterator[str] = (row["id"] for row in _holding(connection, query, rows))
    if query.stories.per != "story":
        found = folded(
            found, str, lambda some: same_quotations(connection, some, query.stories),
            texts=query.stories.per == "telling",
        )  # fmt: skip
    first = query.stories.offset
    page = islice(found, first, first + query.stories.limit)
    return _counted(connection, [_line(connection, one) for one in page], query.stories)


def _holding(
    connection: sqlite3.Connection, query: StatementQuery, rows: Iterable[sqlite3.Row]
) -> Iterator[sqlite3.Row]:
    """Those of the statements that hold what search expressions ask for."""
    about = parse(query.about) if query.about is not None else None
    free = parse(query.words) if query.words is not None else None
    if about is None and free is None:
        yield from rows
        return
    speaking = _named_in(connection, query.about) if query.about is not None else set()
    cited = Cited(connection)
    for row in rows:
        text = cited.text(row["story"])
        content = [(span.start, span.end) for span in _content(connection, row["id"], text)]
        says = about is None or row["id"] in speaking or holds(about, (text[start:end] for start, end in content))
        if not says:
            continue
        if free is not None:
            spans = [*content, *([(row["cue_start"], row["cue_end"])] if row["cue_start"] is not None else [])]
            if not spans:
                continue
            first, last = min(start for start, _ in spans), max(end for _, end in spans)
            if not holds(free, (cited.sentence(row["story"], first, last),)):
                continue
        yield row


def _counted(connection: sqlite3.Connection, lines: Sequence[StatementLine], query: Query) -> list[StatementLine]:
    """The statements with how many stories carry the same quotation, and who the speakers are whom they describe."""
    ids = [line.id for line in lines]
    numbers = told(connection, same_quotations(connection, ids, query), ids, query, sources=query.sources)
    stories = _describing(connection, ids)
    meant = Descriptions(connection, query)
    return [
        msgspec.structs.replace(
            line, counts=counts, sources=sources,
            resolved_by=meant.meant(line.speaker.span.text, stories[line.id])
            if line.id in stories and line.speaker.span else None,
        )
        for line, (counts, sources) in zip(lines, numbers, strict=True)
    ]  # fmt: skip


def _describing(connection: sqlite3.Connection, statements: list[str]) -> dict[str, int]:
    """Those of the statements whose speaker no name stands for in the story, with the story's key."""
    rows = connection.execute(
        "SELECT t.id, t.story FROM json_each(?) j JOIN statement t ON t.id = j.value WHERE t.speaker_start IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.entity = t.speaker AND m.form = 'name')",
        (json.dumps(statements),),
    )
    return {row["id"]: row["story"] for row in rows}


def statements_of(
    connection: sqlite3.Connection, speakers: Iterable[str], limit: int
) -> tuple[list[StatementLine], int]:
    """The first ``limit`` statements of these entities (row ids) in the order of ``statements``, and their number."""
    select = (
        "SELECT t.id, t.position, t.story AS story_key, s.date FROM statement t JOIN story s ON s.key = t.story"
        " WHERE t.speaker IN ({ids})"
    )
    rows = list(rows_of_ids(connection, select, list(speakers)))
    rows.sort(key=lambda row: row["position"])
    rows.sort(key=lambda row: (row["date"] or "", row["story_key"]), reverse=True)
    return _counted(connection, [_line(connection, row["id"]) for row in rows[:limit]], Query()), len(rows)


def condition_of(query: StatementQuery) -> tuple[str, dict[str, Any]]:
    """What SQL can tell of ``query``; of search expressions, which stories can hold what they ask for."""
    condition, values = query.stories.conditions()
    clauses = [f"({condition})"]
    if query.by is not None:
        by = named("by")
        clauses.append(
            f"(t.speaker IN ({by}) OR t.speaks_for IN ({by})"
            " OR (t.speaker IS NULL AND instr(' ' || t.speaker_words || ' ', :by)))"
        )
        values |= named_values("by", query.by)
    if query.to is not None:
        clauses.append(
            f"(t.addressee IN ({named('to')})"
            " OR (t.addressee IS NULL AND instr(' ' || t.addressee_words || ' ', :to)))"
        )
        values |= named_values("to", query.to)
    if query.act is not None:
        clauses.append("t.act = :act")
        values["act"] = query.act
    if query.mode is not None:
        clauses.append("t.mode = :mode")
        values["mode"] = query.mode
    if query.confidence is not None:
        clauses.append("t.confidence >= :confidence")
        values["confidence"] = query.confidence
    holding = "SELECT w.rowid FROM story_words w WHERE w.story_words MATCH :{name}"
    if query.about is not None:
        clauses.append(
            f"(s.key IN ({holding.format(name='about')})"
            " OR s.key IN (SELECT n.story FROM entity_name n WHERE n.name = :about_name))"
        )
        values |= {"about": wanted_of(query.about), "about_name": words_of(query.about)}
    if query.words is not None:
        clauses.append(f"s.key IN ({holding.format(name='free')})")
        values["free"] = wanted_of(query.words)
    return " AND ".join(clauses), values


def _named_in(connection: sqlite3.Connection, name: str) -> set[str]:
    """The ids of the statements in whose content somebody or something of this name is mentioned, by whatever word."""
    rows = connection.execute(
        "SELECT DISTINCT v.row FROM entity_name n JOIN mention m ON m.entity = n.entity"
        ' JOIN evidence v ON v.story = n.story AND v.kind = \'content\' AND m.start >= v.start AND m."end" <= v."end"'
        " WHERE n.name = ?",
        (words_of(name),),
    )
    return {row["row"] for row in rows}


def holds(expression: Expression, texts: Iterable[str]) -> bool:
    """Whether ``texts`` answer a search; no phrase runs from one into the next."""
    terms = [*expression.terms, *expression.unwanted]
    there = {terms[number] for text in texts for number, _, _ in occurrences(text, terms)}
    return there.isdisjoint(expression.unwanted) and all(not there.isdisjoint(choice) for choice in expression.wanted)


def _line(connection: sqlite3.Connection, own: str) -> StatementLine:
    row = connection.execute(f"{_SELECT} WHERE t.id = ?", (own,)).fetchone()
    content = _content(connection, own, row["text"])
    cue, addressee, medium = (_span(row, which) for which in ("cue", "addressee", "medium"))
    stands_on = [*content, *([cue] if cue else [])]
    return StatementLine(
        id=own,
        speaker=Speaker(span=_span(row, "speaker"), name=row["speaker_name"], acts_for=row["party_name"]),
        act=row["act"],
        mode=row["mode"],
        negated=bool(row["negated"]),
        hypothetical=bool(row["hypothetical"]),
        cue=cue,
        content=content,
        addressee=Party(span=addressee, name=row["addressee_name"]) if addressee else None,
        medium=Party(span=medium, name=row["medium_name"]) if medium else None,
        time=row["time"],
        within=row["within"],
        as_told_by=row["as_told_by"],
        confidence=row["confidence"],
        citation=citation(
            connection,
            row,
            min((span.start for span in stands_on), default=None),
            max((span.end for span in stands_on), default=None),
        ),
        judged=judged_of(connection, own, (row["speaker"], row["speaks_for"], row["addressee"], row["medium"])),
    )


def _content(connection: sqlite3.Connection, own: str, text: str) -> tuple[Span, ...]:
    spans = connection.execute(
        "SELECT v.start, v.\"end\" FROM evidence v WHERE v.row = ? AND v.kind = 'content' ORDER BY v.position",
        (own,),
    )
    return tuple(Span.of(text, start, end) for start, end in spans)


def _span(row: sqlite3.Row, which: str) -> Span | None:
    start, end = row[f"{which}_start"], row[f"{which}_end"]
    return None if start is None or end is None else Span.of(row["text"], start, end)


def statements_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[StatementLine]:
    """The statements with these ids, in this order; those that are no rows any more are left out."""
    there = "SELECT 1 FROM statement t WHERE t.id = ?"
    found = [_line(connection, one) for one in ids if connection.execute(there, (one,)).fetchone()]
    return _counted(connection, found, Query())
