"""What the tellings of one event say together: the fullest, finest and surest of each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.model import Entity, Event, Participant, Span
from onrecord.reading.events.retelling import harm, tolls
from onrecord.reading.events.spans_of_time import bounds

__all__ = ["added_up", "entities_of", "fineness", "width"]


def added_up(tellings: Sequence[Event], name: str, places: dict[str, Entity]) -> Event:
    """The one event that these tellings are of, in order of their triggers, under this name.

    places: the story's, by their id.
    """
    first = tellings[0]
    mentions: dict[tuple[int, int], Span] = {}
    for one in tellings:
        for span in (one.trigger, *one.mentions):
            mentions.setdefault((span.start, span.end), span)
    placed = [one for one in tellings if one.place]
    timed = [one for one in tellings if one.time]
    where = max(placed, key=lambda one: fineness(places.get(one.place or "")), default=first)
    when = min(timed, key=lambda one: (width(one.time), one.trigger.start)) if timed else first
    sources = [one.according_to for one in tellings]
    actors = _participants([one.actors for one in tellings])
    recipients = _with_tolls(_participants([_received(one, tellings) for one in tellings]), tellings)
    confidences = [one.confidence for one in tellings if one.confidence is not None]
    return msgspec.structs.replace(
        first,
        id=name,
        mode=next((one.mode for one in tellings if one.mode), None),
        contexts=tuple(dict.fromkeys(context for one in tellings for context in one.contexts)),
        mentions=tuple(mentions[key] for key in sorted(mentions)),
        actors=_without(actors, recipients),
        recipients=recipients,
        place=where.place,
        place_from=where.place_from,
        time=when.time,
        time_from=when.time_from,
        according_to=None if None in sources else sources[0],
        historical=all(one.historical for one in tellings),
        confidence=max(confidences, default=None),
    )


def _with_tolls(recipients: tuple[Participant, ...], tellings: Sequence[Event]) -> tuple[Participant, ...]:
    """The recipients and how many were killed, and how many hurt, where those are not among them yet."""
    found = list(recipients)
    counted = {harm(one.trigger.text) for one in tellings if set(one.recipients) & set(recipients)}
    for telling in tellings:
        kind = harm(telling.trigger.text)
        if kind and kind not in counted and tolls(telling):
            counted.add(kind)
            found.extend(one for one in telling.recipients if one.entity is None)
    return tuple(found)


def _received(telling: Event, tellings: Sequence[Event]) -> tuple[Participant, ...]:
    """Its recipients; but if another telling has both sides of a meeting, nobody unknown is on the other side."""
    if telling.type != "CONSULT" or telling.mode == "visit":
        return telling.recipients
    if not any(len(entities_of(one.actors)) > 1 and not one.recipients for one in tellings):
        return telling.recipients
    return tuple(one for one in telling.recipients if one.entity)


def entities_of(participants: Sequence[Participant]) -> set[str]:
    """The ids of those who are entities of the story."""
    return {one.entity for one in participants if one.entity}


def _without(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The actors but for those whom another telling has as recipients, as long as any are left."""
    others = entities_of(recipients)
    return tuple(one for one in actors if one.entity not in others) or actors


def fineness(place: Entity | None) -> int:
    """Whether it is more than a country; of several that are, the first told is meant."""
    return int(place is None or place.place is None or place.place.precision != "country")


def width(time: str | None) -> int:
    """How many days it leaves open."""
    found = bounds(time) if time else None
    return (found[1] - found[0]).days if found else 1_000_000


def _participants(all_: list[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """The fullest telling's, with those that only others name; one entity once."""
    fullest = max(all_, key=lambda some: (sum(one.entity is not None for one in some), len(some)))
    if not fullest:
        return ()
    found: list[Participant] = []
    seen: set[str] = set()
    for one in fullest:
        if one.entity is None or one.entity not in seen:
            found.append(one)
            seen |= {one.entity} if one.entity else set()
    for some in all_:
        for one in some:
            if one.entity and one.entity not in seen:
                seen.add(one.entity)
                found.append(one)
    return tuple(found)
