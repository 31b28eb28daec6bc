"""Whatever is judged across stories, undone, read again and added, in whatever order: decisions hold at every moment,
and the record, linked anew, is what the judgements made last would give."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.model import Reading, story_id
from onrecord.record import Record
from onrecord.record.connection import transaction
from onrecord.record.own import ENTITIES, EVENTS, SORTS, Sort, linked_of, now
from onrecord.record.relinking import relink_all
from onrecord.record.writing import replace_readings
from tests.property.test_judgement_properties import content
from tests.record.making import MADE_BY, capture, full_reading
from tests.record.test_tellings_events import moved

# Two outlets print one text, two others tell of another bridge in another town; a fifth has it all otherwise.
_TEXTS = (
    {}, {"angry": "upset"}, {"Tarvik": "Nurvik", "Ilse": "Anna", "east": "west"},
    {"Tarvik": "Nurvik", "Ilse": "Anna", "east": "west", "angry": "tired"}, {"Ilse Brandt": "Lena Holmes"},
)  # fmt: skip


def _reading(number: int) -> Reading:
    reading = full_reading()
    for words, others in _TEXTS[number].items():
        reading = moved(reading, words, others)
    one = reading.story
    return msgspec.structs.replace(reading, story=msgspec.structs.replace(one, id=story_id(one.text)))


def _otherwise(reading: Reading) -> Reading:
    """As another model reads the story: its event is of another type, and so is another row."""
    event = msgspec.structs.replace(reading.events[0], type="PROTEST", mode=None)
    return msgspec.structs.replace(reading, events=(event,), offices=())


STORIES = [_reading(number) for number in range(len(_TEXTS))]
MODELS = [STORIES, [_otherwise(one) for one in STORIES]]
PAIR = st.tuples(st.integers(0, 9), st.integers(0, 9))
PEOPLE = st.sampled_from(["mk", "jl"])
STEPS = st.one_of(
    st.tuples(st.sampled_from(["merge entity", "split entity", "merge event", "split event", "merge story",
                               "split story"]), PAIR, PEOPLE),
    st.tuples(st.sampled_from(["confirm", "reject"]), PAIR, PEOPLE),
    st.tuples(st.just("undo"), PAIR, PEOPLE),
    st.tuples(st.just("name"), PAIR, PEOPLE),
    st.tuples(st.just("reread"), PAIR, PEOPLE),
)  # fmt: skip


def opened(folder: str, name: str, readings: Sequence[Reading]) -> Record:
    record = Record.open(Path(folder) / name)
    for number, reading in enumerate(readings):
        record.add_capture(capture(f"page {number}"), [reading], MADE_BY)
    return record


def rows_of(record: Record, kind: str) -> list[str]:
    condition = " WHERE kind = 'person'" if kind == "entity" else ""
    order = "key" if kind == "story" else "story, id"
    return [row["id"] for row in record._connection.execute(f"SELECT id FROM {kind}{condition} ORDER BY {order}")]


def take(record: Record, step: tuple[str, tuple[int, int], str], models: list[int]) -> None:
    """One step; what cannot be done is not done. models: by which each story is read, changed by reading again."""
    (verb, _, kind), (one, other), by = step[0].partition(" "), step[1], step[2]
    judging = record.judging
    who = {"by": by, "reason": "because"}

    def pick(kind: str, number: int) -> str:
        there = rows_of(record, kind)
        return there[number % len(there)]

    def again() -> None:
        at = one % len(STORIES)
        models[at] = other % 2
        replace_readings(record._connection, at + 1, None, [MODELS[models[at]][at]], MADE_BY | {"onrecord": str(other)})

    done: dict[str, Callable[[], object]] = {
        "merge": lambda: judging.merge(pick(kind, one), [pick(kind, other)], **who),
        "split": lambda: judging.split(pick(kind, one), [pick(kind, other)], **who),
        "confirm": lambda: judging.confirm(_own(record, one), **who),
        "reject": lambda: judging.reject(_own(record, one), **who),
        "name": lambda: judging.correct(pick("entity", one), "name", ("Ilse Brandt", "Ada Lind")[other % 2], **who),
        "undo": lambda: judging.undo(judging.log()[one % max(1, len(judging.log()))].id, **who),
        "reread": again,
    }
    try:
        done[verb]()
    except (OnRecordError, IndexError):
        return


def _own(record: Record, number: int) -> str:
    """One of the record's own: an entity, an event or a telling."""
    sort = SORTS[number % 3]
    there = [row["id"] for row in record._connection.execute(f"SELECT id FROM {sort.table} WHERE same_as IS NULL")]
    return there[number % len(there)]


def partition(record: Record, sort: Sort) -> set[frozenset[str]]:
    """Which rows of stories are one."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in record._connection.execute(f"SELECT row, linked FROM {sort.linking}"):
        found[row["linked"]].add(row["row"])
    return {frozenset(rows) for rows in found.values()}


def holds(record: Record) -> None:
    """What must hold at every moment: what people said, but for what others contradict, and counts that are right."""
    surfaced = {one.id for conflict in record.judging.conflicts() for one in conflict.judgements}
    for sort in SORTS:
        said = record.judging.links(sort.kind)
        linked = linked_of(record._connection, sort, (row for pair in (*said.must, *said.cannot) for row in pair))
        for one, other in said.cannot:
            assert one not in linked or linked.get(one) != linked.get(other)
        for one, other in said.must:
            if linked.get(one) != linked.get(other) and one in linked and other in linked:
                assert surfaced, "a pair that is not one although somebody said so"
        for row in record._connection.execute(
            f"SELECT t.id, t.stories, (SELECT count(*) FROM {sort.linking} l WHERE l.linked = t.id) AS links"
            f" FROM {sort.table} t"
        ):
            assert row["stories"] == row["links"]


@settings(max_examples=20, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_any_sequence_gives_what_judgements_last_give(steps: Sequence[tuple[str, tuple[int, int], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(folder, "one", STORIES) as record:
        models = [0] * len(STORIES)
        given = _ids(record)
        for step in steps:
            take(record, step, models)
            holds(record)
            given |= _ids(record)
        with transaction(record._connection):
            relink_all(record._connection)
        holds(record)
        _answer(record, given)
        with opened(folder, "two", [MODELS[model][at] for at, model in enumerate(models)]) as other:
            other.judging.take_in([msgspec.json.encode(one) for one in record.judging.log()][::-1])
            holds(other)
            with transaction(other._connection):
                relink_all(other._connection)
            for sort in SORTS:
                assert partition(other, sort) == partition(record, sort)
            assert content(other)["judgement"] == content(record)["judgement"]
            assert other.judging.conflicts() == record.judging.conflicts()


@settings(max_examples=12, deadline=None)
@given(st.lists(STEPS, max_size=8))
def test_undoing_everything_puts_everything_back(steps: Sequence[tuple[str, tuple[int, int], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(folder, "one", STORIES) as record:
        record._connection.execute("DELETE FROM log")
        before = {sort.kind: dict(_links(record, sort)) for sort in SORTS}
        for step in steps:
            if step[0] not in ("reread", "undo"):
                take(record, step, [0] * len(STORIES))
        for one in record.judging.log()[::-1]:
            record.judging.undo(one.id, by="mk", reason="because")
        assert {sort.kind: dict(_links(record, sort)) for sort in SORTS} == before


def _links(record: Record, sort: Sort) -> list[tuple[str, str]]:
    return [tuple(row) for row in record._connection.execute(f"SELECT row, linked FROM {sort.linking}")]


def _ids(record: Record) -> set[tuple[str, str]]:
    """Every id that the record has given out by now, with the sort it is of."""
    return {
        (sort.kind, row["id"]) for sort in SORTS for row in record._connection.execute(f"SELECT id FROM {sort.table}")
    }


def _answer(record: Record, given: set[tuple[str, str]]) -> None:
    """Ids of entities and tellings, whose rows outlive every reading here, still stand for something."""
    for sort in SORTS:
        if sort is EVENTS:
            continue
        there = {row["id"] for row in record._connection.execute(f"SELECT id FROM {sort.table} WHERE same_as IS NULL")}
        for kind, linked in given:
            assert kind != sort.kind or now(record._connection, sort, linked) in there
    assert ENTITIES in SORTS
