"""``onrecord said``, and how a reading's statements are told, run as a person runs them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from onrecord.cli.output import sure
from onrecord.cli.telling import tell
from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture
from tests.record.test_statements import ferry, wall


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of two stories with statements."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        record.add_capture(capture("wall"), [wall()], MADE_BY)
        record.add_capture(capture("ferry"), [ferry()], MADE_BY)


@pytest.mark.usefixtures("here")
def test_a_statement_is_told_with_speaker_act_sentence_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "said", "--by", "Brandt", "--about", "wall", "--limit", "1")
    assert code == 0
    first, second = out.splitlines()
    assert first == (
        "Ilse Brandt  that the wall would hold  assert · indirect · to Courier · 2024-03-04 · confidence 0.90"
    )
    assert second == (
        "    Mayor Ilse Brandt told the Courier on Monday that the wall would hold."
        f"  The Harbour Post · 2024-03-04 · {wall().story.id[:12]} · 28-98"
    )
    assert wall().story.text[28:98] == "Mayor Ilse Brandt told the Courier on Monday that the wall would hold."


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (("--act", "deny"), "A spokesman for Nordvik, for Nordvik  it.  deny · indirect · confidence 0.60"),
        (("father",), "Ilse Brandt  “It is strong,” … “It was built by my father.”  assert · direct"),
        (("--by", "Vik", "why"), "Per Vik  why Brandt had doubted it  not assert · indirect · confidence 0.70"),
        (("--by", "Ilse Brandt", "officials"),
         "Ilse Brandt  the wall weak  assert · indirect · as Two officials told it · confidence 0.40"),
    ],
)  # fmt: skip
def test_for_whom_in_pieces_denied_and_at_second_hand(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], line: str
) -> None:
    code, out, _ = run(capsys, "said", *asked)
    assert (code, out.splitlines()[0]) == (0, line)


@pytest.mark.usefixtures("here")
def test_json_is_one_line_a_statement_with_its_spans(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "said", "--to", "Courier", "--json")
    assert code == 0
    (line,) = map(json.loads, out.splitlines())
    assert line["speaker"] == {
        "span": {"start": 28, "end": 45, "text": "Mayor Ilse Brandt"}, "name": "Ilse Brandt", "acts_for": None,
    }  # fmt: skip
    text = wall().story.text
    for span in (*line["content"], line["cue"], line["addressee"]["span"], line["citation"]["sentence"]):
        assert text[span["start"] : span["end"]] == span["text"]
    assert line["citation"]["story"] == wall().story.id


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "exit_code", "message"),
    [
        (("--by", "Nobody"), 1, "The record holds no such statement."),
        (("--act", "sing"), 2, "'sing' is not one of 'assert'"),
        (("--about", "-wall"), 2, "only says what to leave out"),
        (("--confidence", "90"), 2, "a confidence of 90 does not exist. Give a number from 0 to 1"),
    ],
)
def test_nothing_found_and_nothing_to_ask_are_told_apart(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], exit_code: int, message: str
) -> None:
    code, out, err = run(capsys, "said", *asked)
    assert (code, out) == (exit_code, "")
    assert message in err


@pytest.mark.usefixtures("here")
def test_who_tells_what_was_said_to_whom(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "who", "Ilse Brandt")[1].splitlines()
    assert "    2024-03-04 · assert · to Courier  that the wall would hold" in out
    assert "    2024-03-04 · assert · as Two officials told it  the wall weak" in out


def test_a_reading_tells_its_statements_in_short_lines() -> None:
    screen = io.StringIO()
    tell(Console(file=screen, width=200), wall())
    told = [line for line in screen.getvalue().splitlines() if line.startswith("said  ")]
    assert told == [
        "said  Ilse Brandt (assert, to Courier, 0.90): that the wall would hold",
        "said  Ilse Brandt (assert): “It is strong,” … “It was built by my father.”",
        "said  A spokesman for Nordvik, for Nordvik (deny, 0.60): it.",
        "said  Two officials (assert, 0.80): that the mayor had called the wall weak",
        "said  Ilse Brandt (assert, as Two officials told it, 0.40): the wall weak",
    ]


@pytest.mark.parametrize(("confidence", "shown"), [(0.997, "0.99"), (0.29, "0.29"), (1.0, "1.00"), (0.0, "0.00")])
def test_only_what_is_certain_is_shown_as_certain(confidence: float, shown: str) -> None:
    assert sure(confidence) == shown


def test_rules_and_anatomy_exclude_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in (["read", "page"], ["add", "page"], ["reread", "--record", str(tmp_path / "none")]):
        code, _, err = run(capsys, *command, "--rules-only", "--anatomy")
        assert code == 2
        assert "Give one of them" in err


def test_rules_only_says_so_and_reads_statements(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Wall will hold\n\nMayor Ilse Brandt said that the wall would hold.\n\nIt was built in 1931.")
    code, out, _ = run(capsys, "read", "--as-story", "--rules-only", "--json", str(page))
    assert code == 0
    document = json.loads(out)
    assert "rules" in document["made_by"]["stages"]["statements"]
    (story,) = document["stories"]
    assert [one["content"][0]["text"] for one in story["statements"]] == ["that the wall would hold"]
