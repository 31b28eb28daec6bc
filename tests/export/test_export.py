"""What leaves a record, and what does not unless asked."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import QueryError
from onrecord.export import FORMATS, export
from onrecord.model import Reading
from onrecord.record import Query, Record
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, story


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        home = capture("page", source="/home/mk/secret/page.html", url="https://harbour.example/a")
        opened.add_capture(home, [full_reading()], MADE_BY)
        opened.add_capture(capture("other"), [anatomy(story("Ferry\n\nIt sank.", outlet="Valley Courier"))], MADE_BY)
        yield opened


def exported(record: Record, **asked: object) -> str:
    out = io.StringIO(newline="")
    export(record, out, **asked)  # type: ignore[arg-type]
    return out.getvalue()


def test_json_lines_carry_quotations_and_positions_but_no_article(record: Record) -> None:
    first, second = map(json.loads, exported(record, to="jsonl").splitlines())
    entry = first["stories"][0]
    assert entry["id"] == full_reading().story.id
    assert entry["quotations"][0]["text"] == "“Nobody may cross it,”"
    assert "text" not in entry
    assert set(entry["paragraphs"][1]) == {"start", "end"}
    assert "were angry" not in json.dumps(first, ensure_ascii=False)
    assert first["capture"]["url"] == "https://harbour.example/a"
    assert "secret" not in json.dumps(first), "paths of the exporter's machine stay at home"
    assert second["stories"][0]["stopped_at"] == "anatomy"


def test_json_lines_with_text_read_back_as_readings(record: Record) -> None:
    first = json.loads(exported(record, to="jsonl", with_text=True).splitlines()[0])
    assert Reading.from_builtins(first["stories"][0]) == full_reading()


def test_csv_holds_a_view(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(record, to="csv", table="statements"))))
    assert [(row["act"], row["speaker_name"], row["cue_text"]) for row in rows if row["cue_text"]] == [
        ("assert", "Ilse Brandt", "said")
    ]
    assert {row["form"] for row in csv.DictReader(io.StringIO(exported(record, to="csv", table="mentions")))} == {
        "name", "title",
    }  # fmt: skip


@pytest.mark.parametrize("table", FORMATS["csv"].tables)
def test_csv_of_every_table_keeps_the_article_at_home(record: Record, table: str) -> None:
    assert "were angry" not in exported(record, to="csv", table=table)


def test_csv_with_text(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(record, to="csv", with_text=True))))
    assert BRIDGE in {row["text"] for row in rows}


def test_only_what_is_asked_for_is_exported(record: Record) -> None:
    query = Query(outlet="Valley Courier")
    assert len(exported(record, to="jsonl", query=query).splitlines()) == 1
    assert len(exported(record, to="csv", query=query).splitlines()) == 2
    assert len(exported(record, to="csv", table="mentions", query=query).splitlines()) == 1


@pytest.mark.parametrize(("asked", "why"), [
    ({"to": "docx"}, "no format"), ({"to": "csv", "table": "log"}, "no table"),
    ({"to": "jsonl", "table": "x"}, "readings, events"), ({"to": "plover-csv", "table": "x"}, "none"),
])  # fmt: skip
def test_what_there_is_no_export_for(record: Record, asked: dict[str, str], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        exported(record, **asked)
