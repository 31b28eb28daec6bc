"""The gazetteer as it is made: what is written is what is read."""

from pathlib import Path

import pytest

from onrecord.reading.places.gazetteer import Gazetteer, Listed
from training.gazetteer.names import of_division, of_town
from training.gazetteer.sources import Town, middle
from training.gazetteer.writing import write


def test_what_is_written_is_read(tmp_path: Path) -> None:
    one = Listed(12.345, -98.765, "town", "US.TX", 12_340, 77)
    other = Listed(-1.5, 179.999, "capital", "FJ", 90, None)
    rows = [(one, "alda", ["old alda"]), (other, "alda", [])] + [(one, f"name {n:04}", []) for n in range(1000)]
    path = tmp_path / "small.bin"
    assert write(path, rows)["names"] == 1002
    gazetteer = Gazetteer(path)
    assert gazetteer.places("alda") == (one, other)  # the most populous first
    assert gazetteer.places("old alda") == (Listed(12.345, -98.765, "town", "US.TX", 12_340, 77, True),)
    assert gazetteer.places("name 0999") == (one,)
    assert gazetteer.places("zzz") == ()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [(Listed(1.0, 2.0, "town", "XX", 100, n), f"name {n}", []) for n in range(50)]
    write(tmp_path / "a", rows)
    write(tmp_path / "b", list(reversed(rows)))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_names_that_english_may_use_are_kept() -> None:
    town = Town(
        1, "Chornobyl", ["Chernobyl", "CHB", "Чорнобиль", "qrnwbyl", "Sarkofag"], 51.3, 30.2, "UA", "UA.13", 1500
    )
    assert of_town(town) == ("chornobyl", ["chernobyl"])


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Kursk Oblast", ["kursk oblast", "kursk"]),
        ("Rapides Parish", ["rapides parish", "rapides"]),
        ("Bavaria", ["bavaria"]),
    ],
)
def test_divisions_go_without_the_word_for_their_kind(name: str, keys: list[str]) -> None:
    assert list(of_division(name)) == keys


def test_the_middle_is_the_lands_not_the_towns() -> None:
    corners = [(0.0, 0.0), (0.0, 10.0), (10.0, 0.0), (10.0, 10.0)]
    crowd = [(0.1 + n / 1000, 0.1) for n in range(50)]
    assert middle(corners + crowd) == pytest.approx((5.0, 5.0), abs=0.05)
    assert middle([(51.0, 179.0), (52.0, -179.0)]) == pytest.approx((51.5, 180.0))
