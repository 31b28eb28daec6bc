"""Where and when an event was: from its own words, then the clause above, its sentence, its paragraph.

Never the dateline, never the nearest date, never the day the story came out. What dates a telling ('said on Wednesday
that …') does not date what is told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from typing import Any

from onrecord.model import TimeValue
from onrecord.model.assertion import Decided
from onrecord.reading.events.anchors import Anchor, Scene
from onrecord.reading.events.candidate import Arguments, Trigger
from onrecord.reading.events.dating import (
    above,
    closed,
    dates_a_deed,
    finest,
    hangs_loose,
    is_comparison,
    is_past,
    own_times,
    tells_of_it,
    times_at,
    when_clauses,
)
from onrecord.reading.events.placing import (
    is_physical,
    is_violent,
    locates,
    only,
    own_place,
    place_at,
    place_before,
    reaches,
)
from onrecord.reading.events.sharing import antecedent, clauses_above, happened, is_aside, is_elsewhere
from onrecord.reading.events.spans_of_time import bounds
from onrecord.reading.stage import Parse, Part, Partial

__all__ = ["Settings"]

Found = tuple[str, Decided] | tuple[None, None]


class Settings:
    """Decides place and time of the events of one story. Built once a story, in linear time."""

    def __init__(self, partial: Partial) -> None:
        as_of = partial.reading.story.as_of
        today = bounds(as_of.value) if as_of else None
        self._today: date | None = today[1] if today else None
        places = _places(partial)
        text = partial.reading.story.text
        times = sorted(
            (one for one in partial.reading.times if one.value and not one.vague and not is_comparison(text, one)),
            key=lambda one: one.start,
        )
        self._places = {id(one.doc): Scene(one, _anchored(one, places, _place_anchor)) for one in partial.parses}
        self._times = {id(one.doc): Scene(one, _anchored(one, times, _time_anchor)) for one in partial.parses}
        self._parts: dict[Part, list[Parse]] = {}
        for parse in partial.parses:
            self._parts.setdefault(parse.part, []).append(parse)
        self._paragraph_places: dict[Part, tuple[Anchor, bool] | None] = {}
        self._paragraph_times: dict[Part, tuple[Anchor, bool] | None] = {}

    def place(self, trigger: Trigger, arguments: Arguments) -> Found:
        """The id of the entity where it was, and how that was decided: arguments, clause, sentence, paragraph."""
        scene = self._places.get(id(trigger.parse.doc))
        if scene is None:
            return None, None
        if own := own_place(scene, trigger, arguments):
            return own.value, "arguments"
        if shared := _place_of_clause(scene, trigger):
            return shared.value, "clause"
        if not is_physical(trigger) or is_elsewhere(trigger.carrier):
            return None, None  # where somebody is praised or blamed, what happened nearby does not tell
        holds = [hold for hold in scene.in_sentence(trigger.token) if locates(hold)]
        if alone := only(holds):
            near = any(hold.anchor is alone and reaches(trigger, hold) for hold in holds)
            return (alone.value, "sentence") if near else (None, None)
        return self._place_around(scene, trigger)

    def _place_around(self, scene: Scene, trigger: Trigger) -> Found:
        """The one place that the paragraph has told of before an attack, an arrest or a protest whose sentence names
        none; or that it names later for what it has told ('this happened in Lagos')."""
        if not (is_violent(trigger) and is_past(trigger.carrier)) or is_aside(trigger.carrier):
            return None, None
        if any(not hold.anchor.body for hold in scene.in_sentence(trigger.token)):
            return None, None
        part = trigger.parse.part
        if part not in self._paragraph_places:
            holds = [hold for parse in self._parts[part] for hold in self._places[id(parse.doc)].everywhere()]
            holds = [hold for hold in holds if locates(hold)]
            found = only(holds)
            anywhere = any(hold.anchor is found and tells_of_it(hold) for hold in holds)
            self._paragraph_places[part] = (found, anywhere) if found else None
        if (around := self._paragraph_places[part]) is None:
            return None, None
        place, anywhere = around
        return (place.value, "paragraph") if anywhere or place.start < trigger.start else (None, None)

    def time(self, trigger: Trigger) -> Found:
        """When it was, as EDTF, and how that was decided: arguments, clause, sentence, paragraph."""
        scene = self._times.get(id(trigger.parse.doc))
        if scene is None:
            return None, None
        own = {word.i: word for word in (trigger.token, trigger.carrier)}.values()
        if named := finest([one for word in own for one in own_times(scene, word, self._today)]):
            return named.value, "arguments"
        if shared := self._time_of_clause(scene, trigger):
            return shared.value, "clause"
        holds = scene.in_sentence(trigger.token)
        if holds:
            loose = {hold.anchor.value for hold in holds if hangs_loose(hold)}
            alone = loose.pop() if len(loose) == 1 and len({hold.anchor.value for hold in holds}) == 1 else None
            return (alone, "sentence") if alone else (None, None)
        return self._time_around(trigger)

    def _time_of_clause(self, scene: Scene, trigger: Trigger) -> Anchor | None:
        for verb in happened(trigger.token):
            if found := finest(above(times_at(scene, verb), self._today, ahead=False, state=False)):
                return found
        for clause in clauses_above(trigger, places=False):
            times = times_at(scene, clause.word)
            if shared := finest(above(times, self._today, ahead=clause.ahead, state=clause.state)):
                return shared
        if (noun := antecedent(trigger.carrier, when=True)) is not None:
            if named := [one for one in scene.anchors if one.token.i in (noun.i, noun.head.i)]:
                return closed(named[0])
            if found := finest(above(times_at(scene, noun), self._today, ahead=False, state=False)):
                return found
        just_then = when_clauses(scene, trigger.carrier)
        return just_then[0] if len({one.value for one in just_then}) == 1 else None

    def _time_around(self, trigger: Trigger) -> Found:
        """The one day that the paragraph has told of before a deed of the past, or that it names for it later."""
        if not (is_physical(trigger) and is_past(trigger.carrier)) or is_aside(trigger.carrier):
            return None, None
        part = trigger.parse.part
        if part not in self._paragraph_times:
            holds = [hold for parse in self._parts[part] for hold in self._times[id(parse.doc)].everywhere()]
            days = {hold.anchor.value: hold for hold in reversed(holds) if dates_a_deed(hold)}
            single = len(days) == 1 and len({hold.anchor.value for hold in holds}) == 1
            found = next(iter(days.values())) if single else None
            self._paragraph_times[part] = (found.anchor, tells_of_it(found)) if found else None
        if (around := self._paragraph_times[part]) is None:
            return None, None
        day, anywhere = around
        return (day.value, "paragraph") if anywhere or day.start < trigger.start else (None, None)


def _place_of_clause(scene: Scene, trigger: Trigger) -> Anchor | None:
    for verb in happened(trigger.token):
        if found := place_at(scene, verb):
            return found
    for clause in clauses_above(trigger, places=True):
        if shared := place_at(scene, clause.word):
            return shared
    if (noun := antecedent(trigger.carrier, when=False)) is not None and (before := place_before(scene, noun)):
        return before
    return scene.witness(trigger.token)


# ---- anchors ---------------------------------------------------------------------------------------------------------


def _places(partial: Partial) -> list[tuple[int, int, Any, bool]]:
    """The mentions of places and bodies in text order, each with whether a longer one of a body holds it.

    A people is no place; a pronoun never says where, nor does what describes a body.
    """
    mentions = sorted(
        (
            (one.start, one.end, entity, one.form)
            for entity in partial.reading.entities if entity.kind in ("place", "organisation")
            for one in entity.mentions if one.form in ("name", "nominal")
        ),
        key=lambda one: (one[0], -one[1]),
    )  # fmt: skip
    placed, body_end = [], 0
    for start, end, entity, form in mentions:
        if entity.kind == "place" or form == "name":
            placed.append((start, end, entity, end <= body_end))
        if entity.kind == "organisation":
            body_end = max(body_end, end)
    return placed


def _anchored(parse: Parse, found: list[Any], make: Callable[[Parse, Any, Any], Anchor]) -> list[Anchor]:
    """The anchors of those that stand in the parse."""
    start, end = parse.start, parse.start + len(parse.doc.text)
    at = bisect_left(found, start, key=_start_of)
    anchors = []
    while at < len(found) and _start_of(found[at]) < end:
        one = found[at]
        first, last = (one.start, one.end) if isinstance(one, TimeValue) else one[:2]
        span = parse.doc.char_span(first - start, min(last, end) - start, alignment_mode="expand")
        if span is not None and len(span):
            anchors.append(make(parse, one, span.root))
        at += 1
    return anchors


def _start_of(one: Any) -> int:
    return int(one.start if isinstance(one, TimeValue) else one[0])


def _place_anchor(parse: Parse, one: Any, token: Any) -> Anchor:
    start, _, entity, inside = one
    if entity.kind == "organisation":
        return Anchor.of_body(start, token, entity.id)
    return Anchor.of_place(start, token, entity.id, entity.place, inside)


def _time_anchor(parse: Parse, one: TimeValue, token: Any) -> Anchor:
    value = one.value or ""
    if ".." in value:
        fine = 0
    elif "/" in value:
        fine = 2
    else:
        fine = 1 + value.count("-")
    return Anchor(one.start, token, value, fine)
