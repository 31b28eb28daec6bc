"""How much a source may hold before it is refused: what keeps bombs and runaway files out of memory."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one source. Sizes are in bytes, and count what is unpacked unless they say otherwise.

    page: one page, text, feed, mail or JSON line; a news page of more is no news page. file: a file that can only be
    read whole (PDF, the exports of news archives, whatever comes from standard input). Archives (WARC, ZIP, JSON
    Lines, mbox) stream, and may be of any size. ratio: unpacked size over packed size from which packed data count as
    a bomb (real text packs 3 to 30 times); it is applied to what unpacks to more than ``trusted``. members: of one
    archive. depth: of archives inside archives.
    """

    page: int = 20_000_000
    file: int = 100_000_000
    ratio: int = 200
    trusted: int = 5_000_000
    members: int = 1_000_000
    depth: int = 3
