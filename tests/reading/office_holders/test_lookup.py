"""Given a name and a day: what the shipped table tells of whoever held a public office."""

import pytest

from onrecord.reading.office_holders import Known, known_holder


def test_a_full_name_has_a_country_and_the_sector_of_the_office_held_on_the_day() -> None:
    assert known_holder("Angela Merkel", "2015-06-01") == Known("DE", "GOV")
    assert known_holder("Ángela Merkel", "2015-06-01") == Known("DE", "GOV")


def test_whoever_left_office_is_of_the_elite() -> None:
    assert known_holder("Angela Merkel", "2023-03-01") == Known("DE", "ELI")


def test_without_a_day_nothing_is_told_of_the_office() -> None:
    assert known_holder("Angela Merkel") == Known("DE", None)


def test_a_surname_alone_counts_about_the_time_of_the_office() -> None:
    assert known_holder("Merkel", "2015-06-01") == Known("DE", "GOV")
    assert known_holder("Merkel", "1975-06-01") is None


@pytest.mark.parametrize("name", ["Khan", "Johnson", "Kim", "May", "Brown", "Smith", "Park"])
def test_a_common_surname_alone_is_nobody(name: str) -> None:
    assert known_holder(name, "2019-09-01") is None


def test_a_name_long_before_its_office_is_somebody_else() -> None:
    assert known_holder("Angela Merkel", "1960-01-01") is None


def test_an_office_that_the_table_left_open_is_vouched_for_only_so_long() -> None:
    assert known_holder("Narendra Modi", "2025-02-01") == Known("IN", "GOV")
    assert known_holder("Narendra Modi", "2039-02-01") == Known("IN", None)


def test_who_serves_a_body_of_many_countries_has_none_meanwhile() -> None:
    assert known_holder("António Guterres", "2020-05-01") == Known(None, "UNO")
    assert known_holder("António Guterres", "1999-05-01") == Known("PT", "GOV")


@pytest.mark.parametrize("name", ["", " ", "x" * 1000, "Amina Odhiambo Nowhere", "\u0000", "🙂 🙂"])
def test_others_are_unknown(name: str) -> None:
    assert known_holder(name, "2015-06-01") is None
