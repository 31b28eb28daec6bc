"""The start: the record in numbers, how well it is read; and what is dropped there is read into the record."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import Record
from onrecord.desk import application
from onrecord.desk.intake import Intake, Source
from onrecord.desk.rooms.start import measured
from onrecord.errors import QueryError
from onrecord.reading import AnatomyReader

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "examples" / "captures" / "hafen.html").read_bytes()


@pytest.fixture
def desk(desk_record: Path) -> Iterator[TestClient]:
    """A desk that reads to the stories' parts only, which needs no language model."""
    app = application(desk_record, intake=Intake(desk_record, AnatomyReader()))
    base = "http://127.0.0.1:8400"
    with TestClient(app, base_url=base, headers={"origin": base}) as client:
        yield client


def form_token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/").text)
    assert found
    return found[1]


def finished(client: TestClient, path: str) -> dict[str, object]:
    """The job at ``path`` once nothing is left to do."""
    for _ in range(200):
        job = client.get(f"{path}.json").json()["job"]
        if job["state"] in ("done", "failed"):
            return dict(job)
        time.sleep(0.02)
    raise AssertionError("the job never ended")


def test_the_start_counts_what_is_there(client: TestClient) -> None:
    page = client.get("/index.json").json()
    assert page["status"]["counts"]["stories"] == len(page["newest"]) or page["status"]["counts"]["stories"] > 8
    assert "on record" in client.get("/").text


def test_a_file_that_is_dropped_is_read(desk: TestClient, desk_record: Path) -> None:
    before = desk.get("/index.json").json()["status"]["counts"]["stories"]
    sent = desk.post(
        "/add", data={"csrf": form_token(desk), "text": ""}, files=[("files", ("..\\..\\hafen gesperrt.html", PAGE))],
        follow_redirects=False,
    )  # fmt: skip
    assert sent.status_code == 303
    job = finished(desk, sent.headers["location"])
    assert job["state"] == "done"
    assert job["stories"] == 1
    assert desk.get("/index.json").json()["status"]["counts"]["stories"] == before + 1
    with Record.open(desk_record, read_only=True) as record:
        (hit,) = record.search('Hafen Sturm gesperrt')
        assert [one.source for one in record.story(hit.story.id).captures] == ["hafen gesperrt.html"]


def test_a_text_that_is_pasted_is_read_once(desk: TestClient) -> None:
    text = "Bridge over the Tarn reopens\n\nTARN: The bridge over the Tarn reopened on Monday, engineers said.\n"
    for new in (1, 0):
        sent = desk.post("/add", data={"csrf": form_token(desk), "text": text}, follow_redirects=False)
        job = finished(desk, sent.headers["location"])
        assert job["stories"] == new
    assert job["known"] == 1


def test_what_cannot_be_read_says_why(desk: TestClient) -> None:
    token = form_token(desk)
    sent = desk.post(
        "/add", data={"csrf": token, "text": ""}, files=[("files", ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 99))],
        follow_redirects=False,
    )  # fmt: skip
    job = finished(desk, sent.headers["location"])
    assert job["stories"] == 0
    assert "photo.jpg" in str(job["refused"])
    assert desk.post("/add", data={"csrf": token, "text": " "}).status_code == 400
    assert desk.get("/added/999").status_code == 404


def test_an_address_in_this_network_is_refused(desk: TestClient) -> None:
    sent = desk.post(
        "/add", data={"csrf": form_token(desk), "text": "http://127.0.0.1:1/secret"}, follow_redirects=False
    )
    job = finished(desk, sent.headers["location"])
    assert job["stories"] == 0
    assert "127.0.0.1" in str(job["refused"])


def test_only_addresses_of_the_web_are_fetched(desk_record: Path) -> None:
    with pytest.raises(QueryError, match="no address"):
        Intake(desk_record, AnatomyReader()).give([Source(name="/etc/passwd")])


def test_the_figures_are_those_that_were_measured() -> None:
    told = (ROOT / "docs" / "reference" / "measured.md").read_text()
    floors = json.loads((ROOT / "bench" / "baseline.json").read_text())
    for one in measured():
        assert one.value in told, one
        assert float(one.value) >= floors[one.bench]["floors"][one.metric] - 0.03, one
