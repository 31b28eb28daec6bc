"""Review: one decision on a screen, that on which most hangs first; each goes to the log with a name and a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, urlencode

import msgspec

from onrecord.desk.intake import Form
from onrecord.desk.room import Action, Parameter, Room, Visit
from onrecord.desk.sentence import Piece, pieces
from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Judgement
from onrecord.model.assertion import StatementAct
from onrecord.plover import ontology
from onrecord.record import (
    Citation,
    Conflict,
    Identity,
    LinkTold,
    RowUnderReview,
    Standing,
    Waiting,
)
from onrecord.record.waiting import CANDIDATES, KINDS

__all__ = ["ACTIONS", "ROOMS"]

_ACTS: tuple[str, ...] = get_args(StatementAct)
_MENTIONS = 3
# Conflicts are sought in the whole log, at every page: of a longer one they stand in the room of judgements alone.
_LONGEST_LOG = 1000
_LOOKED_AT = 20
_KEPT = ("kind", "type", "outlet", "offset")
_PARTS = (
    "cue", "speaker", "speaker_span", "addressee", "medium", "content", "row", "actors", "recipients", "entity",
    "evidence",
)  # fmt: skip


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One of two entities that may be one: who it is, and where the latest stories name it."""

    identity: Identity
    links: tuple[LinkTold, ...]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be decided: a row, whether two entities are one, or what to do where judgements do not fit together.

    waiting: why it stands where it does in the queue; None where it was asked for.
    """

    sort: Literal["row", "link", "conflict"]
    id: str
    waiting: Waiting | None = None
    row: RowUnderReview | None = None
    pair: tuple[Pair, ...] = ()
    why: str | None = None
    conflict: Conflict | None = None

    @property
    def pieces(self) -> list[Piece]:
        """The paragraph, with the words set apart on which the row stands."""
        if self.row is None or self.row.around is None:
            return []
        order = [name for name in _PARTS if name in self.row.spans]
        return pieces(self.row.around, [(name, self.row.spans[name]) for name in order])


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One decision. item: None where nothing waits. position: its place in the queue of ``number``, from 0.

    done: the judgements that were made just now, to be taken back with one key.
    """

    item: Item | None
    position: int
    number: int
    done: tuple[Judgement, ...]
    types: tuple[str, ...]
    standings: dict[str, Standing]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of decisions."""
        return ("conflict", *KINDS)

    @property
    def candidates(self) -> str:
        """How the queue was made."""
        return CANDIDATES


def show(visit: Visit) -> Page:
    """The decision at this place of the queue, or the row that the URL names."""
    kind, type_ = visit.asked.get("kind"), visit.asked.get("type")
    if kind is not None and kind not in ("conflict", *KINDS):
        raise QueryError(f"no decisions of the kind {kind[:40]!r} wait. There are: conflict, {', '.join(KINDS)}")
    position = visit.number("offset", 0, most=1_000_000)
    narrowed = type_ is not None or "outlet" in visit.asked
    conflicts = _conflicts(visit) if kind in (None, "conflict") and not narrowed else []
    rows: Sequence[Waiting] = ()
    if kind != "conflict":
        rows = visit.record.judging.waiting(kind=kind, type=type_, outlet=visit.asked.get("outlet"))
    number = len(conflicts) + len(rows)
    # What was decided on leaves the queue; whoever comes to its end begins anew.
    position = min(position, max(0, number - 1))
    asked = visit.asked.get("row")
    item: Item | None = None
    if asked is not None:
        item = _asked(visit, asked)
    elif position < len(conflicts):
        item = _of_conflict(conflicts[position])
    elif number:
        position, item = _first_there(visit, rows, position - len(conflicts))
        position += len(conflicts)
    return Page(
        item=item,
        position=position,
        number=number,
        done=tuple(_done(visit)),
        types=tuple(ontology().types) if kind == "event" else _ACTS if kind == "statement" else (),
        standings=visit.record.standings(one.story for one in _cited(item)),
    )


def decide(visit: Visit, form: Form) -> str:
    """Accepts, rejects or corrects what the form shows, and goes on to the next."""
    verb, own = form.get("verb", ""), form.get("id", "")
    judge = {"row": _on_row, "link": _on_link, "conflict": _on_conflict}.get(form.get("sort", ""))
    if judge is None or verb not in ("accept", "reject", "correct"):
        raise QueryError("this form does not say what is decided. Load its page again, then send it")
    made = judge(visit, form, verb, own)
    return _onward(form, done=".".join(one.id for one in made))


def undo(visit: Visit, form: Form) -> str:
    """Takes judgements back, and shows what they were about."""
    ids = [one for one in form.get("judgement", "").split(".") if one]
    if not ids:
        raise QueryError("nothing was decided that could be taken back")
    by, reason = form.get("by", ""), form.get("reason", "")
    made = [visit.record.judging.undo(one, by=by, reason=reason) for one in reversed(ids)]
    back = form.get("back", "")
    if back.startswith("/judgements"):
        return back
    # Of a merge or split: both, as they were found in the queue, which shows them again.
    first = made[-1].targets
    return _onward(form, row=first[0].row if len(first) == 1 else None)


def _on_row(visit: Visit, form: Form, verb: str, own: str) -> list[Judgement]:
    judging, by, reason = visit.record.judging, form.get("by", ""), form.get("reason", "")
    row = judging.row(own)
    given = {line.name: form.get(f"value-{line.name}", line.value or "").strip() for line in row.values}
    changed = {line.name: given[line.name] for line in row.values if given[line.name] != (line.value or "")}
    if verb != "correct":
        if changed:
            raise QueryError(f"you changed {', '.join(changed)}. To keep that, send the form by 'Correct'")
        act = judging.confirm if verb == "accept" else judging.reject
        return [act(row.id, by=by, reason=reason)]
    if not changed:
        raise QueryError("no value was changed. Change one, or accept the row as it is")
    return [
        judging.correct(row.id, name, becomes or None, by=by, reason=reason) for name, becomes in changed.items()
    ]


def _on_link(visit: Visit, form: Form, verb: str, own: str) -> list[Judgement]:
    one, _, other = own.partition("~")
    act = {"accept": visit.record.judging.merge, "reject": visit.record.judging.split}.get(verb)
    if act is None:
        raise QueryError("that two are one is accepted or rejected; there is no value to correct")
    return [act(one, [other], by=form.get("by", ""), reason=form.get("reason", ""))]


def _on_conflict(visit: Visit, form: Form, verb: str, own: str) -> list[Judgement]:
    """Accepting keeps what was said last, rejecting takes that back."""
    judging, by, reason = visit.record.judging, form.get("by", ""), form.get("reason", "")
    found = next((one for one in judging.conflicts() if _conflict_id(one) == own), None)
    if found is None:
        raise NotFoundError("this conflict is there no more: somebody has solved it")
    last = found.judgements[-1]
    if verb == "reject":
        return [judging.undo(last.id, by=by, reason=reason)]
    if verb == "correct":
        raise QueryError("of judgements in conflict the last is kept or taken back. To say something else open the row")
    if last.field and found.sort != "vanished":
        # Said anew, against what is read now.
        taken_back = [judging.undo(one.id, by=by, reason=reason) for one in found.judgements]
        return [*taken_back, judging.correct(found.row, last.field, last.becomes, by=by, reason=reason)]
    if found.sort == "contradiction":
        return [judging.undo(one.id, by=by, reason=reason) for one in found.judgements[:-1]]
    raise QueryError("the row is gone, so nothing can be kept of it here. Take the judgement back, or leave it")


def _conflicts(visit: Visit) -> list[Conflict]:
    judging = visit.record.judging
    return judging.conflicts() if judging.number() <= _LONGEST_LOG else []


def _conflict_id(one: Conflict) -> str:
    return ".".join((one.sort, one.row, one.field or ""))


def _of_conflict(one: Conflict) -> Item:
    return Item(sort="conflict", id=_conflict_id(one), conflict=one, why=one.why)


def _asked(visit: Visit, asked: str) -> Item:
    if "~" in asked:
        one, _, other = asked.partition("~")
        return _link(visit, one, other, None)
    row = visit.record.judging.row(asked)
    return Item(sort="row", id=row.id, row=row)


def _first_there(visit: Visit, rows: Sequence[Waiting], start: int) -> tuple[int, Item | None]:
    """The first of some from this place on that can be shown: the queue may name what has gone meanwhile."""
    for at, one in enumerate(rows[start : start + _LOOKED_AT], start):
        try:
            return at, _waiting(visit, one)
        except NotFoundError:
            continue
    return start, None


def _waiting(visit: Visit, one: Waiting) -> Item:
    if one.sort == "link":
        first, _, second = one.id.partition("~")
        return _link(visit, first, second, one)
    return Item(sort="row", id=one.id, waiting=one, row=visit.record.judging.row(one.id))


def _link(visit: Visit, one: str, other: str, waiting: Waiting | None) -> Item:
    pair = tuple(
        Pair(
            identity=visit.record.identity(each),
            links=tuple(visit.record.links_told(each, limit=_MENTIONS)),
        )
        for each in (one, other)
    )
    told = visit.record.dossier(one, handful=0).suggestions
    why = next((each.why for each in told if each.id == pair[1].identity.id), None)
    return Item(sort="link", id=f"{one}~{other}", waiting=waiting, pair=pair, why=why)


def _done(visit: Visit) -> list[Judgement]:
    ids = [one for one in visit.asked.get("done", "").split(".") if one][:20]
    return visit.record.judging.of_ids(ids)


def _cited(item: Item | None) -> list[Citation]:
    if item is None:
        return []
    links = [link.citation for one in item.pair for link in one.links]
    return [one for one in (item.row.citation if item.row else None, *links) if one is not None]


def _onward(form: Form, **told: Any) -> str:
    kept = {name: value for name, value in parse_qsl(form.get("back", "")) if name in _KEPT}
    query = urlencode(kept | {name: value for name, value in told.items() if value})
    return f"/review?{query}" if query else "/review"


ROOMS = (
    Room(
        "/review",
        "review.html",
        show,
        "One decision that waits for a person, that on which most hangs first.",
        (
            Parameter("kind", "Decisions of this kind.", choices=("conflict", *KINDS)),
            Parameter("type", "Rows of this type: an event's, a statement's act, a dispute's state."),
            Parameter("outlet", "Rows of this outlet's stories."),
            Parameter("offset", "The place in the queue, from 0.", "integer"),
            Parameter("row", "This row instead, by its id or the beginning of it; or two entities, as ONE~OTHER."),
            Parameter("done", "The judgements just made, by their ids."),
        ),
    ),
)
ACTIONS = (
    Action("/review/decide", decide, "Accepts, rejects or corrects a row, or says whether two are one."),
    Action("/review/undo", undo, "Takes judgements back."),
)
