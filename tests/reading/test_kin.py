"""Given a story that speaks of families: one group for the family of each person."""

from onrecord.capture.anatomy import as_story
from onrecord.model import Reading
from onrecord.reading import Reader

READER = Reader(rules_only=True)


def families(*paragraphs: str) -> dict[str, list[str]]:
    reading: Reading = READER.read(as_story("Two were buried on Monday\n\n" + "\n\n".join(paragraphs)))
    ids = [one.id for one in reading.entities]
    assert len(ids) == len(set(ids))
    return {one.name: [mention.text for mention in one.mentions] for one in reading.entities if one.kind == "group"}


def test_the_family_of_one_person_is_one() -> None:
    assert families(
        "Omar Dervi was buried on Monday. His family wept, and Dervi’s relatives thanked the mayor.",
        "The family asked for calm.",
    ) == {"Dervi’s relatives": ["His family", "Dervi’s relatives", "The family"]}


def test_families_of_two_people_are_two_though_the_words_are_the_same() -> None:
    found = families(
        "Omar Dervi was buried on Monday. His family wept.",
        "Lars Holm was 61. His family lives in Oslo. Holm’s family was not there.",
    )
    assert found == {"His family": ["His family"], "Holm’s family": ["His family", "Holm’s family"]}


def test_the_family_of_two_is_nobody_s_for_sure() -> None:
    found = families(
        "Omar Dervi was buried on Monday. Dervi’s family wept.",
        "Lars Holm was 61. Holm’s family was not there.",
        "The family asked for calm.",
    )
    assert found["The family"] == ["The family"]
    assert len(found) == 3


def test_a_story_without_families_is_left_alone() -> None:
    assert families("Omar Dervi met Lars Holm in Oslo on Monday.") == {}
