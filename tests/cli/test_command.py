"""The command, run as a person runs it: what it prints, what it exits with, and what it never does."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.cli import main
from onrecord.cli.output import exit_code, safe
from onrecord.errors import RecordError
from onrecord.record import Record

EXAMPLES = Path(__file__).parents[2] / "examples" / "captures"


class Ran(NamedTuple):
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `onrecord` in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)

    def command(*arguments: object, typed: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        printed = capfdbinary.readouterr()
        return Ran(int(str(ended.value.code)), printed.out.decode("utf-8"), printed.err.decode("utf-8"))

    return command


@pytest.fixture
def filled(run: Run) -> Run:
    """A `run` in whose folder the default record holds two versions of a story, and its copy at another outlet."""
    pages = ("harbour-wall.html", "harbour-wall-later.html", "wire-copy.html")
    assert run("add", "--anatomy", *(EXAMPLES / page for page in pages)).code == 0
    return run


def ids(run: Run) -> dict[tuple[str, str | None], str]:
    """The ids of the record's stories by outlet and day of their update."""
    lines = map(json.loads, run("stories", "--json").out.splitlines())
    return {(line["outlet"], line["updated"]): line["id"] for line in lines}


EARLIER, LATER = ("The Alda Courier", "2024-03-05"), ("The Alda Courier", "2024-03-07")


# Reading


def test_read_prints_the_parts_of_a_story_without_the_furniture(run: Run) -> None:
    done = run("read", "--anatomy", EXAMPLES / "harbour-wall.html")
    assert done.code == 0
    for part in (
        "Port Alda harbour to close for a week after storm cracks sea wall\n",
        "The Alda Courier · published 2024-03-04",
        "By Marta Ilves, Joost Brandt",
        "Engineers found a crack eleven metres long.",
        "[Waves break over the damaged wall at Port Alda on Sunday night. — Lena Okoro/Alda Courier]",
        "The wall was last repaired in August 2017",
    ):
        assert part in done.out
    for furniture in ("newsletter", "Copy link", "Read more", "Privacy policy"):
        assert furniture not in done.out


def test_read_as_json_is_a_line_a_capture_whose_positions_hold(run: Run) -> None:
    done = run("read", "--anatomy", "--json", EXAMPLES / "two-copies.txt", EXAMPLES / "hafen.html")
    first, second = map(json.loads, done.out.splitlines())
    assert [len(document["stories"]) for document in (first, second)] == [2, 1]
    assert first["format"] == "onrecord.reading/1"
    for story in first["stories"] + second["stories"]:
        for span in [story["headline"], *story["paragraphs"]]:
            assert story["text"][span["start"] : span["end"]] == span["text"]


def test_read_takes_standard_input(run: Run) -> None:
    done = run("read", "--anatomy", "-", typed=(EXAMPLES / "two-copies.txt").read_bytes())
    assert done.code == 0
    assert "Rosa Delacroix" in done.out


def test_a_text_as_story_is_not_altered(run: Run, tmp_path: Path) -> None:
    text = "Ferry late\r\n\r\nFollow\r\n\r\nIt came at ten. \r\n"
    (tmp_path / "copy.txt").write_bytes(text.encode())
    asked = ("--as-story", "--headline", "0:10", "--published", "2024-03-04")
    [story] = json.loads(run("read", "--anatomy", "--json", *asked, "copy.txt").out)["stories"]
    assert story["text"] == text
    assert story["headline"]["text"] == "Ferry late"
    assert story["published"]["value"] == "2024-03-04"
    assert story["published"]["from"] == "given"


def test_no_language_model_is_loaded_for_the_anatomy() -> None:
    script = (
        "import sys, onrecord.cli\n"
        f"try: onrecord.cli.main(['read', '--anatomy', {str(EXAMPLES / 'wire-copy.html')!r}])\n"
        "finally: print('spacy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "False\n"


def test_a_page_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Ferry late\n\nIt came\x1b[2J at ten, and \u202eruof ta\u202c it left.\n")
    done = run("read", "--anatomy", "--as-story", "bad.txt")
    assert "\x1b" not in done.out + done.err
    assert "<U+001B>[2J" in done.out
    assert "<U+202E>" in done.out


def test_marks_that_scripts_need_are_left_alone() -> None:
    assert safe("می\u200cخواهم") == "می\u200cخواهم"


# Exit codes


def test_exit_codes_say_how_much_was_done() -> None:
    assert [exit_code(done=2, refused=0), exit_code(done=0, refused=2), exit_code(done=1, refused=1)] == [0, 1, 3]


def test_a_refused_source_gets_a_line_and_the_rest_goes_on(run: Run) -> None:
    done = run("read", "--anatomy", "nowhere.html", EXAMPLES / "hafen.html")
    assert done.code == 3
    assert done.err == "refused  nowhere.html: there is no such file. Check the name\n"
    assert "Hafen von Port Alda" in done.out


def test_nothing_read_is_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    assert run("read", "--anatomy", "empty.html").code == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("read",),
        ("rename", "page.html"),
        ("read", "--headline", "0:5", "page.txt"),
        ("read", "--as-story", "--headline", "five", "page.txt"),
        ("show", "3f2a", "--against", "4b1c"),
        ("erase", "--reason", "none"),
        ("stories", "--limit", "0"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_code_2(run: Run, wrong: tuple[str, ...]) -> None:
    done = run(*wrong)
    assert done.code == 2
    assert "Usage:" in done.err


def test_a_question_that_cannot_be_asked_is_exit_code_2(filled: Run) -> None:
    done = filled("stories", "--since", "yesterday")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("onrecord: since 'yesterday' is no date.")


@pytest.mark.parametrize("command", [("stories",), ("search", "wall"), ("status",), ("export",), ("reread",)])
def test_no_record_is_one_line_and_no_file(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "there is no such record" in done.err
    assert not list(tmp_path.iterdir())


def test_another_file_is_not_taken_for_a_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear reader,\n" * 100)
    done = run("add", "--anatomy", EXAMPLES / "hafen.html", "--record", "letters.txt")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert (tmp_path / "letters.txt").read_text().startswith("Dear reader")


# The record


def test_adding_says_what_was_added_and_what_was_there(run: Run) -> None:
    first = json.loads(run("add", "--anatomy", "--json", EXAMPLES / "harbour-wall.html").out)
    again = json.loads(run("add", "--anatomy", "--json", EXAMPLES / "harbour-wall.html").out)
    later = json.loads(run("add", "--anatomy", "--json", EXAMPLES / "harbour-wall-later.html").out)
    assert [(one["added"], one["already_there"], one["changed"]) for one in (first, again, later)] == [
        (1, 0, 0),
        (0, 1, 0),
        (1, 0, 1),
    ]


def test_the_record_is_named_by_option_or_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "--anatomy", EXAMPLES / "hafen.html", "--record", "one.record")
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "one.record"))
    assert "Hafen von Port Alda" in run("stories").out


def test_search_prints_the_sentence_with_outlet_and_date(filled: Run) -> None:
    done = filled("search", '"goes right through" fourteen')
    head, sentence, *_ = done.out.splitlines()
    assert "2024-03-04 · The Alda Courier · version 2 of 2" in head
    assert sentence.startswith("    ")
    assert "\x1b" not in done.out, "piped output has no colours"


def test_search_for_what_is_not_there_says_so(filled: Run) -> None:
    done = filled("search", "zebra")
    assert (done.code, done.out, done.err) == (1, "", "Nothing in the record answers that.\n")


def test_show_diff_marks_what_went_and_what_came(filled: Run) -> None:
    done = filled("show", ids(filled)[LATER][:8], "--diff")
    assert "a crack [-eleven-]{+fourteen+} metres long" in done.out


def test_show_versions_lists_both(filled: Run) -> None:
    found = ids(filled)
    listed = filled("show", found[LATER][:8], "--versions").out.splitlines()
    assert [line.split()[:2] for line in listed] == [["1", found[EARLIER][:12]], ["2", found[LATER][:12]]]


def test_status_counts(filled: Run) -> None:
    status = json.loads(filled("status", "--json").out)
    assert (status["counts"]["captures"], status["counts"]["stories"], status["versions"]) == (3, 3, 1)


def test_an_export_to_a_file_is_whole_or_not_there(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "-o", "out.jsonl").code == 0
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(lines) == 3
    assert "text" not in lines[0]["stories"][0]
    failed = filled("export", "-o", "nowhere/out.jsonl")
    assert failed.code == 1
    assert failed.err.startswith("onrecord: ")


def test_an_export_in_csv_has_a_line_of_names(filled: Run) -> None:
    assert filled("export", "--format", "csv", "--table", "parts").out.splitlines()[0].startswith("id,story,kind")


def test_reread_reads_what_other_versions_read(filled: Run) -> None:
    again = json.loads(filled("reread", "--anatomy", "--json").out)
    assert (again["added"], again["already_there"]) == (0, 3)


def test_erasing_shows_what_would_go_and_asks(filled: Run) -> None:
    asked = filled("erase", "--person", "Tomas Reyes", "--reason", "at risk", typed=b"n\n")
    assert asked.code == 1
    assert "2 stories, 2 captures" in asked.out
    assert "Nothing was erased." in asked.err
    assert len(ids(filled)) == 3


def test_erased_is_gone_and_refused_from_then_on(filled: Run) -> None:
    erased = json.loads(filled("erase", "--person", "Tomas Reyes", "--reason", "at risk", "--yes", "--json").out)
    assert len(erased["stories"]) == 2
    again = filled("add", "--anatomy", EXAMPLES / "harbour-wall.html")
    assert again.code == 1
    assert "holds what was erased" in again.err


# Ends that are not ends of the work


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("Ferry late\n\n" + "It came at ten past ten, as it does.\n\n" * 20_000)
    command = [sys.executable, "-m", "onrecord", "read", "--anatomy", "--as-story", str(tmp_path / "many.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"(no headline)\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_stopped_by_the_keyboard_keeps_what_was_added(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    page = (EXAMPLES / "harbour-wall.html").read_text(encoding="utf-8")
    for number in range(1000):
        (pages / f"{number:04}.html").write_text(page.replace("eleven metres", f"{number} metres"), encoding="utf-8")
    record = tmp_path / "news.record"
    command = [sys.executable, "-m", "onrecord", "add", "--anatomy", str(pages), "--record", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        patience = time.monotonic() + 30
        while not captures_in(record) and time.monotonic() < patience:
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told == "Stopped. What was done until now stays in the record; the same command goes on from there.\n"
    assert 0 < captures_in(record) < 1000


def captures_in(file: Path) -> int:
    try:
        with Record.open(file, read_only=True, create=False) as record:
            return record.status().counts["captures"]
    except RecordError:  # not there yet, or in the making
        return 0
