"""``onrecord timeline``, run as a person runs it."""

import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.test_asking import run
from tests.record.test_timeline import OPENED, add, told


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of a mayor who opens a bridge."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        add(record, told(1, OPENED, "on 3 May", "2024-05-03", event="opened"))
        add(record, told(2, OPENED, "on 3 May", "2024-05-03", event="opened", outlet="Valley Courier"))


@pytest.mark.usefixtures("here")
def test_each_day_with_its_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "timeline", "Ilse Brandt")
    day, line = out.splitlines()
    assert (code, day) == (0, "2024-05-03  2 stories of 2 outlets")
    assert line.startswith(
        f"    {OPENED}  CONSULT · actual · Ilse Brandt · 2 stories, 2 outlets · The Harbour Post · 2024-05-04 · "
    )


@pytest.mark.usefixtures("here")
def test_a_day_a_line_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = run(capsys, "timeline", "--place", "Tarvik", "--json")[1].splitlines()
    day = json.loads(line)
    assert (day["date"], day["stories"], day["lines"][0]["kind"]) == ("2024-05-09", 2, "mention")


@pytest.mark.usefixtures("here")
def test_nothing_dated_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "timeline", "--words", "ferry")[::2] == (1, "The record dates nothing of that.\n")
    code, _, err = run(capsys, "timeline")
    assert (code, "a timeline is of one thing" in err) == (2, True)
