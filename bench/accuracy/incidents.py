"""Incidents in whole documents: of which type, on what day, where.

Data: ``events/muc4``, the texts and keys of MUC-3 and MUC-4 (terrorism in Latin America), without the last 200
documents. ``--split train``: the documents called DEV; ``--split dev``: TST1 and TST2, which nothing was tuned on.
``statements/polnear`` tells which words print writes small, since the texts are in capitals.

Protocol. Each text is read as a story of its own with the date of its opening line, by the whole pipeline.

- *What counts.* An incident is an event of ours that happened, is happening or was tried, whose words or type say
  attack, bombing, kidnapping, arson or robbery; what is destroyed is bombed if its sentence names explosives. A threat
  of violence that was made is an attack, a bomb that was found in time or did not go off a bombing. As the task has it,
  fights between armed forces and guerrillas are none, nor what is older than two months, nor what nobody in particular
  did to nobody in particular ('violence'): an incident has a day, a place, somebody with a name or a victim with a
  number or an article, or something went off.
  Events of one type in one document whose days and places do not contradict each other are one incident, since the key
  has one template for each type, day and place.
- *Alignment.* One to one, best pairs first. A pair needs the same type, or ATTACK on one side (the task's general
  type). A template that is marked optional costs nothing if it is missed.
- **incident_f1**: a pair is right if its type is right, its day lies in the template's range of days (or the key has
  none) and its place overlaps with the template's (or the key has none): the finest place we name is one of its names,
  or the key names only the country and ours lies in it.
- **slots_f1**: MUC's pooled score over the slots type, day and place, spurious and missing incidents counted in full
  (ALL TEMPLATES). Half a point, as there: ATTACK for a finer type or the reverse; a day of ours that only overlaps with
  the key's; a country for a place in it. Where the key only has 'by the day of the report' no day is the right answer.
- **slots_as_read_f1**, **incident_as_read_f1**: the same with the places of our reading alone. The key names a country
  for every incident, mostly where the document is; so for the scores above an incident whose place we leave open, or
  cannot resolve, is put in the country whose places the document names most.
- **type_f1, day_f1, place_f1**: the same for each slot. **documents_f1**: which documents have an incident at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from bench.harness import Result, precision_recall_f1, run
from bench.muc import Document, Template, documents
from onrecord.model import Entity, Event, Place, Reading
from onrecord.reading import Reader
from onrecord.reading.events.spans_of_time import bounds
from onrecord.reading.places.countries import country_name
from onrecord.reading.places.folding import folded

_OLD = timedelta(days=62)
_SLOTS = ("type", "day", "place")
_HAPPENED = frozenset(["actual", "ongoing"])
_KINDS = (
    ("KIDNAPPING", re.compile(r"kidnap|abduct|hostage|snatch")),
    ("ARSON", re.compile(r"arson|burn|set\w* (?:fire|ablaze)|on fire|torch|fire to")),
    ("ROBBERY", re.compile(r"\brob|\bloot|holdup|\bsteal|\bstole")),
    ("BOMBING", re.compile(r"bomb|explo|blast|dynamit|detonat|blew|blow\w*[ -]up|go off|went off|mine")),
    ("ATTACK", re.compile(
        r"attack|kill|murder|assassin|massacre|shot|shoot|slay|slain|ambush|execut|gun|assault|harass|sabot|destr|raid"
        r"|wound|injur|fire|strafe|machine|storm|tortur|beat|die|dead|death|harm|hurt|strike|struck")),
)  # fmt: skip
_BOMBS = frozenset(["explosives", "suicide-attack"])
_WENT_OFF = re.compile(r"exploded|went off|blew|detonated|explosion$|blast$|blown")
_EXPLOSIVES = re.compile(r"bombs?\b|dynamit|explosi|grenade|blast|detonat")
_DEVICE = re.compile(r"bomb|device|explosive|dynamit|grenade|explod|detonat")
_IN_TIME = re.compile(r"defus|deactivat|disarm|dismantl|fail|not explode|before it")
_PARTICULAR = re.compile(r"\d|\b(?:an?|the|two|three|four|five|six|seven|eight|nine|ten)\b")
_COMBAT = re.compile(r"\bclash|combat|\bbattl|\bfight|fought|skirmish|confrontation|crossfire|encounter")
_GENERAL = re.compile(
    r"violen|genocid|aggress|inva[ds]|\bus(?:e|ed|ing)\b|captur|besieg|threat|repress|crime|\bwar\b|militar"
)
_FORCES = re.compile(
    r"army|soldier|troop|military|battalion|air force|armed forces|patrol|brigade|paratroop|\bunits?\b|naval|enemy"
    r"|garrison|regiment|barracks"
)
_REBELS = re.compile(
    r"guerrill|rebel|subversiv|extremist|terrorist|insurgent|fmln|\beln\b|farc|m-19|column|contras|traffick"
)
_CIVILIANS = re.compile(r"civilian|people|peasant|women|children|person|resident|judge|mayor|student|worker|priest")


@dataclass
class Incident:
    """What our events of one kind, day and place amount to."""

    kind: str
    days: tuple[date, date] | None
    places: list[Entity]
    words: list[str] = field(default_factory=list)


def incidents(reading: Reading, day: date | None) -> list[Incident]:
    """The incidents of a document, as the task counts them."""
    entities = {one.id: one for one in reading.entities}
    found: list[Incident] = []
    for event in reading.events:
        kind = _kind(event, reading)
        days = bounds(event.time) if event.time else None
        if kind is None or not _counts(event, days, day, reading):
            continue
        place = entities.get(event.place or "")
        same = next((one for one in found if _joins(one, kind, days, place)), None)
        if same is None:
            same = Incident(kind, None, [])
            found.append(same)
        same.words.append(f"{event.trigger.text}/{event.status}/{event.time_from}/{event.place_from}")
        same.kind = kind if same.kind == "ATTACK" else same.kind
        if days and (same.days is None or _width(days) < _width(same.days)):
            same.days = days
        if place and place not in same.places:
            same.places.append(place)
    return found


def placed(found: list[Incident], reading: Reading) -> list[Incident]:
    """The incidents with a country each, as the key has it: one without a place is put where the document mostly is."""
    named = Counter(
        one.place.country
        for one in reading.entities if one.place and one.place.country
        for mention in one.mentions if mention.form == "name"
    )  # fmt: skip
    if not named:
        return found
    country = max(sorted(named), key=lambda code: named[code])
    name = country_name(country) or country
    whole = Entity(
        id="country", kind="place", name=name, mentions=(), place=Place(country=country, precision="country")
    )
    return [replace(one, places=[*one.places, *([] if any(map(_country, one.places)) else [whole])]) for one in found]


def _country(place: Entity) -> str | None:
    return place.place.country if place.place else None


def _kind(event: Event, reading: Reading) -> str | None:
    words = _words(event)
    if event.type == "THREATEN":
        return "ATTACK" if event.mode == "violence" else None
    if event.type not in ("ASSAULT", "COERCE", None):
        return None
    for kind, pattern in _KINDS:
        if pattern.search(words) and (kind != "ATTACK" or event.type == "ASSAULT"):
            return "BOMBING" if kind == "ATTACK" and _is_by_bomb(event, reading) else kind
    if event.type != "ASSAULT":
        return None
    return "BOMBING" if event.mode == "destroy" and _is_by_bomb(event, reading) else "ATTACK"


def _is_by_bomb(event: Event, reading: Reading) -> bool:
    return event.mode in _BOMBS or (event.mode == "destroy" and bool(_EXPLOSIVES.search(_sentence(event, reading))))


def _words(event: Event) -> str:
    return " ".join(span.text for span in event.mentions).lower()


def _sentence(event: Event, reading: Reading) -> str:
    """The sentence of its first mention, small."""
    first, last = reading.sentences[max(0, bisect_right(reading.sentences, (event.trigger.start, 1 << 60)) - 1)]
    return reading.story.text[first:last].lower()


def _counts(event: Event, days: tuple[date, date] | None, day: date | None, reading: Reading) -> bool:
    """Whether the task asks for it: recent, particular, and no fight between armed forces and guerrillas."""
    words, sentence = _words(event), _sentence(event, reading)
    if event.status == "negated" and _DEVICE.search(words) and _IN_TIME.search(sentence):
        return True
    if event.status not in _HAPPENED or _is_general(event):
        return False
    if days and day and (days[1] < day - _OLD or days[1] - days[0] > timedelta(days=100)):
        return False
    if _COMBAT.search(words) or event.mode in ("aerial", "heavy-weapons") or _COMBAT.search(sentence):
        return False
    recipients = " ".join(one.span.text for one in event.recipients).lower()
    fighters = _FORCES.search(recipients) or _REBELS.search(recipients)
    return not fighters or bool(_CIVILIANS.search(recipients))


def _is_general(event: Event) -> bool:
    """Whether it speaks of violence as such, or of deeds of nobody to nobody at no time."""
    trigger = event.trigger.text.lower()
    if _GENERAL.search(trigger) and event.type != "THREATEN":
        return True
    if _WENT_OFF.search(trigger) or any(_PARTICULAR.search(one.span.text.lower()) for one in event.recipients):
        return False
    return not (event.place or event.time or any(one.entity for one in (*event.actors, *event.recipients)))


def _joins(one: Incident, kind: str, days: tuple[date, date] | None, place: Entity | None) -> bool:
    if kind != one.kind and "ATTACK" not in (kind, one.kind):
        return False
    if days and one.days and (days[0] > one.days[1] or one.days[0] > days[1]):
        return False
    return place is None or not one.places or any(_one_place(place, other) for other in one.places)


def _one_place(one: Entity, other: Entity) -> bool:
    if one.id == other.id:
        return True
    first, second = one.place, other.place
    if first is None or second is None or first.country is None or first.country != second.country:
        return False
    return "country" in (first.precision, second.precision) or first.precision != second.precision


def _width(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days


# ---- scoring ---------------------------------------------------------------------------------------------------------


def _type_score(one: Incident, key: Template) -> float:
    if one.kind in key.types:
        return 1.0
    return 0.5 if one.kind == "ATTACK" or "ATTACK" in key.types else 0.0


def _day_score(one: Incident, key: Template) -> float:
    if not key.days:
        return 1.0 if one.days is None else 0.0
    if one.days is None:
        return 1.0 if key.open_start else 0.0
    if any(low <= one.days[0] and one.days[1] <= high for low, high in key.days):
        return 1.0
    return 0.5 if any(low <= one.days[1] and one.days[0] <= high for low, high in key.days) else 0.0


def _place_score(one: Incident, key: Template) -> float:
    if not one.places or not key.countries:
        return 0.0
    names = {name for place in one.places for name in _names(place)}
    if any(_same_name(name, other) for name in names for other in key.places):
        return 1.0
    codes = {place.place.country for place in one.places if place.place and place.place.country}
    countries = {folded(country_name(code) or "") for code in codes} | names
    if not any(folded(country) in countries for country in key.countries):
        return 0.0
    if not key.places:
        return 1.0
    finer = [place for place in one.places if not (place.place and place.place.precision == "country")]
    return 0.0 if finer else 0.5


def _names(place: Entity) -> set[str]:
    return {folded(place.name), *(folded(one.text) for one in place.mentions if one.form == "name")}


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, folded(other)), key=len)
    return f" {short} " in f" {long} "


def _right(one: Incident, key: Template) -> bool:
    day = not key.days or (one.days is not None and _day_score(one, key) == 1) or (one.days is None and key.open_start)
    return one.kind in key.types and day and (not key.countries or _place_score(one, key) == 1)


def _scores(one: Incident, key: Template) -> tuple[float, float, float]:
    return _type_score(one, key), _day_score(one, key), _place_score(one, key)


def aligned(ours: list[Incident], keys: list[Template]) -> list[tuple[int, int]]:
    """Pairs of one of ours and a template, best first, one to one."""
    pairs = sorted(
        (
            (-_right(one, key), key.optional, -sum(_scores(one, key)), at, number)
            for at, one in enumerate(ours) for number, key in enumerate(keys) if _type_score(one, key)
        )
    )  # fmt: skip
    used: set[int] = set()
    taken: set[int] = set()
    chosen = []
    for *_, at, number in pairs:
        if at not in used and number not in taken:
            used.add(at)
            taken.add(number)
            chosen.append((at, number))
    return chosen


def _filled(one: Incident) -> tuple[float, float, float]:
    return 1, one.days is not None, bool(one.places)


def _wanted(key: Template) -> tuple[float, float, float]:
    return 1, bool(key.days), bool(key.countries)


class _Total:
    """Points, what we filled and what the key has, by slot, and of whole incidents."""

    def __init__(self) -> None:
        self.points: defaultdict[str, float] = defaultdict(float)
        self.ours: defaultdict[str, float] = defaultdict(float)
        self.keys: defaultdict[str, float] = defaultdict(float)

    def add(self, ours: list[Incident], keys: list[Template]) -> None:
        pairs = dict(aligned(ours, keys))
        missed = [key for number, key in enumerate(keys) if number not in pairs.values() and not key.optional]
        for at, one in enumerate(ours):
            key = keys[pairs[at]] if at in pairs else None
            filled, wanted = _filled(one), _wanted(key) if key else (0, 0, 0)
            points = _scores(one, key) if key else (0, 0, 0)
            for slot, mine, theirs, score in zip(_SLOTS, filled, wanted, points, strict=True):
                self.points[slot] += score
                # Leaving a day open where the key does is an answer.
                self.ours[slot] += mine or (slot == "day" and score == 1)
                self.keys[slot] += theirs or (slot == "day" and score == 1)
            self.points["incident"] += bool(key and _right(one, key))
            self.ours["incident"] += 1
            self.keys["incident"] += key is not None
        for key in missed:
            for slot, theirs in zip(_SLOTS, _wanted(key), strict=True):
                self.keys[slot] += theirs
            self.keys["incident"] += 1
        required = [key for key in keys if not key.optional]
        if ours or required:
            self.points["documents"] += bool(ours and keys)
            self.ours["documents"] += bool(ours)
            self.keys["documents"] += bool(required or (ours and keys))

    def scores(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for name in ("incident", "slots", *_SLOTS, "documents"):
            parts = _SLOTS if name == "slots" else (name,)
            totals = [sum(count[part] for part in parts) for count in (self.points, self.ours, self.keys)]
            precision, recall, f1 = precision_recall_f1(*totals)
            found |= {f"{name}_f1": f1, f"{name}_precision": precision, f"{name}_recall": recall}
        return found


def _errors(document: Document, ours: list[Incident]) -> str | None:
    pairs = dict(aligned(ours, document.templates))
    if all(_right(ours[at], document.templates[number]) for at, number in pairs.items()) and len(pairs) == len(
        ours
    ) == len(document.templates):
        return None
    lines = [f"{document.name} {document.day}"]
    for at, one in enumerate(ours):
        key = document.templates[pairs[at]] if at in pairs else None
        places = [place.name for place in one.places]
        lines.append(f"  ours {one.kind} {one.days and '/'.join(map(str, one.days))} {places} {one.words[:6]}")
        lines.append(f"   key {_told(key) if key else '(spurious)'} {_scores(one, key) if key else ''}")
    for number, key in enumerate(document.templates):
        if number not in pairs.values():
            lines.append(f"   key {_told(key)} (missed)")
    return "\n".join(lines)


def _told(key: Template) -> str:
    days = [f"{'' if key.open_start else low}/{high}" for low, high in key.days]
    where = f"{sorted(key.countries)} {sorted(key.places)}"
    return f"{sorted(key.types)} {sorted(key.stages)} {days} {where}{' optional' if key.optional else ''}"


def evaluate(data: Path, split: str) -> Result:
    """Reads the documents and scores their incidents."""
    found, files = documents(data, split)
    reader = Reader()
    total, as_read = _Total(), _Total()
    errors = []
    for document in found:
        reading = reader.read(document.story)
        own = incidents(reading, document.day)
        as_read.add(own, document.templates)
        ours = placed(own, reading)
        total.add(ours, document.templates)
        if error := _errors(document, ours):
            errors.append(error)
    counts = {"documents": len(found), "incidents": sum(len(one.templates) for one in found)}
    scores = total.scores() | {f"{name}_as_read_f1": as_read.scores()[f"{name}_f1"] for name in ("incident", "slots")}
    return Result(scores, counts, files, errors)


if __name__ == "__main__":
    run("incidents", __doc__, evaluate)
