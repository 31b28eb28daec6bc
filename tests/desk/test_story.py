"""The room of a story: its text whole, what stands on it, its versions."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from onrecord import Record
from onrecord.desk.manuscript import manuscript, marked_range


def words(page: str) -> str:
    """What a page shows, without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def test_the_text_stands_whole_and_in_order(desk_record: Path) -> None:
    with Record.open(desk_record, read_only=True) as record:
        for stored in record.readings():
            text = stored.reading.story.text
            blocks = manuscript(stored.reading)
            told = "\n\n".join("".join(one.text for one in block.stretches) for block in blocks)
            assert told == re.sub(r"\n{2,}", "\n\n", text)
            for block in blocks:
                for one in block.stretches:
                    assert text[one.start : one.start + len(one.text)] == one.text


def test_every_row_has_its_card_once(desk_record: Path) -> None:
    with Record.open(desk_record, read_only=True) as record:
        for stored in record.readings():
            reading = stored.reading
            cards = [card.id for block in manuscript(reading) for card in block.cards]
            rows = len(reading.statements) + len(reading.events) + len(reading.disputes) + len(reading.commitments)
            assert len(cards) == len(set(cards)) == rows


def test_the_page_shows_text_cards_and_source(client: TestClient, story_id: str) -> None:
    page = client.get(f"/story/{story_id}").text
    assert "They knew the radar was broken and they sailed all the same" in words(page)
    assert 'class="card statement"' in page
    assert 'class="card event"' in page
    assert "updated 14 May 2024" in words(page)
    assert "one version" in words(page)
    assert "OnRecord 0." in words(page)


def test_a_link_marks_the_sentence(client: TestClient, story_id: str) -> None:
    text = client.get(f"/story/{story_id}.json").json()["reading"]["story"]["text"]
    start = text.index("Police arrested")
    page = client.get(f"/story/{story_id}?mark={start}-{start + 15}").text
    assert f'id="at-{start}"' in page
    assert "Police arrested" in words("".join(re.findall(r"<mark>(.*?)</mark>", page)))


def test_a_range_that_is_none_marks_nothing() -> None:
    assert marked_range("3-7", "twelve chars") == (3, 7)
    for asked in (None, "", "7-3", "a-b", "3", "-1-4", "99-120", "999999999999-9999999999999"):
        assert marked_range(asked, "twelve chars") is None


def test_versions_show_what_changed(client: TestClient) -> None:
    rows = client.get("/stories.json", params={"words": "harbour wall"}).json()["rows"]
    later = next(row["line"] for row in rows if row["line"]["version"] == 2)
    page = client.get(f"/story/{later['id']}/versions").text
    assert "<ins>" in page
    assert client.get(f"/story/{later['id']}/versions.json").json()["versions"][1]["story"] == later["id"]


def test_no_such_story_is_not_found(client: TestClient) -> None:
    answer = client.get("/story/0123456789abcdef")
    assert answer.status_code == 404
    assert "holds no story" in words(answer.text)
    assert client.get("/story/0123456789abcdef.json").json()["error"].startswith("the record holds no story")
