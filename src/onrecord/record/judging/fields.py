"""Which values of which rows a person can correct, how each is written as text, and how it is put into its place.

An unknown value is None. Entities and statements are named by their rows' ids, spans as ``START:END`` in code points
of the story's text, several by commas.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.errors import QueryError
from onrecord.model import (
    Commitment,
    DateRead,
    Dispute,
    Entity,
    Event,
    Mention,
    Office,
    Participant,
    Place,
    Span,
    SpeakerRef,
    Statement,
)
from onrecord.plover import ontology
from onrecord.record.days import days_of
from onrecord.record.judging.sheet import Sheet

__all__ = ["FIELDS", "REFERENCES", "Field", "checked", "field_of", "put", "value_of"]

REFERENCES = {"entity": "entity", "holder": "entity", "statement": "statement"}
"""The sorts of values that name another row of the story, and which kind of row."""

_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")
_FLAGS = {True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a kind of row. sort: what it is (text, choice, flag, number, whole, time, entity, ...).

    attribute: where it stands in the model's value ('speaker.entity'). choices: what it can be, for ``choice`` and
    ``choices``. needed: whether it cannot be unknown.
    """

    sort: str
    attribute: str
    choices: Callable[[], tuple[str, ...]] = tuple
    needed: bool = False


def _literal(struct: type, name: str) -> Callable[[], tuple[str, ...]]:
    def choices() -> tuple[str, ...]:
        hint = typing.get_type_hints(struct)[name]
        found = [hint, *typing.get_args(hint)]
        return next(typing.get_args(one) for one in found if typing.get_origin(one) is typing.Literal)

    return choices


def _choice(struct: type, name: str, *, needed: bool = True) -> Field:
    return Field("choice", name, _literal(struct, name), needed)


def _modes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode for kind in ontology().types.values() for mode in kind.modes))


FIELDS: dict[str, dict[str, Field]] = {
    "story": {
        "outlet": Field("text", "outlet"),
        "published": Field("date", "published"),
        "updated": Field("date", "updated"),
        "language": Field("text", "language"),
    },
    "entity": {
        "name": Field("text", "name", needed=True),
        "kind": _choice(Entity, "kind"),
        "acts_for": Field("entity", "acts_for"),
        "country": Field("country", "place.country"),
        "lat": Field("number", "place.lat"),
        "lon": Field("number", "place.lon"),
        "precision": Field("choice", "place.precision", _literal(Place, "precision")),
        "geonames": Field("whole", "place.geonames"),
        "feature": Field("text", "place.feature"),
    },
    "mention": {"entity": Field("holder", "", needed=True), "form": _choice(Mention, "form")},
    "quotation": {},
    "office": {
        "holder": Field("entity", "holder", needed=True),
        "title": Field("text", "title", needed=True),
        "of": Field("entity", "of"),
        "from": Field("time", "begins"),
        "to": Field("time", "ends"),
        "status": _choice(Office, "status"),
        "as_of": Field("time", "as_of"),
    },
    "time": {
        "value": Field("time", "value"),
        "vague": Field("flag", "vague", needed=True),
        "bound": Field("time", "bound"),
        "duration": Field("duration", "duration"),
    },
    "statement": {
        "act": _choice(Statement, "act"),
        "mode": _choice(Statement, "mode"),
        "negated": Field("flag", "negated", needed=True),
        "hypothetical": Field("flag", "hypothetical", needed=True),
        "speaker": Field("entity", "speaker.entity"),
        "speaks_for": Field("entity", "speaker.acts_for"),
        "speaker_span": Field("span", "speaker.span"),
        "cue": Field("span", "cue"),
        "content": Field("spans", "content", needed=True),
        "addressee": Field("entity", "addressee.entity"),
        "medium": Field("entity", "medium.entity"),
        "time": Field("time", "time"),
        "within": Field("statement", "within"),
    },
    "event": {
        "type": Field("choice", "type", lambda: tuple(ontology().types)),
        "mode": Field("choice", "mode", _modes),
        "contexts": Field("choices", "contexts", lambda: tuple(ontology().contexts)),
        "place": Field("entity", "place"),
        "time": Field("time", "time"),
        "status": _choice(Event, "status"),
        "according_to": Field("statement", "according_to"),
        "historical": Field("flag", "historical", needed=True),
    },
    "participant": {
        "entity": Field("entity", "entity"),
        "country": Field("country", "country"),
        "sector": Field("choice", "sector", lambda: tuple(ontology().sectors)),
        "role": Field("role", "", lambda: ("actor", "recipient"), needed=True),
    },
    "dispute": {"about": Field("text", "about", needed=True), "state": _choice(Dispute, "state")},
    "commitment": {
        "by": Field("entity", "by"),
        "to": Field("entity", "to"),
        "made": Field("time", "made"),
        "due": Field("time", "due"),
        "standing": _choice(Commitment, "standing"),
        "statement": Field("statement", "statement"),
    },
}
"""By kind of row and name of the value."""


def field_of(kind: str, name: str) -> Field:
    """The field of that name; raises ``QueryError`` that lists those there are."""
    found = FIELDS.get(kind, {}).get(name)
    if found is None:
        there = ", ".join(FIELDS.get(kind, {})) or "none: it can be confirmed or rejected"
        raise QueryError(f"{_a(kind)} has no value {name!r} to correct. It has: {there}")
    return found


def value_of(sheet: Sheet, kind: str, row: str, name: str) -> str | None:
    """The value as text, as it now stands on the sheet."""
    field = field_of(kind, name)
    if field.sort == "holder":
        return sheet.holder[row]
    if field.sort == "role":
        return sheet.part[row][1]
    value: Any = sheet.rows[kind][row]
    for step in field.attribute.split("."):
        value = getattr(value, step) if value is not None else None
    return _as_text(sheet, field, value)


def checked(sheet: Sheet, kind: str, name: str, text: str | None) -> str | None:
    """``text`` as the log keeps it; raises ``QueryError`` unless it is a value that the field can have."""
    field = field_of(kind, name)
    if text is None or not text.strip():
        if field.needed:
            raise QueryError(f"the {name} of {_a(kind)} cannot be unknown. Give a value, or reject the row")
        return None
    text = text.strip()
    _parsed(sheet, kind, name, text)
    if field.sort in ("choice", "choices", "role"):
        return _chosen(field, name, text)
    return text.upper() if field.sort == "country" else text.lower() if field.sort == "flag" else text


def put(sheet: Sheet, kind: str, row: str, name: str, text: str | None) -> None:
    """Puts a value into its place on the sheet; raises ``QueryError`` where it does not fit (an entity is gone)."""
    field = field_of(kind, name)
    value: Any = None if text is None else _parsed(sheet, kind, name, text)
    if field.sort == "holder":
        sheet.holder[row] = value
        return
    if field.sort == "role":
        event, _ = sheet.part.pop(row)
        sheet.part[row] = (event, value)
        return
    if field.sort == "choices" and value is None:
        value = ()
    sheet.rows[kind][row] = _replaced(kind, sheet.rows[kind][row], field.attribute, value)


def _replaced(kind: str, whole: Any, attribute: str, value: Any) -> Any:
    first, _, rest = attribute.partition(".")
    if rest:
        inner = getattr(whole, first)
        if inner is None:
            if value is None:
                return whole
            inner = {"place": Place, "speaker": SpeakerRef}.get(first, _nobody)()
        value = msgspec.structs.replace(inner, **{rest: value})
    changes = {first: value}
    if kind == "event" and first in ("place", "time"):
        # Nothing in the text says so: a person does.
        changes[f"{first}_from"] = None
    if kind == "event" and first == "type":
        known = ontology().types.get(value)
        changes["mode"] = whole.mode if known and whole.mode in known.modes else None
    if kind == "participant" and first in ("country", "sector"):
        changes["known_by"] = "story"  # no table's word any more
    return msgspec.structs.replace(whole, **changes)


def _nobody() -> Participant:
    raise QueryError("the statement has no words for that party, so nobody can be meant by them")


def _as_text(sheet: Sheet, field: Field, value: Any) -> str | None:
    if value is None:
        return None
    if field.sort in ("entity", "statement"):
        return sheet.row_of(field.sort, value)
    if field.sort == "span":
        return f"{value.start}:{value.end}"
    if field.sort == "spans":
        return ",".join(f"{span.start}:{span.end}" for span in value)
    if field.sort == "choices":
        return ",".join(value) or None
    if field.sort == "date":
        return str(value.value)
    return _FLAGS[value] if field.sort == "flag" else str(value)


def _parsed(sheet: Sheet, kind: str, name: str, text: str) -> Any:
    field = field_of(kind, name)
    if field.sort in ("choice", "choices", "role"):
        chosen = _chosen(field, name, text)
        return tuple(chosen.split(",")) if field.sort == "choices" else chosen
    if field.sort in REFERENCES:
        of = REFERENCES[field.sort]
        if text not in sheet.rows[of]:
            raise QueryError(f"the {name} of {_a(kind)} is {_a(of)} of the same story, and {text} is none")
        return text if field.sort == "holder" else sheet.local[text]
    if field.sort in ("span", "spans"):
        return _spans(sheet, name, text, several=field.sort == "spans")
    return _scalar(field.sort, name, text)


def _scalar(sort: str, name: str, text: str) -> Any:
    try:
        if sort == "flag":
            return {"true": True, "false": False}[text.lower()]
        if sort in ("number", "whole"):
            value = (float if sort == "number" else int)(text)
            limit = {"lat": 90, "lon": 180}.get(name)
            if not (abs(value) <= limit if limit else value >= 0):
                raise ValueError
            return value
    except (KeyError, ValueError):
        what = "true or false" if sort == "flag" else "a number that it can be"
        raise QueryError(f"{name} {text!r} is not {what}") from None
    if sort in ("time", "date") and days_of(text) == (None, None):
        raise QueryError(f"{name} {text!r} is no time. Write it in EDTF: 2024-03-04, 2024-03, 2018/2022, 2023-08/..")
    if sort == "duration" and not re.fullmatch(r"P(?=[\dT])(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])+)?", text):
        raise QueryError(f"{name} {text!r} is no length of time. Write it in ISO 8601: P3D, P2W, PT6H")
    if sort == "country" and not re.fullmatch(r"[A-Za-z]{2}", text):
        raise QueryError(f"{name} {text!r} is no code of a country (ISO 3166 alpha-2: NO, AF)")
    if sort == "country":
        return text.upper()
    return DateRead(value=text, read_from="given") if sort == "date" else text


def _chosen(field: Field, name: str, text: str) -> str:
    there = field.choices()
    by_name = {one.casefold(): one for one in there}
    asked = [one.strip() for one in text.split(",")] if field.sort == "choices" else [text]
    for one in asked:
        if one.casefold() not in by_name:
            raise QueryError(f"{name} cannot be {one!r}. It can be: {', '.join(there)}")
    return ",".join(dict.fromkeys(by_name[one.casefold()] for one in asked))


def _spans(sheet: Sheet, name: str, text: str, *, several: bool) -> Any:
    found = [_SPAN.fullmatch(one.strip()) for one in text.split(",")]
    whole = sheet.before.story.text
    spans = [Span(int(one[1]), int(one[2]), whole[int(one[1]) : int(one[2])]) for one in found if one]
    if len(spans) < len(found) or not all(one.text and one.end <= len(whole) for one in spans):
        raise QueryError(
            f"{name} {text!r} is no place in the story's text. Write it as START:END, in code points from 0"
        )
    if not several and len(spans) > 1:
        raise QueryError(f"{name} is one place in the text: START:END")
    return tuple(sorted(spans)) if several else spans[0]


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
