"""The scorer of offices on a case made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.accuracy.offices import Tally, score
from onrecord.model import Entity, Mention, Office, Reading, Story, story_id

TEXT = "Kenyan Defence Minister Maria Jensen met Peter Hansen, former mayor of Oslo. Kenya was quiet."


def entity(id_: str, kind: Any, *names: str) -> Entity:
    mentions = tuple(Mention(TEXT.index(name), TEXT.index(name) + len(name), name) for name in names)
    return Entity(id=id_, kind=kind, name=names[0], mentions=mentions)


def gold(holder: str, title: str, of: str | None, status: str, of_by: str = "name") -> dict[str, Any]:
    def at(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    return {"holder": at(holder), "title": at(title), "of": at(of) if of else None, "of_by": of_by, "status": status,
            "from": None, "to": None, "mentions": []}  # fmt: skip


def reading(*offices: Office) -> Reading:
    entities = (
        entity("e1", "person", "Maria Jensen"),
        entity("e2", "person", "Peter Hansen"),
        entity("e3", "place", "Kenya"),
        entity("e4", "place", "Oslo"),
    )
    return Reading(story=Story(id=story_id(TEXT), text=TEXT), entities=entities, offices=offices)


WANTED = [
    gold("Maria Jensen", "Defence Minister", "Kenyan", "current"),
    gold("Peter Hansen", "mayor", "Oslo", "former"),
]


def test_a_country_and_its_adjective_are_one_body_and_a_shorter_title_matches() -> None:
    tally = Tally()
    found = reading(
        Office(holder="e1", title="Minister", of="e3", status="current"),
        Office(holder="e2", title="mayor", of="e4", status="current"),
    )
    score("case", found, WANTED, tally)
    scores = tally.scores()
    assert scores["f1"] == 1
    assert scores["of"] == 1
    assert scores["status"] == 0.5
    assert scores["strict_f1"] == 0.5


def test_what_is_made_up_costs_precision_and_what_is_missed_recall() -> None:
    tally = Tally()
    score("case", reading(Office(holder="e1", title="mayor", of="e4", status="current")), WANTED, tally)
    assert (tally.matched, tally.predicted, tally.gold) == (0, 1, 2)
    assert [error.split()[0] for error in tally.errors] == ["spurious", "missed", "missed"]


@pytest.mark.parametrize(("of_by", "right"), [("context", 1.0), ("name", 0.0)])
def test_saying_no_body_is_forgiven_where_only_the_context_gives_it(of_by: str, right: float) -> None:
    tally = Tally()
    wanted = [gold("Peter Hansen", "mayor", "Oslo", "former", of_by)]
    score("case", reading(Office(holder="e2", title="mayor", status="former")), wanted, tally)
    assert tally.scores()["of"] == right
