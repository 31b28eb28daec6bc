"""All that a record can be asked once it is open; what changes it is added by ``Record``.

A method here says what is asked and answered; how it is found is the affair of the file that it calls.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.model import Capture, Judgement
from onrecord.model.entity import EntityKind
from onrecord.record import adding, people, searching, status, stories, versions
from onrecord.record import commitments as commitment_rows
from onrecord.record import disputes as dispute_rows
from onrecord.record import events as event_rows
from onrecord.record import offices as office_rows
from onrecord.record import places as place_rows
from onrecord.record import statements as statement_rows
from onrecord.record import timeline as dated
from onrecord.record.answer import Answer, find
from onrecord.record.claims import ClaimQuery, CommitmentLine, DisputeLine
from onrecord.record.commitments import CommitmentThread
from onrecord.record.connection import explained
from onrecord.record.describing import Descriptions
from onrecord.record.disputes import DisputeThread
from onrecord.record.dossier import Dossier, Identity, LinkTold, dossier, identity, links_told
from onrecord.record.event_query import EventQuery
from onrecord.record.events import EventLine
from onrecord.record.finding import EntityFound, entities_found, entity_named
from onrecord.record.judging import log
from onrecord.record.looking import Looking
from onrecord.record.neighbours import Neighbourhood, neighbourhood, shared_events
from onrecord.record.offices import OfficeLine, OfficeQuery
from onrecord.record.people import PersonLine
from onrecord.record.places import PlaceLine, PlaceQuery
from onrecord.record.provenance import RowsOf, Standing, rows_of, standings
from onrecord.record.query import Query
from onrecord.record.question import Question
from onrecord.record.searching import Hit
from onrecord.record.side_by_side import EventSideBySide, side_by_side
from onrecord.record.statements import StatementLine, StatementQuery
from onrecord.record.status import Status
from onrecord.record.stories import StoredStory, StoryLine
from onrecord.record.tenures import TenureLine, tenure_lines
from onrecord.record.timeline import TimelineDay, TimelineQuery
from onrecord.record.told_of import Section, rows_told
from onrecord.record.versions import Diff, Version

__all__ = ["Opened"]


class Opened:
    """A record file that is open, as whoever only reads it needs it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What all stories tell

    def find(self, question: Question) -> Answer[Any]:
        """The rows that ``question`` asks for, of whatever kind, each with its evidence; all other questions below
        are of one kind each, and answered alike."""
        with explained(self.path):
            return find(self._connection, question)

    @property
    def looking(self) -> Looking:
        """To see one row closely with what stands around it, and short lists of long records."""
        return Looking(self._connection, self.path)

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

    def event(self, id_or_prefix: str, *, as_known: str | None = None) -> EventSideBySide:
        """One event by its id, the record's own or that of a story's row, as all stories tell it, side by side.

        as_known: only stories that had been captured by this date. Raises ``NotFoundError`` for none or several.
        """
        with explained(self.path):
            return side_by_side(self._connection, id_or_prefix, Query(as_known=as_known))

    # One story, one capture, and the record itself

    def story(self, id_or_prefix: str) -> StoredStory:
        """One story by its id or the beginning of it; raises ``NotFoundError`` for none or several."""
        with explained(self.path):
            return stories.stored_story(self._connection, id_or_prefix)

    def rows_of(self, story: str) -> RowsOf:
        """The ids of a story's rows, in the order of its reading; raises ``NotFoundError``."""
        with explained(self.path):
            return rows_of(self._connection, stories.key_of(self._connection, story))

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

    def standings(self, stories: Iterable[str]) -> dict[str, Standing]:
        """Of each of these stories (ids), which version it is, when it was captured, and what read it."""
        with explained(self.path):
            return standings(self._connection, stories)

    def diff(self, story: str, against: str | None = None) -> Diff:
        """What ``story`` changed against its predecessor, or against another story.

        Raises ``NotFoundError`` if it has no predecessor.
        """
        with explained(self.path):
            key = stories.key_of(self._connection, story)
            other = stories.key_of(self._connection, against) if against else None
            return versions.diff(self._connection, key, other)

    def judgements(self, row: str | None = None) -> list[Judgement]:
        """People's judgements in the order in which they were made: all, or those of one row."""
        with explained(self.path):
            return log.judgements(self._connection, row=row)

    def status(self) -> Status:
        """The record in numbers."""
        with explained(self.path):
            return status.status(self._connection, self.path)

    def content_digest(self) -> str:
        """One digest of the whole content: equal records hold the same, however and whenever they were added."""
        with explained(self.path):
            return status.content_digest(self._connection)
