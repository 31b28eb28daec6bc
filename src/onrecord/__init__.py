"""OnRecord reads the news and keeps the record.

    >>> import onrecord
    >>> for document in onrecord.read("page.html"):
    ...     for reading in document.readings:
    ...         print(reading.story.headline.text)

Importing the package is cheap: the language pipeline and the store are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.front import AsStory, Document, read, read_each
from onrecord.model import Capture, Reading, Refusal, Span, Story
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.reading import Reader
    from onrecord.record import Record

__all__ = [
    "AsStory",
    "Capture",
    "Document",
    "Reader",
    "Reading",
    "Record",
    "Refusal",
    "Span",
    "Story",
    "__version__",
    "read",
    "read_each",
]


def __getattr__(name: str) -> Any:
    if name == "Record":
        from onrecord.record import Record

        return Record
    if name == "Reader":
        from onrecord.reading import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
