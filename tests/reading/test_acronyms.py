"""Given a bracket, the short form that the story defines by it, or none."""

import pytest

from onrecord.reading.acronyms import definitions


def defined(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*one.long)], text[slice(*one.short)]) for one in definitions(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("the World Harbour Union (WHU) met", "World Harbour Union", "WHU"),
        ("members of the Tehreek-e-Bahar Nordavia (TBN), a party", "Tehreek-e-Bahar Nordavia", "TBN"),
        ("the Nordavian Institute of Medical Sciences (NIMS) said", "Nordavian Institute of Medical Sciences", "NIMS"),
        ("before the ATC [Anti-Terrorism Court], he", "Anti-Terrorism Court", "ATC"),
        (
            "Board for the Inspection of Harbours (BIH; in Nordavian: HIB)",
            "Board for the Inspection of Harbours",
            "BIH",
        ),
        ("the Central Union (“CU”) voted", "Central Union", "CU"),
    ],
)
def test_a_bracket_defines_a_short_form(text: str, long: str, short: str) -> None:
    assert defined(text) == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Jensen (D-Vermont) voted",  # letters that no words before carry
        "the new law (NDA) of the city",  # likeness in part only
        "he came (late) to the talks",
        "the union of workers (UW) met",  # a description in small letters is no name
        "Peter (PETER) said",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert defined(text) == []


def test_long_text_in_brackets_takes_no_time() -> None:
    assert defined("(" * 5000 + "A" * 5000 + ")" * 5000) == []
