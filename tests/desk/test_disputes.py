"""The room of disputes: questions, the two sides of each, its history; and never a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.desk import application
from onrecord.record import ClaimQuery, Query, Record
from tests.desk.telling import recorded, told

ABOUT = "the company had paid the fishermen"
PAID, NOT_PAID = ABOUT, "the company had not paid the fishermen"
FIRST = f"Bridge paid\n\nRuth Asante said {PAID}. Kwame Boateng said {NOT_PAID}."
SECOND = f"Still waiting\n\nRuth Asante said again {PAID}. Marta Quispe said {NOT_PAID}. Kwame Boateng denied it."
THIRD = f"Company gives in\n\nRuth Asante said {PAID}. Kwame Boateng said {NOT_PAID}, and so it was."
OTHER = "Dam leaks\n\nIda Holm said the dam was sound. Per Vik said the dam was not sound."


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories of one dispute, the last of which says that a side gave in, and one of another."""
    both = [("Ruth Asante", PAID, "assert"), ("Kwame Boateng", NOT_PAID, "deny")]
    sides = [("affirms", ["Ruth Asante"], [1]), ("denies", ["Kwame Boateng"], [2])]
    return recorded(
        tmp_path_factory.mktemp("disputes") / "disputes.record",
        [
            told(FIRST, "2024-03-04", "The Harbour Post", people=["Ruth Asante", "Kwame Boateng"], said=both,
                 sides=sides, about=ABOUT),
            told(SECOND, "2024-03-06", "Tarvik Today", people=["Ruth Asante", "Kwame Boateng", "Marta Quispe"],
                 said=[both[0], ("Marta Quispe", NOT_PAID, "deny")],
                 sides=[sides[0], ("denies", ["Kwame Boateng", "Marta Quispe"], [2])], about=ABOUT),
            told(THIRD, "2024-03-09", "The Harbour Post", people=["Ruth Asante", "Kwame Boateng"], said=both,
                 sides=sides, about=ABOUT, state="conceded"),
            told(OTHER, "2024-03-05", "Tarvik Today", people=["Ida Holm", "Per Vik"],
                 said=[("Ida Holm", "the dam was sound", "assert"), ("Per Vik", "the dam was not sound", "deny")],
                 sides=[("affirms", ["Ida Holm"], [1]), ("doubts", ["Per Vik"], [2])], about="the dam was sound"),
        ],
    )  # fmt: skip


@pytest.fixture
def desk(disputed: Path) -> Iterator[TestClient]:
    with TestClient(application(disputed), base_url="http://127.0.0.1:8400") as client:
        yield client


def test_questions_are_rows_and_sides_are_columns(desk: TestClient) -> None:
    rows = desk.get("/disputes.json").json()["rows"]
    assert [(row["about"], row["state"], row["opened"], row["counts"]["stories"]) for row in rows] == [
        (ABOUT, "conceded", "2024-03-04", 3),
        ("the dam was sound", "open", "2024-03-05", 1),
    ]
    affirms, against = rows[0]["columns"]
    assert [party["name"] for party in affirms["parties"]] == ["Ruth Asante"]
    assert [(party["name"], party["since"]) for party in against["parties"]] == [
        ("Kwame Boateng", "2024-03-04"), ("Marta Quispe", "2024-03-06"),
    ]  # fmt: skip
    # The words are said three times by her, and shown once.
    assert len(affirms["statements"]) == 1
    assert affirms["more"] == 2
    assert rows[1]["columns"][1]["parties"][0]["stance"] == "doubts"


def test_the_page_shows_each_statement_with_its_source(desk: TestClient) -> None:
    page = desk.get("/disputes").text
    assert page.count('class="disputed') == 2
    for words in ("Ruth Asante", "Marta Quispe", "The Harbour Post", "6 March 2024", "Deny or doubt it"):
        assert words in page


@pytest.mark.parametrize("verdict", ["true", "false", "right", "wrong", "lie", "proven"])
def test_no_page_says_who_is_right(desk: TestClient, verdict: str) -> None:
    own = desk.get("/disputes.json").json()["rows"][0]["id"]
    for path in ("/disputes", f"/disputes/{own}"):
        assert f" {verdict} " not in desk.get(path).text.lower()


def test_the_history_tells_who_joined_when_and_who_gave_in(desk: TestClient) -> None:
    own = desk.get("/disputes.json").json()["rows"][0]["id"]
    page = desk.get(f"/disputes/{own}.json").json()
    assert [(step["what"], step["date"], (step["party"] or {}).get("name")) for step in page["history"]] == [
        ("opened", "2024-03-04", None),
        ("joined", "2024-03-04", "Ruth Asante"),
        ("joined", "2024-03-04", "Kwame Boateng"),
        ("joined", "2024-03-06", "Marta Quispe"),
        ("conceded", "2024-03-09", None),
    ]
    shown = desk.get(f"/disputes/{own}").text
    assert "A side concedes, as this story tells it" in shown
    assert f"/review?row={own}" in shown


def test_every_telling_leads_to_the_same_dispute(desk: TestClient, disputed: Path) -> None:
    with Record.open(disputed, read_only=True) as record:
        thread = next(one for one in record.disputes() if len(one.tellings) == 3)
    for line in thread.tellings:
        assert desk.get(f"/disputes/{line.id}.json").json()["row"]["id"] == thread.id
    assert desk.get("/disputes/nobody").status_code == 404


def test_a_dispute_stands_on_one_page_only(disputed: Path) -> None:
    with Record.open(disputed, read_only=True) as record:
        pages = [record.looking.disputes(ClaimQuery(stories=Query(limit=1, offset=at))) for at in range(5)]
    assert [[thread.about for thread in page.threads] for page in pages] == [
        [ABOUT], [], ["the dam was sound"], [], [],
    ]  # fmt: skip
    assert [page.more for page in pages] == [True, True, True, True, False]


def test_short_pages_link_what_linking_the_whole_record_does(disputed: Path) -> None:
    with Record.open(disputed, read_only=True) as record:
        for query in (ClaimQuery(), ClaimQuery(who="Asante"), ClaimQuery(stories=Query(outlet="Tarvik Today"))):
            whole = {one.id for thread in record.disputes(query) for one in thread.tellings}
            paged = record.looking.disputes(query).threads
            assert whole <= {one.id for thread in paged for one in thread.tellings}
            assert len(paged) == len(record.disputes(query))


@pytest.mark.parametrize(
    ("asked", "abouts"),
    [({"who": "Ida Holm"}, ["the dam was sound"]), ({"status": "conceded"}, [ABOUT]),
     ({"until": "2024-03-04"}, [ABOUT]),
     ({"outlet": "No Such Paper"}, []), ({"order": "oldest"}, [ABOUT, "the dam was sound"])],
)  # fmt: skip
def test_disputes_are_found(desk: TestClient, asked: dict[str, str], abouts: list[str]) -> None:
    assert [row["about"] for row in desk.get("/disputes.json", params=asked).json()["rows"]] == abouts
    assert desk.get("/disputes", params=asked).status_code == 200
