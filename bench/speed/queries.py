"""How fast a large record answers each kind of question that a person at the desk asks.

``--record FILE`` names the record (one that ``bench.speed.linking --keep`` left, or any other); without it one of
``--stories`` stories (100,000 unless told) is made: a few thousand invented stories are added, and their rows copied
under other names (``bench.speed.multiplied``). Reported for each kind: the median and the 95th percentile of the
milliseconds that its questions took, each asked once. The questions name outlets, people, places and words that stand
in the record: those of many stories, of some, and of few.

Time is the process's own, so that a busy machine does not count. ``--only WORD`` asks the kinds with this word alone.
All texts are invented, so ``--data`` makes no difference.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.large import Known, measure
from onrecord.record import (
    ClaimQuery,
    EventQuery,
    OfficeQuery,
    PlaceQuery,
    Query,
    Question,
    Record,
    StatementQuery,
    TimelineQuery,
)

Ask = Callable[[], object]
Kinds = dict[str, list[Ask]]
_WORDS = ("harbour", "strike", "election", "ferry winter", '"rising prices"', "reactor OR vaccine", "copper -wheat")
_PAGES = (0, 20, 500)


def kinds(record: Record, known: Known) -> Kinds:
    """The questions, by kind."""
    days = [Query(since=day[:7], until=day) for day in known.days]
    everything: Kinds = {
        "stories, newest": [partial(record.stories, offset=page) for page in _PAGES],
        "stories, a page far back": [partial(record.stories, offset=at) for at in (5_000, 50_000, 90_000)],
        "stories, of an outlet": [partial(record.stories, outlet=one) for one in known.outlets],
        "stories, of days": [partial(record.stories, one) for one in days],
        "stories, that name somebody": [partial(record.stories, entity=one) for one in (*known.people, *known.bodies)],
        "search, by words": [partial(record.search, one) for one in _WORDS],
        "search, by name": [partial(record.search, one) for one in (*known.people, *known.places)],
        "search, within days and outlet": [
            partial(record.search, "harbour", since=day[:7], outlet=one)
            for day, one in zip(known.days, known.outlets, strict=False)
        ],
        "one story": [partial(record.story, one) for one in known.stories],
        "one story, its rows": [partial(_rows, record, one) for one in known.stories],
        "status": [record.status] * 3,
    }
    return everything | dict(_rows_asked(record, known, days))


def _rows_asked(record: Record, known: Known, days: list[Query]) -> Iterator[tuple[str, list[Ask]]]:
    outlets = [Query(outlet=one) for one in known.outlets]
    acts = ("assert", "deny", "promise", "accuse", "confirm")

    def statements(*queries: StatementQuery) -> list[Ask]:
        return [partial(record.statements, one) for one in queries]

    def events(*queries: EventQuery) -> list[Ask]:
        return [partial(record.events, one) for one in queries]

    def found(**fields: Any) -> Ask:
        return partial(record.find, Question(**fields))

    yield "statements, newest", statements(*(StatementQuery(stories=Query(offset=page)) for page in _PAGES))
    yield "statements, by speaker", statements(*(StatementQuery(by=one) for one in (*known.people, *known.bodies)))
    yield "statements, by act", statements(*(StatementQuery(act=one) for one in acts))  # type: ignore[arg-type]
    yield "statements, of an outlet", statements(*(StatementQuery(stories=one) for one in outlets))
    yield "statements, of days", statements(*(StatementQuery(stories=one) for one in days))
    yield "statements, by words", statements(*(StatementQuery(words=one) for one in _WORDS))
    yield "statements, about somebody", statements(*(StatementQuery(about=one) for one in known.bodies))
    yield "statements, speaker, act and days", statements(
        *(StatementQuery(by=who, act="assert", stories=day) for who, day in zip(known.people, days, strict=False))
    )
    yield "events, newest", events(*(EventQuery(stories=Query(offset=page)) for page in _PAGES))
    yield "events, by actor", events(*(EventQuery(actor=one) for one in (*known.people, *known.bodies)))
    yield "events, by actor's country", events(*(EventQuery(country=one) for one in ("NO", "BR", "EG")))
    yield "events, by type", events(*(EventQuery(type=one) for one in ("CONSULT", "ASSAULT", "AID", "PROTEST")))
    yield "events, by type and mode", events(EventQuery(type="CONSULT", mode="visit"), EventQuery(mode="expel"))
    yield "events, by status", events(*(EventQuery(status=one) for one in ("planned", "negated", "hypothetical")))  # type: ignore[arg-type]
    yield "events, by place", events(*(EventQuery(place=one) for one in known.places))
    yield "events, by day", events(*(EventQuery(on=one) for one in known.days))
    yield "events, by type and day", events(*(EventQuery(type="PROTEST", on=one) for one in known.days))
    yield "events, as all tell one", [partial(_side_by_side, record, one) for one in known.stories]
    yield "who, a dossier", [partial(record.who, one) for one in known.people]
    yield "who, a part of a name", [partial(record.who, one.split()[-1]) for one in known.people]
    yield "timeline, of somebody", [partial(record.timeline, TimelineQuery(who=one)) for one in known.people]
    yield "timeline, of a place", [partial(record.timeline, TimelineQuery(place=one)) for one in known.places]
    yield "timeline, of words", [partial(record.timeline, TimelineQuery(words=one)) for one in _WORDS[:3]]
    yield "entities", [partial(record.find, Question(kind="entities", type=one)) for one in ("person", "place")]
    yield "entities, by name", [found(kind="entities", who=one.split()[-1]) for one in (*known.people, *known.bodies)]
    yield "places", [partial(record.places, PlaceQuery(stories=Query(offset=page))) for page in _PAGES]
    yield "places, of a country", [partial(record.places, PlaceQuery(country=one)) for one in ("NO", "BR", "EG")]
    yield "offices, on a day", [partial(record.offices, OfficeQuery(on=one)) for one in known.days]
    yield "offices, of a country on a day", [
        partial(record.offices, OfficeQuery(country="NO", on=one)) for one in known.days
    ]
    yield "tenures, of a country", [partial(record.tenures, OfficeQuery(country=one)) for one in ("NO", "BR", "EG")]
    yield "tenures, of somebody", [partial(record.tenures, OfficeQuery(holder=one)) for one in known.people]
    yield "disputes, newest", [partial(record.disputes, ClaimQuery(stories=Query(offset=page))) for page in _PAGES[:2]]
    yield "disputes, of somebody", [partial(record.disputes, ClaimQuery(who=one)) for one in known.bodies]
    yield "disputes, of days", [partial(record.disputes, ClaimQuery(stories=one)) for one in days]
    yield "commitments, newest", [
        partial(record.commitments, ClaimQuery(stories=Query(offset=page))) for page in _PAGES[:2]
    ]
    yield "commitments, of somebody", [
        partial(record.commitments, ClaimQuery(who=one)) for one in (*known.people, *known.bodies)
    ]


def _rows(record: Record, story: str) -> int:
    """What the desk's page of a story shows beside its text."""
    own = Query(limit=200, url=record.story(story).line.url)
    return len(record.statements(StatementQuery(stories=own))) + len(record.events(EventQuery(stories=own)))


def _side_by_side(record: Record, story: str) -> object:
    line = record.story(story).line
    found = record.events(EventQuery(stories=Query(url=line.url, limit=1)))
    return record.event(found[0].id) if found else None


def measured(file: Path, only: str) -> dict[str, float]:
    """Milliseconds by kind of question."""
    known = Known(file)
    scores: dict[str, float] = {}
    with Record.open(file) as record:
        for name, questions in kinds(record, known).items():
            if only not in name:
                continue
            taken = []
            for ask in questions:
                begun = time.process_time()
                ask()
                taken.append((time.process_time() - begun) * 1000)
            taken.sort()
            scores[f"{name}, median ms"] = statistics.median(taken)
            scores[f"{name}, 95th percentile ms"] = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
            print(f"{name:40} {statistics.median(taken):9.1f} {taken[-1]:9.1f}", file=sys.stderr, flush=True)
    medians = [value for name, value in scores.items() if name.endswith("median ms")]
    return scores | {"slowest kind, median ms": max(medians)} if medians else scores


if __name__ == "__main__":
    measure("query_speed", __doc__, measured)
