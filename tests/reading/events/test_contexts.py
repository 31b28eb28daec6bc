"""PLOVER's contexts of an event."""

import pytest

from onrecord.reading.english import language
from onrecord.reading.events.contexts import contexts_of
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part


def contexts(text: str) -> tuple[str, ...]:
    """The contexts of the first trigger as the type that it likeliest has."""
    one = triggers(Parse(Part("paragraph", 0, len(text)), 0, language()(text)))[0]
    return contexts_of(one.senses[0].type, one)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The ambassadors met on Sunday.", "diplomatic"),
        ("Voters condemned the election commission.", "election"),
        ("Police arrested a judge for bribery.", "corruption"),
        ("The ministers discussed the refugee crisis.", "migration"),
        ("Customs officers seized heroin at the port.", "illegal_drugs"),
        ("Hackers attacked the bank.", "cyber"),
        ("The troops attacked with sarin.", "cbrn"),
        ("The tribunal sued the mayor over a lawsuit.", "legal"),
    ],
)
def test_contexts(text: str, context: str) -> None:
    assert context in contexts(text)


def test_no_word_no_context() -> None:
    assert contexts("They met on Sunday.") == ()


def test_a_word_of_another_clause_does_not_set_a_health_context() -> None:
    assert contexts("They arrested the man, who had once worked as a nurse.") == ()
