"""Adding sources to a record, and reading its captures again with the present stages."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.errors import NotFoundError
from onrecord.model import Capture, Reading, Refusal, Story
from onrecord.record.asking import SCHEMES, note, prepared
from onrecord.record.connection import transaction
from onrecord.record.linked_entities import link_missing
from onrecord.record.relinking import relink_all
from onrecord.record.writing import Outcome, is_erased, log, replace_readings, store, stored

if TYPE_CHECKING:
    from onrecord.capture.fetch import Fetcher

__all__ = ["Progress", "ReadsStories", "Summary", "add", "add_found", "find_capture", "load_capture", "reread"]

# Noted in the log from the first story that is read again until the links are made anew.
_UNLINKED = "unlinked"


class ReadsStories(Protocol):
    """What reads stories: ``onrecord.reading.Reader``, or anything with these two."""

    @property
    def made_by(self) -> dict[str, Any]:
        """The versions of all that readings depend on."""
        ...

    def read_many(self, stories: Iterable[Story], /) -> Iterator[Reading]:
        """A reading for each story, in order."""
        ...


@dataclass
class Summary:
    """What an ``add`` or a ``reread`` did.

    captures: captures that were looked at. added: captures that were stored, or read again. already_there: captures
    that the record held. outdated: of these, how many were read by other versions than the present ones. stories,
    known, changed: stories that are new to the record, that it held from another capture, and that came in as a new
    version of what stood at their address. unchanged: addresses whose server said that nothing had changed. refused:
    sources that could not be stored, and why. seconds: wall-clock time.
    """

    captures: int = 0
    added: int = 0
    already_there: int = 0
    outdated: int = 0
    stories: int = 0
    known: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, outcome: Outcome) -> None:
        """Takes in what became of one capture."""
        self.added += outcome.status == "added"
        self.already_there += outcome.status == "already_there"
        self.stories += outcome.new
        self.known += outcome.known
        self.changed += outcome.changed


Progress = Callable[[Summary, str], None]
"""Called after each capture or refusal with the summary so far and the source."""


def add(
    connection: sqlite3.Connection,
    sources: Iterable[str],
    *,
    reader: ReadsStories,
    fetcher: Fetcher | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Streams sources into the record, a transaction for each capture; what is there already is not read again."""
    from onrecord.capture import captures

    summary, started = Summary(), time.monotonic()
    made_by = reader.made_by
    with transaction(connection):
        link_missing(connection)
    for source in sources:
        is_address = source.startswith(SCHEMES)
        if is_address:
            # One fetcher for all addresses: it knows when each host was last asked.
            fetcher = prepared(connection, source, fetcher)
        looked_at, refused = summary.captures, len(summary.refused)
        _take(connection, captures([source], fetcher=fetcher), reader, made_by, summary, started, progress)
        if is_address and fetcher is not None and len(summary.refused) == refused:
            summary.unchanged += summary.captures == looked_at
            note(connection, source, fetcher)
    summary.seconds = time.monotonic() - started
    return summary


def add_found(
    connection: sqlite3.Connection,
    found: Iterable[Capture | Refusal],
    *,
    reader: ReadsStories,
    progress: Progress | None = None,
) -> Summary:
    """As ``add``, of captures that were taken already; refusals among them are listed as such."""
    summary, started = Summary(), time.monotonic()
    with transaction(connection):
        link_missing(connection)
    _take(connection, found, reader, reader.made_by, summary, started, progress)
    return summary


def _take(
    connection: sqlite3.Connection,
    found: Iterable[Capture | Refusal],
    reader: ReadsStories,
    made_by: dict[str, Any],
    summary: Summary,
    started: float,
    progress: Progress | None,
) -> None:
    """Adds captures one by one to the record and to the summary; started: when the whole began, ``time.monotonic``."""
    for one in found:
        if isinstance(one, Refusal):
            summary.refused.append(one)
        else:
            summary.captures += 1
            _add_one(connection, one, reader, made_by, summary)
        summary.seconds = time.monotonic() - started
        if progress is not None:
            progress(summary, one.source)


def _add_one(
    connection: sqlite3.Connection, capture: Capture, reader: ReadsStories, made_by: dict[str, Any], summary: Summary
) -> None:
    from onrecord.capture import stories_of

    before = stored(connection, capture)
    if before is not None:
        summary.already_there += 1
        summary.outdated += before != made_by
        return
    if is_erased(connection, capture):
        summary.refused.append(_erased(capture))
        return
    taken = stories_of(capture)
    if taken.refusal is not None:
        summary.refused.append(taken.refusal)
    if not taken.stories:
        return
    readings = tuple(reader.read_many(taken.stories))
    try:
        outcome = store(connection, capture, readings, made_by)
    except UnicodeEncodeError:
        summary.refused.append(Refusal(
            source=capture.source, found="its metadata hold half of a character (an unpaired surrogate)",
            advice="Save the page again, or take the broken character out of its metadata",
        ))  # fmt: skip
        return
    summary.count(outcome)
    if outcome.erased:
        summary.refused.append(_erased(capture))


def reread(connection: sqlite3.Connection, *, reader: ReadsStories, progress: Progress | None = None) -> Summary:
    """Reads the stored captures again that were read by other versions; judgements stay. It can be cut off and rerun.

    A capture in which no story is found any more keeps the readings that it has, with a refusal that says so. When all
    are read, what lies across stories is made anew from the first story on, so that it is what adding them now gives.
    """
    from onrecord.capture import stories_of

    summary, started = Summary(), time.monotonic()
    made_by = reader.made_by
    versions = json.dumps(made_by, sort_keys=True, ensure_ascii=False)
    keys = [
        row["key"] for row in connection.execute(
            "SELECT c.key FROM capture c JOIN reader r ON r.key = c.reader"
            " WHERE r.made_by <> ? AND c.content IS NOT NULL ORDER BY c.key", (versions,)
        )
    ]  # fmt: skip
    total = connection.execute("SELECT count(*) FROM capture").fetchone()[0]
    summary.already_there = total - len(keys)
    if keys:
        log(connection, "reread", _UNLINKED)
    for key in keys:
        capture = load_capture(connection, key)
        summary.captures += 1
        taken = stories_of(capture)
        if taken.stories:
            replace_readings(connection, key, capture.url, tuple(reader.read_many(taken.stories)), made_by)
            summary.stories += len(taken.stories)
            summary.added += 1
        else:
            why = taken.refusal.found if taken.refusal else "no story was found in it"
            summary.refused.append(Refusal(
                source=capture.source, found=f"{why}, where an earlier version found one",
                advice="Its earlier reading was kept",
            ))  # fmt: skip
        summary.seconds = time.monotonic() - started
        if progress is not None:
            progress(summary, capture.source)
    if connection.execute("SELECT 1 FROM log WHERE subject = ?", (_UNLINKED,)).fetchone():
        with transaction(connection):
            relink_all(connection)
            connection.execute("DELETE FROM log WHERE subject = ?", (_UNLINKED,))
    summary.seconds = time.monotonic() - started
    return summary


def load_capture(connection: sqlite3.Connection, key: int) -> Capture:
    """A stored capture with its bytes, as it was added."""
    row = connection.execute("SELECT * FROM capture WHERE key = ?", (key,)).fetchone()
    return Capture(
        source=row["source"], data=zlib.decompress(row["content"]), media_type=row["media_type"],
        charset=row["charset"], url=row["url"], retrieved=row["retrieved"], given=json.loads(row["given"]),
        given_from=row["given_from"],
    )  # fmt: skip


def find_capture(connection: sqlite3.Connection, asked: str) -> Capture:
    """The stored capture whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    wanted = asked.strip().lower()
    rows = connection.execute(
        "SELECT key, id, content IS NULL AS erased FROM capture WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        (wanted, wanted + "g"),
    ).fetchall()
    if not wanted or not rows:
        raise NotFoundError(f"the record holds no capture whose id begins with {asked!r}")
    if len(rows) > 1 and rows[0]["id"] != wanted:
        raise NotFoundError(f"several captures' ids begin with {wanted}. Give more digits")
    if rows[0]["erased"]:
        raise NotFoundError(f"the bytes of the capture {rows[0]['id']} were erased")
    return load_capture(connection, rows[0]["key"])


def _erased(capture: Capture) -> Refusal:
    return Refusal(
        source=capture.source,
        found="holds what was erased from this record",
        advice="It was left out; onrecord status counts what was erased",
    )
