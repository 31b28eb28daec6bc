"""The room of offices: who held which when, merged from all stories, contradictions shown and never settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import application
from onrecord.model import Office, Reading
from onrecord.record import OfficeQuery, Query, Record
from tests.desk.telling import recorded, told
from tests.record.making import span

BEGAN = "Mayor of Tarvik speaks\n\nIlse Brandt, mayor of Tarvik since {year}, opened the bridge."
OVER = "Tarvik votes\n\nIlse Brandt was mayor of Tarvik until 2023. Per Vik, the mayor of Tarvik, took her seat."


def office(text: str, date: str, outlet: str, **fields: object) -> Reading:
    people = ["Ilse Brandt", *(["Per Vik"] if "Per Vik" in text else [])]
    first = Office(holder="e1", title="mayor", of=None, as_of=date, evidence=(span(text, "Ilse Brandt"),), **fields)  # type: ignore[arg-type]
    later = [
        Office(holder="e2", title="mayor", status="current", as_of=date, evidence=(span(text, name),))
        for name in people[1:]
    ]
    return told(text, date, outlet, people=people, offices=[first, *later])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories of one mayor, two of which have her begin in different years, and of her successor."""
    return recorded(
        tmp_path_factory.mktemp("offices") / "offices.record",
        [
            office(BEGAN.format(year=2018), "2020-03-04", "The Harbour Post", begins="2018", status="current"),
            office(BEGAN.format(year=2019), "2021-03-04", "Tarvik Today", begins="2019", status="current"),
            office(OVER, "2023-11-04", "Tarvik Today", ends="2023", status="former"),
        ],
    )


@pytest.fixture
def desk(held: Path) -> Iterator[TestClient]:
    with TestClient(application(held), base_url="http://127.0.0.1:8400") as client:
        yield client


def holders(client: TestClient, **asked: str) -> list[str]:
    page = client.get("/offices.json", params=asked).json()
    return [line["holder"] for one in page["offices"] for line in one["tenures"]]


def test_tenures_are_merged_and_stand_in_the_order_of_time(desk: TestClient) -> None:
    page = desk.get("/offices.json").json()
    assert [(one["title"], len(one["tenures"])) for one in page["offices"]] == [("mayor", 2)]
    brandt, vik = page["offices"][0]["tenures"]
    assert (brandt["holder"], brandt["to"], brandt["stories"]) == ("Ilse Brandt", "2023", 3)
    assert brandt["counts"]["outlets"] == 2
    assert (vik["holder"], vik["from"], vik["first"]) == ("Per Vik", None, "2023-11-04")
    assert page["whole"]


def test_contradictions_are_shown_with_their_sentences(desk: TestClient) -> None:
    page = desk.get("/offices").text
    assert "Another story has it begin" in page
    for year in ("2018", "2019"):
        assert f"mayor of Tarvik since {year}" in page
    assert "from when is not told" in page
    assert "past by 4 November 2023" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"who": "Per Vik"}, ["Per Vik"]), ({"title": "mayor"}, ["Ilse Brandt", "Per Vik"]), ({"title": "king"}, []),
     ({"status": "former"}, ["Ilse Brandt"]), ({"on": "2022"}, ["Ilse Brandt"]), ({"on": "2024"}, ["Per Vik"]),
     ({"who": "Ilse Brandt", "on": "2024"}, []), ({"who": "Nobody Known"}, []), ({"of": "Norway"}, [])],
)  # fmt: skip
def test_offices_are_found(desk: TestClient, asked: dict[str, str], found: list[str]) -> None:
    assert holders(desk, **asked) == found
    assert desk.get("/offices", params=asked).status_code == 200


def test_a_date_that_is_none_is_refused(desk: TestClient) -> None:
    assert desk.get("/offices", params={"on": "some day"}).status_code == 400


def test_held_then_says_whether_that_is_stated_or_last_known(desk: TestClient) -> None:
    assert "held then, as last known" in desk.get("/offices?on=2024").text
    assert "<strong>held then</strong>" in desk.get("/offices?on=2020").text


def test_pages_and_the_whole_record_tell_the_same(held: Path) -> None:
    with Record.open(held, read_only=True) as record:
        whole = record.tenures(OfficeQuery())
        assert list(record.looking.tenures(OfficeQuery()).tenures) == whole
        one = record.looking.tenures(OfficeQuery(stories=Query(limit=1)))
        assert (list(one.tenures), one.more) == (whole[:1], True)
        two = record.looking.tenures(OfficeQuery(stories=Query(limit=1, offset=1)))
        assert (list(two.tenures), two.more) == (whole[1:], False)
