"""The network: who acts with one entity, drawn alike each time, each line opening its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import Record
from onrecord.desk import application
from onrecord.desk.layout import placed
from tests.desk.invented import met, recorded
from tests.desk.test_who import AT

GIVEN = ("Astrid", "Bjarne", "Cecilie", "Dagfinn", "Eirik", "Frida", "Gunnar", "Harald", "Johanne", "Kristoffer")
FAMILY = ("Bergland", "Sommerfelt", "Vikanes", "Tokheim")
MANY = [f"{given} {family}" for family in FAMILY for given in GIVEN]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return recorded(
        tmp_path / "network.record",
        (
            met("Ilse Brandt", "Ove Dahl", day="2024-03-04"),
            met("Ilse Brandt", "Ove Dahl", day="2024-03-09", type="ACCUSE", what="bridge"),
            met("Ove Dahl", "Ilse Brandt", day="2024-03-11", what="mill"),
            met("Ilse Brandt", "Per Lund", day="2024-04-01", what="school"),
            met("Ove Dahl", "Per Lund", day="2024-04-02", what="well"),
        ),
    )


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path), base_url=AT) as client:
        yield client


def test_the_graph_has_those_who_share_events_and_what_is_between_them(client: TestClient) -> None:
    graph = client.get("/network.json", params={"who": "Ilse Brandt"}).json()["graph"]
    names = {node["id"]: node["name"] for node in graph["nodes"]}
    assert [(node["name"], node["events"]) for node in graph["nodes"]] == [
        ("Ilse Brandt", 4),
        ("Ove Dahl", 3),
        ("Per Lund", 1),
    ]
    links = {frozenset((names[link["one"]], names[link["other"]])): link["types"] for link in graph["links"]}
    assert links == {
        frozenset(("Ilse Brandt", "Ove Dahl")): {"CONSULT": 2, "ACCUSE": 1},
        frozenset(("Ilse Brandt", "Per Lund")): {"CONSULT": 1},
        frozenset(("Ove Dahl", "Per Lund")): {"CONSULT": 1},
    }
    assert (graph["left_out"], graph["events"], graph["whole"]) == (0, 4, True)


def test_one_type_of_deed_leaves_the_others_out(client: TestClient) -> None:
    page = client.get("/network.json", params={"who": "Ilse Brandt", "type": "ACCUSE"}).json()["graph"]
    assert [node["name"] for node in page["nodes"]] == ["Ilse Brandt", "Ove Dahl"]
    assert page["types"] == {"CONSULT": 3, "ACCUSE": 1}
    assert client.get("/network", params={"who": "Ilse Brandt", "type": "LOVE"}).status_code == 400


def test_a_line_opens_its_sentences(client: TestClient) -> None:
    page = client.get("/network", params={"who": "Ilse Brandt"}).text
    both = r"(?:Ilse Brandt and Ove Dahl|Ove Dahl and Ilse Brandt)"
    edge = re.findall(rf'href="(/network/n\w+/n\w+)"[^>]*><title>{both}', page)[0]
    rows = client.get(edge + ".json").json()["rows"]
    assert [row["citation"]["date"] for row in rows] == ["2024-03-11", "2024-03-09", "2024-03-04"]
    some = client.get(edge + ".json", params={"type": "ACCUSE"}).json()["rows"]
    assert [row["type"] for row in some] == ["ACCUSE"]
    assert "met Ove Dahl in Norway" in client.get(edge).text


def test_the_table_tells_what_the_picture_does(client: TestClient) -> None:
    page = client.get("/network", params={"who": "Ilse Brandt"}).text
    table = page[page.index('<table class="same">') :]
    assert "<bdi>Ove Dahl</bdi>" in table
    assert "Between these" in table
    assert 'aria-hidden="true"' in page[page.index("<svg") : page.index("<svg") + 120]


def test_without_a_name_it_asks_whose_and_a_name_that_nobody_has_is_not_found(client: TestClient) -> None:
    assert "Whose?" in client.get("/network").text
    assert client.get("/network", params={"who": "Nemo"}).status_code == 404
    assert client.get("/network", params={"who": "Ilse Brandt", "nodes": "81"}).status_code == 400
    assert "Nobody else takes part" in client.get("/network", params={"who": "Norway"}).text


def test_of_many_the_heaviest_are_drawn_and_the_rest_counted(tmp_path: Path) -> None:
    stories = [met("Ilse Brandt", name, day="2024-03-04", what=f"{name.lower()} mill") for name in MANY]
    path = recorded(tmp_path / "many.record", [*stories, met("Ilse Brandt", MANY[-1], day="2024-05-01", what="well")])
    with Record.open(path, read_only=True) as record:
        graph = record.neighbourhood(record.named("Ilse Brandt") or "", nodes=30)
    assert (len(graph.nodes), graph.left_out) == (30, len(MANY) - 29)
    assert graph.nodes[1].name == MANY[-1]
    with TestClient(application(path), base_url=AT) as client:
        asked = {"who": "Ilse Brandt", "nodes": "30"}
        assert "29 names of 40" in client.get("/network", params=asked).text
        # The same record gives the same picture.
        once, again = (_picture(client.get("/network", params=asked).text) for _ in range(2))
        assert once == again
        assert once.count("<text") > 29


def _picture(page: str) -> str:
    return page[page.index("<figure") : page.index("</figure>")]


def test_names_stand_apart_on_the_paper_around_the_first() -> None:
    boxes = [(90.0, 20.0)] + [(60.0 + at % 5 * 15, 18.0) for at in range(39)]
    links = [(0, at, 0.2 + at % 4 / 5) for at in range(1, 40)]
    at = placed(boxes, links, 1000, 540)
    assert at == placed(boxes, links, 1000, 540)
    assert at[0] == (500, 270)
    for (x, y), (width, height) in zip(at, boxes, strict=True):
        assert width / 2 <= x <= 1000 - width / 2
        assert height / 2 <= y <= 540 - height / 2
    overlapping = [
        (one, other)
        for one, other in combinations(range(40), 2)
        if abs(at[one][0] - at[other][0]) < (boxes[one][0] + boxes[other][0]) / 2 - 1
        and abs(at[one][1] - at[other][1]) < (boxes[one][1] + boxes[other][1]) / 2 - 1
    ]
    assert not overlapping


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_small_graph_is_placed_too(number: int) -> None:
    assert len(placed([(40.0, 18.0)] * number, [(0, 1, 1.0)] if number > 1 else [], 300, 200)) == number
