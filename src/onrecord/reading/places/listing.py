"""Every place that a name may mean: countries, our own table of sites and regions, the gazetteer."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10
from pathlib import Path
from typing import Literal

from onrecord.model import Place
from onrecord.reading.places.countries import country_named, geonames_of
from onrecord.reading.places.folding import folded, spellings
from onrecord.reading.places.gazetteer import Listed, gazetteer

__all__ = [
    "SITES",
    "Candidate",
    "candidates",
    "first_order_divisions",
    "is_a",
    "listed_as",
    "listed_country",
    "short_form",
    "short_forms",
]

# How many people a place must have for its name to tell a country by itself, and how far it must outweigh the next.
_LARGE, _TOWN, _DOMINANT = 100_000, 20_000, 3.0
SITES = Path(__file__).with_name("sites.csv")
_CONTAINERS = Path(__file__).with_name("containers.toml")
_DIVISIONS = frozenset(["state", "province", "county", "district", "part of the country"])
_WIDE = frozenset(["continent", "region of several countries", "ocean", "sea"])
_EXTENTS: dict[str, Literal["site", "town", "region"]] = {"site": "site", "town": "town", "region": "region"}
_TOWNS = frozenset(["city", "town", "village", "suburb"])
_FIRST_ORDER = frozenset(["state", "province", "governorate", "prefecture", "oblast"])
_SECOND_ORDER = frozenset(["county", "parish", "district"])
_NO_TOWNS = frozenset(["island", "islands", "peninsula"])
_MOST = 40
# The name of a continent or a sea is used for little else.
_WIDEST = 9.5
# 'northern Nigeria', 'the city of Basra', 'Khost province', 'upstate New York': the name inside the name.
_BEFORE = re.compile(
    r"(?:the\s+)?(?:(?:north|south|east|west)(?:ern)?[\s-]?(?:eastern|western|east|west)?|northern|southern|eastern"
    r"|western|central|upstate|downtown|greater|mainland|(?:the\s+)?(?:city|town|village|province|state|island)\s+of)\s+"
)
_AFTER = re.compile(r"\s+(?:city|town|village|province|state|county|district|region|governorate|township)$")
_AFTER_CAPITAL = re.compile(
    r"\s+(?:City|Town|Village|Province|State|District|Region|Governorate|Township|Prefecture|Oblast|County|Island"
    r"|Islands|Peninsula|Co\.?|Twp\.?)$"
)
_POINT = re.compile(r"[NSEW]\. \w")
_BEFORE_CAPITAL = re.compile(r"(?:Northern|Southern|Eastern|Western|Central|Greater|Downtown|City of|County|Mount)\s+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean. prior: how much speaks for it before the story does, about log10 of people.

    division: as in ``Listed``: 'US.TX', 'US', ''.
    """

    place: Place
    division: str
    prior: float
    also: bool = False

    @property
    def country(self) -> str:
        """Its country's code, '' for what lies in none."""
        return self.division[:2]


def candidates(name: str) -> tuple[Candidate, ...]:
    """The places that ``name`` may mean, the likeliest first; at most 40. Empty if nothing is called so."""
    return _candidates(" ".join(name.split()))


@lru_cache(maxsize=5000)
def _candidates(name: str) -> tuple[Candidate, ...]:
    for form in _forms(name):
        found = list(_called(form))
        if found:
            country = next((one.country for one in found if one.place.precision == "country"), None)
            # A country is no part of itself: Taiwan's province and Mexico's state of that name are named otherwise.
            found = [one for one in found if one.country != country or one.place.precision != "region"]
            if form != name:
                kinds = [word.lower() for word in name.split() if word not in form]
                fitting = [one for one in found if any(is_a(one, kind) for kind in kinds)]
                if not fitting and _NO_TOWNS.intersection(kinds):
                    continue  # the Virgin Islands are not Virgin, Utah
                found = fitting or found
            return tuple(sorted(found, key=lambda one: -one.prior)[:_MOST])
    return ()


def is_a(option: Candidate, kind: str) -> bool:
    """Whether a candidate is a place of this kind ('province', 'county', 'city', 'crossing')."""
    feature = option.place.feature or ""
    if kind in _TOWNS:
        return option.place.precision == "town"
    if kind in _FIRST_ORDER:
        return feature in ("state", "province", "part of the country")
    if kind in _SECOND_ORDER:
        return feature in ("county", "district")
    return feature.endswith(kind) or (kind == "jail" and feature == "prison")


def is_site(name: str) -> bool:
    """Whether our own table has the name ('the West Bank', 'the Gulf')."""
    key = folded(name).removeprefix("the ")
    return key in _sites() or f"the {key}" in _sites()


@lru_cache(maxsize=2000)
def listed_as(name: str) -> tuple[Candidate, ...]:
    """The places that are listed under just this name, whatever words are in it."""
    return tuple(_called(name))


def _forms(name: str) -> Iterator[str]:
    """The name, then what is left of it without the words around the name proper."""
    yield name
    words = name.split()
    if words and all(word.isupper() for word in words) and len(name) > 4:
        yield name.title()
    for before, after in ((_BEFORE, _AFTER), (_BEFORE_CAPITAL, _AFTER_CAPITAL)):
        inner = after.sub("", before.sub("", name, count=1))
        if inner and inner != name:
            yield inner
    if _POINT.match(name):
        yield {"N": "North", "S": "South", "E": "East", "W": "West"}[name[0]] + name[2:]
    if name[:1].isupper():
        yield f"{name} County"
    if "," in name:
        yield name.split(",", maxsplit=1)[0]
    if "/" in name:
        yield name.split("/", maxsplit=1)[0]


def _called(name: str) -> Iterator[Candidate]:
    yield from _country(name)
    yield from short_form(name)
    if name.islower():
        return
    key = folded(name)
    for one in spellings(key):
        listed = [*_sites().get(one, ()), *map(_from_gazetteer, gazetteer().places(one))]
        if listed:
            yield from listed
            if one == key and any(not found.also for found in listed):
                return
            if one != key:
                return


def short_form(name: str) -> tuple[Candidate, ...]:
    """The state or province of which ``name`` is a short form as news writes it: 'Ill.', 'BC'; else nothing."""
    division = short_forms().get(name.replace(".", "").replace(" ", "")) if name[:1].isupper() else None
    known = _division(division) if division and (name.endswith(".") or len(name) < 4) else None
    return (known,) if known else ()


def _country(name: str) -> Iterator[Candidate]:
    code = country_named(name)
    if code:
        part = folded(name).removeprefix("the ") in _parts_of_britain()
        if not part:
            place = Place(country=code, precision="country", geonames=geonames_of(code), feature="country")
            yield Candidate(place, code, 8.0)


@cache
def _parts_of_britain() -> frozenset[str]:
    return frozenset(["england", "scotland", "wales", "northern ireland"])


def _from_gazetteer(one: Listed) -> Candidate:
    division = one.feature in _DIVISIONS
    place = Place(
        lat=one.lat, lon=one.lon, country=one.country, precision="region" if division else "town",
        geonames=one.geonames, feature=one.feature,
    )  # fmt: skip
    return Candidate(place, one.division, log10(one.population + 300), one.also)


def _division(code: str) -> Candidate | None:
    """The first-order division of a code of the table of short forms."""
    for one in gazetteer().places(folded(_division_names()[code])):
        if one.division == code and one.feature in _DIVISIONS:
            return _from_gazetteer(one)
    return None


@cache
def _containers() -> dict[str, list[str]]:
    tables = tomllib.loads(_CONTAINERS.read_text(encoding="utf-8"))
    return {f"{country}.{code}": forms for country, rows in tables.items() for code, forms in rows.items()}


@cache
def _division_names() -> dict[str, str]:
    return {code: forms[0] for code, forms in _containers().items()}


@cache
def short_forms() -> dict[str, str]:
    """The division of each short form, without full stops and spaces: 'Ill' -> 'US.IL', 'BC' -> 'CA.02'."""
    return {form.replace(".", "").replace(" ", ""): code for code, forms in _containers().items() for form in forms[1:]}


@cache
def _sites() -> dict[str, tuple[Candidate, ...]]:
    """Our own table by the key of each name."""
    found: dict[str, tuple[Candidate, ...]] = {}
    with SITES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wide = row["feature"] in _WIDE
            place = Place(
                lat=float(row["lat"]) if row["lat"] else None,
                lon=float(row["lon"]) if row["lon"] else None,
                country=row["country"] or None,
                precision=_EXTENTS[row["extent"]],
                feature=row["feature"],
            )
            for number, name in enumerate([row["name"], *filter(None, row["also"].split("|"))]):
                candidate = Candidate(
                    place, row["country"], _WIDEST if wide else float(row["weight"] or 5.5), number > 0
                )
                found[folded(name)] = (*found.get(folded(name), ()), candidate)
    return found


@cache
def first_order_divisions() -> dict[str, str]:
    """The divisions with short forms, by the key of their name: 'texas' -> 'US.TX'."""
    return {folded(name): code for code, name in _division_names().items()}


def listed_country(name: str) -> str | None:
    """The country of a place name if one country's place outweighs all others of the name.

    From 100,000 people on; of several words, which are hardly a surname, from 20,000 if no other country has the name.
    """
    largest: dict[str, int] = {}
    for one in gazetteer().places(folded(name)):
        if one.country:
            largest[one.country] = max(one.population, largest.get(one.country, 0))
    ranked = sorted(largest.items(), key=lambda item: -item[1])
    least = _TOWN if len(ranked) == 1 and " " in name.strip() else _LARGE
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] < _DOMINANT * ranked[1][1]):
        return None
    return ranked[0][0]
