"""The lasting ids of a reading's rows: hashes of story, kind, span and type, so that judgements survive retraining."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Dispute, Entity, Event, Reading, Span, Statement, row_id

__all__ = ["RowIds", "extent", "row_ids"]


@dataclass(frozen=True, slots=True)
class RowIds:
    """The ids of a reading's rows, each field in the order of the reading's own.

    mentions: for each entity, those of its mentions. participants: for each event, those of its actors and of its
    recipients.
    """

    quotations: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    mentions: tuple[tuple[str, ...], ...] = ()
    offices: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    participants: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    disputes: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()


class _Issued:
    """Ids of one story; rows alike in span and type are told apart by their order."""

    def __init__(self, story: str) -> None:
        self.story = story
        self.taken: Counter[tuple[str, int, int, str]] = Counter()

    def of(self, kind: str, start: int, end: int, subtype: str = "") -> str:
        self.taken[kind, start, end, subtype] += 1
        count = self.taken[kind, start, end, subtype]
        return row_id(self.story, kind, start, end, subtype if count == 1 else f"{subtype}#{count}")


def row_ids(reading: Reading) -> RowIds:
    """The ids of all rows of a reading."""
    issued = _Issued(reading.story.id)
    entities = tuple(_entity(issued, one) for one in reading.entities)
    statements = tuple(_statement(issued, one) for one in reading.statements)
    events = tuple(issued.of("event", one.trigger.start, one.trigger.end, one.type or "") for one in reading.events)
    said = dict(zip((one.id for one in reading.statements), statements, strict=True))
    return RowIds(
        quotations=tuple(issued.of("quotation", one.start, one.end) for one in reading.quotations),
        entities=entities,
        mentions=tuple(
            tuple(issued.of("mention", one.start, one.end, one.form) for one in entity.mentions)
            for entity in reading.entities
        ),
        offices=tuple(issued.of("office", *extent(one.evidence), one.title) for one in reading.offices),
        times=tuple(issued.of("time", one.start, one.end) for one in reading.times),
        statements=statements,
        events=events,
        participants=tuple(_participants(issued, *one) for one in zip(events, reading.events, strict=True)),
        disputes=tuple(_dispute(issued, one, said) for one in reading.disputes),
        commitments=tuple(issued.of("commitment", one.content.start, one.content.end) for one in reading.commitments),
    )


def extent(spans: Sequence[Span], also: Span | None = None) -> tuple[int, int]:
    """From the first to the last position of the spans; ``(0, 0)`` for none."""
    every: Iterable[Span] = [*spans, *([also] if also else [])]
    return (min(span.start for span in every), max(span.end for span in every)) if every else (0, 0)


def _entity(issued: _Issued, entity: Entity) -> str:
    first = entity.mentions[0] if entity.mentions else None
    return issued.of("entity", *((first.start, first.end) if first else (0, 0)), entity.kind)


def _statement(issued: _Issued, statement: Statement) -> str:
    return issued.of("statement", *extent(statement.content, statement.cue), statement.act)


def _participants(issued: _Issued, own: str, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def of(role: str, spans: Iterable[Span]) -> tuple[str, ...]:
        return tuple(issued.of("participant", span.start, span.end, f"{own}\x1f{role}") for span in spans)

    return of("actor", (one.span for one in event.actors)), of("recipient", (one.span for one in event.recipients))


def _dispute(issued: _Issued, dispute: Dispute, said: dict[str, str]) -> str:
    stated = [said.get(local, local) for side in dispute.sides for local in side.statements]
    return issued.of("dispute", 0, 0, "\x1f".join([dispute.about, *stated]))
