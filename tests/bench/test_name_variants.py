"""How the benchmark of name variants samples and scores. All people are invented."""

from pathlib import Path

import pytest

from bench.accuracy.name_variants import baseline, f1_at, kind_of, pairs_of, script_of

NAMES = """\
Elbonia\tSenate\t1\tOda Lien
Elbonia\tSenate\t1\tLien, Oda
Elbonia\tSenate\t1\tOda M. Lien (politician)
Elbonia\tSenate\t1\tОда Лиен
Elbonia\tSenate\t2\tPer Lien
Elbonia\tSenate\t3\tUnn Dahl
Elbonia\tHouse\t4\tUna Dahl
"""


@pytest.fixture
def sampled(tmp_path: Path) -> list[tuple[str, frozenset[str], bool, bool]]:
    path = tmp_path / "names.tsv"
    path.write_text(NAMES, encoding="utf-8")
    assert pairs_of(path) == pairs_of(path), "each run samples the same"
    return [(pair.kind, frozenset((pair.left, pair.right)), pair.same, pair.respelt) for pair in pairs_of(path)]


def test_spellings_of_one_person_are_pairs(sampled: list[tuple[str, frozenset[str], bool, bool]]) -> None:
    same = {(kind, names): respelt for kind, names, same, respelt in sampled if same}
    assert same[("latin", frozenset(("Oda Lien", "Lien, Oda")))] is False, "only the order differs"
    assert same[("latin", frozenset(("Oda Lien", "Oda M. Lien")))] is True, "the note in brackets is cut off"
    assert ("alphabets", frozenset(("Oda Lien", "Ода Лиен"))) in same


def test_different_people_share_a_part_and_a_house(sampled: list[tuple[str, frozenset[str], bool, bool]]) -> None:
    different = [names for kind, names, same, _ in sampled if kind == "latin" and not same]
    assert frozenset(("Oda Lien", "Per Lien")) in different
    assert all("Per Lien" in names for names in different), "Dahl and Dahl sit in two houses"


def test_a_pair_has_the_kind_of_its_other_script() -> None:
    assert script_of("Renée") == "latin"
    assert kind_of("Oda Lien", "عودة لين") == "consonants"
    assert kind_of("리엔", "Oda Lien") == "east_asian"
    assert kind_of("Ода", "리엔") is None


def test_scores() -> None:
    assert baseline("Oda Lien", "LIEN, Oda") == 1
    assert baseline("Oda Lien", "Oda Maria Lien") == pytest.approx(0.9)
    assert f1_at([(0.9, True), (0.6, False), (0.2, True)], 0.5) == pytest.approx(0.5)
