"""Given a span and a new version of its text: where the span stands now, or None where that is not certain."""

import time

from onrecord.model import Span
from onrecord.text import Anchored, anchor, compare, mapped, selector_for

OLD = (
    "The harbour bridge opened on Monday, the city said.\n\n"
    "“We waited for two long years and now the ships may pass at last,” the mayor said.\n\n"
    "The mayor said no more."
)


def span(words: str, text: str = OLD, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span.of(text, at, at + len(words))


def moved(words: str, new: str, nth: int = 0) -> Anchored | None:
    return anchor(selector_for(OLD, span(words, nth=nth)), new)


def test_words_that_stand_there_once_are_found_wherever_they_moved() -> None:
    found = moved("We waited for two long years", "Corrected on Tuesday.\n\n" + OLD)
    assert found is not None
    assert (found.span.start, found.score, found.how) == (OLD.index("We waited") + 23, 1.0, "unique")


def test_the_surroundings_tell_one_mayor_from_the_other() -> None:
    new = "Corrected on Tuesday.\n\n" + OLD
    for nth in (0, 1):
        found = moved("mayor", new, nth)
        assert found is not None
        assert (found.span, found.how) == (span("mayor", new, nth), "context")


def test_slightly_edited_words_are_found_with_a_score() -> None:
    new = OLD.replace("two long years", "two whole years")
    found = moved("We waited for two long years and now the ships may pass at last,", new)
    assert found is not None
    assert found.span.text == "We waited for two whole years and now the ships may pass at last,"
    assert found.how == "edited"
    assert 0.8 <= found.score < 1


def test_words_that_are_gone_are_not_found() -> None:
    assert moved("We waited for two long years", "The harbour bridge opened.\n\nNobody spoke.") is None


def test_two_places_that_nothing_tells_apart_are_not_guessed() -> None:
    text = "Yes.\n\n" * 40
    middle = Span.of(text, 60, 63)
    assert anchor(selector_for(text, middle), text + "Yes.") is None
    again = anchor(selector_for(text, middle), text, was_at=60)
    assert again is not None
    assert again.span == middle


def test_one_short_word_in_new_surroundings_is_not_trusted() -> None:
    assert moved("Monday", "Schools close every Monday in winter, a report says.") is None


def test_hostile_texts_cost_bounded_time() -> None:
    words = "a b " * 140
    started = time.process_time()
    anchor(selector_for(words, Span.of(words, 0, 559)), "a b c " * 20_000)
    compare("a b " * 3_000, "b a c " * 2_000)
    compare("a\n" * 4_000, "b\na\n" * 3_000)
    assert time.process_time() - started < 10


def test_a_difference_names_what_was_added_and_what_stayed() -> None:
    new = OLD.replace("on Monday", "on Tuesday") + "\n\nIt rained."
    changes = compare(OLD, new)
    assert [(change.kind, new[slice(*change.new)]) for change in changes if change.kind != "same"] == [
        ("replaced", "Tuesday"),
        ("added", "\n\nIt rained."),
    ]
    assert mapped(changes, span("“We waited"), new) == span("“We waited", new)
    assert mapped(changes, span("on Monday"), new) is None
