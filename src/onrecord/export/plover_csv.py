"""PLOVER's events as CSV (RFC 4180): POLECAT's columns under POLECAT's names, and after them what each row stands on.

A row is an event in PLOVER's own code; an event for which PLOVER has no type has no row. Several actors, recipients or
contexts stand in one cell, parted by ``; ``, and an unknown value among several is ``None``, both as in POLECAT. Where
POLECAT has something that a record does not know (ids of Wikipedia, titles of actors, districts), the cell is empty.

Who agrees to meet plans a meeting: that is two events of a reading, and one AGREE of PLOVER's. So an intention has no
row of its own where the same sentence says that one of those who intend it has declared it.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, TextIO

from onrecord.record import EventLine, EventPlace, EventQuery, Query, Record, StoredStory, TakesPart

__all__ = ["COLUMNS", "write"]

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
OWN = (
    "Auxiliary Modes", "Deed Type", "Deed Mode", "Status", "Historical", "According To", "Confidence", "Time",
    "Time From", "Place From", "Trigger", "Sentence", "Start", "End", "Story ID", "Headline", "URL",
)  # fmt: skip
COLUMNS = POLECAT + OWN
"""The columns in order: POLECAT's, then our own. Start and End are those of the sentence, in the story's text."""

_SEVERAL, _UNKNOWN = "; ", "None"
_DAY = len("2024-03-04")


def write(record: Record, out: TextIO, query: Query, with_text: bool, table: str | None) -> int:
    """Writes a line of column names and a row for each event; gives the number of rows."""
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    count = 0
    lines = record.every_event(EventQuery(stories=query))
    for own, told in groupby(lines, key=lambda line: line.citation.story):
        about = _story(record.story(own))
        for line in _once(told):
            writer.writerow(about | _event(line))
            count += 1
    return count


def _once(lines: Iterable[EventLine]) -> Iterator[EventLine]:
    """The events of a story that PLOVER has a code for, without the intentions that their own sentence declares."""
    coded = [line for line in lines if line.plover.type]
    declared = {
        (line.plover.type, line.citation.sentence, who)
        for line in coded
        if line.plover.type == line.type and not line.plover.auxiliary
        for who in _names(line.actors)
    }
    for line in coded:
        same = ((line.plover.type, line.citation.sentence, who) for who in _names(line.actors))
        if line.plover.type == line.type or declared.isdisjoint(same):
            yield line


def _event(line: EventLine) -> dict[str, Any]:
    sentence = line.citation.sentence or line.trigger
    spoken = line.according_to
    day = line.time is not None and "/" not in line.time and len(line.time.partition("T")[0].rstrip("?~%")) == _DAY
    return {
        "Event ID": line.id,
        "Event Date": line.time[:_DAY] if line.time and day else "",
        "Event Type": line.plover.type,
        "Event Mode": line.plover.mode,
        "Intensity": line.plover.intensity,
        "Quad Code": line.plover.quad,
        "Contexts": _SEVERAL.join(line.contexts),
        "Auxiliary Modes": _SEVERAL.join(line.plover.auxiliary),
        "Deed Type": line.type,
        "Deed Mode": line.mode,
        "Status": line.status,
        "Historical": int(line.historical),
        "According To": (spoken.name or spoken.words or "a speaker not named") if spoken else "",
        "Confidence": line.confidence,
        "Time": line.time,
        "Time From": line.time_from,
        "Place From": line.place.taken_from if line.place else "",
        "Trigger": line.trigger.text,
        "Sentence": sentence.text,
        "Start": sentence.start,
        "End": sentence.end,
        **_parties("Actor", line.actors),
        **_parties("Recipient", line.recipients),
        **(_place(line.place) if line.place else {}),
    }


def _parties(role: str, parties: tuple[TakesPart, ...]) -> dict[str, Any]:
    codes = [_codes(party.country) for party in parties]
    sectors = [party.sector for party in parties]
    return {
        f"{role} Name": _cell(_names(parties)),
        f"{role} Country": _cell([code.get("iso") for code in codes]),
        f"{role} COW": _cell([code.get("cow") for code in codes]),
        f"Primary {role} Sector": sectors[0] if sectors else "",
        f"{role} Sectors": _cell(sectors),
        f"{role} Name Raw": _cell([party.span.text for party in parties]),
    }


def _place(place: EventPlace) -> dict[str, Any]:
    return {
        "Placename": place.name,
        "City": place.name if place.precision == "town" else "",
        "Province": place.name if place.precision == "region" else "",
        "Country": _codes(place.country).get("iso"),
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames,
        "Feature Type": place.feature,
    }


def _story(stored: StoredStory) -> dict[str, Any]:
    named: dict[str, list[str]] = {"person": [], "organisation": [], "place": []}
    for entity in stored.reading.entities:
        if entity.name and any(mention.form == "name" for mention in entity.mentions):
            named.setdefault(entity.kind, []).append(entity.name)
    return {
        "Story ID": stored.line.id,
        "Headline": stored.line.headline,
        "URL": stored.line.url,
        "Source": stored.line.outlet,
        "Publication Date": stored.line.published,
        "Language": stored.line.language,
        "Version": f"onrecord {stored.made_by.get('onrecord', '')}".strip(),
        "Story People": _cell(named["person"]),
        "Story Organizations": _cell(named["organisation"]),
        "Story Locations": _cell(named["place"]),
    }


def _names(parties: Iterable[TakesPart]) -> list[str]:
    return [party.name or party.span.text for party in parties]


def _cell(values: list[Any]) -> str:
    """Several values in one cell, line breaks as spaces; empty where none is known."""
    if all(value is None for value in values):
        return ""
    return _SEVERAL.join(_UNKNOWN if value is None else " ".join(str(value).split()) for value in values)


@cache
def _countries() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "countries.toml").read_text(encoding="utf-8"))


def _codes(country: str | None) -> dict[str, Any]:
    return _countries().get(country, {}) if country else {}
