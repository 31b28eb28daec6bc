"""The anatomy of a story before its text is frozen: what every format hands over to be made into a ``Story``.

A format (HTML, plain text, a feed entry) says which lines are kept, in page order, and in which role. ``anatomy``
turns that into one frozen text with its spans, in one place for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.model import DateRead, Headline

__all__ = ["Block", "Draft", "Role"]

Role = Literal["headline", "standfirst", "key_point", "caption", "credit", "byline", "paragraph", "subhead"]


@dataclass(frozen=True, slots=True)
class Block:
    """One kept part of a story, in page order.

    text: as it stands on the page, without a bullet glyph. A caption keeps an inline credit; ``credit`` is then the
    ``(start, end)`` of the credit inside ``text`` (code points). A credit printed in a line of its own is a block of
    role ``credit``; it belongs to the caption just before it unless ``opens`` says that it stands before its caption.
    authors: for a byline, the ``(start, end)`` of each name inside ``text``.
    """

    role: Role
    text: str
    credit: tuple[int, int] | None = None
    authors: tuple[tuple[int, int], ...] = ()
    opens: bool = False


@dataclass(slots=True)
class Draft:
    """A story that was found in a capture, still in parts.

    metadata_authors: ``(name, path)`` of authors that only metadata name.
    """

    blocks: list[Block] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    metadata_authors: list[tuple[str, str]] = field(default_factory=list)
    published: DateRead | None = None
    updated: DateRead | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    confidence: float | None = None
    notes: list[str] = field(default_factory=list)
