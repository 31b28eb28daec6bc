"""Given the names of a story and a surname that all the world knows: whose it is."""

from onrecord.reading.people import grouped
from onrecord.reading.sightings import key_of

KNOWN = {"dervi": frozenset({"omar dervi", "omar hadi dervi"})}


def people(text: str, *names: str) -> list[list[str]]:
    """The occurrences of each person, found left to right; a longer name hides the shorter one in it."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    taken: set[int] = set()
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            if at not in taken:
                found.setdefault(key_of(name), []).append((at, at + len(name), name))
                taken.update(range(at, at + len(name)))
            at = text.find(name, at + 1)
    grouped_ = grouped(found, text, known=lambda short: KNOWN.get(short, frozenset()))
    return [[words for _, _, words in places] for _, places in grouped_]


def test_used_before_anybody_is_named_in_full_it_is_the_one_whom_all_know() -> None:
    text = "President Dervi flew home.\n\nHis wife Leyla Dervi stayed.\n\nDervi spoke on Monday."
    assert people(text, "Leyla Dervi", "Dervi") == [["Leyla Dervi"], ["Dervi", "Dervi"]]


def test_just_after_another_is_named_in_full_it_is_the_other() -> None:
    text = "President Dervi flew home.\n\nHis wife Leyla Dervi stayed. Dervi spoke on Monday."
    assert people(text, "Leyla Dervi", "Dervi") == [["Leyla Dervi", "Dervi"], ["Dervi"]]


def test_a_story_that_names_somebody_else_first_means_that_one() -> None:
    text = "Leyla Dervi, a plumber, won the case.\n\nDervi said she was glad."
    assert people(text, "Leyla Dervi", "Dervi") == [["Leyla Dervi", "Dervi"]]


def test_of_two_who_are_named_it_is_the_one_whom_all_know() -> None:
    text = "Omar Dervi and Leyla Dervi flew home.\n\nThe crowd cheered.\n\nDervi waved."
    assert people(text, "Omar Dervi", "Leyla Dervi", "Dervi") == [["Omar Dervi", "Dervi"], ["Leyla Dervi"]]
