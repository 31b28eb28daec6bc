"""What people decide about the record's rows: confirm, reject, correct, merge, split, undo; as a log that lasts.

    >>> with Record.open("news.onrecord") as record:
    ...     record.judging.correct("3f2a91", "status", "negated", by="mk", reason="'did not meet', next paragraph")
    ...     record.judging.conflicts()

Whatever reads the record sees the rows as judged; the log keeps what they were. Judgements outlive every rereading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Judgement, Target
from onrecord.record.connection import explained, transaction
from onrecord.record.judging import sharing
from onrecord.record.judging.conflicts import Conflict, conflicts
from onrecord.record.judging.fields import REFERENCES, checked, field_of, value_of
from onrecord.record.judging.links import LINKED, Links, links
from onrecord.record.judging.log import append, find, in_force, judgements, next_moment, of_ids, signed
from onrecord.record.judging.pages import LoggedLine, log_page, number_logged
from onrecord.record.judging.placing import target_of
from onrecord.record.judging.replay import judged_sheet, replay, stories_of
from onrecord.record.judging.rowlines import RowLine, find_linked, find_own, find_row, row_lines
from onrecord.record.judging.sharing import TakenIn
from onrecord.record.judging.sheet import Sheet
from onrecord.record.own import ENTITIES, EVENTS, linked_of, members
from onrecord.record.reviewing import RowUnderReview, row_under_review
from onrecord.record.stories import key_of
from onrecord.record.waiting import Waiting, waiting

__all__ = [
    "Conflict", "Judging", "Links", "LoggedLine", "RowLine", "RowUnderReview", "TakenIn", "Waiting", "take_in",
]  # fmt: skip

Verb = Literal["confirm", "reject", "merge", "split", "correct", "undo"]
_MOST_AT_ONCE = 100  # rows that somebody can have looked at, to say that they are one


class Judging:
    """People's judgements of an open record. ``by`` is who decides, ``reason`` why; both are needed and kept.

    Rows are named by their ids or the beginning of them (six digits at least). What lies across stories is judged by
    the same verbs on rows of its stories, or by the ids of the record's own entities (``n3f2a91...``), events
    (``v...``) and tellings (``t...``), each of which stands for the first of its rows. Raises ``NotFoundError`` for a
    row that is not there, ``QueryError`` for what cannot be decided.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def confirm(self, row: str, *, by: str, reason: str, field: str | None = None) -> Judgement:
        """Says that a row, or one value of it, is right; a model that reads it otherwise later changes nothing.

        Of one of the record's own: that all it links are one. It is kept as the merge of these.
        """
        if field is None and (linked := self._linked(row)):
            return self._links("merge", linked[0], linked[1:], by, reason)
        return self._decide("confirm", row, by, reason, lambda sheet, kind, own: _as_it_is(sheet, kind, own, field))

    def reject(self, row: str, *, by: str, reason: str) -> Judgement:
        """Says that a row is wrong as a whole: it is left out of every answer from now on.

        Of one of the record's own: that the two rows it links are not one. It is kept as the split of these; of more
        than two ``split`` says which.
        """
        if linked := self._linked(row):
            if len(linked) > 2:
                raise QueryError(
                    f"{row} links {len(linked)} rows. Say which of them are others: onrecord split {row} OTHERS"
                )
            return self._links("split", linked[0], linked[1:], by, reason)
        return self._decide("reject", row, by, reason, lambda sheet, kind, own: {})

    def correct(self, row: str, field: str, becomes: str | None, *, by: str, reason: str) -> Judgement:
        """Says what a value of a row is: as text, see ``judging.fields``; None: it is unknown."""

        def values(sheet: Sheet, kind: str, own: str) -> dict[str, Any]:
            sort, asked = field_of(kind, field).sort, becomes
            if sort in REFERENCES and becomes:
                asked = _in_story(self._connection, sheet, becomes)
            now = checked(sheet, kind, field, asked)
            also = [asked] if sort in REFERENCES and now and asked else []
            return {"field": field, "was": value_of(sheet, kind, own, field), "becomes": now, "also": also}

        return self._decide("correct", row, by, reason, values)

    def merge(self, entity: str, others: Sequence[str], *, by: str, reason: str) -> Judgement:
        """Says that rows are one: entities, events, stories (as copies of one text), disputes or commitments.

        Entities of one story become one row; everything else keeps its rows, which are linked, together with all that
        is linked to either.
        """
        return self._links("merge", entity, others, by, reason)

    def split(self, entity: str, others: Sequence[str], *, by: str, reason: str, name: str | None = None) -> Judgement:
        """Says that mentions of an entity are of somebody else, who is called ``name``; or, of rows of different
        stories, that ``others`` are not one with the first."""
        return self._links("split", entity, others, by, reason, name)

    def undo(self, judgement: str, *, by: str, reason: str) -> Judgement:
        """Takes a judgement (by its id) back, an undo too: the rows are as if it had not been made."""
        with explained(self._path), transaction(self._connection):
            undone = find(self._connection, judgement)
            made = self._made(
                "undo", by, reason, undone.targets, row=undone.row, field=undone.field, was=undone.becomes,
                becomes=undone.was, undoes=undone.id,
            )  # fmt: skip
            return take_in(self._connection, made)

    def rows(self, story: str) -> list[RowLine]:
        """Every row of a story that can be judged, with its values, rejected ones too."""
        with explained(self._path):
            return row_lines(self._connection, key_of(self._connection, story))

    def log(self, row: str | None = None) -> list[Judgement]:
        """All judgements in time order, or those of one row (its id, or the beginning of it)."""
        with explained(self._path):
            own = find_row(self._connection, row)[1] if row is not None else None
            return judgements(self._connection, row=own)

    def log_page(
        self, *, by: str | None = None, verb: str | None = None, limit: int = 20, offset: int = 0
    ) -> list[LoggedLine]:
        """A page of the log, of one person or one verb if asked, what came last first; each says whether it stands."""
        with explained(self._path):
            return log_page(self._connection, by=by, verb=verb, limit=limit, offset=offset)

    def of_ids(self, ids: Iterable[str]) -> list[Judgement]:
        """Those of these judgements (whole ids) that the log holds and nobody has taken back, in time order."""
        wanted = set(ids)
        with explained(self._path):
            return [one for one in in_force(of_ids(self._connection, wanted)) if one.id in wanted]

    def number(self) -> int:
        """How many judgements the log holds."""
        with explained(self._path):
            return number_logged(self._connection)

    def waiting(
        self, *, kind: str | None = None, type: str | None = None, outlet: str | None = None
    ) -> list[Waiting]:
        """What waits for a decision, that on which most hangs first (see ``waiting``)."""
        with explained(self._path):
            return waiting(self._connection, kind=kind, type_=type, outlet=outlet)

    def row(self, row: str) -> RowUnderReview:
        """One row of a story with its paragraph, and all that its values are and can be."""
        with explained(self._path):
            return row_under_review(self._connection, row)

    def conflicts(self) -> list[Conflict]:
        """What does not fit together: judgements whose row is gone, and people who say different things of one."""
        with explained(self._path):
            return conflicts(self._connection)

    def links(self, kind: str = "entity") -> Links:
        """Which rows people say are one, and which are not: what linking across stories must obey.

        kind: ``entity``, ``event``, ``story``, ``dispute`` or ``commitment``.
        """
        if kind not in LINKED:
            raise QueryError(f"rows of the kind {kind!r} are not linked across stories. These are: {', '.join(LINKED)}")
        with explained(self._path):
            return links(self._connection, kind)

    def take_in(self, lines: Iterable[str | bytes]) -> TakenIn:
        """Takes in another record's log (JSON Lines, a judgement each, as ``log`` gives them); all of it or nothing."""
        with explained(self._path), transaction(self._connection):
            taken = sharing.take_in(self._connection, lines)
            replay(self._connection, stories_of(self._connection, taken.ids))
            return taken

    def _links(
        self, verb: Verb, entity: str, others: Sequence[str], by: str, reason: str, name: str | None = None
    ) -> Judgement:
        _check_said(by, reason)
        with explained(self._path), transaction(self._connection):
            rows: list[tuple[str, str, int]] = []
            for asked in (*others, entity):
                rows.append(find_linked(self._connection, asked, among={row for _, row, _ in rows}))
            rows = [rows[-1], *rows[:-1]]
            _check_kinds(verb, rows)
            if verb == "merge":
                rows += self._beside(rows)
            stories = {key for _, _, key in rows}
            sheets = {key: judged_sheet(self._connection, key) for key in stories}
            if verb == "split":
                _check_split(self._connection, rows, sheets)
            else:
                _check_named(self._connection, rows)
            targets = [self._target(sheets[key], kind, row, key) for kind, row, key in rows]
            was = ", ".join(_name(sheets[key], kind, row) for kind, row, key in rows)
            becomes = _name(sheets[rows[0][2]], rows[0][0], rows[0][1]) if verb == "merge" else name
            return take_in(self._connection, self._made(verb, by, reason, targets, was=was, becomes=becomes))

    def _beside(self, rows: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """Of entities that are merged, their rows in other stories that name several of them: no linking makes one of
        two of a story, so that there, too, a person has to say it."""
        if rows[0][0] != "entity":
            return []
        named = {row for _, row, _ in rows}
        marks = ", ".join("?" * len(named))
        found = self._connection.execute(
            "SELECT l.entity, l.story, l.linked FROM entity_link l WHERE l.linked IN"
            f" (SELECT k.linked FROM entity_link k WHERE k.entity IN ({marks})) ORDER BY l.story, l.entity",
            sorted(named),
        ).fetchall()
        linked: dict[int, set[str]] = {}
        for row in found:
            linked.setdefault(row["story"], set()).add(row["linked"])
        return [
            ("entity", row["entity"], row["story"])
            for row in found
            if len(linked[row["story"]]) > 1 and row["entity"] not in named
        ]

    def _linked(self, asked: str) -> list[str]:
        """The rows that one of the record's own links; empty for a row of a story."""
        with explained(self._path):
            own = find_own(self._connection, asked)
            if own is None:
                return []
            sort, linked = own
            rows = [row for row, _ in members(self._connection, sort, linked)]
        if not 1 < len(rows) <= _MOST_AT_ONCE:
            what = (
                "links no other row" if len(rows) < 2 else f"links {len(rows)} rows, which is too many to look through"
            )
            raise QueryError(f"{linked} {what}. Judge single rows: {', '.join(rows[:3])}")
        return rows

    def _decide(
        self, verb: Verb, asked: str, by: str, reason: str, values: Callable[[Sheet, str, str], dict[str, Any]]
    ) -> Judgement:
        _check_said(by, reason)
        with explained(self._path), transaction(self._connection):
            kind, row, key = find_row(self._connection, asked)
            sheet = judged_sheet(self._connection, key)
            if row not in sheet.rows[kind]:
                raise NotFoundError(f"the {kind} {row} is no row of its story any more. onrecord judgements tells why")
            given = values(sheet, kind, row)
            of = {"entity": "entity", "statement": "statement"}
            also = [
                self._target(sheet, next(name for name in of if one in sheet.rows[name]), one, key)
                for one in given.pop("also", [])
            ]
            made = self._made(verb, by, reason, [self._target(sheet, kind, row, key), *also], **given)
            return take_in(self._connection, made)

    def _target(self, sheet: Sheet, kind: str, row: str, key: int) -> Target:
        stands = self._connection.execute(
            "SELECT c.id, a.address FROM appearance a JOIN capture c ON c.key = a.capture WHERE a.story = ?"
            " ORDER BY c.key LIMIT 1",
            (key,),
        ).fetchone()
        return target_of(
            sheet, kind, row, capture=stands["id"] if stands else None, address=stands["address"] if stands else None
        )

    def _made(self, verb: Verb, by: str, reason: str, targets: Sequence[Target], **values: Any) -> Judgement:
        _check_said(by, reason)
        row = values.pop("row", targets[0].row if targets else None)
        return signed(Judgement(
            id="", row=row, verb=verb, by=by.strip(), at=next_moment(self._connection), reason=reason.strip(),
            targets=tuple(targets), **values,
        ))  # fmt: skip


def take_in(connection: sqlite3.Connection, judgement: Judgement) -> Judgement:
    """Appends a judgement to the log and lays it over the rows it concerns. The caller holds the transaction."""
    if append(connection, judgement):
        concerned = [one.id for one in of_ids(connection, [judgement.id])]
        replay(connection, stories_of(connection, concerned))
    return judgement


def _as_it_is(sheet: Sheet, kind: str, row: str, field: str | None) -> dict[str, Any]:
    if field is None:
        return {}
    now = value_of(sheet, kind, row, field)
    refers = field_of(kind, field).sort in REFERENCES and now is not None
    return {"field": field, "was": now, "becomes": now, "also": [now] if refers else []}


def _check_said(by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        missing = "who makes it (by)" if not by.strip() else "a reason"
        raise QueryError(f"a judgement needs {missing}: others have to be able to follow it")


def _check_kinds(verb: str, rows: Sequence[tuple[str, str, int]]) -> None:
    if len({row for _, row, _ in rows}) < max(2, len(rows)):
        raise QueryError(f"to {verb} takes two different rows at least")
    first, others = rows[0][0], {kind for kind, _, _ in rows[1:]}
    fits = {first, "mention"} if verb == "split" and first == "entity" else {first}
    if first not in LINKED or not others <= fits:
        mentions = ", or an entity and mentions of it" if verb == "split" else ""
        raise QueryError(
            f"to {verb} takes rows of one kind ({', '.join(LINKED)}){mentions};"
            f" these are: {', '.join(kind for kind, _, _ in rows)}"
        )


def _check_split(
    connection: sqlite3.Connection, rows: Sequence[tuple[str, str, int]], sheets: dict[int, Sheet]
) -> None:
    (first, entity, own), *others = rows
    for kind, row, key in others:
        if kind == "mention" and (key != own or sheets[key].holder[row] != entity):
            raise QueryError(f"the mention {row} is none of the entity {entity}. onrecord judge STORY lists them")
        if kind == "entity" and key == own:
            raise QueryError(
                f"the entities {entity} and {row} of one story are two already. Name mentions to split off"
            )
        linked = linked_of(connection, EVENTS, (entity, row)) if kind == "event" and key == own else {}
        if linked and len(set(linked.values())) > 1:
            raise QueryError(f"the events {entity} and {row} of one story are two already")
    mentions = {row for kind, row, _ in others if kind == "mention"}
    if first == "entity" and mentions == {row for row, holder in sheets[own].holder.items() if holder == entity}:
        raise QueryError(f"these are all mentions of the entity {entity}: nothing would be left of it")


def _check_named(connection: sqlite3.Connection, rows: Sequence[tuple[str, str, int]]) -> None:
    """Who has no name in a story (an anonymous source) is nobody of another story, whoever says so."""
    if rows[0][0] != "entity" or len({key for _, _, key in rows}) < 2:
        return
    linked = linked_of(connection, ENTITIES, (row for _, row, _ in rows))
    nameless = next((row for _, row, _ in rows if row not in linked), None)
    if nameless is not None:
        raise QueryError(f"the entity {nameless} has no name in its story, and so is nobody of another story")


def _name(sheet: Sheet, kind: str, row: str) -> str:
    value = sheet.rows[kind][row]
    if kind == "story":
        return value.headline.text if value.headline else row
    words = {"entity": "name", "mention": "text", "event": "trigger", "dispute": "about", "commitment": "content"}[kind]
    said = getattr(value, words)
    return str(getattr(said, "text", said))


def _in_story(connection: sqlite3.Connection, sheet: Sheet, asked: str) -> str:
    """The row that a value names: by its id, the beginning of it, or the reading's own name for it ('e3')."""
    for kind in ("entity", "statement"):
        local = sheet.row_of(kind, asked)
        if local is not None:
            return local
    return find_row(connection, asked)[1]
