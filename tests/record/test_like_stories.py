"""What a record keeps of stories that are alike: made as they are added, gone with them."""

from __future__ import annotations

from pathlib import Path

from onrecord.model import Reading
from onrecord.record import Record
from onrecord.record.like_stories import LikeStories
from onrecord.record.relinking import relink_all
from tests.record.making import MADE_BY, capture, story

TEXTS = (
    "Fire\n\nA fire destroyed the Tarvik cannery and four workers died.",
    "Burned\n\nFour workers died in Tarvik when the cannery burned down.",
    "Strike\n\nDockers of Olmen went on strike over pay.",
)


def filled(record: Record) -> list[Reading]:
    readings = [Reading(story=story(text)) for text in TEXTS]
    for at, reading in enumerate(readings):
        record.add_capture(capture(str(at)), [reading], MADE_BY)
    return readings


def kept(record: Record) -> list[list[tuple[object, ...]]]:
    tables = ("story_stem", "stem", "story_like")
    return [[tuple(row) for row in record._connection.execute(f"SELECT * FROM {one} ORDER BY 1, 2")] for one in tables]


def test_each_story_knows_its_nearest_and_linking_anew_finds_the_same(tmp_path: Path) -> None:
    with Record.open(tmp_path / "news.onrecord") as record:
        filled(record)
        known = LikeStories(record._connection)
        assert known.number() == 3
        assert known.holding(["tarvik", "nowhere"]) == {"tarvik": 2, "nowhere": 0}
        assert set(known.company("1")) == {"1", "2"}
        assert set(known.company("2")) == {"1", "2"}
        before = kept(record)
        relink_all(record._connection)
        assert kept(record) == before


def test_an_erased_story_is_counted_no_longer(tmp_path: Path) -> None:
    with Record.open(tmp_path / "news.onrecord") as record:
        readings = filled(record)
        record.erase(story=readings[1].story.id, reason="asked to")
        known = LikeStories(record._connection)
        assert (known.number(), known.holding(["tarvik"])["tarvik"]) == (2, 1)
        assert set(known.company("1")) == {"1"}
