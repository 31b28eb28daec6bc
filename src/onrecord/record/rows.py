"""A reading as rows of the record's tables."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.model import Commitment, Dispute, Entity, Event, Participant, Reading, Span, Statement, Story, row_id
from onrecord.record.days import days_of
from onrecord.record.quoted import quotation_of
from onrecord.record.row_ids import RowIds, row_ids
from onrecord.record.words import words_of

__all__ = ["CHILD_TABLES", "insert_reading", "pack", "story_columns", "unpack_reading"]

CHILD_TABLES = (
    "part", "author", "sentence", "quotation", "entity", "mention", "entity_name", "office", "time", "statement",
    "event", "participant", "evidence", "dispute", "side", "commitment",
)  # fmt: skip
"""The tables that hold what was read of a story, each with its ``story`` column."""


def pack(data: bytes) -> bytes:
    """Compressed, the same way always: the same bytes give the same."""
    return zlib.compress(data, 6)


def story_columns(reading: Reading, reader: int) -> dict[str, Any]:
    """The ``story`` row of a reading; ``reader`` is the key of what read it."""
    story = reading.story
    document = reading.to_builtins()
    del document["text"]
    as_of = story.as_of
    return {
        "id": story.id,
        "text": story.text,
        "headline": headline_of(story),
        "language": story.language,
        "url": story.url,
        "outlet": story.outlet,
        "published": story.published.value if story.published else None,
        "published_from": story.published.read_from if story.published else None,
        "updated": story.updated.value if story.updated else None,
        "updated_from": story.updated.read_from if story.updated else None,
        "date": as_of.value if as_of else None,
        "confidence": story.confidence,
        "notes": json.dumps(story.notes, ensure_ascii=False),
        "stopped_at": reading.stopped_at,
        "stopped_because": reading.stopped_because,
        "reading": pack(msgspec.json.encode(document)),
        "reader": reader,
    }


def headline_of(story: Story) -> str | None:
    """The headline as the text has it, else the first that only metadata give."""
    if story.headline:
        return story.headline.text
    return story.headlines[0].text if story.headlines else None


def unpack_reading(packed: bytes, text: str) -> Reading:
    """The reading that ``story_columns`` packed."""
    document = msgspec.json.decode(zlib.decompress(packed))
    return Reading.from_builtins(document | {"text": text})


def insert_reading(connection: sqlite3.Connection, key: int, reading: Reading, ids: RowIds | None = None) -> None:
    """Writes what was read of the story with this key; its rows of an earlier reading must be gone.

    ids: of its rows, where they are not those of this very reading (people have corrected it).
    """
    _Rows(connection, key, reading, ids or row_ids(reading)).insert()


class _Rows:
    """One reading on its way into the tables: local ids become lasting row ids."""

    def __init__(self, connection: sqlite3.Connection, key: int, reading: Reading, ids: RowIds) -> None:
        self.connection, self.key, self.reading, self.ids = connection, key, reading, ids
        self._by_id = {entity.id: entity for entity in reading.entities}
        self.entities = {entity.id: own for entity, own in zip(reading.entities, ids.entities, strict=True)}
        self.statements = {one.id: own for one, own in zip(reading.statements, ids.statements, strict=True)}

    def insert(self) -> None:
        """All tables."""
        reading = self.reading
        self._parts(reading.story)
        self._put("sentence", dict.fromkeys((start, end) for start, end in reading.sentences))
        self._put("quotation", (
            (own, q.start, q.end, q.closed, q.continues, q.depth)
            for own, q in zip(self.ids.quotations, reading.quotations, strict=True)
        ), at=1)  # fmt: skip
        self._entities(reading.entities)
        for office_id, office in zip(self.ids.offices, reading.offices, strict=True):
            self._put("office", [(
                office_id, self.entities.get(office.holder, office.holder), office.title, self._entity(office.of),
                office.begins, office.ends, office.status, office.as_of, self._country(office.of),
            )], at=1)  # fmt: skip
            self._evidence(office_id, "evidence", office.evidence)
        self._put("time", (
            (own, t.start, t.end, t.value, t.vague, t.bound, t.duration, t.rule, t.anchor)
            for own, t in zip(self.ids.times, reading.times, strict=True)
        ), at=1)  # fmt: skip
        for position, statement in enumerate(reading.statements):
            self._statement(position, statement)
        for own, event, taking_part in zip(self.ids.events, reading.events, self.ids.participants, strict=True):
            self._event(own, event, taking_part)
        for own, dispute in zip(self.ids.disputes, reading.disputes, strict=True):
            self._dispute(own, dispute)
        for own, commitment in zip(self.ids.commitments, reading.commitments, strict=True):
            self._commitment(own, commitment)

    def _put(self, table: str, rows: Iterable[Sequence[Any]], *, at: int = 0) -> None:
        """Inserts rows, the story's key put in as the column number ``at``."""
        whole = [(*row[:at], self.key, *row[at:]) for row in rows]
        if whole:
            marks = ", ".join("?" * len(whole[0]))
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", whole)

    def _entity(self, local: str | None) -> str | None:
        return self.entities.get(local) if local else None

    def _country(self, local: str | None) -> str | None:
        """The country whose office it is: of a country, or a body that is one's or acts for one; not of its towns."""
        by_id = self._by_id
        entity = by_id.get(local) if local else None
        for one in (entity, by_id.get(entity.acts_for) if entity and entity.acts_for else None):
            if one and one.place and one.place.country and (one.kind != "place" or one.place.precision == "country"):
                return one.place.country
        return None

    def _parts(self, story: Story) -> None:
        credits_ = [caption.credit for caption in story.captions if caption.credit]
        captions = [caption.span for caption in story.captions if caption.span]
        for kind, spans in (
            ("headline", [story.headline] if story.headline else []),
            ("standfirst", [story.standfirst] if story.standfirst else []),
            ("key_point", story.key_points),
            ("caption", captions),
            ("credit", credits_),
            ("byline", story.bylines),
            ("dateline", [dateline.span for dateline in story.datelines]),
            ("paragraph", story.paragraphs),
            ("subhead", story.subheads),
        ):
            alike = Counter[Span]()
            rows = []
            for position, span in enumerate(spans):
                alike[span] += 1
                subtype = kind if alike[span] == 1 else f"{kind}#{alike[span]}"
                own = row_id(story.id, "part", span.start, span.end, subtype)
                rows.append((own, kind, position, span.start, span.end))
            self._put("part", rows, at=1)
        self._put("author", (
            (position, author.name, author.read_from, author.path, *_range(author.span))
            for position, author in enumerate(story.authors)
        ))  # fmt: skip

    def _entities(self, entities: Iterable[Entity]) -> None:
        for entity, mentioned in zip(entities, self.ids.mentions, strict=True):
            own = self.entities[entity.id]
            place = entity.place
            where = (
                (place.lat, place.lon, place.country, place.precision, place.geonames, place.feature, place.unresolved)
                if place
                else (None,) * 7
            )
            self._put(
                "entity",
                [(own, entity.id, entity.kind, entity.name, self._entity(entity.acts_for), *where)],
                at=1,
            )
            self._put("mention", (
                (one, own, m.start, m.end, m.form) for one, m in zip(mentioned, entity.mentions, strict=True)
            ), at=1)  # fmt: skip
            names = [entity.name, *(mention.text for mention in entity.mentions if mention.form == "name")]
            folded = dict.fromkeys(filter(None, map(words_of, names)))
            self._put("entity_name", ((name, own) for name in folded), at=1)

    def _statement(self, position: int, statement: Statement) -> None:
        own, speaker = self.statements[statement.id], statement.speaker
        named = speaker.span if speaker else None
        self._put("statement", [(
            own, position, statement.mode, statement.act, statement.negated, statement.hypothetical,
            *_range(named), words_of(named.text) if named else None,
            self._entity(speaker.entity) if speaker else None,
            self._entity(speaker.acts_for) if speaker else None,
            *_range(statement.cue), *self._told(statement.addressee), *self._party(statement.medium),
            statement.time, self.statements.get(statement.within) if statement.within else None, statement.confidence,
            quotation_of(
                " ".join(part.text for part in statement.content), statement.act, statement.negated,
                statement.hypothetical,
            ),
        )], at=1)  # fmt: skip
        self._evidence(own, "content", statement.content)

    def _told(self, addressee: Participant | None) -> tuple[int | None, int | None, str | None, str | None]:
        start, end, entity = self._party(addressee)
        return start, end, words_of(addressee.span.text) if addressee else None, entity

    def _party(self, party: Participant | None) -> tuple[int | None, int | None, str | None]:
        return (*_range(party.span), self._entity(party.entity)) if party else (None, None, None)

    def _party_named(self, party: Participant) -> tuple[int, int, str | None, str | None]:
        """A participant's positions, its words folded where it is not known whom they mean, and its entity."""
        entity = self._entity(party.entity)
        return party.span.start, party.span.end, None if entity else words_of(party.span.text), entity

    def _event(self, own: str, event: Event, taking_part: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self._put("event", [(
            own, event.type, event.mode, json.dumps(event.contexts), event.trigger.start, event.trigger.end,
            self._entity(event.place), event.place_from, event.time, event.time_from, *days_of(event.time),
            event.status, self.statements.get(event.according_to) if event.according_to else None,
            event.historical, event.confidence,
        )], at=1)  # fmt: skip
        for role, participants, ids in zip(
            ("actor", "recipient"), (event.actors, event.recipients), taking_part, strict=True
        ):
            self._put("participant", (
                (own, role, position, *self._party_named(one), one.country, one.sector, ids[position],
                 None if one.known_by == "story" else one.known_by)
                for position, one in enumerate(participants)
            ))  # fmt: skip
        self._evidence(own, "mention", event.mentions)

    def _dispute(self, own: str, dispute: Dispute) -> None:
        self._put("dispute", [(own, dispute.about, dispute.state)], at=1)
        for position, side in enumerate(dispute.sides):
            members = [("party", self.entities.get(local, local)) for local in side.parties]
            members += [("statement", self.statements.get(local, local)) for local in side.statements]
            self._put("side", ((own, position, side.stance, *member) for member in dict.fromkeys(members)))
        self._evidence(own, "evidence", (span for side in dispute.sides for span in side.evidence))

    def _commitment(self, own: str, commitment: Commitment) -> None:
        self._put("commitment", [(
            own, self._entity(commitment.by), self._entity(commitment.to), commitment.content.start,
            commitment.content.end, commitment.made, commitment.due, commitment.standing,
            self.statements.get(commitment.statement) if commitment.statement else None,
        )], at=1)  # fmt: skip
        self._evidence(own, "evidence", commitment.evidence)

    def _evidence(self, row: str, kind: str, spans: Iterable[Span]) -> None:
        self._put("evidence", ((row, kind, position, s.start, s.end) for position, s in enumerate(spans)))


def _range(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)
