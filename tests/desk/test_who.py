"""The room of people, bodies and places: found by name, told in a dossier, merged and parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import Record
from onrecord.desk import application
from onrecord.desk.bars import chart
from onrecord.record.connection import migrations
from tests.desk.invented import met, recorded

AT = "http://127.0.0.1:8400"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return recorded(
        tmp_path / "who.record",
        (
            met("Ilse Brandt", "Ove Dahl", day="2024-03-04", title="prime minister", begins="2021"),
            met("Ilse Brandt", "Ove Dahl", day="2024-03-09", title="prime minister", begins="2023", type="ACCUSE"),
            met("Ilse Brandt", "Per Lund", day="2024-04-01", title="prime minister"),
            met("Åse Berg", "Ilse Brandt", day="2024-05-02"),
            met("Åse Berg", "Ove Dahl", day="2024-05-03", more=" again"),
        ),
    )


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path), base_url=AT, headers={"origin": AT}) as client:
        yield client


def own(client: TestClient, name: str) -> str:
    [row] = client.get("/who.json", params={"who": name}).json()["rows"]
    return str(row["id"])


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_the_most_told_stand_first_and_a_kind_narrows_them_down(client: TestClient) -> None:
    rows = client.get("/who.json").json()["rows"]
    assert [(row["name"], row["stories"]) for row in rows[:2]] == [("Norway", 5), ("Ilse Brandt", 4)]
    people = client.get("/who.json", params={"kind": "person"}).json()["rows"]
    assert {row["name"] for row in people} == {"Ilse Brandt", "Ove Dahl", "Per Lund", "Åse Berg"}
    assert client.get("/who", params={"kind": "ship"}).status_code == 400


@pytest.mark.parametrize("asked", ["Ilse Brandt", "ilse b", "BRANDT", "Brant Ilse", "bran"])
def test_a_name_is_found_by_its_words_begun_or_spelt_otherwise(client: TestClient, asked: str) -> None:
    rows = client.get("/who.json", params={"who": asked}).json()["rows"]
    assert [row["name"] for row in rows] == ["Ilse Brandt"]


def test_a_name_that_nobody_has_is_said_to_be_nobodys(client: TestClient) -> None:
    assert "Nobody of that name" in client.get("/who", params={"who": "Nemo"}).text


def test_a_dossier_tells_all_with_whole_numbers(client: TestClient) -> None:
    told = client.get(f"/who/{own(client, 'Ilse Brandt')}.json").json()["dossier"]
    assert (told["stories"], told["first"], told["last"]) == (4, "2024-03-04", "2024-05-02")
    assert told["counts"] == {"did": 3, "done_to": 1, "said": 6, "said_about": 0, "promised": 3, "disputed": 4}
    assert [line["citation"]["date"] for line in told["did"]] == ["2024-04-01", "2024-03-09", "2024-03-04"]
    assert [(one["name"], one["events"], one["types"]) for one in told["co_actors"]] == [
        ("Ove Dahl", 2, {"ACCUSE": 1, "CONSULT": 1}),
        *sorted([("Per Lund", 1, {"CONSULT": 1}), ("Åse Berg", 1, {"CONSULT": 1})],
                key=lambda one: next(each["id"] for each in told["co_actors"] if each["name"] == one[0])),
    ]  # fmt: skip
    place = client.get(f"/who/{own(client, 'Norway')}.json").json()["dossier"]
    assert (place["kind"], place["stories"], place["counts"]["did"]) == ("place", 5, 0)


def test_every_row_of_a_dossier_has_its_sentence_its_maker_and_a_way_to_correct_it(client: TestClient) -> None:
    page = client.get(f"/who/{own(client, 'Ilse Brandt')}").text
    assert "statements 4, OnRecord 0.1.0" in page
    assert "one version" in page
    assert re.search(r'href="/review\?row=[0-9a-f]+"', page)
    assert re.search(r'href="/story/[0-9a-f]+\?mark=\d+-\d+#at-\d+"', page)


def test_offices_stand_over_time_with_what_contradicts_them(client: TestClient, path: Path) -> None:
    page = client.get(f"/who/{own(client, 'Ilse Brandt')}").text
    assert "another beginning: <bdi>2021</bdi>" in page
    with Record.open(path, read_only=True) as record:
        tenures = record.dossier(record.named("Ilse Brandt") or "").tenures
    [bar] = chart(tenures).bars
    sorts = {piece.sort: piece for piece in bar.pieces}
    # Begun some day of 2023, held at the last story, and nobody says until when.
    assert sorts.keys() == {"sure", "unsure", "after"}
    assert sorts["unsure"].x + sorts["unsure"].width == pytest.approx(sorts["sure"].x, abs=0.02)
    assert sorts["after"].x == pytest.approx(sorts["sure"].x + sorts["sure"].width, abs=0.02)
    assert bar.against
    assert bar.against[0] < sorts["unsure"].x


def test_each_section_has_a_page_of_its_own(client: TestClient) -> None:
    one = own(client, "Ilse Brandt")
    page = client.get(f"/who/{one}/said.json", params={"limit": 4}).json()
    assert (page["number"], len(page["rows"])) == (6, 4)
    rest = client.get(f"/who/{one}/said.json", params={"limit": 4, "offset": 4}).json()
    ids = [line["id"] for line in (*page["rows"], *rest["rows"])]
    assert len(set(ids)) == 6
    assert client.get(f"/who/{one}/loved").status_code == 404
    assert client.get("/who/n000000").status_code == 404


def test_two_are_merged_and_the_merge_is_in_the_log(client: TestClient, path: Path) -> None:
    one, other = own(client, "Ilse Brandt"), own(client, "Per Lund")
    form = {"csrf": csrf(client.get(f"/who/{one}").text), "other": "Per Lund", "verb": "merge", "by": "mk"}
    assert client.post(f"/who/{one}/merge", data=form | {"reason": " "}).status_code == 400
    answer = client.post(f"/who/{one}/merge", data=form | {"reason": "so he signs"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/who/{one}")
    told = client.get(f"/who/{one}.json").json()["dossier"]
    assert {name["name"] for name in told["names"]} == {"Ilse Brandt", "Per Lund"}
    # Whatever leads to it still does.
    assert client.get(f"/who/{other}.json").json()["dossier"]["id"] == one
    with Record.open(path, read_only=True) as record:
        [made] = record.judgements()
    assert (made.verb, made.by, made.reason) == ("merge", "mk", "so he signs")
    # The name is remembered.
    assert 'name="by" value="mk"' in client.get(f"/who/{one}").text


def test_names_that_were_linked_wrongly_are_parted(client: TestClient) -> None:
    one = own(client, "Ilse Brandt")
    links = client.get(f"/who/{one}/names.json").json()["links"]
    assert len(links) == 4
    latest = links[0]
    assert latest["citation"]["date"] == "2024-05-02"
    form = {"csrf": csrf(client.get(f"/who/{one}/names").text), "by": "mk", "reason": "another Ilse Brandt"}
    assert client.post(f"/who/{one}/split", data=form).status_code == 400
    answer = client.post(f"/who/{one}/split", data=form | {f"row-{latest['row']}": "true"}, follow_redirects=False)
    assert answer.status_code == 303
    both = client.get("/who.json", params={"who": "Ilse Brandt"}).json()["rows"]
    assert sorted(row["stories"] for row in both) == [1, 3]


def test_what_is_told_follows_links_dates_and_erasures(path: Path) -> None:
    counted = "SELECT coalesce(sum(did), 0), count(*), max(date) FROM told_of WHERE linked = ?"
    with Record.open(path) as record:
        one = record.named("Åse Berg") or ""
        assert tuple(record._connection.execute(counted, (one,)).fetchone()) == (2, 2, "2024-05-03")
        [story] = record.stories(since="2024-05-03")
        record.judging.correct(story.id, "published", "2024-06-01", by="mk", reason="printed so")
        assert record.identity(one).counts["last"] == "2024-06-01"
        record.erase(story=story.id, reason="asked for")
        assert tuple(record._connection.execute(counted, (one,)).fetchone()) == (1, 1, "2024-05-02")


def test_migrating_an_older_record_counts_the_same(path: Path) -> None:
    with Record.open(path) as record:
        connection = record._connection
        before = connection.execute("SELECT * FROM told_of").fetchall()
        connection.execute("DELETE FROM told_of")
        connection.execute("DROP INDEX told_of_story")
        [step] = [one for one in migrations() if "CREATE TABLE told_of" in one]
        counting = step.partition("-- Of those that are linked already")[2].partition("-- Whom")[0]
        connection.executescript("--" + counting)
        assert connection.execute("SELECT * FROM told_of").fetchall() == before


def test_two_that_several_stories_name_side_by_side_become_one_in_all_of_them(desk_record: Path) -> None:
    with Record.open(desk_record) as record:
        (one,), (other,) = record.who("Henrik Aalto"), record.who("Ingrid Sole")
        assert one.stories == other.stories == 3
        assert one.id is not None
        assert other.id is not None
        merged = record.judging.merge(one.id, [other.id], by="mk", reason="a test")
        (found,) = record.who("Ingrid Sole")
        assert found.id == one.id
        assert found.spellings == {"Henrik Aalto": 3, "Ingrid Sole": 3}
        record.judging.undo(merged.id, by="mk", reason="a test")
        assert [person.id for person in record.who("Ingrid Sole")] == [other.id]
