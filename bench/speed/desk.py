"""How fast, and how heavy, the desk's pages are on a large record.

``--record FILE`` names the record (any); without it one of ``--stories`` stories (100,000 unless told) is made as
``bench.speed.queries`` makes its own. Every room is asked for as people come to it: bare, by the names, outlets, days
and words that stand in the record, and by the ids of rows that its lists show. Reported for each room: the median and
the slowest of its pages in milliseconds of the process's own time (so that a busy machine does not count), from the
request to the last byte, once the room's template is loaded; and the heaviest page in kilobytes of HTML before
compression. All texts are invented, so ``--data`` makes no difference.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from starlette.testclient import TestClient

from bench.speed.large import Known, measure
from onrecord.desk import application

HERE = "http://127.0.0.1:8400"
_EACH = 4
_ROOMS = (
    "statements", "events", "disputes", "commitments", "offices", "map", "who", "network", "review", "judgements",
)  # fmt: skip


def pages(client: TestClient, known: Known, whole: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Room and path of each page that is asked for; those of single rows are found by the rooms' own JSON.

    whole: stories whose readings were not copied under other names, which would no longer fit their texts.
    """

    def ids(path: str, *keys: str | int) -> list[str]:
        rows = client.get(path).json()["rows"][:_EACH]
        found = []
        for row in rows:
            value = row
            for key in keys:
                value = value[key]
            found.append(str(value))
        return found

    def asked(room: str, **fields: list[str]) -> Iterator[tuple[str, str]]:
        for name, values in fields.items():
            for value in values[:_EACH]:
                yield room, f"/{room}?{urlencode({name: value})}"

    words = ["harbour", "strike", '"rising prices"']
    people, bodies = known.people, known.bodies
    yield from (("start", "/") for _ in range(3))
    yield "stories", "/stories"
    yield "stories", "/stories?offset=500"
    yield from asked("stories", words=words, outlet=known.outlets, entity=people)
    yield from (("story", f"/story/{one}") for one in whole)
    yield from ((room, f"/{room}") for room in _ROOMS)
    yield from asked("statements", who=[*people[:2], *bodies[:2]], act=["deny", "promise"], outlet=known.outlets)
    yield from asked(
        "events", who=[*people[:2], *bodies[:2]], type=["ASSAULT", "AID"], place=known.places, on=known.days
    )
    yield from asked("timeline", who=people, place=known.places, words=words)
    yield from asked("map", who=people, type=["ASSAULT", "AID"], on=known.days)
    yield from asked("disputes", who=bodies)
    yield from asked("commitments", who=[*people[:2], *bodies[:2]])
    yield from asked("offices", on=known.days, of=["Norway", "Brazil"], holder=people)
    yield from asked("network", who=[*people[:2], *bodies[:2]])
    yield from asked("who", who=[*people[:2], *bodies[:2]])
    yield from (("statement", f"/statements/{one}") for one in ids("/statements.json", "line", "id"))
    yield from (("event", f"/events/{one}") for one in ids("/events.json", "id"))


def _first_stories(file: Path) -> list[str]:
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT id FROM story ORDER BY key LIMIT 6").fetchall()
    connection.close()
    return [row[0] for row in found]


def measured(file: Path, only: str) -> dict[str, float]:
    """Milliseconds and kilobytes by room."""
    taken: dict[str, list[float]] = defaultdict(list)
    heaviest: dict[str, int] = defaultdict(int)
    with TestClient(application(file), base_url=HERE, raise_server_exceptions=False) as client:
        for room, path in pages(client, Known(file), _first_stories(file)):
            if only not in room:
                continue
            if room not in taken:
                client.get(path.partition("?")[0])
            begun = time.process_time()
            answer = client.get(path)
            spent = (time.process_time() - begun) * 1000
            if answer.status_code != 200:
                print(f"{path}: {answer.status_code}", file=sys.stderr)
                continue
            taken[room].append(spent)
            heaviest[room] = max(heaviest[room], len(answer.content))
            print(f"{spent:8.0f} ms {len(answer.content) / 1000:6.0f} kB  {path}", file=sys.stderr, flush=True)
    scores: dict[str, float] = {}
    for room, times in taken.items():
        scores[f"{room}, median ms"] = statistics.median(times)
        scores[f"{room}, slowest ms"] = max(times)
        scores[f"{room}, heaviest kB"] = heaviest[room] / 1000
    medians = [value for name, value in scores.items() if name.endswith("median ms")]
    return scores | {"slowest room, median ms": max(medians)} if medians else scores


if __name__ == "__main__":
    measure("desk_speed", __doc__, measured)
