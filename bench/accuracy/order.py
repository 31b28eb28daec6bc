"""How much it matters in which order stories come: linking them as they are added, against linking them all at once.

Data: none; the stories are invented.

- ``retold``: stories with whole readings (``bench.speed.retold``): people, bodies and places with names of their own,
  copies, later versions, happenings that several stories tell of.
- ``town``: short stories of a town where names are few: 16 family names, 12 given names, 60 people, each told of by the
  full name, with an initial, by the family name alone or with a title; some hold an office, and some keep company.
  Only its entities are compared: its sentences are all alike.

Protocol. A record takes the stories in the order of their dates. Which rows (entities, events, stories) are one in it
is compared, as CoNLL F1 over all rows, with

- ``relinked``: the same after ``Record.relink``, which is promised to change nothing;
- ``at once``: the same after each story was linked again with all others known, in rounds, until nothing moves (five at
  the most): what the stories give if none comes before another;
- ``shuffled``: the same stories added in other orders, the worst of three.
"""

from __future__ import annotations

import datetime
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.conll import conll_f1
from bench.harness import Result, run
from bench.speed.retold import as_capture, told
from onrecord.model import DateRead, Entity, Mention, Office, Place, Reading, Span, Story, story_id
from onrecord.record import Record
from onrecord.record.connection import transaction
from onrecord.record.linked_entities import link
from onrecord.record.linked_events import link_story_events
from onrecord.record.own import SORTS

RETOLD, TOWN, ORDERS, ROUNDS = 80, 300, 3, 5
MADE_BY: dict[str, Any] = {"onrecord": "bench", "models": {}, "stages": {}}
GIVEN = ("Ada", "Hugo", "Ilse", "Omar", "Lena", "Jonas", "Nils", "Eva", "Per", "Unn", "Marta", "Kwame")
FAMILY = tuple(first + last for first in ("Tar", "Nur", "Bran", "Hol") for last in ("vik", "dahl", "berg", "stad"))
TITLES = ("Mayor", "Minister", "Captain", "Judge")
COUNTRY = "Norway"

Partitions = dict[str, dict[str, str]]


def town(number: int) -> Reading:
    """A story of three people of the town, in the order of their acquaintance."""
    chance = random.Random(f"town {number}")
    day = (datetime.date(2022, 1, 1) + datetime.timedelta(days=number)).isoformat()
    first = chance.randrange(60)
    # Who stands together mostly stands together again.
    people = [first, (first + 1) % 60, chance.randrange(60)]
    text, entities, offices = f"News of {day}\n\n", [], []
    for at, person in enumerate(dict.fromkeys(people), 1):
        of = random.Random(f"person {person}")
        given, family, title = of.choice(GIVEN), of.choice(FAMILY), of.choice(TITLES) if person % 3 == 0 else None
        way = chance.random()
        name = f"{given} {family}" if way < 0.6 else f"{given[0]}. {family}" if way < 0.75 else family
        words = f"{title} " if title and chance.random() < 0.5 else ""
        start = len(text)
        mentions = [Mention(start, start + len(words) - 1, words.strip(), "title")] if words else []
        text += f"{words}{name} spoke of the bridge on the {at}th. "
        start += len(words)
        mentions.append(Mention(start, start + len(name), name))
        entities.append(Entity(id=f"e{at}", kind="person", name=name, mentions=tuple(mentions)))
        if words:
            offices.append(Office(holder=f"e{at}", title=title.lower(), of="e9", status="current", as_of=day))  # type: ignore[union-attr]
    start = len(text)
    text += f"{COUNTRY} was silent."
    place = Place(country="NO", precision="country", feature="country")
    entities.append(
        Entity(
            id="e9", kind="place", name=COUNTRY, mentions=(Mention(start, start + len(COUNTRY), COUNTRY),), place=place
        )
    )
    story = Story(
        id=story_id(text), text=text, outlet="The Harbour Post", published=DateRead(value=day, read_from="printed"),
        headline=Span.of(text, 0, len(f"News of {day}")),
        paragraphs=(Span.of(text, len(f"News of {day}") + 2, len(text)),),
    )  # fmt: skip
    return Reading(story=story, entities=tuple(entities), offices=tuple(offices))


def partitions(record: Record) -> Partitions:
    """What every row of the stories is linked to, by kind of row."""
    return {
        sort.kind: {row["row"]: row["linked"] for row in record._connection.execute(f"SELECT * FROM {sort.linking}")}
        for sort in SORTS
    }


def added(file: Path, readings: Sequence[Reading]) -> Record:
    """A record that took these stories in this order."""
    record = Record.open(file)
    for reading in readings:
        record.add_capture(as_capture(reading), [reading], MADE_BY)
    return record


def settle(record: Record) -> int:
    """Links each story again with all others known, until nothing moves; gives the number of rounds."""
    connection = record._connection
    keys = [row["key"] for row in connection.execute("SELECT key FROM story ORDER BY key")]
    for number in range(1, ROUNDS + 1):
        before = partitions(record)
        for key in keys:
            with transaction(connection):
                link(connection, [key])
                link_story_events(connection, [key])
        if partitions(record) == before:
            return number
    return ROUNDS


def compared(
    name: str, readings: Sequence[Reading], kinds: Sequence[str] = ("entity", "event", "story")
) -> tuple[dict[str, float], dict[str, int]]:
    """The scores of one set of stories, and what they were measured on."""
    scores: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with added(Path(folder) / "first", readings) as record:
            ours = partitions(record)

            def note(way: str, other: Partitions) -> None:
                for kind in kinds:
                    there = ours[kind].keys() & other[kind].keys()
                    alike = conll_f1({row: other[kind][row] for row in there}, {row: ours[kind][row] for row in there})
                    scored = f"{name}_{kind}_{way}"
                    scores[scored] = min(alike, scores.get(scored, 1.0))

            record.relink()
            note("relinked", partitions(record))
            rounds = settle(record)
            note("at_once", partitions(record))
        for order in range(ORDERS):
            shuffled = list(readings)
            random.Random(order).shuffle(shuffled)
            with added(Path(folder) / f"order {order}", shuffled) as record:
                note("shuffled", partitions(record))
    counts = {f"{name} {kind}": len(ours[kind]) for kind in kinds}
    counts |= {f"{name} {kind}, groups": len(set(ours[kind].values())) for kind in kinds}
    return scores, counts | {f"{name}, rounds": rounds}


def evaluate(data: Path, split: str) -> Result:
    """Both sets."""
    scores, counts = compared("retold", [told(number, RETOLD) for number in range(RETOLD)])
    more, others = compared("town", [town(number) for number in range(TOWN)], ("entity",))
    return Result(scores=scores | more, counts=counts | others)


if __name__ == "__main__":
    run("order", __doc__, evaluate, default_data=Path())
