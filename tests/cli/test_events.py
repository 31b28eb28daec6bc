"""``onrecord events``, run as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture
from tests.record.test_events import TALKS, ferry, talks


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of two stories with events."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        record.add_capture(capture("talks"), [talks()], MADE_BY)
        record.add_capture(capture("ferry"), [ferry()], MADE_BY)


@pytest.mark.usefixtures("here")
def test_an_event_is_told_with_parties_status_time_place_and_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "events", "--type", "consult/visit", "--status", "actual")
    assert code == 0
    first, second = out.splitlines()
    assert first == (
        "CONSULT/visit  Nordvik [DK GOV] → Ilse Brandt [NO GOV]  actual · 2024-03-04 (from its clause)"
        " · Tarvik, NO (from its own words) · confidence 0.90"
    )
    start = TALKS.index("met")
    assert second == (
        "    A delegation of Nordvik met Mayor Ilse Brandt in Tarvik on Monday."
        f"  The Harbour Post · 2024-03-04 · {talks().story.id[:12]} · {start}-{start + 3}"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (("--type", "AID"), "AID  Brandt’s office [NO] → Nordvik  planned · PLOVER AGREE · confidence 0.70"),
        (("--actor", "gunmen"),
         "ASSAULT  gunmen [UAF] → two ferries  actual · background · 2021 (from its clause)"
         " · according to A spokesman for Nordvik"),
        (("--status", "negated"), "CONSULT/visit  Ilse Brandt  negated"),
        (("--on", "2024-05", "--confidence", "0.5"),
         "RETREAT/release  Nordvik  actual · 2024-05 (from its own words) · confidence 0.95"),
        (("--place", "Norway"),
         "CONSULT/visit  Nordvik [DK GOV] → Ilse Brandt [NO GOV]  actual · 2024-03-04 (from its clause)"
         " · Tarvik, NO (from its own words) · confidence 0.90"),
        (("--country", "danish", "--sector", "gov"),
         "CONSULT/visit  Nordvik [DK GOV] → Ilse Brandt [NO GOV]  actual · 2024-03-04 (from its clause)"
         " · Tarvik, NO (from its own words) · confidence 0.90"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_told(capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], line: str) -> None:
    code, out, _ = run(capsys, "events", *asked)
    assert code == 0
    assert out.splitlines()[::2] == [line]


@pytest.mark.usefixtures("here")
def test_as_json_a_line_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "events", "--recipient", "ferries", "--json")
    assert code == 0
    event = json.loads(out)
    assert event["plover"] == {
        "type": "ASSAULT", "mode": None, "auxiliary": ["historical"], "quad": "MATERIAL CONFLICT", "intensity": -9.0,
    }  # fmt: skip
    assert event["recipients"][0]["span"]["text"] == "two ferries"
    assert event["according_to"]["words"] == "A spokesman for Nordvik"
    assert event["citation"]["story"] == talks().story.id


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        (("--type", "marry"), 2, "PLOVER has no type 'MARRY'"),
        (("--country", "Ruritania"), 2, "'Ruritania' is no country"),
        (("--sector", "army"), 2, "PLOVER has no sector 'ARMY'"),
        (("--actor", "Nobody"), 1, "The record holds no such event."),
    ],
)
def test_what_is_not_there_or_cannot_be_asked(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], code: int, why: str
) -> None:
    ended, out, err = run(capsys, "events", *asked)
    assert (ended, out) == (code, "")
    assert why in err
