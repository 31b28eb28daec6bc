"""People's judgements of disputes, promises and offices that several stories tell of: only a person closes one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import QueryError
from onrecord.model import Commitment, Dispute, Entity, Mention, Reading, Side, SpeakerRef, Statement
from onrecord.record import ClaimQuery, OfficeQuery, Record
from tests.record.making import span, story
from tests.record.test_people_offices_places import add, told

WHO = {"by": "mk", "reason": "read both"}
DENIAL = "the company had not paid the fishermen"
PROMISE = "to publish the accounts"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def disputed(
    day: str, lead: str, *, about: str = "the company had paid the fishermen", promise: str = PROMISE
) -> Reading:
    """A story in which Ruth Asante says something, promises something else, and Kwame Boateng denies the first."""
    text = f"{lead}\n\nRuth Asante said {about}. She promised {promise}. Kwame Boateng denied it."

    def named(local: str, name: str) -> Entity:
        words = span(text, name)
        return Entity(id=local, kind="person", name=name, mentions=(Mention(words.start, words.end, name),))

    def said(local: str, by: str, words: str, act: str) -> Statement:
        return Statement(
            id=local, mode="indirect", act=act, content=(span(text, words),), speaker=SpeakerRef(entity=by)  # type: ignore[arg-type]
        )  # fmt: skip

    return Reading(
        story=story(text, published=day),
        sentences=((0, len(lead)), (len(lead) + 2, len(text))),
        entities=(named("e1", "Ruth Asante"), named("e2", "Kwame Boateng")),
        statements=(
            said("s1", "e1", about, "assert"),
            said("s2", "e1", promise, "promise"),
            said("s3", "e2", "it", "deny"),
        ),
        disputes=(
            Dispute(
                about=about,
                sides=(
                    Side(stance="affirms", parties=("e1",), statements=("s1",)),
                    Side(stance="denies", parties=("e2",), statements=("s3",)),
                ),
            ),
        ),
        commitments=(Commitment(content=span(text, promise), by="e1", made=day, statement="s2"),),
    )


def test_a_dispute_is_settled_at_any_of_its_tellings(record: Record) -> None:
    add(record, disputed("2024-03-04", "Paid"), disputed("2024-03-09", "Unpaid"), disputed("2024-03-12", "Waiting"))
    (thread,) = record.disputes()
    assert (thread.state, len(thread.tellings)) == ("open", 3)
    made = record.judging.correct(thread.tellings[1].id, "state", "settled", **WHO)
    (thread,) = record.disputes()
    assert thread.state == "settled"
    assert record.disputes(ClaimQuery(status="open")) == []
    assert record.disputes(ClaimQuery(status="settled")) == [thread]
    record.judging.undo(made.id, **WHO)
    assert [one.state for one in record.disputes()] == ["open"]


def test_disputes_of_two_stories_are_put_together_and_told_apart(record: Record) -> None:
    add(record, disputed("2024-03-04", "Paid"), disputed("2024-03-09", "Unpaid"))
    (thread,) = record.disputes()
    first, second = (one.id for one in thread.tellings)
    made = record.judging.split(first, [second], **WHO)
    assert [one.id for one in record.disputes(ClaimQuery())] == [second, first]
    record.judging.undo(made.id, **WHO)
    assert [len(one.tellings) for one in record.disputes()] == [2]
    add(record, disputed("2024-04-01", "Ferry", about="the ferry of the east bank was unsafe"))
    other = next(one for one in record.disputes() if len(one.tellings) == 1)
    record.judging.merge(other.id, [first], by="mk", reason="it is all about the money")
    (thread,) = record.disputes()
    assert [one.id for one in thread.tellings] == [first, second, other.id]


def test_a_promise_that_is_closed_in_one_story_is_closed_in_all_that_tell_of_it(record: Record) -> None:
    add(record, disputed("2024-03-04", "Paid"), disputed("2024-04-09", "Later", promise="to open the books to anybody"))
    second, first = record.commitments()
    assert (first.same, second.same) == ((), ())
    closed = record.judging.correct(first.commitment.id, "standing", "fulfilled", **WHO)
    assert [one.standing for one in record.commitments()] == ["open", "fulfilled"]
    made = record.judging.merge(first.commitment.id, [second.commitment.id], **WHO)
    assert [one.standing for one in record.commitments()] == ["fulfilled", "fulfilled"]
    assert record.commitments()[0].same == (first.commitment.id,)
    record.judging.correct(second.commitment.id, "standing", "broken", by="jl", reason="only half of them")
    assert [one.standing for one in record.commitments()] == ["broken", "broken"], "the last word"
    record.judging.undo(made.id, **WHO)
    assert [one.standing for one in record.commitments()] == ["broken", "fulfilled"]
    record.judging.undo(closed.id, **WHO)
    assert [one.standing for one in record.commitments()] == ["broken", "open"]


def test_copies_of_one_text_tell_of_one_promise(record: Record) -> None:
    lead = "The harbour of Tarvik waits for its money, and nobody on the quay believes that it will come this year"
    add(record, disputed("2024-03-04", lead), disputed("2024-03-05", lead + " or the next"))
    assert [len(one.same) for one in record.commitments()] == [1, 1]
    one, other = (each.commitment.id for each in record.commitments())
    record.judging.correct(one, "standing", "withdrawn", **WHO)
    assert [each.standing for each in record.commitments()] == ["withdrawn", "withdrawn"]
    record.judging.split(one, [other], **WHO)
    assert [each.standing for each in record.commitments()] == ["withdrawn", "open"]


def test_rows_of_two_kinds_are_not_one(record: Record) -> None:
    add(record, disputed("2024-03-04", "Paid"), disputed("2024-03-09", "Unpaid"))
    (thread,) = record.disputes()
    with pytest.raises(QueryError, match=r"takes rows of one kind .* these are: dispute, commitment"):
        record.judging.merge(thread.id, [record.commitments()[0].commitment.id], **WHO)
    with pytest.raises(QueryError, match="these are: statement, statement"):
        record.judging.split(record.statements()[0].id, [record.statements()[1].id], **WHO)


# Offices


def test_the_beginning_that_a_person_gives_stands_above_what_stories_say(record: Record) -> None:
    add(
        record,
        told("2024-03-04", "Norway’s minister since 2021 is Oda Lien.", "Oda Lien", begins="2021"),
        told("2024-05-20", "Norway’s minister Oda Lien came in May.", "Oda Lien", begins="2023-05-17"),
    )
    (before,) = record.tenures(OfficeQuery(country="NO"))
    assert (before.begins, len(before.offices), before.judged) == ("2023-05-17", 2, ())
    made = record.judging.correct(before.offices[0], "from", "2022", **WHO)
    (line,) = record.tenures(OfficeQuery(country="NO"))
    assert (line.begins, [(one.field, one.by) for one in line.judged]) == ("2022", [("from", "mk")])
    assert [(one.kind, one.value) for one in line.conflicts] == [("two_beginnings", "2023-05-17")]
    record.judging.correct(before.offices[1], "to", "2024-06", **WHO)
    (line,) = record.tenures(OfficeQuery(country="NO"))
    assert (line.begins, line.ends) == ("2022", "2024-06")
    record.judging.undo(made.id, **WHO)
    assert record.tenures(OfficeQuery(country="NO"))[0].begins == "2023-05-17"


def test_that_a_beginning_is_not_known_is_a_persons_word_too(record: Record) -> None:
    add(
        record,
        told("2024-03-04", "Norway’s minister since 2021 is Oda Lien.", "Oda Lien", begins="2021"),
        told("2024-05-20", "Norway’s minister Oda Lien came in May.", "Oda Lien", begins="2023-05-17"),
    )
    (line,) = record.tenures(OfficeQuery(country="NO"))
    record.judging.correct(line.offices[1], "from", None, **WHO)
    assert record.tenures(OfficeQuery(country="NO"))[0].begins is None
