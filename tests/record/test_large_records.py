"""What makes a large record quick changes no answer: kept numbers, names by their words, two ways through the rows."""

import sqlite3
from pathlib import Path

import pytest

from bench.speed.multiplied import multiply
from bench.speed.retold import as_capture, told
from onrecord.record import (
    ClaimQuery,
    EventQuery,
    PlaceQuery,
    Query,
    Record,
    StatementQuery,
    TimelineQuery,
    naming,
)
from onrecord.record.citing import CITED, Cited, citation
from tests.record.making import MADE_BY

STORIES = 40


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of invented stories."""
    file = tmp_path_factory.mktemp("large") / "news.onrecord"
    with Record.open(file) as record:
        for number in range(STORIES):
            one = told(number, STORIES)
            record.add_capture(as_capture(one), [one], MADE_BY)
    return file


def counted(file: Path) -> None:
    """Fails unless the numbers and words that are kept are those of the rows."""
    with sqlite3.connect(file) as plain:
        for table, rows in plain.execute("SELECT name, rows FROM tally").fetchall():
            assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,), table
        names = {name for (name,) in plain.execute("SELECT DISTINCT name FROM entity_name")}
        words = plain.execute("SELECT word, name FROM name_word").fetchall()
        assert {(word, name) for name in names for word in name.split()} == set(words)
    plain.close()


def test_kept_numbers_are_those_of_the_rows_also_after_erasing(path: Path, tmp_path: Path) -> None:
    counted(path)
    file = tmp_path / "erased.onrecord"
    file.write_bytes(path.read_bytes())
    with Record.open(file) as record:
        for line in record.stories(limit=STORIES // 2):
            record.erase(story=line.id, reason="a test")
        assert record.status().counts["events"] == len(record.events(EventQuery(stories=Query(limit=1000))))
    counted(file)


QUESTIONS = [
    StatementQuery(by="Quilel"), StatementQuery(by="Front"), StatementQuery(act="deny"), StatementQuery(act="assert"),
    StatementQuery(words="harbour"), StatementQuery(words="ferry"), StatementQuery(about="pipeline"),
]  # fmt: skip
EVENTS = [
    EventQuery(actor="Bank"), EventQuery(recipient="Front"), EventQuery(type="PROTEST"), EventQuery(status="planned"),
    EventQuery(country="NO"), EventQuery(place_country="BR"), EventQuery(on="2022-01"), EventQuery(on="2022"),
    EventQuery(words="strike"), EventQuery(mode="visit"),
]  # fmt: skip


@pytest.mark.parametrize("query", [*QUESTIONS, *EVENTS], ids=repr)
def test_both_ways_through_the_rows_give_one_answer(
    path: Path, query: StatementQuery | EventQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    with Record.open(path) as record:
        for many in (0, 1_000_000):
            monkeypatch.setattr(naming, "_MANY", many)
            found.append(record.statements(query) if isinstance(query, StatementQuery) else record.events(query))
    assert found[0] == found[1]


def test_something_is_asked_for(path: Path) -> None:
    with Record.open(path) as record:
        assert all(record.events(one) for one in EVENTS[2:7])
        assert record.statements(QUESTIONS[3])
        assert record.statements(QUESTIONS[5])


def test_a_day_finds_what_lasts_into_it_from_months_before(path: Path) -> None:
    with Record.open(path) as record:
        everything = record.events(EventQuery(stories=Query(limit=1000)))
        day = next(one.time for one in everything if one.time)
        found = record.events(EventQuery(on=day, stories=Query(limit=1000)))
    assert {one.id for one in found} == {one.id for one in everything if one.time == day}


def test_a_sentence_is_the_one_that_a_citation_gives(path: Path) -> None:
    with Record.open(path) as record:
        connection = record._connection
        cited = Cited(connection)
        rows = connection.execute(
            f"SELECT v.trigger_start AS start, v.trigger_end AS end_, {CITED} FROM event v"
            " JOIN story s ON s.key = v.story"
        ).fetchall()
        for row in rows:
            sentence = citation(connection, row, row["start"], row["end_"]).sentence
            assert sentence is not None
            assert cited.sentence(row["story_key"], row["start"], row["end_"]) == sentence.text


def test_a_multiplied_record_answers_as_one_that_was_added(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "multiplied.onrecord"
    file.write_bytes(path.read_bytes())
    assert multiply(file, 3 * STORIES) == 3 * STORIES
    counted(file)
    with sqlite3.connect(file) as plain:
        # Whatever is kept for stories is there for the further ones too.
        for (table,) in plain.execute(
            "SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND c.name = 'story' AND c.type = 'INTEGER'"
        ).fetchall():
            rows = f"SELECT count(*) FROM {table} WHERE story"
            first = plain.execute(f"{rows} <= {STORIES}").fetchone()[0]
            assert bool(plain.execute(f"{rows} > {STORIES}").fetchone()[0]) == bool(first), table
    plain.close()
    with Record.open(file) as record:
        every = [record.story(line.id).line for line in record.stories(limit=3 * STORIES)]
        assert len({line.id for line in every}) == 3 * STORIES
        assert record.status().counts["stories"] == 3 * STORIES
        first = record.places(PlaceQuery())[0]
        assert first.stories >= record.places(PlaceQuery())[-1].stories
        assert record.timeline(TimelineQuery(place=first.name))
        assert record.search("harbour", limit=3)
        for line in record.statements(StatementQuery(stories=Query(limit=500))):
            for span in line.content:
                assert span.text in (line.citation.sentence.text if line.citation.sentence else "")
        record.disputes(ClaimQuery())
