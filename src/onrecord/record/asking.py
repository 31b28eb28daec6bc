"""What servers said by which to ask later whether a page has changed; no part of the record's content.

An address is noted only once all that it gave is stored: what was cut off or refused is fetched whole the next time.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.capture.fetch import Fetcher

__all__ = ["SCHEMES", "forget", "note", "prepared"]

SCHEMES = ("http://", "https://")


def prepared(connection: sqlite3.Connection, address: str, fetcher: Fetcher | None) -> Fetcher:
    """The fetcher for ``address`` (a polite one, if none is given), told what the record knows of it."""
    from onrecord.capture.fetch import Fetcher, Validators

    fetcher = fetcher or Fetcher()
    row = connection.execute("SELECT etag, modified FROM validator WHERE address = ?", (address,)).fetchone()
    if row is not None and address not in fetcher.validators:
        fetcher.validators[address] = Validators(row["etag"], row["modified"])
    return fetcher


def note(connection: sqlite3.Connection, address: str, fetcher: Fetcher) -> None:
    """Notes what the server of ``address`` said, if it said anything."""
    said = fetcher.validators.get(address)
    if said is not None:
        connection.execute(
            "INSERT OR REPLACE INTO validator (address, etag, modified) VALUES (?, ?, ?)",
            (address, said.etag, said.last_modified),
        )


def forget(connection: sqlite3.Connection) -> None:
    """Forgets all of it: an address can name what is being erased, and asking again costs only a fetch."""
    connection.execute("DELETE FROM validator")
