"""Who may be 'he' and who may be 'she'."""

import pytest

from onrecord.reading.pronouns.gender import first_name_share


@pytest.mark.parametrize(
    ("name", "woman"), [("Maria", True), ("MARÍA", True), ("Peter", False), ("Ahmed", False), ("Yuki", True)]
)
def test_first_names(name: str, woman: bool) -> None:
    share = first_name_share(name)
    assert share is not None
    assert (share > 0.5) == woman


def test_a_name_that_both_bear() -> None:
    share = first_name_share("Kim")
    assert share is not None
    assert 0.2 < share < 0.8


def test_a_word_that_is_no_name() -> None:
    assert first_name_share("Parliament") is None
