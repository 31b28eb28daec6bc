"""The table as a whole: every row says what the card promises."""

import csv
import re
from importlib.resources import files

import pytest

from onrecord.reading import office_holders
from onrecord.reading.office_holders import AS_OF, COLUMNS, known_holder, table
from onrecord.reading.places.countries import country_name
from onrecord.reading.places.folding import folded

OFFICES = {
    "head of state", "head of government", "head of state and government", "vice president",
    "deputy head of government", "foreign minister", "defence minister", "interior minister", "finance minister",
    "minister", "monarch", "crown prince", "military chief", "police chief", "intelligence chief", "central banker",
    "legislative speaker", "legislator", "judge", "opposition leader", "party leader", "regional leader", "mayor",
    "ambassador", "spokesperson", "rebel leader", "international official", "religious leader", "adviser",
}  # fmt: skip
SECTORS = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP", "PRM", "PTY", "REB", "REL", "UNO", "EUR", "IGO"}
FILES = sorted(one.name for one in files(office_holders).iterdir() if one.name.endswith(".csv"))


def rows(name: str) -> list[dict[str, str]]:
    with (files(office_holders) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_of_its_kind(name: str) -> None:
    for row in rows(name):
        assert tuple(row) == COLUMNS
        assert row["office"] in OFFICES, row
        assert row["sector"] in SECTORS, row
        assert not row["country"] or country_name(row["country"]), row
        assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", row["from"]), row
        assert re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", row["to"]), row
        assert not row["to"] or row["from"][:4] <= row["to"][:4], row
        assert int(row["from"][:4]) <= AS_OF + 1, row
        assert all(folded(one) for one in (row["name"], *filter(None, row["also"].split("|")))), row


def test_no_row_stands_twice() -> None:
    every = [tuple(row.values()) for name in FILES for row in rows(name)]
    assert len(every) == len(set(every))


def test_a_short_form_of_two_at_one_time_means_neither() -> None:
    for short, people in table().alone.items():
        for one in people:
            day = one.holdings[0].start
            beside = [other for other in people if other is not one and any(each.holds(day) for each in other.holdings)]
            if beside:
                year, month = int(day), int(day % 1 * 12 + 1.01)
                assert known_holder(short, f"{year}-{month:02}-02") is None, short


def test_nearly_every_country_is_there() -> None:
    assert len({row["country"] for name in FILES for row in rows(name)}) > 205
