"""The room of commitments: what is due, what is overdue and never broken; the calendar of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import application
from onrecord.record import Record
from tests.desk.telling import recorded, told

PROMISE = "Bridge promised\n\nRuth Asante promised to reopen the bridge by the end of March."
WINTER = "Wall promised\n\nIda Holm promised to rebuild the wall next winter."
UNDATED = "Help promised\n\nPer Vik promised to help the fishermen of Tarvik."
LATER = "Bridge reopens\n\nKwame Boateng said Ruth Asante had reopened the bridge at last."
LAST = "Quiet week\n\nMarta Quispe said nothing happened."


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Promises of several dates, and a later story."""
    return recorded(
        tmp_path_factory.mktemp("commitments") / "commitments.record",
        [
            told(PROMISE, "2024-03-04", "The Harbour Post", people=["Ruth Asante"],
                 said=[("Ruth Asante", "to reopen the bridge by the end of March", "promise")],
                 promises=[("Ruth Asante", "to reopen the bridge by the end of March", "2024-03")]),
            told(WINTER, "2024-03-05", "Tarvik Today", people=["Ida Holm"],
                 promises=[("Ida Holm", "to rebuild the wall next winter", "2024-24")]),
            told(UNDATED, "2024-03-06", "Tarvik Today", people=["Per Vik"],
                 promises=[("Per Vik", "to help the fishermen of Tarvik", None)]),
            told(LAST, "2024-07-01", "Tarvik Today", people=["Marta Quispe"],
                 said=[("Marta Quispe", "nothing happened", "assert")]),
        ],
    )  # fmt: skip


@pytest.fixture
def desk(promised: Path) -> Iterator[TestClient]:
    with TestClient(application(promised), base_url="http://127.0.0.1:8400") as client:
        yield client


def by_whom(client: TestClient, **asked: str) -> dict[str, dict[str, object]]:
    rows = client.get("/commitments.json", params=asked).json()["rows"]
    return {row["thread"]["commitment"]["by"]: row for row in rows}


def test_what_is_past_its_date_is_overdue_as_of_the_last_day_known(desk: TestClient) -> None:
    rows = by_whom(desk)
    assert {name: row["overdue"] for name, row in rows.items()} == {
        "Ruth Asante": True, "Ida Holm": False, "Per Vik": False,
    }  # fmt: skip
    page = desk.get("/commitments").text
    assert "<strong>overdue</strong> as of 1 July 2024" in page
    assert "due winter 2024" in page
    assert "no date is told" in page


def test_no_page_calls_a_promise_broken_before_a_person_does(desk: TestClient, promised: Path, tmp_path: Path) -> None:
    page = desk.get("/commitments").text
    shown = page[page.index('<ol class="rows') :]
    assert "broken" not in shown
    own = by_whom(desk)["Ruth Asante"]["thread"]["commitment"]["id"]  # type: ignore[index]
    assert f'href="/review?row={own}">Close it</a>' in shown
    judged = tmp_path / "judged.record"
    judged.write_bytes(promised.read_bytes())
    with Record.open(judged) as record:
        record.judging.correct(own, "standing", "broken", by="mk", reason="seen shut in April")
    with TestClient(application(judged), base_url="http://127.0.0.1:8400") as client:
        row = by_whom(client)["Ruth Asante"]
        assert row["thread"]["standing"] == "broken"  # type: ignore[index]
        assert not row["overdue"]
        assert "broken, a person says" in client.get("/commitments").text
        assert not by_whom(client, due="past")


def test_what_a_later_story_reports_is_evidence_with_its_sentence(tmp_path: Path) -> None:
    path = recorded(
        tmp_path / "kept.record",
        [
            told(PROMISE, "2024-03-04", "The Harbour Post", people=["Ruth Asante"],
                 promises=[("Ruth Asante", "to reopen the bridge", "2024-03")]),
            told(LATER, "2024-05-06", "Tarvik Today", people=["Kwame Boateng", "Ruth Asante"],
                 said=[("Kwame Boateng", "Ruth Asante had reopened the bridge at last", "assert")]),
        ],
    )  # fmt: skip
    with TestClient(application(path), base_url="http://127.0.0.1:8400") as client:
        row = by_whom(client)["Ruth Asante"]
        assert row["thread"]["standing"] == "fulfilment_reported"  # type: ignore[index]
        assert not row["overdue"]
        page = client.get("/commitments").text
    assert "Its fulfilment is reported by" in page
    assert "Kwame Boateng said Ruth Asante had reopened the bridge at last." in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [({"due": "dated"}, {"Ruth Asante", "Ida Holm"}), ({"due": "past"}, {"Ruth Asante"}), ({"who": "Vik"}, {"Per Vik"}),
     ({"status": "withdrawn"}, set()), ({"outlet": "Tarvik Today"}, {"Ida Holm", "Per Vik"})],
)  # fmt: skip
def test_commitments_are_found(desk: TestClient, asked: dict[str, str], names: set[str]) -> None:
    assert set(by_whom(desk, **asked)) == names
    assert desk.get("/commitments", params=asked).status_code == 200


def test_due_dates_as_a_calendar(desk: TestClient) -> None:
    answer = desk.get("/commitments.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="commitments.ics"'
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20240331" in answer.text
    assert "BEGIN:VEVENT" not in desk.get("/commitments.ics", params={"who": "Vik"}).text
    assert desk.get("/commitments.ics", params={"due": "soon"}).status_code == 400


def test_the_page_leads_to_the_calendar_of_what_it_shows(desk: TestClient) -> None:
    assert 'href="/commitments.ics?who=Ruth"' in desk.get("/commitments?who=Ruth").text
    assert 'href="/commitments.ics"' in desk.get("/commitments").text


def test_evidence_of_its_own_story_is_shown(client: TestClient, desk_record: Path) -> None:
    with Record.open(desk_record, read_only=True) as record:
        rows = [thread.commitment.id for thread in record.commitments()]
        own = record.looking.evidence(rows)
    shown = {row["thread"]["commitment"]["id"]: row["own"] for row in client.get("/commitments.json").json()["rows"]}
    assert {row: len(some) for row, some in shown.items() if some} == {row: len(some) for row, some in own.items()}
