"""One reading's rows by their lasting ids, laid out so that they can be changed and put together again."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.model import Entity, Event, Mention, Participant, Reading, Span, Statement
from onrecord.record.row_ids import RowIds

__all__ = ["KINDS", "Sheet", "span_of", "type_of"]

KINDS = (
    "story", "entity", "mention", "quotation", "office", "time", "statement", "event", "participant", "dispute",
    "commitment",
)  # fmt: skip
"""The kinds of rows that can be judged."""

_PLAIN = {
    "quotation": "quotations", "office": "offices", "time": "times", "statement": "statements",
    "dispute": "disputes", "commitment": "commitments",
}  # fmt: skip


class Sheet:
    """The rows of one reading: ``rows[kind][id]``. References among the values stay the reading's own ('e1', 's1').

    local: the reading's own id of an entity's or statement's row. holder: the row of the entity a mention belongs to.
    part: the row of the event a participant takes part in, and its role. Order is that of the reading.
    """

    def __init__(self, reading: Reading, ids: RowIds) -> None:
        self.before = reading
        self.rows: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.rows["story"][reading.story.id] = reading.story
        for kind, field in _PLAIN.items():
            self.rows[kind] = dict(zip(getattr(ids, field), getattr(reading, field), strict=True))
        self.local: dict[str, str] = {}
        self.holder: dict[str, str] = {}
        self.part: dict[str, tuple[str, str]] = {}
        for own, entity, mentioned in zip(ids.entities, reading.entities, ids.mentions, strict=True):
            self.rows["entity"][own] = entity
            self.local[own] = entity.id
            for mention, value in zip(mentioned, entity.mentions, strict=True):
                self.rows["mention"][mention] = value
                self.holder[mention] = own
        for own, statement in self.rows["statement"].items():
            self.local[own] = statement.id
        for own, event, (actors, recipients) in zip(ids.events, reading.events, ids.participants, strict=True):
            self.rows["event"][own] = event
            for role, taking_part, values in (
                ("actor", actors, event.actors), ("recipient", recipients, event.recipients),
            ):  # fmt: skip
                for one, party in zip(taking_part, values, strict=True):
                    self.rows["participant"][one] = party
                    self.part[one] = (own, role)

    def row_of(self, kind: str, local: str | None) -> str | None:
        """The id of the row that the reading calls ``local``."""
        if local is None:
            return None
        return next((row for row in self.rows[kind] if self.local.get(row) == local), None)

    def reading(self) -> tuple[Reading, RowIds]:
        """The rows put together again, and their ids."""
        mentions: dict[str, list[str]] = {own: [] for own in self.rows["entity"]}
        for mention, own in self.holder.items():
            if mention in self.rows["mention"] and own in mentions:
                mentions[own].append(mention)
        for these in mentions.values():
            these.sort(key=lambda one: (self.rows["mention"][one].start, self.rows["mention"][one].end))
        taking_part: dict[str, dict[str, list[str]]] = {
            own: {"actor": [], "recipient": []} for own in self.rows["event"]
        }
        for one, (event, role) in self.part.items():
            if one in self.rows["participant"] and event in taking_part:
                taking_part[event][role].append(one)
        plain = {field: tuple(self.rows[kind].values()) for kind, field in _PLAIN.items()}
        story = next(iter(self.rows["story"].values()))
        reading = msgspec.structs.replace(
            self.before,
            story=story,
            entities=tuple(self._entity(own, mentions[own]) for own in self.rows["entity"]),
            events=tuple(self._event(own, taking_part[own]) for own in self.rows["event"]),
            **plain,
        )
        ids = RowIds(
            entities=tuple(self.rows["entity"]),
            mentions=tuple(map(tuple, mentions.values())),
            events=tuple(self.rows["event"]),
            participants=tuple((tuple(one["actor"]), tuple(one["recipient"])) for one in taking_part.values()),
            **{field: tuple(self.rows[kind]) for kind, field in _PLAIN.items()},
        )
        return reading, ids

    def _entity(self, own: str, mentions: list[str]) -> Entity:
        kept: tuple[Mention, ...] = tuple(self.rows["mention"][one] for one in mentions)
        entity: Entity = self.rows["entity"][own]
        return msgspec.structs.replace(entity, mentions=kept)

    def _event(self, own: str, taking_part: dict[str, list[str]]) -> Event:
        event: Event = self.rows["event"][own]
        parties = {role: tuple(self.rows["participant"][one] for one in these) for role, these in taking_part.items()}
        return msgspec.structs.replace(event, actors=parties["actor"], recipients=parties["recipient"])


def span_of(kind: str, value: Any) -> Span | None:
    """The span by which a row is found again: of several the first; None for a row that stands on none."""
    if kind == "story":
        headline: Span | None = value.headline
        return headline
    if kind == "entity":
        mentions = value.mentions
        return Span(mentions[0].start, mentions[0].end, mentions[0].text) if mentions else None
    if isinstance(value, Statement):
        return value.content[0] if value.content else value.cue
    if isinstance(value, Event):
        return value.trigger
    if isinstance(value, Participant):
        return value.span
    if kind == "office":
        return value.evidence[0] if value.evidence else None
    if kind == "commitment":
        span: Span = value.content
        return span
    if kind in ("mention", "quotation", "time"):
        return Span(value.start, value.end, value.text)
    return None


def type_of(sheet: Sheet, kind: str, row: str) -> str | None:
    """What besides its span tells a row apart: an event's type, a statement's act, an office's title, ..."""
    value = sheet.rows[kind][row]
    if kind == "participant":
        event, role = sheet.part[row]
        return f"{role} of {sheet.rows['event'][event].trigger.text}"
    field = {
        "entity": "kind", "mention": "form", "office": "title", "statement": "act", "event": "type",
        "dispute": "about",
    }.get(kind)  # fmt: skip
    return getattr(value, field) if field else None
