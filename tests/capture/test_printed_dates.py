import pytest

from onrecord.capture.printed_dates import find_dates, is_date_line, without_dates


def read(line, **evidence):
    return [(line[date.start : date.end], date.value, date.kind) for date in find_dates(line, **evidence)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("22 February 2023", "2023-02-22"),
        ("Feb. 22, 2023 | 10:15 am", "2023-02-22"),
        ("Wed, 22 Feb 2023 10:15:00 GMT", "2023-02-22"),
        ("2023-02-22T10:15:00Z", "2023-02-22"),
        ("22.02.2023, 10:15 Uhr", "2023-02-22"),
        ("Mittwoch, 1. März 2023", "2023-03-01"),
        ("le 1er août 2023 à 10h15", "2023-08-01"),
        ("22 de febrero de 2023 a las 10:15", "2023-02-22"),
        ("22 de março de 2023 às 10h15", "2023-03-22"),
        ("22 febbraio 2023 alle 10:15", "2023-02-22"),
        ("22 maart 2023 om 10:15", "2023-03-22"),
        ("22 mars 2023 kl. 10.15", "2023-03-22"),
        ("22. marts 2023 kl. 10.15", "2023-03-22"),
        ("9. maaliskuuta 2024 klo 10.15", "2024-03-09"),
        ("22 lutego 2023, 10:15", "2023-02-22"),
        ("22. února 2023 10:15", "2023-02-22"),
        ("22 Şubat 2023", "2023-02-22"),
        ("2023. február 22.", "2023-02-22"),
        ("22 февраля 2023, 10:15", "2023-02-22"),
        ("22 лютого 2023", "2023-02-22"),
        ("22 Φεβρουαρίου 2023", "2023-02-22"),
        ("22 فبراير 2023", "2023-02-22"),
        ("٢٢ شباط ٢٠٢٣", "2023-02-22"),
        ("22 בפברואר 2023", "2023-02-22"),
        ("22 फ़रवरी 2023", "2023-02-22"),
        ("22 ก.พ. 2566", "2023-02-22"),
        ("2023年2月22日 10時15分", "2023-02-22"),
        ("2023년 2월 22일 오전 10:15", "2023-02-22"),
        ("February 2023", "2023-02"),
        ("2023年2月", "2023-02"),
    ],
)
def test_one_day_in_many_languages(line, value):
    assert [date.value for date in find_dates(line)] == [value]
    assert is_date_line(line)


def test_the_date_is_a_range_of_the_line_without_cue_and_time():
    assert read("Updated 22 February 2023, 10:15") == [("22 February 2023", "2023-02-22", "updated")]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Published: 3 May 2024 | Updated: 4 May 2024", ["published", "updated"]),
        ("Publié le 3 mai 2024 à 10h15 - Mis à jour le 4 mai 2024", ["published", "updated"]),
        ("Veröffentlicht am 03.05.2024, aktualisiert am 04.05.2024", ["published", "updated"]),
        ("3 Mayıs 2024 - Güncelleme: 4 Mayıs 2024", [None, "updated"]),
        ("2024年5月3日 10時15分 更新", ["updated"]),
        ("입력 2024.05.03 수정 2024.05.04", ["published", "updated"]),
        ("3 May 2024", [None]),
    ],
)
def test_published_and_updated_are_told_apart_by_the_cue_beside_them(line, kinds):
    assert [date.kind for date in find_dates(line)] == kinds


def test_a_date_that_can_be_read_in_two_ways_has_no_value_until_something_tells():
    assert read("03/04/2023") == [("03/04/2023", None, None)]
    assert read("03/04/2023", day_first=True)[0][1] == "2023-04-03"
    assert read("03/04/2023", day_first=False)[0][1] == "2023-03-04"
    assert read("23/04/2023")[0][1] == "2023-04-23"
    assert read("04/23/2023")[0][1] == "2023-04-23"
    assert read("03.04.2023")[0][1] == "2023-04-03"


def test_a_date_without_a_year_has_no_value():
    assert read("March 4") == [("March 4", None, None)]


@pytest.mark.parametrize("line", ["31 February 2023", "1.234.567", "version 10.2.3.1", "3.14", "Room 12", "", "2023"])
def test_what_is_no_date(line):
    assert find_dates(line) == []


@pytest.mark.parametrize("line", ["vor 3 Stunden", "2 hours ago", "il y a 3 heures", "3 дня назад", "10:15 Uhr"])
def test_a_time_told_from_now_is_a_date_line_without_a_date(line):
    assert is_date_line(line)
    assert find_dates(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "The minister arrived on 22 February 2023 and left the next day.",
        "Jane Doe, 22 February 2023, Springfield",
        "Monday",
        "Share",
        "Ten years ago the dam broke, and the town has been waiting ever since",
    ],
)
def test_other_lines_are_no_date_lines(line):
    assert not is_date_line(line)


def test_dates_can_be_blanked_out_in_place():
    line = "Jane Doe, 22 February 2023, 10:15"
    assert without_dates(line) == "Jane Doe, ||||||||||||||||, |||||"


def test_a_long_line_of_digits_is_read_quickly():
    assert find_dates("1." * 50_000) == []


def test_a_date_after_the_word_for_it_is_a_date_line() -> None:
    assert is_date_line("Datum 28.04.2023")
    assert not is_date_line("Datum unbekannt")
