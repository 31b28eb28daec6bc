"""``onrecord who``, ``offices`` and ``places``, run as a person runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture, full_reading
from tests.record.test_people_offices_places import told


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of a mayor and a minister."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    minister = told("2024-03-04", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien")
    with Record.open(tmp_path / "onrecord.record") as record:
        record.add_capture(capture("bridge"), [full_reading()], MADE_BY)
        record.add_capture(capture("minister"), [minister], MADE_BY)


@pytest.mark.usefixtures("here")
def test_who_tells_names_offices_deeds_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "who", "ilse brandt")
    assert code == 0
    lines = out.splitlines()
    assert re.fullmatch("Ilse Brandt  1 story · 2024-03-04 · n[0-9a-f]{23}", lines[0])
    assert lines[1:5] == [
        "  names  Ilse Brandt (1)", "  called  The mayor of Tarvik (1)", "  offices",
        "    mayor, Tarvik  current · as of 2024-03-04",
    ]  # fmt: skip
    assert "“Nobody may cross it,” Mayor Ilse Brandt said.  The Harbour Post · 2024-03-04" in lines[5]
    assert "    2024-03-04 · COERCE/restrict · actual · as Ilse Brandt told it" in lines
    assert "    2024-03-04 · assert  that the bridge is not safe" in lines
    assert "  was done to them" not in lines, "a section without rows is not printed"


@pytest.mark.usefixtures("here")
def test_who_suggests_the_likest_names(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "who", "Brandt, Ilze")
    assert (code, out) == (1, "")
    assert err.splitlines() == ["Nobody in the record goes by the name 'Brandt, Ilze'.", "Did you mean Ilse Brandt?"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("country", ["Norway", "norway", "NO", "Norwegian"])
def test_offices_of_a_country_by_name_people_or_code(capsys: pytest.CaptureFixture[str], country: str) -> None:
    code, out, _ = run(capsys, "offices", "--of", country, "--on", "2024-04-01")
    assert code == 0
    assert out.splitlines()[0] == "Oda Lien  fisheries minister, Norway  current · as of 2024-03-04 · last known"
    assert "    Norway’s fisheries minister Oda Lien spoke.  The Harbour Post · 2024-03-04" in out.splitlines()[1]


@pytest.mark.usefixtures("here")
def test_offices_of_a_body_or_town_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "offices", "--of", "Tarvik")[1].startswith("Ilse Brandt  mayor, Tarvik")


@pytest.mark.usefixtures("here")
def test_places_show_coordinates_or_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "places", "--country", "no")[1].splitlines() == [
        "Norway  country · NO · 1 story · 1 mention",
        "Tarvik  town · NO · 61.5000, 9.2500 · 1 story · 1 mention",
    ]
    assert run(capsys, "places", "--unresolved")[1].splitlines() == [
        "Tarvik  unresolved: no place of that name fits · 1 story · 1 mention"
    ]
    code, _, err = run(capsys, "places", "--country", "Atlantis")
    assert code == 2
    assert "'Atlantis' is no country" in err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", [("who", "Ilse Brandt"), ("offices",), ("places",)])
def test_json_is_one_line_a_thing(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    code, out, _ = run(capsys, *command, "--json")
    assert code == 0
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    assert run(capsys, *command, "--json")[1] == out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", [("offices", "--holder", "Nobody"), ("places", "--feature", "moon")])
def test_nothing_found_is_said_and_is_exit_code_1(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *command)
    assert (code, out) == (1, "")
    assert err.startswith("The record holds no such ")
