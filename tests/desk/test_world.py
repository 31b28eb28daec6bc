"""The map: marks where a place is that precise, countries for the rest, boundaries that can be swapped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk.globe import HEIGHT, WIDTH, countries, frame_of, projected
from onrecord.errors import DeskError


def test_the_projection_keeps_the_middle_and_the_ends() -> None:
    assert projected(0, 0) == (WIDTH / 2, HEIGHT / 2)
    assert projected(180, 0)[0] == pytest.approx(WIDTH, abs=0.5)
    assert projected(0, 90)[1] == pytest.approx(0, abs=1)
    assert projected(0, -90)[1] == pytest.approx(HEIGHT, abs=1)
    # Equal areas: a degree square at 60° north has half the area of one at the equator.
    low = [projected(0, 0), projected(1, 0), projected(0, 1)]
    high = [projected(0, 60), projected(1, 60), projected(0, 61)]
    area = [abs((b[0] - a[0]) * (c[1] - a[1])) for a, b, c in (low, high)]
    assert area[1] / area[0] == pytest.approx(0.5, abs=0.02)


def test_every_country_is_drawn_on_the_paper() -> None:
    drawn = countries()
    assert {"NO", "FR", "XK", "TW", "PS", "EH", "US", "RU"} <= {one.code for one in drawn}
    for one in drawn:
        assert one.path.startswith("M")
        left, top, right, bottom = one.box
        assert right - left < WIDTH * 0.5 or one.code == "AQ", one.name
        assert -5 <= top < bottom <= HEIGHT + 5, one.name


def test_a_frame_holds_what_it_is_of() -> None:
    frame = frame_of([(900, 300, 950, 330)])
    assert frame.left <= 900
    assert frame.left + frame.width >= 950
    assert frame.top <= 300
    assert frame.width / frame.height == pytest.approx(WIDTH / HEIGHT)
    assert frame_of([]).view_box == f"0 0 {WIDTH} {HEIGHT}"
    corner = frame_of([(WIDTH - 1, 0, WIDTH, 1)])
    assert corner.left + corner.width <= WIDTH


def test_other_boundaries(tmp_path: Path) -> None:
    square = [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]]
    feature = {"properties": {"ISO_A2": "NO", "NAME": "Square"}, "geometry": {"type": "Polygon", "coordinates": square}}
    (tmp_path / "own.json").write_text(json.dumps({"features": [feature]}))
    (one,) = countries(tmp_path / "own.json")
    assert (one.code, one.name) == ("NO", "Square")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(DeskError, match="no boundaries"):
        countries(tmp_path / "bad.json")


def test_only_what_happened_stands_on_it_unless_asked(client: TestClient) -> None:
    happened = client.get("/map.json").json()["where"]
    every = client.get("/map.json", params={"status": "any"}).json()["where"]
    assert 0 < happened["seen"] < every["seen"]
    assert every["whole"]
    assert every["seen"] == sum(one["events"] for one in every["places"]) + every["nowhere"]
    assert "Natural Earth" in client.get("/map?view=world").text


def test_a_place_that_is_not_known_is_no_mark(client: TestClient) -> None:
    places = client.get("/map.json", params={"status": "any"}).json()["where"]["places"]
    unknown = [one for one in places if one["lat"] is None]
    assert any(one["name"] == "Nordhavn" for one in places)
    page = client.get("/map?status=any").text
    assert page.count("<circle") == sum(one["lat"] is not None and one["precision"] != "country" for one in places)
    assert all(one["name"] in page for one in unknown[:20])
