"""A room of the desk: a question comes in by the URL, a page goes out as a value, as HTML or as its ``.json``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec

from onrecord.desk.intake import Form, Intake
from onrecord.errors import QueryError
from onrecord.record import Query, Question, Record
from onrecord.record.question import KINDS, Kind

__all__ = ["Action", "Door", "Parameter", "Room", "Visit", "asking", "numbers"]

_PAGE = 20
_MOST_ON_A_PAGE = 200
_OF_STORIES = ("since", "until", "outlet", "entity", "language", "as_known", "latest", "order", "limit", "offset")


class Parameter(msgspec.Struct, frozen=True):
    """What a room may be asked by in its URL: its name, the type of its value, what it means."""

    name: str
    meaning: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """One request to a room: the open record, what the path and the query of the URL say, and who asks.

    asked: of a field given twice the last counts; empty ones are left out. reviewer: the name under which this browser
    judges, or None. csrf: what a form must send back. intake: what reads that which is dropped on the desk.
    """

    record: Record
    path: str
    named: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    reviewer: str | None = None
    csrf: str = ""
    intake: Intake | None = None

    def url(self, **changed: object) -> str:
        """This very state with some fields changed; None leaves one out. Another filter starts at the first page."""
        kept: dict[str, object] = dict(self.asked) | changed
        if "offset" not in changed:
            kept.pop("offset", None)
        told = {name: _plain(value) for name, value in kept.items() if value not in (None, "", False)}
        return f"{self.path}?{urlencode(told)}" if told else self.path

    @property
    def json_url(self) -> str:
        """Where the JSON of this page is."""
        query = urlencode(dict(self.asked))
        path = "/index" if self.path == "/" else self.path
        return f"{path}.json?{query}" if query else f"{path}.json"

    def number(self, name: str, otherwise: int, *, most: int) -> int:
        """A whole number of the URL from 0 to ``most``; raises ``QueryError`` for anything else."""
        given = self.asked.get(name)
        if given is None:
            return otherwise
        # By the digits alone: int() also takes '1_000' and other scripts' digits, and chokes on very long ones.
        if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) > most:
            raise QueryError(f"{name} is {given[:40]!r}. Give a whole number from 0 to {most}")
        return int(given)

    def stories(self, **given: Any) -> Query:
        """The stories that the URL narrows down to, with the fields that a room gives itself."""
        told: dict[str, Any] = {name: value for name, value in self.asked.items() if name in _OF_STORIES}
        told |= {"limit": numbers(self)[0], "offset": numbers(self)[1]} | given
        try:
            return msgspec.convert(told, Query, strict=False)
        except msgspec.ValidationError as fault:
            raise QueryError(f"no question to the record: {fault}") from None

    def question(self, kind: Kind, **given: Any) -> Question:
        """The question of this kind that the URL asks, with the fields that a room gives itself.

        Fields of the URL that questions of the kind do not have are left to the room.
        """
        fields = {*KINDS[kind], *_OF_STORIES}
        told: dict[str, Any] = {name: value for name, value in self.asked.items() if name in fields}
        limit, offset = numbers(self)
        told |= {"kind": kind, "limit": str(limit), "offset": str(offset)}
        told |= {name: _plain(value) for name, value in given.items() if value is not None}
        return Question.from_url(urlencode(told))


@dataclass(frozen=True)
class Room:
    """A page of the desk. ``path`` as Starlette writes it (``/story/{story}``); its JSON stands at ``path.json``.

    show: the page as a value (a ``msgspec.Struct``), which is also its JSON; it raises ``NotFoundError`` and
    ``QueryError``. template: the file in ``templates/``, which knows the value as ``page`` and the request as
    ``visit``. parameters: what the URL's query may say.
    """

    path: str
    template: str
    show: Callable[[Visit], msgspec.Struct]
    meaning: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class Action:
    """What a form of the desk does. do: the form in, the path to go on to out.

    The record is open for writing. ``do`` raises what rooms raise; the guards have checked where the form came from.
    """

    path: str
    do: Callable[[Visit, Form], str]
    meaning: str


@dataclass(frozen=True)
class Door:
    """Something at a path that is no page: a calendar, a download. give: the bytes and their media type.

    name: under which a browser saves it; None shows it.
    """

    path: str
    give: Callable[[Visit], tuple[bytes, str]]
    meaning: str
    name: str | None = None
    parameters: tuple[Parameter, ...] = ()


def numbers(visit: Visit) -> tuple[int, int]:
    """The page of a long answer that the URL asks for: how many rows, and how many to pass over."""
    return max(1, visit.number("limit", _PAGE, most=_MOST_ON_A_PAGE)), visit.number("offset", 0, most=10_000_000)


def asking(*own: Parameter) -> tuple[Parameter, ...]:
    """The parameters of a room that lists rows: its own, then those that every list has."""
    return (
        *own,
        Parameter("since", "Stories of this date or later (YYYY, YYYY-MM, YYYY-MM-DD)."),
        Parameter("until", "Stories of this date or earlier."),
        Parameter("outlet", "Stories of this outlet."),
        Parameter("entity", "Stories that name this person, place or body."),
        Parameter("as_known", "Only what had been captured by this date."),
        Parameter("latest", "Of several versions of a story only the last.", "boolean"),
        Parameter("order", "Which stories come first.", choices=("newest", "oldest")),
        Parameter("limit", f"Rows on the page, {_MOST_ON_A_PAGE} at most.", "integer"),
        Parameter("offset", "Rows to pass over.", "integer"),
    )


def _plain(value: object) -> str:
    # As JSON writes it: true, not True.
    return str(value).lower() if isinstance(value, bool) else str(value)
