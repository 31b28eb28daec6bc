"""What was taken from somewhere at some time, before anything was understood of it."""

from __future__ import annotations

import hashlib

import msgspec

__all__ = ["Capture", "Refusal"]


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one page, copy, feed entry or archive record, and where they came from.

    source: what the user named, or for a member of a container the container's name, ``!`` and the member's own
        (``crawl.warc.gz!https://example.org/a``).
    data: the bytes, never altered.
    media_type: as sniffed from the bytes, or as the container declares it (``text/html``, ``text/plain``, ...).
    charset: the encoding that the transport or container declared, or None.
    url: the address that the bytes were taken from, if known.
    retrieved: when they were taken (ISO 8601, UTC), if known; never the clock of the run that reads a file.
    given: what the container says of the story that the bytes themselves do not (a feed entry's title, ...), by
        name: any of ``headline``, ``standfirst``, ``author``, ``outlet``, ``published``, ``updated``, ``language``,
        ``url``.
    given_from: the kind of place ``given`` was read from: ``feed``, ``metadata`` or ``given`` (by the user).
    """

    source: str
    data: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None
    retrieved: str | None = None
    given: dict[str, str] = {}
    given_from: str = "metadata"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A source that could not be read, or gave no story: one clear line for a person.

    source: what was asked for; found: what it turned out to be; advice: what to do about it.
    """

    source: str
    found: str
    advice: str

    def __str__(self) -> str:
        return f"{self.source}: {self.found}. {self.advice}"
