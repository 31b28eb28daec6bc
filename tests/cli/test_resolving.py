"""Whom a story only describes, as ``said`` and ``events`` show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.record import Record
from tests.record.making import MADE_BY, capture
from tests.record.test_describing import opening
from tests.record.test_people_offices_places import told


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("said", "the fisheries minister, {was}  “It is a good day,”  assert · direct"),
        ("events", "no type  the fisheries minister, {was}  actual"),
    ],
)
def test_other_stories_say_who_that_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, shown: str
) -> None:
    path = tmp_path / "news.record"
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(path) as record:
        record.add_capture(capture("quay"), [opening("2024-04-02")], MADE_BY)
        minister = told("2024-03-04", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien")
        record.add_capture(capture("minister"), [minister], MADE_BY)
    with pytest.raises(SystemExit):
        main([command, "--record", str(path)])
    was = 'who by "fisheries minister, Norway, as of 2024-03-04, last known" was Oda Lien'
    assert capsys.readouterr().out.splitlines()[0] == shown.format(was=was)
