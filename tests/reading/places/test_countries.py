"""Which country a word means."""

import pytest

from onrecord.reading.places import capital_of, country_called, country_name, country_named, country_of_capital


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Pakistan", "PK"),
        ("Pakistan’s", "PK"),
        ("Pakistani", "PK"),
        ("Afghans", "AF"),
        ("British", "GB"),
        ("the U.S.", "US"),
        ("US", "US"),
        ("UAE", "AE"),
        ("DRC", "CD"),
        ("Holland", "NL"),
        ("Burma", "MM"),
        ("Côte d’Ivoire", "CI"),
        ("the Netherlands", "NL"),
        ("The Gambia", "GM"),
        ("Swiss", "CH"),
        ("South Koreans", "KR"),
        ("Filipinos", "PH"),
        ("us", None),  # a pronoun
        ("polish", None),  # a verb
        ("European", None),
        ("Kurds", None),
        ("", None),
    ],
)
def test_a_country_by_its_name_or_its_people(words: str, code: str | None) -> None:
    assert country_named(words) == code


def test_a_people_is_not_the_country_by_name() -> None:
    assert country_called("Afghanistan") == "AF"
    assert country_called("Afghans") is None


def test_capitals_both_ways() -> None:
    assert capital_of("UA") == "Kyiv"
    assert country_of_capital("Kiev") == "UA"
    assert country_of_capital("Washington, D.C.") == "US"
    assert country_of_capital("Kingston") == "JM"  # not Norfolk Island
    assert country_of_capital("Springfield") is None


def test_every_capital_leads_back_to_a_country() -> None:
    for code in ("AF", "BO", "BR", "CI", "IN", "KZ", "MM", "NG", "NL", "TZ", "ZA"):
        capital = capital_of(code)
        assert capital is not None
        assert country_of_capital(capital) == code


def test_names_of_codes() -> None:
    assert country_name("xk") == "Kosovo"
    assert country_name("ZZ") is None
    assert capital_of("ZZ") is None
