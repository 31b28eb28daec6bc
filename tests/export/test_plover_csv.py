"""Events in PLOVER's code and POLECAT's columns. All people, towns and outlets are invented."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.export import export
from onrecord.export.plover_csv import COLUMNS, OWN, POLECAT
from onrecord.model import Reading
from onrecord.record import Query, Record
from tests.record.making import MADE_BY, capture, story
from tests.record.test_events import TALKS, event, ferry, party, talks
from tests.record.test_statements import sentences

DEAL = "Deal\n\nNordvik agreed to meet the mayor. Alda will leave the fort. Nordvik will meet the union. Ada Lind wed."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("talks", url="https://harbour.example/a"), [talks()], MADE_BY)
        opened.add_capture(capture("ferry"), [ferry()], MADE_BY)
        opened.add_capture(capture("deal"), [deal()], MADE_BY)
        yield opened


def deal() -> Reading:
    text = DEAL
    nordvik = party(text, "Nordvik")
    return Reading(
        story=story(text, published="2023-01-05", outlet="Valley Courier"),
        sentences=sentences(text),
        events=(
            event(1, text, "agreed", "AGREE", actors=(nordvik,)),
            event(2, text, "meet", "CONSULT", status="planned", actors=(nordvik, party(text, "the mayor"))),
            event(3, text, "leave", "RETREAT", mode="withdraw", status="planned", actors=(party(text, "Alda"),)),
            event(4, text, "meet the union", "CONSULT", status="planned", actors=(nordvik,)),
            event(5, text, "wed", None, actors=(party(text, "Ada Lind"),)),
        ),
    )


def rows(record: Record, outlet: str | None = None) -> dict[str, dict[str, str]]:
    out = io.StringIO(newline="")
    count = export(record, out, to="plover-csv", query=Query(outlet=outlet))
    found = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(found) == count
    return {row["Trigger"]: row for row in found}


def test_a_row_has_polecats_columns_and_what_it_stands_on(record: Record) -> None:
    row = rows(record)["met"]
    assert tuple(row) == COLUMNS
    assert {name: value for name, value in row.items() if value and name not in ("Event ID", "Story ID")} == {
        "Event Date": "2024-03-04", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4.0",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic",
        "Actor Name": "Nordvik", "Actor Country": "DNK", "Actor COW": "390", "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV", "Actor Name Raw": "A delegation of Nordvik",
        "Recipient Name": "Ilse Brandt", "Recipient Country": "NOR", "Recipient COW": "385",
        "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV", "Recipient Name Raw": "Mayor Ilse Brandt",
        "Placename": "Tarvik", "City": "Tarvik", "Country": "NOR", "Latitude": "61.5", "Longitude": "9.25",
        "GeoNames ID": "123", "Feature Type": "town", "Source": "The Harbour Post", "Publication Date": "2024-03-04",
        "Story People": "Ilse Brandt", "Story Organizations": "Nordvik; Brandt’s office", "Story Locations": "Tarvik",
        "Version": "onrecord test", "Deed Type": "CONSULT", "Deed Mode": "visit", "Status": "actual", "Historical": "0",
        "Confidence": "0.9", "Time": "2024-03-04", "Time From": "clause", "Place From": "arguments", "Trigger": "met",
        "Sentence": "A delegation of Nordvik met Mayor Ilse Brandt in Tarvik on Monday.", "Start": "22", "End": "88",
        "Headline": "Delegation in Tarvik",
    }  # fmt: skip
    assert TALKS[22:88] == row["Sentence"]


def test_what_did_not_happen_has_its_auxiliary_mode_and_no_intensity(record: Record) -> None:
    found = rows(record)
    coded = {
        words: (row["Event Type"], row["Auxiliary Modes"], row["Intensity"], row["Status"])
        for words, row in found.items()
    }
    assert coded["visit"] == ("CONSULT", "negation", "", "negated")
    assert coded["attacked"] == ("ASSAULT", "historical", "-9.0", "actual")
    assert coded["send"] == ("AGREE", "", "2.5", "planned")
    assert coded["leave"] == ("CONCEDE", "", "4.5", "planned")
    assert found["attacked"]["According To"] == "A spokesman for Nordvik"


def test_a_month_is_no_day(record: Record) -> None:
    row = rows(record)["released"]
    assert (row["Event Date"], row["Time"]) == ("", "2024-05")


def test_who_agrees_to_meet_has_agreed_once(record: Record) -> None:
    # "meet" of the first sentence is what was agreed to; the plan of the third sentence stands alone.
    found = rows(record, outlet="Valley Courier")
    assert [(words, row["Event Type"]) for words, row in found.items()] == [
        ("agreed", "AGREE"), ("leave", "CONCEDE"), ("meet the union", "AGREE"),
    ]  # fmt: skip


def test_one_unknown_among_several_is_none_and_all_unknown_is_empty(record: Record) -> None:
    found = rows(record)
    assert found["attacked"]["Actor Country"] == ""
    text = "Talks\n\nNorwegians and rebels met."
    actors = (party(text, "Norwegians", country="NO"), party(text, "rebels", sector="REB"))
    both = Reading(story=story(text, outlet="Marl Today"), events=(event(1, text, "met", "CONSULT", actors=actors),))
    record.add_capture(capture("both"), [both], MADE_BY)
    row = rows(record, outlet="Marl Today")["met"]
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == (
        "Norwegians; rebels",
        "NOR; None",
        "385; None",
    )
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("", "None; REB")


def test_events_as_json_lines(record: Record) -> None:
    out = io.StringIO()
    assert export(record, out, to="jsonl", table="events", query=Query(outlet="Valley Courier")) == 5
    lines = list(map(json.loads, out.getvalue().splitlines()))
    assert [line["trigger"]["text"] for line in lines] == ["agreed", "meet", "leave", "meet the union", "wed"]
    assert lines[1]["citation"]["sentence"]["text"] == "Nordvik agreed to meet the mayor."


def test_the_page_explains_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "plover-csv.md").read_text(encoding="utf-8")
    named = [
        name.strip() for cell in re.findall(r"^\| ([A-Z][^|]+) \|", page, re.MULTILINE) for name in cell.split(",")
    ]
    assert set(named) >= set(POLECAT) | set(OWN)
    assert len(POLECAT) == 40
