"""Every error that OnRecord raises.

    OnRecordError
    ├── SourceError          a source could not be read
    │   ├── FetchError       a URL could not be fetched
    │   └── TooLargeError    a source, or what it unpacks to, passes a limit
    ├── MissingExtraError    an optional part is not installed
    ├── PipelineError        the reading's stages do not fit together
    ├── RecordError          a record file could not be used
    │   ├── NotARecordError  the file is not an OnRecord record
    │   ├── NewerRecordError the record was written by a newer OnRecord
    │   ├── RecordBusyError  another program holds the record
    │   └── RecordFullError  the disk is full or the file is read-only
    ├── DeskError            the desk cannot be served
    ├── QueryError           a question that cannot be asked
    └── NotFoundError        nothing in the record goes by that name

Each message says what was asked, what was found, and what to do.
"""

from __future__ import annotations

__all__ = [
    "DeskError",
    "FetchError",
    "MissingExtraError",
    "NewerRecordError",
    "NotARecordError",
    "NotFoundError",
    "OnRecordError",
    "PipelineError",
    "QueryError",
    "RecordBusyError",
    "RecordError",
    "RecordFullError",
    "SourceError",
    "TooLargeError",
]


class OnRecordError(Exception):
    """The root of all errors that OnRecord raises on purpose."""


class SourceError(OnRecordError):
    """A source could not be read. ``found`` says what it turned out to be, ``advice`` what to do about it."""

    def __init__(self, source: str, found: str, advice: str) -> None:
        super().__init__(f"{source}: {found}. {advice}")
        self.source, self.found, self.advice = source, found, advice


class FetchError(SourceError):
    """A URL could not be fetched, or may not be."""


class TooLargeError(SourceError):
    """A source, or what it unpacks to, passes a limit."""


class MissingExtraError(OnRecordError):
    """An optional part is not installed. ``extra`` names it."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f"{purpose} needs an optional part. Install it with: pip install 'onrecord[{extra}]'")
        self.extra = extra


class PipelineError(OnRecordError):
    """The stages of a reading do not fit together."""


class DeskError(OnRecordError):
    """The desk cannot be served: its port is taken, or its address is none of this computer's."""


class RecordError(OnRecordError):
    """A record file could not be used."""


class NotARecordError(RecordError):
    """The file is not an OnRecord record."""


class NewerRecordError(RecordError):
    """The record was written by a newer OnRecord."""


class RecordBusyError(RecordError):
    """Another program holds the record."""


class RecordFullError(RecordError):
    """The record cannot be written: the disk is full, or the file is read-only."""


class QueryError(OnRecordError):
    """A question that cannot be asked."""


class NotFoundError(OnRecordError):
    """Nothing in the record goes by that name."""
