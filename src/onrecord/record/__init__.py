"""The record: one SQLite file in which readings are kept, searched, corrected and erased.

    >>> from onrecord import Record, Reader
    >>> with Record.open("news.onrecord") as record:
    ...     summary = record.add(["pages/"], reader=Reader())
    ...     for hit in record.search('ceasefire "foreign minister"', since="2023"):
    ...         print(hit.story.outlet, hit.story.date, hit.passages[0].sentence.text)

One program writes at a time, any number read meanwhile. Each capture is one transaction: whatever ends the program
loses at most the page in hand, and the same call goes on from there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from onrecord.model import Capture, Judgement, Reading, Refusal
from onrecord.record import adding, erasing, writing
from onrecord.record.adding import Progress, ReadsStories, Summary
from onrecord.record.answer import Answer
from onrecord.record.citing import Citation
from onrecord.record.claims import ClaimQuery, CommitmentLine, DisputeLine, SideLine
from onrecord.record.commitments import BearingLine, CommitmentThread
from onrecord.record.connection import connect, explained, transaction
from onrecord.record.counting import Counts, Source
from onrecord.record.disputes import DisputeThread, JoinedLine
from onrecord.record.dossier import Dossier, Identity, LinkedName, LinkTold, MayBe
from onrecord.record.erasing import Erasure
from onrecord.record.event_query import EventQuery
from onrecord.record.events import AccordingTo, EventLine, EventPlace, TakesPart
from onrecord.record.finding import EntityFound
from onrecord.record.judgements import (
    Conflict,
    Judging,
    Links,
    LoggedLine,
    RowLine,
    RowUnderReview,
    TakenIn,
    Waiting,
    take_in,
)
from onrecord.record.judging.marks import Judged
from onrecord.record.linked_names import NameLink, SuggestedLink
from onrecord.record.looking import Looking
from onrecord.record.named import EntityLine, EntityQuery
from onrecord.record.neighbours import CoActor, Neighbourhood
from onrecord.record.neighbours import Link as NeighbourLink
from onrecord.record.neighbours import Node as NeighbourNode
from onrecord.record.offices import OfficeLine, OfficeQuery
from onrecord.record.opened import Opened
from onrecord.record.people import Deed, PersonLine
from onrecord.record.places import PlaceLine, PlaceQuery
from onrecord.record.provenance import RowsOf, Standing
from onrecord.record.query import Query
from onrecord.record.question import Question
from onrecord.record.relinking import relink_all
from onrecord.record.searching import Hit, Passage
from onrecord.record.side_by_side import EventSideBySide, EventTelling, ValueTold
from onrecord.record.statements import Party, Speaker, StatementLine, StatementQuery
from onrecord.record.status import Status
from onrecord.record.stories import StoredCapture, StoredStory, StoryLine
from onrecord.record.tenures import ConflictLine, TenureLine
from onrecord.record.timeline import TimelineDay, TimelineLine, TimelineQuery
from onrecord.record.told_of import SECTIONS, Section
from onrecord.record.versions import Diff, Version
from onrecord.record.writing import Outcome

if TYPE_CHECKING:
    from onrecord.capture.fetch import Fetcher

__all__ = [
    "SECTIONS",
    "AccordingTo",
    "Answer",
    "BearingLine",
    "Citation",
    "ClaimQuery",
    "CoActor",
    "CommitmentLine",
    "CommitmentThread",
    "Conflict",
    "ConflictLine",
    "Counts",
    "Deed",
    "Diff",
    "DisputeLine",
    "DisputeThread",
    "Dossier",
    "EntityFound",
    "EntityLine",
    "EntityQuery",
    "Erasure",
    "EventLine",
    "EventPlace",
    "EventQuery",
    "EventSideBySide",
    "EventTelling",
    "Hit",
    "Identity",
    "JoinedLine",
    "Judged",
    "Judging",
    "LinkTold",
    "LinkedName",
    "Links",
    "LoggedLine",
    "Looking",
    "MayBe",
    "NameLink",
    "NeighbourLink",
    "NeighbourNode",
    "Neighbourhood",
    "OfficeLine",
    "OfficeQuery",
    "Outcome",
    "Party",
    "Passage",
    "PersonLine",
    "PlaceLine",
    "PlaceQuery",
    "Progress",
    "Query",
    "Question",
    "ReadsStories",
    "Record",
    "RowLine",
    "RowUnderReview",
    "RowsOf",
    "Section",
    "SideLine",
    "Source",
    "Speaker",
    "Standing",
    "StatementLine",
    "StatementQuery",
    "Status",
    "StoredCapture",
    "StoredStory",
    "StoryLine",
    "SuggestedLink",
    "Summary",
    "TakenIn",
    "TakesPart",
    "TenureLine",
    "TimelineDay",
    "TimelineLine",
    "TimelineQuery",
    "ValueTold",
    "Version",
    "Waiting",
]

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another writer before ``RecordBusyError``."""


class Record(Opened):
    """A record file that is open. Use it as a context manager, from the thread that opened it."""

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        read_only: bool = False,
        busy_timeout: float = BUSY_TIMEOUT,
    ) -> Self:
        """Opens the record at ``path``; makes it if there is none and ``create`` allows it.

        read_only: nothing is written, not even a newer schema. Raises ``NotARecordError`` for a file of another kind
        (which is left alone), ``NewerRecordError``, ``RecordBusyError``, ``RecordFullError``, or ``RecordError``.
        """
        file = Path(path)
        connection = connect(file, create=create, read_only=read_only, busy_timeout=busy_timeout)
        if not read_only:
            with explained(file):
                erasing.finish(connection, file)
        return cls(connection, file)

    def add(
        self,
        sources: Iterable[str],
        *,
        reader: ReadsStories,
        fetcher: Fetcher | None = None,
        progress: Progress | None = None,
    ) -> Summary:
        """Adds files, folders, archives, feeds, ``-`` and URLs; what the record holds already is skipped unread.

        A source that cannot be read is listed in the summary's ``refused``, and the rest go on. Captures that other
        versions of the stages read are not read again (that is ``reread``); the summary counts them as ``outdated``.
        """
        with explained(self.path):
            return adding.add(self._connection, sources, reader=reader, fetcher=fetcher, progress=progress)

    def add_found(
        self, found: Iterable[Capture | Refusal], *, reader: ReadsStories, progress: Progress | None = None
    ) -> Summary:
        """As ``add``, of captures that the caller took; what refused to be taken is listed in the summary."""
        with explained(self.path):
            return adding.add_found(self._connection, found, reader=reader, progress=progress)

    def add_capture(self, capture: Capture, readings: Sequence[Reading], made_by: dict[str, Any]) -> Outcome:
        """Adds one capture with the readings of its stories, in page order; made_by: the versions that read them."""
        with explained(self.path):
            return writing.store(self._connection, capture, readings, made_by)

    def reread(self, reader: ReadsStories, *, progress: Progress | None = None) -> Summary:
        """Reads again, from the stored bytes, every capture that other versions than the present ones read."""
        with explained(self.path):
            return adding.reread(self._connection, reader=reader, progress=progress)

    def relink(self) -> int:
        """Links all stories anew, in the order in which they were added: what ``reread`` ends with. All ids stay.

        What lies across stories is then what adding them now gives, whatever was judged meanwhile. Gives their number.
        """
        with explained(self.path), transaction(self._connection):
            return relink_all(self._connection)

    def judge(self, judgement: Judgement) -> None:
        """Appends a judgement as it stands; the same twice is kept once. ``judging`` makes judgements."""
        with explained(self.path), transaction(self._connection):
            take_in(self._connection, judgement)

    @property
    def judging(self) -> Judging:
        """To confirm, reject, correct, merge, split rows, to undo that, and to share the log of it."""
        return Judging(self._connection, self.path)

    def erase(
        self, *, story: str | None = None, person: str | None = None, reason: str, dry_run: bool = False
    ) -> Erasure:
        """Erases a story, or every story and capture that names a person, for good (see ``erasing``)."""
        with explained(self.path):
            return erasing.erase(
                self._connection, self.path, story=story, person=person, reason=reason, dry_run=dry_run
            )
