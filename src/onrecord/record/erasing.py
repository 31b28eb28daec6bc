"""Erasing: a story, or all that names a person, gone for good, the file's free pages included.

What goes: a story's text, all that was read of it, its words in the index, people's judgements of its rows, and the
bytes of every capture that holds it. Other stories of such a capture stay, without their bytes. What stays of the
erased is a tombstone: hashes and the reason that was given, so that the same bytes or text are refused from then on.

A person is found by name, case and diacritics apart, in the texts, in what was read of them, in the captures' bytes
(metadata and furniture too), addresses and file names, and in judgements. Every story that names the person goes as a
whole: a sentence taken out of a text would leave its context to speak. A capture that names the person only outside
of its stories loses its bytes, and its stories stay. Other spellings are other names, to be erased on their own.
"""

from __future__ import annotations

import contextlib
import html
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from onrecord.errors import NotFoundError, QueryError, RecordBusyError
from onrecord.record.asking import forget
from onrecord.record.connection import transaction
from onrecord.record.judging.replay import replay, replay_all
from onrecord.record.query import Query
from onrecord.record.relinking import said
from onrecord.record.rows import CHILD_TABLES
from onrecord.record.stories import COUNTS, LINE, StoryLine, key_of, lines
from onrecord.record.versions import rechain
from onrecord.record.words import words_of
from onrecord.record.writing import delete_stories, log

__all__ = ["Erasure", "erase", "finish"]

ERASED = "erased"
# Noted in the log until the file has been rewritten without what was erased.
_PENDING = "unscrubbed"


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased, or (``done`` False) what would be.

    stories: those that go. captures: ids of the captures whose bytes go. kept_stories: other stories of those
    captures, which stay. other_versions: ids of further versions of the stories, which stay unless they are erased
    themselves. judgements: how many go.
    """

    done: bool
    stories: tuple[StoryLine, ...]
    captures: tuple[str, ...]
    kept_stories: tuple[str, ...]
    other_versions: tuple[str, ...]
    judgements: int


def erase(
    connection: sqlite3.Connection, path: Path, *, story: str | None, person: str | None, reason: str, dry_run: bool
) -> Erasure:
    """Erases one story (by id or prefix) or everything that names one person, or says what that would be.

    Raises ``NotFoundError`` if there is nothing to erase, ``QueryError`` if it is not clear what, and
    ``RecordBusyError`` if other programs kept the file open, so that its old pages could not be overwritten yet.
    """
    if (story is None) == (person is None):
        raise QueryError("say what to erase: either one story, or one person")
    if not reason.strip():
        raise QueryError("an erasure needs a reason, which is kept. It should not name whom it protects")
    if dry_run:
        return _erase(connection, story, person, reason, done=False)
    with transaction(connection):
        erasure = _erase(connection, story, person, reason, done=True)
        log(connection, "erased", _PENDING)
    scrub(connection, path)
    return erasure


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Rewrites the file without its deleted content; raises ``RecordBusyError`` while other programs have it open."""
    try:
        connection.execute("INSERT INTO story_words (story_words) VALUES ('optimize')")
        connection.execute("VACUUM")
        busy = bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        busy = True
    if busy:
        raise RecordBusyError(
            f"{path}: the rows are erased, but another program has the record open, and old pages still lie in the"
            " file. Close that program: the next command that writes to the record overwrites them first"
        )
    connection.execute("DELETE FROM log WHERE subject = ?", (_PENDING,))


def finish(connection: sqlite3.Connection, path: Path) -> None:
    """Scrubs the file if an erasure could not; says nothing if it still cannot."""
    if connection.execute("SELECT 1 FROM log WHERE subject = ?", (_PENDING,)).fetchone():
        with contextlib.suppress(RecordBusyError):
            scrub(connection, path)


def _erase(
    connection: sqlite3.Connection, story: str | None, person: str | None, reason: str, *, done: bool
) -> Erasure:
    if story is not None:
        keys = [key_of(connection, story)]
        captures: list[int] = []
        judgements: list[int] = []
    else:
        names = _naming(person or "")
        keys = _stories_naming(connection, names)
        captures = _captures_naming(connection, names)
        judgements = _judgements_naming(connection, names)
        if not keys and not captures and not judgements:
            raise NotFoundError(f"nothing in the record names {person!r}. Nothing was erased; try other spellings")
    for key in keys:
        rows = connection.execute("SELECT capture FROM appearance WHERE story = ?", (key,))
        captures += [row["capture"] for row in rows]
        judgements += _judgements_of(connection, key)
    captures, judgements = sorted(set(captures)), sorted(set(judgements))
    erasure = Erasure(
        done=done,
        stories=tuple(line for key in keys for line in _line(connection, key)),
        captures=tuple(_id(connection, "capture", key) for key in captures),
        kept_stories=tuple(_id(connection, "story", key) for key in _neighbours(connection, keys, captures)),
        other_versions=tuple(_id(connection, "story", key) for key in _other_versions(connection, keys)),
        judgements=len(judgements),
    )
    if done:
        _delete(connection, keys, captures, judgements, reason.strip())
    return erasure


def _delete(
    connection: sqlite3.Connection, keys: list[int], captures: list[int], judgements: list[int], reason: str
) -> None:
    addresses = {
        row["address"] for key in keys
        for row in connection.execute("SELECT address FROM appearance WHERE story = ? AND address IS NOT NULL", (key,))
    }  # fmt: skip
    said_before = said(connection)
    hashes = {(_id(connection, "story", key), "story") for key in keys}
    for key in captures:
        row = connection.execute("SELECT id, sha256 FROM capture WHERE key = ?", (key,)).fetchone()
        hashes |= {(row["id"], "capture"), (row["sha256"], "capture")}
    delete_stories(connection, keys)
    for key in captures:
        # What the container said, the file's name and the page's address may name the erased.
        connection.execute(
            "UPDATE capture SET content = NULL, given = '{}', source = ?, url = NULL WHERE key = ?", (ERASED, key)
        )
        connection.execute(
            "DELETE FROM capture WHERE key = ? AND NOT EXISTS (SELECT 1 FROM appearance WHERE capture = ?)", (key, key)
        )
    forget(connection)
    for one in judgements:
        connection.execute(
            "DELETE FROM target WHERE judgement = (SELECT id FROM judgement WHERE sequence = ?)", (one,)
        )
        connection.execute("DELETE FROM judgement WHERE sequence = ?", (one,))
    for address in sorted(addresses):
        rechain(connection, address)
    neighbours = connection.execute("SELECT DISTINCT story FROM mark").fetchall() if judgements else []
    replay(connection, [row["story"] for row in neighbours], said_before)
    replay_all(connection, [], sorted(addresses))
    for found, kind in sorted(hashes):
        connection.execute("INSERT OR IGNORE INTO tombstone VALUES (?, ?, ?)", (found, kind, reason))
        log(connection, "erased", found)


def _naming(person: str) -> Callable[[str], bool]:
    """Whether a text names ``person``: its folded words stand in it side by side."""
    name = words_of(person)
    if not name:
        raise QueryError(f"the name {person!r} has no word in it")
    pattern = re.compile(rf"(?<!\S){re.escape(name)}(?!\S)")
    longest = max(name.split(), key=len)

    def names(text: str) -> bool:
        # Folding a whole page is dear; an ASCII page without the name's longest word needs none.
        if text.isascii() and longest not in text.lower():
            return False
        return pattern.search(words_of(text)) is not None

    return names


def _stories_naming(connection: sqlite3.Connection, names: Callable[[str], bool]) -> list[int]:
    found = []
    for row in connection.execute(
        "SELECT s.key, s.text, s.reading,"
        " (SELECT group_concat(coalesce(a.url, '') || ' ' || coalesce(a.outlet, ''), ' ') FROM appearance a"
        "  WHERE a.story = s.key) AS said FROM story s"
    ):
        if names(row["text"]) or names(zlib.decompress(row["reading"]).decode()) or names(row["said"] or ""):
            found.append(row["key"])
    return found


def _captures_naming(connection: sqlite3.Connection, names: Callable[[str], bool]) -> list[int]:
    found = []
    for row in connection.execute("SELECT key, source, url, given, charset, content FROM capture"):
        content = zlib.decompress(row["content"]) if row["content"] is not None else b""
        said = " ".join(filter(None, (row["source"], row["url"], row["given"])))
        if names(said) or any(map(names, _decoded(content, row["charset"]))):
            found.append(row["key"])
    return found


def _decoded(content: bytes, charset: str | None) -> Iterable[str]:
    """The bytes as text in each way that they may be meant, references such as ``&eacute;`` resolved."""
    for encoding in dict.fromkeys((charset or "utf-8", "utf-8", "cp1252", "utf-16")):
        try:
            text = content.decode(encoding, errors="replace" if encoding == "cp1252" else "strict")
        except (LookupError, UnicodeError):
            continue
        yield html.unescape(text) if "&" in text else text


def _judgements_naming(connection: sqlite3.Connection, names: Callable[[str], bool]) -> list[int]:
    fields = ("by", "reason", "was", "becomes", "words")
    rows = connection.execute(
        "SELECT j.sequence, j.by, j.reason, j.was, j.becomes,"
        " (SELECT group_concat(coalesce(t.type, '') || ' ' || coalesce(t.prefix, '') || coalesce(t.exact, '')"
        "  || coalesce(t.suffix, '') || ' ' || coalesce(t.address, ''), ' ')"
        "  FROM target t WHERE t.judgement = j.id) AS words FROM judgement j"
    )
    return [row["sequence"] for row in rows if any(names(row[field] or "") for field in fields)]


def _judgements_of(connection: sqlite3.Connection, key: int) -> list[int]:
    """The judgements of the rows of a story, and of the story itself."""
    found = connection.execute(
        "SELECT j.sequence FROM judgement j JOIN story s ON s.id = j.row WHERE s.key = :key"
        " UNION SELECT j.sequence FROM story s JOIN target t ON t.story = s.id JOIN judgement j ON j.id = t.judgement"
        "  WHERE s.key = :key",
        {"key": key},
    ).fetchall()
    for table in CHILD_TABLES:
        columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
        if "id" in columns:
            found += connection.execute(
                f"SELECT j.sequence FROM {table} t JOIN judgement j ON j.row = t.id WHERE t.story = ?", (key,)
            ).fetchall()
    return [row["sequence"] for row in found]


def _neighbours(connection: sqlite3.Connection, keys: list[int], captures: list[int]) -> list[int]:
    found = {
        row["story"] for capture in captures
        for row in connection.execute("SELECT story FROM appearance WHERE capture = ?", (capture,))
    }  # fmt: skip
    return sorted(found - set(keys))


def _other_versions(connection: sqlite3.Connection, keys: list[int]) -> list[int]:
    found = {
        row["story"] for key in keys
        for row in connection.execute(
            "SELECT o.story FROM version v JOIN version o ON o.address = v.address WHERE v.story = ?", (key,)
        )
    }  # fmt: skip
    return sorted(found - set(keys))


def _line(connection: sqlite3.Connection, key: int) -> list[StoryLine]:
    rows = connection.execute(f"SELECT {LINE}, {COUNTS} FROM story s WHERE s.key = ?", (key,)).fetchall()
    return lines(connection, rows, Query())


def _id(connection: sqlite3.Connection, table: str, key: int) -> str:
    return str(connection.execute(f"SELECT id FROM {table} WHERE key = ?", (key,)).fetchone()["id"])
