"""What is counted of each entity stands as its story's rows say, whoever acts or speaks for it."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import Record
from tests.record.making import MADE_BY, capture, full_reading


def test_whoever_acts_or_speaks_for_somebody_counts_for_them_once(tmp_path: Path) -> None:
    with Record.open(tmp_path / "news.record") as record:
        reading = full_reading()
        record.add_capture(capture(reading.story.text), [reading], MADE_BY)
        person, place = record.named("Ilse Brandt") or "", record.named("Tarvik") or ""
        assert record.identity(person).counts["did"] == record.identity(place).counts["did"] == 1
        assert record.identity(person).counts["said"] == record.identity(place).counts["said"] == 1
        assert [line.id for line in record.told_of(person, "did")] == [line.id for line in record.told_of(place, "did")]
        # All that is counted is listed.
        for one in (person, place):
            counts = record.identity(one).counts
            for section in ("did", "done_to", "said", "said_about", "promised", "disputed"):
                assert len(record.told_of(one, section)) == counts[section]
