"""Who has no name, across stories of one event: invented descriptions."""

from __future__ import annotations

import pytest

from onrecord.linking.described import head_of, same_described


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the driver", "driv"),
        ("A driver of a lorry that overturned", "driv"),
        ("the lorry driver", "driv"),
        ("two Norwegian fishermen", "norwegian fishermen"),
        ("a man, 34", "man"),
        ("they", ""),
        ("a senior official", ""),
    ],
)
def test_a_description_is_known_by_its_head(words: str, head: str) -> None:
    assert head_of(words) == head


def test_one_of_each_story_is_the_same_and_the_likest_story_speaks_first() -> None:
    near = [{"mayor": ["mayor"]}, {"d2": ["driv", "man"], "mayor": ["mayor"]}]
    assert same_described({"d1": ["driv"], "m": ["mayor"]}, near) == {"d1": (1, "d2"), "m": (0, "mayor")}


def test_of_two_drivers_none_is_the_other_storys() -> None:
    assert same_described({"a": ["driv"], "b": ["driv"]}, [{"c": ["driv"]}]) == {}
    assert same_described({"a": ["driv"]}, [{"c": ["driv"], "d": ["driv"]}]) == {}


def test_who_only_speaks_is_never_anothers() -> None:
    assert same_described({"a": [head_of("an official")]}, [{"b": [head_of("the official")]}]) == {}
