"""Given the words of a name: does the family stand first?"""

import pytest

from onrecord.reading.family_first import is_family_first


@pytest.mark.parametrize("name", ["lin meizhen", "kwon tae-min", "kim min jung", "tsai mei-hua", "chan ka-fai"])
def test_it_does_in_chinese_and_korean_names(name: str) -> None:
    assert is_family_first(tuple(name.split()))


@pytest.mark.parametrize("name", ["kim petersen", "lee harvey olsen", "maria lin", "lin", "song of the north sea"])
def test_it_does_not_in_others(name: str) -> None:
    assert not is_family_first(tuple(name.split()))
