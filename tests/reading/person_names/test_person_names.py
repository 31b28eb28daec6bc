"""Whether two names may be one person's. All people are invented."""

import time

import pytest

from onrecord.reading.person_names import THRESHOLD, block_keys, explain, same_person_name
from onrecord.reading.person_names.likeness import edits, jaro_winkler
from onrecord.reading.person_names.parts import name_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Al-Rashid", "Muhammad Rashid"),  # transliterated twice
        ("Peter Hansen", "HANSEN, Peter"),  # the family name first
        ("Renée Müller-Brandt", "Renee Muller Brandt"),  # accents and hyphens
        ("P. Hansen", "Peter Hansen"),  # an initial
        ("Bob Hartley", "Robert Hartley"),  # a short form
        ("Ana Maria Lopes da Silva", "Ana Lopes"),  # what is left out
        ("Lina Berg-Solheim", "Lina Berg"),  # a double name
        ("Dr. Amina Yusuf", "Amina Yusuf"),  # an honorific
        ("Jan van der Meulen", "Jan Meulen"),  # particles
        ("Karl Weber Jr.", "Karl Weber"),  # the generation is at times left out
        ("Андрей Сергеевич Волков", "Andrei Volkov"),  # a patronymic, another script
        ("Dimitris Pappas", "Δημήτρης Παππάς"),
        ("محمد حسين العلي", "Mohammed Hussein al-Ali"),  # without vowels
        ("Sanjay Verma", "संजय वर्मा"),
        ("Wei Ming Zhao", "赵伟明"),  # a syllable a character
        ("Mohammadreza Karimi", "Mohammad Reza Karimi"),  # in one word and in two
    ],
)
def test_one_person_written_in_two_ways(one: str, other: str) -> None:
    assert same_person_name(one, other) >= THRESHOLD
    assert block_keys(one) & block_keys(other)
    assert same_person_name(other, one) == same_person_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peter Hansen", "Paula Hansen"),
        ("Imran Qureshi", "Farid Qureshi"),  # one family name
        ("Peter J. Hansen", "Peter K. Hansen"),  # two initials
        ("Karl Weber Jr.", "Karl Weber Sr."),  # father and son
        ("Maria Lopes", "Maria Lindqvist"),  # one given name
        ("Андрей Волков", "Sergei Volkov"),
        ("Asif Khan", "Bilal Khan"),
    ],
)
def test_two_people_who_share_a_part_stay_apart(one: str, other: str) -> None:
    assert same_person_name(one, other) < THRESHOLD


def test_one_word_says_no_more_than_perhaps() -> None:
    assert same_person_name("Qureshi", "Imran Qureshi") <= THRESHOLD
    assert same_person_name("Hansen", "Imran Qureshi") < 0.2
    assert same_person_name("Hansen", "Qureshi") < 0.2


def test_an_explanation_shows_what_was_held_against_what() -> None:
    told = explain("Ana Lopes", "Ana Maria Lopez")
    assert told.likeness == same_person_name("Ana Lopes", "Ana Maria Lopez")
    assert [(one, other) for one, other, _ in told.aligned] == [("ana", "ana"), ("lopes", "lopez")]
    assert told.left_over == ("maria",)
    assert told.reasons
    assert abs(told.reasons[0][1]) >= abs(told.reasons[-1][1])


def test_a_name_is_taken_apart() -> None:
    name = name_of("Sheikh Omar bin Khalid Farsi, Jr.")
    assert [part.written for part in name.heavy] == ["omar", "khalid", "farsi"]
    assert name.generation == "jr"


@pytest.mark.parametrize(
    "odd", ["", " ", "—", "\u200f", "\ud800", "x" * 100_000, "a b " * 50_000, "🙂 🙂", "((((", "𝔍𝔬𝔥𝔫"]
)
def test_whatever_stands_there_gets_an_answer_at_once(odd: str) -> None:
    started = time.perf_counter()
    assert 0 <= same_person_name(odd, "Peter Hansen") <= 1
    assert 0 <= same_person_name(odd, odd) <= 1
    assert explain(odd, "Peter Hansen").likeness == same_person_name(odd, "Peter Hansen")
    assert time.perf_counter() - started < 1


def test_the_measures_are_the_published_ones() -> None:
    assert jaro_winkler("martha", "marhta") == pytest.approx(0.9611, abs=1e-4)
    assert jaro_winkler("dixon", "dicksonx") == pytest.approx(0.8133, abs=1e-4)
    assert jaro_winkler("", "a") == 0
    assert edits("kitten", "sitting") == 3
