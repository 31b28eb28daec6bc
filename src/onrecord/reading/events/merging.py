"""One event told several times in a story is one, with all its mentions; what contradicts stays apart.

Two tellings are one event if nothing keeps them apart (type, who, where, when, whether it happened, how many) and
something speaks for it: a definite noun that refers back ('the attack'), the same word or details that both share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from onrecord.model import Entity, Event, Participant, Span
from onrecord.reading.events.spans_of_time import bounds
from onrecord.reading.lexicon import lexicon

__all__ = ["merged"]

# Of one kind of event a further telling is compared with so many: the first ones (headline, lead) and the latest.
_FIRST, _LATEST = 8, 24
_HAPPENED = frozenset(["actual", "ongoing"])
_AHEAD = frozenset(["planned", "promised"])
# Types whose modes are details of one deed: a bombing is told as a killing too.
_LOOSE_MODES = frozenset(["ASSAULT", "PROTEST", "AID"])
# Who is never called by the other's name. Sectors that tell less (civilians, unidentified men) are in neither camp.
_ARMED = frozenset(["UAF", "REB", "CRM", "PRM"])
_CAMPS = {
    **dict.fromkeys(("GOV", "MIL", "COP", "SPY", "LEG", "JUD"), "state"),
    **dict.fromkeys(("REB", "CRM", "PRM"), "armed"),
    **dict.fromkeys(("LAB", "BUS", "MNC", "OPP", "PTY", "NGO"), "society"),
}
_NEAR = 600  # code points: how far back 'the attack' refers at once
_CLAUSE = 150  # ... and a participle to the verb whose outcome it tells
# 'the attack', 'that brief meeting'; whose ('the governor's visit') tells who, and does not point back.
_BEFORE = re.compile(r"(?:^|[\s(“\"'‘])(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ANEW = re.compile(r"([\w-]+)\s+(?:[\w-]+\s+){0,2}$")
_DIGITS = re.compile(r"\d[\d,]*")
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "ed", "es", "s", "e", "y",
)  # fmt: skip


class _Told:
    """The tellings of one event so far: what any of them knows."""

    __slots__ = ("actors", "event", "last", "places", "recipients", "stems", "tellings", "times", "tolls")

    def __init__(self, event: Event) -> None:
        self.event = event
        self.tellings = [event]
        self.stems = {_stem(event.trigger.text)}
        self.actors = _known(event.actors)
        self.recipients = _known(event.recipients)
        self.places = {event.place} if event.place else set()
        self.times = {event.time} if event.time else set()
        self.tolls = _tolls(event)
        self.last = event.trigger

    def add(self, event: Event) -> None:
        self.tellings.append(event)
        self.stems.add(_stem(event.trigger.text))
        self.actors |= _known(event.actors)
        self.recipients |= _known(event.recipients)
        self.places |= {event.place} if event.place else set()
        self.times |= {event.time} if event.time else set()
        self.tolls |= _tolls(event)
        self.last = event.trigger


def merged(events: Sequence[Event], text: str = "", entities: Sequence[Entity] = ()) -> tuple[Event, ...]:
    """The events of a story, each once, numbered ``v1`` on in order of their first mention.

    events: as found, one a trigger. text: the story's, to see which nouns are definite. entities: the story's, to see
    which place lies in which. At most a fixed number of tellings is compared with each, so time is linear.
    """
    places = {one.id: one for one in entities if one.place is not None}
    told: list[_Told] = []
    by_kind: dict[str, list[_Told]] = {}
    for event in sorted(events, key=lambda one: (one.trigger.start, one.trigger.end, one.type or "")):
        known = by_kind.setdefault(event.type or _stem(event.trigger.text), [])
        same = _same(event, known, text, places)
        if same is not None:
            same.add(event)
            continue
        new = _Told(event)
        known.append(new)
        told.append(new)
    return tuple(_one(group, f"v{number}", places) for number, group in enumerate(told, 1))


def _same(event: Event, known: list[_Told], text: str, places: dict[str, Entity]) -> _Told | None:
    """The event told before that this one tells again, the latest that speaks for it most."""
    if _is_another(event, text):
        return None
    definite = _is_definite(event, text)
    nearest = known[-_LATEST:] if len(known) <= _FIRST + _LATEST else [*known[:_FIRST], *known[-_LATEST:]]
    best: tuple[int, int] | None = None
    found = None
    for index, other in enumerate(nearest):
        if not _compatible(event, other, places):
            continue
        if _stem(event.trigger.text) not in other.stems and _of_others(event, other.event):
            continue
        evidence = _evidence(event, other, definite, places)
        if evidence >= 2 and (best is None or (evidence, index) >= best):
            best, found = (evidence, index), other
    return found


def _evidence(event: Event, other: _Told, definite: bool, places: dict[str, Entity]) -> int:
    """How much speaks for one event; 2 is enough."""
    same_word = _stem(event.trigger.text) in other.stems
    shared = len(_known(event.actors) & other.actors) + 2 * len(_known(event.recipients) & other.recipients)
    where = bool(event.place) and event.place in other.places
    when = bool(event.time) and event.time in other.times
    where = where or (same_word and _within(event, other, places))
    alike = event.mode is not None and event.mode == other.event.mode
    score = 2 * same_word + min(shared, 3) + where + when + alike
    if definite and (same_word or alike or _is_general(event)):
        near = event.trigger.start - other.last.end < _NEAR
        return score + 1 + near
    if not same_word:
        # 'banned' and 'arrested' may be done to one man twice over; one is told as what came of the other.
        return score - (not alike) + 2 * (shared > 0 and _came_of(event, other))
    # The same word again, with nothing shared, may be any other event.
    return score if shared or (where and when) else score - 2 if not (where or when) else score - 1


def _within(event: Event, other: _Told, places: dict[str, Entity]) -> bool:
    """Whether both speak of several ('attacks'), here in a country and there in a place of it."""
    several = event.trigger.text.endswith("s") and other.event.trigger.text.endswith("s")
    return several and any(_one_place(event.place, place, places) for place in other.places) if event.place else False


def _is_general(event: Event) -> bool:
    """Whether the noun may point back to any event of its type ('the attack'), whatever words told it first."""
    word = event.trigger.text.lower().split()[-1]
    return event.type in _general() and bool({word, word.removesuffix("s"), word[:-2]} & _general()[event.type])


def _came_of(event: Event, other: _Told) -> bool:
    """'Shelled the port, killing three': a participle right after tells what came of it."""
    return event.trigger.text.endswith("ing") and 0 <= event.trigger.start - other.last.end < _CLAUSE


def _of_others(event: Event, other: Event) -> bool:
    """Whether those who act, or suffer, are of other sectors or countries, or the two have changed sides."""
    together = _known(event.actors) & _known(other.actors)
    crossed = _known(event.actors) & _known(other.recipients) or _known(event.recipients) & _known(other.actors)
    if crossed and not together:  # of what is mutual, one telling may name one side as the recipient
        return True
    if _heads(event.actors) & _heads(other.recipients):
        return True  # jets bombed rebels, rebels shot at the jets
    sides = ((event.actors, other.actors), (event.recipients, other.recipients))
    return any(_unlike(one, two) for one, two in sides) or _named_apart(*sides[0])


def _heads(some: Sequence[Participant]) -> set[str]:
    """The last words of those who are no entities, without the plural's ending."""
    return {one.span.text.lower().split()[-1].removesuffix("s") for one in some if one.entity is None}


def _unlike(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether two sides cannot be the same people: of two countries, or of the state and against it."""
    if not some or not others or _known(some) & _known(others):
        return False
    first, second = ({one.country for one in side if one.country} for side in (some, others))
    if first and second and not first & second:
        return True
    first, second = ({_CAMPS[one.sector] for one in side if one.sector in _CAMPS} for side in (some, others))
    return bool(first and second and not first & second)


def _named_apart(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Prosecutors are no court; but gunmen may be called attackers."""
    if not some or not others or any(one.entity or one.sector in _ARMED for one in (*some, *others)):
        return False
    first, second = ({one.span.text.lower().split()[-1] for one in side} for side in (some, others))
    return not first & second


def _is_another(event: Event, text: str) -> bool:
    """Whether the words before say that it is not what was told ('a similar attack')."""
    before = _ANEW.search(text, max(0, event.trigger.start - 40), event.trigger.start)
    return before is not None and not _anew().isdisjoint(before[0].lower().split())


def _compatible(event: Event, other: _Told, places: dict[str, Entity]) -> bool:
    first = other.event
    if _group(event.status) != _group(first.status):
        return False
    if event.mode and first.mode and event.mode != first.mode and event.type not in _LOOSE_MODES:
        return False
    # A visit is not one of the talks held on it.
    if "visit" in (event.mode, first.mode) and event.mode != first.mode:
        return False
    if not _agree(_known(event.actors), other.actors) or not _agree(_known(event.recipients), other.recipients):
        return False
    if other.tolls and (tolls := _tolls(event)) and not tolls & other.tolls:
        return False
    if event.place and any(not _one_place(event.place, place, places) for place in other.places):
        return False
    return not (event.time and any(not _one_time(event.time, time) for time in other.times))


def _group(status: str) -> str:
    return "happened" if status in _HAPPENED else "ahead" if status in _AHEAD else status


def _agree(some: set[str], others: set[str]) -> bool:
    """Never two different: where both are known, one holds the other's."""
    return not some or not others or some <= others or others <= some


def _one_place(one: str, other: str, places: dict[str, Entity]) -> bool:
    if one == other:
        return True
    first, second = (places[id_].place if id_ in places else None for id_ in (one, other))
    if first is None or second is None or first.country is None or first.country != second.country:
        return False
    return (first.precision == "country") != (second.precision == "country")


def _one_time(one: str, other: str) -> bool:
    """Whether one lies within the other; times that cannot be compared must be equal."""
    if one == other:
        return True
    first, second = bounds(one), bounds(other)
    if first is None or second is None:
        return False
    return (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])


def _known(participants: Sequence[Participant]) -> set[str]:
    return {one.entity for one in participants if one.entity}


def _tolls(event: Event) -> set[str]:
    """The numbers of those who were hurt ('12 people'), in digits or as words."""
    found: set[str] = set()
    for one in event.recipients:
        found.update(number.replace(",", "") for number in _DIGITS.findall(one.span.text))
        found.update(str(_numbers()[word]) for word in _WORD.findall(one.span.text.lower()) if word in _numbers())
    return found


@cache
def _anew() -> frozenset[str]:
    return frozenset(lexicon("events/retelling")["words"]["anew"])


@cache
def _general() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in lexicon("events/retelling")["general"].items()}


@cache
def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = lexicon("settings")["numbers"]
    return numbers


def _is_definite(event: Event, text: str) -> bool:
    """Whether the trigger is a noun that points back: 'the attack', 'that meeting', 'Monday's talks'."""
    start = event.trigger.start
    words = event.trigger.text
    return words[:1].islower() and _BEFORE.search(text, max(0, start - 60), start) is not None


def _stem(words: str) -> str:
    """What a verb and its noun share: 'attack', 'attacked'; 'explode', 'explosion'."""
    word = words.lower().split()[-1] if words.split() else ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "d" if word.endswith("s") and word[:-1].endswith(("lo", "va")) else word


# ---- putting tellings together ---------------------------------------------------------------------------------------


def _one(group: _Told, name: str, places: dict[str, Entity]) -> Event:
    tellings = group.tellings
    first = tellings[0]
    mentions: dict[tuple[int, int], Span] = {}
    for one in tellings:
        for span in (one.trigger, *one.mentions):
            mentions.setdefault((span.start, span.end), span)
    placed = [one for one in tellings if one.place]
    timed = [one for one in tellings if one.time]
    where = max(placed, key=lambda one: _fineness(places.get(one.place or "")), default=first)
    when = min(timed, key=lambda one: (_width(one.time), one.trigger.start)) if timed else first
    sources = [one.according_to for one in tellings]
    actors = _participants([one.actors for one in tellings])
    recipients = _participants([one.recipients for one in tellings])
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


def _without(actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The actors but for those whom another telling has as recipients, as long as any are left."""
    known = _known(recipients)
    return tuple(one for one in actors if one.entity not in known) or actors


def _fineness(place: Entity | None) -> int:
    """Whether it is more than a country; of several that are, the first told is meant."""
    return int(place is None or place.place is None or place.place.precision != "country")


def _width(time: str | None) -> int:
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
