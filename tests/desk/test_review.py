"""Review: one decision on a screen, by plain forms; and the log of judgements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord import Record
from onrecord.desk import application
from tests.desk.invented import met, recorded
from tests.desk.test_who import AT, csrf

PROMISE = {"kind": "statement", "type": "promise"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return recorded(
        tmp_path / "review.record",
        (
            met("Ilse Brandt", "Ove Dahl", day="2024-03-04", confidence=0.9),
            met("Ilse Brandt", "Ove Dahl", day="2024-03-09", confidence=0.4, outlet="The Quay"),
            met("John Smith", "Per Lund", day="2024-04-01", confidence=0.8, what="bridge", type="ACCUSE"),
            met("John Smith", "Åse Berg", day="2024-05-02", confidence=0.95, what="school", type="AID"),
        ),
    )


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(application(path), base_url=AT, headers={"origin": AT}) as client:
        yield client


def item(client: TestClient, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/review.json", params=asked).json()["item"]
    return found


def decide(client: TestClient, verb: str, one: dict[str, Any], **more: str) -> Any:
    form = {
        "csrf": csrf(client.get("/review").text), "verb": verb, "sort": one["sort"], "id": one["id"], "by": "mk",
        "reason": "read the sentence", "back": "offset=0",
    }  # fmt: skip
    return client.post("/review/decide", data=form | more, follow_redirects=False)


def log(path: Path) -> list[Any]:
    with Record.open(path, read_only=True) as record:
        return record.judgements()


def test_that_on_which_most_hangs_comes_first(client: TestClient) -> None:
    page = client.get("/review.json").json()
    first = page["item"]
    # Said in two stories, in one of them in doubt, and a dispute rests on it.
    assert first["row"]["kind"] == "statement"
    assert first["row"]["citation"]["outlet"] == "The Quay"
    assert first["waiting"]["weight"] == pytest.approx(0.6 * 2 * 2)
    weights = [client.get("/review.json", params={"offset": at}).json()["item"]["waiting"]["weight"] for at in range(5)]
    assert weights == sorted(weights, reverse=True)
    shown = client.get("/review").text
    assert "60 % doubt × 2 stories × (1 + 1 row rests on it)" in shown
    assert f"1 of {page['number']}" in shown


def test_the_row_stands_in_its_paragraph_with_its_values(client: TestClient) -> None:
    row = item(client, **PROMISE)["row"]
    values = {line["name"]: line for line in row["values"]}
    assert values["act"]["value"] == "promise"
    assert values["speaker"]["words"] == "Ilse Brandt"
    assert [span["text"] for span in values["content"]["spans"]] == ["to mend the quay by June"]
    assert {choice["words"] for choice in values["speaker"]["choices"]} == {"Ilse Brandt", "Ove Dahl", "Norway"}
    page = client.get("/review", params=PROMISE).text
    assert '<span class="part content" title="content">to mend the quay by June</span>' in page
    assert "warned Ove Dahl." in page  # the sentence before it, in the same paragraph
    assert "statements 4, OnRecord 0.1.0" in page


@pytest.mark.parametrize(("verb", "logged"), [("accept", "confirm"), ("reject", "reject")])
def test_a_decision_is_logged_and_the_next_is_shown(client: TestClient, path: Path, verb: str, logged: str) -> None:
    before = client.get("/review.json").json()
    answer = decide(client, verb, before["item"])
    assert answer.status_code == 303
    [made] = log(path)
    assert (made.verb, made.by, made.reason, made.row) == (logged, "mk", "read the sentence", before["item"]["id"])
    assert answer.headers["location"] == f"/review?offset=0&done={made.id}"
    after = client.get("/review.json", params={"offset": 0}).json()
    assert after["item"]["id"] != before["item"]["id"]
    # A rejected statement takes along the promise that stood on it.
    assert after["number"] < before["number"]


def test_a_correction_keeps_each_value_that_was_changed(client: TestClient, path: Path) -> None:
    one = item(client, **PROMISE)
    answer = decide(client, "correct", one, **{"value-act": "intend", "value-negated": "true"})
    assert answer.status_code == 303
    assert [(made.field, made.was, made.becomes) for made in log(path)] == [
        ("act", "promise", "intend"),
        ("negated", "false", "true"),
    ]
    page = client.get(answer.headers["location"]).text
    assert "Corrected act" in page
    row = client.get("/review.json", params={"row": one["id"]}).json()["item"]["row"]
    assert {line["name"]: line["value"] for line in row["values"]}["act"] == "intend"


def test_what_was_changed_is_not_lost_by_accepting(client: TestClient, path: Path) -> None:
    assert decide(client, "accept", item(client), **{"value-act": "intend"}).status_code == 400
    assert decide(client, "correct", item(client)).status_code == 400
    assert log(path) == []


@pytest.mark.parametrize("missing", ["by", "reason"])
def test_a_decision_needs_a_name_and_a_reason(client: TestClient, path: Path, missing: str) -> None:
    assert decide(client, "accept", item(client), **{missing: " "}).status_code == 400
    assert log(path) == []


def test_undoing_takes_all_of_a_decision_back_and_shows_the_row_again(client: TestClient, path: Path) -> None:
    one = item(client, **PROMISE)
    answer = decide(client, "correct", one, **{"value-act": "intend", "value-negated": "true"})
    page = client.get(answer.headers["location"]).text
    done = re.search(r'name="judgement" value="([0-9a-f.]+)"', page)
    assert done
    form = {"csrf": csrf(page), "judgement": done[1], "by": "mk", "reason": "taken back at once", "back": "offset=0"}
    answer = client.post("/review/undo", data=form, follow_redirects=False)
    assert answer.headers["location"] == f"/review?offset=0&row={one['id']}"
    row = client.get("/review.json", params={"row": one["id"]}).json()["item"]["row"]
    values = {line["name"]: line["value"] for line in row["values"]}
    assert (values["act"], values["negated"]) == ("promise", "false")
    assert [made.verb for made in log(path)] == ["correct", "correct", "undo", "undo"]
    # Once taken back there is nothing to take back.
    assert "/review/undo" not in client.get("/review", params={"done": done[1]}).text


def test_looking_decides_nothing(client: TestClient, path: Path) -> None:
    for at in range(6):
        assert client.get("/review", params={"offset": at}).status_code == 200
    assert log(path) == []
    last = client.get("/review.json", params={"offset": 999_999}).json()
    assert last["position"] == last["number"] - 1
    assert last["item"]


def test_filters_narrow_the_queue_down(client: TestClient) -> None:
    assert item(client, kind="event")["row"]["kind"] == "event"
    assert item(client, kind="statement", type="warn")["row"]["type"] == "warn"
    assert item(client, outlet="the quay")["row"]["citation"]["outlet"] == "The Quay"
    assert client.get("/review.json", params={"outlet": "Nowhere"}).json()["item"] is None
    assert "Nothing waits" in client.get("/review", params={"outlet": "Nowhere"}).text
    assert client.get("/review", params={"kind": "ship"}).status_code == 400


@pytest.mark.parametrize(("verb", "entities"), [("accept", 1), ("reject", 2)])
def test_two_of_one_name_are_said_to_be_one_or_two(client: TestClient, verb: str, entities: int) -> None:
    one = item(client, kind="link")
    assert [pair["identity"]["name"] for pair in one["pair"]] == ["John Smith"] * 2
    assert one["why"] == "same full name"
    assert decide(client, verb, one).status_code == 303
    assert item(client, kind="link") is None
    assert len(client.get("/who.json", params={"who": "John Smith"}).json()["rows"]) == entities


def test_people_who_disagree_come_before_all(client: TestClient, path: Path) -> None:
    own = item(client)["id"]
    with Record.open(path) as record:
        record.judging.correct(own, "act", "intend", by="jl", reason="read it")
        record.judging.correct(own, "act", "decide", by="mk", reason="read it too")
    first = item(client)
    assert (first["sort"], first["why"]) == ("conflict", "jl: intend; mk: decide. The last stands")
    assert decide(client, "accept", first).status_code == 303
    assert item(client)["sort"] == "row"
    # Both are taken back, and the last is said anew by who decided.
    assert [(made.verb, made.by) for made in log(path)[2:]] == [("undo", "mk"), ("undo", "mk"), ("correct", "mk")]
    assert log(path)[-1].becomes == "decide"


def test_the_log_is_shown_given_out_and_taken_in(client: TestClient, tmp_path: Path) -> None:
    assert "Nobody has decided anything yet" in client.get("/judgements").text
    decide(client, "reject", item(client, **PROMISE))
    page = client.get("/judgements").text
    assert "rejected" in page
    assert "to mend the quay by June" in page
    given = client.get("/judgements.jsonl")
    assert given.headers["content-disposition"] == 'attachment; filename="judgements.jsonl"'
    [line] = given.text.splitlines()
    assert json.loads(line)["verb"] == "reject"
    other = recorded(tmp_path / "other.record", [met("Ilse Brandt", "Ove Dahl", day="2024-03-09", outlet="The Quay")])
    with TestClient(application(other), base_url=AT, headers={"origin": AT}) as theirs:
        form = {"csrf": csrf(theirs.get("/judgements").text)}
        for added in (1, 0):
            answer = theirs.post("/judgements/take-in", data=form, files={"files": ("log.jsonl", line)})
            assert f"Taken in: {added} new judgement" in answer.text
        assert theirs.post("/judgements/take-in", data=form, files={"files": ("x", b"no log")}).status_code == 400
    [judged] = log(other)
    assert judged.verb == "reject"


def test_a_judgement_is_taken_back_from_the_log(client: TestClient, path: Path) -> None:
    decide(client, "reject", item(client))
    [made] = log(path)
    form = {
        "csrf": csrf(client.get("/judgements").text), "judgement": made.id, "by": "jl", "reason": "looked again",
        "back": "/judgements?verb=reject",
    }  # fmt: skip
    answer = client.post("/review/undo", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/judgements?verb=reject"
    assert "taken back" in client.get(answer.headers["location"]).text
    rows = client.get("/judgements.json").json()["rows"]
    assert [(row["judgement"]["verb"], row["stands"]) for row in rows] == [("undo", True), ("reject", False)]
    by = client.get("/judgements.json", params={"by": "mk"}).json()["rows"]
    assert [row["judgement"]["by"] for row in by] == ["mk"]
    assert client.get("/judgements", params={"verb": "love"}).status_code == 400
