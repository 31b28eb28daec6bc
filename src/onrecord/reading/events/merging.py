"""One event told several times in a story is one, with all its mentions; what contradicts stays apart.

Two tellings are one event if nothing keeps them apart (type, who, where, when, whether it happened, how many) and
something speaks for it: a definite noun that refers back ('the attack'), the same word or details that both share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.model import Entity, Event, Participant
from onrecord.reading.events.adding_up import added_up, entities_of, fineness, width
from onrecord.reading.events.retelling import (
    answers,
    both_meet,
    came_of,
    harm,
    in_headline_and_lead,
    is_another,
    is_definite,
    is_general,
    is_indefinite,
    is_several,
    is_somebodys,
    stem,
    tolls,
)
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
_LONG = 45  # days: a span that sums up ('since May') rather than dates one deed
# What is said, not done: one speaker says many such things, so that more than the speaker must be shared.
_SAID = frozenset(["AGREE", "REQUEST", "REJECT", "ACCUSE", "SUPPORT", "THREATEN", "CONCEDE"])
_AFTER_HEAD = re.compile(r"\s+(?:of|in|from|who|at|with|on|for|whose|that|near)\s")
_ROUGHLY = frozenset(
    ["the", "a", "an", "at", "least", "more", "than", "about", "some", "nearly", "around", "up", "to", "over"]
)


class _Told:
    """The tellings of one event so far: what any of them knows."""

    __slots__ = ("actors", "event", "last", "places", "recipients", "several", "stems", "tellings", "times", "tolls")

    def __init__(self, event: Event, several: bool) -> None:
        self.event = event
        self.several = several
        self.tellings: list[Event] = []
        self.stems: set[str] = set()
        self.actors: set[str] = set()
        self.recipients: set[str] = set()
        self.places: set[str] = set()
        self.times: set[str] = set()
        self.tolls: set[tuple[str, str]] = set()
        self.add(event, several)

    def add(self, event: Event, several: bool) -> None:
        self.several = self.several and several
        self.tellings.append(event)
        self.stems.add(stem(event.trigger.text))
        self.actors |= entities_of(event.actors)
        self.recipients |= entities_of(event.recipients)
        self.places |= {event.place} if event.place else set()
        self.times |= {event.time} if event.time else set()
        self.tolls |= tolls(event)
        self.last = event.trigger


class _Story:
    """What is compared against: the text, its places, and which entities are peoples rather than parties."""

    __slots__ = ("peoples", "places", "text")

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.places = {one.id: one for one in entities if one.place is not None}
        self.peoples = {one.id for one in entities if one.kind == "group"}


def merged(events: Sequence[Event], text: str = "", entities: Sequence[Entity] = ()) -> tuple[Event, ...]:
    """The events of a story, each once, numbered ``v1`` on in order of their first mention.

    events: as found, one a trigger. text: the story's, to see which nouns are definite. entities: the story's, to see
    which place lies in which. At most a fixed number of tellings is compared with each, so time is linear.
    """
    story = _Story(text, entities)
    told: list[_Told] = []
    by_kind: dict[str, list[_Told]] = {}
    for event in sorted(events, key=lambda one: (one.trigger.start, one.trigger.end, one.type or "")):
        known = by_kind.setdefault(event.type or stem(event.trigger.text), [])
        same = _same(event, known, story)
        several = is_several(event)
        if same is not None:
            same.add(event, several)
            continue
        new = _Told(event, several)
        known.append(new)
        told.append(new)
    return tuple(added_up(group.tellings, f"v{number}", story.places) for number, group in enumerate(told, 1))


def _same(event: Event, known: list[_Told], story: _Story) -> _Told | None:
    """The event told before that this one tells again, the latest that speaks for it most."""
    if is_another(event, story.text):
        return None
    definite = is_definite(event, story.text)
    several = is_several(event)
    nearest = known[-_LATEST:] if len(known) <= _FIRST + _LATEST else [*known[:_FIRST], *known[-_LATEST:]]
    best: tuple[int, int] | None = None
    found, fitting = None, 0
    for index, other in enumerate(nearest):
        if not _compatible(event, other, story.places) or answers(other.last, event.trigger, story.text):
            continue
        if stem(event.trigger.text) not in other.stems and _of_others(event, other.event):
            continue
        if _is_said(event) and any(_said_by_others(event.actors, telling.actors) for telling in other.tellings):
            continue
        if several != other.several and _is_noun(event) and not (several and definite):
            continue  # 'attacks' are not the attack, and 'the deal' is not all of the deals
        evidence = _evidence(event, other, definite, story)
        fitting += evidence >= 2
        if evidence >= 2 and (best is None or (evidence, index) >= best):
            best, found = (evidence, index), other
    # Which two 'the two sides' are is left open where several have met.
    return None if fitting > 1 and both_meet(event) else found


def _said_by_others(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether two speakers are two: of several who condemn a raid each does so for itself.

    'The government' may be Norway; a church is not the opposition.
    """
    if not some or not others or entities_of(some) & entities_of(others):
        return False
    named = [one for one in (*some, *others) if _head(one) not in _words("anybody")]
    if len(named) < len(some) + len(others):
        return False
    if {_head(one) for one in some} & {_head(one) for one in others}:
        return False
    return not any(
        (one.country and one.country == other.country) or (one.sector and one.sector == other.sector)
        for one in some
        for other in others
    )


def _is_noun(event: Event) -> bool:
    """Whether the trigger is no verb in the past or present participle."""
    return not event.trigger.text.endswith(("ed", "ing"))


def _evidence(event: Event, other: _Told, definite: bool, story: _Story) -> int:
    """How much speaks for one event; 2 is enough."""
    same_word = stem(event.trigger.text) in other.stems
    by, to = _shared(event, other, story, by_words=same_word)
    shared = by + 2 * to
    where = bool(event.place) and event.place in other.places and fineness(story.places.get(event.place or "")) > 0
    when = bool(event.time) and event.time in other.times
    where = where or (same_word and _within(event, other, story.places))
    alike = event.mode is not None and event.mode == other.event.mode
    score = 2 * same_word + min(shared, 3) + where + when + alike
    if definite and (same_word or alike or is_general(event, story.text)):
        near = event.trigger.start - other.last.end < _NEAR
        return score + 1 + near
    if not same_word and _is_outcome(event, other, story):
        return max(score, 2) + 2
    if same_word and in_headline_and_lead(other.event.trigger, event.trigger, story.text):
        return score
    if (
        not to
        and by < 2
        and not (where and when)
        and (_is_one_of_many(event, other, story.text) or is_indefinite(event, story.text))
    ):
        return 0
    if not same_word:
        # 'banned' and 'arrested' may be done to one man twice over; one is told as what came of the other.
        return score - (not alike)
    # The same word again, with nothing shared, may be any other event.
    return score if shared or (where and when) else score - 2 if not (where or when) else score - 1


def _is_outcome(event: Event, other: _Told, story: _Story) -> bool:
    """Whether one tells what came of the other; of a participle, that both have one subject."""
    if not came_of(event, other.last, story.text):
        return False
    if harm(event.trigger.text) or (harm(other.last.text) and not event.trigger.text.endswith("ing")):
        return True
    first, second = ({one.span.start for one in side} for side in (event.actors, other.tellings[-1].actors))
    return bool(first & second) or bool(entities_of(event.recipients) & other.recipients)


def _is_said(event: Event) -> bool:
    return event.type in _SAID and event.mode != "investigate"


def _is_one_of_many(event: Event, other: _Told, text: str) -> bool:
    """Whether one party may have done so twice: what is said, or what is done to somebody else.

    What is said on one day is not, nor 'her promise' after she promised.
    """
    if _is_said(event):
        return event.time not in other.times and not is_somebodys(event, text)
    others = [one for telling in other.tellings for one in telling.recipients]
    mine, theirs = ({_head(one) for one in some} - _words("anybody") for some in (event.recipients, others))
    return bool(mine and theirs) and not mine & theirs


def _shared(event: Event, other: _Told, story: _Story, *, by_words: bool) -> tuple[int, int]:
    """How many of those who act, and of those who suffer, both tellings have.

    By entity, or, if asked, by the words ('a 42-year-old man'; 'the driver' after 'a driver of the tram'). That both
    were done to people of one nation says nothing.
    """
    by = len(entities_of(event.actors) & other.actors)
    to = len((entities_of(event.recipients) & other.recipients) - story.peoples)
    if not by_words:  # two men may be accused and then tried
        return by, to
    by += any(_alike(event.actors, telling.actors) for telling in other.tellings)
    to += any(_alike(event.recipients, telling.recipients) for telling in other.tellings)
    return by, to


def _alike(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether both name somebody, who is no entity, in the same words, or the one with 'the' by the same noun."""
    for one in some:
        for other in others:
            if one.entity or other.entity or _head(one) != _head(other):
                continue
            words = _content(one)
            if words == _content(other) and (len(words) > 1 or _head(one) not in _words("anybody")):
                return True
            if one.span.text.lower().startswith("the ") and _head(one) not in _words("anybody"):
                return True
    return False


def _head(one: Participant) -> str:
    """The noun, without the plural's ending."""
    words = _AFTER_HEAD.split(one.span.text.lower(), maxsplit=1)[0].split()
    return words[-1].removesuffix("s") if words else ""


def _content(one: Participant) -> tuple[str, ...]:
    return tuple(word for word in one.span.text.lower().split() if word not in _ROUGHLY)


def _within(event: Event, other: _Told, places: dict[str, Entity]) -> bool:
    """Whether both speak of several ('attacks'), here in a country and there in a place of it."""
    several = event.trigger.text.endswith("s") and other.event.trigger.text.endswith("s")
    return several and any(_one_place(event.place, place, places) for place in other.places) if event.place else False


def _of_others(event: Event, other: Event) -> bool:
    """Whether those who act, or suffer, are of other sectors or countries, or the two have changed sides."""
    together = entities_of(event.actors) & entities_of(other.actors)
    crossed = entities_of(event.actors) & entities_of(other.recipients) or entities_of(event.recipients) & entities_of(
        other.actors
    )
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
    if not some or not others or entities_of(some) & entities_of(others):
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


def _compatible(event: Event, other: _Told, places: dict[str, Entity]) -> bool:
    first = other.event
    if _group(event.status) != _group(first.status):
        return False
    if event.mode and first.mode and event.mode != first.mode and event.type not in _LOOSE_MODES:
        same = stem(event.trigger.text) in other.stems and entities_of(event.recipients) & other.recipients
        if not same or not entities_of(event.actors) & other.actors:
            return False
    # A visit is not one of the talks held on it.
    if "visit" in (event.mode, first.mode) and event.mode != first.mode:
        return False
    if not _agree(entities_of(event.actors), other.actors) or not _agree(
        entities_of(event.recipients), other.recipients
    ):
        return False
    counts = tolls(event)
    if {kind for kind, _ in counts} & {kind for kind, _ in other.tolls} and not counts & other.tolls:
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
    if any("/" in value and width(value) > _LONG for value in (one, other)) and first != second:
        return False  # how many were killed since May is not how many the strike of Monday killed
    return (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("events/retelling")["words"][kind])
