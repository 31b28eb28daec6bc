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
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.model import Capture, Judgement, Reading, Refusal
from onrecord.model.entity import EntityKind
from onrecord.record import adding, erasing, people, searching, status, stories, versions, writing
from onrecord.record import commitments as commitment_rows
from onrecord.record import disputes as dispute_rows
from onrecord.record import events as event_rows
from onrecord.record import offices as office_rows
from onrecord.record import places as place_rows
from onrecord.record import statements as statement_rows
from onrecord.record import timeline as dated
from onrecord.record.adding import Progress, ReadsStories, Summary
from onrecord.record.answer import Answer, find
from onrecord.record.citing import Citation
from onrecord.record.claims import ClaimQuery, CommitmentLine, DisputeLine, SideLine
from onrecord.record.commitments import BearingLine, CommitmentThread
from onrecord.record.connection import connect, explained, transaction
from onrecord.record.counting import Counts, Source
from onrecord.record.describing import Descriptions
from onrecord.record.disputes import DisputeThread, JoinedLine
from onrecord.record.dossier import Dossier, Identity, LinkedName, LinkTold, MayBe, dossier, identity, links_told
from onrecord.record.erasing import Erasure
from onrecord.record.event_query import EventQuery
from onrecord.record.events import AccordingTo, EventLine, EventPlace, TakesPart
from onrecord.record.finding import EntityFound, entities_found, entity_named
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
from onrecord.record.judging import log
from onrecord.record.judging.marks import Judged
from onrecord.record.linked_names import NameLink, SuggestedLink
from onrecord.record.looking import Looking
from onrecord.record.named import EntityLine, EntityQuery
from onrecord.record.neighbours import CoActor, Neighbourhood, neighbourhood, shared_events
from onrecord.record.neighbours import Link as NeighbourLink
from onrecord.record.neighbours import Node as NeighbourNode
from onrecord.record.offices import OfficeLine, OfficeQuery
from onrecord.record.people import Deed, PersonLine
from onrecord.record.places import PlaceLine, PlaceQuery
from onrecord.record.provenance import RowsOf, Standing, rows_of, standings
from onrecord.record.query import Query
from onrecord.record.question import Question
from onrecord.record.relinking import relink_all
from onrecord.record.searching import Hit, Passage
from onrecord.record.side_by_side import EventSideBySide, EventTelling, ValueTold, side_by_side
from onrecord.record.statements import Party, Speaker, StatementLine, StatementQuery
from onrecord.record.status import Status
from onrecord.record.stories import StoredCapture, StoredStory, StoryLine
from onrecord.record.tenures import ConflictLine, TenureLine, tenure_lines
from onrecord.record.timeline import TimelineDay, TimelineLine, TimelineQuery
from onrecord.record.told_of import SECTIONS, Section, rows_told
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


class Record:
    """A record file that is open. Use it as a context manager, from the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

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

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

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

    def standings(self, stories: Iterable[str]) -> dict[str, Standing]:
        """Of each of these stories (ids), which version it is, when it was captured, and what read it."""
        with explained(self.path):
            return standings(self._connection, stories)

    def rows_of(self, story: str) -> RowsOf:
        """The ids of a story's rows, in the order of its reading; raises ``NotFoundError``."""
        with explained(self.path):
            return rows_of(self._connection, stories.key_of(self._connection, story))

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

    def judgements(self, row: str | None = None) -> list[Judgement]:
        """People's judgements in the order in which they were made: all, or those of one row."""
        with explained(self.path):
            return log.judgements(self._connection, row=row)

    @property
    def judging(self) -> Judging:
        """To confirm, reject, correct, merge, split rows, to undo that, and to share the log of it."""
        return Judging(self._connection, self.path)

    @property
    def looking(self) -> Looking:
        """To see one row closely with what stands around it, and short lists of long records."""
        return Looking(self._connection, self.path)

    def erase(
        self, *, story: str | None = None, person: str | None = None, reason: str, dry_run: bool = False
    ) -> Erasure:
        """Erases a story, or every story and capture that names a person, for good (see ``erasing``)."""
        with explained(self.path):
            return erasing.erase(
                self._connection, self.path, story=story, person=person, reason=reason, dry_run=dry_run
            )

    # Reading

    def find(self, question: Question) -> Answer[Any]:
        """The rows that ``question`` asks for, of whatever kind, each with its evidence; all other questions below
        are of one kind each, and answered alike."""
        with explained(self.path):
            return find(self._connection, question)

    def stories(
        self,
        query: Query | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        entity: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> list[StoryLine]:
        """The stories that ``query``, or the filters, ask for: newest first, those of unknown date last."""
        asked = query or Query(since=since, until=until, outlet=outlet, entity=entity, limit=limit, offset=offset)
        with explained(self.path):
            return stories.select(self._connection, asked)

    def search(
        self,
        query: Query | str,
        *,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        entity: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> list[Hit]:
        """The stories that hold the words of ``query``, best first, each with the sentences they stand in.

        ``query`` is a ``Query``, or a search expression with the filters beside it. Raises ``QueryError``.
        """
        if isinstance(query, str):
            query = Query(
                words=query, since=since, until=until, outlet=outlet, entity=entity, limit=limit, offset=offset
            )
        with explained(self.path):
            return searching.search(self._connection, query)

    def who(self, name: str, query: Query | None = None) -> list[PersonLine]:
        """The people who go by ``name`` in some story, under all their names, those of most stories first.

        If nobody does, those whose full name has these words in a row; ``name`` may also be a person's id. Case and
        diacritics make no difference. Each says how its names were linked, and who else may be the same.
        """
        with explained(self.path):
            return people.who(self._connection, name, query or Query())

    def found(
        self, words: str | None = None, *, kind: EntityKind | None = None, limit: int = 20, offset: int = 0
    ) -> list[EntityFound]:
        """The record's own entities that go by a name like ``words`` (all, for None), those of most stories first."""
        with explained(self.path):
            return entities_found(self._connection, words, kind, limit, offset)

    def named(self, asked: str) -> str | None:
        """The id of the record's own entity that a name, or an id, means: the most told of; None for nobody."""
        with explained(self.path):
            return entity_named(self._connection, asked)

    def dossier(self, entity: str, *, handful: int = 4) -> Dossier:
        """What the record holds of one of its own entities (by id), of whatever kind; raises ``NotFoundError``."""
        with explained(self.path):
            return dossier(self._connection, entity, handful)

    def identity(self, entity: str) -> Identity:
        """Who one of the record's own entities is, and how much is told of it; raises ``NotFoundError``."""
        with explained(self.path):
            return identity(self._connection, entity)

    def told_of(
        self, entity: str, section: Section, *, limit: int = 20, offset: int = 0
    ) -> Sequence[EventLine | StatementLine | CommitmentLine | DisputeLine]:
        """What one of the record's own entities did, said, ...: those of the latest stories first."""
        with explained(self.path):
            own = identity(self._connection, entity).id
            return rows_told(self._connection, own, section, limit, offset)

    def links_told(
        self, entity: str, *, name: str | None = None, limit: int = 20, offset: int = 0
    ) -> list[LinkTold]:
        """The stories' entities that were linked to one of the record's own, each with its sentence, latest first."""
        with explained(self.path):
            return links_told(self._connection, identity(self._connection, entity).id, name, limit, offset)

    def neighbourhood(self, entity: str, *, nodes: int = 40, types: Sequence[str] = ()) -> Neighbourhood:
        """Who acts with one of the record's own entities, and with each other; raises ``NotFoundError``."""
        with explained(self.path):
            return neighbourhood(self._connection, identity(self._connection, entity).id, nodes, types)

    def shared_events(
        self, one: str, other: str, *, type: str | None = None, limit: int = 20, offset: int = 0
    ) -> list[EventLine]:
        """The events in which two of the record's own entities take part, those of the latest stories first."""
        with explained(self.path):
            pair = [identity(self._connection, each).id for each in (one, other)]
            return shared_events(self._connection, pair[0], pair[1], type, limit, offset)

    def person_names(self) -> dict[str, int]:
        """Every full name of a person, with the number of stories that use it."""
        with explained(self.path):
            return people.person_names(self._connection)

    def statements(self, query: StatementQuery | None = None) -> list[StatementLine]:
        """Who said what: the statements of the latest stories first, in a story as they stand."""
        with explained(self.path):
            return statement_rows.statements(self._connection, query or StatementQuery())

    def events(self, query: EventQuery | None = None) -> list[EventLine]:
        """Who did what to whom: the events of the latest stories first, in a story as they stand."""
        with explained(self.path):
            return event_rows.events(self._connection, query or EventQuery())

    def every_event(self, query: EventQuery | None = None) -> Iterator[EventLine]:
        """As ``events``, all that ``query`` asks for (limits apart); streams."""
        with explained(self.path):
            yield from event_rows.event_lines(self._connection, query or EventQuery())

    def disputes(self, query: ClaimQuery | None = None) -> list[DisputeThread]:
        """What is disputed: each question over all stories that dispute it, those told last first. No verdicts."""
        with explained(self.path):
            return dispute_rows.dispute_threads(self._connection, query or ClaimQuery())

    def commitments(self, query: ClaimQuery | None = None) -> list[CommitmentThread]:
        """What was promised, that of the latest stories first, each with what other stories say became of it."""
        with explained(self.path):
            return commitment_rows.commitment_threads(self._connection, query or ClaimQuery())

    def offices(self, query: OfficeQuery | None = None) -> list[OfficeLine]:
        """Who held which office: by country or body, then title, then in time order."""
        with explained(self.path):
            return office_rows.offices(self._connection, query or OfficeQuery())

    def tenures(self, query: OfficeQuery | None = None) -> list[TenureLine]:
        """Offices over time, merged from all stories, with what these contradict each other in."""
        with explained(self.path):
            return tenure_lines(self._connection, query or OfficeQuery())

    def described(self, words: str, story: str) -> TenureLine | None:
        """Whom a description in a story means ('the information minister') by the offices of all stories on its date.

        Only where one office of a country or body that the story names fits, and one person alone is told to have held
        it then; else None. It is looked up anew each time, and never becomes part of a reading. Raises
        ``NotFoundError`` for no such story.
        """
        with explained(self.path):
            return Descriptions(self._connection).meant(words, stories.key_of(self._connection, story))

    def timeline(self, query: TimelineQuery) -> list[TimelineDay]:
        """What stories date of an entity, a place or the words of a search: the days most told of, in time order."""
        with explained(self.path):
            return dated.timeline(self._connection, query)

    def places(self, query: PlaceQuery | None = None) -> list[PlaceLine]:
        """The places that stories speak of, those of most stories first."""
        with explained(self.path):
            return place_rows.places(self._connection, query or PlaceQuery())

    def story(self, id_or_prefix: str) -> StoredStory:
        """One story by its id or the beginning of it; raises ``NotFoundError`` for none or several."""
        with explained(self.path):
            return stories.stored_story(self._connection, id_or_prefix)

    def event(self, id_or_prefix: str, *, as_known: str | None = None) -> EventSideBySide:
        """One event by its id, the record's own or that of a story's row, as all stories tell it, side by side.

        as_known: only stories that had been captured by this date. Raises ``NotFoundError`` for none or several.
        """
        with explained(self.path):
            return side_by_side(self._connection, id_or_prefix, Query(as_known=as_known))

    def capture(self, id_or_prefix: str) -> Capture:
        """One capture with its bytes by its id or the beginning of it; raises ``NotFoundError``."""
        with explained(self.path):
            return adding.find_capture(self._connection, id_or_prefix)

    def readings(self, query: Query | None = None) -> Iterator[StoredStory]:
        """Every story that ``query`` filters (limits apart), in the order in which they were added; streams."""
        with explained(self.path):
            for key in stories.every_key(self._connection, query or Query()):
                yield stories.story_at(self._connection, key)

    def rows(self, view: str, query: Query | None = None) -> Iterator[dict[str, Any]]:
        """The rows of one of the record's views (``statements``, ...), of all stories or those that ``query`` filters.

        Streams. Raises ``QueryError`` for a view that the record does not have.
        """
        with explained(self.path):
            yield from stories.view_rows(self._connection, view, query or Query())

    def columns(self, view: str) -> list[str]:
        """The names of a view's columns; empty if the record has no such view."""
        with explained(self.path):
            return [row["name"] for row in self._connection.execute("SELECT name FROM pragma_table_info(?)", (view,))]

    def versions(self, story: str, *, as_known: str | None = None) -> list[Version]:
        """The versions at the addresses where this story stood, in order; none if it stood at no address.

        as_known: only those that had been captured by this date, numbered as they were then.
        """
        with explained(self.path):
            keys = [stories.key_of(self._connection, story)]
            return versions.versions_of(self._connection, keys, Query(as_known=as_known))

    def diff(self, story: str, against: str | None = None) -> Diff:
        """What ``story`` changed against its predecessor, or against another story.

        Raises ``NotFoundError`` if it has no predecessor.
        """
        with explained(self.path):
            key = stories.key_of(self._connection, story)
            other = stories.key_of(self._connection, against) if against else None
            return versions.diff(self._connection, key, other)

    def status(self) -> Status:
        """The record in numbers."""
        with explained(self.path):
            return status.status(self._connection, self.path)

    def content_digest(self) -> str:
        """One digest of the whole content: equal records hold the same, however and whenever they were added."""
        with explained(self.path):
            return status.content_digest(self._connection)
