"""One news story: its frozen text and its anatomy."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from onrecord.model.span import Span

__all__ = ["Author", "Caption", "DateRead", "Dateline", "Headline", "ReadFrom", "Story", "story_id"]

ReadFrom = Literal["printed", "metadata", "feed", "given"]


class DateRead(msgspec.Struct, frozen=True, kw_only=True):
    """A story's date, and where it was read.

    value: EDTF, at the precision that was found: ``2023-02-22``, ``2023-02``.
    read_from: ``printed`` (visible on the page), ``metadata``, ``feed`` or ``given`` (by the person who added it).
    path: for what is not printed, a locator into the capture (``ld+json/datePublished``).
    words: what was read, as it stood (``Updated 22 February 2023``, ``2023-02-22T21:14:05Z``). Date lines are
        furniture and no part of the text, so this is no span.
    other: the same date as other places of the capture gave it, where they disagree.
    """

    value: str
    read_from: ReadFrom = msgspec.field(name="from")
    path: str | None = None
    words: str | None = None
    other: tuple[DateRead, ...] = ()


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """One variant of a story's headline, and where it was read (``h1``, ``og:title``, ``ld+json/headline``, ...)."""

    text: str
    read_from: ReadFrom = msgspec.field(name="from")
    path: str


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """A person or agency credited with the story: anchored in a byline (``span``), or located in metadata."""

    name: str
    read_from: ReadFrom = msgspec.field(name="from")
    span: Span | None = None
    path: str | None = None


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's caption without its credit, and the credit ('AFP', 'Jane Doe/Example News') where one is printed.

    A picture with a credit but no caption has ``span`` None.
    """

    span: Span | None = None
    credit: Span | None = None


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """Where a story was written, as its first paragraph opens ('ISLAMABAD/KABUL:' gives two).

    place: the id of the reading's entity, once places are resolved. date, agency: as the dateline states them
    ('NEW YORK, March 4 (Reuters) -'), the date as printed.
    """

    span: Span
    place: str | None = None
    date: Span | None = None
    agency: Span | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One news story found in a capture.

    ``text`` holds the kept parts in page order, each once, joined by one blank line; it is made once and frozen,
    and every span of the story is a range of it. ``id`` is the hash of ``text``.

    subheads: the headings inside the body. They stand in ``text`` between the paragraphs, and are no paragraphs.
    confidence: how far independent extractors agree on the body, 0 to 1; None where only one way of reading was
        available (plain text).
    notes: what a careful reader should know (a paywall stub, metadata that contradict the page, replaced bytes).
    """

    id: str
    text: str
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: DateRead | None = None
    updated: DateRead | None = None
    headline: Span | None = None
    headlines: tuple[Headline, ...] = ()
    standfirst: Span | None = None
    key_points: tuple[Span, ...] = ()
    bylines: tuple[Span, ...] = ()
    authors: tuple[Author, ...] = ()
    captions: tuple[Caption, ...] = ()
    datelines: tuple[Dateline, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    subheads: tuple[Span, ...] = ()
    confidence: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def as_of(self) -> DateRead | None:
        """The date that the story's relative times count from: published, else updated, else None."""
        return self.published or self.updated


def story_id(text: str) -> str:
    """The id of the story with this text: the first 32 hexadecimal digits of the SHA-256 of its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
