"""The same event in several stories: what a new story's events are linked to, and why.

Two tellings of an event are held against each other by a log-linear model over what they share: the words that name
it or mean a like deed, the words beside these, the participants, and above all the stories that they stand in: how like
these are, and whether the same others are nearest to both (``like_stories``). Its weights were learnt from the training
part of ECB+ (Cybulska and Vossen 2014), pair by pair, as in the pairwise scorers since Bejan and Harabagiu 2010. What a
story reads further speaks against a pair: another place, days that cannot be one, another kind of deed.

The linking goes story by story. An event is looked up among those of the nearest stories, and by keys that pair its
word with somebody who took part, a place or a day, so that a new story costs time with its own events and those like
them. It is linked to the one whose tellings are the likeliest on average, if that is likely enough; else it is new. Two
events of one story are never linked: the reading took them for two. Where a story's event is likely to be either of two
that are known, these two are one if all three pairs together are as likely as one pair has to be.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from operator import mul
from typing import Protocol

from onrecord.linking.event_profiles import EventProfile, in_common, likeness, settings
from onrecord.linking.word_meanings import meant_alike

__all__ = [
    "FEATURES",
    "KnowsEvents",
    "Likely",
    "LinkedEvent",
    "SameEvent",
    "at_most",
    "compare",
    "features",
    "keys_of",
    "link_events",
]

SAME = 0.5
"""How likely a pair has to be, to be linked."""
FEATURES = (
    "named alike", "last word alike", "named nearly alike", "meant alike", "of those named alike, how nearly",
    "words beside", "words beside what is named alike", "nobody in common", "named alike, nobody in common",
    "one story", "named alike in one story", "meant alike in one story", "meant much alike",
    "stories", "stories in company", "named alike in company", "named nearly alike in company",
    "meant alike in company", "meant much alike in company", "alike and in company",
)  # fmt: skip
# Of stories that have nothing in common.
_OF_STORIES = (0.0,) * 7
FIRST = "the first of its kind"
_MOST_CANDIDATES, _MOST_KEYS, _MOST_TOLD, _MOST_NEAR, _MOST_BESIDE = 16, 60, 3, 4, 32
_FAR = 1
_BEGINNING = 4
_ROUNDED = 1e-6
_LIKE_STORIES, _MEANT, _MUCH_MEANT = 0.3, 0.3, 0.5

_ANOTHER_PLACE, _OTHER_DAYS, _ANOTHER_TYPE = -3.0, -3.0, -2.0
# News without a day is of about the day of its story: two tellings, days apart, and more than a season.
_WEEKS, _TOLD_WEEKS_APART, _SEASON, _TOLD_SEASONS_APART = 21, -1.0, 90, -3.0
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

    def told_in(self, stories: Sequence[str], limit: int) -> Sequence[str]:
        """Those that these stories tell of, at most ``limit``, in the order of the stories."""

    def told(self, linked: Collection[str], limit: int) -> Mapping[str, Sequence[EventProfile]]:
        """How stories tell each of these: the first ``limit``. ``telling`` may be left out: see ``whole``."""

    def whole(self, told: Sequence[EventProfile]) -> Sequence[EventProfile]:
        """The same with ``telling``, which takes most time: asked for of few."""

    def share_a_story(self, one: str, other: str) -> bool:
        """Whether some story tells of both, and so takes them for two."""


def features(one: EventProfile, other: EventProfile) -> list[float]:
    """What the model weighs, in the order of ``FEATURES``."""
    found = _without_stories(one, other)
    if one.story == other.story:
        return [*found, *_OF_STORIES]
    stories, company = likeness(one.telling, other.telling), likeness(one.company, other.company)
    return [*found, *_of_stories(found, stories, company)]


def compare(one: EventProfile, other: EventProfile) -> Likely:
    """How likely two tellings are of one event."""
    found = features(one, other)
    further, reasons = _further(one, other)
    by_name = dict(zip(FEATURES, found, strict=True))
    why = [f"both say {', '.join(words)}"] if (words := in_common(one.stems, other.stems)) else []
    if by_name["meant alike"]:
        why.append(f"{one.words} and {other.words} mean a like deed")
    if shared := len(one.participants & other.participants):
        why.append(f"{shared} {'participant' if shared == 1 else 'participants'} the same")
    if by_name["stories in company"] >= _LIKE_STORIES:
        why.append("in stories that are alike")
    return Likely(_probability(_weighed(found) + further), "; ".join([*why, *reasons]) or "little")


def at_most(one: EventProfile, other: EventProfile) -> float:
    """The greatest score that ``compare`` can give, whatever the words of the two stories: asked first, for these take
    most time."""
    found = _without_stories(one, other)
    total = _further(one, other)[0]
    if one.story == other.story:
        total += _weighed([*found, *_OF_STORIES])
    else:
        company = likeness(one.company, other.company)
        total += _weighed([*found, *_of_stories(found, 0.0, company)])
        # The likeness of the words goes in as it is and with the company's: the sum is greatest at an end.
        weights = _weights()
        total += max(0.0, weights[len(found)] + weights[-2] * company)
    return _probability(total)


def _of_stories(found: Sequence[float], stories: float, company: float) -> list[float]:
    """The features of two stories' likeness; found: those without."""
    alike, _, nearly, meant, *_, much = found
    return [stories, company, alike * company, nearly * company, meant * company, much * company, stories * company]


def _probability(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _without_stories(one: EventProfile, other: EventProfile) -> list[float]:
    """The features that the two stories have no part in."""
    alike = float(any(stem in other.stems for stem in one.stems))
    last = float(one.stems[-1] == other.stems[-1])
    nearly = float(not alike and any(_nearly(a, b) for a in one.stems for b in other.stems))
    together = float(one.story == other.story)
    meaning = meant_alike(one.words, other.words)
    meant, much = (0.0 if alike else max(0.0, meaning - least) for least in (_MEANT, _MUCH_MEANT))
    beside = likeness(one.around, other.around)
    nobody = float(bool(one.participants and other.participants) and one.participants.isdisjoint(other.participants))
    return [
        alike, last, nearly, meant, alike * meaning, beside, alike * beside, nobody, alike * nobody,
        together, alike * together, meant * together, much,
    ]  # fmt: skip


def _weighed(found: Sequence[float]) -> float:
    *weights, otherwise = _weights()
    return otherwise + math.fsum(map(mul, weights, found))


@cache
def _weights() -> tuple[float, ...]:
    """The weights of ``FEATURES`` in their order, and that of no finding."""
    return tuple(float(settings()["weights"][name]) for name in (*FEATURES, "otherwise"))


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
    else:
        total += _told_apart(one, other)
    if one.type and other.type and one.type != other.type:
        total += _ANOTHER_TYPE
    return total, reasons


def _told_apart(one: EventProfile, other: EventProfile) -> float:
    """What the days of two stories say where one of the two events has no day of its own."""
    about = [(each.earliest, each.latest) if each.earliest and each.latest else (each.told_on, each.told_on)
             for each in (one, other)]  # fmt: skip
    if any(not first or not last for first, last in about):
        return 0.0
    apart = _days_apart(*((first or "", last or "") for first, last in about))
    return _TOLD_SEASONS_APART if apart > _SEASON else _TOLD_WEEKS_APART if apart > _WEEKS else 0.0


def keys_of(profile: EventProfile) -> list[str]:
    """The keys that an event is looked up by: the beginning of its word with a participant, place or day.

    What is named neither alike nor nearly alike is likely enough only in stories that are near to each other.
    """
    what = sorted({stem[:_BEGINNING] for stem in profile.stems})
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
    scored = _scored(profiles, known, apart or {})
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


def _scored(
    profiles: Mapping[str, EventProfile], known: KnowsEvents, apart: Mapping[str, Collection[str]]
) -> list[tuple[float, str, str, str]]:
    """Which known events each of a story's may well be: the score below zero, the row, the event, and why."""
    beside = known.told_in(_nearest(profiles), _MOST_BESIDE)
    pairs: list[tuple[str, str]] = []
    for row, profile in profiles.items():
        keys = keys_of(profile)
        candidates = dict.fromkeys([*(known.candidates(keys, _MOST_CANDIDATES) if keys else ()), *beside])
        pairs += [(row, linked) for linked in candidates if linked not in apart.get(row, ())]
    told = known.told({linked for _, linked in pairs}, _MOST_TOLD)
    hopeful = [(row, linked) for row, linked in pairs if _may_be(profiles[row], told[linked])]
    whole = _whole(known, {linked: told[linked] for _, linked in hopeful})
    likely = [(row, linked, _likely(profiles[row], whole[linked])) for row, linked in hopeful]
    return [(-found.score, row, linked, found.why) for row, linked, found in likely if found.score >= SAME]


def _may_be(profile: EventProfile, told: Sequence[EventProfile]) -> bool:
    """Whether an event could be likely enough to be the one that these tellings are of."""
    return bool(told) and sum(at_most(profile, one) for one in told) / len(told) >= SAME - _ROUNDED


def _nearest(profiles: Mapping[str, EventProfile]) -> list[str]:
    """The stories nearest to that of the events, the nearest first."""
    for profile in profiles.values():
        ordered = sorted(profile.company, key=lambda one: (-profile.company[one], one))
        return [one for one in ordered if one != profile.story][:_MOST_NEAR]
    return []


def _whole(known: KnowsEvents, told: Mapping[str, Sequence[EventProfile]]) -> dict[str, list[EventProfile]]:
    """These tellings with the words of their stories, asked for at once."""
    every = iter(known.whole([one for tellings in told.values() for one in tellings]))
    return {linked: list(islice(every, len(tellings))) for linked, tellings in told.items()}


def _likely(profile: EventProfile, told: Sequence[EventProfile]) -> Likely:
    """How likely an event is the one that these tellings are of: their mean; why: as the likeliest has it."""
    found = [compare(profile, one) for one in told]
    best = max(found, key=lambda each: each.score)
    return Likely(sum(each.score for each in found) / len(found), best.why)


def _are_one(known: KnowsEvents, link: LinkedEvent, other: SameEvent) -> bool:
    """Whether two known events, either of which a new one is likely to be, are one."""
    linked = link.linked or ""
    if known.share_a_story(linked, other.linked):
        return False
    told = _whole(known, known.told({linked, other.linked}, _MOST_TOLD))
    every = [_likely(one, told[other.linked]).score for one in told[linked]]
    between = sum(every) / len(every)
    return (link.score + other.score + between) / 3 >= SAME


def _nearly(one: str, other: str) -> bool:
    """Whether two stems begin alike for the most part: 'arrest' and 'arrestee'."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same >= _BEGINNING and same >= 0.6 * max(len(one), len(other))


@lru_cache(maxsize=4096)
def _days_apart(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Days between the end of one interval and the beginning of the next; 0 where they meet or a day is no date."""
    try:
        first, second = sorted((tuple(map(date.fromisoformat, one)), tuple(map(date.fromisoformat, other))))
    except ValueError:
        return 0
    return max(0, (second[0] - first[1]).days)
