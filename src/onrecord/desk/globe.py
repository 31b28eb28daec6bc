"""The map's paper: boundaries from a GeoJSON file, drawn in the Equal Earth projection as paths of SVG.

Equal Earth (Šavrič, Patterson and Jenny 2018) keeps areas: a large country looks large. Whose line a boundary is, is
the file's to say (docs/how-to/desk.md); the program takes no country of any event from it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DeskError

__all__ = ["HEIGHT", "WIDTH", "Country", "Frame", "countries", "frame_of", "projected"]

WIDTH, HEIGHT = 2000, 974
"""The size of the whole world in the map's units."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_WIDE = 2.7066  # of x at the end of the equator
_LEAST_WIDE = 120.0


@dataclass(frozen=True, slots=True)
class Country:
    """One feature of the boundary file. code: ISO 3166 alpha-2, or None; path: what SVG draws; box: where it lies."""

    code: str | None
    name: str
    path: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the map that a page shows, in the map's units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """As SVG writes it."""
        return f"{self.left:.0f} {self.top:.0f} {self.width:.0f} {self.height:.0f}"

    @property
    def scale(self) -> float:
        """How many units of the map are as wide as one of the whole world's: marks keep their size on the screen."""
        return self.width / WIDTH


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to units of the map, from the left and from the top."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta
    return WIDTH / 2 * (1 + x / _WIDE), HEIGHT / 2 - y * WIDTH / 2 / _WIDE


@cache
def countries(path: Path | None = None) -> tuple[Country, ...]:
    """The countries of a boundary file: GeoJSON features with ``iso_a2`` (or ``ISO_A2``) and ``name``; None: our own.

    Raises ``DeskError`` for a file that is none.
    """
    try:
        text = path.read_text() if path else files("onrecord.desk").joinpath("boundaries.json").read_text()
        return tuple(_country(one) for one in json.loads(text)["features"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise DeskError(
            f"{path}: no boundaries ({fault}). Give GeoJSON: polygons in degrees, each with iso_a2 and name"
        ) from None


def frame_of(boxes: Iterable[tuple[float, float, float, float]]) -> Frame:
    """What shows all of these (left, top, right, bottom), with some room; the whole world for none."""
    all_of = list(boxes)
    if not all_of:
        return Frame(0, 0, WIDTH, HEIGHT)
    left, top = min(one[0] for one in all_of), min(one[1] for one in all_of)
    right, bottom = max(one[2] for one in all_of), max(one[3] for one in all_of)
    # In the shape of the world, so that the page does not jump from one frame to another.
    wide = max((right - left) * 1.2, (bottom - top) * 1.2 * WIDTH / HEIGHT, _LEAST_WIDE)
    width = min(wide, WIDTH)
    height = width * HEIGHT / WIDTH
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return Frame(
        min(max(0.0, middle_x - width / 2), WIDTH - width), min(max(0.0, middle_y - height / 2), HEIGHT - height),
        width, height,
    )  # fmt: skip


def _country(feature: dict[str, Any]) -> Country:
    told = {name.lower(): value for name, value in feature["properties"].items()}
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    whole = [one for polygon in polygons for ring in polygon for one in _unwound([point[:2] for point in ring])]
    rings = [[projected(*point) for point in ring] for ring in whole]
    largest = max(rings, key=_area)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return Country(
        code=told.get("iso_a2") or None,
        name=str(told.get("name") or ""),
        path="".join(_drawn(ring) for ring in rings),
        # Of the mainland: what lies oceans away would show a country as a speck.
        box=(min(xs), min(ys), max(xs), max(ys)),
    )


def _unwound(ring: Sequence[Sequence[float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring as it is; one that crosses the 180th meridian twice, at both ends of the map; one around a pole closed."""
    points: list[tuple[float, float]] = []
    turns = 0
    for longitude, latitude in ring:
        if points:
            step = longitude + 360 * turns - points[-1][0]
            turns += -1 if step > 180 else 1 if step < -180 else 0
        points.append((longitude + 360 * turns, latitude))
    if turns:
        pole = math.copysign(90, points[0][1])
        points = [*points, (points[-1][0], pole), (points[0][0], pole)]
    yield points
    if turns or any(abs(longitude) > 180 for longitude, _ in points):
        east = max(longitude for longitude, _ in points) > 180
        yield [(longitude - 360 if east else longitude + 360, latitude) for longitude, latitude in points]


def _drawn(ring: Sequence[tuple[float, float]]) -> str:
    """A ring as a path of whole units, each step from the last; islands of less than a unit are a dot."""
    points = list(_steps([(round(x), round(y)) for x, y in ring]))
    start = f"M{points[0][0]} {points[0][1]}"
    steps = "".join(f"{x}{'' if y < 0 else ' '}{y} " for x, y in points[1:]).strip()
    return f"{start}l{steps}z" if steps else f"{start}h1z"


def _steps(points: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield points[0]
    last = points[0]
    for point in points[1:]:
        if point != last:
            yield point[0] - last[0], point[1] - last[1]
            last = point


def _area(ring: Sequence[tuple[float, float]]) -> float:
    turned = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in turned)) / 2
