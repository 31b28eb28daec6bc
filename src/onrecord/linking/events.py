"""The same event in several stories: what a new story's events are linked to, and why.

Two tellings of an event are held against each other by a log-linear model over what they share: the words that name
it, the sentence, the participants, the story around. Its weights were learnt from the training part of ECB+ (Cybulska
and Vossen 2014), pair by pair, as in the pairwise scorers since Bejan and Harabagiu 2010. What a story reads further
speaks against a pair: another place, days that cannot be one, another kind of deed.

The linking goes story by story. An event is looked up by keys that pair its word or type with somebody who took part or
a place, so that a new story costs time with its own events and those like them. It is linked to the likeliest if that
is likely enough; else it is new. Two events of one story are never linked: the reading took them for two. Where a
story's event is likely to be either of two that are known, these two are one if all three pairs together are as likely
as one pair has to be.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from onrecord.linking.event_profiles import EventProfile, in_common, likeness, settings

__all__ = [
    "FEATURES",
    "KnowsEvents",
    "Likely",
    "LinkedEvent",
    "Memory",
    "SameEvent",
    "compare",
    "features",
    "keys_of",
    "link_events",
]

SAME = 0.5
"""How likely a pair has to be, to be linked."""
FEATURES = (
    "named alike", "named nearly alike", "story", "named alike in like stories", "no like stories", "sentence",
    "named alike in like sentences", "participants", "named alike with participants", "one story",
    "named alike in one story",
)  # fmt: skip
FIRST = "the first of its kind"
_MOST_CANDIDATES, _MOST_KEYS, _MOST_TOLD = 16, 60, 3
_FAR = 1
_LIKE_STORIES = 0.1

_ANOTHER_PLACE, _OTHER_DAYS, _ANOTHER_TYPE = -3.0, -3.0, -2.0
_ONE_PLACE, _ONE_DAY = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely two tellings are of one event, from 0 to 1, and why."""

    score: float
    why: str


@dataclass(frozen=True, slots=True)
class SameEvent:
    """A known event, how likely another is the same, and why."""

    linked: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """What an event of the story is linked to; linked: None for one that is new to the record.

    same: further known events that turn out to be this one too.
    """

    linked: str | None
    score: float
    why: str
    same: tuple[SameEvent, ...] = ()


class KnowsEvents(Protocol):
    """What linking asks of the events that are known by now; ids are the record's own."""

    def candidates(self, keys: Sequence[str], limit: int) -> Sequence[str]:
        """Those that are found under most of these keys, at most ``limit``."""

    def told(self, linked: str, limit: int) -> Sequence[EventProfile]:
        """How stories tell one: the first ``limit``."""

    def share_a_story(self, one: str, other: str) -> bool:
        """Whether some story tells of both, and so takes them for two."""


def features(one: EventProfile, other: EventProfile) -> list[float]:
    """What the model weighs, in the order of ``FEATURES``."""
    alike = float(bool(one.stems & other.stems))
    nearly = float(not alike and any(_nearly(a, b) for a in one.stems for b in other.stems))
    together = float(one.story == other.story)
    story = 0.0 if together else likeness(one.telling, other.telling)
    sentence = likeness(one.sentence, other.sentence)
    fewer = min(len(one.participants), len(other.participants))
    shared = len(one.participants & other.participants) / fewer if fewer else 0.0
    return [
        alike, nearly, story, alike * story, float(not together and story < _LIKE_STORIES), sentence, alike * sentence,
        shared, alike * shared, together, alike * together,
    ]  # fmt: skip


def compare(one: EventProfile, other: EventProfile) -> Likely:
    """How likely two tellings are of one event."""
    found = features(one, other)
    weights: Mapping[str, float] = settings()["weights"]
    total = weights["otherwise"] + sum(weights[name] * value for name, value in zip(FEATURES, found, strict=True))
    further, reasons = _further(one, other)
    why = [f"both say {', '.join(words)}"] if (words := in_common(one.stems, other.stems)) else []
    if shared := len(one.participants & other.participants):
        why.append(f"{shared} {'participant' if shared == 1 else 'participants'} the same")
    if found[2] >= _LIKE_STORIES:
        why.append("in stories that are alike")
    return Likely(1 / (1 + math.exp(-max(-30.0, min(30.0, total + further)))), "; ".join([*why, *reasons]) or "little")


def _further(one: EventProfile, other: EventProfile) -> tuple[float, list[str]]:
    """What place, time and kind say beyond the words."""
    total = 0.0
    reasons: list[str] = []
    if one.country and other.country:
        if one.country != other.country:
            total += _ANOTHER_PLACE
        elif one.place and one.place == other.place:
            total += _ONE_PLACE
            reasons.append("the same place")
    if one.earliest and one.latest and other.earliest and other.latest:
        apart = _days_apart((one.earliest, one.latest), (other.earliest, other.latest))
        if apart > _FAR:
            total += _OTHER_DAYS
        elif apart == 0 and one.earliest == one.latest == other.earliest == other.latest:
            total += _ONE_DAY
            reasons.append("the same day")
    if one.type and other.type and one.type != other.type:
        total += _ANOTHER_TYPE
    return total, reasons


def keys_of(profile: EventProfile) -> list[str]:
    """The keys that an event is looked up by: its word, or its type, with a participant, place or day."""
    what = [*sorted(profile.stems), *([f"type:{profile.type}"] if profile.type else [])]
    about = [*sorted(profile.participants)[:8]]
    about += [f"place:{profile.place}"] if profile.place else []
    about += [f"country:{profile.country}:{profile.earliest[:7]}"] if profile.country and profile.earliest else []
    about += [f"day:{profile.earliest}"] if profile.earliest and profile.earliest == profile.latest else []
    return [f"{one}|{other}" for one in what[:4] for other in about][:_MOST_KEYS]


def link_events(
    profiles: Mapping[str, EventProfile],
    known: KnowsEvents,
    *,
    apart: Mapping[str, Collection[str]] | None = None,
    taken: Collection[str] = (),
) -> dict[str, LinkedEvent]:
    """The link of each of a story's events, by their ids: the likeliest pairs first, each known event taken once.

    apart: known events that one of the story's is not, for a person said so. taken: known events to which others of the
    story are linked already.
    """
    scored: list[tuple[float, str, str, str]] = []
    for row, profile in profiles.items():
        keys = keys_of(profile)
        for linked in known.candidates(keys, _MOST_CANDIDATES) if keys else ():
            if apart and linked in apart.get(row, ()):
                continue
            likely = max((compare(profile, one) for one in known.told(linked, _MOST_TOLD)), key=lambda each: each.score)
            if likely.score >= SAME:
                scored.append((-likely.score, row, linked, likely.why))
    found: dict[str, LinkedEvent] = {}
    used = set(taken)
    further: list[tuple[str, SameEvent]] = []
    for score, row, linked, why in sorted(scored):
        if row in found:
            further.append((row, SameEvent(linked, -score, why)))
        elif linked not in used:
            found[row] = LinkedEvent(linked, -score, why)
            used.add(linked)
    for row, one in further:
        if one.linked not in used and _are_one(known, found[row], one):
            found[row] = replace(found[row], same=(*found[row].same, one))
            used.add(one.linked)
    return {row: found.get(row, LinkedEvent(None, 1.0, FIRST)) for row in profiles}


def _are_one(known: KnowsEvents, link: LinkedEvent, other: SameEvent) -> bool:
    """Whether two known events, either of which a new one is likely to be, are one."""
    linked = link.linked or ""
    if known.share_a_story(linked, other.linked):
        return False
    between = max(
        compare(one, two).score
        for one in known.told(linked, _MOST_TOLD)
        for two in known.told(other.linked, _MOST_TOLD)
    )
    return (link.score + other.score + between) / 3 >= SAME


@dataclass
class Memory:
    """Known events kept in memory: for a notebook's own readings, and for tests. Nothing is written anywhere."""

    events: dict[str, list[EventProfile]] = field(default_factory=dict)
    same_as: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, profiles: Mapping[str, EventProfile]) -> dict[str, LinkedEvent]:
        """Links a story's events and remembers them; one that is new goes by its own id, of two the older id stays."""
        named = {}
        for row, link in link_events(profiles, self).items():
            every = {self.now(one) for one in (link.linked, *(other.linked for other in link.same)) if one}
            linked = min(every, key=list(self.events).index, default=row)
            for other in every - {linked}:
                self._join(linked, other)
            self.events.setdefault(linked, []).append(profiles[row])
            for key in keys_of(profiles[row]):
                self._keys[key][linked] = None
            named[row] = replace(link, linked=linked)
        return named

    def now(self, linked: str) -> str:
        """What an id stands for by now: itself, or the older one that it was found to be."""
        while linked in self.same_as:
            linked = self.same_as[linked]
        return linked

    def candidates(self, keys: Sequence[str], limit: int) -> Sequence[str]:
        """See ``KnowsEvents``."""
        found: dict[str, int] = defaultdict(int)
        for key in keys:
            for linked in self._keys.get(key, ()):
                found[linked] += 1
        return sorted(found, key=lambda one: (-found[one], one))[:limit]

    def told(self, linked: str, limit: int) -> Sequence[EventProfile]:
        """See ``KnowsEvents``."""
        return self.events[linked][:limit]

    def share_a_story(self, one: str, other: str) -> bool:
        """See ``KnowsEvents``."""
        return bool({told.story for told in self.events[one]} & {told.story for told in self.events[other]})

    def _join(self, linked: str, other: str) -> None:
        self.same_as[other] = linked
        self.events[linked] += self.events.pop(other)
        for under in self._keys.values():
            if other in under:
                under[linked] = under.pop(other)


def _nearly(one: str, other: str) -> bool:
    """Whether two stems begin alike for the most part: 'arrest' and 'arrestee'."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= 4 and same >= 0.6 * max(len(one), len(other))


def _days_apart(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Days between the end of one interval and the beginning of the next; 0 where they meet or a day is no date."""
    try:
        first, second = sorted((tuple(map(date.fromisoformat, one)), tuple(map(date.fromisoformat, other))))
    except ValueError:
        return 0
    return max(0, (second[0] - first[1]).days)
