"""The scorer of the benchmark of pages, on cases that can be counted by hand."""

import pytest

from bench.accuracy.pages import body_scores, credit_is_right, letters, matched_captions, same, shingles, word_f1


def test_shingles_are_a_bag_of_four_words() -> None:
    assert shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("A, b!") == {("a", "b"): 1}
    assert shingles("…") == {}


def test_precision_and_recall_are_shares_of_shingles() -> None:
    assert body_scores("a b c d e f g", "a b c d e") == (0.5, 1.0)
    assert body_scores("a b c d", "a b c d e f g") == (1.0, 0.25)
    assert body_scores("", "a b c d") == (0.0, 0.0)
    assert body_scores("", "") == (1.0, 1.0)


def test_exact_forgives_white_space_alone() -> None:
    assert same("One  line.\nTwo.", "One line. Two.")
    assert not same("One line", "One line.")


def test_word_f1_counts_words_without_case() -> None:
    assert word_f1("The old bridge", "the bridge") == pytest.approx(0.8)
    assert word_f1("", "the bridge") == 0.0


def test_names_are_compared_as_letters() -> None:
    assert letters("Ana-María  O’Neil") == letters("ana maría oneil")


def test_captions_are_matched_one_to_one() -> None:
    gold = [("The bridge at low tide", ["Bram Osei"]), ("The bridge at low tide", []), (None, ["AFP"]), (None, [])]
    ours = [("The bridge at low tide", "Bram Osei"), ("", "AFP")]
    assert matched_captions(ours, gold) == [(0, 0), (1, None), (2, 1)]


def test_a_credit_is_right_in_any_order() -> None:
    assert credit_is_right("Bram Osei / Harbour Post", ["Harbour Post", "Bram Osei"])
    assert not credit_is_right("Harbour Post", ["Bram Osei", "Harbour Post"])
