"""``add``, killed at random moments and run again, makes the same record (fifty kills: ``bench/speed/kills.py``)."""

from pathlib import Path

from bench.speed.kills import differences


def test_a_record_that_was_killed_and_continued_is_the_same_record(tmp_path: Path) -> None:
    found, hits = differences(tmp_path, pages=12, kills=4, seed=11)
    assert found == []
    assert hits >= 2, "the program finished before it could be killed: nothing was tested"
