"""The room of statements: who said what, and who else reports it in which words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk.sentence import Piece, differing, pieces
from onrecord.errors import NotFoundError
from onrecord.model import Span
from onrecord.record import Query, Record, StatementQuery


def words(page: str) -> str:
    """What a page shows, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def found(client: TestClient, **asked: str) -> list[dict[str, object]]:
    answer = client.get("/statements.json", params=asked)
    assert answer.status_code == 200, answer.text
    return [row["line"] for row in answer.json()["rows"]]


def test_a_sentence_is_cut_at_its_parts_and_nothing_of_it_is_lost() -> None:
    sentence = Span(10, 30, "Mayor Sole promised.")
    cut = pieces(sentence, [("cue", [Span(21, 29, "promised")]), ("speaker", [Span(10, 20, "Mayor Sole"), None])])
    assert cut == [Piece("Mayor Sole", "speaker"), Piece(" "), Piece("promised", "cue"), Piece(".")]


def test_words_that_differ_are_marked_both_ways() -> None:
    assert differing("eleven metres long", "fourteen metres") == [
        Piece("eleven", "removed"), Piece("fourteen", "added"), Piece(" metres"), Piece(" long", "removed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "speaker", "said"),
    [
        ({"who": "Mira Kessel", "act": "promise"}, "Mira Kessel", "a report would be published by 1 June 2024"),
        ({"about": "radar", "mode": "direct", "order": "oldest"}, "Mira Kessel", "They knew the radar was broken"),
        ({"act": "deny", "who": "Blue Strait"}, "Blue Strait", "that it had skipped any checks"),
    ],
)
def test_statements_are_found_by_what_they_are(
    client: TestClient, asked: dict[str, str], speaker: str, said: str
) -> None:
    lines = found(client, **asked)
    assert lines[0]["speaker"]["name"] == speaker  # type: ignore[index]
    assert said in lines[0]["content"][0]["text"]  # type: ignore[index]
    page = words(client.get("/statements", params=asked).text)
    assert said in page
    assert speaker in page


def test_only_word_for_word_where_that_is_asked(client: TestClient) -> None:
    modes = {line["mode"] for line in found(client, mode="direct", limit="100")}
    assert modes == {"direct"}
    assert len({line["mode"] for line in found(client, limit="100")}) > 1
    assert client.get("/statements", params={"mode": "shouted"}).status_code == 400


def test_facets_count_what_they_lead_to(client: TestClient) -> None:
    facets = client.get("/statements.json").json()["facets"]
    assert facets["whole"]
    for name, values in facets["fields"].items():
        for value, count in values.items():
            # A name is asked for among all names that hold it, and among whom somebody acts for.
            rows = len(found(client, **{name: value, "limit": "200", "per": "story"}))
            assert rows >= count if name in ("who", "outlet") else rows == count, (name, value)


def test_nothing_is_counted_where_the_words_must_be_read_first(client: TestClient) -> None:
    assert client.get("/statements.json", params={"about": "radar"}).json()["facets"] is None


def test_one_statement_stands_beside_the_others_with_the_words_that_differ(client: TestClient) -> None:
    own = next(line for line in found(client, who="Mira Kessel", mode="direct", order="oldest"))
    page = client.get(f"/statements/{own['id']}.json").json()
    wordings = page["wordings"]
    assert [one["content"] for one in wordings] == ['"They knew the radar was broken,"']
    assert not wordings[0]["same"]
    assert not wordings[0]["reports"][0]["same_text"]
    shown = client.get(f"/statements/{own['id']}").text
    assert "<del> and they sailed all the same</del>" in shown


def test_the_same_words_in_two_stories_are_one_wording(client: TestClient) -> None:
    own = found(client, who="Otto Brehm")[0]
    wordings = client.get(f"/statements/{own['id']}.json").json()["wordings"]
    assert [one["same"] for one in wordings] == [True]
    assert len(wordings[0]["reports"]) == 1


def test_what_somebody_else_said_is_no_report_of_it(desk_record: Path) -> None:
    with Record.open(desk_record, read_only=True) as record:
        for line in record.statements(StatementQuery(by="Kessel", stories=Query(limit=50))):
            for report in record.looking.reports(line.id):
                assert report.line.speaker.name == line.speaker.name
                assert report.line.citation.story != line.citation.story


def test_no_such_statement(client: TestClient, desk_record: Path) -> None:
    assert client.get("/statements/nobody").status_code == 404
    assert client.get("/statements/nobody.json").status_code == 404
    with Record.open(desk_record, read_only=True) as record, pytest.raises(NotFoundError):
        record.looking.reports("nobody")


def test_reports_that_were_not_known_yet_are_left_out(client: TestClient) -> None:
    own = found(client, who="Otto Brehm")[0]
    assert client.get(f"/statements/{own['id']}.json", params={"as_known": "1999"}).json()["wordings"] == []
