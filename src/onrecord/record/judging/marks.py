"""What a person, or a notice of correction, says of a row that a query shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec

__all__ = ["Judged", "in_a_line", "judged_in", "judged_of", "judged_rows"]

_AT_ONCE = 500
_DECIDED = ("correct", "merge", "split")
_SELECT = """
SELECT m.row, j.verb, j.field, m.was, j.becomes, j.by, j.at, j.reason, m.judgement, NULL AS source
FROM mark m JOIN judgement j ON j.id = m.judgement WHERE m.stands AND {where}
UNION ALL
SELECT m.row, m.kind, NULL, NULL, NULL, NULL, NULL, NULL, NULL, s.id
FROM noticed m JOIN story s ON s.key = m.source WHERE {where}
ORDER BY 1, 7, 9, 2, 10
"""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is said of a row (its id), or of its value ``field``.

    verb: what a person did (``confirm``, ``correct``, ``merge``, ``split``, ``reject``), with by, at, reason and the
    id of the judgement; or ``correction``, ``retraction``: a later version of the story, ``source``, announces one
    that concerns the row. was: the value as it was read; becomes: what it is now.
    """

    row: str
    verb: str
    field: str | None = None
    was: str | None = None
    becomes: str | None = None
    by: str | None = None
    at: str | None = None
    reason: str | None = None
    judgement: str | None = None
    source: str | None = None


def judged_rows(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[str, tuple[Judged, ...]]:
    """What is said of these rows (ids); rows of which nothing is said are left out."""
    ids = list(dict.fromkeys(rows))
    found: dict[str, tuple[Judged, ...]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        where = f"m.row IN ({', '.join('?' * len(some))})"
        found |= _grouped(connection.execute(_SELECT.format(where=where), [*some, *some]))
    return found


def judged_of(connection: sqlite3.Connection, row: str, named: Iterable[str | None] = ()) -> tuple[Judged, ...]:
    """What is said of a row, and which values of the entities it names, or of who takes part, are a person's."""
    others = [one for one in named if one is not None and one != row]
    found = judged_rows(connection, [row, *others])
    if not found:
        return ()
    decided = (one for other in dict.fromkeys(others) for one in found.get(other, ()) if one.verb in _DECIDED)
    return (*found.get(row, ()), *decided)


def judged_in(connection: sqlite3.Connection, story: int) -> dict[str, tuple[Judged, ...]]:
    """What is said of the rows of the story with this key, rejected ones included."""
    return _grouped(connection.execute(_SELECT.format(where="m.story = ?"), (story, story)))


def _grouped(rows: Iterable[sqlite3.Row]) -> dict[str, tuple[Judged, ...]]:
    found: dict[str, list[Judged]] = {}
    for row in rows:
        values = {name: row[name] for name in Judged.__struct_fields__}
        found.setdefault(row["row"], []).append(Judged(**values))
    return {row: tuple(said) for row, said in found.items()}


def in_a_line(judged: Sequence[Judged]) -> Iterator[str]:
    """What is said of a row, for people: 'status was actual (mk: ...)'."""
    for one in judged:
        if one.source is not None:
            yield f"a later version announces a {one.verb}"
        elif one.verb == "correct":
            yield f"{one.field} corrected by {one.by}, was {one.was or 'unknown'}"
        elif one.verb == "confirm":
            yield f"{one.field + ' ' if one.field else ''}confirmed by {one.by}"
        else:
            yield f"{ {'merge': 'merged', 'split': 'split', 'reject': 'rejected'}.get(one.verb, one.verb) } by {one.by}"
