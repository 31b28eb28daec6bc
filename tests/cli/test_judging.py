"""``onrecord judge``, ``merge``, ``split`` and ``judgements``, run as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli.running import run
from tests.record.making import MADE_BY, capture, full_reading

WHY = ("--by", "mk", "--reason", "so it says below")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a record of one full reading."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    with Record.open(tmp_path / "onrecord.record") as record:
        record.add_capture(capture("page"), [full_reading()], MADE_BY)


def row(capsys: pytest.CaptureFixture[str], kind: str, words: str | None = None) -> str:
    _, out, _ = run(capsys, "judge", full_reading().story.id[:8], "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    return str(next(one["id"] for one in rows if one["kind"] == kind and words in (None, one["words"])))


@pytest.mark.usefixtures("here")
def test_a_storys_rows_are_listed_with_ids_and_values(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "judge", full_reading().story.id[:8])
    assert code == 0
    event = next(line for line in out.splitlines() if "  event  " in line)
    assert event.startswith(f"{row(capsys, 'event')[:12]}  event  closed  type COERCE · mode restrict")


@pytest.mark.usefixtures("here")
def test_a_corrected_value_is_shown_as_a_persons_in_every_answer(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "judge", row(capsys, "event"), "--field", "status", "--becomes", "negated", *WHY)
    assert code == 0
    assert "  mk  correct event " in out
    assert "status: actual → negated  so it says below · judgement " in out
    run(capsys, "judge", row(capsys, "statement"), "--field", "act", "--becomes", "deny", *WHY)
    run(capsys, "judge", row(capsys, "office"), "--field", "title", "--becomes", "deputy mayor", *WHY)
    for command, told in (
        (("events", "--status", "negated"), "status corrected by mk, was actual"),
        (("said", "--act", "deny"), "act corrected by mk, was assert"),
        (("offices",), "title corrected by mk, was mayor"),
        (("who", "Ilse Brandt"), "title corrected by mk, was mayor"),
    ):
        code, out, _ = run(capsys, *command)
        assert (code, told in out) == (0, True), out


@pytest.mark.usefixtures("here")
def test_what_is_rejected_is_gone_until_it_is_undone(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "judge", row(capsys, "event"), "--reject", *WHY, "--json")
    made = json.loads(out)
    assert run(capsys, "events")[0] == 1
    _, out, _ = run(capsys, "judge", full_reading().story.id)
    assert "rejected by mk" in out
    assert run(capsys, "judge", made["id"], "--undo", *WHY)[0] == 0
    assert run(capsys, "events")[0] == 0
    code, out, _ = run(capsys, "judgements")
    assert code == 0
    assert [line.split("  ")[2].split()[0] for line in out.splitlines()] == ["reject", "undo"]


@pytest.mark.usefixtures("here")
def test_mentions_are_split_off_and_entities_merged(capsys: pytest.CaptureFixture[str]) -> None:
    brandt, title = row(capsys, "entity", "Ilse Brandt"), row(capsys, "mention", "The mayor of Tarvik")
    code, out, _ = run(capsys, "split", brandt, title, "--name", "Jon Vik", *WHY)
    assert (code, "→ Jon Vik" in out) == (0, True)
    assert "Jon Vik" in run(capsys, "said")[1]
    assert run(capsys, "merge", brandt, row(capsys, "entity", "The mayor of Tarvik"), *WHY)[0] == 0
    assert "Jon Vik" not in run(capsys, "said")[1]


@pytest.mark.usefixtures("here")
def test_a_log_goes_out_and_comes_in_and_conflicts_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    event = row(capsys, "event")
    run(capsys, "judge", event, "--field", "status", "--becomes", "negated", *WHY)
    run(capsys, "judge", event, "--field", "status", "--unknown", *WHY)
    _, out, _ = run(capsys, "judgements", "--json")
    (tmp_path / "ours.jsonl").write_text(out, encoding="utf-8")
    assert run(capsys, "judgements", "--import", "ours.jsonl")[1] == "0 judgements added, 1 known\n"
    assert run(capsys, "judgements", "--conflicts") == (0, "", "The log has no conflicts.\n")
    run(capsys, "judge", event, "--field", "status", "--becomes", "planned", "--by", "jl", "--reason", "a plan")
    code, out, _ = run(capsys, "judgements", "--conflicts")
    assert (code, out.splitlines()[0]) == (
        0, f"contradiction  {event[:12]} status  mk: negated; jl: planned. The last stands",
    )  # fmt: skip


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        (("--confirm", "--reject"), 2, "one decision at a time"),
        (("--field", "status"), 2, "either --becomes VALUE or --unknown"),
        (("--becomes", "x"), 2, "they go with --field"),
        (("--field", "tone", "--becomes", "x", *WHY), 2, "an event has no value 'tone' to correct"),
        (("--reject", "--by", "mk"), 2, "a judgement needs a reason"),
    ],
)
def test_what_cannot_be_decided_is_said(
    capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], code: int, why: str
) -> None:
    ended, out, err = run(capsys, "judge", row(capsys, "event"), *asked)
    assert (ended, out) == (code, "")
    assert why in err
    assert run(capsys, "judge", "ffffff", "--reject", *WHY)[2].startswith("onrecord: the record holds no row")
