"""What waits for a person's decision, in the order of how much hangs on it.

Not every row of a large record is weighed. Weighed are the rows of the stories that came last, the tellings of the
events that most stories tell, the last disputes and promises with the statements on which they rest, and the links in
doubt of the entities that most stories tell of; each set has a bound, so that the time has one too. What a person has
decided is left out.

A row weighs its doubt (what its confidence lacks to certainty) times the stories that tell the same, times one more
than the rows that rest on it. A link in doubt weighs its doubt times the stories of the lesser of the two.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Literal

import msgspec

from onrecord.record.query import Query
from onrecord.record.same import same_quotations
from onrecord.record.words import words_of

__all__ = ["CANDIDATES", "KINDS", "Waiting", "waiting"]

STORIES, EVENTS, CLAIMS, ENTITIES = 60, 60, 60, 120
CANDIDATES = (
    f"the rows of the last {STORIES} stories, the tellings of the {EVENTS} events told most, the last"
    f" {CLAIMS} disputes and {CLAIMS} promises with the statements under them, and the links in doubt of the {ENTITIES}"
    " entities told of most"
)
"""How the rows that are weighed are chosen, in words."""
KINDS = ("statement", "event", "dispute", "commitment", "link")
"""The kinds of decisions that wait."""
_MOST_ROWS = 400
_DOUBT = 0.5  # of a row whose confidence is not known


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that waits. sort: of a ``row``, or whether two entities are one (``link``).

    id: the row's, or the two entities' with ``~`` between. kind, type: of the row (a link: ``link``, the entities'
    kind). weight: how much hangs on it: doubt times stories times (1 + rests), where ``rests`` is how many rows rest on
    it.
    """

    sort: Literal["row", "link"]
    id: str
    kind: str
    type: str | None
    weight: float
    doubt: float
    stories: int
    rests: int = 0


def waiting(
    connection: sqlite3.Connection, *, kind: str | None = None, type_: str | None = None, outlet: str | None = None
) -> list[Waiting]:
    """All that is weighed, the heaviest first; of one kind (``KINDS``), type or outlet."""
    found: list[Waiting] = []
    if kind in (None, "statement", "event"):
        stories = _last_stories(connection, outlet)
        if kind != "event":
            found += _statements(connection, stories, outlet)
        if kind != "statement":
            found += _events(connection, stories, outlet)
    for table, standing in (("dispute", "state"), ("commitment", "standing")):
        if kind in (None, table):
            found += _claims(connection, table, standing, outlet)
    if kind in (None, "link") and outlet is None:
        found += _links(connection)
    if type_ is not None:
        found = [one for one in found if one.type == type_]
    return sorted(found, key=lambda one: (-one.weight, one.id))


def _last_stories(connection: sqlite3.Connection, outlet: str | None) -> str:
    if outlet is None:
        rows = connection.execute("SELECT key FROM story ORDER BY key DESC LIMIT ?", (STORIES,))
    else:
        rows = connection.execute(
            "SELECT DISTINCT story AS key FROM appearance WHERE outlet_name = ? ORDER BY story DESC LIMIT ?",
            (words_of(outlet), STORIES),
        )
    return json.dumps([row["key"] for row in rows])


_UNDECIDED = "NOT EXISTS (SELECT 1 FROM mark m WHERE m.row = {row} AND m.stands)"
_OF_OUTLET = (
    " AND (:outlet IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.story = {story} AND a.outlet_name = :outlet))"
)


def _statements(connection: sqlite3.Connection, stories: str, outlet: str | None) -> Iterable[Waiting]:
    under = connection.execute(
        "SELECT x.row FROM (SELECT id FROM dispute ORDER BY story DESC LIMIT :most) d"
        " JOIN side x ON x.dispute = d.id AND x.member = 'statement'"
        " UNION SELECT statement FROM (SELECT statement FROM commitment ORDER BY story DESC LIMIT :most)"
        " WHERE statement IS NOT NULL",
        {"most": CLAIMS},
    )
    claims = [row["row"] for row in under]
    rows = connection.execute(
        "SELECT t.id, t.act AS type, t.story, coalesce(1 - t.confidence, :doubt) AS doubt,"
        " (SELECT count(*) FROM side x WHERE x.story = t.story AND x.row = t.id)"
        " + (SELECT count(*) FROM commitment c WHERE c.story = t.story AND c.statement = t.id)"
        " + (SELECT count(*) FROM event v WHERE v.story = t.story AND v.according_to = t.id) AS rests"
        " FROM (SELECT t.id FROM json_each(:stories) j CROSS JOIN statement t ON t.story = j.value"
        "       UNION SELECT value FROM json_each(:claims)) c JOIN statement t ON t.id = c.id"
        f" WHERE {_UNDECIDED.format(row='t.id')}{_OF_OUTLET.format(story='t.story')}"
        " ORDER BY doubt * (1 + rests) DESC, t.id LIMIT :most",
        {
            "stories": stories, "claims": json.dumps(claims), "doubt": _DOUBT, "most": _MOST_ROWS,
            "outlet": words_of(outlet) if outlet else None,
        },
    ).fetchall()  # fmt: skip
    same = same_quotations(connection, [row["id"] for row in rows], Query())
    for row in rows:
        members = same.members[same.of[row["id"]]]
        yield _row("statement", row, len({member.story for member in members}))


def _events(connection: sqlite3.Connection, stories: str, outlet: str | None) -> Iterable[Waiting]:
    rows = connection.execute(
        "SELECT v.id, v.type, v.story, coalesce(1 - v.confidence, :doubt) AS doubt, 0 AS rests,"
        " coalesce((SELECT n.stories FROM event_link l JOIN linked_event n ON n.id = l.linked WHERE l.event = v.id), 1)"
        " AS stories FROM (SELECT v.id FROM json_each(:stories) j CROSS JOIN event v ON v.story = j.value"
        "  UNION SELECT l.event FROM (SELECT id FROM linked_event INDEXED BY linked_event_told WHERE stories > 1"
        "   ORDER BY stories DESC LIMIT :told) n CROSS JOIN event_link l ON l.linked = n.id) c"
        " JOIN event v ON v.id = c.id"
        f" WHERE {_UNDECIDED.format(row='v.id')}{_OF_OUTLET.format(story='v.story')}"
        " ORDER BY doubt * stories DESC, v.id LIMIT :most",
        {
            "stories": stories, "told": EVENTS, "doubt": _DOUBT, "most": _MOST_ROWS,
            "outlet": words_of(outlet) if outlet else None,
        },
    ).fetchall()  # fmt: skip
    for row in rows:
        yield _row("event", row, row["stories"])


def _claims(connection: sqlite3.Connection, table: str, standing: str, outlet: str | None) -> Iterable[Waiting]:
    rows = connection.execute(
        f"SELECT x.id, x.{standing} AS type, :doubt AS doubt, 0 AS rests"
        f" FROM (SELECT id, {standing}, story FROM {table} ORDER BY story DESC LIMIT :most) x"
        f" WHERE {_UNDECIDED.format(row='x.id')}{_OF_OUTLET.format(story='x.story')}",
        {"most": CLAIMS, "doubt": _DOUBT, "outlet": words_of(outlet) if outlet else None},
    )
    for row in rows:
        yield _row(table, row, 1)


def _row(kind: str, row: sqlite3.Row, stories: int) -> Waiting:
    doubt = round(row["doubt"], 4)
    return Waiting(
        sort="row", id=row["id"], kind=kind, type=row["type"], doubt=doubt, stories=stories, rests=row["rests"],
        weight=round(doubt * stories * (1 + row["rests"]), 4),
    )  # fmt: skip


def _links(connection: sqlite3.Connection) -> Iterable[Waiting]:
    told = (
        "SELECT id FROM linked_entity INDEXED BY linked_entity_told WHERE same_as IS NULL"
        " ORDER BY stories DESC LIMIT :most"
    )
    rows = connection.execute(
        "SELECT min(g.linked, g.other) AS one, max(g.linked, g.other) AS other, max(g.score) AS score, n.kind,"
        " min(n.stories, o.stories) AS stories FROM ("
        f" SELECT s.linked, s.other, s.score FROM ({told}) e CROSS JOIN suggested_link s ON s.linked = e.id"
        f" UNION SELECT s.linked, s.other, s.score FROM ({told}) e CROSS JOIN suggested_link s ON s.other = e.id) g"
        " JOIN linked_entity n ON n.id = g.linked JOIN linked_entity o ON o.id = g.other GROUP BY 1, 2",
        {"most": ENTITIES},
    ).fetchall()
    for row in rows:
        doubt = round(1 - row["score"], 4)
        yield Waiting(
            sort="link", id=f"{row['one']}~{row['other']}", kind="link", type=row["kind"], doubt=doubt,
            stories=row["stories"], weight=round(doubt * row["stories"], 4),
        )  # fmt: skip
