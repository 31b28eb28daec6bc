"""The room of events: what happened, what did not, on whose word; and one event over all stories that tell it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import application
from onrecord.model import Entity, Event, Mention, Participant, Place, Reading
from onrecord.record import EventQuery, Record
from tests.desk.telling import recorded
from tests.record.making import span, story

TEXT = "Guards close gate\n\nOn {day} border guards arrested the teacher Ida Holm in Tarvik. {more}"


def words(page: str) -> str:
    """What a page shows, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def told(date: str, day: str, time: str, outlet: str, more: str) -> Reading:
    text = TEXT.format(day=day, more=more)

    def named(own: str, kind: str, name: str, **fields: object) -> Entity:
        found = span(text, name)
        return Entity(id=own, kind=kind, name=name, mentions=(Mention(found.start, found.end, name),), **fields)  # type: ignore[arg-type]

    body = text.index("\n\n") + 2
    return Reading(
        story=story(text, published=date, outlet=outlet),
        sentences=((0, body - 2), (body, text.index(". ", body) + 1), (text.index(". ", body) + 2, len(text))),
        entities=(
            named("e1", "organisation", "border guards"), named("e2", "person", "Ida Holm"),
            named("e3", "place", "Tarvik", place=Place(country="NO", precision="town")),
        ),
        events=(
            Event(
                id="v1", type="COERCE", mode="arrest", trigger=span(text, "arrested"),
                actors=(Participant(span=span(text, "border guards"), entity="e1"),),
                recipients=(Participant(span=span(text, "Ida Holm"), entity="e2"),),
                place="e3", place_from="clause", time=time, time_from="clause",
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def arrest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stories of one arrest that give it two dates."""
    first = told("2024-03-05", "Monday", "2024-03-04", "The Harbour Post", "Her school stayed shut.")
    second = told("2024-03-06", "Tuesday", "2024-03-05", "Tarvik Today", "The union asked why.")
    return recorded(tmp_path_factory.mktemp("events") / "arrest.record", [first, second])


@pytest.fixture
def desk(arrest: Path) -> Iterator[TestClient]:
    with TestClient(application(arrest), base_url="http://127.0.0.1:8400") as client:
        yield client


def test_one_event_is_one_row_unless_asked_otherwise(desk: TestClient, arrest: Path) -> None:
    rows = desk.get("/events.json").json()["rows"]
    assert [row["counts"] for row in rows] == [{"stories": 2, "tellings": 2, "outlets": 2}]
    assert len(desk.get("/events.json", params={"per": "story"}).json()["rows"]) == 2
    shown = words(desk.get("/events").text)
    assert "border guards → coerce, arrest → Ida Holm" in shown
    assert "2 stories, 2 independent" in shown
    assert "Tarvik (town, NO) from its clause" in shown


def test_what_stories_say_differently_stands_side_by_side_with_who_says_it(desk: TestClient) -> None:
    row = desk.get("/events.json").json()["rows"][0]
    page = desk.get(f"/events/{row['event']}.json").json()
    by_name = {detail["name"]: detail for detail in page["details"]}
    assert by_name["when"]["differs"]
    assert [(one["value"], len(one["told"])) for one in by_name["when"]["values"]] == [
        ("2024-03-04", 1), ("2024-03-05", 1),
    ]  # fmt: skip
    assert [one["value"] for one in by_name["who"]["values"]] == ["border guards"]
    assert not by_name["who"]["differs"]
    shown = words(desk.get(f"/events/{row['event']}").text)
    assert "4 March 2024 The Harbour Post, 5 March 2024" in shown
    assert "When stories differ" in shown


def test_a_story_s_own_row_leads_to_the_same_event(desk: TestClient) -> None:
    rows = desk.get("/events.json", params={"per": "story"}).json()["rows"]
    pages = [desk.get(f"/events/{row['id']}.json").json()["event"]["id"] for row in rows]
    assert pages == [rows[0]["event"]] * 2
    assert desk.get("/events/nobody").status_code == 404
    assert desk.get(f"/events/{rows[0]['id']}.json", params={"as_known": "1999"}).status_code == 404


def test_what_did_not_happen_never_looks_like_a_deed(client: TestClient, desk_record: Path) -> None:
    with Record.open(desk_record, read_only=True) as record:
        every = list(record.every_event(EventQuery()))
    undone = [line for line in every if line.status in ("demanded", "negated", "planned")]
    assert undone
    for line in undone:
        listed = client.get(f"/events?status={line.status}&limit=200").text
        # Another story may say that it happened: of the event's own page this story's telling counts.
        told = client.get(f"/events/{line.id}").text.partition(f'<li id="{line.id}">')[2].partition("</li>")[0]
        for shown in (listed, told):
            deeds = re.findall(r'<p class="deed([^"]*)">(.*?)</p>', shown, re.DOTALL)
            assert deeds
            for marked, deed in deeds:
                assert marked == " undone"
                assert deed.startswith('<strong class="not">')
                assert "→" not in deed


def test_a_type_may_have_its_mode_behind_it(client: TestClient) -> None:
    modes = {(line["type"], line["mode"]) for line in client.get("/events.json?type=COERCE/arrest").json()["rows"]}
    assert modes == {("COERCE", "arrest")}
    assert client.get("/events.json?type=COERCE/party").status_code == 400


@pytest.mark.parametrize(
    ("asked", "number"),
    [({"on": "2024-03-04"}, 1), ({"on": "2023"}, 0), ({"place": "Tarvik"}, 1), ({"who": "Holm"}, 0),
     ({"whom": "Holm"}, 1), ({"words": "teacher"}, 1), ({"historical": "true"}, 0)],
)  # fmt: skip
def test_events_are_found(desk: TestClient, asked: dict[str, str], number: int) -> None:
    assert len(desk.get("/events.json", params=asked).json()["rows"]) == number
    assert desk.get("/events", params=asked).status_code == 200


def test_facets_count_what_they_lead_to(client: TestClient) -> None:
    facets = client.get("/events.json").json()["facets"]
    assert facets["whole"]
    for name in ("type", "status", "outlet"):
        for value, count in facets["fields"][name].items():
            asked = {name: value, "per": "story", "limit": "200"}
            assert len(client.get("/events.json", params=asked).json()["rows"]) >= count > 0
