"""One question to the record as one flat value: the command line, Python and web pages ask the same.

    >>> asked = Question(kind="statements", who="Ilse Brandt", since="2024")
    >>> asked.to_url()
    'kind=statements&who=Ilse+Brandt&since=2024'
    >>> Question.from_url(asked.to_url()) == asked
    True
"""

from __future__ import annotations

from typing import Any, Literal, Self, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec

from onrecord.errors import QueryError
from onrecord.record.claims import ClaimQuery
from onrecord.record.event_query import EventQuery
from onrecord.record.named import EntityQuery
from onrecord.record.offices import OfficeQuery
from onrecord.record.places import PlaceQuery
from onrecord.record.query import PER, Order, Per, Query, check_per
from onrecord.record.statements import StatementQuery

__all__ = ["KINDS", "Asked", "Kind", "Question"]

Kind = Literal["stories", "entities", "places", "statements", "events", "disputes", "commitments", "offices", "tenures"]
_Kept = TypeVar("_Kept")
Asked = Query | EntityQuery | PlaceQuery | StatementQuery | EventQuery | ClaimQuery | OfficeQuery
"""What a question compiles to: the query of its kind."""

_OF_STORIES = ("since", "until", "outlet", "entity", "url", "language", "as_known", "latest", "limit", "offset")
# Of the answer, not of its rows: they stand in the query of the stories, where a kind has them.
_OF_THE_ANSWER = ("order", "per", "sources")
# What each kind can be asked by besides, and what the field is called in the query of that kind.
KINDS: dict[str, dict[str, str]] = {
    "stories": {"words": "words", "order": "order", "per": "per", "sources": "sources"},
    "entities": {"who": "name", "type": "kind", "country": "country"},
    "places": {"country": "country", "feature": "feature", "unresolved": "unresolved"},
    "statements": {
        "mode": "mode",
        "words": "words", "who": "by", "whom": "to", "about": "about", "act": "act", "confidence": "confidence",
        "order": "order", "per": "per", "sources": "sources",
    },
    "events": {
        "words": "words", "who": "actor", "whom": "recipient", "type": "type", "mode": "mode", "status": "status",
        "country": "country", "sector": "sector", "place": "place", "place_country": "place_country", "on": "on",
        "historical": "historical", "confidence": "confidence", "order": "order", "per": "per", "sources": "sources",
    },
    "disputes": {
        "words": "words", "who": "who", "whom": "whom", "status": "status", "order": "order", "merged": "merged",
    },
    "commitments": {
        "words": "words", "who": "who", "whom": "whom", "status": "status", "order": "order", "merged": "merged",
    },
    "offices": {
        "who": "holder", "of": "of", "country": "country", "title": "title", "status": "status", "on": "on",
        "merged": "merged",
    },
    "tenures": {
        "who": "holder", "of": "of", "country": "country", "title": "title", "status": "status", "on": "on",
    },
}  # fmt: skip
"""The kinds of rows, and for each the fields it can be asked by besides those of its stories."""
_QUERIES: dict[str, type[Asked]] = {
    "entities": EntityQuery,
    "places": PlaceQuery,
    "statements": StatementQuery,
    "events": EventQuery,
    "disputes": ClaimQuery,
    "commitments": ClaimQuery,
    "offices": OfficeQuery,
    "tenures": OfficeQuery,
}


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which rows of the record are asked for; what is None makes no difference.

    kind: of what rows (``tenures``: offices over time, merged from all stories). who: who spoke, acted, held the
    office, promised, is a party; of an entity its name. whom: who was told, was acted upon, was promised something.
    of: whose office. type: an event's PLOVER type, an entity's kind. status: of an event, office, dispute or
    commitment. words: a search expression for the sentence (of stories, disputes and commitments: for the story).
    merged: of disputes, commitments and offices not what single stories tell but what all of them together do
    (``DisputeThread``, ``CommitmentThread``, ``TenureLine`` values). per, sources: see ``Query``. The rest as in
    ``Query``, and in the query of its kind (``StatementQuery``, ``EventQuery``, ``OfficeQuery``, ``PlaceQuery``,
    ``EntityQuery``, ``ClaimQuery``).

    Raises ``QueryError`` for what cannot be asked: a field that its kind does not have, too.
    """

    kind: Kind = "stories"
    words: str | None = None
    who: str | None = None
    whom: str | None = None
    of: str | None = None
    about: str | None = None
    type: str | None = None
    mode: str | None = None
    act: str | None = None
    status: str | None = None
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    place: str | None = None
    place_country: str | None = None
    feature: str | None = None
    unresolved: bool = False
    historical: bool | None = None
    confidence: float | None = None
    on: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    entity: str | None = None
    url: str | None = None
    language: str | None = None
    as_known: str | None = None
    latest: bool = False
    order: Order = "newest"
    limit: int = 20
    offset: int = 0
    per: Per = "story"
    sources: bool = False
    merged: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise QueryError(f"the record has no rows of the kind {self.kind!r}. It has: {', '.join(KINDS)}")
        for name in self.given():
            if name not in KINDS[self.kind] and name not in _OF_STORIES:
                has = ", ".join([*KINDS[self.kind], *_OF_STORIES])
                raise QueryError(f"{self.kind} cannot be asked by {name!r}. They can be asked by: {has}")
        if self.kind in PER:
            check_per(self.kind, self.per)
        self.compiled()

    def given(self) -> dict[str, Any]:
        """The fields that make a difference, the kind apart, in the order of the fields."""
        told: dict[str, Any] = msgspec.to_builtins(self)
        return {name: value for name, value in told.items() if name != "kind"}

    def compiled(self) -> Asked:
        """The query of its kind; raises ``QueryError`` for what cannot be asked."""
        given, own = self.given(), KINDS[self.kind]
        stories = {name: value for name, value in given.items() if name in _OF_STORIES or name in _OF_THE_ANSWER}
        if self.kind == "stories":
            return _converted(stories | {name: value for name, value in given.items() if name in own}, Query)
        apart = (*_OF_THE_ANSWER, "merged")
        kept = {own[name]: value for name, value in given.items() if name in own and name not in apart}
        return _converted(kept | {"stories": stories}, _QUERIES[self.kind])

    def to_json(self) -> str:
        """The question as one JSON object that holds only what makes a difference."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, asked: str | bytes) -> Self:
        """The question that ``to_json`` wrote; raises ``QueryError`` for anything else."""
        try:
            return msgspec.json.decode(asked, type=cls)
        except msgspec.DecodeError as fault:
            raise QueryError(f"no question to the record ({fault}). Write one JSON object of its fields") from None

    def to_url(self) -> str:
        """The question as the query string of a URL, in the order of the fields; two questions alike give the same."""
        told = {"kind": self.kind} | self.given()
        # As JSON writes it: true, not True.
        return urlencode({name: str(one).lower() if isinstance(one, bool) else one for name, one in told.items()})

    @classmethod
    def from_url(cls, asked: str) -> Self:
        """The question of a URL's query string (with or without ``?``); of a field given twice the last counts.

        Raises ``QueryError`` for a field that no question has, or a value that is none of its kind.
        """
        try:
            fields = dict(parse_qsl(asked.removeprefix("?"), keep_blank_values=False, max_num_fields=100))
        except ValueError as fault:
            raise QueryError(f"no question to the record ({fault}). Give at most 100 fields") from None
        return _converted(fields, cls)


def _converted(fields: dict[str, Any], into: type[_Kept]) -> _Kept:
    try:
        return msgspec.convert(fields, into, strict=False)
    except msgspec.ValidationError as fault:
        raise QueryError(f"no question to the record: {fault}. See the fields of {into.__name__}") from None
