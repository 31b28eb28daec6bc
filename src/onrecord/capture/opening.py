"""A source that has been opened but not yet read: its stream, and what is known of it from outside."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from onrecord.capture.limits import Limits
from onrecord.errors import TooLargeError
from onrecord.model import Refusal

__all__ = ["Gunzip", "Opened", "cut_short", "read_all", "shown"]

_CHUNK = 65_536
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, archive member or fetched page.

    source: as ``Capture.source``. stream: its bytes, read once from here on. name: the file's name, for its suffix.
    media_type, charset, url, retrieved: as the transport or the container around it declares them. depth: how many
    archives it stands in.
    """

    source: str
    stream: BinaryIO
    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved: str | None = None
    depth: int = 0
    limits: Limits = field(default_factory=Limits)

    def member(self, name: str, stream: BinaryIO, **known: str | None) -> Opened:
        """A member of this source, which is an archive."""
        return replace(
            self, source=f"{self.source}!{shown(name)}", stream=stream, name=name, depth=self.depth + 1, **known  # type: ignore[arg-type]
        )

    def refused(self, found: str, advice: str, member: str | None = None) -> Refusal:
        """The refusal of this source, or of the named member of it."""
        source = self.source if member is None else f"{self.source}!{shown(member)}"
        return Refusal(source=source, found=found, advice=advice)


def shown(name: str) -> str:
    """A name that came from outside, safe to print, store and encode: control characters and lone surrogates as
    escapes, over-long ones cut. Nothing is ever written to a path made of it."""
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME] + "…"
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)


def read_all(opened: Opened, limit: int) -> bytes:
    """All bytes of the source; raises ``TooLargeError`` when there are more than ``limit``."""
    parts: list[bytes] = []
    size = 0
    while chunk := opened.stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLargeError(
                opened.source,
                f"larger than {limit / 1e6:g} MB",
                "No single page of news is; split the file, or raise the limit",
            )
        parts.append(chunk)
    return b"".join(parts)


def cut_short(opened: Opened) -> Refusal:
    """The refusal that follows what could be read of a damaged archive."""
    return opened.refused("cut short or damaged; what could be read before that was kept", "Fetch or copy it again")


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip stream of any number of members, as they are asked for.

    Where the packed bytes end early or are damaged, reading ends there and ``damaged`` says so. Raises
    ``TooLargeError`` once the bytes unpack to more than the limits allow for what they are.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._unpacker = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._read = self._given = 0
        self.damaged = False

    def readable(self) -> bool:
        """Always: it is a stream for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills ``buffer`` with unpacked bytes as far as they go; 0 at the end."""
        filled = 0
        while filled < len(buffer) and (chunk := self._more(len(buffer) - filled)) is not None:
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
            self._check(len(chunk))
        return filled

    def _more(self, most: int) -> bytes | None:
        if self.damaged:
            return None
        if self._unpacker.eof:
            self._packed = self._unpacker.unused_data
            if not self._refill():
                return None
            if not self._packed.lstrip(b"\0"):  # padding after the last member is allowed
                self._packed = b""
                return b"" if self._refill() else None
            self._unpacker = zlib.decompressobj(wbits=31)
        ended = not self._refill()
        try:
            chunk = self._unpacker.decompress(self._packed, most)
        except zlib.error:
            self.damaged = True
            return None
        self._packed = self._unpacker.unconsumed_tail
        if ended and not chunk and not self._unpacker.eof:
            self.damaged = True
            return None
        return chunk

    def _refill(self) -> bool:
        if not self._packed:
            self._packed = self._opened.stream.read(_CHUNK)
            self._read += len(self._packed)
        return bool(self._packed)

    def _check(self, size: int) -> None:
        self._given += size
        limits = self._opened.limits
        if self._given > limits.trusted and self._given > limits.ratio * self._read:
            raise TooLargeError(
                self._opened.source,
                f"unpacks to more than {limits.ratio} times its size, as only bombs do",
                "Do not unpack it unless you know where it comes from",
            )
