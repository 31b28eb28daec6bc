"""Given the names of a story, whose they are: an occurrence at a time where several people share a surname."""

from tests.reading.occurrences import people


def test_a_surname_before_its_rival_is_named_can_mean_no_one_else() -> None:
    text = "Omar Dervi was ill. Dervi rested.\n\nHis sister Leyla Dervi wrote.\n\nDoctors let Dervi go."
    assert people(text, "Omar Dervi", "Leyla Dervi", "Dervi") == [
        ["Omar Dervi", "Dervi", "Dervi"],
        ["Leyla Dervi"],
    ]


def test_a_surname_just_after_its_rival_stays_apart() -> None:
    text = "Omar Dervi was ill. Dervi rested.\n\nLeyla Dervi wrote to him. Dervi was angry."
    assert people(text, "Omar Dervi", "Leyla Dervi", "Dervi") == [["Omar Dervi", "Dervi"], ["Leyla Dervi"], ["Dervi"]]


def test_the_first_name_and_any_later_ones_are_the_person() -> None:
    text = "Omar Hadi Dervi Niaz and Omar Dervi, Omar Niaz, Niaz"
    assert people(text, "Omar Hadi Dervi Niaz", "Omar Dervi", "Omar Niaz", "Niaz") == [
        ["Omar Hadi Dervi Niaz", "Omar Dervi", "Omar Niaz", "Niaz"]
    ]


def test_another_first_name_is_another_person() -> None:
    text = "Omar Dervi and Leyla Hadi Dervi"
    assert len(people(text, "Omar Dervi", "Leyla Hadi Dervi")) == 2
