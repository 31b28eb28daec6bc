"""The lexicon of event words as data: every line can be read, and no PLOVER type is thin."""

from collections import Counter

import pytest

from onrecord.reading.events import entries
from onrecord.reading.events.entries import Entry, event_lexicon, words_of
from onrecord.reading.lexicon import lexicon

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def all_entries() -> list[Entry]:
    found = event_lexicon()
    return [entry for some in (found.verbs, found.nouns) for group in some.values() for entry in group]


def test_types_are_plovers_or_none() -> None:
    kinds = {sense.type for entry in all_entries() for rule in entry.rules for sense in rule.senses}
    assert kinds == TYPES | {None}
    assert set(event_lexicon().becomes) <= TYPES


def test_each_type_has_many_words() -> None:
    words = Counter(kind for entry in all_entries() for kind in {s.type for rule in entry.rules for s in rule.senses})
    assert min(words[kind] for kind in TYPES) >= 60


def test_modes_are_listed() -> None:
    listed = lexicon("events/modes")
    for entry in all_entries():
        for rule in entry.rules:
            for sense in rule.senses:
                if sense.mode is not None:
                    assert sense.type is not None
                    known = set(listed[sense.type]) if sense.type in listed else set()
                    known |= {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "visit"}
                    assert sense.mode in known, (entry.words, sense)


def test_weights_are_shares() -> None:
    for entry in all_entries():
        for rule in entry.rules:
            assert sum(sense.weight for sense in rule.senses) <= 1.005, entry.words


def test_hyphens_stand_alone() -> None:
    assert words_of("cease-fire deal") == ("cease", "-", "fire", "deal")


def test_a_noun_phrase_is_led_by_the_word_before_its_preposition() -> None:
    nouns = event_lexicon().nouns
    heads = {entry.words: entry.words[entry.head] for group in nouns.values() for entry in group}
    assert heads["exchange", "of", "gunfire"] == "exchange"
    assert heads["hunger", "strike"] == "strike"


def test_a_word_in_two_lists_has_two_senses() -> None:
    (entry,) = [one for one in event_lexicon().nouns["treaty"] if one.words == ("treaty",)]
    assert {sense.type for sense in entry.rules[0].senses} >= {"AGREE", "SUPPORT"}


def test_a_line_without_an_arrow_is_refused() -> None:
    with pytest.raises(ValueError, match="no '->'"):
        entries._rule("obj=cow AID", {})


def test_a_class_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        entries._rule("obj=@cows -> AID", {})
