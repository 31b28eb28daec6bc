"""Natural Earth's countries from TopoJSON to the GeoJSON that the desk draws: one feature a country, with its code."""

from __future__ import annotations

import argparse
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

from onrecord.reading.places.countries import country_named

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "desk" / "boundaries.json"
# What Natural Earth writes short, or that no code stands for: those are drawn, and belong to no country of the list.
_NAMED = {
    "W. Sahara": "EH", "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Falkland Is.": "FK", "Congo": "CG",
    "Fr. S. Antarctic Lands": "TF", "Central African Rep.": "CF", "Eq. Guinea": "GQ", "eSwatini": "SZ",
    "Solomon Is.": "SB", "Macedonia": "MK", "Bosnia and Herz.": "BA", "S. Sudan": "SS", "Kosovo": "XK",
    "Puerto Rico": "PR", "New Caledonia": "NC", "Greenland": "GL", "Palestine": "PS", "Taiwan": "TW",
    "Antarctica": "AQ", "Côte d'Ivoire": "CI", "Timor-Leste": "TL",
}  # fmt: skip
_NO_CODE = {"N. Cyprus", "Somaliland"}


def main() -> None:
    """Reads the TopoJSON that the command names, and writes the desk's boundaries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topojson", type=Path)
    topology = json.loads(parser.parse_args().topojson.read_text())
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    features = [_feature(one, arcs) for one in topology["objects"]["countries"]["geometries"]]
    unknown = [one["properties"]["name"] for one in features if one["properties"]["iso_a2"] is None]
    assert set(unknown) <= _NO_CODE, unknown
    features.sort(key=lambda one: one["properties"]["name"])
    whole = {"type": "FeatureCollection", "features": features}
    OUT.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(features)} countries, {OUT.stat().st_size:,} bytes")


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """One arc in degrees: TopoJSON keeps the steps from point to point, in whole units."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    xs, ys = (list(accumulate(point[axis] for point in arc)) for axis in (0, 1))
    return [(round(left + x * scale_x, 2), round(bottom + y * scale_y, 2)) for x, y in zip(xs, ys, strict=True)]


def _feature(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> dict[str, Any]:
    several = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    name = geometry["properties"]["name"]
    return {
        "type": "Feature",
        "properties": {"iso_a2": None if name in _NO_CODE else _NAMED.get(name) or country_named(name), "name": name},
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[_ring(ring, arcs) for ring in polygon] for polygon in several],
        },
    }


def _ring(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


if __name__ == "__main__":
    main()
