"""Opening a record file, and what SQLite's errors mean to the person who opened it.

The file carries ``application_id`` and, as ``user_version``, the number of the last migration that it has seen. A new
file runs all migrations, an older one those that it lacks, each in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from urllib.request import pathname2url

from onrecord.errors import NewerRecordError, NotARecordError, RecordBusyError, RecordError, RecordFullError
from onrecord.record.quoted import quotation_of

__all__ = [
    "APPLICATION_ID", "SCHEMA_VERSION", "connect", "explained", "migrations", "rows_of_ids", "transaction",
    "version_of",
]  # fmt: skip

APPLICATION_ID = 0x4F6E5265
CACHE_KIBIBYTES = 64 * 1024
_IDS_AT_ONCE = 500


def migrations() -> list[str]:
    """The SQL of each migration in order; the first makes an empty file a record."""
    folder = resources.files("onrecord.record") / "schema"
    return [file.read_text("utf-8") for file in sorted(folder.iterdir(), key=lambda file: file.name)]


SCHEMA_VERSION = len(migrations())


def connect(path: Path, *, create: bool, read_only: bool, busy_timeout: float) -> sqlite3.Connection:
    """A connection to the record at ``path``, brought to the present schema unless ``read_only``.

    Raises ``NotARecordError``, ``NewerRecordError``, ``RecordBusyError``, ``RecordFullError`` or ``RecordError``, and
    leaves what it found as it was.
    """
    _check_path(path, create=create and not read_only)
    with explained(path):
        connection = _open(path, read_only=read_only, busy_timeout=busy_timeout)
        try:
            _check_is_ours(connection, path, empty_is_ours=not read_only and (create or path.stat().st_size == 0))
            if not read_only:
                migrate(connection, migrations())
                connection.execute("PRAGMA journal_mode = WAL")
                # A crash of the program loses nothing; a power cut may lose the last pages added, never the file.
                connection.execute("PRAGMA synchronous = NORMAL")
                # Ids are hashes and fall anywhere in their indexes: with SQLite's own 2 MB of cache a large record
                # would slow down as it grows.
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
            elif version_of(connection) < SCHEMA_VERSION:
                raise RecordError(
                    f"{path}: the record has schema {version_of(connection)} and this program reads"
                    f" {SCHEMA_VERSION}. Open it once for writing (onrecord status --record {path}) to bring it up"
                )
        except BaseException:
            connection.close()
            raise
    return connection


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Runs the steps that the file has not seen, and makes the views anew after them, all in one transaction."""
    if version_of(connection) >= len(steps):
        return
    # What SQL cannot fold.
    connection.create_function("quotation_of", 4, quotation_of, deterministic=True)
    with transaction(connection):
        seen = version_of(connection)
        if seen >= len(steps):
            return
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            connection.execute(f'DROP VIEW "{name}"')
        for step in [*steps[seen:], (resources.files("onrecord.record") / "views.sql").read_text("utf-8")]:
            for sql in _statements(step):
                connection.execute(sql)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise
    connection.execute("COMMIT")


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration the file has seen; 0 for an empty file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into the record's own: what was found, and what to do."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        raise _ERRORS.get(code, _unexplained)(path, fault) from fault


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotARecordError(f"{path}: a folder. Give the path of a record file, such as {path / 'news.onrecord'}")
    if not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}. Make the folder first, or mend the path")
    if not path.exists() and not create:
        raise RecordError(f"{path}: there is no such record. Make one with: onrecord add SOURCE --record {path}")


def _open(path: Path, *, read_only: bool, busy_timeout: float) -> sqlite3.Connection:
    address = "file:" + pathname2url(str(path.absolute()))
    modes = ["?mode=ro", "?mode=ro&immutable=1"] if read_only else ["?mode=rwc"]
    for mode in modes:
        connection = sqlite3.connect(
            address + mode, uri=True, timeout=busy_timeout, isolation_level=None, cached_statements=256
        )
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("PRAGMA foreign_keys = ON")
            # What is deleted is overwritten: an erased source must not linger in free pages.
            connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.DatabaseError as fault:
            connection.close()
            # A record in a folder that cannot be written has no room for SQLite's shared memory: with no other
            # program's changes pending it can be read as a file that never changes.
            log = path.with_name(path.name + "-wal")
            code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
            cannot_open = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            if mode == modes[-1] or not cannot_open or (log.exists() and log.stat().st_size):
                raise
        else:
            return connection
    raise AssertionError("unreachable: the last mode returns or raises")


def _check_is_ours(connection: sqlite3.Connection, path: Path, *, empty_is_ours: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION_ID and not (tables == 0 and application == 0 and empty_is_ours):
        raise NotARecordError(f"{path}: an SQLite file of another program. Give the path of an OnRecord record")
    if version_of(connection) > SCHEMA_VERSION:
        raise NewerRecordError(
            f"{path}: the record has schema {version_of(connection)} and this program knows schemas up to"
            f" {SCHEMA_VERSION}. Update it with: pip install --upgrade onrecord"
        )


def rows_of_ids(connection: sqlite3.Connection, select: str, ids: Sequence[str]) -> Iterator[sqlite3.Row]:
    """What ``select`` gives for these ids, for which ``{ids}`` stands in it, some hundred of them at a time: SQLite
    takes only so many values at once."""
    for at in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[at : at + _IDS_AT_ONCE]
        yield from connection.execute(select.replace("{ids}", ", ".join("?" * len(some))), some)


def _statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script (``executescript`` would commit behind our back)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _busy(path: Path, fault: Exception) -> RecordError:
    return RecordBusyError(
        f"{path}: another program is writing to the record ({fault}). Wait until it is done and try again"
    )


def _full(path: Path, fault: Exception) -> RecordError:
    return RecordFullError(
        f"{path}: the disk is full or does not answer ({fault}). What was stored before is safe; make room, and run"
        " the same command again: it goes on where it stopped"
    )


def _read_only(path: Path, fault: Exception) -> RecordError:
    return RecordFullError(
        f"{path}: the record may only be read ({fault}). Check the rights of the file and its folder, or copy it to"
        " a place of your own"
    )


def _not_ours(path: Path, fault: Exception) -> RecordError:
    return NotARecordError(f"{path}: not an OnRecord record ({fault}). Give the path of a record file")


def _damaged(path: Path, fault: Exception) -> RecordError:
    return RecordError(
        f"{path}: the file is damaged ({fault}). Restore it from a backup, or add the sources to a new record"
    )


def _unexplained(path: Path, fault: Exception) -> RecordError:
    return RecordError(f"{path}: the record could not be used ({fault}). Check the file and its folder")


_ERRORS = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _full,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_NOTADB: _not_ours,
    sqlite3.SQLITE_CORRUPT: _damaged,
}
