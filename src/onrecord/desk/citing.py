"""A quotation with its source in one line, to be pasted elsewhere; and the selector by which programs find it again."""

from __future__ import annotations

from typing import Protocol

from onrecord.model import Reading, Span, encode
from onrecord.record import StoryLine
from onrecord.text.selectors import selector_for

__all__ = ["Cited", "citation", "selector"]


class Cited(Protocol):
    """What a citation needs of a page: the story's line and its reading."""

    @property
    def line(self) -> StoryLine: ...
    @property
    def reading(self) -> Reading: ...


def citation(page: Cited, span: Span) -> str:
    """The words of ``span`` with outlet, headline, date, address and position: '“…” (Outlet, “Headline”, 2024-03-05)'.

    What is not known is left out. The words are as the text has them.
    """
    line = page.line
    told = [line.outlet, f"“{line.headline}”" if line.headline else None, line.date, line.url]
    whose = ", ".join(filter(None, told)) or "source unknown"
    return f"“{' '.join(span.text.split())}” ({whose}; story {line.id[:12]}, characters {span.start} to {span.end})"


def selector(page: Cited, span: Span) -> str:
    """The span as the W3C Web Annotation Data Model describes it: a TextQuoteSelector in JSON."""
    found = selector_for(page.reading.story.text, span)
    told = {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}
    return encode(told).decode()
