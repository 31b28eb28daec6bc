"""Who and where: entities with their mentions, places, offices."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.model.span import Span

__all__ = ["Entity", "EntityKind", "Mention", "MentionForm", "Office", "OfficeStatus", "Place"]

EntityKind = Literal["person", "organisation", "place", "group"]
MentionForm = Literal["name", "title", "nominal", "pronoun"]
OfficeStatus = Literal["current", "former", "acting", "designate", "unknown"]


class Mention(msgspec.Struct, frozen=True, order=True):
    """One place where a story speaks of an entity: a span, and in which form."""

    start: int
    end: int
    text: str
    form: MentionForm = "name"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a place is, or why that is not known. Unknown fields are None.

    lat, lon: degrees (WGS 84). A country has none: its middle is no place where anything happened.
    country: ISO 3166 alpha-2, also where the place is a part of a country. geonames: the GeoNames id.
    feature: what it is, in plain words ('town', 'capital', 'state', 'border crossing', 'strait').
    unresolved: a short reason, if none of the places of that name could be told to be meant.
    """

    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: Literal["site", "town", "region", "country"] | None = None
    geonames: int | None = None
    feature: str | None = None
    unresolved: str | None = None


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something a story speaks of, with all its mentions in that story.

    id: local to the reading ('e1'). name: the fullest name, without honorifics or titles.
    acts_for: the id of the entity that this one stands in for (Islamabad -> the government), never a merge.
    """

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    acts_for: str | None = None
    place: Place | None = None


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A person held a title for a country or organisation, over a time (EDTF bounds where stated)."""

    holder: str
    title: str
    of: str | None = None
    begins: str | None = msgspec.field(name="from", default=None)
    ends: str | None = msgspec.field(name="to", default=None)
    status: OfficeStatus = "unknown"
    as_of: str | None = None
    evidence: tuple[Span, ...] = ()
