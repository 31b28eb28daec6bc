"""Positions for the browser, and the little that is cleaned before a text is frozen."""

import pytest

from onrecord.text import Utf16Offsets, clean


def test_an_astral_character_counts_twice_in_the_browser() -> None:
    offsets = Utf16Offsets("a🚀b")
    assert [offsets.to_utf16(position) for position in range(4)] == [0, 1, 3, 4]
    assert [offsets.to_code_points(unit) for unit in (0, 1, 3, 4)] == [0, 1, 2, 3]


def test_positions_that_are_none() -> None:
    offsets = Utf16Offsets("a🚀b")
    with pytest.raises(ValueError, match="middle of a surrogate pair"):
        offsets.to_code_points(2)
    with pytest.raises(ValueError, match="does not lie"):
        offsets.to_utf16(4)
    with pytest.raises(ValueError, match="does not lie"):
        offsets.to_code_points(5)


def test_crlf_and_surrogates_are_cleaned_and_nothing_else() -> None:
    assert clean("a\r\nb\rc") == "a\nb\rc"
    assert clean("lone \ud83d, pair \ud83d\ude80, \ude80") == "lone \ufffd, pair 🚀, \ufffd"
    assert clean("e\u0301\u00a0\u200b\ufeff") == "e\u0301\u00a0\u200b\ufeff"
