"""``onrecord disputes`` and ``onrecord commitments``, run as a person runs them, on two invented stories."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.model import Commitment, Dispute, Entity, Mention, Reading, Side, SpeakerRef, Statement
from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture, span, story

FIRST = "Bridge paid\n\nRuth Asante said the company had paid the fishermen. She promised to publish the accounts. "
FIRST += "Kwame Boateng said the company had not paid the fishermen."
SECOND = "Still waiting\n\nRuth Asante said the company had paid the fishermen. "
SECOND += "Marta Quispe said the company had not paid the fishermen. Kwame Boateng denied it. "
SECOND += "Quispe said the accounts had not been published."


def _reading(text: str, date: str, against: tuple[str, ...], *, promise: bool) -> Reading:
    def mention(name: str) -> Mention:
        found = span(text, name)
        return Mention(found.start, found.end, found.text)

    names = ("Ruth Asante", *against)
    entities = tuple(
        Entity(id=f"e{at}", kind="person", name=name, mentions=(mention(name),)) for at, name in enumerate(names, 1)
    )

    def said(own: str, speaker: str, words: str, act: str = "assert") -> Statement:
        return Statement(
            id=own, mode="indirect", act=act, content=(span(text, words),), speaker=SpeakerRef(entity=speaker)  # type: ignore[arg-type]
        )  # fmt: skip

    statements = [
        said("s1", "e1", "the company had paid the fishermen"),
        said("s2", "e2", "the company had not paid the fishermen"),
    ]
    commitments: tuple[Commitment, ...] = ()
    if promise:
        statements.append(said("s3", "e1", "to publish the accounts", "promise"))
        commitments = (
            Commitment(content=span(text, "to publish the accounts"), by="e1", made=date, due="2024-03-29",
                       statement="s3"),
        )  # fmt: skip
    else:
        statements.append(said("s4", "e2", "the accounts had not been published"))
    sides = (
        Side(stance="affirms", parties=("e1",), statements=("s1",)),
        Side(stance="denies", parties=tuple(f"e{at}" for at in range(2, len(names) + 1)), statements=("s2",)),
    )
    body = span(text, "Ruth Asante said")
    return Reading(
        story=story(text, published=date),
        sentences=((0, body.start - 2), (body.start, len(text))),
        entities=entities,
        statements=tuple(statements),
        disputes=(Dispute(about="the company had paid the fishermen", sides=sides),),
        commitments=commitments,
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        late = _reading(SECOND, "2024-04-02", ("Marta Quispe", "Kwame Boateng"), promise=False)
        record.add_capture(capture("late"), [late], MADE_BY)
        early = _reading(FIRST, "2024-03-04", ("Kwame Boateng",), promise=True)
        record.add_capture(capture("early"), [early], MADE_BY)


@pytest.mark.usefixtures("here")
def test_two_stories_of_one_dispute_are_one_line_with_who_joined(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "disputes", "--party", "Asante")
    assert code == 0
    assert out.splitlines()[:3] == [
        "the company had paid the fishermen  open · since 2024-03-04 · 2 stories",
        "  affirms: Ruth Asante",
        "  denies: Kwame Boateng, Marta Quispe (since 2024-04-02)",
    ]


@pytest.mark.usefixtures("here")
def test_disputes_can_be_asked_by_both_parties_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "disputes", "--party", "asante", "--with", "quispe", "--json")
    (found,) = [json.loads(line) for line in out.splitlines()]
    assert len(found["tellings"]) == 1
    code, _, err = run(capsys, "disputes", "--party", "Nobody")
    assert (code, err) == (1, "The record holds no such dispute.\n")


@pytest.mark.usefixtures("here")
def test_a_promise_is_told_with_what_a_later_story_says_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "commitments", "--by", "Ruth Asante")
    assert code == 0
    first, _, third = out.splitlines()
    assert first == "Ruth Asante: to publish the accounts  breach reported · made 2024-03-04 · due 2024-03-29"
    assert third.startswith("  breach reported: the accounts had not been published  Marta Quispe, The Harbour Post")


@pytest.mark.usefixtures("here")
def test_due_dates_for_a_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "commitments", "--ical", "due.ics")[0] == 0
    written = Path("due.ics").read_bytes().decode()
    lines = written.split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OnRecord//commitments//EN"]
    assert "DTSTART;VALUE=DATE:20240329" in lines
    assert "SUMMARY:Ruth Asante: to publish the accounts" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
