"""What is told in several stories, as the commands say it: a report, two copies, and one outlet's own text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture
from tests.record.retelling import own_text, report


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of four stories of one explosion."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        for number, reading in enumerate((
            report("The Harbour Post"), report("Fjord Daily", headline="Bridge closed after blast"),
            report("The Inland Gazette", headline="Ferries for Tarvik", date="2024-03-06"), own_text(),
        )):  # fmt: skip
            record.add_capture(capture(str(number)), [reading], MADE_BY)


def test_copies_of_a_text_are_one_line_with_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "stories", "--per", "telling", "--sources")[1].splitlines()
    assert out[0].endswith("Ferries for Tarvik  2024-03-06 · The Inland Gazette · 3 stories, 1 independent")
    assert [line.partition(" · ")[0].strip() for line in out[1:4]] == [
        "in The Harbour Post", "repeated in Fjord Daily", "repeated in The Inland Gazette",
    ]  # fmt: skip
    assert out[4].endswith("Fifteen dead in Tarvik  2024-03-05 · The Alda Courier"), "one story lists no others"
    assert len(out) == 5


def test_a_search_shows_each_text_once(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "search", "explosion", "--per", "telling")[1]
    assert out.count("3 stories, 1 independent") == 1
    assert out.count("killed at least 12 people") == 1


def test_a_quotation_is_one_line_with_its_independent_sources(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "said", "--per", "quotation", "--sources")[1].splitlines()
    assert out[0] == (
        "Ilse Brandt  “Nobody may cross the old bridge until it has been mended,”  assert · direct"
        " · 4 stories, 2 independent"
    )
    assert [line.split(" · ")[0].strip() for line in out[2:]] == [
        "in The Harbour Post", "repeated in Fjord Daily", "repeated in The Inland Gazette", "in The Alda Courier",
    ]  # fmt: skip


def test_an_event_is_one_line_and_its_sources_are_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = run(capsys, "events", "--per", "event", "--sources", "--json")[1].splitlines()
    event = json.loads(line)
    assert event["counts"] == {"stories": 4, "tellings": 2, "outlets": 2}
    assert sorted(one["outlet"] for one in event["sources"]) == [
        "Fjord Daily", "The Alda Courier", "The Harbour Post", "The Inland Gazette",
    ]  # fmt: skip
    first = run(capsys, "events", "--per", "event")[1].splitlines()[0]
    assert first.endswith(f"4 stories, 2 independent, {event['event'][:12]}")


def test_what_no_line_can_stand_for_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "stories", "--per", "event")
    assert code == 2
    assert "'event' is not one of 'story', 'telling'" in err


def test_one_event_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    event = json.loads(run(capsys, "events", "--per", "event", "--json")[1])["event"]
    code, out, _ = run(capsys, "events", "--side-by-side", event[:12])
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == f"ASSAULT  4 stories, 2 independent · {event}"
    assert lines[lines.index("  killed, told differently") :][:3] == [
        "  killed, told differently",
        "    at least 12  The Harbour Post, Fjord Daily, The Inland Gazette · 1 independent",
        "    15  The Alda Courier",
    ]
    assert lines[-2].endswith("and 2 copies")
    code, _, err = run(capsys, "events", "--side-by-side", "v00000000000")
    assert code == 1
    assert "no event whose id begins with" in err
