"""What is listed under a name, and how names are compared."""

import csv
from pathlib import Path

import pytest

from onrecord.reading.places.folding import folded, spellings
from onrecord.reading.places.gazetteer import Gazetteer, gazetteer
from onrecord.reading.places.listing import SITES, candidates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "St. Etienne"),
        ("Łódź", "Lodz"),
        ("Xi’an", "Xi'an"),
        ("Mount Vernon", "Mt. Vernon"),
        ("Fort Worth", "Ft. Worth"),
        ("Al-Ḩasakah", "al Hasakah"),
        ("Port-au-Prince", "PORT AU PRINCE"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_name_with_and_without_the_article() -> None:
    assert "hasakah" in spellings(folded("al-Hasakah"))
    assert "al hasakah" in spellings(folded("Hasakah"))


def test_an_endless_name_has_no_key() -> None:
    assert folded("A" * 1000) == ""
    assert candidates("A " * 1000) == ()


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Chernobyl", "UA", "town"),  # by another spelling
        ("Reykjavik", "IS", "capital"),
        ("Bavaria", "DE", "province"),
        ("Khost province", "AF", "province"),
        ("W.Va.", "US", "state"),
        ("NSW", "AU", "state"),
        ("Ottawa County", "US", "county"),
        ("Virgin Islands", "VI", "country"),
        ("County Cork", "IE", "county"),
        ("Rafah crossing", "PS", "border crossing"),
        ("Bosporus", "TR", "strait"),
        ("northern Nigeria", "NG", "country"),
        ("the Gaza Strip", "PS", "disputed region"),
    ],
)
def test_the_likeliest_place_of_a_name(name: str, country: str, feature: str) -> None:
    best = candidates(name)[0]
    assert (best.place.country, best.place.feature) == (country, feature)


def test_a_country_has_no_point() -> None:
    place = candidates("Chile")[0].place
    assert (place.country, place.precision, place.lat, place.lon) == ("CL", "country", None, None)


def test_a_continent_is_in_no_country() -> None:
    place = candidates("Africa")[0].place
    assert (place.country, place.lat, place.feature) == (None, None, "continent")


def test_the_list_opens_small_and_names_its_size() -> None:
    assert gazetteer().counts["places"] > 200_000
    assert gazetteer().places("") == ()
    assert gazetteer().places("no such town anywhere") == ()


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"something else altogether")
    with pytest.raises(ValueError, match=r"python -m training\.gazetteer"):
        Gazetteer(other)


def test_every_row_of_our_own_table_is_whole() -> None:
    with SITES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        assert row["source"].startswith("https://"), row
        assert row["extent"] in ("site", "town", "region"), row
        assert bool(row["lat"]) == bool(row["lon"]), row
        assert row["extent"] == "region" or row["lat"], row
        assert not row["lat"] or (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180), row
        assert not row["country"] or (len(row["country"]) == 2 and row["country"].isupper()), row
