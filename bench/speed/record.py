"""How fast a record takes stories in, and how fast it answers.

Adding: ``--pages`` HTML pages (10,000 unless told) are written to a folder and go through ``Record.add`` with a reader
that stops at the anatomy. Reported: pages a second; the seconds a page of the last thousand took over those of the
first (1.0 is flat: the record does not slow down as it grows); the process's peak memory. A second ``add`` of the same
folder shows how fast a rerun passes over what is there.

Searching: a record of ``--stories`` stories (100,000 unless told), then 200 searches of the kinds that people ask (a
common word, a rare name, two words, a phrase, a choice, a word within dates, with an outlet, with an exclusion), each
for the best 20 with their highlighted sentences. Reported: median and 95th percentile in milliseconds.

All texts are invented (``bench.speed.invented``), so ``--data`` makes no difference.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from bench.harness import Result, run
from bench.speed.invented import as_capture, as_page, story
from onrecord.model import Reading, Story
from onrecord.record import Query, Record, Summary

PAGES, STORIES, SEARCHES = 10_000, 100_000, 200


class AnatomyReader:
    """A reader without stages: what it costs to store is measured, not what it costs to read."""

    made_by: ClassVar[dict[str, Any]] = {"onrecord": "bench", "models": {}, "stages": {}}

    def read_many(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """Each story as it is."""
        return (Reading(story=one, stopped_at="anatomy", stopped_because="asked for") for one in stories)


def adding(folder: Path, pages: int) -> dict[str, float]:
    """Seconds and memory of adding ``pages`` pages, and of adding them again."""
    sources = folder / "pages"
    sources.mkdir()
    for number in range(pages):
        (sources / f"{number:07}.html").write_text(as_page(story(number)), encoding="utf-8")
    ends: list[float] = [time.perf_counter()]

    def progress(summary: Summary, source: str) -> None:
        ends.append(time.perf_counter())

    with Record.open(folder / "added.onrecord") as record:
        summary = record.add([str(sources)], reader=AnatomyReader(), progress=progress)
        assert summary.stories == pages, summary
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        again = record.add([str(sources)], reader=AnatomyReader())
        assert again.already_there == pages, again
        rerun = time.perf_counter() - started
    part = max(min(1000, pages // 3), 1)
    first, last = ends[part] - ends[0], ends[-1] - ends[-1 - part]
    return {
        "add, pages a second": pages / (ends[-1] - ends[0]),
        "add, last thousand over first": last / first,
        "add, peak memory, MB": peak,
        "add again, pages a second": pages / rerun,
    }


def searching(folder: Path, stories: int) -> dict[str, float]:
    """Milliseconds of searches over ``stories`` stories."""
    with Record.open(folder / "searched.onrecord") as record:
        ends = [time.perf_counter()]
        for number in range(stories):
            capture, reading = as_capture(story(number))
            record.add_capture(capture, [reading], AnatomyReader.made_by)
            ends.append(time.perf_counter())
        tenth = max(stories // 10, 1)
        started = time.perf_counter()
        record.stories()
        listed = (time.perf_counter() - started) * 1000
        taken = []
        for query in questions(stories):
            started = time.perf_counter()
            record.search(query)
            taken.append((time.perf_counter() - started) * 1000)
        size = record.status().size
    taken.sort()
    return {
        "store, stories a second": stories / (ends[-1] - ends[0]),
        "store, last tenth over first": (ends[-1] - ends[-1 - tenth]) / (ends[tenth] - ends[0]),
        "newest twenty, ms": listed,
        "record, KB a story": size / stories / 1024,
        "search, median ms": statistics.median(taken),
        "search, 95th percentile ms": taken[int(len(taken) * 0.95)],
        "search, slowest ms": taken[-1],
    }


def questions(stories: int) -> list[Query]:
    """Searches of eight kinds, their names taken from stories that the record holds."""
    chance = random.Random(7)
    found = []
    for index in range(SEARCHES):
        one = story(chance.randrange(stories))
        words = [word.strip("“”,.’") for word in one.paragraphs[chance.randrange(6)].text.split()]
        name, other = one.authors[0].name, chance.choice(words)
        common = chance.choice(["bridge", "ministry", "strike", "engineers", "mayor", "election"])
        found.append(
            [
                Query(words=common),
                Query(words=name.split()[0]),
                Query(words=f"{common} {name.split()[1]}"),
                Query(words=f'"{words[0]} {words[1]}"'),
                Query(words=f"{name.split()[0]} OR {other}"),
                Query(words=common, since="2019-03", until="2019-04-15"),
                Query(words=f"{common} {other}", outlet=one.outlet),
                Query(words=f"{other} -{common}"),
            ][index % 8]
        )
    return found


def main() -> None:
    """Reads the sizes, then runs as every benchmark does."""
    sizes = argparse.ArgumentParser(add_help=False)
    sizes.add_argument("--pages", type=int, default=PAGES)
    sizes.add_argument("--stories", type=int, default=STORIES)
    asked, sys.argv[1:] = sizes.parse_known_args()

    def evaluate(data: Path, split: str) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            scores = adding(Path(folder), asked.pages) if asked.pages else {}
            scores |= searching(Path(folder), asked.stories) if asked.stories else {}
        return Result(
            scores=scores,
            counts={"pages": asked.pages, "stories": asked.stories, "searches": SEARCHES},
            lower_is_better=frozenset(name for name in scores if not name.endswith(("a second",))),
        )

    run("record_speed", __doc__, evaluate, default_data=Path())


if __name__ == "__main__":
    main()
