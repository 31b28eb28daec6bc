"""Whatever is judged, undone and read again, in whatever order: the record holds what judgements last would give."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.model import Judgement, Reading
from onrecord.record import Record
from onrecord.record.writing import replace_readings
from tests.record.making import MADE_BY, capture, full_reading

WHO = {"reason": "because"}
PEOPLE = st.sampled_from(["mk", "jl"])
# What linking issues goes by the order in which stories came; when things were done is no content.
NO_CONTENT = ("log", "linked_", "entity_link", "suggested_link", "story_words", "sqlite_", "reader", "capture",
              "validator", "issued")  # fmt: skip


def models() -> list[Reading]:
    """The same story as three models read it: as it is, with other types and spans, with fewer rows."""
    whole = full_reading()
    event, first = whole.events[0], whole.statements[0]
    text = whole.story.text
    start = text.index("the bridge is not safe")
    shorter = msgspec.structs.replace(first.content[0], start=start, text=text[start : first.content[0].end])
    other = msgspec.structs.replace(
        whole,
        events=(msgspec.structs.replace(event, type="PROTEST", mode=None, status="planned"),),
        statements=(msgspec.structs.replace(first, act="deny", content=(shorter,)), *whole.statements[1:]),
    )
    return [whole, other, msgspec.structs.replace(whole, events=(), offices=(), statements=whole.statements[:1])]


MODELS = models()
CHOSEN = st.integers(0, 30)
STEPS = st.one_of(
    st.tuples(st.just("reject"), CHOSEN, PEOPLE),
    st.tuples(st.just("confirm"), CHOSEN, PEOPLE),
    st.tuples(st.just("status"), st.sampled_from(["negated", "planned", "ongoing"]), PEOPLE),
    st.tuples(st.just("type"), st.sampled_from(["AID", "ASSAULT"]), PEOPLE),
    st.tuples(st.just("act"), st.sampled_from(["warn", "promise"]), PEOPLE),
    st.tuples(st.just("speaker"), CHOSEN, PEOPLE),
    st.tuples(st.just("outlet"), st.sampled_from(["Valley Courier", "Ö-Blatt"]), PEOPLE),
    st.tuples(st.just("merge"), CHOSEN, PEOPLE),
    st.tuples(st.just("split"), CHOSEN, PEOPLE),
    st.tuples(st.just("undo"), CHOSEN, PEOPLE),
    st.tuples(st.just("reread"), st.integers(0, len(MODELS) - 1), PEOPLE),
    st.tuples(st.just("add again"), CHOSEN, PEOPLE),
)


def content(record: Record) -> dict[str, list[str]]:
    """All rows of the tables that hold content, without what judgements are counted by."""
    connection = record._connection
    tables = [row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {}
    for table in tables:
        if not table.startswith(NO_CONTENT):
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
            for row in rows:
                row.pop("sequence", None)
                row.pop("reader", None)
            found[table] = sorted(map(repr, rows))
    return found


def read(record: Record, reading: Reading, version: str) -> None:
    replace_readings(record._connection, 1, None, [reading], MADE_BY | {"onrecord": version})


def take(record: Record, step: tuple[str, Any, str]) -> None:
    """One step; what cannot be done (there is no such row) is not done."""
    verb, chosen, by = step
    judging, story = record.judging, full_reading().story.id
    if verb == "reread":
        return read(record, MODELS[chosen], str(chosen))
    if verb == "add again":
        record.add_capture(capture("page"), [MODELS[chosen % len(MODELS)]], MADE_BY)
        return None
    rows = judging.rows(story)
    kinds: dict[str, list[str]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row.id)

    def pick(kind: str | None = None) -> str:
        there = kinds.get(kind, []) if kind else [row.id for row in rows if row.kind != "story"]
        return there[(chosen if isinstance(chosen, int) else 0) % len(there)] if there else "ffffff"

    holders = {row.id: row.values["entity"] or "" for row in rows if row.kind == "mention"}
    done: dict[str, Callable[[], object]] = {
        "reject": lambda: judging.reject(pick(), by=by, **WHO),
        "confirm": lambda: judging.confirm(pick(), by=by, **WHO),
        "status": lambda: judging.correct(pick("event"), "status", chosen, by=by, **WHO),
        "type": lambda: judging.correct(pick("event"), "type", chosen, by=by, **WHO),
        "act": lambda: judging.correct(pick("statement"), "act", chosen, by=by, **WHO),
        "speaker": lambda: judging.correct(pick("statement"), "speaker", pick("entity"), by=by, **WHO),
        "outlet": lambda: judging.correct(story, "outlet", chosen, by=by, **WHO),
        "merge": lambda: judging.merge(kinds["entity"][0], kinds["entity"][1:2], by=by, **WHO),
        "split": lambda: judging.split(holders[pick("mention")], [pick("mention")], by=by, **WHO),
        "undo": lambda: judging.undo(judging.log()[chosen % max(1, len(judging.log()))].id, by=by, **WHO),
    }
    try:
        done[verb]()
    except (OnRecordError, IndexError):
        return None
    return None


def fresh(folder: Path, name: str, reading: Reading) -> Record:
    record = Record.open(folder / name)
    record.add_capture(capture("page"), [reading], MADE_BY)
    return record


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_any_sequence_gives_what_judgements_last_give(steps: Sequence[tuple[str, Any, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder), "one", MODELS[0]) as record:
        for step in steps:
            take(record, step)
        last = max((index for index, step in enumerate(steps) if step[0] == "reread"), default=None)
        reading = MODELS[steps[last][1]] if last is not None else MODELS[0]
        with fresh(Path(folder), "two", reading) as other:
            lines = [msgspec.json.encode(one) for one in record.judging.log()]
            other.judging.take_in(lines[::-1])
            assert content(other) == content(record)
            assert other.judging.conflicts() == record.judging.conflicts()
        before = content(record)
        read(record, reading, "again")
        assert content(record) == before
        log = record.judging.log()
        assert all(_is_told(record, one) for one in log if one.verb != "undo")


def _is_told(record: Record, judgement: Judgement) -> bool:
    """No judgement is lost: it fell on a row, was taken back, or is surfaced."""
    surfaced = {one.id for conflict in record.judging.conflicts() for one in conflict.judgements}
    marked = {row["judgement"] for row in record.rows("judged_rows")}
    undone = {one.undoes for one in record.judging.log()}
    return judgement.id in surfaced | marked | undone


@settings(max_examples=20, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_undoing_everything_restores_the_reading(steps: Sequence[tuple[str, Any, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(Path(folder), "one", MODELS[0]) as record:
        record._connection.execute("DELETE FROM log")
        before = content(record)
        for step in steps:
            if step[0] not in ("reread", "undo"):
                take(record, step)
        for one in record.judging.log()[::-1]:
            record.judging.undo(one.id, by="mk", **WHO)
        assert record.story(full_reading().story.id).reading == full_reading()
        left = ("judgement", "target")
        assert {name: rows for name, rows in content(record).items() if name not in left} == {
            name: rows for name, rows in before.items() if name not in left
        }
