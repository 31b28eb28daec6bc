"""The shipped table of office holders: is the country right of a name it knows, and the office on a day?

Gold: ``offices/actors_phoenix`` (the Phoenix dictionary of countries' actors, to 2014, MIT; made from CountryInfo) and
``offices/offices_uk_ifg`` (Institute for Government, UK ministers 1979-2026, CC BY). Neither was used to write the
table.

Protocol. Phoenix: every entry that is a person with a name of two words or more; its country is the first three
letters of its codes, if all of them agree. Of roles with a first and a last day, and GOV, MIL, LEG or JUD behind the
country, the middle day is asked for. UK: for every appointment as Prime Minister, Secretary of State or the like
(rank SoS, PM, DPM), who held it, under the name by then, on its middle day.

- **country**: of the names that the table knows, the share with the gold's country.
- **sector**: of the dated roles whose holder the table has in an office that day, the share of the gold's sector (GOV,
  MIL, LEG, JUD).
- **in_office**: of the dated roles whose holder the table knows, the share in any office that day.
- **known**: of the dated roles with GOV from 1980 on, the share whose holder the table knows at all.
- **uk_known**, **uk_in_office**: the same for the UK's cabinet posts.

Errors are printed with both values; where they were looked up, the gold was wrong about as often as the table.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.gold.alpha3 import ALPHA_2
from bench.harness import Result, run
from onrecord.reading.office_holders import known_holder

_ROLE = re.compile(r"\[([A-Z]{3})([A-Z]*)\s*([<>])?\s*(\d{6,8})?(?:\s*-\s*(\d{6,8}))?\s*\]")
_SECTORS = ("GOV", "MIL", "LEG", "JUD")
_POSTS = ("SoS", "PM", "DPM")


@dataclass
class _Entry:
    name: str
    roles: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)


def evaluate(data: Path, split: str) -> Result:
    """Shares over the names that the table and the gold both know."""
    phoenix = data / "offices" / "actors_phoenix" / "Phoenix.Countries.actors.txt"
    folder = data / "offices" / "offices_uk_ifg"
    right: dict[str, list[bool]] = defaultdict(list)
    errors = []
    for entry in _entries(phoenix):
        countries = {country for country, *_ in entry.roles}
        code = ALPHA_2.get(countries.pop()) if len(countries) == 1 else None
        if code is None:
            continue
        known = known_holder(entry.name)
        if known is not None and known.country is not None:
            right["country"].append(known.country == code)
            if known.country != code:
                errors.append(f"{entry.name}: {code}, the table {known.country}")
        for _, sector, first, last in entry.roles:
            if first is None or last is None or sector[:3] not in _SECTORS:
                continue
            day = _middle(first, last)
            if sector.startswith("GOV") and day >= "1980":
                right["known"].append(known is not None)
            on = known_holder(entry.name, day)
            if known is None or known.country != code:
                continue
            right["in_office"].append(on is not None and on.sector not in (None, "ELI"))
            if on is not None and on.sector not in (None, "ELI"):
                right["sector"].append(on.sector == sector[:3])
                if on.sector != sector[:3]:
                    errors.append(f"{entry.name} on {day}: {sector}, the table {on.sector}")
    for name, day in _ministers(folder):
        on = known_holder(name, day)
        right["uk_known"].append(on is not None)
        if on is not None:
            right["uk_in_office"].append((on.country, on.sector) == ("GB", "GOV"))
            if (on.country, on.sector) != ("GB", "GOV"):
                errors.append(f"{name} on {day}: a UK minister, the table {on.country} {on.sector}")
    scores = {name: sum(values) / len(values) for name, values in right.items()}
    files = [phoenix, *(folder / f"{one}.csv" for one in ("appointment", "person", "post"))]
    return Result(scores, {name: len(values) for name, values in right.items()}, files, errors)


def _entries(path: Path) -> Iterator[_Entry]:
    """The people of the dictionary: entries that say where they come from ('; CountryInfo.txt')."""
    entry: _Entry | None = None
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0] in "+\t [":
            if entry is not None and line[0] != "+":
                entry.roles += _roles(line)
            continue
        if entry is not None and entry.roles:
            yield entry
        name, _, comment = line.partition(";")
        words = re.sub(r"\[.*", "", name).replace("_", " ").split()
        entry = _Entry(" ".join(words).title(), list(_roles(line))) if comment and len(words) > 1 else None
    if entry is not None and entry.roles:
        yield entry


def _roles(line: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    for country, sector, sign, first, last in _ROLE.findall(line):
        yield country, sector, _day(first) if first and not sign else None, _day(last) if last else None


def _day(digits: str) -> str:
    """'051122' is 2005-11-22, '720101' 1972-01-01."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 20 else "20") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _middle(first: str, last: str) -> str:
    months = [int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last)]
    year, month = divmod(sum(months) // 2, 12)
    return f"{year}-{month + 1:02}-15"


def _ministers(folder: Path) -> Iterator[tuple[str, str]]:
    """Who held one of the highest posts, and the middle day of the time."""
    posts = {row["id"] for row in _rows(folder / "post.csv") if row["rank_equivalence"] in _POSTS}
    names: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in _rows(folder / "person.csv"):
        names[row["id"]].append((row["start_date"] or "0000", row["end_date"] or "9999", row["name"]))
    for row in _rows(folder / "appointment.csv"):
        if row["post_id"] in posts and row["start_date"]:
            day = _middle(row["start_date"], row["end_date"] or row["start_date"])
            called = next((name for first, last, name in names[row["person_id"]] if first <= day <= last), None)
            if called:
                yield called, day


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    run("office_holders", __doc__, evaluate)
