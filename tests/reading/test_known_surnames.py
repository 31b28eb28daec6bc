"""Given the names of a story and a surname that all the world knows: whose it is."""

from tests.reading.occurrences import people

KNOWN = {"dervi": frozenset({"omar dervi", "omar hadi dervi"})}


def test_used_before_anybody_is_named_in_full_it_is_the_one_whom_all_know() -> None:
    text = "President Dervi flew home.\n\nHis wife Leyla Dervi stayed.\n\nDervi spoke on Monday."
    assert people(text, "Leyla Dervi", "Dervi", known=KNOWN) == [["Leyla Dervi"], ["Dervi", "Dervi"]]


def test_just_after_another_is_named_in_full_it_is_the_other() -> None:
    text = "President Dervi flew home.\n\nHis wife Leyla Dervi stayed. Dervi spoke on Monday."
    assert people(text, "Leyla Dervi", "Dervi", known=KNOWN) == [["Leyla Dervi", "Dervi"], ["Dervi"]]


def test_a_story_that_names_somebody_else_first_means_that_one() -> None:
    text = "Leyla Dervi, a plumber, won the case.\n\nDervi said she was glad."
    assert people(text, "Leyla Dervi", "Dervi", known=KNOWN) == [["Leyla Dervi", "Dervi"]]


def test_of_two_who_are_named_it_is_the_one_whom_all_know() -> None:
    text = "Omar Dervi and Leyla Dervi flew home.\n\nThe crowd cheered.\n\nDervi waved."
    assert people(text, "Omar Dervi", "Leyla Dervi", "Dervi", known=KNOWN) == [["Omar Dervi", "Dervi"], ["Leyla Dervi"]]
