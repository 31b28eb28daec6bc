"""How fast a new story is linked to what the record holds, and whether that slows down as the record grows.

``--stories`` stories (100,000 unless told; ``bench.speed.retold``) with their whole readings go through
``Record.add_capture`` in the order of their dates: people, bodies and places of a pool that grows as the stories do,
copies, later versions, happenings that several stories tell of, disputes and promises. No language model runs: what
reading costs is measured by ``bench.speed.reading``.

Reported: the median and the 95th percentile of the milliseconds that linking (entities, tellings, events) and storing
as a whole took a story, among the last 500 of the first 10,000 (of half of them, if they are fewer than 20,000) and of
all; how much the medians grew; stories stored a second; peak memory; the record's size.

``--copied`` needs a fraction of the time: of ``--base`` stories (2,000 unless told) that were added so, records of
10,000 and of ``--stories`` are made by copying their rows under other names (``bench.speed.multiplied``), and the next
300 stories are added to each.

Time is the process's own, so that a busy machine does not count. ``--keep FILE`` leaves the record there (with
``--copied``: records, in a folder), for ``bench.speed.queries --record FILE``. All names are invented, so ``--data``
makes no difference.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.harness import Result, run
from bench.speed.multiplied import multiply
from bench.speed.retold import as_capture, told
from onrecord.record import Record, writing

STORIES, FIRST, LAST = 100_000, 10_000, 500
BASE, NEXT = 2_000, 300
MADE_BY: dict[str, Any] = {"onrecord": "bench", "models": {}, "stages": {}}
_LINKING = ("link", "find_tellings", "link_story_events")


class _Stopwatch:
    """The milliseconds that the three ways of linking took since they were last asked for."""

    def __init__(self) -> None:
        self.spent = 0.0
        for name in _LINKING:
            setattr(writing, name, self._timed(getattr(writing, name)))

    def taken(self) -> float:
        spent, self.spent = self.spent, 0.0
        return spent

    def _timed(self, linking: Callable[..., None]) -> Callable[..., None]:
        def timed(*values: Any) -> None:
            begun = time.process_time()
            linking(*values)
            self.spent += (time.process_time() - begun) * 1000

        return timed


def filled(record: Record, stories: int, progress: Callable[[int, float, float], None]) -> None:
    """Adds so many stories; progress: called after each with its number and the milliseconds of linking and of all."""
    watch = _Stopwatch()
    for number in range(stories):
        one = told(number, stories)
        capture = as_capture(one)
        begun = time.process_time()
        record.add_capture(capture, [one], MADE_BY)
        progress(number, watch.taken(), (time.process_time() - begun) * 1000)


def measured(file: Path, stories: int) -> dict[str, float]:
    """Milliseconds a story, and the growth."""
    linking: list[float] = []
    whole: list[float] = []
    ends: dict[int, tuple[list[float], list[float]]] = {}
    first = min(FIRST, stories // 2)

    def progress(number: int, linked: float, stored: float) -> None:
        linking.append(linked)
        whole.append(stored)
        if number + 1 in (first, stories):
            ends[number + 1] = sorted(linking[-LAST:]), sorted(whole[-LAST:])
        if (number + 1) % max(stories // 20, 1) == 0:
            print(f"{number + 1} stories, the last median {statistics.median(linking[-LAST:]):.1f} ms", file=sys.stderr)

    with Record.open(file) as record:
        filled(record, stories, progress)
    scores: dict[str, float] = {}
    for at, (linked, stored) in ends.items():
        for name, taken in (("link", linked), ("store", stored)):
            scores[f"{name} at {at}, median ms"] = statistics.median(taken)
            scores[f"{name} at {at}, 95th percentile ms"] = taken[int(len(taken) * 0.95)]
    (early, early_whole), (late, late_whole) = ends[first], ends[stories]
    return scores | {
        "growth of linking's median": statistics.median(late) / statistics.median(early),
        "growth of storing's median": statistics.median(late_whole) / statistics.median(early_whole),
        "stored and linked, stories a second": stories / sum(whole) * 1000,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "record, KB a story": file.stat().st_size / stories / 1024,
    }


def copied(folder: Path, base: int, sizes: Sequence[int]) -> dict[str, float]:
    """Milliseconds a story in records of these sizes that are copies of ``base`` stories, and the growth."""
    first = folder / "base.onrecord"
    with Record.open(first) as record:
        for number in range(record.status().counts["stories"], base):
            one = told(number, base)
            record.add_capture(as_capture(one), [one], MADE_BY)
    scores: dict[str, float] = {}
    watch = _Stopwatch()
    for size in sizes:
        file = folder / f"{size}.onrecord"
        shutil.copy(first, file)
        held = multiply(file, size)
        print(f"{held} stories are there", file=sys.stderr, flush=True)
        linked, stored = [], []
        with Record.open(file) as record:
            for number in range(base, base + NEXT):
                one = told(number, base)
                capture = as_capture(one)
                begun = time.process_time()
                record.add_capture(capture, [one], MADE_BY)
                stored.append((time.process_time() - begun) * 1000)
                linked.append(watch.taken())
        for name, taken in (("link", sorted(linked)), ("store", sorted(stored))):
            scores[f"{name} at {size}, median ms"] = statistics.median(taken)
            scores[f"{name} at {size}, 95th percentile ms"] = taken[int(len(taken) * 0.95)]
        scores[f"peak memory at {size}, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        scores[f"record of {size}, KB a story"] = file.stat().st_size / held / 1024
    early, late = (scores[f"link at {size}, median ms"] for size in (sizes[0], sizes[-1]))
    return scores | {"growth of linking's median": late / early}


def main() -> None:
    """Reads the size, then runs as every benchmark does."""
    sizes = argparse.ArgumentParser(add_help=False)
    sizes.add_argument("--stories", type=int, default=STORIES)
    sizes.add_argument("--keep", type=Path)
    sizes.add_argument("--copied", action="store_true")
    sizes.add_argument("--base", type=int, default=BASE)
    asked, sys.argv[1:] = sizes.parse_known_args()

    def evaluate(data: Path, split: str) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            if asked.copied:
                scores = copied(asked.keep or Path(folder), asked.base, (FIRST, asked.stories))
            else:
                scores = measured(asked.keep or Path(folder) / "linked.onrecord", asked.stories)
        return Result(
            scores=scores, counts={"stories": asked.stories},
            lower_is_better=frozenset(name for name in scores if not name.endswith("a second")),
        )  # fmt: skip

    run("linking_speed", __doc__, evaluate, default_data=Path())


if __name__ == "__main__":
    main()
