"""A large record out of a small one: its rows copied inside the database, batch by batch, under other ids and names.

Adding 100,000 stories one by one takes half an hour; what queries cost depends on the rows that are there, not on how
they came. Each batch spells four syllables of the invented names in its own way (of the same length, so that every
position stays right): about half of the names become other people's, the rest are told of in all batches, as the heads
of real news are. Rows of stories and the record's own entities, events and tellings go along; judgements do not.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.record import Record

__all__ = ["multiply"]

# Syllables of bench.speed.world, and how a batch spells them: 'mor' as 'mba', 'mbb', ...
_RESPELT = ("mor", "bel", "tar", "hal")
_LETTERS = "bcdfghjklmnpqrstvwxz"
# Of each table the columns that change. key: a story's or capture's number. id: a row of a story. own: an id of the
# record's own, which is another one only if its names are. name: words. once: anything that must differ from batch to
# batch. hash: a number of that kind.
_CHANGES = {
    "capture": {"key": "key", "id": "front", "sha256": "front", "source": "once", "url": "once"},
    "story": {"key": "key", "id": "front", "headline": "name", "url": "once", "text": "name"},
    "appearance": {"capture": "key", "story": "key", "url": "once", "address": "once"},
    "version": {"address": "once", "story": "key", "predecessor": "key"},
    "part": {"id": "id", "story": "key"},
    "author": {"story": "key", "name": "name"},
    "sentence": {"story": "key"},
    "quotation": {"id": "id", "story": "key"},
    "entity": {"id": "id", "story": "key", "name": "name", "acts_for": "id"},
    "mention": {"id": "id", "story": "key", "entity": "id"},
    "entity_name": {"name": "name", "story": "key", "entity": "id"},
    "office": {"id": "id", "story": "key", "holder": "id", "of": "id"},
    "time": {"id": "id", "story": "key"},
    "statement": {
        "id": "id", "story": "key", "speaker_words": "name", "speaker": "id", "speaks_for": "id",
        "addressee_words": "name", "addressee": "id", "medium": "id", "within": "id", "quotation": "hash",
    },
    "event": {"id": "id", "story": "key", "place": "id", "according_to": "id"},
    "participant": {"story": "key", "event": "id", "words": "name", "entity": "id", "id": "id"},
    "evidence": {"story": "key", "row": "id"},
    "dispute": {"id": "id", "story": "key", "about": "name"},
    "side": {"story": "key", "dispute": "id", "row": "id"},
    "commitment": {"id": "id", "story": "key", "by": "id", "to": "id", "statement": "id"},
    "linked_entity": {"id": "own", "first": "key", "same_as": "own"},
    "entity_link": {"entity": "id", "story": "key", "linked": "own"},
    "linked_trait": {"linked": "own", "value": "name"},
    "suggested_link": {"story": "key", "linked": "own", "other": "own"},
    "known": {"capture": "key"},
    "telling": {"id": "id", "first": "key", "same_as": "id"},
    "told": {"story": "key", "telling": "id"},
    "shingle": {"hash": "hash", "story": "key"},
    "linked_event": {"id": "id", "first": "key", "same_as": "id"},
    "event_link": {"event": "id", "story": "key", "linked": "id"},
    "event_key": {"event": "id", "story": "key"},
    "story_stem": {"story": "key"},
    "story_like": {"story": "key", "other": "key"},
    "told_of": {"linked": "own", "story": "key", "entity": "id"},
    "issued": {"id": "id", "row": "id", "story": "key"},
    "log": {"sequence": "key", "subject": "front"},
}  # fmt: skip
# By which column of a table its first batch is told.
_NUMBERS = {
    "story": "key", "capture": "key", "known": "capture", "log": "sequence", "linked_entity": "first",
    "telling": "first", "linked_event": "first",
}  # fmt: skip


def multiply(file: Path, stories: int) -> int:
    """Copies the rows of the record at ``file`` until it holds at least so many stories; gives how many it holds."""
    with Record.open(file):
        pass
    connection = sqlite3.connect(file, isolation_level=None)
    # A record that is cut off while it is made is made anew.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    base, last = connection.execute("SELECT count(*), max(key) FROM story").fetchone()
    assert not base or stories <= base * 0xFE, "too many batches for two digits: begin with more stories"
    if not base or stories <= base:
        return int(base)
    last = max(last, connection.execute("SELECT max(key) FROM capture").fetchone()[0])
    held = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND (type = 'trigger' OR (type = 'index' AND tbl_name NOT LIKE 'story_words%'))"
    ).fetchall()
    connection.execute("BEGIN")
    # Quicker made anew in the end than kept up row by row.
    for kind, name, _ in held:
        connection.execute(f"DROP {kind} {name}")
    connection.execute(
        "CREATE TEMP TABLE respelt AS SELECT DISTINCT linked AS id FROM linked_trait WHERE "
        + " OR ".join(f"value LIKE '%{syllable}%'" for syllable in _RESPELT)
    )
    connection.execute("CREATE UNIQUE INDEX temp.respelt_id ON respelt (id)")
    batches = -(-stories // base)
    for batch in range(1, batches):
        _copy(connection, batch, batch * last, last)
    _count(connection, batches)
    for _, _, sql in held:
        connection.execute(sql)
    connection.execute("COMMIT")
    found = connection.execute("SELECT count(*) FROM story").fetchone()[0]
    connection.close()
    return int(found)


def _copy(connection: sqlite3.Connection, batch: int, offset: int, last: int) -> None:
    for table, changes in _CHANGES.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        chosen = ", ".join(_changed(f'"{name}"', changes.get(name, ""), batch, offset) for name in columns)
        story = _NUMBERS.get(table, "story")
        which = f'"{story}" <= {last}' if story in columns else "linked IN (SELECT id FROM temp.respelt)"
        connection.execute(f"INSERT OR IGNORE INTO {table} SELECT {chosen} FROM {table} WHERE {which}")
    words = "text"
    for sign in "“”’":
        words = f"replace({words}, '{sign}', ' ')"
    connection.execute(
        f"INSERT INTO story_words (rowid, headline, text) SELECT key, headline, {words} FROM story"
        " WHERE key > ? AND key <= ?", (offset, offset + last)
    )  # fmt: skip


def _changed(column: str, kind: str, batch: int, offset: int) -> str:
    mark = f"{batch:02x}"
    # An id that has the batch's mark already would stay what it is: no batch goes up to ff.
    own = f"substr({column}, 1, 22) || CASE substr({column}, 23) WHEN '{mark}' THEN 'ff' ELSE '{mark}' END"
    if kind == "key":
        return f"{column} + {offset}"
    if kind == "hash":
        return f"{column} + {batch}"
    if kind == "once":
        return f"{column} || '-{batch}'"
    if kind == "front":
        return f"CASE substr({column}, 1, 2) WHEN '{mark}' THEN 'ff' ELSE '{mark}' END || substr({column}, 3)"
    if kind == "id":
        return own
    if kind == "own":
        # One character longer: those of the first batch are told from them by it.
        return f"CASE WHEN {column} IN (SELECT id FROM temp.respelt) THEN {column} || '{batch:02x}' ELSE {column} END"
    if kind == "name":
        for syllable in _RESPELT:
            first, second = _LETTERS[batch // len(_LETTERS) % len(_LETTERS)], _LETTERS[batch % len(_LETTERS)]
            respelt = syllable[0] + first + second
            column = f"replace({column}, '{syllable}', '{respelt}')"
            column = f"replace({column}, '{syllable.capitalize()}', '{respelt.capitalize()}')"
        return column
    return column


def _count(connection: sqlite3.Connection, batches: int) -> None:
    """What counts stories counts them anew."""
    connection.execute(
        "UPDATE linked_entity SET stories = n.stories FROM (SELECT linked, count(*) AS stories FROM entity_link"
        " GROUP BY linked) n WHERE n.linked = id"
    )
    connection.execute(
        f"UPDATE linked_trait SET stories = stories * {batches} WHERE linked NOT IN (SELECT id FROM temp.respelt)"
        " AND linked IN (SELECT id FROM linked_entity WHERE length(id) = 24)"
    )
    connection.execute("DELETE FROM stem")
    connection.execute("INSERT INTO stem SELECT stem, count(*) FROM story_stem GROUP BY stem")
    for (table,) in connection.execute("SELECT name FROM tally").fetchall():
        connection.execute(f"UPDATE tally SET rows = (SELECT count(*) FROM {table}) WHERE name = '{table}'")
    connection.execute(
        "INSERT OR IGNORE INTO name_word SELECT w.value, n.name FROM (SELECT DISTINCT name FROM entity_name) n,"
        """ json_each('["' || replace(n.name, ' ', '","') || '"]') w"""
    )
