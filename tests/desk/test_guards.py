"""Strangers at the door: foreign hosts, other pages' forms, wrong tokens, paths that climb, stories full of scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord import Reader, Record
from onrecord.desk import application
from onrecord.desk.guards import is_loopback
from onrecord.desk.rooms import ACTIONS, ROOMS

HERE = "http://127.0.0.1:8400"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8400", "", "a/b", "[::2]", "10.0.0.7"]
)
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost", "localhost:1", "[::1]:8400"])
def test_this_computer_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_loopback_is_known_by_its_address() -> None:
    assert is_loopback("127.8.9.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("localhost.evil.example")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.path)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": "file://127.0.0.1:8400"},
    ],
)
def test_another_pages_form_is_refused(client: TestClient, action: object, headers: dict[str, str]) -> None:
    path = re.sub(r"{\w+}", "x", action.path)  # type: ignore[attr-defined]
    assert client.post(path, data={"csrf": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.path)
def test_a_form_without_its_token_is_refused(client: TestClient, action: object) -> None:
    path = re.sub(r"{\w+}", "x", action.path)  # type: ignore[attr-defined]
    client.get("/")
    for given in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "é"}):
        assert client.post(path, data=given).status_code == 403


def test_a_write_that_names_no_origin_is_refused(desk_record: Path) -> None:
    with TestClient(application(desk_record), base_url=HERE) as client:
        assert client.post("/add", data={"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/story/../../etc/passwd",
        "/story/..%2f..%2fetc%2fpasswd",
    ],
)
def test_paths_do_not_climb(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "def application" not in answer.text


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.path)
def test_every_page_says_what_it_may_load(client: TestClient, room: object) -> None:
    answer = client.get(re.sub(r"{\w+}", "0000000000", room.path))  # type: ignore[attr-defined]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    # What the policy would refuse is not there: a page works whole under it.
    assert not re.search(r"<[^>]+\s(on\w+|style)\s*=", answer.text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", answer.text)
    assert not re.search(r"<style", answer.text)
    assert not re.search(r"<(?!a )[^>]+\s(src|href|action)=[\"']?(https?:)?//", answer.text)


def test_off_loopback_the_token_lets_in(desk_record: Path) -> None:
    app = application(desk_record, hosts=["desk.example"], token="right")
    with TestClient(app, base_url="http://desk.example", follow_redirects=False) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/static/desk.css").status_code == 401
        let_in = client.get("/stories?words=ferry&token=right")
        assert let_in.status_code == 303
        assert let_in.headers["location"] == "/stories?words=ferry"
        assert "httponly" in let_in.headers["set-cookie"].lower()
        assert "samesite=strict" in let_in.headers["set-cookie"].lower()
        assert client.get("/stories?words=ferry").status_code == 200


def test_the_token_leads_nowhere_else(desk_record: Path) -> None:
    app = application(desk_record, hosts=["desk.example"], token="right")
    with TestClient(app, base_url="http://desk.example", follow_redirects=False) as client:
        assert client.get("http://desk.example//evil.example/?token=right").headers["location"] == "/evil.example/"


HOSTILE = f"""<script>alert(1)</script> minister "><img src=x onerror=alert(2)> resigns

The minister of \u202eelbisreveR\u202c, Ada </p><script>alert(3)</script> Brenner,
said on Monday that javascript:alert(4) was a link.

"A quotation with {{{{ 7 * 7 }}}} and {{% raw %}} in it," said Ada Brenner.

{"x" * 1_000_000}

'onmouseover='alert(5)' was what Brenner said to "the' press & <b>others</b>.
"""


HOSTILE_PAGE = {
    "outlet": "<script>alert(6)</script>",
    "url": "javascript:alert(7)",
    "author": "\"><script>alert(8)</script>",
    "published": "2024-05-01",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    headline, _, text = HOSTILE.partition("\n\n")
    page = folder / "<script>hostile.json"
    page.write_text(json.dumps(HOSTILE_PAGE | {"headline": headline, "text": text}))
    with Record.open(folder / "hostile.record") as record:
        assert record.add([str(page)], reader=Reader()).stories == 1
    return folder / "hostile.record"


def test_a_hostile_story_shows_as_text(hostile: Path) -> None:
    with TestClient(application(hostile), base_url=HERE) as client:
        story = client.get("/stories.json").json()["rows"][0]["line"]["id"]
        listed = ["/", "/stories", "/stories?words=minister", f"/story/{story}"]
        for path in [*listed, *(room.path for room in ROOMS if "{" not in room.path)]:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert not re.search(r"<script(?![^>]*src=\"/static/)", answer.text), path
            assert "<img" not in answer.text
            assert "<b>others" not in answer.text
            assert "\u202e" not in answer.text
            assert not re.search(r"(href|src|action)=[\"']?javascript", answer.text)
        whole = client.get(f"/story/{story}").text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in whole
        assert "{{ 7 * 7 }}" in whole
        assert "⟨U+202E⟩" in whole


def test_a_reviewers_cookie_is_read_as_a_name_and_nothing_else(client: TestClient) -> None:
    for cookie in ("zz", "<script>", "é".encode().hex(), "ff", "0" * 9999):
        client.cookies.set("reviewer", cookie)
        assert client.get("/").status_code == 200


def test_too_many_fields_are_refused(client: TestClient) -> None:
    asked = "&".join(f"a{number}=1" for number in range(200))
    assert client.get(f"/stories?{asked}").status_code == 400
    assert client.get("/stories?limit=1_000").status_code == 400
    assert client.get("/stories?limit=99999999999999999999").status_code == 400
    assert client.get("/stories?order=sideways").status_code == 400
    assert client.get("/stories?since=yesterday").status_code == 400
