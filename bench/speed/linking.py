"""How fast a new story's entities are linked, and whether that slows down as the record grows.

Stories are made by recombining (``--stories``, 30,000 unless told): each names 6 people (full names of given and family
names whose frequencies fall off as those of real names do, so that many are shared), of whom three hold an office of a
country and one goes by the family name alone, 4 bodies, 3 places and 2 countries of a pool that is a twentieth as large
as the number of stories. They go through ``Record.add_capture``. Reported: the median and the 95th percentile of the
milliseconds that storing and linking took a story, among the last 500 of the first 10,000 (of half of them, if they are
fewer than 20,000) and of all; and how much the median grew.

All names are invented (``bench.speed.invented``), so ``--data`` makes no difference.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.harness import Result, run
from onrecord.model import Capture, DateRead, Entity, Mention, Office, Place, Reading, Span, Story, story_id
from onrecord.record import Record

STORIES, FIRST, LAST = 30_000, 10_000, 500
_SYLLABLES = [
    "ba",
    "bel",
    "cal",
    "dor",
    "fen",
    "gar",
    "hal",
    "jor",
    "lem",
    "mar",
    "nel",
    "os",
    "quil",
    "ros",
    "tar",
    "ul",
]
_TITLES = ("foreign minister", "mayor", "spokesman", "lawmaker", "chief of staff", "trade minister", "ambassador")
_COUNTRIES = ("NO", "SE", "PK", "KE", "BR", "JP", "FR", "EG", "CA", "VN")
_BODIES = ("Union", "Bank", "Front", "Shipping Company", "Institute", "Party")


def reading(number: int, pool: int) -> Reading:
    """The reading of the story of this number: always the same for one size of the pool."""
    chance = random.Random(number)
    who = [_person(int(pool * chance.random() ** 2)) for _ in range(6)]
    who[5] = who[5].split()[-1]
    bodies = [_body(int(pool * chance.random() ** 2)) for _ in range(4)]
    places = [_word(random.Random(f"place {int(pool * chance.random() ** 2)}"), 3) for _ in range(3)]
    countries = chance.sample(_COUNTRIES, 2)
    entities: list[Entity] = []
    text = f"Story {number}\n\n"
    named = (("person", who), ("organisation", bodies), ("place", places), ("country", countries))
    names = [(name, kind) for kind, listed in named for name in listed]
    for at, (name, kind) in enumerate(names):
        place = Place(country=name, precision="country") if kind == "country" else None
        mention = Mention(len(text), len(text) + len(name), name)
        entities.append(Entity(
            id=f"e{at}", kind="place" if kind == "country" else kind, name=name, mentions=(mention,), place=place,
        ))  # fmt: skip
        text += f"{name}, "
    offices = tuple(
        Office(holder=f"e{at}", title=_TITLES[sum(map(ord, who[at])) % len(_TITLES)], of="e13", status="current")
        for at in range(3)
    )
    day = f"{2015 + number % 9}-0{1 + number % 9}-1{number % 9}"
    story = Story(
        id=story_id(text), text=text, language="en", published=DateRead(value=day, read_from="printed"),
        paragraphs=(Span.of(text, text.index("\n\n") + 2, len(text)),),
    )  # fmt: skip
    return Reading(story=story, entities=tuple(entities), offices=offices)


def _person(number: int) -> str:
    chance = random.Random(f"person {number}")
    given, family = (
        random.Random(f"{kind} {int(size * chance.random() ** 3)}") for kind, size in (("g", 800), ("f", 8000))
    )
    return f"{_word(given, 2)} {_word(family, 3)}"


def _body(number: int) -> str:
    chance = random.Random(f"body {number}")
    return f"{_word(chance, 2)} {_word(chance, 2)} {chance.choice(_BODIES)}"


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def measured(folder: Path, stories: int) -> dict[str, float]:
    """Milliseconds a story, and the growth."""
    taken: list[float] = []
    ends: dict[int, list[float]] = {}
    first = min(FIRST, stories // 2)
    pool = max(200, stories // 20)
    with Record.open(folder / "linked.onrecord") as record:
        started = time.perf_counter()
        for number in range(stories):
            one = reading(number, pool)
            capture = Capture(source=f"{number}", data=one.story.id.encode(), media_type="text/plain")
            begun = time.perf_counter()
            record.add_capture(capture, [one], {"onrecord": "bench", "models": {}, "stages": {}})
            taken.append((time.perf_counter() - begun) * 1000)
            if number + 1 in (first, stories):
                ends[number + 1] = sorted(taken[-LAST:])
        rate = stories / (time.perf_counter() - started)
    early, late = ends[first], ends[stories]
    return {
        f"add at {first}, median ms": statistics.median(early),
        f"add at {stories}, median ms": statistics.median(late),
        f"add at {stories}, 95th percentile ms": late[int(len(late) * 0.95)],
        "growth of the median": statistics.median(late) / statistics.median(early),
        "stored and linked, stories a second": rate,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Reads the size, then runs as every benchmark does."""
    sizes = argparse.ArgumentParser(add_help=False)
    sizes.add_argument("--stories", type=int, default=STORIES)
    asked, sys.argv[1:] = sizes.parse_known_args()

    def evaluate(data: Path, split: str) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            scores = measured(Path(folder), asked.stories)
        return Result(
            scores=scores, counts={"stories": asked.stories},
            lower_is_better=frozenset(name for name in scores if not name.endswith("a second")),
        )  # fmt: skip

    run("linking_speed", __doc__, evaluate, default_data=Path())


if __name__ == "__main__":
    main()
